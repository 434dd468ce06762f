"""What is drawn in a Word document: subjects by committee, and how far the open drafts are."""

from collections import Counter
from collections.abc import Iterable, Iterator

from overlap.comparison.dossier import Dossier
from overlap.comparison.territory import group
from overlap.items import stages
from overlap.model import Entry, WorkItem
from overlap.report.word.figures import Bar, draw_matrix, draw_progress
from overlap.report.word.writer import WordWriter

_MOST_DRAFTS = 8
"""So many leave room for the mandates on their page; the lists hold all."""
_MOST_SUBJECTS = 12
_MOST_COMMITTEES = 10
WIDTH = 166
"""Millimetres of a figure on a page."""


def draw_subjects(paper: WordWriter, dossier: Dossier) -> None:
    """Draw in how many pairs of each subject each Question or committee has a work item."""
    some = dossier.subjects[:_MOST_SUBJECTS]
    counts: Counter[tuple[str, str]] = Counter()
    columns: Counter[str] = Counter()
    for subject in some:
        for pair in subject.pairs:
            for place in dict.fromkeys(map(_place, (pair.left, pair.right))):
                counts[subject.name, place] += 1
                columns[place] += 1
    if len(some) < 2:
        return
    shown = [place for place in _places(dossier) if place in columns][:_MOST_COMMITTEES]
    picture = draw_matrix([each.name for each in some], shown, counts, WIDTH)
    told = []
    for each in some:
        there = [f"{place} {counts[each.name, place]}" for place in shown if counts[each.name, place]]
        told.append(f"{each.name}: {', '.join(there)}")
    paper.figure(picture, "Pairs of each subject, by Question or committee", "; ".join(told), WIDTH)


def draw_drafts(paper: WordWriter, dossier: Dossier) -> None:
    """Draw how far each draft of both lists is, and when it is due; first those of the pairs to look at."""
    drafts = {draft.id: draft for draft in (*_drafts(dossier, near=True), *_drafts(dossier))}
    near = {draft.id for draft in _drafts(dossier, near=True)}
    names = [opening.name for opening in stages.openings()]
    bars = [
        Bar(name, names.index(stages.stage(draft).opening.name) + 1, draft.timing or "no date given", name in near)
        for name, draft in drafts.items()
    ]
    if bars:
        shown = bars[:_MOST_DRAFTS]
        paper.heading("The drafts, and when they are due")
        picture = draw_progress(shown, [opening.said for opening in stages.openings()], WIDTH)
        told = "; ".join(f"{bar.name}: {stages.openings()[bar.steps - 1].said}, {bar.told}" for bar in shown)
        more = f", the first {len(shown)} of {len(bars)}" if len(shown) < len(bars) else ""
        paper.figure(
            picture,
            f"How far the open drafts are, and when they are due{more}; filled: of the pairs to act on now",
            told,
            WIDTH,
        )


def _drafts(dossier: Dossier, *, near: bool = False) -> Iterator[WorkItem]:
    """Yield the drafts of the pairs to look at, most urgent first, or those of both lists."""
    entries: Iterable[Entry] = (each for side in (dossier.items.left, dossier.items.right) for each in side.entries)
    if near:
        entries = (each for pair in dossier.open_pairs for each in (pair.left, pair.right))
    for each in entries:
        if isinstance(each, WorkItem) and stages.is_open(each):
            yield stages.live(each)


def _place(entry: Entry) -> str:
    return group(entry) if isinstance(entry, WorkItem) else ""


def _places(dossier: Dossier) -> Iterator[str]:
    """Yield the Questions and committees of the left side, then of the right."""
    for side in (dossier.items.left, dossier.items.right):
        yield from sorted({_place(each) for each in side.entries})
