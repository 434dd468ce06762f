"""What a text says that it does not cover, which is no common ground with a text that does."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import NamedTuple

from overlap.text.notation import read_toml

_BEGINS = re.compile(
    r"; |: |,? (?:but|which|that|whereas|while|although|though)\b|, (?=(?:it|they|this|not) )"
    r"|,? and (?=(?:it |they |this document )?(?:do|does|is|are|has|have) not\b)",
    re.IGNORECASE,
)
"""Where within a sentence a statement begins."""
_ENDS = re.compile(r" but | however ")
_NOT = ("not ", "nor ")


class _Rules(NamedTuple):
    left_out: tuple[str, ...]
    outside: tuple[str, ...]
    other: tuple[str, ...]


def without_exclusions(sentence: str) -> str:
    """Leave out of a sentence what it says not to be covered; empty where that is all that it says.

    >>> without_exclusions("It covers lots other than garages, but does not apply to ships.")
    'It covers lots'
    >>> without_exclusions("Tolls are not included.")
    ''
    >>> without_exclusions("It is meant not only for cars.")
    'It is meant not only for cars.'
    """
    rules = _rules()
    small = sentence.lower()
    if any(map(small.__contains__, rules.other)):
        sentence = _other().sub("", sentence)
    if not any(map(small.__contains__, (*_NOT, *rules.outside))):
        return sentence
    found = _left_out().search(sentence)
    if not found:
        return sentence
    before = [each.start() for each in _BEGINS.finditer(sentence) if each.end() <= found.start() + 1]
    after = _ENDS.search(sentence, found.end())
    kept = sentence[: before[-1]] if before else ""
    return (kept + (without_exclusions(sentence[after.start() :]) if after else "")).strip()


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
