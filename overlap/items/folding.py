"""Editions, stages, amendments and dual numbers of one work item become one work item that lists its members."""

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from overlap.items.lazy import Catalogued, Lazy
from overlap.items.stages import is_gone
from overlap.model import WorkItem
from overlap.store import cache
from overlap.text.identifiers import Identifier, parse


class Document(NamedTuple):
    """What of a document decides where it belongs."""

    place: int
    """In its list."""
    id: str
    status: str
    stage: str
    date: str
    identifier: Identifier


Groups = Sequence[Sequence[int]]
"""For each work item the places of its documents: first the one that stands for it, then the others, by id."""


class Selected(Lazy[WorkItem]):
    """Some documents of a catalogue."""

    def __init__(self, documents: Catalogued, rows: Sequence[int]) -> None:
        self.digest = f"{documents.digest} {hashlib.sha256(array('q', rows)).hexdigest()}"
        self._documents = documents
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, place: int) -> WorkItem:
        """Make one work item."""
        item: WorkItem = self._documents[self._rows[place]]
        return item

    def column(self, name: str) -> list[Any]:
        """Give one field of each."""
        every = self._documents.column(name)
        return [every[row] for row in self._rows]


class Folded(Lazy[WorkItem]):
    """The work items of a catalogue, folded; each is made when it is asked for."""

    def __init__(self, documents: Catalogued, groups: Groups) -> None:
        self.digest = f"{documents.digest} folded"
        """Of the documents."""
        self._documents = documents
        self._groups = groups

    def __len__(self) -> int:
        return len(self._groups)

    def at(self, place: int) -> WorkItem:
        """Make one work item with those folded into it."""
        return _with_members(*(self._documents[each] for each in self._groups[place]))

    def column(self, name: str) -> list[Any]:
        """Give one field of the document that stands for each work item; of scopes the one that is compared."""
        every = self._documents.column(name)
        if name != "scope":
            return [every[group[0]] for group in self._groups]
        return [next((every[each] for each in group if every[each]), "") for group in self._groups]

    def documents(self, *names: str) -> Iterator[list[tuple[Any, ...]]]:
        """Yield for each work item some fields of all its documents."""
        every = list(zip(*(self._documents.column(name) for name in names), strict=True))
        return ([every[each] for each in group] for group in self._groups)


def fold(items: Iterable[WorkItem]) -> Sequence[WorkItem]:
    """Fold the documents of each work item into the one that stands for it; the result is in the order of the ids.

    The latest published edition in force stands for a work item, else its most recent draft; never an amendment
    where there is a whole text. Which documents belong together is decided by their identifiers alone (`identifiers`).
    """
    if isinstance(items, Catalogued):
        return Folded(items, _remembered(items))
    listed = list(items)
    documents = [
        Document(place, item.id, item.status, item.stage, item.date, _identify(item.id, item.aliases))
        for place, item in enumerate(listed)
    ]
    return tuple(_with_members(*(listed[each] for each in group)) for group in _group(documents))


def named(item: WorkItem) -> WorkItem:
    """Give a work item the number of its work; one whose identifier is of no publisher has none but that."""
    identifier = parse(item.id)
    return replace(item, work=identifier.numbers[0]) if identifier.is_standard else item


def ids(entries: Sequence[Any]) -> Sequence[str]:
    """Give the ids of some entries, without making those of a catalogue."""
    return column(entries, "id")


def column(entries: Sequence[Any], name: str) -> Sequence[Any]:
    """Give one field of some entries, without making those of a catalogue; empty for those that have no such field."""
    return entries.column(name) if isinstance(entries, Catalogued) else [getattr(entry, name, "") for entry in entries]


def _remembered(documents: Catalogued) -> Groups:
    """Group the documents of a catalogue once, and remember it."""
    import numpy as np

    def make() -> cache.Arrays:
        fields = (documents.column(name) for name in ("id", "status", "stage", "date", "aliases"))
        groups = _group(
            [
                Document(place, name, status, stage, date, _identify(name, aliases))
                for place, (name, status, stage, date, aliases) in enumerate(zip(*fields, strict=True))
            ]
        )
        return {
            "places": np.array([each for group in groups for each in group], dtype=np.int32),
            "ends": np.cumsum([len(group) for group in groups]).astype(np.int64),
        }

    found = cache.remember("editions folded", documents.digest, "", make)
    places, ends = found["places"].tolist(), found["ends"].tolist()
    return [places[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _identify(name: str, aliases: Sequence[str]) -> Identifier:
    """Take the identifier of a document apart; its other names, as a provisional one, name the same work item."""
    own = parse(name)
    if not aliases:
        return own
    others = (number for alias in aliases for number in parse(alias).numbers)
    return replace(own, numbers=tuple(dict.fromkeys((*own.numbers, *others))))


def _group(documents: Sequence[Document]) -> Groups:
    """Group the documents of each work item; the groups are in the order of the ids of those that stand for them."""
    groups = sorted(map(_in_order, _connect(documents)), key=lambda group: group[0].id)
    return [[document.place for document in group] for group in groups]


def _connect(documents: Sequence[Document]) -> Iterable[list[Document]]:
    """Group the documents that share a number, directly or through others."""
    parent: dict[str, str] = {}

    def root(number: str) -> str:
        while parent.setdefault(number, number) != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for document in documents:
        for number in document.identifier.numbers[1:]:
            parent[root(number)] = root(document.identifier.numbers[0])
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(root(document.identifier.numbers[0]), []).append(document)
    return groups.values()


def _in_order(group: Sequence[Document]) -> Sequence[Document]:
    """Put the document that stands for a work item first, and the others after it by id."""
    if len(group) == 1:
        return group

    def newest_first(document: Document) -> tuple[bool, bool, bool, str, str]:
        identifier = document.identifier
        is_draft = identifier.is_draft or document.status == "under_study"
        newness = "".join(chr(0x7F - ord(c)) for c in (identifier.year or document.date[:4]) if c.isascii())
        return identifier.is_change, is_gone(document.status, document.stage), is_draft, newness or "~", document.id

    first, *others = sorted(group, key=newest_first)
    return [first, *sorted(others, key=lambda document: document.id)]


def _with_members(item: WorkItem, *members: WorkItem) -> WorkItem:
    """Give a work item its members, the number of its work, and the scope of a member where it has none of its own."""
    item = named(item)
    if not members:
        return item
    lender = next((member for member in members if member.scope), item) if not item.scope else item
    return replace(item, members=members, scope=lender.scope, scope_origin=lender.scope_origin)
