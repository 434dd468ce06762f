"""Where the header of a table stands, in one row or two, and where it is said again."""

from collections.abc import Sequence
from dataclasses import replace

from overlap.read.content import Table
from overlap.read.kinds import headings
from overlap.read.kinds.columns import fields_of, written
from overlap.settings import ReadSettings

SOUGHT_ROWS = 30
"""How many rows may stand above the header row."""
_MOST_ABOVE = 5
"""So many rows above the header may be as full as it is: those of a cover or of a legend."""
_NAMING = frozenset(("id", "title", "text", "scope", "summary"))


def row(table: Table, settings: ReadSettings, is_list: bool = False, alone: bool = True) -> int | None:
    """Find the header row: the first that names a title or a text, and one more field or nothing but that.

    In a table that can be nothing but a list, the first filled row may name a title alone among unknown headings.
    """
    wanted = frozenset(map(headings.words, settings.columns))
    filled_above: list[int] = []
    for number, cells in enumerate(table.rows[:SOUGHT_ROWS]):
        if not any(cells):
            continue
        filled = len({cell for cell in cells if cell})
        if filled == 1 < len(cells) and not is_list and "".join(cells).rstrip().endswith((":", "：")):
            continue  # a label to be filled in: `Title:` above a signature
        is_below_rows = sum(each >= filled for each in filled_above) > _MOST_ABOVE
        filled_above.append(filled)
        if is_below_rows and not wanted:
            return None  # what stands above a header is sparse: this is a row of a table without one that is known
        below = table.rows[number + 1 :]
        fields = set(fields_of(cells, settings, below, alone)) - {""}
        if wanted and any(headings.words(cell) in wanted for cell in cells):
            return number  # the user said what stands here
        is_first = (is_list or alone) and not any(map(any, table.rows[:number]))
        titled = bool(fields & {"title", "text"})
        if titled and (is_first or len(fields) > 1 or filled == 1) and (is_first or len(fields) * 4 >= filled):
            better = set(fields_of(below[0], settings, below[1:], alone)) - {""} if below else set()
            return number + (len(better) > len(fields) and bool(better & {"title", "text"}))
        if {"id", "scope"} <= fields and not fields & {"title"} and len(fields) > 3:
            return number
    return None


def two_rows(first: Sequence[str], second: Sequence[str]) -> list[str] | None:
    """Put two rows of one header together; None when the second is no header.

    The second row of a header stands below headings that span several columns, or below nothing, and repeats those that
    span both rows. It names no item and holds no figure.
    """
    width = max(len(first), len(second))
    upper, lower = ([*row, *("" for _ in range(width - len(row)))] for row in (first, second))
    pairs = list(zip(upper, lower, [*upper[1:], "-"], ["-", *upper[:-1]], strict=True))
    below = [low for up, low, _, _ in pairs if low and low != up]
    if len(below) < 2 or any(map(str.isdigit, "".join(below))) or _is_item(upper, lower):
        return None
    if any(low not in ("", up) and up and up not in (right, left) and right for up, low, right, left in pairs):
        return None
    return [
        low if not up or headings.field(headings.read(low).plain) else f"{up}: {low}" if low else up
        for up, low, _, _ in pairs
    ]


def _is_item(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether a row has a text of its own where the heading above is that of an identifier or a text.

    The name of a language is none: below `Title` it tells which of two titles is meant.
    """
    named = [headings.field(headings.read(cell).plain) in _NAMING for cell in first]
    return any(
        is_named and below not in ("", above) and not headings.is_language(below)
        for is_named, above, below in zip(named, first, second, strict=True)
    )


def is_repeated(names: Sequence[str], header: Sequence[str], cells: Sequence[str]) -> bool:
    """Say whether a row repeats the header, or one of its two rows."""
    first = next(filter(None, cells), "")
    above = [each for each in (names, header) if written(next(filter(None, each), "")).casefold() == first.casefold()]
    if not above and "\n" not in first:
        return False  # of a million rows
    said = [written(cell).casefold() for cell in cells if cell]
    return any(said == [written(cell).casefold() for cell in each if cell] for each in (names, header))


def is_of_clauses(cells: Sequence[str], fields: Sequence[str]) -> bool:
    """Say whether a table lists clauses: one of its headings says so, and none that is known is of identifiers."""
    plain = [headings.words(cell) for cell in cells]
    known = any(field == "id" and each not in headings.of_clauses() for each, field in zip(plain, fields, strict=True))
    return not known and not headings.of_clauses().isdisjoint(plain)


def of_table(table: Table, settings: ReadSettings) -> ReadSettings:
    """Keep of the columns that the user named those that stand in a table."""
    if not settings.columns:
        return settings
    tops = {headings.words(cell) for row in table.rows[:SOUGHT_ROWS] for cell in row if cell}
    there = {name: field for name, field in settings.columns.items() if headings.words(name) in tops}
    return replace(settings, columns=there)
