"""Tables that hold their items otherwise than one a row: two lists side by side, or one item a column."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from overlap.read.content import Table
from overlap.read.kinds import columns, headers, headings
from overlap.settings import ReadSettings

_FEWEST = 2
"""Headings that make a list, and items of one."""
_MOST_ROWS = 60
"""Of a table whose rows are the fields of its items."""


def usual(table: Table, settings: ReadSettings) -> Iterator[Table]:
    """Give a table as a list that has one item a row; several where lists stand side by side."""
    if is_turned(table, settings):
        yield turned(table)
    else:
        yield from _apart(table)


def is_turned(table: Table, settings: ReadSettings) -> bool:
    """Say whether the first column is the header: it names title and another field, and the first row does not."""
    rows = [row for row in table.rows[:_MOST_ROWS] if any(row)]
    if len(table.rows) > _MOST_ROWS or len(rows) < _FEWEST or any(len(row) < _FEWEST for row in rows):
        return False
    down, across = (set(columns.fields_of(names, settings)) - {""} for names in ([row[0] for row in rows], rows[0]))
    known = [headings.field(headings.read(row[0]).plain) for row in rows]
    is_header = "title" in down and len(down) >= _FEWEST and sum(map(bool, known)) * 2 >= len(rows)
    titles = [row for row, name in zip(rows, known, strict=True) if name == "title"]
    return is_header and len(across) < _FEWEST and any(all(row) for row in titles)


def turned(table: Table) -> Table:
    """Give a table with its columns as rows."""
    rows = [row for row in table.rows if any(row)]
    across = tuple(zip_longest(*rows, fillvalue=""))
    return replace(table, rows=across, merged=(), place=", ".join(filter(None, [table.place, "each column as a row"])))


def _apart(table: Table) -> Iterator[Table]:
    """Part a table where its header says the same headings again, in the same order."""
    header = next((row for row in table.rows[: headers.SOUGHT_ROWS] if len(_period(row)) > 1), ())
    starts = _period(header)
    for start, end in zip(starts, [*starts[1:], None], strict=True) if len(starts) > 1 else ():
        rows = tuple(row[start:end] for row in table.rows)
        width = max(map(len, rows), default=0)
        place = f"columns {start + 1} to {start + width}"
        yield Table(rows, ", ".join(filter(None, [table.place, place])))
    if len(starts) < _FEWEST:
        yield table


def _period(row: Sequence[str]) -> list[int]:
    """Give the columns at which the headings of a row begin anew; none where they do not."""
    names = [(number, headings.words(cell)) for number, cell in enumerate(row) if cell]
    said = [name for _, name in names]
    for length in range(_FEWEST, len(said) // 2 + 1):
        is_again = len(said) % length == 0 and said[:length] * (len(said) // length) == said
        if is_again and len({*said}) == length and any(headings.field(name) in ("id", "title") for name in said):
            return [names[place][0] for place in range(0, len(names), length)]
    return []
