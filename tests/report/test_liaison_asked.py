"""What a letter asks: which text has which, in the words of the rules that hold for both sides."""

import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison.matter import Matter
from overlap.items import stages
from overlap.items.stages import State
from overlap.model import Corpus, WorkItem
from overlap.record.register import OUTCOMES
from overlap.report import liaison
from overlap.report.liaison.direction import direction
from overlap.report.liaison.head import Head
from overlap.report.liaison.requests import requests
from tests.report.test_liaison import about, decided, told

REFERENCE = "reference the other text normatively (A.5)"
TOGETHER = "collaborative interchange or team, common or twin text"
NAMES = ("Y.10", "ISO 20:2020")
SAID = {
    "{0} could reference the principles of {1}.": 0,
    "{0} refers to {1} already": 0,
    "The terms of {1} should be cited in {0}": 0,
    "{1} could be referenced by {0}": 0,
    "A normative reference from {0} to {1} would do": 0,
    "Reference {1} from {0}.": 0,
    "{0} and {1} are close. {0} could cite {1}.": 0,
    "{0} should not reference {1}": None,
    "{0} and {1} should reference each other": None,
    "{0} could cite {1}. {1} could cite {0}.": None,
    "{0} could reference ISO 999": None,
    "same terms": None,
    "": None,
}
MODES = ("collaborative interchange", "collaborative team", "twin text")


def of(one: WorkItem, other: WorkItem, ours: str = "ITU-T SG20", theirs: str = "ISO/TC 268") -> Matter:
    left, right = Corpus("l", ours, work_items=(one,)), Corpus("r", theirs, work_items=(other,))
    return about(left, right)


@pytest.mark.parametrize(("said", "which"), SAID.items())
@pytest.mark.parametrize("is_turned", [True, False])
def test_a_reference_is_asked_for_in_the_direction_that_was_decided(
    said: str, which: int | None, is_turned: bool
) -> None:
    numbers = NAMES[::-1] if is_turned else NAMES
    there = of(WorkItem(NAMES[0], "Bells of towers", stage="In force"), WorkItem(NAMES[1], "Bells of towers and lids"))
    (pair,) = there.pairs
    known = replace(decided(pair, REFERENCE), reason=said.format(*numbers), by="Q1/20", decided="2026-11-30")
    draft = liaison.make(Head(), replace(there, decisions={pair.id: known}))
    letter = told(draft)
    assert "(Q1/20, 2026-11-30): we think that" in letter
    assert "whether a revision of ISO 20:2020 is planned" in letter
    assert "a revision of Y.10 is planned" not in letter
    is_open = which is None
    assert ("[to be checked: which of the two]" in letter) == is_open
    assert bool([each for section in draft.sections for each in section.to_check if "which of" in each]) == is_open
    if not is_open:
        assert f"{numbers[0]} could reference {numbers[1]} normatively" in letter
        assert f"obstacle to a normative reference from {numbers[0]} to {numbers[1]}, and" in letter
    assert direction(known.reason, NAMES) == (None if is_open else numbers)


@pytest.mark.parametrize("theirs", ["ISO/IEC JTC 1", "ISO/IEC JTC 1/SC 6", "ISO/TC 268", "ISO/IEC JTC 4", "ETSI TC X"])
@pytest.mark.parametrize("is_turned", [True, False])
@pytest.mark.parametrize("outcome", ["", TOGETHER])
def test_the_words_for_modes_are_those_of_the_rules(theirs: str, is_turned: bool, outcome: str) -> None:
    there = of(WorkItem("Y.10", "Bells", stage="Under study"), WorkItem("ISO 20", "Bells of lids", stage="20.20"))
    items = [each for each in (there.pairs[0].left, there.pairs[0].right) if isinstance(each, WorkItem)]
    there = of(items[0], items[1], theirs=theirs)
    there = replace(there, is_turned=is_turned)
    if outcome:
        there = replace(there, decisions={there.pairs[0].id: decided(there.pairs[0], outcome)})
    letter = told(liaison.make(Head(), there))
    is_joint = "JTC 1" in theirs and "JTC 11" not in theirs
    assert any(each in letter for each in MODES) == is_joint
    assert ("common team" in letter) == (not is_joint)
    assert ("A.23" in letter) == is_joint
    assert ("Supplement 5" in letter) == (not is_joint)
    assert "{" not in letter


@given(st.sampled_from(["", *OUTCOMES]), st.sampled_from(["In force", "Under study", "Consented, last call", ""]))
def test_no_wording_keeps_a_place_that_is_not_filled(outcome: str, stage: str) -> None:
    there = of(WorkItem("Y.10", "Bells", stage=stage), WorkItem("ISO 20", "Bells of lids", stage="40.20"), "A", "B")
    known = {there.pairs[0].id: decided(there.pairs[0], outcome)} if outcome else {}
    assert not re.search(r"[{}]", told(liaison.make(Head(), replace(there, decisions=known))))


def test_of_an_open_text_of_ours_nobody_waits_for_a_revision_of_theirs() -> None:
    for one, other in product(STAGES, ("60.60", "90.93", "In force")):
        ours, theirs = (
            WorkItem("ISO/DIS 20", "Vocabulary of bells", stage=one),
            WorkItem("Y.10", "Bell terms", stage=other),
        )
        there = of(ours, theirs, "ISO/TC 268", "ITU-T SG20")
        for today in ("", "2026-11-30"):
            (request,) = requests(there, today)
            is_open = stages.stage(ours).opening.state is State.DRAFT
            assert not (is_open and "before a revision of {theirs}" in request.ask), one
            if one in ("40.20", "30.20") and today:
                assert "which terms of {theirs} could be used or referenced in {ours}" in request.ask


STAGES = ("10.20", "20.20", "30.20", "40.20", "40.60", "50.20", "60.60", "Under study", "Determined", "Consented")


def test_what_both_hold_is_called_by_their_titles() -> None:
    for one, other, called in (
        ("Vocabulary of bells", "Terms and definitions of bells and lids", "terms"),
        ("Key performance indicators of bells", "Bell indicators", "indicators"),
        ("Vocabulary of bells", "Bell indicators", "matters"),
    ):
        there = of(WorkItem("ISO/DIS 20", one, stage="50.20"), WorkItem("Y.10", other, stage="In force"))
        assert f"tell us which {called} of Y.10 could be used or referenced in ISO/DIS 20" in told(
            liaison.make(Head(), there)
        )


def test_a_letter_names_the_only_text_and_calls_texts_in_force_so() -> None:
    ours, theirs = WorkItem("Y.10", "Bells", stage="In force"), WorkItem("ISO 20", "Bells of lids", stage="60.60")
    said = told(liaison.make(Head(), of(ours, theirs)))
    assert "before a revision of ISO 20" in said
    assert "the text of" not in said
    assert "one pair of texts" in said
    assert "The two texts" in said
    assert "work items which" not in said
    draft = told(liaison.make(Head(), of(replace(ours, stage="Under study"), theirs)))
    assert "one pair of work items" in draft
    assert "whether ISO 20 already covers matters of Y.10, so that we could reference it." in draft
    assert ": Y.10 and ISO 20" not in draft.split("What we ask")[1]


def test_no_column_is_headed_by_a_list() -> None:
    there = of(
        WorkItem("Y.10", "Bells"), WorkItem("ISO 20", "Bells of lids", committee="ISO/TC 9"), theirs="ISO/IEC JTC 4"
    )
    draft = liaison.make(Head(), there)
    assert [each.table.head for each in draft.sections if each.table] == [("Pair", "Our text", "Your text")]
