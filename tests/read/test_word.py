"""DOCX: the text as Word shows it with all changes accepted."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.errors import InputError
from overlap.read.content import Paragraph, Table
from overlap.read.formats.word import read_docx
from overlap.read.formats.wordtext import W
from overlap.read.kinds import titles
from overlap.read.reading import Ignored
from tests.excelfile import with_part
from tests.wordfile import cell, docx, paragraph, run, table


def texts(*blocks: str) -> list[str]:
    return [part.text for part in read_docx(docx(*blocks), "x.docx").paragraphs]


def test_tracked_changes_give_the_final_text() -> None:
    changed = run("Smart ") + f'<w:ins w:id="1">{run("parking")}</w:ins>'
    changed += '<w:del w:id="2"><w:r><w:delText>meters</w:delText></w:r></w:del>'
    changed += f'<w:moveFrom w:id="3">{run("gone")}</w:moveFrom><w:moveTo w:id="4">{run(" lots")}</w:moveTo>'
    document = read_docx(docx(paragraph(content=changed)), "x.docx")
    assert [part.text for part in document.paragraphs] == ["Smart parking lots"]
    assert Ignored("deleted text (tracked changes)", "2 places") in document.ignored


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{run('Smart ')}</w:p>"
    assert texts(first, paragraph("parking")) == ["Smart parking"]


def test_a_deleted_row_is_no_row() -> None:
    rows = table([["a", "b"], ["c", "d"]]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    (part,) = read_docx(docx(rows), "x.docx").parts
    assert isinstance(part, Table)
    assert part.rows == (("c", "d"),)


def test_content_controls_are_read_and_their_prompts_are_not() -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    filled = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert texts(
        filled.format(paragraph("Title of the text")),
        prompt.format(paragraph("Click to enter")),
        paragraph(content=run("Source: ") + prompt.format(run("Enter source")) + filled.format(run("Rapporteur"))),
    ) == ["Title of the text", "Source: Rapporteur"]


def test_a_merged_cell_stands_once_at_its_first_place() -> None:
    rows = [
        [cell("wide", span=2), "c"],
        [cell("tall", merged="restart"), "b", "c"],
        [cell("", merged="continue"), "e", "f"],
    ]
    (part,) = read_docx(docx(table(rows)), "x.docx").parts
    assert isinstance(part, Table)
    assert part.rows == (("wide", "", "c"), ("tall", "b", "c"), ("", "e", "f"))


def test_a_table_of_one_cell_is_its_paragraphs_and_a_table_in_a_cell_is_text() -> None:
    inner = cell(paragraph("Summary") + table([["1.0", "2016"], ["2.0", "2020"]]))
    parts = read_docx(docx(table([[inner]])), "x.docx").parts
    assert [type(part) for part in parts] == [Paragraph, Table]
    (outer,) = read_docx(docx(table([[inner, "beside"]])), "x.docx").parts
    assert isinstance(outer, Table)
    assert outer.rows == (("Summary\n1.0 | 2016\n2.0 | 2020", "beside"),)


def test_headings_have_their_level_and_styles_their_name() -> None:
    document = read_docx(
        docx(
            paragraph(content="<w:r><w:t>1</w:t><w:tab/><w:t>Scope</w:t></w:r>", style="Heading1"),
            paragraph("Rec. X", "RecNo"),
        ),
        "x.docx",
    )
    assert [(part.text, part.level, part.style) for part in document.paragraphs] == [
        ("1 Scope", 1, "heading 1"),
        ("Rec. X", 0, "Rec_No"),
    ]


def test_white_space_marks_and_boxes_are_as_a_reader_sees_them() -> None:
    content = (
        run("low\u00adpower\u200b  wide\u00a0area")
        + "<w:r><w:br/><w:t>next</w:t><w:noBreakHyphen/><w:t>line</w:t></w:r>"
        + '<w:r><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData></w:r>'
        + "<mc:AlternateContent><mc:Choice><w:r><w:txbxContent>"
        + paragraph("in a box")
        + "</w:txbxContent></w:r></mc:Choice><mc:Fallback>"
        + run("twice")
        + "</mc:Fallback></mc:AlternateContent>"
    )
    assert texts(paragraph(content=content)) == ["lowpower wide area\nnext-line☒", "in a box"]


def test_what_is_beside_the_text_is_listed() -> None:
    document = read_docx(docx(paragraph("x"), title="A  title", extra=["word/comments.xml"]), "x.docx")
    assert document.title == "A title"
    assert Ignored("comments", "") in document.ignored


@pytest.mark.parametrize(
    "data",
    [
        b"PK nonsense",
        docx(paragraph("x"))[:200],
        docx("<w:p>"),
        docx(paragraph("x")).replace(b"word/document.xml", b"word/somewhat.xml"),
    ],
)
def test_what_is_no_word_file_says_so(data: bytes) -> None:
    with pytest.raises(InputError, match=r"x\.docx"):
        read_docx(data, "x.docx")


def test_xml_that_declares_entities_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    whole = docx(paragraph("&b;"))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(file, "w") as new:
        new.writestr("word/document.xml", bomb.encode() + old.read("word/document.xml"))
    with pytest.raises(InputError, match="entities"):
        read_docx(file.getvalue(), "x.docx")


@given(st.integers(0, 2000), st.integers(0, 255), st.integers(0, 2000))
def test_no_damage_makes_it_fail_in_another_way(place: int, value: int, cut: int) -> None:
    whole = docx(paragraph("Scope", "Heading1"), table([["a", "b"]]))
    data = bytearray(whole[: len(whole) - cut % len(whole)])
    data[place % len(data)] = value
    with contextlib.suppress(InputError):
        read_docx(bytes(data), "x.docx")


@pytest.mark.parametrize("value", ["²", "9" * 5000, "x"])
def test_a_number_that_is_none_counts_as_not_there(value: str) -> None:
    heading = f'<w:p><w:pPr><w:outlineLvl w:val="{value}"/></w:pPr>{run("Lots and cars")}</w:p>'
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="{value}"/></w:tcPr>{paragraph("a")}</w:tc>'
    row = f"<w:tbl><w:tr>{wide}<w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
    document = read_docx(docx(heading, row), "x.docx")
    assert (document.paragraphs[0].level, document.tables[0].rows) == (0, (("a", "b"),))


def test_boxes_in_boxes_and_tables_in_tables_are_read_once() -> None:
    assert texts("<w:p><w:r><w:txbxContent>" * 40 + paragraph("Lots") + "</w:txbxContent></w:r></w:p>" * 40) == ["Lots"]
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('in')}</w:tc><w:tc>{paragraph('side')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:sdt/><w:tc>{inner}</w:tc><w:tc>{paragraph('out')}</w:tc></w:tr></w:tbl>"
    assert read_docx(docx(outer), "x.docx").tables[0].rows == (("in | side", "out"),)


@pytest.mark.parametrize("encoding", ["foo", "shift_jis"])
def test_an_encoding_that_is_none_is_told(encoding: str) -> None:
    xml = f"<?xml version='1.0' encoding='{encoding}'?><a/>".encode()
    with pytest.raises(InputError, match=r"damaged \(word/document.xml"):
        read_docx(with_part(docx(paragraph("a")), "word/document.xml", xml), "x.docx")


def hidden(text: str, properties: str = "<w:vanish/>") -> str:
    return run(text).replace("<w:r>", f"<w:r><w:rPr>{properties}</w:rPr>")


def test_hidden_text_does_not_count_and_is_told() -> None:
    content = run("Lots") + hidden(" secret") + hidden(" and cars", '<w:vanish w:val="0"/>') + hidden(" ")
    document = read_docx(docx(paragraph(content=content), paragraph(content=hidden("all of it"))), "x.docx")
    assert [part.text for part in document.paragraphs] == ["Lots and cars"]
    assert Ignored("hidden text", "2 places") in document.ignored


def test_a_style_hides_text_as_well_and_what_is_based_on_it() -> None:
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="H"/></w:style><w:style w:styleId="C"><w:basedOn w:val="C"/></w:style>'
        "</w:styles>"
    )
    content = run("Lots") + hidden("x", '<w:rStyle w:val="B"/>') + hidden("!", '<w:rStyle w:val="C"/>')
    data = docx(paragraph(content=content), paragraph("note", "H"))
    assert [p.text for p in read_docx(with_part(data, "word/styles.xml", styles.encode()), "x.docx").paragraphs] == [
        "Lots!"
    ]


def test_fields_and_boxes_give_what_is_chosen_in_them() -> None:
    state = "<w:sdtPr><w14:checkbox><w14:checked w14:val='{}'/></w14:checkbox></w:sdtPr>"
    box = f"<w:sdt>{state}<w:sdtContent>{{}}</w:sdtContent></w:sdt>"
    drop = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="IS"/><w:listEntry w:val="TS"/></w:ddList></w:ffData></w:fldChar></w:r>'
    )
    text = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Lots")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0{}"/></w:r>'
    content = [box.format(1, run("X")) + run(" yes "), box.format(0, run("O")) + run(" no "), drop, run(" "), text]
    content += [symbol.format("FE"), symbol.format("A8")]
    assert texts(paragraph(content="".join(content))) == ["☒ yes ☐ no TS Lots☒☐"]


def test_a_box_in_a_cell_is_read_with_it() -> None:
    inner = f"<w:p>{run('Title:')}<w:r><w:pict><w:txbxContent>{paragraph('Lots')}</w:txbxContent></w:pict></w:r></w:p>"
    (part,) = read_docx(docx(table([[cell(inner), "b"]])), "x.docx").parts
    assert isinstance(part, Table)
    assert part.rows == (("Title:\nLots", "b"),)


def test_merged_cells_are_told_and_a_list_has_them_in_all_their_cells() -> None:
    rows = [
        ["Q", "id", "title"],
        [cell("Q4", merged="restart"), "a", "A"],
        [cell("", merged="continue"), "b", "B"],
        [cell("", merged="continue"), cell("c", span=2)],
        ["Q7", "d", "D"],
        [cell("Section", span=3)],
    ]
    (part,) = read_docx(docx(table(rows)), "x.docx").parts
    assert isinstance(part, Table)
    assert part.merged == ((1, 0, 3, 0), (3, 1, 3, 2), (5, 0, 5, 2))
    assert [row[0] for row in part.spread().rows] == ["Q", "Q4", "Q4", "Q4", "Q7", "Section"]
    assert part.spread().rows[3:] == (("Q4", "c", "c"), ("Q7", "d", "D"), ("Section", "", ""))


def test_two_parts_of_one_name_are_refused() -> None:
    file = io.BytesIO(docx(paragraph("a")))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(InputError, match=r"'word/document\.xml' is in it twice"):
        read_docx(file.getvalue(), "x.docx")


def test_the_package_names_the_part_that_holds_the_text() -> None:
    data = docx(paragraph("Lots")).replace(b"word/document.xml", b"word/documen2.xml")
    links = b'<R><R Type="http://x/officeDocument" Target="/word/documen2.xml"/></R>'
    assert [p.text for p in read_docx(with_part(data, "_rels/.rels", links), "x.docx").paragraphs] == ["Lots"]


@pytest.mark.parametrize("name", ["Word/Document.xml", "/word/document.xml", "word\\document.xml"])
def test_part_names_that_programs_take_for_one_are_refused(name: str) -> None:
    file = io.BytesIO(docx(paragraph("a")))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr(name, "<x/>")
    with pytest.raises(InputError, match=r"'word/document\.xml' is in it twice"):
        read_docx(file.getvalue(), "x.docx")


def sized(text: str, points: int) -> str:
    return paragraph(content=f'<w:r><w:rPr><w:sz w:val="{2 * points}"/></w:rPr><w:t>{text}</w:t></w:r>')


def test_the_letters_of_a_cover_have_their_sizes() -> None:
    document = read_docx(docx(sized("Ferry Office", 14), sized("Ramps of ferries", 28), paragraph("Text. " * 40)), "x")
    assert [part.size for part in document.paragraphs] == [14.0, 28.0, 10.0]
    assert titles.title(document)[0] == "Ramps of ferries"


def test_sizes_that_tell_nothing_are_not_given() -> None:
    document = read_docx(docx(sized("Ramps of ferries", 11), paragraph("Text. " * 40)), "x")
    assert [part.size for part in document.paragraphs] == [0.0, 0.0]


def test_a_style_has_the_size_of_the_one_that_it_is_based_on() -> None:
    styles = '<w:style w:styleId="Big"><w:rPr><w:sz w:val="40"/></w:rPr></w:style>'
    styles += '<w:style w:styleId="Head"><w:basedOn w:val="Big"/></w:style>'
    sheet = f'<w:styles xmlns:w="{W[1:-1]}">{styles}</w:styles>'.encode()
    data = with_part(docx(paragraph("Ramps of ferries", "Head"), paragraph("Text. " * 40)), "word/styles.xml", sheet)
    assert [part.size for part in read_docx(data, "x").paragraphs] == [20.0, 10.0]
