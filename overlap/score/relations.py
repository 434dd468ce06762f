"""Which related words the lexicon found in a pair: its cosine, broken down into pairs of terms."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from overlap.score import matrices
from overlap.score.vectors import SCOPE, Space

TILDE = "\x1f"
"""Stands between two related terms."""
_TOLD = 5
"""So many pairs of terms are told one by one; the rest is one number."""


def relations(space: Space, row: int, column: int, value: float) -> dict[str, float]:
    """Part the value of a pair: the strongest pairs of terms that stand in one text only, and all the rest as one."""
    if space.lexicon is None or value <= 0:
        return {}
    (here, left), (there, right) = _weighed(space, 0, row), _weighed(space, 1, column)
    products = left @ right.T
    whole = float(products.sum())
    if whole <= 0:
        return {TILDE: value}
    products *= value / whole
    same = here[:, None] == there[None, :]
    alone = np.where(same.any(axis=1)[:, None] | same.any(axis=0)[None, :], 0.0, products)
    strongest = [divmod(n, len(there)) for n in _largest(alone.ravel()) if alone.flat[n] > 0]
    found = {
        TILDE.join((space.vocabulary[here[i]], space.vocabulary[there[j]])): float(products[i, j]) for i, j in strongest
    }
    return {**found, TILDE: value - sum(found.values())}


def _largest(values: NDArray[np.float64]) -> list[int]:
    """Give the places of the first _TOLD values, the largest first, of equal ones the first: without sorting all."""
    rest = max(len(values) - _TOLD, 0)
    some = np.flatnonzero(values >= np.partition(values, rest)[rest]) if rest else np.arange(len(values))
    found: list[int] = some[np.argsort(-values[some], kind="stable")[:_TOLD]].tolist()
    return found


def tell(space: Space, relation: str) -> str:
    """Write two related terms as the lists do: `warning ~ alerting, learnt from 59 records`."""
    one, other = relation.split(TILDE)
    if not one:
        return "all other words of both together"
    records = space.lexicon.learnt_from(one, other) if space.lexicon else 0
    return f"{space.spelling(one)} ~ {space.spelling(other)}, learnt from {records:,} records"


@lru_cache(2**12)
def _weighed(space: Space, side: int, place: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Give the terms of an entry that the lexicon knows, and their vectors by their shares; kept for its next pair."""
    assert space.lexicon is not None
    shares = _shares(space, side, place)
    known = space.lexicon.vectors(tuple(space.vocabulary[n] for n in shares))
    weighed = known.astype(np.float64) * np.array(list(shares.values()))[:, None]
    return np.array(list(shares), dtype=np.int64), weighed


def _shares(space: Space, side: int, place: int) -> dict[int, float]:
    """Give for each term of an entry that the lexicon knows how much of its vector is in the entry's."""
    assert space.lexicon is not None
    found: dict[int, float] = {}
    for matrix, length in ((space.in_title[side], 1.0), (space.in_scope[side], float(SCOPE))):
        terms = [n for n in matrices.row(matrix, place) if space.vocabulary[n] in space.lexicon.place]
        summed = _sum(space, terms)
        size = float(np.linalg.norm(summed))
        for n in terms if size else ():
            found[n] = found.get(n, 0.0) + length / size
    return found


def _sum(space: Space, terms: list[int]) -> NDArray[np.float64]:
    assert space.lexicon is not None
    found: NDArray[np.float64] = space.lexicon.vectors(tuple(space.vocabulary[n] for n in terms)).sum(axis=0)
    return found
