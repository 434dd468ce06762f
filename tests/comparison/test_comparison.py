"""The run: filters, limits, what is listed beside the pairs."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison.comparison import compare, explain
from overlap.corpus import corpora
from overlap.errors import NotFoundError, SettingsError
from overlap.model import Corpus, Entry, Fault, Pair, Subject, WorkItem
from overlap.report import render, terminal
from overlap.score import scoring, weights
from overlap.settings import Level, Settings

SG20, JC4 = corpora.load("sg20"), corpora.load("jc4")
FEW = replace(JC4, work_items=JC4.work_items[:15])
ALL_UP_TO = Settings(limit=None)


SMALL = Corpus(
    "small",
    "Small",
    work_items=(
        WorkItem("Y.1", "Smart parking lots", committee="SG1", status="published"),
        WorkItem("Y.2", "Open data of cities", status="under_study"),
        WorkItem("Y.2 (2019)", "Open data", committee="SG1", status="published"),
    ),
)
SMALLER = Corpus(
    "smaller",
    "Smaller",
    work_items=(
        WorkItem("ISO 10:2016", "Parking lots", committee="ISO/TC 1/SC 2", status="published"),
        WorkItem("ISO 20", "Data of cities", committee="ISO/TC 1", group="WG 3", status="under_study"),
        WorkItem("ISO 30", "Utility tunnels", committee="ISO/TC 11"),
    ),
)


def ids(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    return [(pair.left.id, pair.right.id) for pair in pairs]


def test_the_head_of_the_bundled_list_is_what_experts_would_name() -> None:
    head = ids(compare(SG20, JC4).pairs)
    assert ("Y.4904", "ISO/TS 37107:2019") in head[:5]
    assert ("Y.4051", "ISO 37100:2016") in head[:5]
    assert ("Y.4461", "ISO 37110:2022") in head[:5]
    assert ("Y.4456", "ISO 37163:2020") in head
    assert ("Y.4903", "ISO 37122:2019") in head


def test_every_pair_is_there_once_and_in_order() -> None:
    report = compare(SG20, JC4, ALL_UP_TO)
    assert len(set(ids(report.pairs))) == len(report.pairs) == report.compared == 287 * 98
    assert [pair.rank for pair in report.pairs] == list(range(1, report.compared + 1))
    assert [pair.score for pair in report.pairs] == sorted((pair.score for pair in report.pairs), reverse=True)
    assert report.pairs[-1].score == 0
    assert report.levels == {level: sum(pair.level is level for pair in report.pairs) for level in Level}


def test_no_document_is_in_two_work_items() -> None:
    report = compare(SG20, JC4)
    for side in (report.left, report.right):
        documents = [d.id for entry in side.entries for d in getattr(entry, "documents", ())]
        assert len(documents) == len(set(documents)) == side.rows


@given(st.floats(0, 1), st.floats(0, 1))
def test_raising_the_threshold_only_removes(one: float, other: float) -> None:
    low, high = sorted((one, other))
    few, many = (compare(FEW, FEW, Settings(limit=None, min_score=score)).pairs for score in (high, low))
    assert list(few) == [pair for pair in many if pair.score >= high]


def test_a_filter_keeps_rank_and_score(left: Corpus, right: Corpus) -> None:
    every = {(pair.left.id, pair.right.id): pair for pair in compare(left, right, ALL_UP_TO).pairs}
    for filters in (
        Settings(status=("under_study",)),
        Settings(committee=("iso/tc 1",)),
        Settings(group=("WG 3",)),
        Settings(level=Level.RELATED),
        Settings(per_item=1),
    ):
        found = compare(left, right, filters).pairs
        assert found
        assert all(every[pair.left.id, pair.right.id] == pair for pair in found)


def test_a_committee_stands_for_those_below_it_and_a_member_for_its_work_item(left: Corpus, right: Corpus) -> None:
    assert {p.right.id for p in compare(left, right, Settings(committee=("ISO/TC 1",))).pairs} == {
        "ISO 10:2016",
        "ISO 20:2020",
    }
    assert {p.left.id for p in compare(left, right, Settings(status=("under study",))).pairs} == {"Y.2 (2019)"}


def test_per_item_limits_every_entry() -> None:
    pairs = compare(SG20, JC4, Settings(limit=None, per_item=2)).pairs
    for side in ("left", "right"):
        counted = [getattr(pair, side).id for pair in pairs]
        assert max(map(counted.count, counted)) == 2


FILTERS = st.builds(
    Settings,
    limit=st.just(None),
    status=st.lists(st.sampled_from(["under_study", "Published", " under study"]), max_size=2).map(tuple),
    committee=st.lists(st.sampled_from(["iso/tc 1", "ISO/TC 1/SC 2", "SG1"]), max_size=2).map(tuple),
    group=st.lists(st.sampled_from(["WG 3", "wg 3 "]), max_size=1).map(tuple),
)


@given(FILTERS)
def test_a_pair_passes_the_filters_when_one_document_of_one_side_meets_all_of_them(asked: Settings) -> None:
    def plain(text: str) -> str:
        return text.lower().replace("_", " ").strip()

    def meets(entry: Entry) -> bool:
        assert isinstance(entry, WorkItem)
        return any(
            (not asked.status or plain(each.status) in map(plain, asked.status))
            and (not asked.group or plain(each.group) in map(plain, asked.group))
            and (
                not asked.committee
                or any(f"{plain(each.committee)}/".startswith(f"{plain(one)}/") for one in asked.committee)
            )
            for each in entry.documents
        )

    sides = (SMALL, SMALLER)
    every = compare(*sides, ALL_UP_TO).pairs
    expected = [pair for pair in every if meets(pair.left) or meets(pair.right)]
    if expected:
        assert list(compare(*sides, asked).pairs) == expected
    else:
        with pytest.raises(SettingsError, match="No work item"):
            compare(*sides, asked)


def test_a_filter_that_fits_nothing_names_what_there_is(left: Corpus, right: Corpus) -> None:
    with pytest.raises(SettingsError, match="There are: published, under_study"):
        compare(left, right, Settings(status=("dead",)))


def test_what_has_no_near_neighbour_is_listed(left: Corpus, right: Corpus) -> None:
    lone = {(each.side, each.entry.id) for each in compare(left, right).lone}
    assert lone == {("left", "Y.3"), ("right", "ISO 30:2021")}


@pytest.mark.parametrize("within", [True, False])
def test_what_is_left_out_is_told_once_of_each_list(left: Corpus, right: Corpus, within: bool) -> None:
    faults = [Fault(f"{side}.csv", "row 2", "no title", "give it one") for side in ("left", "right")]
    foreign = WorkItem("Y.9", "Vocabulaire des villes", language="fr")
    left = replace(left, faults=(faults[0], faults[0]), work_items=(*left.work_items, foreign))
    right = left if within else replace(right, faults=(faults[1],))
    told = compare(left, right, Settings(within=within)).left_out
    assert [each for each in told if each.source.endswith(".csv")] == faults[: 1 if within else 2]
    assert [each.place for each in told if "French" in each.cause] == ["Y.9"]


def test_explain_gives_the_rank_and_the_score_of_compare() -> None:
    first = compare(SG20, JC4, Settings(limit=1)).pairs[0]
    assert explain(SG20, JC4, first.left.id, first.right.id).pairs[0] == first
    last = compare(SG20, JC4, ALL_UP_TO).pairs[-1]
    assert explain(SG20, JC4, last.left.id, last.right.id).pairs[0] == last


def test_explain_finds_a_member_a_base_number_and_a_statement() -> None:
    assert explain(SG20, JC4, "y.4904-rev", "ISO 37100").pairs[0].left.id == "Y.4904"
    assert explain(SG20, JC4, "ISO 37100", "y.4904-rev").pairs[0].left.id == "Y.4904"
    assert explain(SG20, JC4, "SG20/Q7-2", "WG11/scope-4").subject is Subject.MANDATES


@pytest.mark.parametrize(
    ("left_id", "right_id", "said"),
    [
        ("Y.49O4", "ISO 37100", "Did you mean"),
        ("Y.4051", "Y.4051", "ISO/IEC JTC 4 has none that is called so"),
        ("Y.4051", "zz", "has no zz"),
    ],
)
def test_explain_helps_with_a_wrong_id(left_id: str, right_id: str, said: str) -> None:
    with pytest.raises(NotFoundError, match=said):
        explain(SG20, JC4, left_id, right_id)


def test_an_exact_id_comes_before_one_in_another_case() -> None:
    items = (WorkItem("a 1", "smart grid"), WorkItem("A 1", "smart city"), WorkItem("B", "smart water"))
    one = Corpus("x", "X", work_items=items)
    assert explain(one, one, "A 1", "B", Settings(within=True, fold=False)).pairs[0].left.title == "smart city"


def test_a_single_work_item_cannot_be_compared_within() -> None:
    one = Corpus("x", "X", work_items=(WorkItem("A", "Parking"),))
    with pytest.raises(NotFoundError, match="one of the work items only"):
        compare(one, one, Settings(within=True))


def test_mandates_of_both_sides_are_compared_with_their_kinds() -> None:
    report = compare(SG20, JC4, ALL_UP_TO, Subject.MANDATES)
    apart = [len(side.apart) for side in (report.left, report.right)]
    assert apart == [1, 12]
    assert report.compared == (22 - apart[0]) * (47 - apart[1])
    assert {getattr(pair.right, "kind", "") for pair in report.pairs} == {"title", "scope"}


def test_a_side_without_a_mandate_is_told(left: Corpus) -> None:
    with pytest.raises(NotFoundError, match="text of its mandate"):
        compare(left, JC4, subject=Subject.MANDATES)


def test_settings_out_of_range_are_refused() -> None:
    for name, value in (("limit", 0), ("per_item", 0), ("min_score", 1.5)):
        with pytest.raises(SettingsError):
            Settings(**{name: value})  # type: ignore[arg-type]


def test_texts_without_a_counted_word_score_nothing(right: Corpus) -> None:
    empty = Corpus("x", "X", work_items=(WorkItem("A", "This is the 12"),))
    report = compare(empty, right, ALL_UP_TO)
    assert [pair.score for pair in report.pairs] == [0, 0, 0]
    assert scoring.level(0, weights.read().levels) is Level.DISTANT


def test_a_list_of_meeting_documents_can_be_cut_to_one_type(left: Corpus, right: Corpus) -> None:
    items = tuple(replace(item, type="CR" if number else "WID NEW") for number, item in enumerate(left.work_items))
    report = compare(replace(left, work_items=items), right, Settings(limit=None, type=("wid new",)))
    assert {pair.left.id for pair in report.pairs} == {left.work_items[0].id}
    with pytest.raises(SettingsError, match="No work item has the type LS"):
        compare(left, right, Settings(type=("LS",)))


def test_among_many_pairs_the_head_is_the_same_and_the_report_says_what_was_ranked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    every = compare(SG20, JC4)
    monkeypatch.setattr(scoring, "ALL_UP_TO", 0)
    many = compare(SG20, JC4)
    assert many.pairs == every.pairs
    assert many.levels == every.levels
    assert {(each.side, each.entry.id) for each in many.lone} == {(each.side, each.entry.id) for each in every.lone}
    written = " ".join(render(many, "table").split())
    assert f"Shown: 25 of {many.matching:,} pairs of score 0.05 or more; --limit 0 shows them all." in written
    assert f"ranked and listed; {many.levels[Level.DISTANT]:,} are below." in written
    distant = compare(SG20, JC4, ALL_UP_TO).pairs
    assert min(pair.score for pair in distant) >= 0.05


def test_a_pair_below_those_that_are_ranked_is_explained_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    (before,) = explain(SG20, JC4, "Y.4051", "ISO 37163").pairs
    monkeypatch.setattr(scoring, "ALL_UP_TO", 0)
    report = explain(SG20, JC4, "Y.4051", "ISO 37163")
    (pair,) = report.pairs
    assert before.level is Level.DISTANT
    assert pair == replace(before, rank=None)
    assert "below those that are ranked" in terminal.write_explanation(report)
