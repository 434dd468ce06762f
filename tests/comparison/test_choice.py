"""Which pairs are shown, in any piece of them, and one pair found by either order of its names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison.choice import choose_pairs
from overlap.comparison.comparison import compare, explain, score
from overlap.errors import SettingsError
from overlap.model import Corpus, WorkItem
from overlap.settings import Settings

TITLES = ("Smart parking", "Parking lots", "Water meters", "Tolls", "Smart meters", "Waste")
ITEMS = tuple(WorkItem(f"P.{n}", title) for n, title in enumerate(TITLES))
LEFT, RIGHT = Corpus("a", "A", work_items=ITEMS[:3]), Corpus("b", "B", work_items=ITEMS[3:])
WHOLE = Corpus("c", "C", work_items=ITEMS)
EVERY = Settings(limit=None, level=None)
SCORES, REPORT = score(LEFT, RIGHT, EVERY), compare(LEFT, RIGHT, EVERY)


@given(st.integers(0, 10), st.integers(0, 10), st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=3))
def test_a_piece_of_the_pairs_is_that_piece_of_all(start: int, end: int, aside: list[tuple[int, int]]) -> None:
    chosen = choose_pairs(SCORES, EVERY, (REPORT.left, REPORT.right), aside)
    places = [(each.row, each.column) for _, each in chosen]
    assert sorted([*places, *{*aside}]) == [(row, column) for row in range(3) for column in range(3)]
    assert 0 < len(chosen.listed) < len(chosen) or aside
    assert [*chosen.places(start, end)] == [*chosen][start:end]


def test_a_pair_within_a_list_is_the_same_by_either_order_of_its_names() -> None:
    within = Settings(limit=None, level=None, within=True)
    for each in compare(WHOLE, WHOLE, within).pairs:
        for names in ((each.left.id, each.right.id), (each.right.id, each.left.id)):
            (found,) = explain(WHOLE, WHOLE, *names, within).pairs
            assert (found.id, found.rank, found.score) == (each.id, each.rank, each.score)
    with pytest.raises(SettingsError, match="are one work item"):
        explain(WHOLE, WHOLE, "P.1", "P.1", within)
    assert explain(WHOLE, WHOLE, "P.1", "P.1", EVERY).pairs[0].score > 0.5
