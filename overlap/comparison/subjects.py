"""Pairs grouped by subject: those that share a work item or their weightiest words.

Pairs are taken closest first. Each joins the subject whose words it shares most, if it shares enough, else it begins
one of its own; so a subject never grows beyond what its pairs have in common, and a longer list changes no subject of
a shorter one. A subject is called by the words that its pairs share, and has the id of its closest pair.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import islice

from overlap.comparison import subject_names
from overlap.model import Pair, Report
from overlap.settings import Level, Order

MOST = 1000
"""So many pairs are grouped; the others of a longer list have no subject."""
_ALIKE = 0.6
"""The least cosine of the words that a pair shares and those of a subject it joins."""
_SAME_WORK = 0.15
"""Counts as so much more of it that the pair has a work item of the subject."""
_SINGLE = ("phrases", "related words")
"""Channels that say again what single words say."""


@dataclass(frozen=True, slots=True)
class PairGroup:
    """The pairs of one subject, closest first."""

    id: str
    """`S-` and the rest of the id of its closest pair."""
    name: str
    pairs: tuple[Pair, ...]


@dataclass(slots=True)
class _Growing:
    pairs: list[Pair] = field(default_factory=list)
    words: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    items: set[str] = field(default_factory=set)

    @property
    def closest(self) -> list[Pair]:
        """Those that its words are of."""
        return [pair for pair in self.pairs if _is_near(pair)] or self.pairs

    def likeness(self, pair: Pair, words: Mapping[str, float]) -> float:
        """Give the cosine of the words of a pair and of this subject, more if they share a work item."""
        length = math.sqrt(sum(value**2 for value in self.words.values())) or 1.0
        cosine = sum(value * self.words.get(word, 0.0) for word, value in words.items()) / length
        return cosine + (_SAME_WORK if {pair.left.id, pair.right.id} & self.items else 0.0)

    def add(self, pair: Pair, words: Mapping[str, float]) -> None:
        """Take a pair in; one that is only related changes no subject of pairs to look at."""
        self.pairs.append(pair)
        if _is_near(pair) or not _is_near(self.pairs[0]):
            self.items |= {pair.left.id, pair.right.id}
            for word, value in words.items():
                self.words[word] += value


def of(report: Report) -> tuple[PairGroup, ...]:
    """Group the pairs of a report; of a list that is in the order of the ranks no more are made than are grouped."""
    return group(islice(report.pairs, MOST) if report.settings.order is Order.CLOSENESS else report.pairs)


def group(pairs: Iterable[Pair]) -> tuple[PairGroup, ...]:
    """Group pairs by subject, the subject of the closest pair first, in each the closest pair first."""
    found: list[_Growing] = []
    every = nsmallest(MOST, pairs, key=lambda pair: (pair.rank or math.inf, -pair.score, pair.id))
    vectors = [_words(pair) for pair in every]
    for pair, words in zip(every, vectors, strict=True):
        likest = max(found, key=lambda each: each.likeness(pair, words), default=None)
        if likest is None or likest.likeness(pair, words) < _ALIKE:
            likest = _Growing()
            found.append(likest)
        likest.add(pair, words)
    near = [words for pair, words in zip(every, vectors, strict=True) if _is_near(pair)]
    common = _common(near or vectors)
    nouns = subject_names.Nouns(text.title for pair in every for text in (pair.left, pair.right))
    taken: list[str] = []
    for each in found:
        taken.append(subject_names.name(each.closest, each.words, common, nouns, taken))
    return tuple(
        PairGroup(f"S-{each.pairs[0].id[2:]}", named, tuple(each.pairs))
        for each, named in zip(found, taken, strict=True)
    )


def find(report: Report, name: str) -> tuple[Pair, ...]:
    """Find the pairs of the subject of that id: open ones to look at, else those that are related, else decided."""
    every = (*report.pairs, *report.decided)
    near = [pair for pair in every if _is_near(pair)]
    ways = ([pair for pair in report.pairs if _is_near(pair)], report.pairs, near, every)
    found = (each for some in ways for each in group(some) if each.id == name.strip().upper())
    return next((each.pairs for each in found), ())


def _is_near(pair: Pair) -> bool:
    return pair.level in (Level.LIKELY, Level.SUBSTANTIAL)


def by_pair(groups: Iterable[PairGroup]) -> dict[str, PairGroup]:
    """Give the subject of each pair, by the id of the pair."""
    return {pair.id: each for each in groups for pair in each.pairs}


def _words(pair: Pair) -> dict[str, float]:
    """Give the words two texts share, with their parts of the score, as a vector of unit length."""
    shares: defaultdict[str, float] = defaultdict(float)
    for term in pair.terms:
        if term.channel not in _SINGLE and term.share > 0:
            shares[term.text] += term.share
    length = math.sqrt(sum(value**2 for value in shares.values())) or 1.0
    return {word: value / length for word, value in shares.items()}


def _common(vectors: Sequence[Mapping[str, float]]) -> frozenset[str]:
    """Find the words that most pairs share: they name the field and no subject."""
    counts = Counter(word for vector in vectors for word in vector)
    return frozenset(word for word, count in counts.items() if len(vectors) > 3 and count > len(vectors) / 2)
