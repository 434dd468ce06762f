"""A kept run: all it was made of, so that it can be repeated and its differences told."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from overlap import __version__
from overlap.errors import InputError, SettingsError
from overlap.model import Report, Side, WorkItem
from overlap.record.register import fingerprint_of
from overlap.settings import AS_WRITTEN, OFF, By, Explained, Level, Order, ReadSettings, Settings
from overlap.store import files

KEPT = "every pair that is related or closer, whatever was shown; those further apart are counted in levels"
_LIBRARIES = ("scikit-learn", "scipy", "numpy", "PyStemmer")
"""Those that a score depends on."""
_SHIPPED = tuple(
    Path(__file__).parents[1] / name for name in ("text/glossary.toml", "score/weights.toml", "score/lexicon.npz")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a comparison was asked for; names are as given, relative to the current folder."""

    left: str
    right: str
    """Empty when one list is compared with itself."""
    settings: Settings
    reading: ReadSettings = AS_WRITTEN
    decisions: str = ""
    """The register; empty when there was none."""
    is_sealed: bool = True
    """Whether it is kept with a checksum of all that it says; those of earlier versions were not."""


def settings_of(settings: Settings) -> Settings:
    """Give the settings of a run that is kept: those that only hide pairs are left aside."""
    every = replace(settings, limit=None, per_item=None, min_score=0.0, level=Level.RELATED, show_decided=False)
    return replace(every, explain=Explained.RELATED, order=Order.CLOSENESS, by=By.PAIR)


def describe(run: Run, report: Report) -> dict[str, Any]:
    """Tell what a run was made of: names, inputs with their digests, versions, and the texts of all items in short."""
    sides = {"left": report.left} | ({} if report.settings.within else {"right": report.right})
    names = {"left": run.left, "right": run.right}
    lists = [_input(what, names[what], side.corpus.digest, side.corpus.as_of) for what, side in sides.items()]
    own = {
        "glossary": run.settings.glossary,
        "weights": run.settings.weights,
        "lexicon": "" if run.settings.lexicon == OFF else run.settings.lexicon,
        "model": run.settings.embeddings,
        "decisions": run.decisions,
    }
    given = [_input(what, name, files.digest(Path(name))) for what, name in own.items() if name]
    shipped = [_input(f"{each.name} of overlap", each.name, files.digest(each)) for each in _SHIPPED]
    return {
        **({"sealed": True} if run.is_sealed else {}),
        "kept": KEPT,
        **names,
        "decisions": run.decisions,
        "headings": {"": dict(run.reading.columns)} | {of: dict(each) for of, each in run.reading.columns_of.items()},
        "mandate_of": run.reading.mandate_of,
        "inputs": [*lists, *given, *shipped],
        "versions": {
            "overlap": __version__,
            "Python": sys.version.partition(" ")[0],
            **{name: version(name) for name in _LIBRARIES},
        },
        "items": {"left": _texts(report.left), "right": _texts(report.right)},
        "folded": {"left": _folded(report.left), "right": _folded(report.right)},
    }


def recall(whole: Mapping[str, Any], source: str) -> Run:
    """Take out of a kept run how it was asked for. Raises InputError when it cannot be repeated."""
    kept = whole.get("run")
    if not isinstance(kept, dict):
        raise InputError(f"{source}: not kept with what it was made of.", "Keep it with 'overlap compare --save FILE'.")
    try:
        names = {name: str(kept[name]) for name in ("left", "right", "decisions")}
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in whole["settings"].items()
        }
        settings = Settings(**values | {"level": Level(values["level"]), "order": Order.CLOSENESS, "by": By.PAIR})
        former = {"": {heading: field for field, heading in kept.get("columns", {}).items()}}
        of = {name: dict(each) for name, each in kept.get("headings", former).items()}
        reading = ReadSettings(columns=of.pop("", {}), columns_of=of, mandate_of=str(kept["mandate_of"]))
        run = Run(**names, settings=settings, reading=reading, is_sealed=bool(kept.get("sealed")))
    except (KeyError, TypeError, ValueError, AttributeError, SettingsError) as error:
        cause = error.problem if isinstance(error, SettingsError) else error
        raise InputError(f"{source}: cannot be repeated ({cause}).", "Keep the run again with this version.") from error
    if "-" in (run.left, run.right):
        raise InputError(
            f"{source}: one side was standard input, which is not kept.",
            "Save that list as a file, and keep the run again with the file.",
        )
    return run


def _input(what: str, name: str, digest: str, as_of: str = "") -> dict[str, str]:
    return {"what": what, "name": name, "as_of": as_of, "sha256": digest}


def _folded(side: Side) -> dict[str, str]:
    """Name for each document that is folded into another the one that stands for it."""
    items = (entry for entry in side.entries if isinstance(entry, WorkItem))
    return {member.id: item.id for item in items for member in item.members}


def _texts(side: Side) -> dict[str, str]:
    return {entry.id: fingerprint_of(entry) for entry in side.entries}
