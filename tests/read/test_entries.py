"""Rows → entries: names, languages, what stands in for what; and the way back from a list that was written."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison.comparison import compare
from overlap.corpus import corpora
from overlap.errors import NotFoundError, OutputError
from overlap.model import Entry, Statement, WorkItem
from overlap.read.entries import STATEMENT_FIELDS, WORK_ITEM_FIELDS, Checked, check
from overlap.read.formats.records import read_jsonl
from overlap.read.formats.tables import read_csv
from overlap.read.kinds import contacts, recognise
from overlap.read.reading import Reading, Row
from overlap.report.readings import write_entries
from overlap.text import citations, languages

FRENCH = "Cadre de référence pour les données ouvertes dans les villes et les communautés"


def checked(*rows: dict[str, str], language: str = "") -> Checked:
    found = tuple(Row(f"row {number}", fields) for number, fields in enumerate(rows, start=2))
    return check([Reading("folder/list.csv", "CSV table", "list of work items", found)], language)


def test_a_summary_stands_in_for_a_scope_and_says_so() -> None:
    alone, both = checked(
        {"id": "A", "title": "x", "summary": "s"}, {"id": "B", "title": "y", "scope": "c", "summary": "s"}
    ).work_items
    assert (alone.scope, alone.scope_origin, alone.summary) == ("s", "summary", "")
    assert (both.scope, both.scope_origin, both.summary) == ("c", "", "s")


def test_what_has_no_identifier_is_named_after_its_place() -> None:
    found = checked({"title": "x"}, {"id": "B", "title": "y"})
    assert [item.id for item in found.work_items] == ["list, row 2", "B"]
    assert "no id, so named 'list, row 2'" in str(found.faults[0])
    unnamed = checked({"title": "x"}, {"title": "y"})
    assert [item.id for item in unnamed.work_items] == ["list, row 2", "list, row 3"]
    assert len(unnamed.faults) == 1
    assert checked({"title": "x"}).work_items[0].id == "list"


def test_what_has_nothing_to_compare_is_left_out_and_told() -> None:
    found = checked({"id": "A", "status": "draft"}, {"id": "B", "scope": "Lots."})
    assert [(item.id, item.title) for item in found.work_items] == [("B", "")]
    assert ["no title and no scope" in str(found.faults[0]), "compared on its scope only" in str(found.faults[1])] == [
        True
    ] * 2


def test_of_two_with_one_id_that_say_the_same_the_first_stands() -> None:
    found = checked({"id": "A", "title": "x"}, {"id": "A", "title": "X "}, {"id": "A", "text": "a statement"})
    assert [item.title for item in found.work_items] == ["x"]
    assert len(found.statements) == 1
    assert "row 3: the id A again with the same text, so left out" in str(found.faults[0])


def test_no_row_is_lost_when_its_id_is_there_again_for_another_text() -> None:
    found = checked({"id": "1", "title": "x"}, {"id": "1", "title": "y"}, {"id": "1", "title": "z"})
    assert [(item.id, item.title) for item in found.work_items] == [("1", "x"), ("1 (row 3)", "y"), ("1 (row 4)", "z")]
    assert "row 3: the id 1 again for another text, so named '1 (row 3)'" in str(found.faults[0])


def test_where_an_entry_was_found_is_its_source_unless_it_has_one() -> None:
    first, second = checked({"id": "A", "title": "x"}, {"id": "B", "title": "y", "source": "the web"}).work_items
    assert (first.source, second.source) == ("list.csv, row 2", "the web")


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ({"title": "Smart cities"}, ""),
        ({"title": "Framework of open data in smart cities"}, "en"),
        ({"title": FRENCH}, "fr"),
        ({"title": FRENCH, "language": "en"}, "en"),
        ({"title": "Smart kerbs", "language": "EN"}, "en"),
        ({"title": "Smart kerbs", "language": "en-GB"}, "en"),
        ({"title": "Smart kerbs", "language": "French"}, "fr"),
        ({"title": "Smart kerbs", "language": "it"}, "it"),
        ({"title": "Vocabulaire", "scope": FRENCH}, "fr"),
        ({"title": "Vocabulary", "scope": "Terms that are used for lots in towns and cities."}, "en"),
        ({"title": "Термины для умных городов"}, "ru"),
        ({"title": "智慧城市词汇"}, "zh"),
    ],
)
def test_the_language_is_the_declared_one_else_it_is_detected(fields: dict[str, str], language: str) -> None:
    assert checked({"id": "A", **fields}).work_items[0].language == language


def test_a_scope_in_another_language_than_an_english_title_is_a_note() -> None:
    found = checked({"id": "A", "title": "Framework of open data in smart cities", "scope": FRENCH})
    item = found.work_items[0]
    assert (item.scope, item.language) == ("", "en")
    assert FRENCH in item.notes
    assert "in French, so it is compared on its English title only" in str(found.faults[0])


def test_only_english_is_compared_and_the_others_are_listed(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(
        f"id,title\nA,Open data in smart cities of the world\nB,{FRENCH}\n", encoding="utf-8"
    )
    left = corpora.load(str(tmp_path / "list.csv"))
    report = compare(left, corpora.load("jc4"))
    assert [entry.id for entry in report.left.entries] == ["A"]
    assert any("B: in French" in str(fault) for fault in report.left_out)
    (tmp_path / "french.csv").write_text(f"id,title\nB,{FRENCH}\n", encoding="utf-8")
    with pytest.raises(NotFoundError, match="in English: all 1 are in another language"):
        compare(corpora.load(str(tmp_path / "french.csv")), left)


def test_a_short_english_title_stands_without_its_foreign_scope() -> None:
    found = checked({"id": "A", "title": "Smart kerbs", "scope": FRENCH})
    assert (found.work_items[0].scope, found.work_items[0].language) == ("", "en")
    assert "the scope of A is in French" in str(found.faults[0])


def test_every_language_that_can_be_found_has_a_name() -> None:
    assert set(languages.NAMES) == set(languages.KNOWN)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=30).map(str.strip)
TEXT = WORDS.filter(
    lambda text: (
        any(map(str.isalnum, text))
        and text[0] != "["
        and text.casefold() not in ("none", "nil")
        and contacts.without(text) == text
    )
)
NAMED = TEXT.filter(lambda text: ";" not in text and citations.named(text) == (text,))
"""What a column of relations holds once it was read: the names of works, and parts that name none."""
ITEMS = st.builds(
    WorkItem,
    id=TEXT,
    title=TEXT | st.just(""),
    scope=TEXT,
    summary=TEXT,
    relations=st.lists(NAMED, max_size=3, unique=True).map(tuple),
    joint_with=st.lists(NAMED, max_size=2, unique=True).map(tuple),
    group=TEXT,
    language=st.just("en"),
    source=TEXT,
    notes=TEXT,
)
STATEMENTS = st.builds(Statement, id=TEXT, text=TEXT, kind=TEXT, language=st.just("en"), source=TEXT)


def read_back(written: str, suffix: str) -> tuple[Entry, ...]:
    reader = read_csv if suffix == ".csv" else read_jsonl
    found = check([recognise(reader(written.encode(), f"x{suffix}"))])
    return tuple(each.entry for each in found.found)


ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=20)
ROWS = st.lists(
    st.dictionaries(
        st.sampled_from(sorted({*WORK_ITEM_FIELDS} - {"language"})),
        ANY_TEXT | st.sampled_from(["[Y.x]", "-", "none", "*new*", "60", "60.6", "Q7/20", "a; a"]),
    ),
    max_size=3,
)


@given(rows=ROWS)
def test_a_list_of_any_rows_is_the_same_once_it_was_read(rows: list[dict[str, str]]) -> None:
    written = "".join(json.dumps({"id": f"A{place}", "title": "x", **row}) + "\n" for place, row in enumerate(rows))
    entries = read_back(written, ".jsonl") if rows else ()
    for suffix in (".jsonl", ".csv") if entries else ():
        assert read_back(write_entries(entries, suffix, "x"), suffix) == entries


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
@given(items=st.lists(ITEMS, min_size=1, max_size=4, unique_by=lambda item: item.id))
def test_a_written_list_is_read_back_as_it_was(suffix: str, items: list[WorkItem]) -> None:
    once = write_entries(items, suffix, "x")
    assert write_entries(read_back(once, suffix), suffix, "x") == once


@given(st.lists(STATEMENTS, min_size=1, max_size=4, unique_by=lambda each: each.id))
def test_written_statements_are_read_back_as_they_were(statements: list[Statement]) -> None:
    for suffix in (".jsonl", ".csv"):
        assert list(read_back(write_entries(statements, suffix, "x"), suffix)) == statements


def test_both_kinds_go_into_json_but_not_into_one_table() -> None:
    both: list[Entry] = [WorkItem("A", "x"), Statement("B", "y")]
    assert [sorted(json.loads(line)) for line in write_entries(both, ".jsonl", "x").splitlines()] == [
        ["id", "title"],
        ["id", "text"],
    ]
    with pytest.raises(OutputError, match="do not go into one table"):
        write_entries(both, ".csv", "x.csv")


def test_the_columns_of_a_table_are_the_fields_of_an_entry() -> None:
    assert write_entries([WorkItem("A", "x")], ".csv", "x").splitlines()[0] == ",".join(WORK_ITEM_FIELDS)
    assert write_entries([Statement("A", "x")], ".csv", "x").splitlines()[0] == ",".join(STATEMENT_FIELDS)


@given(st.data())
def test_what_is_looked_for_first_is_in_all_that_a_rule_takes_out(data: st.DataObject) -> None:
    for rule in contacts._rules()[1]:
        text = data.draw(st.from_regex(data.draw(st.sampled_from(rule.patterns))))
        assert rule.part is None or rule.part.search(text)
