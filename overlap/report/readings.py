"""What was read from files: for the terminal, for programs, and as lists that are read back."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import chain
from typing import Any

from overlap.errors import OutputError
from overlap.model import Entry, Fault, Statement
from overlap.read.entries import STATEMENT_FIELDS, WORK_ITEM_FIELDS, Checked, Found
from overlap.read.reading import Ignored, Reading
from overlap.report.columns import entry_fields
from overlap.report.layout import PLAIN, Block, Column, Screen, grid, indented, render, table, text
from overlap.report.wording import fault_lines
from overlap.text import cells

SUFFIXES = (".jsonl", ".json", ".csv")
"""The lists that can be written."""

_SHOWN_IN_FULL = 5
"""Of a file with more work items the columns are shown, and one of them as an example."""
_SHOWN_STATEMENTS = 40
"""About a screen and a half: a mandate of a usual length is shown whole."""
_MANY_FILES = 12
"""More files of one kind than these are shown together; JSON has each."""
_LONGEST = 240
"""Characters of a field, three lines of it; -o writes all."""
_NAME_WIDTH = 14
"""Of the longest name of a field, `Question/group`."""
_STATEMENT_WIDTH = 24
"""Of an identifier of a statement and its kind."""
_NAMES = {"id": "identifier", "group": "Question/group", "joint_with": "joint with"}


def write(readings: Sequence[Reading], checked: Checked, screen: Screen = PLAIN) -> str:
    """Write for each file what it was taken for, its fields and where each was found, and what was not used."""
    blocks: list[Block] = []
    by_source = _by_source(checked)
    for alike in _alike(readings):
        found = [each for reading in alike for each in by_source.get(reading.source, ())]
        blocks += [*_reading(_together(alike), found), text("")]
    told = [f"While reading: {line}" for line in fault_lines(checked.faults)]
    counts = f"{counted(len(checked.work_items), 'work item')}, {counted(len(checked.statements), 'mandate statement')}"
    total = f"{counted(len(readings), 'file')}: {counts}."
    return render([*blocks, *map(text, told), text(total)], screen)


def counted(number: int, noun: str) -> str:
    """Count something in words: `1 file`, `2 files`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def write_json(readings: Sequence[Reading], checked: Checked, unread: Sequence[Fault] = ()) -> str:
    """Write all that was read, with the place of each field, and all that was not, as one JSON object."""
    entries = _by_source(checked)
    whole = {
        "files": [
            {
                "source": reading.source,
                "format": reading.format,
                "kind": reading.kind,
                "about": dict(reading.about),
                "columns": dict(reading.columns),
                "entries": [_found(found) for found in entries.get(reading.source, ())],
                "ignored": [asdict(each) for each in reading.ignored],
            }
            for reading in readings
        ],
        "faults": [asdict(fault) for fault in (*unread, *checked.faults)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def write_entries(entries: Sequence[Entry], suffix: str, name: str, *, raw: bool = False) -> str:
    """Write entries as a list that every command reads back: `.jsonl`, `.json`, else CSV.

    CSV is `raw` for programs. Raises OutputError for a table of work items and statements at once.
    """
    if suffix == ".jsonl":
        return "".join(json.dumps(entry_record(entry), ensure_ascii=False) + "\n" for entry in entries)
    if suffix == ".json":
        return json.dumps([entry_record(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n"
    return _csv(entries, name, raw)


def entry_record(entry: Entry) -> dict[str, str | list[str]]:
    """Give the filled fields of an entry by their names, and its title or text even where it has none."""
    record = entry_fields(entry)
    title = record.pop("title", "")
    identifier = record.pop("id")
    return {"id": identifier, "text" if isinstance(entry, Statement) else "title": title, **record}


def _csv(entries: Sequence[Entry], name: str, raw: bool) -> str:
    kinds = {isinstance(entry, Statement) for entry in entries}
    if len(kinds) > 1:
        raise OutputError(
            f"{name}: work items and mandate statements do not go into one table.",
            "Write a .jsonl, or ingest them apart.",
        )
    columns = STATEMENT_FIELDS if True in kinds else WORK_ITEM_FIELDS
    records = map(entry_record, entries)
    rows = ([record.get(column, "") for column in columns] for record in records)
    texts = ([value if isinstance(value, str) else "; ".join(value) for value in row] for row in rows)
    return cells.write_csv(chain([columns], texts), raw=raw)


def _by_source(checked: Checked) -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {}
    for each in checked.found:
        found.setdefault(each.source, []).append(each)
    return found


def _alike(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Put together the files of one kind and format where there are many; any other stands for itself."""
    kinds: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings:
        kinds.setdefault((reading.kind, reading.format), []).append(reading)
    groups: list[list[Reading]] = []
    for alike in kinds.values():
        groups += [alike] if len(alike) > _MANY_FILES else [[reading] for reading in alike]
    return groups


def _together(alike: Sequence[Reading]) -> Reading:
    """Make one reading of many files of one kind, for showing them together."""
    if len(alike) == 1:
        return alike[0]
    counts = Counter(what for reading in alike for what in {each.what for each in reading.ignored})
    return replace(
        alike[0],
        source=f"{len(alike):,} files, from {alike[0].source} to {alike[-1].source}",
        about={},
        columns={},
        ignored=tuple(Ignored(what, f"in {counted(count, 'file')}") for what, count in counts.items()),
    )


def _found(found: Found) -> dict[str, Any]:
    return {
        **entry_record(found.entry),
        "place": found.row.place,
        "read_as": found.row.kind,
        "where": dict(found.row.where),
        "lacks": list(found.row.missing),
    }


def _reading(reading: Reading, found: Sequence[Found]) -> Iterator[Block]:
    """Yield what is said of one file."""
    yield text(reading.source, "bold")
    said = [("taken for", f"{reading.kind} ({reading.format})"), *reading.about.items()]
    yield _plain(said if found else [*said, ("found", "nothing to compare")])
    statements = [each.entry for each in found if isinstance(each.entry, Statement)]
    items = [each for each in found if not isinstance(each.entry, Statement)]
    if reading.columns or len(items) > _SHOWN_IN_FULL:
        yield from _list(reading, found)
        if len(items) > 1:
            yield indented(text(f"The first of {len(items):,}:"))
    for each in items if len(items) <= _SHOWN_IN_FULL and not reading.columns else items[:1]:
        yield from _entry(each)
    if statements:
        yield _plain(
            [(f"{each.id} [{each.kind}]", each.text) for each in statements[:_SHOWN_STATEMENTS]], _STATEMENT_WIDTH
        )
    if len(statements) > _SHOWN_STATEMENTS:
        yield _plain([("", f"and {len(statements) - _SHOWN_STATEMENTS:,} more; -o writes all")], _STATEMENT_WIDTH)
    ignored: dict[str, list[str]] = {}
    for item in reading.ignored:
        ignored.setdefault(item.what, []).append(item.place)
    if ignored:
        yield _placed([("ignored", what, _places(places)) for what, places in ignored.items()])


def _list(reading: Reading, found: Sequence[Found]) -> Iterator[Block]:
    """Yield how the columns of a list were read, and how many entries fill each field."""
    counts = Counter(name for each in found for name, value in each.row.fields.items() if value)
    columns = reading.columns or {name: name for each in found for name in each.row.fields}
    rows = []
    for column, field in columns.items():
        name = _NAMES.get(field, field) or "note, not compared"
        rows.append((column, name, f"{counts[field]:,} of {len(found):,}" if field else ""))
    yield indented(table([Column(heading) for heading in ("Column", "Read as", "Filled")], rows))


def _entry(found: Found) -> Iterator[Block]:
    """Yield the fields of one entry, each with where it was found, and what is missing."""
    record = entry_record(found.entry)
    rows = []
    for name, value in record.items():
        if name in ("source", "scope_origin") or not value:
            continue
        said = value if isinstance(value, str) else "; ".join(value)
        at = found.row.where.get("summary" if name == "scope" and name not in found.row.fields else name, "")
        if name == "scope" and record.get("scope_origin"):
            name = f"scope ({record['scope_origin']})"
        rows.append((_NAMES.get(name, name), _short(said), at or ("" if name in found.row.fields else "worked out")))
    if found.row.kind:
        rows.insert(0, ("entry", found.row.kind, found.row.place))
    yield _placed(rows)
    if found.row.missing:
        yield _plain([("missing", ", ".join(_NAMES.get(name, name) for name in found.row.missing))])


def _plain(rows: Iterable[tuple[str, str]], width: int = _NAME_WIDTH) -> Block:
    """Lay out names and texts that have no place."""
    return indented(grid((Column(width=width), Column()), rows))


def _placed(rows: Iterable[tuple[str, str, str]]) -> Block:
    """Lay out name, text and place; the place in its own column."""
    return indented(
        grid((Column(width=_NAME_WIDTH), Column(ratio=3), Column(style="dim", ratio=2)), rows, is_wide=True)
    )


def _short(said: str) -> str:
    """Show the beginning of a long text and how long it is; `-o` writes it whole."""
    plain = " ".join(said.split())
    if len(plain) <= _LONGEST:
        return plain
    return f"{plain[:_LONGEST].rsplit(' ', 1)[0]} … ({len(plain.split())} words)"


def _places(places: Sequence[str]) -> str:
    named = list(filter(None, places))
    shown = 1 if len(named) > 3 else 3
    return ", ".join(named[:shown]) + (f" and {len(named) - shown} more" if len(named) > shown else "")
