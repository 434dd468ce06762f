"""Texts of standards within a document of a meeting: each begins at a line that is its number, and has a scope."""

from dataclasses import replace
from itertools import pairwise

from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import heads, outline, texts
from overlap.read.reading import Row
from overlap.settings import ReadSettings


def find(document: Document, settings: ReadSettings) -> list[Row]:
    """List the texts in a document that stand under numbers of their own; of one that is said again the first."""
    starts = [number for number, part in enumerate(document.parts) if _begins(part)]
    rows: dict[str, Row] = {}
    for start, end in pairwise([*starts, len(document.parts)]):
        piece = replace(document, parts=document.parts[start:end], title="", ignored=(), faults=())
        if not outline.first(outline.sections(piece), "scope"):
            continue
        reading = texts.recognise(piece, settings)
        for row in reading.rows if reading else ():
            kind = reading.kind if reading else ""
            rows.setdefault(row.fields.get("id", row.place), replace(row, kind=kind))
    return list(rows.values())


def _begins(part: Paragraph | Table) -> bool:
    return isinstance(part, Paragraph) and heads.is_number(part.text)
