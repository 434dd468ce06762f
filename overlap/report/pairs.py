"""What is said of one pair in every format: its score, and how the subjects of its two texts lie to each other."""

from collections.abc import Iterator

from overlap.items import stages
from overlap.model import Pair, WorkItem


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
    said = [f"subjects by title: {names.get(pair.relation, pair.relation)}"] if pair.relation else []
    said += [
        f"only {name}: {', '.join(words)}"
        for name, words in ((left, pair.left_only), (right, pair.right_only))
        if words
    ]
    return "; ".join(said)


def possible_of(pair: Pair) -> Iterator[str]:
    """Say what is possible about each of the two that is not yet final, and until when."""
    for entry in (pair.left, pair.right):
        if isinstance(entry, WorkItem) and stages.is_open(entry):
            document = stages.live(entry)
            until = f"; due {document.timing}" if document.timing else "; no date is given in the list"
            yield f"{document.id}: {stages.stage(document).opening.possible}{until}"
