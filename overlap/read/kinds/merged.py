"""Rows of one item: its number is one merged cell, and its title runs over the lines beside it."""

from collections.abc import Sequence

from overlap.read.content import Table

Rows = Sequence[Sequence[str]]


def joined(table: Table, header: int, fields: Sequence[str]) -> Rows:
    """Give the rows with such a title in the first of its rows, and nothing in the others.

    A row below that says something of its own, or a title that begins anew, is an item of its own.
    """
    if not table.merged or not {"id", "title"} <= {*fields}:
        return table.rows
    rows: list[Sequence[str]] = list(table.rows)
    number, title = fields.index("id"), fields.index("title")
    for top, first, bottom, last in table.merged:
        if not first <= number <= last or not header < top < len(rows):
            continue
        for below in range(top + 1, min(bottom + 1, len(rows))):
            said, text = _cell(rows[top], title), _cell(rows[below], title)
            if not _goes_on(rows[top], rows[below], title):
                break
            whole = f"{said} {text}".strip() if text != said else said
            rows[top] = (*rows[top][:title], whole, *rows[top][title + 1 :])
            rows[below] = ()
    return rows


def _goes_on(above: Sequence[str], row: Sequence[str], title: int) -> bool:
    """Say whether a row only goes on with the title of the one above."""
    if any(cell not in ("", _cell(above, column)) for column, cell in enumerate(row) if column != title):
        return False
    said, text = _cell(above, title), _cell(row, title)
    return text in ("", said) or text[0].islower() or said.endswith((",", "-"))


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""
