"""The channels of the score: the one list that scoring, the search for candidates, the evidence and the fitting read.

A new channel is one entry of `CHANNELS` and one weight of that name in `weights.Sum`.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from overlap.score.matrices import once
from overlap.score.vectors import SideVectors
from overlap.score.weights import COVERED, LIKENESS_POWER, SUPPORTED

Array = NDArray[np.float64]
Rows = NDArray[np.int64]
Measure = Callable[[SideVectors, SideVectors, Rows, Rows], Array]
"""Gives for some pairs, by the row of each on either side, one number a pair."""

ALIKE = 0.7
"""Titles less alike than this add next to nothing; those more alike are looked for by themselves."""
_TANGENT = 3.0
"""What common words say where the tangent touches ln(1 + n): about what those of pairs near the floor do, most of which
are pairs of titles."""
_SLOPE = 1 / (1 + _TANGENT)


@dataclass(frozen=True, slots=True)
class Bound:
    """What a channel never exceeds: `slope` times the product of the rows of one matrix, plus `rest`."""

    matrix: str = ""
    """Of `SideVectors`; none where `rest` alone is the bound."""
    slope: float = 1.0
    rest: float = 0.0


@dataclass(frozen=True, slots=True)
class Channel:
    """One summand of the log-odds: a measure of two entries, times what it weighs."""

    name: str
    """That of its weight."""
    label: str
    """As `evaluate` tells it."""
    measure: Measure
    bound: Bound
    support: float = math.inf
    """It counts up to so many times what `subject` measures: alone it is no evidence."""
    is_learnt: bool = True
    """Whether its weight is learnt from judged pairs, and not chosen."""
    needs_model: bool = False


def _cosine(matrix: str) -> Measure:
    """Make the measure that multiplies the rows of a matrix of unit rows, or of one of ones."""

    def measure(left: SideVectors, right: SideVectors, rows: Rows, columns: Rows) -> Array:
        return products(getattr(left, matrix), getattr(right, matrix), rows, columns)

    return measure


def products(left: Any, right: Any, rows: Rows, columns: Rows) -> Array:  # noqa: ANN401 -- SciPy has no types
    """Multiply rows of one matrix with rows of another."""
    product: Array = np.asarray(left[rows].multiply(right[columns]).sum(axis=1)).ravel()
    return product


def _breadth(left: SideVectors, right: SideVectors, rows: Rows, columns: Rows) -> Array:
    """Give ln(1 + n) for the subject words that both use, which say n in the field."""
    return np.log1p(products(left.breadth, right.breadth, rows, columns))


def _same_title(left: SideVectors, right: SideVectors, rows: Rows, columns: Rows) -> Array:
    """Give a high power of the likeness of two titles: twice what they share over what they are, in rarity (Dice)."""
    whole = left.rarity[rows] + right.rarity[columns]
    shared = 2 * products(left.naming, right.naming, rows, columns)
    likeness: Array = np.divide(shared, whole, out=np.zeros(len(rows)), where=whole > 0)
    return likeness**LIKENESS_POWER


def _coverage(left: SideVectors, right: SideVectors, rows: Rows, columns: Rows) -> Array:
    """Give what part of each title the other text has, in rarity squared: the geometric mean of both directions."""
    here, there = once(left.both[rows]), once(right.both[columns])
    forth = left.cover[rows].multiply(there).sum(axis=1)
    back = right.cover[columns].multiply(here).sum(axis=1)
    found: Array = np.sqrt(np.asarray(forth).ravel() * np.asarray(back).ravel())
    return found


def _related(left: SideVectors, right: SideVectors, rows: Rows, columns: Rows) -> Array:
    """Give the cosine by the lexicon, nothing below 0; 0 without one."""
    if left.related is None or right.related is None:
        return np.zeros(len(rows))
    product = np.einsum("ij,ij->i", left.related[rows], right.related[columns])
    found: Array = np.maximum(product.astype(np.float64), 0.0)
    return found


def _meaning(left: SideVectors, right: SideVectors, rows: Rows, columns: Rows) -> Array:
    """Give the cosine by a model; 0 without one."""
    if left.meaning is None or right.meaning is None:
        return np.zeros(len(rows))
    product: Array = np.einsum("ij,ij->i", left.meaning[rows], right.meaning[columns])
    return product


CHANNELS = (
    Channel("subject", "title and scope", _cosine("both"), Bound("both")),
    Channel("phrases", "phrases", _cosine("phrases"), Bound("phrases")),
    Channel("same_title", "same title", _same_title, Bound(rest=ALIKE**LIKENESS_POWER), is_learnt=False),
    Channel("meaning", "meaning", _meaning, Bound(), needs_model=True),
    Channel(
        "breadth",
        "breadth",
        _breadth,
        Bound("breadth", _SLOPE, float(np.log1p(_TANGENT)) - _TANGENT * _SLOPE),
    ),
    Channel("coverage", "coverage", _coverage, Bound("both", COVERED), COVERED),
    Channel("related", "related words", _related, Bound("both", SUPPORTED), SUPPORTED),
)
"""In the order in which they are added up, `subject` first. With a model every pair is scored, so that its channel
needs no bound."""
