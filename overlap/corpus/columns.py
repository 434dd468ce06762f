"""The file of a catalogue: columns of texts, packed some rows at a time, so that one row or one column is read quickly.

It begins with a line that says what it is. Blocks follow, column after column, each the values of some rows as JSON,
deflated; then the footer, which says where they are and what the catalogue is; then the length of the footer. Each
block and the footer carry a checksum (zlib, RFC 1950), so damage is found where it is.

90,096 records (42 MB of scopes, 13 columns) take 18 MB and 0.3 s to read whole. Arrow IPC takes 30 MB and 0.15 s, but
comes with 170 MB of library, whose import takes as long as reading what a check needs.
"""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

_MAGIC = b"overlap catalogue\n"
_TOGETHER = 64
"""Rows of a block: fewer make one row quicker to read, more make a column smaller."""
_LEVEL = 3
_SIZE = 8
"""Bytes of the length of the footer."""
_SHARED_BLOCKS = 64
"""So many blocks are kept unpacked: rows that stand together are often asked for together."""


class DamageError(Exception):
    """What is in the file is not what was written."""


@dataclass(slots=True)
class Columns:
    """A file that was opened: what it says of itself, and where its blocks are."""

    path: Path
    about: Mapping[str, Any]
    blocks: Mapping[str, Sequence[int]]
    """For each column where its blocks begin, and where the last one ends."""
    _unpacked: dict[tuple[str, int], list[Any]] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read the footer. Raises DamageError for what is no such file, OSError for what cannot be read."""
        with path.open("rb") as file:
            whole = file.seek(0, 2)
            if whole < len(_MAGIC) + _SIZE:
                raise DamageError
            file.seek(0)
            is_one = file.read(len(_MAGIC)) == _MAGIC
            file.seek(whole - _SIZE)
            size = int.from_bytes(file.read(_SIZE), "big")
            if not is_one or size > whole - _SIZE:
                raise DamageError
            file.seek(whole - _SIZE - size)
            footer = _unpack(file.read(size))
        if not isinstance(footer, dict) or not {"about", "blocks"} <= {*footer}:
            raise DamageError
        return cls(path, footer["about"], footer["blocks"])

    @property
    def names(self) -> tuple[str, ...]:
        """Name the columns."""
        return tuple(self.blocks)

    def read(self, name: str) -> Iterator[Any]:
        """Yield the values of a column. Raises DamageError."""
        places = self.blocks[name]
        with self.path.open("rb") as file:
            file.seek(places[0])
            for start, end in pairwise(places):
                yield from _unpack(file.read(end - start))

    def at(self, name: str, place: int) -> Any:  # noqa: ANN401 -- a text, or a list of texts
        """Give the value of a column in a row. Raises DamageError."""
        number, row = divmod(place, _TOGETHER)
        found = self._unpacked.get((name, number))
        if found is None:
            places = self.blocks[name]
            with self.path.open("rb") as file:
                file.seek(places[number])
                found = _unpack(file.read(places[number + 1] - places[number]))
            if len(self._unpacked) >= _SHARED_BLOCKS * len(self.blocks):
                self._unpacked.clear()
            self._unpacked[name, number] = found
        return found[row]


def pack(columns: Mapping[str, Sequence[Any]], about: Mapping[str, Any]) -> bytes:
    """Give the bytes of a file; a column holds texts, or sequences of texts."""
    packed = bytearray(_MAGIC)
    blocks: dict[str, list[int]] = {}
    for name, values in columns.items():
        places = blocks[name] = [len(packed)]
        for start in range(0, len(values), _TOGETHER):
            packed += _pack(values[start : start + _TOGETHER])
            places.append(len(packed))
    footer = _pack({"about": about, "blocks": blocks})
    return bytes(packed + footer + len(footer).to_bytes(_SIZE, "big"))


def _pack(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def _unpack(packed: bytes) -> Any:  # noqa: ANN401 -- what was packed
    try:
        return json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    except (ValueError, zlib.error) as error:
        raise DamageError from error
