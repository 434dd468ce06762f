"""Cells that go over several rows and columns, in tables of web pages and of XML, beside a grid filled one by one."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.read.content import Document, Table
from overlap.read.formats import READERS

CELLS = st.lists(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=3),
    min_size=1,
    max_size=4,
)
XML = "<standard><front/><body><sec><title>Scope</title><p>Lots.</p>{}</sec></body></standard>"
HTML = "<html><body><h1>Scope</h1><p>Lots.</p>{}</body></html>"


def filled(rows: list[list[tuple[str, int, int]]]) -> tuple[list[list[str]], list[tuple[int, int, int, int]]]:
    """Lay each cell at the first free place of its row, and take what it covers."""
    taken: dict[tuple[int, int], str] = {}
    merged = []
    for number, row in enumerate(rows):
        column = 0
        for text, width, height in row:
            while (number, column) in taken:
                column += 1
            for down in range(height):
                for across in range(width):
                    taken.setdefault((number + down, column + across), "")
            taken[number, column] = text
            if width > 1 or height > 1:
                merged.append((number, column, number + height - 1, column + width - 1))
            column += width
    made = []
    for number in range(len(rows)):
        columns = [column for row, column in taken if row == number]
        made.append([taken.get((number, column), "") for column in range(max(columns, default=-1) + 1)])
    return made, merged


def is_plain(rows: list[list[tuple[str, int, int]]]) -> bool:
    """Say whether no cell runs over one that hangs down from above."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for _, width, height in row:
            while (number, column) in taken:
                column += 1
            places = {(number + down, column + across) for down in range(height) for across in range(width)}
            if places & taken:
                return False
            taken |= places
            column += width
    return True


def bare(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """Leave out what is empty at the end of a row."""
    return [list("\0".join(row).rstrip("\0").split("\0")) for row in rows]


@pytest.mark.parametrize(("suffix", "page"), [(".xml", XML), (".html", HTML)])
@given(CELLS)
def test_each_cell_stands_at_the_first_place_that_none_above_covers(
    suffix: str, page: str, rows: list[list[tuple[str, int, int]]]
) -> None:
    if not is_plain(rows) or sum(map(len, rows)) < 2:
        return
    written = "".join(
        "<tr>" + "".join(f'<td colspan="{w}" rowspan="{h}">{text}</td>' for text, w, h in row) + "</tr>" for row in rows
    )
    content = READERS[suffix].read(page.format(f"<table>{written}</table>").encode(), f"x{suffix}")
    assert isinstance(content, Document)
    (table,) = (part for part in content.parts if isinstance(part, Table))
    grid, merged = filled(rows)
    assert bare(table.rows) == bare(grid)
    assert table.merged == tuple(merged)
