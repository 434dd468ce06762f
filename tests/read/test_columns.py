"""Headings of lists: in many languages, of many programs; which column names the rows, and which cells say nothing."""

import csv
import io
import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.read.content import Document, Table
from overlap.read.entries import check
from overlap.read.formats.tables import read_csv
from overlap.read.kinds import contacts, headings, naming, recognise
from overlap.read.kinds.columns import fields_of
from overlap.read.reading import Reading, Row
from overlap.report.readings import write
from overlap.settings import AS_WRITTEN
from tests import growth


def listed(*rows: tuple[str, ...]) -> Reading:
    return recognise(Document("list.xlsx", "Excel workbook", (Table(rows, ""),)), AS_WRITTEN)


def first(*rows: tuple[str, ...]) -> Row:
    return listed(*rows).rows[0]


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Número|Título|Alcance|Comité técnico|Estado", "id title scope committee status"),
        ("Código|Denominación|Ámbito de aplicación", "id title scope"),
        ("Número da norma|Título (PT)|Título (EN)|Escopo|Comissão", "id - title scope committee"),
        ("Norm-Nr.|Titel (Deutsch)|Titel (Englisch)|Gremium", "id - title committee"),
        ("Nr.|Bezeichnung|Gremium|Anwendungsbereich", "id title committee scope"),
        ("Riferimento|Titolo|Scopo e campo di applicazione|Stato", "id title scope status"),
        ("Normnummer|Titel|Onderwerp en toepassingsgebied|Normcommissie", "id title scope committee"),
        ("Numer normy|Tytuł|Zakres|Komitet Techniczny", "id title scope committee"),
        ("Numer|Tytul|KT", "id title committee"),
        ("№ п/п|Шифр темы|Наименование стандарта|ТК|Этап", "- id title committee stage"),
        ("Позначення|Назва|Сфера застосування|Технічний комітет", "id title scope committee"),
        ("标准编号|中文名称|英文名称|归口单位", "id - title committee"),
        ("規格番号|規格名称|適用範囲|技術委員会|状態", "id title scope committee status"),
        ("표준번호|표준명|위원회|적용범위|상태", "id title committee scope status"),
        ("단체|표준명 (항목)|Stable Version", "body title -"),
        ("رقم المواصفة|العنوان|المجال|اللجنة الفنية|الحالة", "id title scope committee status"),
        ("STANDART NO|BAŞLIK|KAPSAM|Ayna Komite", "id title scope committee"),
        ("Titre / Title|Référence / Reference|Comité / Committee", "title id committee"),
        ("Beteckning|Rubrik|Tillämpningsområde", "id title scope"),
        ("Označení|Název|Rozsah platnosti", "id title scope"),
    ],
)
def test_headings_are_known_in_many_languages(header: str, fields: str) -> None:
    assert " ".join(field or "-" for field in fields_of(header.split("|"), AS_WRITTEN)) == fields


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Summary|Issue key|Issue id|Issue Type|Status|Custom field (Scope)", "title id - type status scope"),
        ("System.Id|System.WorkItemType|System.Title|System.State|System.Description", "id type title status scope"),
        ("ID|Work Item Type|Title|Assigned To|State|Area Path|Tags", "id type title - status - -"),
        ("Title|Description|Issue ID|URL|State|Due Date|Milestone", "title scope id url status timing -"),
        ("Task ID|Task Name|Task Content|Status", "id title - status"),
        ("Object Identifier|Object Heading|Absolute Number", "id title -"),
        ("ID|Title|Status|Severity|Type", "id title status - type"),
        ("Key|Summary|T|P|Status|Resolution", "id title - - status -"),
        ("dc:identifier|dc:title|dc:description", "id title scope"),
        ("docId|docTitle|docStatus", "id title status"),
        ("work_item_id|work_item_title|work_item_scope", "id title scope"),
        ("ETSI.deliverable|Technical.body|title", "id committee title"),
        ("Doc. No.*|Title¹|Scope²⁾", "id title scope"),
        ("Reference [ISO]|Title [max. 100 characters]|Scope (as in Form 4)", "id title scope"),
        ("Title in English|Title in French|ISO ref.", "title - id"),
        ("WI Ref.|Name of the work item|Lead SG", "id title committee"),
        ("Standard No.|Standard Title|Responsible Committee", "id title committee"),
        ("English Title|Identifier|French Title", "title id -"),
        ("fields.summary|fields.status|key|title", "summary status id title"),
        ("Nom|Référence|Domaine d'application", "title id scope"),
    ],
)  # fmt: skip
def test_headings_are_known_as_programs_write_them(header: str, fields: str) -> None:
    assert " ".join(field or "-" for field in fields_of(header.split("|"), AS_WRITTEN)) == fields


def test_a_column_of_identifiers_of_documents_names_the_rows_whatever_it_is_called() -> None:
    rows = [("17", "ISO 37101:2016", "Cities"), ("12", "ETSI TS 102 508 V1.1.1 (2006-03)", "Kerbs"), ("9", "Y.1", "x")]
    assert fields_of(("id", "Our label", "title"), AS_WRITTEN, rows) == ["", "id", "title"]
    keys = [("std-17", "Telcordia SR-332", "Prediction of failures"), ("std-9", "IEC 60721-3-3", "Classes of places")]
    assert fields_of(("id", "name", "description"), AS_WRITTEN, keys) == ["", "id", "title"]
    others = [("KERB-1", "ISO 37101", "Cities"), ("KERB-2", "ISO 37101", "Kerbs"), ("KERB-3", "ISO 37101", "Signs")]
    assert fields_of(("Key", "Our label", "title"), AS_WRITTEN, others)[0] == "id"


@pytest.mark.parametrize(
    "cell", ["ISO/TC 268", "SG20", "5G LTE", "Rel-19", "2024-01-01", "Q4/20", "Lots of 12", "V1.2"]
)
def test_what_is_no_document_does_not_look_like_one(cell: str) -> None:
    assert not naming.is_document(cell)


@pytest.mark.parametrize(
    "cell", ["RP-66", "https://example.org/x", "17", "TRUE", "N/A", "ISO 37101:2016", "无", "keine"]
)
def test_a_cell_that_is_no_text_is_no_scope(cell: str) -> None:
    row = first(("id", "Title", "scope"), ("ISO 1", "Lots of cars", cell), ("ISO 2", "Kerbs", "Kerbs in cities."))
    assert "scope" not in row.fields


@pytest.mark.parametrize("cell", ["2019", "TRUE", "false", "17.5", "no", "-", "https://example.org/17"])
def test_a_number_a_truth_value_and_an_address_are_no_title(cell: str) -> None:
    checked = check([listed(("Reference", "Title", "Stage"), ("ISO 1", cell, "20.00"), ("ISO 2", "Kerbs", "30.00"))])
    assert [item.id for item in checked.work_items] == ["ISO 2"]
    assert "fill in its title" in str(checked.faults[0])


@pytest.mark.parametrize(
    ("cell", "identifier", "title"),
    [
        ("Parking of cars (RFC 6749)", "RFC 6749", "Parking of cars"),
        ("ISO/IEC 18013-5:2021", "ISO/IEC 18013-5:2021", "ISO/IEC 18013-5:2021"),
        ("Supplement 73 to ITU-T Y-series Recommendations – Twins of cities", "Y Suppl. 73", "Twins of cities"),
    ],
)
def test_an_identifier_stands_before_a_title_behind_it_or_alone(cell: str, identifier: str, title: str) -> None:
    fields = first(("Committee", "Title"), ("SG20", cell)).fields
    assert (fields["id"], fields["title"]) == (identifier, title)


def test_the_text_of_an_issue_is_no_body_that_publishes() -> None:
    text = "We need a common way of charging at the kerb, for vehicles of all kinds."
    fields = first(("number", "title", "body"), ("17", "Kerbs", text), ("12", "Lots", text)).fields
    assert (fields["summary"], "body" in fields) == (text, False)


def test_the_message_names_the_column_with_texts_and_no_date() -> None:
    written = io.StringIO()
    rows = (
        ("creado", "zzz", "qqq"),
        ("2016-02-18 20:40", "1", "Parking of cars"),
        ("2016-02-19 20:40", "2", "Kerbs of"),
    )
    csv.writer(written).writerows(rows)
    with pytest.raises(Exception, match='--column title="qqq"'):
        recognise(read_csv(written.getvalue().encode(), "x.csv"), AS_WRITTEN)


@pytest.mark.parametrize("of", ["ICS", "Postal", "Country", "Phone", "Fax", "Committee", "Room", "Page", "Staff", "TC"])
@pytest.mark.parametrize("number", ["code", "No.", "number", "id", "ref."])
def test_the_number_of_something_else_identifies_no_document(of: str, number: str) -> None:
    rows = [("Smart roads for towns", "CH"), ("Parking lots in towns", "FR")]
    assert "id" not in fields_of(("Title", f"{of} {number}"), AS_WRITTEN, rows)


@pytest.mark.parametrize("heading", ["WMO-No.", "OIML number", "Norm code", "Standard ID"])
def test_the_number_of_a_document_identifies_it(heading: str) -> None:
    rows = [("Smart roads for towns", "306"), ("Parking lots in towns", "9")]
    assert fields_of(("Title", heading), AS_WRITTEN, rows) == ["title", "id"]


def test_no_heading_stands_for_two_fields() -> None:
    named = [headings.words(name) for names in headings.page()["fields"].values() for name in names]
    fields = {
        name: {f for f, names in headings.page()["fields"].items() if name in map(headings.words, names)}
        for name in named
    }
    assert {name: found for name, found in fields.items() if len(found) > 1} == {}


@pytest.mark.parametrize("generic", ["identifier", "key", "number", "uid", "Item", "label"])
def test_a_heading_that_names_the_number_of_a_document_wins_over_a_generic_one(generic: str) -> None:
    rows = [("R1", "D12", "Kerbs"), ("R1", "D13", "Kerbs"), ("R2", "D13", "Ramps"), ("R3", "D14", "Lots")]
    for heading in ("docId", "doc no", "Document identifier"):
        assert fields_of((generic, heading, "text"), AS_WRITTEN, rows) == ["", "id", "text"]


def test_a_header_of_eight_times_the_headings_takes_at_most_ten_times_the_calls() -> None:
    few, many = (growth.calls(partial(growth.header, width)) for width in (250, 2_000))
    assert many < 10 * few


PREFIXES = st.lists(st.sampled_from(headings.page()["prefixes"]["words"]), max_size=3)
PLAIN = ("title", "scope", "status", "committee")


@given(PREFIXES, st.sampled_from(PLAIN), st.sampled_from((".", "_", ":", " ", "/")), st.booleans())
def test_a_heading_is_that_which_stands_below_its_prefixes(before: list[str], name: str, by: str, upper: bool) -> None:
    written = by.join([*before, name])
    found = headings.read(written.upper() if upper else written).plain
    assert f" {headings.words(written)}".endswith(f" {found}")  # `Work item title` is known as it stands
    assert headings.field(found) == name


@given(st.lists(st.sampled_from(("kerb", "flow", "lot")), min_size=1, max_size=3), st.sampled_from(PLAIN))
def test_what_is_no_prefix_stays_before_a_heading(before: list[str], name: str) -> None:
    assert headings.read(".".join([*before, name])).plain == f"{' '.join(before)} {name}"
    assert headings.read(f"{' '.join(before)} ({name})").plain == " ".join(before)


@given(PREFIXES.filter(bool), st.sampled_from(PLAIN), st.sampled_from(("()", "[]")))
def test_below_a_prefix_what_stands_in_brackets_is_the_heading(before: list[str], name: str, brackets: str) -> None:
    prefix = before[0]
    if headings.words(prefix) not in headings.known():
        assert headings.read(f"{prefix} {brackets[0]}{name}{brackets[1]}").plain == name


@given(
    st.sampled_from(PLAIN),
    st.sampled_from(("en", "other")),
    st.data(),
    st.sampled_from(("{1} {0}", "{0} {1}", "{0} ({1})")),
)
def test_the_language_at_either_end_of_a_heading_is_told(name: str, which: str, data: st.DataObject, form: str) -> None:
    language = data.draw(st.sampled_from([each for each in headings.page()["languages"][which] if " " not in each]))
    found = headings.read(form.format(name, language))
    assert (found.plain, found.is_english, found.is_other) == (name, which == "en", which == "other")
    both = headings.read(f"{name} (en) ({language})")
    assert (both.plain, both.is_english, both.is_other) == (name, True, False)


@pytest.mark.parametrize("heading", ["Abstr.", "Abstract webstore", "What it covers (short)", "ABOUT", "Scope of it"])
def test_a_column_of_sentences_that_is_nearly_called_a_summary_is_one(heading: str) -> None:
    said = "This document describes how ramp {} is used by those who board it."
    rows = [[f"ISO {n}", f"Ramps of ferries, part {n}", said.format(n)] for n in (1, 2, 3)]
    fields = fields_of(["Number", "Title", heading], AS_WRITTEN, rows)
    assert fields[:2] == ["id", "title"]
    assert fields[2] in ("scope", "summary")


def test_a_group_that_owns_a_text_is_no_person() -> None:
    assert contacts.without("Owner: IEC TC 86/SC 86A") == "Owner: IEC TC 86/SC 86A"
    assert contacts.without("Owner: ISO/TC 268; Ramps") == "Owner: ISO/TC 268; Ramps"
    assert contacts.without("Owner: Jane Doe; Ramps") == "Ramps"


_CELLS = {
    "date": ["2026-11-30", "05/2021", "November 30, 2026"],
    "url": ["https://a.example/1", "https://a.example/2", "https://a.example/3"],
    "scope": ["All that there is to say of kerbs", "The making of bells for ferries", "How tolls are told to cars"],
    "status": ["draft", "draft", "published"],
}


@pytest.mark.parametrize("of", _CELLS)
@pytest.mark.parametrize(
    "heading",
    ["datte", "datum1", "since", "sccope", "scoup", "staus", "statsu", "stat.", "urls1", "tiimng", "summmary"],
)
def test_no_heading_is_said_to_be_a_field_that_its_cells_cannot_be(heading: str, of: str) -> None:
    rows = [("id", "title", heading)]
    rows += [(f"ISO {n}", f"Kerbs of town {n}", cell) for n, cell in enumerate(_CELLS[of])]
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    told = [str(fault) for fault in recognise(read_csv(written.getvalue().encode(), "x.csv"), AS_WRITTEN).faults]
    meant = {field for fault in told for field in re.findall(r"rename it to '(\w+)'", fault)}
    may_be = {"date": {"date", "timing"}, "url": {"url"}, "scope": {"scope", "summary", "justification"}}
    assert meant <= may_be.get(of, {"status", "stage", "type", "committee", "group", "body", "language"})
    assert meant or (heading, of) != ("staus", "status")


def test_a_list_of_titles_has_types_and_no_kinds_of_statements() -> None:
    row = first(("id", "title", "Kind", "Heading"), ("A", "Kerbs of towns", "Recommendation", "Roads"))
    assert (row.fields["type"], row.fields["notes"]) == ("Recommendation", "Heading: Roads")
    both = first(("id", "title", "Kind", "Type"), ("A", "Kerbs of towns", "Recommendation", "new"))
    assert (both.fields["type"], both.fields["notes"]) == ("new", "Kind: Recommendation")


@given(st.lists(st.tuples(*(st.sampled_from(("", "Bells of ferries in harbours")) for _ in range(6))), min_size=1))
def test_every_column_of_a_list_is_said_with_how_many_of_its_cells_are_filled(rows: list[tuple[str, ...]]) -> None:
    header = ("id", "title", "scope", "summary", "", "Remark")
    table = [header, *((f"ISO {n}", "Kerbs", *row) for n, row in enumerate(rows))]
    reading = listed(*table)
    told = [line.split() for line in write([reading], check([reading])).splitlines()]
    said = {line[0]: line[-3:] for line in told if line[-2:-1] == ["of"]}
    for column, name in enumerate(header[:4]):
        assert said[name] == [f"{sum(bool(row[column]) for row in table[1:])}", "of", f"{len(rows)}"]
    unnamed = {name for name in reading.columns if name.startswith("column ")}
    assert unnamed == {f"column {n + 1}" for n in (4, 6, 7) if any(row[n] for row in table[1:])}
