"""Going through a list of pairs and deciding: which comes next, what has been decided, and how far that is."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from overlap.comparison import pairs
from overlap.items import coordination
from overlap.judge.stopping import EVERY, Pool, Progress
from overlap.model import Pair, WorkItem
from overlap.record.register import KNOWN, NO_OVERLAP, Decision
from overlap.score import scoring
from overlap.score.scoring import Scores
from overlap.settings import Settings

Place = tuple[int, int]
"""Row and column of a pair."""


@dataclass(frozen=True, eq=False)
class Listed:
    """The pairs of a comparison that can be read: all but those that are declared joint."""

    scores: Scores
    joint: Mapping[Place, str]

    @cached_property
    def whole(self) -> int:
        """How many pairs there are; where only close ones are listed, how many of those."""
        every = (
            len(self.scores.rows) if self.scores.floor is not None else sum(scoring.count_levels(self.scores).values())
        )
        return every - len(self.joint)

    @cached_property
    def _keys(self) -> NDArray[np.int64]:
        """A number for each of those that share a term, the closest first."""
        keys = self.scores.rows * len(self.scores.right) + self.scores.columns
        return keys[~pairs.among(keys, self.joint, len(self.scores.right))] if self.joint else keys

    @cached_property
    def pool(self) -> Pool:
        """The ranks of all of them."""
        return Pool(len(self._keys), self.whole)

    @cached_property
    def _by_key(self) -> NDArray[np.intp]:
        return np.argsort(self._keys)

    def ranks(self, places: Collection[Place]) -> NDArray[np.intp]:
        """Give the ranks of some pairs, from 1; those that share no term come behind all others."""
        if not len(self._keys):
            return np.ones(len(places), dtype=np.intp)
        keys = np.array([row * len(self.scores.right) + column for row, column in places], dtype=np.int64)
        found = np.searchsorted(self._keys, keys, sorter=self._by_key).clip(max=len(self._keys) - 1)
        numbers = self._by_key[found]
        return np.where(self._keys[numbers] == keys, numbers, len(self._keys)) + 1

    def pair(self, place: Place) -> Pair:
        """Make a pair as `compare` does, but for its rank: the others are not walked through."""
        found = map(pairs.ScoredPair._make, scoring.look_up(self.scores, [place]))
        return next(pairs.report_pairs(self.scores, [(None, each) for each in found], {}))


def listed(scores: Scores) -> Listed:
    """Take the pairs of a comparison that nobody declared to be joint."""
    sides = [[each for each in side if isinstance(each, WorkItem)] for side in (scores.left, scores.right)]
    found = coordination.declared(sides[0], sides[1])
    return Listed(scores, {place: said for place, said in found.items() if not scores.within or place[0] < place[1]})


@dataclass(frozen=True)
class Session:
    """Where a person stands: each answer gives a new session, and undo the one before."""

    listed: Listed
    decided: Mapping[Place, bool]
    """For each pair decided whether it is worth raising."""
    skipped: frozenset[Place] = frozenset()
    before: "Session | None" = field(default=None, repr=False)

    @cached_property
    def now(self) -> Place | None:
        """The pair to decide on; None when all are decided or skipped. Every tenth is one at random."""
        at_random = len(self.decided) % EVERY == EVERY - 1
        return next(self._random() if at_random else chain(self._closest(), self._random()), None)

    @cached_property
    def pair(self) -> Pair:
        """The pair to decide on, with its texts."""
        assert self.now
        return self.listed.pair(self.now)

    def _is_open(self, place: Place) -> bool:
        return place not in self.decided and place not in self.skipped and place not in self.listed.joint

    def _closest(self) -> Iterator[Place]:
        scores = self.listed.scores
        for row, column in zip(scores.rows, scores.columns, strict=True):
            if self._is_open((int(row), int(column))):
                yield int(row), int(column)

    def _random(self) -> Iterator[Place]:
        """Yield open pairs in an order that is always the same, so that an interruption changes nothing."""
        scores, random = self.listed.scores, np.random.default_rng(0)
        width = len(scores.right)
        open_ = self.listed.whole - len(self.decided) - len(self.skipped)
        while open_ > 0:
            if scores.floor is not None:
                number = int(random.integers(len(scores.rows)))
                place = int(scores.rows[number]), int(scores.columns[number])
            else:
                place = divmod(int(random.integers(len(scores.left) * width)), width)
            if self._is_open(place) and (not scores.within or place[0] < place[1]):
                yield place

    def decide(self, worth_raising: bool) -> "Session":
        """Decide on the pair and go on to the next."""
        assert self.now
        return Session(self.listed, {**self.decided, self.now: worth_raising}, self.skipped, self)

    def skip(self) -> "Session":
        """Leave the pair undecided."""
        assert self.now
        return replace(self, skipped=self.skipped | {self.now}, before=self)

    @cached_property
    def progress(self) -> Progress:
        """Say how far the reading has come."""
        places = sorted(self.decided)
        wanted = np.array([self.decided[place] for place in places], dtype=bool)
        return self.listed.pool.progress(self.listed.ranks(places), wanted)


def begin(scores: Scores, decisions: Mapping[str, Decision], settings: Settings) -> Session:
    """Begin with what the register holds: a pair is worth raising unless it was found to be no overlap.

    What the baseline noted as known, and what is open again, is still to be read.
    """
    here = listed(scores)
    real = {name: each for name, each in decisions.items() if each.outcome != KNOWN}
    standing = pairs.standing_decisions(scores, real, here.joint, settings)
    decided = {place: each.decision.outcome != NO_OVERLAP for place, each in standing.items() if not each.open_again}
    return Session(here, decided)
