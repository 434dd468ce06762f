"""How much of what is worth raising has been read, while a list is read from the top: whether one may stop.

The method is that of Yang, Lewis and Frieder, Heuristic stopping rules for technology-assisted review (2021): the sum
of the probabilities of what was not read, with its uncertainty, tells how much is left (their QuantCI). Here

- the probabilities are those of the scores, fitted anew to what was decided so far: a logistic curve over the log-odds,
  with a prior; the draws are of its posterior, by Laplace;
- some of what is worth raising cannot be told by any score, for the two texts share no word: `_UNSEEN`, as a share of
  what was found, spread evenly over the list (exponential, so that it may be none or several times as much);
- a few pairs are read at random (`EVERY`), so that the curve is fitted to the far end of the list as well.

Chosen among others, and its numbers set, by replaying judged files (`overlap manual review` has the figures): where the
lower end of the 95 % interval was above a target, so much had been seen in more than 95 % of the orders. In a list of
many thousand pairs it errs on the careful side.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from overlap.comparison.dossier import Estimate
from overlap.score.channels import Array

EVERY = 10
"""Every so manieth pair is one at random."""
_UNSEEN = 0.05
_PRIOR = np.array([[1.5, 0.0], [0.0, 0.5]]) ** 2
"""Covariance of what is added to the log-odds, and of what they are multiplied by; the means are `_MEAN`:
judged pairs were picked because they look close, so in a whole list the far ones are rarer than scores say."""
_MEAN = np.array([0.0, 1.4])
_DRAWS = 400
_INTERVAL = (0.025, 0.975)
_LEAST = 1e-6
"""No pair is held to be less probable: those that share no term."""
_STEPS = 30
_BINS = 256


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
    seen: Estimate
    """Which share of all that are was read, 0 to 1."""

    def may_stop(self, target: float) -> bool:
        """Say whether so much was seen, to the best of what can be known; never before anything was found."""
        return self.read == self.whole or (self.found > 0 and self.seen.low >= target)


class Pool:
    """The log-odds of all pairs of a list, counted, so that the next estimate takes no longer in a long one."""

    def __init__(self, probabilities: Array, whole: int) -> None:
        self.whole = whole
        odds = log_odds(probabilities)
        self._lowest, self._highest = float(log_odds(np.zeros(1))[0]), max(float(odds.max(initial=0.0)), 0.0)
        self._counts = np.bincount(self._bins(odds), minlength=_BINS).astype(float)
        self._counts[0] += whole - len(odds)

    def _bins(self, odds: Array) -> NDArray[np.intp]:
        width = (self._highest - self._lowest) / _BINS
        return np.clip(((odds - self._lowest) / width).astype(np.intp), 0, _BINS - 1)

    def progress(self, read: Array, wanted: NDArray[np.bool_]) -> Progress:
        """Estimate how much is left, by the probabilities of the pairs read and which of them are worth raising.

        The same decisions give the same estimate, in whatever order they were made.
        """
        order = np.lexsort((wanted, read))
        odds, found = log_odds(read)[order], wanted[order]
        random = np.random.default_rng(0)
        mean, covariance = _fitted(odds, found.astype(float))
        curves = random.multivariate_normal(mean, covariance, _DRAWS, method="cholesky")
        counts = self._counts - np.bincount(self._bins(odds), minlength=_BINS)
        centres = self._lowest + (np.arange(_BINS) + 0.5) * (self._highest - self._lowest) / _BINS
        centres[0] = self._lowest
        expected = _logistic(curves[:, :1] + curves[:, 1:] * centres) @ np.maximum(counts, 0)
        rest, hits = self.whole - len(read), int(found.sum())
        unseen = random.exponential(_UNSEEN, _DRAWS) * hits * rest / max(self.whole, 1)
        left = np.minimum(random.poisson(expected + unseen), rest)
        return Progress(len(read), self.whole, hits, _estimate(left), _estimate(hits / np.maximum(hits + left, 1)))


def log_odds(probabilities: Array) -> Array:
    """Give ln(p / (1 - p)); no probability counts as less than one in a million, or as certain."""
    clipped = np.clip(probabilities, _LEAST, 1 - _LEAST)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _logistic(odds: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-odds)))


def _fitted(odds: Array, found: Array) -> tuple[Array, Array]:
    """Fit the curve to what was decided, by Newton's method: its mode and the covariance there (Laplace)."""
    known = np.stack([np.ones_like(odds), odds], axis=1)
    sure = np.linalg.inv(_PRIOR)
    curve = _MEAN.copy()
    for _ in range(_STEPS):
        chances = _logistic(known @ curve)
        slope = known.T @ (found - chances) - sure @ (curve - _MEAN)
        bend = (known * (chances * (1 - chances))[:, None]).T @ known + sure
        step = np.clip(np.linalg.solve(bend, slope), -2, 2)
        curve = curve + step
        if float(np.abs(step).max()) < 1e-9:
            break
    return curve, np.asarray(np.linalg.inv(bend))


def _estimate(draws: Array) -> Estimate:
    low, middle, high = np.quantile(draws, (_INTERVAL[0], 0.5, _INTERVAL[1]))
    return Estimate(float(middle), float(low), float(high))
