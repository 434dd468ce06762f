"""Counts of two lists → tf-idf vectors; with `matching`, the only module that knows SciPy's matrices.

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
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from overlap.model import Entry
from overlap.score import weights
from overlap.score.counts import Spellings, count
from overlap.score.lexicon import Lexicon
from overlap.score.matrices import between, dense_unit, filled, kept, once, squares, weigh
from overlap.score.meaning import INSTALLED, adapt, read
from overlap.score.sparse import csr_matrix
from overlap.score.tfidf import Vectors, transform
from overlap.score.vocabulary import Fit, fit
from overlap.text.editions import sentences
from overlap.text.glossary import Glossary
from overlap.text.words import CONCEPT

SCOPE = np.float32(2.0)
"""Length of the scope's vector by the lexicon where that of the title is 1."""
_TOGETHER = 2**13
"""So many entries have their words added up in one go."""
_SURPRISE = 2.5
"""What a term says in the field where there is no lexicon: about the mean of those that two texts share."""
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
class SideVectors:
    """What some entries of one side are scored by, one row an entry; each as in `Space`."""

    both: csr_matrix
    breadth: csr_matrix
    naming: csr_matrix
    phrases: csr_matrix
    cover: csr_matrix
    rarity: NDArray[np.float64]
    """How rare the words of the title are, added up."""
    has_scope: NDArray[np.bool_]
    related: NDArray[np.float32] | None
    meaning: NDArray[np.float64] | None

    def __len__(self) -> int:
        return len(self.has_scope)

    def take(self, rows: range) -> "SideVectors":
        """Take neighbouring rows; nothing is copied."""
        few = slice(rows.start, rows.stop)
        return SideVectors(
            both=between(self.both, rows),
            breadth=between(self.breadth, rows),
            naming=between(self.naming, rows),
            phrases=between(self.phrases, rows),
            cover=between(self.cover, rows),
            rarity=self.rarity[few],
            has_scope=self.has_scope[few],
            related=None if self.related is None else self.related[few],
            meaning=None if self.meaning is None else self.meaning[few],
        )


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
    breadth: Sides
    """The square root of how much each subject word of title and scope says in the field; the product of two rows is
    what those in common say."""
    naming: Sides
    """The square root of the rarity of each word of the title, whatever its kind, times its share in the title: the
    product of two rows is the rarity of what both share."""
    phrases: Sides
    """The word pairs of the scope that both sides have; of unit length with those that only one side has."""
    cover: Sides
    """The share of the title's weight that each of its words has: rarity squared, less for a word of the genre."""
    lexicon: Lexicon | None
    can_relate: NDArray[np.bool_]
    """For each term whether it counts for `related`: subject words do."""
    related: tuple[NDArray[np.float32], NDArray[np.float32]] | None
    """The vectors of title and scope by the lexicon, of unit length; None without one."""
    pairs: NDArray[np.int64]
    """For each column of `phrases` the number of its first term times the size of the vocabulary, plus the second's."""
    meaning: tuple[NDArray[np.float64], NDArray[np.float64]] | None
    """What a sentence-embedding model makes of title and scope, one row an entry, so that the product of two is their
    cosine, as the model of the extra has it; None without a model."""
    spellings: tuple[Spellings, Spellings]

    @cached_property
    def both(self) -> Sides:
        """Title and scope together, of unit length."""
        return Sides(*(title + scope for title, scope in zip(self.in_title, self.in_scope, strict=True)))

    @cached_property
    def halves(self) -> tuple[SideVectors, SideVectors]:
        """What the pairs are scored by, without what only tells why."""
        left, right = (
            SideVectors(
                self.both[side],
                self.breadth[side],
                self.naming[side],
                self.phrases[side],
                self.cover[side],
                squares(self.naming[side]),
                filled(self.in_scope[side]),
                self.related[side] if self.related else None,
                self.meaning[side] if self.meaning else None,
            )
            for side in (0, 1)
        )
        return left, right

    @cached_property
    def have_titles(self) -> tuple[list[bool], list[bool]]:
        """Say for each entry whether its title has a counted term; `have_scopes` for its scope."""
        return filled(self.naming.left).tolist(), filled(self.naming.right).tolist()

    @cached_property
    def have_scopes(self) -> tuple[list[bool], list[bool]]:
        """Say for each entry whether its scope has a counted term."""
        return filled(self.in_scope.left).tolist(), filled(self.in_scope.right).tolist()

    @cached_property
    def spelling(self) -> Callable[[str], str]:
        """Gives for a term the spelling most used in the two lists."""
        return cache(lambda term: _spelling(self.spellings, term))

    def phrase(self, column: int) -> str:
        """Name a column of `phrases`: its two terms with JOINT between them."""
        return JOINT.join(self.vocabulary[place] for place in divmod(int(self.pairs[column]), len(self.vocabulary)))


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
    one, other = (transform(fitted, each, numbers)[0] for each in counts)
    meaning = _meaning([*left, *right], len(left), embeddings) if embeddings else None
    spellings = counts[0].spellings, counts[1].spellings
    del first, counts, statistics  # as large as the vectors, and no longer needed
    return space(fitted, spellings, (one, other), lexicon, meaning)


def space(
    fitted: Fit,
    spellings: tuple[Spellings, Spellings],
    sides: tuple[Vectors, Vectors],
    lexicon: Lexicon | None = None,
    meaning: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None,
    is_bound: bool = False,
) -> Space:
    """Put together what the vectors of both sides say; `spellings` are of the lists that they were read in.

    For a bound the vectors by the lexicon are left out.
    """
    one, other = sides
    says = np.sqrt(lexicon.surprise(fitted.vocabulary) if lexicon else np.full(len(fitted.vocabulary), _SURPRISE))
    return Space(
        vocabulary=fitted.vocabulary,
        in_title=Sides(one.in_title, other.in_title),
        in_scope=Sides(one.in_scope, other.in_scope),
        title=Sides(one.title, other.title),
        subject=Sides(one.subject, other.subject),
        breadth=Sides(kept(weigh(one.subject, says)), kept(weigh(other.subject, says))),
        naming=Sides(one.naming, other.naming),
        phrases=Sides(one.phrases, other.phrases),
        cover=Sides(one.cover, other.cover),
        lexicon=lexicon,
        can_relate=fitted.subject,
        related=_related(fitted, lexicon, sides) if lexicon and not is_bound else None,
        pairs=fitted.pairs[fitted.is_common],
        meaning=meaning,
        spellings=spellings,
    )


def _related(
    fitted: Fit, lexicon: Lexicon, sides: tuple[Vectors, Vectors]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Add up the vectors of the different subject words of each title and scope, some thousand entries at a time."""
    terms = lexicon.vectors(fitted.vocabulary)
    terms[~fitted.subject] = 0

    def summed(side: Vectors) -> NDArray[np.float32]:
        found = np.empty((side.in_title.shape[0], terms.shape[1]), dtype=np.float32)
        for start in range(0, len(found), _TOGETHER):
            rows = range(start, min(start + _TOGETHER, len(found)))
            title, scope = (dense_unit(once(between(each, rows)) @ terms) for each in (side.in_title, side.in_scope))
            found[rows.start : rows.stop] = dense_unit(title + SCOPE * scope)
        return found

    return summed(sides[0]), summed(sides[1])


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
