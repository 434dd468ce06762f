"""Excel: a row a pair to filter and decide on, subjects, mandates, work items, sources; same input, same bytes."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import xlsxwriter

from overlap.comparison import subjects
from overlap.comparison.dossier import SHOWN, Dossier
from overlap.items import stages
from overlap.model import Entry, Pair, Side, WorkItem
from overlap.record.changes import Difference
from overlap.record.register import OUTCOMES
from overlap.report import summary
from overlap.report.excel.sheets import Book, Cell, Column, Linked, height, on_paper
from overlap.report.pairs import possible_of, relation_of
from overlap.report.wording import NOTICE, compared_on, filter_lines, header, notes, pairs, top_terms
from overlap.text.printing import printable

DECISION = ("Outcome", "Reason", "By", "Document", "Expires")
"""The columns that a person fills in; `overlap decide` will read them back by these names and the pair's id."""
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CREATED = datetime(2000, 1, 1)
"""Any date, as long as it is always the same one: equal input gives equal bytes."""
_FIXED = 4
"""So many columns of the pairs stay when the sheet is scrolled: its id and rank, and the identifiers of both sides."""
_LEVEL = 6
"""The place of the column by which the pairs are filtered when the workbook is opened."""
_PRINTED = 11
"""So many columns of the pairs are printed: what they are, how close, and at what stage."""


def write_xlsx(dossier: Dossier) -> bytes:
    """Write the workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as made:
        made.set_properties({"title": printable(dossier.title), "comments": NOTICE, "created": _CREATED})
        book = Book(made, dossier.title)
        _pairs(book, dossier)
        _subjects(book, dossier)
        if dossier.since:
            _since(book, dossier, dossier.since)
        if dossier.statements:
            _mandates(book, dossier)
        _items(book, dossier)
        _sources(book, dossier)
    return out.getvalue()


def write_rows(rows: Sequence[Sequence[str]], name: str, fixed: tuple[int, int], remarks: Sequence[str] = ()) -> bytes:
    """Write a table of texts, so many rows and columns of which stay when it is scrolled; remarks have a sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet(name)
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for number, row in enumerate(rows):
            style = bold if number == 0 else wrapped if number < fixed[0] else None
            for column, cell in enumerate(row):
                sheet.write_string(number, column, printable(cell), style)
        sheet.freeze_panes(*fixed)
        sheet.autofilter(fixed[0] - 1, 0, max(len(rows) - 1, fixed[0]), len(rows[0]) - 1)
        sheet.set_column(0, len(rows[0]) - 1, 18)
        sheet.set_column(2, 2, 60)
        on_paper(sheet, name)
        sheet.repeat_rows(0, fixed[0] - 1)
        if remarks:
            about = book.add_worksheet("Notes")
            for number, remark in enumerate(remarks):
                about.write_string(number, 0, printable(remark))
    return out.getvalue()


def _every(dossier: Dossier) -> tuple[Pair, ...]:
    return (*dossier.items.pairs, *dossier.items.coordinated, *dossier.items.decided)


def _filtered(dossier: Dossier) -> Iterator[str]:
    """Say what the filter shows, where the sheet of pairs is opened with one."""
    many, of = len(dossier.agenda), len(_every(dossier))
    if 0 < many < of:
        yield f"Filtered by Level to the {pairs(many)} of the agenda, of {of}; clear the filter to see and print all."


def _id(name: str) -> Column:
    return Column(name, 14, at_most=26)


def _names(dossier: Dossier) -> tuple[str, str]:
    return dossier.items.left.corpus.title, dossier.items.right.corpus.title


def _pairs(book: Book, dossier: Dossier) -> None:
    left, right = _names(dossier)
    every = _every(dossier)
    with_links = any(dossier.links(pair) for pair in every)
    columns = [
        Column("Pair", 13), Column("Rank", 7), _id(left), _id(right), Column(f"{left} title", 36),
        Column(f"{right} title", 36), Column("Level", 13), Column("Score", 8), Column("Subject", 20),
        Column(f"{left} stage", 18), Column(f"{right} stage", 18),
        Column(f"{left} Question or group", 18), Column(f"{right} Question or group", 18),
        Column("What is possible", 36),
        *([Column("Known links", 30)] if with_links else []),
        Column("Shared words", 30), Column("Subjects by title", 34), Column("Compared on", 14),
        Column(f"{left} scope", 50), Column(f"{right} scope", 50), Column("Mandate statements", 54),
        *(Column(name, 18, is_free=True) for name in DECISION),
    ]  # fmt: skip
    groups = subjects.by_pair(dossier.subjects)
    rows = (_row(pair, dossier, groups.get(pair.id), with_links) for pair in every)
    only = (_LEVEL, SHOWN) if any(_filtered(dossier)) else None
    sheet = book.table("Pairs", columns, rows, fixed=_FIXED, printed=_PRINTED, only=only)
    first_free, last = len(columns) - len(DECISION), max(len(every), 1)
    source = f"=Outcomes!$A$1:$A${len(OUTCOMES)}"
    sheet.data_validation(1, first_free, last, first_free, {"validate": "list", "source": source})
    outcomes = book.book.add_worksheet("Outcomes")
    for row, outcome in enumerate(OUTCOMES):
        outcomes.write_string(row, 0, outcome)
    outcomes.set_column(0, 0, 60)
    outcomes.hide()


def _row(pair: Pair, dossier: Dossier, subject: subjects.PairGroup | None, with_links: bool) -> list[Cell]:
    left, right = pair.left, pair.right
    statements = "; ".join(each.text for _, each in dossier.concerned(pair))
    settled = "already coordinated" if pair.declared else "decided" if pair.decision and not pair.reopened else ""
    possible = "; ".join(possible_of(pair, dossier.items))
    return [
        pair.id, pair.rank or "", Linked(left.id, left.url), Linked(right.id, right.url), left.title, right.title,
        settled or str(pair.level), pair.score, f"{subject.name} ({subject.id})" if subject else "",
        _stage(left), _stage(right), _group(left), _group(right), possible,
        *(["; ".join(dossier.links(pair))] if with_links else []),
        top_terms(pair), relation_of(pair, *_names(dossier)), compared_on(pair), left.scope, right.scope, statements,
    ]  # fmt: skip


def _stage(entry: Entry) -> str:
    return stages.standing(entry) if isinstance(entry, WorkItem) else ""


def _group(entry: Entry) -> str:
    return ", ".join(filter(None, [entry.committee, entry.group])) if isinstance(entry, WorkItem) else entry.body


def _subjects(book: Book, dossier: Dossier) -> None:
    left, right = _names(dossier)
    columns = [
        Column("Subject", 26), Column("Id", 13), Column("Pairs", 7), Column("Not yet final", 9), Column("Closest", 8),
        _id(left), Column(f"{left} title", 40), _id(right), Column(f"{right} title", 40),
    ]  # fmt: skip
    open_pairs = {pair.id for pair in dossier.open_pairs}
    rows: list[list[Cell]] = [
        [
            each.name, each.id, len(each.pairs), sum(pair.id in open_pairs for pair in each.pairs), each.pairs[0].score,
            Linked(each.pairs[0].left.id, each.pairs[0].left.url), each.pairs[0].left.title,
            Linked(each.pairs[0].right.id, each.pairs[0].right.url), each.pairs[0].right.title,
        ]
        for each in dossier.subjects
    ]  # fmt: skip
    book.table("Subjects", columns, rows)


def _since(book: Book, dossier: Dossier, since: Difference) -> None:
    left, right = _names(dossier)
    columns = [
        Column("What", 12), Column("Pair", 13), Column("Level", 20), _id(left), Column(f"{left} title", 44),
        _id(right), Column(f"{right} title", 44), Column("Score before", 13), Column("Score now", 13),
        Column("Why", 60),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            str(each.kind), each.pair, str(each.level), each.left, each.left_title, each.right, each.right_title,
            "" if each.before is None else each.before, "" if each.after is None else each.after, each.why,
        ]
        for each in since.changes
    ]  # fmt: skip
    sheet = book.table("Since the last meeting", columns, rows, fixed=2)
    for row, note in enumerate([since.result(), *since.notes], start=len(since.changes) + 2):
        sheet.write_string(row, 0, printable(note))


def _mandates(book: Book, dossier: Dossier) -> None:
    """Write the statements of both mandates in full, with the work items each claims."""
    holdings = dossier.territory.holdings if dossier.territory else ()
    claimed: dict[str, list[str]] = {}
    for holding in holdings:
        for claim in holding.claims:
            claimed.setdefault(claim.statement.id, []).append(holding.item.id)
    columns = [
        Column("Side", 16), Column("Name", 26), Column("Statement", 70), Column("Kind", 12), Column("Of", 20),
        Column("Claims", 9), Column("Work items claimed", 60), Column("Id", 22), Column("Source", 50),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            corpus.title, each.called, each.text, each.kind, each.body, len(claimed.get(each.id, ())),
            ", ".join(claimed.get(each.id, ())), each.id, Linked(each.source or each.url, each.url),
        ]
        for corpus in (dossier.items.left.corpus, dossier.items.right.corpus)
        for each in corpus.mandate
    ]  # fmt: skip
    book.table("Mandates", columns, rows, printed=6)


def _items(book: Book, dossier: Dossier) -> None:
    columns = [
        Column("Side", 16), _id("Identifier"), Column("Title", 62), Column("Stage", 24), Column("Date", 12),
        Column("Committee", 18), Column("Question or group", 14), Column("Type", 14),
        Column("Folded in", 24), Column("Scope", 60),
        Column("Scope is", 12), Column("Claimed by", 60), Column("Source", 40),
    ]  # fmt: skip
    rows = (
        row
        for side, each in (("left", dossier.items.left), ("right", dossier.items.right))
        for row in _items_of(dossier, side, each)
    )
    book.table("Work items", columns, rows, fixed=2, printed=7)


def _items_of(dossier: Dossier, side: str, each: Side) -> Iterator[list[Cell]]:
    for item in each.entries:
        if isinstance(item, WorkItem):
            claims = "; ".join(claim.statement.text for claim in dossier.claims.get((side, item.id), ()))
            origin = (item.scope_origin or "publisher's") if item.scope else "none"
            yield [
                each.corpus.title, Linked(item.id, item.url), item.title, stages.standing(item), item.date,
                item.committee, item.group, item.type, ", ".join(member.id for member in item.members),
                item.scope, origin, claims, item.source,
            ]  # fmt: skip


def _sources(book: Book, dossier: Dossier) -> None:
    settings = dossier.items.settings
    both = (dossier.items.left.corpus, dossier.items.right.corpus)
    rows: list[tuple[str, str]] = [
        ("Title", dossier.title),
        *dossier.header.lines,
        *(("Result", line) for line in summary.sentences(dossier)),
        *(("Compared", line) for line in header(dossier.items)),
        *((f"Source, {corpus.title}", line) for corpus in both for line in corpus.provenance),
        *((f"Missing, {corpus.title}", line) for corpus in both for line in corpus.missing),
        *(("Note", line) for line in notes(dossier.statements or dossier.items)),
        *(("Sheet Pairs", line) for line in _filtered(dossier)),
        ("Filters", " ".join(filter_lines(dossier.items)) or "none"),
        ("Settings", "; ".join(f"{name} {value}" for name, value in _told(asdict(settings)))),
    ]
    sheet = book.book.add_worksheet("Sources")
    widths = (22, 110)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for row, (name, value) in enumerate(rows):
        sheet.set_row(row, height((name, value), widths))
        sheet.write_string(row, 0, printable(name), book.bold)
        sheet.write_string(row, 1, printable(value), book.text)
    on_paper(sheet, book.title)


def _told(settings: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the settings that are not empty, in words."""
    for name, value in settings.items():
        if value:
            said = "yes" if value is True else ", ".join(value) if isinstance(value, tuple) else str(value)
            yield name.replace("_", " "), said
