"""CSV and TSV: a file that is one table."""

import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Document, Table
from overlap.read.formats.encoding import decode

_DELIMITERS = ",;\t|"
_LOOKED_AT = 30
"""Rows that tell the delimiter."""
_END = "\x07"
"""A last row of our own; it is missing when a quotation mark before it is not closed."""


def read_csv(data: bytes, source: str) -> Document:
    """Read a table of cells parted by commas, or by semicolons as Excel does in many countries, tabs or bars."""
    text = decode(data, source)
    first, _, rest = text.partition("\n")
    if (said := first.strip().lower().removeprefix("sep=")) != first.strip().lower() and len(said) == 1:
        return _read(rest, said, source, "CSV table")  # a line that Excel takes as an instruction and not as a row
    return _read(text, _delimiter(text), source, "CSV table")


def read_tsv(data: bytes, source: str) -> Document:
    """Read a table of cells parted by tabs."""
    return _read(decode(data, source), "\t", source, "TSV table")


def _delimiter(text: str) -> str:
    """Choose the delimiter that parts the most rows into equally many cells, and into more than one."""

    def fit(delimiter: str) -> tuple[float, int]:
        rows = list(itertools.islice(filter(None, _parse(text, delimiter)), _LOOKED_AT))
        widths = Counter(len(row) for row in rows)
        widths.pop(1, None)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return count / max(len(rows), 1), width

    return max(_DELIMITERS, key=fit)


def _parse(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows as far as they can be read."""
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        return


def _read(text: str, delimiter: str, source: str, name: str) -> Document:
    """Keep every row, the blank ones too, so that a row's number is the one a spreadsheet shows."""
    rows: list[tuple[str, ...]] = []
    try:
        for cells in csv.reader(io.StringIO(f"{text.rstrip()}\n{_END}", newline=""), delimiter=delimiter):
            rows.append(tuple(cell.strip().replace("\r\n", "\n") for cell in cells))
    except csv.Error as error:
        is_long = "limit" in str(error)
        longest = f"a cell of more than {csv.field_size_limit():,} characters; a quotation mark may not be closed"
        cause = longest if is_long else f"not a table ({error})"
        raise InputError(
            f"{source}, after row {len(rows)}: {cause}.", "Open it in a spreadsheet and save it again as CSV."
        ) from error
    faults: tuple[Fault, ...] = ()
    *last, end = rows.pop()
    if last or end != _END:  # it was read as part of a cell
        rows.append((*last, end.removesuffix(_END).rstrip()))
        cause = "a quotation mark is not closed, so it may hold rows"
        faults = (Fault(source, f"row {len(rows)}", cause, "close or double it"),)
    return Document(source, name, (Table(tuple(rows), ""),), faults=faults)
