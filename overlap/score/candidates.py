"""Which pairs can reach a score: the exact search that makes whole catalogues possible.

A score is a sum of channels, and no channel is below 0. Each is bounded from above by a product of two vectors, one an
entry: a cosine is one; ln(1 + n) lies under each of its tangents; the likeness of two titles, a Dice coefficient, lies
under the cosine of the same vectors, for the geometric mean is no greater than the arithmetic; coverage and related
words are limited to so many times the cosine of the words in common. So one product of sparse matrices, cut off where
no score can reach the floor, gives all pairs that may: none above the floor is lost, and only those found are scored.
`scoring` computes their scores.

The product is that of sp_matmul_rs, which keeps only what is above the cut. Where there is no build of it, SciPy's
does the same, slower.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from overlap.score.channels import ALIKE, CHANNELS
from overlap.score.counts import distinct
from overlap.score.matrices import unit
from overlap.score.sparse import csr_matrix, hstack
from overlap.score.vectors import SideVectors
from overlap.score.weights import Sum, Weights

_MARGIN = 1e-3
"""Bounds are computed in single precision; by so much they are taken lower, many times their rounding error."""
_MOST = 1024
"""So many pairs of one row are asked for first, and more only where there are more: a short list is kept quicker."""
Places = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Rows and columns of some pairs."""


@dataclass(frozen=True, slots=True, eq=False)
class Factor:
    """One of the two matrices of a product, and the entries that its rows stand for; on the right side transposed."""

    places: NDArray[np.int64]
    matrix: csr_matrix


def sharing(left: SideVectors, right: SideVectors) -> Places:
    """Find all pairs that share a term."""
    found = (left.both @ right.both.T).tocoo()
    return found.row.astype(np.int64), found.col.astype(np.int64)


def reaching(left: Sequence[Factor], right: Sequence[Factor], numbers: Weights, floor: float, width: int) -> Places:
    """Find all pairs whose log-odds can reach `floor`, each once, with some that fall short of it."""
    products = zip(left, right, _cuts(numbers, floor), strict=True)
    keys = distinct(np.concatenate([_above(*each, width) for each in products]))
    return keys // width, keys % width


def left_factors(half: SideVectors, numbers: Weights) -> tuple[Factor, ...]:
    """Make the left matrices of the products that find pairs.

    One where both have a scope, two where one is missing, one of titles that are alike.
    """
    have, lack, every = _groups(half)
    full, short, naming = _matrices(half, numbers)
    return (
        Factor(have, full[have]),
        Factor(lack, short[lack]),
        Factor(have, short[have]),
        Factor(every, naming),
    )


def right_factors(half: SideVectors, numbers: Weights) -> tuple[Factor, ...]:
    """Make the right matrices of the same products."""
    have, lack, every = _groups(half)
    full, short, naming = _matrices(half, numbers)
    return (
        Factor(have, full[have].T.tocsr()),
        Factor(every, short.T.tocsr()),
        Factor(lack, short[lack].T.tocsr()),
        Factor(every, naming.T.tocsr()),
    )


def _groups(half: SideVectors) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Give the entries that have a scope, that lack one, and all."""
    return np.flatnonzero(half.has_scope), np.flatnonzero(~half.has_scope), np.arange(len(half))


def _matrices(half: SideVectors, numbers: Weights) -> tuple[csr_matrix, csr_matrix, csr_matrix]:
    """Weigh what the channels multiply as their bounds do, with two scopes and with one or none; and the titles."""
    full, short = _summed(half, numbers.title_and_scope), _summed(half, numbers.title_only)
    return full, short, _weighed(unit(half.naming), 1.0)


def _summed(half: SideVectors, numbers: Sum) -> csr_matrix:
    """Put the matrices of the bounds side by side, each times what its channels weigh."""
    slopes: dict[str, float] = {}
    for each in CHANNELS:
        if each.bound.matrix and (weight := getattr(numbers, each.name)):
            slopes[each.bound.matrix] = slopes.get(each.bound.matrix, 0.0) + weight * each.bound.slope
    parts = [_weighed(getattr(half, matrix), slope) for matrix, slope in slopes.items()]
    return hstack(parts or [half.both * 0], format="csr")


def _weighed(side: csr_matrix, weight: float) -> csr_matrix:
    """Give one side its half of a weight."""
    return side.astype(np.float32) * np.float32(weight**0.5)


def _cuts(numbers: Weights, floor: float) -> tuple[float, ...]:
    """Give for each product the value that none of its pairs that reach the floor is below."""
    full, short = (
        floor - each.base - sum(getattr(each, channel.name) * channel.bound.rest for channel in CHANNELS)
        for each in (numbers.title_and_scope, numbers.title_only)
    )
    return tuple(max(cut - _MARGIN, 0.0) for cut in (full, short, short, ALIKE))


def _above(one: Factor, other: Factor, cut: float, width: int) -> NDArray[np.int64]:
    """Find the pairs above a cut, each as row times width plus column."""
    rows, left, most = one.places, one.matrix, _MOST
    keys = []
    while len(rows):
        found = product(left, other.matrix, cut, most)
        lengths = np.diff(found.indptr)
        full = (lengths == most) & (most < other.matrix.shape[1])
        whole = np.repeat(~full, lengths)
        keys.append((np.repeat(rows, lengths) * width + other.places[found.indices])[whole])
        rows, left, most = rows[full], left[full], most * _MOST
    return np.concatenate([*keys, np.zeros(0, dtype=np.int64)])


def product(left: csr_matrix, right: csr_matrix, cut: float, most: int, threads: int = 1) -> csr_matrix:
    """Multiply two matrices and keep of each row up to so many of what is above a cut, the greatest."""
    if not left.nnz or not right.nnz:
        return csr_matrix((left.shape[0], right.shape[1]))
    try:
        from sp_matmul_rs import sp_matmul_topn
    except ImportError:
        found = left @ right
        found.data[found.data <= cut] = 0
        found.eliminate_zeros()
        return found
    return sp_matmul_topn(left, right, top_n=most, threshold=cut, density=0.01, n_threads=threads)
