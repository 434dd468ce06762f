"""What is said of the liaisons that committees list: all that is known, and nothing where no list is at hand."""

from itertools import product

import pytest

from overlap.comparison.links import Position
from overlap.model import Committee, WorkItem

LISTED, NOT_LISTED, UNKNOWN = (Committee(f"TC {n}", as_of=f"2026-0{n}-01") for n in (1, 2, 3))


EVERY_WAY = [*product(((), (LISTED,)), ((), (NOT_LISTED,)), ((), (UNKNOWN,)))]


@pytest.mark.parametrize(("listed", "not_listed", "unknown"), EVERY_WAY)
def test_each_committee_is_named_where_any_list_is_at_hand(
    listed: tuple[Committee, ...], not_listed: tuple[Committee, ...], unknown: tuple[Committee, ...]
) -> None:
    position = Position("ITU-T", listed, not_listed, unknown)
    said = position.said()
    assert bool(said) == bool(listed or not_listed)
    for each in (LISTED, NOT_LISTED, UNKNOWN):
        assert (each.name in said) == (bool(said) and each in (*listed, *not_listed, *unknown))
    for each in (LISTED, NOT_LISTED, UNKNOWN):
        assert bool(position.of(WorkItem("X", "Lots", committee=each.name))) == (each in listed)
