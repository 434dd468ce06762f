"""A draft liaison statement in Word: in the form of an organization, or in the user's own."""

from pathlib import Path

from docx.shared import Pt

from overlap.report.liaison.draft import Draft
from overlap.report.liaison.head import MISSING, marked, rows
from overlap.report.liaison.parts import Section, Table, headings
from overlap.report.word import head
from overlap.report.word.tables import NORMAL, SMALL, Line, add_row, write
from overlap.report.word.writer import WordWriter, open_template, writing

_NAMES = (4.0, 12.5)
"""Centimetres of the labels of a head and of their values."""


def write_docx(draft: Draft, template: Path | None = None) -> bytes:
    """Write the draft. Raises SettingsError when the template is no Word document."""
    with writing(template) as paper:
        _write_draft(paper, draft)
        paper.highlight()
        return paper.save(draft.head.title)


def _write_draft(paper: WordWriter, draft: Draft) -> None:
    filled = paper.fill(marked(draft.head, draft.form))
    if not filled:
        for each in draft.form.cover:
            paper.text(each)
        paper.title(draft.form.heading)
        paper.names(rows(draft.head, draft.form), _NAMES)
    else:
        left = [
            (label, text)
            for label, text in rows(draft.head, draft.form)
            if text != "-" and _is_left(label, draft, filled)
        ]
        paper.names(left, _NAMES)
    for heading, section in zip(headings(draft.sections), draft.sections, strict=True):
        paper.heading(heading, 2)
        _write(paper, section)


def unfilled(draft: Draft, template: Path) -> tuple[str, ...]:
    """Name what of a template the draft leaves as it is."""
    return head.unfilled(open_template(template).element.body, marked(draft.head, draft.form))


def missing(draft: Draft, template: Path) -> frozenset[str]:
    """Name the fields of a template that nobody has filled in, beside the missing lines of the form."""
    labels = {name: label for label, name in draft.form.rows}
    known = {"place", "date"} if "meeting" in labels else {"meeting"}
    there = head.fields(open_template(template).element.body) - known
    marks = marked(draft.head, draft.form)
    named = {each: labels.get(each, each) for each in there}
    gaps = (label for each, label in named.items() if marks.get(each) == [MISSING.format(label.lower())])
    return frozenset(gaps) - {*draft.missing}


def _is_left(label: str, draft: Draft, filled: frozenset[str]) -> bool:
    """Say whether the template had no place for a line; the addressees need one place only."""
    name = next(field for each, field in draft.form.rows if each == label)
    if name == "meeting" and {"date", *(["place"] if draft.head.place else [])} <= filled:
        return False
    if (name == "date" and "meeting" in filled) or (name == "cc" and "information_to" in filled):
        return False
    to = {"to", "action_to", "comment_to", "information_to"}
    if name == "purpose" and filled & (to - {"to"}):
        return False
    return name not in filled and not (name in to and filled & to)


def _write(paper: WordWriter, section: Section) -> None:
    for each in section.paragraphs:
        paper.text(each)
    for each in section.points:
        paper.bullet(each)
    if section.table:
        _write_table(paper, section.table, SMALL if section.is_annex else NORMAL)
    for each in section.after:
        paper.text(each)


def _write_table(paper: WordWriter, table: Table, size: Pt) -> None:
    paper.caption(table.caption)
    if not table.head:
        paper.names([[cell[0][0] for cell in row] for row in table.rows], table.widths)
        return
    made = paper.table(table.head, [], table.widths)
    for row in table.rows:
        for number, (cell, lines) in enumerate(zip(add_row(made, table.widths), row, strict=True)):
            write(cell, [Line(text, not number or bool(address), size, address) for text, address in lines])
