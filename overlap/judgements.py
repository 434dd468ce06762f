"""What experts judged: a CSV file with `left_id,right_id,grade,reason`, one pair a row.

Grades: 3 likely duplication (same subject, same kind of result), 2 substantial overlap (belongs on a coordination
agenda), 1 related, 0 unrelated; halves are means of two judges.
"""

import csv
import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from overlap.errors import InputError
from overlap.readers.encoding import decode

COLUMNS = ("left_id", "right_id", "grade", "reason")
_HIGHEST = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """One pair as it was judged."""

    left_id: str
    right_id: str
    grade: float
    """0 to 3."""
    reason: str = ""


def read(path: Path) -> tuple[Judgement, ...]:
    """Read a file of judgements. Raises InputError for a grade that is no number from 0 to 3, or a pair given twice."""
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", "Check the name and the right to read it.") from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in COLUMNS[:3] if name not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"{path}: no column {', '.join(missing)}.", f"The header is {','.join(COLUMNS)}.")
    found: dict[tuple[str, str], Judgement] = {}
    for number, row in enumerate(rows, start=2):
        each = Judgement(row["left_id"] or "", row["right_id"] or "", _grade(row["grade"]), row.get("reason") or "")
        if not 0 <= each.grade <= _HIGHEST:
            raise InputError(f"{path}, row {number}: the grade is '{row['grade']}'.", "Give a number from 0 to 3.")
        if (each.left_id, each.right_id) in found:
            raise InputError(
                f"{path}, row {number}: {each.left_id} and {each.right_id} again.", "Keep one of the rows."
            )
        found[each.left_id, each.right_id] = each
    return tuple(found.values())


def write(judged: Iterable[Judgement]) -> str:
    """Write judgements in the form that `read` reads."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows((each.left_id, each.right_id, f"{each.grade:g}", each.reason) for each in judged)
    return out.getvalue()


def _grade(text: str | None) -> float:
    try:
        return float(text or "")
    except ValueError:
        return math.nan
