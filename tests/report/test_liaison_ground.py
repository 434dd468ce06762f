"""On what ground a letter stands: whose the texts are, how many there are, and which mandates concern them."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.comparison.dossier import Header, compile_dossier
from overlap.comparison.matter import Matter
from overlap.items import stages
from overlap.items.stages import State
from overlap.model import Corpus, Side, Statement, WorkItem
from overlap.report.liaison import ground
from overlap.report.liaison.parts import counted
from overlap.text.printing import listed
from tests.report.test_liaison import SETTINGS, about

TITLE = "Parking meters with wireless payment"
STAGES = ("60.60", "In force", "20.20", "Under study", "95.99", "Bells", "")
HOLDERS = ("ISO/TC 1", "ISO/TC 2", "IEC/TC 3", "Committee Right", "")
HEADINGS = (
    "Question 7/1, point 2",
    "Question 8/1",
    "Q7/1 and Q9/1, point 1",
    "Terms of reference of 2017-2020",
    "Terms of reference, point 12",
    "Group Left, scope, point 3",
    "",
)


def side(*stated: str) -> Side:
    items = tuple(WorkItem(f"ISO {n}", TITLE, stage=stage) for n, stage in enumerate(stated))
    return Side(Corpus("c", "Cities", work_items=items), len(items), items)


@given(st.lists(st.sampled_from(STAGES[:4]) | st.sampled_from(STAGES), max_size=6))
def test_texts_are_counted_by_their_state_only_where_each_has_one(stated: list[str]) -> None:
    found = [stages.state(each) for each in side(*stated).corpus.work_items]
    final, drafts = found.count(State.IN_FORCE), found.count(State.DRAFT)
    said = counted(len(stated), "work item")
    if final and final + drafts == len(stated):
        said = f"{counted(final, 'text')} in force"
        said += f" and {counted(drafts, 'item')} under study" if drafts else ""
    assert ground.size(side(*stated)) == f"{said} of Cities"


def matter_of(holders: list[str]) -> Matter:
    ours = tuple(WorkItem(f"Y.{n}", f"{TITLE} {n}") for n in range(len(holders)))
    theirs = tuple(WorkItem(f"ISO {n}", f"{TITLE} {n}", committee=name) for n, name in enumerate(holders))
    return about(Corpus("l", "Group Left", work_items=ours), Corpus("r", "Committee Right", work_items=theirs), 40)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(HOLDERS), min_size=1, max_size=6), st.data())
def test_a_request_names_the_texts_that_it_is_about(holders: list[str], data: st.DataObject) -> None:
    there = matter_of(holders)
    some = data.draw(st.lists(st.sampled_from(there.pairs), min_size=1, unique_by=lambda pair: pair.id))
    said = ground.worded("{ours} | {theirs} | {each} | {both} | {other}", some, there)
    ours, theirs, each, both, other = said.split(" | ")
    assert other == "{other}"
    for told, number, last in ((ours, 0, "or"), (theirs, 1, "or"), (each.removeprefix("each of "), 1, "and")):
        names = [*dict.fromkeys(there.both(pair)[number].id for pair in some)]
        assert told.endswith("named here") or told == "one of our texts" or told == listed(names, last)
        assert (told == listed(names, last)) == (len(names) <= 3)
        assert told.count(f" {last} ") == (1 < len(names) <= 3)
    assert each.startswith("each of ") == (len({pair.right.id for pair in some}) > 1)
    assert both == (f"{some[0].left.id} and {some[0].right.id}" if len(some) == 1 else "these texts")


@settings(max_examples=25)
@given(st.lists(st.sampled_from(HOLDERS), min_size=1, max_size=4))
def test_the_texts_of_a_side_are_of_those_that_hold_them_all(holders: list[str]) -> None:
    there = matter_of(holders)
    named = [pair.right.committee for pair in there.pairs if isinstance(pair.right, WorkItem)]
    others = sorted({*named} - {"", "Committee Right"})
    is_all = all(name in others for name in named)
    said = ground.of(there, there.them)
    assert [*ground.held(there, there.them)] == others
    for name, some in ground.held(there, there.them).items():
        assert {pair.id for pair in some} == {
            pair.id for pair, holder in zip(there.pairs, named, strict=True) if holder == name
        }
    if not others:
        assert said == "of Committee Right"
    elif is_all and len(others) < 3:
        assert said == f"of {' or '.join(others)}, in the field of Committee Right"
    else:
        assert said == "in the field of Committee Right"
    assert ground.of(there, there.us) == "of Group Left"


@settings(max_examples=40)
@given(
    st.sampled_from(HEADINGS),
    st.sampled_from(("", "l", "Group Left", "Lots", "SG1", "SG1/WP 2", "SG2")),
    st.sampled_from(("", "SG1")),
    st.sampled_from(("", "Q7/1", "Q8/1", "WP2")),
    st.sampled_from(("", "August 2020", "2019 to 2022", "2021")),
    st.booleans(),
)
def test_a_mandate_is_told_where_it_is_in_force_and_of_who_holds_the_text(
    heading: str, body: str, committee: str, group: str, as_of: str, is_wide: bool
) -> None:
    text = f"{TITLE} in cities." if is_wide else "Meters of rain and of snow."
    claim = Statement("L.1", text, "scope", heading, body)
    other = Statement("L.2", "Colours of flags", "scope", body="Group Left")
    item = WorkItem("Y.1", TITLE, committee=committee, group=group)
    left = Corpus("l", "Group Left", as_of, ("Lots",), work_items=(item,), mandate=(claim, other))
    right = Corpus("r", "Right", work_items=(WorkItem("ISO 1", TITLE),), mandate=(replace(other, id="R.1"),))
    dossier = compile_dossier(left, right, SETTINGS, Header())
    points = ground.mandates(Matter(dossier, tuple(dossier.items.pairs))).points
    questions = {*re.findall(r"\bQ(?:uestion )?(\d/1)", heading)}
    own = {*re.findall(r"^Q(.*)", group)}
    years = [int(year) for year in re.findall(r"\d{4}", as_of)]
    is_over = "2017-2020" in heading and bool(years) and max(years) > 2020
    is_of_them = body in ("", "l", "Group Left", "Lots") or committee == "" or body in ("SG1", "SG1/WP 2")
    told = is_wide and not is_over and is_of_them and not (questions and own and not questions & own)
    whole, is_point, _ = (claim.called).partition(", point ")
    whole = "the scope of Group Left" if (whole, body) == ("Group Left, scope", "Group Left") else whole
    called = f"a point of {whole}" if is_point else claim.called
    said = f"Y.1 is closest to {called}, which our list gives as: {TITLE} in cities ({dossier.items.pairs[0].id})."
    assert points == ((said,) if told else ())
