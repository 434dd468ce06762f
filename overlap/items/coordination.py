"""Pairs that are coordinated already: one names the other as common, twin or identical text, or both are one document.

Told by identifiers and by what the documents declare; neither is ever part of a score. A serial number or the name of
a file is no identifier: two lists may both have an item 1.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from overlap.items.folding import Folded
from overlap.model import Entry, WorkItem
from overlap.store import cache
from overlap.text.identifiers import parse


def declared(left: Sequence[Entry], right: Sequence[Entry]) -> Mapping[tuple[int, int], str]:
    """Give for each pair that is declared joint who says so; by the places of its two entries.

    >>> one = WorkItem("Y.4471", "Parking", joint_with=("ISO/IEC 30999",))
    >>> declared([one], [WorkItem("ISO/IEC DIS 30999", "Smart parking")])
    {(0, 0): 'Y.4471 names ISO/IEC 30999 as joint text'}
    """
    here, there = _names(left), _names(right)
    is_standard = {number: parse(number).is_standard for number in {*here} & {*there}}
    found: dict[tuple[int, int], str] = {}
    for number in sorted({*here} & {*there}):
        for row, (one, is_joint) in here[number].items():
            for column, (other, is_joint_too) in there[number].items():
                own = not is_joint and not is_joint_too
                if not (is_joint and is_joint_too) and (is_standard[number] or not own):
                    said = one if is_joint else other if is_joint_too else "two identifiers of one document"
                    found.setdefault((row, column), said)
    return found


def _names(entries: Sequence[Entry]) -> Mapping[str, dict[int, tuple[str, bool]]]:
    """Index entries by the numbers of their documents and of those that they declare joint with themselves."""
    found: dict[str, dict[int, tuple[str, bool]]] = defaultdict(dict)
    for place, number, said in _remembered(entries) if isinstance(entries, Folded) else _every(_documents(entries)):
        found[number].setdefault(place, (said, bool(said)))
    return found


Documents = Sequence[tuple[str, Sequence[str], Sequence[str]]]
"""Of each document of a work item its id, its other names, and those that it names as joint text."""


def _documents(entries: Sequence[Entry]) -> Iterator[Documents]:
    for entry in entries:
        documents = entry.documents if isinstance(entry, WorkItem) else ()
        yield [(document.id, document.aliases, document.joint_with) for document in documents]


def _remembered(entries: Folded) -> Iterator[tuple[int, str, str]]:
    """Take apart the identifiers of a catalogue once, and remember it."""
    import numpy as np

    def make() -> cache.Arrays:
        found = list(_every(entries.documents("id", "aliases", "joint_with")))
        return {
            "places": np.array([place for place, _, _ in found], dtype=np.int32),
            "numbers": cache.join(number for _, number, _ in found),
            "said": cache.join(said for _, _, said in found),
        }

    found = cache.remember("identifiers taken apart", entries.digest, "", make)
    return zip(found["places"].tolist(), cache.split(found["numbers"]), cache.split(found["said"]), strict=True)


def _every(items: Iterable[Documents]) -> Iterator[tuple[int, str, str]]:
    """Yield the numbers each item has, and those it names as joint text with the sentence that does."""
    for place, documents in enumerate(items):
        for own, aliases, _ in documents:
            for name in (own, *aliases):
                yield from ((place, number, "") for number in parse(name).numbers)
        for own, _, joint_with in documents:
            for name in joint_with:
                said = f"{own} names {name} as joint text"
                yield from ((place, number, said) for number in parse(name).numbers)
