"""A file for programs → work items or mandate statements, each record by the shape that its keys show.

A new shape is one function and one line in SHAPES.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from typing import Any

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Record, Records, Table
from overlap.read.formats.records import Number
from overlap.read.kinds import (
    columns,
    committees,
    itu_records,
    list_heads,
    naming,
    nesting,
    open_data,
    references,
    relaton,
    rows,
    values,
)
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text.suggestions import did_you_mean

Value = Mapping[str, Any]
Found = Row | Fault | Ignored

_NEEDED = "give 'id' and 'title' for a work item, or 'text' for a mandate statement"
_OF_WORDS = ("title", "text", "scope", "summary")
_SAMPLE = 200
"""So many records tell which key names them."""
_COMMITTEES = ("ISO Open Data committees", "description of committees")


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of record: how it is known, and how it is read."""

    kind: str
    fits: Callable[[Value], bool]
    read: Callable[[Value, str], Iterable[Found]]


def recognise(content: Records, settings: ReadSettings) -> Reading:
    """Read each record by its shape. Raises InputError when none can be used, or when the committee is not there."""
    found: list[tuple[str, Row]] = []
    faults: list[Fault] = []
    ignored: dict[Ignored, None] = {}
    headings: dict[str, str] = {}
    for kind, one in _read(content, settings, headings):
        if isinstance(one, Row):
            found.append((kind, one))
        elif isinstance(one, Ignored):
            ignored[one] = None
        else:
            faults.append(replace(one, source=content.source))
    if not found:
        raise _nothing(content.source, faults)
    if settings.mandate_of and any(kind in _COMMITTEES for kind, _ in found):
        found = _only(found, settings.mandate_of, content.source)
        names = {row.fields.get("body", "") for kind, row in found if kind in _COMMITTEES}
        ignored = {one: None for one in ignored if one.place.partition(",")[0] in names}
    commonest = Counter(kind for kind, _ in found).most_common(1)[0][0]
    found_rows = tuple(row if kind == commonest else replace(row, kind=kind) for kind, row in found)
    return Reading(
        content.source,
        content.format,
        commonest,
        found_rows,
        columns=headings,
        ignored=tuple(ignored),
        faults=tuple(faults),
    )


def _read(content: Records, settings: ReadSettings, headings: dict[str, str]) -> Iterator[tuple[str, Found]]:
    """Read the records; the keys of those of our own form, and their fields, are added to `headings`."""
    plain = cache(lambda keys: columns.fields_of(keys, settings))

    def is_record(value: object) -> bool:
        return isinstance(value, dict) and (
            _shape(value) is not None or not {"title", "text"}.isdisjoint(plain(_keys_of(nesting.flat(value))))
        )

    known = nesting.Known(is_record, _is_committee)
    entries: Iterator[Record | Fault] = chain.from_iterable(
        (entry,) if isinstance(entry, Fault) else nesting.unfold(entry, known) for entry in content.records
    )
    first = list(islice(entries, _SAMPLE))
    sample = _sample(first)
    fields_of = cache(lambda keys: _fields(keys, sample, settings))
    head_of = cache(lambda keys: list_heads.below(Table((), ""), 0, keys, fields_of(keys), sample.get(keys, ())))
    for entry in chain(first, entries):
        if isinstance(entry, Fault):
            yield "", entry
            continue
        value = _named(entry.value)
        shape = _shape(value)
        flat = nesting.flat(value) if isinstance(value, dict) else {}
        if shape and shape.kind == _COMMITTEES[1] and _are_work(_keys_of(flat), sample, fields_of):
            shape = None
        if isinstance(value, dict) and (works := nesting.works_of(value)):
            value, shape = {key: one for key, one in value.items() if key not in works}, _GROUP
        if shape and isinstance(value, dict):
            for one in shape.read(value, entry.place):
                yield shape.kind, one
        elif {"title", "text"} & {*(fields := fields_of(keys := _keys_of(flat)))}:
            headings |= {key: field for key, field in zip(keys, fields, strict=True) if field or key not in headings}
            kind = "list of work items" if "title" in fields else "list of mandate statements"
            for one in _own(flat, entry.place, head_of(keys)):
                yield kind, one
        else:
            yield "", _unknown(entry)


def _named(value: object) -> object:
    """Give a text that names a document as a record of its number and title."""
    named = references.part(value, ()) if isinstance(value, str) else {}
    return named if "id" in named else value


def _are_work(
    keys: tuple[str, ...],
    sample: Mapping[tuple[str, ...], list[list[str]]],
    fields_of: Callable[[tuple[str, ...]], Sequence[str]],
) -> bool:
    """Say whether records that name a committee, and who leads it, are its work: they have titles, and it is one."""
    return "title" in fields_of(keys) and not committees.are_described(keys, sample.get(keys, ()))


def _is_committee(value: object) -> bool:
    return (shape := _shape(value)) is not None and shape.kind in _COMMITTEES


def _keys_of(value: Value) -> tuple[str, ...]:
    return tuple(map(str, value))


def _sample(entries: Sequence[Record | Fault]) -> Mapping[tuple[str, ...], list[list[str]]]:
    """Give what some records hold, as rows of a table for each set of keys."""
    rows_of: dict[tuple[str, ...], list[list[str]]] = {}
    for entry in entries:
        if isinstance(entry, Record) and isinstance(entry.value, dict):
            flat = nesting.flat(entry.value)
            rows_of.setdefault(_keys_of(flat), []).append(_cells(flat))
    return rows_of


def _cells(value: Value) -> list[str]:
    """Give what a record holds, as the row of a table."""
    return [nesting.text(one) or "" for one in value.values()]


def _fields(
    keys: tuple[str, ...], sample: Mapping[tuple[str, ...], list[list[str]]], settings: ReadSettings
) -> list[str]:
    """Give the fields of the keys of a record; one without an identifier is read as most others with its keys are."""
    own = columns.fields_of(keys, settings, sample.get(keys, ()))
    if "id" in own:
        return own
    for other in sorted(sample, key=lambda each: -len(sample[each])):
        known = dict(zip(other, columns.fields_of(other, settings, sample[other]), strict=True))
        named = {known.get(key, "") for key in keys}
        if other != keys and {"id", "title"} <= named and len({*keys} & {*other}) * 2 > len(other):
            return [known.get(key, "") for key in keys]
    return own


def _shape(value: object) -> Shape | None:
    if not isinstance(value, dict):
        return None
    return next((shape for shape in SHAPES if shape.fits(value)), None)


def _unknown(record: Record) -> Fault:
    if not isinstance(record.value, dict):
        return Fault("", record.place, "not an object, so left out", "give an object with id and title")
    keys = ", ".join(f"'{str(key)[:40]}'" for key in list(record.value)[:8])
    more = ", …" if len(record.value) > 8 else ""
    texts = {key: naming.words([one]) for key, one in nesting.flat(record.value).items() if isinstance(one, str)}
    likely = max(texts, key=lambda key: texts[key], default="")
    hint = f', or say which key is the title: --column title="{likely}"' if texts.get(likely, 0) > 1 else ""
    cause = f"a record of no known kind, with {keys}{more}, so left out" if keys else "empty, so left out"
    return Fault("", record.place, cause, f"{_NEEDED}{hint}")


def _nothing(source: str, faults: list[Fault]) -> InputError:
    if not faults:
        return InputError(f"{source}: holds no record.", f"{_NEEDED[0].upper()}{_NEEDED[1:]}.")
    first = faults[0]
    where = f"{source}, {first.place}" if first.place else source
    more = f" ({len(faults)} records like this)" if len(faults) > 1 else ""
    return InputError(f"{where}: {first.cause}{more}.", f"{first.remedy[0].upper()}{first.remedy[1:]}.")


def _only(found: list[tuple[str, Row]], wanted: str, source: str) -> list[tuple[str, Row]]:
    """Leave out the statements of other committees."""
    key = _key(wanted)
    own = [(kind, row) for kind, row in found if kind not in _COMMITTEES or key in _keys(row.fields.get("body", ""))]
    if any(kind in _COMMITTEES for kind, _ in own):
        return own
    names = [row.fields["body"] for kind, row in found if kind in _COMMITTEES and "body" in row.fields]
    example = f"Write it as in the file, for example '{names[0]}'." if names else "It names no committee."
    raise InputError(
        f"{source}: no committee '{wanted}' in it.",
        f"{did_you_mean(wanted, names)}{example}",
    )


def _key(name: str) -> str:
    return "".join(name.split()).casefold()


def _keys(name: str) -> tuple[str, ...]:
    """Give what a committee may be called: with its publisher and without."""
    publisher = values.publisher(name)
    return (_key(name), _key(name.removeprefix(publisher).lstrip("/ ")))


def _own(value: Value, place: str, head: list_heads.List) -> Iterator[Found]:
    """Read a record as a row of a list; a value that is not text, or a list of texts, is a fault."""
    cells = []
    for key, field, one in zip(head.names, head.fields, value.values(), strict=True):
        cell = nesting.text(one)
        what = ""
        if cell is None:
            what = f"holds {'an object' if isinstance(one, dict) else 'a list'}"
        elif field in _OF_WORDS and isinstance(one, bool | Number):
            what = f"holds {cell.lower()}"
        if what:
            yield Fault("", place, f"'{key}' {what}, so it was not used", "give plain text")
        cells.append("" if what or cell is None else cell)
    where = {
        field: f"key '{key}'" for key, field in zip(head.names, head.fields, strict=True) if field and key != field
    }
    row = rows.item(head, cells, place)
    yield replace(row, where=where)


def _has(*keys: str) -> Callable[[Value], bool]:
    return lambda value: all(key in value for key in keys)


def _nests(key: str) -> Callable[[Value], bool]:
    return lambda value: isinstance(value.get(key), list | dict)


def _describes_a_committee(value: Value) -> bool:
    return committees.are_described(_keys_of(value), [_cells(value)])


_GROUP = Shape(_COMMITTEES[1], _describes_a_committee, committees.read)
"""A group and its scope, also where nothing but its works says that it is one."""
SHAPES = (
    Shape("Relaton record", _nests("docidentifier"), relaton.record),
    Shape("Relaton record", _nests("docid"), relaton.record),
    Shape("ISO Open Data deliverables", _has("reference", "deliverableType"), open_data.deliverables),
    Shape(
        _COMMITTEES[0],
        lambda value: _has("reference", "secretariat", "scope")(value) and _describes_a_committee(value),
        open_data.committee,
    ),
    Shape("ITU Recommendation record", _has("rec_name", "rec_title"), itu_records.header),
    Shape("ITU list of Recommendations", _has("rec_name", "title"), itu_records.listed),
    _GROUP,
    Shape("ITU search results", _has("Title", "Collection", "Identifier"), itu_records.found),
)
"""In this order: the first that fits a record reads it; one that none fits is a row of a list if its keys say so."""
