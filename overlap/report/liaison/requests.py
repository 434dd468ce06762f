"""What a liaison statement says can be done, and asks: by what was decided about a pair, else by its stages."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from overlap.comparison.matter import Matter
from overlap.items import stages
from overlap.model import Corpus, Pair, WorkItem

_OWN_RULES = "the rules of both organizations"
_JOINT = "joint"
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Room:
    """What room for change the stage of a text leaves."""

    state: str
    """`open`, `comments`, `last` for a last ballot, `review`, `closed`, `ending`, `ended`, `unknown`, or `joint`."""
    say: str
    """What can still be done."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a statement says of a decision of the register."""

    noted: str
    """What was found, as a sentence goes on after `that`."""
    ask: str
    """What is asked of the other side."""


@dataclass(frozen=True, slots=True)
class _Page:
    modes: Mapping[str, str]
    rooms: Mapping[str, Room]
    """By the name of what is open at a stage (`stages.Opening`)."""
    asked: Sequence[Mapping[str, Any]]
    """The first that fits the states of our text and of theirs counts."""
    outcomes: Mapping[str, Outcome]


def room(document: WorkItem, *, is_joint: bool = False) -> Room:
    """Say what room for change the stage of a document leaves, or that it is declared to be coordinated."""
    name = stages.stage(document).opening.name if stages.is_known(document) else _UNKNOWN
    return _page().rooms[_JOINT if is_joint else name]


def noted(outcome: str) -> str:
    """Say what was found where a pair was decided so; empty for an outcome that is none of the register."""
    known = _page().outcomes.get(outcome)
    return known.noted if known else ""


def requests(matter: Matter) -> Mapping[str, tuple[Pair, ...]]:
    """Give each request with the pairs that it is about, in the order of the pairs."""
    found: dict[str, tuple[Pair, ...]] = {}
    for pair in matter.pairs:
        decision = matter.decisions.get(pair.id)
        known = _page().outcomes.get(decision.outcome) if decision else None
        asked = known.ask if known else _by_stage(pair, matter)
        request = asked.format(modes=_modes(matter.us.corpus, matter.them.corpus))
        found[request] = (*found.get(request, ()), pair)
    return found


def _by_stage(pair: Pair, matter: Matter) -> str:
    states = [room(stages.live(each)).state if isinstance(each, WorkItem) else "closed" for each in matter.both(pair)]
    states = [_JOINT, _JOINT] if pair.declared else states
    fits = (
        str(each["ask"])
        for each in _page().asked
        if all(not each[side] or state in each[side] for side, state in zip(("ours", "theirs"), states, strict=True))
    )
    return next(fits)


def _modes(one: Corpus, other: Corpus) -> str:
    """Name the rules of cooperation of the organizations of two corpora, each once."""
    known = _page().modes
    both = dict.fromkeys(known[body] for corpus in (one, other) for body in corpus.bodies if body in known)
    return " and of ".join(both) or _OWN_RULES


@cache
def _page() -> _Page:
    text = resources.files("overlap.report.liaison").joinpath("requests.toml").read_text(encoding="utf-8")
    source = tomllib.loads(text)
    return _Page(
        source["modes"],
        {name: Room(**room) for name, room in source["rooms"].items()},
        source["asked"],
        {name: Outcome(**outcome) for name, outcome in source["outcomes"].items()},
    )
