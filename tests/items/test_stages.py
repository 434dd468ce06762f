"""What a stage means and what can still be done at it, by the table of stages."""

import pytest

from overlap.corpus import corpora
from overlap.items import stages
from overlap.items.folding import fold
from overlap.model import WorkItem


def item(stage: str, status: str = "") -> WorkItem:
    return WorkItem("X", "Title", stage=stage, status=status)


@pytest.mark.parametrize(
    ("written", "said", "opening"),
    [
        ("90.20", "90.20 published, under systematic review", "reviewed"),
        ("90.60", "90.60 published, systematic review closed", "deciding"),
        ("90.92", "90.92 published, to be revised", "revising"),
        ("90.93", "90.93 published, confirmed", "confirmed"),
        ("90.99", "90.99 published, withdrawal proposed", "withdrawing"),
        ("95.20", "95.20 published, withdrawal ballot", "withdrawing"),
        ("95.99", "95.99 withdrawn", "withdrawn"),
        ("40.20", "40.20 enquiry ballot", "comments"),
        ("40.98", "40.98 project deleted", "stopped"),
        ("50.20", "50.20 final ballot or proof", "approval"),
        ("PUBLISHED", "Published", "published"),
        ("CCDV", "CCDV committee draft for vote circulated", "comments"),
        ("Under study (AAP), issued from previous study period", "", "drafting"),
        ("Determined on 2026-05-21 (TAP)", "", "approval"),
        ("In force; pre-published", "", "published"),
        ("Last call", "", "comments"),
        ("Last call judgement", "", "resolving"),
        ("Not approved", "", "drafting"),
        ("In force, to be revised", "", "published"),
        ("Superseded", "", "withdrawn"),
        ("published, withdrawn 2020-01", "", "withdrawn"),
        ("withdrawal ballot", "", "withdrawing"),
    ],
)
def test_a_stage_says_what_it_means_and_what_is_open(written: str, said: str, opening: str) -> None:
    found = stages.stage(item(written))
    assert (found.said, found.opening.name) == (said or written, opening)


def test_every_code_of_the_table_has_a_meaning_and_an_opening() -> None:
    found = dict(stages.codes())
    harmonized = [code for code in found if code[2:3] == "."]
    assert len(harmonized) >= 58
    assert all(len(found[code].said) > len(code) for code in harmonized)
    assert not any(found[code].opening.is_open for code in harmonized if code >= "50.60" and code not in ("50.92",))


def test_a_code_that_is_not_in_the_table_is_read_as_the_one_before_it_at_the_same_stage() -> None:
    assert stages.stage(item("90.94")).opening.name == "confirmed"
    assert stages.stage(item("77.20")).said == "77.20"


def test_a_status_tells_what_a_stage_does_not() -> None:
    assert stages.stage(item("", "under_study")).said == "under study"
    assert stages.is_open(item("step 4", "under_study"))
    assert stages.is_gone("withdrawn", "60.60")


def test_a_revision_under_way_stands_with_its_edition_in_force_and_advice_follows_it() -> None:
    (only,) = fold(
        [
            WorkItem("Y.4904", "Model", status="published", stage="In force", date="2019-12-01"),
            WorkItem("Y.4904-Rev", "Model", stage="Under study (AAP)", date="2025-10-13", timing="2026-Q4"),
        ]
    )
    assert only.id == "Y.4904"
    assert stages.standing(only) == "In force, revision Y.4904-Rev under study (AAP), due 2026-Q4"
    assert stages.possible(only).startswith("Y.4904-Rev in progress")
    assert stages.is_open(only)


def test_a_draft_older_than_the_text_in_force_is_no_revision_of_it() -> None:
    (only,) = fold(
        [
            WorkItem("ISO 5:2021", "Density", status="published", stage="60.60", date="2021-03-01"),
            WorkItem("ISO/DIS 5", "Density", status="under_study", stage="40.60", date="2019-05-01"),
        ]
    )
    assert stages.standing(only) == "60.60 published"
    assert not stages.is_open(only)


def test_the_bundled_lists_have_no_stage_that_is_not_known() -> None:
    for name in ("sg20", "jc4"):
        for each in corpora.load(name).work_items:
            assert stages.stage(each).opening.is_open == (each.status == "under_study"), each.id


def test_no_ballot_or_review_is_said_to_run_which_was_told_by_a_list_of_some_earlier_day() -> None:
    said = {each.opening.possible for _, each in stages.codes()}
    timed = {each for each in said if any(word in each for word in ("ballot", "period", "review:"))}
    assert len(timed) >= 4
    assert all("still runs" in each for each in timed)
