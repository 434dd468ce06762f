"""What the cells of a column say of it: whether they name the rows, number them, or are texts."""

import re
from collections.abc import Sequence
from itertools import pairwise

_SAMPLE = 200
"""So many rows are looked at: enough to tell a name from a number, quick on a million rows."""
_MOST_WORDS = 3
"""A name of more words has a figure in it, as `Supplement 73 to ITU-T Y-series Recommendations`."""
_DISTINCT = 0.6
"""A page that shows its items in two views repeats each name once; what is repeated more names a group."""
_FILLED = 0.5
_FEW_WORDS = 2.0


def column(candidates: Sequence[int], rows: Sequence[Sequence[str]]) -> int:
    """Choose the column that names the rows, from those that may, best known first.

    One whose cells differ comes before one that only counts the rows, and that before one of groups or of sentences.
    """
    ranks = {each: _rank(cells(each, rows), min(len(rows), _SAMPLE)) for each in candidates}
    return min(candidates, key=lambda each: (ranks[each], candidates.index(each)))


def cells(number: int, rows: Sequence[Sequence[str]]) -> list[str]:
    """List the filled cells of a column, of the first rows."""
    found = (row[number].strip() for row in rows[:_SAMPLE] if number < len(row))
    return [cell for cell in found if cell.strip("-–— ")]


def _rank(found: Sequence[str], rows: int) -> int:
    """Say how well cells name rows: 0 they do, 1 they are few, 2 they count them, 3 they do not."""
    if not found:
        return 3 if rows else 0
    named = sum(len(cell.split()) <= _MOST_WORDS or any(map(str.isdigit, cell)) for cell in found)
    if len({*found}) < _DISTINCT * len(found) or named < _DISTINCT * len(found):
        return 3
    if is_running(found):
        return 2
    return int(len(found) < _FILLED * rows)


def is_running(found: Sequence[str]) -> bool:
    """Say whether cells count the rows: whole numbers from 0 or 1 on, in order, with no large gaps.

    A section may begin again at 1.

    >>> is_running(["1", "2", "3", "5"]), is_running(["214", "198"]), is_running(["1.", "2.", "1."])
    (True, False, True)
    """
    numbers = [int(digits[1]) for cell in found if (digits := re.fullmatch(r"(\d{1,7})(?:\.0?|\))?", cell))]
    if len(numbers) < len(found) - 1 or not numbers or numbers[0] > 1:
        return False
    return all(1 <= after - before <= 3 or after <= 1 for before, after in pairwise(numbers))


def says_much(number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the cells of a column are texts of several words, as titles are; of no rows nothing is known."""
    found = cells(number, rows)
    words = sum(len(cell.split()) for cell in found)
    return not rows or (bool(found) and words >= _FEW_WORDS * len(found))
