"""What changed between two comparisons, as `compare --save run.json` or `-o run.json` wrote them, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from overlap.errors import InputError
from overlap.model import pair_id
from overlap.record import form, origins
from overlap.record.register import compare_prints
from overlap.settings import Level
from overlap.text.notation import read_json

SCHEMA_VERSION = 2
"""Of a comparison as JSON; raised when a field is renamed, removed or changes its meaning, not for a new one."""
_REMEDY = "Give what 'overlap compare --save run.json' wrote."
_TOLD = ("left", "right", "decisions")
"""Inputs whose changes are told item by item and pair by pair."""
_NOTABLE = 0.05
"""A score that moved by less is as it was."""


class ChangeKind(StrEnum):
    """What became of a pair."""

    NEW = "new"
    DECIDED = "decided"
    COORDINATED = "coordinated"
    GONE = "gone"
    RISEN = "risen"
    FALLEN = "fallen"
    REOPENED = "open again"


@dataclass(frozen=True, slots=True)
class Change:
    """One pair that is not as it was."""

    kind: ChangeKind
    pair: str
    left: str
    right: str
    left_title: str
    right_title: str
    level: Level
    """Of the two runs, the closer one."""
    before: float | None
    after: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed, and what holds for the two runs as a whole."""

    changes: tuple[Change, ...]
    """By kind, then closest first."""
    notes: tuple[str, ...]

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """Give the changes of one kind."""
        return tuple(each for each in self.changes if each.kind is kind)

    def result(self) -> str:
        """Count the changes in a sentence."""
        counts = [(len(some), kind) for kind in ChangeKind if (some := self.of(kind))]
        if not counts:
            return "Nothing changed."
        first, *others = counts
        pairs = f"{first[0]} pair{'' if first[0] == 1 else 's'} {first[1]}"
        return f"{', '.join([pairs, *(f'{count} {kind}' for count, kind in others)])}."


def read(path: Path) -> Mapping[str, Any]:
    """Read a comparison that was written as JSON. Raises InputError for anything else."""
    try:
        return parse(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", "Check the name and the right to read it.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not JSON, nor a text.", _REMEDY) from error


def parse(text: str, source: str) -> Mapping[str, Any]:
    """Take a comparison out of its JSON. Raises InputError for anything else."""
    try:
        whole = read_json(text)
    except ValueError as error:
        raise InputError(f"{source}: not JSON ({error}).", _REMEDY) from error
    if not isinstance(whole, dict) or whole.get("type") != "report" or not isinstance(whole.get("pairs"), list):
        raise InputError(f"{source}: no comparison.", _REMEDY)
    if whole.get("schema_version") != SCHEMA_VERSION:
        raise InputError(f"{source}: written by another version of overlap.", "Make it again with this one.")
    if wrong := form.deviation(whole):
        raise InputError(f"{source}: not as it was written ({wrong}).", "Make it again, or take a copy that is whole.")
    return whole


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    """Find the pairs that are new, decided, coordinated, gone, risen, fallen or open again, and say why.

    A work item that another edition or draft stands for now is still the same item.
    """
    moved = origins.moved(old, new)
    before, after = _pairs(old["pairs"], moved), _pairs(new["pairs"])
    texts = {moved.get(name, name): text for name, text in origins.texts(old).items()}, origins.texts(new)
    settled = _settled(old, moved), _settled(new)
    closed = dict.fromkeys(_pairs(new.get("coordinated", ())), ChangeKind.COORDINATED)
    closed |= dict.fromkeys(_pairs(new.get("decided", ())), ChangeKind.DECIDED)
    general = _general(old, new) or _by_statistics(old, new)
    levels = list(Level)
    changes = []
    for name in {*before} | {*after}:
        one, other = before.get(name), after.get(name)
        kind = _kind(one, other, closed.get(name))
        if kind:
            there = [pair for pair in (other, one) if pair]
            changes.append(
                Change(
                    kind=kind,
                    pair=there[0]["id"],
                    left=there[0]["left"]["id"],
                    right=there[0]["right"]["id"],
                    left_title=there[0]["left"].get("title", ""),
                    right_title=there[0]["right"].get("title", ""),
                    level=min((Level(pair["level"]) for pair in there), key=levels.index),
                    before=one["score"] if one else None,
                    after=other["score"] if other else None,
                    why=_decided(name, other, settled) or _why(there[0], texts, (old, new), moved) or general,
                )
            )
    order = list(ChangeKind)
    changes.sort(key=lambda each: (order.index(each.kind), -(each.after or each.before or 0), each.pair))
    return Difference(tuple(changes), tuple(_notes(old, new, moved)))


def _kind(
    one: Mapping[str, Any] | None, other: Mapping[str, Any] | None, closed: ChangeKind | None
) -> ChangeKind | None:
    """Give what became of a pair; what it is if it is no finding any more and still there, if that is known."""
    if one is None:
        return ChangeKind.REOPENED if other and other.get("reopened") else ChangeKind.NEW
    if other is None:
        return closed or ChangeKind.GONE
    if other.get("reopened") and not one.get("reopened"):
        return ChangeKind.REOPENED
    moved = other["score"] - one["score"]
    if abs(moved) < _NOTABLE and one["level"] == other["level"]:
        return None
    return ChangeKind.RISEN if moved > 0 else ChangeKind.FALLEN


def _pairs(pairs: Iterable[Mapping[str, Any]], moved: Mapping[str, str] = MappingProxyType({})) -> dict[str, Any]:
    """Index pairs by the ids they have in the later run."""
    found: dict[str, Any] = {}
    for pair in pairs:
        one, other = (moved.get(pair[side]["id"], pair[side]["id"]) for side in ("left", "right"))
        found.setdefault(pair_id(one, other), pair)
    return found


def _settled(run: Mapping[str, Any], moved: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Give what each pair that is no finding was decided or declared to be."""
    pairs = (*run.get("decided", ()), *run.get("coordinated", ()))
    return {name: pair.get("decision") or pair.get("declared") or "" for name, pair in _pairs(pairs, moved).items()}


def _decided(name: str, other: Mapping[str, Any] | None, settled: tuple[dict[str, str], dict[str, str]]) -> str:
    """Say that a pair was decided, is open again, or is decided no more."""
    if other and other.get("reopened"):
        return str(other["reopened"])
    ended = f"no longer holds: {settled[0][name]}" if name in settled[0] else ""
    return settled[1].get(name, "") or ended


def _why(
    pair: Mapping[str, Any],
    texts: tuple[dict[str, str], dict[str, str]],
    runs: tuple[Mapping[str, Any], Mapping[str, Any]],
    moved: Mapping[str, str],
) -> str:
    """Say what happened to the two items of a pair."""
    found = []
    lists = ["in the list" if origins.is_kept(run) else "in the pairs" for run in runs]
    stood = {after: before for before, after in moved.items()}
    for given in (pair["left"]["id"], pair["right"]["id"]):
        name = moved.get(given, given)
        was, now = (each.get(name) for each in texts)
        if name in stood:
            found.append(f"{name} stands where {stood[name]} stood")
        if was is None:
            found.append(f"{name} is new {lists[0]}")
        elif now is None:
            found.append(f"{name} is no longer {lists[1]}")
        elif changed := compare_prints(was, now):
            found.append(f"{changed} of {name} changed")
    return "; ".join(found)


_ONLY_SHOWN = ("today", "show_decided", "by", "order")
"""Settings that change what is shown and no pair."""


def _general(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Say what changed for all pairs at once."""
    if old["overlap_version"] != new["overlap_version"]:
        return "another version of overlap"
    names = [
        name
        for name in new["settings"]
        if name not in _ONLY_SHOWN and old["settings"].get(name) != new["settings"][name]
    ]
    if names:
        return f"other settings: {', '.join(names)}"
    inputs = [f"another {what}" for what in origins.changed_inputs(old, new) if what not in _TOLD]
    return "; ".join([*origins.changed_versions(old, new), *inputs])


def _by_statistics(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Say that the score of a pair moved by what other items hold, if other items can have changed."""
    if not (origins.is_kept(old) and origins.is_kept(new)):
        return "other items changed the statistics"
    lists = [new[side]["title"] for side in ("left", "right") if side in origins.changed_inputs(old, new)]
    changed = " and ".join(dict.fromkeys(lists))
    return f"other items of {changed} changed the statistics" if changed else "nothing that is kept explains it"


def _notes(old: Mapping[str, Any], new: Mapping[str, Any], moved: Mapping[str, str]) -> list[str]:
    notes = [general] if (general := _general(old, new)) else []
    notes += [f"{after} stands where {before} stood" for before, after in sorted(moved.items())]
    for side in ("left", "right"):
        one, other = old[side], new[side]
        if one["name"] != other["name"]:
            notes.append(f"the old run is of {one['title']}, the new one of {other['title']}")
        if (one["as_of"], one["read"]) != (other["as_of"], other["read"]):
            dates = f"as of {one['as_of'] or 'no date'} and {other['as_of'] or 'no date'}"
            notes.append(f"{other['title']}: {one['read']} and {other['read']} read, {dates}")
        elif side in origins.changed_inputs(old, new):
            notes.append(f"{other['title']}: other content of the same date and length")
    for name, run in (("old", old), ("new", new)):
        if run["matching"] > run["shown"]:
            notes.append(f"the {name} run holds {run['shown']} of {run['matching']} pairs; --save keeps all")
    return notes
