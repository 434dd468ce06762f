"""Tables of cells parted by commas, written so that no spreadsheet runs what stands in them.

A spreadsheet takes a cell that begins with one of a few characters for a formula, which may start programs or send what
stands beside it away. Such a cell is written with an apostrophe before it, as OWASP says in "CSV Injection", and read
back without.
"""

import csv
import re
from collections.abc import Iterable, Iterator

from overlap.text.printing import printable

_END = "\r\n"
_FORMULA = "=+\\-@\t\r\n＝＋－＠"
_BEGINS = re.compile(f"'*[{_FORMULA}]")
_PROTECTED = re.compile(f"'+[{_FORMULA}]")


def protect(cell: object) -> object:
    """Put an apostrophe before a text that a spreadsheet may run; a number stays one.

    >>> protect("=1+1"), protect(-1.5), protect("smart")
    ("'=1+1", -1.5, 'smart')
    """
    return f"'{cell}" if isinstance(cell, str) and _BEGINS.match(cell) else cell


def unprotect(cell: str) -> str:
    """Take away what `protect` put before a text.

    >>> unprotect("'=1+1"), unprotect("'s-Hertogenbosch")
    ('=1+1', "'s-Hertogenbosch")
    """
    return cell[1:] if cell.startswith("'") and _PROTECTED.match(cell) else cell


def write_csv(rows: Iterable[Iterable[object]], *, raw: bool = False) -> str:
    """Write rows as CSV; `raw` for programs, which run nothing and want texts as they are."""
    return "".join(lines(rows, raw=raw))


def lines(rows: Iterable[Iterable[object]], *, raw: bool = False) -> Iterator[str]:
    """Yield what `write_csv` gives row by row."""
    out = _Line()
    write = csv.writer(out, lineterminator=_END).writerow
    for row in rows:
        write(row if raw else map(_cell, row))
        yield out.text


def _cell(cell: object) -> object:
    return protect(printable(cell) if isinstance(cell, str) else cell)


class _Line:
    """Takes one row at a time, with both characters at its end so that neither stands unquoted within it."""

    text = ""

    def write(self, row: str) -> int:
        self.text = row.removesuffix(_END) + "\n"
        return len(row)
