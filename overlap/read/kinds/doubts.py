"""Headings of a list that are doubtful: there twice, or nearly called as a field that their cells may be."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from overlap.model import Fault
from overlap.read.content import Table
from overlap.read.kinds import columns, headings, naming, phrases
from overlap.text.suggestions import nearest

_TEXTS = frozenset(("title", "text", "scope", "summary", "justification", "notes"))
_DAYS = frozenset(("date", "timing"))
_DAY = re.compile(r"(?=.*\d{4}|.*\d[/-]\d)[\W\d_TQZ]*(?:[^\W\d_]{3,9}[\W\d_TZ]*)?")
"""`2026-11-30T12:00Z`, `05/2021`, `Q3 2026`, `30 November 2026`, `November 30, 2026`."""
_MOST = 0.5
_OF_STATEMENTS = frozenset(("text", "kind", "heading"))
"""Fields that no list of titles has."""


def of(source: str, table: Table, header: int, fields: Sequence[str]) -> Iterator[Fault]:
    """Name the headings that are there twice, and those that look like a misspelt field."""
    names = [columns.written(cell).lower() for cell in table.rows[header]]
    read = {name for name, field in zip(names, fields, strict=True) if field}
    for name in sorted(name for name, count in Counter(names).items() if name in read and count > 1):
        cause = "there twice, so the other is kept as a note"
        yield Fault(source, f"{columns.at(table)}column '{name}'", cause, "rename one of them")
    foreign = _OF_STATEMENTS if "title" in fields else frozenset()
    free = [field for field in headings.page()["fields"] if field not in fields and field not in foreign]
    for column, (name, field) in enumerate(zip(names, fields, strict=True)):
        alike = [] if field or len(name) < 5 else [each for each in free if abs(len(each) - len(name)) < 2]
        near = nearest(name, alike, limit=1) if alike else []
        if near and near[0] != name and _may_be(near[0], column, table.rows[header + 1 :]):
            remedy = f"rename it to '{near[0]}' if that is meant"
            yield Fault(source, f"{columns.at(table)}column '{name}'", "kept as a note", remedy)


def _may_be(field: str, column: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the cells of a column may be those of a field: no date is a scope, and no sentence a date."""
    found = naming.cells(column, rows)
    if not found:
        return False
    are_days = sum(_DAY.fullmatch(cell) is not None for cell in found) > _MOST * len(found)
    if field in _DAYS or are_days:
        return field in _DAYS and are_days
    if field == "url" or phrases.are_addresses(column, rows):
        return field == "url" and phrases.are_addresses(column, rows)
    if field in _TEXTS:
        return naming.says_much(column, rows)
    return not naming.is_prose(column, rows) and (field != "id" or naming.all_differ(column, rows))
