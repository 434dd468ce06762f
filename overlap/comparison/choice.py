"""Which pairs are shown: those close enough, of items that meet the filters, so many in all and of each item."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from overlap.comparison.pairs import TOGETHER, ScoredPair, among, listed_pairs
from overlap.errors import SettingsError
from overlap.items import stages
from overlap.items.filters import belongs, is_meant
from overlap.model import (
    Entry,
    Side,
    WorkItem,
)
from overlap.score import scoring, weights
from overlap.score.rounding import STEP
from overlap.settings import Order, Settings


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """The pairs that pass the filters, closest first."""

    scores: scoring.Scores
    listed: NDArray[np.intp]
    """Their places among the pairs that are listed in the scores."""
    rest: Sequence[NDArray[np.int64]]
    """Of those of score 0 the ranks, the rows and the columns."""

    def __len__(self) -> int:
        return len(self.listed) + len(self.rest[0])

    def places(self, start: int, end: int) -> Iterator[tuple[int, ScoredPair]]:
        """Yield the ranks of neighbouring pairs and where they stand."""
        yield from listed_pairs(self.scores, self.listed[start:end])
        known = len(self.listed)
        few = slice(max(start - known, 0), max(end - known, 0))
        for rank, row, column in zip(*(each[few].tolist() for each in self.rest), strict=True):
            yield rank, ScoredPair(row, column, 0, None)

    def __iter__(self) -> Iterator[tuple[int, ScoredPair]]:
        for start in range(0, len(self), TOGETHER):
            yield from self.places(start, start + TOGETHER)


def choose_pairs(
    scores: scoring.Scores, settings: Settings, sides: tuple[Side, Side], aside: Collection[tuple[int, int]]
) -> Chosen:
    """Find the pairs that are close enough, and of whose work items one meets all filters on items.

    Those of score 0 are among them only when every pair is asked for, and every pair was scored.
    """
    lowest = _lowest(settings)
    width = len(scores.right)
    taken = among(scores.rows * width + scores.columns, aside, width)
    fits = (scores.points >= lowest) & ~taken
    meets = [np.ones(len(side.entries), dtype=np.bool_) for side in sides]
    if settings.status or settings.type or settings.committee or settings.group:
        meets = [np.array([_meets(entry, settings) for entry in side.entries]) for side in sides]
        if not any(each.any() for each in meets):
            raise _nothing_meets(settings, sides)
        fits &= meets[0][scores.rows] | meets[1][scores.columns]
    rest = np.zeros((3, 0), dtype=np.int64)
    if settings.limit is None and lowest <= 0 and scores.floor is None:
        rows, columns = scoring.rest(scores)
        kept = (meets[0][rows] | meets[1][columns]) & ~among(rows * width + columns, aside, width)
        rest = np.stack([np.arange(len(scores.rows) + 1, len(scores.rows) + 1 + len(rows)), rows, columns])[:, kept]
    listed = np.flatnonzero(fits)
    first = listed[_urgent_first(scores, listed)] if settings.order is Order.URGENCY else listed
    return Chosen(scores, first, tuple(rest))


def _urgent_first(scores: scoring.Scores, listed: NDArray[np.intp]) -> NDArray[np.intp]:
    """Order pairs by closeness times how much can still be changed of the more open of the two."""
    left, right = (
        np.array([stages.openness(each) if isinstance(each, WorkItem) else 0.0 for each in side])
        for side in (scores.left, scores.right)
    )
    openness = np.maximum(left[scores.rows[listed]], right[scores.columns[listed]])
    return np.argsort(-openness * scores.points[listed], kind="stable")


def _lowest(settings: Settings) -> float:
    """Give the least score that is asked for, times STEP."""
    levels = weights.read(settings.weights).levels if settings.level else {}
    return max(settings.min_score, levels[settings.level] if settings.level else 0.0) * STEP


def _meets(entry: Entry, settings: Settings) -> bool:
    """Say whether one document of a work item meets every filter on items."""
    return isinstance(entry, WorkItem) and any(
        (not settings.status or is_meant(document.status, settings.status))
        and (not settings.type or is_meant(document.type, settings.type))
        and (not settings.group or is_meant(document.group, settings.group))
        and (not settings.committee or belongs(document.committee, settings.committee))
        for document in entry.documents
    )


def _nothing_meets(settings: Settings, sides: tuple[Side, Side]) -> SettingsError:
    """Name the values there are for the first filter that fits no work item, or say that none fits all filters."""
    documents = [
        document
        for side in sides
        for entry in side.entries
        if isinstance(entry, WorkItem)
        for document in entry.documents
    ]
    for name in ("status", "type", "committee", "group"):
        wanted = getattr(settings, name)
        there = sorted({getattr(document, name) for document in documents} - {""})
        fits = [value for value in there if belongs(value, wanted)]
        if wanted and not fits:
            listed = f"There are: {', '.join(there)}." if there else f"The lists give no {name}."
            return SettingsError(f"No work item has the {name} {' or '.join(wanted)}.", listed)
    return SettingsError(
        "No work item meets all the filters.", "Give fewer of --status, --type, --committee and --group."
    )


def within_limits(chosen: Iterable[tuple[int, ScoredPair]], settings: Settings) -> Iterator[tuple[int, ScoredPair]]:
    """Yield the closest pairs, so many in all and so many of each entry."""
    used: Counter[tuple[str, int]] = Counter()
    shown = 0
    for rank, place in chosen:
        if shown == settings.limit:
            return
        right_side = "left" if settings.within else "right"
        keys = ("left", place[0]), (right_side, place[1])
        if settings.per_item and max(used[key] for key in keys) >= settings.per_item:
            continue
        used.update(keys)
        shown += 1
        yield rank, place
