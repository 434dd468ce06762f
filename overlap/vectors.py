"""Counts of two lists → tf-idf vectors; with `matching`, the only module that knows SciPy's matrices.

A term of a text has the weight tf · idf^rarity, times `genre` for a word of the genre. tf is 1 + ln n for a count n of
at least 1, else n: words count in full in the title, less in its introductory element, and the less the later they
come in a scope, for a scope begins with its subject. idf is ln((1 + n) / (1 + df)) + 1 as scikit-learn computes it,
counted over titles and scopes together, on each side by itself, and combined by the geometric mean: a term must be
rare on both sides to say much. The numbers are in `weights.toml`.

scikit-learn itself is not imported: that takes longer than all the rest of a comparison of some hundred work items.
The tests hold every value against it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from overlap import weights
from overlap.counts import Counts, Texts, count
from overlap.glossary import Glossary
from overlap.meaning import embed
from overlap.model import Entry
from overlap.words import CONCEPT, is_genre

JOINT = "\t"
"""Stands between the two terms of a phrase."""


class Sides(NamedTuple):
    """One row an entry, one column a term."""

    left: csr_matrix
    right: csr_matrix

    def map(self, change: Callable[[csr_matrix], csr_matrix]) -> "Sides":
        """Change both sides alike."""
        return Sides(change(self.left), change(self.right))


@dataclass(frozen=True, eq=False)
class Space:
    """The vectors of all entries of two sides."""

    vocabulary: tuple[str, ...]
    """For each column of all but `phrases` its term."""
    in_title: Sides
    """The title's part of the vector of title and scope, which is `in_title + in_scope` and of unit length."""
    in_scope: Sides
    title: Sides
    """The title alone, of unit length; where there is no title, the scope."""
    subject: Sides
    """1 for each subject word of title and scope, none for a word of the genre."""
    naming: Sides
    """The square root of the rarity of each word of the title, whatever its kind, times its share in the title: the
    product of two rows is the rarity of what both share."""
    phrases: Sides
    """The word pairs of the scope, of unit length."""
    pairs: NDArray[np.int64]
    """For each column of `phrases` the number of its first term times the size of the vocabulary, plus the second's."""
    meaning: tuple[NDArray[np.float64], NDArray[np.float64]] | None
    """What a sentence-embedding model makes of title and scope, one row an entry; None without one."""
    counts: tuple[Counts, Counts]

    @cached_property
    def both(self) -> Sides:
        """Title and scope together, of unit length."""
        return Sides(*(title + scope for title, scope in zip(self.in_title, self.in_scope, strict=True)))

    @cached_property
    def rarities(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How rare the words of the title of each entry are, added up."""
        left, right = (_squares(side) for side in self.naming)
        return left, right

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """For each term the spelling most used in the two lists."""
        return _spellings(self.counts)

    def phrase(self, column: int) -> str:
        """Name a column of `phrases`: its two terms with JOINT between them."""
        return JOINT.join(self.vocabulary[place] for place in divmod(int(self.pairs[column]), len(self.vocabulary)))


def build(
    left: Sequence[Entry], right: Sequence[Entry], glossary: Glossary, numbers: weights.Vectors, embeddings: str = ""
) -> Space:
    """Turn the entries of two sides into vectors over one vocabulary; an entry without a counted term is all 0.

    `embeddings` names the folder of a sentence-embedding model, if there is one. Raises SettingsError as `embed` does.
    """
    meaning = _meaning([*left, *right], len(left), embeddings) if embeddings else None
    return weigh((count(left, glossary), count(right, glossary)), glossary, numbers, meaning)


def weigh(
    counts: tuple[Counts, Counts],
    glossary: Glossary,
    numbers: weights.Vectors,
    meaning: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None,
) -> Space:
    """Turn what is counted in two lists into vectors over one vocabulary."""
    vocabulary = sorted({*counts[0].terms} | {*counts[1].terms})
    place = {term: n for n, term in enumerate(vocabulary)}
    terms = tuple(
        np.array([place[term] for term in side.terms], dtype=np.int32)[side.term_of] if side.terms else side.term_of
        for side in counts
    )
    title, scope = (
        Sides(*(_matrix(_read(*each), each[0].ends, shares, len(vocabulary)) for each, shares in read))
        for read in (
            [
                ((side.title, of), _title_shares(side, numbers.introductory))
                for side, of in zip(counts, terms, strict=True)
            ],
            [
                ((side.scope, of), _scope_shares(side.scope, numbers.half))
                for side, of in zip(counts, terms, strict=True)
            ],
        )
    )
    whole = Sides(*(one + other for one, other in zip(title, scope, strict=True)))
    idf = _rarity(whole)
    genre = np.array([is_genre(term, glossary) for term in vocabulary], dtype=bool)
    weight = idf**numbers.rarity * np.where(genre, numbers.genre, 1.0)
    naming = title.map(lambda side: _weigh(side.minimum(1), idf).sqrt())
    title, scope = (each.map(lambda side: unit(_weigh(_damp(side), weight))) for each in (title, scope))
    in_title, in_scope = title.map(lambda side: side * numbers.title), scope
    lengths = [_length(one + other) for one, other in zip(in_title, in_scope, strict=True)]
    in_title, in_scope = (
        Sides(*(_divide(side, length) for side, length in zip(each, lengths, strict=True)))
        for each in (in_title, in_scope)
    )
    phrases, pairs = _phrases(counts, terms, genre, numbers.genre)
    return Space(
        vocabulary=tuple(vocabulary),
        in_title=in_title,
        in_scope=in_scope,
        title=Sides(*(_first_filled(one, other) for one, other in zip(title, scope, strict=True))),
        subject=whole.map(lambda side: _without(side > 0, genre)),
        naming=naming,
        phrases=phrases,
        pairs=pairs,
        meaning=meaning,
        counts=counts,
    )


def _meaning(entries: Sequence[Entry], left: int, folder: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    found = embed(folder, [". ".join(filter(None, (each.title, each.scope))) for each in entries])
    return found[:left], found[left:]


def row(side: csr_matrix, number: int) -> dict[int, float]:
    """Give the values of one entry by column."""
    start, end = side.indptr[number], side.indptr[number + 1]
    return dict(zip(side.indices[start:end].tolist(), side.data[start:end].tolist(), strict=True))


def filled(side: csr_matrix) -> NDArray[np.bool_]:
    """Say for each row whether it has a term."""
    there: NDArray[np.bool_] = np.diff(side.indptr) > 0
    return there


def _read(texts: Texts, terms: NDArray[np.int32]) -> NDArray[np.int64]:
    """Give the term of each word of some texts."""
    return (terms[texts.written] if len(texts.written) else texts.written).astype(np.int64)


def _matrix(columns: NDArray[np.int64], ends: NDArray[np.int64], shares: NDArray[np.float64], width: int) -> csr_matrix:
    """Add up the shares of the terms of each text."""
    found = csr_matrix((shares, columns, ends), (len(ends) - 1, width))
    found.sum_duplicates()
    return found


def _title_shares(side: Counts, introductory: float) -> NDArray[np.float64]:
    """Count each word of the titles in full, but those of the first of several elements in part."""
    starts, lengths = side.title.ends[:-1], side.title.lengths
    filled = lengths > 0
    first, last = np.zeros(len(lengths), dtype=np.int32), np.zeros(len(lengths), dtype=np.int32)
    first[filled] = side.element[starts[filled]]
    last[filled] = side.element[side.title.ends[1:][filled] - 1]
    is_introductory = np.repeat(first != last, lengths) & (side.element == np.repeat(first, lengths))
    return np.where(is_introductory, introductory, 1.0)


def _scope_shares(texts: Texts, half: float) -> NDArray[np.float64]:
    """Count the words of the scopes, the later ones less."""
    return 1 / (1 + _places(texts) / half)


def _places(texts: Texts) -> NDArray[np.int64]:
    """Give for each word of some texts its place in its text."""
    places: NDArray[np.int64] = np.arange(len(texts.written)) - np.repeat(texts.ends[:-1], texts.lengths)
    return places


def _phrases(
    counts: tuple[Counts, Counts], terms: tuple[NDArray[np.int32], ...], genre: NDArray[np.bool_], weight: float
) -> tuple[Sides, NDArray[np.int64]]:
    """Turn the pairs of neighbouring terms of each scope into vectors."""
    texts = [side.scope for side in counts]
    found = [_neighbours(*each, len(genre)) for each in zip(texts, terms, strict=True)]
    pairs, numbers = np.unique(np.concatenate([each for each, _ in found]), return_inverse=True)
    columns = np.split(numbers, [len(found[0][0])])
    counted = Sides(
        *(_matrix(each, ends, np.ones(len(each)), len(pairs)) for each, (_, ends) in zip(columns, found, strict=True))
    )
    kinds = (genre[pairs // len(genre)].astype(int) + genre[pairs % len(genre)]) if len(pairs) else np.zeros(0)
    factors = _rarity(counted) * weight**kinds
    return counted.map(lambda side: unit(_weigh(_damp(side), factors))), pairs


def _neighbours(texts: Texts, terms: NDArray[np.int32], width: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Name each pair of neighbouring terms by one number, and say where the pairs of each text end."""
    read = _read(texts, terms)
    inside = _places(texts)[1:] > 0
    ends = np.concatenate([[0], np.cumsum(inside)])[np.maximum(texts.ends - 1, 0)]
    return (read[:-1] * width + read[1:])[inside], ends


def _rarity(counted: Sides) -> NDArray[np.float64]:
    """Give the idf of each term, of both sides together."""
    left, right = (
        np.log((1 + side.shape[0]) / (1 + np.bincount(side.indices, minlength=side.shape[1]))) + 1 for side in counted
    )
    rarity: NDArray[np.float64] = np.sqrt(left * right)
    return rarity


def _damp(side: csr_matrix) -> csr_matrix:
    """Let a count above 1 grow with its logarithm only."""
    damped = side.copy()
    damped.data = np.where(side.data > 1, 1 + np.log(np.maximum(side.data, 1)), side.data)
    return damped


def _weigh(side: csr_matrix, weight: NDArray[np.float64]) -> csr_matrix:
    return csr_matrix((side.data * weight[side.indices], side.indices, side.indptr), side.shape)


def _without(side: csr_matrix, left_out: NDArray[np.bool_]) -> csr_matrix:
    """Give 1 for each value, and none in the columns left out."""
    found = csr_matrix(((~left_out[side.indices]).astype(float), side.indices.copy(), side.indptr.copy()), side.shape)
    found.eliminate_zeros()
    return found


def _length(side: csr_matrix) -> NDArray[np.float64]:
    """Give the length of each row, 1 for an empty one."""
    squared = _squares(side)
    return np.where(squared > 0, np.sqrt(squared), 1.0)


def _squares(side: csr_matrix) -> NDArray[np.float64]:
    """Add up the squares of each row."""
    return np.bincount(_rows(side), side.data**2, minlength=side.shape[0]).astype(np.float64)


def _rows(side: csr_matrix) -> NDArray[np.intp]:
    """Give for each value the row it stands in."""
    rows: NDArray[np.intp] = np.repeat(np.arange(side.shape[0]), np.diff(side.indptr))
    return rows


def unit(side: csr_matrix) -> csr_matrix:
    """Give each row the length 1."""
    return _divide(side, _length(side))


def _divide(side: csr_matrix, length: NDArray[np.float64]) -> csr_matrix:
    return csr_matrix((side.data / length[_rows(side)], side.indices, side.indptr), side.shape)


def _first_filled(title: csr_matrix, scope: csr_matrix) -> csr_matrix:
    """Take the titles, and the scope where there is no title, of unit length."""
    return unit(title + _divide(scope, np.where(filled(title), np.inf, 1.0)))


def _spellings(counts: tuple[Counts, Counts]) -> dict[str, str]:
    """Find for each term the spelling most used; of equal ones the first in the alphabet."""
    counted: dict[str, Counter[str]] = {}
    for side in counts:
        used = np.bincount(np.concatenate([side.title.written, side.scope.written]), minlength=len(side.surfaces))
        for number in np.flatnonzero(used).tolist():
            term = side.terms[side.term_of[number]]
            spelling = _label(side.surfaces[number].removeprefix(CONCEPT))
            counted.setdefault(term, Counter())[spelling] += int(used[number])
    return {term: min(found.items(), key=lambda spelt: (-spelt[1], spelt[0]))[0] for term, found in counted.items()}


def _label(surface: str) -> str:
    """Write a term as in running text: `Smart` as `smart`, but `oneM2M` and `Internet of things` as they are."""
    return surface.lower() if " " not in surface and surface[1:].islower() else surface
