"""Which groups a text of liaisons names: the group itself, the one right above it and those right below."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.items.liaisons import is_listed

WAYS = ("ISO/TC 268", "ISO/TC 268/SC 1", "ISO/TC 268/SC 1/WG 2")


@pytest.mark.parametrize("one", range(len(WAYS)))
@pytest.mark.parametrize("other", range(len(WAYS)))
def test_a_group_is_listed_by_itself_its_parent_and_its_child(one: int, other: int) -> None:
    assert is_listed(f"in liaison with {WAYS[other]} since 2019", "ISO", WAYS[one]) == (abs(one - other) <= 1)


@pytest.mark.parametrize("other", ["ISO/TC 26", "ISO/TC 2681", "IEC/TC 268", "ISO/TC 268/SC 2", "no group", ""])
def test_another_group_is_not(other: str) -> None:
    assert not is_listed(other, "ISO", "ISO/TC 268/SC 1")


def test_several_groups_are_all_read() -> None:
    text = "ISO/TC 1, ISO/TC 2/SC 3; ITU-T SG20 and Q7/20"
    for body, committee in (("ISO", "ISO/TC 1"), ("ISO", "ISO/TC 2/SC 3"), ("ITU-T", "SG20"), ("ITU-T", "Q7/20")):
        assert is_listed(text, body, committee)


@given(st.lists(st.sampled_from(["SC 2a", "TC 5x", "WG n° 3b", "ISO/TC 7_", "a", ",", "ISO/"]), max_size=5))
def test_a_unit_without_a_number_is_none_and_hides_none_after_it(words: list[str]) -> None:
    """It ends, too: what begins like a unit and is none is gone past."""
    assert not is_listed(" ".join(words), "ISO", "ISO/TC 268")
    assert is_listed(f"{' '.join(words)} ; ISO/TC 268", "ISO", "ISO/TC 268")


@pytest.mark.parametrize(("committee", "group"), [("TC 268", ""), ("", "TC 268"), ("TC 268", "WG 2")])
def test_a_committee_named_without_its_body_is_that_of_the_body_of_the_item(committee: str, group: str) -> None:
    assert is_listed("ISO/TC 268", "ISO", committee, group)
    assert not is_listed("IEC/TC 268", "ISO", committee, group)
