"""A reply: what came, who sent it and by when an answer is wanted; and of many pairs the annexes."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.corpus.received import Received
from overlap.model import Corpus, WorkItem
from overlap.record.liaisons import Purpose
from overlap.report import liaison
from overlap.report.liaison import texts
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
    assert [row[0][0][0] for row in pairs.table.rows] == [
        pair.id for name in numbers[is_turned] for pair in there.pairs if there.both(pair)[0].id == name
    ]
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
