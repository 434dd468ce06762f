"""Text → the terms that are counted, each with the place it was found at.

Function words and words of the standards genre, spellings, acronyms and word forms are folded here, so that two
texts about the same thing share terms. Identifiers and numbers are no terms: a document number says nothing of
the subject.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import Stemmer

from overlap.text import glossary as glossaries
from overlap.text.glossary import Glossary, read


class Token(NamedTuple):
    """One counted term of a text."""

    term: str
    """What is counted: a stem, or the name of a concept of the glossary."""
    surface: str
    """How the text writes it."""
    start: int
    end: int
    """Half-open character offsets into the text."""


_IDENTIFIER = (
    r"(?:"
    r"(?:ITU-[TR]\s+)?[A-Z]\.\d[\w.]*(?:/[A-Z]\.\d[\w.]*)*(?:-series)?"  # Y.4400/Y.2063, Y.4000-series
    r"|(?:ISO|IEC|IEEE|CISPR)(?:/[A-Z]{2,5})*(?:\s[A-Z]{2,4})?\s\d+(?:-\d+)*(?::\d{4})?"  # ISO/TS 37107:2019
    r")(?!\w)"
)
CONCEPT = "\x1e"
"""Marks a surface that is the name of a concept of the glossary and no word of the text."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_APART = str.maketrans({chr(n): " " for n in range(128) if not chr(n).isalnum()})
"""Puts a space for each sign of ASCII that is in no word."""
_SIGNS = re.compile(r"[^\w\x00-\x7f’]+")
"""Signs beyond ASCII that are in no word."""
_DASH = re.compile(r"\s(?:-|–|—|--)\s")
_IZE = re.compile(r"(?<=\w{3})is(e[drs]?|ing|ations?|ational|ers?)$")


def tokens(text: str, glossary: Glossary | None = None) -> list[Token]:
    """List the counted terms of a text in their order; without a glossary by the one that overlap ships.

    >>> [token.term for token in tokens("Overview of the Internet of things (IoT) for organisations, see ISO 37100")]
    ['overview', 'Internet of things', 'organiz']
    """
    return list(_tokens(text, glossary or read()))


def title_elements(title: str) -> list[str]:
    """Part a title into its elements: introductory, main, and that of the part (ISO/IEC Directives, Part 2, clause 11).

    >>> title_elements("Smart lots - Part 2: Tariffs")
    ['Smart lots', 'Part 2: Tariffs']
    """
    return _DASH.split(title)


def surfaces(text: str, glossary: Glossary) -> list[str]:
    """List what a text writes where a term may stand, as `term_of` takes it: `tokens` without places, and quicker.

    >>> [term_of(each, read()) for each in surfaces("Overview of the IoT", read())]
    ['overview', '', '', 'Internet of things']
    """
    found: list[str] = []
    for start, end, spelling in _pieces(text, glossary):
        if spelling is None:
            found += _words(text[start:end])
        elif spelling in glossary.concepts:
            found.append(CONCEPT + glossary.concepts[spelling])
        elif spelling in glossary.expansions:
            found += _words(glossary.expansions[spelling])
    return found


def _words(text: str) -> list[str]:
    """Give the ordinary words of a text; plain ones, as most are, without a look at each letter."""
    plain = text if text.isascii() else _SIGNS.sub(" ", text)
    return plain.translate(_APART).split() if plain.isascii() and "'" not in plain else _WORD.findall(text)


def term_of(surface: str, glossary: Glossary) -> str:
    """Give the term that a surface of `surfaces` counts as; empty for one that does not count."""
    if surface.startswith(CONCEPT):
        concept = surface.removeprefix(CONCEPT)
        return _stem(concept.lower()) if " " not in concept else concept
    return _term(surface, glossary)


def is_genre(term: str, glossary: Glossary | None = None) -> bool:
    """Say whether a term belongs to the genre: it tells the kind of text and not its subject.

    >>> is_genre("framework"), is_genre("park")
    (True, False)
    """
    return term in _genre_stems(glossary or read())


def is_subject(term: str, glossary: Glossary | None = None) -> bool:
    """Say whether a term can be the subject of a text: it is no word of the genre, no ordinal, numeral or unit.

    >>> is_subject("framework"), is_subject("sixth"), is_subject("park")
    (False, False, True)
    """
    glossary = glossary or read()
    return not is_genre(term, glossary) and term not in _quantity_stems(glossary)


def is_folded(token: Token, text: str, glossary: Glossary) -> bool:
    """Say whether the glossary made the term of a token, which stands otherwise in the text.

    >>> [is_folded(token, "IoT parking", read()) for token in tokens("IoT parking")]
    [True, False]
    """
    written = text[token.start : token.end]
    return token.term.casefold() != written.casefold() and token.term != _term(written, glossary)


def folded(text: str, glossary: Glossary) -> list[Token]:
    """List those of the tokens of a text that are folded, which no plain word is.

    >>> [token.term for token in folded("IoT parking", read())]
    ['Internet of things']
    """
    pieces = (each for each in _pieces(text, glossary) if each[2] is not None)
    made = (token for start, end, spelling in pieces for token in _told(spelling or "", start, end, glossary))
    return [token for token in made if is_folded(token, text, glossary)]


def _tokens(text: str, glossary: Glossary) -> Iterator[Token]:
    """Yield the tokens of a text: identifiers skipped, phrases of the glossary first, then words."""
    for start, end, spelling in _pieces(text, glossary):
        if spelling is None:
            yield from _plain(text, start, end, glossary)
        else:
            yield from _told(spelling, start, end, glossary)


def _told(spelling: str, start: int, end: int, glossary: Glossary) -> Iterator[Token]:
    """Yield what a spelling of the glossary stands for; nothing for an identifier."""
    if spelling in glossary.concepts:
        concept = glossary.concepts[spelling]
        yield Token(term_of(CONCEPT + concept, glossary), concept, start, end)
    elif spelling in glossary.expansions:
        words = glossary.expansions[spelling]
        for token in _plain(words, 0, len(words), glossary):
            yield token._replace(start=start, end=end)


def _pieces(text: str, glossary: Glossary) -> Iterator[tuple[int, int, str | None]]:
    """Part a text into plain pieces, without a spelling, and those that the glossary or a publisher wrote."""
    place = 0
    for found in _special(glossary).finditer(f" {text}"):
        start, end = found.start(), found.end() - 1
        if found.lastindex == _IN_PARENTHESES:
            start, end = start - 1, end + 1
        if place < start:
            yield place, start, None
        yield start, end, glossaries.folded(found[2]) if found.lastindex == _PHRASE else ""
        place = end
    if place < len(text):
        yield place, len(text), None


def _plain(text: str, start: int, end: int, glossary: Glossary) -> Iterator[Token]:
    """Yield the ordinary words between two offsets that say something."""
    for found in _WORD.finditer(text, start, end):
        if term := _term(found[0], glossary):
            yield Token(term, found[0], found.start(), found.end())


@cache
def _term(surface: str, glossary: Glossary) -> str:
    """Give the term a word counts as; empty for one that does not count."""
    word = unicodedata.normalize("NFKC", surface).lower().partition("'")[0].partition("’")[0]
    counts = len(word) > 1 and not word.isdigit() and word not in glossary.ignored
    return _stem(word) if counts else ""


_IN_PARENTHESES, _PHRASE = 1, 2
"""The groups of `_special`: an acronym in parentheses, which says again what it stands behind; a phrase."""


@cache
def _special(glossary: Glossary) -> re.Pattern[str]:
    """Match what is no ordinary word, behind the sign before it: a phrase of the glossary or an identifier.

    It begins with a set of signs, for then the search goes from one to the next at once, and asks what follows only
    there: this is where most of the time of reading goes.
    """
    named = rf"(?<=\()({glossary.acronym})(?=\))"
    return re.compile(rf"[^0-9A-Za-z_](?<!\w)(?:{named}|({glossary.phrases})|(?=[A-Z]){_IDENTIFIER})")


@cache
def _stem(word: str) -> str:
    """Cut a word in lower case to its stem, -ise and -ize alike (Snowball's English stemmer, until it cuts no more).

    >>> _stem("standardisation") == _stem("standardized")
    True
    >>> _stem("environmental") == _stem("environment")
    True
    """
    before, stem = "", _IZE.sub(r"iz\1", word)
    while stem != before:
        before, stem = stem, _stemmer().stemWord(stem)
    return stem


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english", maxCacheSize=0)  # every word is asked for once: `_term` remembers


@cache
def _genre_stems(glossary: Glossary) -> frozenset[str]:
    return frozenset(_stem(word) for word in glossary.genre)


@cache
def _quantity_stems(glossary: Glossary) -> frozenset[str]:
    return frozenset(_stem(word) for word in glossary.quantities)
