"""What can still be done about a work item on a day: by its stage, and by when its list says that it was at it."""

from dataclasses import dataclass
from enum import StrEnum

from overlap.items import dates, periods, stages
from overlap.items.stages import Opening
from overlap.model import Corpus, WorkItem


class Time(StrEnum):
    """Whether what a list says to be open still is."""

    NOW = "now"
    """As far as is known."""
    OVER = "over"
    """Its ballot, review or consultation has ended by now, as long as that may last."""
    UNSURE = "unsure"
    """When that began is not known."""
    STALE = "stale"
    """Work was open more than half a year ago, or was due by now."""


@dataclass(frozen=True, slots=True)
class Room:
    """What room for change a work item leaves."""

    document: WorkItem
    """The one that can still be changed: the revision under way where there is one."""
    opening: Opening
    time: Time
    called: str = ""
    """What runs, or ran, at its stage: `ballot`, `last call`; empty where nothing does."""

    @property
    def possible(self) -> str:
        """What another group can do, in a few words."""
        return self.opening.passed if self.time in (Time.OVER, Time.STALE) else self.opening.possible


def room(item: WorkItem, corpus: Corpus, today: str) -> Room:
    """Say what room for change is left today about a work item of a list; without a today nothing is over."""
    document = stages.live(item)
    opening = stages.stage(document).opening
    when = dates.said_on(corpus, document)
    running = periods.period(document.stage or document.status, opening.name)
    time = Time.NOW
    if today and running:
        is_over = running.is_over(when, today)
        time = Time.UNSURE if is_over is None else Time.OVER if is_over else Time.NOW
    elif opening.passed and dates.is_doubtful(when, document.timing, today):
        time = Time.STALE
    return Room(document, opening, time, running.called if running else "")


def possible(item: WorkItem, corpus: Corpus, today: str) -> str:
    """Say what can be done about a work item, and of which document, where that is its revision under way.

    >>> jc4 = Corpus("jc4", "Cities", as_of="June 2025")
    >>> possible(WorkItem("ISO 37106", "Guidance", stage="90.93"), jc4, "2026-08-31")
    'confirmed: reference it, adopt it, or propose a revision'
    >>> draft = WorkItem("ISO/DIS 10", "Bells", stage="40.20")
    >>> possible(WorkItem("ISO 10", "Bells", stage="90.92", members=(draft,)), jc4, "2026-08-31").partition(";")[0]
    'ISO/DIS 10 past its ballot or comment period: ask at what stage it is'
    """
    left = room(item, corpus, today)
    return left.possible if left.document is item else f"{left.document.id} {left.possible}"
