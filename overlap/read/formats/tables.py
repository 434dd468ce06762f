"""CSV and TSV: a file that is one table."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Document, Table
from overlap.read.formats.encoding import Decoded, decode
from overlap.text.cells import unprotect

_DELIMITERS = ",;\t|"
_LOOKED_AT = 30
"""Rows that tell the delimiter."""
MOST_CHARACTERS = 131_072
"""Of a cell; four times what Excel allows."""
_END = "\x07"
"""A last row of our own; it is missing when a quotation mark before it is not closed."""
HIDES_ROWS = "a quotation mark is not closed, so it may hold rows"


def read_csv(data: bytes, source: str) -> Document:
    """Read a table of cells parted by commas, or by semicolons as Excel does in many countries, tabs or bars."""
    decoded = decode(data, source)
    first = next(_lines(decoded.pieces), "").strip().lower()
    delimiter = first.removeprefix("sep=")
    if delimiter != first and len(delimiter) == 1:  # a line that Excel takes as an instruction and not as a row
        return _read(decoded, delimiter, source, "CSV table", above=1)
    return _read(decoded, _delimiter(decoded), source, "CSV table")


def read_tsv(data: bytes, source: str) -> Document:
    """Read a table of cells parted by tabs."""
    return _read(decode(data, source), "\t", source, "TSV table")


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a text; the line ends within cells stay as they are."""
    return chain.from_iterable(io.StringIO(piece, newline="") for piece in pieces)


def _ended(pieces: Iterable[str]) -> Iterator[str]:
    """Put the last row of our own in place of the white space at the end of a text."""
    last = ""
    for piece in pieces:
        if piece.isspace():
            last += piece
        else:
            yield last
            last = piece
    yield f"{last.rstrip()}\n{_END}"


def shortened(cell: str) -> str:
    """Cut a cell that is too long to be one."""
    return cell if len(cell) <= MOST_CHARACTERS else cell[:MOST_CHARACTERS].rstrip()


def cut(source: str, place: str) -> Fault:
    """Tell of a cell that was cut."""
    cause = f"a cell of more than {MOST_CHARACTERS:,} characters, of which the first were read"
    return Fault(source, place, cause, "shorten it, or see whether a quotation mark is not closed")


def _delimiter(decoded: Decoded) -> str:
    """Choose the delimiter that parts the most rows into equally many cells, and into more than one."""

    def fit(delimiter: str) -> tuple[float, int]:
        rows = list(islice(filter(None, _readable(decoded, delimiter)), _LOOKED_AT))
        widths = Counter(len(row) for row in rows)
        widths.pop(1, None)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return count / max(len(rows), 1), width

    return max(_DELIMITERS, key=fit)


def _readable(decoded: Decoded, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows as far as they can be read."""
    try:
        yield from csv.reader(_lines(decoded.pieces), delimiter=delimiter)
    except csv.Error:
        return


def _read(decoded: Decoded, delimiter: str, source: str, name: str, above: int = 0) -> Document:
    """Keep every row below so many lines, the blank ones too, so that a row's number is the one a spreadsheet shows."""
    rows: list[tuple[str, ...]] = []
    faults = [*decoded.faults]
    csv.field_size_limit(2**31 - 1)  # a quotation mark that is not closed makes a cell of all that follows
    lines = islice(_lines(_ended(decoded.pieces)), above, None)
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            rows.append(tuple(unprotect(cell.strip()).replace("\r\n", "\n") for cell in cells))
    except csv.Error as error:
        raise InputError(
            f"{source}, after row {len(rows)}: not a table ({error}).",
            "Open it in a spreadsheet and save it again as CSV.",
        ) from error
    *last, end = rows.pop()
    if last or end != _END:  # it was read as part of a cell
        rows.append((*last, end.removesuffix(_END).rstrip()))
        cause = HIDES_ROWS
        faults.append(Fault(source, f"row {len(rows)}", cause, "close or double it"))
    for number, row in enumerate(rows):
        if any(len(cell) > MOST_CHARACTERS for cell in row):
            rows[number] = tuple(map(shortened, row))
            faults.append(cut(source, f"row {number + 1}"))
    return Document(source, name, (Table(tuple(rows), ""),), faults=tuple(faults))
