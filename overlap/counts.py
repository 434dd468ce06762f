"""What is written in the titles and scopes of one list, counted: all of its vectors that no other list changes.

A list is read once for as many comparisons as one likes. A text is a run of numbers in one long array, and what a
number stands for is said once: 120,000 records with 44 million characters of scopes take 25 MB and not 1 GB.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from overlap import cache
from overlap.folding import Folded
from overlap.glossary import Glossary
from overlap.model import Entry
from overlap.words import surfaces, term_of, title_elements

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

    def __len__(self) -> int:
        return len(self.title.ends) - 1


def count(entries: Sequence[Entry], glossary: Glossary) -> Counts:
    """Read the titles and scopes of a list; those of a catalogue are remembered."""
    if isinstance(entries, Folded):
        titles, scopes = entries.column("title"), entries.column("scope")
        return _unpack(
            cache.remember(
                "words counted", entries.digest, glossary.digest, lambda: _pack(_count(titles, scopes, glossary))
            )
        )
    return _count([entry.title for entry in entries], [entry.scope for entry in entries], glossary)


def _count(all_titles: Sequence[str], all_scopes: Sequence[str], glossary: Glossary) -> Counts:
    index: dict[str, int] = {}
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
    return Counts(tuple(index), tuple(vocabulary), numbers, title, element[kept], _counted(*scopes, numbers)[0])


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
    )


def _number(texts: Iterable[str], glossary: Glossary, index: dict[str, int]) -> tuple[Numbers, NDArray[np.int64]]:
    """Write each text as the numbers of its surfaces; new ones get the next numbers."""
    written: list[int] = []
    ends = [0]
    for text in texts:
        written += [index.setdefault(surface, len(index)) for surface in surfaces(text, glossary)]
        ends.append(len(written))
    return np.array(written, dtype=np.int32), np.array(ends, dtype=np.int64)


def _counted(written: Numbers, ends: NDArray[np.int64], term_of: Numbers) -> tuple[Texts, NDArray[np.bool_]]:
    """Leave out the surfaces that do not count, and say which are kept."""
    kept = term_of[written] >= 0 if len(written) else np.zeros(0, dtype=np.bool_)
    return Texts(written[kept], np.concatenate([[0], np.cumsum(kept)])[ends]), kept
