"""What a text says that it does not cover, which is no common ground with a text that does."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import takewhile
from typing import NamedTuple

from overlap.text.notation import read_toml

_BEGINS = re.compile(
    r"; |: |,? (?:but|(?P<relative>which|that)|whereas|while|although|though)\b|, (?=(?:it|they|this) )"
    r"|,? and (?=(?:it |they |this document )?(?:do|does|is|are|has|have) not\b)",
    re.IGNORECASE,
)
"""Where within a sentence a statement begins; one about a word before it says `which` or `that`."""
_ENDS = re.compile(r" but | however ")
_PHRASE = re.compile(r"(?=[,;)]| and )")
"""Where what is said of a word alone ends."""
_VERB = re.compile(
    r"\b(?:do|does|did|is|are|was|were|be|been|has|have|shall|should|will|can|may|must)\s+$", re.IGNORECASE
)
"""Before `not` where a whole statement is negated: `is not covered`, unlike `cables not covered`."""
_TO_PHRASE = re.compile(r"[\s,(]*$")
_NOT = ("not ", "nor ")


class _Rules(NamedTuple):
    left_out: tuple[str, ...]
    outside: tuple[str, ...]
    other: tuple[str, ...]


def without_exclusions(sentence: str) -> str:
    """Leave out of a sentence what it says not to be covered; empty where that is all that it says.

    >>> without_exclusions("It covers lots other than garages, but does not apply to ships.")
    'It covers lots'
    >>> without_exclusions("It tests cables not covered by IEC 1 and their joints.")
    'It tests cables and their joints.'
    >>> without_exclusions("Tolls are not included."), without_exclusions("It is meant not only for cars.")
    ('', 'It is meant not only for cars.')
    """
    rules = _rules()
    small = sentence.lower()
    if any(map(small.__contains__, rules.other)):
        sentence = _other().sub("", sentence)
    if not any(map(small.__contains__, (*_NOT, *rules.outside))):
        return sentence
    kept: list[str] = []
    start = 0
    while found := _left_out().search(sentence, start):
        first, last = _reach(sentence, start, found)
        kept.append(sentence[start:first])
        start = last
    return "".join((*kept, sentence[start:])).strip()


def _reach(sentence: str, start: int, found: re.Match[str]) -> tuple[int, int]:
    """Say from where to where a sentence is left out from a place on: a statement, or what is said of one word."""
    begins = [*takewhile(lambda each: each.end() <= found.start() + 1, _BEGINS.finditer(sentence, start))]
    is_of_word = bool(begins) and begins[-1]["relative"] is not None
    before = sentence[begins[-1].end() if begins else start : found.start()]
    first = begins[-1].start() if begins else start
    is_statement = not before.strip() or _VERB.search(before) or not found[0].lower().startswith(_NOT)
    if not is_of_word and is_statement:
        after = _ENDS.search(sentence, found.end())
        return first, after.start() if after else len(sentence)
    if not is_of_word and (edge := _TO_PHRASE.search(sentence, 0, found.start())):
        first = edge.start()
    after = _PHRASE.search(sentence, found.end())
    return first, after.start() if after else len(sentence)


@cache
def hints() -> tuple[str, ...]:
    """List phrases of which each text that excludes something has one, in small letters."""
    return (*_NOT, *_rules().outside, *_rules().other)


@cache
def _rules() -> _Rules:
    rules = read_toml(resources.files("overlap.text").joinpath("exclusions.toml").read_text(encoding="utf-8"))
    return _Rules(*(tuple(rules[name]) for name in _Rules._fields))


@cache
def _left_out() -> re.Pattern[str]:
    rules = _rules()
    said = rf"(?<!\bor )[Nn]o[rt](?<!\w...)(?:,? (?!only\b|just\b|merely\b)\w+,?)? (?:{_any(rules.left_out)})\b"
    return re.compile(rf"{said}|(?<!\w)(?:{_any(rules.outside)})\b", re.IGNORECASE)


@cache
def _other() -> re.Pattern[str]:
    return re.compile(rf"(?:\s*[,(])?\s*\b(?:{_any(_rules().other)})\b[^,;.()]*\)?", re.IGNORECASE)


def _any(phrases: Iterable[str]) -> str:
    return "|".join(map(re.escape, phrases))
