"""What a draft liaison statement says: by whom and as of when, what is asked at which stage, and what is left out."""

import re
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from importlib import resources
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison import comparison, matter, proposals
from overlap.comparison.dossier import Header, compile_dossier
from overlap.comparison.knowledge import Knowledge
from overlap.comparison.matter import Matter
from overlap.corpus import corpora
from overlap.corpus.received import Received
from overlap.items.dates import as_of, is_past, last_day
from overlap.model import Committee, Corpus, WorkItem, pair_id
from overlap.record.liaisons import Purpose
from overlap.record.register import OUTCOMES
from overlap.report import liaison
from overlap.report.liaison import ground, words
from overlap.report.liaison.channel import channel
from overlap.report.liaison.head import Head
from overlap.report.liaison.requests import requests
from overlap.settings import Level
from overlap.text.words import tokens
from tests.report.test_liaison import FULL, SETTINGS, about, decided, lists, told

KINDS = ("Requirements", "Framework", "Vocabulary", "Use cases", "Architecture", "Security", "Data", "Test methods")
STAGES = {
    "open": ("20.20", "Under study"),
    "comments": ("40.20",),
    "last": ("50.20", "Determined"),
    "review": ("90.20",),
    "closed": ("60.60", "In force"),
    "ending": ("95.20",),
    "ended": ("95.99", "Withdrawn", "Deleted"),
    "unknown": ("", "Bells"),
}
"""Stages of each state of a text."""
THINGS = ("street lighting", "parking lots", "water meters", "waste bins", "tunnels")


def many(left: Corpus, right: Corpus, count: int) -> Matter:
    """Compare two lists of as many pairs, some of each subject."""
    names = [f"{kind} of {thing}" for thing in THINGS for kind in KINDS][:count]
    one = tuple(WorkItem(f"Y.{n}", name, stage="In force", committee="SG1") for n, name in enumerate(names, 1))
    other = tuple(
        WorkItem(f"ISO {n}", name, stage="60.60" if n % 9 else "40.20", committee=f"ISO/TC {n % 3}", body="ISO")
        for n, name in enumerate(names, 1)
    )
    here, there = replace(left, work_items=one), replace(right, work_items=other)
    scores = comparison.score(here, there, SETTINGS)
    dossier = compile_dossier(here, there, SETTINGS, Header(), {}, scores)
    same = [pair for pair in dossier.items.pairs if pair.left.id[2:] == pair.right.id[4:]]
    assert len(same) == count
    return Matter(dossier, tuple(same))


def test_items_that_another_committee_holds_are_said_to_be_its_own(left: Corpus, right: Corpus) -> None:
    draft = liaison.make(FULL, about(left, right))
    said = "In our list of Committee Right, the text named here is the responsibility of ISO/TC 1/SC 2"
    assert f"{said}. The statement is sent to it, too." in told(draft)
    assert (draft.head.cc, draft.head.asked) == (("Advisory Group",), ("ISO/TC 1/SC 2",))
    informed = liaison.make(replace(FULL, purpose=Purpose.INFORMATION), about(left, right))
    assert f"{said}. The statement is sent to it for information." in told(informed)
    assert (informed.head.cc, informed.head.asked) == (("Advisory Group", "ISO/TC 1/SC 2"), ())
    copied = liaison.make(replace(FULL, cc=("ISO/TC 1/SC 2",)), about(left, right))
    assert (copied.head.cc, copied.head.asked) == (("ISO/TC 1/SC 2",), ())
    assert "one of SG1, in the field of Group Left and one of ISO/TC 1/SC 2, in the field of Committee Right" in told(
        draft
    )
    assert "three documents in the field of Committee Right" in told(draft)
    to_it = liaison.make(replace(FULL, to=("ISO/TC 1",)), about(left, right))
    assert said in told(to_it)
    assert "The statement is sent" not in told(to_it)
    for letter in (draft, to_it):
        asks = " ".join(point for each in letter.sections for point in each.points if point.startswith("Please"))
        assert "the stage of ISO 10:2016" in asks
        assert not re.search(r"\byours?\b", asks)
    own = replace(right, title="ISO/TC 1/SC 2", bodies=("ISO",))
    assert "responsibility of" not in told(liaison.make(FULL, about(replace(left, title="SG1"), own)))
    bare = replace(right, work_items=(replace(right.work_items[0], committee=""), *right.work_items[1:]))
    assert "some of the texts named here are the responsibility of" in told(liaison.make(FULL, about(left, bare, 2)))


def test_each_stage_has_the_date_of_its_list(left: Corpus, right: Corpus) -> None:
    iso, iec = WorkItem("ISO 10", "Smart parking", body="ISO", stage="60.60"), replace(left.work_items[0], id="IEC 5")
    both = (iso, replace(iec, body="IEC", stage="PUBLISHED"), replace(iso, id="ISO 11", source="https://a.example/x"))
    dated = replace(right, as_of="ISO June 2025, IEC March 2026", bodies=("ISO", "IEC"), work_items=both)
    said = told(liaison.make(FULL, about(left, dated, 9)))
    assert "60.60 published, as of June 2025" in said
    assert "Published, as of March 2026" in said
    assert "60.60 published; as of when is not known" in said
    assert "In force, as of May 2026" in said
    catalogues = "the ISO catalogue of June 2025 and the IEC catalogue of March 2026"
    assert f"(according to {catalogues} and, for some, later public pages)" in said


def test_a_statement_for_information_asks_for_nothing(left: Corpus, right: Corpus) -> None:
    said = told(liaison.make(replace(FULL, purpose=Purpose.INFORMATION), about(left, right, 2)))
    assert "Please " not in said
    assert "invited" not in said
    assert "grateful for a reply" not in said
    assert "and ask how" not in told(liaison.make(Head(purpose=Purpose.INFORMATION), about(left, right, 2)))
    assert "no reply is needed" in said


def test_a_decision_is_told_with_its_reason(left: Corpus, right: Corpus) -> None:
    there = about(left, right)
    pair = there.pairs[0]
    known = decided(pair, "joint meeting or joint working group")
    known = replace(known, reason="same terms.", ref="TD 5", decided="2026-11-02")
    said = told(liaison.make(FULL, replace(there, decisions={pair.id: known})))
    assert "we propose a joint meeting or a joint working group. The reason is" in said
    assert "TD 5" not in said
    assert "The reason is: same terms." in said
    assert "What we have concluded so far" not in told(liaison.make(FULL, there))
    withdrawn = replace(known, outcome="withdraw", reason="")
    silent = told(liaison.make(FULL, replace(there, decisions={pair.id: withdrawn})))
    assert "withdraw" not in silent
    assert "What we have concluded so far" not in silent
    assert "whether one of these texts can serve the users of the other" in silent
    which = replace(withdrawn, reason="Y.1 is no longer used")
    assert "one of these texts is to be withdrawn. The reason is: Y.1 is" in told(
        liaison.make(FULL, replace(there, decisions={pair.id: which}))
    )
    kept = replace(known, outcome="known, left as it is")
    assert "What we have concluded so far" not in told(liaison.make(FULL, replace(there, decisions={pair.id: kept})))


def test_a_deadline_that_is_past_is_marked_wherever_it_stands(left: Corpus, right: Corpus) -> None:
    late = replace(FULL, deadline="2026-11-01", today="2026-11-30")
    said = told(liaison.make(late, about(left, right)))
    assert said.count("2026-11-01") == said.count("[to be corrected: 2026-11-01 is past]") == 2
    assert "past" not in told(liaison.make(replace(late, today="2026-11-01"), about(left, right)))


def test_a_deadline_before_the_meeting_is_marked(left: Corpus, right: Corpus) -> None:
    def said(day: str) -> str:
        return told(liaison.make(replace(FULL, deadline="2026-12-01", date=day), about(left, right)))

    for day in ("2026-12-02", "23 November - 4 December 2026", "January 2027"):
        assert said(day).count(f"[to be corrected: 2026-12-01 is before {day}]") == 2
    for day in ("2026-12-01", "December 2026", "some day", ""):
        assert "to be corrected" not in said(day)


def test_the_abstract_asks_what_the_statement_asks(left: Corpus, right: Corpus) -> None:
    there = many(left, right, 24)
    for some in (there.pairs[:1], there.pairs):
        here = replace(there, pairs=some)
        briefs = [ground.worded(each.brief, of, here) for each, of in requests(here).items()]
        abstract = liaison.make(Head(), here).head.abstract
        assert abstract.endswith(f", and ask you to {'; to '.join(briefs)}.")


def test_rules_of_cooperation_are_those_of_both_organizations(left: Corpus, right: Corpus) -> None:
    def asked(one: str, other: str) -> str:
        here, there = (
            replace(side, title=title, work_items=(replace(side.work_items[0], stage="20.20", committee=""),))
            for side, title in ((left, one), (right, other))
        )
        return told(liaison.make(FULL, about(here, there))).split("The modes of cooperation are set out in ")[1]

    for other in ("ISO/IEC JTC 1", "ISO/IEC JTC 1/SC 6"):
        assert "Rec. ITU-T A.23" in asked("ITU-T SG20", other)
    for other in ("ISO/TC 268", "ISO/IEC JTC 4", "ISO/IEC JTC 11"):
        assert "A.23" not in asked("ITU-T SG20", other)
        assert asked("ITU-T SG20", other).startswith(
            "Supplement 5 to the ITU-T A-series Recommendations and the ISO/IEC"
        )
    assert "the ISO/IEC Directives, Part 1" in asked("ISO/IEC JTC 1/SC 6", "ITU-T SG17")
    assert "A.23" not in asked("ITU-T SG20", "ETSI TC SmartM2M")
    assert "Supplement 5" in asked("ITU-T SG20", "ETSI TC SmartM2M")
    assert asked("Ours", "Theirs").startswith("the rules of both organizations. ")
    assert "modes of cooperation" not in told(liaison.make(FULL, about(left, right)))


def test_only_what_was_decided_is_asked_for() -> None:
    text = resources.files("overlap.report.liaison").joinpath("requests.toml").read_text(encoding="utf-8")
    modes = ("collaborative interchange", "collaborative team", "joint working group", "joint meeting", "twin text")
    for name, each in tomllib.loads(text)["outcomes"].items():
        assert not [mode for mode in modes if mode in each["ask"] and mode not in each["noted"]], name


def test_texts_in_force_are_no_work_items(left: Corpus, right: Corpus) -> None:
    def said(*stages: str) -> str:
        rows = (WorkItem(f"Y.{n}", "Smart parking lots", stage=stage) for n, stage in enumerate(stages))
        return told(liaison.make(FULL, about(replace(left, work_items=tuple(rows)), right)))

    assert "We compared two texts in force and one item under study of Group Left" in said(
        "In force", "Published", "Under study"
    )
    assert "We compared one text in force of Group Left" in said("In force")
    for stages in (("In force", ""), ("In force", "Withdrawn"), ("Under study", "Under study")):
        assert "We compared two work items of Group Left" in said(*stages)


def test_a_list_that_is_a_file_has_the_form_of_who_it_is_called(left: Corpus, right: Corpus) -> None:
    assert liaison.make(Head(), about(replace(left, title="ITU-T SG99"), right)).form.name == "itu-t"
    assert liaison.make(Head(), about(left, right)).form.name == "iso"


def test_nobody_says_of_texts_far_apart_that_they_are_close(left: Corpus, right: Corpus) -> None:
    far = comparison.explain(left, right, "Y.3", "ISO 30:2021").pairs
    there = replace(about(left, right), pairs=tuple(far))
    assert "which are close in title or subject" not in told(liaison.make(FULL, there))
    assert "which are close in title or subject" in told(liaison.make(FULL, about(left, right)))
    strange = replace(far[0], terms=(), channels=())
    draft = liaison.make(Head(), replace(there, pairs=(strange,)))
    assert draft.head.title == "Liaison statement on work items of Group Left and Committee Right"
    assert "The subject is" not in told(draft)


def test_a_mandate_of_another_question_is_not_that_of_a_text() -> None:
    here = corpora.load("sg20")
    dossier = compile_dossier(here, corpora.load("jc4"), SETTINGS, Header())
    groups = {each.id: each.group for each in here.work_items if each.group}
    pairs = tuple(pair for pair in dossier.items.pairs if pair.left.id in groups)
    told = ground.mandates(Matter(dossier, pairs)).points
    assert told
    for each in told:
        name, _, claimed = each.split(", which our list")[0].partition(" is closest to a point of Question ")
        assert not claimed or f"Q{claimed.split(',')[0]}" == groups[name]


@given(lists, lists)
def test_a_shared_word_stands_where_it_is_said_to_stand(one: tuple[WorkItem, ...], other: tuple[WorkItem, ...]) -> None:
    there = about(Corpus("l", "Left", work_items=one), Corpus("r", "Right", work_items=other), 9)
    for pair in there.pairs:
        for shared in words.both(pair, there, words.Field()):
            for entry, place, word in zip(
                there.both(pair), shared.places, (shared.word, shared.there or shared.word), strict=True
            ):
                text = entry.title if place == words.TITLE else entry.scope
                assert " ".join(term.term for term in tokens(word)) in " ".join(term.term for term in tokens(text))
                assert word.casefold() in text.casefold()


def test_where_a_shared_word_stands_is_said(left: Corpus, right: Corpus) -> None:
    def said(here: WorkItem, there: WorkItem) -> str:
        return told(liaison.make(FULL, about(replace(left, work_items=(here,)), replace(right, work_items=(there,)))))

    ours, theirs = WorkItem("Y.1", "Lids of bells"), WorkItem("ISO 1", "Bells", scope="Lids.", scope_origin="note")
    assert "The titles of Y.1 and ISO 1 both have “bells”; the title of Y.1 and our note about ISO 1 both" in said(
        ours, theirs
    )
    both = said(replace(ours, title="Bells", scope="Lids."), replace(theirs, scope_origin=""))
    assert "the scopes of Y.1 and ISO 1 both have “Lids”" in both
    one, other = WorkItem("Y.1", "Key performance indicators of lids"), WorkItem("ISO 1", "Lids – Indicators")
    assert "“indicators” (in Y.1 “Key performance indicators”)" in said(one, other)
    assert "both speak of" not in said(one, other)
    assert "both speak of “Terminology” (in ISO 1 “vocabulary”)" in said(
        WorkItem("Y.1", "Terminology of bells"), WorkItem("ISO 1", "Bell vocabulary")
    )
    assert "and what each has alone" not in both
    assert "and what each has alone" in said(ours, WorkItem("ISO 1", "Bells of towers"))


def test_an_addressee_in_another_language_stands_in_the_head_alone(left: Corpus, right: Corpus) -> None:
    name = "Comité technique 1 de l’ISO"
    assert told(liaison.make(Head(to=(name,)), about(left, right), "itu-t")).count(name) == 1


def test_a_subject_keeps_the_name_that_it_has_in_the_whole_comparison(left: Corpus, right: Corpus) -> None:
    there = many(left, right, 24)
    for subject in there.dossier.subjects:
        some = replace(there, pairs=matter.of_subject(there.dossier, subject.id))
        assert [each.name for each in some.subjects] == [subject.name]
        assert [each.id for each in some.subjects] == [subject.id]


@pytest.mark.parametrize("count", [5, 6, 40])
def test_many_pairs_stand_in_an_annex_and_their_subjects_in_the_body(left: Corpus, right: Corpus, count: int) -> None:
    draft = liaison.make(FULL, many(left, right, count), "itu-t")
    annexes = [section for section in draft.sections if section.is_annex]
    assert len(annexes) == 3 * (count > 5)
    assert [*draft.sections][-3:] == annexes or not annexes
    body = [section for section in draft.sections if not section.is_annex]
    words = sum(len(" ".join((*each.paragraphs, *each.points, *each.after)).split()) for each in body)
    assert words < 700
    if count > 5:
        asked = draft.sections[-4]
        assert asked.heading == "What we ask"
        assert annexes[2].table
        known = {name: row[-1][0][0] for row in annexes[2].table.rows for name in re.findall(r"P-\w{8}", row[2][0][0])}
        assert {*known} == {pair.id for pair in many(left, right, count).pairs}
        groups: list[list[int]] = []
        for row in annexes[2].table.rows:
            groups += [[]] if row[0][0][0] else []
            groups[-1].append(int(re.sub(r"\D", "", row[1][0][0])))
        assert all(group == sorted(group) for group in groups)
        assert {*known.values()} == {each.split()[0] for each in asked.points}


def test_many_subjects_of_one_request_are_counted(left: Corpus, right: Corpus) -> None:
    things = (
        "lifts",
        "bells",
        "tunnels",
        "meters",
        "lamps",
        "bins",
        "fountains",
        "trams",
        "benches",
        "kiosks",
        "ferries",
    )
    one, other = (
        tuple(WorkItem(f"{begin} {n}", f"{thing.title()} in towns", stage="60.60") for n, thing in enumerate(things))
        for begin in ("Y", "Z")
    )
    here, there = replace(left, work_items=one), replace(right, work_items=other)

    def asked(count: int) -> str:
        matter = about(here, there, 200)
        same = tuple(pair for pair in matter.pairs if pair.left.title == pair.right.title)[:count]
        assert len(same) == count
        return " ".join(
            next(
                each
                for each in liaison.make(FULL, replace(matter, pairs=same)).sections
                if each.heading == "What we ask"
            ).points
        )

    assert asked(11).endswith(": eleven pairs of eleven subjects.")
    assert asked(6).count("(one pair)") == 6


def test_words_of_the_whole_field_are_not_told(left: Corpus, right: Corpus) -> None:
    titles = [f"Smart city {thing} with {kind}" for thing in THINGS for kind in ("lifts", "roofs", "gates", "doors")]
    here = replace(left, work_items=tuple(WorkItem(f"Y.{n}", title) for n, title in enumerate(titles)))
    there = replace(right, work_items=(WorkItem("ISO 1", "Smart city tunnels with escalators"),))
    few = replace(here, work_items=here.work_items[-4:])
    assert "“smart”" not in told(liaison.make(FULL, about(here, there)))
    assert "only the title of ISO 1 has “escalators”" in told(liaison.make(FULL, about(here, there)))
    assert words.of_the_field(about(few, there)).common == frozenset()
    assert {"smart", "citi"} <= words.of_the_field(about(here, there)).common


def test_only_mandates_in_force_of_who_holds_the_text_are_told() -> None:
    def said(as_of: str) -> tuple[str, ...]:
        here, there = replace(corpora.load("sg20"), as_of=as_of), corpora.load("jc4")
        dossier = compile_dossier(here, there, SETTINGS, Header())
        return ground.mandates(Matter(dossier, tuple(dossier.items.pairs[:300]))).points

    told = said("August 2026")
    assert any(
        each.startswith("Y.4903 is closest to a point of Question 7/20, which our list gives as: ") for each in told
    )
    assert any(" a point of the scope of ISO/IEC JTC 1/WG 11, which" in each for each in told)
    assert not any(", point " in each for each in told)
    assert not any("of 2017-2020" in each for each in told)
    assert not any("SRD" in each and "ISO/TC 268" in each for each in told)
    assert any("of 2017-2020" in each for each in said(""))
    assert not any("“" in each for each in told)


def test_a_reply_says_what_came_and_leaves_a_place_for_each_answer(left: Corpus, right: Corpus) -> None:
    came = Received(
        source="x.docx",
        number="",
        title="",
        sender="Advisory Group",
        to=("ISO and IEC",),
        asked=("Please tell us early.", "We would welcome a meeting."),
        deadline="2027-01-31",
        documents=("AG-TD9", "ITU-T Recommendations Y.7", "Y.8-Rev"),
    )
    there = replace(about(left, replace(right, bodies=("ISO", "IEC"))), pairs=(), received=came)
    assert matter.is_written_by_right(there.dossier, ("Advisory Group",), "", came)
    assert not matter.is_written_by_right(there.dossier, ("Advisory Group",), "Group Left", came)
    mine = told(liaison.make(Head(purpose=Purpose.INFORMATION), there))
    assert "It is addressed to ISO and IEC. Group Left answers, [to be completed: why we answer]." in mine
    theirs = told(liaison.make(Head(purpose=Purpose.INFORMATION), replace(there, is_turned=True)))
    assert "why we answer" not in theirs
    assert "Committee Right thanks Advisory Group for the liaison statement below." in theirs
    assert "Number: [to be completed: its number]" in theirs
    assert "To: ISO and IEC" in theirs
    assert "Reply by: 2027-01-31" in theirs
    assert "Documents named: AG-TD9, ITU-T Y.7, Y.8-Rev" in theirs
    assert theirs.count("[to be completed: our answer]") == 2
    assert "You ask: “We would welcome a meeting.” [to be completed: our answer]" in theirs


def test_a_reply_calls_a_document_of_ours_ours_and_asks_which_one_is_meant(left: Corpus, right: Corpus) -> None:
    came = Received(source="x", number="N 1", title="Bells", sender="A", deadline="", documents=())
    there = about(replace(left, bodies=("ITU-T",)), right)
    names = ("ITU-T Y.1", "ISO 10", "Y.9999-x", "ISO 99999")
    named, *_ = matter.naming(there.dossier, names)
    said = told(liaison.make(Head(), replace(there, received=came, named=named)))
    assert "ITU-T Y.1 is ours: Vocabulary" in said
    assert "ISO 10 is in the list of Committee Right, there ISO 10:2016: " in said
    assert "We do not find Y.9999-x in our work programme [to be checked: its number]; which text do you" in said
    assert "We do not find ISO 99999 in the lists compared [to be checked: its number]; which text do you" in said


def test_the_list_of_liaisons_of_the_addressee_is_told(left: Corpus, right: Corpus) -> None:
    own = Committee("ISO/IEC JTC 7", liaisons=("ISO/TC 2",), as_of="May 2026")
    held = Committee("ISO/TC 1/SC 2", liaisons=("ITU",), as_of="May 2026")
    one = replace(left, bodies=("ITU-T",))
    there = about(one, replace(right, title="ISO/IEC JTC 7", bodies=("ISO",), committees=(held, own)))
    known = "According to the lists of liaisons of May 2026, ISO/TC 1/SC 2 has a liaison with ITU"
    both = f"{known}, and ISO/IEC JTC 7 has none; we would be glad to establish one."
    assert channel(there, ("ISO/IEC JTC 7",)).paragraphs == (both,)
    assert channel(there, ("ISO/TC 1/SC 2",)).paragraphs == (f"{known}.",)
    assert "liaison with" not in told(
        liaison.make(
            FULL,
            replace(there, received=Received(source="", number="", title="", sender="", deadline="", documents=())),
        )
    )


def test_a_list_that_is_a_file_has_the_liaisons_of_committees_and_parents(left: Corpus, right: Corpus) -> None:
    listed = (Committee("ISO/TC 1", liaisons=("ITU",)),)
    there = replace(about(replace(left, bodies=("ITU-T",)), right), committees=listed)
    assert channel(there).paragraphs == (
        "According to the lists of liaisons, ISO/TC 1 (above ISO/TC 1/SC 2) has a liaison with ITU.",
    )
    none = replace(there, committees=(Committee("ISO/TC 1", liaisons=("ISO/TC 2",)),))
    assert channel(none).paragraphs == (
        "According to the lists of liaisons, ISO/TC 1 (above ISO/TC 1/SC 2) has no liaison with ITU; we would be glad "
        "to establish one.",
    )
    assert channel(replace(there, committees=())).is_empty


@pytest.mark.parametrize("is_theirs", [True, False])
def test_no_liaison_is_offered_that_a_text_names(left: Corpus, right: Corpus, is_theirs: bool) -> None:
    """Whichever text says it, of its own committee or of the other."""
    ours, theirs = left.work_items[0], right.work_items[0]
    committees = tuple(Committee(name, liaisons=("ISO/TC 2",)) for name in ("ITU-T SG9", "ISO/TC 1/SC 2"))
    ours, theirs = (replace(each, committee=own.name) for each, own in zip((ours, theirs), committees, strict=True))
    there = about(
        replace(left, bodies=("ITU-T",), work_items=(ours,)),
        replace(right, bodies=("ISO",), work_items=(theirs,)),
    )
    there = replace(there, committees=committees)
    assert "glad to establish one" in " ".join(channel(there).paragraphs)
    says, named = (theirs, "ITU-T SG9") if is_theirs else (ours, "ISO/TC 1/SC 2")
    (pair,) = there.pairs
    said = replace(says, liaisons=named)
    section = channel(replace(there, pairs=(replace(pair, right=said) if is_theirs else replace(pair, left=said),)))
    assert section.paragraphs == ()
    assert len(section.points) == 1


def test_every_liaison_of_a_text_with_the_other_side_is_told(left: Corpus, right: Corpus) -> None:
    listed = "ISO/TC 1/SC 2; ISO/IEC JTC 7; ISO/IEC JTC 8, ITU-T SG9"
    here = replace(left, work_items=(replace(left.work_items[0], liaisons=listed),))
    there = replace(right, title="ISO/IEC JTC 7")
    section = channel(about(here, there))
    assert section.points[0].startswith("Y.1 lists a liaison with ISO/TC 1/SC 2 and ISO/IEC JTC 7 (P-")


def test_a_row_that_the_list_does_not_date_has_its_own_date(left: Corpus, right: Corpus) -> None:
    def said(day: str) -> str:
        row = replace(right.work_items[0], body="ISO", stage="50.20", source="https://a.example/x", date=day)
        there = replace(right, as_of="ISO June 2025, IEC March 2026", bodies=("ISO", "IEC"), work_items=(row,))
        return told(liaison.make(replace(FULL, today=str(TODAY)), about(left, there)))

    assert "final ballot or proof, dated 2026-04-03" in said("2026-04-03")
    assert "That ballot should have closed" in said("2026-04-03")
    assert "should have closed" not in said("2026-11-01")
    published = replace(right.work_items[0], stage="60.60", date="2015")
    assert "2015" not in told(liaison.make(FULL, about(left, replace(right, as_of="", work_items=(published,)))))
    assert "final ballot or proof; as of when is not known" in said("")


def test_a_liaison_of_several_committees_is_said_once(left: Corpus, right: Corpus) -> None:
    listed = tuple(Committee(name, liaisons=("ITU",)) for name in ("ISO/TC 1/SC 2", "ISO/TC 1"))
    one, other = replace(left, bodies=("ITU-T",)), replace(right, bodies=("ISO",), committees=listed)
    said = told(liaison.make(FULL, about(one, other, 2)))
    assert "ISO/TC 1/SC 2 and ISO/TC 1 have a liaison with ITU." in said


def test_of_a_common_text_no_closeness_is_told_and_no_change_alone(left: Corpus, right: Corpus) -> None:
    common = replace(left.work_items[0], joint_with=("ISO 10",))
    there = about(replace(left, work_items=(common,)), right)
    there = replace(there, pairs=tuple(there.dossier.items.coordinated))
    said = told(liaison.make(Head(), there))
    assert "which are already declared to be joint text, Y.1 and ISO 10:2016 [to be checked: a common text, or" in said
    assert "close" not in said.split("1. Background")[1]
    assert "A change is best made together." in said
    assert "Please tell us before a revision of " in said
    assert "coordinated" not in said


@pytest.mark.parametrize(
    ("stage", "weeks"),
    [("30.20", 16), ("40.20", 12), ("50.20", 8), ("90.20", 20), ("CDV", 12), ("Consented, last call", 4)],
)
def test_a_ballot_is_told_as_running_only_while_it_can_be(left: Corpus, right: Corpus, stage: str, weeks: int) -> None:
    def said(as_of: str, today: str, *, is_turned: bool = False) -> str:
        text = replace(right.work_items[0], stage=stage)
        there = replace(about(left, replace(right, as_of=as_of, work_items=(text,))), is_turned=is_turned)
        return told(liaison.make(replace(FULL, today=today), there))

    begun = date(2026, 2, 2)
    last = begun + timedelta(weeks=weeks)
    assert "should have closed" not in said(str(begun), str(last))
    over = said(str(begun), str(last + timedelta(days=1)))
    assert "should have closed; please tell us the present stage" in over
    assert "Please tell us the present stage of ISO 10:2016, and " in over
    assert "still runs is not known to us; please tell us the present stage" in said("", str(last))
    assert "[to be checked: its present stage]" in said(str(begun), "2027-01-01", is_turned=True)
    assert not any(each in said("", "") for each in ("should have closed", "runs is not known"))
    assert "comments can be made" not in over.casefold()


def test_a_phrase_in_quotation_marks_stands_in_both_texts(left: Corpus, right: Corpus) -> None:
    def said(one: str, other: str) -> str:
        here = replace(left, work_items=(WorkItem("Y.1", one),))
        return told(liaison.make(FULL, about(here, replace(right, work_items=(WorkItem("ISO 1", other),)))))

    assert "both speak of “water meter” (in ISO 1 “Water meters”)" in said("Smart water meter", "Water meters")
    assert "both have “water meter”" in said("Smart water meter", "Tests of a Water meter")
    apart = said("Framework of water meter lids", "Meter of clean water")
    assert "“water meter”" not in apart.split("1. Background")[1].split("have in common")[1]
    assert "“meter”" in apart
    assert "“water”" in said("Lids – water - pipes and meters", "Lids, water pipes: meters")


def test_what_is_asked_suits_the_state_of_both_texts(left: Corpus, right: Corpus) -> None:
    stages = [(state, stage) for state, some in STAGES.items() for stage in some]
    there = about(left, right)
    pair = there.pairs[0]
    for (ours, one), (theirs, other) in product(stages, stages):
        assert isinstance(pair.left, WorkItem)
        assert isinstance(pair.right, WorkItem)
        both = replace(pair, left=replace(pair.left, stage=one), right=replace(pair.right, stage=other))
        (ask,) = (each.ask for each in requests(replace(there, pairs=(both,))))
        gone, lost = ours in ("ending", "ended"), theirs in ("ending", "ended")
        assert ("takes the place of {theirs}" in ask) == lost, (one, other)
        assert ("which has ended or is to end" in ask) == (gone and not lost), (one, other)
        assert not (gone or lost) or not any(each in ask for each in ("reference", "align", "our open text"))
        assert ("the stage of {each}" in ask) == (theirs == "unknown"), (one, other)
        assert "before a revision of {theirs}" not in ask or theirs == "closed"
        assert "our open text" not in ask or ours in ("open", "comments")
        assert "review of {ours}" not in ask or ours == "review"


@pytest.mark.parametrize("state", STAGES)
def test_of_many_only_final_texts_are_called_final(left: Corpus, right: Corpus, state: str) -> None:
    for stage in STAGES[state]:
        names = [f"{kind} of {thing}" for thing in THINGS for kind in KINDS][:8]
        one, other = (
            tuple(WorkItem(f"{begin} {n}", name, stage=stage) for n, name in enumerate(names)) for begin in ("Y", "Z")
        )
        said = told(liaison.make(FULL, about(replace(left, work_items=one), replace(right, work_items=other), 8)))
        assert ("What is final can be referenced" in said) == ("texts are final" in said) == (state == "closed")
        assert ("withdrawn or stopped" in said) == (state == "ended")
        assert ("of a stage that our lists do not give" in said) == (state == "unknown" and not stage)
        assert ("what users need can be told before" in said.casefold()) == (state == "ending")


TODAY = date(2026, 11, 30)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
WRITTEN = ("%Y-%m", "%Y-%m-%d", "%B %Y", "%b %Y", "%b. %Y", "%B %d, %Y", "%d %B %Y", "ISO %d %b %Y")
"""Ways to write a date."""


@given(DAYS, st.sampled_from(WRITTEN), DAYS, st.sampled_from(WRITTEN))
def test_a_date_means_the_same_however_it_is_written(one: date, form: str, other: date, way: str) -> None:
    ends = [
        last_day(f"{each:%Y-%m-%d}" if "%d" in how else f"{each:%Y-%m}") for each, how in ((one, form), (other, way))
    ]
    assert last_day(one.strftime(form)) == ends[0]
    assert last_day(f"{one.strftime(form)} and {other.strftime(way)}") == max(filter(None, ends))
    month = (one.year, one.month) < (TODAY.year, TODAY.month)
    assert is_past(one.strftime(form), str(TODAY)) == (one < TODAY if "%d" in form else month)
    assert not is_past(one.strftime(form), "")


@given(DAYS, st.sampled_from(WRITTEN), DAYS, st.sampled_from(WRITTEN))
def test_only_the_dates_of_organizations_are_told_apart(one: date, form: str, other: date, way: str) -> None:
    row = WorkItem("IEC 1", "Bells", body="IEC", source="https://a.example/x")
    when, then = one.strftime(form).removeprefix("ISO "), other.strftime(way).removeprefix("ISO ")
    assert as_of(Corpus("c", "Cities", as_of=when, bodies=("ISO", "IEC")), row) == when
    two = Corpus("c", "Cities", as_of=f"ISO {when}, IEC {then}", bodies=("ISO", "IEC"))
    assert as_of(two, row) == ""
    assert as_of(two, replace(row, source="")) == then


def test_a_date_that_a_text_is_due_by_is_marked_once_it_is_past(left: Corpus, right: Corpus) -> None:
    def said(stage: str, due: str, reply: str = "", purpose: Purpose = Purpose.ACTION) -> str:
        text = replace(right.work_items[0], stage=stage, timing=due)
        there = about(left, replace(right, as_of="October 2026", work_items=(text,)))
        return told(liaison.make(replace(FULL, today=str(TODAY), deadline=reply, purpose=purpose), there))

    for due in ("2026-01", "2025", "2026-Q3", "Q3 2026", "2026-11-29", "Aug 2026"):
        assert f"; due {due} [to be checked: {due} is past]" in said("40.20", due)
        assert f"; due {due}; please tell us the present stage [to be checked: {due} is past]" in said("20.20", due)
    for due in ("2026-12", "2026", "2026-Q4", "2026-11", "2026-11-30", "36 months", "2025-03 to 2027-01"):
        assert f"; due {due}" in said("40.20", due)
        assert "[to be checked" not in said("40.20", due)
    assert "[to be checked" not in said("60.60", "2026-01")
    assert "; due 2026-12 [to be checked: due before a reply by 2027-02-15]" in said("20.20", "2026-12", "2027-02-15")
    assert "[to be checked" not in said("20.20", "2027-02", "2027-02-15")
    assert "[to be checked" not in said("20.20", "2026-12", "2027-02-15", Purpose.INFORMATION)


def test_of_work_that_may_be_over_no_change_is_promised(left: Corpus, right: Corpus) -> None:
    promise = "a joint text is possible"

    def said(when: str, due: str, *, is_turned: bool = False, today: str = str(TODAY)) -> str:
        text = replace(right.work_items[0], stage="20.20", timing=due)
        there = about(left, replace(right, as_of=when, work_items=(text,)))
        return told(liaison.make(replace(FULL, today=today), replace(there, is_turned=is_turned)))

    for when, due in (("June 2025", "2027-06"), ("October 2026", "2026-Q4"), ("June 2025", "2026-01"), ("2025", "")):
        ours, theirs = said(when, due, is_turned=True), said(when, due)
        assert "[to be checked: still open?" in ours
        assert promise not in ours + theirs
        assert "still at this stage is not known to us" in theirs
        assert "Please tell us the present stage of ISO 10:2016, and " in theirs
        assert promise in said(when, due, today="")
    for when, due in (("October 2026", "2027-Q1"), ("", "2027"), ("June 2026", "")):
        assert promise in said(when, due)
        assert "still open?" not in said(when, due, is_turned=True)


@given(
    st.lists(st.sampled_from(("same terms", "- a point", "1. one", "# head")), min_size=1),
    st.sampled_from("\n\t\r\v "),
)
def test_a_reason_of_several_lines_is_told_in_one(lines: list[str], between: str) -> None:
    here = Corpus("a", "A", work_items=(WorkItem("Y.1", "Bells of the towers"),))
    there = about(here, Corpus("b", "B", work_items=(WorkItem("ISO 1", "Bells of the towers"),)))
    pair = there.pairs[0]

    def said(reason: str) -> str:
        known = replace(decided(pair, OUTCOMES[0]), reason=reason)
        return str(liaison.write(liaison.make(FULL, replace(there, decisions={pair.id: known})), ".txt"))

    assert said(between.join(lines)) == said(" ".join(lines))


@pytest.mark.parametrize("said", ["[to be checked: by us]", "ISO/TC 1 lists a liaison with ITU", "as related"])
def test_nothing_is_concluded_from_words_that_a_user_wrote(left: Corpus, right: Corpus, said: str) -> None:
    there = about(left, right)
    pair = there.pairs[0]
    known = replace(decided(pair, OUTCOMES[0]), reason=said)
    draft = liaison.make(FULL, replace(there, decisions={pair.id: known}))
    assert said in told(draft)
    assert not any(section.to_check for section in draft.sections)
    assert isinstance(pair.left, WorkItem)
    named = replace(pair, left=replace(pair.left, id=f"{said} lists a liaison with itself", relations=(pair.right.id,)))
    section = channel(replace(there, pairs=(named,)))
    assert section.is_empty
    assert "names ISO 10:2016 as related" in told(liaison.make(FULL, replace(there, pairs=(named,))))
    text = "Terms for parking lots."
    proposal = WorkItem(f"Note {said} as related", "Smart parking - Vocabulary", text, liaisons="ISO/TC 1/SC 2")
    (checked,) = proposals.check(replace(left, work_items=(proposal,)), [right])
    assert [each.knowledge for each in checked.findings][:1] == [Knowledge.LIAISON]


def test_a_head_that_does_not_go_with_its_source_is_marked_and_told(left: Corpus, right: Corpus) -> None:
    head = Head(source="ITU-T SG17", number="SG20-LS45", question="7/20", approval="SG20 meeting, Geneva")
    draft = liaison.make(head, about(left, right), "itu-t")
    assert told(draft).count("[to be checked: of SG20]") == 3
    assert len([each for each in draft.doubts if "the source is ITU-T SG17" in each]) == 3
    own = liaison.make(replace(head, source="ITU-T SG20"), about(left, right), "itu-t")
    assert "[to be checked: of" not in told(own)
    assert not own.doubts
    of_one = replace(left, work_items=(replace(left.work_items[0], group="Q1/20"),))
    draft = liaison.make(replace(head, source="ITU-T SG20"), about(of_one, right), "itu-t")
    assert draft.doubts == ("no text of ours here is of Q7/20; they are of Q1/20",)
    assert told(draft).count("7/20 [to be checked: our texts here are of Q1/20]") == 1
    assert not liaison.make(replace(head, source="ITU-T SG20", question="1/20"), about(of_one, right)).doubts


def test_of_a_pair_with_words_of_the_field_alone_little_is_asked() -> None:
    more = [WorkItem(f"Y.{n}", f"Cities and communities - Bells {n}") for n in range(30)]
    one = WorkItem("Y.90", "Requirements of twins for cities and communities", stage="Under study")
    two = WorkItem("ISO 1", "Cities and communities - Vocabulary", stage="20.20")
    left, right = Corpus("l", "Left", work_items=(one, *more)), Corpus("r", "Right", work_items=(two,))
    there = about(left, right)
    scores = comparison.score(left, right, SETTINGS)
    (found,) = matter.by_ids(there.dossier, scores, [pair_id(one.id, two.id)])
    pair = replace(found, level=Level.RELATED)
    near = replace(pair, level=Level.SUBSTANTIAL)
    assert words.weak(replace(there, pairs=(pair,)))
    assert not words.weak(replace(there, pairs=(near,)))
    assert words.weak(replace(there, pairs=(replace(pair, level=Level.DISTANT),)))
    draft = liaison.make(FULL, replace(there, pairs=(pair,)))
    assert f"Please tell us whether {pair.left.id} and {pair.right.id} concern each other" in told(draft)
    assert "close in title" not in told(draft)
    assert "collaborative team" not in told(draft)
    assert any(each.startswith(f"{pair.id} is weak") for each in draft.doubts)


@pytest.mark.parametrize("name", ["SC29", "SC 29", "ISO/IEC JTC 1/SC 29"])
@pytest.mark.parametrize("is_alone", [True, False])
def test_a_committee_is_written_to_once_by_whatever_name_its_list_has(
    left: Corpus, right: Corpus, name: str, is_alone: bool
) -> None:
    items = tuple(replace(each, committee="ISO/IEC JTC 1/SC 29") for each in right.work_items)
    other = () if is_alone else (WorkItem("ISO 999", "Bells", committee="ISO/TC 4/SC 29"),)
    there = about(left, replace(right, name=name, title=name, work_items=(*items, *other)))
    is_itself = is_alone or "JTC" in name
    assert ("ISO/IEC JTC 1/SC 29" not in ground.held(there, there.them)) == is_itself
    assert ("ISO/IEC JTC 1/SC 29" not in ground.informed(there, (name,))) == is_itself


def test_no_phrase_is_cut_before_its_noun(left: Corpus, right: Corpus) -> None:
    def said(one: str, other: str, *more: str) -> list[str]:
        here = replace(
            left, work_items=(WorkItem("Y.1", one), *(WorkItem(f"Y.9{n}", each) for n, each in enumerate(more)))
        )
        there = about(here, replace(right, work_items=(WorkItem("ISO 1", other),)), 9)
        pair = next(each for each in there.dossier.items.pairs if {each.left.id, each.right.id} == {"Y.1", "ISO 1"})
        return [each.word for each in words.both(pair, there, words.of_the_field(there))]

    assert said("Key indicators for smart sustainable towns", "Indicators for smart homes")[0] == "indicators"
    assert said("Wireless devices in close proximity", "Wireless devices in close contact")[0] == "Wireless devices"
    assert "smart sustainable" not in said("Smart sustainable towns", "Smart sustainable homes")
    assert said("Parking lot gates", "Parking lot lamps", "Fees of a parking lot")[0] == "Parking lot"
    assert "Parking lot" not in said("Parking lot gates", "Parking lot lamps")
    assert said("Sharing of data", "Sharing of data - Part 1")[0] == "Sharing of data"


def test_two_texts_of_the_same_title_are_not_told_how_they_could_refer_to_each_other(
    left: Corpus, right: Corpus
) -> None:
    one, other = (WorkItem(name, "Smart parking - Bells of carts", stage="60.60") for name in ("Y.1", "ISO 1"))
    there = about(replace(left, work_items=(one,)), replace(right, work_items=(other,)))
    said = told(liaison.make(Head(), there))
    assert "whose titles are the same, are already one text, and, if they are not," in said
    assert "would help their users" not in said
    apart = about(replace(left, work_items=(replace(one, title=f"{one.title} and gates"),)), there.them.corpus)
    assert "whose titles are the same" not in told(liaison.make(Head(), apart))
    joint = about(replace(left, work_items=(replace(one, joint_with=("ISO 1",)),)), there.them.corpus)
    joint = replace(joint, pairs=tuple(joint.dossier.items.coordinated))
    assert "whose titles are the same" not in told(liaison.make(Head(), joint))


def test_a_committee_that_holds_our_texts_writes_for_itself(left: Corpus, right: Corpus) -> None:
    there = replace(about(left, right), is_turned=True)
    own = told(liaison.make(replace(FULL, source="ISO/TC 1/SC 2", to=("Group Left",)), there))
    assert "ISO/TC 1/SC 2 would like to inform you of one pair of work items, one of ISO/TC 1/SC 2 and one" in own
    assert "is the responsibility of ISO/TC 1/SC 2" not in own
    other = told(liaison.make(replace(FULL, source="ISO/TC 9", to=("Group Left",)), there))
    assert "ISO/TC 9, for Committee Right, would like" in other


def test_a_pair_is_of_the_subject_that_the_whole_comparison_gives_it() -> None:
    """Whichever pairs of the bundled lists a statement is about, so that --subject and the report name the same."""
    dossier = compile_dossier(corpora.load("sg20"), corpora.load("jc4"), SETTINGS, Header())
    whole = {pair.id: subject.id for subject in dossier.subjects for pair in subject.pairs}
    for number in range(2, len(dossier.agenda)):
        subjects = Matter(dossier, dossier.agenda[:number]).subjects
        assert {pair.id: each.id for each in subjects for pair in each.pairs} == {
            pair.id: whole[pair.id] for pair in dossier.agenda[:number]
        }


def test_a_reply_does_not_tell_the_other_side_that_its_ballot_is_over(left: Corpus, right: Corpus) -> None:
    draft = replace(right.work_items[0], stage="40.20")
    there = about(left, replace(right, as_of="2026-01-10", work_items=(draft,)))
    came = Received(
        source="x", number="N 1", title="Bells", sender="Committee Right", deadline="", documents=(draft.id,)
    )
    today = replace(FULL, today="2026-11-30", purpose=Purpose.INFORMATION)
    assert "should have closed" in told(liaison.make(today, there))
    said = told(liaison.make(today, replace(there, received=came)))
    assert "should have closed" not in said
    assert "[to be checked: what their statement says of its stage]" in said
