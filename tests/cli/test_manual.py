"""The manual: its pages are listed, shown, and completed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

FILES = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "overlap" / "manual").glob("*.md")}


def test_the_list_names_every_page_by_its_title(overlap_command: Run) -> None:
    done = overlap_command("manual")
    assert (done.returncode, done.stderr) == (0, "")
    head, *lines = done.stdout.splitlines()
    assert head.split() == ["Page", "About"]
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == sorted(FILES)
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "`" not in done.stdout
    for text in FILES.values():
        (title,) = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")][:1]
        assert title.replace("`", "") in " ".join(done.stdout.split())


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_page_in_a_pipe_is_the_file(overlap_command: Run, name: str) -> None:
    done = overlap_command("manual", name)
    assert (done.returncode, done.stdout) == (0, FILES[name])


def test_a_page_that_is_none_says_which_was_meant(overlap_command: Run) -> None:
    name = min(FILES)
    done = overlap_command("manual", f"{name}x")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"The manual has no page {name}x.\nDid you mean {name}?" in done.stderr


def test_pages_are_completed(overlap_command: Run) -> None:
    words = f"overlap manual {min(FILES)[:3]}"
    done = overlap_command(
        _OVERLAP_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD="2", _TYPER_COMPLETE_ARGS=words
    )
    assert done.stdout.split() == sorted(name for name in FILES if name.startswith(min(FILES)[:3]))


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal")
@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_page_is_laid_out_on_a_terminal(environment: dict[str, str], coloured: bool, tmp_path: Path) -> None:
    import pty

    reading, writing = pty.openpty()
    plain = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")}
    with subprocess.Popen(
        [sys.executable, "-m", "overlap", "manual", min(FILES)],
        stdout=writing,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        env={**plain, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment},
    ):
        os.close(writing)
        shown = b"".join(_chunks(reading))
    os.close(reading)
    assert b"\n# " not in b"\n" + shown
    assert (b"\x1b" in shown) is coloured


def _chunks(terminal: int) -> Iterator[bytes]:
    """Read until the other end is closed, which Linux tells by an error."""
    with suppress(OSError):
        while chunk := os.read(terminal, 65536):
            yield chunk
