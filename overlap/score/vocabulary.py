"""The terms of two sides, and how much each says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from overlap.score import weights
from overlap.score.counts import Counts
from overlap.text.glossary import Glossary
from overlap.text.words import is_genre, is_subject


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """The vocabulary of two sides, and how much each of its terms and phrases says."""

    vocabulary: tuple[str, ...]
    genre: NDArray[np.bool_]
    """For each term whether it is a word of the genre."""
    subject: NDArray[np.bool_]
    """For each term whether it can be a subject: only such terms have related ones."""
    rarity: NDArray[np.float64]
    """idf."""
    weight: NDArray[np.float64]
    pairs: NDArray[np.int64]
    """Every pair of terms that stand side by side, in order: the number of the first times the size of the vocabulary,
    plus that of the second."""
    pair_weight: NDArray[np.float64]
    is_common: NDArray[np.bool_]
    """For each pair whether all lists have it; the others only count in the lengths of vectors."""

    def columns(self, counts: Counts) -> NDArray[np.int64]:
        """Give for each term of a list its place in the vocabulary, -1 for one that is not in it."""
        return _columns({term: n for n, term in enumerate(self.vocabulary)}, counts)

    def phrases(self, counts: Counts, columns: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give for each pair of a list its place in `pairs`, -1 for one that is not in them."""
        width = len(columns)
        if not len(counts.pairs) or not len(self.pairs):
            return np.full(len(counts.pairs), -1)
        first, second = columns[counts.pairs // width], columns[counts.pairs % width]
        return _found(self.pairs, first * len(self.vocabulary) + second, (first >= 0) & (second >= 0))


def fit(
    statistics: tuple[Sequence[Counts], Sequence[Counts]],
    lists: Sequence[Counts],
    glossary: Glossary,
    numbers: weights.VectorSettings,
) -> Fit:
    """Learn from the lists of each side how rare each term of `lists` is."""
    vocabulary = sorted({term for counts in lists for term in counts.terms})
    width = max(len(vocabulary), 1)
    place = {term: n for n, term in enumerate(vocabulary)}
    every = list({id(counts): counts for side in (*statistics, lists) for counts in side}.values())
    columns = {id(counts): _columns(place, counts) for counts in every}
    ordered = np.sort(np.concatenate([_renamed(counts.pairs, columns[id(counts)], width) for counts in lists]))
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(ordered) else ordered
    pairs, is_common = ordered[starts], np.diff(starts, append=len(ordered)) == len(lists)
    del ordered
    rarity = np.sqrt(np.prod([_idf(side, columns, width) for side in statistics], axis=0))[: len(vocabulary)]
    pair_rarity = np.sqrt(np.prod([_pair_idf(side, columns, pairs, width) for side in statistics], axis=0))
    genre = np.array([is_genre(term, glossary) for term in vocabulary], dtype=bool)
    subject = np.array([is_subject(term, glossary) for term in vocabulary], dtype=bool)
    kinds = genre[pairs // width].astype(int) + genre[pairs % width] if len(pairs) else np.zeros(0)
    weight = rarity**numbers.rarity * np.where(genre, numbers.genre, 1.0)
    return Fit(tuple(vocabulary), genre, subject, rarity, weight, pairs, pair_rarity * numbers.genre**kinds, is_common)


def _columns(place: Mapping[str, int], counts: Counts) -> NDArray[np.int64]:
    return np.array([place.get(term, -1) for term in counts.terms], dtype=np.int64)


def _idf(side: Sequence[Counts], columns: Mapping[int, NDArray[np.int64]], width: int) -> NDArray[np.float64]:
    """Give the idf of each term, counted over the lists of one side."""
    found = np.zeros(width)
    for counts in side:
        known = columns[id(counts)] >= 0
        found[columns[id(counts)][known]] += counts.frequency[known]
    return _rarity(side, found)


def _pair_idf(
    side: Sequence[Counts], columns: Mapping[int, NDArray[np.int64]], pairs: NDArray[np.int64], width: int
) -> NDArray[np.float64]:
    """Give the idf of each pair, counted over the lists of one side."""
    found = np.zeros(len(pairs))
    for counts in side:
        if not len(counts.pairs):
            continue
        own = np.full(width, -1)
        known = np.flatnonzero(columns[id(counts)] >= 0)
        own[columns[id(counts)][known]] = known
        first, second = own[pairs // width], own[pairs % width]
        places = _found(counts.pairs, first * len(counts.terms) + second, (first >= 0) & (second >= 0))
        there = places >= 0
        found[there] += counts.pair_frequency[places[there]]
    return _rarity(side, found)


def _rarity(side: Sequence[Counts], found: NDArray[np.float64]) -> NDArray[np.float64]:
    idf: NDArray[np.float64] = np.log((1 + sum(map(len, side))) / (1 + found)) + 1
    return idf


def _found(ordered: NDArray[np.int64], wanted: NDArray[np.int64], is_asked: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Give the place of each number among ordered ones, -1 for one that is not there or not asked for."""
    places = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    return np.where(is_asked & (ordered[places] == wanted), places, -1)


def _renamed(pairs: NDArray[np.int64], columns: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """Write pairs of the terms of a list as pairs of the whole vocabulary; they stay in order."""
    if not len(pairs):
        return pairs
    return columns[pairs // len(columns)] * width + columns[pairs % len(columns)]
