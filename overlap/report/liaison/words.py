"""Which words of a pair are told: those that say what it is about, not those of the field; and where they stand."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib import resources

from overlap.comparison.matter import Matter
from overlap.model import Entry, Pair
from overlap.settings import Level
from overlap.text import words
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
_APART = re.compile(r"[–—:;()\[\]]|\s-\s")
"""What parts a text: no phrase goes over it."""
_BLANK = re.compile(r"[\s\u2010\u2011-]+")
"""What parts the words of a phrase: `high level`, `high-level`."""


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


def of_the_field(matter: Matter) -> frozenset[str]:
    """Find the terms that stand in many titles of both lists, as `city` in lists on smart cities."""
    titles = [entry.title for side in (matter.us, matter.them) for entry in side.entries]
    if len(titles) < _LEAST:
        return frozenset()
    counts = Counter(term for title in titles for term in {token.term for token in words.tokens(title)})
    return frozenset(term for term, count in counts.items() if count >= _OF_THE_FIELD * len(titles))


def both(pair: Pair, matter: Matter, field: Set[str]) -> tuple[Shared, ...]:
    """Give the phrases that both titles have, and further weighty words of both texts, that are not of the field.

    Where there is none, phrases of the field are told.
    """
    ours, theirs = matter.both(pair)
    runs = list(_runs(ours.title, theirs.title))
    telling = [each for each in runs if _tells(each.word, field)]
    named = {token.term for each in telling for token in words.tokens(each.word)}
    others = [each for word in _weighty(pair, field | named) for each in _found(word, ours, theirs)]
    return (*telling, *others)[:_MOST] or tuple(runs[:_MOST])


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
        elif pair.level is Level.RELATED and some and terms <= field:
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


def _runs(title: str, other: str) -> Iterator[Shared]:
    """Yield the stretches that two titles have in common, as long as they go, each once."""
    here, there = words.tokens(title), words.tokens(other)
    seen = set[str]()
    place = 0
    while place < len(here):
        sizes = [_size(title, here[place:], other, there[n:]) for n in range(len(there))]
        size = max(sizes, default=0)
        terms = " ".join(token.term for token in here[place : place + size])
        if size and terms not in seen:
            begin = sizes.index(size)
            yield _shared(title, here[place : place + size], other, there[begin : begin + size], (TITLE, TITLE))
            seen.add(terms)
        place += max(size, 1)


def _size(text: str, here: Sequence[Token], other: str, there: Sequence[Token]) -> int:
    """Count the terms that two texts have in common from the first on, with the same words between them."""
    size = 0
    for one, two in zip(here, there, strict=False):
        if one.term != two.term or (
            size and not _go_on(text[here[size - 1].end : one.start], other[there[size - 1].end : two.start])
        ):
            break
        size += 1
    return size


def _go_on(*between: str) -> bool:
    """Say whether a phrase goes on over what stands between two of its terms, in both texts."""
    return len({_BLANK.sub(" ", each).casefold() for each in between}) == 1 and not any(map(_APART.search, between))


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


def alone(pair: Pair, matter: Matter, field: Set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the words of our title that their text has nowhere, and those of theirs, as the title writes them."""
    left, right = (
        _as_written(pair.left.title, pair.left_only, field),
        _as_written(pair.right.title, pair.right_only, field),
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
    return tuple(dict.fromkeys(title[start:end] for start, end in found))


def _tells(text: str, field: Set[str]) -> bool:
    """Say whether a text has a word that tells two texts apart."""
    terms = (token.term for token in words.tokens(text))
    return any(term not in field and term not in _kinds() and not words.is_genre(term) for term in terms)


@cache
def _kinds() -> frozenset[str]:
    """Read the words that tell as little as those of the genre, words.toml."""
    text = resources.files("overlap.report.liaison").joinpath("words.toml").read_text(encoding="utf-8")
    return frozenset(token.term for token in words.tokens(tomllib.loads(text)["kinds"]))
