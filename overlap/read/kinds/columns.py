"""Which column of a list stands for which field: the headings the field knows are in `columns.toml`."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Table
from overlap.settings import ReadSettings
from overlap.text.suggestions import nearest

_FORMER_NAMES = frozenset(("provisional name", "acronym", "work item"))
"""Headings of identifiers that a document keeps beside its number."""
_LONGEST_HEADING = 200
"""Characters; a longer cell is no heading."""
SOUGHT_ROWS = 30
"""How many rows may stand above the header row."""


@cache
def _known() -> Mapping[str, tuple[str, int]]:
    """Give for each known heading its field, and its place among the headings of that field."""
    text = resources.files("overlap.read.kinds").joinpath("columns.toml").read_text(encoding="utf-8")
    return {
        _plain(name): (field, place)
        for field, names in tomllib.loads(text).items()
        for place, name in enumerate([*names, field])
    }


def _plain(heading: str) -> str:
    """Reduce a heading to what its spellings share: `Work item(s):` and `WORK_ITEM` are one."""
    text = re.sub(r"\([^()]*\)", " ", unicodedata.normalize("NFKC", heading[:_LONGEST_HEADING]).casefold())
    return " ".join(re.sub(r"[^\w#]+", " ", text.replace("_", " ")).split())


def is_title(heading: str, settings: ReadSettings) -> bool:
    """Say whether a heading is one of those of a title or a text."""
    wanted = {field for field, name in settings.columns.items() if _plain(name) == _plain(heading)}
    return not {"title", "text"}.isdisjoint(wanted | {_known().get(_plain(heading), ("", 0))[0]})


def written(heading: str) -> str:
    """Write a heading on one line."""
    return " ".join(heading.split())


def fields_of(header: Sequence[str], settings: ReadSettings) -> list[str]:
    """Give for each column its field, empty for a note; of two columns for one field the better known one has it."""
    wanted = {_plain(heading): field for field, heading in settings.columns.items()}
    claims: dict[str, tuple[int, int]] = {}
    for column, cell in enumerate(header):
        plain = _plain(cell)
        if plain in wanted:
            claims[wanted[plain]] = (-1, column)
        elif plain in _known() and _known()[plain][0] not in settings.columns:
            field, place = _known()[plain]
            claims[field] = min(claims.get(field, (place, column)), (place, column))
    if "source" in claims and "id" not in header:
        del claims["source"]  # elsewhere than in lists of our own form it names the proposer
    for column, cell in enumerate(header):
        if _plain(cell) in _FORMER_NAMES and claims.get("id", (0, column))[1] != column:
            claims.setdefault("aliases", (len(header), column))
    by_column = {column: field for field, (_, column) in claims.items()}
    return [by_column.get(column, "") for column in range(len(header))]


def header_row(table: Table, settings: ReadSettings, is_list: bool = False) -> int | None:
    """Find the header row: the first that names a title or a text, and one more field or nothing but that.

    In a table that can be nothing but a list, the first filled row may name a title alone among unknown headings.
    """
    wanted = frozenset(map(_plain, settings.columns.values()))
    for number, row in enumerate(table.rows[:SOUGHT_ROWS]):
        fields = set(fields_of(row, settings)) - {""}
        filled = sum(bool(cell) for cell in row)
        if any(_plain(cell) in wanted for cell in row):
            return number  # the user said what stands here
        if fields & {"title", "text"} and (len(fields) > 1 or filled == 1) and len(fields) * 4 >= filled:
            return number
        if is_list and fields & {"title", "text"} and not any(map(any, table.rows[:number])):
            return number
        if {"id", "scope"} <= fields and not fields & {"title"} and len(fields) > 3:
            return number
    return None


def doubtful(source: str, table: Table, header: int, fields: Sequence[str]) -> Iterator[Fault]:
    """Name the headings that are there twice, and those that look like a misspelt field."""
    names = [written(cell).lower() for cell in table.rows[header]]
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        if any(fields[column] for column, each in enumerate(names) if each == name):
            cause = "there twice, so the other is kept as a note"
            yield Fault(source, f"{at(table)}column '{name}'", cause, "rename one of them")
    free = [field for field in _fields() if field not in fields]
    for name, field in zip(names, fields, strict=True):
        near = nearest(name, free, limit=1) if name and not field else []
        if near and near[0] != name and len(name) > 4 and abs(len(near[0]) - len(name)) < 2:
            yield Fault(
                source, f"{at(table)}column '{name}'", "kept as a note", f"rename it to '{near[0]}' if that is meant"
            )


@cache
def _fields() -> tuple[str, ...]:
    """List the fields that have a heading of their own name."""
    return tuple(dict.fromkeys(field for field, _ in _known().values()))


def is_there(heading: str, headings: Iterable[str]) -> bool:
    """Say whether a heading is among others, however it is spelt."""
    return _plain(heading) in map(_plain, headings)


def check_overrides(source: str, settings: ReadSettings, tables: Sequence[Table]) -> None:
    """Refuse a column that was named and heads no table of the file. Raises InputError."""
    tops = [cell for table in tables for row in table.rows[:SOUGHT_ROWS] for cell in row if cell]
    for field, heading in settings.columns.items():
        if tables and _plain(heading) not in map(_plain, tops):
            near = nearest(heading, [written(cell)[:40] for cell in tops], limit=1)
            remedy = f"Did you mean '{near[0]}'?" if near else "'overlap ingest' shows the columns there are."
            raise InputError(f"{source}: no column '{heading}' to read as {field}.", remedy)


def at(table: Table) -> str:
    """Begin the place of something in a table; empty where the table is the whole file."""
    return f"{table.place}, " if table.place else ""
