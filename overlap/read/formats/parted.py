"""Tables that the end of a page has parted; knows no file format."""

import re
from collections.abc import Sequence
from dataclasses import replace

from overlap.read.content import Paragraph, Table

_FEWEST_NAMES = 3
"""Of a header that each page of a table says again."""


def continued(before: Paragraph | Table, table: Table) -> Table | None:
    """Join a table to the one right before it, on the page before, whose columns it goes on in.

    A header that is said again is left out; a table that begins like that one in another way is one of its kind, and
    stands for itself. A first row without a first cell is the rest of the row that the page's end cut.
    """
    if not isinstance(before, Table) or before.place.partition(",")[0] == table.place.partition(",")[0]:
        return None
    if not before.rows or not table.rows or len(table.rows[0]) != len(before.rows[0]):
        return None
    rows = table.rows[1:] if table.rows[0] == before.rows[0] and _is_header(table.rows[0]) else table.rows
    if not rows:
        return before
    first, *rest = rows
    if first[0] == before.rows[0][0]:
        return None
    if first[0]:
        return replace(before, rows=(*before.rows, first, *rest))
    last = tuple("\n".join(filter(None, pair)) for pair in zip(before.rows[-1], first, strict=False))
    return replace(before, rows=(*before.rows[:-1], last, *rest))


def _is_header(row: Sequence[str]) -> bool:
    """Say whether the row that a table repeats is a header: several names, with no figure and no value to a label."""
    names = [cell for cell in row if cell]
    return len({*names}) >= _FEWEST_NAMES and not any(re.search(r"[\d:：☐☒]", cell) for cell in names)
