"""What came out of a list, beside what should have."""

import re
from collections.abc import Sequence
from pathlib import Path

from overlap.errors import InputError
from overlap.read import parsing
from overlap.read.parsing import Request
from overlap.read.reading import Reading, Row
from overlap.settings import AS_WRITTEN
from overlap.text.identifiers import parse
from tests.listings.items import Item
from tests.listings.layouts import Layout


def faults(layout: Layout, found: Sequence[Item], data: bytes | None = None) -> list[str]:
    """Say what is wrong with what comes out of a list of documents: each once, with its number and title, no other."""
    read = _read(layout, data if data is not None else layout.write(found))
    if isinstance(read, InputError):
        return [f"refused: {read}"]
    rows = list(read.rows)
    wrong = []
    for item in found:
        row = next((each for each in rows if _is_of(each, item, layout)), None)
        if row is None:
            near = next((dict(each.fields) for each in rows if _names(each, item)), None)
            wrong.append(f"missing {item.id} | {item.title}" + (f": {near}" if near else ""))
        else:
            rows.remove(row)
    wrong += [f"came out {dict(row.fields)}" for row in rows]
    return wrong


def _read(layout: Layout, data: bytes) -> Reading | InputError:
    from overlap.read.formats import READERS

    name = Path("list").with_suffix(layout.suffix)
    if layout.suffix not in READERS:
        return InputError(f"{name}: no reader.", "")
    return parsing.parse(Request(layout.suffix, data, str(name), AS_WRITTEN))


def _names(row: Row, item: Item) -> bool:
    return _plain(item.id) in _plain(" ".join(row.fields.values()))


def _is_of(row: Row, item: Item, layout: Layout) -> bool:
    identifier, title = row.fields.get("id", ""), row.fields.get("title", "")
    if not _is_same(identifier, item.id):
        return False
    if layout.has_scopes and _plain(item.scope) not in _plain(row.fields.get("scope", row.fields.get("summary", ""))):
        return False
    return _plain(title) == _plain(item.title) if layout.has_titles else _plain(title) in ("", _plain(identifier))


def _is_same(got: str, wanted: str) -> bool:
    """Say whether two spellings are of one number: as they stand, or as they are known."""
    if _plain(got) == _plain(wanted):
        return True
    return bool(got) and {*parse(got).numbers} == {*parse(wanted).numbers} != set()


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
