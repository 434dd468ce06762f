"""Which pairs can reach a score: the exact search that makes whole catalogues possible.

A score is a sum of channels, and no channel is below 0. Each is bounded from above by a product of two vectors, one an
entry: a cosine is one; ln(1 + n) lies under each of its tangents; the likeness of two titles, a Dice coefficient, lies
under the cosine of the same vectors, for the geometric mean is no greater than the arithmetic. So one product of
sparse matrices, cut off where no score can reach the floor, gives all pairs that may: none above the floor is lost,
and only those found are scored. `scoring` computes their scores.

The product is that of sp_matmul_rs, which keeps only what is above the cut. Where there is no build of it, SciPy's
does the same, slower.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from overlap.counts import distinct
from overlap.vectors import Sides, Space, filled, unit
from overlap.weights import LIKENESS_POWER, Weights

_ALIKE = 0.7
"""Titles less alike than this add next to nothing; those more alike are looked for by themselves."""
_TANGENT = 8.0
"""The number of common words at which the tangent touches ln(1 + n): about what pairs near the floor have."""
_MARGIN = 1e-3
"""Bounds are computed in single precision; by so much they are taken lower, many times their rounding error."""
_MOST = 1024
"""So many pairs of one row are asked for first, and more only where there are more: a short list is kept quicker."""
Places = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Rows and columns of some pairs."""


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """A product of two matrices above a cut, between some rows and some columns."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    left: csr_matrix
    right: csr_matrix
    """Transposed."""
    cut: float


def sharing(space: Space, start: int, end: int) -> Places:
    """Find all pairs of some rows that share a term."""
    found = (space.both.left[start:end] @ space.both.right.T).tocoo()
    return found.row.astype(np.int64) + start, found.col.astype(np.int64)


def reaching(searches: Sequence[Search], start: int, end: int, width: int) -> Places:
    """Find all pairs of some rows whose log-odds can reach the floor, each once, with some that fall short of it."""
    keys = distinct(np.concatenate([_above(search, start, end, width) for search in searches]))
    return keys // width, keys % width


def searches(space: Space, numbers: Weights, floor: float) -> Iterator[Search]:
    """Make the products that find pairs whose log-odds can be `floor` or more.

    One of title and scope, two of titles where a scope is missing, one of titles that are alike.
    """
    scopes = [filled(side) for side in space.in_scope]
    have, lack = ([np.flatnonzero(each == value) for each in scopes] for value in (True, False))
    every = [np.arange(len(each)) for each in scopes]
    full, short = numbers.title_and_scope, numbers.title_only
    slope = 1 / (1 + _TANGENT)
    rest = full.base + full.same_title * _ALIKE**LIKENESS_POWER + full.breadth * (np.log1p(_TANGENT) - _TANGENT * slope)
    summed = [(space.both, full.subject), (space.phrases, full.phrases), (space.subject, full.breadth * slope)]
    yield _search(summed, have[0], have[1], floor - rest)
    title = [(space.title, short.subject)]
    cut = floor - short.base - short.same_title * _ALIKE**LIKENESS_POWER
    yield _search(title, lack[0], every[1], cut)
    yield _search(title, have[0], lack[1], cut)
    yield _search([(space.naming.map(unit), 1.0)], every[0], every[1], _ALIKE)


def _search(
    parts: Sequence[tuple[Sides, float]], rows: NDArray[np.int64], columns: NDArray[np.int64], cut: float
) -> Search:
    """Put parts with their weights side by side, of each the terms that both sides have."""
    left: list[csr_matrix] = []
    right: list[csr_matrix] = []
    for sides, weight in parts:
        here, there = (csr_matrix(side)[some] for side, some in zip(sides, (rows, columns), strict=True))
        used = [np.bincount(side.indices, minlength=side.shape[1]) > 0 for side in (here, there)]
        shared = np.flatnonzero(used[0] & used[1])
        for side, every in ((here, left), (there, right)):
            every.append(side[:, shared].astype(np.float32) * np.float32(weight**0.5))
    whole = (hstack(every, format="csr") for every in (left, right))
    return Search(rows, columns, next(whole), next(whole).T.tocsr(), max(cut - _MARGIN, 0.0))


def _above(search: Search, start: int, end: int, width: int) -> NDArray[np.int64]:
    """Find the pairs of some rows of the whole left side, each as row times width plus column."""
    first, last = np.searchsorted(search.rows, (start, end)).tolist()
    rows, left, most = search.rows[first:last], search.left[first:last], _MOST
    keys = []
    while len(rows):
        found = _product(left, search.right, search.cut, most)
        lengths = np.diff(found.indptr)
        full = (lengths == most) & (most < search.right.shape[1])
        whole = np.repeat(~full, lengths)
        keys.append((np.repeat(rows, lengths) * width + search.columns[found.indices])[whole])
        rows, left, most = rows[full], left[full], most * _MOST
    return np.concatenate([*keys, np.zeros(0, dtype=np.int64)])


def _product(left: csr_matrix, right: csr_matrix, cut: float, most: int) -> csr_matrix:
    """Multiply two matrices and keep of each row up to so many of what is above a cut."""
    if not left.nnz or not right.nnz:
        return csr_matrix((left.shape[0], right.shape[1]))
    try:
        from sp_matmul_rs import sp_matmul_topn
    except ImportError:
        found = left @ right
        found.data[found.data <= cut] = 0
        found.eliminate_zeros()
        return found
    return sp_matmul_topn(left, right, top_n=most, threshold=cut, density=0.01)
