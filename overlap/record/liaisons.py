"""Liaison statements in the register: drafted, sent, answered, closed, and which of them are overdue.

They stand in the file of the decisions, each in a table of its own, so that git merges them as it merges those.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from overlap.errors import InputError, SettingsError
from overlap.model import pair_id
from overlap.record import register, tables
from overlap.text.suggestions import did_you_mean


class Purpose(StrEnum):
    """What a statement is sent for."""

    ACTION = "action"
    COMMENT = "comment"
    INFORMATION = "information"


class State(StrEnum):
    """How far a statement has come; the most pressing first."""

    OVERDUE = "overdue"
    SENT = "sent"
    DRAFTED = "drafted"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Liaison:
    """A liaison statement and what became of it; dates as 2027-02-15, empty for what has not happened."""

    id: str
    """As `L-7QR051S5`."""
    title: str
    to: str
    purpose: str = Purpose.ACTION
    pairs: tuple[str, ...] = ()
    """The ids of the pairs that it is about."""
    reply_to: str = ""
    """The number of the statement that it answers."""
    deadline: str = ""
    drafted: str = ""
    sent: str = ""
    number: str = ""
    """Of the document that it was sent as."""
    answered: str = ""
    answer: str = ""
    """The number of the other side's document."""
    closed: str = ""

    def state(self, today: str) -> State:
        """Say how far it has come on a day; one for information waits for no answer, and so is never overdue."""
        if self.closed or self.answered:
            return State.CLOSED if self.closed else State.ANSWERED
        if not self.sent:
            return State.DRAFTED
        is_late = bool(self.deadline) and self.deadline < today and self.purpose != Purpose.INFORMATION
        return State.OVERDUE if is_late else State.SENT


_LISTS = ("pairs",)
_LIFE = ("sent", "number", "answered", "answer", "closed")
_DATES = ("deadline", "drafted", "sent", "answered", "closed")


def name(to: Iterable[str], pairs: Iterable[str], reply_to: str = "") -> str:
    """Name a statement by its addressees, its pairs and what it answers: written again, it is the same one."""
    return f"L-{pair_id('; '.join(sorted(to)), '; '.join([reply_to, *sorted(pairs)]))[2:]}"


def read(path: Path) -> dict[str, Liaison]:
    """Read the statements of a register, by id. Raises InputError that names the place of what is wrong."""
    register.read(path)  # says what is wrong with the file as a whole
    source = tables.read(register.text_of(path))
    return {name: _liaison(name, table, str(path)) for name, table in source.items() if tables.is_liaison(name)}


def write(liaisons: Mapping[str, Liaison], text: str = "") -> str:
    """Write the statements into the text of a register, and leave the decisions in it as they are."""
    values = {each.id: _values(each) for each in liaisons.values()}
    return tables.edit(text, values, {}, tables.is_liaison)


def draft(known: Mapping[str, Liaison], new: Liaison) -> dict[str, Liaison]:
    """Note a draft; one that is there already keeps what became of it."""
    there = known.get(new.id)
    if there:
        life: dict[str, Any] = {each: getattr(there, each) for each in _LIFE}
        new = replace(new, drafted=there.drafted, **life)
    return {**known, new.id: new}


def note(known: Mapping[str, Liaison], one: str, **life: str) -> dict[str, Liaison]:
    """Note what became of a statement, that is named by its id or the number of a document. Raises SettingsError."""
    found = find(known, one)
    for field in _DATES:
        if field in life:
            check_day(life[field], "--date")
    if "answered" in life and not found.sent:
        raise SettingsError(f"{found.id} was not sent yet.", f"First: overlap liaison sent {found.id} --number N.")
    told: dict[str, Any] = {**life}
    return {**known, found.id: replace(found, **told)}


def find(known: Mapping[str, Liaison], one: str) -> Liaison:
    """Find a statement by its id, in any case, or the number of a document. Raises SettingsError for none."""
    wanted = one.strip().casefold()
    for each in known.values():
        if wanted and wanted in (each.id.casefold(), each.number.casefold(), each.answer.casefold()):
            return each
    raise SettingsError(
        f"No liaison statement is called {one}.", did_you_mean(one, [*known]) + "See 'overlap liaison list'."
    )


def due(liaisons: Iterable[Liaison], today: str, last: str = "") -> list[Liaison]:
    """Order statements by state and deadline; with a last day, those that wait for an answer and are due by then."""
    order = list(State)
    listed = sorted(liaisons, key=lambda each: (order.index(each.state(today)), each.deadline or "9", each.id))
    if not last:
        return listed
    waiting = (State.OVERDUE, State.SENT, State.DRAFTED)
    return [each for each in listed if each.state(today) in waiting and each.deadline and each.deadline <= last]


def by_pair(liaisons: Iterable[Liaison], today: str) -> dict[str, tuple[str, ...]]:
    """Tell of each pair, by its id, the statements about it, each in a line."""
    found: dict[str, tuple[str, ...]] = {}
    for each in due(liaisons, today):
        for pair in each.pairs:
            found[pair] = (*found.get(pair, ()), said(each, today))
    return found


def said(liaison: Liaison, today: str) -> str:
    """Tell a statement in one line: what it is, to whom, and what became of it.

    >>> said(Liaison(id="L-1", title="Maturity", to="SC 1", sent="2026-11-01", number="LS 4"), "2026-11-29")
    'liaison statement L-1 to SC 1: sent 2026-11-01 as LS 4'
    """
    state = liaison.state(today)
    told = {
        State.DRAFTED: f"drafted {liaison.drafted}".strip(),
        State.CLOSED: f"closed {liaison.closed}",
        State.ANSWERED: f"answered {liaison.answered}{f' by {liaison.answer}' if liaison.answer else ''}",
    }
    sent = f"sent {liaison.sent}{f' as {liaison.number}' if liaison.number else ''}"
    is_open = liaison.deadline and liaison.purpose != Purpose.INFORMATION
    awaited = f", reply {'overdue since' if state is State.OVERDUE else 'due'} {liaison.deadline}" if is_open else ""
    return f"liaison statement {liaison.id} to {liaison.to}: {told.get(state) or sent + awaited}"


def merge(one: Mapping[str, Liaison], other: Mapping[str, Liaison]) -> tuple[dict[str, Liaison], tuple[str, ...]]:
    """Put the statements of two registers together, field by field; of two values the first stands, and is named."""
    both = {**other, **one}
    conflicts = []
    for name in {*one} & {*other}:
        mine, theirs = one[name], other[name]
        values = {each.name: (getattr(mine, each.name), getattr(theirs, each.name)) for each in fields(Liaison)}
        both[name] = Liaison(**{field: first or second for field, (first, second) in values.items()})
        conflicts += [name] if any(first and second and first != second for first, second in values.values()) else []
    return both, tuple(sorted(conflicts))


def check_day(text: str, what: str) -> str:
    """Give a day as it is written. Raises SettingsError for anything else."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise SettingsError(f"{what} is '{text}'.", "Write a date as 2027-06-01.") from error


def check_purpose(text: str) -> Purpose:
    """Find what a statement is for by its name. Raises SettingsError for anything else."""
    if text.casefold() not in list(Purpose):
        raise SettingsError(f"No statement is for {text}.", f"Use {', '.join(Purpose)}.")
    return Purpose(text.casefold())


def _values(liaison: Liaison) -> tables.Values:
    every = {each.name: getattr(liaison, each.name) for each in fields(liaison) if each.name != "id"}
    return {name: list(value) if isinstance(value, tuple) else str(value) for name, value in every.items() if value}


def _liaison(name: str, table: object, source: str) -> Liaison:
    names = [each.name for each in fields(Liaison) if each.name != "id"]
    place = f"{source}, [{name}]"
    if not isinstance(table, dict):
        raise InputError(f"{place}: no liaison statement.", "Write it as a table, as the others are.")
    for field, value in table.items():
        if field not in names:
            remedy = did_you_mean(field, names) or "Take it out."
            raise InputError(f"{place}: a liaison statement has no {field}.", remedy)
        if not _is_right(field, value):
            raise InputError(f"{place}: {field} is not of its form.", "Write it as the others are.")
    if missing := [field for field in ("title", "to") if field not in table]:
        raise InputError(f"{place}: {' and '.join(missing)} missing.", "Fill it in.")
    values: dict[str, Any] = {key: tuple(value) if key in _LISTS else value for key, value in table.items()}
    return Liaison(id=name, **values)


def _is_right(field: str, value: object) -> bool:
    if field in _LISTS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if not isinstance(value, str) or (field == "purpose" and value not in list(Purpose)):
        return False
    if field in _DATES:
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
    return True
