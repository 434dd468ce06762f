"""How close items are to statements, and which statements claim or exclude them.

A statement claims an item **directly** when it reaches it (`reach`), and **through** a work item of its own side that
it claims directly and that all but surely overlaps the item. Titles name a whole field: they hold only the items of
their own side. An exclusion takes from the statements of its own body what is closer to it than to them (the vectors of
`scoring`). Statements about working with others ("exchange information with") claim nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from overlap.comparison.reach import Surveyed, reach, roles, sort, subject_words
from overlap.comparison.roles import Role, role
from overlap.comparison.territory import Claim, Cover, Holding, Part, Status
from overlap.model import Statement, WorkItem
from overlap.score import matrices
from overlap.score.vectors import Space
from overlap.text.glossary import Glossary

NEARLY = 0.55
"""A statement excludes what is at least so close to it, as a part of how close the closest statement is."""
SURE = 0.7
"""The least score of two items for a claim on one through the other."""
FULL = 3
"""So many words must say what a statement is about for a share of them to say something."""
_ALL_BUT = 0.9
"""The same part for a claim through another item: only what that one belongs to most."""
NEAR = 0.06
"""The least cosine of an item and a statement that counts."""
_MOST_PARTS = 5
_LEAST_GAIN = 0.05
"""A statement is covered by at most so many items, each of which adds so much of it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Ground(Surveyed):
    """All items and all statements, and how close they are."""

    subjects: Sequence[Mapping[int, float]]
    """Of each statement the words that say what it is about, each with its share."""
    kinds: frozenset[int]
    """Kinds of what is written, as requirements."""
    closeness: NDArray[np.float64]
    """Cosines, items by statements."""
    direct: NDArray[np.float64]
    """The same where the statement claims or excludes the item directly, else 0."""

    def holding(self, number: int, close: Sequence[tuple[int, float]]) -> Holding:
        """List the claims on one item, and say on whose ground it stands; `close` are items that overlap it."""
        side = "left" if number < self.left_items else "right"
        found: dict[str, Claim] = {}
        excluded: list[Statement] = []
        for place in np.nonzero(self.direct[number])[0].tolist():
            if self.roles[place] is not Role.EXCLUSION:
                taken = self._exclusion(number, place)
                if taken is None:
                    found[self.statements[place].id] = self._claim(number, place)
                else:
                    excluded.append(taken)
        for other, score in close:
            for place in self._closest(other):
                if self._exclusion(other, place) is None:
                    claim = replace(self._claim(number, place), through=self.items[other], score=score)
                    found.setdefault(claim.statement.id, claim)
        claims = sorted(
            found.values(),
            key=lambda each: (each.side != side, each.through is not None, -each.closeness, each.statement.id),
        )
        sides = {claim.side for claim in claims}
        both = {frozenset(("left", "right")): Status.CONTESTED, frozenset((side,)): Status.OWN}
        status = both.get(frozenset(sides), Status.OUTSIDE if sides else Status.UNCLAIMED)
        return Holding(side, self.items[number], status, tuple(claims), tuple(dict.fromkeys(excluded)))

    def covers(self) -> Iterator[Cover]:
        """Cover each claim with the items of the other side that it claims, the one that adds most first.

        Only words that say what it is about count, and of few of them no share is told.
        """
        for place, statement in enumerate(self.statements):
            subject = self.subjects[place]
            if self.roles[place] is not Role.CLAIM or len(subject) < FULL:
                continue
            rest = {term: share / sum(subject.values()) for term, share in subject.items()}
            is_left = place < self.left_statements
            candidates = {
                number: {*matrices.row(self.space.left.both, number)} & {*rest}
                for number in np.nonzero(self.direct[:, place])[0].tolist()
                if (number < self.left_items) != is_left
            }
            parts: list[Part] = []
            for _ in range(_MOST_PARTS):
                gains = ((sum(rest.get(t, 0) for t in has), -number) for number, has in candidates.items())
                gain, best = max(gains, default=(0.0, 0))
                if gain < _LEAST_GAIN:
                    break
                taken = sorted(candidates[-best] & {*rest}, key=lambda term: (-rest[term], term))
                parts += [Part(self._word(term), rest.pop(term), self.items[-best]) for term in taken]
            share = sum(part.share for part in parts)
            yield Cover(self._side(place), statement, share, tuple(parts), tuple(map(self._word, sorted(rest))))

    def _claim(self, number: int, place: int) -> Claim:
        closeness = float(self.closeness[number, place])
        return Claim(self._side(place), self.statements[place], closeness, self._words(number, place))

    def _closest(self, number: int) -> list[int]:
        """Give the statement of its own side that an item belongs to most, and those all but as close.

        What an item has of a kind, as an architecture, it does not pass on to the items that overlap it.
        """
        named = {*matrices.row(self.space.left.naming, number)} - self.kinds
        claims = [n for n, each in enumerate(self.roles) if each is Role.CLAIM and named & self.subjects[n].keys()]
        least = _ALL_BUT * max((self.direct[number, place] for place in claims), default=0.0)
        own = number < self.left_items
        return [n for n in claims if self.direct[number, n] >= least > 0 and (n < self.left_statements) == own]

    def _exclusion(self, number: int, place: int) -> Statement | None:
        """Find the exclusion of the same body that an item is closer to than to a statement."""
        body = self.statements[place].body
        if self.items[number].committee == body:
            return None  # what a committee has made it does not exclude
        for other, statement in enumerate(self.statements):
            closer = self.direct[number, other] >= self.direct[number, place] > 0
            if closer and statement.body == body and self.roles[other] is Role.EXCLUSION:
                return statement
        return None

    def _words(self, number: int, place: int) -> tuple[str, ...]:
        here, there = matrices.row(self.space.left.both, number), matrices.row(self.space.right.title, place)
        shared = {term: value * there[term] for term, value in here.items() if term in there}
        return tuple(self._word(term) for term in sorted(shared, key=lambda term: (-shared[term], term)))

    def _word(self, term: int) -> str:
        return self.space.spelling(self.space.vocabulary[term])

    def _side(self, place: int) -> str:
        return "left" if place < self.left_statements else "right"


def survey(
    space: Space,
    statements: Sequence[Statement],
    left_statements: int,
    left: Sequence[WorkItem],
    right: Sequence[WorkItem],
    glossary: Glossary,
) -> _Ground:
    """Measure how close each item is to each statement, and which of them is a direct claim or exclusion."""
    by_text = [role(each) for each in statements]
    field = _field(space, by_text, left_statements)
    seen = Surveyed(space, (*left, *right), len(left), statements, left_statements, by_text, field)
    words = sort(space.vocabulary, glossary)
    seen = replace(seen, roles=roles(seen, words, glossary))
    closeness: NDArray[np.float64] = (space.left.both @ space.right.title.T).toarray()
    kinds = np.array(seen.roles, dtype=object)
    closest = np.where(kinds == Role.CLAIM, closeness, 0).max(axis=1, keepdims=True, initial=0)
    counts = (closeness >= NEARLY * closest) & (closeness >= NEAR) & (kinds == Role.EXCLUSION)
    counts &= _says_more(space, field)
    counts |= reach(seen, words, glossary)
    own = np.arange(len(closeness))[:, np.newaxis] < len(left)
    counts |= (kinds == Role.TITLE) & (closeness >= NEAR) & (own == (np.arange(len(statements)) < left_statements))
    subjects = [subject_words(seen, place, words) for place in range(len(statements))]
    direct = np.where(counts, closeness, 0.0)
    return _Ground(
        space,
        seen.items,
        len(left),
        statements,
        left_statements,
        seen.roles,
        field,
        subjects,
        words.kinds,
        closeness,
        direct,
    )


def _field(space: Space, roles: Sequence[Role], left: int) -> frozenset[int]:
    """Find the words that the titles of both mandates use; of one mandate alone, those that two of its titles use."""
    titles = [
        (place >= left, {*matrices.row(space.right.title, place)})
        for place, each in enumerate(roles)
        if each is Role.TITLE
    ]
    ours, others = ([words for is_right, words in titles if is_right is side] for side in (False, True))
    if not others:
        return frozenset(term for one, two in combinations(ours, 2) for term in one & two)
    return frozenset(set[int]().union(*ours) & set[int]().union(*others))


def _says_more(space: Space, field: frozenset[int]) -> NDArray[np.bool_]:
    """Say for each item and statement whether they share a subject word that is no word of the whole field."""
    counts = np.ones(len(space.vocabulary))
    counts[list(field)] = 0
    left, right = space.left.subject, space.right.subject
    shared: NDArray[np.bool_] = (left.multiply(counts).tocsr() @ (right > 0).astype(float).T).toarray() > 0
    return shared
