"""Entries and pairs found by the names that people give them."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations, product
from types import MappingProxyType

from overlap.comparison.sides import sides
from overlap.errors import NotFoundError
from overlap.model import (
    Corpus,
    Entry,
    Side,
    Statement,
    WorkItem,
    called,
    pair_id,
)
from overlap.record import lookup, register
from overlap.record.register import Decision
from overlap.settings import Settings
from overlap.text.identifiers import parse
from overlap.text.suggestions import did_you_mean

_PAIR = re.compile("[0-9A-HJKMNP-TV-Z]{8}")


def find(
    left: Corpus,
    right: Corpus,
    names: Collection[str],
    within: bool = False,
    decisions: Mapping[str, Decision] = MappingProxyType({}),
) -> dict[str, tuple[Entry, Entry]]:
    """Find the pairs of work items of two corpora, or within one, that have one of these ids, now or before 0.2.

    A pair that only the register knows by its id is found by the works that its decision names. Pairs of editions that
    a comparison folds are found too; an item that stands for others is as it is when folded.
    """
    plain, folded = (sides(left, right, Settings(fold=fold)) for fold in (False, True))
    here, there = (
        list({entry.id: entry for entry in (*one.entries, *other.entries)}.values())
        for one, other in zip(plain, folded, strict=True)
    )
    places = list(combinations(here, 2) if within else product(here, there))
    found = {
        name: (one, other)
        for one, other in places
        for name in (pair_id(one.id, other.id), pair_id(called(one), called(other)))
        if name in names
    }
    told = {name: lookup.look_up(name, decisions) for name in names if name not in found}
    known = {name: lookup.by_work({name: decision}) for name, decision in told.items() if decision}
    for one, other in places if known else ():
        numbers = list(product(register.numbers(one), register.numbers(other)))
        found |= {
            name: (one, other) for name, works in known.items() if any(pair_id(*each) in works for each in numbers)
        }
    return found


def as_pair(name: str) -> str:
    """Write the id of a pair as it is printed, however it was typed; anything else stays as it is.

    >>> as_pair("r2kqfzt1"), as_pair("p-r2kqfzt1"), as_pair("Y.4904")
    ('P-R2KQFZT1', 'P-R2KQFZT1', 'Y.4904')
    """
    bare = name.strip().upper().removeprefix("P-")
    return f"P-{bare}" if _PAIR.fullmatch(bare) else name


def pair_of(left: Corpus, right: Corpus, one: str, other: str) -> str:
    """Give the id of the pair of two work items that are named by theirs. Raises NotFoundError for what is none."""
    both = sides(left, right, Settings())
    first = both[0].entries[find_entry(one, both[0], both[1])]
    return pair_id(called(first), called(both[1].entries[find_entry(other, both[1], both[0])]))


def ids_of(left: Corpus, right: Corpus, pair: str, within: bool = False) -> tuple[str, str]:
    """Give the ids of the two work items of a pair that is named by its own. Raises NotFoundError for what is none."""
    pair = as_pair(pair)
    found = find(left, right, [pair], within).get(pair)
    if found is None:
        raise NotFoundError(
            f"No pair is called {pair}.", "Give the id of a pair of these lists, or the ids of two items."
        )
    return found[0].id, found[1].id


def find_entry(name: str, side: Side, other: Side) -> int:
    """Find the entry of that id, or the work item that a document of that id was folded into.

    Raises NotFoundError that names near spellings, or the other side if it is there.
    """
    found = _lookup(name, side)
    if found is not None:
        return found
    title = side.corpus.title
    if _lookup(name, other) is not None:
        raise NotFoundError(f"{name} is not in {title} but on the other side.", "Swap the two ids.")
    ids = [document.id for entry in side.entries for document in _documents(entry)]
    remedy = did_you_mean(name, ids) + f"See 'overlap corpus show {side.corpus.name} --items'."
    raise NotFoundError(f"{title} has no {name}.", remedy)


def _bare(identifier: str) -> str:
    """Reduce an identifier to its letters and figures: `y4904` is Y.4904."""
    return "".join(filter(str.isalnum, identifier)).casefold()


def _lookup(name: str, side: Side) -> int | None:
    """Find an entry by the id of one of its documents, else by its number without edition."""
    by_id = {document.id: n for n, entry in enumerate(side.entries) for document in _documents(entry)}
    if name in by_id:
        return by_id[name]
    in_any_case = [n for identifier, n in by_id.items() if identifier.casefold() == name.casefold()]
    if len(in_any_case) == 1:
        return in_any_case[0]
    in_any_form = {n for identifier, n in by_id.items() if _bare(identifier) == _bare(name)}
    if len(in_any_form) == 1:
        return in_any_form.pop()
    wanted = set(parse(name).numbers)
    by_number = [
        n
        for n, entry in enumerate(side.entries)
        if isinstance(entry, WorkItem) and any(wanted & {*parse(each.id).numbers} for each in entry.documents)
    ]
    return by_number[0] if len(by_number) == 1 else None


def _documents(entry: Entry) -> Sequence[Entry]:
    return (entry,) if isinstance(entry, Statement) else entry.documents
