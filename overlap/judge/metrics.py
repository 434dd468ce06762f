"""How good a ranking and its probabilities are, measured on judged pairs.

`scores` and `grades` are arrays of equal length, one number a judged pair. Pairs of one score are taken together, so
that their order does not matter. scikit-learn has no precision and recall of the first few with ties taken so, and no
calibration error.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from overlap.score.channels import Array

_BINS = 10
"""As in the literature on calibration."""
_DRAWS = 1000
"""Enough for the second figure of an interval."""


def average_precision(scores: Array, grades: Array, least: float) -> float:
    """Average the precision at each pair of at least that grade; nan if there is none.

    scikit-learn's average_precision_score, which the tests hold it to, takes twenty times as long, and an `interval`
    asks a thousand times.
    """
    relevant = grades >= least
    if not relevant.any():
        return float("nan")
    _, tie = np.unique(-scores, return_inverse=True)
    seen, hits = np.bincount(tie).cumsum(), np.bincount(tie, weights=relevant)
    return float((hits * hits.cumsum() / seen).sum() / relevant.sum())


def ndcg(scores: Array, grades: Array, depth: int = 50) -> float:
    """Give the discounted gain of the first pairs over the best there could be, a gain of 2^grade - 1 a pair.

    Of pairs of one score each has their mean gain. Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR
    techniques (2002).
    """
    gains = 2**grades - 1
    if not gains.any():
        return float("nan")
    discounts = 1 / np.log2(np.arange(len(gains)) + 2)
    discounts[depth:] = 0
    _, tie = np.unique(-scores, return_inverse=True)
    count = np.bincount(tie)
    shared = np.add.reduceat(discounts, np.concatenate([[0], count.cumsum()[:-1]]))
    found = (np.bincount(tie, weights=gains) / count * shared).sum()
    return float(found / (np.sort(gains)[::-1] * discounts).sum())


def precision(scores: Array, grades: Array, least: float, depth: int = 20) -> float:
    """Give the share of pairs of at least that grade among the first."""
    depth = min(depth, len(scores))
    return _hits(scores, grades >= least, depth) / depth if depth else float("nan")


def recall(scores: Array, grades: Array, items: Sequence[str], least: float, depth: int = 10) -> float:
    """Give the share of an item's pairs of at least that grade among its first, averaged over items that have one."""
    found: list[float] = []
    for each in _groups(items):
        relevant = grades[each] >= least
        if relevant.any():
            found.append(_hits(scores[each], relevant, depth) / int(relevant.sum()))
    return float(np.mean(found)) if found else float("nan")


def _groups(items: Sequence[str]) -> list[NDArray[np.intp]]:
    """Give for each item the numbers of its pairs."""
    pairs: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        pairs.setdefault(item, []).append(number)
    return [np.array(each) for each in pairs.values()]


def _hits(scores: Array, relevant: NDArray[np.bool_], depth: int) -> float:
    """Count what is relevant among the first; of pairs of one score that do not all fit, their share."""
    _, tie = np.unique(-scores, return_inverse=True)
    count, hits = np.bincount(tie), np.bincount(tie, weights=relevant)
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
    bin_of = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)  # 1 is in the last
    inside = {n: bin_of == n for n in range(_BINS)}
    return tuple(
        Bin(
            n / _BINS,
            (n + 1) / _BINS,
            int(each.sum()),
            float(probabilities[each].mean()),
            float((grades[each] >= least).mean()),
        )
        for n, each in inside.items()
        if each.any()
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """Give the expected calibration error: the mean distance of said and found, weighted by pairs.

    Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning (2015).
    """
    return sum(abs(each.said - each.found) * each.pairs for each in bins) / max(sum(each.pairs for each in bins), 1)


def interval(measure: Callable[[NDArray[np.intp]], float], items: Sequence[str]) -> tuple[float, float]:
    """Give the 95 % interval of a measure, by drawing the items anew 1,000 times, always alike.

    `measure` gets the numbers of the pairs drawn. Pairs of one item go together, for they are not independent.
    """
    groups = _groups(items)
    random = np.random.default_rng(0)  # always the same draws
    drawn = (random.integers(len(groups), size=len(groups)) for _ in range(_DRAWS))
    found = [measure(np.concatenate([groups[n] for n in each])) for each in drawn]
    low, high = np.nanquantile(found, (0.025, 0.975))
    return float(low), float(high)
