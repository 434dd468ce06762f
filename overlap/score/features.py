"""What the score of a pair is made of: one number a channel, for many pairs at a time."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from overlap.score.channels import CHANNELS, Array, Rows
from overlap.score.vectors import SideVectors
from overlap.score.weights import Sum, Weights

_WHOLE = 1 + 1e-6
"""No supported channel measures more, with what rounding may add."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What the sums of some pairs are made of."""

    values: Mapping[str, Array]
    """By the name of the channel one number a pair."""
    has_scopes: NDArray[np.bool_]
    """Whether both have a scope, which says by which weights they are added up."""

    def at(self, places: Any) -> "Features":  # noqa: ANN401 -- whatever an array can be indexed with
        """Take the features of some pairs."""
        return Features({name: found[places] for name, found in self.values.items()}, self.has_scopes[places])

    def log_odds(self, numbers: Weights) -> Array:
        """Add up the channels of each pair."""
        full, short = _sum(numbers.title_and_scope, self.values), _sum(numbers.title_only, self.values)
        return np.where(self.has_scopes, full, short)

    @property
    def shares(self) -> NDArray[np.bool_]:
        """Say for each pair whether it shares a term."""
        shared: NDArray[np.bool_] = self.values["subject"] > 0
        return shared


def _sum(numbers: Sum, found: Mapping[str, Array]) -> Array:
    """Add up base and channels, in the order of the list."""
    total: Any = numbers.base
    for name, value in found.items():
        total = total + getattr(numbers, name) * value
    return np.asarray(total)


def features(
    sides: tuple[SideVectors, SideVectors],
    rows: Rows,
    columns: Rows,
    at_most: bool = False,
    bound: Features | None = None,
) -> Features:
    """Give what the sums of some pairs are made of, one number a pair.

    With `at_most` no more than a bound of the channels that `subject` supports, which are slow to measure; `bound` is
    that of the same pairs if it is at hand, from which all others are taken.
    """
    left, right = sides
    values: dict[str, Array] = {}
    for each in CHANNELS:
        if each.support < math.inf:
            whole = np.full(len(rows), _WHOLE) if at_most else each.measure(left, right, rows, columns)
            values[each.name] = np.minimum(whole, each.support * values["subject"])
        else:
            values[each.name] = bound.values[each.name] if bound else each.measure(left, right, rows, columns)
    return Features(values, left.has_scope[rows] & right.has_scope[columns])
