"""Cells that hold an identifier, alone or with a title, as people write them."""

import re
from functools import cache

from overlap.read.kinds import naming, wording
from overlap.text import citations
from overlap.text.identifiers import rules

_MARKS = re.compile(r"\s*(?:[*†‡§]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+[)⁾]?|(?<=\s)\d\)|(?<=[^\s\[])\s*\[\d{1,2}\])$")
"""Marks of a footnote after an identifier."""
_FORMER = re.compile(r"\s*\((?:ex|formerly|former|was|previously|old)[.:]?\s+([^()]+)\)$", re.IGNORECASE)
_BETWEEN = ' \n:–—-,|"“”„‟«»'
"""What stands between an identifier and its title, and around a title."""
_DUAL = re.compile(r"\s*[|/]\s*")
_AT_END = re.compile(r"([^\W\d_].*\S)\s*\(([^()]+)\)")
_SERIES_OF = re.compile(r"-?\s?series\s(?:of\s)?Recommendations\b", re.IGNORECASE)
_SERIES = re.compile(r"[A-Z]\.\d")
"""The second number of one Recommendation, as in `Y.4901/L.1601`."""
_PAPER = re.compile(r"([A-Z0-9]{1,7}-\d{4,7}\w{0,4})\s*[\s:：–—-]\s*([^\W_].{8,})")
"""The number of a committee's paper and its title: `RP-240061 New WID on lots`."""
_BEHIND = re.compile(r"([^\W\d_].*\S)\s+[-–—]\s+(\S.*)")
"""A title, and behind a dash its number: `HTTP Semantics - RFC 9110`."""
_OF_ONE_BODY = re.compile(r"[A-Z]{2,8}\s\d\d-\d{3}(?:r\d+)?")
"""The number of a paper of a body that is named: `OGC 06-042`, `OGC 18-058r1`."""
_WORD_NUMBER = re.compile(r"([a-z]?[A-Z]{2,8}-\d{3,5})\s+([^\W_].{7,})", re.DOTALL)
"""A number in one word, with a hyphen, and its title: `eCH-0031 Géoinformation`."""
_OF_EDITION = re.compile(r"(?:\s*[(\[][^()\[\]\s]{1,16}(?:\s[^()\[\]\s]{1,12})?[)\]])+")
"""A word or two in brackets after a number, which are no title: `(Revised)`, `[R2018]`, `(en)`."""
_KEY_BEFORE = re.compile(r"[\[(]((?:[^\W\d_]{1,12}[\s.-]?)?\d+(?:[.-]\d+)*)[\])]\s+(?=[^\W_])(\S.{7,})", re.DOTALL)
"""A key in brackets before the text that it names: `[Task 2.13] Define the strategy`."""
_BRACKETED = re.compile(r"\(([^()]+)\)")
_SHORT_NAME = re.compile(r"\(([A-Z]{3,12})\)")
"""What a document is called, in brackets behind its number: `IEC 61850-8-1 (MMS)`."""
_LEADING = re.compile(r"(?:Rec(?:ommendation|\.)?\s+|Draft (?:new |revised )?)+(?=ITU)", re.IGNORECASE)


def clean(identifier: str) -> dict[str, str]:
    """Take off an identifier what is not part of it; a former name in brackets is an alias.

    >>> clean("Y.4904-Rev *"), clean("Y.4817 (ex Y.IoT-IADS)"), clean("[42]")
    ({'id': 'Y.4904-Rev'}, {'id': 'Y.4817', 'aliases': 'Y.IoT-IADS'}, {'id': '42'})
    """
    found = {"id": identifier}
    if bracketed := re.fullmatch(r"\[([^\[\]]+)\]", identifier):
        return {"id": bracketed[1].strip()} if bracketed[1].strip() else found
    bare = identifier if identifier[-1:].isascii() and identifier[-1:].isalnum() else _MARKS.sub("", identifier).strip()
    bare = bare if bare.count("(") == bare.count(")") else identifier
    if bare.endswith(")") and (former := _FORMER.search(bare)):
        found["aliases"] = former[1].strip()
        bare = bare[: former.start()].strip()
    if bare:
        found["id"] = bare
    return found


def part(text: str) -> dict[str, str]:
    """Part a text that begins with a number and goes on with a title, on one line or two; else it is all title.

    A number in brackets at its end is its identifier as well, and one that is all there is.

    >>> part('ITU-T Y.4456 "Parking lots in cities"') == {"id": "ITU-T Y.4456", "title": "Parking lots in cities"}
    True
    >>> part("Parking in cities (RFC 6749)")["id"], part("ISO/IEC 18013-5:2021")["id"]
    ('RFC 6749', 'ISO/IEC 18013-5:2021')
    """
    whole = " ".join(text.split())
    if at_end := _AT_END.fullmatch(whole):
        if citations.find(at_end[2]) == (at_end[2],) or _OF_ONE_BODY.fullmatch(at_end[2]):
            return {"id": at_end[2], "title": at_end[1]}
    elif citations.find(whole) == (whole,) or (
        any(map(str.isdigit, whole.rpartition(" ")[2])) and naming.is_document(whole)
    ):
        return {"id": whole, "title": whole}
    if (behind := _BEHIND.fullmatch(whole)) and citations.find(behind[2]) == (behind[2],):
        return {"id": behind[2], "title": behind[1]}
    return _parted(text, whole)


def keyed(text: str) -> dict[str, str]:
    """Part a title of a list from the key in brackets before it, which is its identifier where it has no other.

    >>> keyed("[Task 2.13] Define the ramps"), keyed("[4] ISO 9001 Quality of ramps")["id"]
    ({'id': 'Task 2.13', 'title': 'Define the ramps'}, 'ISO 9001')
    """
    key = _KEY_BEFORE.fullmatch(" ".join(text.split()))
    return {"id": key[1], **part(key[2])} if key else part(text)


def _is_edition(title: str) -> bool:
    """Say whether a text is one word in brackets, or two of which one is a figure or says that it is an edition."""
    if not _OF_EDITION.fullmatch(title):
        return False
    words = re.findall(r"\w+", title.casefold())
    return len(words) < 2 or any(word in _editions() or any(map(str.isdigit, word)) for word in words)


@cache
def _editions() -> frozenset[str]:
    return frozenset(wording.words("columns", "remarks.editions"))


@cache
def _remark() -> re.Pattern[str]:
    """Match what says how far a document is, and when, and is no title: `In force`, `Vigor AGO2019`."""
    return re.compile(
        rf"\W*+(?:(?:{wording.any_word('columns', 'remarks.words')})\b\W*+)++"
        r"(?:\d{0,2}[\W_]*+[^\W\d_]{0,10}[\W_]*+\d{2,4}\W*+)?",
        re.IGNORECASE,
    )


def without(identifier: str, title: str) -> str:
    """Take off the end of a title the number in brackets that is the document's own, however it is spelt.

    >>> without("ERC-20", "Tokens for kerbs (EIP-20)"), without("ERC-21", "Tokens for kerbs (EIP-20)")
    ('Tokens for kerbs', 'Tokens for kerbs (EIP-20)')
    """
    at_end = _AT_END.fullmatch(title)
    is_same = at_end and re.findall(r"\d+", at_end[2]) == re.findall(r"\d+", identifier) != []
    return at_end[1] if at_end and is_same else title


def _parted(text: str, whole: str) -> dict[str, str]:
    """Part a text that begins with a number."""
    text = re.sub(r"\b([A-Z])\. (?=\d)", r"\1.", text)
    first, _, rest = text.strip().partition("\n")
    start = lead.end() if (lead := _LEADING.match(first)) else 0
    named = next(iter(citations.places(first[start:])), None)
    if not named or named[1] > 0:
        paper = _PAPER.fullmatch(whole) or _WORD_NUMBER.fullmatch(whole)
        return {"id": paper[1], "title": paper[2]} if paper else {"title": whole}
    identifier, end = named[0], start + named[2]
    while dual := _DUAL.match(first, end):
        other = next(iter(citations.places(first[dual.end() :])), None)
        if not other or other[1] > 0:
            break
        mark = "/" if _SERIES.match(other[0]) else " | "
        identifier, end = f"{identifier}{mark}{other[0]}", dual.end() + other[2]
    if series := _SERIES_OF.match(first, end):
        end = series.end()  # `Supplement 73 to ITU-T Y-series Recommendations`
    if edition := re.match(r"\s*(?:ED\.?\s?\d+(?:\.\d+)?|edition \d+)\b", first[end:], re.IGNORECASE):
        end += edition.end()
    title = re.sub(r"^\s*\(WI=\w+\)", "", f"{first[end:]} {rest}")
    title = " ".join(title.split()).strip(_BETWEEN).removeprefix(". ")
    if (bracketed := _BRACKETED.fullmatch(title)) and not _is_edition(title):
        title = bracketed[1]
    elif (short := _SHORT_NAME.fullmatch(title)) and short[1] not in rules.STAGES:
        title = short[1]
    if not title or title[0] in ")]":
        return {"title": whole}
    if _is_edition(title) or _remark().fullmatch(title):
        return {"id": identifier, "title": identifier}
    found = {"id": identifier, "title": title}
    if key := re.search(r"\(WI=(\w+)\)", text):
        found["aliases"] = f"WI={key[1]}"
    return found
