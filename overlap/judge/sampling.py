"""Pairs drawn at random, from which it can be told what nobody looked at."""

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import islice, pairwise

import numpy as np

from overlap.judge.judgements import Judgement, find
from overlap.judge.missed import levels
from overlap.model import Entry, WorkItem
from overlap.score import scoring
from overlap.score.rounding import STEP
from overlap.score.scoring import Scores
from overlap.settings import Level

_AT_ONCE = 2**14


def draw(scores: Scores, judged: Sequence[Judgement], count: int) -> tuple[tuple[Entry, Entry], ...]:
    """Draw pairs that nobody judged at random from those of each level; with those drawn before there are `count`.

    The same lists and judgements give the same pairs, in an order that tells nothing of their level.
    """
    left, right = ([each for each in side if isinstance(each, WorkItem)] for side in (scores.left, scores.right))
    is_random: dict[tuple[int, int], bool] = {}
    for place, each in find(left, right, judged):
        is_random[place] = is_random.get(place, False) or each.is_random
    level_of = levels(scores, is_random)
    slices = _slices(scores)
    pairs = scoring.count_levels(scores)
    sizes = {each: pairs[each] - sum(its is each for its in level_of.values()) for each in slices}
    before = {each: sum(is_random[place] and its is each for place, its in level_of.items()) for each in slices}
    random = np.random.default_rng(sum(before.values()))
    found: list[tuple[int, int]] = []
    for level, number in allocate(sizes, _spread(scores, slices), before, count).items():
        found += islice(_unjudged(scores, slices[level], is_random.keys(), random), number)
    order = random.permutation(len(found)).tolist()
    return tuple((scores.left[found[n][0]], scores.right[found[n][1]]) for n in order)


def allocate(
    sizes: Mapping[Level, int], spread: Mapping[Level, float], before: Mapping[Level, int], count: int
) -> Mapping[Level, int]:
    """Say how many more pairs of each level to draw, so that the estimate of them all is as sure as it can be.

    `sizes` are those not judged, `spread` the standard deviations expected. Each next pair is of the level where it
    lowers the variance most (Wright, The equivalence of Neyman optimum allocation for sampling and equal proportions
    for apportioning the U.S. House of Representatives, 2012).

    >>> spread = {Level.RELATED: 0.4, Level.DISTANT: 0.05}
    >>> list(allocate({Level.RELATED: 50, Level.DISTANT: 1000}, spread, {}, 7).values())
    [2, 5]
    """
    more = dict.fromkeys(sizes, 0)

    def gain(level: Level) -> tuple[float, float]:
        there, weight = more[level] + before.get(level, 0), sizes[level] * spread[level]
        return (weight**2 / (there * (there + 1)) if there else float("inf"), weight)

    for _ in range(count - sum(before.values())):
        left = [level for level, size in sizes.items() if more[level] < size]
        if not left:
            break
        more[max(left, key=gain)] += 1
    return more


def _slices(scores: Scores) -> Mapping[Level, slice]:
    """Say where the listed pairs of each level stand; the closest come first."""
    ends = [0, *np.cumsum([*scoring.count_levels(scores).values()]).tolist()]
    return {level: slice(*bounds) for level, bounds in zip(scores.numbers.levels, pairwise(ends), strict=True)}


def _spread(scores: Scores, slices: Mapping[Level, slice]) -> Mapping[Level, float]:
    """Give for each level the standard deviation of whether a pair belongs on an agenda, by the mean score."""
    means = {
        level: float(scores.points[each].sum()) / STEP / max(each.stop - each.start, 1)
        for level, each in slices.items()
    }
    return {level: (mean * (1 - mean)) ** 0.5 for level, mean in means.items()}


def _unjudged(
    scores: Scores, here: slice, judged: Set[tuple[int, int]], random: np.random.Generator
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a level that nobody judged, in a random order; of the distant ones not all are listed."""
    width = len(scores.right)
    if here.stop <= len(scores.rows):
        places = zip(scores.rows[here].tolist(), scores.columns[here].tolist(), strict=True)
        every = list(places)
        yield from (every[n] for n in random.permutation(len(every)).tolist() if every[n] not in judged)
        return
    closer = slice(0, here.start)
    out = {row * width + column for row, column in judged}
    out |= set((scores.rows[closer] * width + scores.columns[closer]).tolist())
    while len(out) < len(scores.left) * width:
        for place in random.integers(len(scores.left) * width, size=_AT_ONCE).tolist():
            if place not in out:
                out.add(place)
                yield divmod(place, width)
