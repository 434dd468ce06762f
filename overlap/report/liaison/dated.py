"""As of when a list says what it says of a work item."""

import re

from overlap.model import Corpus, WorkItem
from overlap.report.wording import is_address

_LONGEST = 6
"""Months: no ballot of ISO, IEC or ITU-T, and no systematic review, runs longer."""
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAY = re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)\b|\b(?P<name>[A-Za-z]+)\s+(?P<of>20\d\d)\b")


def as_of(corpus: Corpus, item: WorkItem) -> str:
    """Give the date of what a list says of an item: of a list with a date for each organization that of its own.

    Such a list does not date a row that is taken from a page of its own. Empty where no date is known.

    >>> lists = Corpus("c", "Cities", as_of="ISO June 2025, IEC March 2026")
    >>> [as_of(lists, WorkItem(body, "Bells", body=body)) for body in ("ISO", "IEC", "ISO/IEC")]
    ['June 2025', 'March 2026', 'June 2025 and March 2026']
    """
    dates = corpus.as_of.split(", ")
    if len(dates) == 1:
        return corpus.as_of
    if is_address(item.source.partition(" ")[0]):
        return ""
    bodies = item.body.split("/")
    parts = [(who, when) for who, _, when in (each.partition(" ") for each in dates)]
    return " and ".join(dict.fromkeys(when for who, when in parts if who in bodies)) or corpus.as_of


def with_date(said: str, corpus: Corpus, item: WorkItem) -> str:
    """Write what a list says of an item, with the date of it; where a list is dated and this row is not, say so."""
    date = as_of(corpus, item)
    return f"{said}, as of {date}" if date else f"{said}, undated" if corpus.as_of else said


def is_over(said: str, today: str) -> bool:
    """Say whether a ballot that ran on a date of a list is over by today, or may be; without a today nothing is.

    >>> [is_over(each, "2026-11-30") for each in ("June 2025", "August 2026", "2026-06-01", "")]
    [True, False, False, True]
    """
    if not today:
        return False
    found = _DAY.search(said)
    if not found:
        return True
    year = int(found["year"] or found["of"])
    name = (found["name"] or "").casefold()
    month = int(found["month"] or (_MONTHS.index(name) + 1 if name in _MONTHS else 1))
    return (int(today[:4]) - year) * 12 + int(today[5:7]) - month > _LONGEST
