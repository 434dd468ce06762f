"""How long a ballot, a review or a consultation runs, and whether one that a list tells of can still run."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from overlap.items.dates import last_day


@dataclass(frozen=True, slots=True)
class Period:
    """A ballot, a review or a consultation."""

    weeks: int
    """It runs no longer."""
    called: str
    """What a letter calls it."""

    def is_over(self, when: str, today: str) -> bool | None:
        """Say whether it is over by today if it ran on a day; None where that day is not known.

        >>> [Period(12, "ballot").is_over(when, "2026-11-30") for when in ("June 2025", "2026-10-01", "")]
        [True, False, None]
        """
        last = last_day(when)
        return last + timedelta(weeks=self.weeks) < date.fromisoformat(today) if last else None


def period(stage: str, opening: str) -> Period | None:
    """Find what runs at a stage, by its code or its words, else by the name of its opening; None where nothing does.

    >>> period("Consented, last call", "comments"), period("60.60", "published")
    (Period(weeks=4, called='last call'), None)
    """
    by_opening = _page()["openings"].get(opening)
    if by_opening is None:
        return None
    named = _page()["periods"]
    there = [each for each in named if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", stage, re.IGNORECASE)]
    # What is consented runs by the last call that it names, and so does each stage by its closest word.
    return min((named[each] for each in there), key=lambda each: each.weeks, default=by_opening)


@cache
def _page() -> Mapping[str, Mapping[str, Period]]:
    """Read the periods, periods.toml."""
    text = resources.files("overlap.items").joinpath("periods.toml").read_text(encoding="utf-8")
    return {kind: {name: Period(**each) for name, each in some.items()} for kind, some in tomllib.loads(text).items()}
