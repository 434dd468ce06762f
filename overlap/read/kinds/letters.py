"""How a liaison statement speaks: its header's words, whom a letter without a header greets, and what it asks for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from overlap.read.kinds import contacts, wording
from overlap.read.kinds.labels import Line
from overlap.text import citations

_MOST_LINES = 80
"""A longer text is a document that speaks of letters."""
_OPENING = 12
"""So many lines within which a letter says whom it greets."""
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s+(?=\S)|(?<=[。！？])|\n")
_SENDER = re.compile(r"(?P<who>[^.;:\n]{2,160}?)\s+$")
_ADDRESSEE = re.compile(
    r"(?P<who>.{2,160}?)(?=\s+(?:and|et|y|und|и)\s+(?:takes?|has|have|wish|would|would|is|are|saisit|a|tiene|aprovecha)\b|"
    r"[.;\n。]|,\s+(?!(?:ISO|IEC|ITU|IETF|[A-Z]{2,}))|$)"
)
_ACRONYM = re.compile(r".*\(([A-Z][\w/-]+)\)\s*")
_ARTICLE = re.compile(r"^(?:the|la|le|les|el|die|der|das)\s+", re.IGNORECASE)
_MEETING_NUMBER = re.compile(
    r"\b(?:(?:SG\d+|TSAG|COM\s?\d+)\s?[-–]\s?(?:TD|C|LS|R)\s?[-–]?\s?\d[\w.-]*(?:\s[–-]\s[A-Z]\b)?|T\d\d-SG\d+-[\w-]+|"
    r"TP-\d{4}-\d{4}\w*|(?<=Tdoc\s)[A-Z]{1,2}[A-Z\d]?-\d{6,7}|[A-Z]\d-\d{6,7}\w*|(?:ISO(?:/IEC)?/(?:JTC|TC)\s?\d+(?:/SC\s?\d+)?\s)N\s?\d{2,6})"
)
_COMMITTEE = re.compile(
    r"\b(?:(?:ISO|IEC|ITU(?:[-‑][TRD])?|CEN|ETSI)(?:/(?:IEC|ISO|ITU))?[/ ]{1,2})(?:(?:Joint (?:Technical )?Committee|"
    r"Technical Committee|Study Group|Joint Systems Committee|TC|JTC|SyC|SG|JC)\s?\d+(?:/SC\s?\d+)?(?:/WG\s?\d+)?)"
    r"(?:\s+on\s+(?:[A-Z][\w-]+(?:,?\s+(?:and\s+)?|\b)){1,8})?"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says of itself."""

    sender: str
    addressee: str
    place: str


@dataclass(frozen=True, slots=True)
class _Page:
    """The page of data, compiled."""

    labels: dict[str, str]
    names: re.Pattern[str]
    purposes: re.Pattern[str]
    greets: re.Pattern[str]
    says: re.Pattern[str]
    asks: re.Pattern[str]
    courtesies: re.Pattern[str]
    closes: re.Pattern[str]


@cache
def page() -> _Page:
    """Read how liaison statements look and speak, liaisons.toml."""
    data = wording.page("liaisons")

    def compiled(patterns: Iterable[str], around: str = "{}") -> re.Pattern[str]:
        return re.compile(around.format("(?:" + "|".join(patterns) + ")"), re.IGNORECASE)

    speech = data["speech"]
    return _Page(
        {"|".join(patterns): field for field, patterns in data["labels"].items()},
        compiled(data["names"]),
        compiled(data["purposes"], r"^\W*({})\W*$"),
        compiled(speech["greets"]),
        compiled(speech["says"]),
        compiled(speech["asks"]),
        compiled(speech["courtesies"]),
        compiled(speech["closes"], r"^\W*{}\W*$"),
    )


def find(lines: Sequence[Line]) -> Letter | None:
    """Tell whether a text without a header is a letter of one organization to another; None when it is not.

    It greets its addressee, or says that it is a liaison statement and asks for something.
    """
    said = page()
    if not lines or len(lines) > _MOST_LINES:
        return None
    for line in lines[:_OPENING]:
        if greeted := said.greets.search(line.text):
            return Letter(*_parties(line.text, greeted), line.place)
    for line in lines[:_OPENING]:
        if said.says.search(line.text) and asked(lines):
            return Letter("", "", line.place)
    return None


def _parties(text: str, greeted: re.Match[str]) -> tuple[str, str]:
    """Take the sender before a greeting and the addressee after it."""
    before = re.split(r"(?<=[.!?。])\s+|\n", text[: greeted.start()] + " ")[-1] or text[: greeted.start()]
    sender = _SENDER.search(f"{before.strip()} ")
    addressee = _ADDRESSEE.match(text[greeted.end() :].strip())
    return _name(sender["who"] if sender else ""), _name(addressee["who"] if addressee else "")


def _name(who: str) -> str:
    """Name an organization without its article; by its short name where it gives one."""
    plain = _ARTICLE.sub("", " ".join(who.split())).strip(" ,:")
    short = _ACRONYM.fullmatch(plain)
    return short[1] if short else plain


def unnamed(text: str) -> str:
    """Take away what a statement calls itself before its title."""
    called = page().names.match(text.strip())
    return " ".join((text.strip()[called.end() :] if called else text).split()).strip(":–—- ")


def asked(lines: Iterable[Line]) -> str:
    """List the sentences in which a letter asks for something, in their order; empty when there are none."""
    found = [
        sentence.strip()
        for line in lines
        if not line.is_heading
        for sentence in _SENTENCE.split(line.text)
        if sentence and page().asks.search(sentence) and not page().courtesies.search(sentence)
    ]
    return " ".join(dict.fromkeys(found))


def body(lines: Sequence[Line]) -> list[Line]:
    """Take the lines up to the one that closes a letter: names, places and dates follow."""
    closing = next((n for n, line in enumerate(lines) if page().closes.match(line.text)), len(lines))
    return [line for line in lines[:closing] if not contacts.is_person(line.text)]


def named(text: str) -> list[str]:
    """List the documents that a letter names: standards, and the documents of meetings."""
    meeting = (" ".join(found[0].split()).rstrip(".-") for found in _MEETING_NUMBER.finditer(text))
    return list(dict.fromkeys([*citations.find(text), *meeting]))


def committees(text: str) -> list[str]:
    """List the committees that a letter names, each once and as fully as it is named."""
    found = dict.fromkeys(" ".join(each[0].split()).rstrip(" ,") for each in _COMMITTEE.finditer(text))
    return [each for each in found if not any(other != each and other.startswith(each) for other in found)]
