"""Plain cosines of two lists of texts, exact: the work that other tools do, done with our product of `matching`.

Words of two characters or more, in lower case, weighed as scikit-learn's TfidfVectorizer does by default, with the
rarity of both sides together. The search is in single precision and loses nothing, for it asks for what is a little
below the cut too; the scores of what it finds are computed again in double precision.
"""

import os
import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from overlap.score.candidates import product

TOP, CUT = 10, 0.3
"""So many texts are wanted for each, and at least so close."""
_MARGIN = 1e-5
"""Above the rounding error of a cosine in single precision."""
_SPARE = 6
"""So many more than the wanted are asked for first, among which ties are mostly seen to end."""
_DIGITS = 10
"""Scores that agree so far are equal: the order in which a sum is added up is no difference."""
_CHARACTERS = 2**22
"""So much text is parted into words at once."""
_END = "\x01"
"""Stands after each text."""
_WORD = re.compile(r"\w\w+")
_ASCII = (chr(code) for code in range(128))
_PLAIN = "".join(each.lower() if each.isalnum() or each in ("_", _END) else " " for each in _ASCII).encode()
_TABLE = _PLAIN + bytes(range(128, 256))
"""For each byte of a text what it is read as: a space parts words, and what is not ASCII is looked at later."""

Pairs = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]
"""Rows, columns and cosines of some pairs."""


def nearest(left: Sequence[str], right: Sequence[str], top: int = TOP, cut: float = CUT) -> Pairs:
    """Find for each text the closest of the other side, closest first; of equal ones those that come first."""
    (ours, here), (theirs, there) = _distinct(left), _distinct(right)
    written, ends, width = _read([*ours, *theirs])
    copies = np.concatenate([np.bincount(here, minlength=len(ours)), np.bincount(there, minlength=len(theirs))])
    vectors = _weigh(written, ends, width, copies)
    rows, columns, scores = _above(vectors[: len(ours)], vectors[len(ours) :], top, cut)
    rows, columns, scores = _first(*_spread(rows, columns, scores, there), top)
    starts = np.searchsorted(rows, np.arange(len(ours) + 1))
    lengths = np.diff(starts)[here]
    places = _runs(starts[here], lengths)
    return np.repeat(np.arange(len(here)), lengths), columns[places], scores[places]


def _distinct(texts: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """List the different texts, and say for each text which it is."""
    numbers: dict[str, int] = {}
    which = [numbers.setdefault(text, len(numbers)) for text in texts]
    return list(numbers), np.array(which, dtype=np.int64)


def _read(texts: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int64], int]:
    """Write the words of the texts as numbers, and say where each text ends and how many words there are.

    What stands between two ASCII characters that are of no word is a surface; into which words it falls, which is one
    unless there is something other than ASCII in it, is asked once.
    """
    surfaces: defaultdict[bytes, int] = defaultdict()
    surfaces.default_factory = surfaces.__len__
    words: dict[str, int] = {}
    parts, sizes = array("i"), array("i")
    written, lengths = [], []
    for some in _portions(texts):
        found = f" {_END} ".join([*some, ""]).encode().translate(_TABLE).split()
        numbers = np.fromiter(map(surfaces.__getitem__, found), dtype=np.int32, count=len(found))
        for surface in islice(surfaces, len(sizes), None):
            of_it = _WORD.findall(surface.decode().lower())
            parts.extend(words.setdefault(word, len(words)) for word in of_it)
            sizes.append(len(of_it))
        each = np.array(sizes)
        ends = np.flatnonzero(numbers == surfaces[_END.encode()])
        written.append(np.array(parts)[_runs((np.cumsum(each) - each)[numbers], each[numbers])])
        lengths.append(np.diff(np.cumsum(each[numbers])[ends], prepend=0))
    return np.concatenate(written), np.concatenate([[0], np.cumsum(np.concatenate(lengths))]), len(words)


def _portions(texts: Sequence[str]) -> Iterator[list[str]]:
    """Part a list of texts into lists of about so many characters."""
    some: list[str] = []
    size = 0
    for text in texts:
        some.append(text.replace(_END, " "))
        size += len(text)
        if size > _CHARACTERS:
            yield some
            some, size = [], 0
    yield some


def _weigh(written: NDArray[np.int32], ends: NDArray[np.int64], width: int, copies: NDArray[np.int64]) -> csr_matrix:
    """Turn texts into tf-idf vectors of unit length, each text counted as often as it is there."""
    vectors = csr_matrix((np.ones(len(written), dtype=np.float32), written, ends), (len(ends) - 1, width))
    vectors.sum_duplicates()
    vectors = vectors.astype(np.float64)
    rows = np.repeat(np.arange(len(copies), dtype=np.int32), np.diff(vectors.indptr))
    used = np.bincount(vectors.indices, copies.astype(np.float64)[rows], width)
    vectors.data *= (np.log((1 + copies.sum()) / (1 + used)) + 1)[vectors.indices]
    vectors.data /= np.sqrt(np.bincount(rows, vectors.data**2, len(copies)))[rows]
    return vectors


def _above(left: csr_matrix, right: csr_matrix, top: int, cut: float) -> Pairs:
    """Find the pairs of the top of each row, and all that are as close as the last of them."""
    search = left.astype(np.float32), right.astype(np.float32).T.tocsr()
    some, most = np.arange(left.shape[0]), top + _SPARE
    rows, columns = [], []
    while len(some):
        found = product(search[0][some], search[1], cut - _MARGIN, most, os.cpu_count() or 1)
        lengths = np.diff(found.indptr)
        again = (lengths == most) & (most < right.shape[0])
        kept = np.sort(found.data[np.repeat(again, lengths)].reshape(-1, most), axis=1)
        again[again] = kept[:, 0] >= kept[:, -top] - _MARGIN
        whole = np.repeat(~again, lengths)
        rows.append(np.repeat(some, lengths)[whole])
        columns.append(found.indices[whole].astype(np.int64))
        some, most = some[again], most * 16
    row, column = np.concatenate(rows), np.concatenate(columns)
    scores = np.asarray(left[row].multiply(right[column]).sum(axis=1)).ravel().round(_DIGITS)
    enough = scores >= cut
    return row[enough], column[enough], scores[enough]


def _spread(
    rows: NDArray[np.int64], columns: NDArray[np.int64], scores: NDArray[np.float64], which: NDArray[np.int64]
) -> Pairs:
    """Put for each different text all that are it."""
    order = np.argsort(which, kind="stable")
    counts = np.bincount(which)
    lengths = counts[columns]
    places = order[_runs((np.cumsum(counts) - counts)[columns], lengths)]
    return np.repeat(rows, lengths), places, np.repeat(scores, lengths)


def _first(rows: NDArray[np.int64], columns: NDArray[np.int64], scores: NDArray[np.float64], top: int) -> Pairs:
    """Order the pairs and take the top of each row."""
    order = np.lexsort((columns, -scores, rows))
    rows, columns, scores = rows[order], columns[order], scores[order]
    kept = np.arange(len(rows)) - np.searchsorted(rows, rows) < top
    return rows[kept], columns[kept], scores[kept]


def _runs(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """List the numbers of some runs, each given by its first and its length."""
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)
