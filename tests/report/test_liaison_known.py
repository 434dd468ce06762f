"""What a letter tells of channels, counts, Questions and dates, as far as the lists know it."""

import re
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
        "According to the lists of liaisons of May 2026, ISO/TC 1/SC 2 itself has no liaison with ITU, but ISO/TC 1 "
        "above it has one."
    )
    assert channel(replace(there, committees=(own, parent))).paragraphs == (said,)
    beside = WorkItem("ISO 21", "Bells of towers", committee="ISO/TC 1")
    both = of((OURS,), (*(each for each in there.them.corpus.work_items), beside))
    (told,) = channel(replace(both, committees=(own, parent))).paragraphs
    assert told.startswith(
        "According to the lists of liaisons of May 2026, ISO/TC 1 has a liaison with ITU. ISO/TC 1/SC 2"
    )
    assert told.count("May 2026") == 1
    alone = channel(replace(there, committees=(own, replace(parent, liaisons=("IEC",)))))
    assert "glad to establish one" in alone.paragraphs[0]


def test_a_committee_whose_liaisons_are_in_no_list_is_named() -> None:
    there = of((OURS,), (WorkItem("ISO 20", "Bells of towers and lids", committee="IEC SyC Towers"),))
    listed = Committee("ISO/TC 1", liaisons=("ITU",))
    assert channel(replace(there, committees=(listed,))).paragraphs == (
        "The lists that we have do not give the liaisons of IEC SyC Towers.",
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


def test_a_committee_in_two_languages_is_one_that_no_list_is_of() -> None:
    there = of((replace(OURS, committee="SG9"),), (WorkItem("ISO 20", "Bells of towers", committee="ISO/TC 8"),))
    turned = replace(there, is_turned=True, committees=(Committee("ISO/TC 1", liaisons=("ITU",)),))
    (said,) = channel(turned, ("Commission d’études 9 de l’UIT-T",)).paragraphs
    assert said == "The lists that we have do not give the liaisons of SG9."
    known = replace(turned, committees=(Committee("ISO/TC 8", liaisons=("ITU",)),))
    (said,) = channel(known, ("Commission d’études 9 de l’UIT-T",)).paragraphs
    assert said == "According to the lists of liaisons, ISO/TC 8 has a liaison with ITU."


@pytest.mark.parametrize("word", ["F", "En vigueur", "Stillstand", "77.20", "x"])
@pytest.mark.parametrize("many", [1, 6])
@pytest.mark.parametrize("is_ours", [True, False])
def test_a_stage_that_means_nothing_to_us_is_quoted_and_marked(word: str, many: int, is_ours: bool) -> None:
    names = [f"Bells of towers {n}" for n in range(many)]
    ours = tuple(WorkItem(f"Y.{n}", name, stage=word if is_ours else "In force") for n, name in enumerate(names))
    theirs = tuple(WorkItem(f"ISO {n}", name, stage="60.60" if is_ours else word) for n, name in enumerate(names))
    draft = liaison.make(Head(), of(ours, theirs, many))
    said = " ".join(str(liaison.write(draft, ".txt")).split())
    assert f": in our list “{word}”, as of" in said
    assert f"[to be checked: what “{word}” means]" in said
    assert len(re.findall(rf"(?<![\w“]){re.escape(word)}(?![\w”])", said)) == 0
    assert any(f"what “{word}” means" in each for section in draft.sections for each in section.to_check)


@pytest.mark.parametrize(
    ("ours", "theirs", "name"),
    [
        ("Fees of parking lots", "Gates of a parking lot", "parking lots"),
        ("European transport of bells", "Bells - European transport", "European transport of bells"),
        ("Internet gateways of towers", "Lamps - Internet gateways of towers", "Internet gateways of towers"),
        ("Wi-Fi services", "Towers - Wi-Fi services", "Wi-Fi services"),
        ("Ringing of bells", "Bells", "bells"),
    ],
)
def test_a_subject_is_called_as_our_title_writes_it_within_a_sentence(ours: str, theirs: str, name: str) -> None:
    draft = liaison.make(Head(), of((WorkItem("Y.1", ours),), (WorkItem("ISO 1", theirs),)))
    assert draft.head.title == f"LS on {name}"


def test_the_words_of_the_whole_field_that_both_titles_have_are_told_behind_the_others() -> None:
    more = tuple(WorkItem(f"Y.{n}", f"Smart sustainable cities - Lids {n}") for n in range(30, 60))
    ours = WorkItem("Y.1", "Smart sustainable cities maturity model")
    theirs = WorkItem("ISO 1", "Towers - Maturity model for smart sustainable communities")
    there = of((ours, *more), (theirs,), 99)
    pairs = tuple(pair for pair in there.pairs if pair.left.id == "Y.1")
    (said,) = (
        each.points
        for each in liaison.make(Head(), replace(there, pairs=pairs)).sections
        if each.points[:1] and "both have" in each.points[0]
    )
    assert said[0].startswith(
        "The titles of Y.1 and ISO 1 both have “maturity model”; the titles also have “Smart sustainable”, as many of"
    )
