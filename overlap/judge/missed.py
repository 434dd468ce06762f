"""How much of what belongs on an agenda a comparison misses, by pairs that were judged."""

from collections.abc import Mapping, Sequence

import numpy as np

from overlap.comparison.dossier import LevelWorth, Missed
from overlap.judge import fitting
from overlap.judge.evaluation import count_levels
from overlap.judge.judgements import Judgement
from overlap.model import WorkItem
from overlap.score.rounding import STEP
from overlap.score.scoring import Scores
from overlap.settings import Level


def estimate(scores: Scores, judgements: Sequence[Judgement]) -> Missed | None:
    """Count the judged pairs of grade 2 and more, and those of them that overlap substantially; None where none is."""
    left, right = ([each for each in side if isinstance(each, WorkItem)] for side in (scores.left, scores.right))
    judged = fitting.look_up(scores.space, left, right, judgements)
    grades: dict[tuple[int, int], float] = {}
    for place, grade in zip(judged.places, judged.grades.tolist(), strict=True):
        grades[place] = max(grade, grades.get(place, grade))  # two judgements can meet in one pair
    wanted = {place for place, grade in grades.items() if grade >= fitting.AGENDA}
    if not wanted:
        return None
    levels = scores.numbers.levels
    close = scores.points >= levels[Level.SUBSTANTIAL] * STEP
    shown = set(zip(scores.rows[close].tolist(), scores.columns[close].tolist(), strict=True))
    return Missed(len(grades), len(wanted), len(wanted & shown), _worth(scores, grades))


def _worth(scores: Scores, grades: Mapping[tuple[int, int], float]) -> tuple[LevelWorth, ...]:
    """Count for each level its judged pairs, and those of them that belong on an agenda."""
    places = zip(scores.rows.tolist(), scores.columns.tolist(), strict=True)
    points = dict(zip(places, scores.points.tolist(), strict=True))
    probabilities = np.array([points.get(place, 0) / STEP for place in grades])
    counts = count_levels(probabilities, np.array([*grades.values()]), scores.numbers.levels)
    return tuple(LevelWorth(each.level, each.pairs, each.agenda) for each in counts)
