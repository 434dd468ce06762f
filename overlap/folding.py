"""Editions, stages, amendments and dual numbers of one work item become one work item that lists its members."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from overlap.identifiers import Identifier, parse
from overlap.model import WorkItem

Document = tuple[WorkItem, Identifier]


def fold(items: Iterable[WorkItem]) -> tuple[WorkItem, ...]:
    """Fold the documents of each work item into the one that stands for it; the result is in the order of the ids.

    The latest published edition in force stands for a work item, else its most recent draft; never an amendment
    where there is a whole text. Which documents belong together is decided by their identifiers alone (`identifiers`).
    """
    identified = [(item, _identify(item)) for item in items]
    return tuple(sorted(map(_represent, _connect(identified)), key=lambda item: item.id))


def _identify(item: WorkItem) -> Identifier:
    """Take the identifier of an item apart; its other names, as a provisional one, name the same work item."""
    own = parse(item.id)
    if not item.aliases:
        return own
    others = (number for alias in item.aliases for number in parse(alias).numbers)
    return replace(own, numbers=tuple(dict.fromkeys((*own.numbers, *others))))


def _connect(documents: Sequence[Document]) -> list[list[Document]]:
    """Group the documents that share a number, directly or through others."""
    parent: dict[str, str] = {}

    def root(number: str) -> str:
        while parent.setdefault(number, number) != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for _, identifier in documents:
        for number in identifier.numbers[1:]:
            parent[root(number)] = root(identifier.numbers[0])
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(root(document[1].numbers[0]), []).append(document)
    return list(groups.values())


def _represent(group: Sequence[Document]) -> WorkItem:
    """Put the documents of one work item under the one that stands for it."""
    if len(group) == 1:
        return group[0][0]

    def newest_first(document: Document) -> tuple[bool, bool, bool, str, str]:
        item, identifier = document
        is_draft = identifier.is_draft or item.status == "under_study"
        newness = "".join(chr(0x7F - ord(c)) for c in (identifier.year or item.date[:4]) if c.isascii())
        return identifier.is_change, _is_withdrawn(item), is_draft, newness or "~", item.id

    first, *others = (item for item, _ in sorted(group, key=newest_first))
    return _with_members(first, tuple(sorted(others, key=lambda item: item.id)))


def _is_withdrawn(item: WorkItem) -> bool:
    return item.stage.startswith("95") or any(
        word in f"{item.status} {item.stage}".lower() for word in ("withdraw", "superseded", "replaced", "revised")
    )


def _with_members(item: WorkItem, members: tuple[WorkItem, ...]) -> WorkItem:
    """Give a work item its members, and the scope of one of them where it has none of its own."""
    lender = next((member for member in members if member.scope), item) if not item.scope else item
    return replace(item, members=members, scope=lender.scope, scope_origin=lender.scope_origin)
