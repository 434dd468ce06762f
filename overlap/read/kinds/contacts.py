"""Names, telephone numbers and mail addresses of persons: no part of a standard, they never leave the reader."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from overlap.read.reading import Reading, Row

_NEVER = frozenset(("id", "url", "source", "relations", "joint_with", "aliases", "kind", "date", "language"))
"""Fields that hold no running text."""
_HINT = re.compile(r"@|[(\[{]at[)\]}]|\bat\b.{1,30}\bdot\b|\+\s?\d|:|\b[A-Z][a-zé]{1,4}\.?\s[A-Z]|,\s", re.IGNORECASE)
_AT = r"\s?(?:@|[(\[{]\s?at\s?[)\]}])\s?"
_DOT = r"(?:\.|\s?[(\[{]\s?dot\s?[)\]}]\s?)"
_MAIL = (
    rf"(?<![\w.+%'-])(?:mailto:)?[\w.+%'-]{{1,64}}{_AT}(?:[\w-]+(?:{_DOT}[\w-]+)*|…|\.\.\.)|"
    r"(?<![\w.+-])[\w.+-]{1,64}\sat\s[\w-]+(?:\sdot\s[\w-]+)+\b"
)
_NAME = r"(?:[^\W\d_a-zß-ÿ][\w.'’-]*\s+){1,4}"
"""The words of a name before something; each begins with a capital."""
_PERSON = (
    r"(?:[^\W\d_a-zß-ÿа-я][\w.'’-]*(?:\s+(?:de|van|von|der|den|da|di|el|al|bin))?\s+){1,3}[^\W\d_a-zß-ÿа-я][\w'’-]*"
)
_LONGEST_CLOSING = 300
"""Characters of a signature, after which a text would go on."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """Patterns, in the order in which they are taken out."""

    patterns: tuple[re.Pattern[str], ...]


@cache
def _rules() -> _Rules:
    page = tomllib.loads(resources.files("overlap.read.kinds").joinpath("contacts.toml").read_text(encoding="utf-8"))
    label, telephone, honorific, closing = (
        "|".join(page[name]) for name in ("before_names", "telephones", "honorifics", "closings")
    )
    start = r"(?:(?<=[\n;|])|(?<=[;|.]\s)|\A)[ \t]*"
    people = rf"{_PERSON}(?:\s*(?:,|;|&|/|\band\b|\bet\b|\by\b|\bund\b)\s*{_PERSON})*"
    return _Rules(
        (
            re.compile(rf"\b(?i:{closing})[,.]?\s+(?:.|\n){{0,{_LONGEST_CLOSING}}}\Z"),
            re.compile(rf"{start}(?i:{label})(?i:\(s\))?\s*[:：|]\s*{people}(?:\s*[(<]\s*{_MAIL}\s*[)>])?"),
            re.compile(rf"{_NAME}[(<\[]\s*(?:{_MAIL})\s*[)>\]]"),
            re.compile(
                rf"\b(?i:e-?mail|courriel|correo(?: electrónico)?|почта|邮箱)(?i:\s+address)?\s*[:：]?\s*(?:{_MAIL})"
            ),
            re.compile(rf"[<(]?(?:{_MAIL})[>)]?"),
            re.compile(rf"(?<!\w)(?i:{telephone})(?i:[\w ]{{0,10}})[.:：]*\s*\+?\d[\d()./\s-]{{4,}}\d"),
            re.compile(r"(?<![\w.])\+\s?\d[\d()./\s-]{6,}\d"),
            re.compile(rf"\b(?:{honorific})\.?\s+{_PERSON}"),
        )
    )


def without(text: str) -> str:
    """Take names, telephone numbers and mail addresses of persons out of a text.

    >>> without("Lots. Contact: Jane Doe, tel. +41 22 730 51 11, jane.doe (at) example.org")
    'Lots.'
    """
    if not _HINT.search(text):
        return text
    kept = text
    for pattern in _rules().patterns:
        kept = pattern.sub(" ", kept)
    if kept == text:
        return text
    lines = (re.sub(r"\s+([.,;)])", r"\1", " ".join(line.split())) for line in kept.split("\n"))
    return "\n".join(filter(None, (_tidy(line) for line in lines)))


def _tidy(line: str) -> str:
    """Take away the marks between what was taken out."""
    plain = re.sub(r"[(<\[]\s*[)>\]]", "", line)
    plain = re.sub(r"(?:\s*[,;|](?=\s*[,;|.])|[,;|\s]+\Z|\A[,;|.\s]+)", "", plain)
    return " ".join(plain.split())


def withhold(reading: Reading) -> Reading:
    """Take them out of all that was read of a file."""
    rows = tuple(_without(row) for row in reading.rows)
    about = {name: kept for name, text in reading.about.items() if (kept := without(text))}
    return replace(reading, rows=rows, about=about)


def _without(row: Row) -> Row:
    changed = {
        name: kept for name, text in row.fields.items() if name not in _NEVER and (kept := without(text)) != text
    }
    return replace(row, fields=_filled({**row.fields, **changed})) if changed else row


def _filled(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in fields.items() if text}
