"""How much of what belongs on an agenda a comparison misses, by pairs that were judged."""

from collections.abc import Sequence

from overlap.comparison.dossier import Missed
from overlap.judge import fitting
from overlap.judge.judgements import Judgement
from overlap.model import WorkItem
from overlap.score.rounding import STEP
from overlap.score.scoring import Scores
from overlap.settings import Level


def estimate(scores: Scores, judgements: Sequence[Judgement]) -> Missed | None:
    """Count the judged pairs of grade 2 and more, and those of them that overlap substantially; None where none is."""
    left, right = ([each for each in side if isinstance(each, WorkItem)] for side in (scores.left, scores.right))
    judged = fitting.look_up(scores.space, left, right, judgements)
    wanted = {place for place, grade in zip(judged.places, judged.grades, strict=True) if grade >= fitting.AGENDA}
    if not wanted:
        return None
    close = scores.points >= scores.numbers.levels[Level.SUBSTANTIAL] * STEP
    shown = set(zip(scores.rows[close].tolist(), scores.columns[close].tolist(), strict=True))
    return Missed(len(judged.grades), len(wanted), len(wanted & shown))
