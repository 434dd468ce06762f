"""JSON and JSON Lines: one record an entry."""

import json
import re
from collections.abc import Iterator
from typing import NoReturn

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Record, Records
from overlap.read.formats.encoding import decode

_ARRAY = "Give an array of objects, one a work item."
_HALF_CHARACTER = re.compile(r"\\u[dD][89abAB]\w\w(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]\w\w)\\u[dD][c-fC-F]\w\w")


def read_json(data: bytes, source: str) -> Records:
    """Read an array of objects, a single object, or one object a line."""
    text = decode(data, source)
    try:
        value = _load(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and _begins_with_a_line(text):
            return Records(source, "JSON Lines file", _read_lines(text, source))
        raise InputError(
            f"{source}, line {error.lineno}, column {error.colno}: not JSON ({error.msg}).",
            "Correct it there; a file with one object a line needs the suffix .jsonl.",
        ) from error
    except RecursionError as error:
        raise InputError(f"{source}: nested too deeply.", _ARRAY) from error
    except ValueError as error:
        raise InputError(f"{source}: not JSON ({error}).", "Write null, or leave the entry out.") from error
    if not isinstance(value, list | dict):
        raise InputError(f"{source}: neither an array nor an object.", _ARRAY)
    return Records(source, "JSON file", entries(value, source))


def read_jsonl(data: bytes, source: str) -> Records:
    """Read one object a line; a line that is not JSON is a fault, and the rest is still read."""
    return Records(source, "JSON Lines file", _read_lines(decode(data, source), source))


def entries(value: object, source: str) -> Iterator[Record | Fault]:
    """Go through the entries of a list, or take an object as the only one."""
    if isinstance(value, list):
        for number, entry in enumerate(value, start=1):
            yield _entry(entry, f"item {number}", source)
    else:
        yield _entry(value, "", source)


def _read_lines(text: str, source: str) -> Iterator[Record | Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = _load(line)
        except (ValueError, RecursionError):
            yield Fault(source, f"line {number}", "not a JSON object", "put one whole object on each line")
        else:
            yield _entry(value, f"line {number}", source)


def _entry(value: object, place: str, source: str) -> Record | Fault:
    if isinstance(value, dict):
        return Record(place, value)
    return Fault(source, place, "not an object", "give an object with id and title")


def _begins_with_a_line(text: str) -> bool:
    try:
        return isinstance(_load(text.lstrip().partition("\n")[0]), dict)
    except (ValueError, RecursionError):
        return False


def _load(text: str) -> object:
    """Parse with numbers as they are written; half a surrogate pair, which no file can hold, becomes U+FFFD."""
    if "\\ud" in text or "\\uD" in text:
        text = _HALF_CHARACTER.sub(r"\\ufffd", text)
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"it holds {constant}")
