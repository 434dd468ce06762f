"""How much of what is worth raising has been read, while a list is read from the top: whether one may stop.

The method is that of Sneyd and Stevenson, Modelling stopping criteria for search results using Poisson processes
(EMNLP 2019): what is worth raising comes at a rate that falls as a power of the rank; the curve is fitted to what was
decided so far, and tells how many are left. Here

- the rate is at most 1: a logistic curve over the logarithm of the rank, which is a power where it is low;
- before anything is read the curve is one as other lists have had (`PRIOR`, empirical Bayes), and its two numbers are
  known as far as the decisions tell: a grid, so that nothing is drawn but how many are left, which is Poisson;
- a few pairs are read at random (`EVERY`), so that the far end of the list has its say.

Chosen among others by replaying judged lists, each with a prior from the other lists (`overlap manual review` has the
figures): where the lower end of the 95 % interval reached a target within 20,000 pairs, so much had been seen in at
least 99.5 % of the orders; of one list it came later, and seldom held.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from overlap.comparison.dossier import Estimate
from overlap.score.channels import Array

EVERY = 10
"""Every so manieth pair is one at random."""
NEXT = 100
"""Of so many pairs, those that come next, it is told how many are worth raising."""
_MOST_READ = 0.8
"""Of those read so many are among the closest, as every tenth is drawn at random."""
_INTERVAL = (0.025, 0.975)
_SPAN = np.linspace(-4, 4, 41)
"""Of the grid, in standard deviations."""
_BINS = 256
_DRAWS = 1000
_LEAST = 1e-9
"""Curves so much less likely than the likeliest do not count."""


class Curve(NamedTuple):
    """How likely a pair of a rank is worth raising: log-odds of `start` - `fall` × ln(rank)."""

    start: float
    fall: float


class Prior(NamedTuple):
    """How the curves of lists are spread: mean, standard deviation, and how far the two numbers go together."""

    mean: Curve
    deviation: Curve
    correlation: float

    def grid(self) -> tuple[Array, Array]:
        """Give curves around the mean that fall, one a row, and the logarithm of how likely each is."""
        one, other = (each.ravel() for each in np.meshgrid(_SPAN, _SPAN, indexing="ij"))
        fall = self.correlation * one + (1 - self.correlation**2) ** 0.5 * other
        curves = np.array(self.mean) + np.array(self.deviation) * np.stack([one, fall], axis=1)
        falling = curves[:, 1] > 0
        return curves[falling], (-(one**2 + other**2) / 2)[falling]


PRIOR = Prior(Curve(5.94, 1.89), Curve(2.84, 0.49), 0.974)
"""Of the lists that were judged; `make bench` prints it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of a list has come."""

    read: int
    whole: int
    """How many pairs the list holds."""
    found: int
    """How many of those read are worth raising."""
    left: Estimate
    """How many of the others are, probably."""
    soon: float
    """How many of those are probably among the next, the closest of the others."""
    seen: Estimate
    """Which share of all that are was read, 0 to 1."""
    depth: int
    """The rank down to which most of those read stand: all but those drawn at random."""
    passed: int
    """How many pairs down to there were not read: few by a review, many by who marks only what is worth raising."""

    def may_stop(self, target: float) -> bool:
        """Say whether so much was seen, to the best of what can be known; never before anything was found."""
        return self.read == self.whole or (self.found > 0 and self.seen.low >= target)


class Pool:
    """The ranks of all pairs of a list, counted, so that the next estimate takes no longer in a long one."""

    def __init__(self, ranked: int, whole: int, prior: Prior = PRIOR) -> None:
        self.whole, self._ranked = whole, ranked
        logs = np.log(np.arange(1, ranked + 1))
        self._width = float(np.log(max(ranked, 1) + 1)) / _BINS
        places = (logs / self._width).astype(np.intp)
        self._counts = np.bincount(places, minlength=_BINS + 1).astype(float)
        centres = np.bincount(places, weights=logs, minlength=_BINS + 1) / np.maximum(self._counts, 1)
        self._counts[-1] = whole - ranked
        centres[-1] = np.log((ranked + 1 + whole) / 2)
        self._centres, (self._curves, self._prior) = centres, prior.grid()
        odds = self._curves[:, :1] - self._curves[:, 1:] * centres
        self._unlikely, self._chances = -np.logaddexp(0, odds), 1 / (1 + np.exp(-odds))

    def progress(self, ranks: NDArray[np.intp], wanted: NDArray[np.bool_]) -> Progress:
        """Estimate how much is left, by the ranks of the pairs read, from 1, and which of them are worth raising.

        What has no rank, for it shares no term, is given a rank behind all that have one.
        The same decisions give the same estimate, in whatever order they were made.
        """
        places = np.where(ranks > self._ranked, _BINS, np.log(ranks) / self._width).astype(np.intp)
        read, hits = (np.bincount(each, minlength=_BINS + 1) for each in (places, places[wanted]))
        beliefs = self._beliefs(read, hits)
        able = beliefs > _LEAST
        others = np.maximum(self._counts - read, 0)
        soon = np.clip(NEXT - (np.cumsum(others) - others), 0, others)
        expected, among = (self._chances[able] @ np.stack([others, soon], axis=1)).T
        beliefs = beliefs[able] / beliefs[able].sum()
        left = np.minimum(_draws(expected, beliefs), max(self.whole - len(ranks), 0))
        found = int(wanted.sum())
        seen = _estimate(found / np.maximum(found + left, 1))
        depth = int(np.quantile(ranks, _MOST_READ, method="lower")) if len(ranks) else 0
        passed = max(depth - int(np.count_nonzero(ranks <= depth)), 0)
        return Progress(len(ranks), self.whole, found, _estimate(left), float(beliefs @ among), seen, depth, passed)

    def _beliefs(self, read: NDArray[np.intp], hits: NDArray[np.intp]) -> Array:
        """Say how likely each curve is, the likeliest 1, by what was read and what of it hit.

        A hit says the log-odds of its chance, and any pair read the logarithm of the chance that it is none.
        """
        logs = self._curves @ np.array([hits.sum(), -hits @ self._centres]) + self._unlikely @ read + self._prior
        return np.asarray(np.exp(logs - logs.max()))


def _draws(expected: Array, beliefs: Array) -> NDArray[np.int64]:
    """Draw numbers around those that are expected, as often as each is believed."""
    order = np.argsort(expected, kind="stable")
    even = (np.arange(_DRAWS) + 0.5) / _DRAWS
    chosen = np.minimum(np.searchsorted(np.cumsum(beliefs[order]), even), len(order) - 1)
    return np.random.default_rng(0).poisson(expected[order][chosen])


def _estimate(draws: Array) -> Estimate:
    low, middle, high = np.quantile(draws, (_INTERVAL[0], 0.5, _INTERVAL[1]))
    return Estimate(float(middle), float(low), float(high))
