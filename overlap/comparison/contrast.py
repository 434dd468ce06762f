"""What one text of a pair has that the other has not, and how their subjects lie to each other where that is clear."""

from collections.abc import Mapping

from overlap.score import matrices
from overlap.score.scoring import Scores

_MOST = 4
"""So many one-sided terms are named of each side."""
_ALL, _PART = 0.8, 0.6
"""A title is held by the other from this share of its subject's weight on; it has more of its own below that one."""
_SOME = 0.3
"""Two titles overlap from this share of the weight of both on."""


def one_sided(scores: Scores, row: int, column: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the subject words of one title that the other text has nowhere, of two entries, weightiest first.

    Returns those of the left and those of the right entry.
    """
    space = scores.space
    texts = matrices.row(space.left.both, row), matrices.row(space.right.both, column)
    titles = matrices.row(space.left.title, row), matrices.row(space.right.title, column)
    subjects = matrices.row(space.left.subject, row), matrices.row(space.right.subject, column)
    named = [
        sorted((each for each in title if each in subject and each not in other), key=lambda t: (-title[t], t))
        for title, subject, other in zip(titles, subjects, reversed(texts), strict=True)
    ]
    left, right = (tuple(space.spelling(space.vocabulary[term]) for term in terms[:_MOST]) for terms in named)
    return left, right


def relation(scores: Scores, row: int, column: int) -> str:
    """Say how the subjects of two titles lie to each other; empty where their words do not tell.

    `same`: each title holds nearly all of the other's subject. `left inside right`: the left title has all of the
    right one's words and more of its own, so that it is the narrower. `complementing`: one subject, and words of the
    genre that differ, as requirements and use cases. `overlapping`: some of each.
    """
    space = scores.space
    here, there = matrices.row(space.left.naming, row), matrices.row(space.right.naming, column)
    subject = {*matrices.row(space.left.subject, row)} | {*matrices.row(space.right.subject, column)}
    left, right = _held(here, there, subject), _held(there, here, subject)
    if left is None or right is None:
        return ""
    if min(left, right) >= _ALL:
        kinds = {*here} - subject, {*there} - subject
        return "complementing" if all(kinds) and not kinds[0] & kinds[1] else "same"
    if max(left, right) >= _ALL and min(left, right) < _PART:
        return "right inside left" if left > right else "left inside right"
    return "overlapping" if min(left, right) >= _SOME else ""


def _held(one: Mapping[int, float], other: Mapping[int, float], subject: set[int]) -> float | None:
    """Give the share of the weight of a title's subject that another title holds; None for a title without one."""
    weights = {term: value**2 for term, value in one.items() if term in subject}
    whole = sum(weights.values())
    return sum(value for term, value in weights.items() if term in other) / whole if whole else None
