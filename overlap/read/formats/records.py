"""JSON and JSON Lines: one record an entry."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NoReturn

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Record, Records
from overlap.read.formats.encoding import decode

_ARRAY = "Give an array of objects, one a work item."
_HALF_CHARACTER = re.compile(r"\\u[dD][89abAB]\w\w(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]\w\w)\\u[dD][c-fC-F]\w\w")


def read_json(data: bytes, source: str) -> Records:
    """Read an array of objects, a single object, or one object a line."""
    decoded = decode(data, source)
    text, keys = decoded.text, Keys(source)
    try:
        value = _load(text, keys)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and _begins_with_a_line(text):
            return Records(source, "JSON Lines file", chain(decoded.faults, _read_lines(text, source)))
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
    return Records(source, "JSON file", chain(decoded.faults, keys.faults(), entries(value, source)))


def read_jsonl(data: bytes, source: str) -> Records:
    """Read one object a line; a line that is not JSON is a fault, and the rest is still read."""
    decoded = decode(data, source)
    return Records(source, "JSON Lines file", chain(decoded.faults, _read_lines(decoded.text, source)))


def entries(value: object, source: str) -> Iterator[Record | Fault]:
    """Go through the entries of a list, or take an object as the only one."""
    if isinstance(value, list):
        for number, entry in enumerate(value, start=1):
            yield _entry(entry, f"item {number}", source)
    else:
        yield _entry(value, "", source)


class Number(str):
    """A number, as it is written."""

    __slots__ = ()


class Keys:
    """Tells the keys that stand in one object twice."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._twice: Counter[str] = Counter()

    def note(self, names: Sequence[str]) -> None:
        """Take note of the keys of one object."""
        if len(set(names)) < len(names):
            self._twice.update({name: count - 1 for name, count in Counter(names).items() if count > 1})

    def object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        """Make an object; of a key that is there twice the last value stands, as it does for other programs."""
        made = dict(pairs)
        if len(made) < len(pairs):
            self.note([key for key, _ in pairs])
        return made

    def faults(self, place: str = "") -> Iterator[Fault]:
        """Tell the keys that were there twice, and forget them."""
        for key, count in self._twice.items():
            more = f", and so {count - 1} more times" if count > 1 else ""
            cause = f"the key '{key[:40]}' is there twice in one object{more}; the last value was taken"
            yield Fault(self._source, place, cause, "keep one of the two")
        self._twice.clear()


def _read_lines(text: str, source: str) -> Iterator[Record | Fault]:
    keys = Keys(source)
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = _load(line, keys)
        except (ValueError, RecursionError):
            yield Fault(source, f"line {number}", "not a JSON object, so left out", "put one whole object on each line")
        else:
            yield from keys.faults(f"line {number}")
            yield _entry(value, f"line {number}", source)


def _entry(value: object, place: str, source: str) -> Record | Fault:
    if isinstance(value, dict) or (isinstance(value, str) and value.strip()):
        return Record(place, value)
    return Fault(source, place, "not an object, so left out", "give an object with id and title")


def _begins_with_a_line(text: str) -> bool:
    try:
        return isinstance(_load(text.lstrip().partition("\n")[0], Keys("")), dict)
    except (ValueError, RecursionError):
        return False


def _load(text: str, keys: Keys) -> object:
    """Parse with numbers as they are written; half a surrogate pair, which no file can hold, becomes U+FFFD."""
    if "\\ud" in text or "\\uD" in text:
        text = _HALF_CHARACTER.sub(r"\\ufffd", text)
    return json.loads(text, parse_int=Number, parse_float=Number, parse_constant=_refuse, object_pairs_hook=keys.object)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"it holds {constant}")
