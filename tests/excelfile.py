"""Small workbooks for tests, and broken ones."""

import io
import zipfile
from collections.abc import Iterable

import openpyxl

SHEET = "xl/worksheets/sheet1.xml"
_HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_TAIL = b"</sheetData></worksheet>"


def workbook(**sheets: Iterable[Iterable[object]]) -> bytes:
    """Make a workbook of these sheets; one whose name begins with `hidden` is hidden."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        sheet.sheet_state = "hidden" if name.startswith("hidden") else "visible"
        for row in rows:
            sheet.append(list(row))
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    """Give the bytes of a workbook."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Put another file into the archive, or in the place of one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def with_rows(rows: bytes, before: bytes = b"") -> bytes:
    """Make a workbook whose only sheet holds this XML between its ends."""
    return with_part(workbook(Items=[["x"]]), SHEET, before + _HEAD + rows + _TAIL)


def row(number: int, **cells: str) -> bytes:
    """Write a row of text cells by their columns: `A="id"`."""
    parts = (f'<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for column, text in cells.items())
    return f'<row r="{number}">{"".join(parts)}</row>'.encode()
