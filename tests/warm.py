"""Processes of the command that begin with its modules imported: half of what a run takes is the import of libraries.

Each is forked from a server that has imported and run nothing, so none shares a state with another; see "forkserver" in
the documentation of `multiprocessing`.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import overlap.cli.app
import overlap.comparison.comparison
import overlap.corpus.corpora
import overlap.read.ingestion
import overlap.report.terminal  # noqa: F401 -- what nearly every command needs is imported once
from overlap import __main__

IS_POSSIBLE = "forkserver" in multiprocessing.get_all_start_methods()


def run(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: str
) -> subprocess.CompletedProcess[str]:
    """Run the command as `subprocess.run` would, with this text at its standard input."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with tempfile.TemporaryDirectory() as kept:
        streams = [Path(kept, name) for name in ("stdin", "stdout", "stderr")]
        streams[0].write_text(stdin, encoding="utf-8")
        process = context.Process(target=_command, args=(list(arguments), folder, dict(environment), streams))
        process.start()
        process.join()
        out, err = (each.read_text(encoding="utf-8") if each.exists() else "" for each in streams[1:])
    return subprocess.CompletedProcess(list(arguments), process.exitcode or 0, out, err)


def _command(arguments: list[str], folder: Path, environment: dict[str, str], streams: Sequence[Path]) -> None:
    """Be the command: its folder, environment, arguments and standard streams."""
    for number, path in enumerate(streams):
        opened = os.open(path, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 -- open as long as the process
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["overlap", *arguments]
    __main__.run()
