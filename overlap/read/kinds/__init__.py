"""What a file holds → what it is, and the work items or statements in it.

A new kind of document is one module here and one line in KINDS; its function `recognise` takes a document, and gives
None when it is not of its kind.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module

from overlap.read.content import Bundle, Content, Document, Records
from overlap.read.kinds import contacts, stated
from overlap.read.reading import Reading
from overlap.settings import AS_WRITTEN, ReadSettings
from overlap.text import citations

KINDS = (
    "stated",
    "forms",
    "catalogue_pages",
    "liaisons",
    "blocks",
    "mentions",
    "texts",
    "mandates",
    "answers",
    "links",
    "covers",
    "lists",
    "proceedings",
    "plain",
)
"""In this order: the first that knows a document has it. The last takes anything."""
_TABLES = frozenset(("CSV table", "TSV table"))
"""Formats that hold one table and nothing else: nothing but a list."""

_LARGEST_FORM = 100_000
"""Cells."""

_Recogniser = Callable[[Document, ReadSettings], Reading | None]


def recognise(content: Content, settings: ReadSettings = AS_WRITTEN) -> Reading:
    """Tell what a file is and what is in it. Raises InputError when nothing in it can be used."""
    if isinstance(content, Bundle):
        from overlap.read.kinds import bundles

        return bundles.recognise(content, lambda member: recognise(member, settings))
    if isinstance(content, Records):
        from overlap.read.kinds import records

        reading = records.recognise(content, settings)
        headings = tuple(reading.columns)
    else:
        kinds = _import("lists", "plain") if _is_list(content) else _import(*KINDS)
        reading = next(filter(None, (kind(content, settings) for kind in kinds)))
        if content.stated and not content.kind:
            reading = stated.complete(reading, content, settings)
        reading = _with_notes(reading, content.notes)
        headings = (*reading.columns, *content.stated)
    return replace(contacts.withhold(reading), headings=headings)


def _with_notes(reading: Reading, notes: Sequence[str]) -> Reading:
    """Let a document that is one work item name what its footnotes name."""
    named = citations.find("\n".join(notes)) if notes and len(reading.rows) == 1 else ()
    if not named or "text" in reading.rows[0].fields:
        return reading
    (row,) = reading.rows
    relations = "; ".join(dict.fromkeys(filter(None, (row.fields.get("relations", ""), *named))))
    return replace(reading, rows=(replace(row, fields={**row.fields, "relations": relations}),))


def _is_list(document: Document) -> bool:
    """Say whether a file can only be a list: it is one table, or nothing but tables too large to be a form."""
    if document.format in _TABLES:
        return True
    return not document.paragraphs and sum(len(row) for table in document.tables for row in table.rows) > _LARGEST_FORM


def _import(*names: str) -> Iterator[_Recogniser]:
    """Import each kind when its turn comes: a list needs no patterns of forms."""
    for name in names:
        kind: _Recogniser = import_module(f"overlap.read.kinds.{name}").recognise
        yield kind
