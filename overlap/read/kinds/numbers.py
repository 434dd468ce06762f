"""What a line of a cover says of the number of its document: that it is one, has one at a label or before a title."""

import re
import unicodedata
from functools import cache

from overlap.read.kinds import naming, wording
from overlap.text import citations
from overlap.text.identifiers import parse

LONGEST, _LONGEST_HEADING = 48, 300
_NUMBER = re.compile(
    r"(?P<id>[A-ZА-Я][A-ZА-Я&]+(?:(?:[ /-][A-ZА-Я&]{1,8})*+[ /-]|(?:[ /-][A-ZА-Я&]{1,8})++)"
    r"\d[\w.]*(?:[-/.]\w+)*(?:\s?:\s?(?:(?:19|20)\d\d(?:-\d\d){0,2}|20\d?[xXyY]{1,2}|[xXyY]{4}))?)"
    r"(?:[ ]?\([A-Z]\))?"
)
_LEADING_NUMBER = re.compile(r"(?:[A-ZА-Я]{2,8}[ /-]){1,3}(?:[A-Z]{1,3}-?)?\d[\w.]*(?:[-/.:]\w+)*")
_VERSION = re.compile(r".*\s[vV]?\d+\.\d+\.\d+")
"""`REST-API 3.1.0`: a name, and a version."""
SHORT = re.compile(r"(?P<id>[A-Z]{1,4}-\d+[A-Z]?(?:\.\d+)*)")
"""`C-13`, after a word that says that it is a number."""
_BESIDE_NUMBER = re.compile(
    r"(?:[\s,;:|/()\d.-]|[^\W\d_]{3,10}\.?\s+(?:19|20)\d\d|\((?:[A-Z]|[a-z]{2}|rev\.?\s*\d*)\)|"
    r"\b[ivxlEFRSAC]{1,4}\b|V\d[\d.]*)*",
    re.IGNORECASE,
)
"""What stands beside a number in a running header: date, language, version, page."""
REFERENCE = re.compile(
    r"^(?:internal )?reference(?: number)?(?: of this (?P<body>[A-Z]+)\W{0,2}\s*(?:document|charter))?"
    r"\s*[:：]\s*(?P<number>\S.{2,40})$",
    re.IGNORECASE,
)
_OF_BODY = re.compile(r"^[A-Z0-9-]{2,8}\s+")
"""The body before a label: `OGC document number`."""
_RFC = re.compile(r"\bRequest for Comments:\s*(\d{1,5})\b", re.IGNORECASE)
_INTERNET_DRAFT = re.compile(r"(?:^|\s)<?(draft-[a-z0-9]+(?:-[a-z0-9]+)*-\d\d)(?:\.txt)?>?$")
_DELIVERABLE = re.compile(r"^Rec(?:ommendation|\.)\s+(?=ITU-[RD]\b)", re.IGNORECASE)
_NO_DOCUMENT = r"\D*(?:19|20)\d\d(?:-\d\d)*|.*\b(?:TC|SC|WG|JTC|PC|SyC|SG|TG)[ /-]?\d+"
_HEADING = re.compile(
    r"(?P<before>(?:[^\W\d_][\w.'’-]*\s+){0,4}?)"
    r"(?P<id>(?:[A-ZА-ЯЁ][A-ZА-ЯЁ&]{0,7}[ /.-]){0,3}[A-ZА-ЯЁ]{2,8}(?:[ -](?:[A-Z]{1,3}[.-]?)?\d|\d(?=\d\d))"
    r"[\w.]*(?:[-/.]\w+)*(?::(?:19|20)\d\d)?)"
    r"(?=\s*(?:[:：|–—]|--?\s)\s*\S+(?:\s+\S|[^\x00-\x7f]))"
)
"""A number that heads a title, parted from it, after what kind of document it is: without that it is spoken of."""
_PARTED = re.compile(r"\s*(?:[:：|–—]|--?\s)\s*\S+")
"""What follows a number that heads a title."""
_DOTTED = re.compile(r"(?P<id>[A-ZА-Я]{2,8}(?:\.\d{1,3}){2,})(?=[\s:]+\S+\s+\S)")
"""A number with dots before a title: `IND.2.7 Ramps`."""
_IN_OTHER_LETTERS = re.compile(r"[^\W\d_a-zA-Z][^\dA-Z]*\s?(?P<id>[A-Z]{2,8}[ -]\d{1,5}(?:[.-]\d{1,4})*)")
"""The name of a series in letters that are not Latin, and a number in Latin ones."""


@cache
def _counted() -> re.Pattern[str]:
    words = wording.any_word("covers", "counted")
    return re.compile(
        rf"(?P<id>(?:{words})\s+(?:no\.?|n[o°º]\.?|n\.\s?[o°º]|nr\.?|núm\.?|№)\s?\d{{1,4}}[a-z]?)(?!\w)"
        r"(?P<rest>[\s,.;:|–—-]*(?:\S.*)?)",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def rules() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the patterns of what is no title, and of what may stand before a number."""
    before = re.compile(rf"(?:{wording.any_word('covers', 'before_numbers')})\s+", re.IGNORECASE)
    return re.compile("|".join((*wording.words("covers", "not_titles"), rf"^{_of_a_class()}$")), re.IGNORECASE), before


@cache
def of_its_kind() -> re.Pattern[str]:
    """Compile a line that only says what kind of text it is, or by whom and when it was approved: no title of it."""
    kinds, of_kinds = (wording.any_word("covers", each) for each in ("kinds", "of_kinds"))
    kind = rf"^(?:(?-i:[A-Z0-9]{{2,8}})\s)?(?:(?:{of_kinds})[\s,-]+)*(?:{kinds})$"
    return re.compile(rf"{kind}|{approved().pattern}", re.IGNORECASE)


@cache
def approved() -> re.Pattern[str]:
    """Compile a line that says by whom and when a text was approved."""
    return re.compile(rf"^(?:{wording.any_word('covers', 'approved')})\b(?=.*\d).{{0,80}}$", re.IGNORECASE)


def _of_a_class() -> str:
    """Write as a regular expression what says of which class a document is."""
    return rf"(?:{wording.any_word('covers', 'classes')})\b[\s:№.]*[^\W\d_]{{0,2}}\W?\d[\d\s.,/()A-ZА-Я-]*"


@cache
def no_document() -> re.Pattern[str]:
    """Compile a date after a word, a committee, a class: what looks like the number of a document and is none."""
    return re.compile(rf"{_of_a_class()}|{_NO_DOCUMENT}")


def heading(line: str) -> tuple[str, str]:
    """Give the number that heads a title on one line, or ends the name of its series, and what stands before it.

    >>> heading("Recommendation No. 92: Ramps of ferries"), heading("Technical Guideline TR-99: Ramps in use")
    (('Recommendation No. 92', ''), ('TR-99', 'Technical Guideline'))
    >>> heading("LEP 10 -- Ramps of ferries"), heading("IND.2.7 Use of ramps"), heading("A.2 Use of it")
    (('LEP 10', ''), ('IND.2.7', ''), ('', ''))
    """
    text = " ".join(unicodedata.normalize("NFKC", line).split())
    if len(text) > _LONGEST_HEADING:
        return "", ""
    if (counted := _counted().match(text)) and re.match(r"\s*[.:|–—-]", counted["rest"]):
        return counted["id"], ""
    found = _HEADING.match(text) or _DOTTED.match(text)
    if not found and len(text) <= LONGEST:
        found = _IN_OTHER_LETTERS.fullmatch(text)
    if found:
        number, before, rest = found["id"], found.groupdict().get("before", "").strip(), text[found.end("id") :]
        is_own = naming.is_document(number) and not no_document().fullmatch(number)
    else:
        number, start, end = next(citations.places(text), ("", 0, 0))
        before, rest = text[:start].strip(), text[end:]
        is_own = parse(number).is_standard and _PARTED.match(rest) is not None
    is_spoken_of = not before and rest.lstrip(" :|–—-")[:1].islower() and bool(parse(number).owner)
    return (number, before) if is_own and not is_spoken_of and _names_a_kind(before) else ("", "")


def _names_a_kind(before: str) -> bool:
    """Say whether nothing stands before a number but what kind of document it is, and of which body."""
    bare = _OF_BODY.sub("", f"{before} ")
    return not before or not bare.strip() or rules()[1].match(bare) is not None


def labelled(line: str) -> str:
    """Give the number of a document at the label of its reference, after the body that the label names.

    >>> labelled("Internal reference number of this OGC document: 99-008r2")
    'OGC 99-008r2'
    """
    if rfc := _RFC.search(line):
        return f"RFC {int(rfc[1])}"
    if draft := _INTERNET_DRAFT.search(line.strip()):
        return draft[1]
    if found := REFERENCE.match(line.strip()):
        return "" if re.search(r"[,;]", found["number"]) else " ".join(filter(None, [found["body"], found["number"]]))
    label, colon, number = map(str.strip, re.sub("[*_•®™]", "", line.replace("：", ":")).partition(":"))
    names = (label.strip("- "), _OF_BODY.sub("", label.strip("- ")))
    is_number = colon and len(number) <= LONGEST and any(name.casefold() in _labels() for name in names)
    body = names[0].removesuffix(names[1]) if number[:1].isdigit() else ""
    return f"{body}{number}" if is_number and naming.is_document(f"{body}{number}") else ""


@cache
def _labels() -> frozenset[str]:
    return frozenset(wording.words("covers", "labels_of_numbers"))


def as_number(line: str) -> str:
    """Give the number that a line is, if it is nothing else but its date, edition, language and page."""
    text = re.sub(r"[‐-―](?=(?:19|20)\d\d\b)", "-", " ".join(unicodedata.normalize("NFKC", line).split()))
    if not text or len(text) > LONGEST:
        return ""
    if (counted := _counted().match(text)) and _BESIDE_NUMBER.fullmatch(counted["rest"]):
        return counted["id"]
    _, before = rules()
    labelled = before.match(text)
    bare = _DELIVERABLE.sub("", text[labelled.end() :] if labelled else text)
    if _VERSION.fullmatch(bare):
        return ""
    found = _NUMBER.fullmatch(bare) or (SHORT.fullmatch(bare) if labelled else None)
    if found and not no_document().fullmatch(found["id"]):
        return found["id"]
    mention = next(citations.places(bare), None)
    if mention and mention[0].startswith(bare[: mention[1]].strip()) and _BESIDE_NUMBER.fullmatch(bare[mention[2] :]):
        return (
            re.sub(r"^Rec\w*\.?\s+(?=ITU|UIT)", "", mention[0], flags=re.IGNORECASE)
            if parse(mention[0]).is_standard
            else ""
        )
    return ""


def labelled_number(line: str) -> str:
    """Give the number at the beginning of a line, after a word that says what kind of document it is of.

    >>> labelled_number("Technical Guideline TR-99169 Ramps of ferries"), labelled_number("IEEE 802.3 Working Group")
    ('TR-99169', '')
    """
    text = " ".join(unicodedata.normalize("NFKC", line).split())
    found = rules()[1].match(text)
    number = _LEADING_NUMBER.match(text[found.end() :]) if found else None
    return number[0] if number and naming.is_document(number[0]) else ""
