"""What a letter tells of channels, counts, Questions and dates, as far as the lists know it."""

from dataclasses import replace

import pytest

from overlap.comparison.matter import Matter
from overlap.items import stages
from overlap.model import Committee, Corpus, Side, WorkItem
from overlap.report import liaison
from overlap.report.liaison import ground, words
from overlap.report.liaison.channel import channel
from overlap.report.liaison.head import Head
from tests.report.test_liaison import about


def of(left: tuple[WorkItem, ...], right: tuple[WorkItem, ...], many: int = 9) -> Matter:
    one = Corpus("l", "ITU-T SG9", as_of="June 2025", bodies=("ITU-T",), work_items=left)
    return about(one, Corpus("r", "ISO/TC 8", as_of="October 2026", bodies=("ISO",), work_items=right), many)


OURS = WorkItem("Y.10", "Bells of towers", stage="In force")


def test_a_committee_without_a_liaison_is_told_with_its_parent() -> None:
    there = of((OURS,), (WorkItem("ISO 20", "Bells of towers and lids", committee="ISO/TC 1/SC 2"),))
    own = Committee("ISO/TC 1/SC 2", liaisons=("ISO/TC 3",), as_of="May 2026")
    parent = Committee("ISO/TC 1", liaisons=("ITU",), as_of="May 2026")
    said = (
        "We know of no liaison of ISO/TC 1/SC 2 itself with ITU, but of one of ISO/TC 1 above it (lists of May 2026)."
    )
    assert channel(replace(there, committees=(own, parent))).paragraphs == (said,)
    alone = channel(replace(there, committees=(own, replace(parent, liaisons=("IEC",)))))
    assert "glad to establish one" in alone.paragraphs[0]


def test_a_committee_whose_liaisons_are_in_no_list_is_named() -> None:
    there = of((OURS,), (WorkItem("ISO 20", "Bells of towers and lids", committee="IEC SyC Towers"),))
    listed = Committee("ISO/TC 1", liaisons=("ITU",))
    assert channel(replace(there, committees=(listed,))).paragraphs == (
        "Our lists do not have the liaisons of IEC SyC Towers.",
    )


def test_a_revision_under_way_is_counted_among_the_items_under_study() -> None:
    revised = replace(OURS, members=(WorkItem("Y.10-Rev", "Bells of towers", stage="Under study"),))
    assert stages.change(revised)
    items = (revised, WorkItem("Y.11", "Lids", stage="In force"), WorkItem("Y.12", "Lamps", stage="Under study"))
    side = Side(Corpus("c", "Towers", work_items=items), 3, items)
    assert ground.size(side) == "two texts in force and two items under study of Towers"


def test_it_is_told_of_how_many_texts_the_question_is_known() -> None:
    items = tuple(replace(OURS, id=f"Y.{n}", group="Q1/9" if n == 10 else "") for n in (10, 11, 12))
    theirs = (WorkItem("ISO 20", "Bells of towers and lids"),)
    draft = liaison.make(Head(question="7/9"), of(items, theirs))
    assert "no text of ours here is of Q7/9; they are of Q1/9, as far as our list says (1 of 3)" in draft.doubts
    draft = liaison.make(Head(question="7/9"), of(items[:1], theirs))
    assert "no text of ours here is of Q7/9; they are of Q1/9" in draft.doubts


@pytest.mark.parametrize(("today", "is_old"), [("2026-11-30", True), ("2026-06-30", False), ("", False)])
def test_stages_older_than_a_year_are_named_on_the_screen(today: str, is_old: bool) -> None:
    draft = liaison.make(Head(today=today), of((OURS,), (WorkItem("ISO 20", "Bells of towers and lids"),)))
    assert ("one stage older than a year: Y.10" in draft.doubts) == is_old


def test_a_single_word_of_the_series_is_no_difference() -> None:
    series = WorkItem("ISO 20", "Smart towers - Bells of towers - Copper lids")
    there = of((OURS,), (series,))
    (pair,) = there.pairs
    pair = replace(pair, right_only=("smart", "copper", "lids"))
    assert words.alone(pair, there, words.Field())[1] == ("Copper lids",)
    plain = replace(series, title="Smart bells of towers")
    assert words.alone(replace(pair, right=plain), there, words.Field())[1] == ("Smart",)
