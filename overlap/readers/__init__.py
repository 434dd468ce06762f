"""Files → rows. A reader is a function from bytes to rows; a new format is one module and one line in READERS."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from overlap.errors import InputError
from overlap.model import Fault, Row
from overlap.readers import documents, pdf, tables

STDIN = "-"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]+")

Reader = Callable[[bytes, str], Iterator[Row | Fault]]
"""Takes the bytes and the name of a source, for messages; raises InputError when it is not of the format."""

READERS: Mapping[str, Reader] = {
    ".csv": tables.read_csv,
    ".tsv": tables.read_tsv,
    ".json": tables.read_json,
    ".jsonl": tables.read_jsonl,
    ".txt": documents.read_text,
    ".md": documents.read_text,
    ".pdf": pdf.read_pdf,
}


def read(path: Path) -> list[Row | Fault]:
    """Read the rows of one file, by its suffix.

    Raises InputError when the file cannot be opened, is empty, or is not what its suffix says.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(
            f"{path}: no reader for {path.suffix or 'a file without a suffix'}.",
            f"Give one of {' '.join(READERS)}, or save the list as CSV.",
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}.", "Check the name and the right to read it.") from error
    return _rows(reader, data, str(path))


def read_stdin() -> list[Row | Fault]:
    """Read the rows of standard input; the format is taken from how the text begins.

    `[` or `{` begins JSON or JSONL, `%PDF` a PDF; a first line with the column `title` begins a table; anything
    else is a document. Raises InputError as `read` does.
    """
    name = "standard input"
    data = sys.stdin.buffer.read() if sys.stdin else b""
    return _rows(READERS[sniff(data)], data, name)


def sniff(data: bytes) -> str:
    """Tell the suffix of the format that the bytes begin like."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    first_line = head.partition(b"\n")[0].lower()
    if head.startswith(b"%PDF"):
        return ".pdf"
    if head.startswith(b"["):
        return ".json"
    if head.startswith(b"{"):
        return ".jsonl" if first_line.rstrip().endswith(b"}") else ".json"
    for suffix, delimiters in ((".tsv", b"\t"), (".csv", b"[,;]")):
        cells = {cell.strip(b' "\r\0') for cell in re.split(delimiters, first_line.replace(b"\0", b""))}
        if len(cells) > 1 and cells & {b"title", b"text"}:
            return suffix
    return ".txt"


def _rows(reader: Reader, data: bytes, name: str) -> list[Row | Fault]:
    if not data.strip():
        raise InputError(f"{name}: empty.", "Save it again from where it was made, and check that it has content.")
    return [_printable(each) if isinstance(each, Row) else each for each in reader(data, name)]


def _printable(row: Row) -> Row:
    """Put a space for each character that is no text but steers a terminal or cannot be written at all."""
    return Row(row.place, {key: _UNPRINTABLE.sub(" ", value).strip() for key, value in row.fields.items()})
