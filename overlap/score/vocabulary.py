"""The terms of two sides, and how much each says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from overlap.score import weights
from overlap.score.counts import Counts, distinct
from overlap.text.glossary import Glossary
from overlap.text.words import is_genre


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """The vocabulary of two sides, and how much each of its terms and phrases says."""

    vocabulary: tuple[str, ...]
    genre: NDArray[np.bool_]
    """For each term whether it is a word of the genre."""
    rarity: NDArray[np.float64]
    """idf."""
    weight: NDArray[np.float64]
    pairs: NDArray[np.int64]
    """As in `Space`."""
    pair_weight: NDArray[np.float64]

    def columns(self, counts: Counts) -> NDArray[np.int64]:
        """Give for each term of a list its place in the vocabulary."""
        place = {term: n for n, term in enumerate(self.vocabulary)}
        return np.array([place[term] for term in counts.terms], dtype=np.int64)


def fit(
    statistics: tuple[Sequence[Counts], Sequence[Counts]],
    lists: Sequence[Counts],
    glossary: Glossary,
    numbers: weights.VectorSettings,
) -> Fit:
    """Learn from the lists of each side how rare each term of `lists` is."""
    vocabulary = sorted({term for side in (*statistics, lists) for counts in side for term in counts.terms})
    place = {term: n for n, term in enumerate(vocabulary)}
    every = list({id(counts): counts for side in (*statistics, lists) for counts in side}.values())
    columns = {id(counts): np.array([place[term] for term in counts.terms], dtype=np.int64) for counts in every}
    named = {id(counts): renamed(counts.pairs, columns[id(counts)], len(vocabulary)) for counts in every}
    pairs = distinct(np.concatenate(list(named.values())))
    rarity, pair_rarity = (
        np.sqrt(np.prod([_idf(side, places, each, size) for side in statistics], axis=0))
        for places, each, size in (
            (columns, "frequency", len(vocabulary)),
            ({key: np.searchsorted(pairs, keys) for key, keys in named.items()}, "pair_frequency", len(pairs)),
        )
    )
    genre = np.array([is_genre(term, glossary) for term in vocabulary], dtype=bool)
    width = max(len(vocabulary), 1)
    kinds = genre[pairs // width].astype(int) + genre[pairs % width] if len(pairs) else np.zeros(0)
    weight = rarity**numbers.rarity * np.where(genre, numbers.genre, 1.0)
    return Fit(tuple(vocabulary), genre, rarity, weight, pairs, pair_rarity * numbers.genre**kinds)


def _idf(side: Sequence[Counts], places: Mapping[int, NDArray[np.int64]], of: str, size: int) -> NDArray[np.float64]:
    """Give the idf of each term or pair, counted over the lists of one side."""
    found = np.zeros(size)
    for counts in side:
        found[places[id(counts)]] += getattr(counts, of)
    idf: NDArray[np.float64] = np.log((1 + sum(map(len, side))) / (1 + found)) + 1
    return idf


def renamed(pairs: NDArray[np.int64], columns: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """Write pairs of the terms of a list as pairs of the whole vocabulary; they stay in order."""
    if not len(pairs):
        return pairs
    return columns[pairs // len(columns)] * width + columns[pairs % len(columns)]
