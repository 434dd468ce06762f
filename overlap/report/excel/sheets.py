"""Sheets of a workbook: a table under its header, with links, filters, and a layout for A4 paper."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from overlap.text.printing import is_address, printable

LINE, _MOST_LINES = 15, 27
"""Points of a line, and the most lines of a row: Excel allows 409 points."""
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")
_MOST_LINKS = 60_000
"""Excel takes 65,530 on a sheet."""
_LONGEST_ADDRESS = 2000
_LONGEST_FOOT = 200
"""Letters of a title at the foot: Excel takes 255 in all."""
_ARROW = "   "
"""What the arrow of a filter covers of a heading."""


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
    at_most: int = 0
    """If not 0, the column becomes as wide as its longest text, up to this many letters."""
    is_free: bool = False
    """Left empty, for a person to fill in."""


class Book:
    """A workbook with the few formats that its sheets share."""

    def __init__(self, book: Any, title: str) -> None:  # noqa: ANN401 -- XlsxWriter has no types
        top = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9D3DC"}
        self.book, self.title = book, title
        self.head = book.add_format({"bold": True, "bg_color": "#E7EDF3", **top})
        self.text = book.add_format(top)
        self.bold = book.add_format({"bold": True, **top})
        self.count = book.add_format({"align": "center", **top})
        self.number = book.add_format({"num_format": "0.000", "align": "center", **top})
        self.link = book.add_format({"font_color": "#0B5394", "underline": 1, **top})
        self.free = book.add_format({"bg_color": "#FFFBE6", **top})

    def table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        *,
        fixed: int = 1,
        printed: int = 0,
        only: tuple[int, Collection[str]] | None = None,
    ) -> Any:  # noqa: ANN401 -- the same
        """Write a sheet with a table, whose rows are as high as what is printed of them needs.

        `fixed` is how many columns stay when it is scrolled, `printed` how many are printed (0 for all), `only` a
        column by its place and the texts in it by which the table is filtered.
        """
        sheet = self.book.add_worksheet(name)
        held = [*rows]
        read = columns[: printed or len(columns)]
        widths = [_width(column, (row[place] for row in held)) for place, column in enumerate(read)]
        for place, column in enumerate(columns):
            sheet.write_string(0, place, printable(column.name), self.head)
            sheet.set_column(place, place, widths[place] if place < len(widths) else column.width)
        sheet.set_row(0, height([f"{column.name} {_ARROW}" for column in read], widths))
        last = max(len(held), 1)
        sheet.freeze_panes(1, fixed)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        if only:
            sheet.filter_column_list(only[0], [*only[1]])
        hidden = {number for number, row in enumerate(held, start=1) if only and row[only[0]] not in only[1]}
        self._rows(sheet, held, widths, len(columns), hidden)
        on_paper(sheet, self.title)
        sheet.repeat_rows(0)
        sheet.print_area(0, 0, last, len(read) - 1)
        return sheet

    def _rows(
        self,
        sheet: Any,  # noqa: ANN401 -- the same
        rows: Sequence[Sequence[Cell]],
        widths: Sequence[int],
        columns: int,
        hidden: Collection[int],
    ) -> None:
        links = 0
        for number, row in enumerate(rows, start=1):
            needed = height([str(cell) for cell in row[: len(widths)]], widths)
            sheet.set_row(number, needed, None, {"hidden": number in hidden})
            for place, cell in enumerate(row):
                links += isinstance(cell, Linked)
                self._cell(sheet, number, place, cell, links <= _MOST_LINKS)
            for place in range(len(row), columns):
                sheet.write_blank(number, place, None, self.free)

    def _cell(self, sheet: Any, row: int, place: int, cell: Cell, is_linked: bool) -> None:  # noqa: ANN401 -- the same
        if isinstance(cell, float):
            sheet.write_number(row, place, cell, self.number)
        elif isinstance(cell, int):
            sheet.write_number(row, place, cell, self.count)
        elif (
            isinstance(cell, Linked) and is_linked and is_address(cell.address) and len(cell.address) < _LONGEST_ADDRESS
        ):
            sheet.write_url(row, place, cell.address, self.link, printable(cell.text))
        else:
            sheet.write_string(row, place, printable(str(cell)), self.text)


def height(values: Sequence[str], widths: Sequence[int]) -> float:
    """Give the points a row needs for its longest wrapped cell; not every program fits rows by itself."""
    return min(max(map(_lines, values, widths), default=1), _MOST_LINES) * LINE


def _lines(value: str, width: int) -> int:
    """Count the lines of a wrapped text: a tenth more letters stand in one than digits, half as many of East Asia."""
    letters = _WIDE.sub("xx", value)
    if len(letters) <= width and "\n" not in letters:
        return 1
    return max(1, sum(max(1, len(wrap(line, width * 11 // 10))) for line in letters.split("\n")))


def _width(column: Column, values: Iterable[Cell]) -> int:
    longest = max((len(str(value)) for value in values), default=0) if column.at_most else 0
    return max(column.width, min(longest + 1, column.at_most))


def on_paper(sheet: Any, title: str) -> None:  # noqa: ANN401 -- the same
    """Print on A4, landscape, as wide as the page, with title, sheet and page at the foot."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&8{printable(title).replace('&', '&&')[:_LONGEST_FOOT]}&R&8&A, page &P of &N")
