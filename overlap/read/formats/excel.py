"""Workbooks of spreadsheets; the only module that knows python-calamine.

It reads .xlsx, .xls, .xlsb and .ods: of 1,070 public .xlsx files the same cells as openpyxl but for those that openpyxl
refuses or misreads, thirty times as fast. Hidden columns, and formulas that nothing has computed, stand in the XML.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import chain, repeat
from typing import TYPE_CHECKING

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Area, Document, Table
from overlap.read.formats import package, sheetml, sheetstyles
from overlap.read.formats.archive import OLE, is_locked, open_zip
from overlap.read.formats.tables import MOST_CHARACTERS, cut, shortened
from overlap.read.reading import Ignored

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MOST_ROWS = 1_048_576
"""Of a sheet; Excel's own limit."""
MOST_CELLS = 20_000_000
"""Of a file, counted from column A to the last filled cell of each row."""
_SHORT, _MOST_SAME = 24, 50_000
"""Characters of a text that is worth keeping once, and how many of them."""
_SAVE_AGAIN = "Open it in the program it was made with, and save it again as .xlsx, or as CSV."
_Row = Sequence[object]


def read_xlsx(data: bytes, source: str) -> Document:
    """Read the sheets that a person sees, each cell as the text it shows; of a formula, the value last computed.

    Raises InputError for what is no workbook, is locked or broken, or is larger than Excel allows.
    """
    if data.startswith(OLE) and not is_locked(data):
        return read_xls(data, source)  # an old workbook under a new name
    with open_zip(data, source) as archive:
        title = package.title(archive, source)
        noted: dict[str, sheetml.Notes] = {}
        changed: dict[str, bytes] = {}
        formats, texts = sheetstyles.struck_formats(archive, source), sheetstyles.struck_texts(archive, source)
        for name, part in sheetml.parts_by_sheet(archive, source).items():
            if part.endswith(".xml"):  # those of .xlsb are binary
                text = package.part_bytes(archive, part, source)
                if sheetml.last_row(text) > MOST_ROWS:
                    raise _too_large(f"{source}, sheet '{name}'", f"{MOST_ROWS:,} rows a sheet")
                text, far = sheetml.without_far_cells(text, MOST_CELLS)
                noted[name] = sheetml.notes(text, formats, texts)
                if far:
                    noted[name].far, changed[part] = far, text
        data = package.replaced(archive, changed) if changed else data
    return _document(data, source, "Excel workbook", noted, title)


def read_xls(data: bytes, source: str) -> Document:
    """Read an old binary workbook, or what many a program exports under that name: a page, or a table of text."""
    from overlap.read.formats import html, tables

    if data.startswith(OLE):
        return _document(data, source, "Excel workbook", {}, "")
    if data.startswith(b"PK"):
        return read_xlsx(data, source)
    start = data[:1024].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise InputError(f"{source}: an XML spreadsheet of 2003.", "Open it in Excel, and save it as .xlsx.")
    if start.startswith(b"<"):
        return html.read_html(data, source)
    return tables.read_csv(data, source)


def read_ods(data: bytes, source: str) -> Document:
    """Read the sheets of an OpenDocument workbook."""
    open_zip(data, source).close()
    return _document(data, source, "OpenDocument workbook", {}, "")


def _document(data: bytes, source: str, name: str, noted: dict[str, sheetml.Notes], title: str) -> Document:
    from python_calamine import CalamineError, PasswordError

    try:
        tables, hidden, faults = _read(data, source, noted)
    except PasswordError as error:
        raise InputError(
            f"{source}: locked with a password.", "Open it, remove the password, and save it again."
        ) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        cause = " ".join(str(error).split())[:120]
        raise InputError(f"{source}: not a workbook that can be read ({cause}).", _SAVE_AGAIN) from error
    if not tables:
        raise InputError(f"{source}: no filled cell in the sheets that are shown.", "Check that it is the right file.")
    return Document(source, name, tuple(tables), title, tuple(hidden), tuple(faults))


def _read(data: bytes, source: str, noted: dict[str, sheetml.Notes]) -> tuple[list[Table], list[Ignored], list[Fault]]:
    """Read each sheet; tell what of it is hidden, and what could not be read."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    tables: list[Table] = []
    ignored: list[Ignored] = []
    faults: list[Fault] = []
    with CalamineWorkbook.from_object(io.BytesIO(data)) as workbook:
        for sheet in workbook.sheets_metadata:
            place = f"sheet '{sheet.name}'"
            if sheet.visible != SheetVisibleEnum.Visible:
                ignored.append(Ignored(f"hidden {place}", ""))
            elif sheet.typ == SheetTypeEnum.WorkSheet:
                notes = noted.get(sheet.name, sheetml.Notes())
                before = sum(len(row) for table in tables for row in table.rows)
                found = workbook.get_sheet_by_name(sheet.name)
                rows, long = _rows(found, notes, f"{source}, {place}", before)
                table = _visible(Table(tuple(rows), place, tuple(_areas(found, len(rows)))), notes.hidden)
                tables += [table] if any(map(any, table.rows)) else []
                faults += [*(cut(source, f"{place}, row {row}") for row in long), *_faults(notes, source, place)]
                ignored += _hidden(notes, place, table)
    return tables, ignored, faults


def _rows(
    sheet: "CalamineSheet", notes: sheetml.Notes, where: str, before: int
) -> tuple[list[tuple[str, ...]], list[int]]:
    """Keep the rows down to the last filled one; tell as well those with a cell that is too long."""
    rows: list[tuple[str, ...]] = []
    long: list[int] = []
    filled, cells = 0, before
    same: dict[str, str] = {}
    for number, row in enumerate(_from_the_corner(sheet), start=1):
        texts = _texts(_with_shown(row, number - 1, notes), same)
        cells += len(texts)
        if number > MOST_ROWS or cells > MOST_CELLS:
            limit = f"{MOST_CELLS:,} cells a file" if cells > MOST_CELLS else f"{MOST_ROWS:,} rows a sheet"
            raise _too_large(where, limit)
        if max(map(len, texts), default=0) > MOST_CHARACTERS:
            long.append(number)
            texts = tuple(map(shortened, texts))
        rows.append(texts)
        filled = number if texts else filled
    return rows[:filled], long


def _too_large(where: str, limit: str) -> InputError:
    return InputError(f"{where}: more than {limit}.", "Save the rows you need as CSV.")


def _from_the_corner(sheet: "CalamineSheet") -> Iterator[_Row]:
    """Yield the rows from the first on, each from column A on."""
    if sheet.start is None:
        return iter(())
    above, left = sheet.start
    blank: list[object] = [None] * left
    return chain(repeat((), above), (blank + row for row in sheet.iter_rows()))


def _with_shown(row: _Row, number: int, notes: sheetml.Notes) -> _Row:
    """Put in what the formulas of a row show that say it themselves."""
    if not notes.shown:
        return row
    cells = list(row)
    for column in range(len(cells)):
        cells[column] = notes.shown.get((number, column), cells[column])
    return cells


def _areas(sheet: "CalamineSheet", rows: int) -> Iterable[Area]:
    """Give the merged cells that begin within the rows; some formats tell none."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top < rows:
            yield top, left, min(bottom, rows - 1), right


def _visible(table: Table, hidden: set[int]) -> Table:
    """Leave the hidden columns out; a merged cell that begins in one begins in the next that is shown."""
    if not hidden:
        return table
    width = max(map(len, table.rows), default=0)
    kept = [column for column in range(width) if column not in hidden]
    new = {column: place for place, column in enumerate(kept)}
    rows = [list(row) for row in table.rows]
    merged: list[Area] = []
    for top, left, bottom, right in table.merged:
        shown = [column for column in range(left, min(right + 1, width)) if column in new]
        if shown and top < len(rows):
            rows[top] += [""] * (shown[0] + 1 - len(rows[top]))
            rows[top][shown[0]] = rows[top][left]
            merged.append((top, new[shown[0]], bottom, new[shown[-1]]))
    return Table(
        tuple(tuple(row[column] for column in kept if column < len(row)) for row in rows), table.place, tuple(merged)
    )


def _hidden(notes: sheetml.Notes, place: str, table: Table) -> Iterator[Ignored]:
    if notes.hidden and table.rows:
        yield Ignored("hidden columns" if len(notes.hidden) > 1 else "hidden column", place)
    if notes.struck:
        rows = sorted({*notes.struck})
        yield Ignored("struck-out text", f"{place}, row{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows))}")


def _faults(notes: sheetml.Notes, source: str, place: str) -> Iterator[Fault]:
    """Tell what of a sheet has no value that can be read."""
    if notes.errors:
        error, row = notes.errors[0]
        count = "a cell holds" if len(notes.errors) == 1 else f"{len(notes.errors)} cells hold"
        cause = f"{count} an error instead of a value ({error} in row {row}), so nothing was read there"
        yield Fault(source, place, cause, "correct the formula, or write the value")
    if notes.unknown:
        count = "a cell holds a formula" if len(notes.unknown) == 1 else f"{len(notes.unknown)} cells hold formulas"
        cause = f"{count} without a value ({notes.unknown[0]}), so nothing was read there"
        yield Fault(source, place, cause, "open it in Excel and save it, so that the values are computed")
    if notes.far:
        cause = f"cells {notes.far} are far from the others, so they were left out"
        yield Fault(source, place, cause, "delete them, or move them beside the others")
    if notes.hidden_rows:
        count = "a hidden row is" if notes.hidden_rows == 1 else f"{notes.hidden_rows} hidden rows are"
        yield Fault(source, place, f"{count} read like the others", "delete what does not belong to the list")


def _texts(row: _Row, same: dict[str, str]) -> tuple[str, ...]:
    """Give the cells of a row up to its last filled one; of short texts that are the same one is kept in memory."""
    texts = [value.strip() if type(value) is str else _text(value) for value in row]
    while texts and not texts[-1]:
        texts.pop()
    if len(same) > _MOST_SAME:
        same.clear()
    return tuple([same.setdefault(text, text) if 0 < len(text) < _SHORT else text for text in texts])


def _text(value: object) -> str:
    """Write a value as a spreadsheet shows it when nothing else is asked for."""
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return f"{value:.15g}"  # a spreadsheet keeps no more digits, and shows 3.0 as 3
        case datetime():
            at_midnight = value.time() == time()
            return value.date().isoformat() if at_midnight else value.isoformat(" ", "seconds")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)
