"""What experts judged: a CSV file with `left_id,right_id,grade,reason`, one pair a row.

Grades: 3 likely duplication (same subject, same kind of result), 2 substantial overlap (belongs on a coordination
agenda), 1 related, 0 unrelated; halves are means of two judges. A column `drawn` says `random` of the pairs that were
drawn at random: only they tell of all that nobody judged.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from overlap.errors import InputError
from overlap.model import WorkItem
from overlap.read.formats.tables import read_csv
from overlap.text.cells import write_csv
from overlap.text.identifiers import parse

COLUMNS = ("left_id", "right_id", "grade", "reason")
DRAWN = "drawn"
RANDOM = "random"
AGENDA = 2.0
"""From this grade on a pair belongs on a coordination agenda."""
_HIGHEST = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """One pair as it was judged."""

    left_id: str
    right_id: str
    grade: float
    """0 to 3."""
    reason: str = ""
    is_random: bool = False
    """Whether the pair was drawn at random from those of its level."""
    more: tuple[tuple[str, str], ...] = ()
    """Other columns of the file, by name; kept as they are."""


def read(path: Path) -> tuple[Judgement, ...]:
    """Read a file of judgements. Raises InputError for a grade that is no number from 0 to 3, or a pair given twice."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", "Check the name and the right to read it.") from error
    (table,) = read_csv(data, str(path)).tables
    header, *rows = table.rows or ((),)
    names = [cell.casefold() for cell in header]
    missing = [name for name in COLUMNS[:3] if name not in names]
    if missing:
        raise InputError(f"{path}: no column {', '.join(missing)}.", f"The header is {','.join(COLUMNS)}.")
    found: dict[tuple[str, str], Judgement] = {}
    for number, cells in enumerate(rows, start=2):
        if not any(cells):
            continue
        row = dict(zip(names, (*cells, *[""] * len(names)), strict=False))
        more = tuple((name, row[name]) for name in names if name not in (*COLUMNS, DRAWN))
        is_random = row.get(DRAWN, "").strip().casefold() == RANDOM
        grade, reason = _grade(row["grade"]), row.get("reason", "")
        each = Judgement(row["left_id"], row["right_id"], grade, reason, is_random, more)
        if not 0 <= each.grade <= _HIGHEST:
            raise InputError(f"{path}, row {number}: the grade is '{row['grade']}'.", "Give a number from 0 to 3.")
        if (each.left_id, each.right_id) in found:
            twice = f"{path}, row {number}: {each.left_id} and {each.right_id} again."
            raise InputError(twice, "Keep one of the rows.")
        found[each.left_id, each.right_id] = each
    return tuple(found.values())


def merge(there: Iterable[Judgement], before: Iterable[Judgement], after: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Make the change from one state to another in a file that somebody else may have added to."""
    gone = {(each.left_id, each.right_id) for each in before}
    now = {(each.left_id, each.right_id): each for each in after}
    kept = {(each.left_id, each.right_id): each for each in there}
    merged = {place: each for place, each in kept.items() if place not in gone or place in now}
    return tuple((merged | now).values())


def write(judged: Iterable[Judgement]) -> str:
    """Write judgements in the form that `read` reads."""
    every = tuple(judged)
    drawn = [DRAWN] if any(each.is_random for each in every) else []
    others = list(dict.fromkeys(name for each in every for name, _ in each.more))
    rows: list[tuple[str, ...]] = [(*COLUMNS, *drawn, *others)]
    for each in every:
        more = dict(each.more)
        row = (each.left_id.strip(), each.right_id.strip(), f"{each.grade:g}", each.reason.strip())
        mark = [RANDOM if each.is_random else ""] * len(drawn)
        rows.append((*row, *mark, *(more.get(name, "") for name in others)))
    return write_csv(rows)


def _grade(text: str | None) -> float:
    try:
        return float(text or "")
    except ValueError:
        return math.nan


def find(
    left: Sequence[WorkItem], right: Sequence[WorkItem], judged: Iterable[Judgement]
) -> Iterator[tuple[tuple[int, int], Judgement]]:
    """Yield for each judgement of two work items of the lists their places; ids are taken as in `look_up`."""
    places = [_places(side) for side in (left, right)]
    for each in judged:
        row, column = places[0](each.left_id), places[1](each.right_id)
        if row is not None and column is not None:
            yield (row, column), each


def _places(items: Sequence[WorkItem]) -> Callable[[str], int | None]:
    """Make the look-up of the place of a work item by an id."""
    exact = {document.id: n for n, item in enumerate(items) for document in item.documents}
    by_number: dict[str, set[int]] = {}
    for n, item in enumerate(items):
        for document in item.documents:
            for number in parse(document.id).numbers:
                by_number.setdefault(number, set()).add(n)

    def find(name: str) -> int | None:
        if name in exact:
            return exact[name]
        near = {n for number in parse(name).numbers for n in by_number.get(number, ())}
        return near.pop() if len(near) == 1 else None

    return find
