"""How close two entries are: the one place where a score is made.

The score is the probability that experts would put the pair on a coordination agenda, p = 1 / (1 + e^-z), and z, the
log-odds, is a sum (`weights.toml`, learnt from judged pairs):

- a base, the same for every pair;
- subject: the cosine of the vectors of title and scope together (`vectors`), itself a sum over terms;
- phrases: the cosine of the word pairs of the two scopes;
- breadth: how many different subject words both texts use;
- same title: how nearly the two titles are the same, which counts only where they nearly are.

Where one of the two has no scope, titles are compared alone, with a base and a weight of their own, so that a missing
scope neither punishes nor rewards. Two entries that share no term score 0. `evidence` gives the summands.
"""

import math
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from overlap.items.folding import ids
from overlap.model import Channel, Entry, Statement, Term
from overlap.score import candidates, vectors, weights
from overlap.score.rounding import STEP, apportion
from overlap.score.vectors import Half, Sides, Space
from overlap.score.weights import LIKENESS_POWER, Weights
from overlap.settings import Level
from overlap.text.glossary import Glossary, read
from overlap.text.words import is_folded, tokens

EVERY = 2**21
"""Up to so many pairs in all every one is scored; among more only those that can be related are."""
_PAIRS = 2**16
"""So many pairs of a block are scored in one go."""
_ROWS = 1024
"""So many rows of the left side are one block, unless the memory allows fewer."""
COLUMNS = 2**15
"""With so many columns of the right side."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
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

    @property
    def points(self) -> NDArray[np.int64]:
        """The scores times STEP."""
        return points(self.log_odds)


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
    half: Half
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


def here(task: Task, size: Callable[[Task], Size] = usual) -> Iterator[Block]:
    """Score on the processors of this machine."""
    rules = task.rules
    right = [right_part(rules, task.right.take(each), each) for each in spans(len(task.right), COLUMNS)]
    height, pairs = size(task)  # asked when all is there that stays

    def score_tile(tile: tuple[range, Part]) -> Block:
        return score_parts(rules, left_part(rules, task.left.take(tile[0]), tile[0]), tile[1], pairs)

    tiles = [
        (rows, part) for rows in spans(len(task.left), height) for part in right if is_needed(rules, rows, part.range)
    ]
    if len(tiles) < 2:
        yield from map(score_tile, tiles)
        return
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(score_tile, tiles)


def score(
    left: Sequence[Entry],
    right: Sequence[Entry],
    within: bool = False,
    glossary: Glossary | None = None,
    numbers: Weights | None = None,
    embeddings: str = "",
    lowest: float = 1.0,
    run: Run = here,
    beside: Sequence[Sequence[Entry]] | None = None,
) -> Scores:
    """Score every pair of entries; with `within`, every two entries of one list, given as both sides.

    Exact: among more than EVERY pairs those below level `related`, and below the score `lowest`, are not listed; else
    those not listed score 0. Equal scores are ordered by the two ids, whichever side they stand on. The blocks into
    which the work is parted, and where they are scored, change nothing. What is rare on the left side is counted in the
    lists `beside` it, if they are given.
    """
    glossary, numbers = glossary or read(), numbers or weights.read()
    space = vectors.build(left, right, glossary, numbers.vectors, embeddings, beside)
    task = Task(_rules(space, numbers, within, lowest), *space.halves)
    found = [_NONE, *run(task)]
    rows, columns, log_odds = (np.concatenate(each) for each in zip(*found, strict=True))
    order = _order(left, right, rows, columns, log_odds)
    return Scores(
        left, right, space, glossary, numbers, rows[order], columns[order], log_odds[order], within, task.rules.floor
    )


def _rules(space: Space, numbers: Weights, within: bool, lowest: float) -> Rules:
    """Find the score from which on pairs are listed, where not all of them are."""
    if len(space.counts[0]) * len(space.counts[1]) <= EVERY or space.meaning:
        return Rules(numbers, within, None)
    return Rules(numbers, within, round(min(numbers.levels[Level.RELATED], lowest) * STEP))


def left_part(rules: Rules, half: Half, rows: range) -> Part:
    """Make some entries of the left side ready, which stand there in these places."""
    return Part(rows, half, () if rules.floor is None else candidates.left_factors(half, rules.numbers))


def right_part(rules: Rules, half: Half, columns: range) -> Part:
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
    halves, starts = (left.half, right.half), range(0, len(rows), pairs)
    parts = [_scored(rules, halves, rows[at : at + pairs], columns[at : at + pairs]) for at in starts]
    found = [np.concatenate(each) for each in zip(_NONE, *parts, strict=True)]
    return found[0] + left.range.start, found[1] + right.range.start, found[2]


def _scored(rules: Rules, halves: tuple[Half, Half], rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Block:
    """Score some pairs, and keep those that share a term and reach the floor."""
    found = features(halves, rows, columns)
    log_odds = np.rint(found.log_odds(rules.numbers) * STEP).astype(np.int64)
    listed = np.where(found.has_scopes, found.subject, found.title) > 0
    if halves[0].meaning is not None:
        listed[:] = True
    if rules.floor is not None:
        listed &= points(log_odds) >= rules.floor
    return rows[listed], columns[listed], log_odds[listed]


_NONE: Block = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def points(log_odds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the scores, times STEP, of log-odds times STEP."""
    return np.rint(STEP / (1 + np.exp(-log_odds / STEP))).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Features:
    """What the sum of some pairs is made of, one number a pair."""

    title: Array
    """The cosine of the titles; where there is no title, of the scope."""
    subject: Array
    """The cosine of title and scope together."""
    phrases: Array
    breadth: Array
    same_title: Array
    meaning: Array
    """By how many standard deviations the cosine of a sentence-embedding model is above `AGREES`; 0 without one."""
    has_scopes: NDArray[np.bool_]
    """Whether both have a scope, and so the scopes are compared."""

    def at(self, places: Any) -> "Features":  # noqa: ANN401 -- whatever an array can be indexed with
        """Take the features of some pairs."""
        return Features(*(getattr(self, each.name)[places] for each in fields(self)))

    def log_odds(self, numbers: Weights) -> Array:
        """Add up the channels of each pair."""
        full, short = numbers.title_and_scope, numbers.title_only
        return np.where(
            self.has_scopes,
            full.base
            + full.subject * self.subject
            + full.phrases * self.phrases
            + full.breadth * self.breadth
            + full.same_title * self.same_title
            + full.meaning * self.meaning,
            short.base + short.subject * self.title + short.same_title * self.same_title + short.meaning * self.meaning,
        )


def features(halves: tuple[Half, Half], rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Features:
    """Give what the sums of some pairs are made of, one number a pair."""
    left, right = halves
    return Features(
        title=_cosines(left.title, right.title, rows, columns),
        subject=_cosines(left.both, right.both, rows, columns),
        phrases=_cosines(left.phrases, right.phrases, rows, columns),
        breadth=np.log1p(_cosines(left.subject, right.subject, rows, columns)),
        same_title=_likeness(left, right, rows, columns) ** LIKENESS_POWER,
        meaning=_meaning(left, right, rows, columns),
        has_scopes=left.has_scope[rows] & right.has_scope[columns],
    )


def _cosines(left: Any, right: Any, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Array:  # noqa: ANN401
    """Multiply the rows of some pairs."""
    product: Array = np.asarray(left[rows].multiply(right[columns]).sum(axis=1)).ravel()
    return product


def _meaning(left: Half, right: Half, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Array:
    """Give what a model says of some pairs; 0 without one."""
    if left.meaning is None or right.meaning is None:
        return np.zeros(len(rows))
    product: Array = np.einsum("ij,ij->i", left.meaning[rows], right.meaning[columns])
    return product


def _likeness(left: Half, right: Half, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Array:
    """Give twice what two titles share over what they are, in rarity: the Dice coefficient, 1 for the same words."""
    whole = left.rarity[rows] + right.rarity[columns]
    shared = 2 * _cosines(left.naming, right.naming, rows, columns)
    return np.divide(shared, whole, out=np.zeros(len(rows)), where=whole > 0)


def look_up(scores: Scores, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int, int | None]]:
    """Score some pairs that are not listed: row, column, score and log-odds times STEP, none if no term is shared."""
    rows, columns = np.array(places, dtype=np.int64).reshape(-1, 2).T
    found = features(scores.space.halves, rows, columns)
    log_odds = np.rint(found.log_odds(scores.numbers) * STEP).astype(np.int64)
    shares = np.where(found.has_scopes, found.subject, found.title) > 0
    for row, column, point, odds, share in zip(rows, columns, points(log_odds), log_odds, shares, strict=True):
        yield int(row), int(column), int(point) if share else 0, int(odds) if share else None


def rest(scores: Scores) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share no term, and so score 0, in the order of their ids."""
    width = len(scores.right)
    listed = set((scores.rows * width + scores.columns).tolist())
    every = np.arange(len(scores.left) * width)
    rows, columns = every // width, every % width
    if scores.within:
        every, rows, columns = (each[rows < columns] for each in (every, rows, columns))
    for place in _order(scores.left, scores.right, rows, columns, np.zeros_like(every)):
        if int(every[place]) not in listed:
            yield int(rows[place]), int(columns[place])


def compared_on(scores: Scores, row: int, column: int) -> str:
    """Say which texts of two entries were compared; a text without a counted term cannot be."""
    if isinstance(scores.left[row], Statement):
        return "statement"
    space, places = scores.space, (row, column)
    titles = [bool(vectors.row(side, place)) for side, place in zip(space.naming, places, strict=True)]
    if _has_scopes(space, row, column):
        return "title+scope" if all(titles) else "scope only"
    return "title only" if all(titles) else "title against scope"


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


def evidence(scores: Scores, row: int, column: int, log_odds: int) -> tuple[tuple[Channel, ...], tuple[Term, ...]]:
    """Break the log-odds of one pair, times STEP, down into channels and terms; the shares add up to it exactly."""
    space = scores.space
    full = _has_scopes(space, row, column)
    numbers = scores.numbers.title_and_scope if full else scores.numbers.title_only
    found = _summands(scores, row, column, full)
    shared, common = (sum(_products(each, row, column).values()) for each in (space.subject, space.naming))
    left, right = space.halves
    whole = float(left.rarity[row] + right.rarity[column])
    likeness = (2 * common / whole if whole else 0.0) ** LIKENESS_POWER
    single = {"base": (1.0, numbers.base), "same title": (likeness, numbers.same_title)}
    if space.meaning:
        single["meaning"] = float(_meaning(left, right, np.array([row]), np.array([column]))[0]), numbers.meaning
    if full:
        single["breadth"] = math.log1p(shared), numbers.breadth
    parts = [(name, value * weight, "") for name, (value, weight) in single.items()]
    parts += [(name, value * weight, term) for name, weight, terms in found for term, value in terms.items()]
    shares = apportion([value for _, value, _ in parts], log_odds)
    told = sorted(zip(shares, parts, strict=True), key=lambda part: (-part[0], part[1][0], part[1][2]))
    sums = {name: sum(share for share, part in told if part[0] == name) / STEP for name, _, _ in parts}
    channels = [Channel("base", 1.0, numbers.base, sums["base"])]
    channels += [
        Channel(name, round(sum(terms.values()), 6), weight, sums.get(name, 0.0)) for name, weight, terms in found
    ]
    channels += [
        Channel(name, round(value, 6), weight, sums[name])
        for name, (value, weight) in single.items()
        if name != "base" and (round(value, 6) or sums[name])
    ]
    written = _written(scores, row, column)
    terms = tuple(
        Term(_spelt(space, term), name, share / STEP, written.get(term, ()))
        for share, (name, _, term) in told
        if term and share
    )
    return tuple(channels), terms


def _summands(scores: Scores, row: int, column: int, full: bool) -> list[tuple[str, float, dict[str, float]]]:
    """Give the channels that are sums over terms: name, weight, and for each term the product of its two values."""
    space = scores.space
    if not full:
        on = compared_on(scores, row, column)
        name = {"statement": "statement", "title only": "title"}.get(on, "text")
        return [(name, scores.numbers.title_only.subject, _named(space.title, space.vocabulary, row, column))]
    numbers = scores.numbers.title_and_scope
    cross = Counter(_named(Sides(space.in_title.left, space.in_scope.right), space.vocabulary, row, column))
    cross.update(_named(Sides(space.in_scope.left, space.in_title.right), space.vocabulary, row, column))
    return [
        ("title", numbers.subject, _named(space.in_title, space.vocabulary, row, column)),
        ("scope", numbers.subject, _named(space.in_scope, space.vocabulary, row, column)),
        ("title against scope", numbers.subject, dict(cross)),
        ("phrases", numbers.phrases, _phrases(space, row, column)),
    ]


def _named(sides: Sides, vocabulary: Sequence[str], row: int, column: int) -> dict[str, float]:
    return {vocabulary[term]: value for term, value in _products(sides, row, column).items()}


def _phrases(space: Space, row: int, column: int) -> dict[str, float]:
    return {space.phrase(phrase): value for phrase, value in _products(space.phrases, row, column).items()}


def _products(sides: Sides, row: int, column: int) -> dict[int, float]:
    """Multiply the values of each term that two entries share."""
    here, there = vectors.row(sides.left, row), vectors.row(sides.right, column)
    return {term: value * there[term] for term, value in here.items() if term in there}


def _has_scopes(space: Space, row: int, column: int) -> bool:
    return all(vectors.row(side, place) for side, place in zip(space.in_scope, (row, column), strict=True))


def _spelt(space: Space, term: str) -> str:
    """Write a term, or the two of a phrase, as the lists mostly do."""
    return " ".join(space.spelling(each) for each in term.split(vectors.JOINT))


def _written(scores: Scores, row: int, column: int) -> dict[str, tuple[str, ...]]:
    """Tell for each term that the glossary made of other words how the two entries write it."""
    found: dict[str, dict[str, None]] = {}
    for entry in (scores.left[row], scores.right[column]):
        for text in (entry.title, entry.scope):
            for token in tokens(text, scores.glossary):
                if is_folded(token, text, scores.glossary):
                    found.setdefault(token.term, {})[text[token.start : token.end]] = None
    return {term: tuple(spellings) for term, spellings in found.items()}


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
