"""What is written in the titles and scopes of one list, counted: all of its vectors that no other list changes.

A list is read once for as many comparisons as one likes. A text is a run of numbers in one long array, and what a
number stands for is said once: 120,000 records with 44 million characters of scopes take 25 MB and not 1 GB.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from overlap.items.folding import Folded
from overlap.model import Entry
from overlap.score.texts import Numbers, Texts
from overlap.store import cache
from overlap.text.editions import about
from overlap.text.glossary import Glossary
from overlap.text.words import surfaces, term_of, title_elements

_READ, _TOGETHER = 2**10, 2**13
"""So many texts are read, and so many entries have their terms counted, in one go."""


@dataclass(frozen=True, slots=True, eq=False)
class Spellings:
    """How the terms of a list are written in it, each as in `Counts`."""

    surfaces: tuple[str, ...]
    terms: tuple[str, ...]
    term_of: Numbers
    used: Numbers


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

    @property
    def spellings(self) -> Spellings:
        """Give what tells how terms are written, without the texts."""
        return Spellings(self.surfaces, self.terms, self.term_of, self.used)

    def read(self, texts: Texts) -> NDArray[np.int64]:
        """Give the term of each surface of some texts."""
        return (self.term_of[texts.written] if len(texts.written) else texts.written).astype(np.int64)

    def between(self, rows: range) -> "Counts":
        """Take neighbouring entries without a copy; all else is as in the whole list."""
        title, scope, phrase = (each.between(rows.start, rows.stop) for each in (self.title, self.scope, self.phrase))
        element = self.element[self.title.ends[rows.start] : self.title.ends[rows.stop]]
        return replace(self, title=title, element=element, scope=scope, phrase=phrase)

    def few(self, rows: NDArray[np.int64]) -> "Counts":
        """Take some entries; all else is as in the whole list."""
        (title, places), (scope, _), (phrase, _) = (each.take(rows) for each in (self.title, self.scope, self.phrase))
        return replace(self, title=title, element=self.element[places], scope=scope, phrase=phrase)

    def take(self, rows: NDArray[np.int64]) -> "Counts":
        """Take some entries with the terms and pairs that they have; these are counted as in the whole list."""
        some = self.few(rows)
        title, scope, phrase = some.title, some.scope, some.phrase
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
            element=some.element,
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
    read = _Surfaces(glossary)
    titles = [*map(title_elements, all_titles)]
    first = np.concatenate([[0], np.cumsum([*map(len, titles)], dtype=np.int64)])
    elements = read.number(chain.from_iterable(titles))
    del titles
    return _counted(read, elements, first, read.number(map(about, all_scopes)))


class _Surfaces(dict[str, int]):
    """The surfaces of some texts, each with a number that it gets when it is first asked for."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self.terms: list[str] = []
        """Of each surface; empty for one that does not count."""
        self._counts = bytearray()

    def __missing__(self, surface: str) -> int:
        self[surface] = number = len(self)
        self.terms.append(term_of(surface, self._glossary))
        self._counts.append(self.terms[-1] != "")
        return number

    def number(self, texts: Iterable[str]) -> Texts:
        """Write each text as the numbers of those of its surfaces that count."""
        every = iter(texts)
        written, ends = array("i"), [np.zeros(1, dtype=np.int64)]
        while some := list(islice(every, _READ)):
            numbers, lengths = array("i"), []
            for text in some:
                numbers.extend(array("i", [*map(self.__getitem__, surfaces(text, self._glossary))]))
                lengths.append(len(numbers))
            kept = np.frombuffer(self._counts, dtype=np.bool_)[np.frombuffer(numbers, dtype=np.int32)]
            before = np.concatenate([[0], np.cumsum(kept)])
            ends.append(len(written) + before[lengths])
            written.frombytes(np.frombuffer(numbers, dtype=np.int32)[kept].tobytes())
        return Texts(np.frombuffer(written, dtype=np.int32), np.concatenate(ends))


def _counted(read: _Surfaces, elements: Texts, first: NDArray[np.int64], scope: Texts) -> Counts:
    """Count the terms of titles, given by their elements and the first of each title, and of scopes."""
    vocabulary = sorted({*read.terms} - {""})
    place = {term: n for n, term in enumerate(vocabulary)}
    numbers = np.array([place.get(term, -1) for term in read.terms], dtype=np.int32)
    title = Texts(elements.written, elements.ends[first])
    element = elements.rows - np.repeat(first[:-1], title.lengths)
    used = np.add(*(np.bincount(each.written, minlength=len(numbers)) for each in (title, scope)))
    phrase, pairs, pair_frequency = _phrases(numbers, scope, len(vocabulary))
    return Counts(
        surfaces=tuple(read),
        terms=tuple(vocabulary),
        term_of=numbers,
        title=title,
        element=element.astype(np.int32),
        scope=scope,
        frequency=_frequency(numbers, title, scope, len(vocabulary)),
        used=used.astype(np.int32),
        phrase=phrase,
        pairs=pairs,
        pair_frequency=pair_frequency,
    )


def _phrases(term_of: Numbers, scope: Texts, width: int) -> tuple[Texts, NDArray[np.int64], Numbers]:
    """Give the pairs of terms that stand side by side in scopes, each once, and the number of scopes that have each.

    They are numbered some thousand scopes at a time, and once more when all are known.
    """
    parts = [scope.between(start, start + _TOGETHER) for start in range(0, len(scope.ends) - 1, _TOGETHER)]
    found = [_side_by_side(term_of, part, width) for part in parts]
    pairs = np.zeros(0, dtype=np.int64)
    for _, known, _ in found:
        pairs = distinct(np.concatenate([pairs, known]))
    frequency = np.zeros(len(pairs), dtype=np.int32)
    ends = [np.zeros(1, dtype=np.int64)]
    written = array("i")
    while found:
        part, known, counted = found.pop(0)
        place = np.searchsorted(pairs, known).astype(np.int32)
        frequency[place] += counted
        ends.append(part.ends[1:] + len(written))
        written.frombytes(place[part.written].tobytes())
    return Texts(np.frombuffer(written, dtype=np.int32), np.concatenate(ends)), pairs, frequency


def _side_by_side(term_of: Numbers, scope: Texts, width: int) -> tuple[Texts, NDArray[np.int64], Numbers]:
    """Do the same for a few scopes."""
    if not len(scope.written):
        return Texts(scope.written, scope.ends), np.zeros(0, dtype=np.int64), scope.written
    inside = np.ones(len(scope.written), dtype=np.bool_)
    inside[scope.ends[:-1][scope.lengths > 0]] = False  # nothing stands before the first of a text
    ends = scope.ends - np.searchsorted(np.flatnonzero(~inside), scope.ends)
    terms = term_of[scope.written].astype(np.int64)
    pairs, pair, order = _numbered((terms[:-1] * width + terms[1:])[inside[1:]])
    rows = np.repeat(np.arange(len(ends) - 1, dtype=np.int32), np.diff(ends))[order]  # those of one pair in order
    counted = pair[order]
    once = np.ones(len(rows), dtype=np.bool_)
    once[1:] = (rows[1:] != rows[:-1]) | (counted[1:] != counted[:-1])
    return Texts(pair, ends), pairs, np.bincount(counted[once], minlength=len(pairs)).astype(np.int32)


def _numbered(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], Numbers, NDArray[np.int64]]:
    """Give each key once, in order; for each key which of these it is; and the places of the keys in their order.

    Key and place are sorted as one number where both fit in: in an eighth of the time of sorting places by keys.
    """
    bits = len(keys).bit_length()
    if len(keys) and int(keys.max()) < 1 << (63 - bits):
        packed = (keys << bits) | np.arange(len(keys))
        packed.sort()
        order = packed & ((1 << bits) - 1)
        packed >>= bits
    else:
        order = np.argsort(keys, kind="stable")
        packed = keys[order]
    is_new = np.ones(len(keys), dtype=np.bool_)
    is_new[1:] = packed[1:] != packed[:-1]
    number = np.empty(len(keys), dtype=np.int32)
    number[order] = np.cumsum(is_new, dtype=np.int32) - 1
    return packed[is_new], number, order


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """Give each number once, in order; quicker than NumPy's, which looks up every one in a table."""
    found = np.sort(numbers, kind="stable")
    return found[np.concatenate([[True], found[1:] != found[:-1]])] if len(found) else found


def _frequency(term_of: Numbers, title: Texts, scope: Texts, width: int) -> Numbers:
    """Count for each term the entries that have it in title or scope, some thousand entries at a time."""
    found = np.zeros(max(width, 1), dtype=np.int64)
    for start in range(0, len(title.ends) - 1, _TOGETHER):
        parts = [each.between(start, start + _TOGETHER) for each in (title, scope)]
        once = distinct(np.concatenate([each.rows * max(width, 1) + term_of[each.written] for each in parts]))
        found += np.bincount(once % max(width, 1), minlength=max(width, 1))
    return found.astype(np.int32)[:width]


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
