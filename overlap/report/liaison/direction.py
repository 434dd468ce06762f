"""Which of two texts is to reference the other, as far as the words of a decision say it."""

import re
from collections.abc import Iterator

from overlap.text import citations
from overlap.text.identifiers import parse

_ACTIVE = re.compile(r"\b(?:references?|referencing|cites?|citing|refers? to)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:referenced|cited|referred to)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no|never|without|cannot)\b|n't\b", re.IGNORECASE)
_OUT_OF = re.compile(r"\b(?:from|in|by)\s+(?:\w+\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\bto\s+(?:\w+\s+)?$", re.IGNORECASE)
"""What stands before the text that has the reference, and before the one that is referenced."""
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


def direction(reason: str, texts: tuple[str, str]) -> tuple[str, str] | None:
    """Give of two texts the one that is to have the reference, then the other; None where it is not said, or denied.

    >>> direction("Y.1 could reference the terms of ISO 2.", ("Y.1", "ISO 2:2020"))
    ('Y.1', 'ISO 2:2020')
    >>> direction("ISO 2 should be referenced in Y.1", ("Y.1", "ISO 2:2020"))
    ('Y.1', 'ISO 2:2020')
    >>> direction("A reference from ISO 2 to Y.1 helps", ("Y.1", "ISO 2:2020"))
    ('ISO 2:2020', 'Y.1')
    >>> direction("Y.1 and ISO 2 should reference each other", ("Y.1", "ISO 2:2020"))
    """
    found = {each for sentence in _SENTENCE.split(reason) for each in _said(sentence, texts)}
    return found.pop() if len(found) == 1 else None


def _said(sentence: str, texts: tuple[str, str]) -> Iterator[tuple[str, str]]:
    numbers = {text: {*parse(text).numbers} for text in texts}
    spots = [
        (start, end, text)
        for name, start, end in citations.places(sentence)
        for text in texts
        if {*parse(name).numbers} & numbers[text]
    ]
    verb = _ACTIVE.search(sentence) or _PASSIVE.search(sentence)
    if verb is None or len(spots) != len(texts) or spots[0][2] == spots[1][2] or _NOT.search(sentence):
        return
    (first, _, one), (second, _, other) = spots
    is_passive = _PASSIVE.match(sentence, verb.start()) is not None
    if first < verb.start() < second:
        if not is_passive:
            yield one, other
        elif _OUT_OF.search(sentence[verb.end() : second]):
            yield other, one
    elif verb.end() <= first and not is_passive:
        if _OUT_OF.search(sentence[verb.end() : first]) and _TO.search(sentence[:second]):
            yield one, other
        elif _OUT_OF.search(sentence[:second]):
            yield other, one
