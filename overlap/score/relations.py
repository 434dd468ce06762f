"""Which related words the lexicon found in a pair: its cosine, broken down into pairs of terms."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from overlap.score import matrices
from overlap.score.vectors import SCOPE, Space

NEAR = 0.4
"""Two words are told as related if their vectors have this cosine or more, as one of a word's nearest mostly has."""
_TOLD = 5
"""So many pairs of related words are told one by one, and so many name a sum."""
_REST = "all other words of both together"


class _Text(NamedTuple):
    """What an entry has of the lexicon: its subject words, one row a term."""

    terms: NDArray[np.int64]
    """Places in the vocabulary."""
    weighed: NDArray[np.float64]
    """The vectors, each by its share in the entry's."""
    unit: NDArray[np.float64]
    """The same, of unit length."""


def relations(space: Space, row: int, column: int, value: float) -> dict[str, float]:
    """Part the value of a pair by what it comes from, as `explain` tells it.

    Told are the strongest pairs of related words that do not both stand in both texts; the words that both have, each
    beside itself; and all the rest, which is named by the pairs that have most of it.
    """
    if space.lexicon is None or value <= 0:
        return {}
    here, there = _read(space, 0, row), _read(space, 1, column)
    products = here.weighed @ there.weighed.T
    whole = float(products.sum())
    if whole <= 0:
        return {_REST: value}
    products *= value / whole
    same = here.terms[:, None] == there.terms[None, :]
    in_both = same.any(axis=1)[:, None] & same.any(axis=0)[None, :]
    near = _strongest(products, ~in_both & (here.unit @ there.unit.T >= NEAR))
    rest = ~same
    rest[tuple(zip(*near, strict=True)) or ([], [])] = False
    spelled = [[space.spelling(space.vocabulary[n]) for n in side.terms] for side in (here, there)]
    found = {_near(space, int(here.terms[i]), int(there.terms[j])): float(products[i, j]) for i, j in near}
    if same.any():
        names = [spelled[0][i] for i, _ in _strongest(products, same)]
        more = int(same.sum()) - len(names)
        told = f"{', '.join(names)} and {more} more" if more else ", ".join(names)
        found[f"words of both, each by itself: {told}"] = float(products[same].sum())
    others = [(spelled[0][i], spelled[1][j]) for i, j in _strongest(products, rest, 2 * _TOLD)]
    once = {frozenset(words): " with ".join(words) for words in reversed(others)}  # the stronger of the two orders
    names = [*reversed(once.values())][:_TOLD]
    return found | {f"{_REST}, above all {', '.join(names)}" if names else _REST: value - sum(found.values())}


def _strongest(products: NDArray[np.float64], among: NDArray[np.bool_], most: int = _TOLD) -> list[tuple[int, int]]:
    """Find the few pairs of most weight, by row and column."""
    some = np.where(among, products, 0.0).ravel()
    return [divmod(n, products.shape[1]) for n in _largest(some, most) if some[n] > 0]


def _largest(values: NDArray[np.float64], most: int = _TOLD) -> list[int]:
    """Give the places of the few largest values, the largest first, of equal ones the first: without sorting all."""
    rest = max(len(values) - most, 0)
    some = np.flatnonzero(values >= np.partition(values, rest)[rest]) if rest else np.arange(len(values))
    found: list[int] = some[np.argsort(-values[some], kind="stable")[:most]].tolist()
    return found


def _near(space: Space, one: int, other: int) -> str:
    """Write two related terms as the lists do: `warning ~ alerting, learnt from 59 records`."""
    assert space.lexicon is not None
    terms = space.vocabulary[one], space.vocabulary[other]
    records = space.lexicon.learnt_from(*terms)
    return f"{' ~ '.join(map(space.spelling, terms))}, learnt from {records:,} records"


@lru_cache(2**12)
def _read(space: Space, side: int, place: int) -> _Text:
    """Read the subject words of an entry that the lexicon knows; kept for its next pair."""
    assert space.lexicon is not None
    shares = _shares(space, side, place)
    vectors = space.lexicon.vectors(tuple(space.vocabulary[n] for n in shares)).astype(np.float64)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return _Text(np.array(list(shares), dtype=np.int64), vectors * np.array(list(shares.values()))[:, None], unit)


def _shares(space: Space, side: int, place: int) -> dict[int, float]:
    """Give for each subject word of an entry that the lexicon knows how much of its vector is in the entry's."""
    assert space.lexicon is not None
    found: dict[int, float] = {}
    vectors = (space.left, space.right)[side]
    for matrix, length in ((vectors.in_title, 1.0), (vectors.in_scope, float(SCOPE))):
        read = [n for n in matrices.row(matrix, place) if space.fitted.subject[n]]
        terms = [n for n in read if space.vocabulary[n] in space.lexicon.place]
        summed = space.lexicon.vectors(tuple(space.vocabulary[n] for n in terms)).sum(axis=0)
        size = float(np.linalg.norm(summed))
        for n in terms if size else ():
            found[n] = found.get(n, 0.0) + length / size
    return found
