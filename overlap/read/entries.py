"""Rows as they were found → work items and statements that can be compared, and what is wrong with the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import PurePath
from typing import Any

from overlap.model import Entry, Fault, Statement, WorkItem
from overlap.read.reading import Reading, Row
from overlap.text import languages
from overlap.text.printing import printable

WORK_ITEM_FIELDS = tuple(each.name for each in fields(WorkItem) if each.name not in ("members", "work"))
STATEMENT_FIELDS = tuple(each.name for each in fields(Statement))
_MANY = ("relations", "joint_with", "aliases")
"""Fields that hold several values."""
_JUDGED = 1000
"""So many characters of a text tell its language."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry, and the row of the file that it was made of."""

    entry: Entry
    row: Row
    source: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The entries of one or more files, and the faults of what could not be used."""

    found: tuple[Found, ...]
    faults: tuple[Fault, ...]
    repeated: frozenset[str] = frozenset()
    """The places of rows that say again what another one says."""

    @property
    def work_items(self) -> tuple[WorkItem, ...]:
        """The work items in the order of the files."""
        return tuple(each.entry for each in self.found if isinstance(each.entry, WorkItem))

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The mandate statements in the order of the files."""
        return tuple(each.entry for each in self.found if isinstance(each.entry, Statement))


def check(readings: Iterable[Reading], language: str = "") -> Checked:
    """Make entries of all rows; of two with one id that say the same the first stands, else the second's is longer.

    `language` holds for the rows that do not say theirs; where it is empty it is detected.
    """
    found: dict[str | tuple[str], Found] = {}
    faults: list[Fault] = []
    repeated: set[str] = set()
    for reading in readings:
        faults += reading.faults
        name = printable(PurePath(reading.source).name)
        named = any(row.fields.get("id") for row in reading.rows)
        if not named and len(reading.rows) > 1:
            cause = "no identifiers in it, so its entries are named after their places"
            faults.append(Fault(reading.source, "", cause, "add a column 'id', or say which it is with --column"))
        for row in reading.rows:
            entry, more = _entry(row, reading, name, language, named)
            faults += more
            if entry is None:
                continue
            first = found.get(_key(entry))
            if first and _says(first.entry) == _says(entry):
                cause = f"the id {entry.id} again with the same text, so left out"
                faults.append(Fault(reading.source, row.place, cause, "take one of them out"))
                repeated.add(row.place)
                continue
            if first:
                entry = _longer(entry, first, reading.source, row.place)
                cause = f"the id {first.entry.id} again for another text, so named '{entry.id}'"
                faults.append(Fault(reading.source, row.place, cause, "give each row an id of its own"))
            found[_key(entry)] = Found(entry, row, reading.source)
    return Checked(tuple(found.values()), tuple(faults), frozenset(repeated))


def _key(entry: Entry) -> str | tuple[str]:
    """Give what an entry is known by: a work item, of which there may be a million, by its id; a statement apart."""
    return entry.id if isinstance(entry, WorkItem) else (entry.id,)


def _says(entry: Entry) -> tuple[str, ...]:
    """Give what is compared of an entry, so that two that say the same are known."""
    texts = (entry.title, entry.scope) if isinstance(entry, WorkItem) else (entry.text,)
    return tuple(" ".join(text.casefold().split()) for text in texts)


def _longer(entry: Entry, first: Found, source: str, place: str) -> Entry:
    """Name an entry after its place too, and after its file where the first of that name is in another one."""
    stem = PurePath(source).stem if source != first.source else ""
    return replace(entry, id=f"{entry.id} ({', '.join(filter(None, [stem, place]))})")


def _entry(row: Row, reading: Reading, name: str, language: str, named: bool) -> tuple[Entry | None, list[Fault]]:
    """Make the entry of a row of the file of that name; None when it has nothing to compare."""
    faults: list[Fault] = []
    values = {name: value for name, value in row.fields.items() if value}
    if not values.get("id"):
        values["id"] = _name(row, reading)
        if named:
            cause = f"no id, so named '{values['id']}'"
            faults.append(Fault(reading.source, row.place, cause, "fill in its id"))
    values.setdefault("source", ", ".join(filter(None, [name, row.place])))
    if "text" in values and "title" not in values:
        return _statement(values, language), faults
    if not any(values.get(name) for name in ("title", "scope", "summary")):
        cause = "no title and no scope, so left out"
        return None, [*faults, Fault(reading.source, row.place, cause, "fill in its title")]
    if "text" in values:
        values["notes"] = "; ".join(filter(None, [values.get("notes", ""), f"Text: {values.pop('text')}"]))
        cause = f"{values['id']} has a title and a text, so the text is kept as a note"
        faults.append(Fault(reading.source, row.place, cause, "name it 'scope' if that is what it is"))
    if "title" not in values:
        cause = f"{values['id']} has no title, so it is compared on its scope only"
        faults.append(Fault(reading.source, row.place, cause, "fill in its title"))
    if "summary" in values and "scope" not in values:
        values |= {"scope": values.pop("summary"), "scope_origin": "summary"}
    values, more = _in_one_language(values, language, reading.source, row.place)
    return _work_item(values), [*faults, *more]


def _name(row: Row, reading: Reading) -> str:
    """Name an entry after the file, and after its place where the file holds several."""
    stem = printable(PurePath(reading.source).stem) or "input"
    return stem if len(reading.rows) == 1 else f"{stem}, {row.place}" if row.place else stem


def _statement(values: Mapping[str, str], language: str) -> Statement:
    known = {name: values[name] for name in STATEMENT_FIELDS if name in values}
    statement = Statement(**known)
    declared = languages.code(statement.language) or language
    return replace(statement, language=declared or languages.detect(statement.text[:_JUDGED]))


def _parts(text: str) -> tuple[str, ...]:
    """Take apart a field that holds several values, each once."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, text.split(";")))))


def _work_item(values: Mapping[str, str]) -> WorkItem:
    """Take the known fields."""
    known: dict[str, Any] = {name: value for name, value in values.items() if name in WORK_ITEM_FIELDS}
    known |= {name: _parts(known[name]) for name in _MANY if name in known}
    known.setdefault("title", "")
    return WorkItem(**known)


def _in_one_language(
    values: dict[str, str], language: str, source: str, place: str
) -> tuple[dict[str, str], list[Fault]]:
    """Find the language of an item; a scope in another language than an English title becomes a note."""
    declared = languages.code(values.get("language", "")) or language
    heading, text = values.get("title", ""), values.get("scope", "")
    scope = declared or languages.detect(text[:_JUDGED])
    title = scope if declared or scope == "en" else languages.detect(heading[:_JUDGED])  # which then changes nothing
    if heading and not title and scope not in ("", "en") and languages.is_english_rather_than(heading, scope):
        title = "en"
    if title == "en" and scope not in ("", "en"):
        said = f"Scope ({scope}): {text}"
        cause = (
            f"the scope of {values['id']} is in {languages.NAMES[scope]}, so it is compared on its English title only"
        )
        fault = Fault(source, place, cause, "add an English scope")
        kept = {name: value for name, value in values.items() if name not in ("scope", "scope_origin")}
        notes = "; ".join(filter(None, [values.get("notes", ""), said]))
        kept |= {"notes": notes, "language": values.get("language", "")}
        if "summary" not in kept:
            return {**kept, "language": "en"}, [fault]
        kept |= {"scope": kept.pop("summary"), "scope_origin": "summary"}
        kept, more = _in_one_language(kept, language, source, place)
        return kept, [fault, *more]
    return {**values, "language": declared or ("en" if "en" in (title, scope) else title or scope)}, []
