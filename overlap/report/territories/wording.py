"""How the territory map names what it shows."""

from collections.abc import Mapping

from overlap.comparison.territory import Claim, Holding, Status, Territory
from overlap.model import Report, Statement

MEANING = {
    Status.CONTESTED: "claimed by both mandates",
    Status.OUTSIDE: "claimed by the other mandate only",
    Status.OWN: "claimed by its own mandate only",
    Status.UNCLAIMED: "claimed by no statement",
    Status.UNTOLD: "no statement at hand of its own side claims it; others may",
}
CONTEST = "First those that share most: an item counts less where more statements claim it."
TITLES = "A title, or a statement about the whole field, holds only the items of its own side."


def meanings(territory: Territory) -> Mapping[Status, str]:
    """Give what each status means, of those that can be told."""
    is_whole = not any(each.status is Status.UNTOLD for each in territory.holdings)
    left_out = (Status.UNTOLD,) if is_whole else (Status.OUTSIDE, Status.UNCLAIMED)
    return {status: said for status, said in MEANING.items() if status not in left_out}


def named(statement: Statement) -> str:
    """Write a statement with its name in words."""
    return f"{statement.called}: {statement.text}"


def stand_ins(report: Report) -> list[str]:
    """Say what the mandates lack, which comes before all that is made of them."""
    gaps = [
        f"{side.corpus.title}: {gap}." for side in (report.left, report.right) for gap in side.corpus.mandate_missing
    ]
    if not gaps:
        return []
    return [
        "The mandates at hand are not whole, so no work item is called outside or unclaimed:",
        *gaps,
    ]


def claimed(holding: Holding) -> str:
    """Say which statements claim an item, and by what."""
    said = "; ".join(map(_claim, holding.claims)) or "no statement is near"
    taken = ", ".join(each.called for each in holding.excluded)
    return f"{said}{f'; excluded by {taken}' if taken else ''}"


def _claim(claim: Claim) -> str:
    if claim.through:
        return f"{claim.statement.called} (through {claim.through.id}, {claim.score:.2f})"
    return f"{claim.statement.called} ({', '.join(claim.words[:4])})"
