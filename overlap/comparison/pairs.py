"""Pairs as they are reported: rank, score, level, evidence, and what was declared or decided about them."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from overlap.comparison import contrast
from overlap.items import coordination
from overlap.items.folding import ids
from overlap.model import Channel, Pair, Term
from overlap.record import register
from overlap.record.register import Decision, Standing
from overlap.score import blocks, evidence, scoring
from overlap.score.rounding import STEP
from overlap.settings import Settings
from overlap.text.identifiers import parse

TOGETHER = 2**12
"""So many pairs are made in one go: by itself one takes a hundred times as long."""


class ScoredPair(NamedTuple):
    """Where a pair stands, and its score and log-odds times STEP; no log-odds if no term is shared."""

    row: int
    column: int
    points: int
    log_odds: int | None


def listed_pairs(scores: scoring.Scores, numbers: NDArray[np.intp]) -> Iterator[tuple[int, ScoredPair]]:
    """Yield rank and place of some pairs that are listed in the scores."""
    log_odds = scores.log_odds[numbers]
    each = scores.rows[numbers], scores.columns[numbers], blocks.points(log_odds), log_odds
    yield from zip((numbers + 1).tolist(), map(ScoredPair, *(values.tolist() for values in each)), strict=True)


def report_pairs(
    scores: scoring.Scores,
    found: Iterable[tuple[int | None, ScoredPair]],
    joint: Mapping[tuple[int, int], str],
    explained: float = 0.0,
) -> Iterator[Pair]:
    """Report pairs, with the evidence of those from the score `explained` on; each has its rank before it."""
    every, least = iter(found), explained * STEP
    while some := list(islice(every, TOGETHER)):
        told = [each for _, each in some if each.log_odds is not None and each.points >= least]
        reasons = zip(told, _reasons(scores, told) if told else (), strict=True)
        following = next(reasons, None)
        for rank, each in some:
            reason = _NO_REASON
            if following and following[0] is each:
                reason, following = following[1], next(reasons, None)
            yield _report(scores, rank, each, reason, joint.get((each.row, each.column), ""))


class _Reason(NamedTuple):
    """Why two entries are close, as in `Pair`."""

    channels: tuple[Channel, ...]
    terms: tuple[Term, ...]
    left_only: tuple[str, ...]
    right_only: tuple[str, ...]
    relation: str


_NO_REASON = _Reason((), (), (), (), "")


def _reasons(scores: scoring.Scores, told: Sequence[ScoredPair]) -> Iterator[_Reason]:
    """Tell why some pairs are close; what that takes is made of them alone."""
    rows, columns = np.array([each[:2] for each in told], dtype=np.int64).reshape(-1, 2).T
    few, features = scoring.excerpt(scores, rows, columns)
    places = zip(few.rows.tolist(), few.columns.tolist(), strict=True)
    for pair, place, measured in zip(told, places, evidence.measure(features), strict=True):
        channels, terms = evidence.evidence(few, *place, pair.log_odds or 0, measured)
        yield _Reason(channels, terms, *contrast.one_sided(few, *place), contrast.relation(few, *place))


def _report(scores: scoring.Scores, rank: int | None, pair: ScoredPair, reason: _Reason, declared: str) -> Pair:
    row, column, points, log_odds = pair
    return Pair(
        rank=rank,
        left=scores.left[row],
        right=scores.right[column],
        score=points / STEP,
        log_odds=None if log_odds is None else log_odds / STEP,
        level=scoring.level(points, scores.numbers.levels),
        compared_on=evidence.compared_on(scores, row, column),
        channels=reason.channels,
        terms=reason.terms,
        declared=declared,
        left_only=reason.left_only,
        right_only=reason.right_only,
        relation=reason.relation,
    )


def standing_decisions(
    scores: scoring.Scores, decisions: Mapping[str, Decision], joint: Mapping[tuple[int, int], str], settings: Settings
) -> dict[tuple[int, int], Standing]:
    """Put each decision of the register beside its pair, if both texts are in the lists."""
    if not decisions:
        return {}
    sides = [(ids(side), coordination.works(side)) for side in (scores.left, scores.right)]
    rows, columns = (_Named({name: n for n, name in enumerate(names)}, works) for names, works in sides)
    wanted: dict[tuple[int, int], tuple[bool, str, Decision]] = {}
    for decision in decisions.values():
        for one, other in ((decision.left, decision.right), (decision.right, decision.left)):
            is_spelled = one in rows.ids and other in columns.ids
            for place in product(rows.of(one), columns.of(other)):
                if settings.within:
                    place = min(place), max(place)
                if place not in joint and (not settings.within or place[0] < place[1]):
                    known = wanted.get(place, (False, "", decision))
                    wanted[place] = max(known, (is_spelled, decision.decided, decision), key=lambda each: each[:2])
    places = ranked(scores, wanted)
    found = {place[:2]: pair for (_, place), pair in zip(places, report_pairs(scores, places, joint), strict=True)}
    return {place: register.standing(pair, wanted[place][2], settings.today) for place, pair in found.items()}


@dataclass(frozen=True, slots=True)
class _Named:
    """The entries of a side by what they are called."""

    ids: Mapping[str, int]
    works: Mapping[str, Sequence[int]]

    def of(self, name: str) -> list[int]:
        """Give the entry of an identifier; if there is none that spells it so, the first of the same work."""
        if name in self.ids:
            return [self.ids[name]]
        return next(([self.works[number][0]] for number in parse(name).numbers if number in self.works), [])


def closest_first(standing: Iterable[Standing]) -> list[Standing]:
    """Put decisions in the order of the ranks of their pairs; those without a rank come last."""
    return sorted(standing, key=lambda each: each.pair.rank or math.inf)


def told(pair: Pair, standing: Standing | None) -> Pair:
    """Write on a pair what was decided about it."""
    if standing is None:
        return pair
    return replace(pair, decision=register.said(standing.decision), reopened=standing.open_again)


def ranked(scores: scoring.Scores, wanted: Collection[tuple[int, int]]) -> list[tuple[int | None, ScoredPair]]:
    """Find some pairs among all, with their ranks, closest first; the many others are not walked through."""
    width = len(scores.right)
    keys = scores.rows * width + scores.columns
    listed: list[tuple[int | None, ScoredPair]] = [*listed_pairs(scores, np.flatnonzero(among(keys, wanted, width)))]
    missing = {*wanted} - {place[:2] for _, place in listed}
    if missing and scores.floor is not None:
        return [*listed, *((None, ScoredPair._make(each)) for each in scoring.look_up(scores, sorted(missing)))]
    if missing:
        last = len(keys)
        rows, columns = scoring.rest(scores)
        places = np.flatnonzero(among(rows * width + columns, missing, width))
        found = zip(places.tolist(), rows[places].tolist(), columns[places].tolist(), strict=True)
        listed += [(last + place + 1, ScoredPair(row, column, 0, None)) for place, row, column in found]
    return listed


def among(keys: NDArray[np.int64], places: Collection[tuple[int, int]], width: int) -> NDArray[np.bool_]:
    """Say for each pair, given as row times width plus column, whether it is at one of some places."""
    wanted = np.array([row * width + column for row, column in places], dtype=np.int64)
    return np.isin(keys, wanted)


def pairs(scores: scoring.Scores, wanted: Sequence[tuple[int, int]]) -> list[Pair]:
    """Give some pairs as `compare` does, in the order asked for."""
    places = ranked(scores, wanted)
    found = {place[:2]: pair for (_, place), pair in zip(places, report_pairs(scores, places, {}), strict=True)}
    return [found[place] for place in wanted]
