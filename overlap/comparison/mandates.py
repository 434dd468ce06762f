"""Mandates against work items: every item is given to the statements that claim it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from overlap.comparison.ground import SURE, survey
from overlap.comparison.roles import Role
from overlap.comparison.territory import Cell, Claim, Contest, Holding, Status, Territory, group
from overlap.model import Statement, WorkItem
from overlap.score import vectors
from overlap.score.rounding import STEP
from overlap.score.scoring import Scores
from overlap.score.weights import Weights
from overlap.settings import Level
from overlap.text.glossary import Glossary


def chart(
    mandates: tuple[Sequence[Statement], Sequence[Statement]],
    scores: Scores,
    glossary: Glossary,
    numbers: Weights,
    is_whole: bool = True,
) -> Territory:
    """Give every work item of two sides to the statements that claim it; `scores` are those of the items.

    Where a mandate is not whole, that no statement of it claims an item says nothing about the item.
    """
    items = [[each for each in side if isinstance(each, WorkItem)] for side in (scores.left, scores.right)]
    statements = [*mandates[0], *mandates[1]]
    space = vectors.build([*items[0], *items[1]], statements, glossary, numbers.vectors)
    ground = survey(space, statements, len(mandates[0]), items[0], items[1], glossary)
    close = _close(scores, numbers)
    holdings = [ground.holding(number, close.get(number, ())) for number in range(len(ground.items))]
    if not is_whole:
        holdings = [replace(each, status=Status.UNTOLD) if each.status in _NEEDS_ALL else each for each in holdings]
    roles = {each.id: role for each, role in zip(statements, ground.roles, strict=True)}
    return Territory(
        roles=roles,
        holdings=tuple(holdings),
        contests=tuple(_contests(holdings, roles)),
        covers=tuple(sorted(ground.covers(), key=lambda each: (-each.share, each.statement.id))),
        cells=tuple(_cells(scores, numbers)),
    )


_NEEDS_ALL = (Status.OUTSIDE, Status.UNCLAIMED)
"""What can only be said by all statements of both mandates."""


def _close(scores: Scores, numbers: Weights) -> dict[int, list[tuple[int, float]]]:
    """List for each item, left ones first, the items of the other side that surely overlap it, closest first."""
    found: dict[int, list[tuple[int, float]]] = {}
    for row, column, points in _substantial(scores, numbers):
        if points < SURE * STEP:
            continue
        found.setdefault(row, []).append((len(scores.left) + column, points / STEP))
        found.setdefault(len(scores.left) + column, []).append((row, points / STEP))
    return found


def _substantial(scores: Scores, numbers: Weights) -> Iterator[tuple[int, int, int]]:
    points = scores.points
    here = points >= numbers.levels[Level.SUBSTANTIAL] * STEP
    yield from zip(scores.rows[here].tolist(), scores.columns[here].tolist(), points[here].tolist(), strict=True)


def _contests(holdings: Sequence[Holding], roles: Mapping[str, Role]) -> Iterator[Contest]:
    """Yield the pairs of claims that hold the same items, weightiest first."""
    found: dict[tuple[str, str], tuple[Statement, Statement, list[tuple[WorkItem, float]]]] = {}
    for holding in holdings:
        shares = [dict(_shared_out(holding, side, roles)) for side in ("left", "right")]
        for (one, part), (other, rest) in product(shares[0].items(), shares[1].items()):
            entry = found.setdefault((one.id, other.id), (one, other, []))
            entry[2].append((holding.item, part * rest))
    contests = [
        Contest(one, other, sum(part for _, part in items), tuple(item for item, _ in items))
        for one, other, items in found.values()
    ]
    yield from sorted(contests, key=lambda each: (-round(each.weight, 6), each.left.id, each.right.id))


def _shared_out(holding: Holding, side: str, roles: Mapping[str, Role]) -> Iterator[tuple[Statement, float]]:
    """Share an item out among the claims of one side, by the squares of their closeness."""
    claims = [each for each in holding.claims if each.side == side and roles[each.statement.id] is Role.CLAIM]
    whole = sum(each.closeness**2 for each in claims)
    for each in claims:
        yield each.statement, each.closeness**2 / whole if whole else 1 / len(claims)


def _cells(scores: Scores, numbers: Weights) -> Iterator[Cell]:
    """Count the pairs that overlap substantially by the groups of both sides, strongest first within each."""
    found: dict[tuple[str, str], list[tuple[WorkItem, WorkItem, float]]] = {}
    for row, column, points in _substantial(scores, numbers):
        one, other = scores.left[row], scores.right[column]
        if isinstance(one, WorkItem) and isinstance(other, WorkItem):
            found.setdefault((group(one), group(other)), []).append((one, other, points / STEP))
    for (left, right), pairs in sorted(found.items()):
        yield Cell(left, right, len(pairs), pairs[0])


def claims(
    items: Sequence[WorkItem], statements: Sequence[Statement], glossary: Glossary, numbers: Weights
) -> list[tuple[Claim, ...]]:
    """Give for each item the statements of one mandate that claim it directly, closest first.

    The items are nobody's yet, so what is about the whole field of a body does not claim them.
    """
    space = vectors.build(items, statements, glossary, numbers.vectors)
    ground = survey(space, statements, len(statements), items, (), glossary)
    wide = {each.id for each, role in zip(statements, ground.roles, strict=True) if role is Role.FIELD}
    found = [ground.holding(number, ()).claims for number in range(len(items))]
    return [tuple(claim for claim in each if claim.statement.id not in wide) for each in found]
