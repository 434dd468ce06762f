"""Entries whose nearest on the other side is not even related."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from overlap.items.lazy import Lazy
from overlap.model import (
    Lone,
)
from overlap.score import scoring
from overlap.score.rounding import STEP
from overlap.settings import Level, Settings


@dataclass(frozen=True, slots=True, eq=False)
class _Lonely(Lazy[Lone]):
    """The entries whose nearest on the other side is not even related; those of a catalogue are made when asked for."""

    scores: scoring.Scores
    places: Sequence[tuple[str, int, float | None]]
    """Of each the side, its place there, and the score of its nearest."""

    @property
    def on(self) -> Mapping[str, int]:
        """Count those of each side."""
        return Counter(side for side, _, _ in self.places)

    def __len__(self) -> int:
        return len(self.places)

    def at(self, place: int) -> Lone:
        """Make one of them."""
        side, row, nearest = self.places[place]
        return Lone(side, (self.scores.left if side == "left" else self.scores.right)[row], nearest)


def find_lone(scores: scoring.Scores, settings: Settings) -> _Lonely:
    """Find the entries whose nearest on the other side is not even related, side by side in the order of ids."""
    best = [np.full(len(side), -1, dtype=np.int64) for side in (scores.left, scores.right)]
    for nearest, places in ((best[0], scores.rows), (best[0] if settings.within else best[1], scores.columns)):
        np.maximum.at(nearest, places, scores.points)
    unknown = None if scores.floor is not None else 0.0
    related = scores.numbers.levels[Level.RELATED] * STEP
    sides = (("left", best[0]), ("right", best[1]))
    return _Lonely(
        scores,
        [
            (side, place, float(nearest[place]) / STEP if nearest[place] >= 0 else unknown)
            for side, nearest in (sides[:1] if settings.within else sides)
            for place in np.flatnonzero(nearest < related).tolist()
        ],
    )
