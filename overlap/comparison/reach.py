"""How far a statement reaches: which items are about what it names.

A statement reaches an item that is in its field and about its subject. **In its field**: the committee of the item is
that of the statement or below it, or the item uses a word that the statement shares with the title of its body.
**About its subject**: the statement is cut into its elements, and the item covers more than half of what the subject
words of one of them say, at least one of them in its title. What stands before "for" is a kind of deliverable and
needs a word that is rare on both sides. A statement without a subject word is about the whole field, and reaches as a
title does only what its own body makes. Words of mandates and kinds of deliverables are in `reach.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from overlap.comparison.roles import Role
from overlap.items.liaisons import groups
from overlap.model import Statement, WorkItem
from overlap.score import matrices
from overlap.score.vectors import Space
from overlap.text import words
from overlap.text.glossary import Glossary

RARE = 0.15
"""A word is rare on both sides that no more of the items of either use."""
ENOUGH = 0.75
"""An item covers an element by so much of what its subject words say."""
_ELEMENT = re.compile(r"[,;:/]|\b(?:and|or|with|such as|including)\b")
_CLASS = re.compile(r"[^,;:]*\bsuch as\b")
"""What stands before examples is what they have in common, and wider than they."""
_ASIDE = re.compile(r",? (?:considering|taking into account|in (?:collaboration|cooperation) with)\b.*")
"""What is said of the work and not of its subject."""
_NUMBERED = re.compile(r"q\d+")
"""The number of a Question, which begins its statements."""

Table = NDArray[np.bool_]
"""For each item, or for each item and statement, yes or no."""


@dataclass(frozen=True, slots=True, eq=False)
class Surveyed:
    """All items and all statements, those of the left side first in both."""

    space: Space
    """Its left side are the items, its right side the statements."""
    items: Sequence[WorkItem]
    left_items: int
    """How many of the items are of the left side."""
    statements: Sequence[Statement]
    left_statements: int
    roles: Sequence[Role]
    """Of each statement."""
    field: frozenset[int]
    """The words that the titles of both mandates use: all that is compared has them."""

    def title(self, body: str) -> frozenset[int]:
        """Give the words of the titles of a body."""
        rows = (n for n, each in enumerate(self.statements) if self.roles[n] is Role.TITLE and each.body == body)
        return frozenset(term for n in rows for term in matrices.row(self.space.right.title, n))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of mandates, as numbers of the vocabulary."""

    idle: frozenset[int]
    """What says what is to be done and for whom, not about what."""
    tools: frozenset[int]
    """The tools of the trade of both committees: the subject of no element alone."""
    kinds: frozenset[int]
    """Kinds of what is written, as requirements."""
    work: frozenset[int]
    """Words of the genre that a mandate can be about, as assessment."""
    vague: frozenset[int]
    """Words of the genre that say too little to claim anything, yet bound what a statement is about, as method."""


@dataclass(frozen=True, slots=True)
class _Element:
    """An element of a statement, its words as numbers of the vocabulary."""

    words: frozenset[int]
    is_kind: bool
    """Whether it stands before "for"."""
    lead: frozenset[int] = frozenset()
    """The words before the colon that it stands behind: what all points have in common."""


def reach(seen: Surveyed, vocabulary: Words, glossary: Glossary) -> Table:
    """Say for each item and each statement that claims whether the statement reaches it."""
    rare = _rare(seen)
    found = np.zeros((len(seen.items), len(seen.statements)), dtype=bool)
    for place, statement in enumerate(seen.statements):
        elements = _elements(statement.text, glossary, seen.space.vocabulary)
        if seen.roles[place] is Role.FIELD:
            kinds = _said(elements) & vocabulary.kinds
            named = matrices.has_any(seen.space.left.naming, kinds) if kinds else True
            found[:, place] = _own(seen, place) & named
        elif seen.roles[place] is Role.CLAIM:
            found[:, place] = _reached(seen, place, elements, vocabulary, rare)
    return found


def roles(seen: Surveyed, vocabulary: Words, glossary: Glossary) -> Sequence[Role]:
    """Tell what each statement does, now that it is known which are about the whole field."""

    def told(place: int, statement: Statement) -> Role:
        said = _said(_elements(statement.text, glossary, seen.space.vocabulary))
        subject = said & subject_words(seen, place, vocabulary).keys()
        is_wide = not subject - vocabulary.kinds and not said & vocabulary.vague
        return Role.FIELD if seen.roles[place] is Role.CLAIM and is_wide else seen.roles[place]

    return [told(place, statement) for place, statement in enumerate(seen.statements)]


def _said(elements: Iterable[_Element]) -> frozenset[int]:
    return frozenset[int]().union(*(element.words for element in elements))


def _reached(
    seen: Surveyed, place: int, elements: Sequence[_Element], vocabulary: Words, rare: frozenset[int]
) -> Table:
    """Say for each item whether a statement reaches it."""
    used, named = seen.space.left.both, seen.space.left.naming
    own, said = _own(seen, place), _said(elements)
    subject = {term: share for term, share in subject_words(seen, place, vocabulary).items() if term in said}

    def covered(element: _Element) -> Table:
        shares = {term: share for term, share in subject.items() if term in element.words}
        if shares:
            weights = matrices.row(seen.space.right.title, place)
            shares |= {term: weights[term] ** 2 for term in vocabulary.tools & element.words}
        most = matrices.held(used, shares) > ENOUGH * sum(shares.values())
        return most & (matrices.has_any(named, shares.keys() & rare) if element.is_kind else True)

    about = np.zeros(len(seen.items), dtype=bool)
    for element in elements:
        leads = subject.keys() & element.lead
        about |= covered(element) & (matrices.has_any(used, leads) if leads else True)
    field = _field(seen, place)
    here = matrices.has_any(used, field) | (own if _says_own(seen, place) else not field)
    return here & about & matrices.has_any(named, subject)


def sort(vocabulary: Sequence[str], glossary: Glossary) -> Words:
    """Find the words of mandates in a vocabulary."""
    lists = _words(glossary)
    idle, tools, kinds, work, vague = (
        frozenset(n for n, term in enumerate(vocabulary) if term in each) for each in lists
    )
    numbers = frozenset(n for n, term in enumerate(vocabulary) if _NUMBERED.fullmatch(term))
    return Words(idle | tools | numbers, tools, kinds, work, vague)


def subject_words(seen: Surveyed, place: int, vocabulary: Words) -> dict[int, float]:
    """Give the words of a statement that say what it is about, each with its share."""
    weights = matrices.row(seen.space.right.title, place)
    subject = {*matrices.row(seen.space.right.subject, place)} | vocabulary.work
    left_out = vocabulary.idle | seen.field | seen.title(seen.statements[place].body)
    return {term: weight**2 for term, weight in weights.items() if term in subject - left_out}


def _field(seen: Surveyed, place: int) -> frozenset[int]:
    """Give the words that show an item to be in the field of a statement."""
    title = seen.title(seen.statements[place].body)
    said = title & {*matrices.row(seen.space.right.title, place)}
    return (said or title) | (seen.field if said & seen.field or not said else frozenset())


def _says_own(seen: Surveyed, place: int) -> bool:
    """Say whether a statement speaks of what only its own body has in its title."""
    own = seen.title(seen.statements[place].body) - seen.field
    return bool(own & {*matrices.row(seen.space.right.title, place)})


def _elements(text: str, glossary: Glossary, vocabulary: Sequence[str]) -> Sequence[_Element]:
    """Cut a statement into its elements."""
    places = {term: n for n, term in enumerate(vocabulary)}

    def read(part: str) -> frozenset[int]:
        return frozenset(places[each.term] for each in words.tokens(part, glossary) if each.term in places)

    before, stands, after = _ASIDE.sub("", text).partition(" for ")
    found: list[_Element] = []
    for part, is_kind in ((before, bool(stands)), (after, False)):
        lead, colon, points = part.partition(": ")
        found += [_Element(read(each), is_kind) for each in _ELEMENT.split(_CLASS.sub("", lead))]
        found += [_Element(read(each), is_kind, read(lead)) for each in _ELEMENT.split(_CLASS.sub("", points)) if colon]
    return found


def _own(seen: Surveyed, place: int) -> Table:
    """Say of each item whether the body of a statement makes it.

    An item whose working group is not known is of the one in whose field its title lies. The body of the first
    statement of a side makes whatever the bodies of that side do, for the mandate is its.
    """
    is_left = place < seen.left_statements
    of_side = [each.body for n, each in enumerate(seen.statements) if (n < seen.left_statements) == is_left]
    body = seen.statements[place].body
    way, ways = _way(body), [*map(_way, dict.fromkeys(of_side))]
    is_near = matrices.has_any(seen.space.left.naming, seen.title(body)).tolist()

    def makes(number: int, item: WorkItem) -> bool:
        if (number < seen.left_items) != is_left:
            return False
        made = _way(item.committee)
        if body == of_side[0]:
            return not made or any(made[: len(each)] == each or each[: len(made)] == made for each in ways)
        return made == way or (bool(made) and made == way[: len(made)] and made not in ways and is_near[number])

    return np.array([makes(number, item) for number, item in enumerate(seen.items)], dtype=bool)


@cache
def _way(committee: str) -> tuple[str, ...]:
    """Give the way down to a committee, whether or not its body stands before it."""
    found = groups(committee)
    return found[0][1:] if found else tuple(filter(None, [committee]))


def _rare(seen: Surveyed) -> frozenset[int]:
    """Find the words that few items of either side use; one of them says nothing of how many use it."""
    used, left = seen.space.left.both, seen.left_items
    rare = np.ones(used.shape[1], dtype=bool)
    for rows in (range(left), range(left, len(seen.items))):
        users = matrices.users(matrices.between(used, rows))
        rare &= users <= max(1, RARE * len(rows))
    return frozenset(np.flatnonzero(rare).tolist())


@cache
def _words(glossary: Glossary) -> Sequence[frozenset[str]]:
    """Read the words of mandates, as terms, each list by itself."""
    told = tomllib.loads(resources.files("overlap.comparison").joinpath("reach.toml").read_text(encoding="utf-8"))
    lists = (told[name].split() for name in ("idle", "kinds", "work", "vague"))
    idle, *others = (frozenset(words.term_of(each, glossary) for each in listed) for listed in lists)
    return idle, frozenset(told["tools"]), *others
