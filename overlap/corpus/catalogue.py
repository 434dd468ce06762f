"""A whole catalogue in one file: columns that are read when they are asked for, work items made when they are.

The form is in `columns`. Work items of 114,000 records take 0.7 s, so they are made one by one, when they are asked
for. The text formats stay what people exchange: a catalogue file can always be made again from them.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from overlap.corpus.columns import Columns, DamageError, pack
from overlap.errors import InputError
from overlap.items.lazy import Lazy
from overlap.model import Committee, Corpus, Statement, WorkItem
from overlap.store.files import digest_of, write_all

FORM = 2
"""Of the file; one of another form is not read but made again. Form 1 was Arrow IPC."""
_ARROW = b"ARROW1"
"""How a file of form 1 begins. What it says of itself stands in it as JSON, which is all that is read of it."""
_COLUMNS = tuple(each.name for each in fields(WorkItem) if each.name not in ("members", "work"))
_NEXT = "\x1e"
"""Stands between two values of a column where they are reduced to a number, so many at a time."""
_TOGETHER = 4096
_MANY = frozenset(("relations", "joint_with", "aliases"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a catalogue comes from, so that it can be made again."""

    kind: str = ""
    """As in `corpus import KIND`; empty for any list."""
    source: str = ""
    """The publisher's source that was fetched; empty for files of the user's own."""
    files: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    sha256: str = ""
    """Of what was read."""
    committees: tuple[str, ...] = ()
    """The only ones taken; all if there are none."""
    title: str = ""
    as_of: str = ""
    licence: str = ""
    program: str = ""
    """The version of overlap that read it."""


class Catalogue(Lazy[WorkItem]):
    """The work items of a catalogue file."""

    def __init__(self, path: Path, columns: Columns, size: int, digest: str) -> None:
        self.digest = digest
        """SHA-256 of all columns: equal for equal work items."""
        self._path = path
        self._columns = columns
        self._size = size

    def __len__(self) -> int:
        return self._size

    def at(self, place: int) -> WorkItem:
        """Make one work item. Raises InputError for a damaged file."""
        try:
            return _item({name: self._columns.at(name, place) for name in self._columns.names})
        except DamageError as error:
            raise _no_catalogue(self._path) from error

    def __iter__(self) -> Iterator[WorkItem]:
        names = self._columns.names
        lists = [self.column(name) for name in names]
        for row in zip(*lists, strict=True):
            yield _item(dict(zip(names, row, strict=True)))

    def column(self, name: str) -> list[Any]:
        """Give one field of every work item, without making them: a text, or a list of texts where it holds several.

        Raises InputError for a damaged file.
        """
        if name not in _COLUMNS:
            raise KeyError(name)
        if name not in self._columns.names:
            return [[] if name in _MANY else "" for _ in range(self._size)]
        try:
            values: list[Any] = list(self._columns.read(name))
        except DamageError as error:
            raise _no_catalogue(self._path) from error
        if len(values) != self._size:
            raise _no_catalogue(self._path)
        return values

    def is_whole(self) -> bool:
        """Read all of it, and say whether it is what was written."""
        try:
            return _digest({name: self.column(name) for name in self._columns.names}) == self.digest
        except InputError:
            return False


def write(corpus: Corpus, path: Path, origin: Origin = Origin()) -> str:
    """Write a corpus whole or not at all, and give the digest of its work items.

    Its faults are not in it: they belong to the reading. Members folded into a work item become rows of their own.
    Raises OutputError.
    """
    documents = [document for item in corpus.work_items for document in item.documents]
    every = {name: [getattr(each, name) for each in documents] for name in _COLUMNS}
    columns = {name: values for name, values in every.items() if name == "id" or any(values)}
    digest = _digest(columns)
    about = {
        "form": FORM,
        "items": len(documents),
        "digest": digest,
        "origin": asdict(origin),
        "corpus": _described(corpus),
    }
    write_all({path: pack(columns, about)})
    return digest


def _described(corpus: Corpus) -> dict[str, Any]:
    """Give all of a corpus but its work items, in the order in which it is written."""
    return {
        "name": corpus.name,
        "title": corpus.title,
        "as_of": corpus.as_of,
        "aliases": corpus.aliases,
        "bodies": corpus.bodies,
        "committees": [asdict(each) for each in corpus.committees],
        "provenance": corpus.provenance,
        "missing": corpus.missing,
        "mandate_missing": corpus.mandate_missing,
        "licence": corpus.licence,
        "mandate": [asdict(each) for each in corpus.mandate],
    }


def read(path: Path) -> Corpus:
    """Open a catalogue file; its columns are read when they are asked for.

    Raises InputError for what is none, and for one of another form.
    """
    columns = _open(path)
    about = columns.about
    if about.get("form") != FORM:
        program = about.get("origin", {}).get("program") or "another version"
        raise InputError(
            f"{path}: of form {about.get('form')}, written by overlap {program}; this one reads form {FORM}.",
            "'overlap corpus update' makes it again from where it came.",
        )
    told: Mapping[str, Any] = about["corpus"]
    return Corpus(
        name=told["name"],
        title=told["title"],
        as_of=told["as_of"],
        aliases=tuple(told["aliases"]),
        bodies=tuple(told["bodies"]),
        committees=tuple(Committee(**each) for each in told["committees"]),
        provenance=tuple(told["provenance"]),
        missing=tuple(told["missing"]),
        mandate_missing=tuple(told["mandate_missing"]),
        licence=told["licence"],
        work_items=Catalogue(path, columns, about["items"], about["digest"]),
        mandate=tuple(Statement(**each) for each in told["mandate"]),
        digest=_digest_of(told, about["digest"]),
    )


def origin_of(path: Path) -> Origin:
    """Tell where a catalogue file comes from, whatever its form. Raises InputError for what is none."""
    try:
        return origin_from(_open(path).about.get("origin", {}))
    except ValueError as error:
        raise _no_catalogue(path) from error


def origin_from(told: object) -> Origin:
    """Make an origin of what was kept of one, by this version or another. Raises ValueError for what is none."""
    import msgspec

    try:
        return msgspec.convert(told, Origin)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def _open(path: Path) -> Columns:
    try:
        return Columns.open(path)
    except DamageError as error:
        with path.open("rb") as file:
            if file.read(len(_ARROW)) == _ARROW:
                return Columns(path, _told_by_arrow(path, file.read()), {})
        raise _no_catalogue(path) from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}.", "Check the right to read it.") from error


def _told_by_arrow(path: Path, content: bytes) -> Mapping[str, Any]:
    """Take out of a file of form 1 what it says of itself."""
    try:
        at = content.index(b'{"form":')
        told: Mapping[str, Any] = json.JSONDecoder().raw_decode(content[at:].decode("utf-8", "replace"))[0]
    except (ValueError, RecursionError) as error:
        raise _no_catalogue(path) from error
    origin = told.get("origin")
    return {"form": 1, "origin": origin if isinstance(origin, dict) else {}}


def _no_catalogue(path: Path) -> InputError:
    return InputError(
        f"{path}: not a catalogue that overlap wrote, or damaged.",
        "'overlap corpus repair' makes it again from where it came.",
    )


def _item(values: dict[str, Any]) -> WorkItem:
    for name in _MANY:
        if name in values:
            values[name] = tuple(values[name])
    return WorkItem(**{"title": "", **values})


def _digest_of(told: Mapping[str, Any], items: str) -> str:
    """Give the digest of a whole corpus: the same wherever it was imported."""
    rest = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    return digest_of({"work_items": items, "about": hashlib.sha256(rest).hexdigest()})


def _digest(columns: Mapping[str, Sequence[Any]]) -> str:
    """Reduce the work items to a number; no text holds the control characters that part them."""
    found = hashlib.sha256(f"{len(columns['id'])}".encode())
    for name, values in columns.items():
        found.update(f"{name}\x1d".encode())
        for start in range(0, len(values), _TOGETHER):
            some = values[start : start + _TOGETHER]
            texts = ["\x1f".join(each) for each in some] if name in _MANY else some
            found.update(f"{_NEXT if start else ''}{_NEXT.join(texts)}".encode())
    return found.hexdigest()
