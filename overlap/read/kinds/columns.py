"""Which column of a list stands for which field: the headings the field knows are in `columns.toml`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Table
from overlap.read.kinds import headings, naming, references
from overlap.settings import ReadSettings
from overlap.text.suggestions import nearest

_FORMER_NAMES = frozenset(("provisional name", "acronym", "work item"))
"""Headings of identifiers that a document keeps beside its number."""
SOUGHT_ROWS = 30
"""How many rows may stand above the header row."""
_FEWEST_OF_A_LIST = 3
"""A table of so few columns that has no title may as well be a legend."""

_OF_OTHERS = re.compile(
    r"\b(?:company|organi[sz]ation|member|person|contact|editor|author|country|city|file|firm|firma|entreprise|société|"
    r"empresa|pays|país|land)s?\b"
)
"""Headings of names that are those of no work item."""
_Claim = tuple[tuple[int, ...], int]
"""How well a column fits a field, and its number."""


def is_title(cell: str, settings: ReadSettings) -> bool:
    """Say whether a heading is one of those of a title or a text."""
    plain = headings.read(cell).plain
    wanted = {field for field, name in settings.columns.items() if headings.read(name).plain == plain}
    return not {"title", "text"}.isdisjoint(wanted | {headings.field(plain)})


def written(cell: str) -> str:
    """Write a heading on one line."""
    return " ".join(cell.split())


def fields_of(
    header: Sequence[str], settings: ReadSettings, rows: Sequence[Sequence[str]] = (), alone: bool = True
) -> list[str]:
    """Give for each column its field, empty for a note.

    Of several columns for one field that named by the user has it, then one in English, then the better known one;
    the identifier is the one whose cells name each row. Where none is the title, `columns.toml` says which may stand
    for it; in a table that is not `alone` in its file only when it has several columns.
    """
    wanted = {headings.words(name): field for field, name in settings.columns.items()}
    heads = [headings.read(cell) for cell in header]
    claims: dict[str, list[_Claim]] = {}
    for column, (cell, head) in enumerate(zip(header, heads, strict=True)):
        if wanted and ((named := headings.words(cell)) in wanted or (named := head.plain) in wanted):
            claims.setdefault(wanted[named], []).append(((-1,), column))
        elif head.plain in headings.known() and headings.known()[head.plain][0] not in settings.columns:
            field, place = headings.known()[head.plain]
            claims.setdefault(field, []).append(((head.is_other, place, not head.is_english), column))
    best = {field: sorted(found) for field, found in claims.items()}
    if "title" not in best and "text" not in best:
        _take_a_title(heads, best, rows, alone or sum(map(bool, header)) >= _FEWEST_OF_A_LIST)
    taken = {field: found[0][1] for field, found in best.items() if found}
    free = [column for column, head in enumerate(heads) if head.plain and not headings.field(head.plain)]
    free = [each for each in free if each not in taken.values()]
    if (identifier := _identifier(best.get("id", []), free, rows)) >= 0:
        taken["id"] = identifier
    elif rows and (names := [each for each in free if each < taken.get("title", 0) and naming.is_key(each, rows)]):
        taken["id"] = names[0]
    if "body" in taken and "summary" not in taken and naming.is_prose(taken["body"], rows):
        taken["summary"] = taken.pop("body")  # the text of an issue, and not the body that publishes
    if "source" in taken and "id" not in header:
        del taken["source"]  # elsewhere than in lists of our own form it names the proposer
    for column, head in enumerate(heads):
        if head.plain in _FORMER_NAMES and taken.get("id", column) != column and column not in taken.values():
            taken.setdefault("aliases", column)
    by_column = {column: field for field, column in taken.items()}
    return [by_column.get(column, "") for column in range(len(header))]


def _identifier(claims: Sequence[_Claim], free: Sequence[int], rows: Sequence[Sequence[str]]) -> int:
    """Choose the column of the identifier; -1 when there is none.

    That named by the user has it; else, where the cells of none that may be it are identifiers of documents, an
    unknown one whose cells are.
    """
    if claims and claims[0][0] == (-1,):
        return claims[0][1]
    known = [column for _, column in claims]
    if not any(naming.names_documents(each, rows) for each in known):
        known += [each for each in free if naming.names_documents(each, rows)]
    return naming.column(known, rows) if known else -1


def _take_a_title(
    heads: Sequence[headings.Heading],
    claims: dict[str, list[_Claim]],
    rows: Sequence[Sequence[str]],
    is_wide: bool,
) -> None:
    """Make a column the title that is called nearly so, else one that may be it where another names the rows."""
    for column, head in enumerate(heads):
        is_unknown = not headings.field(head.plain) and head.plain not in headings.otherwise()
        is_other = _OF_OTHERS.search(head.plain) is not None
        if is_unknown and not is_other and headings.loosely(head.plain, "title") and naming.says_much(column, rows):
            claims["title"] = [((0,), column)]
            return
    for _, column in claims.get("id", ()):
        if _holds_titles(column, rows):
            claims["id"] = [each for each in claims["id"] if each[1] != column]
            claims["title"] = [((0,), column)]
            return
    otherwise = headings.otherwise()
    found = sorted((otherwise[each.plain], column) for column, each in enumerate(heads) if each.plain in otherwise)
    for _, column in found:
        others = [each for _, each in claims.get("id", ()) if each != column]
        if is_wide and others and naming.says_much(column, rows) and not naming.names_documents(column, rows):
            for field, ranks in claims.items():
                claims[field] = [each for each in ranks if each[1] != column]
            claims["title"] = [((0,), column)]
            return


def _holds_titles(column: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the cells of identifiers hold titles as well: `ISO 37101 Management of communities`."""
    cells = naming.cells(column, rows)
    parted = [references.part(cell) for cell in cells]
    return bool(cells) and sum("id" in each and each["id"] != each["title"] for each in parted) * 4 >= len(cells)


def header_row(table: Table, settings: ReadSettings, is_list: bool = False, alone: bool = True) -> int | None:
    """Find the header row: the first that names a title or a text, and one more field or nothing but that.

    In a table that can be nothing but a list, the first filled row may name a title alone among unknown headings.
    """
    wanted = frozenset(map(headings.words, settings.columns.values()))
    for number, row in enumerate(table.rows[:SOUGHT_ROWS]):
        if not any(row):
            continue
        below = table.rows[number + 1 :]
        fields = set(fields_of(row, settings, below, alone)) - {""}
        filled = len({cell for cell in row if cell})
        if wanted and any(headings.words(cell) in wanted for cell in row):
            return number  # the user said what stands here
        is_first = (is_list or alone) and not any(map(any, table.rows[:number]))
        titled = bool(fields & {"title", "text"})
        if titled and (is_first or len(fields) > 1 or filled == 1) and (is_first or len(fields) * 4 >= filled):
            better = set(fields_of(below[0], settings, below[1:], alone)) - {""} if below else set()
            return number + (len(better) > len(fields) and bool(better & {"title", "text"}))
        if {"id", "scope"} <= fields and not fields & {"title"} and len(fields) > 3:
            return number
    return None


def two_rows(first: Sequence[str], second: Sequence[str]) -> list[str] | None:
    """Put two rows of one header together; None when the second is no header.

    The second row of a header stands below headings that span several columns, or below nothing, and repeats those that
    span both rows. It names no item and holds no figure.
    """
    width = max(len(first), len(second))
    upper, lower = ([*row, *("" for _ in range(width - len(row)))] for row in (first, second))
    pairs = list(zip(upper, lower, [*upper[1:], "-"], ["-", *upper[:-1]], strict=True))
    below = [low for up, low, _, _ in pairs if low and low != up]
    if len(below) < 2 or any(map(str.isdigit, "".join(below))) or _is_item(upper, lower):
        return None
    if any(low not in ("", up) and up and up not in (right, left) and right for up, low, right, left in pairs):
        return None
    return [
        low if not up or headings.field(headings.read(low).plain) else f"{up}: {low}" if low else up
        for up, low, _, _ in pairs
    ]


def _is_item(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether a row has a text of its own where the heading above is that of an identifier or a text."""
    named = [headings.field(headings.read(cell).plain) in _NAMING for cell in first]
    return any(
        is_named and below not in ("", above) for is_named, above, below in zip(named, first, second, strict=True)
    )


_NAMING = frozenset(("id", "title", "text", "scope", "summary"))


@cache
def _totals() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the patterns of a cell that says that a row counts the others, and of one that is such a count."""
    words, counted = (
        "|".join(map(re.escape, sorted(headings.page()["totals"][name], key=len, reverse=True)))
        for name in ("words", "counted")
    )
    figure = rf"[=~≈]?\s*[\d.,\s]+%?\s*(?:{counted})?"
    return (
        re.compile(
            rf"(?:{words})(?:\s+(?:{words}))*(?:\s+(?:of|for|des?|der|à)\s[\w /.-]+)?\s*[:=]?\s*(?:{figure})?",
            re.IGNORECASE,
        ),
        re.compile(rf"{figure}|=\w+\(.*\)", re.IGNORECASE),
    )


def is_total(cells: Iterable[str]) -> bool:
    """Say whether a row counts the others: `Total | 9 work items`; it holds nothing but that.

    >>> is_total(["Total", "", "9 work items"]), is_total(["Q7/20", "Total quality management"])
    (True, False)
    """
    word, figure = _totals()
    has_word = False
    for cell in cells:
        bare = cell.strip(" :*-–")
        if not bare:
            continue
        if word.fullmatch(" ".join(bare.replace("-", " ").split())):
            has_word = True
        elif not figure.fullmatch(bare):
            return False
    return has_word


def doubtful(source: str, table: Table, header: int, fields: Sequence[str]) -> Iterator[Fault]:
    """Name the headings that are there twice, and those that look like a misspelt field."""
    names = [written(cell).lower() for cell in table.rows[header]]
    read = {name for name, field in zip(names, fields, strict=True) if field}
    for name in sorted(name for name, count in Counter(names).items() if name in read and count > 1):
        cause = "there twice, so the other is kept as a note"
        yield Fault(source, f"{at(table)}column '{name}'", cause, "rename one of them")
    free = [field for field in headings.page()["fields"] if field not in fields]
    for name, field in zip(names, fields, strict=True):
        alike = [] if field or len(name) < 5 else [each for each in free if abs(len(each) - len(name)) < 2]
        near = nearest(name, alike, limit=1) if alike else []
        if near and near[0] != name:
            yield Fault(
                source, f"{at(table)}column '{name}'", "kept as a note", f"rename it to '{near[0]}' if that is meant"
            )


def is_repeated(names: Sequence[str], header: Sequence[str], cells: Sequence[str]) -> bool:
    """Say whether a row repeats the header, or one of its two rows."""
    first = next(filter(None, cells), "")
    above = [each for each in (names, header) if written(next(filter(None, each), "")).casefold() == first.casefold()]
    if not above and "\n" not in first:
        return False  # of a million rows
    said = [written(cell).casefold() for cell in cells if cell]
    return any(said == [written(cell).casefold() for cell in each if cell] for each in (names, header))


def is_there(name: str, others: Iterable[str]) -> bool:
    """Say whether a heading is among others, however it is spelt."""
    return headings.words(name) in map(headings.words, others)


def check_overrides(source: str, settings: ReadSettings, tables: Sequence[Table]) -> None:
    """Refuse a column that was named and heads no table of the file. Raises InputError."""
    tops = [cell for table in tables for row in table.rows[:SOUGHT_ROWS] for cell in row if cell]
    for field, name in settings.columns.items():
        if tables and not is_there(name, tops):
            near = nearest(name, [written(cell)[:40] for cell in tops], limit=1)
            remedy = f"Did you mean '{near[0]}'?" if near else "'overlap ingest' shows the columns there are."
            raise InputError(f"{source}: no column '{name}' to read as {field}.", remedy)


def at(table: Table) -> str:
    """Begin the place of something in a table; empty where the table is the whole file."""
    return f"{table.place}, " if table.place else ""
