"""What the score of a pair is made of: one number a channel, for many pairs at a time."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from overlap.score.channels import CHANNELS, Array, Measure, Rows
from overlap.score.vectors import SideVectors
from overlap.score.weights import Sum, Weights

_WHOLE = 1 + 1e-6
"""No supported channel measures more, with what rounding may add."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What the sums of some pairs are made of: by the name of the channel one number a pair."""

    both: Mapping[str, Array]
    """Where title and scope are compared."""
    titles: Mapping[str, Array]
    """Where titles are compared alone; where there is no title, the scope."""
    has_scopes: NDArray[np.bool_]
    """Whether both have a scope, and so the scopes are compared."""

    def at(self, places: Any) -> "Features":  # noqa: ANN401 -- whatever an array can be indexed with
        """Take the features of some pairs."""
        both, titles = ({name: found[places] for name, found in each.items()} for each in (self.both, self.titles))
        return Features(both, titles, self.has_scopes[places])

    def log_odds(self, numbers: Weights) -> Array:
        """Add up the channels of each pair."""
        full, short = _sum(numbers.title_and_scope, self.both), _sum(numbers.title_only, self.titles)
        return np.where(self.has_scopes, full, short)

    @property
    def shares(self) -> NDArray[np.bool_]:
        """Say for each pair whether it shares a term."""
        shared: NDArray[np.bool_] = np.where(self.has_scopes, self.both["subject"], self.titles["subject"]) > 0
        return shared


def _sum(numbers: Sum, found: Mapping[str, Array]) -> Array:
    """Add up base and channels, in the order of the list."""
    total: Any = numbers.base
    for name, value in found.items():
        total = total + getattr(numbers, name) * value
    return np.asarray(total)


def features(sides: tuple[SideVectors, SideVectors], rows: Rows, columns: Rows, at_most: bool = False) -> Features:
    """Give what the sums of some pairs are made of, one number a pair.

    With `at_most` no more than a bound of the channels that `subject` supports, which are slow to measure.
    """
    left, right = sides
    made: dict[Measure, Array] = {}

    def value(measure: Measure) -> Array:
        if measure not in made:
            made[measure] = measure(left, right, rows, columns)
        return made[measure]

    def values(on: str) -> dict[str, Array]:
        found: dict[str, Array] = {}
        for each in CHANNELS:
            measure = getattr(each, on)
            if measure and each.support < math.inf:
                whole = np.full(len(rows), _WHOLE) if at_most else value(measure)
                found[each.name] = np.minimum(whole, each.support * found["subject"])
            elif measure:
                found[each.name] = value(measure)
        return found

    return Features(
        both=values("on_both"),
        titles=values("on_titles"),
        has_scopes=left.has_scope[rows] & right.has_scope[columns],
    )
