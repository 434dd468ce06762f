"""Excel workbooks; the only module that knows openpyxl."""

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Document, Table
from overlap.read.formats.archive import open_zip
from overlap.read.reading import Ignored

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MOST_ROWS = 1_048_576
"""Of a sheet; Excel's own limit."""
MOST_CELLS = 20_000_000
"""Of a file, counted from column A to the last filled cell of each row."""
_ERRORS = frozenset(
    ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"]
)
_Row = tuple[object, ...]


def read_xlsx(data: bytes, source: str) -> Document:
    """Read the sheets that a person sees, each cell as the text it shows; of a formula, the value last computed.

    Raises InputError for what is no workbook, is locked or broken, or is larger than Excel allows.
    """
    open_zip(data, source).close()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl cannot show, such as a drop-down list, is no loss here
            return _document(data, source)
    except (InputError, MemoryError, RecursionError):
        raise
    except Exception as error:  # openpyxl checks little, and raises whatever its code stumbles on
        cause = f"{type(error).__name__}: {error}"[:120]
        raise InputError(
            f"{source}: not an Excel workbook that can be read ({cause}).",
            "Open it in Excel and save it again as .xlsx, or as CSV.",
        ) from error


def _document(data: bytes, source: str) -> Document:
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    tables: list[Table] = []
    faults: list[Fault] = []
    try:
        for place, rows in _visible(workbook):
            table, errors = _table(rows, place, source, sum(_size(table) for table in tables))
            tables += [table] if table.rows else []
            faults += [_fault(source, place, errors)] if errors else []
        hidden = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
    finally:
        workbook.close()
    if not tables:
        raise InputError(f"{source}: no filled cell in the sheets that are shown.", "Check that it is the right file.")
    return Document(
        source,
        "Excel workbook",
        tuple(tables),
        title=_text(workbook.properties.title),
        ignored=tuple(Ignored(f"hidden sheet '{name}'", "") for name in hidden),
        faults=tuple(faults),
    )


def _visible(workbook: "Workbook") -> Iterator[tuple[str, Iterator[_Row]]]:
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            sheet.reset_dimensions()  # the size that a file states is often wrong, and openpyxl would fill it up
            yield f"sheet '{sheet.title}'", sheet.iter_rows(values_only=True)


def _table(found: Iterator[_Row], place: str, source: str, before: int) -> tuple[Table, list[str]]:
    """Keep the rows down to the last filled one; tell as well the cells whose formula failed, which are empty here."""
    rows: list[tuple[str, ...]] = []
    errors: list[str] = []
    filled, cells = 0, before
    for number, row in enumerate(found, start=1):
        texts = _texts(row)
        cells += len(texts)
        if number > MOST_ROWS or cells > MOST_CELLS:
            limit = f"{MOST_CELLS:,} cells a file" if cells > MOST_CELLS else f"{MOST_ROWS:,} rows a sheet"
            raise InputError(f"{source}, {place}: more than {limit}.", "Save the rows you need as CSV.")
        if not _ERRORS.isdisjoint(texts):
            errors += [f"{text} in row {number}" for text in texts if text in _ERRORS]
            texts = tuple("" if text in _ERRORS else text for text in texts)
        rows.append(texts)
        filled = number if any(texts) else filled
    return Table(tuple(rows[:filled]), place), errors


def _size(table: Table) -> int:
    return sum(map(len, table.rows))


def _fault(source: str, place: str, errors: list[str]) -> Fault:
    count = "a cell holds" if len(errors) == 1 else f"{len(errors)} cells hold"
    cause = f"{count} an error instead of a value ({errors[0]}), so nothing was read there"
    return Fault(source, place, cause, "correct the formula, or write the value")


def _texts(row: _Row) -> tuple[str, ...]:
    """Give the cells of a row up to its last filled one."""
    last = next((number for number in range(len(row), 0, -1) if _text(row[number - 1])), 0)
    return tuple(_text(value) for value in row[:last])


def _text(value: object) -> str:
    """Write a value as a spreadsheet shows it when nothing else is asked for."""
    match value:
        case None:
            return ""
        case str():
            return value.replace("\r\n", "\n").replace("_x000D_", "").strip()
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
