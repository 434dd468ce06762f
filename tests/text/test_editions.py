"""What a scope tells of its own edition is not read: laws over sentences put together, and cases of catalogues."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.model import WorkItem
from overlap.score.counts import count
from overlap.text import glossary
from overlap.text.editions import about, sentences

SUBJECT = st.sampled_from(
    ["Lots of cars are counted.", "It has fees (e.g. tariffs).", "Kerbs, i. e. Edges, are out of it.", "Towns pay;"]
)
HISTORY = st.sampled_from(
    [
        "This second edition cancels and replaces the first edition published in 2001.",
        "Cancels and replaces the first edition (i. e. ISO 95725:1978).",
        "It constitutes a technical revision.",
        "This consolidated version consists of the third edition (2002) and its amendment 1 (2005).",
        "Therefore, no need to order amendment in addition to this publication.",
        "The contents of the corrigendum of May 2013 have been included in this copy.",
    ]
)
CHANGES = (
    " This edition includes the following significant technical changes with respect to the previous edition: a) a "
    "test for small lots has been added; b) Clause 4 is new."
)


@given(st.lists(st.tuples(st.booleans(), SUBJECT, HISTORY), min_size=1, max_size=6), st.booleans())
def test_what_tells_of_the_edition_goes_and_all_else_stays_in_order(
    parts: list[tuple[bool, str, str]], ends: bool
) -> None:
    scope = " ".join(subject if told else history for told, subject, history in parts) + CHANGES * ends
    kept = [subject for told, subject, _ in parts if told]
    if kept or not ends:
        assert sentences(scope) == kept
        assert about(scope) == " ".join(kept)


@given(st.lists(SUBJECT, min_size=1, max_size=6))
def test_a_scope_that_tells_nothing_of_its_edition_stays_as_it_is(parts: list[str]) -> None:
    scope = "\n".join(parts) + "  "
    assert about(scope) == scope


@pytest.mark.parametrize(
    ("scope", "kept"),
    [
        ("Lots for ships.This fifth edition cancels and replaces the fourth edition.", "Lots for ships."),
        ("Lots of (cars, etc.) This consolidated version consists of the first edition.", "Lots of (cars, etc.)"),
        (
            "Lots and their marks The contents of the corrigendum of May 2004 have been included.",
            "Lots and their marks",
        ),
        ("Lots up to 300 V." + CHANGES, "Lots up to 300 V."),
        ("Lots." + CHANGES + " Keywords: kerb, tariff", "Lots. Keywords: kerb, tariff"),
        (
            "An annex on the change of lots by revision is given.",
            "An annex on the change of lots by revision is given.",
        ),
        ("The contents of the corrigendum of May 1996 have been included in this copy.", ""),
    ],
)
def test_editions_as_catalogues_write_them(scope: str, kept: str) -> None:
    assert about(scope) == kept


def test_where_there_is_nothing_else_the_changes_are_what_a_text_is_about() -> None:
    assert about(CHANGES) == CHANGES.strip()


def test_no_word_of_the_history_is_counted() -> None:
    items = [WorkItem("Z.1", "Car lots", "Lots for cars of a town." + CHANGES), WorkItem("Z.2", "Fees", "Fees.")]
    assert {"chang", "claus", "edit", "small"}.isdisjoint(count(items, glossary.read()).terms)
