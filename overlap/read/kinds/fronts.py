"""The first page of a document: its lines, the number on it, and what the running headers repeat."""

import re
from collections.abc import Iterator
from functools import cache

from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import form_fields, guesses, headers, naming, numbers, outline, wording
from overlap.settings import AS_WRITTEN
from overlap.text import citations
from overlap.text.identifiers import parse

_SEVERAL = 3
_TOP = 4
"""Lines of which one holds number and title."""
_FAR = 40
"""Paragraphs of which no other heads a title with such a number."""
_MANY_REFERENCES = 2
"""From so many lines on that begin with `Reference:` they name other documents."""
_COVER_PARTS = 24
"""A cover, and what is printed behind it."""
_FEW_FIGURES = re.compile(r"[A-ZА-Я]+ \d{1,2}")
"""`DDT 38` is an office as likely as a document."""


def is_list(table: Table) -> bool:
    """Say whether a table of the first page is a list."""
    return headers.row(table, AS_WRITTEN) is not None


def _lists_documents(table: Table) -> bool:
    """Say whether a column of a table names several documents: none of them is the one it stands in."""
    if guesses.guess(table.rows[1:]):
        return True
    columns_of = zip(*(row for row in table.rows if len(row) == len(table.rows[0])), strict=True)
    return any(sum(map(naming.is_document, cells)) >= _SEVERAL for cells in columns_of)


def number(document: Document) -> tuple[str, str]:
    """Find the number of a document, and where it stands: a line of its own on the cover, else in a running header."""
    first = list(first_page(document))
    referring = sum(bool(numbers.REFERENCE.match(line.strip())) for part in first for line in part.text.split("\n"))
    for part in first:
        for line in part.text.split("\n"):
            if _FEW_FIGURES.fullmatch(line.strip()) and not (
                line.strip() in document.title or _is_spoken_of(line.strip(), document)
            ):
                continue
            if found := numbers.as_number(line) or (numbers.labelled(line) if referring < _MANY_REFERENCES else ""):
                return found, part.place
    headed = [(part, *numbers.heading(part.text)) for part in document.paragraphs[:_FAR]]
    headed = [each for each in headed if each[1] and not each[0].style.startswith("li")]  # nor does an item of a list
    tops = [part.place for part in first if part.text.strip()][:_TOP] + [part.place for part in first if part.level]
    for part, found, before in headed:
        is_only = len(headed) == 1 or before  # of several each is an item
        if part.place in tops and is_only and not _is_anothers(found, part.text, document):
            return found, part.place
    for text in running(document):
        if found := numbers.as_number(text):
            return found, "the running header"
    if first and numbers.SHORT.fullmatch(first[0].text.strip()) and _is_spoken_of(first[0].text.strip(), document):
        return first[0].text.strip(), first[0].place
    for named in citations.find(document.title):  # what the properties name too is its own
        if _is_anothers(named, document.title, document):
            continue
        if place := next((part.place for part in first_page(document) if named in part.text), ""):
            return named, place
    return "", ""


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
    is_published = any(named.search(line) for line in page if len(line) <= numbers.LONGEST and number not in line)
    return not is_published and kind not in others


@cache
def _uses() -> re.Pattern[str]:
    words = wording.any_word("covers", "before_others")
    return re.compile(rf"(?:^|\s)({words})$", re.IGNORECASE)


def _is_spoken_of(number: str, document: Document) -> bool:
    """Say whether a text names what stands alone on its first line again and again."""
    named = re.compile(rf"(?<![\w-]){re.escape(number)}(?![\w-])")
    return (
        not numbers.no_document().fullmatch(number)
        and sum(len(named.findall(text)) for text in (document.title, *(each.text for each in document.paragraphs)))
        > _SEVERAL
    )


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
