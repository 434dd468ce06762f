"""Runs kept with `compare --save`: how they were asked for, and writing them."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from overlap.cli.console import check_output
from overlap.cli.register import Decisions
from overlap.cli.sides import RIGHT, Sides, load
from overlap.errors import SettingsError
from overlap.settings import ReadSettings, Settings

if TYPE_CHECKING:
    from overlap.model import Corpus
    from overlap.record.runs import Run
    from overlap.score.scoring import Scores


def describe(path: Path, sides: Sides, reading: ReadSettings, settings: Settings, decisions: Path) -> "Run":
    """Say how a comparison that is to be kept was asked for. Raises OutputError when it cannot be kept there."""
    from overlap.record import runs

    right = "" if sides.within else sides.right or RIGHT
    check_output(path, (sides.left, right, str(decisions)), (".json",))
    return runs.Run(
        left=relative(sides.left),
        right=relative(right),
        settings=replace(
            runs.settings_of(settings),
            glossary=relative(settings.glossary),
            weights=relative(settings.weights),
            lexicon=relative(settings.lexicon),
            embeddings=relative(settings.embeddings),
        ),
        reading=reading,
        decisions=relative(str(decisions)) if decisions.exists() else "",
    )


def relative(name: str) -> str:
    """Name a file relative to the current folder, so that a kept run says nothing about the machine it was made on."""
    try:
        return os.path.relpath(name) if Path(name).is_absolute() else name
    except ValueError as error:  # on another drive of Windows
        raise SettingsError(f"{name}: not below the current folder.", "Run it in the folder of the lists.") from error


def load_sides(run: "Run", strict: bool = False) -> "tuple[Corpus, Corpus]":
    """Load both sides of a run."""
    return load(Sides(left=run.left, right=run.right or None, within=run.settings.within), run.reading, strict)


def write(run: "Run", sides: "tuple[Corpus, Corpus]", decisions: Decisions, scores: "Scores | None" = None) -> str:
    """Write a run with all it was made of; `scores` are those of its settings, if they are at hand."""
    from overlap.comparison import comparison
    from overlap.record import runs
    from overlap.report import data

    report = comparison.compare(*sides, run.settings, decisions=decisions, scores=scores)
    return data.write_json(report, run=runs.describe(run, report))
