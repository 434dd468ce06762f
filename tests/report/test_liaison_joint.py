"""Of two texts that are coordinated already a letter says in which way, and marks what the list leaves open."""

import re
from dataclasses import replace
from typing import Any

import pytest

from overlap.comparison.dossier import Header, compile_dossier
from overlap.comparison.matter import Matter
from overlap.corpus import corpora
from overlap.model import Committee, Corpus, Pair, WorkItem
from overlap.record.liaisons import Purpose
from overlap.report import liaison
from overlap.report.liaison import Draft, common, requests, words
from overlap.report.liaison.channel import channel
from overlap.report.liaison.head import Head
from overlap.settings import Level
from tests.report.test_liaison import SETTINGS, about, told

TITLE = "Governance of bells"
COVER = "Recommendation ITU-T X.10 | International Standard ISO/IEC 20"
ONE = "one text, published as ITU-T X.10 | ISO/IEC 20:2020"
TWINS = "twin texts, published as ITU-T X.10 and ISO/IEC 20:2020"
OPEN = "declared to be joint text, ITU-T X.10 and ISO/IEC 20:2020 [to be checked: a common text, or twin texts]"
WAYS: dict[str, tuple[dict[str, Any], str]] = {
    "cover in the scope": ({"scope": f"{COVER} guides."}, ONE),
    "cover in the title": ({"title": f"{COVER}, {TITLE}"}, ONE),
    "cover without words": ({"scope": "ITU-T X.10 (04/2021) | ISO/IEC 20:2020 guides."}, ONE),
    "twin text": ({"scope": "This is a twin text of ISO/IEC 20."}, TWINS),
    "twinned": ({"scope": "ISO/IEC 20 (Twinned)."}, TWINS),
    "a digital twin": ({"scope": "It is on a digital twin of bells."}, OPEN),
    "another cover": ({"scope": "ITU-T X.99 | ISO/IEC 98 guides."}, OPEN),
    "nothing": ({}, OPEN),
}


def joint(left: WorkItem, right: WorkItem) -> Matter:
    there = about(Corpus("l", "ITU-T SG9", work_items=(left,)), Corpus("r", "ISO/IEC JTC 1/SC 9", work_items=(right,)))
    return replace(there, pairs=tuple(there.dossier.items.coordinated))


def made(there: Matter) -> Draft:
    return liaison.make(Head(purpose=Purpose.INFORMATION), there)


@pytest.mark.parametrize("which", WAYS)
@pytest.mark.parametrize("is_turned", [True, False])
def test_a_common_text_is_told_by_its_two_numbers(which: str, is_turned: bool) -> None:
    more, wanted = WAYS[which]
    there = joint(
        replace(WorkItem("ITU-T X.10", TITLE, joint_with=("ISO/IEC 20",)), **more), WorkItem("ISO/IEC 20:2020", TITLE)
    )
    if is_turned:
        there = replace(there, is_turned=True)
        one, other = "ITU-T X.10", "ISO/IEC 20:2020"
        wanted = wanted.replace(one, "#").replace(other, one).replace("#", other)
    draft = made(there)
    assert told(draft).count(wanted) == 3
    assert "adopted" not in told(draft)
    assert bool([each for section in draft.sections for each in section.to_check]) == ("[" in wanted)
    assert any("may not be needed" in each for each in draft.doubts)


@pytest.mark.parametrize(
    ("own", "wanted"), [("IDT", "one text and its adoption"), ("MOD", "one text and a modified adoption of it")]
)
def test_an_adoption_is_called_one(own: str, wanted: str) -> None:
    there = joint(WorkItem("N 7", TITLE, notes=f"ISO/IEC 20:2020, {own}"), WorkItem("ISO/IEC 20:2020", TITLE))
    assert wanted in told(made(there))
    assert "joint text" not in told(made(there))


def test_several_are_told_by_the_ways_that_there_are() -> None:
    items = (
        WorkItem("ITU-T X.10", TITLE, COVER, joint_with=("ISO/IEC 20",)),
        WorkItem("ITU-T X.11", "Lids of towers", joint_with=("ISO/IEC 21",)),
    )
    theirs = (WorkItem("ISO/IEC 20", TITLE), WorkItem("ISO/IEC 21", "Lids of towers"))
    there = about(Corpus("l", "ITU-T SG9", work_items=items), Corpus("r", "ISO/TC 9", work_items=theirs))
    there = replace(there, pairs=tuple(there.dossier.items.coordinated))
    said = told(made(there))
    assert "which are already one text, published under two numbers or declared to be joint text [to be check" in said
    assert "one text, published as ITU-T X.10 | ISO/IEC 20: " in said


def test_what_a_text_mentions_is_no_channel() -> None:
    there = about(
        Corpus("l", "Left", bodies=("ITU-T",), work_items=(WorkItem("Y.10", TITLE, "See ISO 20 on bells."),)),
        Corpus("r", "ISO/TC 9", bodies=("ISO",), work_items=(WorkItem("ISO 20", TITLE),)),
    )
    there = replace(there, committees=(Committee("ISO/TC 9", liaisons=("ITU",)),))
    assert channel(there).points == ()
    assert told(liaison.make(Head(), there)).count("Y.10 mentions ISO 20") == 1
    assert common.mentions(there).points == (f"Y.10 mentions ISO 20 ({there.pairs[0].id}).",)


def singular(text: str) -> str:
    return " ".join(re.sub(r"(?<=\w{3})s$", "", each) for each in re.split(r"\W+", text.casefold().replace("ies", "y")))


def test_each_word_in_both_stands_in_both_texts() -> None:
    """And of two related words ours in our text and theirs in theirs; whichever pairs of the bundled lists."""
    dossier = compile_dossier(corpora.load("sg20"), corpora.load("jc4"), SETTINGS, Header())
    there = Matter(dossier, (*dossier.agenda, *dossier.items.pairs[:300]))
    field = words.of_the_field(there)
    related = 0
    for pair in there.pairs:
        said = {entry.id: f"{entry.title} \n {entry.scope}" for entry in there.both(pair)}
        texts = {name: singular(text) for name, text in said.items()}
        for part in common.brief(pair, there, field).split("; "):
            both = re.findall(r"“([^”]*)”(?: \(([^)]*)\))?", part)
            related += " ~ " in part
            assert " ~ " not in part or len(both) == 2
            for number, (word, _) in enumerate(both):
                named = [[*texts][number]] if " ~ " in part else [*texts]
                assert all(singular(word) in texts[name] for name in named), part
    assert related


@pytest.mark.parametrize(
    ("title", "is_same"),
    [
        ("Vocabulary of ramps", False),
        ("terms and definitions of ramps", True),
        ("Terms and definitions - of ramps", True),
    ],
)
def test_titles_are_the_same_word_by_word(title: str, is_same: bool) -> None:
    one, other = WorkItem("A 1", "Terms and definitions of ramps"), WorkItem("B 1", title)
    pair = Pair(1, one, other, 0.9, 1.0, Level.LIKELY, "title", (), ())
    assert requests.is_same_title(pair) is is_same
