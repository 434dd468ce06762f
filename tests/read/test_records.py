"""Files for programs: JSON, JSON Lines, YAML, and the shapes of record in them."""

import csv
import json
import tarfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read import kinds
from overlap.read.content import Records
from overlap.read.entries import check
from overlap.read.formats.markup import to_text
from overlap.read.formats.records import read_json, read_jsonl
from overlap.read.formats.tables import read_csv
from overlap.read.formats.yaml import read_yaml
from overlap.read.kinds import open_data, statements, values
from overlap.read.kinds.records import recognise
from overlap.read.reading import Reading, Row
from overlap.settings import AS_WRITTEN, ReadSettings
from tests.conftest import SHARED, needs_shared

SAMPLES = SHARED / "samples"

COMMITTEES = [
    {
        "id": 11,
        "reference": "ISO/TC 900",
        "title": {"en": "Street lamps"},
        "secretariat": {"id": 1},
        "scope": {
            "en": "<strong>ISO/TC 900 is supported administratively by X, see its <a href='#'>site</a></strong>"
            "Standardization of lamps: <ul><li>poles;<li>bulbs (LED; gas).</ul><p>Excluded: traffic lights; neon signs."
            "<p>Note: Work is shared with ISO/TC 901."
        },
    },
    {
        "id": 12,
        "reference": "ISO/TC 901",
        "title": {"en": "Benches"},
        "secretariat": {"id": 1},
        "scope": {"en": "Standardization of benches, except church pews."},
    },
    {"id": 13, "reference": "ISO/TC 902", "title": {"en": "Kerbs"}, "secretariat": None, "scope": {"en": None}},
]
DELIVERABLE = {
    "id": 77,
    "deliverableType": "IS",
    "supplementType": "Amd",
    "reference": "ISO/IEC 900-1:2020/Amd 1:2024",
    "title": {"en": "Lamps — Part 1:", "fr": "Lampes"},
    "publicationDate": "2024-05-01",
    "ownerCommittee": "ISO/TC 900",
    "currentStage": 6060,
    "scope": {
        "en": "<p class='MsoBodyText'>Lamps for:</p><p><!-- [if !supportLists]--><span style='mso-list: Ignore;'>—"
        "<span> </span></span><!--[endif]-->streets;</p>"
    },
}
HEADER = {
    "idrec": 5,
    "rec_name": "ITU-T Z.900 (V2) (01/2020)",
    "rec_title": "Lamps",
    "rec_prov_name": "Provisional name: Z.lamp",
    "summary": "One line.\r\nAnother.",
    "iso_number": "Equivalent standard: ISO/IEC 900-9 (Twinned)",
    "status": "In force",
    "approval_date": "Approved on 2 Jan 2020",
    "sg": "ITU-T Study Group 99",
    "handle_id": "https://example.org/5",
}
LISTED = {
    "idrec": 6,
    "rec_name": "Z.901 (02/2021)",
    "title": "Poles",
    "approval_date": "2021-02-03",
    "status": "Superseded",
}
RESULT = {
    "Identifier": "11.1002/1000/7-en",
    "Title": "ITU-T Z.902 (03/2022) | ISO/IEC  902: Lamps – Overview",
    "Collection": {},
    "Language": "en",
    "ExtractFileContent": "...lamps...",
}
OLD = """
schema-version: v1.2.9
title:
- {content: Lamps, language: [en], type: title-intro}
- {content: Poles, language: [en], type: title-main}
- {content: Lampadaires, language: [fr], type: main}
link:
- {content: 'https://example.org/rss', type: rss}
- {content: 'https://example.org/900', type: src}
docid:
- {id: 'urn:iso:std:iso:900', type: URN}
- {id: 'ISO 900:2020', type: ISO, primary: true}
date:
- {type: published, value: 2020-02}
abstract:
- {content: "Wo<br />\\r\\nrds &amp; more", language: [en], format: text/html}
- {content: Mots, language: [fr], format: text/html}
docstatus: {stage: {value: '90'}, substage: {value: '93'}}
relation:
- {type: obsoletes, bibitem: {docid: [{id: 'ISO 900:2010', type: ISO, primary: true}]}}
- {type: hasEdition, bibitem: {docid: [{id: 'ISO 900:2011', type: ISO}]}}
- {type: identical, bibitem: {formattedref: {content: EN 900}}}
ext:
  doctype: {type: international-standard}
  editorialgroup: {technical_committee: [{name: Lamps, identifier: ISO/TC 900}]}
"""
NEW = """
schema_version: v1.5.6
title: [{language: en, content: Lamps, type: main}]
docidentifier:
- {content: ITU-T Z.900 (01/2020), type: ITU, primary: true}
- {content: ISO/IEC 900-9, type: ISO, primary: true}
date: [{type: published, at: '2020-01-02'}]
contributor:
- role: [{type: author}]
  organization: {subdivision: [{name: [{content: ITU-T Study Group 99}]}]}
abstract: [{language: en}]
status: {stage: {content: Withdrawal}}
relation:
- {type: complementOf, bibitem: {docidentifier: [{content: Z Suppl. 1, type: ITU}]}}
ext: {doctype: {content: recommendation-supplement}}
"""


def of(value: object, **settings: str) -> Reading:
    return recognise(read_json(json.dumps(value).encode(), "a.json"), ReadSettings(**settings))  # type: ignore[arg-type]


def fields(reading: Reading) -> dict[str, str]:
    (row,) = reading.rows
    return dict(row.fields)


def test_numbers_are_kept_as_they_are_written_and_places_are_told() -> None:
    found = list(read_json(b'[{"id": 1.10, "n": 007}]'.replace(b"007", b"7e2"), "a").records)
    assert [(one.place, one.value) for one in found if not isinstance(one, Fault)] == [
        ("item 1", {"id": "1.10", "n": "7e2"})
    ]
    (one,) = read_json(b'{"id": "A"}', "a").records
    assert one.place == ""


def test_a_bad_line_is_a_fault_and_the_rest_is_read() -> None:
    found = list(read_jsonl(b'{"title": "A"}\nnonsense\n\n{"title": NaN}\n[1]\n{"title": "B"}', "a").records)
    assert [one.place for one in found] == ["line 1", "line 2", "line 4", "line 5", "line 6"]
    assert [isinstance(one, Fault) for one in found] == [False, True, True, True, False]


def test_a_json_file_with_one_object_a_line_is_read_as_such() -> None:
    content = read_json(b'{"title": "A"}\n{"title": "B"}\n', "a.json")
    assert content.format == "JSON Lines file"
    assert len(recognise(content, AS_WRITTEN).rows) == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'[{"id": }]', "line 1, column 9"),
        (b'{"title": NaN}', "NaN"),
        (b"3", "neither an array nor an object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"title": "a\0"}', "not a text file"),
        (b"[1, 2]", "not an object"),
        (b"[]", "holds no record"),
        (b"{}", "empty"),
        (b'{"results": []}', "holds no record"),
        (b'{"colour": "red", "size": 3}', "'colour', 'size'"),
    ],
)
def test_json_that_cannot_be_used_is_an_input_error(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        recognise(read_json(data, "a.json"), AS_WRITTEN)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: [a\nb: c", "line 2"),
        ("title: 'a", "not YAML"),
        ("title: a\n\tb: c", "line 2, column 1"),
        ("b: c\na: \ufffe", "line 2, column 4"),
        ("- *unknown", "line 1, column 3"),
        ("a: &a [*a]", "line 1, column 4"),
        ("[" * 100_000, "nested too deeply"),
        ("- " * 100_000, "nested too deeply"),
        ("\n".join(" " * n + "a:" for n in range(3_000)), "nested too deeply"),
        ("just words", "not an object"),
        ("", "holds no record"),
    ],
)
def test_yaml_that_cannot_be_used_is_an_input_error(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        recognise(read_yaml(text.encode(), "a.yaml"), AS_WRITTEN)


def test_many_brackets_and_wide_margins_are_not_deep() -> None:
    text = "title: T\nscope: |\n  " + "[1] {2} " * 200 + "\n" + " " * 90 + "wide\n"
    assert recognise(read_yaml(text.encode(), "a.yaml"), AS_WRITTEN).rows[0].fields["title"] == "T"


def test_each_document_of_a_stream_is_a_record_and_aliases_do_not_explode() -> None:
    layers = ["a0: &a0 x"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    text = "title: 2020-01-01\n---\n" + "\n".join(layers) + "\n---\n- title: B\n"
    reading = recognise(read_yaml(text.encode(), "a.yaml"), AS_WRITTEN)
    assert [(row.place, row.fields["title"]) for row in reading.rows] == [
        ("document 1", "2020-01-01"),
        ("document 3, item 1", "B"),
    ]
    assert [fault.place for fault in reading.faults] == ["document 2"]


def test_rows_of_our_own_keep_what_is_unknown_and_tell_what_is_no_text() -> None:
    row = {"ID": "A-1", "Title ": "Lamps", "relations": ["B", "C"], "colour": 7, "scope": {"a": 1}, "date": None}
    reading = of([row])
    assert reading.kind == "list of work items"
    found = {"id": "A-1", "title": "Lamps", "relations": "B; C", "notes": "colour: 7"}
    assert reading.rows == (Row("item 1", found, "", {"id": "key 'ID'", "title": "key 'Title '"}),)
    assert reading.columns["colour"] == ""
    assert [str(fault) for fault in reading.faults] == [
        "a.json, item 1: 'scope' holds an object, so it was not used; give plain text"
    ]
    assert of({"text": "Lamps"}).kind == "list of mandate statements"


def test_keys_are_known_like_the_headings_of_a_table_and_no_list_in_a_wrapper_is_lost() -> None:
    reading = of({"items": [{"Ref": "A", "Subject": "Lamps", "Abstract": "Light"}], "records": [{"title": "B"}]})
    assert [(row.place, row.fields["title"]) for row in reading.rows] == [
        ("items, item 1", "Lamps"),
        ("records, item 1", "B"),
    ]
    assert reading.rows[0].fields["summary"] == "Light"


def test_a_text_beside_a_title_is_a_note_and_told() -> None:
    checked = check([of([{"id": "A", "title": "Lamps", "text": "Light"}])])
    assert checked.work_items[0].notes == "Text: Light"
    assert "has a title and a text" in str(checked.faults[0])


def test_each_record_is_read_by_its_own_shape_and_the_commonest_names_the_file() -> None:
    reading = of({"items": [{"title": "A"}, HEADER, {"title": "B"}, {"colour": "red"}]})
    assert reading.kind == "list of work items"
    assert [row.kind for row in reading.rows] == ["", "ITU Recommendation record", ""]
    assert [fault.place for fault in reading.faults] == ["item 4"]


def test_a_deliverable_is_read() -> None:
    assert fields(of(DELIVERABLE)) == {
        "id": "ISO/IEC 900-1:2020/Amd 1:2024",
        "title": "Lamps — Part 1",
        "scope": "Lamps for:\n- streets;",
        "language": "en",
        "body": "ISO/IEC",
        "committee": "ISO/TC 900",
        "type": "Amd",
        "stage": "60.60",
        "status": "published",
        "date": "2024-05-01",
        "url": "https://www.iso.org/standard/77.html",
        "notes": "French title: Lampes",
    }


def test_a_deliverable_without_an_english_title_is_french_or_says_so() -> None:
    french = fields(of({**DELIVERABLE, "title": {"en": None, "fr": "Lampes"}}))
    assert (french["title"], french["language"]) == ("Lampes", "fr")
    (row,) = of({key: value for key, value in DELIVERABLE.items() if key != "title"}).rows
    assert row.missing == ("title",)


@pytest.mark.parametrize(("stage", "status"), [(1098, "deleted"), (4020, "under_study"), (9599, "withdrawn")])
def test_the_stage_tells_the_status(stage: int, status: str) -> None:
    assert fields(of({**DELIVERABLE, "currentStage": stage}))["status"] == status


def test_committees_become_statements_with_exclusions_apart() -> None:
    reading = of(COMMITTEES, mandate_of="tc900")
    assert reading.kind == "ISO Open Data committees"
    assert [(row.fields["id"], row.fields["text"]) for row in reading.rows] == [
        ("ISO/TC 900/title", "Street lamps"),
        ("ISO/TC 900/scope-1", "Standardization of lamps: poles"),
        ("ISO/TC 900/scope-2", "Standardization of lamps: bulbs (LED; gas)"),
        ("ISO/TC 900/exclusion-1", "Traffic lights"),
        ("ISO/TC 900/exclusion-2", "Neon signs"),
    ]
    assert reading.rows[0].fields["url"] == "https://www.iso.org/committee/11.html"
    assert [one.what for one in reading.ignored] == [
        "notice of the web site",
        "note: Work is shared with ISO/TC 901",
    ]


def test_without_a_name_all_committees_are_read_and_an_unknown_one_is_told() -> None:
    kinds = Counter((row.fields["body"], row.fields["kind"]) for row in of(COMMITTEES).rows)
    assert kinds["ISO/TC 901", "exclusion"] == 1
    assert kinds["ISO/TC 902", "title"] == 1
    with pytest.raises(InputError, match="Did you mean ISO/TC 90"):
        of(COMMITTEES, mandate_of="ISO/TC 9001")


def test_the_list_of_committees_is_read_as_a_table_as_well() -> None:
    header = "reference,title.en,secretariat.acronym,scope.en,organizationLiaisons\n"
    cells = "".join(
        f'{one["reference"]},{values.text(one, "title", "en")},X,"{values.text(one, "scope", "en")}",UITP\n'
        for one in COMMITTEES[:2]
    )
    table = kinds.recognise(read_csv(f"{header}{cells}".encode(), "committees.csv"))
    assert [row.fields["text"] for row in table.rows] == [row.fields["text"] for row in of(COMMITTEES[:2]).rows]
    assert table.kind == "list of mandate statements"


GROUP = {
    "committee": "TC 91",
    "name": "Parking of vehicles",
    "scope": "Standardization of lots, including counting of vehicles.",
    "out_of_scope": ["Roads", "Approval of vehicles"],
    "chair": "N. N.",
    "meetings": [{"date": "2026-05-04", "place": "Geneva"}],
}


@pytest.mark.parametrize(
    "within", [lambda one: one, lambda one: {"groups": [one]}, lambda one: [one, {**one, "committee": "TC 92"}]]
)
def test_the_description_of_a_committee_gives_its_mandate(within: Callable[[object], object]) -> None:
    reading = of(within(GROUP))
    said = [(row.fields["kind"], row.fields["text"]) for row in reading.rows if row.fields["body"] == "TC 91"]
    assert said == [
        ("title", "Parking of vehicles"),
        ("scope", "Standardization of lots, including counting of vehicles"),
        ("exclusion", "Roads"),
        ("exclusion", "Approval of vehicles"),
    ]
    assert "chair, meetings" in reading.ignored[0].what


def test_a_work_item_with_a_committee_is_none_of_them() -> None:
    item = {
        "id": "A",
        "committee": "TC 91",
        "title": "Lots of cars",
        "scope": "Counts cars.",
        "members": ["X"],
        "stage": "20.00",
    }
    assert [row.fields["title"] for row in of([item]).rows] == ["Lots of cars"]


def test_an_itu_record_declares_its_twin() -> None:
    assert fields(of(HEADER)) == {
        "id": "ITU-T Z.900 (V2) (01/2020)",
        "title": "Lamps",
        "summary": "One line. Another.",
        "joint_with": "ISO/IEC 900-9",
        "aliases": "Z.lamp",
        "body": "ITU-T",
        "committee": "SG99",
        "stage": "In force",
        "status": "published",
        "date": "2020-01-02",
        "url": "https://example.org/5",
    }
    assert of({**HEADER, "summary": None}).rows[0].missing == ("summary",)


def test_a_list_and_a_search_of_itu_are_unfolded() -> None:
    listed = of({"Total": 1, "Data": [LISTED]})
    assert listed.kind == "ITU list of Recommendations"
    assert (fields(listed)["id"], fields(listed)["status"]) == ("Z.901 (02/2021)", "withdrawn")
    search = of({"results": [RESULT, RESULT]})
    first = search.rows[0].fields
    assert (first["id"], first["joint_with"]) == ("ITU-T Z.902 (03/2022)", "ISO/IEC 902")
    assert first["title"] == "Lamps – Overview"
    assert len(search.ignored) == 1


def test_an_old_relaton_record_is_read_in_english() -> None:
    reading = recognise(read_yaml(OLD.encode(), "a.yaml"), AS_WRITTEN)
    assert fields(reading) == {
        "id": "ISO 900:2020",
        "title": "Lamps - Poles",
        "summary": "Wo rds & more",
        "language": "en",
        "joint_with": "EN 900",
        "relations": "ISO 900:2010",
        "body": "ISO",
        "committee": "ISO/TC 900",
        "stage": "90.93",
        "status": "published",
        "date": "2020-02",
        "type": "International standard",
        "url": "https://example.org/900",
    }
    assert reading.rows[0].where["title"] == "title (en)"


def test_a_french_title_has_a_french_abstract_and_never_the_other_way_round() -> None:
    french = OLD.replace("[en], type: title", "[es], type: title")
    found = fields(recognise(read_yaml(french.encode(), "a.yaml"), AS_WRITTEN))
    assert (found["title"], found["summary"], found["language"]) == ("Lampadaires", "Mots", "fr")
    english = OLD.replace("language: [en], format", "language: [es], format")
    assert "summary" not in fields(recognise(read_yaml(english.encode(), "a.yaml"), AS_WRITTEN))


def test_a_new_relaton_record_is_read() -> None:
    (row,) = recognise(read_yaml(NEW.encode(), "a.yaml"), AS_WRITTEN).rows
    assert row.fields == {
        "id": "ITU-T Z.900 (01/2020)",
        "title": "Lamps",
        "language": "en",
        "joint_with": "ISO/IEC 900-9",
        "body": "ITU-T",
        "committee": "SG99",
        "stage": "Withdrawal",
        "status": "withdrawn",
        "date": "2020-01-02",
        "type": "Recommendation supplement",
    }
    assert row.missing == ("summary",)


def test_a_relaton_record_written_by_hand_has_objects_for_lists() -> None:
    text = "docid: {id: ISO DIR 1}\ndate: {type: published, value: '2014'}\ndoctype: directive\n"
    text += "title: [{type: title-main, content: Rules, language: en}]\n"
    found = fields(recognise(read_yaml(text.encode(), "a.yaml"), AS_WRITTEN))
    assert found == {
        "id": "ISO DIR 1",
        "title": "Rules",
        "language": "en",
        "body": "ISO",
        "date": "2014",
        "type": "Directive",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lamps which are not covered by others.", [("scope", "Lamps which are not covered by others")]),
        ("Scope excludes neon.", [("exclusion", "Scope excludes neon")]),
        (
            "Excluded:\nLamps that hang in churches.\nPoles.",
            [("exclusion", "Lamps that hang in churches"), ("scope", "Poles")],
        ),
        ("Note:\nNot a claim. Nor this.\nPoles.", [("note", "Not a claim"), ("note", "Nor this"), ("scope", "Poles")]),
        ("Lamps. excluding:\n- neon; and\n- gas", [("scope", "Lamps"), ("exclusion", "Neon"), ("exclusion", "Gas")]),
        ("Lamps (except neon), poles.", [("scope", "Lamps (except neon), poles")]),
        ("", []),
    ],
)
def test_statements_keep_claims_exclusions_and_notes_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert statements.split(text) == expected


def test_deeply_nested_html_is_read() -> None:
    assert to_text("<div>" * 50_000 + "lamps") == "lamps"
    assert to_text("a\u200bb\u00a0c") == "ab c"


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
SEEDS = [DELIVERABLE, COMMITTEES[0], HEADER, LISTED, RESULT, {"title": ""}, {"text": ""}]


def attempt(read: Any, data: bytes) -> None:  # noqa: ANN401
    try:
        content = read(data, "a")
        assert isinstance(content, Records)
        str(recognise(content, AS_WRITTEN)).encode()
    except InputError:
        pass


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for read in (read_json, read_jsonl, read_yaml):
        attempt(read, data)


@given(st.text(alphabet="[]{}-:? \n\"'&*a#|>!%\t0"))
def test_anything_like_yaml_is_read_or_refused(text: str) -> None:
    attempt(read_yaml, text.encode())


@given(st.sampled_from(SEEDS), st.data())
def test_any_value_anywhere_in_a_known_shape_is_read_or_refused(seed: dict[str, Any], data: st.DataObject) -> None:
    changed = {**seed, **{key: data.draw(JSON) for key in data.draw(st.sets(st.sampled_from(sorted(seed))))}}
    attempt(read_json, json.dumps(changed).encode())


@given(st.sampled_from([OLD, NEW]), st.data())
def test_any_value_anywhere_in_a_relaton_record_is_read_or_refused(seed: str, data: st.DataObject) -> None:
    (record,) = read_yaml(seed.encode(), "a").records
    assert not isinstance(record, Fault)
    assert isinstance(record.value, dict)
    key = data.draw(st.sampled_from(sorted(record.value)))
    attempt(read_json, json.dumps({**record.value, key: data.draw(JSON)}).encode())


@given(st.text(alphabet="ab ,;:.()-\nExcluded notes", max_size=200))
def test_statements_are_never_empty(text: str) -> None:
    for kind, statement in statements.split(text):
        assert kind in ("scope", "exclusion", "note")
        assert statement.strip()


def sample(number: str) -> Path:
    (path,) = SAMPLES.glob(f"{number}-*")
    return path


@needs_shared
def test_the_samples_of_itu_are_read() -> None:
    header = fields(recognise(read_json(sample("10").read_bytes(), "10"), AS_WRITTEN))
    assert (header["id"], header["joint_with"], header["aliases"]) == (
        "ITU-T H.264 (V14) (08/2021)",
        "ISO/IEC 14496-10",
        "H.26L",
    )
    search = recognise(read_json(sample("11").read_bytes(), "11"), AS_WRITTEN)
    assert len(search.rows) == 20
    assert search.rows[1].fields["joint_with"] == "ISO/IEC 17788"


@needs_shared
def test_the_samples_of_iso_are_read() -> None:
    untitled = recognise(read_jsonl(sample("18").read_bytes(), "18"), AS_WRITTEN)
    assert [row.missing for row in untitled.rows] == [("title",), ("title", "scope"), ("title",)]
    assert "\n- introduce" in untitled.rows[0].fields["scope"]
    titled = recognise(read_jsonl(sample("19").read_bytes(), "19"), AS_WRITTEN)
    assert [row.fields["id"] for row in titled.rows] == ["ISO/IEC 10918-5:2013", "ISO 18074:2015"]
    assert titled.rows[0].fields["title"].endswith("Part 5")
    with sample("20").open(encoding="utf-8", newline="") as file:
        rows = [open_data.deliverable(row, "") for row in csv.DictReader(file)]
    assert [row.fields["status"] for row in rows] == ["published", "withdrawn"]


@needs_shared
def test_the_sample_of_committees_gives_mandates() -> None:
    content = sample("17").read_bytes()
    reading = recognise(read_jsonl(content, "17"), AS_WRITTEN)
    assert sum(row.fields["kind"] == "title" for row in reading.rows) == 785
    own = recognise(read_jsonl(content, "17"), ReadSettings(mandate_of="TC 268/SC 1"))
    assert [row.fields["text"] for row in own.rows if row.fields["kind"] == "exclusion"] == [
        "Standardization of subjects covered by TC 268/SC 2"
    ]
    assert not any("administratively" in row.fields["text"] for row in reading.rows)


@needs_shared
def test_every_file_of_the_relaton_sample_is_read() -> None:
    counts: Counter[str] = Counter()
    with tarfile.open(SHARED / "catalogues" / "relaton-sample.tar.gz") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith((".yaml", ".yml")) else None
            if file is None:
                continue
            (row,) = recognise(read_yaml(file.read(), member.name), AS_WRITTEN).rows
            counts.update(["all", row.fields["body"], *row.missing])
    assert counts["all"] == 2_475
    assert counts["id"] == 0
    assert counts["title"] == 66
    assert (counts["ITU-T"], counts["ITU-R"], counts["ISO"], counts["IEC"]) == (813, 170, 671, 601)


def test_a_record_whose_parts_have_other_types_than_they_should_is_read_all_the_same() -> None:
    odd = {"docid": [{"type": ["x"], "id": "Y.1"}], "title": "Lots", "relation": [{"type": ["x"]}]}
    assert fields(of(odd))["id"] == "Y.1"
    with pytest.raises(InputError, match="no committee 'ISO/TC 1' in it"):
        of({"reference": None, "secretariat": "x", "scope": {"en": "Lots of cars"}}, mandate_of="ISO/TC 1")


def test_aliases_that_swell_a_file_are_told() -> None:
    text = f"- title: &a [{'x' * 5000}]\n" + "- title: *a\n" * 2000
    with pytest.raises(InputError, match="aliases repeat so much text"):
        recognise(read_yaml(text.encode(), "a.yaml"), AS_WRITTEN)


def stated(**keys: object) -> dict[str, str]:
    """Read one Relaton record with these keys besides its number and title."""
    record = {"docid": [{"id": "S-900", "type": "IHO"}], "title": [{"content": "Depths of lots", "language": "en"}]}
    return fields(recognise(read_json(json.dumps(record | keys).encode(), "a.json"), AS_WRITTEN))


@pytest.mark.parametrize(
    ("keys", "field", "value"),
    [
        ({"editorialgroup": [[{"committee": {"abbreviation": "HSSC", "name": "Services"}}]]}, "committee", "HSSC"),
        ({"editorialgroup": [{"committee": {"name": "Services"}}]}, "committee", "Services"),
        ({"editorialgroup": {"technical_committee": [{"identifier": "TC 9"}]}}, "committee", "IEC TC 9"),
        ({"contributor": {"role": "publisher", "organization": {"abbreviation": "IHO"}}}, "body", "IHO"),
        ({"contributor": [{"role": ["publisher"], "organization": {"name": "Depths"}}]}, "body", "Depths"),
        (
            {"contributor": [{"role": [{"type": "publisher"}], "organization": {"name": [{"content": "Depths"}]}}]},
            "body", "Depths",
        ),
        ({"date": {"type": "published", "from": "2024-06-07"}}, "date", "2024-06-07"),
        ({"date": [{"type": "issued", "value": "2020-01-20"}]}, "date", "2020-01-20"),
        ({"date": [{"type": "issued", "on": "2019"}, {"type": "published", "at": "2020"}]}, "date", "2020"),
        ({"docstatus": {"stage": {"value": "in-force"}}}, "status", "published"),
        ({"docstatus": {"stage": {"value": "valid"}}}, "status", "published"),
        ({"status": {"stage": {"content": "Superseded"}}}, "status", "withdrawn"),
        ({"status": {"stage": {"content": "working-draft"}}}, "status", "under_study"),
        ({"status": {"stage": "in_force"}}, "status", "published"),
        ({"abstract": [{"content": "深さ", "language": ["ja"]}]}, "notes", "Abstract (ja): 深さ"),
        ({"abstract": "Depths of water."}, "summary", "Depths of water."),
    ],
)  # fmt: skip
def test_relaton_records_of_every_body_are_read(keys: dict[str, object], field: str, value: str) -> None:
    assert stated(**keys)[field] == value


@pytest.mark.parametrize(
    ("parts", "committee"),
    [
        ([("Technical Committee 3", "technical-committee"), ("Subcommittee 5", "subcommittee")], "TC 3/SC 5"),
        ([("Technical Committee 3", "technical-committee"), ("Group 2", "workgroup")], "TC 3"),
        ([("ITU-T Study Group 20", "study-group")], "SG20"),
        ([("Depths of water", "committee")], "Depths of water"),
    ],
)
def test_the_parts_of_an_organization_make_one_committee(parts: list[tuple[str, str]], committee: str) -> None:
    divisions = [{"name": [{"content": name}], "type": kind} for name, kind in parts]
    contributor = {"role": [{"type": "author"}], "organization": {"subdivision": divisions}}
    assert stated(contributor=[contributor])["committee"] == committee


JIRA = {"key": "KERB-1", "fields": {"summary": "Kerbs in cities", "description": None, "status": {"name": "Open"}}}
ADF = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Of kerbs."}]}]}


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"issues": [JIRA]}, ("KERB-1", "Kerbs in cities")),
        ({"value": [{"id": 7, "fields": {"System.Title": "Kerbs in cities"}}]}, ("7", "Kerbs in cities")),
        ({"data": [{"id": "A", "type": "x", "attributes": {"title": "Kerbs in cities"}}]}, ("A", "Kerbs in cities")),
        ({"data": {"project": {"issues": {"nodes": [{"iid": "7", "title": "Kerbs"}]}}}}, ("7", "Kerbs")),
        ({"data": {"items": {"edges": [{"node": {"number": 7, "title": "Kerbs"}}]}}}, ("7", "Kerbs")),
        ({"hits": {"hits": [{"_id": "x", "_source": {"reference": "ISO 1", "title": "Kerbs"}}]}}, ("ISO 1", "Kerbs")),
        ({"title": "Programme of work", "standards": [{"reference": "ISO 1", "title": "Kerbs"}]}, ("ISO 1", "Kerbs")),
        ({"ISO 1": {"title": "Kerbs"}, "ISO 2": {"title": "Lots"}}, ("ISO 1", "Kerbs")),
        ({"meta": {"count": 1}, "workItems": [{"id": "A", "title": "Kerbs"}]}, ("A", "Kerbs")),
        ({"committees": [{"name": "TC 1", "projects": [{"id": "A", "title": "Kerbs"}]}]}, ("A", "Kerbs")),
        ({"groups": [{"code": "P1", "title": "Roads", "work": [{"id": "A", "title": "Kerbs", "stage": "20.00"}]}]},
         ("A", "Kerbs")),
        ([{"id": "A", "title": {"fr": "Bordures", "en": "Kerbs"}}], ("A", "Kerbs")),
        ([{"id": "A", "title": {"content": "Kerbs", "language": "en"}}], ("A", "Kerbs")),
        ([{"id": {"value": "A"}, "title": [{"content": "Kerbs"}]}], ("A", "Kerbs")),
        ([{"id": "s-1", "name": "IEC 1-3", "description": "Kerbs of all kinds"}], ("IEC 1-3", "Kerbs of all kinds")),
        ([{"number": 7, "title": "Kerbs", "html_url": "https://example.org/7"}], ("7", "Kerbs")),
    ],
)  # fmt: skip
def test_records_are_found_however_they_are_nested(value: object, found: tuple[str, str]) -> None:
    row = recognise(read_json(json.dumps(value).encode(), "a.json"), AS_WRITTEN).rows[0].fields
    assert (row["id"], row["title"]) == found


def test_records_without_identifiers_and_under_their_identifiers_are_lists() -> None:
    titles = {"KERB": "Kerbs along the streets", "bell-2": "Bells of old towers"}
    listed = read_json(json.dumps([{"name": title} for title in titles.values()]).encode(), "list.json")
    assert [row.fields["title"] for row in recognise(listed, AS_WRITTEN).rows] == list(titles.values())
    keyed = read_json(
        json.dumps({key: {"name": title, "area": "x"} for key, title in titles.items()}).encode(), "l.json"
    )
    assert {row.fields["id"]: row.fields["title"] for row in recognise(keyed, AS_WRITTEN).rows} == titles


@pytest.mark.parametrize("keys", [("red", "green"), ("Background", "Under study"), ("onTime", "late_by_far")])
def test_objects_under_plain_words_are_no_rows(keys: tuple[str, str]) -> None:
    legend = {key: {"name": "Kerbs along the streets", "description": "All of them are late"} for key in keys}
    with pytest.raises(InputError):
        recognise(read_json(json.dumps(legend).encode(), "list.json"), AS_WRITTEN)


def test_where_no_key_is_that_of_a_title_the_message_says_what_to_type() -> None:
    entries = [{"colour": "red", "remark": "Bells are red"}, {"colour": "blue", "remark": "Kerbs are blue"}]
    with pytest.raises(InputError) as told:
        recognise(read_json(json.dumps(entries).encode(), "list.json"), AS_WRITTEN)
    assert '--column title="remark"' in str(told.value)


def test_a_formatted_text_and_the_names_of_objects_are_read_as_text() -> None:
    row = fields(
        of(
            {
                "issues": [
                    {
                        "key": "A",
                        "fields": {
                            "summary": "Kerbs in cities",
                            "description": ADF,
                            "status": {"name": "Open"},
                            "labels": ["a", "b"],
                        },
                    }
                ]
            }
        )
    )
    assert (row["title"], row["scope"], row["status"], row["notes"]) == (
        "Kerbs in cities",
        "Of kerbs.",
        "Open",
        "fields.labels: a; b",
    )


def test_a_number_and_a_truth_value_are_no_title_and_told() -> None:
    reading = of([{"id": "A", "title": True}, {"id": "B", "title": 17}, {"id": "C", "title": "Kerbs"}])
    assert [fault.cause for fault in reading.faults] == [
        "'title' holds true, so it was not used",
        "'title' holds 17, so it was not used",
    ]
    assert [item.id for item in check([reading]).work_items] == ["C"]


LED = {"committee": "TC 91", "title": "Lots of cars", "scope": "Counts cars.", "convenor": "N. N."}


@pytest.mark.parametrize(
    "entries",
    [
        [{"id": "ABC 1", **LED}],
        [{**LED, "id": "one"}, {**LED, "id": "two", "title": "Kerbs of lots"}],
        [{**LED, "status": "Draft"}],
        [{"reference": "ABC 1", "secretariat": "X", "scope": "Counts cars.", "title": "Lots of cars"}],
        [{"reference": "x", "secretariat": "X", **LED, "status": "Draft"}],
    ],
)
@pytest.mark.parametrize("is_table", [False, True])
def test_work_with_a_committee_and_those_who_lead_it_is_none_of_its_mandate(
    entries: list[dict[str, str]], is_table: bool
) -> None:
    cells = "\n".join(",".join(row) for row in [list(entries[0]), *map(dict.values, entries)])
    reading = kinds.recognise(read_csv(cells.encode(), "a.csv")) if is_table else of(entries)
    assert reading.kind == "list of work items"
    assert [row.fields["title"] for row in reading.rows] == [each["title"] for each in entries]


def test_the_work_of_a_committee_stands_beside_its_mandate() -> None:
    work = [{"id": "A 1", "title": "Kerbs", "stage": "10.00"}, {"id": "A 2", "title": "Bells"}]
    officers = [{"name": "N. N.", "title": "Convenor"}]
    reading = of([{**GROUP, "work items": work, "officers": officers}])
    assert [row.fields["id"] for row in reading.rows if "kind" not in row.fields] == ["A 1", "A 2"]
    assert [row.fields for row in reading.rows if "kind" in row.fields] == [row.fields for row in of([GROUP]).rows]
    assert "officers" in reading.ignored[0].what


def test_a_document_stands_beside_its_parts() -> None:
    parts = [{"id": f"ABC 100-{number}", "title": "Bells", "stage": "20.00"} for number in (1, 2)]
    reading = of([{"id": "ABC 100", "title": "Bells of towers", "parts": parts}])
    assert [row.fields["id"] for row in reading.rows] == ["ABC 100", "ABC 100-1", "ABC 100-2"]


@pytest.mark.parametrize(
    "row",
    [
        {"id": "ABC 1", "name": "Kerbs of lots"},
        {"id": "1", "name": "Kerbs of lots", "scope": "Kerbs."},
        {"name": "Kerbs of lots", "stage": "20.00"},
    ],
)
def test_items_under_plain_words_are_rows(row: dict[str, str]) -> None:
    rows = of({"kerbs": row, "bells": row}).rows
    assert [each.fields["title"] for each in rows] == ["Kerbs of lots", "Kerbs of lots"]
    assert [each.fields["id"] for each in rows] == ([row["id"]] * 2 if "id" in row else ["kerbs", "bells"])


def test_the_works_of_a_group_with_a_scope_are_the_items_though_their_names_are_short() -> None:
    def work(name: str) -> dict[str, str]:
        said = f"The {name} specification defines how ferries tell each other of it."
        return {"name": name, "url": f"https://x.example/{name}", "shortname": name.lower(), "description": said}

    groups = [
        {"id": "lots", "name": "Lots", "scope": "Parking near ramps.", "specs": [work("Booking"), work("Ramps")]},
        {"id": "ice", "name": "Ice", "scope": "Ferries in ice and snow.", "specs": [work("Ice")]},
    ]
    found = recognise(read_json(json.dumps({"groups": groups}).encode(), "x.json"), AS_WRITTEN).rows
    assert [(row.fields["id"], row.fields["title"]) for row in found] == [
        ("booking", "Booking"),
        ("ramps", "Ramps"),
        ("ice", "Ice"),
    ]


def test_records_with_the_same_keys_in_another_part_of_a_file_are_read_alike() -> None:
    standards = [
        {
            "designation": f"ISO/IEC {number}:2018",
            "area": f"Ramps of ferries, part {number}",
            "url": "https://x.example",
        }
        for number in range(27000, 27005)
    ]
    others = [{"designation": "Ferry Act", "area": "Law on all ferries", "lens": "a", "url": "https://x.example/f"}]
    found = recognise(read_json(json.dumps({"sc1": standards, "laws": others}).encode(), "x.json"), AS_WRITTEN).rows
    assert (found[-1].fields["id"], found[-1].fields["title"]) == ("Ferry Act", "Law on all ferries")
