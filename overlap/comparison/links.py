"""What two texts and two committees already know of each other, by what they declare; never a part of a score."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from overlap.items import liaisons
from overlap.model import Committee, Corpus, Pair, WorkItem
from overlap.text import citations
from overlap.text.identifiers import Identifier, parse

_TOGETHER = frozenset(("ISO", "IEC", "IEEE"))
"""Those who publish one text under one number."""
_SHARED = "IEC "
"""How numbers from 60000 on begin, which ISO and IEC share: ISO 80000-1 and IEC 80000-6 are parts of one standard."""


class Kind(Enum):
    """How one text knows of another."""

    NAMED = auto()
    MENTIONED = auto()
    LIAISON = auto()


class Link(NamedTuple):
    """What a document says of another work item, or of its committee."""

    kind: Kind
    by: str
    """The id of the document that says it."""
    said: str


def links(pair: Pair) -> tuple[str, ...]:
    """Say what the two already know of each other: named as related, a liaison, joint text, a mention, a decision."""
    found = [pair.declared] if pair.declared else []
    if pair.decision:
        found.append(f"decided: {pair.decision}{f' (open again: {pair.reopened})' if pair.reopened else ''}")
    return tuple(dict.fromkeys((*found, *(each.said for each in named(pair)))))


def named(pair: Pair) -> tuple[Link, ...]:
    """Give what the documents of each side say of the other."""
    found: dict[Link, None] = {}
    for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
        if isinstance(one, WorkItem) and isinstance(other, WorkItem):
            found |= dict.fromkeys(_named(one, other))
    return tuple(found)


def _named(one: WorkItem, other: WorkItem) -> Iterator[Link]:
    """Yield how the documents of one work item name another one, or its committee."""
    numbers = {number for each in other.documents for number in parse(each.id).numbers}
    owners = {owner for each in other.documents for owner in _owners(parse(each.id))}
    spelled = {name.casefold() for each in other.documents for name in (each.id, *each.aliases)}
    for document in one.documents:
        said = citations.find(f"{document.title}. {document.scope}. {document.justification}")
        if any(_means(name, numbers, owners, spelled) for name in document.relations):
            yield Link(Kind.NAMED, document.id, f"{document.id} names {other.id} as related")
        elif numbers & _texts(said, owners):
            yield Link(Kind.MENTIONED, document.id, f"{document.id} mentions {other.id}")
        if found := _listed(document.liaisons, other):
            yield Link(Kind.LIAISON, document.id, f"{document.id} lists a liaison with {found}")


def _means(name: str, numbers: set[str], owners: set[str], spelled: set[str]) -> bool:
    """Say whether a relation is one of these works, by its identifier or as it is spelled; no bare number is."""
    if parse(name).is_standard:
        return bool(numbers & _texts([name], owners))
    return not name.isdigit() and name.casefold() in spelled


def _listed(said: str, other: WorkItem) -> str:
    """Give of a list of liaisons the first that is the group of a work item, or the group right above or below it."""
    parts = filter(None, map(str.strip, said.replace(";", ",").split(",")))
    return next((each for each in parts if liaisons.is_listed(each, other.body, other.committee, other.group)), "")


def _texts(names: Iterable[str], owners: set[str]) -> set[str]:
    """Give the numbers that are named, of these owners: who names an adoption names its origin.

    ISO, IEC and IEEE never give one number to two works, which folding relies on; but who names a number of IEC does
    not mean the standard of ISO that has it.
    """
    found: set[str] = set()
    for identifier in map(parse, names):
        for each in filter(None, (identifier, identifier.origin)):
            is_theirs = not owners or not _owners(each) or _owners(each) & owners
            found.update(number for number in each.numbers if is_theirs or number.startswith(_SHARED))
    return found


def _owners(identifier: Identifier) -> set[str]:
    """Give those of ISO, IEC and IEEE that an identifier names; none where it is another's too."""
    owners = {*identifier.owner.split("/")}
    return owners if owners <= _TOGETHER else set()


@dataclass(frozen=True, slots=True)
class Position:
    """Which committees of one side are in liaison with the other side, by their published lists of liaisons."""

    partner: str
    """The organization of the other side, as the lists name it."""
    listed: tuple[Committee, ...]
    not_listed: tuple[Committee, ...]
    unknown: tuple[Committee, ...]
    """Those whose list is not at hand."""

    def said(self) -> str:
        """Say it in one sentence; empty where no list is at hand."""
        if not self.listed and not self.not_listed:
            return ""
        dates = {each.as_of for each in (*self.listed, *self.not_listed) if each.as_of}
        parts = []
        if self.listed:
            parts.append(f"{_names(self.listed)} {_verb(self.listed)} a liaison with {self.partner}")
        if self.not_listed:
            verb = "does not" if len(self.not_listed) == 1 else "do not"
            parts.append(f"{_names(self.not_listed)} {verb if self.listed else f'{verb} list {self.partner}'}")
        if self.unknown:
            parts.append(f"of {_names(self.unknown)} no list is at hand")
        return f"{'; '.join(parts)}{f' ({max(dates)})' if dates else ''}."

    def of(self, item: WorkItem) -> str:
        """Say of the committee of a work item that it is in liaison; empty if it is not, or is not known to be."""
        found = next((each for each in self.listed if each.name == item.committee), None)
        return f"{found.name} lists a liaison with {self.partner}" if found else ""


def position(side: Corpus, other: Corpus) -> Position:
    """Tell which committees of a side list the organization, or a group, of the other side as a liaison."""
    partner = _organization(other)
    listed: list[Committee] = []
    rest: list[Committee] = []
    for each in side.committees:
        if each.liaisons:
            (listed if any(_is_of(name, other) for name in each.liaisons) else rest).append(each)
    unknown = tuple(each for each in side.committees if not each.liaisons)
    return Position(partner, tuple(listed), tuple(rest), unknown)


def _is_of(name: str, other: Corpus) -> bool:
    """Say whether a liaison is with the organization of a corpus, or with one of its committees."""
    organizations = {part for body in other.bodies for part in (body, body.split("-")[0])}
    return name in organizations or any(
        liaisons.is_listed(name, body, each.name) for each in other.committees for body in other.bodies
    )


def _organization(corpus: Corpus) -> str:
    return "/".join(dict.fromkeys(body.split("-")[0] for body in corpus.bodies if "/" not in body)) or corpus.title


def _names(committees: Iterable[Committee]) -> str:
    names = [each.name for each in committees]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _verb(committees: tuple[Committee, ...]) -> str:
    return "lists" if len(committees) == 1 else "list"
