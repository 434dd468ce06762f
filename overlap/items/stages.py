"""What the stage of a work item means, and what is open at it; the table is `stages.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from overlap.model import WorkItem
from overlap.text.identifiers import parse
from overlap.text.phrases import small

_CODE = re.compile(r"(\d\d\.\d\d)\b")
_LETTERS = re.compile(r"[A-Z0-9]+")


class State(StrEnum):
    """Whether a document holds, in a word."""

    DRAFT = "draft"
    APPROVED = "approved"
    """And not yet published."""
    IN_FORCE = "in force"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opening:
    """What can still be done about a document."""

    name: str
    said: str
    """In a few words: `open for comments`, `confirmed, closed until its next review`."""
    openness: float
    """How much of it can still be changed, from 0 to 1."""
    state: State
    possible: str
    """What another group can do."""
    passed: str = ""
    """The same where that may be over by now; empty for what stays as it is."""

    @property
    def is_open(self) -> bool:
        """Whether it is a text that is not yet final."""
        return self.state is State.DRAFT


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage, as it is written and as it is meant."""

    said: str
    """For people: a code with what it means, words as they are written; in quotation marks what is in no table."""
    opening: Opening


@dataclass(frozen=True, slots=True)
class _Table:
    openings: Mapping[str, Opening]
    codes: Mapping[str, tuple[str, str]]
    """Harmonized codes, with meaning and opening."""
    letters: Mapping[str, tuple[str, str]]
    """The codes of IEC and the abbreviations of ISO, the same."""
    words: Mapping[str, str]
    """The words of stages, and the opening each tells of."""


def stage(item: WorkItem) -> Stage:
    """Tell the stage of one document.

    >>> stage(WorkItem("ISO 37106", "Guidance", status="published", stage="90.93")).said
    '90.93 published, confirmed'
    >>> stage(WorkItem("Y.4904-Rev", "Maturity model", stage="Under study (AAP)")).opening.said
    'open, text in the making'
    """
    return _stage(item.stage, item.status.replace("_", " "))


def is_gone(status: str, written: str) -> bool:
    """Say whether a document is withdrawn, replaced or stopped, by its status and its stage as it is written."""
    said = status.replace("_", " ")
    return _stage(written, said).opening.openness == 0 or _stage("", said).opening.openness == 0


def live(item: WorkItem) -> WorkItem:
    """Give the document of a work item that can still be changed: of a final text its revision under way, if any.

    A draft that is older than the text in force is no revision of it.
    """
    if stage(item).opening.is_open:
        return item
    drafts = [each for each in item.members if stage(each).opening.is_open and not _is_older(each, item)]
    return max(drafts, key=lambda each: (stage(each).opening.openness, each.date, each.id), default=item)


def _is_older(one: WorkItem, other: WorkItem) -> bool:
    shortest = min(len(one.date), len(other.date))
    return one.date[:shortest] < other.date[:shortest]


def openness(item: WorkItem) -> float:
    """Say how much of a work item can still be changed, from 0 to 1."""
    return stage(live(item)).opening.openness


def is_open(item: WorkItem) -> bool:
    """Say whether a text of a work item is not yet final."""
    return stage(live(item)).opening.is_open


def state(item: WorkItem) -> State:
    """Say whether a work item holds: as its revision under way where there is one.

    >>> [str(state(WorkItem("ISO 10", "Bells", stage=each))) for each in ("60.60", "Superseded", "On hold", "")]
    ['in force', 'ended', 'unknown', 'unknown']
    """
    return stage(live(item)).opening.state


def change(item: WorkItem) -> str:
    """Say what the document that can still be changed is to a work item: empty where it is the work item itself.

    >>> new = WorkItem("ISO 10/AWI Amd 1", "Bells", stage="10.99")
    >>> change(WorkItem("ISO 10", "Bells", stage="60.60", members=(new,))), change(new)
    ('amendment', '')
    """
    document = live(item)
    if document is item:
        return ""
    return "amendment" if parse(document.id).is_change else "revision"


def standing(item: WorkItem) -> str:
    """Say at what stage a work item is, with its revision under way and when that is due.

    >>> new = WorkItem("Y.4904-Rev", "Maturity model", stage="Under study (AAP)", timing="2027-Q4")
    >>> standing(WorkItem("Y.4904", "Maturity model", stage="In force", members=(new,)))
    'In force, revision Y.4904-Rev under study (AAP), due 2027-Q4'
    """
    document = live(item)
    own = stage(item).said
    due = f", due {document.timing}" if document.timing and stage(document).opening.is_open else ""
    if document is item:
        return own + due
    said = stage(document).said
    return f"{own}, {change(item)} {document.id} {small(said)}{due}"


@cache
def _stage(written: str, status: str) -> Stage:
    table = _table()
    known = _known(written, table) or _known(status, table)
    said = written or status
    if known is None:
        return Stage(f"“{said}”" * bool(said), table.openings["unknown"])
    meaning, opening = known
    if _CODE.match(written) and meaning:
        said = f"{written} {meaning}"
    elif said in table.letters:
        said = meaning.capitalize() if said.lower() == meaning else f"{said} {meaning}"
    return Stage(said, table.openings[opening])


def _known(written: str, table: _Table) -> tuple[str, str] | None:
    """Find what is written in the table: as a code, as letters, by its words."""
    if code := _CODE.match(written):
        return table.codes.get(code[1]) or _nearest(code[1], table)
    if _LETTERS.fullmatch(written):
        return table.letters.get(written)
    opening = _by_words(written.casefold(), table)
    return ("", opening) if opening else None


def _by_words(written: str, table: _Table) -> str:
    """Give the opening of the first words that are known; that a document is withdrawn or stopped goes before all."""
    places = {words: found.start() for words in table.words if (found := re.search(rf"\b{words}", written))}
    whole = [words for words in places if not any(words in other for other in places if other != words)]
    order = {words: (table.openings[table.words[words]].openness > 0, places[words]) for words in whole}
    return table.words[min(whole, key=order.__getitem__)] if whole else ""


def _nearest(code: str, table: _Table) -> tuple[str, str] | None:
    """Find for a code that is not in the table the last one before it at the same stage."""
    before = [each for each in table.codes if each[:2] == code[:2] and each < code]
    return table.codes[max(before)] if before else None


@cache
def _table() -> _Table:
    text = resources.files("overlap").joinpath("items/stages.toml").read_text(encoding="utf-8")
    whole = tomllib.loads(text)
    letters = whole["iec"] | whole["letters"]
    words = whole["itu"] | whole["words"]
    return _Table(
        openings={
            name: Opening(**{**fields, "name": name, "state": State(fields["state"])})
            for name, fields in whole["openings"].items()
        },
        codes={code: (meaning, opening) for code, (meaning, opening) in whole["harmonized"].items()},
        letters={code: (meaning, opening) for code, (meaning, opening) in letters.items()},
        words=words,
    )


def openings() -> tuple[Opening, ...]:
    """Give what can be done about texts that are not yet final, in the order that they go through."""
    return tuple(each for each in _table().openings.values() if each.is_open)


def codes() -> Iterator[tuple[str, Stage]]:
    """Yield every code of the table with its stage."""
    table = _table()
    yield from ((code, _stage(code, "")) for code in (*table.codes, *table.letters))
