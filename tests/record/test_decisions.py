"""What becomes of decisions: noted, replaced, filled in by others, and no longer holding when a text changed."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison.gate import Gate
from overlap.comparison.knowledge import Accept, Knowledge
from overlap.comparison.proposals import Finding
from overlap.errors import OverlapError
from overlap.model import Pair, WorkItem, pair_id
from overlap.record import lookup, register
from overlap.record.register import KNOWN, NEVER, OUTCOMES, Decision
from overlap.settings import Level
from overlap.text.identifiers import parse

LEFT, RIGHT = WorkItem("ISO 37101:2016", "Ferries", "Of all.", stage="60.60"), WorkItem("Y.4904", "Ferries")
PAIR = Pair(1, LEFT, RIGHT, 0.5, 0.0, Level.RELATED, "title", (), ())
words = st.sampled_from(["", "x", "both revise", "TD 5"])
decided = st.builds(
    Decision,
    pair=st.just("P-1"),
    left=st.just("a"),
    right=st.just("b"),
    outcome=st.sampled_from([*OUTCOMES[:3], KNOWN]),
    reason=words,
    ref=words,
    by=words,
    decided=st.sampled_from(["", "2026-01-01"]),
    expires=st.sampled_from([NEVER, "2027-01-01"]),
)


@given(st.lists(decided, min_size=1, max_size=5))
def test_a_decision_keeps_those_that_stood_in_its_place_but_what_was_only_known(some: list[Decision]) -> None:
    now, *rest = some
    told = []
    for each in rest:
        told += [] if now.outcome == KNOWN else [register.said(now)]
        now = register.replaced(now, each)
        assert (now.outcome, now.reason) == (each.outcome, each.reason)
    assert now.history == tuple(told)


@given(decided, decided)
def test_two_decisions_say_the_same_but_for_who_noted_it_when(one: Decision, other: Decision) -> None:
    assert register.says_the_same(one, replace(one, decided="x", left_print="y", history=("z",)))
    differs = {"outcome", "reason", "ref", "by", "expires"} & {
        name for name in ("outcome", "reason", "ref", "by", "expires") if getattr(one, name) != getattr(other, name)
    }
    assert register.says_the_same(one, other) != bool(differs)


cells = st.fixed_dictionaries(
    {"pair": st.sampled_from(["P-1", " P-2 ", ""]), "outcome": st.sampled_from(["", " ", "merge", OUTCOMES[1]])},
    optional=dict.fromkeys(("left", "right", "reason", "ref", "by"), words)
    | {"expires": st.sampled_from(["", "never", " 2027-06-01 ", "soon"])},
)


@given(st.lists(cells, max_size=4))
def test_rows_that_somebody_filled_in_are_decisions_where_they_have_an_outcome(rows: list[dict[str, str]]) -> None:
    filled = [row for row in rows if row["outcome"].strip()]
    halves = [row for row in rows if row not in filled and any(row.get(name) for name in ("reason", "ref", "by"))]
    if halves or any(not row["pair"] or row.get("expires") == "soon" for row in filled):
        with pytest.raises(OverlapError, match=r"x.csv"):
            list(register.from_rows(rows, "x.csv"))
        return
    for row, made in zip(filled, register.from_rows(rows, "x.csv"), strict=True):
        assert made.pair == row["pair"].strip()
        assert made.outcome.startswith(row["outcome"])
        assert made.expires == (row.get("expires", "").strip() or NEVER)
        assert {name: getattr(made, name) for name in ("left", "right", "reason", "ref", "by")} == {
            name: row.get(name, "").strip() for name in ("left", "right", "reason", "ref", "by")
        }


def test_a_baseline_notes_each_pair_as_it_is_on_that_day() -> None:
    (noted,) = register.baseline([PAIR], "2026-11-30").values()
    assert (noted.pair, noted.left, noted.right) == (PAIR.id, LEFT.id, RIGHT.id)
    assert (noted.outcome, noted.decided) == (KNOWN, "2026-11-30")
    assert not register.standing(PAIR, noted, "2026-11-30").open_again


CHANGES = {
    "title": {"title": "Ferries at night"},
    "scope": {"scope": "Of some."},
    "stage": {"stage": "90.20"},
    "edition": {"id": "ISO 37101:2024"},
    "draft": {"id": "ISO/DIS 37101"},
    "case": {"title": "FERRIES  "},
    "body": {"committee": "TC 268", "notes": "New."},
}


@pytest.mark.parametrize(("what", "is_turned", "expires"), [*product(CHANGES, [True, False], [NEVER, "2026-06-01"])])
def test_a_decision_holds_until_its_day_or_until_a_text_changes_on_whichever_side(
    what: str, is_turned: bool, expires: str
) -> None:
    first = replace(PAIR, left=RIGHT, right=LEFT) if is_turned else PAIR
    decision = register.stamp(Decision(pair=first.id, left="", right="", outcome=OUTCOMES[0]), first.left, first.right)
    decision = replace(decision, expires=expires)
    now = replace(LEFT, **CHANGES[what])  # type: ignore[arg-type]
    told = {
        "title": "title of ISO 37101:2016 changed",
        "scope": "scope of ISO 37101:2016 changed",
        "stage": "stage of ISO 37101:2016 changed",
        "edition": "ISO 37101:2024 is another edition than ISO 37101:2016",
        "draft": "ISO/DIS 37101 stands where ISO 37101:2016 stood",
    }.get(what, "")
    for day, is_over in (("2026-06-01", False), ("2026-06-02", expires != NEVER)):
        standing = register.standing(replace(PAIR, left=now), decision, day)
        reasons = [f"expired on {expires}"] * is_over + [told] * bool(told)
        assert standing.open_again == "; ".join(reasons)


@pytest.mark.parametrize(("knowledge", "accept"), [*product(Knowledge, Accept)])
@pytest.mark.parametrize("score", [0.399999, 0.4, 0.400001])
def test_a_check_fails_by_what_is_close_and_not_said_as_it_must_be(
    knowledge: Knowledge, accept: Accept, score: float
) -> None:
    finding = Finding(replace(PAIR, score=score), "ISO", knowledge, "", "", "")
    is_open = knowledge is Knowledge.SILENT or (knowledge is Knowledge.LIAISON and accept is Accept.NAMED)
    assert Gate(name="gate", line=0.4, accept=accept).fails(finding) == (is_open and score >= 0.4)


about = st.builds(
    Decision,
    pair=st.sampled_from(["P-1", "P-2", PAIR.id, PAIR.formerly]),
    left=st.sampled_from(["ISO 37101:2024", "Y.4904", "X-1"]),
    right=st.sampled_from(["ITU-T Y.4904 (2020)", "ISO 37101", "X-2"]),
    outcome=st.just(OUTCOMES[0]),
    decided=st.sampled_from(["2026-01-01", "2026-02-01", ""]),
)
WORKS = frozenset((*register.numbers(LEFT), *register.numbers(RIGHT)))


@given(st.lists(about, max_size=4, unique_by=lambda each: each.pair))
def test_a_decision_on_a_pair_is_that_of_its_id_else_the_last_on_its_works(some: list[Decision]) -> None:
    known = {each.pair: each for each in some}
    of_works = [
        each for each in some if {parse(each.left).numbers, parse(each.right).numbers} == {("ISO 37101",), ("Y.4904",)}
    ]
    last = max(of_works, key=lambda each: (each.decided, each.pair), default=None)
    wanted = known.get(PAIR.id) or known.get(PAIR.formerly) or last
    assert lookup.find(PAIR, known, lookup.by_work(known)) == wanted
    for each in some:
        assert lookup.absent(each, WORKS) == tuple(name for name in (each.left, each.right) if name[0] == "X")


def test_a_pair_has_the_same_ids_by_either_order() -> None:
    assert lookup.ids_of(LEFT, RIGHT) == lookup.ids_of(RIGHT, LEFT) == {PAIR.id, PAIR.formerly}
    assert pair_id("a", "b") == pair_id("b", "a") != pair_id("a", "c")
