"""Names, telephone numbers and mail addresses of persons: no part of a standard, they never leave the reader."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from overlap.read.kinds import wording
from overlap.read.reading import Reading, Row

_NEVER = frozenset(("id", "url", "source", "relations", "joint_with", "aliases", "kind", "date", "language"))
"""Fields that hold no running text."""
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
_GROUP = r"(?:[A-Z][\w-]{1,11}[ /]){0,3}(?:TC|SC|WG|JTC|PC|SyC|SG|TG|CEN|ISO|IEC|ITU)\b"
"""A committee or a body, which is no person."""
_LONGEST_CLOSING = 300
"""Characters of a signature, after which a text would go on."""


_WHO = re.compile(
    r"from|to|cc|von|an|de|à|a|para|от|кому|"
    r"(?:.*\s)?(?:directors?|chairs?|editors?|authors?|secretary|convenors?|conveners?|rapporteurs?)",
    re.IGNORECASE,
)
"""Before the colon of a line that names persons or groups."""


_NUMBER = r"\d[\d()./\s-]{4,}\d"


@dataclass(frozen=True, slots=True)
class _Rule:
    """Patterns of what is taken out, and what is in each text in which a search for them is worth its time."""

    patterns: tuple[re.Pattern[str], ...]
    part: re.Pattern[str] | None = None
    """What is found wherever one of the patterns is, and sooner."""
    hints: tuple[str, ...] = ()
    """One of these is there too."""

    def is_worth(self, text: str) -> bool:
        """Say whether a search may find something, long before it could tell."""
        if self.part is not None and not self.part.search(text):
            return False
        for hint in self.hints:
            if hint[0] in text and hint in text:  # one character is found in a tenth of the time
                return True
        return not self.hints


@cache
def _rules() -> tuple[_Rule, tuple[_Rule, ...]]:
    """Give the rule of what closes a letter, and the others in the order in which they apply."""
    page = wording.page("contacts")
    label, telephone, honorific, closing = (
        "|".join(page[name]) for name in ("before_names", "telephones", "honorifics", "closings")
    )
    people = rf"{_PERSON}(?:\s*(?:,|;|&|/|\band\b|\bet\b|\by\b|\bund\b)\s*{_PERSON})*"
    ends = rf"(\A|[\n.;!?])\s*(?:{closing})[,.]?\s.*\Z"
    last_words = tuple(re.findall(r"\w+", each)[-1].casefold() for each in page["closings"])
    labelled = (
        rf"(\A|[\n;|.])\s*(?:[A-Z][\w-]*\s){{0,3}}(?i:{label})(?i:\(s\))?\s*[:：|]\s*(?!{_GROUP}){people}"
        rf"(?:\s*[(<]\s*(?:{_MAIL})\s*[)>])?"
    )
    mails = (
        rf"{_NAME}[(<\[]\s*(?:{_MAIL})\s*[)>\]]",
        r"(?:\b(?i:e-?mail|courriel|correo(?: electrónico)?|почта|邮箱)(?i:\s+address)?\s*[:：]?\s*)?"
        rf"[<(]?(?:{_MAIL})[>)]?",
    )
    telephones = rf"(?<!\w)(?i:{telephone})(?i:[\w ]{{0,10}})[.:：]*\s*\+?{_NUMBER}"
    return _Rule((re.compile(ends, re.IGNORECASE | re.DOTALL),), hints=last_words), (
        _Rule((re.compile(labelled),), re.compile(rf"[:：|]\s*{_PERSON}")),
        _Rule(tuple(map(re.compile, mails)), hints=("@", "(at", "( at", "[at", "{at", "(AT", "[AT", " dot ")),
        _Rule((re.compile(telephones),), re.compile(_NUMBER), tuple(page["telephone_hints"])),
        _Rule((re.compile(r"(?<![\w.])\+\s?\d[\d()./\s-]{6,}\d"),), hints=("+",)),
        _Rule((re.compile(rf"\b(?:{honorific})\.?\s+{_PERSON}"),), re.compile(honorific)),
    )


def without(text: str) -> str:
    """Take names, telephone numbers and mail addresses of persons out of a text.

    >>> without("Lots. Contact: Jane Doe, tel. +41 22 730 51 11, jane.doe (at) example.org")
    'Lots.'
    """
    closings, rules = _rules()
    kept = text
    tail = text[-_LONGEST_CLOSING:].casefold()
    if closings.is_worth(tail) and (ends := closings.patterns[0].search(text, max(0, len(text) - _LONGEST_CLOSING))):
        kept = text[: ends.start()] + ends[1]
    for rule in rules:
        for pattern in rule.patterns if rule.is_worth(kept) else ():
            kept = pattern.sub(r"\1 " if pattern.groups else " ", kept)
    if kept == text:
        return text
    lines = (re.sub(r"\s+([.,;)])", r"\1", " ".join(line.split())) for line in kept.split("\n"))
    return "\n".join(filter(None, (_tidy(line) for line in lines)))


def is_person(line: str) -> bool:
    """Say whether a line gives a role and who has it, or says who wrote to whom: `OPS Area Director: Jane Doe`."""
    label, colon, _ = line.partition(":")
    return bool(colon) and (_WHO.fullmatch(label.strip()) is not None or without(line) in ("", label, f"{label}:"))


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
        name: kept for name, text in row.fields.items() if _is_text(name, text) and (kept := without(text)) != text
    }
    return replace(row, fields=_filled({**row.fields, **changed})) if changed else row


def _is_text(name: str, text: str) -> bool:
    """Say whether a field may hold a person's name; a title does not, but may hold an address."""
    return name not in _NEVER and (name != "title" or "@" in text)


def _filled(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in fields.items() if text}
