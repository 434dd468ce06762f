"""Word: a document to hand out at a meeting; the only module that knows python-docx.

A user's own template keeps its styles, headers and footers; its body is replaced. The same input gives the same bytes.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from overlap.comparison.dossier import Dossier, links
from overlap.comparison.territory import Status
from overlap.errors import SettingsError
from overlap.model import Entry, Pair, WorkItem
from overlap.record.changes import Difference
from overlap.report.territories import MEANING
from overlap.report.wording import (
    NOTICE,
    compared_on,
    coordinated,
    fault_lines,
    header,
    moved,
    notes,
    pairs,
    standing,
    top_terms,
)
from overlap.settings import Level

_FIRST = 10
"""So many pairs stand on the first pages; the others are in an annex."""
_CREATED = datetime(2000, 1, 1)
_SMALL = Pt(8)
_CELL = Pt(9)
_PAIR_WIDTHS = (0.9, 5.0, 5.0, 4.2, 5.0, 2.2, 3.0)
"""Centimetres of the columns of a pair, on a landscape page."""


def write_docx(dossier: Dossier, template: Path | None = None) -> bytes:
    """Write the document. Raises SettingsError when the template is no Word document."""
    paper = _Paper(template)
    paper.title(dossier.title)
    paper.rows([[name, text] for name, text in dossier.header.lines], (3.5, 13.0))
    paper.text(dossier.result())
    paper.text(NOTICE, italic=True)
    paper.contents()
    paper.heading("What was compared")
    for line in header(dossier.items):
        paper.bullet(line)
    gaps = [
        f"{side.corpus.title}: {line}"
        for side in (dossier.items.left, dossier.items.right)
        for line in side.corpus.missing
    ]
    for line in gaps:
        paper.bullet(line)
    if dossier.items.has_scope_notes:
        paper.bullet("* Many scopes compared are notes written about the documents, not the publishers' texts.")
    if dossier.filters:
        paper.bullet(f"Only pairs with {dossier.filters}; the tables on mandates are of all work items.")
    paper.text("Where the lists come from stands in the last annex.")
    if dossier.since:
        _since(paper, dossier, dossier.since)
    _pairs(paper, dossier)
    _map(paper, dossier)
    _annexes(paper, dossier)
    return paper.save(dossier.title)


def _since(paper: "_Paper", dossier: Dossier, since: Difference) -> None:
    """Write what changed among the pairs to look at; the many that are only related are counted."""
    paper.heading("Since the last meeting")
    paper.text(since.result())
    near = [each for each in since.changes if each.level is not Level.RELATED]
    if near:
        paper.caption("Pairs to look at that changed")
        rows = [
            [
                str(each.kind),
                f"{each.left}: {each.left_title}",
                f"{each.right}: {each.right_title}",
                f"{moved(each)}\n{each.pair}",
                each.why,
            ]
            for each in near
        ]
        left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
        paper.table(["What", left, right, "Score", "Why"], rows, (1.6, 4.3, 4.3, 3.0, 3.4))
    far = len(since.changes) - len(near)
    if far:
        paper.text(
            f"{pairs(far)} more changed that {'is' if far == 1 else 'are'} related only: see the Excel report, the web "
            "page or Markdown."
        )
    for note in since.notes:
        paper.bullet(f"{note[:1].upper()}{note[1:]}.")


def _pairs(paper: "_Paper", dossier: Dossier) -> None:
    """Write the first pairs in full, on landscape pages."""
    first = dossier.agenda[:_FIRST]
    paper.landscape()
    paper.heading("Pairs to look at first")
    if not first:
        paper.text("No pair overlaps substantially.")
        return
    paper.caption(f"The {len(first)} closest of {len(dossier.agenda)} pairs to look at")
    paper.pairs(first, dossier)
    if dossier.items.has_scope_notes:
        paper.text("* The scope is a note written about the document, not the publisher's text.")
    if len(dossier.agenda) > len(first):
        paper.text(f"The other {len(dossier.agenda) - len(first)} are in Annex A.")


def _map(paper: "_Paper", dossier: Dossier) -> None:
    """Write whose ground the items stand on."""
    territory = dossier.territory
    if territory is None:
        return
    left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
    paper.portrait()
    paper.heading("Mandates")
    paper.caption("On whose ground the work items stand")
    counts = [
        [f"{status}: {meaning}", str(territory.count("left", status)), str(territory.count("right", status))]
        for status, meaning in MEANING.items()
    ]
    paper.table(["Work items", left, right], counts, (10.0, 3.2, 3.2))
    paper.text(
        "Read a claim as a reason to look: of judged pairs of statement and item about 7 of 10 claims were right, and "
        "7 of 10 were found. An item claimed through another overlaps an item of that statement substantially."
    )
    some = territory.contests[:_FIRST]
    paper.caption(f"Statements that claim the same work items: the {len(some)} weightiest of {len(territory.contests)}")
    rows = [
        [f"{one.left.id}: {one.left.text}", f"{one.right.id}: {one.right.text}", f"{one.weight:.1f}", _named(one.items)]
        for one in some
    ]
    paper.table([left, right, "Weight", "Items"], rows, (5.5, 5.5, 1.7, 3.9))
    paper.text("Weight: how many items, each shared out among all statements that claim it.")
    outside = [each for each in territory.holdings if each.status is Status.OUTSIDE]
    if outside:
        paper.heading("Work items that only the other mandate claims", 2)
        for each in outside:
            claims = ", ".join(claim.statement.id for claim in each.claims)
            paper.bullet(f"{each.item.id} {each.item.title} (claimed by {claims})")
    columns = sorted({cell.right for cell in territory.cells})
    if columns:
        paper.heading("Substantial overlap by group", 2)
        paper.caption("How many pairs overlap substantially, by Question or committee")
        found = {(cell.left, cell.right): str(cell.pairs) for cell in territory.cells}
        groups = dict.fromkeys(cell.left for cell in territory.cells)
        cells = [[group, *(found.get((group, column), "–") for column in columns)] for group in groups]
        paper.table(["", *columns], cells, (2.8, *(13.6 / len(columns) for _ in columns)))


def _annexes(paper: "_Paper", dossier: Dossier) -> None:
    """Write all that is not on the first pages."""
    rest = dossier.agenda[_FIRST:]
    if rest:
        paper.landscape()
        paper.heading("Annex A: further pairs to look at")
        paper.caption(f"Pairs {_FIRST + 1} to {len(dossier.agenda)}")
        paper.pairs(rest, dossier, _FIRST + 1)
    paper.portrait()
    paper.heading("Annex B: already coordinated or decided" if rest else "Annex A: already coordinated or decided")
    for pair in dossier.items.coordinated:
        paper.bullet(coordinated(pair))
    if not dossier.items.coordinated:
        none = "No pair is declared as common, twin or identical text."
        paper.text(none if dossier.declares_links else _SILENT)
    for pair in dossier.items.decided:
        paper.bullet(f"{pair.left.id} and {pair.right.id}: decided: {pair.decision}")
    paper.heading("Annex C: what to know about the list" if rest else "Annex B: what to know about the list")
    for side in (dossier.items.left, dossier.items.right):
        for line in side.corpus.provenance:
            paper.bullet(f"{side.corpus.title}: {line}")
    lone = len(dossier.items.lone)
    paper.bullet(f"{lone} work items have no near neighbour on the other side.")
    said = notes(dossier.items)[:-1] + (notes(dossier.statements)[:-1] if dossier.statements else [])
    for line in dict.fromkeys((*said, *fault_lines(dossier.items.left_out))):
        paper.bullet(line)
    paper.text(
        "The score is the probability that experts would put the pair on a coordination agenda, learnt from pairs that "
        "were judged from title and scope. It is a sum of what the two texts share; identifiers, committees and dates "
        "never count."
    )
    paper.text(NOTICE, italic=True)


class _Paper:
    """A document being written, top to bottom."""

    def __init__(self, template: Path | None) -> None:
        try:
            self._document: Any = Document(str(template) if template else None)
        except (OSError, KeyError, ValueError, zipfile.BadZipFile, PackageNotFoundError) as error:
            raise SettingsError(f"{template}: not a Word document.", "Give a .docx file as template.") from error
        body = self._document.element.body
        for child in list(body) if template else ():
            if child.tag != qn("w:sectPr"):
                body.remove(child)
        self._styles = {style.name for style in self._document.styles}
        self._headings: list[str] = []
        self._tables = 0
        if not template:
            self._document.styles["Normal"].font.name = "Calibri"
            self._document.styles["Normal"].font.size = Pt(11)
            section = self._document.sections[0]
            section.page_width, section.page_height = Cm(21.0), Cm(29.7)
            section.left_margin = section.right_margin = Cm(2.2)
            section.top_margin = section.bottom_margin = Cm(2.0)
            foot = section.footer.paragraphs[0]
            foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._field(foot, "PAGE", "1")

    def title(self, text: str) -> None:
        self._paragraph(text, "Title")

    def heading(self, text: str, level: int = 1) -> None:
        paragraph = self._paragraph(text, f"Heading {level}")
        if level == 1:
            self._mark(paragraph, f"_Toc{len(self._headings):04}")
            self._headings.append(text)

    def text(self, text: str, italic: bool = False) -> None:
        self._paragraph(text).runs[0].italic = italic

    def bullet(self, text: str) -> None:
        self._paragraph(text, "List Bullet")

    def caption(self, text: str) -> None:
        """Write the caption above a table, numbered by a field, as Word numbers its own."""
        self._tables += 1
        paragraph = self._paragraph("Table ", "Caption")
        paragraph.paragraph_format.keep_with_next = True
        self._field(paragraph, "SEQ Table \\* ARABIC", str(self._tables))
        paragraph.add_run(f" – {text}")

    def contents(self) -> None:
        """Leave the place of the contents list; `save` fills it, and Word can renew it."""
        self._contents = self._paragraph("")

    def landscape(self) -> None:
        self._section(WD_ORIENT.LANDSCAPE)

    def portrait(self) -> None:
        self._section(WD_ORIENT.PORTRAIT)

    def rows(self, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """Write a table without a header: names and values."""
        if rows:
            self._table(rows, widths, header=False, bold_first=True)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        self._table([head, *rows], widths, header=True)

    def pairs(self, pairs: Sequence[Pair], dossier: Dossier, first: int = 1) -> None:
        """Write a table of pairs, a row each, with an empty column for what is proposed."""
        left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
        head = ["#", left, right, "What makes them close", "Mandate statements", "Known links", "Proposed action"]
        nothing = "none found" if dossier.declares_links else "not in the lists"
        table = self._table([head], _PAIR_WIDTHS, header=True)
        for number, pair in enumerate(pairs, start=first):
            cells = self._row(table, _PAIR_WIDTHS)
            self._fill(cells[0], [(str(number), True, _CELL)])
            for cell, entry in zip(cells[1:3], (pair.left, pair.right), strict=True):
                self._fill(cell, _entry(entry))
            why = f"{top_terms(pair)}; compared on {compared_on(pair)}"
            strength = [
                (str(pair.level), True, _CELL),
                (why, False, _CELL),
                (f"{pair.score:.2f} {pair.id}", False, _SMALL),
            ]
            self._fill(cells[3], strength)
            statements = [(f"{each.id}: {each.text}", False, _SMALL) for _, each in dossier.concerned(pair)]
            self._fill(cells[4], statements or [("none is near", False, _SMALL)])
            self._fill(cells[5], [(link, False, _SMALL) for link in links(pair)] or [(nothing, False, _SMALL)])

    def save(self, title: str) -> bytes:
        """Fill the contents list and give the bytes, without a clock in them."""
        self._list_contents()
        about = self._document.core_properties
        about.title, about.author, about.comments = title, "overlap", NOTICE
        about.created = about.modified = _CREATED
        about.last_modified_by = "overlap"
        out, fixed = io.BytesIO(), io.BytesIO()
        self._document.save(out)
        with zipfile.ZipFile(out) as made, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
            for name in sorted(made.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, made.read(name))
        return fixed.getvalue()

    def _paragraph(self, text: str, style: str = "") -> Any:  # noqa: ANN401 -- python-docx has no types
        paragraph = self._document.add_paragraph(text, style if style in self._styles else None)
        if style.startswith("Heading") and style not in self._styles:
            paragraph.runs[0].bold = True
        return paragraph

    def _section(self, orientation: WD_ORIENT) -> None:
        if self._document.sections[-1].orientation == orientation:
            return
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = orientation
        width, height = section.page_width, section.page_height
        section.page_width, section.page_height = height, width

    def _table(
        self, rows: Sequence[Sequence[str]], widths: Sequence[float], *, header: bool, bold_first: bool = False
    ) -> Any:  # noqa: ANN401 -- the same
        table = self._document.add_table(rows=0, cols=len(widths))
        if "Table Grid" in self._styles:
            table.style = "Table Grid"
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for number, row in enumerate(rows):
            cells = self._row(table, widths)
            for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
                is_head = header and number == 0
                self._fill(cell, [(text, is_head or (bold_first and column == 0), _CELL)])
                if is_head:
                    self._shade(cell)
        if header:
            self._repeat(table.rows[0])
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)
        return table

    def _row(self, table: Any, widths: Sequence[float]) -> Any:  # noqa: ANN401 -- the same
        row = table.add_row()
        self._keep_whole(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
        return row.cells

    def _fill(self, cell: Any, lines: Iterable[tuple[str, bool, Pt]]) -> None:  # noqa: ANN401 -- the same
        paragraph = cell.paragraphs[0]
        for number, (text, bold, size) in enumerate(lines):
            if number:
                paragraph = cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(1)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            run = paragraph.add_run(_printable(text))
            run.bold, run.font.size = bold, size

    def _shade(self, cell: Any) -> None:  # noqa: ANN401 -- the same
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E7EDF3")):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)

    def _repeat(self, row: Any) -> None:  # noqa: ANN401 -- the same
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def _keep_whole(self, row: Any) -> None:  # noqa: ANN401 -- the same
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))

    def _mark(self, paragraph: Any, name: str) -> None:  # noqa: ANN401 -- the same
        for tag in ("bookmarkStart", "bookmarkEnd"):
            mark = OxmlElement(f"w:{tag}")
            mark.set(qn("w:id"), str(len(self._headings)))
            if tag == "bookmarkStart":
                mark.set(qn("w:name"), name)
            paragraph._p.append(mark)

    def _field(self, paragraph: Any, code: str, shown: str) -> None:  # noqa: ANN401 -- the same
        """Add a field with what it shows until Word renews it."""
        self._mark_field(paragraph, "begin")
        self._code(paragraph, code)
        self._mark_field(paragraph, "separate")
        paragraph.add_run(shown)
        self._mark_field(paragraph, "end")

    def _code(self, paragraph: Any, code: str) -> None:  # noqa: ANN401 -- the same
        text = OxmlElement("w:instrText")
        text.set(qn("xml:space"), "preserve")
        text.text = f" {code} "
        paragraph.add_run()._r.append(text)

    def _list_contents(self) -> None:
        """Write the contents list at its place: a field that Word can renew, with a link to each heading in it."""
        place = self._contents
        place.add_run("Contents").bold = True
        self._mark_field(place, "begin")
        self._code(place, 'TOC \\o "1-1" \\h \\z \\u')
        self._mark_field(place, "separate")
        for number, heading in enumerate(self._headings):
            place.add_run().add_break()
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), f"_Toc{number:04}")
            link.append(place.add_run(heading)._r)
            place._p.append(link)
        self._mark_field(place, "end")

    def _mark_field(self, paragraph: Any, kind: str) -> None:  # noqa: ANN401 -- the same
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(mark)


_SILENT = "The lists compared do not say which texts are common, twin or identical, so none could be found."


def _named(items: Sequence[WorkItem], most: int = 5) -> str:
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(item.id for item in items[:most]) + more


def _entry(entry: Entry) -> list[tuple[str, bool, Pt]]:
    lines = [(entry.id, True, _CELL), (entry.title, False, _CELL), (standing(entry), False, _SMALL)]
    if isinstance(entry, WorkItem) and entry.timing:
        lines.append((f"due {entry.timing}", False, _SMALL))
    return lines


def _printable(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(each for each in text if each in "\t\n" or each >= " ")
