"""Real files, as ugly as they come: what a good reader gets out of each (skipped where they are not at hand)."""

import functools
import shutil
from pathlib import Path

import pytest

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read import ingestion
from overlap.read.entries import Checked, check
from overlap.read.reading import Reading, Row
from overlap.settings import ReadSettings
from tests.conftest import SHARED, needs_shared

pytestmark = needs_shared

SAMPLES = SHARED / "samples"


@functools.cache
def read(number: str, of: str = "") -> Reading:
    (path,) = SAMPLES.glob(f"{number}-*")
    return ingestion.read(path, ReadSettings(mandate_of=of))


def only(number: str) -> Row:
    (row,) = read(number).rows
    return row


def ignored(reading: Reading) -> set[str]:
    return {each.what for each in reading.ignored}


def checked(number: str) -> Checked:
    return check([read(number)])


def test_01_recommendation_a1_and_the_empty_form_in_it() -> None:
    row = only("01")
    assert read("01").kind == "ITU-T Recommendation"
    assert (row.fields["id"], row.fields["date"]) == ("A.1", "2016-10")
    assert row.fields["title"].startswith("Working methods for study groups")
    assert row.fields["summary"].startswith("Recommendation ITU-T A.1 describes")
    assert "rapporteur" in row.fields["notes"]
    assert ["A.1 justification form that is empty" in str(fault) for fault in read("01").faults] == [True]
    assert {"Foreword", "intellectual property rights", "list of the Recommendation series"} <= ignored(read("01"))
    assert "intellectual property" not in " ".join(row.fields.values()).lower()


def test_02_supplement() -> None:
    row = only("02")
    assert (row.fields["id"], row.fields["type"]) == ("A Suppl. 5", "Supplement")
    assert row.fields["title"].startswith("Guidelines for collaboration and exchange")
    assert row.fields["summary"].startswith("Supplement 5")
    assert row.fields["scope"].startswith("ITU-T maintains cooperative relationships")
    assert "ITU-T A.1" in row.fields["relations"]


def test_03_meeting_document_with_placeholders_only() -> None:
    reading = read("03")
    assert reading.kind == "ITU-T meeting document"
    assert reading.rows == ()
    told = " ".join(map(str, reading.faults))
    assert "ITU-T A.1 justification form that is empty" in told
    assert "ITU-T A.13 justification form that is empty" in told
    assert "header holds placeholders" in told
    assert "WP_Title" not in str(reading.rows)


def test_04_sg20_recommendation_with_two_numbers() -> None:
    row = only("04")
    assert (row.fields["id"], row.fields["date"]) == ("Y.4500.15/Q.3955", "2018-03")
    assert row.fields["title"] == "oneM2M – Testing framework"
    assert row.fields["scope"].startswith("This Recommendation provides a testing framework")
    assert row.fields["summary"].startswith("The testing framework")
    assert row.fields["committee"] == "SG20"
    assert "oneM2M TS-0015" in row.fields["joint_with"]
    assert "NEXT-GENERATION" not in " ".join(row.fields.values()).upper()


def test_05_twin_text_whose_heading_scope_has_no_number() -> None:
    row = only("05")
    assert (row.fields["id"], row.fields["joint_with"]) == ("T.832", "ISO/IEC 29199-2")
    assert row.fields["title"].endswith("JPEG XR image coding system – Image coding specification")
    assert row.fields["scope"].startswith("This Recommendation | International Standard specifies")


def test_06_erratum_has_a_parent_and_no_scope() -> None:
    row = only("06")
    assert row.fields["id"].startswith("ITU-T T.832 (08/2016) Err")
    assert "JPEG XR" in row.fields["title"]
    assert "scope" in row.missing
    assert "scope" not in row.fields


@pytest.mark.parametrize("number", ["07", "26", "27"])
def test_07_26_27_binary_word_is_converted_or_the_way_is_told(number: str) -> None:
    expected = {"07": "S.36", "26": "5G_eSBA", "27": "S2-1812758"}
    if any(map(shutil.which, ("soffice", "libreoffice", "antiword", "catdoc"))):
        assert only(number).fields["id"] == expected[number]
        return
    with pytest.raises(InputError) as caught:
        read(number)
    assert ".docx" in caught.value.remedy


@pytest.mark.skipif(not shutil.which("antiword"), reason="no converter for old Word files on this machine")
def test_26_work_item_description_and_27_reply() -> None:
    item, statement = only("26").fields, only("27").fields
    assert item["title"].startswith("Enhancements to the Service-Based")
    assert item["justification"].startswith("The service-based architecture")
    assert item["scope"].startswith("This WI is to specify")
    assert statement["title"] == "LS on slice related Data Analytics"
    about = read("27").about
    assert (about["Source"], about["To"], about["Cc"][:8]) == ("3GPP SA2", "3GPP SA5", "3GPP SA,")
    assert about["Response to"].startswith("S5-186491")
    assert "take the above information" in about["Action"]


def test_08_garbled_cover_is_told_and_the_properties_stand_in() -> None:
    row = only("08")
    assert row.fields["id"] == "U.1"
    assert row.fields["title"].lower().startswith("signalling conditions to be applied in the international telex")
    assert any("Unicode" in str(fault) for fault in read("08").faults)
    assert "4%,%" not in " ".join(row.fields.values())


def test_09_recommendation_page() -> None:
    row = only("09")
    assert (row.fields["id"], row.fields["status"]) == ("ITU-T Y.3500 (08/2014)", "In force")
    assert row.fields["title"] == "Information technology – Cloud computing – Overview and vocabulary"
    assert row.fields["summary"].startswith("This Recommendation | International Standard provides")
    assert (row.fields["joint_with"], row.fields["aliases"]) == ("ISO/IEC 17788:2014", "Y.ccdef")
    assert row.fields["committee"] == "SG13"
    assert "Suppl." not in str(row.fields)


def test_10_itu_record() -> None:
    row = only("10")
    assert "H.264" in row.fields["id"]
    assert row.fields["title"] == "Advanced video coding for generic audiovisual services"
    assert row.fields["joint_with"] == "ISO/IEC 14496-10"
    assert "\r" not in row.fields["summary"]
    assert "<br" not in str(row.fields)


def test_11_search_results() -> None:
    rows = {row.fields["id"]: row.fields for row in read("11").rows}
    assert any("Y.3500 (08/2014)" in identifier for identifier in rows)
    (standard,) = (fields for identifier, fields in rows.items() if "Y.3500 (08/2014)" in identifier)
    assert "17788" in standard["joint_with"]
    assert standard["title"].endswith("Overview and vocabulary")
    assert all("scope" not in fields and "summary" not in fields for fields in rows.values())


def test_12_slides_give_identifiers_and_titles() -> None:
    reading = read("12")
    rows = {row.fields["id"]: row.fields["title"] for row in reading.rows}
    assert rows["Y.4400 (07/2012)"] == "Framework of the web of things"
    assert rows["Y.4414 (11/2015)"] == "Web of things service architecture"
    assert "PowerPoint" not in str(reading.rows)


def test_13_liaison_statement() -> None:
    reading = read("13")
    row = only("13")
    assert reading.kind == "liaison statement"
    assert row.fields["id"].startswith("TP-2016-0294R01")
    assert row.fields["title"] == "Collaboration on WoT/IoT standardization"
    assert reading.about["Source"] == "oneM2M MAS/TP"
    assert reading.about["Date"] == "2016-10-21"
    assert reading.about["To"].startswith("W3C Web of Things Interest Group")
    assert reading.about["Action"].startswith("oneM2M would like to collaborate")
    assert any("header" in each.what or "header" in each.place for each in reading.ignored)


def test_14_charter() -> None:
    rows = [row.fields for row in read("14").rows]
    assert rows[0]["text"] == "Smart Cities Interest Group"
    claimed = [row["text"] for row in rows if row["kind"] == "scope"]
    assert any("Transportation, both public and private" in text for text in claimed)
    assert any("technical development of standards" in row["text"] for row in rows if row["kind"] == "exclusion")
    assert not any("technical development of standards is not in scope" in text for text in claimed)
    assert {"Deliverables", "Coordination"} <= ignored(read("14"))


def test_15_overlap_review_names_the_reviewed_recommendations() -> None:
    identifiers = " ".join(row.fields["id"] for row in read("15").rows)
    assert all(number in identifiers for number in ("Y.4400", "Y.4414", "Y.4452", "Y.4415", "Y.2070"))


def test_16_draft_letter_is_read_without_inventing_a_title() -> None:
    row = only("16")
    assert row.fields["scope"].startswith("The mission of the W3C Web of Things")
    assert "INTERNAL" not in row.fields.get("title", "")


def test_17_committees() -> None:
    one = read("17", "ISO/TC 268")
    assert {row.fields["body"] for row in one.rows} == {"ISO/TC 268"}
    assert one.rows[0].fields["text"] == "Sustainable cities and communities"
    other = read("17", "ISO/TC 268/SC 1")
    assert any(row.fields["kind"] == "exclusion" for row in other.rows)
    assert not any("<" in row.fields["text"] for row in read("17").rows)
    assert len({row.fields["body"] for row in read("17").rows}) > 700


def test_18_deliverables_without_titles_are_compared_on_their_scope() -> None:
    rows = {row.fields["id"]: row for row in read("18").rows}
    assert "title" in rows["ISO/TR 7035-2:2024"].missing
    assert "MsoBodyText" not in str(rows)
    assert "supportLists" not in str(rows)
    found = checked("18")
    assert [item.id for item in found.work_items] == ["ISO/TR 7035-2:2024", "ISO 9001:2015"]
    assert any("19566-7" in str(fault) or "no title and no scope" in str(fault) for fault in found.faults)


def test_19_deliverables_with_titles() -> None:
    rows = {row.fields["id"]: row.fields for row in read("19").rows}
    assert rows["ISO/IEC 10918-5:2013"]["title"].endswith("Part 5")
    assert rows["ISO 18074:2015"]["committee"] == "ISO/TC 38"
    assert rows["ISO 18074:2015"]["stage"] == "90.93"


def test_20_deliverables_as_csv() -> None:
    rows = {row.fields["id"]: row for row in read("20").rows}
    assert rows["ISO 18381:2013"].fields["title"].startswith("Space data and information transfer systems")
    assert "<li>" not in rows["ISO 18381:2013"].fields["scope"]
    assert "scope" in rows["ISO 6123-2:1983"].missing
    assert rows["ISO 6123-2:1983"].fields["stage"] == "95.99"


def test_21_iso_page() -> None:
    row = only("21")
    assert (row.fields["id"], row.fields["title"]) == ("ISO 123:2001", "Rubber latex — Sampling")
    assert (row.fields["stage"], row.fields["committee"]) == ("90.93", "ISO/TC 45/SC 3")
    assert row.fields["summary"].startswith("This International Standard specifies procedures for sampling")
    assert "CHF" not in str(row.fields)


def test_22_and_23_the_same_draft_in_two_languages() -> None:
    english, french = only("22"), only("23")
    assert english.fields["id"] == french.fields["id"] == "ISO/DIS 17301-1"
    assert english.fields["title"] == "Cereals and pulses — Specification and test methods — Part 1: Rice"
    assert french.fields["title"] == english.fields["title"]
    assert "rice" in english.fields["scope"].lower()
    assert (english.fields["committee"], english.fields["stage"]) == ("ISO/TC 34/SC 4", "40.00")
    assert "....." not in english.fields["scope"]
    found = check([read("23")])
    assert found.work_items[0].scope == ""
    assert any("in French" in str(fault) for fault in found.faults)


def test_24_form_4() -> None:
    row = only("24")
    assert row.fields["title"] == "Digital product passport — Part 1: Vocabulary"
    assert "Passeport numérique" in row.fields["notes"]
    assert row.fields["scope"].startswith("This document establishes the vocabulary")
    assert row.fields["justification"].startswith("Verified market need")
    assert {"ISO/AWI 25534-1", "ISO/IEC 18975:2024", "EN 18216:2026", "IEC 63278-1"} <= {
        *row.fields["relations"].split("; ")
    }
    assert "ISO/TC 307" in row.fields["liaisons"]
    assert "Similar proposal submitted elsewhere: No" in row.fields["notes"]
    assert (row.fields["timing"], row.fields["committee"]) == ("18 months", "ISO/IEC JTC 5")
    assert row.fields["type"] == "International Standard"


def test_25_search_page_has_one_row() -> None:
    row = only("25")
    assert (row.fields["id"], row.fields["committee"]) == ("EN 10160:1999", "CEN/TC 459/SC 1")
    assert row.fields["title"].startswith("Ultrasonic testing of steel flat product")
    assert (row.fields["aliases"], row.fields["status"]) == ("WI=EC101103", "Published")
    assert "filter lists" in ignored(read("25"))


def test_28_document_list_by_agenda() -> None:
    reading = read("28")
    assert reading.columns["TD#"] == "id"
    assert reading.columns["Subject"] == "title"
    assert len(reading.rows) == 544
    assert sum(row.fields.get("type") == "WID NEW" for row in reading.rows) == 13
    assert all(row.fields["id"] != "-" for row in reading.rows)
    assert "headings within the list" in ignored(reading)


def test_29_working_list_keeps_private_columns_as_notes() -> None:
    reading = read("29")
    assert {"TDoc": "id", "Title": "title", "Abstract": "summary"}.items() <= reading.columns.items()
    notes = [name for name, field in reading.columns.items() if not field]
    assert notes
    found = check([reading])
    assert len(found.work_items) == len(reading.rows)
    assert any(item.notes for item in found.work_items)


def test_30_two_column_paper() -> None:
    row = only("30")
    assert row.fields["title"] == "WoTify: A platform to bring Web of Things to your devices"
    assert row.fields["summary"].startswith("The Internet of Things (IoT) has already taken off, together with many")
    assert "platforms define" in row.fields["summary"]


def test_all_samples_are_read_and_only_binary_word_can_be_a_fault() -> None:
    """Each as the tests above have read it: none is read twice."""
    paths = sorted(path for path in SAMPLES.iterdir() if path.name != "README.md")
    assert len(paths) == 30
    for path in paths:
        try:
            read(path.name[:2])
        except InputError:
            assert path.suffix == ".doc"


def test_several_are_read_in_one_go() -> None:
    some = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in (".json", ".csv", ".jsonl", ".doc")]
    results = list(ingestion.read_all(some))
    assert len(results) == len(some) > 5
    assert all(Path(each.source).suffix == ".doc" for each in results if isinstance(each, Fault))
