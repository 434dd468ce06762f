"""Sparse matrices of one row an entry: what is done to their rows and columns."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from overlap.score.sparse import csr_matrix, vstack


def once(side: Any) -> csr_matrix:  # noqa: ANN401 -- SciPy has no types
    """Count each term of a text once."""
    return csr_matrix((np.ones(side.nnz, dtype=np.float32), side.indices, side.indptr), side.shape)


def dense_unit(side: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give each row of a dense matrix the length 1, or leave it 0."""
    length = np.linalg.norm(side, axis=1, keepdims=True)
    found: NDArray[np.float32] = np.divide(side, length, out=np.zeros_like(side), where=length > 0)
    return found


def row(side: csr_matrix, number: int) -> dict[int, float]:
    """Give the values of one entry by column."""
    start, end = side.indptr[number], side.indptr[number + 1]
    return dict(zip(side.indices[start:end].tolist(), side.data[start:end].tolist(), strict=True))


def filled(side: csr_matrix) -> NDArray[np.bool_]:
    """Say for each row whether it has a term."""
    there: NDArray[np.bool_] = np.diff(side.indptr) > 0
    return there


def has_any(side: csr_matrix, columns: Collection[int]) -> NDArray[np.bool_]:
    """Say of each row whether it has any of some columns."""
    is_asked = np.zeros(side.shape[1], dtype=np.bool_)
    is_asked[[*columns]] = True
    found = np.zeros(side.shape[0], dtype=np.bool_)
    found[_rows(side)[is_asked[side.indices] & (side.data > 0)]] = True
    return found


def held(side: csr_matrix, shares: Mapping[int, float]) -> NDArray[np.float64]:
    """Add up for each row the shares of the columns that it has, in the order in which they are given."""
    place = np.full(side.shape[1], -1)
    place[[*shares]] = np.arange(len(shares))
    asked = place[side.indices]
    there = np.flatnonzero((asked >= 0) & (side.data > 0))
    rows, asked = _rows(side)[there], asked[there]
    order = np.lexsort((asked, rows))
    share = np.array([*shares.values()], dtype=np.float64)
    return np.bincount(rows[order], share[asked[order]], minlength=side.shape[0]).astype(np.float64)


def users(side: csr_matrix) -> NDArray[np.int64]:
    """Count for each column the rows that have it."""
    found: NDArray[np.int64] = np.asarray((side > 0).sum(axis=0)).ravel()
    return found


def between(side: csr_matrix, rows: range) -> csr_matrix:
    """Take neighbouring rows without a copy."""
    ends = side.indptr[rows.start : rows.stop + 1]
    values = slice(ends[0], ends[-1])
    return csr_matrix((side.data[values], side.indices[values], ends - ends[0]), (len(rows), side.shape[1]))


def stack(parts: Sequence[csr_matrix]) -> csr_matrix:
    """Put the rows of some matrices below each other."""
    return parts[0] if len(parts) == 1 else vstack(parts, format="csr")


def matrix(
    columns: NDArray[np.int64],
    read: NDArray[Any],
    ends: NDArray[np.int64],
    shares: NDArray[np.float64],
    width: int,
) -> csr_matrix:
    """Add up the shares of what each text reads; `columns` says where each thing that can be read stands, or -1."""
    places = columns[read] if len(read) else read
    known = np.flatnonzero(places >= 0)
    if len(known) < len(places):
        places, shares, ends = places[known], shares[known], np.searchsorted(known, ends)
    found = csr_matrix((shares, places, ends), (len(ends) - 1, width))
    found.sum_duplicates()
    return found


def damp(side: csr_matrix) -> csr_matrix:
    """Let a count above 1 grow with its logarithm only."""
    damped = side.copy()
    damped.data = np.where(side.data > 1, 1 + np.log(np.maximum(side.data, 1)), side.data)
    return damped


def weigh(side: csr_matrix, weight: NDArray[np.float64]) -> csr_matrix:
    """Multiply each column by its weight."""
    return csr_matrix((side.data * weight[side.indices], side.indices, side.indptr), side.shape)


def without(side: csr_matrix, left_out: NDArray[np.bool_]) -> csr_matrix:
    """Give 1 for each value, and none in the columns left out."""
    said = (~left_out[side.indices]).astype(np.float32)
    found = csr_matrix((said, side.indices.copy(), side.indptr.copy()), side.shape)
    found.eliminate_zeros()
    return found


def of_columns(side: csr_matrix, wanted: NDArray[np.bool_]) -> csr_matrix:
    """Leave out all other columns; those wanted stay in their order."""
    place = np.cumsum(wanted, dtype=side.indices.dtype) - 1
    there = wanted[side.indices]
    ends = np.concatenate([[0], np.cumsum(there)])[side.indptr]
    return csr_matrix((side.data[there], place[side.indices[there]], ends), (side.shape[0], np.count_nonzero(wanted)))


def kept(side: csr_matrix) -> csr_matrix:
    """Leave out the values that are 0, in a copy if there are any."""
    if side.data.all():
        return side
    found = side.copy()
    found.eliminate_zeros()
    return found


def length(side: csr_matrix) -> NDArray[np.float64]:
    """Give the length of each row, 1 for an empty one."""
    squared = squares(side)
    return np.where(squared > 0, np.sqrt(squared), 1.0)


def squares(side: csr_matrix) -> NDArray[np.float64]:
    """Add up the squares of each row."""
    return np.bincount(_rows(side), side.data**2, minlength=side.shape[0]).astype(np.float64)


def _rows(side: csr_matrix) -> NDArray[np.intp]:
    """Give for each value the row it stands in."""
    rows: NDArray[np.intp] = np.repeat(np.arange(side.shape[0]), np.diff(side.indptr))
    return rows


def shares(side: csr_matrix) -> csr_matrix:
    """Give the values of each row the sum 1."""
    whole = np.bincount(_rows(side), side.data, minlength=side.shape[0])
    return divide(side, np.where(whole > 0, whole, 1.0))


def unit(side: csr_matrix) -> csr_matrix:
    """Give each row the length 1."""
    return divide(side, length(side))


def divide(side: csr_matrix, by: NDArray[np.float64]) -> csr_matrix:
    """Divide each row."""
    return csr_matrix((side.data / by[_rows(side)], side.indices, side.indptr), side.shape)


def only(side: csr_matrix, rows: NDArray[np.bool_]) -> csr_matrix:
    """Leave the values of some rows, and 0 for those of the others."""
    return divide(side, np.where(rows, 1.0, np.inf))
