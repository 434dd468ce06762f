"""What is said of one pair in every format: its score, and how the subjects of its two texts lie to each other."""

from collections.abc import Iterator

from overlap.items import dates, rooms, stages
from overlap.items.rooms import Time
from overlap.model import Pair, Report, WorkItem


def score_of(score: float) -> str:
    """Write a score, in thousandths; none is shown as certain.

    >>> score_of(0.99973), score_of(0.4)
    ('0.999', '0.400')
    """
    return f"{min(score, 0.999):.3f}"


def relation_of(pair: Pair, left: str, right: str) -> str:
    """Say how the subjects of two titles lie to each other and what each has alone; empty if nothing can be said."""
    names = {
        "left inside right": f"{left} inside {right}",
        "right inside left": f"{right} inside {left}",
    }
    relation = names.get(pair.relation, pair.relation)
    if relation == "same" and (pair.left_only or pair.right_only):
        relation = "nearly the same"
    said = [f"subjects by title: {relation}"] if relation else []
    said += [
        f"only {name}: {', '.join(words)}"
        for name, words in ((left, pair.left_only), (right, pair.right_only))
        if words
    ]
    return "; ".join(said)


def possible_of(pair: Pair, report: Report) -> Iterator[str]:
    """Say what is possible about each of the two that is not yet final, and until when."""
    today = day(report)
    for entry, side in ((pair.left, report.left), (pair.right, report.right)):
        if isinstance(entry, WorkItem) and stages.is_open(entry):
            left = rooms.room(entry, side.corpus, today)
            due = left.document.timing
            past = ", which is past" if dates.is_past(due, today) else ""
            until = f"; due {due}{past}" if due else "; no date is given in the list" * (left.time is Time.NOW)
            yield f"{left.document.id}: {left.possible}{until}"


def day(report: Report) -> str:
    """Give the day on which the lists of a report are read."""
    return dates.day(report.settings.today, (report.left.corpus, report.right.corpus))
