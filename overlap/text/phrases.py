"""Which stretch of a title is a phrase that can stand alone: one that goes on to its noun, within its clause."""

import re
import tomllib
from collections.abc import Iterable, Sequence, Set
from functools import cache
from importlib import resources
from itertools import pairwise

from overlap.text.words import Token, tokens

_JOINS = frozenset(("and", "of", "or", "the"))
"""Words that a phrase goes over: `terms and definitions`, `Internet of things`; not over `in` or `for`."""
_BETWEEN = re.compile(r"[^\W\d_]+")
_MOST_OTHERS = 2
"""So many further words a phrase goes on to its noun, and has between those that it must hold."""
_CAPITAL = re.compile(r"\b[A-Z][a-z]+\b")
_JOINED = re.compile(r"-[A-Z]")
"""What stands behind the first part of a name as Wi-Fi."""
_FIRST = re.compile(r"[A-Z][a-z]*(?=[\s,;:]|-[a-z]|$)")
"""A word that may be written small at the beginning of a text."""
_APART = re.compile(r"[–—:;,()\[\]/\"“”]|\s-\s|--")
"""What parts a text: no phrase goes over it."""


def ends(text: str, found: Sequence[Token], last: int) -> bool:
    """Say whether a phrase of a text can end with a token: no further word of it comes right behind.

    >>> [ends("Smart parking lots in cities", tokens("Smart parking lots in cities"), n) for n in (0, 1, 2)]
    [False, False, True]
    """
    if last + 1 >= len(found):
        return True
    between = text[found[last].end : found[last + 1].start]
    return bool(_BETWEEN.search(between) or _APART.search(between))


def nouns(texts: Iterable[str]) -> frozenset[str]:
    """Give the terms that a phrase ends with in some text: of `smart cities` the second.

    >>> sorted(nouns(["Smart parking lots in cities", "Open data"]))
    ['citi', 'data', 'lot']
    """
    every = ((text, tokens(text)) for text in texts)
    return frozenset(found[n].term for text, found in every for n in range(len(found)) if ends(text, found, n))


def joins(between: str) -> bool:
    """Say whether a phrase goes on over what stands between two of its words.

    >>> [joins(each) for each in (" ", "-", " and ", " for ", " - ", ", ")]
    [True, True, True, False, False, False]
    """
    return is_whole(between) and {each.casefold() for each in _BETWEEN.findall(between)} <= _JOINS


def is_whole(between: str) -> bool:
    """Say whether nothing parts two words of a text.

    >>> [is_whole(each) for each in (" for ", " - ", ": ")]
    [True, False, False]
    """
    return not _APART.search(between)


def phrase(text: str, terms: Set[str], known: Set[str] = frozenset()) -> str:
    """Give the stretch of a text that holds some terms, on to its noun, as it stands within a sentence; empty for none.

    Within one that goes over no `for` or `in` a term that is known to be a noun is an end, too.

    >>> phrase("Smart conductive charging systems for mopeds", {"conduct", "charg"})
    'conductive charging systems'
    >>> phrase("Protocol with key exchange", {"protocol", "key"}), phrase("Protocol: keys", {"protocol", "key"})
    ('protocol with key exchange', '')
    """
    found = tokens(text)
    places = [next((n for n, token in enumerate(found) if token.term == term), -1) for term in sorted(terms)]
    first, begun = min(places, default=-1), max(places, default=-1)
    if first < 0:
        return ""
    while first > 0 and text[found[first - 1].end : found[first].start] == "-":
        first -= 1
    inner = [text[one.end : other.start] for one, other in pairwise(found[first : begun + 1])]
    known = known if all(map(joins, inner)) else frozenset()
    ended = (last for last in range(begun, begun + _MOST_OTHERS + 1) if _is_noun(text, found, last, known))
    last = next(ended, len(found))
    if last - first + 1 - len(terms) > _MOST_OTHERS or not all(map(is_whole, inner)):
        return ""
    return within(text[found[first].start : found[last].end], text)


def _is_noun(text: str, found: Sequence[Token], last: int, known: Set[str]) -> bool:
    return last < len(found) and (found[last].term in known or ends(text, found, last))


def within(said: str, title: str) -> str:
    """Write a stretch of a title within a sentence: names and abbreviations stay, and capitals between small words.

    The first word is written small where it begins the title or a part of it.

    >>> within("Internet of things", "Security of the Internet of things"), within("FinTech services", "")
    ('Internet of things', 'FinTech services')
    >>> within("Sensor Network", "Sensor Network Reference Architecture"), within("DC supply", "DC supply")
    ('sensor network', 'DC supply')
    >>> within("Services in European cities", "Services in European cities"), within("European transport", "")
    ('services in European cities', 'European transport')
    """
    words = re.findall(r"[A-Za-z]{4,}", title)
    is_capitalized = len(words) > 1 and all(_CAPITAL.fullmatch(each) or each.isupper() for each in words)
    is_inside = not is_capitalized and re.search(rf"\w\s+{re.escape(said)}", title) is not None

    def written(word: re.Match[str]) -> str:
        is_small = is_capitalized or not (word.start() or is_inside)
        return small(word[0]) if is_small and not _JOINED.match(said, word.end()) else word[0]

    return _CAPITAL.sub(written, said)


def small(text: str) -> str:
    """Begin a text as it stands within a sentence: small, but for a name, an abbreviation, or what a quotation begins.

    >>> [small(each) for each in ("In force", "European ballot", "AAP: consented", "Pre-published", "Wi-Fi", "“F”")]
    ['in force', 'European ballot', 'AAP: consented', 'pre-published', 'Wi-Fi', '“F”']
    """
    first = _FIRST.match(text)
    return text if first is None or first[0] in _names() else text[0].lower() + text[1:]


@cache
def _names() -> frozenset[str]:
    """Read the words that keep their capital, names.toml."""
    text = resources.files("overlap.text").joinpath("names.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["names"].split())
