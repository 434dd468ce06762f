"""A whole catalogue in one file: columns that are read when they are asked for, work items made when they are.

The file is Arrow IPC, packed with LZ4. Measured with 114,073 records (titles, scopes, 14 columns), in a fresh process
that imports the library and makes lists of the ids, titles and scopes; beside it the size of the file:

    Arrow IPC, LZ4     0.15 s    30 MB        DuckDB             0.24 s    39 MB
    Arrow IPC, plain   0.13 s    98 MB        SQLite             0.16 s   111 MB
    Arrow IPC, zstd    0.17 s    20 MB        JSON, by column    0.80 s    98 MB
    Parquet, zstd      0.30 s    17 MB        JSON Lines         0.53 s   110 MB

Work items of all records take another 0.7 s, so they are made one by one, when they are asked for. The text
formats stay what people exchange: a catalogue file can always be made again from them.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overlap.errors import InputError
from overlap.items.lazy import Lazy
from overlap.model import Committee, Corpus, Statement, WorkItem
from overlap.store.files import digest_of, write_all

if TYPE_CHECKING:
    import pyarrow as pa

FORM = 1
"""Of the file; one of another form is not read but made again."""
_KEY = b"overlap"
_COLUMNS = tuple(each.name for each in fields(WorkItem) if each.name not in ("members", "work"))
_MANY = frozenset(("relations", "joint_with", "aliases"))
_AT_ONCE = 8192
"""So many work items are made in one go when all are walked through."""


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

    def __init__(self, path: Path, columns: Sequence[str], size: int, digest: str) -> None:
        self.digest = digest
        """SHA-256 of all columns: equal for equal work items."""
        self._path = path
        self._columns = tuple(columns)
        self._size = size
        self._read: dict[str, pa.Array] = {}

    def __len__(self) -> int:
        return self._size

    def at(self, place: int) -> WorkItem:
        """Make one work item."""
        return _item({name: self._array(name)[place].as_py() for name in self._columns})

    def __iter__(self) -> Iterator[WorkItem]:
        for start in range(0, self._size, _AT_ONCE):
            lists = [self._array(name).slice(start, _AT_ONCE).to_pylist() for name in self._columns]
            for row in zip(*lists, strict=True):
                yield _item(dict(zip(self._columns, row, strict=True)))

    def column(self, name: str) -> list[Any]:
        """Give one field of every work item, without making them: a text, or a list of texts where it holds several."""
        if name not in _COLUMNS:
            raise KeyError(name)
        if name in self._columns:
            values: list[Any] = self._array(name).to_pylist()
            return values
        return [[] if name in _MANY else "" for _ in range(self._size)]

    def _array(self, name: str) -> "pa.Array":
        """Read a column once; the file holds one batch."""
        if name not in self._read:
            reader = _open(self._path, [self._columns.index(name)])
            self._read[name] = reader.get_batch(0).column(0)
        return self._read[name]


def write(corpus: Corpus, path: Path, origin: Origin = Origin()) -> str:
    """Write a corpus whole or not at all, and give the digest of its work items.

    Its faults are not in it: they belong to the reading. Members folded into a work item become rows of their own.
    Raises OutputError.
    """
    import pyarrow as pa
    from pyarrow import ipc

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
    text, texts = pa.string(), pa.list_(pa.string())
    schema = pa.schema(
        [(name, texts if name in _MANY else text) for name in columns],
        metadata={_KEY: json.dumps(about).encode()},
    )
    batch = pa.record_batch([pa.array(columns[each.name], each.type) for each in schema], schema=schema)
    sink = pa.BufferOutputStream()
    with ipc.new_file(sink, schema, options=ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write_batch(batch)
    write_all({path: sink.getvalue().to_pybytes()})
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
    columns, about = _about(path)
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
    told: Mapping[str, Any] = _about(path)[1].get("origin", {})
    known = [each.name for each in fields(Origin) if each.name in told]
    values: dict[str, Any] = {name: tuple(one) if isinstance(one := told[name], list) else one for name in known}
    return Origin(**values)


def _about(path: Path) -> tuple[list[str], dict[str, Any]]:
    schema = _open(path).schema
    try:
        about = json.loads((schema.metadata or {})[_KEY])
    except (KeyError, ValueError) as error:
        raise _no_catalogue(path) from error
    return schema.names, about


def _open(path: Path, columns: Sequence[int] | None = None) -> "pa.ipc.RecordBatchFileReader":
    import pyarrow as pa
    from pyarrow import ipc

    try:
        options = ipc.IpcReadOptions(included_fields=None if columns is None else list(columns))
        return ipc.open_file(pa.memory_map(str(path)), options=options)
    except (pa.ArrowInvalid, OSError) as error:
        raise _no_catalogue(path) from error


def _no_catalogue(path: Path) -> InputError:
    return InputError(
        f"{path}: not a catalogue that overlap wrote, or damaged.",
        "'overlap corpus remove' takes it away; then import it again.",
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
        texts = ("\x1f".join(each) for each in values) if name in _MANY else values
        found.update("\x1e".join(texts).encode())
    return found.hexdigest()
