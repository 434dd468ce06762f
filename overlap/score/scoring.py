"""How close two entries are: the one place where a score is made.

The score is the probability that experts would put the pair on a coordination agenda, p = 1 / (1 + e^-z), and z, the
log-odds, is a sum (`weights.toml`, learnt from judged pairs):

- a base, the same for every pair;
- subject: the cosine of the vectors of title and scope together (`vectors`), itself a sum over terms;
- phrases: the cosine of the word pairs of the two scopes;
- breadth: how much the subject words that both texts use say in the field, by its `lexicon`;
- same title: how nearly the two titles are the same, which counts only where they nearly are;
- coverage: what part of each title the other text has, the geometric mean of both directions;
- related words: the cosine of the two texts by the lexicon of the field (`lexicon`).

Where one of the two has no scope, its title is compared with all that the other has, with a base and weights of their
own, learnt from pairs of which one scope was put aside: a missing scope neither punishes nor rewards. Coverage and
related words count up to a few times the cosine of the words in common: they tell which of the pairs that share words
are about the same, and are no evidence alone. Two entries that share no term score 0. `evidence` gives the summands.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from overlap.items.folding import Folded, ids
from overlap.model import Entry
from overlap.score import lexicon as lexicons
from overlap.score import near, vectors, weights
from overlap.score.blocks import NONE, Rules, Run, Task, on_this_machine, points
from overlap.score.features import Features, features
from overlap.score.rounding import STEP
from overlap.score.vectors import Space
from overlap.score.weights import Weights
from overlap.settings import Level
from overlap.text.glossary import Glossary, read
from overlap.text.words import folded

ALL_UP_TO = 2**21
"""Up to so many pairs in all every one is scored; among more only those that can be related are."""


@dataclass(frozen=True, eq=False)
class Scores:
    """The pairs that share a term, closest first, and what their scores were made of."""

    left: Sequence[Entry]
    right: Sequence[Entry]
    space: Space
    glossary: Glossary
    numbers: Weights
    rows: NDArray[np.int64]
    """For each pair, which entry of the left side; `columns` for the right, `log_odds` times STEP."""
    columns: NDArray[np.int64]
    log_odds: NDArray[np.int64]
    within: bool
    floor: int | None = None
    """The score, times STEP, from which on pairs are listed; None where all that share a term are."""

    @cached_property
    def spelled(self) -> Callable[[str], tuple[tuple[str, str], ...]]:
        """Gives for a text the terms that the glossary made of other words, each with how they are written there."""

        def find(text: str) -> tuple[tuple[str, str], ...]:
            return tuple((each.term, text[each.start : each.end]) for each in folded(text, self.glossary))

        return cache(find)

    @property
    def points(self) -> NDArray[np.int64]:
        """The scores times STEP."""
        return points(self.log_odds)


def score(
    left: Sequence[Entry],
    right: Sequence[Entry],
    within: bool = False,
    glossary: Glossary | None = None,
    numbers: Weights | None = None,
    embeddings: str = "",
    lowest: float | None = None,
    run: Run = on_this_machine,
    beside: Sequence[Sequence[Entry]] | None = None,
    lexicon: str = "",
) -> Scores:
    """Score every pair of entries; with `within`, every two entries of one list, given as both sides.

    Exact: among more than ALL_UP_TO pairs those below the score `lowest`, else the level `related`, are not listed;
    else those not listed score 0. Equal scores are ordered by the two ids, whichever side they stand on. The blocks
    into which the work is parted, and where they are scored, change nothing. What is rare on the left side is counted
    in the lists `beside` it, if they are given. `lexicon` names a file to use in its place, or `none`.
    """
    glossary, numbers = glossary or read(), numbers or weights.read()
    numbers = numbers.asked() if embeddings else numbers
    space = vectors.build(left, right, glossary, numbers.vectors, embeddings, beside, lexicons.read(lexicon))
    task = Task(_rules(space, numbers, within, lowest), *space.halves)
    return _scores((left, right), space, glossary, task, run)


def score_near(
    few: Sequence[Entry],
    right: Sequence[Entry],
    glossary: Glossary,
    numbers: Weights,
    beside: Sequence[Sequence[Entry]],
    embeddings: str = "",
    lexicon: str = "",
) -> Scores:
    """Score a few entries with the others, as `score` does, but for those below level `related` as it pleases.

    Of a catalogue only those that may reach it are on the right side of what is given.
    """
    if embeddings or len(few) > near.MOST or not isinstance(right, Folded):
        return score(few, right, False, glossary, numbers, embeddings, beside=beside, lexicon=lexicon)
    floor = round(numbers.levels[Level.RELATED] * STEP)
    rows, space = near.near(few, right, floor, glossary, numbers, beside, lexicons.read(lexicon))
    some = tuple(right[row] for row in rows)
    return _scores((few, some), space, glossary, Task(Rules(numbers, False, None), *space.halves), on_this_machine)


def _scores(
    sides: tuple[Sequence[Entry], Sequence[Entry]], space: Space, glossary: Glossary, task: Task, run: Run
) -> Scores:
    rules, found = task.rules, [NONE, *run(task)]
    rows, columns, log_odds = (np.concatenate(each) for each in zip(*found, strict=True))
    order = _order(*sides, rows, columns, log_odds)
    listed = rows[order], columns[order], log_odds[order]
    return Scores(*sides, space, glossary, rules.numbers, *listed, rules.within, rules.floor)


def _rules(space: Space, numbers: Weights, within: bool, lowest: float | None) -> Rules:
    """Find the score from which on pairs are listed, where not all of them are."""
    if len(space.halves[0]) * len(space.halves[1]) <= ALL_UP_TO or space.has_meaning:
        return Rules(numbers, within, None)
    return Rules(numbers, within, round((numbers.levels[Level.RELATED] if lowest is None else lowest) * STEP))


def excerpt(scores: Scores, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> tuple[Scores, Features]:
    """Take some pairs by themselves, with the entries that they are of, and what their scores are made of."""
    some, one = np.unique(rows, return_inverse=True)
    others, other = np.unique(columns, return_inverse=True)
    space = scores.space.few(some, others)
    found = features(space.sides, one, other)
    left, right = [scores.left[row] for row in some.tolist()], [scores.right[column] for column in others.tolist()]
    log_odds = np.rint(found.log_odds(scores.numbers) * STEP).astype(np.int64)
    return replace(scores, left=left, right=right, space=space, rows=one, columns=other, log_odds=log_odds), found


def look_up(scores: Scores, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int, int | None]]:
    """Score some pairs that are not listed: row, column, score and log-odds times STEP, none if no term is shared."""
    rows, columns = np.array(places, dtype=np.int64).reshape(-1, 2).T
    few, found = excerpt(scores, rows, columns)
    for row, column, point, odds, share in zip(rows, columns, few.points, few.log_odds, found.shares, strict=True):
        yield int(row), int(column), int(point) if share else 0, int(odds) if share else None


def rest(scores: Scores) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give rows and columns of the pairs that share no term, and so score 0, in the order of their ids."""
    width = len(scores.right)
    is_listed = np.zeros(len(scores.left) * width, dtype=np.bool_)
    is_listed[scores.rows * width + scores.columns] = True
    missing = np.flatnonzero(~is_listed)
    rows, columns = missing // width, missing % width
    if scores.within:
        rows, columns = rows[rows < columns], columns[rows < columns]
    order = _order(scores.left, scores.right, rows, columns, np.zeros_like(rows))
    return rows[order], columns[order]


def level(points: int, levels: Mapping[Level, float]) -> Level:
    """Put a score, times STEP, into words."""
    return next(level for level, lowest in levels.items() if points >= lowest * STEP)


def count_levels(scores: Scores, aside: Collection[tuple[int, int]] = ()) -> dict[Level, int]:
    """Count all pairs by level, those that share no term among them, without those put aside."""
    left, right = len(scores.left), len(scores.right)
    every = left * (left - 1) // 2 if scores.within else left * right
    levels, width = scores.numbers.levels, len(scores.right)
    is_aside = np.isin(scores.rows * width + scores.columns, [row * width + column for row, column in aside])
    points = scores.points[~is_aside]
    every -= len(aside)
    reached = [int(np.count_nonzero(points >= lowest * STEP)) for lowest in levels.values() if lowest]
    bounds = [0, *reached, every]
    return {level: bounds[n + 1] - bounds[n] for n, level in enumerate(levels)}


def _order(
    left: Sequence[Entry],
    right: Sequence[Entry],
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    log_odds: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Order pairs by score, then by the two ids in alphabetical order, whichever side each is on."""
    names = ids(left), ids(right)
    place = {identifier: n for n, identifier in enumerate(sorted({*names[0], *names[1]}))}
    one, other = (
        np.array([place[name] for name in side], dtype=np.int64)[places]
        for side, places in zip(names, (rows, columns), strict=True)
    )
    order: NDArray[np.int64] = np.lexsort((one, np.maximum(one, other), np.minimum(one, other), -log_odds))
    return order
