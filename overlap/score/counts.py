"""What is written in the titles and scopes of one list, counted: all of its vectors that no other list changes.

A list is read once for as many comparisons as one likes. A text is a run of numbers in one long array, and what a
number stands for is said once: 120,000 records with 44 million characters of scopes take 25 MB and not 1 GB.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from overlap.items.folding import Folded
from overlap.model import Entry
from overlap.store import cache
from overlap.text.glossary import Glossary
from overlap.text.words import surfaces, term_of, title_elements

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """The titles, or the scopes, of a list: the surfaces of each that count, in their order."""

    written: Numbers
    """The surfaces of all texts, one text after the other, as numbers of `Counts.surfaces`."""
    ends: NDArray[np.int64]
    """Where each text ends in `written`, after a 0: one more than there are texts."""

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Give the number of surfaces of each text."""
        return np.diff(self.ends)

    @property
    def rows(self) -> NDArray[np.int64]:
        """Give for each surface the number of its text."""
        return np.repeat(np.arange(len(self.ends) - 1), self.lengths)

    @property
    def places(self) -> NDArray[np.int64]:
        """Give for each surface its place in its text."""
        places: NDArray[np.int64] = np.arange(len(self.written)) - np.repeat(self.ends[:-1], self.lengths)
        return places

    def take(self, rows: NDArray[np.int64]) -> tuple["Texts", NDArray[np.int64]]:
        """Take some texts, and say where in `written` they stand."""
        lengths = self.lengths[rows]
        ends = np.concatenate([[0], np.cumsum(lengths)])
        places = np.arange(ends[-1]) + np.repeat(self.ends[rows] - ends[:-1], lengths)
        return Texts(self.written[places], ends), places


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """The texts of a list."""

    surfaces: tuple[str, ...]
    terms: tuple[str, ...]
    """Every term of the list, in the order of the alphabet."""
    term_of: Numbers
    """For each surface the number of its term."""
    title: Texts
    element: Numbers
    """For each surface of `title.written` the number of the element of the title it stands in."""
    scope: Texts
    frequency: Numbers
    """For each term the number of entries that have it in title or scope."""
    used: Numbers
    """For each surface how often it stands in titles and scopes."""
    phrase: Texts
    """The pairs of terms that stand side by side in each scope, in their order, as numbers of `pairs`."""
    pairs: NDArray[np.int64]
    """Every such pair, in order: the number of the first term times the number of all, plus that of the second."""
    pair_frequency: Numbers
    """For each pair the number of scopes that have it."""

    def __len__(self) -> int:
        return len(self.title.ends) - 1

    def read(self, texts: Texts) -> NDArray[np.int64]:
        """Give the term of each surface of some texts."""
        return (self.term_of[texts.written] if len(texts.written) else texts.written).astype(np.int64)

    def take(self, rows: NDArray[np.int64]) -> "Counts":
        """Take some entries with the terms and pairs that they have; these are counted as in the whole list."""
        (title, places), (scope, _), (phrase, _) = (each.take(rows) for each in (self.title, self.scope, self.phrase))
        terms = distinct(np.concatenate([self.read(title), self.read(scope)]))
        pairs = distinct(phrase.written)
        place = np.full(len(self.terms) + 1, -1)
        place[terms] = np.arange(len(terms))
        keys, width = self.pairs[pairs], len(self.terms)
        return Counts(
            surfaces=self.surfaces,
            terms=tuple(self.terms[n] for n in terms.tolist()),
            term_of=place[self.term_of].astype(np.int32),
            title=title,
            element=self.element[places],
            scope=scope,
            frequency=self.frequency[terms],
            used=self.used,
            phrase=Texts(np.searchsorted(pairs, phrase.written).astype(np.int32), phrase.ends),
            pairs=place[keys // width] * len(terms) + place[keys % width] if len(keys) else keys,
            pair_frequency=self.pair_frequency[pairs],
        )


def count(entries: Sequence[Entry], glossary: Glossary) -> Counts:
    """Read the titles and scopes of a list; those of a catalogue are remembered."""
    if isinstance(entries, Folded):
        return _remembered(entries, glossary)
    return _count([entry.title for entry in entries], [entry.scope for entry in entries], glossary)


@lru_cache(maxsize=4)
def _remembered(entries: Folded, glossary: Glossary) -> Counts:
    """Count a catalogue once, and remember it; within a run too, for a list may be asked for twice."""

    def make() -> cache.Arrays:
        return _pack(_count(entries.column("title"), entries.column("scope"), glossary))

    return _unpack(cache.remember("words counted", entries.digest, glossary.digest, make))


def _count(all_titles: Sequence[str], all_scopes: Sequence[str], glossary: Glossary) -> Counts:
    index: defaultdict[str, int] = defaultdict()
    index.default_factory = index.__len__
    titles = [title_elements(title) for title in all_titles]
    found, ends = _number((element for title in titles for element in title), glossary, index)
    elements = np.fromiter((len(title) for title in titles), dtype=np.int64, count=len(titles))
    first = np.concatenate([[0], np.cumsum(elements)])
    number = np.arange(len(ends) - 1) - np.repeat(first[:-1], elements)
    element = np.repeat(number, np.diff(ends)).astype(np.int32)
    scopes = _number(all_scopes, glossary, index)
    terms = [term_of(surface, glossary) for surface in index]
    vocabulary = sorted({*terms} - {""})
    place = {term: n for n, term in enumerate(vocabulary)}
    numbers = np.array([place.get(term, -1) for term in terms], dtype=np.int32)
    title, kept = _counted(found, ends[first], numbers)
    scope, _ = _counted(*scopes, numbers)
    read = [(numbers[texts.written] if len(texts.written) else texts.written) for texts in (title, scope)]
    keys, pair_ends = _neighbours(read[1].astype(np.int64), scope, len(vocabulary))
    pairs, pair = np.unique(keys, return_inverse=True)
    phrase = Texts(pair.astype(np.int32), pair_ends)
    return Counts(
        surfaces=tuple(index),
        terms=tuple(vocabulary),
        term_of=numbers,
        title=title,
        element=element[kept],
        scope=scope,
        frequency=_frequency(np.concatenate(read), np.concatenate([title.rows, scope.rows]), len(vocabulary)),
        used=np.bincount(np.concatenate([title.written, scope.written]), minlength=len(index)).astype(np.int32),
        phrase=phrase,
        pairs=pairs,
        pair_frequency=_frequency(pair, phrase.rows, len(pairs)),
    )


def _neighbours(terms: NDArray[np.int64], scope: Texts, width: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    inside = scope.places[1:] > 0
    ends = np.concatenate([[0], np.cumsum(inside)])[np.maximum(scope.ends - 1, 0)]
    return (terms[:-1] * width + terms[1:])[inside], ends


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """Give each number once, in order; quicker than NumPy's, which looks up every one in a table."""
    found = np.sort(numbers, kind="stable")
    return found[np.concatenate([[True], found[1:] != found[:-1]])] if len(found) else found


def _frequency(found: NDArray[Any], rows: NDArray[np.int64], width: int) -> Numbers:
    """Count the rows in which each number is found."""
    once = distinct(rows * max(width, 1) + found)
    return np.bincount(once % max(width, 1), minlength=width).astype(np.int32)[:width]


def _pack(counts: Counts) -> cache.Arrays:
    """Write counts as plain arrays."""
    return {
        "surfaces": cache.join(counts.surfaces),
        "terms": cache.join(counts.terms),
        "term_of": counts.term_of,
        "title": counts.title.written,
        "title_ends": counts.title.ends,
        "element": counts.element,
        "scope": counts.scope.written,
        "scope_ends": counts.scope.ends,
        "frequency": counts.frequency,
        "used": counts.used,
        "phrase": counts.phrase.written,
        "phrase_ends": counts.phrase.ends,
        "pairs": counts.pairs,
        "pair_frequency": counts.pair_frequency,
    }


def _unpack(arrays: cache.Arrays) -> Counts:
    """Read what `_pack` wrote."""
    return Counts(
        surfaces=tuple(cache.split(arrays["surfaces"])),
        terms=tuple(cache.split(arrays["terms"])),
        term_of=arrays["term_of"],
        title=Texts(arrays["title"], arrays["title_ends"]),
        element=arrays["element"],
        scope=Texts(arrays["scope"], arrays["scope_ends"]),
        frequency=arrays["frequency"],
        used=arrays["used"],
        phrase=Texts(arrays["phrase"], arrays["phrase_ends"]),
        pairs=arrays["pairs"],
        pair_frequency=arrays["pair_frequency"],
    )


def _number(texts: Iterable[str], glossary: Glossary, index: Mapping[str, int]) -> tuple[Numbers, NDArray[np.int64]]:
    """Write each text as the numbers of its surfaces; new ones get the next numbers."""
    written = array("i")
    ends = [0]
    for text in texts:
        written.extend(map(index.__getitem__, surfaces(text, glossary)))
        ends.append(len(written))
    return np.array(written, dtype=np.int32), np.array(ends, dtype=np.int64)


def _counted(written: Numbers, ends: NDArray[np.int64], term_of: Numbers) -> tuple[Texts, NDArray[np.bool_]]:
    """Leave out the surfaces that do not count, and say which are kept."""
    kept = term_of[written] >= 0 if len(written) else np.zeros(0, dtype=np.bool_)
    return Texts(written[kept], np.concatenate([[0], np.cumsum(kept)])[ends]), kept
