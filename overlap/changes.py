"""What changed between two comparisons, as `compare -o run.json` wrote them, and why."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from overlap.errors import InputError

SCHEMA_VERSION = 2
_TEXTS = ("title", "scope", "stage", "status")
_NOTABLE = 0.05
"""A score that moved by less is as it was."""


class Kind(StrEnum):
    """What became of a pair."""

    NEW = "new"
    GONE = "gone"
    RISEN = "risen"
    FALLEN = "fallen"
    REOPENED = "open again"


@dataclass(frozen=True, slots=True)
class Change:
    """One pair that is not as it was."""

    kind: Kind
    pair: str
    left: str
    right: str
    before: float | None
    after: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed, and what holds for the two runs as a whole."""

    changes: tuple[Change, ...]
    """By kind, then closest first."""
    notes: tuple[str, ...]


def read(path: Path) -> Mapping[str, Any]:
    """Read a comparison that was written as JSON. Raises InputError for anything else."""
    remedy = "Give what 'overlap compare --level related --limit 0 -o run.json' wrote."
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", "Check the name and the right to read it.") from error
    except ValueError as error:
        raise InputError(f"{path}: not JSON ({error}).", remedy) from error
    if not isinstance(whole, dict) or whole.get("type") != "report" or not isinstance(whole.get("pairs"), list):
        raise InputError(f"{path}: no comparison.", remedy)
    if whole.get("schema_version") != SCHEMA_VERSION:
        raise InputError(f"{path}: written by another version of overlap.", "Make it again with this one.")
    return whole


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    """Find the pairs that are new, gone, risen, fallen or open again, and say why."""
    before, after = ({pair["id"]: pair for pair in run["pairs"]} for run in (old, new))
    settled = {pair["id"]: pair for pair in (*new.get("decided", ()), *new.get("coordinated", ()))}
    general = _general(old, new)
    changes = []
    for name in {*before} | {*after}:
        one, other = before.get(name), after.get(name)
        kind = _kind(one, other)
        if kind:
            why = (
                _settled(settled.get(name))
                or _why(one, other, old, new)
                or general
                or "other items changed the statistics"
            )
            shown = other or one or {}
            was, now = (each["score"] if each else None for each in (one, other))
            changes.append(Change(kind, name, shown["left"]["id"], shown["right"]["id"], was, now, why))
    order = list(Kind)
    changes.sort(key=lambda each: (order.index(each.kind), -(each.after or each.before or 0), each.pair))
    return Difference(tuple(changes), tuple(_notes(old, new)))


def _kind(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> Kind | None:
    if one is None:
        return Kind.REOPENED if other and other.get("reopened") else Kind.NEW
    if other is None:
        return Kind.GONE
    if other.get("reopened") and not one.get("reopened"):
        return Kind.REOPENED
    moved = other["score"] - one["score"]
    if abs(moved) < _NOTABLE and one["level"] == other["level"]:
        return None
    return Kind.RISEN if moved > 0 else Kind.FALLEN


def _settled(pair: Mapping[str, Any] | None) -> str:
    return (pair.get("decision") or pair.get("declared") or "") if pair else ""


def _why(
    one: Mapping[str, Any] | None, other: Mapping[str, Any] | None, old: Mapping[str, Any], new: Mapping[str, Any]
) -> str:
    """Say what happened to the two items of a pair."""
    if other and other.get("reopened"):
        return str(other["reopened"])
    found = []
    for side in ("left", "right"):
        here, there = (each[side] if each else None for each in (one, other))
        if here and there:
            changed = [name for name in _TEXTS if here.get(name, "") != there.get(name, "")]
            found += [f"{' and '.join(changed)} of {there['id']} changed"] if changed else []
        elif there and there["id"] not in _ids(old, side):
            found.append(f"{there['id']} is new in the pairs")
        elif here and here["id"] not in _ids(new, side):
            found.append(f"{here['id']} is in no pair any more")
    return "; ".join(found)


def _ids(run: Mapping[str, Any], side: str) -> set[str]:
    return {pair[side]["id"] for key in ("pairs", "decided", "coordinated") for pair in run.get(key, ())}


def _general(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Say what changed for all pairs at once."""
    if old["overlap_version"] != new["overlap_version"]:
        return "another version of overlap"
    names = [
        name
        for name in new["settings"]
        if name not in ("today", "show_decided") and old["settings"].get(name) != new["settings"][name]
    ]
    return f"other settings: {', '.join(names)}" if names else ""


def _notes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    notes = [general] if (general := _general(old, new)) else []
    for side in ("left", "right"):
        one, other = old[side], new[side]
        if (one["as_of"], one["read"]) != (other["as_of"], other["read"]):
            dates = f"as of {one['as_of'] or 'no date'} and {other['as_of'] or 'no date'}"
            notes.append(f"{other['title']}: {one['read']} and {other['read']} read, {dates}")
    for name, run in (("old", old), ("new", new)):
        if run["matching"] > run["shown"]:
            notes.append(f"the {name} run holds {run['shown']} of {run['matching']} pairs; --limit 0 writes all")
    return notes
