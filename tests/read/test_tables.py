"""CSV, TSV and Excel → rows of cells; bytes → text."""

import csv
import io
import time as clock
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.errors import InputError
from overlap.read.content import Document
from overlap.read.formats.encoding import decode
from overlap.read.formats.excel import read_xls, read_xlsx
from overlap.read.formats.tables import read_csv, read_tsv
from tests.excelfile import row, saved, with_part, with_rows, workbook

HEADER, PARKING = ("id", "title"), ("A-1", "Smart parking, revised")


def rows(document: Document) -> tuple[tuple[str, ...], ...]:
    (table,) = document.tables
    return table.rows


@pytest.mark.parametrize(
    "content",
    [
        b'id,title\nA-1,"Smart parking, revised"\n',
        b"\xef\xbb\xbfid;title\r\nA-1;Smart parking, revised\r\n",
        'id,title\nA-1,"Smart parking, revised"\n'.encode("utf-16"),
        b"id\ttitle\r\nA-1\tSmart parking, revised",
        b"id|title\nA-1| Smart parking, revised \n",
        b"sep=;\r\nid;title\r\nA-1;Smart parking, revised\r\n",
        b'"id";"title"\r"A-1";"Smart parking, revised"\r',
    ],
)
def test_the_delimiter_is_the_one_that_parts_the_rows_alike(content: bytes) -> None:
    assert rows(read_csv(content, "list.csv")) == (HEADER, PARKING)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_long_file_is_read_in_pieces_as_it_would_be_whole(end: str) -> None:
    scope = f'"Bells, {end} and ""clocks"" … {"x" * 90}"'
    text = f"id,title,scope{end}" + "".join(f"A-{n},Bells of a hall,{scope}{end}" for n in range(9_000)) + f" {end}"
    whole = csv.reader(io.StringIO(text.rstrip(), newline=""))
    expected = tuple(tuple(cell.strip().replace("\r\n", "\n") for cell in cells) for cells in whole)
    assert len(list(decode(text.encode(), "list.csv").pieces)) > 3 or end == "\r"
    assert rows(read_csv(text.encode(), "list.csv")) == expected


def test_commas_in_the_cells_do_not_hide_the_semicolons_between_them() -> None:
    content = b"id;title;scope\n1;a, b, c;d, e\n2;f;g, h, i, j\n3;k, l;m\n"
    assert {len(cells) for cells in rows(read_csv(content, "list.csv"))} == {3}


def test_a_comma_list_with_semicolons_in_one_column_is_parted_by_commas() -> None:
    content = b"id,title,relations\n1,a,X;Y\n2,b,X;Z\n"
    assert rows(read_csv(content, "list.csv"))[1] == ("1", "a", "X;Y")


def test_a_row_has_the_number_that_a_spreadsheet_shows() -> None:
    content = b'id,title\n\n1,"two\r\nlines"\n,\n2,b\n'
    assert rows(read_csv(content, "list.csv")) == (HEADER, (), ("1", "two\nlines"), ("", ""), ("2", "b"))


def test_tabs_part_a_tsv_whatever_else_is_in_it() -> None:
    document = read_tsv(b"id\ttitle\nA-1\tSmart parking, revised\n", "list.tsv")
    assert document.format == "TSV table"
    assert rows(document) == (HEADER, PARKING)


def test_an_open_quotation_mark_is_told() -> None:
    document = read_csv(b'id,title\n1,"a\n2,b\n', "open.csv")
    assert [str(fault) for fault in document.faults] == [
        "open.csv, row 2: a quotation mark is not closed, so it may hold rows; close or double it"
    ]


def test_a_cell_that_is_too_long_is_cut_and_the_rest_is_read() -> None:
    document = read_csv(b"id,title\n1," + b"a" * 200_000 + b"\n2,b\n", "long.csv")
    assert [len(row[1]) for row in rows(document)] == [5, 131_072, 1]
    (fault,) = document.faults
    assert str(fault).startswith(
        "long.csv, row 2: a cell of more than 131,072 characters, of which the first were read"
    )


def test_an_open_quotation_mark_before_much_text_is_told_as_well() -> None:
    document = read_csv(b'id,title\n1,"' + b"a" * 200_000 + b"\n2,b\n", "open.csv")
    assert [fault.cause[:20] for fault in document.faults] == ["a quotation mark is ", "a cell of more than "]
    assert len(rows(document)[1][1]) == 131_072


LATIN = ["Réseau", "Größe", "naïve café", "ÉCOLE", "¿Qué pasó?", "L’été – «déjà»", "5 µm ± 2 °C", "Ação, informação"]


@pytest.mark.parametrize("text", LATIN)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_western_text_keeps_its_accents(text: str, encoding: str) -> None:
    assert decode(f"id,title\nA-1,{text}\n".encode(encoding), "list.csv").text == f"id,title\nA-1,{text}\n"
    assert decode(text.encode(encoding), "list.csv").text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Настоящий документ определяет термины и общие требования к данным городов.", "cp1251"),
        ("Настоящий документ определяет термины и общие требования к данным городов.", "koi8_r"),
        ("この文書は、都市のデータに関する用語及び定義について定める。", "shift_jis"),
        ("本文件给出了城市数据的术语和定义,并且说明了交换数据的方法。", "gb18030"),
        ("本文件給出了城市資料的術語和定義,並且說明了交換資料的方法。", "big5"),
        ("이 문서는 도시 데이터의 용어와 정의 및 교환 방법을 정한다.", "cp949"),
    ],
)
def test_other_scripts_are_told_by_their_letters(text: str, encoding: str) -> None:
    table = f"id,title\nA-1,{text}\n"
    assert decode(table.encode(encoding), "list.csv").text == table
    assert decode(text.encode(encoding), "page.html", declared=encoding.upper()).text == text


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("联通".encode("gbk"), "gb2312", "联通"),  # which is valid UTF-8 as well
        ("café".encode(), "iso-8859-1", "café"),  # the page was converted, and what it declares was not
        ("“café”".encode("cp1252"), "ISO-8859-1", "“café”"),
        (b"city", "utf-7", "city"),
        (b"city", "no such name", "city"),
        (b"city", "\0", "city"),
        ("Größe".encode("cp1252"), "utf-8", "Größe"),
    ],
)
def test_what_a_page_declares_is_believed_as_far_as_it_can_be(data: bytes, declared: str, text: str) -> None:
    assert decode(data, "page.html", declared).text == text


@pytest.mark.parametrize(
    ("data", "page"),
    [
        ("Größe, Maß".encode("cp1252"), "Western European"),
        ("Настоящий документ определяет термины".encode("koi8_r"), "KOI8-R"),
    ],
)
def test_a_code_page_that_is_assumed_is_told(data: bytes, page: str) -> None:
    (fault,) = decode(data, "a.txt").faults
    assert page in fault.cause
    assert decode(data, "a.txt", "cp1252" if page[0] == "W" else "koi8-r").faults == ()
    assert decode("Größe".encode(), "a.txt").faults == decode("Größe".encode("utf-16"), "a.txt").faults == ()


def test_one_broken_byte_leaves_the_rest_of_a_text() -> None:
    assert decode("Größe, naïve café, Réseau, été. ".encode() * 5 + b"\xff.", "a.txt").text.endswith("été. \ufffd.")


@pytest.mark.parametrize(
    "data", [bytes(range(128, 256)), b"\0" * 100, bytes(range(256)) * 9, b"\xff\xfe\x00", b"\x01\x02\x03 binary \x04"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"noise\.csv: not a text file in a known encoding"):
        decode(data, "noise.csv")


def test_each_cell_is_the_text_that_a_person_sees() -> None:
    values = [1, 2.0, 2.5, 0.1 + 0.2, True, date(2026, 5, 1), datetime(2026, 5, 1, 14, 30), time(9, 5), " a\nb ", None]
    document = read_xlsx(workbook(Items=[values, [], ["last", None, None], [None, " "]]), "list.xlsx")
    shown = ("1", "2", "2.5", "0.3", "TRUE", "2026-05-01", "2026-05-01 14:30:00", "09:05:00", "a\nb")
    assert rows(document) == (shown, (), ("last",))
    assert document.format == "Excel workbook"


def test_each_sheet_that_is_shown_is_a_table_and_the_others_are_told() -> None:
    document = read_xlsx(workbook(Items=[HEADER, PARKING], Blank=[], hidden=[HEADER], More=[["x"]]), "list.xlsx")
    assert [table.place for table in document.tables] == ["sheet 'Items'", "sheet 'More'"]
    assert [each.what for each in document.ignored] == ["hidden sheet 'hidden'"]


def test_a_formula_is_its_value_and_one_that_failed_is_told_once() -> None:
    cells = b'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'
    failed = b'<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2" t="e"><v>#N/A</v></c></row>'
    document = read_xlsx(with_rows(cells + failed), "list.xlsx")
    assert rows(document) == (("2",),)
    assert [str(fault) for fault in document.faults] == [
        "list.xlsx, sheet 'Items': 2 cells hold an error instead of a value (#REF! in row 2), so nothing was read "
        "there; correct the formula, or write the value"
    ]


def test_a_merged_cell_stands_once_and_formatted_text_is_plain() -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet["A1"], sheet["A2"], sheet["C2"] = "Work items", "id", "title"
    sheet.merge_cells("A1:C1")
    assert rows(read_xlsx(saved(made), "list.xlsx")) == (("Work items",), ("id", "", "title"))


def test_a_clock_before_1980_makes_no_workbook_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    data = with_rows(row(1, A="id", B="title") + row(1_048_576, XFD="stray"))
    monkeypatch.setattr(clock, "localtime", lambda *_: clock.gmtime(0))
    document = read_xlsx(data, "list.xlsx")
    assert rows(document) == (("id", "title"),)


def test_one_cell_in_the_last_corner_takes_no_room() -> None:
    data = with_rows(row(1, A="id", B="title") + row(1_048_576, XFD="stray"))
    document = read_xlsx(data, "list.xlsx")
    assert rows(document) == (("id", "title"),)
    assert [fault.cause for fault in document.faults] == [
        "cells from column 20 on are far from the others, so they were left out"
    ]
    data = with_rows(b"".join(row(number, A="id", B="title") for number in range(1, 2000)) + row(2000, XFD="stray"))
    document = read_xlsx(data, "list.xlsx")
    assert (len(rows(document)), [fault.cause[:14] for fault in document.faults]) == (1999, ["cells from col"])
    data = with_rows(row(1, A="id", B="title", XFD="stray") + row(2000, A="last"))
    assert [len(each) for each in rows(read_xlsx(data, "list.xlsx")) if each] == [2, 1]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"id,title\n", "not the kind of file that its name says"),
        (workbook(Items=[["x"]])[:-300], "damaged or cut off"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "not a workbook"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (workbook(Items=[]), "no filled cell"),
        (workbook(hidden=[["x"]], Shown=[]), "no filled cell"),
        (with_part(workbook(Items=[["x"]]), "xl/workbook.xml", b"<workbook>"), "damaged (xl/workbook.xml"),
        (with_rows(b'<row r="99999999999"><c><v>1</v></c></row>'), "more than 1,048,576 rows a sheet"),
        (with_rows(b"<row><c><v>&a;</v></c></row>"), "no filled cell"),
    ],
)
def test_what_is_no_workbook_says_why(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_xlsx(data, "list.xlsx")
    assert caught.value.problem.startswith("list.xlsx")
    assert said in caught.value.problem
    assert caught.value.remedy.endswith(".")


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_packed_otherwise_is_refused(compression: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(InputError, match="packed in a way"):
        read_xlsx(out.getvalue(), "list.xlsx")


def test_an_archive_of_very_many_files_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), "")
    with pytest.raises(InputError, match=r"10,001 files are packed in it; up to 10,000"):
        read_xlsx(out.getvalue(), "list.xlsx")


def outcome(read: Callable[[bytes, str], Document], data: bytes) -> Document | InputError:
    try:
        return read(data, "noise")
    except InputError as error:
        return error


@given(data=st.binary(max_size=400) | st.text('a,;\t|"\n\r1é', max_size=60).map(str.encode))
def test_no_bytes_make_a_table_fail_in_another_way(data: bytes) -> None:
    for read in (read_csv, read_tsv):
        found = outcome(read, data)
        if isinstance(found, Document):
            assert all(cell == cell.strip() for cells in rows(found) for cell in cells)


SMALL = workbook(Items=[HEADER, PARKING, [3, 4.5]])
SMALL_SHEET = zipfile.ZipFile(io.BytesIO(SMALL)).read("xl/worksheets/sheet1.xml")
MUTATIONS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8)


def mutated(data: bytes, mutations: list[tuple[float, int]]) -> bytes:
    changed = bytearray(data)
    for place, value in mutations:
        changed[int(place * len(changed))] = value
    return bytes(changed)


@given(mutations=MUTATIONS, inside=st.booleans())
def test_no_change_in_a_workbook_makes_it_fail_in_another_way(mutations: list[tuple[float, int]], inside: bool) -> None:
    if inside:
        data = with_part(SMALL, "xl/worksheets/sheet1.xml", mutated(SMALL_SHEET, mutations))
    else:
        data = mutated(SMALL, mutations)
    found = outcome(read_xlsx, data)
    assert isinstance(found, InputError) or found.tables


@pytest.mark.parametrize("cell", ['A,5" pipes', '"A ""5"" pipes"', '6" and 8"'])
def test_inches_are_no_open_quotation_mark(cell: str) -> None:
    document = read_csv(f"id,title\nA-1,{cell}\n".encode(), "pipes.csv")
    assert document.faults == ()
    assert len(document.tables[0].rows) == 2


def test_an_open_quotation_mark_at_the_end_is_told_and_nothing_of_it_lost() -> None:
    document = read_csv(b'id,title\nA-1,"Parking\nA-2,Tolls\n', "open.csv")
    assert [fault.cause for fault in document.faults] == ["a quotation mark is not closed, so it may hold rows"]
    assert document.tables[0].rows[-1] == ("A-1", "Parking\nA-2,Tolls")


def test_a_link_that_a_script_wrote_shows_its_text_and_a_formula_without_value_is_told() -> None:
    cells = (
        b'<row r="1"><c r="A1" t="str"><f>HYPERLINK("https://x.example?a=""1""","Y.lots")</f><v></v></c>'
        b'<c r="B1"><f>HYPERLINK("https://x.example")</f><v>0</v></c><c r="C1"><f>"Lots"</f></c></row>'
        b'<row r="2"><c r="A2"><f>B7&amp;B8</f></c>'
        b'<c r="B2" t="str"><f>""&amp;""</f><v></v></c><c r="C2"><v>1</v></c></row>'
    )
    document = read_xlsx(with_rows(cells), "list.xlsx")
    assert rows(document) == (("Y.lots", "https://x.example", "Lots"), ("", "", "1"))
    assert [str(fault) for fault in document.faults] == [
        "list.xlsx, sheet 'Items': a cell holds a formula without a value (A2), so nothing was read there; open it in "
        "Excel and save it, so that the values are computed"
    ]


def test_hidden_columns_are_left_out_and_merged_cells_hold_for_all_their_cells() -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for line in (["id", "secret", "Q", "title"], ["A", "x", "Q4", "Lots"], ["B", "y", None, "Cars"], ["Sum"]):
        sheet.append(line)
    sheet.merge_cells("C2:C3")
    sheet.merge_cells("A4:D4")
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    document = read_xlsx(saved(made), "list.xlsx")
    assert rows(document) == (("id", "Q", "title"), ("A", "Q4", "Lots"), ("B", "", "Cars"), ("Sum",))
    assert document.tables[0].spread().rows[2:] == (("B", "Q4", "Cars"), ("Sum",))
    assert [each.what for each in document.ignored] == ["hidden column"]
    assert [fault.cause for fault in document.faults] == ["a hidden row is read like the others"]


def test_a_workbook_in_strict_open_xml_is_read() -> None:
    sheet = zipfile.ZipFile(io.BytesIO(SMALL)).read("xl/worksheets/sheet1.xml")
    strict = sheet.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    )
    assert rows(read_xlsx(with_part(SMALL, "xl/worksheets/sheet1.xml", strict), "x.xlsx")) == (
        HEADER,
        PARKING,
        ("3", "4.5"),
    )


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (SMALL, HEADER),
        (b"<html><table><tr><td>id<td>title</tr><tr><td>1<td>b</tr></table>", HEADER),
        (b"id\ttitle\n1\tb\n", HEADER),
    ],
)
def test_what_is_named_xls_is_read_as_what_it_is(data: bytes, seen: tuple[str, ...]) -> None:
    assert rows(read_xls(data, "list.xls"))[0] == seen


def test_an_xml_spreadsheet_is_refused_with_the_way_out() -> None:
    data = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    with pytest.raises(InputError, match="XML spreadsheet of 2003"):
        read_xls(data, "list.xls")
