"""Small Word files for tests, made of the parts that Word writes."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/></w:style>'
    for identifier, name in (
        ("Heading1", "heading 1"),
        ("RecNo", "Rec_No"),
        ("Rectitle", "Rec_title"),
        ("TOC1", "toc 1"),
    )
)


def run(text: str) -> str:
    """Write text as a run."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str = "", style: str = "", content: str = "") -> str:
    """Write a paragraph of a text, or of runs given as XML."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{content or run(text)}</w:p>"


def cell(content: str, span: int = 1, merged: str = "") -> str:
    """Write a cell of a table; `merged` is `restart` or `continue`."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f'<w:vMerge w:val="{merged}"/>' if merged else ""
    inner = content if content.startswith("<w:") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Write a table of texts, or of cells given as XML."""
    written = (
        "<w:tr>" + "".join(each if each.startswith("<w:tc") else cell(each) for each in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{''.join(written)}</w:tbl>"


def docx(*blocks: str, title: str = "", extra: Sequence[str] = (), styles: str = "") -> bytes:
    """Put paragraphs and tables into a Word file, with a title in its properties, further parts by name, and styles."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {_SPACES}><w:body>{''.join(blocks)}</w:body></w:document>")
        archive.writestr("word/styles.xml", f"<w:styles {_SPACES}>{_STYLES}{styles}</w:styles>")
        if title:
            core = (
                f'<c:p xmlns:c="c" xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>{escape(title)}</d:title></c:p>'
            )
            archive.writestr("docProps/core.xml", core)
        for name in extra:
            archive.writestr(name, "<x/>")
    return file.getvalue()


A1_FORM = [
    ["Question:", "4/20", "Proposed new ITU-T Recommendation", "Geneva, 2-10 March 2026"],
    ["Reference and title:", cell('Recommendation ITU-T Y.smart-lots "Framework of smart parking lots"', span=3)],
    ["Base text:", "C 112", "Timing:", "2027-06"],
    ["Editor(s):", "Jane Doe, ACME, jane@acme.example", "Approval process:", "AAP"],
    [cell("Scope (defines the intent or object (and limits) of the Recommendation):", span=4)],
    [cell(paragraph("A framework for lots that count cars.") + paragraph("Tariffs are not covered."), span=4)],
    [cell("Summary (provides a brief overview): Lots that count.", span=4)],
    [cell("Relations to ITU‑T Recommendations or to other standards (approved or under development):", span=4)],
    [cell("Builds on ITU-T Y.4456 and ISO 37163:2020; see clause 5.1", span=4)],
    [cell("Liaisons with other study groups or with other standards bodies:", span=4)],
    [cell("ISO/TC 268/SC 2", span=4)],
    [cell("Supporting members that are committing to contributing actively to the work item:", span=4)],
    [cell("ACME, Umbrella", span=4)],
]
"""A filled-in form of Rec. ITU-T A.1, Annex A, row by row."""

EMPTY_A13_FORM = [
    ["Question:", "{{ q }}/20", "Proposed new ITU-T Technical report", "<Meeting date>"],
    ["Reference and title:", cell('ITU-T B.xyz "Title"', span=3)],
    ["Timing:", "YYYY-MM", "Approval process:", "Agreement"],
    [cell("Purpose and scope (defines the intent):", span=4)],
    [cell("<text>", span=4)],
    [cell("Summary (provides a brief overview of the proposal):", span=4)],
]
"""A form of Rec. ITU-T A.13 with the prompts of its template."""

PROPOSAL = docx(
    paragraph("Annex C", "Heading1"), table(A1_FORM), paragraph("Annex D", "Heading1"), table(EMPTY_A13_FORM)
)
"""The file of the example in the manual."""
