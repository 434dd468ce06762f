"""What is struck out is no item, and is said to be left out, in every format that knows such a thing."""

import io
import re
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from overlap.read.content import Document
from overlap.read.formats.asciidoc import read_asciidoc
from overlap.read.formats.excel import read_xlsx
from overlap.read.formats.html import read_html
from overlap.read.formats.markdown import read_markdown
from overlap.read.formats.word import read_docx
from overlap.read.kinds import recognise
from tests import wordfile
from tests.excelfile import saved

Rows = list[tuple[str, str, bool]]
ROWS: Rows = [
    ("ITU-T Y.4901", "Terms of parking lots", False),
    ("ITU-T Y.4902", "Counting of cars", True),
    ("ITU-T Y.4903", "Kerbs of towns", False),
    ("ITU-T Y.4904", "Bells of ferries", False),
]


def excel(rows: Rows, strike: bool = True) -> Document:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Number", "Title"])
    for number, (identifier, title, is_struck) in enumerate(rows, start=2):
        sheet.append([identifier, title])
        for cell in sheet[number]:
            cell.font = Font(strike=is_struck and strike)
    return read_xlsx(saved(book), "x.xlsx")


def partly(rows: Rows, strike: bool = True) -> Document:
    """Whole texts struck out as runs, as when someone marks the words and not the cell."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Number", "Title"])
    for row in rows:
        font = InlineFont(strike=row[2] and strike)
        sheet.append([CellRichText(TextBlock(font, text)) for text in row[:2]])
    return read_xlsx(saved(book), "x.xlsx")


def shared(rows: Rows) -> Document:
    """Write the same as Excel does: each text once, in a part of its own."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet, struck = book.add_worksheet(), book.add_format({"font_strikeout": True})
        for number, row in enumerate([("Number", "Title", False), *rows]):
            for column, text in enumerate(row[:2]):
                if row[2]:
                    sheet.write_rich_string(number, column, struck, text[:3], struck, text[3:])
                else:
                    sheet.write(number, column, text)
    return read_xlsx(out.getvalue(), "x.xlsx")


def word_with(properties: str) -> Callable[[Rows], Document]:
    def read(rows: Rows) -> Document:
        def cell(text: str, is_struck: bool) -> str:
            run = f"<w:r><w:rPr>{properties if is_struck else ''}</w:rPr><w:t>{text}</w:t></w:r>"
            return wordfile.cell(wordfile.paragraph(content=run))

        cells = [[cell(identifier, struck), cell(title, struck)] for identifier, title, struck in rows]
        return read_docx(wordfile.docx(wordfile.table([["Number", "Title"], *cells])), "x.docx")

    return read


def markdown_with(around: str) -> Callable[[Rows], Document]:
    def read(rows: Rows) -> Document:
        said = [tuple(around.format(text) if row[2] else text for text in row[:2]) for row in rows]
        table = "".join(f"| {identifier} | {title} |\n" for identifier, title in said)
        return read_markdown(f"| Number | Title |\n|---|---|\n{table}".encode(), "x.md")

    return read


def asciidoc(rows: Rows) -> Document:
    marked = [tuple(f"[line-through]#{text}#" if row[2] else text for text in row[:2]) for row in rows]
    table = "".join(f"|{identifier} |{title}\n" for identifier, title in marked)
    return read_asciidoc(f"= Items\n\n|===\n|Number |Title\n\n{table}|===\n".encode(), "x.adoc")


def html_with(around: str, row: str = "<tr>") -> Callable[[Rows], Document]:
    def read(rows: Rows) -> Document:
        cells = "".join(
            f"{row if each[2] else '<tr>'}" + "".join(f"<td>{around.format(x) if each[2] else x}" for x in each[:2])
            for each in rows
        )
        return read_html(f"<table><tr><th>Number<th>Title{cells}</table>".encode(), "x.html")

    return read


READERS = {
    "excel": excel,
    "excel, runs": partly,
    "excel, shared": shared,
    "word": word_with("<w:strike/>"),
    "word, twice": word_with('<w:dstrike w:val="1"/>'),
    "markdown": markdown_with("~~{}~~"),
    "markdown, del": markdown_with("<del>{}</del>"),
    "markdown, link": markdown_with("~~[{}](x.md)~~"),
    "asciidoc": asciidoc,
    "html, s": html_with("<s>{}</s>"),
    "html, del": html_with("<del>{}</del>"),
    "html, strike": html_with("<STRIKE><b>{}</b></STRIKE>"),
    "html, style": html_with('<span style="color: red; text-decoration: line-through">{}</span>'),
    "html, row": html_with("{}", '<tr style="TEXT-DECORATION-LINE:line-through">'),
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("struck", [{1}, {0}, {3}, {1, 2}, set()])
def test_a_struck_out_row_is_no_item_and_is_said(name: str, struck: set[int]) -> None:
    rows = [(identifier, title, number in struck) for number, (identifier, title, _) in enumerate(ROWS)]
    reading = recognise(READERS[name](rows))
    assert [row.fields["id"] for row in reading.rows] == [row[0] for row in rows if not row[2]]
    assert any(each.what == "struck-out text" for each in reading.ignored) == bool(struck)
    assert not reading.faults


def test_what_says_that_it_is_not_struck_out_is_read() -> None:
    off = word_with('<w:strike w:val="0"/><w:dstrike w:val="false"/>')
    for document in (off(ROWS), excel(ROWS, strike=False), partly(ROWS, strike=False)):
        assert len(recognise(document).rows) == len(ROWS)


def test_a_word_style_may_strike_out_and_a_run_of_it_may_not() -> None:
    style = '<w:style w:styleId="Gone"><w:name w:val="gone"/><w:rPr><w:strike/></w:rPr></w:style>'
    kept = '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>kept</w:t></w:r>'
    data = wordfile.docx(
        wordfile.paragraph("gone ", "Gone"), wordfile.paragraph(style="Gone", content=kept), styles=style
    )
    found = read_docx(data, "x.docx")
    assert [part.text for part in found.paragraphs] == ["kept"]
    assert [(each.what, each.place) for each in found.ignored] == [("struck-out text", "1 place")]


def test_of_a_cell_that_is_struck_out_in_part_the_rest_is_read_and_its_row_is_named() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Number", "Title"])
    sheet.append(["Y.1", CellRichText("Lots ", TextBlock(InlineFont(strike=True), "and kerbs "), "of towns")])
    found = read_xlsx(saved(book), "x.xlsx")
    assert found.tables[0].rows[1] == ("Y.1", "Lots of towns")
    assert [(each.what, each.place) for each in found.ignored] == [("struck-out text", "sheet 'Sheet', row 2")]


WORDS = st.lists(
    st.tuples(st.text("abcdefg", min_size=1, max_size=6), st.sampled_from(["", "~~", "<s>", "<del>", "<strike>"])),
    min_size=1,
    max_size=8,
)


@given(WORDS)
def test_markdown_and_the_page_made_of_it_keep_the_same_words(words: list[tuple[str, str]]) -> None:
    marked = " ".join(f"{mark}{word}{mark.replace('<', '</')}" for word, mark in words)
    tagged = re.sub("~~(.*?)~~", r"<s>\1</s>", marked)
    kept = " ".join(word for word, mark in words if not mark)
    for found in (read_markdown(f"x {marked}".encode(), "x.md"), read_html(f"<p>x {tagged}".encode(), "x.html")):
        assert " ".join(part.text for part in found.paragraphs).split() == ["x", *kept.split()]
        assert bool(found.ignored) == any(mark for _, mark in words)


def test_a_struck_cell_keeps_its_place_in_the_row_and_a_hidden_one_does_not() -> None:
    row = "<tr>{}<td>Lots<td>10.00"
    head = "<table><tr><th>Number<th>Title<th>Stage"
    struck = '<td style="text-decoration: line-through">Y.1'
    for cell, kept in ((struck, ("", "Lots", "10.00")), ('<td style="display:none">Y.1', ("Lots", "10.00"))):
        found = read_html(f"{head}{row.format(cell)}".encode(), "x.html")
        assert tuple(filter(None, found.tables[0].rows[1])) == tuple(filter(None, kept))
        assert found.tables[0].rows[1][: len(kept)] == kept
    wide = read_html(f"{head}{row.format(struck.replace('<td', '<td colspan=2'))}".encode(), "x.html")
    assert wide.tables[0].rows[1] == ("", "", "Lots", "10.00")


@pytest.mark.parametrize(
    "text", ["x <s>lots of cars", "x <S>lots</del> of cars", "x <s-tag>lots</s-tag> of cars", "<s>", "x"]
)
def test_markdown_strikes_nothing_by_a_tag_that_is_not_closed_or_is_another(text: str) -> None:
    found = read_markdown(f"{text}\n\ny".encode(), "x.md")
    assert " ".join(part.text for part in found.paragraphs).split() == [*re.sub("<.*?>", "", text).split(), "y"]
    assert not found.ignored


@given(st.lists(st.sampled_from(("s", "del", "strike")), min_size=1, max_size=4))
def test_a_strike_within_a_strike_is_told_once(tags: list[str]) -> None:
    text = "".join(f"<{tag}>a " for tag in tags) + "".join(f"</{tag}>" for tag in reversed(tags))
    for found in (read_markdown(f"x {text}".encode(), "x.md"), read_html(f"<p>x {text}".encode(), "x.html")):
        assert [part.text for part in found.paragraphs] == ["x"]
        assert [each.place for each in found.ignored] in (["1 place"], ["1 of them"])
