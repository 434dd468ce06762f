"""What the user probably meant: nearest spellings, by rapidfuzz (strings are compared here, not meanings)."""

import re
import shlex
from collections.abc import Iterable

_CLOSE = 60
"""Of 100: two words with so many letters in one order may be one word and its slip."""


_CLOSE_NUMBER = 75
"""Of identifiers: one wrong figure makes another document, so only a slip is near."""


def nearest(word: str, choices: Iterable[str], limit: int = 3) -> list[str]:
    """List the choices spelt most like the word, best first; equal ones in alphabetical order.

    >>> nearest("titel", ["title", "scope", "date"])
    ['title']
    """
    from rapidfuzz import fuzz, utils

    prepared = utils.default_process(word)
    scored = [(fuzz.ratio(prepared, utils.default_process(choice)), choice) for choice in set(choices)]
    bound = _CLOSE_NUMBER if any(map(str.isdigit, word)) else _CLOSE
    close = sorted((-score, choice) for score, choice in scored if score >= bound)
    return [choice for _, choice in close[:limit]]


def typed(name: str) -> str:
    """Write a name as it is typed into a command line.

    >>> typed("jc4"), typed("ITU list.xlsx")
    ('jc4', '"ITU list.xlsx"')
    """
    if re.fullmatch(r"[\w./@:+,-]+", name):
        return name
    return shlex.quote(name) if re.search(r'["$`\\!]', name) else f'"{name}"'


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Put the nearest spellings into a question; empty when nothing is near."""
    found = nearest(word, choices)
    return f"Did you mean {' or '.join(found)}? " if found else ""
