"""Tables that are no lists of work: those of the matter of a text, of what it refers to, of requirements."""

from collections.abc import Sequence
from dataclasses import replace

from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import bibliographies, headings, list_heads, naming, outline, wording
from overlap.read.reading import Row
from overlap.text import citations

_APART = frozenset(("references", "definitions", "history", "contents"))
"""Clauses of a text whose tables are no lists of its work items."""
_OF_A_TEXT = ("scope", "references", "foreword", "contents", "introduction", "definitions", "terms and definitions")
"""Clauses of which a list has one at most."""
_MANY_TABLES = 6
"""So many tables, each with a header of its own, under so many headings are those of a text."""
_FEW_DOCUMENTS = 4
"""Of so many rows one names a document, where a table lists them."""
_OF_WORK = ("committee", "group", "stage", "timing", "joint_with", "liaisons")


def is_specification(document: Document, found: Sequence[Row]) -> bool:
    """Say whether the tables of a document are of its own matter: it has the clauses of a text, and they name none."""
    if not found or not document.paragraphs:
        return False
    names = [row.fields.get("id", "") for row in found]
    of_bodies = [bool(citations.find(name)) for name in names]
    of_documents = sum(
        is_of_body or naming.is_document(name) for name, is_of_body in zip(names, of_bodies, strict=True)
    )
    is_text = outline.is_prose(document) and not _are_items(found)
    if are_requirements(found):
        return True
    if is_text and sum(of_bodies) * _FEW_DOCUMENTS < len(names) and _says_more(document, found):
        return True  # issues, use cases and classes have letters and figures, too
    if of_documents * _FEW_DOCUMENTS >= len(names):
        return False
    sections = outline.sections(document)
    if is_text or (not of_documents and not _are_items(found) and outline.first(sections, "scope")):
        return True
    heads = {table.rows[0] for table in document.tables if table.rows}
    if len(heads) >= _MANY_TABLES and sum(part.level > 0 for part in document.paragraphs) >= _MANY_TABLES:
        return True
    return sum(outline.first(sections, name) is not None for name in _OF_A_TEXT) > 1


def _says_more(document: Document, found: Sequence[Row]) -> bool:
    """Say whether the paragraphs of a document say more than the rows found in it."""
    return sum(len(part.text) for part in document.paragraphs) > sum(
        len(v) for row in found for v in row.fields.values()
    )


def are_requirements(found: Sequence[Row]) -> bool:
    """Say whether most titles of rows say what must be: they are requirements, and no items of work."""
    must = wording.spoken("documents", "requirements.must")
    return 2 * sum(bool(must.search(row.fields.get("title", ""))) for row in found) > len(found)


def _are_items(found: Sequence[Row]) -> bool:
    """Say whether rows tell of work what no table within a text does: whose it is, how far and by when."""
    return any(name in row.fields for row in found for name in _OF_WORK)


def is_aside(document: Document, head: list_heads.List) -> bool:
    """Say whether a table stands in a longer text, names no document, and no heading of it says that it lists work."""
    titles = (name for name, field in zip(head.names, head.fields, strict=True) if field == "title")
    is_known = not head.guessed and any(headings.field(headings.read(name).plain) == "title" for name in titles)
    if is_known or _names_some(head):
        return False
    said, listed = (part.text for part in document.paragraphs), (cell for row in head.table.rows for cell in row)
    return sum(map(len, said)) > sum(map(len, listed))


def _names_some(head: list_heads.List) -> bool:
    """Say whether of the identifiers and titles of a list some are those of documents."""
    places = [at for at, field in enumerate(head.fields) if field in ("id", "title")]
    rows = [[row[at] for at in places if at < len(row)] for row in head.table.rows[head.header + 1 :]]
    named = sum(any(naming.is_document(cell) or citations.find(cell) for cell in row) for row in rows)
    return named * _FEW_DOCUMENTS >= len(rows)


def without_references(document: Document) -> Document:
    """Leave out of a text with a scope the clauses that list what it refers to, its terms and its history."""
    found = outline.sections(document)
    if not outline.first(found, "scope"):
        return document
    left = {
        id(part)
        for section in found
        if section.name in _APART
        for part in section.parts
        if section.name != "references" or isinstance(part, Paragraph) or _names_documents(part)
    }
    return replace(document, parts=tuple(part for part in document.parts if id(part) not in left))


def _names_documents(table: Table) -> bool:
    width = max(map(len, table.rows), default=0)
    return bibliographies.listed(table) is not None or any(
        naming.names_documents(column, table.rows[1:]) for column in range(width)
    )
