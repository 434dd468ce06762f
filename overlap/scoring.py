"""How close two entries are: the one place where a score is made; the only module that knows scikit-learn.

Titles and scopes are two channels. In each, a text becomes a tf-idf vector of unit length: term frequency 1 + ln tf,
inverse document frequency ln((1 + n) / (1 + df)) + 1 as scikit-learn computes it, taken on each side by itself and
combined by the geometric mean, so that a term must be rare on both sides to say much. Words of the genre weigh less
(`glossary`). The similarity of a channel is the cosine of the two vectors.

The score is the mean of the two cosines. Where one of the two has no scope, the title speaks for it: scope
cosines of real pairs are about `SCOPE_PER_TITLE` of their title cosines, so the missing channel neither lifts nor
lowers the pair. The score of a pair is thus a sum over the terms it shares, and `evidence` gives the summands.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.preprocessing import normalize

from overlap import glossary
from overlap.model import Channel, Entry, Statement, Term
from overlap.rounding import STEP, apportion
from overlap.settings import Level
from overlap.words import Token, is_genre, tokens

TITLE_WEIGHT = 0.5
SCOPE_WEIGHT = 0.5
SCOPE_PER_TITLE = 0.45
"""Mean scope cosine over mean title cosine, on judged pairs of three pairs of committees."""

LEVELS: Mapping[Level, float] = {
    Level.LIKELY: 0.50,
    Level.SUBSTANTIAL: 0.35,
    Level.RELATED: 0.20,
    Level.DISTANT: 0.0,
}
"""The lowest score of each level; `make bench` prints how often the words hold on judged pairs."""


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """One channel: the tf-idf vectors of both sides, one row an entry, over one vocabulary."""

    name: str
    left: csr_matrix
    right: csr_matrix
    vocabulary: tuple[str, ...]
    """For each column its term."""


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The scores above 0 of all pairs, closest first, and what they were made of."""

    left: Sequence[Entry]
    right: Sequence[Entry]
    channels: tuple[Vectors, ...]
    spellings: Mapping[str, str]
    """For each term the spelling most used in the two lists."""
    rows: NDArray[np.int64]
    """For each pair, which entry of the left side; `columns` for the right, `points` for the score times STEP."""
    columns: NDArray[np.int64]
    points: NDArray[np.int64]
    within: bool


def score(left: Sequence[Entry], right: Sequence[Entry], within: bool = False) -> Scores:
    """Score every pair of entries; with `within`, every two entries of one list, given as both sides.

    Exact: no pair is skipped, and those not listed score 0. Equal scores are ordered by the two ids, whichever side
    they stand on.
    """
    titles_read = [tokens(each.title) for each in (*left, *right)]
    scopes_read = [tokens(each.scope) for each in (*left, *right)]
    title = _vectorize("title", titles_read, len(left))
    scope = _vectorize("scope", scopes_read, len(left))
    spellings = _spellings(token for read in (*titles_read, *scopes_read) for token in read)
    has_scope = _filled(scope.left), _filled(scope.right)
    titles = (title.left @ title.right.T).tocoo()
    both = has_scope[0][titles.row] & has_scope[1][titles.col]
    titles.data = titles.data * np.where(both, TITLE_WEIGHT, _title_alone())
    total = (titles.tocsr() + SCOPE_WEIGHT * (scope.left @ scope.right.T)).tocoo()
    points = np.rint(total.data * STEP).astype(np.int64)
    kept = (points > 0) & ((total.row < total.col) if within else True)
    rows, columns, points = total.row[kept].astype(np.int64), total.col[kept].astype(np.int64), points[kept]
    order = _order(left, right, rows, columns, points)
    return Scores(left, right, (title, scope), spellings, rows[order], columns[order], points[order], within)


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
    title, scope = (_both_filled(channel, row, column) for channel in scores.channels)
    return ("title+scope" if title else "scope only") if scope else "title only"


def _both_filled(channel: Vectors, row: int, column: int) -> bool:
    """Say whether both entries have a counted term in a channel."""
    places = (channel.left, row), (channel.right, column)
    return all(side.indptr[place] < side.indptr[place + 1] for side, place in places)


def level(points: int) -> Level:
    """Put a score, times STEP, into words."""
    return next(level for level, lowest in LEVELS.items() if points >= lowest * STEP)


def count_levels(scores: Scores) -> dict[Level, int]:
    """Count all pairs by level, those that share no term among them."""
    left, right = len(scores.left), len(scores.right)
    every = left * (left - 1) // 2 if scores.within else left * right
    reached = [int(np.count_nonzero(scores.points >= lowest * STEP)) for lowest in LEVELS.values() if lowest]
    bounds = [0, *reached, every]
    return {level: bounds[n + 1] - bounds[n] for n, level in enumerate(LEVELS)}


def evidence(scores: Scores, row: int, column: int, points: int) -> tuple[tuple[Channel, ...], tuple[Term, ...]]:
    """Break the score of one pair down into channels and terms; the shares add up to it exactly."""
    on = compared_on(scores, row, column)
    on_scope = on in ("title+scope", "scope only")
    weights = {
        "title": TITLE_WEIGHT if on_scope else _title_alone(),
        "scope": SCOPE_WEIGHT if on_scope else 0.0,
    }
    found: list[tuple[float, str, str]] = []
    similarity: dict[str, float] = {}
    for vectors in scores.channels:
        here, there = _row(vectors.left, row), _row(vectors.right, column)
        products = {term: value * there[term] for term, value in here.items() if term in there}
        similarity[vectors.name] = sum(products.values())
        weight = weights[vectors.name]
        found += [
            (value * weight, vectors.name, scores.spellings[vectors.vocabulary[term]])
            for term, value in products.items()
            if weight
        ]
    shares = apportion([value for value, _, _ in found], points)
    parts = sorted(zip(shares, found, strict=True), key=lambda part: (-part[0], part[1][1], part[1][2]))
    channels = tuple(
        Channel(
            on if on == "statement" else name,
            round(similarity[name], 6),
            round(weight, 6),
            sum(share for share, (_, channel, _) in parts if channel == name) / STEP,
        )
        for name, weight in weights.items()
        if weight
    )
    terms = tuple(
        Term(label, on if on == "statement" else channel, share / STEP) for share, (_, channel, label) in parts if share
    )
    return channels, terms


def _title_alone() -> float:
    """Give the weight of a title cosine when no scope can be compared."""
    return TITLE_WEIGHT + SCOPE_WEIGHT * SCOPE_PER_TITLE


def _vectorize(name: str, read: Sequence[Sequence[Token]], left: int) -> Vectors:
    """Turn texts, the left side's first, into tf-idf vectors of unit length; one without a counted term is all 0."""
    terms = [[token.term for token in text] for text in read]
    if not any(terms):
        return Vectors(name, csr_matrix((left, 0)), csr_matrix((len(read) - left, 0)), ())
    counter = CountVectorizer(analyzer=_as_is)
    counts = counter.fit_transform(terms)
    vocabulary = counter.get_feature_names_out().tolist()
    sides = counts[:left], counts[left:]
    rarity = np.sqrt(np.prod([TfidfTransformer().fit(side).idf_ for side in sides], axis=0))
    genre = glossary.read().genre_weight
    weights = rarity * np.array([genre if is_genre(term) else 1.0 for term in vocabulary])
    frequency = TfidfTransformer(norm=None, use_idf=False, sublinear_tf=True)
    unit = [normalize(frequency.fit_transform(side).multiply(weights).tocsr()) for side in sides]
    return Vectors(name, unit[0], unit[1], tuple(vocabulary))


def _spellings(read: Iterable[Token]) -> dict[str, str]:
    """Find for each term the spelling most used; of equal ones the first in the alphabet."""
    counted: dict[str, Counter[str]] = {}
    for token in read:
        counted.setdefault(token.term, Counter())[_label(token.surface)] += 1
    return {term: min(found.items(), key=lambda spelt: (-spelt[1], spelt[0]))[0] for term, found in counted.items()}


def _as_is(terms: list[str]) -> list[str]:
    return terms


def _label(surface: str) -> str:
    """Write a term as in running text: `Smart` as `smart`, but `oneM2M` and `Internet of things` as they are."""
    return surface.lower() if " " not in surface and surface[1:].islower() else surface


def _row(vectors: csr_matrix, number: int) -> dict[int, float]:
    """Give the weights of one text by column."""
    start, end = vectors.indptr[number], vectors.indptr[number + 1]
    return dict(zip(vectors.indices[start:end].tolist(), vectors.data[start:end].tolist(), strict=True))


def _filled(vectors: csr_matrix) -> NDArray[np.bool_]:
    """Say for each row whether it has a term."""
    filled: NDArray[np.bool_] = np.diff(vectors.indptr) > 0
    return filled


def _order(
    left: Sequence[Entry],
    right: Sequence[Entry],
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    points: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Order pairs by score, then by the two ids in alphabetical order, whichever side each is on."""
    place = {identifier: n for n, identifier in enumerate(sorted({each.id for each in (*left, *right)}))}
    ids = (
        np.array([place[each.id] for each in left])[rows],
        np.array([place[each.id] for each in right])[columns],
    )
    order: NDArray[np.int64] = np.lexsort((ids[0], np.maximum(*ids), np.minimum(*ids), -points))
    return order
