"""Lists: any header, what is kept as a note, what is no item."""

import shlex
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.errors import InputError
from overlap.read.content import Document, Paragraph, Table
from overlap.read.entries import check
from overlap.read.formats.html import read_html
from overlap.read.formats.markdown import read_markdown
from overlap.read.formats.tables import read_csv
from overlap.read.formats.text import read_text
from overlap.read.kinds import headings, recognise
from overlap.read.kinds.columns import fields_of
from overlap.read.reading import Reading
from overlap.settings import AS_WRITTEN, ReadSettings

HEADER = ("Work\nitem", "Question", "Subject / Title", "Timing", "Liaison\nrelationship", "Priority")
ROWS = (
    ("Y.lots", "Q4/20", "Framework of lots", "2027-06", "ISO/TC 999", "high"),
    ("Y.cars", "Q4/20", "Counting of\ncars", "2026-12", "-", "low"),
)


def read(*tables: tuple[tuple[str, ...], ...], **columns: str) -> Reading:
    parts = tuple(Table(rows, f"sheet '{number}'") for number, rows in enumerate(tables, start=1))
    return recognise(
        Document("list.xlsx", "Excel workbook", parts),
        ReadSettings(columns={heading: field for field, heading in columns.items()}),
    )


def test_headings_of_the_field_are_known_and_others_are_notes() -> None:
    reading = read((HEADER, *ROWS))
    assert reading.kind == "list of work items"
    assert dict(reading.columns) == {
        "Work item": "id",
        "Question": "group",
        "Subject / Title": "title",
        "Timing": "timing",
        "Liaison relationship": "liaisons",
        "Priority": "",
    }
    first, second = reading.rows
    assert first.fields == {
        "id": "Y.lots",
        "group": "Q4/20",
        "committee": "SG20",
        "title": "Framework of lots",
        "timing": "2027-06",
        "liaisons": "ISO/TC 999",
        "notes": "Priority: high",
    }
    assert (first.place, first.where["title"]) == ("sheet '1', row 2", "column 'Subject / Title'")
    assert second.fields["title"] == "Counting of cars"
    assert "liaisons" not in second.fields


def test_lines_above_the_header_are_told_and_row_numbers_count_them() -> None:
    reading = read((("Work programme", "", "", "", "", ""), (), HEADER, *ROWS))
    assert reading.rows[0].place == "sheet '1', row 4"
    assert [str(each.place) for each in reading.ignored] == ["sheet '1', row 1 to 2"]


def test_a_repeated_header_a_heading_and_a_blank_row_are_no_items() -> None:
    rows = (
        ("TD#", "Type", "Subject"),
        ("-", "-", "Agenda item 4"),
        ("", "", ""),
        ("S2-1", "CR", "Lots"),
        ("TD#", "Type", "Subject"),
    )
    reading = read(rows)
    assert [row.fields["id"] for row in reading.rows] == ["S2-1"]
    assert [each.what for each in reading.ignored] == ["headings within the list", "header row, repeated"]


def test_placeholders_are_no_items() -> None:
    reading = read((HEADER, ("WP_WorkItem", "", "WP_Title", "WP_Timing", "", "")))
    assert reading.rows == ()
    assert "placeholders" in str(reading.faults[0])


def test_a_row_wider_than_the_header_and_a_heading_there_twice_are_told() -> None:
    reading = read((("id", "title", "title"), ("A", "Lots", "Cars"), ("B", "Towns", "", "more")))
    assert [row.fields["id"] for row in reading.rows] == ["A", "B"]
    assert [row.fields["notes"] for row in reading.rows] == ["title: Cars", "column 4: more"]
    assert "column 'title': there twice" in " ".join(map(str, reading.faults))


def test_a_row_of_a_csv_file_wider_than_the_header_is_told_and_left_out() -> None:
    reading = recognise(read_csv(b"id,title\nA,Lots\nB,Towns, cities\n", "x.csv"))
    assert [row.fields["id"] for row in reading.rows] == ["A"]
    assert "row 3: 3 cells where the header has 2" in str(reading.faults[0])


def test_rows_that_contradict_each_other_are_both_kept_and_the_second_is_told() -> None:
    header = ("id", "title", "scope")
    for reading in (
        read((header, ("A", "Lots", "one"), ("A", "Lots", "two"))),
        read((header, ("A", "Lots", "one")), (header, ("A", "lots", "two"))),
        recognise(read_csv(b"id,title\nA,Lots\nA,Lots\n", "x.csv")),
    ):
        assert len(reading.rows) == 2
        assert "the id A again" in str(check([reading]).faults[0])


def test_a_list_of_statements_gives_those_of_the_group_asked_for() -> None:
    table = Table((("id", "text", "body"), ("1", "Lots", "SG20"), ("2", "Cars", "SG5")), "")
    document = Document("m.csv", "CSV table", (table,))
    reading = recognise(document, ReadSettings(mandate_of="Study Group 20"))
    assert [row.fields["id"] for row in reading.rows] == ["1"]
    assert "SG5" in reading.ignored[0].what
    with pytest.raises(InputError, match="no mandate of SG9 in it"):
        recognise(document, ReadSettings(mandate_of="SG9"))


def test_a_column_that_is_named_and_stands_elsewhere_changes_nothing_here() -> None:
    tables = (
        ("list.csv", "CSV table", (("Reference", "Title", "Abstract"), ("ISO 1", "Cars", "All about cars"))),
        ("list.csv", "CSV table", (("Kennung", "Was"), ("ISO 1", "Parking of cars"), ("ISO 2", "Tolls for cars"))),
        ("x.html", "web page", (("Reference", "Title"), ("ISO 1", "Cars"))),
    )
    for name, form, rows in tables:
        document = Document(name, form, (Table(rows, "table 1"),))
        elsewhere = ReadSettings(columns={"Inhalt": "scope", "Thema": "title", "Nummer": "id"})
        assert recognise(document, elsewhere) == recognise(document)


def test_of_two_columns_named_for_one_field_the_first_that_is_there_is_taken() -> None:
    table = (("id", "Was", "Worüber", "Thema"), ("A", "Parking of cars", "Tolls for cars", "Kerbs for cars"))
    document = Document("list.csv", "CSV table", (Table(table, ""),))
    for order, title in ((("Thema", "Was"), 3), (("Was", "Thema"), 1), (("Fehlt", "Worüber", "Was"), 2)):
        (row,) = recognise(document, ReadSettings(columns=dict.fromkeys(order, "title"))).rows
        assert row.fields["title"] == table[1][title]


def test_a_misspelt_heading_is_a_note_and_told() -> None:
    reading = read((("id", "title", "staus"), ("A", "Lots", "draft")))
    assert reading.rows[0].fields["notes"] == "staus: draft"
    assert "column 'staus': kept as a note; rename it to 'status'" in str(reading.faults[0])


def test_the_user_says_which_column_is_which() -> None:
    rows = (("Ref", "What it is about", "Title"), ("A", "Lots", "Mr"))
    reading = read(rows, title="what it is ABOUT")
    assert reading.rows[0].fields["title"] == "Lots"
    assert reading.rows[0].fields["notes"] == "Title: Mr"
    assert read(rows, title="Whit it is about").rows[0].fields["title"] == "Mr"


def test_the_column_the_user_names_may_be_the_only_one_known() -> None:
    reading = read((("Nr", "Bezeichnung", "Bemerkung"), ("7", "Lots", "x")), title="Bezeichnung")
    assert (reading.rows[0].fields["title"], reading.faults) == ("Lots", ())


def test_a_title_may_stand_among_headings_that_are_not_known() -> None:
    reading = read((("Priority", "Title", "Owner"), ("high", "Lots", "Jane")))
    assert reading.rows[0].fields == {"title": "Lots", "notes": "Priority: high; Owner: Jane"}


def test_without_a_title_the_headings_there_are_named() -> None:
    with pytest.raises(InputError, match="no column 'title' among Kennung, Bezeichnung"):
        read((("Kennung", "Bezeichnung"), ("A", "Lots")))


def test_each_sheet_is_read_and_one_that_is_no_list_is_told() -> None:
    reading = read((HEADER, ROWS[0]), (("just", "words"),), (("Reference", "Title"), ("ISO 1", "Cars")))
    assert [row.fields["id"] for row in reading.rows] == ["Y.lots", "ISO 1"]
    assert ("table that is no list", "sheet '2'") in [(each.what, each.place) for each in reading.ignored]


def test_an_item_in_several_views_of_a_saved_page_is_one() -> None:
    tabular = (("Work item", "Title", "Status"), ("Y.lots", "Framework of lots", "Under study"))
    assert len(read((HEADER, *ROWS), tabular).rows) == 2


def test_number_and_title_in_one_cell_are_parted() -> None:
    reading = read((("Committee", "Reference, Title"), ("CEN/TC 1", "EN 10160:1999 (WI=EC1)\nTesting of plates")))
    found = reading.rows[0].fields
    assert (found["id"], found["title"], found["aliases"]) == ("EN 10160:1999", "Testing of plates", "WI=EC1")


def test_relations_and_equivalent_numbers_become_identifiers() -> None:
    rows = (
        ("id", "title", "Equiv. Num.", "Relations"),
        ("A", "Lots", "ISO/IEC 9:2020 (Common)", "see ISO 37163 and X.1"),
    )
    found = read(rows).rows[0].fields
    assert (found["joint_with"], found["relations"]) == ("ISO/IEC 9:2020", "ISO 37163; X.1")


def test_the_deliverables_of_iso_open_data_are_known_by_their_headings() -> None:
    rows = (
        ("id", "deliverableType", "reference", "title.en", "title.fr", "ownerCommittee", "currentStage", "scope.en"),
        ("1", "IS", "ISO 99999:2020", "Lots", "Parcs", "ISO/TC 999", "9093", "<p>Terms for <b>lots</b>.</p>"),
    )
    found = read(rows).rows[0].fields
    assert (found["id"], found["stage"], found["scope"]) == ("ISO 99999:2020", "90.93", "Terms for lots.")


def test_a_table_with_a_text_column_holds_statements() -> None:
    reading = read((("id", "kind", "text"), ("M/1", "scope", "Parking")))
    assert reading.kind == "list of mandate statements"


def test_lists_in_a_document_with_other_text_are_found() -> None:
    parts = (Paragraph("Report of the meeting on lots", "paragraph 1"), Table((HEADER, *ROWS), "table 1"))
    reading = recognise(Document("report.docx", "Word document", parts))
    assert [row.fields["id"] for row in reading.rows] == ["Y.lots", "Y.cars"]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_no_field_stands_for_two_columns(header: list[str]) -> None:
    fields = [field for field in fields_of(header, AS_WRITTEN) if field]
    assert len(fields) == len(set(fields))


def test_a_row_is_completed_by_its_other_columns_and_the_heading_it_stands_under() -> None:
    rows = (
        ("ITU-T Rec. Number", "Provisional name", "Title", "Stage code", "Equiv. Num."),
        ("Question 2/20", "", "", "", ""),
        ("Y.4216", "Y.infra", "Sensing of lots", "60.6", "ISO 99999:2020"),
        ("", "Y.cars", "Counting of cars", "20", "Y.4999"),
    )
    first, second = (row.fields for row in read(rows).rows)
    assert (first["id"], first["aliases"], first["joint_with"]) == ("Y.4216", "Y.infra", "ISO 99999:2020")
    assert (first["stage"], first["status"], first["group"]) == ("60.60", "published", "Q2/20")
    assert (second["id"], second["aliases"], second["status"]) == ("Y.cars", "Y.4999", "under_study")
    assert "joint_with" not in second


@pytest.mark.parametrize("said", ["N/A", "none", "TBD", "-"])
def test_a_cell_that_says_there_is_none_is_no_scope(said: str) -> None:
    (row,) = read((("id", "title", "scope", "due"), ("A-1", "Parking", said, "2027"))).rows
    assert row.fields == {"id": "A-1", "title": "Parking", "timing": "2027"}


def test_a_header_without_an_item_below_it_is_told() -> None:
    assert [fault.cause for fault in read((("id", "title"),)).faults] == ["a header row, and no item below it"]


def grid(text: str) -> tuple[tuple[str, ...], ...]:
    """Make the rows of a table of lines whose cells are parted by bars."""
    return tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())


def items(text: str) -> list[tuple[str, str]]:
    """Read a list; identifier and title of each item, by the checks that every list goes through."""
    return [(item.id, item.title) for item in check([read(grid(text))]).work_items]


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("id | title | scope | description | status | doc status", "id title scope - status -"),
        ("Reference | Titre (FR) | Title (EN)", "id - title"),
        ("Reference | title_fr | title_en", "id - title"),
        ("Reference | Title [French] | Title [English]", "id - title"),
        ("Ref. | Titre français | Titre anglais", "id - title"),
        ("Issue key | Issue Type | Summary | Description | Status", "id type title scope status"),
        ("Spec No | Name | Status", "id title status"),
        ("Unique_ID | Name | Acronym", "id title aliases"),
        ("shortname | title | Abstract", "id title summary"),
        ("workItem | workItemTitle", "id title"),
        ("Work Item | Title | Equivalent e.g., ISO/IEC", "id title joint_with"),
        ("ID | Work Item Type | Title | State", "id type title status"),
        ("No. | Object Heading | Object Type", "id title -"),
        ("Norme | Titre | Comité", "id title committee"),
        ("标准号 | 标准名称 | 范围", "id title scope"),
        ("Обозначение | Наименование | ТК", "id title committee"),
    ],
)
def test_a_heading_with_the_name_of_the_field_wins_then_english_then_what_is_better_known(
    header: str, fields: str
) -> None:
    found = fields_of([cell.strip() for cell in header.split("|")], AS_WRITTEN)
    assert " ".join(field or "-" for field in found) == fields


def test_the_identifier_is_the_column_whose_cells_name_the_rows() -> None:
    rows = [("1", "City work", "Y.1", "Lots"), ("2", "City work", "Y.2", "Cars"), ("3", "City work", "Y.3", "Kerbs")]
    assert fields_of(("No.", "Project", "Colour", "Title"), AS_WRITTEN, rows)[:3] == ["", "", "id"]
    assert fields_of(("No.", "Project", "Reference", "Title"), AS_WRITTEN, rows)[:3] == ["", "", "id"]
    assert fields_of(("Project", "#", "Title"), AS_WRITTEN, [("A", "214", "x"), ("A", "198", "y")])[:2] == ["", "id"]


@pytest.mark.parametrize(
    "total",
    [
        "Total | | 9 work items", "TOTAL: 9 | |", "Subtotal | 6 items |", "Sub-total | | 6",
        "Grand total | | =COUNTA(C2:C9)",
        "| Total number of items | 9", "Total for SG20 | 2 |", "Somme | | 2", "Gesamt: 2 | |", "Итого | | 2",
        "合计 | | 2",
        "Count | 2 | 100 %", "Number of items: 2 | |", "Total | 1,234 | 5.5", "| 2 items | 700", "| 2 projets |",
    ],
)  # fmt: skip
def test_a_row_that_counts_the_others_is_no_item(total: str) -> None:
    reading = read(grid(f"Reference | Title | Stage\nISO 1 | Lots of cars | 20.00\nISO 2 | Cars | 30.00\n{total}"))
    assert [row.fields["id"] for row in reading.rows] == ["ISO 1", "ISO 2"]
    assert "row that counts the others" in {each.what for each in reading.ignored}


@pytest.mark.parametrize("title", ["Total quality management", "Sum of squares method", "Counting of cars"])
def test_a_title_that_begins_like_a_total_is_one(title: str) -> None:
    assert items(f"Reference | Title | Stage\nISO 1 | {title} | 20.00") == [("ISO 1", title)]


@pytest.mark.parametrize(
    "row",
    [
        "WP1/20 | | ", "WP1/20 | WP1/20 | WP1/20", "--- RELEASE 19 --- | - | ", "- | *** Part two *** | ",
        "* under revision | |",
        "1) in ballot | | ", "Note: from the web | | ", "Source: the secretariat | |", "| Sector of cities |",
    ],
)  # fmt: skip
def test_headings_and_footnotes_within_a_list_are_told_and_no_items(row: str) -> None:
    text = (
        f"Reference | Title | Stage\nISO 1 | Lots of cars | 20.00\n{row}\nISO 2 | Cars | 30.00\nISO 3 | Kerbs | 30.00"
    )
    assert [each for each, _ in items(text)] == ["ISO 1", "ISO 2", "ISO 3"]
    assert any(each.place.startswith("sheet '1', row 3") for each in read(grid(text)).ignored)


def test_a_header_of_two_rows_is_read_as_one() -> None:
    text = """
        Work item | Subject / Title | Dates  |       | Group
                  |                 | Start  | Timing |
        Y.lots    | Lots of cars    | 2025   | 2027  | Q4/20
    """
    (row,) = read(grid(text)).rows
    assert (row.fields["id"], row.fields["timing"], row.fields["group"]) == ("Y.lots", "2027", "Q4/20")
    languages = "编号 | 名称 | 名称 | 状态\n 编号 | 中文 | 英文 | 状态\nGB/T 98301 | 停车场 术语 | Lots of cars | 现行"
    assert items(languages) == [("GB/T 98301", "Lots of cars")]
    repeated = "Identification | Identification | Subject\nWork item | Question | Title\nY.lots | Q4/20 | Lots of cars"
    assert items(repeated) == [("Y.lots", "Lots of cars")]


def test_running_numbers_of_several_sheets_lose_no_row() -> None:
    one, other = grid("No. | Title\n1 | Lots of cars\n2 | Cars"), grid("No. | Title\n1 | Kerbs\n2 | Signs")
    found = [(item.id, item.title) for item in check([read(one, other)]).work_items]
    assert [title for _, title in found] == ["Lots of cars", "Cars", "Kerbs", "Signs"]
    assert len({name for name, _ in found}) == 4


@pytest.mark.parametrize(
    ("cell", "identifier", "title"),
    [
        ('ITU-T Y.4456 "Lots in cities"', "ITU-T Y.4456", "Lots in cities"),
        ("Y. 4461, Open data in cities", "Y.4461", "Open data in cities"),
        ("Rec. ITU-T Y.4600 – Twins of cities", "ITU-T Y.4600", "Twins of cities"),
        ("ITU-T Y.4500.15/Q.3955 – oneM2M – Testing", "ITU-T Y.4500.15/Q.3955", "oneM2M – Testing"),
        ("ITU-T Y.4901 | L.1601 “Indicators of cities”", "ITU-T Y.4901/L.1601", "Indicators of cities"),
        ("ISO/IEC 30146:2019\nSmart city ICT indicators", "ISO/IEC 30146:2019", "Smart city ICT indicators"),
        ("IEC SRD 63235 ED1, Smart city system", "IEC SRD 63235", "Smart city system"),
    ],
)
def test_a_number_before_the_title_is_the_identifier_where_the_list_only_counts(
    cell: str, identifier: str, title: str
) -> None:
    table = Table((("No.", "Reference and title"), ("1", cell), ("2", "ISO 9 Kerbs")), "")
    found = recognise(Document("list.xlsx", "Excel workbook", (table,)), AS_WRITTEN).rows[0].fields
    assert (found["id"], found["title"]) == (identifier, title)


@pytest.mark.parametrize(
    ("cell", "identifier"),
    [("Y.4904-Rev *", "Y.4904-Rev"), ("ISO 37101¹⁾", "ISO 37101"), ("ISO 37120 2)", "ISO 37120"), ("Y.1\xa0†", "Y.1"),
     ("Y.4817 (ex Y.IoT-IADS)", "Y.4817"), ("ISO 37122[3]", "ISO 37122"), ("[7]", "7"),
     ("Y.DSE-LISF\xa0", "Y.DSE-LISF")],
)  # fmt: skip
def test_marks_of_footnotes_are_no_part_of_an_identifier(cell: str, identifier: str) -> None:
    assert items(f"Reference | Title | Stage\n{cell} | Lots of cars | 20.00") == [(identifier, "Lots of cars")]


def test_a_stage_is_read_with_a_comma_and_a_question_in_the_column_of_committees() -> None:
    (row,) = read(grid("Reference | Title | Stage | Committee\nY.1 | Lots of cars | 30,6 | Q2/20")).rows
    assert [row.fields[name] for name in ("stage", "group", "committee")] == ["30.60", "Q2/20", "SG20"]


def test_where_nothing_is_called_a_title_the_message_says_what_to_type() -> None:
    with pytest.raises(InputError) as told:
        read(grid("Kennung | Bezeichner lang | Art\nA1 | Parken Stadt | x\nA2 | Laden Strasse | y"))
    assert '--column title="Bezeichner lang"' in str(told.value)


def test_a_legend_is_no_list() -> None:
    reading = read(
        grid("Reference | Title\nISO 1 | Lots of cars"), grid("Key | Description\nD | draft text of a work item")
    )
    assert [row.fields["id"] for row in reading.rows] == ["ISO 1"]


GUESSED = (
    (
        "DIN 91992",
        "Bemessung von Rampen aus Beton",
        "Dieses Dokument gilt für alle Rampen, die aus Beton gebaut und in Häfen genutzt werden.",
    ),
    (
        "DIN 91993",
        "Bemessung von Rampen aus Stahl",
        "Dieses Dokument gilt für alle Rampen, die aus Stahl gebaut und in Häfen genutzt werden.",
    ),
    (
        "DIN 91995",
        "Bemessung von Rampen aus Holz",
        "Dieses Dokument gilt für alle Rampen, die aus Holz gebaut und in Häfen genutzt werden.",
    ),
)


@pytest.mark.parametrize("header", [(), (("Kürzel", "Wortlaut", "Inhalte"),)])
def test_where_no_heading_is_known_the_cells_tell_identifier_title_and_scope(
    header: tuple[tuple[str, ...], ...],
) -> None:
    reading = read((*header, *GUESSED))
    found = [tuple(row.fields[name] for name in ("id", "title", "scope")) for row in reading.rows]
    assert found == list(GUESSED)
    assert "by their cells these were taken" in reading.faults[0].cause
    assert reading.rows[0].place.endswith(f"row {1 + len(header)}")


@pytest.mark.parametrize(
    "numbers",
    [("MSC.428(98)", "MEPC.300(72)"), ("draft-ietf-a-b-01", "draft-ietf-c-02"), ("TMF620", "TMF621"),
     ("มอก. 91-2560", "มอก. 92-2560"), ("Doc 9303", "Doc 9304"), ("R 76-1", "R 76-2"), ("17-069r4", "18-058r1")],
)  # fmt: skip
def test_short_names_with_a_figure_name_the_rows_whatever_their_heading(numbers: tuple[str, str]) -> None:
    titles = ("Ramps of ferries in harbours", "Bells for towers of towns")
    found = read((("Zeichen", "Wortlaut"), *zip(numbers, titles, strict=True)))
    assert [(row.fields["id"], row.fields["title"]) for row in found.rows] == [*zip(numbers, titles, strict=True)]


@pytest.mark.parametrize(
    "no_names",
    [("2025-01-02", "2025-02-03"), ("v1.2.3", "v1.2.4"), ("WG 3", "WG 4"), ("Q1 2025", "Q2 2025"), ("3 kg", "4 kg"),
     ("a1@b.example", "c2@b.example"), ("1.5", "2.5"), ("May 2025", "June 2025"), ("https://x.example/1", "https://x.example/2"),
     ("Room 101", "Room 102"), ("12 months", "24 months"), ("Windows 10", "Windows 11"), ("Part 1", "Part 2")],
)  # fmt: skip
def test_dates_versions_groups_quantities_and_addresses_name_no_rows(no_names: tuple[str, str]) -> None:
    titles = ("Ramps of ferries in harbours", "Bells for towers of towns")
    with pytest.raises(InputError, match="no column 'title'"):
        read((("Zeichen", "Wortlaut"), *zip(no_names, titles, strict=True)))


@pytest.mark.parametrize("heading", ["name", "nombre", "nom", "Bezeichnung", "Spec", "описание"])
def test_titles_without_numbers_are_a_list_where_their_heading_says_so(heading: str) -> None:
    found = read(((heading, "Area"), ("Ramps of ferries in harbours", "IoT"), ("Bells for towers of towns", "IoT")))
    assert [row.fields["title"] for row in found.rows] == ["Ramps of ferries in harbours", "Bells for towers of towns"]


def test_what_happens_heads_no_titles() -> None:
    rows = (("Monday", "Ramps of ferries in harbours"), ("Tuesday", "Bells for towers of towns"))
    with pytest.raises(InputError, match="no column 'title'"):
        read((("When", "What happens"), *rows))


def test_names_beside_addresses_are_those_of_persons() -> None:
    with pytest.raises(InputError, match="no column 'title'"):
        read((("name", "e-mail"), ("Ramps and Ferries Limited", "a"), ("Bells for Towers Incorporated", "b")))


def test_a_designation_is_a_number_where_its_cells_are() -> None:
    found = read((("Designation", "Description"), ("ASTM D91", "Ramps of ferries"), ("ASTM D92", "Bells for towers")))
    assert [(row.fields["id"], row.fields["title"]) for row in found.rows] == [
        ("ASTM D91", "Ramps of ferries"),
        ("ASTM D92", "Bells for towers"),
    ]


def test_the_number_of_something_is_the_identifier_where_nothing_else_is() -> None:
    found = read((("WMO-No.", "Title"), ("306", "Ramps of ferries"), ("9", "Bells for towers")))
    assert [row.fields["id"] for row in found.rows] == ["306", "9"]


def test_a_title_that_runs_over_the_rows_of_a_merged_number_is_one() -> None:
    rows = (
        ("No", "Name", "Title"), ("1", "GOST 9.1-75", "Ramps of ferries, quays,"), ("", "", "harbours and towns"),
        ("2", "GOST 9.2-75", "Bells for towers"), ("3", "GOST 9.3-75", "Lots"), ("", "", "Kerbs along streets"),
    )  # fmt: skip
    table = Table(rows, "", ((1, 0, 2, 0), (1, 1, 2, 1), (4, 0, 5, 0), (4, 1, 5, 1)))
    found = recognise(Document("list.xlsx", "Excel workbook", (table,)))
    assert [row.fields["title"] for row in found.rows] == [
        "Ramps of ferries, quays, harbours and towns",
        "Bells for towers",
        "Lots",
        "Kerbs along streets",
    ]


def test_a_column_of_titles_is_the_title_where_the_one_called_so_holds_numbers() -> None:
    found = read(
        grid("Standard ID | Gloss | Name of the adoption\nISO 91 | Ramps of big ferries | GOST R 91-08 (ISO 91:2003)\n"
             "ISO 92 | Bells of old towers | GOST R 92-08 (ISO 92:2003)")
    )  # fmt: skip
    assert [(row.fields["id"], row.fields["title"]) for row in found.rows] == [
        ("ISO 91", "Ramps of big ferries"),
        ("ISO 92", "Bells of old towers"),
    ]


def test_a_column_that_names_several_documents_a_cell_names_what_is_related() -> None:
    found = read(grid("id | name | rfcs\nSPF | Sender policies | RFC 7208\nRPKI | Public keys | RFC 6480; RFC 6481"))
    assert [row.fields["id"] for row in found.rows] == ["SPF", "RPKI"]


def test_an_agenda_and_a_list_of_bodies_are_no_list_of_work_items() -> None:
    for text in (
        "Topic | Speaker | Time\nIntroduction and framing | TBD | 10 min\nOperator perspectives | TBD | 30 min",
        "id | name | representatives\nbipm | Bureau of Weights and Lots | Jo\ncie | Commission on Lamps | Al",
    ):
        with pytest.raises(InputError, match="no column 'title'"):
            read(grid(text))


def test_cells_that_name_no_documents_are_not_guessed_from() -> None:
    with pytest.raises(InputError, match="no column 'title'"):
        read((("Wert", "Merkmal"), ("3 kg", "Gewicht einer Rampe"), ("4 kg", "Gewicht einer Glocke")))


def test_a_heading_with_the_word_at_its_end_is_a_title_where_there_is_none() -> None:
    reading = read((("ID", "Name des Antrags"), ("2026/027", "Rampen aus Holz"), ("2026/028", "Glocken aus Erz")))
    assert [row.fields["title"] for row in reading.rows] == ["Rampen aus Holz", "Glocken aus Erz"]


def test_a_column_of_one_word_each_before_the_title_names_the_rows() -> None:
    reading = read((("Repository", "Title"), ("kerb", "Kerbs of streets"), ("ramp", "Ramps of ferries")))
    assert [row.fields["id"] for row in reading.rows] == ["kerb", "ramp"]


def test_bullets_with_a_running_number_a_document_and_a_title_are_a_list() -> None:
    lines = (
        "S-601 : NF EN 91997-1 (Part) – Calcul des rampes",
        "S-602 : NF EN 91997-2 – Reconnaissance des rampes",
        "S-603 : NF P 94-999 – Missions de calcul",
        "S-604 : Decree 94-1159 of 1994 – Safety of ramps",
    )
    document = Document("x.md", "Markdown text", tuple(Paragraph(each, f"line {n}") for n, each in enumerate(lines)))
    found = [(row.fields["id"], row.fields["title"]) for row in recognise(document).rows]
    assert found[0] == ("NF EN 91997-1", "Calcul des rampes")
    assert found[3] == ("Decree 94-1159 of 1994", "Safety of ramps")


def test_the_references_of_a_text_are_no_list_of_its_work_items() -> None:
    table = Table((("Norm", "Title"), ("EN 91990", "Bases of ramps"), ("EN 91991", "Loads of ramps")), "table 1")
    heads = [("Ramps of ferries", 1), ("1 Scope", 2), ("This text is on ramps.", 0), ("2 Normative references", 2)]
    parts = tuple(Paragraph(each, f"line {n}", level) for n, (each, level) in enumerate(heads))
    reading = recognise(Document("x.md", "Markdown text", (*parts, table)))
    assert [row.fields["title"] for row in reading.rows] == ["Ramps of ferries"]


@given(
    st.lists(st.text("Kab-Zß$\"`'!\\ 本", min_size=1, max_size=60).filter(headings.words), min_size=1, max_size=4),
    st.lists(st.sampled_from(("rot", "x", "7", "blau")), min_size=4, max_size=4),
)
def test_the_column_to_type_where_no_title_is_found_is_one_that_works(names: list[str], cells: list[str]) -> None:
    names = [f"{name.strip()} {number}" for number, name in enumerate(names)]
    table = Document("list.csv", "CSV table", (Table((tuple(names), ("grün", *cells)[: len(names)]), ""),))
    with pytest.raises(InputError, match="no column 'title'") as caught:
        recognise(table)
    _, typed = shlex.split(caught.value.remedy[caught.value.remedy.index("--column") :].removesuffix("."))
    found = recognise(table, ReadSettings(columns={typed.removeprefix("title="): "title"}))
    assert "title" in found.rows[0].fields


def test_no_row_is_taken_for_a_header_below_one_that_names_the_identifier() -> None:
    rows = (
        ("label", "docId", "sentence"),
        ("R1", "12", "Ramps of ferries in harbours"),
        ("R1", "13", "Ramps of ferries in harbours and towns"),
        ("R2", "14", "Bells for towers of towns"),
    )
    with pytest.raises(InputError, match="among label, docId, sentence") as caught:
        read(rows)
    assert '--column title="sentence"' in caught.value.remedy
    found = read(rows, title="sentence")
    assert [(row.fields["id"], row.fields["title"]) for row in found.rows] == [row[1:] for row in rows[1:]]


@pytest.mark.parametrize("title", ["Lots", "Counting of cars", "`lot` for browsers"])
@pytest.mark.parametrize("number", ["PFP-04", "PFP-XY", "PFP-A1"])
@pytest.mark.parametrize(
    "line",
    [
        "- {}: {}",
        "- [{}: {}](4.md) --- **no longer**: use [PFP-01](1.md)",
        "- {}: {} -- in use",
    ],
)
def test_a_line_of_the_same_series_is_an_item_whatever_its_number_and_title(line: str, number: str, title: str) -> None:
    others = "".join(f"- [PFP-0{each}: Parking of cars {each}](0{each}.md)\n" for each in (1, 2, 3))
    reading = recognise(read_markdown(f"# Proposals\n\n{others}{line.format(number, title)}\n".encode(), "x.md"))
    assert (number, title.replace("`", "")) in [(row.fields["id"], row.fields["title"]) for row in reading.rows]
    assert len(reading.rows) == 4


@pytest.mark.parametrize("no_number", ["EUR 100", "COVID-19", "UTC+3", "FY 2027", "Room 12", "KW 14"])
def test_prices_campaigns_and_dates_are_no_numbers_of_documents(no_number: str) -> None:
    lines = "".join(f"- {no_number}{each}: what is paid for the lot\n" for each in range(4))
    reading = recognise(read_markdown(f"# Fees\n\n{lines}".encode(), "x.md"))
    assert len(reading.rows) <= 1


@pytest.mark.parametrize("series", ["STEP", "COP", "CAD", "Rule", "TEST", "Task"])
@pytest.mark.parametrize("count", [2, 3])
def test_words_before_a_figure_name_documents_where_three_of_them_are_listed(series: str, count: int) -> None:
    names = [f"{series.upper()} {number}" for number in (203, 214, 242)[:count]]
    lines = "".join(f"{name}: Data of cars and lots\n\n" for name in names)
    others = "".join(f"ABC {number}: Data of kerbs and bells\n\n" for number in (1, 2, 3))
    reading = recognise(read_text(f"What is used\n\n{lines}{others}".encode(), "x.txt"))
    listed = [row.fields["id"] for row in reading.rows if not row.fields["id"].startswith("ABC")]
    assert listed == (names if count > 2 else [])


@pytest.mark.parametrize(
    "line", ["ISO TC 904: Lots of cars", "ISO/TC 904: Lots of cars", "ISO 2026 plans: What is next"]
)
def test_a_committee_and_a_plan_below_documents_of_one_series_are_no_items(line: str) -> None:
    lines = "".join(f"ISO 900{number}: Data of kerbs and bells\n\n" for number in (1, 2, 3))
    reading = recognise(read_text(f"What is used\n\n{lines}{line}\n".encode(), "x.txt"))
    assert [row.fields["id"] for row in reading.rows] == ["ISO 9001", "ISO 9002", "ISO 9003"]


def test_a_sentence_after_number_and_title_is_what_the_document_does() -> None:
    lines = "".join(
        f"- **ABNT NBR 98{each} - Estacionamentos — Parte {each}:** Define os termos usados por quem projeta.\n"
        for each in range(201, 205)
    )
    reading = recognise(read_markdown(f"# Normas\n\n{lines}".encode(), "x.md"))
    first = reading.rows[0].fields
    assert (first["id"], first["title"]) == ("ABNT NBR 98201", "Estacionamentos — Parte 201")
    assert first["summary"] == "Define os termos usados por quem projeta."


def test_tables_of_a_text_without_a_number_are_no_lists_beside_one_with_numbers() -> None:
    page = """# Proposals\n
| Number | Title |\n|---|---|\n| PFP-01 | Lots |\n| PFP-02 | Kerbs |\n
| type | description | used by |\n|---|---|---|\n| OPEN | used to open a gate | PFP-01 |
| CLOSE | used to close a gate | PFP-01 |
"""
    reading = recognise(read_markdown(page.encode(), "x.md"))
    assert [row.fields["title"] for row in reading.rows] == ["Lots", "Kerbs"]
    assert any(each.what == "table that is no list" for each in reading.ignored)


def test_of_two_columns_of_titles_the_one_with_names_and_figures_is_the_identifier() -> None:
    table = """
        Название | Наименование | Ссылка
        Закон №152 | О стоянках автомобилей в городах | a
        | Обзор закона о стоянках автомобилей | b
        Приказ №17 | Об утверждении правил стоянки | c
    """
    assert items(table)[0] == ("Закон №152", "О стоянках автомобилей в городах")


@pytest.mark.parametrize("mark", ["(Revised)", "(en)", "[R2018]", "(rev. 2)", "(E)"])
def test_a_word_in_brackets_after_a_number_is_no_title(mark: str) -> None:
    table = f"Standard | Description\nISO 98501 {mark} | Terms of parking lots\nISO 98502 | Counting cars"
    assert items(table) == [(f"ISO 98501 {mark}", "Terms of parking lots"), ("ISO 98502", "Counting cars")]


@pytest.mark.parametrize("above", [3, 12, 24])
def test_a_row_below_others_as_full_as_it_is_no_header(above: int) -> None:
    """In one of the rows of a table of fields stands, as in any, what could head a column."""
    rows = "\n".join(f"archive | M{number:03} | state{number} | on change" for number in range(above))
    page = (
        f"Unit | Element | Label | When\n{rows}\narchive | M020 | title | on change\npart | M021 | author | on change"
    )
    table = Table(tuple(tuple(map(str.strip, line.split("|"))) for line in page.split("\n")), "table 1")
    reading = recognise(Document("x.docx", "Word document", (Paragraph("Elements of archives", "1", 1), table)))
    assert not any(row.fields.get("title") == "author" for row in reading.rows)


LAID_OUT = (("Reference", "Title", "Timing"), ("Y.lots", "Lots of cars", "2027"), ("Y.kerb", "Kerbs of roads", "2028"))


def laid_out(rows: Sequence[Sequence[str]], name: str = "list.csv") -> list[tuple[str, str, str]]:
    form = "CSV table" if name.endswith("csv") else "Excel workbook"
    reading = recognise(Document(name, form, (Table(tuple(map(tuple, rows)), ""),)))
    return [(row.fields["id"], row.fields["title"], row.fields["timing"]) for row in reading.rows]


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_list_says_the_same_however_it_is_laid_out(name: str) -> None:
    expected = [*LAID_OUT[1:]]
    assert laid_out(LAID_OUT, name) == expected
    assert laid_out([*zip(*LAID_OUT, strict=True)], name) == expected
    header, *items = LAID_OUT
    assert laid_out([(*header, "", *header), (*items[0], "", *items[1])], name) == expected
    assert laid_out([(*header, *header), (*items[0], *items[1])], name) == expected


def test_a_table_of_labels_for_each_item_is_a_list() -> None:
    header, *items = LAID_OUT
    parts = [
        part
        for item in items
        for part in (Paragraph("Item", "1", 2), Table(tuple(zip(header, item, strict=True)), item[0]))
    ]
    reading = recognise(Document("x.docx", "Word document", (Paragraph("Proposed items", "1", 1), *parts)))
    assert [(row.fields["id"], row.fields["title"]) for row in reading.rows] == [item[:2] for item in items]


def test_numbers_above_their_titles_are_a_list() -> None:
    terms = "".join(f"<dt>ISO 9810{each}:2024</dt><dd>Parking of cars {each}</dd>" for each in range(1, 4))
    reading = recognise(read_html(f"<h1>Standards</h1><dl>{terms}</dl>".encode(), "x.html"))
    assert next((row.fields["id"], row.fields["title"]) for row in reading.rows) == (
        "ISO 98101:2024",
        "Parking of cars 1",
    )
    assert len(reading.rows) == 3


def test_lines_of_a_text_in_columns_are_rows_and_no_paragraph() -> None:
    rows = [
        ("Y.lots-arch", "Architecture of parking lots"),
        ("Y.lots-data", "Data model of lots"),
        ("Y.kerb-req", "Kerbs of roads"),
    ]
    lines = "\n".join(f"{name:<15}{title:<45}draft" for name, title in rows)
    reading = recognise(read_text(f"Work items of the group\n\n{lines}\n".encode(), "x.txt"))
    assert [row.fields["id"] for row in reading.rows] == [name for name, _ in rows]


def test_a_draft_of_a_national_body_is_named_as_one() -> None:
    lines = "".join(f"- {name} Begriffe der Parkhäuser\n" for name in ("DIN 98010", "E DIN 98011", "DIN EN 98012"))
    reading = recognise(read_markdown(f"# Vorhaben\n\n{lines}".encode(), "x.md"))
    assert [row.fields["id"] for row in reading.rows] == ["DIN 98010", "E DIN 98011", "DIN EN 98012"]


@pytest.mark.parametrize("number", ["REQ-001", "R1", "rule 7"])
def test_a_table_of_its_own_matter_in_a_text_with_a_scope_is_no_list(number: str) -> None:
    rows = "".join(f"| {number}{each} | The lot shall count cars at gate {each} | high |\n" for each in (1, 2, 3))
    table = f"| ID | Requirement | Priority |\n|---|---|---|\n{rows}"
    page = f"# Requirements of lots\n\n## Scope\n\nThis text says what lots do that count their cars.\n\n{table}"
    (row,) = recognise(read_markdown(page.encode(), "x.md")).rows
    assert row.fields["scope"] == "This text says what lots do that count their cars."


@pytest.mark.parametrize("between", [" -> ", " => ", " → ", " – ", ": "])
def test_a_number_and_a_title_may_be_parted_by_an_arrow(between: str) -> None:
    names = ("Opritten van veren", "Bellen van veren", "Borden van veren")
    text = "".join(f"- NBR {number}{between}{name}\n" for number, name in enumerate(names, start=6118))
    rows = recognise(read_markdown(text.encode(), "x.md")).rows
    assert [(row.fields["id"], row.fields["title"]) for row in rows] == [
        (f"NBR {number}", name) for number, name in enumerate(names, start=6118)
    ]


@pytest.mark.parametrize("marks", ["《》", "「」", "『』"])
@pytest.mark.parametrize("after", ["", " *Ramps of ferries*", " 代替GB/T 20518-2006"])
def test_marks_of_titles_hold_the_title_and_what_follows_is_a_remark(marks: str, after: str) -> None:
    names = ("渡船坡道", "渡船铃声", "渡船标志")
    lines = (f"GB/T {number}-2018 {marks[0]}{name}{marks[1]}{after}" for number, name in enumerate(names, start=100))
    rows = recognise(read_markdown("\n\n".join(lines).encode(), "x.md")).rows
    assert [(row.fields["id"], row.fields["title"]) for row in rows] == [
        (f"GB/T {number}-2018", name) for number, name in enumerate(names, start=100)
    ]


def test_a_document_that_a_list_numbers_twice_is_in_it_twice() -> None:
    lines = [f"* **S-{number}** : **IEC 61215-{number % 3}** – Modules of part {number}" for number in range(1, 7)]
    assert len(recognise(read_markdown("\n".join(lines).encode(), "x.md")).rows) == 6


def test_tables_that_begin_with_titles_are_one_list_whatever_else_they_tell() -> None:
    tables = (
        "### Stage 3\n\n| Proposal | Author | Notes |\n|---|---|---|\n| Ferry lots | A B | one |\n\n",
        "### Stage 2\n\n| Proposal | Author | Reviewers |\n|---|---|---|\n| Charts of ice | A B | E F |\n",
    )
    rows = recognise(read_markdown("".join(tables).encode(), "x.md")).rows
    assert [row.fields["title"] for row in rows] == ["Ferry lots", "Charts of ice"]


def test_tables_of_a_specification_that_begin_with_features_are_no_list_and_no_form() -> None:
    text = (
        "# Messages\n\n## 1 Scope\n\nThis document specifies messages of ferries.\n\n## 2 Header\n\n"
        "| Feature | Type |\n|---|---|\n| Message kind | text |\n| Sender of it | text |\n\n## 3 Body\n\n"
        "| Feature | Length |\n|---|---|\n| Ramp state | 3 |\n| Lot count | 4 |\n"
    )
    (row,) = recognise(read_markdown(text.encode(), "x.md")).rows
    assert row.fields["title"] == "Messages"


MUSTS = ["The ramp shall be wide.", "The ramp must be long.", "La rampe doit être large.", "Die Rampe muss breit sein."]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_table_of_requirements_is_no_list_of_work_and_is_told(count: int) -> None:
    rows = [(f"REQ-{number}", text) for number, text in enumerate([*MUSTS[:count], "Bells"], start=1)]
    table = "".join(f"| {identifier} | {text} |\n" for identifier, text in rows)
    reading = recognise(read_markdown(f"# Ramps of ferries\n\n| ID | Title |\n|---|---|\n{table}".encode(), "x.md"))
    assert [row.fields["title"] for row in reading.rows] == ["Ramps of ferries"]
    assert [each.what for each in reading.ignored] == ["table of requirements"]
    csv = "".join(f"{identifier},{text}\n" for identifier, text in rows)
    listed = recognise(read_csv(f"ID,Title\n{csv}".encode(), "x.csv"))
    assert len(listed.rows) == len(rows)
    assert ["as requirements" in each.cause for each in listed.faults] == [True]


@pytest.mark.parametrize("number", ["No", "ID", "Item", "#"])
@pytest.mark.parametrize("leader", ["Chair", "Secretariat", "Convenor"])
def test_numbered_rows_that_name_whose_work_they_are_after_their_title_are_work(number: str, leader: str) -> None:
    rows = [(1, "Ramps of ferries", "Defines ramps", "TC 9"), (2, "Bells", "Defines bells", "TC 12")]
    table = "".join(f"{n},{title},{scope},{committee},N. N.\n" for n, title, scope, committee in rows)
    reading = recognise(read_csv(f"{number},Title,Scope,Committee,{leader}\n{table}".encode(), "x.csv"))
    assert reading.kind == "list of work items"
    assert [row.fields["committee"] for row in reading.rows] == ["TC 9", "TC 12"]
    turned = "".join(f"{n},{committee},{title},{scope},N. N.\n" for n, title, scope, committee in rows)
    reading = recognise(read_csv(f"{number},Committee,Title,Scope,{leader}\n{turned}".encode(), "x.csv"))
    assert reading.kind == "list of mandate statements"


CLAUSES = ["X.1", "X.1.1", "X.1.2", "X.2", "X.2.1", "X.3"]


@pytest.mark.parametrize("body", ["ITU-T", "the ferry office"])
@pytest.mark.parametrize("line", ["### {}: {}\n\nStatus: draft\n", "{}: {}\n", "- {} – {}\n"])
@pytest.mark.parametrize("count", [3, 4, 6])
def test_clauses_of_a_text_are_no_items_beside_those_that_are(line: str, count: int, body: str) -> None:
    head = f"# Work of {body}\n\n"
    own = "\n".join(line.format(each, f"Ramps of {each.replace('.', ' ')} metres") for each in CLAUSES[:count])
    work = [f"ABC 10{number}" for number in range(1, 5)]
    listed = "\n".join(line.format(each, "Bells of ferries in harbours") for each in work)
    reading = recognise(read_markdown(f"{head}{listed}\n{own}".encode(), "x.md"))
    assert [row.fields["id"] for row in reading.rows] == work
    assert {f"clause of the text: {each}" for each in CLAUSES[:count]} <= {each.what for each in reading.ignored}


def test_recommendations_of_itu_are_items_though_they_look_like_clauses() -> None:
    names = ["X.25", "X.200", "Y.4900", "Y.4901"]
    lines = "\n".join(f"{name}: Ramps of ferries in harbours\n" for name in names)
    reading = recognise(read_text(f"Work of ITU-T\n\n{lines}".encode(), "x.txt"))
    assert [row.fields["id"] for row in reading.rows] == names


@pytest.mark.parametrize("group", ["P1", "TC 9", "WG 3", "Room 12"])
@pytest.mark.parametrize("line", ["### {}: {}\n\nStatus: draft\n", "{}: {}\n"])
def test_a_line_whose_number_is_no_documents_is_told(line: str, group: str) -> None:
    names = [f"ABC 10{number}" for number in range(1, 4)]
    lines = "\n".join(line.format(each, "Bells of ferries in harbours") for each in [*names, group])
    reading = recognise(read_markdown(f"# What there is\n\n{lines}".encode(), "x.md"))
    assert [row.fields["id"] for row in reading.rows] == names
    assert any("is no document's" in each.what and group in each.what for each in reading.ignored)


@pytest.mark.parametrize("heading", ["Clause", "Clause/Subclause", "Section", "Abschnitt", "Chapitre", "条款"])
def test_a_table_of_clauses_within_a_text_is_no_list(heading: str) -> None:
    rows = "".join(f"| {each} | Ramps of {each} metres |\n" for each in ("A.1", "A.2.3", "X.1"))
    page = "# Ramps of ferries\n\n| {} | Title |\n|---|---|\n" + rows
    reading = recognise(read_markdown(page.format(heading).encode(), "x.md"))
    assert [row.fields["title"] for row in reading.rows] == ["Ramps of ferries"]
    works = page.replace("A.1", "ABC 1").replace("A.2.3", "ABC 2").replace("X.1", "ABC 3")
    assert len(recognise(read_markdown(works.format("Number").encode(), "x.md")).rows) == 3


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("Changed on", "Where", "Content of change"),
            ("2022-03-31", "all", "Made part of the guide"),
            ("2019-03-28", "-", "First version"),
        ),
        (
            ("Item", "Explanation"),
            ("least age", "the youngest who may take part"),
            ("highest age", "the oldest who may"),
        ),
        (
            ("改定年月日", "改定箇所", "改定内容"),
            ("2022年3月31日", "全体", "構成を変更"),
            ("2019年3月28日", "-", "初版決定"),
        ),
    ],
)
def test_a_table_in_a_longer_text_that_names_no_document_and_no_title_is_no_list(
    rows: tuple[tuple[str, ...], ...],
) -> None:
    text = "This guide describes the data of ferries and of their ramps, and how they are written down in towns. " * 3
    parts = (
        Paragraph("Guide to ramps of ferries", "paragraph 1", 1),
        Paragraph(text, "paragraph 2"),
        Table(rows, "table 1"),
    )
    (row,) = recognise(Document("x.docx", "Word document", parts)).rows
    assert row.fields["title"] == "Guide to ramps of ferries"


def test_issues_and_classes_in_a_text_are_no_documents() -> None:
    text = (
        "The profile is made of classes, each with its properties, and of what those who use it in towns said of them."
    )
    rows: tuple[tuple[str, ...], ...] = (
        ("Issue", "Description"),
        *((f"CO{n}", f"Class {n} of ferries was renamed to ramp") for n in range(1, 9)),
    )
    paragraphs = [Paragraph(f"{text} {n}", f"paragraph {n + 2}") for n in range(20)]
    head, table = Paragraph("Profile for ramps of ferries", "paragraph 1", 1), Table(rows, "table 1")
    parts: tuple[Paragraph | Table, ...] = (head, *paragraphs, table)
    (row,) = recognise(Document("x.docx", "Word document", parts)).rows
    assert row.fields["title"] == "Profile for ramps of ferries"


def test_a_table_in_a_longer_text_of_which_some_rows_name_documents_is_a_list() -> None:
    text = (
        "This inventory tells of what can be used for ferries and ramps, by whom it is kept and where it is used. " * 9
    )
    names = ("Ramp-Pi", "openRamp", "RQTT", "IEC 99870-x-104", "RMPP", "IEC 99850-8-1", "Rampbus", "IEC 99851")
    rows = "".join(f"| {each} | - | + |\n" for each in names)
    page = f"# Inventory of ramps\n\n{text}\n\n| Standaard | Transport | Fysiek |\n|---|---|---|\n{rows}"
    assert len(recognise(read_markdown(page.encode(), "x.md")).rows) == len(names)
