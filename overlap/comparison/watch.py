"""A look at two lists, as a watch keeps it: every work item and its stage, the pairs to look at, what is open again.

The lists are compared whole. A text that comes, goes or changes moves how rare its words are, and so all scores a
little: to compare it alone with the others would give scores that no comparison gives. What makes a look quick is that
only pairs that overlap substantially are looked for, and that nothing is explained.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

import numpy as np

from overlap.comparison import comparison, pairs
from overlap.comparison.sides import sides
from overlap.items import stages
from overlap.items.folding import Folded, named
from overlap.model import Corpus, Side, WorkItem, called, pair_id
from overlap.record.register import Decision
from overlap.record.watching import Look, Reopened, Watched
from overlap.score import scoring
from overlap.score.rounding import STEP
from overlap.score.scoring import Scores
from overlap.settings import Level, Settings

_FIELDS = ("id", "title", "status", "stage", "date", "url")
"""What a look takes of a document."""
Place = tuple[int, int]
Works = tuple[list[WorkItem], list[WorkItem]]


def look(
    lists: tuple[Corpus, Corpus], settings: Settings, decisions: Mapping[str, Decision], overdue: Mapping[str, str]
) -> Look:
    """Compare two lists and take a look; `overdue` are statements, by id and deadline.

    Raises NotFoundError when a list has nothing to compare.
    """
    both = sides(*lists, settings)
    scores = comparison.closest(both, settings, Level.SUBSTANTIAL)
    joint = comparison.declared(both, settings)
    standing = pairs.standing_decisions(scores, decisions, joint, settings)
    open_again = {place: each.open_again for place, each in standing.items() if each.open_again}
    works = _works(both[0]), _works(both[1])
    near = dict(_near(scores, {*joint, *standing} - {*open_again}))
    lines = {place: _said(works, place, level) for place, level in near.items()}
    lines |= {place: _said(works, place, standing[place].pair.level) for place in open_again}
    return Look(
        items={_key(side, each): _watched(each) for side in (0, 1) for each in works[side]},
        findings={_id(works, place): lines[place] for place in near},
        concerned=frozenset(
            _key(side, works[side][place[side]]) for place in (*near, *joint, *standing) for side in (0, 1)
        ),
        reopened={_id(works, place): Reopened(lines[place], why) for place, why in open_again.items()},
        overdue=overdue,
    )


def _works(side: Side) -> list[WorkItem]:
    """Give the work items of a side; of a catalogue no more is read than a look takes."""
    if not isinstance(side.entries, Folded):
        return [each for each in side.entries if isinstance(each, WorkItem)]
    made = (
        [WorkItem(**dict(zip(_FIELDS, each, strict=True))) for each in one] for one in side.entries.documents(*_FIELDS)
    )
    return [replace(named(first), members=tuple(others)) for first, *others in made]


def _near(scores: Scores, settled: Collection[Place]) -> Iterator[tuple[Place, Level]]:
    """Yield the pairs that overlap substantially and that nobody declared or decided on."""
    levels, points = scores.numbers.levels, scores.points
    taken = pairs.among(scores.rows * len(scores.right) + scores.columns, settled, len(scores.right))
    found = np.flatnonzero((points >= levels[Level.SUBSTANTIAL] * STEP) & ~taken)
    each = (values[found].tolist() for values in (scores.rows, scores.columns, points))
    yield from (((row, column), scoring.level(point, levels)) for row, column, point in zip(*each, strict=True))


def _key(side: int, item: WorkItem) -> str:
    return f"{('left', 'right')[side]} {called(item)}"


def _id(works: Works, place: Place) -> str:
    return pair_id(called(works[0][place[0]]), called(works[1][place[1]]))


def _said(works: Works, place: Place, level: Level) -> str:
    one, other = works[0][place[0]], works[1][place[1]]
    return f"{one.id} “{one.title}” and {other.id} “{other.title}”, {level}"


def _watched(item: WorkItem) -> Watched:
    document = stages.live(item)
    stage = stages.stage(document)
    return Watched(
        id=document.id,
        title=document.title,
        opening=stage.opening.name,
        stage=stage.said,
        is_open=stage.opening.is_open,
        is_gone=stages.is_gone(document.status, document.stage),
        address=document.url or item.url,
        date=document.date,
    )
