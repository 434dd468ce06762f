"""A look at two lists, as a watch keeps it: every work item and its stage, the pairs to look at, what is open again."""

from collections.abc import Mapping

from overlap.items import stages
from overlap.model import Entry, Pair, Report, WorkItem, called
from overlap.record.watching import Look, Watched
from overlap.settings import Level


def look(report: Report, overdue: Mapping[str, str]) -> Look:
    """Take a look at a comparison that holds its related pairs; `overdue` are statements, by id and deadline."""
    near = [pair for pair in report.pairs if pair.level in (Level.LIKELY, Level.SUBSTANTIAL)]
    reopened = [pair for pair in report.pairs if pair.reopened]
    items = {
        f"{side} {called(entry)}": _watched(entry)
        for side, whole in (("left", report.left), ("right", report.right))
        for entry in whole.entries
        if isinstance(entry, WorkItem)
    }
    about = (*near, *reopened, *report.decided, *report.coordinated)
    return Look(
        items=items,
        findings={pair.id: _said(pair) for pair in (*near, *reopened)},
        concerned=frozenset(key for pair in about for key in _keys(pair)),
        reopened={pair.id: pair.reopened for pair in reopened},
        overdue=overdue,
    )


def _keys(pair: Pair) -> tuple[str, str]:
    return f"left {called(pair.left)}", f"right {called(pair.right)}"


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
    )


def _said(pair: Pair) -> str:
    return f"{_named(pair.left)} and {_named(pair.right)}, {pair.level}"


def _named(entry: Entry) -> str:
    return f"{entry.id} “{entry.title}”"
