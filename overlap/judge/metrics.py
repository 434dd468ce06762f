"""How good a ranking and its probabilities are, measured on judged pairs.

`scores` and `grades` are arrays of equal length, one number a judged pair. Pairs of one score are taken together, so
that their order does not matter.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_BINS = 10
_DRAWS = 1000


def average_precision(scores: Array, grades: Array, least: float) -> float:
    """Average the precision at each pair of at least that grade; nan if there is none."""
    relevant = grades >= least
    if not relevant.any():
        return float("nan")
    _, place = np.unique(-scores, return_inverse=True)
    seen, hits = np.bincount(place).cumsum(), np.bincount(place, weights=relevant)
    return float((hits * hits.cumsum() / seen).sum() / relevant.sum())


def ndcg(scores: Array, grades: Array, depth: int = 50) -> float:
    """Give the discounted gain of the first pairs over the best there could be, a gain of 2^grade - 1 a pair.

    Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques (2002).
    """
    discount = 1 / np.log2(np.arange(2, len(scores) + 2))
    discount[depth:] = 0
    _, place = np.unique(-scores, return_inverse=True)
    count = np.bincount(place)
    shared = np.bincount(place, weights=2**grades - 1) / count  # pairs of one score share what they gain
    ends = count.cumsum()
    summed = np.concatenate([[0.0], discount.cumsum()])
    best = (np.sort(2**grades - 1)[::-1] * discount).sum()
    return float((shared * (summed[ends] - summed[ends - count])).sum() / best) if best else float("nan")


def precision(scores: Array, grades: Array, least: float, depth: int = 20) -> float:
    """Give the share of pairs of at least that grade among the first."""
    depth = min(depth, len(scores))
    return _hits(scores, grades >= least, depth) / depth if depth else float("nan")


def recall(scores: Array, grades: Array, items: Sequence[str], least: float, depth: int = 10) -> float:
    """Give the share of an item's pairs of at least that grade among its first, averaged over items that have one."""
    found: list[float] = []
    places: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        places.setdefault(item, []).append(place)
    for each in places.values():
        relevant = grades[each] >= least
        if relevant.any():
            found.append(_hits(scores[each], relevant, depth) / int(relevant.sum()))
    return float(np.mean(found)) if found else float("nan")


def _hits(scores: Array, relevant: NDArray[np.bool_], depth: int) -> float:
    """Count what is relevant among the first; of pairs of one score that do not all fit, their share."""
    _, place = np.unique(-scores, return_inverse=True)
    count, hits = np.bincount(place), np.bincount(place, weights=relevant)
    room = np.clip(depth - np.concatenate([[0], count.cumsum()[:-1]]), 0, count)
    return float((hits * room / count).sum())


@dataclass(frozen=True, slots=True)
class Bin:
    """The pairs whose probability is between two bounds."""

    lowest: float
    highest: float
    pairs: int
    said: float
    """Mean probability."""
    found: float
    """Share of pairs that have the grade."""


def reliability(probabilities: Array, grades: Array, least: float) -> tuple[Bin, ...]:
    """Compare probabilities with what was found, in ten bins of equal width; empty bins are left out."""
    place = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    return tuple(
        Bin(
            n / _BINS,
            (n + 1) / _BINS,
            int(here.sum()),
            float(probabilities[here].mean()),
            float((grades[here] >= least).mean()),
        )
        for n in range(_BINS)
        if (here := place == n).any()
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """Give the expected calibration error: the mean distance of said and found, weighted by pairs.

    Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning (2015).
    """
    return sum(abs(each.said - each.found) * each.pairs for each in bins) / max(sum(each.pairs for each in bins), 1)


def interval(measure: Callable[[NDArray[np.intp]], float], items: Sequence[str]) -> tuple[float, float]:
    """Give the 95 % interval of a measure, by drawing the items anew 1,000 times, always alike.

    `measure` gets the places of the pairs drawn. Pairs of one item go together, for they are not independent.
    """
    places: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        places.setdefault(item, []).append(place)
    groups = [np.array(each) for each in places.values()]
    random = np.random.default_rng(0)
    drawn = (random.integers(len(groups), size=len(groups)) for _ in range(_DRAWS))
    found = [measure(np.concatenate([groups[n] for n in each])) for each in drawn]
    low, high = np.nanquantile(found, (0.025, 0.975))
    return float(low), float(high)
