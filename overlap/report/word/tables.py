"""Tables of a Word document: rows that stay whole, a header that is repeated on each page."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from overlap.text.printing import is_address, printable

SMALL = Pt(7.5)
NORMAL = Pt(8.5)
"""Of what is read first and of what is looked up: seven columns have to fit a page across."""
_HEADER_FILL = "E7EDF3"
"""A light blue grey that black text can be read on, also printed without colour."""

_LINK = RGBColor(0x0B, 0x53, 0x94)


class Line(NamedTuple):
    """A line of a cell."""

    text: str
    is_bold: bool = False
    size: Pt = SMALL
    address: str = ""
    """Where it leads on a click; empty for a plain text."""


def fill(
    table: Any,  # noqa: ANN401 -- python-docx has no types
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    is_headed: bool,
    is_named: bool,
) -> None:
    """Fill an empty table; widths are in centimetres. A header, or the names in the first column, are bold."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for number, row in enumerate(rows):
        cells = add_row(table, widths)
        for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
            is_head = is_headed and number == 0
            write(cell, [Line(text, is_head or (is_named and column == 0), NORMAL)])
            if is_head:
                _shade(cell)
    if is_headed:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell in table.rows[0].cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def add_row(table: Any, widths: Sequence[float]) -> Any:  # noqa: ANN401 -- the same
    """Add a row that is not parted between two pages, and give its cells."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Cm(width)
    return row.cells


def write(cell: Any, lines: Iterable[Line]) -> None:  # noqa: ANN401 -- the same
    """Write the lines of a cell, each a paragraph."""
    paragraph = cell.paragraphs[0]
    for number, line in enumerate(lines):
        if number:
            paragraph = cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        run = paragraph.add_run(printable(line.text))
        run.bold, run.font.size = line.is_bold, line.size
        if is_address(line.address):
            _link(paragraph, run, line.address)


def write_heading(cells: Any, text: str) -> None:  # noqa: ANN401 -- the same
    """Make of the cells of a row one that is a heading over the rows below it, and stays with the next one."""
    whole = cells[0].merge(cells[-1])
    write(whole, [Line(text, True, NORMAL)])
    whole.paragraphs[0].paragraph_format.keep_with_next = True


def _link(paragraph: Any, run: Any, address: str) -> None:  # noqa: ANN401 -- the same
    """Make a run lead to an address."""
    run.font.color.rgb, run.font.underline = _LINK, True
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(run._r)
    paragraph._p.append(link)


def _shade(cell: Any) -> None:  # noqa: ANN401 -- the same
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _HEADER_FILL)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
