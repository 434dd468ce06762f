"""Lists of real documents in a sample of all layouts: what must come out of each is in `tests/listings`."""

import json
from collections import Counter

import pytest

from overlap.read import parsing
from overlap.read.parsing import Request
from overlap.read.reading import Reading
from overlap.settings import AS_WRITTEN
from tests.listings import items, judging, layouts

SOUND = (
    "table plain", "table with a group column", "table with a total", "table with the header again",
)  # fmt: skip
"""Families of which each layout is read right, in every format that holds tables."""
FORMATS = (".csv", ".tsv", ".xlsx", ".md", ".html", ".docx", ".adoc")
SAMPLE = [each for number, each in enumerate(layouts.every()) if number % 29 == 0]
LEAST = 0.6
"""Of the rows of the sample; a higher share belongs here as soon as it is reached."""


@pytest.mark.parametrize("family", SOUND)
@pytest.mark.parametrize("suffix", FORMATS)
def test_each_document_of_a_table_comes_out_once_and_nothing_else(family: str, suffix: str) -> None:
    known = [each for each in layouts.every() if each.family == f"{family} {suffix}" and not each.is_kept_back]
    for layout in known[:6]:
        if "Yardstick" not in layout.name and "none" not in layout.name:
            assert judging.faults(layout, items.some(layout.name)) == [], layout.name


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".adoc", ".rst"])
@pytest.mark.parametrize(
    "column", ["one column Yardstick", "one column Reference documents", "column Applies beside others"]
)
@pytest.mark.parametrize("form", ["id - title", "id title", "title (id)", "id alone"])
def test_a_column_that_names_documents_is_the_list_whatever_it_is_called(column: str, suffix: str, form: str) -> None:
    layout = next(each for each in layouts.every() if each.name == f"{column}, {form}{suffix}")
    assert judging.faults(layout, items.KNOWN[:6]) == []


@pytest.mark.parametrize("heads", ["Standard Name", "Nummer Bezeichnung", "Norma Nome"])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".md", ".docx"])
def test_sentences_beside_number_and_title_say_what_it_is_about(heads: str, suffix: str) -> None:
    layout = next(each for each in layouts.every() if each.name == f"table with a scope, {heads}{suffix}")
    assert judging.faults(layout, [each for each in items.KNOWN if each.id.startswith("ISO")][:5]) == []


@pytest.mark.parametrize("keys", ["id name title", "id name as text", "id title as text", "label text", "standard"])
@pytest.mark.parametrize("nest", ["array", "below a key"])
def test_the_number_of_a_document_beats_the_key_of_a_program(keys: str, nest: str) -> None:
    layout = next(each for each in layouts.every() if each.name == f"records {nest}, {keys}.json")
    assert judging.faults(layout, [each for each in items.KNOWN if each.id.startswith("ISO")][:5]) == []


def test_a_key_stands_back_where_only_some_have_numbers() -> None:
    names = ("ISO/IEC 42001:2023", "ISO/IEC 27001:2022", "prEN XXXX", "prEN XXXX")
    records = [
        {"id": f"key-{number}", "name": name, "title": f"Ramps of ferries, {word}", "status": "draft"}
        for number, (name, word) in enumerate(zip(names, ("wide", "steep", "narrow", "short"), strict=True))
    ]
    found = parsing.parse(Request(".json", json.dumps(records).encode(), "list.json", AS_WRITTEN))
    assert isinstance(found, Reading)
    assert [row.fields["id"] for row in found.rows] == [*names]


def test_most_documents_come_out_whatever_the_layout() -> None:
    count = Counter[str]()
    for layout in SAMPLE:
        found = items.some(layout.name)
        wrong = judging.faults(layout, found)
        is_refused = any(each.startswith("refused") for each in wrong)
        missing = len(found) if is_refused else sum(each.startswith("missing") for each in wrong)
        count.update(all=len(found), right=len(found) - missing)
    assert count["right"] >= LEAST * count["all"], count
