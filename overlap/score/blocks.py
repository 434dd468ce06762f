"""Pairs are scored in blocks of rows and columns, here or elsewhere, and what is listed is put together."""

import math
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from overlap.score import candidates
from overlap.score.features import features
from overlap.score.rounding import STEP
from overlap.score.vectors import Half, SideVectors
from overlap.score.weights import Weights

_PAIRS = 2**14
"""So many pairs of a block are scored in one go."""
_ROWS = 1024
"""So many rows of the left side are one block, unless the memory allows fewer."""
COLUMNS = 2**15
"""With so many columns of the right side."""
_READY = 2
"""So many parts of the right side are there at one time: one that is worked on and the next."""


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """How pairs are scored, and which are listed."""

    numbers: Weights
    within: bool
    floor: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """All pairs that are to be scored."""

    rules: Rules
    left: Half
    right: Half


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Neighbouring entries of one side, ready to be scored with those of the other."""

    range: range
    """Their places on their side."""
    half: SideVectors
    factors: tuple[candidates.Factor, ...]


Block = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
"""Rows, columns and log-odds times STEP of the pairs of some rows and columns that are to be listed."""
Run = Callable[[Task], Iterable[Block]]
"""Scores all pairs of a task, block by block."""
Progress = Callable[[int, int], None]
"""Is told how many of how many blocks are done."""


class Size(NamedTuple):
    """How much is worked on in one go."""

    rows: int
    """So many rows of the left side are one block, with some columns of the right."""
    pairs: int
    """So many pairs of a block are scored at one time."""


def usual(_: Task) -> Size:
    """Take blocks of the size that is quick."""
    return Size(_ROWS, _PAIRS)


def on_this_machine(task: Task, size: Callable[[Task], Size] = usual) -> Iterator[Block]:
    """Score on the processors of this machine, one part of the right side after the other, the next being made."""
    rules, columns = task.rules, spans(len(task.right), COLUMNS)

    def make(columns: range) -> Part:
        return right_part(rules, task.right.take(columns), columns)

    def score_tile(part: Part, rows: range) -> Block:
        return score_parts(rules, left_part(rules, task.left.take(rows), rows), part, pairs)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        parts = deque(pool.submit(make, each) for each in columns[:_READY])
        wait(parts)
        height, pairs = size(task)  # asked when as much is there as stays
        rows = spans(len(task.left), height)
        for following in [*columns[_READY:], *[None] * len(parts)]:
            part = parts.popleft().result()
            yield from pool.map(
                partial(score_tile, part), [each for each in rows if is_needed(rules, each, part.range)]
            )
            if following:
                parts.append(pool.submit(make, following))


def left_part(rules: Rules, half: SideVectors, rows: range) -> Part:
    """Make some entries of the left side ready, which stand there in these places."""
    return Part(rows, half, () if rules.floor is None else candidates.left_factors(half, rules.numbers))


def right_part(rules: Rules, half: SideVectors, columns: range) -> Part:
    """Make some entries of the right side ready, which stand there in these places."""
    return Part(columns, half, () if rules.floor is None else candidates.right_factors(half, rules.numbers))


def spans(length: int, step: int) -> list[range]:
    """Part so many entries into neighbours."""
    return [range(start, min(start + step, length)) for start in range(0, length, step)]


def is_needed(rules: Rules, rows: range, columns: range) -> bool:
    """Say whether a block holds a pair, where two entries of one list make one pair only."""
    return not rules.within or rows.start < columns.stop - 1


def score_parts(rules: Rules, left: Part, right: Part, pairs: int) -> Block:
    """Score some rows with some columns: row, column and rounded log-odds of the pairs to be listed."""
    width = len(right.half)
    if left.half.meaning is not None:  # the model may find a pair that shares no term
        rows, columns = (each.ravel() for each in np.mgrid[0 : len(left.half), 0:width])
    elif rules.floor is None:
        rows, columns = candidates.sharing(left.half, right.half)
    else:
        log_odds = math.log((rules.floor - 1) / (STEP - rules.floor + 1))
        rows, columns = candidates.reaching(left.factors, right.factors, rules.numbers, log_odds, width)
    if rules.within:
        rows, columns = (each[rows + left.range.start < columns + right.range.start] for each in (rows, columns))
    sides, starts = (left.half, right.half), range(0, len(rows), pairs)
    parts = [_scored(rules, sides, rows[at : at + pairs], columns[at : at + pairs]) for at in starts]
    found = [np.concatenate(each) for each in zip(NONE, *parts, strict=True)]
    return found[0] + left.range.start, found[1] + right.range.start, found[2]


def _scored(
    rules: Rules, sides: tuple[SideVectors, SideVectors], rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> Block:
    """Score some pairs, and keep those that share a term and reach the floor."""
    bound = None
    if rules.floor is not None:
        most = features(sides, rows, columns, at_most=True)
        near = points(np.rint(most.log_odds(rules.numbers) * STEP).astype(np.int64)) >= rules.floor
        rows, columns, bound = rows[near], columns[near], most.at(near)
    found = features(sides, rows, columns, bound=bound)
    log_odds = np.rint(found.log_odds(rules.numbers) * STEP).astype(np.int64)
    listed = found.shares
    if sides[0].meaning is not None:
        listed[:] = True
    if rules.floor is not None:
        listed &= points(log_odds) >= rules.floor
    return rows[listed], columns[listed], log_odds[listed]


NONE: Block = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def points(log_odds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the scores, times STEP, of log-odds times STEP."""
    return np.rint(STEP / (1 + np.exp(-log_odds / STEP))).astype(np.int64)
