"""Lists of work items or mandate statements: a table with a header row, wherever it stands.

Which heading stands for which field is written in `columns.toml`; the mapping used is part of the reading, and a user
can override it. Columns of no field are kept as notes and never compared.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Document, Table
from overlap.read.kinds import columns, labels, mentions, values
from overlap.read.kinds.passages import group_key
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations
from overlap.text.suggestions import nearest

_DELIVERABLE = frozenset(("reference", "ownerCommittee", "currentStage"))
"""Headings that make a table the deliverables of ISO Open Data."""
_QUESTION = re.compile(r"(?:Question|Q)\.?\s?(\d{1,2}/\d{1,2})\b", re.IGNORECASE)
_ITU_NAME = re.compile(r"(?:ITU-T\s)?[A-Z]\.\w")
_EMPTY = frozenset(("", "-", "–", "—"))
_NONE = frozenset(("n/a", "none", "nil", "tbd", "tba"))
_FREE = ("title", "notes", "source")
"""Fields that may differ from one view of an item to another."""
_MAY_BE_NONE = ("relations", "joint_with", "aliases", "liaisons", "title", "text", "scope", "summary")
"""Fields in which `none` says that there is none."""
_FILE_FORMATS = frozenset(("CSV table", "TSV table", "Excel workbook"))
"""Formats that hold nothing but tables."""
_ONE_TABLE = frozenset(("CSV table", "TSV table"))
"""Formats in which an item has one row: one more is the user's mistake, and told."""


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read the lists in a document: its tables, and lines that begin with an identifier; None when there is none.

    Raises InputError when a file that can only be a list has no column for the title, or has no column that was named.
    """
    found = find(document, settings)
    if not found.columns and document.format in _FILE_FORMATS:
        raise _no_title(document)
    rows = [*found.rows, *(() if found.rows == () and mentions.says_its_scope(document) else mentions.find(document))]
    rows = list(_once(rows)) if document.format not in _ONE_TABLE else rows
    if not rows and document.format not in _FILE_FORMATS:
        return None
    kind = "list of work items" if found.columns else "list of documents in running text"
    if found.rows and "text" in found.rows[0].fields:
        kind = "list of mandate statements"
        if settings.mandate_of:
            rows, others = _mandate_of(settings.mandate_of, rows, document.source)
            found = replace(found, ignored=(*found.ignored, *others))
    return replace(found, kind=kind, rows=tuple(rows))


def _mandate_of(group: str, rows: Sequence[Row], source: str) -> tuple[list[Row], list[Ignored]]:
    """Leave out the statements of other groups; a list that names no groups is of the one asked for."""
    bodies = sorted({row.fields.get("body", "") for row in rows} - {""})
    others = [body for body in bodies if group_key(body) != group_key(group)]
    if others == bodies and bodies:
        raise InputError(f"{source}: no mandate of {group} in it.", f"It holds: {', '.join(bodies)}.")
    told = [Ignored(f"the mandates of other groups: {', '.join(others)}", "")] if others else []
    return [row for row in rows if row.fields.get("body", "") not in others], told


def find(document: Document, settings: ReadSettings) -> Reading:
    """Read the tables of a document that are lists; without rows when none is."""
    is_list = document.format in _FILE_FORMATS
    if is_list:
        columns.check_overrides(document.source, settings, document.tables)
    headed = [(table, columns.header_row(table, settings, is_list)) for table in document.tables]
    lists = [(table, header) for table, header in headed if header is not None]
    rows: list[Row] = []
    faults: list[Fault] = []
    ignored = [Ignored("table that is no list", table.place) for table, header in headed if header is None]
    mapping: dict[str, str] = {}
    for table, header in lists:
        fields = columns.fields_of(table.rows[header], settings)
        names = [columns.written(cell) for cell in table.rows[header]]
        mapping |= {name: field for name, field in zip(names, fields, strict=True) if name and not mapping.get(name)}
        if not {*names} >= _DELIVERABLE:
            faults += columns.doubtful(document.source, table, header, fields)
        found = list(_rows(document, table, header, fields))
        rows += [each for each in found if isinstance(each, Row)]
        if not found:
            told = "a header row, and no item below it"
            faults.append(Fault(document.source, table.place, told, "fill it in, or take it out"))
        faults += [each for each in found if isinstance(each, Fault)]
        ignored += [each for each in found if isinstance(each, Ignored)]
        if header:
            above = f"row 1 to {header}" if header > 1 else "row 1"
            ignored.append(Ignored("what stands above the header row", f"{columns.at(table)}{above}"))
    return Reading(
        source=document.source,
        format=document.format,
        kind="",
        rows=tuple(rows if document.format in _ONE_TABLE else _once(rows)),
        columns=mapping,
        ignored=(*document.ignored, *ignored),
        faults=(*document.faults, *faults),
    )


def _rows(document: Document, table: Table, header: int, fields: Sequence[str]) -> Iterator[Row | Fault | Ignored]:
    """Yield a row for each filled row below the header that is an item; what is none is told."""
    source = document.source
    names = [columns.written(cell) for cell in table.rows[header]]
    width = len(names) if document.format in _ONE_TABLE else max(map(len, table.rows[header:]))
    names += [f"column {number}" for number in range(len(names) + 1, width + 1)]  # remarks beside the table
    fields = [*fields, *("" for _ in names[len(fields) :])]
    where = {field: f"column '{name}'" for name, field in zip(names, fields, strict=True) if field}
    headings = [cell.casefold() for cell in table.rows[header] if cell]
    question = ""
    is_ours = names == fields  # a list of our own form is no template
    for number, cells in enumerate(table.rows[header + 1 :], start=header + 2):
        place = f"{columns.at(table)}row {number}"
        if not any(cells):
            continue
        if any(cells[width:]):
            cause = f"{len(cells)} cells where the header has {width}"
            yield Fault(source, place, cause, "put a cell that holds the separator in quotation marks")
            continue
        if set(names) >= _DELIVERABLE:
            from overlap.read.kinds import open_data  # few lists need what it knows

            yield open_data.deliverable(open_data.nested(dict(zip(names, cells, strict=False))), place)
            continue
        filled = dict(zip(fields, cells, strict=False))
        if [cell.casefold() for cell in cells if cell] == headings:
            yield Ignored("header row, repeated", place)
        elif not is_ours and any(map(labels.is_placeholder, filter(None, cells))) and not _kept(filled):
            yield Fault(source, place, "holds placeholders only, so left out", "fill it in")
        elif not is_ours and _is_heading(filled):
            said = next(filter(None, [filled.get("title"), *cells]), "")
            question = named[1] if (named := _QUESTION.match(said)) else question
            yield Ignored("headings within the list", f"{place}: {said[:60]}")
        else:
            yield item(place, names, fields, cells, where, question)


def item(
    place: str,
    names: Sequence[str],
    fields: Sequence[str],
    cells: Sequence[str],
    where: Mapping[str, str],
    question: str = "",
) -> Row:
    """Make a row of cells, by the names and the fields of their columns; both are the same in a list of our own form.

    `question` is the one under whose heading the row stands.
    """
    row = _row(place, names, fields, cells, where)
    return row if [*names] == [*fields] else _completed(row, question)


def _completed(row: Row, question: str) -> Row:
    """Give a row what other columns, or the heading it stands under, say of it."""
    found = dict(row.fields)
    if question:
        found = {"group": f"Q{question}", "committee": f"SG{question.partition('/')[2]}", **found}
    if "id" not in found and "aliases" in found:
        found["id"] = found.pop("aliases").partition(";")[0]
    joint = found.pop("joint_with", "").split("; ")
    own = [each for each in joint if _ITU_NAME.match(each) and _ITU_NAME.match(found.get("id", ""))]
    found["aliases"] = "; ".join(filter(None, [found.get("aliases", ""), *own]))  # its number, still to come or given
    found["joint_with"] = "; ".join(each for each in joint if each not in own)
    found.setdefault("status", values.status(values.stage(found.get("stage", ""))))
    return replace(row, fields={name: text for name, text in found.items() if text})


def _kept(row: Mapping[str, str]) -> bool:
    return bool(labels.clean(row.get("title", "")) or labels.clean(row.get("text", "")))


def _is_heading(row: Mapping[str, str]) -> bool:
    """Say whether a row is a heading within the list: one cell and no title, or a dash for its identifier."""
    filled = [field for field, value in row.items() if value]
    alone = len(row) > 2 and len(filled) == 1 and not {"title", "text"} & {*filled}
    return alone or ("id" in row and row["id"] in ("-", "–", "—"))


def _row(
    place: str,
    names: Sequence[str],
    fields: Sequence[str],
    cells: Sequence[str],
    where: Mapping[str, str],
) -> Row:
    """Make a row of the cells: identifiers out of the columns that name other documents, the rest as notes."""
    found: dict[str, str] = {}
    notes: list[str] = []
    for name, field, cell in zip(names, fields, cells, strict=False):
        cell = _plain(field, cell)
        if cell in _EMPTY or (field in _MAY_BE_NONE and cell.casefold() in _NONE):
            continue
        if field in ("relations", "joint_with") and name != field:  # our own lists hold identifiers only
            found[field] = "; ".join(citations.find(cell)) or cell
        elif field == "id" and (bracketed := re.fullmatch(r"\[([^\[\]]+)\]", cell)) and bracketed[1].strip():
            found[field] = bracketed[1].strip()
        elif field:
            found[field] = cell
        elif name:
            notes.append(f"{name}: {cell}")
    if "title" in found and ("id" not in found or found["id"] == found["title"]):
        found |= _split_reference(found["title"])
    elif "\n" in found.get("title", ""):
        found["title"] = " ".join(found["title"].split("\n"))
    if "committee" not in found and (question := re.fullmatch(r"Q\.?\s?\d+/(\d+)", found.get("group", ""))):
        found["committee"] = f"SG{question[1]}"
    if notes:
        found["notes"] = "; ".join(filter(None, [found.get("notes", ""), *notes]))
    return Row(place, found, "", where)


def _plain(field: str, cell: str) -> str:
    """Take off a cell what is not its value: marks of changes, and a spreadsheet's cutting of `60.60` to 60.6."""
    if field == "status":
        return cell.strip("=*~ ")
    if field == "stage" and (code := re.fullmatch(r"(\d\d)(?:\.(\d\d?))?", cell)):
        return f"{code[1]}.{(code[2] or '').ljust(2, '0')}"
    return cell


def _split_reference(text: str) -> dict[str, str]:
    """Part a cell that holds number and title, as in `EN 10160:1999 (WI=EC1)` above `Testing of plates`."""
    first, _, rest = text.partition("\n")
    named = next(iter(citations.places(first)), None)
    if not named or named[1] > 0:
        return {"title": " ".join(text.split())}
    title = rest or first[named[2] :]
    bare = re.sub(r"^\s*\(WI=\w+\)", "", title).strip(" \n:–—-")
    found = {"id": named[0], "title": " ".join(bare.split())}
    if key := re.search(r"\(WI=(\w+)\)", text):
        found["aliases"] = f"WI={key[1]}"
    return found if found["title"] else {"title": " ".join(text.split())}


def _once(rows: Sequence[Row]) -> Iterator[Row]:
    """Put together the rows of one item: a saved page shows it in several views, each with other columns.

    Rows of one identifier that contradict each other stay apart, and the second is told as such later on.
    """
    seen: dict[tuple[str, ...], Row] = {}
    for number, row in enumerate(rows):
        identifier = row.fields.get("id", "")
        title = row.fields.get("title", row.fields.get("text", "")).casefold()
        key = (identifier, title) if identifier else (str(number),)
        first = seen.get(key, row)
        if any(first.fields.get(name, text) != text for name, text in row.fields.items() if name not in _FREE):
            key, first = (*key, str(number)), row
        fields = {**row.fields, **first.fields}
        said = dict.fromkeys(filter(None, (each.fields.get("notes", "") for each in (first, row))))
        fields |= {"notes": "; ".join(said)} if said else {}
        seen[key] = replace(first, fields=fields, where={**row.where, **first.where})
    yield from seen.values()


def _no_title(document: Document) -> InputError:
    """Say which column would have to be the title."""
    rows = [row for table in document.tables for row in table.rows[: columns.SOUGHT_ROWS] if any(row)]
    first = max(rows, key=lambda row: sum(map(bool, row)), default=())
    there = [columns.written(cell)[:40] for cell in first if cell][:20]
    near = nearest("title", there, limit=1)
    remedy = (
        f"Rename '{near[0]}' to 'title', or say --column title=\"{near[0]}\"."
        if near
        else ("Name the column 'title', or say which it is: --column title=\"…\".")
    )
    return InputError(
        f"{document.source}: no column 'title' among {', '.join(there) or 'none with a text in it'}.", remedy
    )
