"""The sentences of a scope, without what it tells of its own edition: what it replaces, and what was changed."""

import re
from functools import cache
from importlib import resources

from overlap.text.notation import read_toml

_HINTS = ("dition", "ersion", "evision", "hange", "orrigend", "onjunction")
"""Letters of words that no sentence about an edition does without; most scopes have none of them."""
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
        is_listing = (is_listing and not keywords.match(sentence)) or bool(changes.search(sentence))
        if not history.search(sentence):
            (changed if is_listing else told).append(sentence)
    return told or changed


def without_history(scope: str) -> str:
    """Leave out of a scope what it tells of its own edition; one that tells nothing of it stays as it is."""
    return " ".join(sentences(scope)) if any(map(scope.__contains__, _HINTS)) else scope


@cache
def _phrases() -> tuple[re.Pattern[str], ...]:
    rules = read_toml(resources.files("overlap.text").joinpath("editions.toml").read_text(encoding="utf-8"))
    return tuple(
        re.compile("|".join(map(re.escape, rules[name])), re.IGNORECASE) for name in ("sentence", "changes", "keywords")
    )
