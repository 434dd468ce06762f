"""Keys above a text like those of a mail, and reStructuredText."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.read.content import Document
from overlap.read.formats.frontmatter import take_off
from overlap.read.formats.markdown import read_markdown
from overlap.read.formats.restructured import read_rst
from overlap.read.kinds import recognise

KEYS = "RIP: 7\nTitle: Signals of\n  level crossings\nStatus: Final\nCreated: 2020-01-02\nReplaces: 3, 5\n"
MARKS = "==-~^\"'`*"


def of(document: Document) -> dict[str, str]:
    (row,) = recognise(document).rows
    return dict(row.fields)


@pytest.mark.parametrize("around", ["{}\n", "```\n{}```\n", "\n~~~ text\n{}~~~\n", "<pre>\n{}</pre>\n"])
def test_keys_like_those_of_a_mail_state_number_title_and_what_is_replaced(around: str) -> None:
    text = around.format(KEYS) + "\nAbstract text of the proposal that says little.\n"
    fields = of(read_markdown(text.encode(), "x.md"))
    assert (fields["id"], fields["title"]) == ("RIP 7", "Signals of level crossings")
    assert fields["relations"] == "RIP 3; RIP 5"


def test_a_series_in_small_letters_counts_where_text_or_file_name_it() -> None:
    text = "---\nrip: 7\ntitle: Signals of level crossings\nrequires: 9\n---\n\nHow signals are set at crossings.\n"
    assert of(read_markdown(text.encode(), "rip-0007.md"))["id"] == "RIP 7"
    assert of(read_markdown((text + "\nSee RIP-9.\n").encode(), "x.md"))["id"] == "RIP 7"
    assert of(read_markdown(text.encode(), "x.md"))["id"] == "x"


def test_other_lines_with_colons_are_text() -> None:
    text = "Question: 7\nFrom: Rail Office\nDate: 2020-01-02\n\nWe ask for signals.\n"
    assert read_markdown(text.encode(), "x.md").stated == {}
    assert len(read_markdown(text.encode(), "x.md").parts) == 2


@given(st.lists(st.sampled_from(MARKS), min_size=1, max_size=4, unique=True), st.booleans())
def test_headings_of_restructured_text_take_their_levels_in_order(marks: list[str], above: bool) -> None:
    lines = [f"{mark * 12 if above else ''}\nSome heading\n{mark * 12}\n\nSome text.\n" for mark in marks]
    parts = read_rst("\n".join(lines).encode(), "x.rst").paragraphs
    found = [(part.text, part.level) for part in parts if part.level]
    assert found == [("Some heading", level) for level in range(1, len(marks) + 1)]


def test_marks_of_restructured_text_are_no_text() -> None:
    text = (
        ".. some remark\n   that goes on\n\n=====\nTitle\n=====\n\nSee :pep:`8`, :ref:`the part <x>`, `a site\n"
        "<https://x.example>`__ and ``code``.\n\n.. note:: Mind this.\n\n.. image:: x.png\n   :alt: no\n\n"
        ":Name: Signals\n\n- an item\n"
    )
    said = [part.text for part in read_rst(text.encode(), "x.rst").paragraphs]
    assert said == ["Title", "See PEP 8, the part, a site and code.", "Mind this.", "Name: Signals", "an item"]


def test_a_grid_of_restructured_text_is_a_table() -> None:
    text = "+----+------+\n| No | Name |\n+====+======+\n| 1  | one  |\n+----+------+\n| 2  | two  |\n+----+------+\n"
    assert read_rst(text.encode(), "x.rst").tables[0].rows == (("No", "Name"), ("1", "one"), ("2", "two"))


def test_a_table_below_rules_goes_on_where_its_first_cell_is_empty() -> None:
    text = "== ======\nNo Name\n== ======\n1  one\n   more\n2  two\n== ======\n\nText.\n"
    document = read_rst(text.encode(), "x.rst")
    assert document.tables[0].rows == (("No", "Name"), ("1", "one more"), ("2", "two"))
    assert document.paragraphs[0].place == "line 9"


def test_a_block_of_percent_signs_states_title_and_number() -> None:
    text = """%%%

    # Ramps
    Title = "Ramps of ferries 1.0"
    abbrev = "RF-1"

    [seriesInfo]
    name = "Internet-Draft"
    value = "draft-lots-ramps-of-ferries-01"

    [[author]]
    initials = "N."

%%%

.# Foreword

The version in [English](https://lots.example) is the one.

# Scope

This document describes ramps of ferries and their use in towns.
"""
    found = take_off(text, "x.md")
    assert found.stated["title"] == "Ramps of ferries 1.0"
    assert found.stated["identifier"] == "draft-lots-ramps-of-ferries-01"
    assert found.rest.count("\n") == text.count("\n")
