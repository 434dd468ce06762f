"""The sentences of a scope that say what it is about: nothing of its own edition, nothing that it does not cover."""

import re
from functools import cache
from importlib import resources

from overlap.text.exclusions import hints, without_exclusions
from overlap.text.notation import read_toml

_SENTENCE = re.compile(
    r"(?=[\sA-Z])(?:"  # asked first, for most signs are neither
    r"(?<=[.;:)\]])(?<![\s(][a-z]\.)\s+(?:[-–]\s+)?(?=[A-Z(])"  # not behind the letters of `i. e.`
    r"|(?<=[a-z)]\.)(?=[A-Z][a-z])"
    r"|\s+(?=This (?:\w+ )?edition |This consolidated version |The contents of the corrigend)"
    r"|\s*\n\s*)"
)
"""Between two sentences, whatever is missing there."""


def sentences(scope: str) -> list[str]:
    """Part a scope into the sentences that say something of its subject, not of its edition nor of what it leaves out.

    Where nothing else is told, as in an amendment, the list of changes is what it is about, and stays.

    >>> sentences("Lots of cars. Fees. This second edition cancels and replaces the first. Main changes: - new lots.")
    ['Lots of cars.', 'Fees.']
    """
    history, changes, keywords = _phrases()
    told: list[str] = []
    changed: list[str] = []
    is_listing = False
    for sentence in filter(None, _SENTENCE.split(scope.strip())):
        small = sentence.lower()
        is_listing = (is_listing and not small.startswith(keywords)) or _has_any(small, changes)
        if not _has_any(small, history) and (stated := without_exclusions(sentence)):
            (changed if is_listing else told).append(stated)
    return told or changed


def about(scope: str) -> str:
    """Leave out of a scope what it tells of its own edition, and what it does not cover; any other stays as it is."""
    history, changes, _ = _phrases()
    small = scope.lower()
    is_cut = any(_has_any(small, phrases) for phrases in (history, changes, hints()))
    return " ".join(sentences(scope)) if is_cut else scope


def _has_any(text: str, phrases: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, phrases))


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    rules = read_toml(resources.files("overlap.text").joinpath("editions.toml").read_text(encoding="utf-8"))
    return tuple(tuple(rules[name]) for name in ("sentence", "changes", "keywords"))
