"""Records within records: what wraps a list of them, where a record keeps its fields, what a nested value says."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from overlap.read.content import Record
from overlap.read.kinds import headings, naming, values
from overlap.text import citations

_WRAPPERS = frozenset(
    (
        *("data", "results", "items", "records", "issues", "value", "values", "rows", "entries", "nodes", "edges"),
        *("docs", "hits", "work_items", "workitems", "standards", "documents", "deliverables", "projects", "result"),
    )
)
"""Keys of a list of records, in lower case; each of what is in it is told if it is none."""
_HOLDERS = ("fields", "attributes", "properties", "_source", "node", "record", "item", "data")
"""Keys of an object with the fields of the record around it."""
_NAMING = ("title", "name", "displayName", "value", "content", "text", "label", "key", "id", "#text", "@value", "_")
"""Keys of an object that stands for its name, the one wanted first."""
_DEEPEST = 4
_PLAIN_WORD = re.compile(r"[A-Z]?[a-z]+(?:[A-Z][a-z]+|[ _][a-z]+)*")
"""`legend`, `onTime`, `Under study`."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_GROUP = re.compile(r"(?:[A-Z-]+[\s/])*(?:TC|SC|WG|SG|JTC|PC|TG|JWG)[\s-]?\d+(?:/(?:TC|SC|WG|SG|JWG|TG)[\s-]?\d+)*")
"""What a group is called by: `ISO/TC 154/WG 5`, `WG 5`."""
_MOST_LEAVES = 20_000
_WORKS = frozenset(
    ("work_items", "workitems", "standards", "documents", "deliverables", "projects", "specifications", "specs")
)
"""Keys of what a group works on, which has a scope as well."""
_OF_WORK = frozenset(("stage", "status", "timing", "date", "scope", "summary", "type"))
"""Fields of a work item that the group which it belongs to has not."""
_ITS_OWN = frozenset(("id", "stage", "status", "timing", "date"))
"""One of these fields has a work item beside its title, and a person has none."""
_OF_AN_ITEM = (frozenset(("title",)), frozenset(("stage",)), frozenset(("timing",)), frozenset(("id", "scope")))
"""The fields of one of these make an object under a plain word an item."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a value by its keys: whether it is a record, and whether that of a committee."""

    is_record: Callable[[object], bool]
    is_committee: Callable[[object], bool]


def unfold(record: Record, known: Known) -> Iterator[Record]:
    """Give the records in an object that wraps lists of them, however deep; any other record as it is.

    A committee, and what has the number of a document, stand beside the work in them.
    """
    found = list(_within(record.value, record.place, known, _DEEPEST))
    yield from found or ([] if _is_empty(record.value) and not known.is_record(record.value) else [record])


def _is_empty(value: object) -> bool:
    return isinstance(value, dict) and any(one == [] and key.casefold() in _WRAPPERS for key, one in value.items())


def _within(value: object, place: str, known: Known, left: int) -> Iterator[Record]:
    if not isinstance(value, dict) or not left:
        return
    is_record = known.is_record
    if works := works_of(value):
        yield Record(place, value)
        for key, listed in works.items():
            for number, one in enumerate(listed, start=1):
                yield Record(f"{place}, {key} {number}".removeprefix(", "), {"id": one, "title": one})
        return
    lists = {key: one for key, one in value.items() if isinstance(one, list) and _is_list(str(key), one, is_record)}
    if known.is_committee(value):
        lists = {key: listed for key, listed in lists.items() if _are_work(key, listed)}
        if not lists:
            return
        yield _beside(value, lists, place)
    elif is_record(value) and not _only_wraps(value, lists, is_record):
        if not _is_group(value, lists, is_record):
            return
        if _is_document(value):
            yield _beside(value, lists, place)
    for key, listed in lists.items():
        before = "".join(f"{each}, " for each in (place, key if len(lists) > 1 else "") if each)
        for number, one in enumerate(listed, start=1):
            at = f"{before}item {number}"
            yield from tuple(_within(one, at, known, left - 1)) or (Record(at, one),)
    if not lists and value and _names_rows(value) and (all(map(is_record, value.values())) or _is_table(value)):
        for key, one in value.items():
            yield Record(f"{place}, '{key}'".removeprefix(", "), {"id": key, **one})
    elif not lists:
        for key, one in value.items():
            inner = one if isinstance(one, list) else [one]
            for number, each in enumerate(inner, start=1):
                at = ", ".join(filter(None, [place, f"{key} {number}"])) if isinstance(one, list) else place
                yield from _within(each, at, known, left - 1)


def works_of(value: object) -> Mapping[str, Sequence[str]]:
    """Give the lists of documents that a group keeps by their numbers alone; none of what is no group.

    Beside a work item the same list is what it is related to.
    """
    if not isinstance(value, dict) or not _is_called_a_group(value):
        return {}
    lists = {key: one for key, one in value.items() if key.casefold() in _WORKS and isinstance(one, list)}
    return {key: listed for key, listed in lists.items() if listed and all(map(_is_number, listed))}


def _is_called_a_group(value: Mapping[str, object]) -> bool:
    """Say whether an object is a group: its own name is that of one, and it is no document and no work item."""
    fields = {key: _field(key) for key in value}
    if _is_document(value) or not {*fields.values()}.isdisjoint(_ITS_OWN - {"id"}):
        return False
    own = [key for key, field in fields.items() if field in ("id", "title") or headings.words(key) in headings.names()]
    said = [one for key in own or fields if isinstance(one := value[key], str)]
    return any(map(_GROUP.fullmatch, said)) and not any(map(naming.is_document, said))


def _is_number(value: object) -> bool:
    return isinstance(value, str) and (bool(citations.find(value)) or naming.is_document(value))


def _are_work(key: str, listed: Sequence[object]) -> bool:
    """Say whether the records in a list of a committee are its work, and no persons, meetings or groups below it."""
    if _field(key) or headings.words(key) in headings.of_groups():
        return False
    fields = [_fields(flat(one)) if isinstance(one, dict) else frozenset[str]() for one in listed]
    return all("title" in each and each & _ITS_OWN for each in fields)


def _fields(value: Mapping[str, object]) -> frozenset[str]:
    """Give the fields of an object, without the name that a person or a value of a legend has as well."""
    return frozenset(_field(key) for key in value if headings.words(str(key)) not in headings.names())


def _is_document(value: Mapping[str, object]) -> bool:
    """Say whether an object has the number of a document."""
    return any(_field(key) == "id" and naming.is_document(text(one) or "") for key, one in value.items())


def _beside(value: Mapping[str, object], lists: Mapping[str, object], place: str) -> Record:
    """Give a record without the lists of others in it."""
    return Record(place, {key: one for key, one in value.items() if key not in lists})


def _names_rows(value: Mapping[str, object]) -> bool:
    """Say whether the keys of an object may name rows: a plain word does only where the row has what an item has.

    Else it names a part of the file, or a value of a legend.
    """
    return all(
        not _PLAIN_WORD.fullmatch(str(key))
        or (isinstance(one, dict) and (_is_document(one) or any(each <= _fields(one) for each in _OF_AN_ITEM)))
        for key, one in value.items()
    )


def _is_table(value: Mapping[str, object]) -> bool:
    """Say whether an object holds plain objects with the same keys, each under the name of its row."""
    rows = [one for one in value.values() if isinstance(one, dict)]
    alike = len(rows) == len(value) > 1 and all(row.keys() == rows[0].keys() for row in rows)
    return alike and not any(isinstance(cell, dict | list) for row in rows for cell in row.values())


def _is_list(key: str, listed: list[object], is_record: Callable[[object], bool]) -> bool:
    """Say whether a list is one of records: by its name, or by what is in it."""
    objects = [one for one in listed if isinstance(one, dict)]
    return bool(listed) and (key.casefold() in _WRAPPERS or any(map(is_record, objects)))


def _only_wraps(value: Mapping[str, object], lists: Mapping[str, object], is_record: Callable[[object], bool]) -> bool:
    """Say whether an object with a title is that of a list: it has no identifier, and the list is called one."""
    keys = {str(key).casefold() for key in value}
    named = keys & {"id", "key", "identifier", "number", "reference", "docid", "docidentifier"}
    return not named and any(
        str(key).casefold() in _WRAPPERS and isinstance(one, list) and any(map(is_record, one))
        for key, one in lists.items()
    )


def _is_group(value: Mapping[str, object], lists: Mapping[str, object], is_record: Callable[[object], bool]) -> bool:
    """Say whether an object with a name holds the work of its group: its items say how far they are, it does not."""
    held = [one for key, listed in lists.items() if isinstance(listed, list) and not _field(key) for one in listed]
    if not held or not all(map(is_record, held)):
        return False
    of_items = {_field(key) for one in held if isinstance(one, dict) for key in flat(one)} & _OF_WORK
    are_works = {key.casefold() for key in lists} <= _WORKS
    of_group = {*map(_field, value)} & _OF_WORK - ({"scope", "summary"} if are_works else set())
    return bool(of_items) and not of_group


def _field(key: object) -> str:
    return headings.field(headings.read(str(key)).plain)


def flat(value: Mapping[str, object]) -> Mapping[str, object]:
    """Give a record with the fields that it keeps one level down, as `fields.summary`."""
    if any(str(key).casefold() == "title" for key in value):
        return value
    holder = next((key for key in _HOLDERS if isinstance(value.get(key), dict)), "")
    inner = value.get(holder)
    if not isinstance(inner, dict):
        return value
    rest = {key: one for key, one in value.items() if key != holder}
    return {**rest, **{f"{holder}.{key}": one for key, one in flat(inner).items()}}


def text(value: object) -> str | None:
    """Give what a value says: the name of an object, the texts of a list; None when that cannot be told.

    >>> text({"fr": "Villes", "en": "Cities"}), text([{"name": "A"}, {"name": "B"}]), text({"colour": "red"})
    ('Cities', 'A; B', None)
    """
    if isinstance(value, list):
        texts = ["" if isinstance(one, list) else _said(one) for one in value]
        return None if None in texts else values.join([each for each in texts if each])
    return _said(value)


def _said(value: object) -> str | None:
    if not isinstance(value, dict):
        return "" if value is None else str(value).strip()
    if value.get("type") == "doc" and isinstance(value.get("content"), list):
        return " ".join(filter(None, islice(_leaves(value["content"]), _MOST_LEAVES)))
    keys = _languages(value)
    named = next((key for key in keys if key.startswith("en")), "") if keys else ""
    return next(
        (str(value[key]).strip() for key in (named, *keys, *_NAMING) if isinstance(value.get(key), str)),
        None,
    )


def _languages(value: Mapping[str, object]) -> list[str]:
    """List the keys of an object that holds a text by language; none of any other."""
    keys = [str(key) for key in value]
    is_by_language = all(_LANGUAGE.fullmatch(key) and key not in ("id", "key") for key in keys)
    return keys if is_by_language else []


def _leaves(value: object) -> Iterator[str]:
    """Yield the texts of a formatted text, as Jira keeps one, and nothing for what has none."""
    yield ""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"].strip()
        value = value.get("content")
    for one in value if isinstance(value, list) else ():
        yield from _leaves(one)
