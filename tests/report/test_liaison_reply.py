"""A reply: what came, who sent it and by when an answer is wanted; and of many pairs the annexes."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.comparison import matter
from overlap.corpus import received
from overlap.corpus.received import Received
from overlap.model import Corpus, WorkItem
from overlap.record.liaisons import Purpose
from overlap.report import liaison
from overlap.report.liaison import texts, topics
from overlap.report.liaison.head import Head
from tests.report.test_liaison import about, told
from tests.report.test_liaison_text import many

SAID = st.sampled_from(("", "SG9-LS3", "Bells of ferries"))
RECEIVED = st.builds(
    Received,
    source=st.just("x.docx"),
    number=st.sampled_from(("", "SG9-LS3")),
    title=st.sampled_from(("", "Bells of ferries", "LS on bells of ferries")),
    sender=st.sampled_from(("", "Advisory Group")),
    to=st.sampled_from(((), ("Group Left",), ("Committee Right",), ("X", "Y"))),
    purpose=st.sampled_from(("", "Action")),
    asked=st.lists(st.sampled_from(("Please ring.", "May we ring?")), max_size=2, unique=True).map(tuple),
    deadline=st.sampled_from(("", "2026-11-29", "2026-11-30", "2026-12-01")),
    documents=st.just(()),
    is_recognised=st.booleans(),
)
LEFT = Corpus("left", "Group Left", work_items=(WorkItem("Y.1", "Smart parking"),))
RIGHT = Corpus("right", "Committee Right", work_items=(WorkItem("ISO 1", "Smart parking"),))


@settings(max_examples=60)
@given(RECEIVED, st.booleans(), st.sampled_from(("", "2026-11-30")))
def test_a_reply_repeats_what_came_and_marks_what_is_missing(came: Received, has_pair: bool, today: str) -> None:
    there = about(LEFT, RIGHT)
    there = replace(there, received=came, pairs=there.pairs if has_pair else ())
    draft = liaison.make(Head(purpose=Purpose.INFORMATION, today=today), there)
    said = told(draft)
    kind = "liaison statement" if came.is_recognised else "document"
    assert f"Group Left thanks {came.sender or 'you'} for the {kind} below." in said
    assert ("why we answer" in said) == (came.to not in ((), ("Group Left",)))
    is_late = today == "2026-11-30" and came.deadline == "2026-11-29"
    assert ("their deadline, 2026-11-29, is past" in str(draft.sections)) == is_late
    rows = {
        row[0][0][0]: row[1][0][0]
        for each in draft.sections
        if each.table and not each.table.head
        for row in each.table.rows
    }
    assert rows == {
        "Number": came.number or "[to be completed: its number]",
        "Title": came.title or "[to be completed: its title]",
        "From": came.sender or "[to be completed: who sent it]",
        "To": " and ".join(came.to) or "not stated",
        "Purpose": came.purpose or "not stated",
        "Reply by": f"{came.deadline} [to be checked: it is past]" if is_late else came.deadline or "not stated",
        "Documents named": "none",
    }
    (answer,) = (each for each in draft.sections if each.heading == "Our answer")
    assert answer.points == tuple(f"You ask: “{each}” [to be completed: our answer]" for each in came.asked)
    assert answer.paragraphs == (() if came.asked else ("[to be completed: our answer]",))
    assert answer.after == (() if has_pair else ("We look forward to cooperating with you.",))
    assert ("What we compared" in [each.heading for each in draft.sections]) == has_pair
    head = draft.head
    assert head.to == (came.sender or "Committee Right",)
    assert head.reply == ", ".join(filter(None, (came.number, came.title, came.sender)))
    assert head.cc == ()
    of = f" of {came.sender}" if came.sender else ""
    missing = "its title" if came.number else "its number and title"
    title = came.title or f"[to be completed: {missing}]"
    number = came.number or ("" if came.sender else "[to be completed: its number]")
    if came.is_recognised:
        assert head.title == draft.form.reply.format(number=f"{number}{of}".strip(), title=title)
    else:
        assert head.title == f"Reply to {title}"
    answered = " of ".join(filter(None, (came.number or "[to be completed: its number]", came.sender)))
    assert head.abstract == f"Group Left answers the {kind} {answered}."


def test_a_reply_by_itu_does_not_say_twice_that_it_is_a_statement() -> None:
    came = Received(source="", number="LS 3", title="LS on bells", sender="A", deadline="", documents=())
    for title, word in (("ITU-T SG20", "bells"), ("ISO/TC 9", "LS on bells")):
        head = liaison.make(Head(), replace(about(replace(LEFT, title=title), RIGHT), received=came, pairs=())).head
        assert re.findall(r"(?:LS on )?bells", head.title) == [word]


@pytest.mark.parametrize("is_turned", [False, True])
@pytest.mark.parametrize("purpose", [Purpose.ACTION, Purpose.INFORMATION])
def test_the_annexes_have_each_text_once_and_each_pair(
    is_turned: bool, purpose: Purpose, left: Corpus, right: Corpus
) -> None:
    there = replace(many(left, right, 24), is_turned=is_turned)
    ours, theirs, pairs, _ = texts.annexes(there, Head(purpose=purpose))
    assert [each.is_annex for each in (ours, theirs, pairs)] == [True] * 3
    assert [each.heading for each in (ours, theirs, pairs)] == ["our texts", "your texts", "the pairs"]
    numbers = {False: [f"Y.{n}" for n in range(1, 25)], True: [f"ISO {n}" for n in range(1, 25)]}
    for section, names in ((ours, numbers[is_turned]), (theirs, numbers[not is_turned])):
        assert section.table
        assert [row[0][0][0] for row in section.table.rows] == names
    assert pairs.table
    told = [(row[1][0][0], each) for row in pairs.table.rows for each in row[2][0][0].split("; ")]
    both = {pair.id: there.both(pair) for pair in there.pairs}
    assert sorted(told) == sorted((both[name][0].id, f"{both[name][1].id} ({name})") for name in both)
    assert [row[0][0][0] for row in pairs.table.rows if row[0][0][0]] == [*topics.names(there).values()]
    asked = purpose is Purpose.ACTION
    assert ("Asked" in pairs.table.head) == asked
    assert {len(row) for row in pairs.table.rows} == {len(pairs.table.head)} == {len(pairs.table.widths)} == {4 + asked}


def test_a_few_pairs_are_told_one_by_one_and_a_text_in_full_once(left: Corpus, right: Corpus) -> None:
    there = about(left, right, 9)
    table = texts.few(there, Head())[0].table
    assert table
    seen: set[str] = set()
    for pair, row in zip(there.pairs, table.rows, strict=True):
        assert row[0] == ((pair.id, ""),)
        for (entry, side), cell in zip(there.placed(pair), row[1:], strict=True):
            assert cell[0][0] == entry.id
            assert (cell[1:] == (("as above", ""),)) == (entry.id in seen)
            if entry.id not in seen:
                assert cell[1][0] == entry.title
                assert side.corpus.title
            seen.add(entry.id)


LETTER = """# Liaison statement

| | |
|---|---|
| Document number | N 5 |
| Title | Liaison statement to ITU-T SG9 on bells |
| From | Committee Right |
| To | ITU-T SG9 |
| Cc | ISO/TC 1 |
| Date | 2026-10-14 |
| Expected action | For action |
| Due date | 2027-01-29 |

The revision of ISO 10:2016 is at the enquiry stage as ISO/DIS 10. Y.11 and ISO 10 have terms in common; so has Y.12.

We kindly request SG9 to review the terms of ISO/DIS 10 and of Y.11.

Could you please tell us whether a revision of Y.12 is planned?

{}
"""
CLOSINGS = (
    "Please provide your comments by 29 January 2027.",
    "Please send us any feedback by the 29 January 2027.",
    "We kindly invite you to submit your views no later than 2027-01-29.",
    "We would appreciate being kept informed of the progress of your work, and look forward to our cooperation.",
    "We would welcome to be kept informed of the progress of your work.",
    "SC 9 looks forward to continuing our fruitful cooperation.",
    "Please do not hesitate to contact us should you have any questions.",
)
REQUESTS = (
    "Please send us Y.12 by 29 January 2027.",
    "Please provide your comments on ISO/DIS 10 by 29 January 2027.",
    "We would appreciate being kept informed of the progress of Y.12.",
    "We look forward to your comments on the lids of bells.",
)


def letter(tmp_path: Path, last: str) -> Received:
    path = tmp_path / "letter.md"
    path.write_text(LETTER.format(last), encoding="utf-8")
    return received.read(path)


@pytest.mark.parametrize("last", [*CLOSINGS, *REQUESTS])
def test_only_what_is_asked_is_answered(tmp_path: Path, last: str) -> None:
    there = replace(about(LEFT, RIGHT), received=letter(tmp_path, last), pairs=())
    (answer,) = (each for each in liaison.make(Head(), there).sections if each.heading == "Our answer")
    assert len(answer.points) == 2 + (last in REQUESTS)
    assert any(f"“{last}”" in each for each in answer.points) == (last in REQUESTS)


def test_a_reply_is_about_what_the_letter_names_and_goes_to_whom_it_went(tmp_path: Path) -> None:
    came = letter(tmp_path, CLOSINGS[0])
    assert [*came.documents] == ["ISO 10:2016", "Y.11", "Y.12", "ISO/DIS 10"]
    assert came.stages == (("ISO 10:2016", "at the enquiry stage"), ("ISO/DIS 10", "at the enquiry stage"))
    draft = WorkItem("ISO/DIS 10", "Bell terms", stage="40.20", committee="ISO/TC 1")
    left = Corpus(
        "l",
        "ITU-T SG9",
        as_of="August 2026",
        work_items=tuple(WorkItem(f"Y.{n}", f"Bell terms of {n}", stage="In force") for n in (11, 12, 13)),
    )
    right = Corpus(
        "r",
        "Committee Right",
        as_of="2025-06-01",
        work_items=(
            WorkItem("ISO 10:2016", "Bell terms", stage="90.92", committee="ISO/TC 1", members=(draft,)),
            WorkItem("ISO 99", "Bell terms of others", stage="60.60", committee="ISO/TC 7"),
        ),
    )
    there = about(left, right)
    named, both, near = matter.naming(there.dossier, came.documents)
    assert {frozenset((pair.left.id, pair.right.id)) for pair in both} == {
        frozenset((ours, "ISO 10:2016")) for ours in ("Y.11", "Y.12")
    }
    assert near
    there = replace(there, pairs=both, received=came, named=named, near=near)
    made = liaison.make(Head(purpose=Purpose.INFORMATION, today="2026-11-30"), there)
    said = told(made)
    assert made.head.title == "LS/r on bells (reply to N 5 of Committee Right)"
    whole = replace(came, number="Committee Right N 5")
    head = liaison.make(Head(), replace(there, received=whole)).head
    assert head.title == "LS/r on bells (reply to Committee Right N 5)"
    assert str(head).count("of Committee Right") == 0
    assert (made.head.to, made.head.cc, made.head.asked) == (("Committee Right",), ("ISO/TC 1",), ())
    assert "ISO/TC 7" not in said
    assert "Your statement of 2026-10-14 gives it at the enquiry stage" in said
    assert "[to be checked: what their statement" not in said
    assert "Our list gives Y.12 as in force, as of August 2026, and has no revision of it. [to be" in said
    assert "Our list gives Y.11 as in force, as of August 2026. [to be" in said
    assert re.search(r"Other texts close to these: [^.]*ISO 99[^.]*\.", said)
    assert "ISO 99" not in said.replace("Other texts close to these: ISO 99", "")
    assert "Documents named: ISO 10:2016, Y.11, Y.12, ISO/DIS 10" in said
