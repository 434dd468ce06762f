"""A text that names a document: its number, its title, and what else is said of it, in any order, as people write them.

Cells, bullets, headings, lines and values of records are all parted here, so that a list is read alike in any layout.
"""

import re
from collections.abc import Collection, Mapping
from functools import cache

from overlap.read.kinds import naming, wording
from overlap.text import citations
from overlap.text.identifiers import rules

_MARKS = re.compile(r"\s*(?:[*†‡§]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+[)⁾]?|(?<=\s)\d\)|(?<=[^\s\[])\s*\[\d{1,2}\])$")
"""Marks of a footnote after an identifier."""
_FORMER = re.compile(r"\s*\((?:ex|formerly|former|was|previously|old)[.:]?\s+([^()]+)\)$", re.IGNORECASE)
_ADDRESS = re.compile(r"[(<]?\b(?:https?://|www\.)[^\s)>]+[)>]?")
_BETWEEN = ' \n:：–—-,|=→⇒>"“”„‟«»'
"""What stands between a number and its title, and around a title."""
_QUOTED = re.compile(r"[\"“„«《「『](?P<title>[^\"“”„«»《》「」『』\n]{2,}?)[,.]?[\"”“»》」』]")
_DUAL = re.compile(r"\s*[|/]\s*")
_SERIES_OF = re.compile(r"-?\s?series\s(?:of\s)?Recommendations\b", re.IGNORECASE)
_SERIES = re.compile(r"[A-Z]\.\d")
"""The second number of one Recommendation, as in `Y.4901/L.1601`."""
_PAPER = re.compile(r"([A-Z0-9]{1,7}-\d{4,7}\w{0,4})\s*[\s:：–—-]\s*([^\W_].{8,})")
"""The number of a committee's paper and its title: `RP-240061 New WID on lots`."""
_WORD_NUMBER = re.compile(r"([a-z]?[A-Z]{2,8}-\d{3,5})\s+([^\W_].{7,})", re.DOTALL)
"""A number in one word, with a hyphen, and its title: `eCH-0031 Géoinformation`."""
_OF_ONE_BODY = re.compile(r"[A-Z]{2,8}\s\d\d-\d{3}(?:r\d+)?")
"""The number of a paper of a body that is named: `OGC 06-042`, `OGC 18-058r1`."""
_OF_EDITION = re.compile(r"(?:\s*[(\[][^()\[\]\s]{1,16}(?:\s[^()\[\]\s]{1,12})?[)\]])+")
"""A word or two in brackets after a number, which are no title: `(Revised)`, `[R2018]`, `(en)`."""
_LONGEST_EDITION = 22
"""Characters; those of scripts that say with one what others say with two count twice."""
_KEY_BEFORE = re.compile(r"[\[(]((?:[^\W\d_]{1,12}[\s.-]?)?\d+(?:[.-]\d+)*)[\])]\s+(?=[^\W_])(\S.{7,})", re.DOTALL)
"""A key in brackets before the text that it names: `[Task 2.13] Define the strategy`."""
_KEY = re.compile(r"\[(?P<key>[^\[\]\n]{1,40})\]:?\s+(?=\S)")
_SHORT_NAME = re.compile(r"[A-Z]{3,12}")
"""What a document is called, in brackets behind its number: `IEC 61850-8-1 (MMS)`."""
_LEADING = re.compile(r"(?:Rec(?:ommendation|\.)?\s+|Draft (?:new |revised )?)+(?=ITU)|E\s(?=DIN\s)", re.IGNORECASE)
"""What stands before a number, and the mark of a German draft: `E DIN 98011`."""
_CAPITALS = r"[A-ZÀ-ÞŠŽČА-ЯЁ]"
_SIGN = r"[A-Za-zÀ-žА-яЁё\d]"
_ANY = re.compile(
    rf"(?<![\w@./:&-])(?:3GPP\s|pr|Fpr|[a-z](?={_CAPITALS}{{2}}))?{_CAPITALS}{{2,8}}(?:[/.&-]{_CAPITALS}{{1,8}})*"
    rf"(?:[ ](?:{_CAPITALS}{{1,8}}|Std\.?)(?:[/.&-]{_CAPITALS}{{1,8}})*(?![^\W\d_])){{0,3}}"
    rf"(?:[ ._-]?{_CAPITALS}{{0,4}}[-.]?\d{_SIGN}*(?:[-–/.]{_SIGN}*\d{_SIGN}*)*)"
)
"""A number of any body: capitals, and a figure soon after."""
_TAIL = re.compile(
    r"(?:(?<=[:-][12]\d\d\d)-(?:0[1-9]|1[0-2])(?![\w-]))?(?::\d{4}(?:-\d\d(?!\d))?)?"
    r"(?:\s?[/+]\s?(?:AMD|Amd|COR|Cor|AC|A|C)\.?\s?\d+(?::\d{4})?)*(?:\s[Vv]\d+(?:\.\d+)+)?(?:\s?ff\b)?"
)
"""What goes on with a number that is known: month, year, amendments, version."""
_DATED = re.compile(
    r"(?:,\s*(?:[^\W\d_]{3,10}\.?\s)?(?:19|20)\d\d|\s*\((?:[^\W\d_]{3,10}\.?\s)?(?:19|20)\d\d(?:-\d\d)?\))\.?$"
)
_AFTER_NUMBER = re.compile(
    r"\s*(?:,\s*DOI\s\S+)?[\s,.;]*(?:\(?(?:\d{1,2}\.?\s)?(?:[^\W\d_]{3,10}\.?\s)?(?:19|20)\d\d(?:-\d\d)*\)?)?[\s.,;]*$"
)
"""What may follow a number at the end of a text: a date."""
_BEFORE_NUMBER = re.compile(r"(?:[(\[（]|\s[-–—]|[,:：.|\n\"”])\s*$")
_AUTHORED = re.compile(r".{0,120}?\(?(?:19|20)\d\d[a-z]?\)?[.:]\s+(?=\S)")
"""Who wrote it, and when, before a title: `ISO. (2015). `."""
_SAID = re.compile(r"\s*[:：–—-]\s+(?P<said>\S.*)", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")


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


def part(text: str, listed: Collection[str] | None = None) -> dict[str, str]:
    """Part a text into the number of a document, its title and what is said of it; else it is all title.

    A number that is all there is is the title as well. Of several texts that stand in a list, most of which name
    documents, any capitals with a figure are a number, and it may stand behind a comma; `listed` are the letters that
    name documents in that list only.

    >>> part('ITU-T Y.4456 "Parking lots in cities"') == {"id": "ITU-T Y.4456", "title": "Parking lots in cities"}
    True
    >>> part("Parking in cities (RFC 6749)")["id"], part("ISO/IEC 18013-5:2021")["id"]
    ('RFC 6749', 'ISO/IEC 18013-5:2021')
    >>> part("NORSOK M-001, Materials", ()), part("Parking on TLS 1.3")
    ({'id': 'NORSOK M-001', 'title': 'Materials'}, {'title': 'Parking on TLS 1.3'})
    """
    lines = [" ".join(line.split()) for line in text.split("\n")]
    bare = "\n".join(filter(None, (" ".join(_ADDRESS.sub(" ", line).split()) for line in lines)))
    bare = re.sub(r"\b([A-Z])\. (?=\d)", r"\1.", bare)
    found = _at_start(bare, listed) or _at_end(bare, listed) or _quoted(bare, listed)
    return found or {"title": " ".join(filter(None, lines))}


def mark(text: str, found: Mapping[str, str]) -> str:
    """Give the mark that stands between number and title of a text that was parted; empty for nothing but a blank."""
    before, title, after = text.partition(found["title"])
    beside = (before.rstrip(" ")[-1:] or after.lstrip(" ")[:1]) if title else ""
    return "" if beside.isalnum() else beside


def keyed(text: str, listed: Collection[str] | None = None) -> dict[str, str]:
    """Part a title of a list from the key in brackets before it, which is its identifier where it has no other.

    >>> keyed("[Task 2.13] Define the ramps"), keyed("[4] ISO 9001 Quality of ramps")["id"]
    ({'id': 'Task 2.13', 'title': 'Define the ramps'}, 'ISO 9001')
    """
    key = _KEY_BEFORE.fullmatch(" ".join(text.split()))
    return {"id": key[1], **part(key[2], listed)} if key else part(text, listed)


def alone(text: str) -> str:
    """Give the number that a text is; empty where it is another, or holds more."""
    bare = text.strip(" \t-*•·;,")
    return bare if citations.find(bare) == (bare,) or naming.is_document(bare) else ""


def without(identifier: str, title: str) -> str:
    """Take off the end of a title the number in brackets that is the document's own, however it is spelt.

    >>> without("ERC-20", "Tokens for kerbs (EIP-20)"), without("ERC-21", "Tokens for kerbs (EIP-20)")
    ('Tokens for kerbs', 'Tokens for kerbs (EIP-20)')
    """
    at_end = re.fullmatch(r"([^\W\d_].*\S)\s*\(([^()]+)\)", title)
    is_same = at_end and re.findall(r"\d+", at_end[2]) == re.findall(r"\d+", identifier) != []
    return at_end[1] if at_end and is_same else title


def _numbers(text: str, listed: Collection[str] | None) -> list[tuple[str, int, int]]:
    """List the numbers of documents with their half-open offsets, as they stand; in a list those of any body."""
    cited = (
        each for each in citations.places(text) if not text[each[1]].isdigit() or each[0].startswith(text[each[1]])
    )
    known = [(name, start, end, _TAIL.match(text, end)) for name, start, end in cited]
    found = [(name + (tail[0] if tail else ""), start, tail.end() if tail else end) for name, start, end, tail in known]
    for other in _ANY.finditer(text) if listed is not None else ():
        tail = _TAIL.match(text, other.end())
        start, end = other.start(), tail.end() if tail else other.end()
        inside = [each for each in found if each[1] < end and start < each[2]]
        is_longer = all(start <= each[1] and each[2] <= end for each in inside)
        if is_longer and naming.is_document(text[start:end], listed or ()):
            name = inside[0][0] if inside and (inside[0][1], inside[0][2]) == (start, end) else text[start:end]
            found = [*(each for each in found if each not in inside), (name, start, end)]
    ends = [(whole.end() if (whole := _whole().match(text, end)) else end) for _, _, end in found]
    return sorted(((name, start, end) for (name, start, _), end in zip(found, ends, strict=True)), key=lambda e: e[1])


@cache
def _whole() -> re.Pattern[str]:
    """Match what says behind a number that all of its parts are meant: `(all parts)`."""
    return re.compile(rf"\s?[(（](?:{wording.any_word('columns', 'remarks.whole')})[)）]", re.IGNORECASE)


def _at_start(text: str, listed: Collection[str] | None) -> dict[str, str]:
    """Part a text that begins with a number, or with a key in brackets before one."""
    key = _KEY.match(text)
    if key and (found := _at_start(text[key.end() :], listed)):
        return found
    start = lead.end() if (lead := _LEADING.match(text)) else 0
    is_bracketed = text[start : start + 1] in ("(", "[", "（")
    start += is_bracketed
    named = next((each for each in _numbers(text, listed) if each[1] == start), None)
    if not named:
        whole = " ".join(text.split())
        paper = _PAPER.fullmatch(whole) or _WORD_NUMBER.fullmatch(whole)
        return {"id": paper[1], "title": paper[2]} if paper else {}
    identifier, _, end = named
    if lead and lead[0].startswith("E"):
        identifier = f"{lead[0]}{identifier}"
    while dual := _DUAL.match(text, end):
        other = next((each for each in _numbers(text[dual.end() :], listed) if each[1] == 0), None)
        if not other:
            break
        mark = "/" if _SERIES.match(other[0]) else " | "
        identifier, end = f"{identifier}{mark}{other[0]}", dual.end() + other[2]
    if is_bracketed:
        if text[end : end + 1] not in (")", "]", "）"):
            return {}
        end += 1
    if series := _SERIES_OF.match(text, end):
        end = series.end()  # `Supplement 73 to ITU-T Y-series Recommendations`
    if edition := re.compile(r"\s*(?:ED\.?\s?\d+(?:\.\d+)?|edition \d+)\b", re.IGNORECASE).match(text, end):
        end += edition.end() - edition.start()
    found = {"id": identifier, **_titled(identifier, text[end:])}
    if key_of := re.search(r"\(WI=(\w+)\)", text):
        found["aliases"] = f"WI={key_of[1]}"
    return found if "title" in found else {}


def _titled(identifier: str, rest: str) -> dict[str, str]:
    """Give the title that follows a number, and what is said behind one in brackets; the number where there is none."""
    rest = re.sub(r"^\s*\(WI=\w+\)", "", rest)
    while (mark := re.match(r"\s*[(\[]([^()\[\]]+)[)\]]", rest)) and _is_edition(mark[0]):
        if not rest[mark.end() :].strip() and _SHORT_NAME.fullmatch(mark[1]) and mark[1] not in rules.STAGES:
            return {"title": mark[1]}
        rest = rest[mark.end() :]
    title = " ".join(rest.split()).lstrip(f"{_BETWEEN}.").rstrip(_BETWEEN)
    if marked := re.match(r"[\s,:：–—-]*", rest):
        quoted = _QUOTED.match(rest, marked.end())
        if quoted and quoted["title"].strip():
            return {"title": " ".join(quoted["title"].split()).rstrip(",")}
    if bracketed := re.match(r"\s*[(（]((?:[^()（）]|\([^()]*\))+)[)）]", rest):
        said = " ".join(rest[bracketed.end() :].split()).strip(f"{_BETWEEN}.")
        if not said and _LETTER.search(bracketed[1]) and not _is_edition(bracketed[0]):
            return {"title": bracketed[1].strip()}
        if _SAID.match(rest, bracketed.end()) and not _is_edition(bracketed[0]):
            return {
                "title": bracketed[1].strip(),
                "summary": " ".join(rest[bracketed.end() :].split()).lstrip(_BETWEEN),
            }
    if not title or _is_edition(title) or _remark().fullmatch(title):
        return {"title": identifier}
    if rest[:1].isalnum() or rest[:1] in ("-", "_", "'", "’", ")", "]") or title[0] in ")]":
        return {}  # the number goes on, as in `ISO 9001-based`
    return {"title": _DATED.sub("", title) or title}


def _at_end(text: str, listed: Collection[str] | None) -> dict[str, str]:
    """Part a text that ends with a number: in brackets, behind a dash, or in a list behind any mark."""
    for identifier, start, end in reversed(_numbers(text, listed)):
        before = text[:start]
        mark = _BEFORE_NUMBER.search(before)
        if not mark or (listed is None and mark[0].strip() not in ("(", "（", "-", "–", "—")):
            continue
        is_bracketed = mark[0].strip() in ("(", "[", "（")
        closing = re.compile(r"\s*[)\]）]" if is_bracketed else "").match(text, end)
        if not closing:
            continue
        said = _SAID.fullmatch(text, closing.end()) if is_bracketed else None
        if not said and not _AFTER_NUMBER.match(text, closing.end()):
            continue
        title = _cited(" ".join(before[: mark.start()].split()).removesuffix("."), listed)
        if _LETTER.search(title):
            found = {"id": identifier, "title": title}
            return found | ({"summary": " ".join(said["said"].split())} if said else {})
    whole = " ".join(text.split())
    at_end = re.fullmatch(r"([^\W\d_].*\S)\s*\(([^()]+)\)", whole)
    if at_end and _OF_ONE_BODY.fullmatch(at_end[2]):
        return {"id": at_end[2], "title": at_end[1]}
    if any(map(str.isdigit, whole.rpartition(" ")[2])) and naming.is_document(whole):
        return {"id": whole, "title": whole}
    return {}


def _cited(before: str, listed: Collection[str] | None) -> str:
    """Give the title of what stands before a number: what is quoted there, else all but who wrote it and when."""
    if listed is None:
        return before.strip(_BETWEEN)
    quoted = _QUOTED.search(before)
    return quoted["title"].strip(_BETWEEN) if quoted else _AUTHORED.sub("", before, count=1).strip(_BETWEEN)


def _quoted(text: str, listed: Collection[str] | None) -> dict[str, str]:
    """Part a text of a list that quotes a title, and names its number behind it among other things."""
    quoted = _QUOTED.search(text) if listed is not None else None
    after = [each for each in _numbers(text, listed) if quoted and each[1] >= quoted.end()]
    return {"id": after[0][0], "title": " ".join(quoted["title"].split())} if quoted and after else {}


def _is_edition(title: str) -> bool:
    """Say whether a text is one word in brackets, or some of which one is a figure or says that it is an edition."""
    if not _OF_EDITION.fullmatch(title) or naming.width(title) > _LONGEST_EDITION:
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
