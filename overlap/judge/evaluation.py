"""How well a comparison agrees with judged pairs, beside each channel alone and two plain methods."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from overlap.comparison import comparison, sides
from overlap.comparison.dossier import Missed
from overlap.comparison.pairs import pairs as pairs_of
from overlap.errors import InputError
from overlap.judge import fitting, metrics, missed
from overlap.judge.fitting import Judged
from overlap.judge.judgements import AGENDA, Judgement
from overlap.judge.levels import RELATED, LevelCount, count_levels
from overlap.model import Corpus, Pair, Side, WorkItem
from overlap.score import vectors, weights
from overlap.score.channels import CHANNELS, Array, Channel
from overlap.settings import Settings

_SHOWN = 5
"""So many of the worst misses and false alarms are explained."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How good one way to rank the judged pairs is."""

    name: str
    agenda: float
    """Average precision for grade 2 and more."""
    interval: tuple[float, float]
    """Of that, 95 %, by drawing the items of the left side anew."""
    related: float
    """Average precision for grade 1 and more."""
    ndcg: float
    """Of the first 50."""
    precision: float
    """Of the first 20, for grade 2 and more."""
    recall: float
    """Of the first 10 of each item, for grade 2 and more."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of comparing scores with judgements."""

    left: Side
    right: Side
    judged: int
    agenda: int
    """How many of them have grade 2 or more."""
    measures: tuple[Measure, ...]
    """The score of overlap first, then its parts, then plain methods."""
    bins: tuple[metrics.Bin, ...]
    levels: tuple[LevelCount, ...]
    misses: tuple[tuple[Judgement, Pair], ...]
    """The pairs of grade 2 and more with the lowest scores."""
    false_alarms: tuple[tuple[Judgement, Pair], ...]
    """The pairs below grade 2 with the highest scores."""
    left_out: tuple[Judgement, ...]
    """Judged pairs that are not in the two lists."""
    missed: Missed | None
    """How much of what belongs on an agenda is not among the pairs to look at."""

    @property
    def calibration_error(self) -> float:
        """Give the expected calibration error of the probabilities."""
        return metrics.calibration_error(self.bins)


def evaluate(left: Corpus, right: Corpus, judgements: Sequence[Judgement], settings: Settings) -> Evaluation:
    """Measure the ranking and the probabilities on judged pairs of two corpora.

    Raises InputError when no judged pair is in the lists, or none of them has grade 2.
    """
    both = sides.sides(left, right, settings)
    scores = comparison.score(left, right, settings)
    items = [[entry for entry in side.entries if isinstance(entry, WorkItem)] for side in both]
    pairs = fitting.look_up(scores.space, items[0], items[1], judgements)
    known, numbers = pairs.judgements, scores.numbers
    if not any(each.grade >= AGENDA for each in known):
        problem = f"Of {len(judgements)} judged pairs {len(known)} are in the two lists, none of grade 2 or more."
        raise InputError(problem, "Give the lists that were judged, in the order of the columns left_id, right_id.")
    log_odds = pairs.features.log_odds(numbers)
    ways = {"overlap": log_odds, **_channels(pairs), **_without(pairs, numbers), **plain(items, pairs.places)}
    order = np.argsort(-log_odds, kind="stable").tolist()
    lowest = [place for place in reversed(order) if known[place].grade >= AGENDA][:_SHOWN]
    highest = [place for place in order if known[place].grade < AGENDA][:_SHOWN]

    def shown(some: Sequence[int]) -> tuple[tuple[Judgement, Pair], ...]:
        found = pairs_of(scores, [pairs.places[place] for place in some])
        return tuple((known[place], pair) for place, pair in zip(some, found, strict=True))

    probabilities = 1 / (1 + np.exp(-log_odds))
    return Evaluation(
        left=both[0],
        right=both[1],
        judged=len(known),
        agenda=int((pairs.grades >= AGENDA).sum()),
        measures=tuple(_measure(name, way, pairs) for name, way in ways.items()),
        bins=metrics.reliability(probabilities, pairs.grades, AGENDA),
        levels=tuple(count_levels(probabilities, pairs.grades, numbers.levels)),
        misses=shown(lowest),
        false_alarms=shown(highest),
        left_out=tuple(each for each in judgements if each not in {*known}),
        missed=missed.estimate(scores, judgements),
    )


def learn(
    left: Corpus, right: Corpus, judgements: Sequence[Judgement], settings: Settings
) -> tuple[weights.Weights, float]:
    """Learn the weights of the score anew from judged pairs, and give their average precision on items held out.

    Raises InputError when there are too few.
    """
    scores = comparison.score(left, right, settings)
    items = [[entry for entry in side if isinstance(entry, WorkItem)] for side in (scores.left, scores.right)]
    numbers, lexicon = scores.numbers, scores.space.lexicon
    aside = [
        vectors.build(*lists, scores.glossary, numbers.vectors, lexicon=lexicon)
        for lists in fitting.put_aside(items[0], items[1])
    ]
    pairs = fitting.look_up(scores.space, items[0], items[1], judgements, aside)
    relevant = pairs.grades >= AGENDA
    if not fitting.is_enough(relevant):
        problem = (
            f"{len(relevant)} judged pairs are in the lists, {relevant.sum()} of grade 2 or more: too few to learn."
        )
        remedy = f"Judge {fitting.FEWEST} or more, with ten or more on either side of grade 2 ('overlap label')."
        raise InputError(problem, remedy)
    held_out = fitting.cross_validate(pairs, numbers)
    return fitting.fit(pairs, numbers), metrics.average_precision(held_out, pairs.grades, AGENDA)


def _measure(name: str, way: Array, pairs: Judged) -> Measure:
    def agenda(places: Any) -> float:  # noqa: ANN401 -- whatever an array can be indexed with
        return metrics.average_precision(way[places], pairs.grades[places], AGENDA)

    return Measure(
        name,
        agenda(slice(None)),
        metrics.interval(agenda, pairs.items),
        metrics.average_precision(way, pairs.grades, RELATED),
        metrics.ndcg(way, pairs.grades),
        metrics.precision(way, pairs.grades, AGENDA),
        metrics.recall(way, pairs.grades, pairs.items, AGENDA),
    )


def _channels(pairs: Judged) -> dict[str, Array]:
    """Rank by each channel alone."""
    values = pairs.features.values
    told = {f"  {each.label}": values[each.name] for each in CHANNELS if each.is_learnt and _is_used(each, pairs)}
    return told if pairs.titles is None else {"  titles alone": pairs.titles} | told


def _is_used(channel: Channel, pairs: Judged) -> bool:
    return not channel.needs_model or bool(pairs.features.values[channel.name].any())


_ORDER = sorted(CHANNELS, key=lambda each: [field.name for field in fields(weights.Sum)].index(each.name))
"""As the weights are written."""


def _without(pairs: Judged, numbers: weights.Weights) -> dict[str, Array]:
    """Rank by the score without one of its channels."""
    names = [each.name for each in _ORDER if _is_used(each, pairs)]
    return {
        f"  without {name.replace('_', ' ')}": pairs.features.log_odds(
            replace(
                numbers,
                title_and_scope=replace(numbers.title_and_scope, **{name: 0.0}),
                title_only=replace(numbers.title_only, **{name: 0.0}),
            )
        )
        for name in names
    }


def plain(items: Sequence[Sequence[WorkItem]], places: Sequence[tuple[int, int]]) -> dict[str, Array]:
    """Rank the judged pairs of two lists by what plain methods make of the titles."""
    from rapidfuzz.fuzz import token_set_ratio

    here, there = [items[0][row].title for row, _ in places], [items[1][column].title for _, column in places]
    ratio: Callable[[str, str], float] = token_set_ratio
    ratios = {"token_set_ratio of titles": np.array([ratio(*pair) for pair in zip(here, there, strict=True)])}
    from sklearn.feature_extraction.text import TfidfVectorizer

    every = [item.title for side in items for item in side]
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english").fit(every)
    cosines = np.asarray(vectorizer.transform(here).multiply(vectorizer.transform(there)).sum(axis=1)).ravel()
    return {"plain tf-idf of titles": cosines, **ratios}
