"""The sentences of a scope, without what it tells of its own edition: what it replaces, and what was changed."""

import re
from functools import cache
from importlib import resources

from overlap.text.notation import read_toml

_SENTENCE = re.compile(
    r"(?<=[.;:)\]])(?<![\s(][a-z]\.)\s+(?:[-–]\s+)?(?=[A-Z(])"  # not behind the letters of `i. e.`
    r"|(?<=[a-z)]\.)(?=[A-Z][a-z])"
    r"|\s+(?=This (?:\w+ )?edition |This consolidated version |The contents of the corrigend)"
    r"|\s*\n\s*"
)
"""Between two sentences, whatever is missing there."""


def sentences(scope: str) -> list[str]:
    """Part a scope into the sentences that say something of its subject, not of its edition.

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
        if not _has_any(small, history):
            (changed if is_listing else told).append(sentence)
    return told or changed


def without_history(scope: str) -> str:
    """Leave out of a scope what it tells of its own edition; one that tells nothing of it stays as it is."""
    history, changes, _ = _phrases()
    small = scope.lower()
    return " ".join(sentences(scope)) if _has_any(small, history) or _has_any(small, changes) else scope


def _has_any(text: str, phrases: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, phrases))


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    rules = read_toml(resources.files("overlap.text").joinpath("editions.toml").read_text(encoding="utf-8"))
    return tuple(tuple(rules[name]) for name in ("sentence", "changes", "keywords"))
