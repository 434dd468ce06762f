"""The pages of words beside this module: what standards people know better than a program, as data to extend."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def page(name: str) -> Mapping[str, Any]:
    """Read a page: `covers` is `covers.toml`."""
    file = resources.files("overlap.read.kinds").joinpath(f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """Give a list of a page; `key` names it with what it stands in: `speech.goals`.

    >>> words("columns", "totals.words")[0]
    'total'
    """
    found: Any = page(name)
    for each in key.split("."):
        found = found[each]
    return tuple(found)


@cache
def pattern(name: str, key: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """Compile what any pattern of a list finds, in large letters or small, between what stands `before` and `after`.

    It is made when it is first asked for: few documents need more than a few of them.
    """
    return re.compile(f"{before}(?:{'|'.join(words(name, key))}){after}", re.IGNORECASE)


def any_word(name: str, key: str) -> str:
    """Write the words of a list as a regular expression that finds any of them, the longest first."""
    return "|".join(map(re.escape, sorted(words(name, key), key=len, reverse=True)))


@cache
def spoken(name: str, key: str) -> re.Pattern[str]:
    """Compile what finds the words of a list in a sentence: whole ones, and those of scripts that leave no space."""
    whole, unspaced = ("|".join(words(name, each)) for each in (key, f"{key}_unspaced"))
    return re.compile(rf"\b(?:{whole})\b|{unspaced}", re.IGNORECASE)
