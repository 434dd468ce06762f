"""The tables of pairs of a Word document: a row each, with an empty column for what is proposed."""

from collections.abc import Mapping, Sequence

from overlap.comparison.dossier import Dossier
from overlap.comparison.subjects import PairGroup
from overlap.model import Entry, Pair
from overlap.report.pairs import possible_of, relation_of, score_of
from overlap.report.word.tables import NORMAL, Line, add_row, write, write_heading
from overlap.report.word.writer import WordWriter
from overlap.report.wording import compared_on, standing, top_terms

_PAIR = {"#": 0.9, "left": 4.6, "right": 5.2, "close": 6.4, "possible": 5.0, "links": 3.0, "action": 2.2}
"""How wide the columns are to each other; those that are left out leave their room to the others."""
_SUBJECT = {"subject": 3.4, "pairs": 1.2, "left": 6.0, "right": 6.6, "close": 5.9, "action": 2.2}


def write_pairs(
    paper: WordWriter, groups: Mapping[str, Sequence[Pair]], dossier: Dossier, *, with_possible: bool = False
) -> None:
    """Write a table of pairs, a row each, under the names of their groups; what is known of no pair has no column."""
    links = {pair.id: dossier.links(pair) for pairs in groups.values() for pair in pairs}
    columns = [
        name for name in _PAIR if (name != "links" or any(links.values())) and (name != "possible" or with_possible)
    ]
    widths = paper.fitted([_PAIR[name] for name in columns])
    table = paper.table([_headings(dossier)[name] for name in columns], [], widths)
    for name, pair in [(name, each) for name, pairs in groups.items() for each in (None, *pairs)]:
        if pair is None:
            if name:
                write_heading(add_row(table, widths), name)
            continue
        cells = dict(zip(columns, add_row(table, widths), strict=True))
        written = {
            "#": [Line(str(pair.rank or ""), True, NORMAL)],
            "left": _entry(pair.left),
            "right": _entry(pair.right),
            "close": _close(pair, dossier, with_relation=not with_possible),
            "possible": [Line(each) for each in possible_of(pair, dossier.items)],
            "links": [Line(each) for each in links[pair.id]],
            "action": [],
        }
        for column, cell in cells.items():
            write(cell, written[column])


def write_subjects(paper: WordWriter, subjects: Sequence[PairGroup], dossier: Dossier) -> None:
    """Write a table of subjects, a row each with its closest pair."""
    widths = paper.fitted([*_SUBJECT.values()])
    table = paper.table([_headings(dossier)[name] for name in _SUBJECT], [], widths)
    for subject in subjects:
        cells, first = add_row(table, widths), subject.pairs[0]
        write(cells[0], [Line(subject.name, True, NORMAL), Line(subject.id)])
        write(cells[1], [Line(str(len(subject.pairs)), False, NORMAL)])
        write(cells[2], _entry(first.left))
        write(cells[3], _entry(first.right))
        write(cells[4], _close(first, dossier, with_relation=False))


def _headings(dossier: Dossier) -> dict[str, str]:
    left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
    return {
        "#": "#",
        "subject": "Subject",
        "pairs": "Pairs",
        "left": left,
        "right": right,
        "close": "Level and shared words",
        "possible": "What is possible, and until when",
        "links": "Known links",
        "action": "Proposed action",
    }


def _close(pair: Pair, dossier: Dossier, *, with_relation: bool) -> list[Line]:
    """Say how close a pair is; how its subjects lie to each other stands in the annex, where all pairs are."""
    left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
    lines = [
        Line(f"{pair.level}, {score_of(pair.score)}", True, NORMAL),
        Line(f"{top_terms(pair)} ({compared_on(pair)})"),
        Line(relation_of(pair, left, right) if with_relation else ""),
        Line(pair.id),
    ]
    return [line for line in lines if line.text]


def _entry(entry: Entry) -> list[Line]:
    address = entry.url
    return [Line(entry.id, True, NORMAL, address), Line(entry.title, False, NORMAL), Line(standing(entry))]
