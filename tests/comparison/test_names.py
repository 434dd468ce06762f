"""Entries and pairs found by the names that people give them: in the first way in which any is called so."""

import re
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.comparison import names
from overlap.comparison.sides import sides
from overlap.errors import NotFoundError
from overlap.model import Corpus, WorkItem, called, pair_id
from overlap.settings import Settings

few = settings(max_examples=20)
IDS = ["Y.4904", "Y.4904-Rev", "ISO 37122:2019", "ISO/DIS 37122", "ISO/IEC 30145-1:2021", "IEC 60050-1", "WI-7", "x 12"]
ITEMS = [WorkItem(each, f"Title of {each}", aliases=("Y.Old",) if each == "WI-7" else ()) for each in IDS]
some = st.lists(st.sampled_from(ITEMS), min_size=2, max_size=5, unique_by=lambda item: item.id)


def corpus(name: str, items: list[WorkItem], where: str = "") -> Corpus:
    return Corpus(name, name.upper(), work_items=tuple(items), where=where)


@few
@given(some, some, st.booleans())
def test_a_pair_is_found_by_the_id_of_its_documents_or_of_its_works_and_nothing_else_is(
    left: list[WorkItem], right: list[WorkItem], within: bool
) -> None:
    right = left if within else right
    lists = corpus("a", left), corpus("b", right)
    expected: set[str] = set()
    for fold in (False, True):
        here, there = (sides(*lists, Settings(fold=fold))[n].entries for n in (0, 1))
        for one, other in combinations(here, 2) if within else product(here, there):
            expected |= {pair_id(one.id, other.id), pair_id(called(one), called(other))}
    found = names.find(*lists, [*expected, "P-00000000"], within)
    assert found.keys() == expected
    for name, (one, other) in found.items():
        assert name in (pair_id(one.id, other.id), pair_id(called(one), called(other)))
        assert one.id in {each.id for each in left}
        assert other.id in {each.id for each in right}
        assert names.find(*lists, [name], within).keys() == {name}


WAYS = {
    "Y.4904": ["Y.4904", " y.4904 ", "y4904", "Y 4904"],
    "ISO 37122:2019": ["ISO 37122:2019", "iso 37122:2019", "ISO37122-2019", "ISO 37122", "37122"],
    "ISO/IEC 30145-1:2021": ["iso/iec 30145-1:2021", "ISO/IEC 30145-1", "30145-1"],
    "WI-7": ["WI-7", "wi 7", "Y.Old", "y.old"],
    "x 12": ["x 12", "X12"],
}
"""Ways to name the items that one of them is called, none of which another is called by."""


@pytest.mark.parametrize(("item", "name"), [(item, name) for item, ways in WAYS.items() for name in ways])
@pytest.mark.parametrize("is_first", [True, False])
def test_an_item_is_found_by_any_of_its_names_whichever_side_is_named_first(
    item: str, name: str, is_first: bool
) -> None:
    side = corpus("a", [each for each in ITEMS if each.id in WAYS])
    other = corpus("b", [WorkItem("ISO 20022", "Title"), WorkItem("ISO 9001", "Title")])
    both = sides(side, other, Settings())
    named = (name, "ISO 9001") if is_first else ("ISO 9001", name)
    row, column = names.find_both(*named, both)
    assert (both[0].entries[row].id, both[1].entries[column].id) == (item, "ISO 9001")


@few
@given(some, st.data())
def test_of_two_that_are_called_so_the_one_that_is_spelled_so_is_meant_or_both_are_told(
    items: list[WorkItem], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(items)).id
    side, other = sides(corpus("a", items), corpus("b", [WorkItem("Q 1", "Title")]), Settings(fold=False))
    assert side.entries[names.find_entry(name, side, other)].id == name
    small = [WorkItem("A.1", "Title"), WorkItem("a.1", "Title"), WorkItem("B.1", "Title")]
    side, _ = sides(corpus("a", small), corpus("b", small), Settings(fold=False))
    with pytest.raises(NotFoundError, match=r"2 of A are called A1.") as told:
        names.find_entry("A1", side, other)
    assert str(told.value).count("1;") == 1


@pytest.mark.parametrize("where", ["", "lists/sg20.csv", "my list.csv"])
def test_what_is_not_there_is_told_with_the_command_that_lists_what_is(where: str) -> None:
    side, other = sides(corpus("a", ITEMS[:2], where), corpus("b", ITEMS[2:]), Settings())
    shown = {"": "a", "my list.csv": '"my list.csv"'}.get(where, where)
    for name in ("Z.9999", "ISO 37122", "P-00000000"):
        with pytest.raises(NotFoundError) as told:
            names.find_entry(name, side, other)
        assert f"overlap corpus show {shown} --items" in str(told.value)


CODE = pair_id("Y.4904", "ISO 9001")


def test_two_names_are_a_pair_of_works_unless_both_are_ids_of_pairs() -> None:
    lists = corpus("a", [*ITEMS, WorkItem("R2KQFZT1", "Title")]), corpus("b", [WorkItem("ISO 9001", "Title")])
    for named in (["y4904", "ISO 9001"], ["ISO 9001", "Y.4904"]):
        assert names.pairs_of(*lists, named) == [CODE]
    assert names.pairs_of(*lists, ["R2KQFZT1", "ISO 9001"]) == [pair_id("R2KQFZT1", "ISO 9001")]
    for named in ([CODE], [CODE, "P-00000000"], ["S-00000000", "x"], ["00000000", "00000001"], [CODE] * 3, []):
        assert names.pairs_of(*lists, named) == named
    with pytest.raises(NotFoundError, match=r"Y\.4905"):
        names.pairs_of(*lists, ["Y.4905", "ISO 9001"])


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), CODE[2:], f" {CODE[2:].lower()} "])
def test_the_works_of_a_pair_are_given_by_its_id_however_it_is_typed(typed: str) -> None:
    lists = corpus("a", ITEMS), corpus("b", [WorkItem("ISO 9001", "Title")])
    assert names.ids_of(*lists, typed) == ("Y.4904", "ISO 9001")


@pytest.mark.parametrize(
    ("name", "problem", "remedy"),
    [
        ("P-00000000", "No pair of A and B is called P-00000000.", names.OTHER_LISTS),
        ("L-00000000", "L-00000000 is a liaison statement, and no pair.", "See 'overlap liaison show L-00000000'."),
        (f"S-{CODE[2:]}", "No subject of A and B", f"Did you mean {CODE}? {names.OTHER_LISTS}"),
        ("S-00000000", "No subject of A and B", names.OTHER_LISTS),
        ("Y.4904", "Y.4904 is one work item of A", "Name one of B beside it; see 'overlap corpus show b --items'."),
        ("ISO 9001", "ISO 9001 is one work item of B", "Name one of A beside it; see 'overlap corpus show a --items'."),
        ("P-ISO 9001", "ISO 9001 is one work item of B", "Name one of A beside it"),
    ],
)
def test_what_is_no_pair_is_told_for_what_it_is(name: str, problem: str, remedy: str) -> None:
    lists = corpus("a", ITEMS), corpus("b", [WorkItem("ISO 9001", "Title")])
    told = names.no_pair(name, *lists)
    assert told.problem.startswith(problem)
    assert told.remedy.startswith(remedy)
    if name != f"S-{CODE[2:]}":
        with pytest.raises(NotFoundError, match=re.escape(problem)):
            names.ids_of(*lists, name)
