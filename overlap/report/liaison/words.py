"""Which words of a pair are told: those that say what it is about, not those of the field; and where they stand."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from overlap.comparison.dossier import Dossier
from overlap.comparison.matter import Matter
from overlap.model import Entry, Pair
from overlap.settings import Level
from overlap.text import phrases, words
from overlap.text.words import Token

TITLE = "title"
"""Where a word stands: in the title; else in the scope, by where that is from."""
_PART = 0.2
"""A shared word is told from this part of the weightiest one on."""
_MOST = 4
_OF_THE_FIELD = 0.1
"""Words that stand in this part of all titles name the field."""
_LEAST = 20
"""Fewer titles do not tell which words are of the field."""
_SINGLE = ("phrases", "related words")
"""Channels that say again what single words say."""
_BLANK = re.compile(r"[\s\u2010\u2011-]+")
"""What parts the words of a phrase: `high level`, `high-level`."""
_PLURAL = re.compile(r"(?<=[^\Ws]{3})s\b")


@dataclass(frozen=True, slots=True)
class Field:
    """What the titles of both lists tell of their words."""

    common: frozenset[str] = frozenset()
    """The terms that stand in many titles, as `city` in lists on smart cities."""
    nouns: frozenset[str] = frozenset()
    """The terms that a phrase ends with in some title: of `smart` and `city` the second."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What both texts of a pair speak of."""

    word: str
    """As our text writes it."""
    there: str
    """As theirs writes it, where it spells it otherwise or has other words for it."""
    places: tuple[str, str]
    """Where it stands in ours, and in theirs: `TITLE`, or what stands in for a scope (`WorkItem.scope_origin`)."""

    @property
    def is_same(self) -> bool:
        """Whether theirs writes it as ours does, in whatever number.

        >>> Shared("parking lots", "Parking-lot", ("title", "title")).is_same
        True
        """
        return not self.there or _in_one_number(self.word) == _in_one_number(self.there)

    @property
    def shared(self) -> str:
        """What both texts have in the same words; empty where they say it in other ones.

        >>> Shared("Key performance indicators", "Indicators", ("title", "title")).shared
        'indicators'
        >>> Shared("vocabulary", "terms and definitions", ("title", "title")).shared
        ''
        """
        one, other = (f" {text.casefold()} " for text in (self.word, self.there or self.word))
        if one == other:
            return self.word
        if other in one:
            return other.strip()
        return self.word if one in other else ""


def _in_one_number(text: str) -> str:
    """Write a text so that singular and plural, and `public-health` and `public health`, are the same."""
    plain = _BLANK.sub(" ", text.casefold())
    return _PLURAL.sub("", re.sub(r"ies\b", "y", plain))


def of_the_field(matter: Matter) -> Field:
    """Find the terms that stand in many titles of both lists, where those are enough to tell, and the nouns."""
    return _field(matter.dossier)


@lru_cache(maxsize=1)
def _field(dossier: Dossier) -> Field:
    titles = [entry.title for side in dossier.sides for entry in side.entries]
    counts = Counter(term for title in titles for term in {token.term for token in words.tokens(title)})
    least = _OF_THE_FIELD * len(titles)
    common = frozenset(term for term, count in counts.items() if count >= least) if len(titles) >= _LEAST else ()
    return Field(frozenset(common), phrases.nouns(titles))


def both(pair: Pair, matter: Matter, field: Field) -> tuple[Shared, ...]:
    """Give the phrases that both titles have, and further weighty words of both texts, that are not of the field.

    Where there is none, phrases of the field are told.
    """
    ours, theirs = matter.both(pair)
    runs = list(_runs(ours.title, theirs.title, field))
    telling = [each for each in runs if _tells(each.word, field.common)]
    named = {token.term for each in telling for token in words.tokens(each.word)}
    others = [each for word in _weighty(pair, field.common | named) for each in _found(word, ours, theirs)]
    return (*telling, *others)[:_MOST] or tuple(runs[:_MOST])


def of_field(pair: Pair, matter: Matter, field: Field) -> tuple[str, ...]:
    """Give the stretches of two words and more of the whole field that both titles have beside what tells something."""
    ours, theirs = (entry.title for entry in matter.both(pair))
    told = {token.term for each in both(pair, matter, field) for token in words.tokens(each.word)}
    here, there = words.tokens(ours), words.tokens(theirs)
    left = field.common - told
    found: dict[str, None] = {}
    place = 0
    while place < len(here):
        spots = (_Spot(theirs, there, n) for n in range(len(there)))
        size = max((_alike(_Spot(ours, here, place), spot, left) for spot in spots), default=0)
        if size > 1:
            found[ours[here[place].start : here[place + size - 1].end]] = None
        place += max(size, 1)
    return tuple(found)


def _alike(ours: "_Spot", theirs: "_Spot", among: Set[str]) -> int:
    """Count the terms of some that two texts have in a row."""
    size = 0
    while (
        ours.term(size) in among and ours.term(size) == theirs.term(size) and (not size or _go_on(ours, theirs, size))
    ):
        size += 1
    return size


def weak(matter: Matter) -> Mapping[str, str]:
    """Say by the id of a pair why it is weak: it is far apart, or has only words of the whole field in common."""
    field = of_the_field(matter)
    found: dict[str, str] = {}
    for pair in matter.pairs:
        if pair.declared:
            continue
        some = [each.word for each in both(pair, matter, field)]
        terms = {token.term for word in some for token in words.tokens(word)}
        if pair.level is Level.DISTANT:
            found[pair.id] = "its texts are far apart"
        elif pair.level is Level.RELATED and some and terms <= field.common:
            found[pair.id] = f"its texts have only “{some[0]}” in common, as many of these lists"
    return found


def _weighty(pair: Pair, but: Set[str]) -> Sequence[str]:
    """Give the words that made a pair close, weightiest first, but for some."""
    shares: dict[str, float] = {}
    for term in pair.terms:
        if term.channel not in _SINGLE and term.share > 0:
            shares[term.text] = shares.get(term.text, 0) + term.share
    weighty = [word for word in shares if shares[word] >= _PART * max(shares.values())]
    return sorted((word for word in weighty if _tells(word, but)), key=lambda word: (-shares[word], word))


def _runs(title: str, other: str, field: Field) -> Iterator[Shared]:
    """Yield the phrases that two titles have in common, as long as they go, each once."""
    here, there = words.tokens(title), words.tokens(other)
    seen = set[str]()
    place = 0
    while place < len(here):
        sizes = [_size(_Spot(title, here, place), _Spot(other, there, n), field) for n in range(len(there))]
        size = max(sizes, default=0)
        terms = " ".join(token.term for token in here[place : place + size])
        if size and terms not in seen:
            begin = sizes.index(size)
            yield _shared(title, here[place : place + size], other, there[begin : begin + size], (TITLE, TITLE))
            seen.add(terms)
        place += max(size, 1)


class _Spot(NamedTuple):
    """A place in a text, from which on terms are counted."""

    text: str
    tokens: Sequence[Token]
    place: int

    def term(self, number: int) -> str:
        """Give a term; empty behind the last one."""
        at = self.place + number
        return self.tokens[at].term if at < len(self.tokens) else ""

    def before(self, number: int) -> str:
        """Give what stands between a term and the one before it."""
        at = self.place + number
        return self.text[self.tokens[at - 1].end : self.tokens[at].start]

    def ends(self, size: int) -> bool:
        """Say whether a phrase of so many terms can end there."""
        return phrases.ends(self.text, self.tokens, self.place + size - 1)


def _size(ours: _Spot, theirs: _Spot, field: Field) -> int:
    """Count the terms that make a phrase in both texts; a single one always does."""
    size = 0
    while ours.term(size) and ours.term(size) == theirs.term(size) and (not size or _go_on(ours, theirs, size)):
        size += 1
    while size > 1 and not _is_phrase(ours, theirs, size, field):
        size -= 1
    return size


def _go_on(ours: _Spot, theirs: _Spot, size: int) -> bool:
    """Say whether two texts have the same before a term, and nothing that parts it from the one before."""
    one, other = (_BLANK.sub(" ", each.before(size)).casefold() for each in (ours, theirs))
    return one == other and phrases.is_whole(ours.before(size))


def _is_phrase(ours: _Spot, theirs: _Spot, size: int, field: Field) -> bool:
    """Say whether so many terms end with a noun; one that goes over `for` or `in` has its end in both texts there."""
    ended = [each.ends(size) for each in (ours, theirs)]
    is_plain = all(phrases.joins(ours.before(number)) for number in range(1, size))
    return all(ended) or (is_plain and (any(ended) or ours.term(size - 1) in field.nouns))


def _shared(text: str, here: Sequence[Token], other: str, there: Sequence[Token], places: tuple[str, str]) -> Shared:
    """Make of the same terms in two texts what is said of them."""
    one, two = text[here[0].start : here[-1].end], other[there[0].start : there[-1].end]
    return Shared(one, two if one.casefold() != two.casefold() else "", places)


def _found(word: str, ours: Entry, theirs: Entry) -> Iterator[Shared]:
    """Find a word in both texts, in their titles before their scopes."""
    wanted = [token.term for token in words.tokens(word)]
    here, there = (_place(wanted, entry) for entry in (ours, theirs))
    if here and there:
        yield _shared(here[1], here[2], there[1], there[2], (here[0], there[0]))


def _place(wanted: Sequence[str], entry: Entry) -> tuple[str, str, Sequence[Token]] | None:
    """Say where terms stand together in an entry: the place, its text, and them in it."""
    for name, text in ((TITLE, entry.title), (getattr(entry, "scope_origin", ""), entry.scope)):
        found = words.tokens(text)
        for n in range(len(found) - len(wanted) + 1):
            if wanted and [each.term for each in found[n : n + len(wanted)]] == wanted:
                return name, text, found[n : n + len(wanted)]
    return None


def alone(pair: Pair, matter: Matter, field: Field) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the words of our title that their text has nowhere, and those of theirs, as the title writes them."""
    left, right = (
        _as_written(pair.left.title, pair.left_only, field.common),
        _as_written(pair.right.title, pair.right_only, field.common),
    )
    return (right, left) if matter.is_turned else (left, right)


def _as_written(title: str, some: Iterable[str], field: Set[str]) -> tuple[str, ...]:
    """Give stretches of a title that are made of some words, in its order: `digital supply chain`."""
    wanted = {token.term for word in some if _tells(word, field) for token in words.tokens(word)}
    found: list[tuple[int, int]] = []
    for token in words.tokens(title):
        if token.term not in wanted:
            continue
        if found and not title[found[-1][1] : token.start].strip():
            found[-1] = (found[-1][0], token.end)
        else:
            found.append((token.start, token.end))
    return tuple(dict.fromkeys(title[start:end] for start, end in found if not _is_of_series(title, start, end)))


def _is_of_series(title: str, start: int, end: int) -> bool:
    """Say whether a single word stands in the introductory element of a title, which is that of its series."""
    elements = words.title_elements(title)
    is_first = len(elements) > 1 and title.startswith(elements[0]) and end <= len(elements[0])
    return is_first and len(title[start:end].split()) == 1


def _tells(text: str, field: Set[str]) -> bool:
    """Say whether a text has a word that tells two texts apart."""
    terms = (token.term for token in words.tokens(text))
    return any(term not in field and term not in _kinds() and not words.is_genre(term) for term in terms)


@cache
def _kinds() -> frozenset[str]:
    """Read the words that tell as little as those of the genre, words.toml."""
    text = resources.files("overlap.report.liaison").joinpath("words.toml").read_text(encoding="utf-8")
    return frozenset(token.term for token in words.tokens(tomllib.loads(text)["kinds"]))
