"""Entries and pairs found by the names that people give them."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations, product
from types import MappingProxyType

from overlap.comparison.sides import is_english, sides
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
from overlap.text.suggestions import did_you_mean, typed

_CODE = re.compile("[0-9A-HJKMNP-TV-Z]{8}")
_KINDS = ("P-", "S-", "L-")
"""What the code of a pair, a subject or a liaison statement stands behind."""
OTHER_LISTS = "Name the lists it came from: --left and --right, or --left and --within."
_MOST_CHOICES = 8
_PLACES = ("row ", "line ", "record ", "item ", "table ", "page ")
"""What the place of an entry in its file ends with."""


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

    That of a subject is that of its closest pair.

    >>> as_pair("r2kqfzt1"), as_pair("p-r2kqfzt1"), as_pair("S-R2KQFZT1"), as_pair("Y.4904")
    ('P-R2KQFZT1', 'P-R2KQFZT1', 'P-R2KQFZT1', 'Y.4904')
    """
    bare = name.strip().upper().removeprefix("P-").removeprefix("S-")
    return f"P-{bare}" if _CODE.fullmatch(bare) else name


def is_subject(name: str) -> bool:
    """Say whether that is the id of a subject.

    >>> is_subject("s-r2kqfzt1"), is_subject("P-R2KQFZT1")
    (True, False)
    """
    kind, _, code = name.strip().upper().partition("-")
    return kind == "S" and bool(_CODE.fullmatch(code))


def pair_of(left: Corpus, right: Corpus, one: str, other: str) -> str:
    """Give the id of the pair of two work items that are named by theirs. Raises NotFoundError for what is none."""
    both = sides(left, right, Settings())
    row, column = find_both(one, other, both)
    return pair_id(called(both[0].entries[row]), called(both[1].entries[column]))


def pairs_of(left: Corpus, right: Corpus, named: Sequence[str]) -> Sequence[str]:
    """Give the ids of pairs that are named by theirs, or of the one pair whose two work items are named.

    Eight letters and figures are a work item where one is called so. Raises NotFoundError where one of two is none.
    """
    if len(named) != 2:
        return named
    try:
        return [pair_of(left, right, *named)]
    except NotFoundError:
        if any(each[:2].upper() in _KINDS for each in named) or all(as_pair(each) != each for each in named):
            return named
        raise


def ids_of(left: Corpus, right: Corpus, pair: str, within: bool = False) -> tuple[str, str]:
    """Give the ids of the two work items of a pair that is named by its own. Raises NotFoundError for what is none."""
    name = as_pair(pair)
    found = find(left, right, [name], within).get(name)
    if found is None:
        raise no_pair(pair, left, right)
    return found[0].id, found[1].id


def no_pair(name: str, left: Corpus, right: Corpus, remedy: str = OTHER_LISTS) -> NotFoundError:
    """Say that no pair is called that, and what it is, or where pairs of that name may be."""
    both = sides(left, right, Settings())
    if name[:2].upper() == "L-" and _CODE.fullmatch(name[2:].upper()):
        return NotFoundError(f"{name} is a liaison statement, and no pair.", f"See 'overlap liaison show {name}'.")
    if is_subject(name):
        pair = as_pair(name)
        meant = f"Did you mean {pair}? " if find(left, right, [pair]) else ""
        return NotFoundError(f"No subject of {left.title} and {right.title} is called {name}.", meant + remedy)
    for item, (side, other) in product((name, name.removeprefix("P-")), zip(both, (right, left), strict=True)):
        if _called(item, side):
            beside = f"Name one of {other.title} beside it; see {_list_of(other)}."
            return NotFoundError(f"{item} is one work item of {side.corpus.title}, and a pair has two.", beside)
    return NotFoundError(f"No pair of {left.title} and {right.title} is called {name}.", remedy)


def find_both(one: str, other: str, both: tuple[Side, Side]) -> tuple[int, int]:
    """Find two entries, one of each side, in whichever order they are named.

    Raises NotFoundError where a side has none that is called so, or several.
    """
    left, right = both
    first, second = ([bool(_called(name, side)) for side in both] for name in (one, other))
    for name, there in ((one, first), (other, second)):
        if not any(there):
            _check_is_work(name, both)
    if not first[0] and not second[1] and (first[1] or second[0]):
        one, other = other, one
    return find_entry(one, left, right), find_entry(other, right, left)


def are_statements(one: str, other: str, left: Corpus, right: Corpus) -> bool:
    """Say whether two names, in whichever order, are those of a statement of each mandate."""
    return any(
        _is_statement(first, left) and _is_statement(second, right) for first, second in ((one, other), (other, one))
    )


def _is_statement(name: str, corpus: Corpus) -> bool:
    return any(name.strip().casefold() in _names(each) for each in corpus.mandate)


def _check_is_work(name: str, both: tuple[Side, Side]) -> None:
    """Refuse a statement where work items are compared: it goes with a statement."""
    for side, other in (both, both[::-1]):
        if isinstance(side.entries[0], WorkItem) and _is_statement(name, side.corpus):
            raise NotFoundError(
                f"{name} is a mandate statement of {side.corpus.title}, and goes with one of {other.corpus.title}.",
                f"See {_list_of(other.corpus, is_work=False)}.",
            )


def find_entry(name: str, side: Side, other: Side) -> int:
    """Find the entry of that id, or the work item that a document of that id was folded into.

    Raises NotFoundError that names those that may be meant, or tells that it is of the other side.
    """
    found = _called(name, side)
    title = side.corpus.title
    if len(found) == 1:
        return found[0]
    if found:
        choices = [side.entries[place].id for place in found]
        more = f" and {len(choices) - _MOST_CHOICES} more" if len(choices) > _MOST_CHOICES else ""
        raise NotFoundError(
            f"{len(choices)} of {title} are called {name}.",
            f"Name one of them: {'; '.join(choices[:_MOST_CHOICES])}{more}.",
        )
    is_work = isinstance(side.entries[0], WorkItem)
    remedy = f"See {_list_of(side.corpus, is_work)}."
    if _called(name, other):
        raise NotFoundError(f"{name} is of {other.corpus.title}, and {title} has none that is called so.", remedy)
    aside = [each for each in (*side.other_language, *side.apart) if name.strip().casefold() in _names(each)]
    if aside:
        why = "claims nothing" if isinstance(aside[0], Statement) and is_english(aside[0]) else "is not in English"
        raise NotFoundError(f"{name} of {title} {why}, so it is not compared.", remedy)
    ids = [document.id for entry in side.entries for document in _documents(entry)]
    raise NotFoundError(f"{title} has no {name}.", did_you_mean(name, ids) + remedy)


def _list_of(corpus: Corpus, is_work: bool = True) -> str:
    """Give the command that lists what a corpus holds."""
    return f"'overlap corpus show {typed(corpus.where or corpus.name)} --{'items' if is_work else 'statements'}'"


def _called(name: str, side: Side) -> list[int]:
    """Find the entries that are called that: in the first of these ways in which any is.

    By the id of one of their documents; by it in any case, or another of its names; by its letters and figures alone;
    by its number without edition; as the list of the user has it; by the figures of its number alone.
    """
    documents = [(place, each) for place, entry in enumerate(side.entries) for each in _documents(entry)]
    exact = [place for place, each in documents if each.id == name]
    if exact:
        return exact[-1:]
    wanted, bare = name.strip().casefold(), _bare(name)
    if found := {place for place, each in documents if wanted in _names(each)}:
        return sorted(found)
    if bare and (found := {place for place, each in documents if _bare(each.id) == bare}):
        return sorted(found)
    numbers = {*parse(name).numbers}
    works = [(place, parse(each.id).numbers) for place, each in documents if isinstance(each, WorkItem)]
    if found := {place for place, known in works if numbers & {*known}}:
        return sorted(found)
    if found := {place for place, each in documents if wanted in _as_listed(each.id)}:
        return sorted(found)
    return sorted({place for place, known in works if any(_figures(number) == wanted for number in known)})


def _names(entry: Entry) -> set[str]:
    """Give the names of an entry that outputs print, in small letters."""
    others = entry.aliases if isinstance(entry, WorkItem) else (entry.called,)
    return {each.casefold() for each in (entry.id, *others)}


def _bare(identifier: str) -> str:
    """Reduce an identifier to its letters and figures: `y4904` is Y.4904."""
    return "".join(filter(str.isalnum, identifier)).casefold()


def _as_listed(identifier: str) -> set[str]:
    """Give what stands in a list for an identifier that was made longer, or made of its place.

    >>> sorted(_as_listed("12 (b, row 3)")), sorted(_as_listed("list, row 3"))
    (['12', 'b, row 3', 'row 3'], ['row 3'])
    """
    first, _, place = identifier.casefold().removesuffix(")").rpartition(" (")
    last = (place or identifier).rpartition(", ")[2]
    return {each for each in (first, place if first else "", last if last.startswith(_PLACES) else "") if each}


def _figures(number: str) -> str:
    """Give the number of a work without its owner and series: `37122` of ISO 37122, `4904` of Y.4904."""
    return re.sub(r"^[^0-9]*", "", number).casefold()


def _documents(entry: Entry) -> Sequence[Entry]:
    return (entry,) if isinstance(entry, Statement) else entry.documents
