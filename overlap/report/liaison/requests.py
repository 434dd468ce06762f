"""What a liaison statement says can be done, and asks: by what was decided about a pair, else by its stages."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from overlap.comparison.matter import Matter
from overlap.items import liaisons, rooms
from overlap.items.rooms import Time
from overlap.model import Corpus, Entry, Pair, Side, WorkItem
from overlap.record.register import Decision
from overlap.report.liaison import words
from overlap.report.liaison.direction import direction
from overlap.report.liaison.parts import CHECK
from overlap.text.printing import listed
from overlap.text.words import tokens

WHICH = "which of the two"
"""What is open of a decision that does not say which text is to reference the other."""
_WORDS = ("modes", "team", "text")
_PLACE = re.compile(r"\{(\w+)\}")
_JOINT = "joint"
_ENDING = "ending"


@dataclass(frozen=True, slots=True)
class Leeway:
    """What a letter says of the room for change that a text leaves."""

    state: str
    """`open`, `stale` where that may be over, `comments`, `last` for a last ballot, `review`, `elapsed` where one of
    these is over or may be, `closed`, `ending`, `ended`, `unknown`, or `joint`."""
    say: str
    """What can still be done."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the other side."""

    ask: str
    """As a sentence goes on after `Please`."""
    brief: str
    """The same for the abstract, as it goes on after `ask you to`."""
    is_mode: bool = False
    """Whether it speaks of a mode of cooperation."""
    is_attached: bool = False
    """Whether our draft goes with it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a statement says of a decision of the register."""

    noted: str
    """What was decided, in a sentence of its own."""
    request: Request
    names_text: bool = False
    """Whether it is told only where its reason says which of the two texts it is about."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of cooperation of some organizations."""

    of: Sequence[str]
    partners: Sequence[str]
    """With whom they hold; empty for whomever."""
    rules: str
    words: Mapping[str, str]
    """What they call how two groups work together, and what comes of it."""


@dataclass(frozen=True, slots=True)
class _Page:
    modes: Sequence[_Rules]
    rooms: Mapping[str, Leeway]
    """By the name of what is open at a stage (`stages.Opening`), or of whether that may be over (`rooms.Time`)."""
    matters: Mapping[str, frozenset[str]]
    """The terms in titles that tell what a text holds, by what that is called."""
    asked: Sequence[Mapping[str, Any]]
    """The first that fits the states of our text and of theirs counts."""
    outcomes: Mapping[str, Outcome]
    formulas: Sequence[re.Pattern[str]]
    """What a letter asks for that no answer is written to."""
    weak: Request
    """Of a pair that is far apart, or has only words of the whole field in common."""
    same: Request
    """Of a pair whose titles are the same, and that nobody declares to be coordinated."""


def leeway(item: WorkItem, corpus: Corpus, today: str, *, is_joint: bool = False) -> Leeway:
    """Say what is left to be changed today of a work item of a list, or that it is declared to be coordinated.

    The words of the rules of a pair are still to be filled in, see `possible`.
    """
    if is_joint:
        return _page().rooms[_JOINT]
    left, known = rooms.room(item, corpus, today), _page().rooms
    found = known[left.opening.name]
    if left.time is Time.NOW or found.state == _ENDING:  # whatever came of it, what takes its place is asked
        return found
    over = known[left.time]
    return replace(over, say=over.say.format(called=left.called))


def noted(decision: Decision, pair: Pair, matter: Matter) -> str:
    """Say what was decided about a pair; empty for an outcome that is none of the register, or says not of which."""
    known = _page().outcomes.get(decision.outcome)
    says_which = known and (not known.names_text or any(each.id in decision.reason for each in matter.both(pair)))
    return _filled(known.noted, pair, matter) if known and says_which else ""


def has_open_direction(pair: Pair, matter: Matter) -> bool:
    """Say whether it was decided that one text references the other, and not which one."""
    decision = matter.decisions.get(pair.id)
    known = _page().outcomes.get(decision.outcome) if decision else None
    return known is not None and "{one}" in known.noted and _direction(pair, matter) is None


def _direction(pair: Pair, matter: Matter) -> tuple[str, str] | None:
    """Say which text of a pair is to reference the other, by its decision."""
    decision = matter.decisions.get(pair.id)
    ours, theirs = (entry.id for entry in matter.both(pair))
    return direction(" ".join(decision.reason.split()), (ours, theirs)) if decision else None


def _filled(said: str, pair: Pair, matter: Matter) -> str:
    """Fill the words of the rules, and what the texts of a pair are, into a wording; which texts is left open."""
    if "{" not in said:
        return said
    one, other = _direction(pair, matter) or ("one of these texts", f"the other {CHECK.format(WHICH)}")
    known = {"one": one, "other": other, "matters": _matters(pair), **_fitting(pair, matter)[0].words}
    return _PLACE.sub(lambda found: known.get(found[1], found[0]), said)


def _matters(pair: Pair) -> str:
    """Say what both texts of a pair hold, by their titles."""
    titles = [{token.term for token in tokens(entry.title)} for entry in (pair.left, pair.right)]
    return next((name for name, of in _page().matters.items() if all(title & of for title in titles)), "matters")


def requests(matter: Matter, today: str = "") -> Mapping[Request, tuple[Pair, ...]]:
    """Give each request with the pairs that it is about, in the order of the pairs, as things stand today."""
    found: dict[Request, tuple[Pair, ...]] = {}
    weak = words.weak(matter)
    for pair in matter.pairs:
        decision = matter.decisions.get(pair.id)
        known = _page().outcomes.get(decision.outcome) if decision else None
        by_pair = _page().same if is_same_title(pair) else _by_stage(pair, matter, today)
        by_pair = _page().weak if pair.id in weak else by_pair
        asked = known.request if known else by_pair
        ask, brief = (_filled(said, pair, matter) for said in (asked.ask, asked.brief))
        request = replace(asked, ask=ask, brief=brief)
        found[request] = (*found.get(request, ()), pair)
    return found


def is_same_title(pair: Pair) -> bool:
    """Say whether two texts have the same title, word by word, and are not declared to be coordinated.

    Signs and capitals do not count; another word for the same, as the glossary knows them, makes another title.
    """
    one, other = (re.findall(r"\w+", each.title.casefold()) for each in (pair.left, pair.right))
    return bool(one) and one == other and not pair.declared


def is_formula(asked: str) -> bool:
    """Say whether a sentence of a letter asks for nothing that an answer is written to.

    >>> is_formula("Please provide your comments by 29 January 2027."), is_formula("Please send us Y.1 by May 2027.")
    (True, False)
    """
    return any(each.search(asked) for each in _page().formulas)


def numbers(matter: Matter, today: str) -> Mapping[str, str]:
    """Give by the id of a pair the number of what is asked about it, as `(1)`: the body of many pairs has it so."""
    found = enumerate(requests(matter, today).values(), start=1)
    return {pair.id: f"({number})" for number, about in found for pair in about}


def _by_stage(pair: Pair, matter: Matter, today: str) -> Request:
    states = [_state(entry, side.corpus, today) for entry, side in matter.placed(pair)]
    states = [_JOINT, _JOINT] if pair.declared else states
    fits = (
        _request(each)
        for each in _page().asked
        if all(not each[side] or state in each[side] for side, state in zip(("ours", "theirs"), states, strict=True))
    )
    return next(fits)


def _state(entry: Entry, corpus: Corpus, today: str) -> str:
    if not isinstance(entry, WorkItem):
        return "closed"
    return leeway(entry, corpus, today).state


def rules(about: Iterable[Pair], matter: Matter) -> str:
    """Name the rules of cooperation of the organizations of both sides of some pairs, each once."""
    return listed(dict.fromkeys(each.rules for pair in about for each in _fitting(pair, matter)))


def possible(left: Leeway, about: Iterable[Pair], matter: Matter) -> str:
    """Say what can still be done about a text of some pairs, in the words of the rules for them, each once."""
    return " or ".join(dict.fromkeys(_filled(left.say, pair, matter) for pair in about))


def _fitting(pair: Pair, matter: Matter) -> Sequence[_Rules]:
    """Give the rules for the work of both sides of a pair: the first of each organization, ours before theirs."""
    us, them = _named(pair, matter, matter.us), _named(pair, matter, matter.them)
    every = _page().modes
    fit: dict[tuple[str, ...], _Rules] = {}
    for ours, theirs in ((us, them), (them, us)):
        for each in every:
            if {*each.of} & {*ours} and (not each.partners or any(_is_with(name, theirs) for name in each.partners)):
                fit.setdefault(tuple(each.of), each)
    return sorted(fit.values(), key=every.index) or every[-1:]


def _named(pair: Pair, matter: Matter, side: Side) -> tuple[str, ...]:
    """Name a side by its organizations, and by the committee that holds its text of a pair, else by itself."""
    entry = matter.both(pair)[side is matter.them]
    committee = entry.committee if isinstance(entry, WorkItem) else ""
    return *matter.organizations(side), committee or side.corpus.title


def _is_with(partner: str, names: Sequence[str]) -> bool:
    """Say whether one of the names is a partner, or a committee below it."""
    way = [each[1:] for each in liaisons.groups(partner)]
    below = (each[1:] for name in names for each in liaisons.groups(name))
    return partner in names or any(each[: len(one)] == one for each in below for one in way)


def _request(source: Mapping[str, Any]) -> Request:
    return Request(source["ask"], source["brief"], source.get("is_mode", False), source.get("is_attached", False))


@cache
def _page() -> _Page:
    text = resources.files("overlap.report.liaison").joinpath("requests.toml").read_text(encoding="utf-8")
    source = tomllib.loads(text)
    return _Page(
        [
            _Rules(each["of"], each["with"], each["rules"], {name: each[name] for name in _WORDS})
            for each in source["modes"]
        ],
        {name: Leeway(**room) for name, room in source["rooms"].items()},
        {each["called"]: frozenset(token.term for token in tokens(each["words"])) for each in source["matters"]},
        source["asked"],
        {
            name: Outcome(each["noted"], _request(each), each.get("names_text", False))
            for name, each in source["outcomes"].items()
        },
        [re.compile(each, re.IGNORECASE) for each in source["reply"]["formulas"]],
        _request(source["weak"]),
        _request(source["same"]),
    )
