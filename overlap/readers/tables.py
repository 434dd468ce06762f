"""CSV, TSV, JSON and JSONL: one record a row."""

import csv
import io
import json
from collections.abc import Iterator

from overlap.errors import InputError
from overlap.model import Fault, Row
from overlap.readers.encoding import decode


def read_csv(data: bytes, name: str) -> Iterator[Row | Fault]:
    """Read a table with a header row, its cells parted by commas, or by semicolons as Excel does in many countries."""
    text = decode(data, name)
    header = text.lstrip().partition("\n")[0]
    yield from _read_cells(text, ";" if header.count(";") > header.count(",") else ",", name)


def read_tsv(data: bytes, name: str) -> Iterator[Row | Fault]:
    """Read a table with a header row, its cells parted by tabs."""
    yield from _read_cells(decode(data, name), "\t", name)


def read_json(data: bytes, name: str) -> Iterator[Row | Fault]:
    """Read an array of objects, or a single object."""
    try:
        value = json.loads(decode(data, name), parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{name}, line {error.lineno}, column {error.colno}: not JSON ({error.msg}).",
            "Correct it there; a file with one object a line needs the suffix .jsonl.",
        ) from error
    except RecursionError as error:
        raise InputError(f"{name}: nested too deeply.", "Give an array of objects, one a work item.") from error
    if not isinstance(value, list | dict):
        raise InputError(f"{name}: neither an array nor an object.", "Give an array of objects, one a work item.")
    for number, record in enumerate(value if isinstance(value, list) else [value], start=1):
        yield from _record(record, f"item {number}", name)


def read_jsonl(data: bytes, name: str) -> Iterator[Row | Fault]:
    """Read one object a line; a line that is not JSON is a fault, and the rest is still read."""
    for number, line in enumerate(decode(data, name).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_int=str, parse_float=str)
        except (json.JSONDecodeError, RecursionError):
            yield Fault(name, f"line {number}", "not a JSON object", "put one whole object on each line")
        else:
            yield from _record(record, f"line {number}", name)


def _read_cells(text: str, delimiter: str, name: str) -> Iterator[Row | Fault]:
    """Yield the rows below the header; the header is row 1, as a spreadsheet counts."""
    rows = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1)
    number = 0
    try:
        header = [cell.strip().lower() for cell in next(((n, row) for n, row in rows if any(row)), (0, []))[1]]
        for name_again in sorted({key for key in header if key and header.count(key) > 1}):
            yield Fault(name, f"column '{name_again}'", "there twice, so only the first is used", "rename one of them")
        for number, cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header):
                cause = f"{len(cells)} cells where the header has {len(header)}"
                yield Fault(name, f"row {number}", cause, f"put a cell that holds '{delimiter}' in quotation marks")
                continue
            padded = cells + [""] * (len(header) - len(cells))
            fields: dict[str, str] = {}
            for key, cell in zip(header, padded, strict=True):
                fields.setdefault(key, cell.strip())
            fields.pop("", None)
            yield Row(f"row {number}", fields)
        if _is_open(text):
            yield Fault(
                name, f"row {number}", "a quotation mark is not closed, so it may hold rows", "close or double it"
            )
    except csv.Error as error:
        raise InputError(
            f"{name}, after row {number}: not a table ({error}).",
            "Open it in a spreadsheet and save it again as CSV.",
        ) from error


def _is_open(text: str) -> bool:
    """Say whether the table ends inside a quoted cell: within one, a quotation mark is written twice."""
    return text.count('"') % 2 == 1


def _record(record: object, place: str, name: str) -> Iterator[Row | Fault]:
    """Yield an object as a row; a value that is not text or a number is a fault."""
    if not isinstance(record, dict):
        yield Fault(name, place, "not an object", "give an object with id and title")
        return
    fields = {}
    for key, value in record.items():
        if isinstance(value, dict | list):
            cause = f"'{key}' holds {'an object' if isinstance(value, dict) else 'a list'}"
            yield Fault(name, place, cause, "give plain text; the field was not used")
        elif value is not None:
            fields[key.strip().lower()] = str(value).strip()
    yield Row(place, fields)
