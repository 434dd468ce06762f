"""Titles and scopes → tf-idf vectors; with `scoring`, the only module that knows scikit-learn and SciPy.

A term of a text has the weight tf · idf^rarity, times `genre` for a word of the genre. tf is 1 + ln n for a count n of
at least 1, else n: words count in full in the title, less in its introductory element, and the less the later they
come in a scope, for a scope begins with its subject. idf is ln((1 + n) / (1 + df)) + 1 as scikit-learn computes it,
counted over titles and scopes together, on each side by itself, and combined by the geometric mean: a term must be
rare on both sides to say much. The numbers are in `weights.toml`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer

from overlap import weights
from overlap.glossary import Glossary
from overlap.meaning import embed
from overlap.model import Entry
from overlap.words import Token, is_genre, title_elements, tokens

JOINT = "\t"
"""Stands between the two terms of a phrase."""


class Sides(NamedTuple):
    """One row an entry, one column a term."""

    left: csr_matrix
    right: csr_matrix

    def map(self, change: Callable[[csr_matrix], csr_matrix]) -> "Sides":
        """Change both sides alike."""
        return Sides(change(self.left), change(self.right))


@dataclass(frozen=True, slots=True, eq=False)
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
    phrase_vocabulary: tuple[str, ...]
    spellings: Mapping[str, str]
    """For each term and phrase the spelling most used in the two lists."""
    meaning: tuple[NDArray[np.float64], NDArray[np.float64]] | None
    """What a sentence-embedding model makes of title and scope, one row an entry; None without one."""

    @property
    def both(self) -> Sides:
        """Title and scope together, of unit length."""
        return Sides(*(title + scope for title, scope in zip(self.in_title, self.in_scope, strict=True)))


def build(
    left: Sequence[Entry], right: Sequence[Entry], glossary: Glossary, numbers: weights.Vectors, embeddings: str = ""
) -> Space:
    """Turn the entries of two sides into vectors over one vocabulary; an entry without a counted term is all 0.

    `embeddings` names the folder of a sentence-embedding model, if there is one. Raises SettingsError as `embed` does.
    """
    entries = [*left, *right]
    titles = [title_elements(each.title, glossary) for each in entries]
    scopes = [tokens(each.scope, glossary) for each in entries]
    counter = DictVectorizer()
    counted = counter.fit_transform(
        [*(_count_title(each, numbers) for each in titles), *(_count_scope(each, numbers) for each in scopes)]
    )
    vocabulary: list[str] = counter.get_feature_names_out().tolist()
    title, scope = (_parted(each, len(left)) for each in (counted[: len(entries)], counted[len(entries) :]))
    counts = title
    idf = _rarity(Sides(title.left + scope.left, title.right + scope.right))
    genre = np.array([is_genre(term, glossary) for term in vocabulary], dtype=bool)
    weight = idf**numbers.rarity * np.where(genre, numbers.genre, 1.0)
    title, scope = (each.map(lambda side: _unit(_weigh(_damp(side), weight))) for each in (title, scope))
    in_title, in_scope = title.map(lambda side: side * numbers.title), scope
    lengths = [_length(one + other) for one, other in zip(in_title, in_scope, strict=True)]
    in_title, in_scope = (
        Sides(*(_divide(side, length) for side, length in zip(each, lengths, strict=True)))
        for each in (in_title, in_scope)
    )
    phrases, phrase_vocabulary = _phrases(scopes, len(left), glossary, numbers.genre)
    flat = [*(token for each in titles for element in each for token in element), *(t for each in scopes for t in each)]
    return Space(
        vocabulary=tuple(vocabulary),
        in_title=in_title,
        in_scope=in_scope,
        title=Sides(*(_first_filled(one, other) for one, other in zip(title, scope, strict=True))),
        subject=Sides(title.left + scope.left, title.right + scope.right).map(
            lambda side: _weigh(side > 0, np.where(genre, 0.0, 1.0))
        ),
        naming=counts.map(lambda side: _weigh(side.minimum(1), idf).sqrt()),
        phrases=phrases,
        phrase_vocabulary=tuple(phrase_vocabulary),
        spellings=_spellings(flat),
        meaning=_meaning(entries, len(left), embeddings) if embeddings else None,
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


def _count_title(elements: Sequence[Sequence[Token]], numbers: weights.Vectors) -> Mapping[str, float]:
    """Count the terms of a title, those of the first of several elements in part."""
    found: defaultdict[str, float] = defaultdict(float)
    for place, element in enumerate(elements):
        share = numbers.introductory if place == 0 and len(elements) > 1 else 1
        for token in element:
            found[token.term] += share
    return found


def _count_scope(read: Sequence[Token], numbers: weights.Vectors) -> Mapping[str, float]:
    """Count the terms of a scope, the later ones less."""
    found: defaultdict[str, float] = defaultdict(float)
    for place, token in enumerate(read):
        found[token.term] += 1 / (1 + place / numbers.half)
    return found


def _phrases(scopes: Sequence[Sequence[Token]], left: int, glossary: Glossary, genre: float) -> tuple[Sides, list[str]]:
    """Turn the pairs of neighbouring terms of each scope into vectors."""
    counter = DictVectorizer()
    terms = ([token.term for token in read] for read in scopes)
    counted = _parted(counter.fit_transform([Counter(map(JOINT.join, pairwise(each))) for each in terms]), left)
    vocabulary: list[str] = counter.get_feature_names_out().tolist()
    kinds = [sum(is_genre(term, glossary) for term in phrase.split(JOINT)) for phrase in vocabulary]
    weight = _rarity(counted) * genre ** np.array(kinds, dtype=float)
    return counted.map(lambda side: _unit(_weigh(_damp(side), weight))), vocabulary


def _parted(counted: csr_matrix, left: int) -> Sides:
    return Sides(counted[:left], counted[left:])


def _rarity(counted: Sides) -> NDArray[np.float64]:
    """Give the idf of each term, of both sides together."""
    if not counted.left.shape[1]:
        return np.zeros(0)  # scikit-learn takes no empty matrix
    left, right = (TfidfTransformer().fit(side).idf_ for side in counted)
    rarity: NDArray[np.float64] = np.sqrt(left * right)
    return rarity


def _damp(side: csr_matrix) -> csr_matrix:
    """Let a count above 1 grow with its logarithm only."""
    damped = side.copy()
    damped.data = np.where(side.data > 1, 1 + np.log(np.maximum(side.data, 1)), side.data)
    return damped


def _weigh(side: csr_matrix, weight: NDArray[np.float64]) -> csr_matrix:
    return csr_matrix(side.multiply(weight[np.newaxis, :]))


def _length(side: csr_matrix) -> NDArray[np.float64]:
    """Give the length of each row, 1 for an empty one."""
    squared = np.asarray(side.multiply(side).sum(axis=1)).ravel()
    return np.where(squared > 0, np.sqrt(squared), 1.0)


def _unit(side: csr_matrix) -> csr_matrix:
    return _divide(side, _length(side))


def _divide(side: csr_matrix, length: NDArray[np.float64]) -> csr_matrix:
    return csr_matrix(side.multiply(1 / length[:, np.newaxis]))


def _first_filled(title: csr_matrix, scope: csr_matrix) -> csr_matrix:
    """Take the titles, and the scope where there is no title, of unit length."""
    return _unit(title + _divide(scope, np.where(filled(title), np.inf, 1.0)))


def _spellings(read: Iterable[Token]) -> dict[str, str]:
    """Find for each term the spelling most used; of equal ones the first in the alphabet."""
    counted: dict[str, Counter[str]] = {}
    for token in read:
        counted.setdefault(token.term, Counter())[_label(token.surface)] += 1
    return {term: min(found.items(), key=lambda spelt: (-spelt[1], spelt[0]))[0] for term, found in counted.items()}


def _label(surface: str) -> str:
    """Write a term as in running text: `Smart` as `smart`, but `oneM2M` and `Internet of things` as they are."""
    return surface.lower() if " " not in surface and surface[1:].islower() else surface
