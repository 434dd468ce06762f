"""Which words of a pair are told: those that say what it is about, and not those of the whole field."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set

from overlap.comparison import subjects
from overlap.comparison.matter import Matter
from overlap.model import Pair
from overlap.text import words

_PART = 0.2
"""A shared word is told from this part of the weightiest one on."""
_MOST = 4
_OF_THE_FIELD = 0.1
"""Words that stand in this part of all titles name the field."""
_LEAST = 20
"""Fewer titles do not tell which words are of the field."""
_SINGLE = ("phrases", "related words")
"""Channels that say again what single words say."""


def of_the_field(matter: Matter) -> frozenset[str]:
    """Find the terms that stand in many titles of both lists, as `city` in lists on smart cities."""
    titles = [entry.title for side in (matter.us, matter.them) for entry in side.entries]
    if len(titles) < _LEAST:
        return frozenset()
    counts = Counter(term for title in titles for term in {token.term for token in words.tokens(title)})
    return frozenset(term for term, count in counts.items() if count >= _OF_THE_FIELD * len(titles))


def both(pair: Pair, field: Set[str]) -> tuple[str, ...]:
    """Give what both texts speak of, as a title writes it, and further weighty words that are not of the field."""
    shares: dict[str, float] = {}
    for term in pair.terms:
        if term.channel not in _SINGLE and term.share > 0:
            shares[term.text] = shares.get(term.text, 0) + term.share
    if not shares:
        return ()
    (group,) = subjects.group([pair])
    named = {token.term for token in words.tokens(group.name)}
    weighty = [word for word in shares if shares[word] >= _PART * max(shares.values())]
    others = sorted(_telling(weighty, field | named), key=lambda word: (-shares[word], word))
    subject = [word for part in group.name.split(", ") for word in _in_both(part, pair)]
    return (*(_telling(subject, field) or subject), *others)[:_MOST]


def _in_both(phrase: str, pair: Pair) -> Sequence[str]:
    """Give a phrase whose terms stand together in both texts, else its words."""
    wanted = [token.term for token in words.tokens(phrase)]
    texts = ([token.term for token in words.tokens(f"{each.title}. {each.scope}")] for each in (pair.left, pair.right))
    is_there = all(any(terms[n : n + len(wanted)] == wanted for n in range(len(terms))) for terms in texts)
    return (phrase,) if is_there else phrase.split()


def alone(pair: Pair, matter: Matter, field: Set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the words of our title that their text has nowhere, and those of theirs, as the title writes them."""
    left, right = (
        _as_written(pair.left.title, pair.left_only, field),
        _as_written(pair.right.title, pair.right_only, field),
    )
    return (right, left) if matter.is_turned else (left, right)


def _as_written(title: str, some: Iterable[str], field: Set[str]) -> tuple[str, ...]:
    """Give stretches of a title that are made of some words, in its order: `digital supply chain`."""
    wanted = {token.term for word in _telling(some, field) for token in words.tokens(word)}
    found: list[tuple[int, int]] = []
    for token in words.tokens(title):
        if token.term not in wanted:
            continue
        if found and not title[found[-1][1] : token.start].strip():
            found[-1] = (found[-1][0], token.end)
        else:
            found.append((token.start, token.end))
    return tuple(dict.fromkeys(title[start:end] for start, end in found))


def _telling(some: Iterable[str], field: Set[str]) -> list[str]:
    return [each for each in some if any(_tells(token.term, field) for token in words.tokens(each))]


def _tells(term: str, field: Set[str]) -> bool:
    return term not in field and not words.is_genre(term)
