"""How much of what belongs on an agenda a comparison misses, by pairs that were judged.

What was judged because it looked close, or because it looked doubtful, tells nothing of what nobody looked at. Pairs
that were drawn at random from those of their level do: of the others of that level as many belong on an agenda as of
them. The interval is that of Webber, Approximate recall confidence intervals (2013), which holds for small counts and
for 0: for each level the number among its unjudged pairs is beta-binomial, with a prior of one half on either side, and
the quantiles are of the sums of many draws. The value is the share of those drawn, without a prior.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from overlap.comparison.dossier import SHOWN, Estimate, LevelWorth, Missed
from overlap.corpus import corpora
from overlap.judge import judgements
from overlap.judge.judgements import Judgement
from overlap.model import WorkItem
from overlap.score import scoring
from overlap.score.channels import Array
from overlap.score.scoring import Scores
from overlap.settings import Level

_DRAWS = 10_000
_INTERVAL = (0.025, 0.975)


class Stratum(NamedTuple):
    """The pairs of one level, which were drawn from by themselves."""

    agenda: int
    """Judged pairs that belong on an agenda, drawn or not."""
    rest: int
    """Pairs that nobody judged."""
    drawn: int
    """Judged pairs that were drawn at random."""
    hits: int
    """How many of those belong on an agenda."""

    @property
    def is_known(self) -> bool:
        """Whether something can be said of the rest: some were drawn, or there is none."""
        return self.drawn > 0 or self.rest == 0


def estimate(scores: Scores, judged: Sequence[Judgement]) -> Missed | None:
    """Say how many of the pairs that belong on an agenda are not among those to look at; None where none is judged so.

    Without pairs drawn at random it counts judged pairs only, and `below` and `recall` are None.
    """
    left, right = ([each for each in side if isinstance(each, WorkItem)] for side in (scores.left, scores.right))
    grades: dict[tuple[int, int], float] = {}
    drawn: set[tuple[int, int]] = set()
    for place, each in judgements.find(left, right, judged):
        grades[place] = max(each.grade, grades.get(place, each.grade))  # two judgements can meet in one pair
        drawn |= {place} if each.is_random else set()
    wanted = {place for place, grade in grades.items() if grade >= judgements.AGENDA}
    if not wanted:
        return None
    level_of = levels(scores, grades)
    by_level = {level: {place for place, its in level_of.items() if its is level} for level in scores.numbers.levels}
    strata: dict[Level, Stratum] = {}
    for level, pairs in scoring.count_levels(scores).items():
        here = by_level[level]
        strata[level] = Stratum(len(here & wanted), pairs - len(here), len(here & drawn), len(here & drawn & wanted))
    worth = tuple(
        LevelWorth(level, len(by_level[level]), each.agenda, each.rest + len(by_level[level]), each.drawn, _rest(each))
        for level, each in strata.items()
    )
    found = sum(strata[level].agenda for level in SHOWN)
    above, below = ([each for level, each in strata.items() if (level in SHOWN) is shown] for shown in (True, False))
    return Missed(len(grades), len(wanted), found, worth, total(below), recall(above, below))


def of_lists(scores: Scores, left: str, right: str, given: Path | None = None) -> Missed | None:
    """Estimate it by the judged pairs of a file, else by those bundled for lists of these names; None without any."""
    path = given or corpora.judgements(left, right)
    return estimate(scores, judgements.read(path)) if path else None


def levels(scores: Scores, places: Iterable[tuple[int, int]]) -> Mapping[tuple[int, int], Level]:
    """Give the level of some pairs, given by row and column."""
    listed = zip(scores.rows.tolist(), scores.columns.tolist(), strict=True)
    points = dict(zip(listed, scores.points.tolist(), strict=True))
    return {place: scoring.level(points.get(place, 0), scores.numbers.levels) for place in places}


def total(strata: Sequence[Stratum]) -> Estimate | None:
    """Estimate how many pairs of some levels belong on an agenda; None where of one of them nothing is known."""
    if not all(each.is_known for each in strata):
        return None
    return _estimate(sum(map(_expected, strata)), _draws(strata, np.random.default_rng(0)))


def recall(above: Sequence[Stratum], below: Sequence[Stratum]) -> Estimate | None:
    """Estimate which share of all pairs that belong on an agenda is in the first levels; None as for `total`."""
    if not all(each.is_known for each in (*above, *below)):
        return None
    random = np.random.default_rng(0)
    shown, missed = _draws(above, random), _draws(below, random)
    whole = np.maximum(shown + missed, 1)
    expected = [sum(map(_expected, each)) for each in (above, below)]
    return _estimate(expected[0] / max(sum(expected), 1e-9), shown / whole)


def _rest(stratum: Stratum) -> Estimate | None:
    """Estimate how many of the unjudged pairs of a level belong on an agenda."""
    return total([stratum._replace(agenda=0)])


def _expected(stratum: Stratum) -> float:
    return stratum.agenda + stratum.rest * stratum.hits / max(stratum.drawn, 1)


def _draws(strata: Sequence[Stratum], random: np.random.Generator) -> Array:
    """Draw how many pairs of some levels belong on an agenda."""
    found = np.full(_DRAWS, float(sum(each.agenda for each in strata)))
    for each in strata:
        if each.rest:
            chance = random.beta(each.hits + 0.5, each.drawn - each.hits + 0.5, _DRAWS)
            found += random.binomial(each.rest, chance)
    return found


def _estimate(value: float, draws: Array) -> Estimate:
    low, high = np.quantile(draws, _INTERVAL)
    return Estimate(float(value), float(min(low, value)), float(max(high, value)))
