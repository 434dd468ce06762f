"""Excel: a row a pair to filter and decide on, the work items, the sources; the same input gives the same bytes."""

import io
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import xlsxwriter

from overlap.comparison.dossier import Dossier, links
from overlap.items import stages
from overlap.model import Entry, Pair, WorkItem
from overlap.record.changes import Difference
from overlap.record.register import OUTCOMES
from overlap.report.wording import NOTICE, compared_on, header, notes, top_terms

DECISION = ("Decision", "Reason", "By", "Document", "Expires")
"""The columns that a person fills in; `overlap decide` will read them back by these names and the pair's id."""
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LINE, _MOST_LINES = 15, 27
"""Points of a line, and the most lines of a row: Excel allows 409 points."""
_CREATED = datetime(2000, 1, 1)
"""Any date, as long as it is always the same one: equal input gives equal bytes."""
_COLUMNS: Sequence[tuple[str, int]] = (
    ("Pair", 13),
    ("Rank", 7),
    ("Level", 20),
    ("Score", 8),
    ("Left", 18),
    ("Left title", 44),
    ("Left group", 18),
    ("Left stage", 16),
    ("Right", 18),
    ("Right title", 44),
    ("Right group", 18),
    ("Right stage", 16),
    ("Compared on", 14),
    ("Shared words", 30),
    ("Known links", 24),
    ("Mandate statements", 54),
    *((name, 18) for name in DECISION),
)


def write_xlsx(dossier: Dossier) -> bytes:
    """Write the workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as book:
        book.set_properties({"title": dossier.title, "comments": NOTICE, "created": _CREATED})
        _pairs(book, dossier)
        if dossier.since:
            _since(book, dossier, dossier.since)
        _items(book, dossier)
        _about(book, dossier)
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
                sheet.write_string(number, column, cell, style)
        sheet.freeze_panes(*fixed)
        sheet.autofilter(fixed[0] - 1, 0, max(len(rows) - 1, fixed[0]), len(rows[0]) - 1)
        sheet.set_column(0, len(rows[0]) - 1, 18)
        sheet.set_column(2, 2, 60)
        if remarks:
            about = book.add_worksheet("Notes")
            for number, remark in enumerate(remarks):
                about.write_string(number, 0, remark)
    return out.getvalue()


def _pairs(book: Any, dossier: Dossier) -> None:  # noqa: ANN401 -- XlsxWriter has no types
    sheet = book.add_worksheet("Pairs")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E7EDF3"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "0.000", "valign": "top"})
    free = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FFFBE6"})
    every = (*dossier.items.pairs, *dossier.items.coordinated, *dossier.items.decided)
    for column, (name, width) in enumerate(_COLUMNS):
        sheet.write_string(0, column, _named(name, dossier), head)
        sheet.set_column(column, column, width)
    sheet.set_row(0, 2 * _LINE)
    first_free = len(_COLUMNS) - len(DECISION)
    for row, pair in enumerate(every, start=1):
        values = _row(pair, dossier)
        sheet.set_row(row, _height(values, [width for _, width in _COLUMNS]))
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, column, value, text)
            else:
                sheet.write_number(row, column, value, number if isinstance(value, float) else text)
        for column in range(first_free, len(_COLUMNS)):
            sheet.write_blank(row, column, None, free)
    last = max(len(every), 1)
    sheet.data_validation(
        1, first_free, last, first_free, {"validate": "list", "source": f"=Outcomes!$A$1:$A${len(OUTCOMES)}"}
    )
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
    _on_paper(sheet)
    outcomes = book.add_worksheet("Outcomes")
    for row, outcome in enumerate(OUTCOMES):
        outcomes.write_string(row, 0, outcome)
    outcomes.set_column(0, 0, 60)
    outcomes.hide()


def _height(values: Sequence[str | int | float], widths: Sequence[int]) -> float:
    """Give the points a row needs for its longest wrapped cell; not every program fits rows by itself."""
    lines = (-(-len(str(value)) * 11 // (width * 10)) for value, width in zip(values, widths, strict=False))
    return min(max(1, *lines), _MOST_LINES) * _LINE


def _on_paper(sheet: Any) -> None:  # noqa: ANN401 -- the same
    """Print on A3, landscape, as wide as the page, the header on each."""
    sheet.set_paper(8)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _named(column: str, dossier: Dossier) -> str:
    """Put the names of the two sides into a heading."""
    left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
    side, _, rest = column.partition(" ")
    if side in ("Left", "Right"):
        return " ".join(filter(None, [left if side == "Left" else right, rest]))
    return column


def _row(pair: Pair, dossier: Dossier) -> list[str | int | float]:
    statements = "; ".join(f"{each.id}: {each.text}" for _, each in dossier.concerned(pair))
    settled = "already coordinated" if pair.declared else "decided" if pair.decision and not pair.reopened else ""
    level = settled or str(pair.level)
    sides = [value for entry in (pair.left, pair.right) for value in _entry(entry)]
    known = "; ".join(links(pair)) or ("" if dossier.declares_links else "not in the lists")
    return [pair.id, pair.rank or "", level, pair.score, *sides, compared_on(pair), top_terms(pair), known, statements]


def _entry(entry: Entry) -> tuple[str, str, str, str]:
    if not isinstance(entry, WorkItem):
        return entry.id, entry.title, entry.body, ""
    group = ", ".join(filter(None, [entry.committee, entry.group]))
    return entry.id, entry.title, group, stages.standing(entry)


def _since(book: Any, dossier: Dossier, since: Difference) -> None:  # noqa: ANN401 -- the same
    sheet = book.add_worksheet("Since the last meeting")
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E7EDF3"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "0.000", "valign": "top"})
    columns = {
        "What": 12, "Pair": 13, "Level": 20, "Left": 18, "Left title": 44, "Right": 18, "Right title": 44,
        "Score before": 13, "Score now": 13, "Why": 60,
    }  # fmt: skip
    for column, (name, width) in enumerate(columns.items()):
        sheet.write_string(0, column, _named(name, dossier), head)
        sheet.set_column(column, column, width)
    for row, each in enumerate(since.changes, start=1):
        cells = (
            str(each.kind), each.pair, str(each.level), each.left, each.left_title, each.right, each.right_title,
            each.before, each.after, each.why,
        )  # fmt: skip
        sheet.set_row(row, _height([cell or "" for cell in cells], [*columns.values()]))
        for column, value in enumerate(cells):
            if isinstance(value, float):
                sheet.write_number(row, column, value, number)
            else:
                sheet.write_string(row, column, value or "", text)
    below = len(since.changes) + 2
    for row, note in enumerate([since.result(), *since.notes], start=below):
        sheet.write_string(row, 0, note)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(since.changes), 1), len(columns) - 1)
    _on_paper(sheet)


def _items(book: Any, dossier: Dossier) -> None:  # noqa: ANN401 -- the same
    sheet = book.add_worksheet("Work items")
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E7EDF3"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    columns = {
        "Side": 16, "Identifier": 18, "Title": 50, "Committee": 18, "Group": 12, "Type": 14, "Stage": 16, "Date": 12,
        "Folded in": 24, "Claimed by": 36, "Address": 40, "Source": 40,
    }  # fmt: skip
    for column, (name, width) in enumerate(columns.items()):
        sheet.write_string(0, column, name, head)
        sheet.set_column(column, column, width)
    row = 0
    for side, each in (("left", dossier.items.left), ("right", dossier.items.right)):
        for entry in each.entries:
            if isinstance(entry, WorkItem):
                row += 1
                claims = ", ".join(claim.statement.id for claim in dossier.claims.get((side, entry.id), ()))
                folded = ", ".join(member.id for member in entry.members)
                stage = stages.standing(entry)
                cells = (
                    each.corpus.title, entry.id, entry.title, entry.committee, entry.group, entry.type, stage,
                    entry.date, folded, claims, entry.url, entry.source,
                )  # fmt: skip
                sheet.set_row(row, _height(cells, [*columns.values()]))
                for column, value in enumerate(cells):
                    sheet.write_string(row, column, value, text)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(row, 1), len(columns) - 1)
    _on_paper(sheet)


def _about(book: Any, dossier: Dossier) -> None:  # noqa: ANN401 -- the same
    sheet = book.add_worksheet("About")
    bold, text = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    settings = dossier.items.settings
    rows = [
        ("Title", dossier.title),
        *dossier.header.lines,
        ("Result", dossier.result()),
        *(("Compared", line) for line in header(dossier.items)),
        *(("Source", line) for side in (dossier.items.left, dossier.items.right) for line in side.corpus.provenance),
        *(("Missing", line) for side in (dossier.items.left, dossier.items.right) for line in side.corpus.missing),
        *(("Note", line) for line in notes(dossier.statements or dossier.items)),
        ("Filters", dossier.filters or "none"),
        ("Settings", "; ".join(f"{name} {value}" for name, value in asdict(settings).items() if value)),
    ]
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 110)
    for row, (name, value) in enumerate(rows):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, value, text)
