"""Counts of a list → its tf-idf vectors, as `vectors` says.

Of a list that was read before, the lengths of its vectors may be known; then the columns that are wanted are enough.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

import numpy as np
from numpy.typing import NDArray

from overlap.items.folding import Folded
from overlap.score import weights
from overlap.score.counts import Counts, Texts
from overlap.score.matrices import (
    damp,
    divide,
    length,
    matrix,
    of_columns,
    only,
    shares,
    squares,
    stack,
    unit,
    weigh,
    without,
)
from overlap.score.sparse import csr_matrix
from overlap.score.vocabulary import Fit, fit
from overlap.store import cache
from overlap.text.glossary import Glossary

_TOGETHER = 2**13
"""So many entries are turned into vectors in one go."""


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """The vectors of one side, each as in `Space`."""

    in_title: csr_matrix
    in_scope: csr_matrix
    title: csr_matrix
    subject: csr_matrix
    naming: csr_matrix
    phrases: csr_matrix
    cover: csr_matrix


@dataclass(frozen=True, slots=True, eq=False)
class Lengths:
    """The lengths of the vectors of a list: one number an entry, and each depends on all of its words."""

    title: NDArray[np.float64]
    scope: NDArray[np.float64]
    whole: NDArray[np.float64]
    """Of title and scope together."""
    phrases: NDArray[np.float64]
    rarity: NDArray[np.float64]
    """As in `SideVectors`."""


def transform(
    fitted: Fit, counts: Counts, numbers: weights.VectorSettings, lengths: Lengths | None = None
) -> tuple[Vectors, Lengths]:
    """Turn what is counted in a list into vectors, some thousand entries at a time.

    With lengths that are known only the columns of the vocabulary are made, with the values that they have among all.
    """
    columns = fitted.columns(counts)
    paired = fitted.phrases(counts, columns)
    parts, known = [], []
    for start in range(0, max(len(counts), 1), _TOGETHER):
        rows = range(start, min(start + _TOGETHER, len(counts)))
        given = lengths and Lengths(*(getattr(lengths, each.name)[start : rows.stop] for each in fields(Lengths)))
        vectors, found = _transform(fitted, counts.between(rows), columns, paired, numbers, given)
        parts.append({each.name: getattr(vectors, each.name) for each in fields(Vectors)})
        known.append(found)
    whole = {each.name: stack([part.pop(each.name) for part in parts]) for each in fields(Vectors)}
    measured = (np.concatenate([getattr(part, each.name) for part in known]) for each in fields(Lengths))
    return Vectors(**whole), lengths or Lengths(*measured)


def _transform(
    fitted: Fit,
    counts: Counts,
    columns: NDArray[np.int64],
    paired: NDArray[np.int64],
    numbers: weights.VectorSettings,
    lengths: Lengths | None,
) -> tuple[Vectors, Lengths]:
    """Turn what is counted in some entries into vectors; the columns are those of their terms, and of their phrases."""
    width = len(fitted.vocabulary)
    named = matrix(columns, counts.read(counts.title), counts.title.ends, _title_shares(counts, numbers), width)
    told = matrix(columns, counts.read(counts.scope), counts.scope.ends, _scope_shares(counts.scope, numbers), width)
    read = counts.phrase
    phrases = matrix(paired, read.written, read.ends, np.ones(len(read.written)), len(fitted.pairs))
    title, scope = (weigh(damp(each), fitted.weight) for each in (named, told))
    phrases = weigh(damp(phrases), fitted.pair_weight)
    naming = weigh(named.minimum(1), fitted.rarity).sqrt()
    is_titled = counts.title.lengths > 0
    if lengths:
        title, scope = divide(title, lengths.title), divide(scope, lengths.scope)
        alone = title + only(scope, ~is_titled)
    else:
        own = length(title), length(scope)
        title, scope = divide(title, own[0]), divide(scope, own[1])
        whole = length(title * numbers.title + scope)
        lengths = Lengths(*own, whole, length(phrases), squares(naming))
        alone = unit(title + only(scope, ~is_titled))
    vectors = Vectors(
        in_title=divide(title * numbers.title, lengths.whole),
        in_scope=divide(scope, lengths.whole),
        title=alone,
        subject=without((named + told) > 0, fitted.genre),
        naming=naming,
        phrases=of_columns(divide(phrases, lengths.phrases), fitted.is_common),
        cover=shares(weigh(named.minimum(1), (fitted.rarity * np.where(fitted.genre, numbers.genre, 1.0)) ** 2)),
    )
    return vectors, lengths


def known_lengths(
    catalogue: Folded,
    counts: Counts,
    statistics: tuple[Sequence[Counts], Sequence[Counts]],
    glossary: Glossary,
    numbers: weights.VectorSettings,
    beside: str,
) -> Lengths:
    """Give the lengths of a catalogue's vectors, remembered from run to run.

    `beside` is the digest of the lists beside those that are compared.
    """

    def make() -> cache.Arrays:
        _, found = transform(fit(statistics, [counts], glossary, numbers), counts, numbers)
        return asdict(found)

    settings = f"{numbers} {glossary.digest} {beside}"
    return Lengths(**cache.remember("lengths of vectors", catalogue.digest, settings, make))


def _title_shares(counts: Counts, numbers: weights.VectorSettings) -> NDArray[np.float64]:
    """Count each word of the titles in full, but those of the first of several elements in part."""
    ends, lengths = counts.title.ends, counts.title.lengths
    filled = lengths > 0
    first, last = np.zeros(len(lengths), dtype=np.int32), np.zeros(len(lengths), dtype=np.int32)
    first[filled] = counts.element[ends[:-1][filled]]
    last[filled] = counts.element[ends[1:][filled] - 1]
    is_introductory = np.repeat(first != last, lengths) & (counts.element == np.repeat(first, lengths))
    return np.where(is_introductory, numbers.introductory, 1.0)


def _scope_shares(scopes: Texts, numbers: weights.VectorSettings) -> NDArray[np.float64]:
    """Count the words of the scopes, the later ones less."""
    return 1 / (1 + scopes.places / numbers.half)
