"""Pairs that are coordinated already: one names the other as common, twin or identical text, or both are one document.

Told by identifiers and by what the documents declare; neither is ever part of a score. A serial number or the name of
a file is no identifier: two lists may both have an item 1.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from overlap.identifiers import parse
from overlap.model import Entry, WorkItem


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
    for place, entry in enumerate(entries):
        if isinstance(entry, WorkItem):
            for number, said, is_joint in _numbers(entry):
                found[number].setdefault(place, (said, is_joint))
    return found


def _numbers(item: WorkItem) -> Iterator[tuple[str, str, bool]]:
    """Yield the numbers an item has, and then those it names as joint text, each with the sentence for it."""
    for document in item.documents:
        for name in (document.id, *document.aliases):
            yield from ((number, "", False) for number in parse(name).numbers)
    for document in item.documents:
        for name in document.joint_with:
            said = f"{document.id} names {name} as joint text"
            yield from ((number, said, True) for number in parse(name).numbers)
