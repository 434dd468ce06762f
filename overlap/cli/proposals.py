"""Checking the proposals of files and folders, as `check` and `baseline` do."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.completion import complete_names
from overlap.cli.console import progress
from overlap.cli.register import Decisions
from overlap.cli.values import files_of
from overlap.errors import InputError
from overlap.model import Fault
from overlap.settings import ReadSettings, Settings

if TYPE_CHECKING:
    from overlap.comparison.proposals import Check

Proposals = Annotated[list[Path], typer.Argument(help="Proposals, or folders of proposals.")]
Against = Annotated[
    list[str],
    typer.Option(
        "--against", help="A bundled name, a corpus folder or a file; repeatable.", autocompletion=complete_names
    ),
]


def check_all(
    files: Iterable[Path],
    against: Iterable[str],
    settings: Settings,
    reading: ReadSettings,
    decisions: Decisions,
) -> "tuple[list[Check], list[Fault]]":
    """Check all proposals of files and folders, and name what could not be. Raises InputError when nothing could."""
    from overlap.comparison import proposals
    from overlap.corpus import corpora

    both = [corpora.load(name) for name in against]
    checks: list[Check] = []
    missing: list[Fault] = []
    with progress("Checking"):
        for path in files_of(files):
            try:
                found = corpora.load(str(path), reading)
            except InputError as error:  # one of several that cannot be read keeps the others from nothing
                cause = error.problem.removeprefix(f"{path}: ").removesuffix(".")
                missing.append(Fault(str(path), "", cause, error.remedy.removesuffix(".")))
                continue
            missing += proposals.left_out(found)
            checks += [replace(each, source=str(path)) for each in proposals.check(found, both, settings, decisions)]
    if not checks:
        causes = [f"{each}." for each in missing] or ["there is no file in the folders given."]
        lines = "\n  ".join(["Nothing could be checked:", *causes])
        raise InputError(lines, "'overlap ingest' shows what is read out of a file.")
    return checks, missing
