"""The table of pairs of a Word document: a row each, with an empty column for what is proposed."""

from collections.abc import Sequence

from overlap.comparison.dossier import Dossier, links
from overlap.model import Entry, Pair, WorkItem
from overlap.report.word.tables import NORMAL, SMALL, Line, add_row, write
from overlap.report.word.writer import WordWriter
from overlap.report.wording import compared_on, standing, top_terms

_WIDTHS = (0.9, 5.0, 5.0, 4.2, 5.0, 2.2, 3.0)
"""Centimetres of the columns, on a landscape page."""


def write_pairs(paper: WordWriter, pairs: Sequence[Pair], dossier: Dossier, first: int = 1) -> None:
    """Write a table of pairs, a row each, with an empty column for what is proposed."""
    left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
    head = ["#", left, right, "What makes them close", "Mandate statements", "Known links", "Proposed action"]
    nothing = "none found" if dossier.declares_links else "not in the lists"
    table = paper.table(head, [], _WIDTHS)
    for number, pair in enumerate(pairs, start=first):
        cells = add_row(table, _WIDTHS)
        write(cells[0], [(str(number), True, NORMAL)])
        for cell, entry in zip(cells[1:3], (pair.left, pair.right), strict=True):
            write(cell, _entry(entry))
        why = f"{top_terms(pair)}; compared on {compared_on(pair)}"
        strength = [
            (str(pair.level), True, NORMAL),
            (why, False, NORMAL),
            (f"{pair.score:.2f} {pair.id}", False, SMALL),
        ]
        write(cells[3], strength)
        statements = [(f"{each.id}: {each.text}", False, SMALL) for _, each in dossier.concerned(pair)]
        write(cells[4], statements or [("none is near", False, SMALL)])
        write(cells[5], [(link, False, SMALL) for link in links(pair)] or [(nothing, False, SMALL)])


def _entry(entry: Entry) -> list[Line]:
    lines = [(entry.id, True, NORMAL), (entry.title, False, NORMAL), (standing(entry), False, SMALL)]
    if isinstance(entry, WorkItem) and entry.timing:
        lines.append((f"due {entry.timing}", False, SMALL))
    return lines
