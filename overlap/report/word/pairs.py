"""The tables of pairs of a Word document: a row each, with an empty column for what is proposed."""

from collections.abc import Iterable, Sequence

from overlap.comparison.dossier import Dossier
from overlap.comparison.subjects import PairGroup
from overlap.items import stages
from overlap.model import Entry, Pair, WorkItem
from overlap.report.pairs import relation_of, score_of
from overlap.report.word.tables import NORMAL, Line, add_row, write
from overlap.report.word.writer import WordWriter
from overlap.report.wording import compared_on, standing, top_terms

_PAIR = {"#": 1.2, "left": 5.2, "right": 5.2, "close": 5.4, "possible": 4.6, "links": 3.2, "action": 2.6}
"""Centimetres of the columns, on a landscape page; those that are left out leave their room to the others."""
_SUBJECT = {"subject": 4.2, "pairs": 1.4, "left": 5.8, "right": 5.8, "close": 5.4, "action": 2.6}


def write_pairs(paper: WordWriter, pairs: Sequence[Pair], dossier: Dossier, *, with_possible: bool = False) -> None:
    """Write a table of pairs, a row each; what is known of no pair of the document has no column."""
    links = {pair.id: dossier.links(pair) for pair in pairs}
    columns = [
        name for name in _PAIR if (name != "links" or any(links.values())) and (name != "possible" or with_possible)
    ]
    widths = _fitted([_PAIR[name] for name in columns])
    table = paper.table([_headings(dossier)[name] for name in columns], [], widths)
    for pair in pairs:
        cells = dict(zip(columns, add_row(table, widths), strict=True))
        written = {
            "#": [Line(str(pair.rank or ""), True, NORMAL)],
            "left": _entry(pair.left),
            "right": _entry(pair.right),
            "close": _close(pair, dossier),
            "possible": [Line(each) for each in _possible(pair)],
            "links": [Line(each) for each in links[pair.id]],
            "action": [],
        }
        for name, cell in cells.items():
            write(cell, written[name])


def write_subjects(paper: WordWriter, subjects: Sequence[PairGroup], dossier: Dossier) -> None:
    """Write a table of subjects, a row each with its closest pair."""
    widths = _fitted([*_SUBJECT.values()])
    table = paper.table([_headings(dossier)[name] for name in _SUBJECT], [], widths)
    for subject in subjects:
        cells, first = add_row(table, widths), subject.pairs[0]
        write(cells[0], [Line(subject.name, True, NORMAL), Line(subject.id)])
        write(cells[1], [Line(str(len(subject.pairs)), False, NORMAL)])
        write(cells[2], _entry(first.left))
        write(cells[3], _entry(first.right))
        write(cells[4], _close(first, dossier))


def _headings(dossier: Dossier) -> dict[str, str]:
    left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
    return {
        "#": "#",
        "subject": "Subject",
        "pairs": "Pairs",
        "left": left,
        "right": right,
        "close": "What makes them close",
        "possible": "What is possible, and until when",
        "links": "Known links",
        "action": "Proposed action",
    }


def _fitted(widths: Sequence[float]) -> list[float]:
    """Stretch the columns to the width of the page."""
    return [width * _PAGE / sum(widths) for width in widths]


_PAGE = 25.3
"""Centimetres between the margins of a landscape page."""


def _close(pair: Pair, dossier: Dossier) -> list[Line]:
    left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
    lines = [
        Line(f"{pair.level}, {score_of(pair.score)}", True, NORMAL),
        Line(f"{top_terms(pair)} ({compared_on(pair)})"),
        Line(relation_of(pair, left, right)),
        Line(pair.id),
    ]
    return [line for line in lines if line.text]


def _possible(pair: Pair) -> Iterable[str]:
    """Say what is possible about each of the two that is not yet final."""
    for entry in (pair.left, pair.right):
        if isinstance(entry, WorkItem) and stages.is_open(entry):
            document = stages.live(entry)
            until = f"; due {document.timing}" if document.timing else "; no date is given in the list"
            yield f"{document.id}: {stages.stage(document).opening.possible}{until}"


def _entry(entry: Entry) -> list[Line]:
    address = entry.url
    return [Line(entry.id, True, NORMAL, address), Line(entry.title, False, NORMAL), Line(standing(entry))]
