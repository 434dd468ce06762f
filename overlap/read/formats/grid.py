"""Cells that go over several columns and rows → a grid, as HTML lays a table out (HTML Standard, 4.9.12)."""

from collections.abc import Iterable

from overlap.read.content import Area

MOST = 1000
"""The most columns that HTML lets a cell span (WHATWG, colspan); rows, and a row as a whole, are held to it as well."""

Cell = tuple[str, int, int]
"""Text, columns and rows; the last two from 1 on."""


def laid_out(rows: Iterable[Iterable[Cell]]) -> tuple[list[list[str]], list[Area]]:
    """Place each cell at the first column of its row that none above covers; tell the merged ones, which stand once.

    >>> laid_out([[("a", 1, 1), ("b", 1, 2)], [("c", 1, 1)], [("d", 1, 1), ("e", 1, 1)]])
    ([['a', 'b'], ['c'], ['d', 'e']], [(0, 1, 1, 1)])
    """
    made: list[list[str]] = []
    merged: list[Area] = []
    free: list[int] = []  # for each column the row from which on nothing above covers it
    for number, row in enumerate(rows):
        cells: list[str] = []
        for text, wide, height in row:
            while len(cells) < len(free) and free[len(cells)] > number:
                cells.append("")
            column, width = len(cells), min(wide, max(MOST - len(cells), 1))
            cells += [text, *[""] * (width - 1)]
            free[column : column + width] = [number + height] * width
            if width > 1 or height > 1:
                merged.append((number, column, number + height - 1, column + width - 1))
        made.append(cells)
    return made, merged
