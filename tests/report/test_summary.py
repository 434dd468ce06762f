"""What stands first in every document: subjects, what is open, links, what was compared, what is missed."""

import html
import io
import re
from dataclasses import replace
from itertools import product

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison import links, names, subjects
from overlap.comparison.comparison import compare, score
from overlap.comparison.dossier import Dossier, Estimate, Header, LevelWorth, Missed, compile_dossier, urgency
from overlap.corpus import corpora
from overlap.items import rooms, stages
from overlap.judge import judgements, missed
from overlap.model import Committee, Corpus, WorkItem
from overlap.record.register import Decision, stamp
from overlap.report import documents, summary
from overlap.report.pairs import relation_of, score_of
from overlap.settings import By, Level, Order, Settings
from tests.conftest import Run

SG20, JC4 = corpora.load("sg20"), corpora.load("jc4")
SETTINGS = Settings(limit=None, level=Level.RELATED, by=By.SUBJECT)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return compile_dossier(SG20, JC4, SETTINGS, Header())


def test_the_summary_names_subjects_and_their_closest_pairs(dossier: Dossier) -> None:
    first = summary.sentences(dossier)[0]
    assert f"in {len(dossier.subjects)} subjects, {len(dossier.agenda)} pairs" in first
    for each in dossier.subjects[:3]:
        assert f"{each.name} ({each.pairs[0].left.id} and {each.pairs[0].right.id})" in first


def test_a_list_made_shorter_says_how_many_there_are() -> None:
    some = compile_dossier(SG20, JC4, replace(SETTINGS, level=Level.LIKELY), Header())
    assert "overlap substantially or more in all" in " ".join(summary.sentences(some))


def test_the_counts_of_texts_add_up_to_all_work_items(dossier: Dossier) -> None:
    said = summary.compared(dossier)
    assert "not the texts of the standards" in said
    counts = [int(number.replace(",", "")) for number in re.findall(r"([\d,]+) have", said)]
    assert sum(counts) == len(dossier.items.left.entries) + len(dossier.items.right.entries)
    assert "publisher" not in said


def test_how_much_is_missed_is_estimated_or_said_to_be_unknown() -> None:
    assert "is not known: no pairs of these lists were judged" in summary.missed(None)
    assert "Of 40 pairs" in summary.missed(Missed(382, 40, 30))
    assert "about 25%" in summary.missed(Missed(382, 40, 30))


def test_a_level_without_judged_pairs_has_no_share() -> None:
    levels = (LevelWorth(Level.LIKELY, 40, 30, 40, 0, None), LevelWorth(Level.RELATED, 0, 0, 5, 0, None))
    assert summary.worth(levels) == [["likely duplication", "40", "30 (75%)"], ["related", "0", "-"]]


def test_what_a_level_is_worth_counts_every_judged_pair_once_and_stands_in_word(dossier: Dossier) -> None:
    path = corpora.judgements("sg20", "jc4")
    assert path is not None
    told = missed.estimate(score(SG20, JC4, SETTINGS), judgements.read(path))
    assert told is not None
    assert sum(each.judged for each in told.levels) == told.judged
    assert sum(each.agenda for each in told.levels) == told.agenda
    assert sum(each.agenda for each in told.levels[:2]) == told.found
    written = documents.write(replace(dossier, missed=told), ".docx")
    assert isinstance(written, bytes)
    (table,) = (each for each in Document(io.BytesIO(written)).tables if each.rows[0].cells[0].text == "Level")
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == summary.worth(told.levels)
    page = str(documents.write(replace(dossier, missed=told), ".html"))
    cells = re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", page.partition('id="worth"')[2].partition("</table>")[0])
    assert cells[3:] == [html.escape(cell) for row in summary.worth(told.levels) for cell in row]


def test_the_liaison_position_is_one_sentence_with_what_is_not_known(dossier: Dossier) -> None:
    said = summary.liaison(dossier)
    assert said.startswith("Liaison: ISO/TC 268, ISO/TC 268/SC 1 and ISO/IEC JTC 1 list a liaison with ITU")
    assert "ISO/IEC JTC 4 and ISO/TC 268/SC 2 do not" in said
    assert "IEC SyC Smart Cities" in said.partition("no list is at hand")[0]
    assert said.count(". ") == 0


def test_a_committee_that_lists_a_group_of_the_other_side_is_in_liaison() -> None:
    left = Corpus("a", "SG20", bodies=("ITU-T",), committees=(Committee("SG20"),))
    right = Corpus(
        "b",
        "TC 9",
        bodies=("ISO",),
        committees=(Committee("ISO/TC 9", liaisons=("ITU-T SG20",)), Committee("ISO/TC 8")),
    )
    found = links.position(right, left)
    assert [each.name for each in found.listed] == ["ISO/TC 9"]
    assert [each.name for each in found.unknown] == ["ISO/TC 8"]
    assert found.of(WorkItem("ISO 1", "A", committee="ISO/TC 9")) == "ISO/TC 9 lists a liaison with ITU"
    assert links.position(left, right).said() == ""


def test_the_revision_of_the_maturity_model_lists_its_liaison_and_the_pair_says_so(dossier: Dossier) -> None:
    first = next(pair for pair in dossier.agenda if pair.left.id == "Y.4904")
    assert any("Y.4904-Rev lists a liaison with ISO/TC 268/SC 1" in each for each in dossier.links(first))


def test_a_text_that_mentions_the_other_is_linked_to_it() -> None:
    one = WorkItem("Y.1", "Parking", "This builds on ISO 5:2020 and adds tariffs.")
    other = WorkItem("ISO 5", "Parking", committee="ISO/TC 9", body="ISO")
    (pair,) = compare(Corpus("a", "A", work_items=(one,)), Corpus("b", "B", work_items=(other,)), Settings()).pairs
    assert links.links(pair) == ("Y.1 mentions ISO 5",)


OWNERS = ("ISO", "IEC", "IEEE", "ISO/IEC", "ISO/IEC/IEEE")


@pytest.mark.parametrize(("named", "has"), [*product(OWNERS, OWNERS)])
def test_who_names_a_number_means_the_work_of_those_who_own_it(named: str, has: str) -> None:
    one = WorkItem("Y.1", "Parking", relations=(f"{named} 15288",))
    other = WorkItem(f"{has} 15288:2020", "Parking")
    (pair,) = compare(Corpus("a", "A", work_items=(one,)), Corpus("b", "B", work_items=(other,)), Settings()).pairs
    assert bool(links.links(pair)) == bool({*named.split("/")} & {*has.split("/")})


@pytest.mark.parametrize("within", [False, True])
def test_a_pair_that_only_the_register_knows_is_found_by_its_works(within: bool) -> None:
    items = (WorkItem("Y.1", "Parking"), WorkItem("Y.2", "Tolls"), WorkItem("ISO 5:2020", "Lots"))
    left, right = Corpus("a", "A", work_items=items[:2]), Corpus("b", "B", work_items=items[2:])
    whole = Corpus("c", "C", work_items=items)
    lists = (whole, whole) if within else (left, right)
    decisions = {"P-00000000": Decision(pair="P-00000000", left="Y.1", right="ISO 5:2015", outcome="merge")}
    found = names.find(*lists, ["P-00000000", "P-00000001"], within, decisions)
    assert {name: {one.id, other.id} for name, (one, other) in found.items()} == {"P-00000000": {"Y.1", "ISO 5:2020"}}
    assert names.find(*lists, ["P-00000000"], within) == {}


def test_pairs_that_touch_a_draft_come_most_urgent_first(dossier: Dossier) -> None:
    order = [(-urgency(pair), pair.rank or 0) for pair in dossier.open_pairs]
    assert order == sorted(order)
    assert len({first for first, _ in order}) > 1


def test_pairs_that_touch_a_draft_come_first_and_the_others_are_closed(dossier: Dossier) -> None:
    found = {pair.id for pair in dossier.open_pairs}
    assert len(found) == 9
    for pair in dossier.agenda:
        both = [each for each in (pair.left, pair.right) if isinstance(each, WorkItem)]
        assert (pair.id in found) == any(stages.is_open(each) for each in both)


def test_the_order_by_urgency_changes_no_rank(dossier: Dossier) -> None:
    ordered = compare(SG20, JC4, replace(SETTINGS, order=Order.URGENCY))
    ranks = {pair.id: pair.rank for pair in dossier.items.pairs}
    assert {pair.id: pair.rank for pair in ordered.pairs} == ranks
    assert ordered.pairs[0].rank == 1
    for pair in ordered.pairs[:7]:
        assert any(stages.is_open(each) for each in (pair.left, pair.right) if isinstance(each, WorkItem))


def test_subjects_hold_all_pairs_once_and_keep_when_more_are_listed(dossier: Dossier) -> None:
    few = subjects.group(dossier.agenda)
    listed = [pair.id for each in few for pair in each.pairs]
    assert sorted(listed) == sorted(pair.id for pair in dossier.agenda)
    assert all(each.pairs[0].rank == min(pair.rank or 0 for pair in each.pairs) for each in few)
    more = {each.id: each for each in subjects.group(dossier.items.pairs)}
    for each in few:
        assert more[each.id].name == each.name
        assert more[each.id].pairs[: len(each.pairs)] == each.pairs
    assert {"data exchange and sharing", "smart sustainable cities maturity model"} <= {each.name for each in few}
    assert next(len(each.pairs) for each in few if each.name == "public health emergencies") >= 10


def test_a_list_by_subject_has_its_headings(overlap_command: Run) -> None:
    done = overlap_command("compare", "--by", "subject", "--level", "substantial", "-n", "0")
    assert re.search(r"^public health emergencies: \d+ pairs, S-", done.stdout, re.MULTILINE)
    assert overlap_command("compare", "--by", "colour").returncode == 2


def test_no_score_is_shown_as_certain() -> None:
    assert score_of(0.9999) == "0.999"
    assert score_of(0.995473) == "0.995"


def test_a_pair_says_what_each_side_has_alone() -> None:
    left = Corpus("a", "A", work_items=(WorkItem("Y.1", "Maturity model of smart cities"),))
    right = Corpus("b", "B", work_items=(WorkItem("ISO 1", "Maturity model of supply chains for smart cities"),))
    (pair,) = compare(left, right, Settings()).pairs
    assert pair.left_only == ()
    assert {*pair.right_only} == {"supply", "chains"}
    assert "only B: " in relation_of(pair, "A", "B")


def test_a_filter_by_question_says_how_many_items_have_none(overlap_command: Run) -> None:
    done = overlap_command("compare", "--group", "Q7/20", "-n", "1")
    said = " ".join(done.stdout.split())
    assert "1 of 287 work items of ITU-T SG20 has it; 260 have none in the list." in said
    assert overlap_command("compare", "--group", "7/20", "-n", "1").stdout == done.stdout


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_what_the_probability_rests_on_is_said_once(dossier: Dossier, suffix: str) -> None:
    text = documents.write(dossier, suffix)
    assert isinstance(text, str)
    assert text.count("experts have not confirmed it") == 1
    assert "experts would put it" not in text


def test_the_files_say_how_many_pairs_each_holds(overlap_command: Run) -> None:
    done = overlap_command("report", "-o", "r.docx", "-o", "r.md", "--level", "substantial", "--limit", "7")
    assert done.stderr.count("7 pairs") == 2


@given(st.lists(st.sampled_from(["In force", "60.60", "Superseded", "On hold", "", "Under study"]), min_size=2))
def test_texts_are_said_to_be_in_force_only_where_each_states_it(written: list[str]) -> None:
    """Whatever the lists state: who states nothing, or what is in no table, is not in force."""
    items = [WorkItem(f"X.{n}", f"Parking of bell{n} carts", stage=each) for n, each in enumerate(written)]
    others = map(_twin, items)
    left, right = Corpus("a", "A", work_items=tuple(items)), Corpus("b", "B", work_items=tuple(others))
    whole = compile_dossier(left, right, SETTINGS, Header())
    said = " ".join(summary.sentences(whole))
    concerned = {each for pair in whole.agenda for each in (pair.left, pair.right) if isinstance(each, WorkItem)}
    stated = {each.stage for each in concerned}
    assert ("All texts concerned are in force" in said) == (bool(stated) and stated <= {"In force", "60.60"})
    if stated & {"", "On hold", "Superseded"} and "Under study" not in stated:
        assert ("state no stage" in said) == bool(stated & {"", "On hold"})
        assert ("withdrawn, replaced or stopped" in said) == ("Superseded" in stated)
    assert "the others are in force" not in said or not stated & {"", "On hold", "Superseded"}


@pytest.mark.parametrize("stage", ["", "On hold", "77.20"])
def test_of_a_stage_that_is_not_known_nobody_says_published(stage: str) -> None:
    assert "published" not in rooms.possible(WorkItem("X.1", "Bells", stage=stage), Corpus("a", "A"), "")


@given(st.sets(st.integers(0, 2)))
def test_pairs_that_are_decided_are_counted_and_nobody_says_that_there_are_none(chosen: set[int]) -> None:
    items = tuple(WorkItem(f"X.{n}", f"Parking of bell{n} carts") for n in range(3))
    left, right = Corpus("a", "A", work_items=items), Corpus("b", "B", work_items=tuple(map(_twin, items)))
    close = compile_dossier(left, right, SETTINGS, Header()).agenda
    known = {
        pair.id: stamp(Decision(pair=pair.id, left="", right="", outcome="merge"), pair.left, pair.right)
        for n, pair in enumerate(close)
        if n in chosen
    }
    whole = compile_dossier(left, right, SETTINGS, Header(), known)
    first = summary.sentences(whole)[0]
    assert len(whole.items.decided) == len(known)
    assert ("No pair is left to look at" in first) == (len(known) == len(close))
    assert len(known) < len(close) or f"the {len(close)} pairs" in first
    assert "No work item" not in first
    some = compile_dossier(left, right, replace(SETTINGS, min_score=1.0), Header())
    assert "within the filters" in summary.sentences(some)[0]


def test_nothing_close_is_said_to_be_nothing_close() -> None:
    left, right = (
        Corpus(name, name, work_items=(WorkItem(name, title),)) for name, title in (("A", "Bells"), ("B", "Carts"))
    )
    assert summary.sentences(compile_dossier(left, right, SETTINGS, Header()))[0].startswith("No work item of A and B")


@pytest.mark.parametrize("recall", [None, Estimate(0.4, 0.2, 0.6)])
@pytest.mark.parametrize("below", [None, Estimate(12, 3, 40)])
def test_what_is_missed_is_of_all_that_was_found_and_not_of_what_is_left(
    below: Estimate | None, recall: Estimate | None
) -> None:
    said = summary.missed(Missed(382, 40, 30, below=below, recall=recall))
    assert "(open, decided or coordinated)" in said
    assert "among them" not in said
    assert "to look at" not in said


def _twin(item: WorkItem) -> WorkItem:
    return replace(item, id=item.id.replace("X.", "ISO 1"))
