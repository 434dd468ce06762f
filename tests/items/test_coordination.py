"""Which pairs are coordinated already, told by identifiers and declarations."""

import pytest

from overlap.items import coordination
from overlap.items.coordination import declared
from overlap.model import WorkItem

ORIGIN = WorkItem("ISO 37101:2016", "Management")


@pytest.mark.parametrize(
    "item",
    [
        WorkItem("DIN EN ISO 37101:2022-12", "Management"),
        WorkItem("NF X 1", "Management", notes="Identical to ISO 37101:2016"),
        WorkItem("GB/T 36625-2018", "Management", relations=("ISO 37101:2016, IDT",)),
        WorkItem("GB/T 36625-2018", "Management", joint_with=("ISO 37101:2016 (IDT)",)),
        WorkItem("GB/T 36625-2018", "Management (ISO 37101:2016, IDT)"),
        WorkItem("WI 7", "Management", aliases=("prEN ISO 37101",)),
    ],
)
def test_an_adoption_is_the_same_text_however_it_is_said(item: WorkItem) -> None:
    for one, other in ((item, ORIGIN), (ORIGIN, item)):
        (said,) = declared([one], [other]).values()
        assert said.startswith(f"{item.id} adopts ISO 37101")
        assert said.endswith("the same text")


def test_a_modified_adoption_is_said_to_be_one() -> None:
    (said,) = declared([WorkItem("EN 1 (ISO 37101:2016, MOD)", "Management")], [ORIGIN]).values()
    assert said.endswith("a modified adoption")


def test_two_adoptions_of_one_text_are_one_text_and_two_that_are_joint_with_a_third_are_not() -> None:
    assert declared([WorkItem("BS ISO 5", "A")], [WorkItem("NF ISO 5", "A")])
    one, other = (WorkItem(name, "A", joint_with=("ISO 5",)) for name in ("X.1", "X.2"))
    assert not declared([one], [other])


def test_what_names_a_text_without_adopting_it_is_not_coordinated() -> None:
    assert not declared([WorkItem("X.1", "A", relations=("ISO 37101",), notes="see ISO 37101")], [ORIGIN])


def test_a_number_is_of_those_that_have_it_and_of_none_that_names_or_adopts_it() -> None:
    one = WorkItem("Y.4471", "Parking", joint_with=("ISO/IEC 30999",), aliases=("Y.lots",))
    other = WorkItem("DIN EN ISO 5", "Density", relations=("ISO 7",))
    again = WorkItem("Y.4471/X.99", "Parking", aliases=("Y.4471", "Y.lots"))
    found = coordination.works([one, other, again])
    own = {"Y.4471": [0, 2], "Y.lots".upper(): [0, 2], "X.99": [2], "DIN EN ISO 5": [1]}
    assert {number: places for number, places in found.items() if places} == own
