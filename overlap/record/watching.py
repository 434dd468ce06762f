"""What is new since the last look: findings, stages, closed work, decisions open again, statements overdue; each once.

Between two looks a state is kept, a file of JSON: what every work item was like, which findings were told, which
decisions were open again, which statements overdue. An event is told when it differs from the state, and the state then
holds it; so nothing is told twice, and what was told by a run that could not write is told by the next one.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import msgspec

from overlap.errors import InputError
from overlap.text.identifiers import parse
from overlap.text.notation import read_json

FORM = 2
"""Of the state; raised when an older one cannot be gone on with."""
_MOST_KEPT = 500
"""So many events are kept for a feed, the newest."""
_FIGURES = re.compile(r"\d+")
_MONTH = re.compile(r"\((\d\d)/(\d{4})\)")
_COMMENTS, _RESOLVING = "comments", "resolving"


class EventKind(StrEnum):
    """What happened."""

    NEW = "new finding"
    OPENED = "open for comments"
    ENDED = "comments closed"
    PUBLISHED = "published"
    EDITION = "new edition"
    MOVED = "other stage"
    CLOSED = "closed"
    REOPENED = "decision open again"
    OVERDUE = "statement overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A work item as it is at one look."""

    id: str
    title: str
    opening: str
    """The name of what can be done about it, as `comments`."""
    stage: str
    """As people write it."""
    is_open: bool
    is_gone: bool
    """Withdrawn, replaced or stopped."""
    address: str = ""
    date: str = ""
    """When it was published, or came to its stage, where the list says so."""


class Reopened(NamedTuple):
    """A decision that no longer holds."""

    said: str
    """The pair, in a line."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """All that is watched, at one time."""

    items: Mapping[str, Watched]
    """By side and work, as `left Y.4904`."""
    findings: Mapping[str, str]
    """By the id of the pair those to look at, each in a line."""
    concerned: frozenset[str]
    """The keys of the items whose stages are told: those of findings, decided and coordinated pairs."""
    reopened: Mapping[str, Reopened]
    """By the id of the pair, however close it is now."""
    overdue: Mapping[str, str]
    """By the id of a statement, and its deadline, the statement in a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, told once."""

    kind: EventKind
    about: str
    """The id of the pair or the statement, or the key of the item."""
    said: str
    date: str
    """The day on which it was told."""
    address: str = ""

    @property
    def id(self) -> str:
        """Name the event; no two have the same name."""
        return f"{self.kind.replace(' ', '-')}:{self.about}:{self.date}:{self.said}"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is known between two looks."""

    sides: tuple[str, ...] = ()
    """The two lists, as they were named."""
    titles: tuple[str, ...] = ()
    """What they are called."""
    signature: str = ""
    """Of all that was compared: while it is the same, nothing can have changed but what is overdue. Empty where it
    cannot be told."""
    items: Mapping[str, Watched] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    """The ids of the pairs that were findings at some look."""
    concerned: frozenset[str] = frozenset()
    reopened: Mapping[str, str] = field(default_factory=dict)
    """By the id of the pair why the decision on it no longer held."""
    overdue: frozenset[str] = frozenset()
    events: tuple[Event, ...] = ()
    """Those told, the oldest first."""


def changes(state: State, look: Look, today: str) -> tuple[Event, ...]:
    """Tell what happened since the last look, by kind; of work items those that some pair to look at is about."""
    found = (*_new(state, look), *_stages(state, look), *_reopened(state, look), *_overdue(state, look))
    order = list(EventKind)
    events = (
        Event(kind=kind, about=about, said=said, date=today, address=address) for kind, about, said, address in found
    )
    return tuple(sorted(events, key=lambda each: (order.index(each.kind), each.about)))


def same(state: State, overdue: Mapping[str, str]) -> Look:
    """Look at lists that are as they were."""
    return Look(
        items=state.items,
        findings=dict.fromkeys(state.told, ""),
        concerned=state.concerned,
        reopened={pair: Reopened("", why) for pair, why in state.reopened.items()},
        overdue=overdue,
    )


def missing(state: State, look: Look, side: str) -> Look:
    """Keep what was known of a side that could not be read whole: what is missing may be in what could not be read."""
    gone = {name: each for name, each in state.items.items() if name.startswith(f"{side} ") and name not in look.items}
    if not gone:
        return look
    known = {pair: Reopened("", why) for pair, why in state.reopened.items()}
    return replace(
        look,
        items={**look.items, **gone},
        concerned=look.concerned | (state.concerned & gone.keys()),
        reopened={**known, **look.reopened},
    )


def after(state: State, look: Look, events: tuple[Event, ...], signature: str) -> State:
    """Give the state when these events were told."""
    return State(
        sides=state.sides,
        titles=state.titles,
        signature=signature,
        items={**look.items},
        told=state.told | look.findings.keys(),
        concerned=look.concerned,
        reopened={pair: each.why for pair, each in look.reopened.items()},
        overdue=frozenset(look.overdue),
        events=(*state.events, *events)[-_MOST_KEPT:],
    )


def unconcerned(state: State, look: Look) -> int:
    """Count the work items of another stage or edition, or that came or went, that are in no pair to look at."""
    known = state.concerned | look.concerned
    names = ({*state.items} | {*look.items}) - known
    return sum(
        _is_other_edition(one, other) or (one.opening, one.stage) != (other.opening, other.stage)
        if one and other
        else True
        for one, other in ((state.items.get(name), look.items.get(name)) for name in names)
    )


_Told = tuple[EventKind, str, str, str]


def _new(state: State, look: Look) -> Iterator[_Told]:
    for pair, said in look.findings.items():
        if pair not in state.told and pair not in look.reopened:
            yield EventKind.NEW, pair, said, ""


def _stages(state: State, look: Look) -> Iterator[_Told]:
    for name in sorted(state.concerned | look.concerned):
        before, now = state.items.get(name), look.items.get(name)
        if before is None:
            continue
        if now is None and before.is_gone:
            continue  # that it was closed was told then
        if now is None:
            yield EventKind.CLOSED, name, f"{before.id} “{before.title}”: no longer in the list", before.address
        elif _is_other_edition(before, now):
            said = f"{now.id} “{now.title}”: {now.date or now.stage}, before {_edition(before, now)}"
            yield EventKind.EDITION, name, said, now.address
        elif (before.opening, before.stage) != (now.opening, now.stage):
            said = f"{now.id} “{now.title}”: {now.stage or 'no stage'}, before {before.stage or 'no stage'}"
            yield _kind(before, now), name, said, now.address


def _is_other_edition(before: Watched, now: Watched) -> bool:
    """Say whether a final text is a later edition, by its number, or by a later date of the same stage.

    What says more exactly, or less, what was said before is none, and an amendment of a text is none.
    """
    if any(each.is_open or each.is_gone for each in (before, now)):
        return False
    one, other = parse(before.id), parse(now.id)
    if one.changes != other.changes:
        return False
    versions = [[*map(int, _FIGURES.findall(each.edition))] for each in (one, other)]
    if all(versions) and versions[0] != versions[1]:
        return versions[0] < versions[1]
    if _is_later(_month(before.id) or one.year, _month(now.id) or other.year):
        return True
    return before.stage == now.stage and _is_later(before.date, now.date)


def _month(number: str) -> str:
    """Give the month that a number names, as a date is written: `2025-07` of `K.54 (07/2025)`."""
    found = _MONTH.search(number)
    return f"{found[2]}-{found[1]}" if found else ""


def _is_later(one: str, other: str) -> bool:
    """Say whether the other date is later, as far as both are told."""
    size = min(len(one), len(other))
    return one[:size] < other[:size]


def _edition(one: Watched, other: Watched) -> str:
    """Name an edition: by its number where that tells it from the other, and by its date where the list has one."""
    number = one.id if one.id != other.id else ""
    return " of ".join(filter(None, (number, one.date))) or one.id


def _kind(before: Watched, now: Watched) -> EventKind:
    if now.is_gone and not before.is_gone:
        return EventKind.CLOSED
    if now.opening == _COMMENTS and before.opening != _COMMENTS:
        return EventKind.OPENED
    if before.opening == _COMMENTS and now.opening == _RESOLVING:
        return EventKind.ENDED
    return EventKind.PUBLISHED if before.is_open and not now.is_open and not now.is_gone else EventKind.MOVED


def _reopened(state: State, look: Look) -> Iterator[_Told]:
    for pair, each in look.reopened.items():
        if state.reopened.get(pair) != each.why:
            yield EventKind.REOPENED, pair, f"{each.said}: {each.why}", ""


def _overdue(state: State, look: Look) -> Iterator[_Told]:
    yield from (
        (EventKind.OVERDUE, key.split()[0], said, "") for key, said in look.overdue.items() if key not in state.overdue
    )


def write(state: State) -> str:
    """Write a state as JSON; equal states give equal bytes."""
    whole = asdict(state) | {"form": FORM, "told": sorted(state.told), "concerned": sorted(state.concerned)}
    return json.dumps(whole | {"overdue": sorted(state.overdue)}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read(path: Path) -> State | None:
    """Read a state; None where there is none yet. Raises InputError for what is none."""
    remedy = "Take the file away to begin anew: the next run notes all there is, the one after it tells what is new."
    try:
        whole = read_json(path.read_text(encoding="utf-8"))
        if whole.pop("form") != FORM:
            raise InputError(f"{path}: written by another version of overlap.", remedy)
        if gone := {each.name for each in fields(State)} - {*whole}:
            raise InputError(f"{path}: no state of a watch ({min(gone)} is missing).", remedy)
        return msgspec.convert(whole, State)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", "Check the right to read it.") from error
    except (ValueError, KeyError, TypeError, AttributeError, msgspec.ValidationError) as error:
        raise InputError(f"{path}: no state of a watch ({error}).", remedy) from error
