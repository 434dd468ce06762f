"""At which line of a file each of its entries begins."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from overlap.read.reading import Row

_TEXTS = frozenset(
    (".csv", ".tsv", ".json", ".jsonl", ".md", ".txt", ".yaml", ".yml", ".html", ".htm", ".rst", ".adoc", ".xml")
)
_LONGEST = 40
"""So many characters of a title are looked for: further on a line may be broken."""


def of(path: Path, rows: Sequence[tuple[Row, str]]) -> list[int]:
    """Give for each row, with the title made of it, the line where it begins; of a workbook the row; 1 if unknown."""
    suffix = path.suffix.lower()
    numbers = [_number(row.place) or _number(row.where.get("title", "")) for row, _ in rows]
    if suffix not in _TEXTS:
        return [number if _is_row(row.place) else 1 for (row, _), number in zip(rows, numbers, strict=True)]
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return [1] * len(rows)
    if suffix in (".csv", ".tsv"):
        starts = list(_starts(text))
        return [starts[number - 1] if 0 < number <= len(starts) else 1 for number in numbers]
    return list(_searched(text, rows))


def _number(place: str) -> int:
    found = re.search(r"(?:row|line) (\d+)$", place)
    return int(found[1]) if found else 0


def _is_row(place: str) -> bool:
    return bool(re.search(r"row \d+$", place))


def _starts(text: str) -> Iterator[int]:
    """Yield the line at which each row of a table begins: one with an open quotation mark goes on in the next line."""
    is_open = False
    for number, line in enumerate(text.splitlines(), start=1):
        if not is_open:
            yield number
        is_open ^= line.count('"') % 2 == 1


def _searched(text: str, rows: Sequence[tuple[Row, str]]) -> Iterator[int]:
    """Look for each title after the one before."""
    place = 0
    for row, title in rows:
        stated = _number(row.place) or _number(row.where.get("title", ""))
        found = text.find(title[:_LONGEST], place) if title else -1
        place = max(place, found)
        yield stated or (text.count("\n", 0, found) + 1 if found >= 0 else 1)
