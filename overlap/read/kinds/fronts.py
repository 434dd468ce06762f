"""The first page of a document: its lines, the number on it, and what the running headers repeat."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import form_fields, guesses, headers, naming, outline, wording
from overlap.settings import AS_WRITTEN
from overlap.text import citations
from overlap.text.identifiers import parse

_SEVERAL = 3
_TOP = 4
"""Lines of which one holds number and title."""
_MANY_REFERENCES = 2
"""From so many lines on that begin with `Reference:` they name other documents."""
_COVER_PARTS = 24
"""A cover, and what is printed behind it."""
_LONGEST_NUMBER = 48
_NUMBER = re.compile(
    r"(?P<id>[A-ZА-Я][A-ZА-Я&]+(?:(?:[ /-][A-ZА-Я&]{1,8})*+[ /-]|(?:[ /-][A-ZА-Я&]{1,8})++)"
    r"\d[\w.]*(?:[-/.]\w+)*(?:\s?:\s?(?:19|20)\d\d(?:-\d\d){0,2})?)"
    r"(?:[ ]?\([A-Z]\))?"
)
_LEADING = re.compile(
    r"(?P<id>(?:[A-ZА-Я]{2,8}[ /-]){1,3}(?:[A-Z]{1,3}-?)?\d[\w.]*(?:[-/.:]\w+)*)"
    r"(?=(?:\s*[:|–—]|\s+-)\s*\S+\s+\S)"
)
"""A number before a title, parted from it: without that a title begins with what it speaks of."""
_LEADING_NUMBER = re.compile(r"(?:[A-ZА-Я]{2,8}[ /-]){1,3}(?:[A-Z]{1,3}-?)?\d[\w.]*(?:[-/.:]\w+)*")
_VERSION = re.compile(r".*\s[vV]?\d+\.\d+\.\d+")
"""`REST-API 3.1.0`: a name, and a version."""
_SHORT = re.compile(r"(?P<id>[A-Z]{1,4}-\d+[A-Z]?(?:\.\d+)*)")
"""`C-13`, after a word that says that it is a number."""
_BESIDE_NUMBER = re.compile(
    r"(?:[\s,;:|/()\d.-]|[^\W\d_]{3,10}\.?\s+(?:19|20)\d\d|\((?:[A-Z]|[a-z]{2}|rev\.?\s*\d*)\)|"
    r"\b[ivxlEFRSAC]{1,4}\b|V\d[\d.]*)*",
    re.IGNORECASE,
)
"""What stands beside a number in a running header: date, language, version, page."""
_REFERENCE = re.compile(
    r"^(?:internal )?reference(?: number)?(?: of this (?P<body>[A-Z]+)\W{0,2}\s*(?:document|charter))?"
    r"\s*[:：]\s*(?P<number>\S.{2,40})$",
    re.IGNORECASE,
)
_OF_BODY = re.compile(r"^[A-Z0-9-]{2,8}\s+")
"""The body before a label: `OGC document number`."""
_RFC = re.compile(r"\bRequest for Comments:\s*(\d{1,5})\b", re.IGNORECASE)
_INTERNET_DRAFT = re.compile(r"(?:^|\s)<?(draft-[a-z0-9]+(?:-[a-z0-9]+)*-\d\d)(?:\.txt)?>?$")
_FEW_FIGURES = re.compile(r"[A-ZА-Я]+ \d{1,2}")
"""`DDT 38` is an office as likely as a document."""
_DELIVERABLE = re.compile(r"^Rec(?:ommendation|\.)\s+(?=ITU-[RD]\b)", re.IGNORECASE)
_NO_DOCUMENT = re.compile(r"ICS\b.*|UDC\b.*|\D*(?:19|20)\d\d(?:-\d\d)*|.*\b(?:TC|SC|WG|JTC|PC|SyC|SG|TG)[ /-]?\d+")
"""A date after a word, a committee."""


def is_list(table: Table) -> bool:
    """Say whether a table of the first page is a list."""
    return headers.row(table, AS_WRITTEN) is not None


def _lists_documents(table: Table) -> bool:
    """Say whether a column of a table names several documents: none of them is the one it stands in."""
    if guesses.guess(table.rows[1:]):
        return True
    columns_of = zip(*(row for row in table.rows if len(row) == len(table.rows[0])), strict=True)
    return any(sum(map(naming.is_document, cells)) >= _SEVERAL for cells in columns_of)


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
    return wording.pattern("covers", "not_titles"), before


def number(document: Document) -> tuple[str, str]:
    """Find the number of a document, and where it stands: a line of its own on the cover, else in a running header."""
    first = list(first_page(document))
    referring = sum(bool(_REFERENCE.match(line.strip())) for part in first for line in part.text.split("\n"))
    for part in first:
        for line in part.text.split("\n"):
            if _FEW_FIGURES.fullmatch(line.strip()) and not (
                line.strip() in document.title or _is_spoken_of(line.strip(), document)
            ):
                continue
            if found := as_number(line) or (labelled(line) if referring < _MANY_REFERENCES else ""):
                return found, part.place
    for part in first[:_TOP]:
        if (found := before_title(part.text)) and not _is_anothers(found, part.text, document):
            return found, part.place
    for text in running(document):
        if found := as_number(text):
            return found, "the running header"
    if first and _SHORT.fullmatch(first[0].text.strip()) and _is_spoken_of(first[0].text.strip(), document):
        return first[0].text.strip(), first[0].place
    for named in citations.find(document.title):  # what the properties name too is its own
        if _is_anothers(named, document.title, document):
            continue
        if place := next((part.place for part in first_page(document) if named in part.text), ""):
            return named, place
    return "", ""


def before_title(line: str) -> str:
    """Give the number that stands before a title on one line, after what kind of document it is.

    >>> before_title("Recommendation No. 92: Ramps of ferries"), before_title("Technical Guideline TR-99: Ramps in use")
    ('Recommendation No. 92', 'TR-99')
    """
    text = " ".join(unicodedata.normalize("NFKC", line).split())
    if (counted := _counted().match(text)) and re.match(r"\s*[.:|–—-]", counted["rest"]):
        return counted["id"]
    text = _OF_BODY.sub("", text) if rules()[1].match(_OF_BODY.sub("", text)) else text
    labelled = rules()[1].match(text)
    found = _LEADING.match(text[labelled.end() :]) if labelled else None
    is_own = found and not _NO_DOCUMENT.fullmatch(found["id"]) and naming.is_document(found["id"])
    return found["id"] if found and is_own else ""


def _is_anothers(number: str, title: str, document: Document) -> bool:
    """Say whether a title speaks of a document that somebody else publishes: `Guideline ISO 9001: use in ports`.

    It is its own where the number names the kind, as `Technical report ISO/TR 9001` does, or its publisher the page.
    """
    before = title.partition(number)[0].rstrip()
    used = _uses().search(before)
    publisher, *others = re.findall(r"[^\W\d_]+", number)
    if not used or not parse(number).owner:
        return False
    kind = "".join(word[0] for word in used[1].split()).upper()
    named = re.compile(rf"(?<!\w){re.escape(publisher)}(?!\w)(?!\s*(?!(?:19|20)\d\d\b)\d)")
    page = [*(part.text for part in first_page(document)), *running(document)]
    is_published = any(named.search(line) for line in page if len(line) <= _LONGEST_NUMBER and number not in line)
    return not is_published and kind not in others


@cache
def _uses() -> re.Pattern[str]:
    words = wording.any_word("covers", "before_others")
    return re.compile(rf"(?:^|\s)({words})$", re.IGNORECASE)


def _is_spoken_of(number: str, document: Document) -> bool:
    """Say whether a text names what stands alone on its first line again and again."""
    named = re.compile(rf"(?<![\w-]){re.escape(number)}(?![\w-])")
    return (
        not _NO_DOCUMENT.fullmatch(number)
        and sum(len(named.findall(text)) for text in (document.title, *(each.text for each in document.paragraphs)))
        > _SEVERAL
    )


def labelled(line: str) -> str:
    """Give the number of a document at the label of its reference, after the body that the label names.

    >>> labelled("Internal reference number of this OGC document: 99-008r2")
    'OGC 99-008r2'
    """
    if rfc := _RFC.search(line):
        return f"RFC {int(rfc[1])}"
    if draft := _INTERNET_DRAFT.search(line.strip()):
        return draft[1]
    if found := _REFERENCE.match(line.strip()):
        return "" if re.search(r"[,;]", found["number"]) else " ".join(filter(None, [found["body"], found["number"]]))
    label, colon, number = map(str.strip, re.sub("[*_•®™]", "", line.replace("：", ":")).partition(":"))
    names = (label.strip("- "), _OF_BODY.sub("", label.strip("- ")))
    is_number = colon and len(number) <= _LONGEST_NUMBER and any(name.casefold() in _labels() for name in names)
    body = names[0].removesuffix(names[1]) if number[:1].isdigit() else ""
    return f"{body}{number}" if is_number and naming.is_document(f"{body}{number}") else ""


@cache
def _labels() -> frozenset[str]:
    return frozenset(wording.words("covers", "labels_of_numbers"))


def lines(document: Document) -> Iterator[str]:
    """Yield what the cover says, line by line, then the running headers and the title in the properties."""
    for part in first_page(document):
        yield from part.text.split("\n")
    yield from running(document)
    yield document.title


def running(document: Document) -> Iterator[str]:
    """Yield what the running headers say."""
    for ignored in document.ignored:
        label, _, text = ignored.what.partition(": ")
        if label == "running header":
            yield text


def as_number(line: str) -> str:
    """Give the number that a line is, if it is nothing else but its date, edition, language and page."""
    text = re.sub(r"[‐-―](?=(?:19|20)\d\d\b)", "-", " ".join(unicodedata.normalize("NFKC", line).split()))
    if not text or len(text) > _LONGEST_NUMBER:
        return ""
    if (counted := _counted().match(text)) and _BESIDE_NUMBER.fullmatch(counted["rest"]):
        return counted["id"]
    _, before = rules()
    labelled = before.match(text)
    bare = _DELIVERABLE.sub("", text[labelled.end() :] if labelled else text)
    if _VERSION.fullmatch(bare):
        return ""
    found = _NUMBER.fullmatch(bare) or (_SHORT.fullmatch(bare) if labelled else None)
    if found and not _NO_DOCUMENT.fullmatch(found["id"]):
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


def first_page(document: Document) -> Iterator[Paragraph]:
    """Yield the lines of the first page, those in the cells of a table as well."""
    first = document.parts[0].place.partition(",")[0] if document.parts else ""
    is_beside = False
    for part in document.parts[:_COVER_PARTS]:
        if part.place.startswith("page ") and part.place.partition(",")[0] != first:
            return
        if isinstance(part, Paragraph):
            name = outline.NAMES.get(outline.heading_name(part.text), "")
            if name == "references" or (name == "scope" and (part.level or outline.is_numbered(part.text))):
                return  # number and title stand above it
            if not part.style.startswith("toc ") and not is_beside:
                yield part
            is_beside = form_fields.is_of_others(part.text) and ":" not in part.text.rstrip(" :")
        elif len(part.rows) <= _COVER_PARTS and not is_list(part) and not _lists_documents(part):
            yield from (Paragraph(cell, part.place) for cell in _own_cells(part) if cell)


def _own_cells(table: Table) -> Iterator[str]:
    """Yield the cells of a table; not what stands beside or below a label of relations: another document."""
    below: set[int] = set()
    for row in table.rows:
        marked = {column for column, cell in enumerate(row) if form_fields.is_of_others(cell)}
        yield from (
            cell
            for column, cell in enumerate(row)
            if column in marked or (column not in below and not any(each < column for each in marked))
        )
        below = marked if len(marked) < len([*filter(None, row)]) or len(row) == 1 else set()
