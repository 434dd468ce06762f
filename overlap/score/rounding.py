"""Numbers that still add up after rounding."""

import math
from collections.abc import Sequence

STEP = 1_000_000
"""Scores and shares are whole numbers of 1/STEP, so that shares add up and ties are ties."""


def apportion(values: Sequence[float], total: int) -> list[int]:
    """Round values, in parts of STEP, so that they add up to the total: largest remainders first, then by place.

    The total is the sum of the values, rounded to STEP; values may be below 0.

    >>> apportion([0.0000014, 0.0000014, 0.0000012], 4)
    [2, 1, 1]
    """
    if not values:
        return []
    exact = [value * STEP for value in values]
    whole = [math.floor(value) for value in exact]
    by_remainder = sorted(range(len(values)), key=lambda place: (whole[place] - exact[place], place))
    for step in range(total - sum(whole)):
        whole[by_remainder[step % len(whole)]] += 1
    return whole
