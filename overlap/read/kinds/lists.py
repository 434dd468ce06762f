"""Lists of work items or mandate statements: a table with a header row, wherever it stands.

Which heading stands for which field is written in `columns.toml`; the mapping used is part of the reading, and a user
can override it. Columns of no field are kept as notes and never compared.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Document, Table
from overlap.read.kinds import (
    answers,
    asides,
    columns,
    committees,
    doubts,
    headings,
    layouts,
    list_heads,
    mentions,
    rows,
    untitled,
)
from overlap.read.kinds.passages import group_key
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text.identifiers import parse

_FREE = ("title", "notes", "source")
"""Fields that may differ from one view of an item to another."""
_FILE_FORMATS = frozenset(("CSV table", "TSV table", "Excel workbook"))
"""Formats that hold nothing but tables."""
_LONGEST_TITLE = 100
"""Characters of the title of a list; a longer text above it is a remark."""
_LONGEST_BULLET = 40
"""Characters of a bullet that a message tells."""
_EMPTY = ("a header row, and no item below it", "fill it in, or take it out")
_REQUIRED = (
    "most titles say what must be, as requirements of one document do and work items do not",
    "leave it out if it is no list of work items",
)
_ONE_TABLE = frozenset(("CSV table", "TSV table"))
"""Formats in which an item has one row: one more is the user's mistake, and told."""


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read the lists in a document: its tables, and lines that begin with an identifier; None when there is none.

    Raises InputError when a file that can only be a list has no column for the title.
    """
    found = find(document, settings)
    if not found.columns and document.format in _FILE_FORMATS:
        raise untitled.refusal(document, settings)
    if document.format not in _FILE_FORMATS and asides.is_specification(document, found.rows):
        places = ", ".join(dict.fromkeys(_tables_of(found.rows)))
        found = replace(found, rows=(), columns={}, faults=document.faults)
        found = replace(found, ignored=(*found.ignored, Ignored("table of the text itself", places)))
    named = list(mentions.read(document, beside=bool(found.rows)))
    named = list(_beside(found.rows, named))
    mentioned = [each for each in named if isinstance(each, Row)]
    told = [each for each in named if isinstance(each, Ignored)]
    told += _bullets(document, {each.place for each in named}) if mentioned else ()
    found = replace(found, ignored=(*found.ignored, *told))
    items = [*found.rows, *mentioned]
    if document.format in _FILE_FORMATS and asides.are_requirements(found.rows):
        found = replace(found, faults=(*found.faults, Fault(document.source, "", *_REQUIRED)))
    items = list(_once(items)) if document.format not in _ONE_TABLE else items
    if not items and document.format not in _FILE_FORMATS:
        return None
    is_bare = all(row.fields.get("title") == row.fields.get("id") for row in items)
    without_columns = "list of identifiers" if is_bare else "list of documents in running text"
    kind = "list of work items" if found.columns else without_columns
    if found.rows and "text" in found.rows[0].fields and "title" not in found.rows[0].fields:
        kind = "list of mandate statements"
        if settings.mandate_of:
            items, others = _mandate_of(settings.mandate_of, items, document.source)
            found = replace(found, ignored=(*found.ignored, *others))
    return replace(found, kind=kind, rows=tuple(items))


def _beside(found: Sequence[Row], named: Sequence[Row | Ignored]) -> Iterator[Row | Ignored]:
    """Tell of the lines beside a table those that name again what is a row of it."""
    if not named:
        return  # of a million rows
    listed = {parse(row.fields["id"]).numbers for row in found if "id" in row.fields} - {()}
    for each in named:
        if isinstance(each, Row) and parse(each.fields.get("id", "")).numbers in listed:
            yield Ignored(f"line that names again what a table lists: {each.fields['id']}", each.place)
        else:
            yield each


def _bullets(document: Document, used: Collection[str]) -> Iterator[Ignored]:
    """Tell the bullets of a list that name no document."""
    for part in document.paragraphs:
        if part.style.startswith("li") and part.place not in used:
            yield Ignored(f"bullet that names no document: {part.text[:_LONGEST_BULLET]}", part.place)


def _tables_of(found: Sequence[Row]) -> Iterator[str]:
    """Yield the tables that rows stand in."""
    return (row.place.rpartition(", row")[0] or row.place for row in found)


def _mandate_of(group: str, items: Sequence[Row], source: str) -> tuple[list[Row], list[Ignored]]:
    """Leave out the statements of other groups; a list that names no groups is of the one asked for."""
    bodies = sorted({row.fields.get("body", "") for row in items} - {""})
    others = [body for body in bodies if group_key(body) != group_key(group)]
    if others == bodies and bodies:
        raise InputError(f"{source}: no mandate of {group} in it.", f"It holds: {', '.join(bodies)}.")
    told = [Ignored(f"the mandates of other groups: {', '.join(others)}", "")] if others else []
    return [row for row in items if row.fields.get("body", "") not in others], told


def find(document: Document, settings: ReadSettings) -> Reading:
    """Read the tables of a document that are lists; without rows when none is."""
    is_list = document.format in _FILE_FORMATS
    whole = document if is_list else asides.without_references(document)
    spread = (part.spread() for part in whole.tables)
    parts = chain.from_iterable(layouts.usual(each, settings) for each in spread) if is_list else spread
    document = replace(document, parts=tuple(parts))
    heads = list(_heads(document, whole, settings, is_list))
    ignored = [Ignored("table that is no list", table.place) for table, head in heads if head is None]
    found: list[Row] = []
    faults: list[Fault] = []
    mapping: dict[str, str] = {}
    for head in (head for _, head in heads if head is not None):
        for name, field in _columns(head):
            mapping[name] = mapping.get(name) or field
        faults += _doubts(document.source, head)
        below = list(rows.read(document, head, document.format in _ONE_TABLE))
        found += [each for each in below if isinstance(each, Row)]
        faults += [each for each in below if isinstance(each, Fault)]
        ignored += [each for each in below if isinstance(each, Ignored)]
        faults += [] if below else [Fault(document.source, head.table.place, *_EMPTY)]
        ignored += _above(head)
    return Reading(
        source=document.source,
        format=document.format,
        kind="",
        rows=tuple(found if document.format in _ONE_TABLE else _once(found)),
        columns=mapping,
        about=_called([head for _, head in heads if head is not None]) if is_list else {},
        ignored=(*document.ignored, *ignored),
        faults=(*document.faults, *faults),
    )


def _columns(head: list_heads.List) -> Iterator[tuple[str, str]]:
    """Yield the columns of a list, each with its field; one without a heading where a cell of it is filled."""
    below = head.table.rows[head.header + 1 :]
    wide = head.wide(max(map(len, below), default=0))
    fields = committees.fields(wide.names) if head.is_of_committees else wide.fields
    for number, name in enumerate(wide.names):
        if any(head.names[number : number + 1]) or any(any(row[number : number + 1]) for row in below):
            yield name, fields[number]


def _heads(
    document: Document, whole: Document, settings: ReadSettings, is_list: bool
) -> Iterator[tuple[Table, list_heads.List | None]]:
    """Give each table with its head; None for one that is no list, as a form or what stands aside in the `whole`."""
    alone = _are_pieces(document.tables)
    for table in document.tables:
        is_form = not is_list and answers.is_form(table)
        head = None if is_form else list_heads.head(table, settings, is_list, alone)
        yield table, None if head and not is_list and asides.is_aside(whole, head) else head


def _are_pieces(tables: Sequence[Table]) -> bool:
    """Say whether the tables of a document are one list in pieces: all have the same header, or begin with titles."""
    heads = {table.rows[0] for table in tables if table.rows}
    first = {headings.read(head[0]).plain if head else "" for head in heads}
    return len(heads) == 1 or (len(first) == 1 and {headings.field(each) for each in first} == {"title"})


def _doubts(source: str, head: list_heads.List) -> Iterator[Fault]:
    """Tell which columns were taken for which fields by what stands in their cells, or which headings are doubtful."""
    if not head.guessed:
        if head.header >= 0 and not head.is_deliverables and not head.is_of_committees:
            yield from doubts.of(source, head.table, head.header, head.fields)
        return
    what = "no heading that is known" if head.header >= 0 else "no header row"
    cause = f"{what}, so by their cells these were taken: {', '.join(head.guessed)}"
    yield Fault(source, head.table.place, cause, "name the columns, or say which they are with --column")


def _called(heads: Sequence[list_heads.List]) -> dict[str, str]:
    """Give the title of the only list of a file, where one cell stands alone above its header."""
    above = [[cell for cell in row if cell] for head in heads for row in head.table.rows[: max(head.header, 0)]]
    said = [cells for cells in above if cells]
    is_title = len(heads) == len(said) == 1 and len(said[0]) == 1 and len(said[0][0]) <= _LONGEST_TITLE
    return {"title": " ".join(said[0][0].split())} if is_title else {}


def _above(head: list_heads.List) -> Iterator[Ignored]:
    """Tell what stands above the header."""
    if head.header > 0:
        above = f"row 1 to {head.header}" if head.header > 1 else "row 1"
        yield Ignored("what stands above the header row", f"{columns.at(head.table)}{above}")


def _once(items: Sequence[Row]) -> Iterator[Row]:
    """Put together the rows of one item: a saved page shows it in several views, each with other columns.

    Rows of one identifier that contradict each other stay apart, and the second is told as such later on.
    """
    seen: dict[tuple[str, ...], Row] = {}
    for number, row in enumerate(items):
        identifier = row.fields.get("id", "")
        title = row.fields.get("title", row.fields.get("text", "")).casefold()
        key = (identifier, title) if identifier else (str(number),)
        if (first := seen.setdefault(key, row)) is row:
            continue
        if any(first.fields.get(name, text) != text for name, text in row.fields.items() if name not in _FREE):
            seen[*key, str(number)] = row
            continue
        fields = {**row.fields, **first.fields}
        said = dict.fromkeys(filter(None, (each.fields.get("notes", "") for each in (first, row))))
        fields |= {"notes": "; ".join(said)} if said else {}
        seen[key] = replace(first, fields=fields, where={**row.where, **first.where})
    yield from seen.values()
