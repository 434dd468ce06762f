"""The section on mandates of a Word document: whose ground the work items stand on."""

from collections.abc import Sequence

from overlap.comparison.dossier import Dossier
from overlap.comparison.territory import Status, Territory
from overlap.model import WorkItem
from overlap.report.territories.wording import meanings, named, stand_ins
from overlap.report.word.writer import WordWriter

_MOST_CONTESTS = 5
"""Half a page of them; JSON, Markdown and the matrix hold all."""
_MOST_NAMED = 5
"""So many items of a contest are named; JSON, Markdown and the matrix hold all."""


def write_mandates(paper: WordWriter, dossier: Dossier) -> None:
    """Write the counts, the first contests, the items on foreign ground, and the overlap by group."""
    territory = dossier.territory
    if territory is None:
        return
    left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
    paper.heading("Mandates")
    for line in stand_ins(dossier.statements) if dossier.statements else ():
        paper.bullet(line)
    paper.caption("On whose ground the work items stand")
    counts = [
        [f"{status}: {meaning}", str(territory.count("left", status)), str(territory.count("right", status))]
        for status, meaning in meanings(territory).items()
    ]
    paper.table(["Work items", left, right], counts, (10.0, 3.2, 3.2))
    paper.text(
        "Read a claim as a reason to look: of those judged about 9 of 10 were right, and about 9 of 10 right ones were "
        "found. An item claimed through another all but surely overlaps an item of that statement."
    )
    some = territory.contests[:_MOST_CONTESTS]
    paper.caption(f"Statements that claim the same work items: the first {len(some)} of {len(territory.contests)}")
    rows = [[named(one.left), named(one.right), _items(one.items)] for one in some]
    paper.table([left, right, "Items"], rows, (5.8, 5.8, 5.0))
    _write_outside(paper, territory)


def _write_outside(paper: WordWriter, territory: Territory) -> None:
    outside = [each for each in territory.holdings if each.status is Status.OUTSIDE]
    if outside:
        paper.heading("Work items that only the other mandate claims", 2)
        for each in outside:
            claims = ", ".join(claim.statement.called for claim in each.claims)
            paper.bullet(f"{each.item.id} {each.item.title} (claimed by {claims})")


def _items(items: Sequence[WorkItem], most: int = _MOST_NAMED) -> str:
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(item.id for item in items[:most]) + more
