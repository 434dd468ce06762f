"""What a stage means and what can still be done at it, by the table of stages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.corpus import corpora
from overlap.items import periods, rooms, stages
from overlap.items.folding import fold
from overlap.items.rooms import Time
from overlap.model import Corpus, WorkItem


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
    assert stages.stage(item("77.20")).said == "“77.20”"


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
    assert rooms.possible(only, Corpus("a", "A"), "").startswith("Y.4904-Rev in progress")
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


OPEN = [each for _, each in stages.codes() if each.opening.passed]


def test_where_a_ballot_has_an_end_the_table_says_what_is_possible_after_it() -> None:
    timed = {each.opening.name for _, each in stages.codes() if periods.period(each.said, each.opening.name)}
    assert timed == {"comments", "approval", "reviewed", "withdrawing"}
    told = {each.opening.name: each.opening.passed for each in OPEN}
    assert all(told[name].startswith("past its") for name in timed - {"withdrawing"})
    assert all("ask" in each.opening.passed and "still runs" not in each.opening.passed for each in OPEN)


@given(st.sampled_from([code for code, each in stages.codes() if each.opening.passed]), st.integers(0, 130))
def test_what_was_open_is_told_as_open_until_it_can_be_so_no_more_and_never_again(code: str, weeks: int) -> None:
    """Till the last week of what runs there, else for half a year; without a day nothing is over."""
    running = periods.period(code, text_of(code).name)
    last, then = (running.weeks, Time.OVER) if running else (26, Time.STALE)
    begun = date(2024, 2, 1)
    corpus, text = Corpus("a", "A", as_of="2024-02-01"), item(code)

    def time(after: int) -> Time:
        return rooms.room(text, corpus, str(begun + timedelta(weeks=after))).time

    assert time(weeks) is (Time.NOW if weeks <= last else then)
    assert [time(last), time(last + 1)] == [Time.NOW, then]
    assert rooms.room(text, corpus, "").time is Time.NOW
    said = rooms.possible(text, corpus, str(begun + timedelta(weeks=weeks)))
    assert said == (text_of(code).possible if weeks <= last else text_of(code).passed)


def text_of(code: str) -> stages.Opening:
    return stages.stage(item(code)).opening


@pytest.mark.parametrize(
    ("stage", "weeks"),
    [("30.20", 16), ("40.20", 12), ("50.20", 8), ("CFDIS", 6), ("90.20", 20), ("Consented", 26), ("Determined", 52)],
)
def test_a_ballot_lasts_as_long_as_the_rules_let_it(stage: str, weeks: int) -> None:
    begun = date(2026, 2, 2)

    def time(day: date) -> Time:
        return rooms.room(item(stage), Corpus("a", "A", as_of=str(begun)), str(day)).time

    last = begun + timedelta(weeks=weeks)
    assert (time(last), time(last + timedelta(days=1))) == (Time.NOW, Time.OVER)
    assert rooms.room(item(stage), Corpus("a", "A"), str(begun)).time is Time.UNSURE
