"""As of when a list says what it says of a work item, and what a day is to the dates that texts name."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from overlap.model import Corpus, WorkItem
from overlap.text.printing import is_address, listed

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_QUARTERS = {"q1": 3, "q2": 6, "q3": 9, "q4": 12}
"""The last month of each."""
_HALF_YEAR = timedelta(weeks=26)
"""What a list said longer ago of work under way may no longer hold."""
_QUARTER = timedelta(days=92)
"""What is due in a year is due in its last quarter."""
_DATE = re.compile(
    r"(?:\b(?:(?P<day>\d\d?)\s+)?(?P<said>[A-Za-z]+|Q[1-4])\.?\s+(?:(?P<of>\d\d?),?\s+)?)?"
    r"\b(?P<year>20\d\d)(?:-(?P<part>Q[1-4]|\d\d)(?:-(?P<last>\d\d))?)?\b"
)


def as_of(corpus: Corpus, item: WorkItem) -> str:
    """Give the date of what a list says of an item: of a list with a date for each organization that of its own.

    Such a list does not date a row that is taken from a page of its own. Empty where no date is known.

    >>> lists = Corpus("c", "Cities", as_of="ISO June 2025, IEC March 2026", bodies=("ISO", "IEC"))
    >>> [as_of(lists, WorkItem(body, "Bells", body=body)) for body in ("ISO", "IEC", "ISO/IEC")]
    ['June 2025', 'March 2026', 'June 2025 (ISO) and March 2026 (IEC)']
    """
    dates = by_body(corpus)
    if len(dates) < 2:
        return corpus.as_of
    if is_address(item.source.partition(" ")[0]):
        return ""
    bodies = item.body.split("/")
    theirs = {who: when for who, when in dates if who in bodies}
    if len({*theirs.values()}) == 1:
        return next(iter(theirs.values()))
    return listed(f"{when} ({who})" for who, when in theirs.items()) or corpus.as_of


def said_on(corpus: Corpus, item: WorkItem) -> str:
    """Give the day or the month on which an item was at the stage that its row has; empty where it is not known."""
    return as_of(corpus, item) or item.date


def by_body(corpus: Corpus) -> list[tuple[str, str]]:
    """Give the organizations of a list, each with its date; nothing where a part of the date names none."""
    one = "|".join(map(re.escape, corpus.bodies))
    parts = [re.match(rf"({one}) (.+)", part) for part in re.split(rf", (?=(?:{one}) )", corpus.as_of)]
    found = [(part[1], part[2]) for part in parts if part]
    return found if one and len(found) == len(parts) else []


def day(today: str, corpora: Iterable[Corpus]) -> str:
    """Give the day on which lists are read: today, else the last day that one of them is of; empty where none is known.

    >>> day("", [Corpus("a", "A", as_of="August 2026"), Corpus("b", "B", as_of="ISO June 2025, IEC March 2026")])
    '2026-08-31'
    """
    last = max(filter(None, (last_day(each.as_of) for each in corpora)), default=None)
    return today or (last.isoformat() if last else "")


def last_day(said: str) -> date | None:
    """Give the last day that a text names; None where it names none.

    >>> last_day("June 2025 (ISO) and March 2026 (IEC)"), last_day("soon")
    (datetime.date(2026, 3, 31), None)
    """
    return max((end for _, end in _spans(said)), default=None)


def is_past(said: str, day: str) -> bool:
    """Say whether all dates of a text are before a day; where it has none, or without a day, none is.

    >>> [is_past(each, "2026-11-30") for each in ("2026-Q3", "Aug 2026", "2026", "36 months")]
    [True, True, False, False]
    """
    last = last_day(said)
    return last is not None and bool(day) and last < date.fromisoformat(day)


def is_doubtful(when: str, due: str, today: str) -> bool:
    """Say whether work that was open may be so no more: that was said long ago, or the time that it is due by has come.

    >>> [is_doubtful(*each, "2026-11-30") for each in (("June 2025", ""), ("August 2026", "2026-Q4"), ("", "2027"))]
    [True, True, False]
    """
    if not today:
        return False
    day, said = date.fromisoformat(today), last_day(when)
    begin, end = max(_spans(due), key=lambda each: each[1], default=(date.max, date.max))
    has_come = end < date.max and max(begin, end - _QUARTER) <= day
    return has_come or (said is not None and said + _HALF_YEAR < day)


def is_before(day: str, said: str) -> bool:
    """Say whether a day is before the last date of a text begins; not where it has none, or without a day.

    >>> [is_before("2026-11-30", each) for each in ("23 November - 4 December 2026", "2026-11-30", "Geneva", "")]
    [True, False, False, False]
    """
    last = max((begin for begin, _ in _spans(said)), default=date.min)
    return bool(day) and date.fromisoformat(day) < last


def _spans(said: str) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each date in a text, which may be a day, a month, a quarter or a year."""
    for found in _DATE.finditer(said):
        year, name = int(found["year"]), (found["part"] or found["said"] or "").casefold()
        last = _QUARTERS.get(name) or _month(name)
        first = last - 2 if name in _QUARTERS else last
        if not last:
            yield date(year, 1, 1), date(year, 12, 31)
            continue
        length = monthrange(year, last)[1]
        day = min(int(found["last"] or found["of"] or found["day"] or 0), length)
        yield date(year, first, day or 1), date(year, last, day or length)


def _month(name: str) -> int:
    """Give the number of a month by its number or its first three letters; 0 for what is none."""
    if name.isdigit():
        return int(name) if int(name) <= len(_MONTHS) else 0
    return _MONTHS.index(name[:3]) + 1 if name[:3] in _MONTHS else 0
