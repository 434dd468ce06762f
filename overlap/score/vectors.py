"""Counts of two lists → tf-idf vectors, some rows at a time.

A term of a text has the weight tf · idf^rarity, times `genre` for a word of the genre. tf is 1 + ln n for a count n of
at least 1, else n: words count in full in the title, less in its introductory element, and the less the later they
come in a scope, for a scope begins with its subject. idf is ln((1 + n) / (1 + df)) + 1 as scikit-learn computes it,
counted over titles and scopes together, on each side by itself, and combined by the geometric mean: a term must be
rare on both sides to say much. The numbers are in `weights.toml`.

scikit-learn itself is not imported: that takes longer than all the rest of a comparison of some hundred work items.
Its idf stands beside ours in the tests.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial

import numpy as np
from numpy.typing import NDArray

from overlap.model import Entry
from overlap.score import weights
from overlap.score.counts import Counts, Spellings, count
from overlap.score.lexicon import Lexicon
from overlap.score.matrices import dense_unit, kept, of_columns, once, weigh
from overlap.score.meaning import INSTALLED, adapt, read
from overlap.score.sparse import csr_matrix
from overlap.score.tfidf import Lengths, Places, Vectors, joined, together, transform
from overlap.score.vocabulary import Fit, fit
from overlap.text.editions import sentences
from overlap.text.glossary import Glossary
from overlap.text.words import CONCEPT

SCOPE = np.float32(2.0)
"""Length of the scope's vector by the lexicon where that of the title is 1."""
_SURPRISE = 2.5
"""What a term says in the field where there is no lexicon: about the mean of those that two texts share."""
JOINT = "\t"
"""Stands between the two terms of a phrase."""


@dataclass(frozen=True, slots=True, eq=False)
class SideVectors:
    """What some entries of one side are scored by, one row an entry; what is not told here is as in `Vectors`."""

    both: csr_matrix
    breadth: csr_matrix
    """The square root of how much each subject word of title and scope says in the field; the product of two rows is
    what those in common say."""
    naming: csr_matrix
    phrases: csr_matrix
    cover: csr_matrix
    rarity: NDArray[np.float64]
    """How rare the words of the title are, added up."""
    has_scope: NDArray[np.bool_]
    related: NDArray[np.float32] | None
    """The vectors of title and scope by the lexicon, of unit length; None without one."""
    meaning: NDArray[np.float64] | None
    """As in `Half`."""

    def __len__(self) -> int:
        return len(self.has_scope)


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """How what is counted in a list becomes vectors."""

    fitted: Fit
    numbers: weights.VectorSettings
    says: NDArray[np.float64]
    """For each term the square root of how much it says in the field."""
    is_related: NDArray[np.bool_]
    """For each term whether it has a vector by the lexicon."""
    related: NDArray[np.float32] | None
    """The vectors of those, one row a term; None without a lexicon, and where nothing but a bound is wanted."""


@dataclass(frozen=True, slots=True, eq=False)
class Half:
    """One side of a comparison: what is counted in it; its vectors are made of it, some rows at a time.

    So 200,000 entries take 100 MB and not 500, and are turned into vectors once for each part of the other side.
    """

    counts: Counts
    places: Places
    weighing: Weighing
    meaning: NDArray[np.float64] | None
    """What a sentence-embedding model makes of title and scope, one row an entry, so that the product of two is their
    cosine, as the model of the extra has it; None without a model."""
    lengths: Lengths | None
    """Of the vectors, where they are known and only some columns are made."""

    def __len__(self) -> int:
        return len(self.counts)

    def few(self, rows: NDArray[np.int64]) -> "Half":
        """Take some entries by themselves."""
        meaning = None if self.meaning is None else self.meaning[rows]
        lengths = self.lengths and self.lengths.of(rows)
        return replace(self, counts=self.counts.few(rows), meaning=meaning, lengths=lengths)

    def vectors(self) -> Vectors:
        """Make all vectors, those too that only tell why."""
        found: Vectors = joined([self._transformed(rows)[0] for rows in together(len(self))])
        return found

    def take(self, rows: range) -> SideVectors:
        """Make what some neighbouring entries are scored by."""
        parts = (range(rows.start + each.start, rows.start + each.stop) for each in together(len(rows)))
        found: SideVectors = joined([self._scored(each) for each in parts])
        return found

    def _transformed(self, rows: range) -> tuple[Vectors, Lengths]:
        lengths = self.lengths and self.lengths.of(slice(rows.start, rows.stop))
        by = self.weighing
        return transform(by.fitted, self.counts.between(rows), self.places, by.numbers, lengths)

    def _scored(self, rows: range) -> SideVectors:
        found, lengths = self._transformed(rows)
        return SideVectors(
            both=found.both,
            breadth=kept(weigh(found.subject, self.weighing.says)),
            naming=found.naming,
            phrases=found.phrases,
            cover=found.cover,
            rarity=lengths.rarity,
            has_scope=self.counts.scope.lengths[rows.start : rows.stop] > 0,
            related=_related(found, self.weighing),
            meaning=None if self.meaning is None else self.meaning[rows.start : rows.stop],
        )


@dataclass(frozen=True, eq=False)
class Space:
    """The two sides of a comparison over one vocabulary, and what their vectors say in words."""

    fitted: Fit
    halves: tuple[Half, Half]
    lexicon: Lexicon | None
    spelling: Callable[[str], str]
    """Gives for a term the spelling most used in the two lists."""

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """For each column of all vectors but `phrases` its term."""
        return self.fitted.vocabulary

    @property
    def has_meaning(self) -> bool:
        """Say whether a sentence-embedding model was asked."""
        return self.halves[0].meaning is not None

    @cached_property
    def left(self) -> Vectors:
        """All vectors of the left side."""
        return self.halves[0].vectors()

    @cached_property
    def right(self) -> Vectors:
        """All vectors of the right side."""
        return self.halves[1].vectors()

    @cached_property
    def sides(self) -> tuple[SideVectors, SideVectors]:
        """What all entries are scored by."""
        left, right = (half.take(range(len(half))) for half in self.halves)
        return left, right

    def few(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> "Space":
        """Take some entries of both sides by themselves."""
        return replace(self, halves=(self.halves[0].few(rows), self.halves[1].few(columns)))

    @cached_property
    def have_titles(self) -> tuple[list[bool], list[bool]]:
        """Say for each entry whether its title has a counted term."""
        left, right = ((half.counts.title.lengths > 0).tolist() for half in self.halves)
        return left, right

    @cached_property
    def have_scopes(self) -> tuple[list[bool], list[bool]]:
        """Say for each entry whether its scope has a counted term."""
        left, right = ((half.counts.scope.lengths > 0).tolist() for half in self.halves)
        return left, right

    @cached_property
    def _pairs(self) -> NDArray[np.int64]:
        """For each column of `phrases` its number: as in `Fit.pairs`."""
        return self.fitted.pairs[self.fitted.is_common]

    def phrase(self, column: int) -> str:
        """Name a column of `phrases`: its two terms with JOINT between them."""
        return JOINT.join(self.vocabulary[place] for place in divmod(int(self._pairs[column]), len(self.vocabulary)))


def build(
    left: Sequence[Entry],
    right: Sequence[Entry],
    glossary: Glossary,
    numbers: weights.VectorSettings,
    embeddings: str = "",
    beside: Sequence[Sequence[Entry]] | None = None,
    lexicon: Lexicon | None = None,
) -> Space:
    """Turn the entries of two sides into vectors over one vocabulary; an entry without a counted term is all 0.

    What is rare on the left side is counted in it, or in the lists `beside` it if they are given. `embeddings` names
    the folder of a sentence-embedding model, if there is one. Raises SettingsError as `embed` does.
    """
    first = count(left, glossary)
    counts = first, first if right is left else count(right, glossary)
    statistics = [counts[0]] if beside is None else [count(each, glossary) for each in beside]
    fitted = fit((statistics, [counts[1]]), counts, glossary, numbers)
    meaning = _meaning([*left, *right], len(left), embeddings) if embeddings else (None, None)
    return space(fitted, counts, numbers, lexicon, (counts[0].spellings, counts[1].spellings), meaning)


def space(
    fitted: Fit,
    counts: tuple[Counts, Counts],
    numbers: weights.VectorSettings,
    lexicon: Lexicon | None,
    spellings: tuple[Spellings, Spellings],
    meaning: tuple[NDArray[np.float64] | None, NDArray[np.float64] | None] = (None, None),
    lengths: Lengths | None = None,
) -> Space:
    """Put both sides together; `spellings` are of the lists that they were read in.

    With the lengths of the right side's vectors they are made for a bound, and those by the lexicon left out.
    """
    by = _weighing(fitted, numbers, lexicon, is_bound=lengths is not None)
    left, right = (
        Half(each, Places.of(each, fitted), by, meant, known)
        for each, meant, known in zip(counts, meaning, (None, lengths), strict=True)
    )
    return Space(fitted, (left, right), lexicon, cache(partial(_spelling, spellings)))


def _weighing(fitted: Fit, numbers: weights.VectorSettings, lexicon: Lexicon | None, is_bound: bool) -> Weighing:
    """Look up what the lexicon says of the vocabulary."""
    if lexicon is None:
        says = np.full(len(fitted.vocabulary), _SURPRISE)
        return Weighing(fitted, numbers, np.sqrt(says), np.zeros(len(says), dtype=np.bool_), None)
    known = np.array([term in lexicon.place for term in fitted.vocabulary], dtype=np.bool_) & fitted.subject
    related = lexicon.vectors(tuple(fitted.vocabulary[n] for n in np.flatnonzero(known).tolist()))
    says = np.sqrt(lexicon.surprise(fitted.vocabulary))
    return Weighing(fitted, numbers, says, known, None if is_bound else related)


def _related(found: Vectors, by: Weighing) -> NDArray[np.float32] | None:
    """Add up the vectors of the different subject words of each title and scope by the lexicon."""
    if by.related is None:
        return None
    title, scope = (
        dense_unit(once(of_columns(each, by.is_related)) @ by.related) for each in (found.in_title, found.in_scope)
    )
    return dense_unit(title + SCOPE * scope)


def _meaning(entries: Sequence[Entry], left: int, folder: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    found = read(folder, [(each.title, sentences(each.scope)) for each in entries])
    sides = found[:left], found[left:]
    return sides if folder == INSTALLED else adapt(*sides)


def _spelling(lists: Iterable[Spellings], term: str) -> str:
    """Find the spelling of a term most used; of equal ones the first in the alphabet."""
    used: Counter[str] = Counter()
    for each in lists:
        place = bisect_left(each.terms, term)
        if place < len(each.terms) and each.terms[place] == term:
            for number in np.flatnonzero(each.term_of == place).tolist():
                used[_label(each.surfaces[number].removeprefix(CONCEPT))] += int(each.used[number])
    return min(used, key=lambda spelling: (-used[spelling], spelling))


def _label(surface: str) -> str:
    """Write a term as in running text: `Smart` as `smart`, but `oneM2M` and `Internet of things` as they are."""
    return surface.lower() if " " not in surface and surface[1:].islower() else surface
