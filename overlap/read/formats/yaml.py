"""YAML, as Relaton writes it; the only module that knows the `yaml` library."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Record, Records
from overlap.read.formats.encoding import decode
from overlap.read.formats.records import Keys, entries

_DEEPEST = 100
"""Levels; the parser calls itself for each, and Python ends at about 1000 calls."""
_MANY_ALIASES = 1000
"""Fewer are not worth the time of counting what they swell to."""
_MOST_SWOLLEN = 20
"""So many times the text written may be what its aliases make of it."""
_WIDE = "\n" + 48 * " "
"""An indentation so wide is one of many levels."""
_IN_ONE_LINE = re.compile(r"[-?:][ \t]+[-?:][ \t]")
_LINE_ENDS = ("\r\n", "\r", "\x85", "\u2028", "\u2029")
_REMEDY = "Correct it there; the file should hold one record, a list of them, or one in each document."


def read_yaml(data: bytes, source: str) -> Records:
    """Read every document of a stream, its values as text; aliases stand for the one value they name."""
    decoded = decode(data, source)
    text, keys = decoded.text, Keys(source)
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    documents = _load(text, source, keys)
    found = entries(documents[0], source) if len(documents) == 1 else _each(documents, source)
    return Records(source, "YAML file", chain(decoded.faults, keys.faults(), found))


def load_yaml(text: str, source: str) -> object:
    """Load the one value of a text, its scalars as text; None when it holds none. Raises InputError."""
    return next(iter(_load(text, source, Keys(source))), None)


def _each(documents: list[Any], source: str) -> Iterator[Record | Fault]:
    for number, document in enumerate(documents, start=1):
        for entry in entries(document, source):
            place = f"document {number}, {entry.place}" if entry.place else f"document {number}"
            if isinstance(entry, Record):
                yield Record(place, entry.value)
            else:
                yield Fault(source, place, entry.cause, entry.remedy)


def _load(text: str, source: str, keys: Keys) -> list[Any]:
    import yaml

    loader = _loader(keys)
    try:
        if _may_be_deep(text) and _is_deep(yaml.parse(text, Loader=loader)):
            raise _too_deep(source)
        if text.count("*") > _MANY_ALIASES and _is_swollen(yaml.parse(text, Loader=loader), len(text)):
            raise InputError(f"{source}: its aliases repeat so much text that it cannot be read.", "Write it out.")
        return [document for document in yaml.load_all(text, Loader=loader) if document]
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in (error.problem or ""):  # libyaml 0.2.6 has a limit of its own
            raise _too_deep(source) from error
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise InputError(f"{source}{where}: not YAML ({error.problem or error.context}).", _REMEDY) from error
    except yaml.reader.ReaderError as error:
        raise InputError(f"{source}{_at(text)}: not YAML ({error.reason}).", _REMEDY) from error
    except yaml.YAMLError as error:
        raise InputError(f"{source}: not YAML ({error}).", _REMEDY) from error
    except RecursionError as error:
        raise _too_deep(source) from error


def _loader(keys: Keys) -> Any:  # noqa: ANN401 -- the C loader is there in some builds only
    """Make a loader that takes note of the keys of every object."""
    import yaml

    base = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

    def construct(self: Any, node: Any, deep: bool = False) -> Any:  # noqa: ANN401 -- of the yaml library
        keys.note([key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)])
        return base.construct_mapping(self, node, deep)

    return type("Loader", (base,), {"construct_mapping": construct})


def _may_be_deep(text: str) -> bool:
    """Say whether it could be nested so deeply that the C loader crashes, judged from what costs next to nothing.

    A level costs one more column, or a second indicator in the same line, or a bracket.
    """
    return text.count("[") + text.count("{") > _DEEPEST or _WIDE in "\n" + text or _IN_ONE_LINE.search(text) is not None


def _is_deep(events: Iterator[Any]) -> bool:
    """Count the levels exactly; the C parser does so without recursion."""
    depth = 0
    for event in events:
        name = type(event).__name__
        depth += name.endswith("StartEvent") - name.endswith("EndEvent")
        if depth > _DEEPEST:
            return True
    return False


def _is_swollen(events: Iterator[Any], size: int) -> bool:
    """Say whether the aliases make far more text than is written."""
    sizes: dict[str, int] = {}
    open_nodes: list[tuple[str, int]] = []
    total = 0
    for event in events:
        name = type(event).__name__
        if name in ("SequenceStartEvent", "MappingStartEvent"):
            open_nodes.append((event.anchor or "", total))
        elif name in ("SequenceEndEvent", "MappingEndEvent"):
            anchor, before = open_nodes.pop()
            sizes[anchor] = total - before
        elif name == "ScalarEvent":
            total += len(event.value)
            sizes[event.anchor or ""] = len(event.value)
        elif name == "AliasEvent":
            total += sizes.get(event.anchor, 0)
        if total > size * _MOST_SWOLLEN + 2**20:
            return True
    return False


def _too_deep(source: str) -> InputError:
    return InputError(f"{source}: nested too deeply.", f"Give records of at most {_DEEPEST} levels.")


def _at(text: str) -> str:
    """Find the first character that YAML does not allow."""
    found = re.search("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    if not found:
        return ""
    before = text[: found.start()]
    return f", line {before.count(chr(10)) + 1}, column {found.start() - before.rfind(chr(10))}"
