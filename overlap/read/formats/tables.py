"""CSV and TSV: a file that is one table."""

import csv
import io
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Document, Table
from overlap.read.formats.encoding import decode
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
    pieces, faults = _decoded(data, source)
    first, _, rest = pieces[0].partition("\n")
    delimiter = first.strip().lower().removeprefix("sep=")
    if delimiter != first.strip().lower() and len(delimiter) == 1:
        pieces[0] = rest  # without a line that Excel takes as an instruction and not as a row
    else:
        delimiter = _delimiter(pieces)
    return _read(pieces, delimiter, source, "CSV table", faults)


def read_tsv(data: bytes, source: str) -> Document:
    """Read a table of cells parted by tabs."""
    pieces, faults = _decoded(data, source)
    return _read(pieces, "\t", source, "TSV table", faults)


def _decoded(data: bytes, source: str) -> tuple[deque[str], tuple[Fault, ...]]:
    """Give the text of a file in pieces that nobody else holds: those that were read can go."""
    decoded = decode(data, source)
    return deque(decoded.pieces), decoded.faults


def _rows(pieces: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """Yield the rows of a text; the line ends within cells stay as they are."""
    return csv.reader(chain.from_iterable(io.StringIO(piece, newline="") for piece in pieces), delimiter=delimiter)


def shortened(cell: str) -> str:
    """Cut a cell that is too long to be one."""
    return cell if len(cell) <= MOST_CHARACTERS else cell[:MOST_CHARACTERS].rstrip()


def cut(source: str, place: str) -> Fault:
    """Tell of a cell that was cut."""
    cause = f"a cell of more than {MOST_CHARACTERS:,} characters, of which the first were read"
    return Fault(source, place, cause, "shorten it, or see whether a quotation mark is not closed")


def _delimiter(pieces: Iterable[str]) -> str:
    """Choose the delimiter that parts the most rows into equally many cells, and into more than one."""

    def fit(delimiter: str) -> tuple[float, int]:
        rows = list(islice(filter(None, _readable(pieces, delimiter)), _LOOKED_AT))
        widths = Counter(len(row) for row in rows)
        widths.pop(1, None)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return count / max(len(rows), 1), width

    return max(_DELIMITERS, key=fit)


def _readable(pieces: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """Yield the rows as far as they can be read."""
    try:
        yield from _rows(pieces, delimiter)
    except csv.Error:
        return


def _read(pieces: deque[str], delimiter: str, source: str, name: str, told: Sequence[Fault]) -> Document:
    """Keep every row, the blank ones too, so that a row's number is the one a spreadsheet shows."""
    rows: list[tuple[str, ...]] = []
    faults = list(told)
    csv.field_size_limit(2**31 - 1)  # a quotation mark that is not closed makes a cell of all that follows
    while len(pieces) > 1 and not pieces[-1].strip():
        pieces.pop()
    pieces[-1] = f"{pieces[-1].rstrip()}\n{_END}"
    try:
        for cells in _rows((pieces.popleft() for _ in range(len(pieces))), delimiter):
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
