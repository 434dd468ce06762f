"""Which table is a list: where its header ends, and what its columns are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from overlap.read.content import Table
from overlap.read.kinds import bibliographies, columns, committees, guesses, headers, headings, naming, phrases, works
from overlap.settings import ReadSettings

_DELIVERABLE = frozenset(("reference", "ownerCommittee", "currentStage"))
"""Headings that make a table the deliverables of ISO Open Data."""
_FEWEST_HEADINGS = 3
"""Of a full row that is the header though it names an identifier and no title."""
_FEWEST_CELLS = 2
"""Of a row that may be a header."""


@dataclass(frozen=True, slots=True)
class List:
    """A table that is a list: where its header ends, what its columns are called, and the field of each."""

    table: Table
    header: int
    """The row of the header, or the last of two; the one before the first item where there is none."""
    names: tuple[str, ...]
    fields: tuple[str, ...]
    is_counted: bool = False
    """Whether the column of the identifier only counts the rows, or holds the keys of a program beside numbers."""
    guessed: tuple[str, ...] = ()
    """The columns whose fields only their cells tell."""
    listed: frozenset[str] | None = None
    """The letters that name documents in this list only; None where not all titles name documents."""

    @property
    def is_deliverables(self) -> bool:
        """Say whether these are the deliverables of ISO Open Data."""
        return {*self.names} >= _DELIVERABLE

    @property
    def is_of_committees(self) -> bool:
        """Say whether its rows describe committees."""
        return committees.are_described(self.names, self.table.rows[self.header + 1 :])

    @property
    def is_ours(self) -> bool:
        """Say whether this is a list of our own form, which is no template and holds one value a cell."""
        return self.names == self.fields

    def wide(self, width: int) -> "List":
        """Name so many columns, also those without a heading, and those beside the table that hold remarks."""
        heads = (*self.names, *("" for _ in range(len(self.names), width)))
        names = tuple(name or f"column {number}" for number, name in enumerate(heads, start=1))
        return replace(self, names=names, fields=(*self.fields, *("" for _ in range(len(self.fields), width))))


def head(table: Table, settings: ReadSettings, is_list: bool, alone: bool) -> List | None:
    """Find the header of a table, of one row or two; None when the table is no list."""
    if cited := bibliographies.listed(table):
        return List(cited, -1, bibliographies.NAMES, bibliographies.FIELDS)
    settings = headers.of_table(table, settings)
    header = headers.row(table, settings, is_list, alone)
    if header is None:
        is_free = (is_list or alone) and not settings.columns
        return _guessed(table, settings) or _of_names(table, settings) if is_free else None
    cells, second = table.rows[header], table.rows[header + 1 : header + 2]
    if second and (joined := headers.two_rows(cells, second[0])):
        header, cells = header + 1, tuple(joined)
    rows = table.rows[header + 1 :]
    fields = columns.fields_of(cells, settings, rows, alone)
    is_loose = not (alone or "id" in fields) and columns.is_loose(cells, fields)
    if not is_list and (is_loose or headers.is_of_clauses(cells, fields)):
        return None  # of a text
    return below(table, header, tuple(map(columns.written, cells)), fields, rows)


def below(
    table: Table, header: int, names: tuple[str, ...], fields: Sequence[str], rows: Sequence[Sequence[str]]
) -> List:
    """Make a list of the columns that are known: some of its rows tell whether its titles hold the numbers."""
    listed = works.series(naming.cells(fields.index("title"), rows)) if "title" in fields else None
    key = fields.index("id") if "id" in fields else -1
    is_counted = key >= 0 and (
        naming.is_running(naming.cells(key, rows)) or (listed is not None and naming.are_keys(key, rows))
    )
    return List(table, header, names, tuple(fields), is_counted, listed=listed)


def _guessed(table: Table, settings: ReadSettings) -> List | None:
    """Find a list below a header of unknown words, or without one; None when its cells do not tell what they are."""
    for number, row in enumerate(table.rows[: headers.SOUGHT_ROWS]):
        if sum(map(bool, row)) < _FEWEST_CELLS:
            continue
        is_item = any(map(naming.is_document, row))
        rows = table.rows[number + (not is_item) :]
        width = max(map(len, rows[: headers.SOUGHT_ROWS]), default=0)
        heads = [f"column {column}" for column in range(1, width + 1)]
        if not is_item:
            heads = [columns.written(cell) or name for cell, name in zip_longest(row, heads, fillvalue="")][:width]
        known = columns.fields_of(heads, settings, rows)
        if not (found := guesses.guess(rows)):
            if "id" in known and len(row) == width >= _FEWEST_HEADINGS and all(row):
                return None  # this is the header, and no row below it
            continue
        by_column = {column: field for field, column in found.items()}
        fields = [by_column.get(at, "" if field in found else field) for at, field in enumerate(known)]
        told = tuple(f"'{heads[column]}' as {field}" for field, column in found.items() if known[column] != field)
        return List(table, number - is_item, tuple(heads), tuple(fields), guessed=told)
    return None


def _of_names(table: Table, settings: ReadSettings) -> List | None:
    """Find a list that has no more than the names of documents, below a heading that stands for them: `Standard`."""
    for number, row in enumerate(table.rows[: headers.SOUGHT_ROWS]):
        if not any(row):
            continue
        rows = table.rows[number + 1 :]
        found = [at for at, cell in enumerate(row) if headings.read(cell).plain in headings.works()]
        named = [at for at in found if phrases.are_names(at, rows)]
        if not named:
            return None
        fields = columns.fields_of(row, settings, rows)
        fields = ["title" if at == named[0] else "" if field == "id" else field for at, field in enumerate(fields)]
        return List(table, number, tuple(map(columns.written, row)), tuple(fields))
    return None
