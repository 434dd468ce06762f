"""Counts of a list → its tf-idf vectors, as `vectors` says.

Of a list that was read before, the lengths of its vectors may be known; then the columns that are wanted are enough.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from overlap.items.folding import Folded
from overlap.score import weights
from overlap.score.counts import Counts
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
from overlap.score.texts import Texts
from overlap.score.vocabulary import Fit, fit
from overlap.store import cache
from overlap.text.glossary import Glossary

_TOGETHER = 2**13
"""So many entries are turned into vectors in one go."""


class Places(NamedTuple):
    """Where what is counted in a list stands in the vocabulary of two sides."""

    terms: NDArray[np.int64]
    phrases: NDArray[np.int64]

    @classmethod
    def of(cls, counts: Counts, fitted: Fit) -> "Places":
        """Look them up."""
        terms = fitted.columns(counts)
        return cls(terms, fitted.phrases(counts, terms))


@dataclass(frozen=True, eq=False)
class Vectors:
    """The vectors of some entries of one side, one row an entry, one column a term."""

    in_title: csr_matrix
    """The title's part of the vector of title and scope, which is `in_title + in_scope` and of unit length."""
    in_scope: csr_matrix
    title: csr_matrix
    """The title alone, of unit length; where there is no title, the scope."""
    subject: csr_matrix
    """1 for each subject word of title and scope, none for a word of the genre."""
    naming: csr_matrix
    """The square root of the rarity of each word of the title, whatever its kind, times its share in the title: the
    product of two rows is the rarity of what both share."""
    phrases: csr_matrix
    """The word pairs of the scope that both sides have; of unit length with those that only one side has."""
    cover: csr_matrix
    """The share of the title's weight that each of its words has: rarity squared, less for a word of the genre."""

    @cached_property
    def both(self) -> csr_matrix:
        """Title and scope together, of unit length."""
        return self.in_title + self.in_scope


@dataclass(frozen=True, slots=True, eq=False)
class Lengths:
    """The lengths of the vectors of a list: one number an entry, and each depends on all of its words."""

    title: NDArray[np.float64]
    scope: NDArray[np.float64]
    whole: NDArray[np.float64]
    """Of title and scope together."""
    phrases: NDArray[np.float64]
    rarity: NDArray[np.float64]
    """How rare the words of the title are, added up."""

    def of(self, rows: Any) -> "Lengths":  # noqa: ANN401 -- whatever an array can be indexed with
        """Give those of some entries."""
        return Lengths(*(getattr(self, each.name)[rows] for each in fields(self)))


def together(size: int) -> Iterator[range]:
    """Part so many entries into those that are turned into vectors in one go."""
    for start in range(0, max(size, 1), _TOGETHER):
        yield range(start, min(start + _TOGETHER, size))


def joined(parts: Sequence[Any]) -> Any:  # noqa: ANN401 -- vectors or lengths, as the parts are
    """Put what was made of neighbouring entries together."""
    if len(parts) == 1:
        return parts[0]
    columns = ([getattr(part, each.name) for part in parts] for each in fields(parts[0]))
    return type(parts[0])(*map(_stacked, columns))


def _stacked(parts: Sequence[Any]) -> Any:  # noqa: ANN401
    if parts[0] is None:
        return None
    return np.concatenate(parts) if isinstance(parts[0], np.ndarray) else stack(parts)


def transform(
    fitted: Fit,
    counts: Counts,
    places: Places,
    numbers: weights.VectorSettings,
    lengths: Lengths | None = None,
) -> tuple[Vectors, Lengths]:
    """Turn what is counted in some entries into vectors.

    With lengths that are known only the columns of the vocabulary are made, with the values that they have among all.
    """
    columns, paired = places
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
        fitted = fit(statistics, [counts], glossary, numbers)
        places = Places.of(counts, fitted)
        every = (transform(fitted, counts.between(rows), places, numbers)[1] for rows in together(len(counts)))
        return asdict(joined(list(every)))

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
