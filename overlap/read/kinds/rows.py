"""The rows of a list below its header: items, headings, totals and footnotes, and what each holds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from overlap.model import Fault
from overlap.read.content import Document
from overlap.read.kinds import (
    columns,
    committees,
    headers,
    headings,
    labels,
    merged,
    naming,
    references,
    totals,
    values,
)
from overlap.read.kinds.list_heads import List
from overlap.read.reading import Ignored, Row
from overlap.text import citations

_QUESTION = re.compile(r"(?:Question|Q)\.?\s?(\d{1,2}/\d{1,2})\b", re.IGNORECASE)
_ITU_NAME = re.compile(r"(?:ITU-T\s)?[A-Z]\.\w")
_EMPTY = frozenset(("", "-", "–", "—"))
_MAY_BE_NONE = (
    *("id", "relations", "joint_with", "aliases", "liaisons", "title", "text", "scope", "summary"),
    *("committee", "group", "timing", "date", "url"),
)
"""Fields in which `none` says that there is none."""
_OF_WORDS = frozenset(("title", "text", "scope", "summary"))
_BOOLEANS = frozenset(("true", "false", "yes", "no"))
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_ONE_LINE = ("id", "title", "committee", "group", "status", "stage", "timing", "date", "type")
"""Fields that are one line, wherever a narrow cell breaks it."""
_DECORATED = re.compile(r"([-=*#~_–—])\1+\s*\S.*\S\s*\1{2,}")
"""`--- RELEASE 19 ---`: a heading within the list."""
_FOOTNOTE = re.compile(
    r"(?:[*†‡§¹²³⁴⁵]|\(?\d\)|\[\d\]|(?:note|source|legend|remark|key)\b\s*\d*\s*[:.–-])", re.IGNORECASE
)
_NO_TASK = "0"
"""The unique number of the project itself among its tasks, in exports of project plans."""


def read(document: Document, found: List, is_strict: bool) -> Iterator[Row | Fault | Ignored]:
    """Yield a row for each filled row below the header that is an item; what is none is told.

    In a table that `is_strict` a row has no more cells than the header.
    """
    table = found.table
    below = merged.joined(table, found.header, found.fields)[found.header + 1 :]
    width = len(found.names) if is_strict else max(map(len, table.rows[max(found.header, 0) :]))
    wide = found.wide(width)
    question, of_committees = "", found.is_of_committees
    for number, cells in enumerate(below, start=found.header + 2):
        place = f"{columns.at(table)}row {number}"
        if not any(cells):
            continue
        if any(cells[width:]):
            cause = f"{len(cells)} cells where the header has {width}, so left out"
            yield Fault(document.source, place, cause, "put a cell that holds the separator in quotation marks")
        elif found.is_deliverables:
            from overlap.read.kinds import open_data  # few lists need what it knows

            yield open_data.deliverable(open_data.nested(dict(zip(wide.names, cells, strict=False))), place)
        elif of_committees:
            yield from committees.read(dict(zip(wide.names, cells, strict=False)), place)
        elif (none := _no_item(wide, cells, place, document.source)) is not None:
            if isinstance(none, Ignored) and (named := _QUESTION.match(_said(wide, cells))):
                question = named[1]
            yield none
        else:
            yield item(wide, cells, place, question)


def _no_item(found: List, cells: Sequence[str], place: str, source: str) -> Fault | Ignored | None:
    """Say why a row is no item; None when it is one."""
    filled = [cell for cell in cells if cell.strip()]
    if found.header >= 0 and headers.is_repeated(found.names, found.table.rows[found.header], cells):
        return Ignored("header row, repeated", place)
    if found.is_ours:
        return None
    values_of = {field: cell for field, cell in zip(found.fields, cells, strict=False) if field and cell.strip()}
    said = _said(found, cells)[:60]
    if totals.is_total(cells):
        return Ignored("row that counts the others", f"{place}: {said}")
    if not _is_kept(values_of) and any(map(labels.is_placeholder, filled)):
        return Fault(source, place, "holds placeholders only, so left out", "fill it in")
    if values_of.get("id") == _NO_TASK and not found.is_counted:
        return Ignored("row about the list as a whole", f"{place}: {said}")
    titles = [values_of[name] for name in ("title", "text") if name in values_of]
    if len({*filled}) == 1 and _is_alone(found, cells, titles):
        return Ignored("footnote" if _FOOTNOTE.match(filled[0]) else "headings within the list", f"{place}: {said}")
    dashed = "id" in values_of and values_of["id"] in _EMPTY and not (titles and found.is_counted)
    if any(map(_DECORATED.fullmatch, filled[:2])) or (dashed and "title" not in values_of) or _is_dash(found, cells):
        return Ignored("headings within the list", f"{place}: {said}")
    return None


def _is_alone(found: List, cells: Sequence[str], titles: Sequence[str]) -> bool:
    """Say whether the one text of a row is a heading or a footnote: it is no title, or it fills a row of several."""
    if len(found.names) < 3:
        return False
    if not titles or sum(bool(cell.strip()) for cell in cells) > 1:  # none, or repeated
        return True
    sample = found.table.rows[found.header + 1 :][:200]
    widths = sorted(sum(bool(cell.strip()) for cell in row) for row in sample if any(row))
    return bool(widths) and "id" in found.fields and widths[len(widths) // 2] > 2


def _is_dash(found: List, cells: Sequence[str]) -> bool:
    """Say whether a dash stands where the identifier would."""
    column = found.fields.index("id") if "id" in found.fields else len(cells)
    return column < len(cells) and cells[column].strip() in ("-", "–", "—")


def _said(found: List, cells: Sequence[str]) -> str:
    """Give what a row says: its title, or its first text."""
    by_field = dict(zip(found.fields, cells, strict=False))
    return next(filter(str.strip, [by_field.get("title", ""), *cells]), "")


def _is_kept(row: Mapping[str, str]) -> bool:
    return bool(labels.clean(row.get("title", "")) or labels.clean(row.get("text", "")))


def item(found: List, cells: Sequence[str], place: str, question: str = "") -> Row:
    """Make a row of cells; `question` is the one under whose heading the row stands."""
    row = _row(found, cells, place)
    return row if found.is_ours else _completed(row, question)


def _completed(row: Row, question: str) -> Row:
    """Give a row what other columns, or the heading it stands under, say of it."""
    fields = dict(row.fields)
    if question:
        fields = {"group": f"Q{question}", "committee": f"SG{question.partition('/')[2]}", **fields}
    if "id" not in fields and "aliases" in fields:
        fields["id"] = fields.pop("aliases").partition(";")[0]
    joint = fields.pop("joint_with", "").split("; ")
    own = [each for each in joint if _ITU_NAME.match(each) and _ITU_NAME.match(fields.get("id", ""))]
    fields["aliases"] = "; ".join(filter(None, [fields.get("aliases", ""), *own]))  # its number, still to come or given
    fields["joint_with"] = "; ".join(each for each in joint if each not in own)
    fields.setdefault("status", values.status(values.stage(fields.get("stage", ""))))
    return replace(row, fields={name: text for name, text in fields.items() if text})


def _row(found: List, cells: Sequence[str], place: str) -> Row:
    """Make a row of the cells: identifiers out of the columns that name other documents, the rest as notes."""
    is_ours = found.is_ours
    fields: dict[str, str] = {}
    notes: list[str] = []
    for name, field, written in zip(found.names, found.fields, cells, strict=False):
        cell = _plain(field, written if is_ours else _on_one_line(field, written))
        if cell in _EMPTY or (field in _MAY_BE_NONE and not is_ours and headings.is_nothing(cell)):
            continue
        if field in _OF_WORDS and not is_ours and not _says_something(field, cell):
            notes.append(f"{name}: {cell}")
        elif field in ("relations", "joint_with"):
            fields[field] = "; ".join(citations.named(cell)) or cell
        elif field:
            fields[field] = cell
        elif name:
            notes.append(f"{name}: {cell}")
    if not is_ours:
        fields |= _named(fields, found)
        fields |= {"title": " ".join(fields["title"].split())} if "title" in fields else {}
    if "committee" in fields and (question := re.fullmatch(r"Q\.?\s?(\d+/\d+)", fields["committee"])):
        fields.setdefault("group", f"Q{question[1]}")
        del fields["committee"]
    if "committee" not in fields and (question := re.fullmatch(r"Q\.?\s?\d+/(\d+)", fields.get("group", ""))):
        fields["committee"] = f"SG{question[1]}"
    if notes:
        fields["notes"] = "; ".join(filter(None, [fields.get("notes", ""), *notes]))
    where = _where(found.names, found.fields)
    if found.is_counted and "title" in where and not fields.get("id", "").isdigit():
        where = {**where, "id": where["title"]}
    return Row(place, fields, "", where)


def _says_something(field: str, cell: str) -> bool:
    """Say whether a cell is a text: no number, `yes` or address, and as a scope no identifier such as `RP-66`."""
    if not any(map(str.isalpha, cell)) or cell.casefold() in _BOOLEANS or _ADDRESS.fullmatch(cell):
        return False
    return field not in ("scope", "summary") or not naming.is_document(cell)


@cache
def _where(names: tuple[str, ...], fields: tuple[str, ...]) -> Mapping[str, str]:
    """Give for each field the column it stands in: one mapping for all rows, of which there may be a million."""
    return {field: f"column '{name}'" for name, field in zip(names, fields, strict=True) if field}


def _named(fields: Mapping[str, str], found: List) -> dict[str, str]:
    """Give identifier, former name and title of a row: the number may stand in the title, the old name in brackets."""
    named: dict[str, str] = {}
    title, identifier = fields.get("title", ""), fields.get("id", "")
    if title and (not identifier or identifier == title or found.is_counted):
        named = references.keyed(title, found.listed)
    elif identifier:
        named = references.clean(identifier)
        if former := named.pop("aliases", ""):
            named["aliases"] = "; ".join(filter(None, [fields.get("aliases", ""), former]))
    return named


def _on_one_line(field: str, cell: str) -> str:
    """Take off a cell the line breaks that a narrow column makes."""
    return " ".join(cell.split()) if field in _ONE_LINE and field != "title" else cell.strip()


def _plain(field: str, cell: str) -> str:
    """Take off a cell what is not its value: marks of changes, a spreadsheet's cutting of `60.60` to 60.6."""
    if field == "status":
        return cell.strip("=*~ ")
    if field == "stage" and (code := re.fullmatch(r"(\d\d)(?:[.,](\d\d?))?", cell)):
        return f"{code[1]}.{(code[2] or '').ljust(2, '0')}"
    return cell
