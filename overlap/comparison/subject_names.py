"""What a subject is called: a phrase of its titles that a delegate would say."""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from overlap.model import Pair
from overlap.text import phrases
from overlap.text.words import Token, is_subject, tokens

NAMELESS = "no word in common"
"""What a subject is called whose pairs share no word."""
_PART = 0.3
"""A word names a subject from this part of the weightiest word on."""
_MOST_WORDS = 3
_LONGEST = 6
"""Terms of a phrase."""
_MOST_PAIRS = 5
"""The titles of so many of its closest pairs are looked at."""
_KIND = 0.3
"""The part that the weight of a word counts that tells the kind of text."""
_OTHER, _OVER, _ALONE, _HALF, _CUT = 0.15, 0.3, 0.2, 0.2, 0.15
"""What costs a phrase: a word not shared, a `for` behind what tells a subject, being one word, what is cut off it."""
_EVERYWHERE = 0.4
"""So much more of its shared words a phrase has when all titles hold them."""
_SELDOM = 0.25
"""A word that ends no more of the phrases it stands in is no noun: `close`, `using`."""
_JOINS = frozenset(("and", "of", "or", "the"))
_OVERS = frozenset(("for", "in", "on"))
_WORD = re.compile(r"[^\W\d_]+")
_GLUED = re.compile(r"[-/](?:[^\W\d_]+-)?")
"""What joins the parts of one word: `add/drop`, `cut-off`, `radio-over-fibre`."""
_BEFORE = re.compile(r"\b([^\W\d_]{2,}) $")
_INSIDE = re.compile(r"[-/]$|\b\d+ $")
"""Stands before the second part of a word, or before a unit."""
_PARTICIPLE = re.compile(r"[a-z]{3,}ed")


class Nouns:
    """How often each term ends a phrase among some titles, of how often it stands there."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._ends: Counter[str] = Counter()
        self._all: Counter[str] = Counter()
        for title in set(titles):
            found = tokens(title)
            for place, token in enumerate(found):
                self._all[token.term] += 1
                self._ends[token.term] += _ends(title, found, place)

    def is_one(self, token: Token) -> bool:
        """Say whether a word ends phrases often enough to be a noun."""
        often = self._ends[token.term] > _SELDOM * self._all[token.term]
        return often and _PARTICIPLE.fullmatch(token.surface) is None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A stretch of a title that can stand alone."""

    said: str
    terms: tuple[str, ...]
    over: bool
    """Whether it goes over a `for` behind a word that tells a subject."""
    is_half: bool
    """Whether an `and` comes right behind it."""
    is_cut: bool
    """Whether another term stands right before it."""


def name(
    pairs: Sequence[Pair], words: Mapping[str, float], common: frozenset[str], nouns: Nouns, taken: Collection[str] = ()
) -> str:
    """Name a subject by the phrase of its titles that holds most of its words, by their weights, and little else.

    Words that are `common` to most pairs name none that has another. A phrase begins and ends where one does in the
    title, holds a word that tells a subject, and none twice; one that is `taken` is left to whom it names. Where no
    title has one, the weightiest words stand side by side.
    """
    weights = {word: value for word, value in words.items() if word not in common} or dict(words)
    most = max(weights.values(), default=0.0)
    if not most:
        return NAMELESS
    shared = dict.fromkeys((token.term for word in words for token in tokens(word)), 0.0)
    for word, value in weights.items():
        shared |= {token.term: max(shared[token.term], value / most) for token in tokens(word)}
    titles = list(dict.fromkeys(each for pair in pairs[:_MOST_PAIRS] for each in (pair.left.title, pair.right.title)))
    held = [{token.term for token in tokens(title)} for title in titles]
    found = {phrase.said: phrase for title in titles for phrase in _phrases(title, nouns)}
    able = (each for each in found.values() if any(shared.get(term) for term in each.terms) and each.said not in taken)

    def rank(phrase: _Phrase) -> tuple[float, int, str]:
        everywhere = sum(some.issuperset(phrase.terms) for some in held) / len(held)
        return -_worth(phrase, shared, everywhere), len(phrase.said), phrase.said

    best = min(able, key=rank, default=None)
    return best.said if best else _listed(weights, most)


def _worth(phrase: _Phrase, shared: Mapping[str, float], everywhere: float) -> float:
    """Say how well a phrase names a subject; `everywhere` is the part of the titles that hold all its words."""
    held = sum(shared.get(term, 0.0) * (1.0 if _tells(term) else _KIND) for term in phrase.terms)
    others = sum(is_subject(term) and (term not in shared or 0 < shared[term] < _OTHER) for term in phrase.terms)
    cut = _HALF * phrase.is_half + _CUT * phrase.is_cut
    alone = _ALONE * (len(phrase.terms) == 1)
    return held * (1 + _EVERYWHERE * everywhere) - _OTHER * others - _OVER * phrase.over - cut - alone


def _listed(weights: Mapping[str, float], most: float) -> str:
    """Put the weightiest words side by side, those that tell a subject where there are any, each once."""
    named = [word for word in sorted(weights, key=lambda w: (-weights[w], w)) if weights[word] >= _PART * most]
    telling = [word for word in named if any(_tells(token.term) for token in tokens(word))]
    once = {tuple(token.term for token in tokens(word)): word for word in reversed(telling or named)}
    return ", ".join(list(reversed(once.values()))[:_MOST_WORDS])


def _phrases(title: str, nouns: Nouns) -> Iterator[_Phrase]:
    """Yield the phrases of a title."""
    found = tokens(title)
    for first, token in enumerate(found):
        begun = _start(title, token)
        if begun is None:
            continue
        over = tells = False
        for last in range(first, min(first + _LONGEST, len(found))):
            if last > first:
                between = title[found[last - 1].end : found[last].start]
                said = set() if _GLUED.fullmatch(between) else {each.casefold() for each in _WORD.findall(between)}
                if not (_GLUED.fullmatch(between) or phrases.is_whole(between)) or not said <= _JOINS | _OVERS:
                    break
                over |= tells and not said <= _JOINS
            tells |= _tells(found[last].term)
            terms = tuple(each.term for each in found[first : last + 1])
            if tells and len({*terms}) == len(terms) and _ends(title, found, last) and nouns.is_one(found[last]):
                is_half = re.match(r" (?:and|or)\b", title[found[last].end :]) is not None
                is_cut = first > 0 and title[found[first - 1].end : token.start] == " "
                yield _Phrase(_written(title, begun, found[last].end), terms, over, is_half, is_cut)


def _start(title: str, token: Token) -> int | None:
    """Give where a phrase begins that has this as its first term: before a plain word right before it, as `high`."""
    if token.surface[:1].isdigit() or _INSIDE.search(title[: token.start]):
        return None
    before = _BEFORE.search(title[: token.start])
    if before is None or before[1].casefold() in _words()[1] or tokens(before[1]):
        return token.start
    return before.start()


def _ends(title: str, found: Sequence[Token], last: int) -> bool:
    """Say whether a phrase can end with a token: no further word comes right behind, and no other part of it."""
    end = found[last].end
    return title[end : end + 1] not in ("-", "/") and phrases.ends(title, found, last)


def _written(title: str, start: int, end: int) -> str:
    """Write a stretch of a title within a sentence; a name of which each word has a capital keeps all."""
    raw = title[start:end]
    said = phrases.within(raw, title)
    return raw if any(each[:1].isupper() and not each.isupper() for each in said.split()[1:]) else said


def _tells(term: str) -> bool:
    """Say whether a term tells a subject: none of the genre, and none of the kind or the making of a text."""
    return is_subject(term) and term not in _words()[0]


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Read subject_names.toml: the terms of kinds, and small words."""
    text = resources.files("overlap.comparison").joinpath("subject_names.toml").read_text(encoding="utf-8")
    page = tomllib.loads(text)
    return frozenset(token.term for token in tokens(page["kinds"])), frozenset(page["small"].split())
