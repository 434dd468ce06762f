"""Pairs that are coordinated already: common, twin or identical texts, adoptions of one text, or one document twice.

Told by identifiers and by what the documents declare; neither is ever part of a score. A serial number or the name of
a file is no identifier: two lists may both have an item 1.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from overlap.items.folding import Folded
from overlap.model import Entry, WorkItem
from overlap.store import cache
from overlap.text import citations
from overlap.text.identifiers import parse


class Bond(IntEnum):
    """How an entry has to do with a number."""

    OWN = 0
    """It is of the work itself."""
    JOINT = 1
    """It names it as joint text."""
    ADOPTED = 2
    """It is an adoption of it."""


class Named(NamedTuple):
    """A number that an entry has or names."""

    place: int
    """Of the entry."""
    number: str
    bond: Bond
    said: str
    """The sentence that tells the bond; empty for its own number."""


def declared(left: Sequence[Entry], right: Sequence[Entry]) -> Mapping[tuple[int, int], str]:
    """Give for each pair that is coordinated already what makes it so; by the places of its two entries.

    Two texts that are both joint with a third need not be joint with each other; two adoptions of one text are one.

    >>> one = WorkItem("Y.4471", "Parking", joint_with=("ISO/IEC 30999",))
    >>> declared([one], [WorkItem("ISO/IEC DIS 30999", "Smart parking")])
    {(0, 0): 'Y.4471 names ISO/IEC 30999 as joint text'}
    >>> declared([WorkItem("DIN EN ISO 5", "Density")], [WorkItem("ISO 5:2009", "Density")])
    {(0, 0): 'DIN EN ISO 5 adopts ISO 5: the same text'}
    """
    if len(left) <= len(right):
        here = _names(left)
        there = _names(right, here)
    else:
        there = _names(right)
        here = _names(left, there)
    is_standard = {number: parse(number).is_standard for number in {*here} & {*there}}
    found: dict[tuple[int, int], str] = {}
    for number in sorted({*here} & {*there}):
        for row, one in here[number].items():
            for column, other in there[number].items():
                if one.bond is Bond.OWN and other.bond is Bond.OWN:
                    said = "two identifiers of one document" if is_standard[number] else ""
                else:
                    said = "; ".join(dict.fromkeys(filter(None, (one.said, other.said))))
                both = {one.bond, other.bond}
                if said and both != {Bond.JOINT}:
                    found.setdefault((row, column), said)
    return found


def _names(entries: Sequence[Entry], among: Container[str] | None = None) -> Mapping[str, dict[int, Named]]:
    """Index entries by the numbers of their documents and of those that they declare to be the same text.

    Only numbers `among` those of the other side, if they are given.
    """
    found: dict[str, dict[int, Named]] = defaultdict(dict)
    for named in _remembered(entries) if isinstance(entries, Folded) else _every(_documents(entries)):
        if among is None or named.number in among:
            found[named.number].setdefault(named.place, named)
    return found


def works(entries: Sequence[Entry]) -> Mapping[str, list[int]]:
    """Give for each number the places of the entries that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for named in _remembered(entries) if isinstance(entries, Folded) else _every(_documents(entries)):
        if named.bond is Bond.OWN and named.place not in found[named.number]:
            found[named.number].append(named.place)
    return found


_FIELDS = ("id", "aliases", "joint_with", "relations", "title", "notes")
Documents = Sequence[tuple[str, Sequence[str], Sequence[str], Sequence[str], str, str]]
"""Of each document of a work item the fields above."""


def _documents(entries: Sequence[Entry]) -> Iterator[Documents]:
    for entry in entries:
        documents = entry.documents if isinstance(entry, WorkItem) else ()
        yield [(each.id, each.aliases, each.joint_with, each.relations, each.title, each.notes) for each in documents]


def _remembered(entries: Folded) -> Iterator[Named]:
    """Take apart the identifiers of a catalogue once, and remember it."""
    import numpy as np

    def make() -> cache.Arrays:
        found = list(_every(entries.documents(*_FIELDS)))
        return {
            "places": np.array([each.place for each in found], dtype=np.int32),
            "numbers": cache.join(each.number for each in found),
            "bonds": np.array([each.bond for each in found], dtype=np.int8),
            "said": cache.join(each.said for each in found),
        }

    found = cache.remember("identifiers taken apart", entries.digest, "", make)
    bonds = map(Bond, found["bonds"].tolist())
    columns = (found["places"].tolist(), cache.split(found["numbers"]), bonds, cache.split(found["said"]))
    yield from map(Named._make, zip(*columns, strict=True))


def _every(items: Iterable[Documents]) -> Iterator[Named]:
    """Yield the numbers each item has, then those it adopts and those it names as joint text."""
    for place, documents in enumerate(items):
        for own, aliases, *_ in documents:
            for name in (own, *aliases):
                yield from (Named(place, number, Bond.OWN, "") for number in parse(name).numbers)
        for own, aliases, joint_with, relations, title, notes in documents:
            for name in (own, *aliases):
                if origin := parse(name).origin:
                    yield from _adopts(place, own, str(origin), parse(name).is_modified)
            for text in (title, notes, *relations, *joint_with):
                for name, is_modified in citations.adopted(text):
                    yield from _adopts(place, own, name, is_modified)
            for name in joint_with:
                said = f"{own} names {name} as joint text"
                yield from (Named(place, number, Bond.JOINT, said) for number in parse(name).numbers)


def _adopts(place: int, own: str, name: str, is_modified: bool) -> Iterator[Named]:
    """Yield the numbers of a text that a document adopts, unless it is the document itself."""
    said = f"{own} adopts {name}: {'a modified adoption' if is_modified else 'the same text'}"
    if not parse(name).is_work_of(parse(own)):
        yield from (Named(place, number, Bond.ADOPTED, said) for number in parse(name).texts)
