"""Keeping a run with `compare --save`, and the command `reproduce` that repeats it."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.console import check_output, progress, show
from overlap.cli.inputs import Sources, load
from overlap.cli.options import RIGHT, examples
from overlap.errors import InputError, NotFoundError, SettingsError
from overlap.settings import Settings

if TYPE_CHECKING:
    from overlap.model import Corpus
    from overlap.record.register import Decision
    from overlap.record.runs import Run
    from overlap.score.scoring import Scores

DIFFERENT = 1
REPRODUCE_EXAMPLES = examples("overlap compare --save may.json", "overlap reproduce may.json")
_FEW = 5


def asked_for(path: Path, sources: Sources, settings: Settings, decisions: Path) -> "Run":
    """Say how a comparison that is to be kept was asked for. Raises OutputError when it cannot be kept there."""
    from overlap.record import runs

    right = "" if sources.within else sources.right or RIGHT
    check_output(path, (sources.left, right, str(decisions)), (".json",))
    return runs.Run(
        left=relative(sources.left),
        right=relative(right),
        settings=replace(
            runs.settings_of(settings),
            glossary=relative(settings.glossary),
            weights=relative(settings.weights),
            embeddings=relative(settings.embeddings),
        ),
        reading=sources.settings,
        decisions=relative(str(decisions)) if decisions.exists() else "",
    )


def relative(name: str) -> str:
    """Name a file relative to the current folder, so that a kept run says nothing about the machine it was made on."""
    try:
        return os.path.relpath(name) if Path(name).is_absolute() else name
    except ValueError as error:  # on another drive of Windows
        raise SettingsError(f"{name}: not below the current folder.", "Run it in the folder of the lists.") from error


def load_for(run: "Run", strict: bool = False) -> "tuple[Corpus, Corpus]":
    """Load both sides of a run."""
    return load(Sources(run.left, run.right or None, run.settings.within, run.reading, strict))


def keep(
    run: "Run", sides: "tuple[Corpus, Corpus]", decisions: "Mapping[str, Decision]", scores: "Scores | None" = None
) -> str:
    """Write a run with all it was made of; `scores` are those of its settings, if they are at hand."""
    from overlap.comparison import comparison
    from overlap.record import runs
    from overlap.report import data

    report = comparison.compare(*sides, run.settings, decisions=decisions, scores=scores)
    return data.write_json(report, run=runs.describe(run, report))


def reproduce(
    file: Annotated[Path, typer.Argument(help="A run that 'overlap compare --save FILE' kept.")],
) -> None:
    """Repeat a run, and say whether it gives the same bytes.

    With the settings and inputs that the run names, from the current folder. Ends with 0 when the bytes are the same,
    with 1 when they are not, and says which version, input or pair differs; with 2 when an input is not there.
    """
    from overlap.record import changes, register, runs
    from overlap.store import files

    old = changes.read(file)
    run = runs.recall(old, str(file))
    try:
        for name in filter(None, (run.settings.glossary, run.settings.weights, run.settings.embeddings, run.decisions)):
            files.digest(Path(name))
        known = register.read(Path(run.decisions)) if run.decisions else {}
        sides = load_for(run)
    except (InputError, NotFoundError) as error:
        raise InputError(
            f"{file} cannot be repeated, for an input is missing: {error.problem}",
            "Repeat it in the folder it was kept from, with the files it names.",
        ) from error
    with progress("Comparing"):
        text = keep(run, sides, known)
    if text.encode() == file.read_bytes():
        show(f"{file}: the same bytes.\n")
        return
    show("".join(f"{line}\n" for line in _differences(file, old, changes.parse(text, "the new run"))))
    raise typer.Exit(DIFFERENT)


def _differences(file: Path, old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """Say what differs, causes first."""
    from overlap.record import changes

    found = changes.difference(old, new)
    causes = [f"Another version: {each}." for each in changes.changed_versions(old, new)]
    causes += [f"Other content: {name} ({what})." for what, name in changes.changed_inputs(old, new).items()]
    shown = [f"  {each.kind}: {each.left} and {each.right} ({each.pair}): {each.why}." for each in found.changes[:_FEW]]
    more = len(found.changes) - len(shown)
    return [
        f"{file}: not the same bytes.",
        *(causes or ["All inputs and versions are those of the run: the file itself was changed."]),
        found.result() if found.changes else "No pair is another one.",
        *shown,
        *([f"  {more} more: write the new run with --save, and see overlap diff."] if more else []),
    ]
