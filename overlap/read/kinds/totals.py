"""Rows that count the others, and are no items: the words that say so are in `columns.toml`."""

import re
from collections.abc import Iterable
from functools import cache

from overlap.read.kinds import wording


@cache
def _totals() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the patterns of a cell that says that a row counts the others, and of one that may be such a count."""
    words, counted = (wording.any_word("columns", f"totals.{name}") for name in ("words", "counted"))
    figure = rf"[=~≈]?\s*[\d.,\s]+%?\s*(?:{counted})?"
    return (
        re.compile(
            rf"(?:{words})(?:\s+(?:{words}))*(?:\s+(?:of|for|des?|der|à)\s[\w /.-]+)?\s*[:=]?\s*(?:{figure})?|"
            rf"[\d.,\s]+(?:{counted})",
            re.IGNORECASE,
        ),
        re.compile(rf"{figure}|=\w+\(.*\)", re.IGNORECASE),
    )


def is_total(cells: Iterable[str]) -> bool:
    """Say whether a row counts the others: `Total | 9 work items`; it holds nothing but that.

    >>> is_total(["Total", "", "9 work items"]), is_total(["", "9 items", "40"])
    (True, True)
    >>> is_total(["Q7/20", "Total quality management"]), is_total(["", "9", "40"])
    (False, False)
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
