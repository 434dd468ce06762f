"""What two kept runs were made of: which texts each compared, and what of it is other."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from overlap.record.register import fingerprint
from overlap.text import identifiers

_LISTS = ("pairs", "decided", "coordinated")


def changed_versions(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Name the programs that have another version in a later kept run, as `numpy 2.3.1 and 2.4.0`."""
    if not (is_kept(old) and is_kept(new)):
        return []
    one, other = old["run"]["versions"], new["run"]["versions"]
    return [f"{name} {one.get(name, 'none')} and {other[name]}" for name in other if one.get(name) != other[name]]


def changed_inputs(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Name the inputs of a later kept run that have other content: what each is for, and its name."""
    if not (is_kept(old) and is_kept(new)):
        return {}
    before = {each["what"]: each["sha256"] for each in old["run"]["inputs"]}
    return {each["what"]: each["name"] for each in new["run"]["inputs"] if before.get(each["what"]) != each["sha256"]}


def moved(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Name for each item of the old run that is none in the new one the document that stands for it now."""
    if not (is_kept(old) and is_kept(new)):
        return {}
    before, after = texts(old), texts(new)
    other: dict[str, set[str]] = defaultdict(set)
    for run in (old, new):
        for side in run["run"]["folded"].values():
            for member, item in side.items():
                other[member].add(item)
                other[item].add(member)
    works: dict[str, set[str]] = defaultdict(set)
    for name in {*after} - {*before}:
        for number in identifiers.parse(name).numbers:
            works[number].add(name)
    for name in {*before} - {*after}:
        for number in identifiers.parse(name).numbers:
            other[name] |= works.get(number, set())
    found = {name: other[name] & {*after} - {*before} for name in {*before} - {*after}}
    return {name: next(iter(heirs)) for name, heirs in found.items() if len(heirs) == 1}


def texts(run: Mapping[str, Any]) -> dict[str, str]:
    """Give the fingerprint of each item: of all that were compared in a kept run, else of those in some pair."""
    if is_kept(run):
        return {name: text for side in ("left", "right") for name, text in run["run"]["items"][side].items()}
    entries = (pair[side] for key in _LISTS for pair in run.get(key, ()) for side in ("left", "right"))
    return {
        each["id"]: fingerprint(
            each.get("title", ""), each.get("scope", ""), each.get("stage", "") or each.get("status", "")
        )
        for each in entries
    }


def is_kept(run: Mapping[str, Any]) -> bool:
    """Say whether a run was kept with what it was made of, and not only written."""
    return isinstance(run.get("run"), dict) and {"versions", "inputs", "items", "folded"} <= {*run["run"]}
