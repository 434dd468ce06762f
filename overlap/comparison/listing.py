"""The lists of a report: a few pairs made at once, or every pair, each made when it is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from overlap.comparison.choice import Chosen, within_limits
from overlap.comparison.pairs import TOGETHER, ScoredPair, ranked, report_pairs, told
from overlap.items.lazy import Lazy
from overlap.model import Pair
from overlap.record.register import Standing
from overlap.score.scoring import Scores
from overlap.settings import Explained, Level, Settings

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class _Listing(Lazy[Pair]):
    """Every pair that passes the filters; some thousand are in memory at a time."""

    chosen: Chosen
    joint: Mapping[Place, str]
    standing: Mapping[Place, Standing]
    explained: float
    """From this score on a pair is explained."""

    def __len__(self) -> int:
        return len(self.chosen)

    def at(self, place: int) -> Pair:
        """Make one of them."""
        return next(self._made(place, place + 1))

    def __iter__(self) -> Iterator[Pair]:
        for start in range(0, len(self), TOGETHER):
            yield from self._made(start, start + TOGETHER)

    def _made(self, start: int, end: int) -> Iterator[Pair]:
        places = list(self.chosen.places(start, end))
        made = report_pairs(self.chosen.scores, places, self.joint, self.explained)
        for (_, place), pair in zip(places, made, strict=True):
            yield told(pair, self.standing.get(place[:2]))


def list_pairs(
    chosen: Chosen, settings: Settings, joint: Mapping[Place, str], standing: Mapping[Place, Standing]
) -> Sequence[Pair]:
    """List the pairs that the settings ask for, closest first; told, where it is known, what was decided about them."""
    if settings.limit is None and settings.per_item is None:
        levels = chosen.scores.numbers.levels
        return _Listing(chosen, joint, standing, 0.0 if settings.explain == Explained.ALL else levels[Level.RELATED])
    shown = list(within_limits(chosen, settings))
    made = zip(shown, report_pairs(chosen.scores, shown, joint), strict=True)
    return tuple(told(pair, standing.get(place[:2])) for (_, place), pair in made)


@dataclass(frozen=True, eq=False)
class _Coordinated(Lazy[Pair]):
    """The pairs that are coordinated already, closest first; of whole catalogues there are thousands.

    They are counted for each report, and explained for those alone that write them out.
    """

    scores: Scores
    joint: Mapping[Place, str]
    places: Sequence[tuple[int | None, ScoredPair]]

    def __len__(self) -> int:
        return len(self.places)

    def at(self, place: int) -> Pair:
        """Make one of them."""
        return next(report_pairs(self.scores, self.places[place : place + 1], self.joint))

    def __iter__(self) -> Iterator[Pair]:
        return iter(self._all)

    @cached_property
    def _all(self) -> tuple[Pair, ...]:
        return tuple(report_pairs(self.scores, self.places, self.joint))


def coordinated(scores: Scores, joint: Mapping[Place, str]) -> Sequence[Pair]:
    """Give the pairs that are coordinated already, closest first."""
    return _Coordinated(scores, joint, ranked(scores, joint))
