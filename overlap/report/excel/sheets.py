"""Sheets of a workbook: a table under its header, with links, filters, and a layout for A4 paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from overlap.text.printing import is_address, printable

LINE, _MOST_LINES = 15, 27
"""Points of a line, and the most lines of a row: Excel allows 409 points."""
_MOST_LINKS = 60_000
"""Excel takes 65,530 on a sheet."""
_LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that leads to an address."""

    text: str
    address: str

    def __str__(self) -> str:
        return self.text


Cell = str | int | float | Linked


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    width: int
    is_free: bool = False
    """Left empty, for a person to fill in."""


class Book:
    """A workbook with the few formats that its sheets share."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 -- XlsxWriter has no types
        top = {"text_wrap": True, "valign": "top"}
        self.book = book
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E7EDF3", **top})
        self.text = book.add_format(top)
        self.bold = book.add_format({"bold": True, **top})
        self.number = book.add_format({"num_format": "0.000", "valign": "top"})
        self.link = book.add_format({"font_color": "#0B5394", "underline": 1, **top})
        self.free = book.add_format({"bg_color": "#FFFBE6", **top})

    def table(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, fixed: int = 1, printed: int = 0
    ) -> Any:  # noqa: ANN401 -- the same
        """Write a sheet with a table; so many columns stay when it is scrolled, so many are printed (0 for all)."""
        sheet = self.book.add_worksheet(name)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, printable(column.name), self.head)
            sheet.set_column(place, place, column.width)
        sheet.set_row(0, 2 * LINE)
        last = links = 0
        for last, row in enumerate(rows, start=1):
            sheet.set_row(last, height([str(cell) for cell in row], [column.width for column in columns]))
            for place, cell in enumerate(row):
                links += isinstance(cell, Linked)
                self._cell(sheet, last, place, cell, links <= _MOST_LINKS)
            for place in range(len(row), len(columns)):
                sheet.write_blank(last, place, None, self.free)
        sheet.freeze_panes(1, fixed)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        on_paper(sheet)
        if printed:
            sheet.print_area(0, 0, max(last, 1), printed - 1)
        return sheet

    def _cell(self, sheet: Any, row: int, place: int, cell: Cell, is_linked: bool) -> None:  # noqa: ANN401 -- the same
        if isinstance(cell, float):
            sheet.write_number(row, place, cell, self.number)
        elif isinstance(cell, int):
            sheet.write_number(row, place, cell, self.text)
        elif (
            isinstance(cell, Linked) and is_linked and is_address(cell.address) and len(cell.address) < _LONGEST_ADDRESS
        ):
            sheet.write_url(row, place, cell.address, self.link, printable(cell.text))
        else:
            sheet.write_string(row, place, printable(str(cell)), self.text)


def height(values: Sequence[str], widths: Sequence[int]) -> float:
    """Give the points a row needs for its longest wrapped cell; not every program fits rows by itself."""
    lines = (-(-len(value) * 11 // (width * 10)) for value, width in zip(values, widths, strict=False))
    return min(max(1, *lines), _MOST_LINES) * LINE


def on_paper(sheet: Any) -> None:  # noqa: ANN401 -- the same
    """Print on A4, landscape, as wide as the page, the header on each."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
