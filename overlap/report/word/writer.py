"""A Word document written from top to bottom: headings, paragraphs, tables, pages upright or across."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from overlap.errors import OverlapError, SettingsError
from overlap.report.word import head, marks, tables
from overlap.report.word.fields import add_bookmark, add_contents, add_field, renew_when_opened
from overlap.report.word.rest import Rest
from overlap.report.wording import NOTICE
from overlap.text.printing import printable

_CREATED = datetime(2000, 1, 1)
"""Any date, as long as it is always the same one: equal input gives equal bytes."""
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP archive can hold, for the same reason."""


def open_template(template: Path | None) -> Any:  # noqa: ANN401 -- python-docx has no types
    """Open a template, or an empty document. Raises SettingsError when it is no Word document."""
    try:
        return Document(str(template) if template else None)
    except Exception as error:
        raise SettingsError(f"{template}: not a Word document.", "Give a .docx file as template.") from error


class WordWriter:
    """A document being written. Raises SettingsError when the template is no Word document."""

    def __init__(self, template: Path | None) -> None:
        self._document = open_template(template)
        body = self._document.element.body
        self._marks = 1 + max(map(int, body.xpath(".//w:bookmarkStart/@w:id")), default=-1)
        self._head = list(body)[: head.measure(body)] if template else []
        self._rest = Rest(body, len(self._head)) if template else None
        self._styles = {style.name for style in self._document.styles}
        self._headings: list[str] = []
        self._contents: Any = None
        self._tables = self._figures = 0
        if not template:
            _set_page(self._document)

    def fill(self, values: Mapping[str, Sequence[str]]) -> frozenset[str]:
        """Fill in the head of the template, if it has one, and give the names of the fields that were filled."""
        filled = head.fill(self._head, values)
        if self._head and self._head[-1].tag == qn("w:tbl"):
            self._paragraph("")  # two tables without a paragraph between them are one
        return filled

    def title(self, text: str) -> None:
        """Write the title of the document."""
        self._paragraph(text, "Title")

    def heading(self, text: str, level: int = 1) -> None:
        """Write a heading; those of level 1 go into the contents list."""
        paragraph = self._paragraph(text, f"Heading {level}")
        if level == 1:
            add_bookmark(paragraph, len(self._headings), self._marks)
            self._headings.append(printable(text))

    def text(self, text: str, italic: bool = False) -> None:
        """Write a paragraph."""
        self._paragraph(text).runs[0].italic = italic

    def bullet(self, text: str) -> None:
        """Write an item of a list."""
        self._paragraph(text, "List Bullet")

    def caption(self, text: str) -> None:
        """Write the caption above a table, numbered by a field, as Word numbers its own."""
        self._tables += 1
        paragraph = self._paragraph("Table ", "Caption")
        paragraph.paragraph_format.keep_with_next = True
        add_field(paragraph, "SEQ Table \\* ARABIC", str(self._tables))
        paragraph.add_run(printable(f" – {text}"))

    def figure(self, picture: bytes, caption: str, told: str, width: int) -> None:
        """Write a picture, `width` millimetres wide, with its caption below; `told` is read where it is not seen."""
        shape = self._document.add_picture(io.BytesIO(picture), Mm(width))
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        about = shape._inline.docPr
        about.set("descr", printable(told))
        about.set("name", f"Figure {self._figures + 1}")
        self._figures += 1
        paragraph = self._paragraph("Figure ", "Caption")
        add_field(paragraph, "SEQ Figure \\* ARABIC", str(self._figures))
        paragraph.add_run(printable(f" – {caption}"))

    def contents(self) -> None:
        """Leave the place of the contents list; `save` fills it, and Word can renew it."""
        self._paragraph("Contents").runs[0].bold = True
        self._contents = self._paragraph("")

    def landscape(self) -> None:
        """Go on with pages that lie across, for wide tables."""
        if self._document.sections[-1].orientation == WD_ORIENT.LANDSCAPE:
            return
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.different_first_page_header_footer = False  # the first page of a section is not that of the document
        width, height = section.page_width, section.page_height
        section.page_width, section.page_height = height, width

    def names(self, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """Write a table without a header: names and values."""
        if rows:
            self._table(rows, widths, is_headed=False)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Any:  # noqa: ANN401 -- python-docx has no types
        """Write a table under its header, as wide as the page, and give it."""
        return self._table([head, *rows], self.fitted(widths), is_headed=True)

    def fitted(self, widths: Sequence[float]) -> list[float]:
        """Stretch columns to the room between the margins, in centimetres."""
        section = self._document.sections[-1]
        room = (section.page_width - section.left_margin - section.right_margin) / Cm(1)
        return [width * room / sum(widths) for width in widths]

    def highlight(self) -> None:
        """Highlight what is marked in the document."""
        marks.highlight(self._document.element.body)

    def save(self, title: str) -> bytes:
        """Fill the contents list, if there is one, and give the bytes, without a clock in them."""
        if self._contents is not None:
            add_contents(self._contents, self._headings)
        marks.hold(self._document.element.body)
        renew_when_opened(self._document.settings)
        if self._rest and self._head:
            self._rest.append()
        about = self._document.core_properties
        about.title, about.author, about.comments = printable(title), "overlap", NOTICE
        about.created = about.modified = _CREATED
        about.last_modified_by = "overlap"
        return _packed(self._document.part.package)

    def _paragraph(self, text: str, style: str = "") -> Any:  # noqa: ANN401 -- the same
        paragraph = self._document.add_paragraph(printable(text), style if style in self._styles else None)
        if style.startswith("Heading") and style not in self._styles:
            paragraph.runs[0].bold = True
        return paragraph

    def _table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], *, is_headed: bool) -> Any:  # noqa: ANN401 -- the same
        table = self._document.add_table(rows=0, cols=len(widths))
        if "Table Grid" in self._styles:
            table.style = "Table Grid"
        tables.fill(table, rows, widths, is_headed=is_headed, is_named=not is_headed)
        below = self._document.add_paragraph().paragraph_format
        below.space_after, below.line_spacing = Pt(0), Pt(6)
        return table


@contextmanager
def writing(template: Path | None) -> Iterator[WordWriter]:
    """Give the writer of a document; a template that is damaged inside, which shows only then, raises SettingsError."""
    try:
        yield WordWriter(template)
    except Exception as error:
        if template is None or isinstance(error, OverlapError):
            raise
        cause = f"{type(error).__name__}: {error}"[:200]
        problem = f"{template}: damaged inside, so it cannot be filled in ({cause})."
        raise SettingsError(problem, "Open it in Word, and save it again.") from error


def _set_page(document: Any) -> None:  # noqa: ANN401 -- the same
    """Set a document without template: A4, a plain letter, page numbers at the foot."""
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(foot, "PAGE", "1")


class _Held:
    """What python-docx would write into an archive, where each file gets the time of this machine's clock."""

    def __init__(self) -> None:
        self.files: dict[str, Any] = {}

    def write(self, uri: Any, content: Any) -> None:  # noqa: ANN401 -- the same
        """Take a file of the document."""
        self.files[uri.membername] = content


def _packed(package: Any) -> bytes:  # noqa: ANN401 -- the same
    """Pack the files of a document in one order and with one time; the list of types stands first."""
    held, writer = _Held(), cast("Any", PackageWriter)
    for part in package.parts:
        part.before_marshal()
    writer._write_content_types_stream(held, package.parts)
    writer._write_pkg_rels(held, package.rels)
    writer._write_parts(held, package.parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(held.files, key=lambda each: (each != "[Content_Types].xml", each)):
            info = zipfile.ZipInfo(name, _ZIP_EPOCH)
            archive.writestr(info, held.files[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()
