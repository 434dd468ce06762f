"""Texts as runs of numbers in one long array."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """The titles, or the scopes, of a list: the surfaces of each that count, in their order."""

    written: Numbers
    """The surfaces of all texts, one text after the other, as numbers of `Counts.surfaces`."""
    ends: NDArray[np.int64]
    """Where each text ends in `written`, after a 0: one more than there are texts."""

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Give the number of surfaces of each text."""
        return np.diff(self.ends)

    @property
    def rows(self) -> NDArray[np.int64]:
        """Give for each surface the number of its text."""
        return np.repeat(np.arange(len(self.ends) - 1), self.lengths)

    @property
    def places(self) -> NDArray[np.int64]:
        """Give for each surface its place in its text."""
        places: NDArray[np.int64] = np.arange(len(self.written)) - np.repeat(self.ends[:-1], self.lengths)
        return places

    def between(self, start: int, end: int) -> "Texts":
        """Take neighbouring texts without a copy."""
        ends = self.ends[start : end + 1]
        return Texts(self.written[ends[0] : ends[-1]], ends - ends[0])

    def take(self, rows: NDArray[np.int64]) -> tuple["Texts", NDArray[np.int64]]:
        """Take some texts, and say where in `written` they stand."""
        lengths = self.lengths[rows]
        ends = np.concatenate([[0], np.cumsum(lengths)])
        places = np.arange(ends[-1]) + np.repeat(self.ends[rows] - ends[:-1], lengths)
        return Texts(self.written[places], ends), places
