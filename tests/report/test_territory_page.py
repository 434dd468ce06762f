"""The territory map on the terminal: of each list the first, and how many more there are."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison.comparison import compare
from overlap.comparison.territory import Cell, Claim, Contest, Cover, Holding, Part, Status, Territory
from overlap.model import Corpus, Statement, WorkItem
from overlap.report.layout import Screen
from overlap.report.territories import data, terminal
from overlap.report.territories.wording import MEANING
from overlap.settings import Settings

ITEMS = tuple(WorkItem(f"Y.{n}", f"Parking {n}", group=f"Q{n}/1") for n in range(12))
LEFT = Corpus("a", "Left", work_items=ITEMS)
RIGHT = Corpus("b", "Right", work_items=tuple(replace(each, id=f"ISO {each.id[2:]}") for each in ITEMS))
REPORT = compare(LEFT, RIGHT, Settings())
POINTS = tuple(Statement(f"s{n}", f"Lots {n}", heading=f"Point {n}") for n in range(12))
EMPTY = Territory({}, (), (), (), ())
MORE = "more (--format json or markdown, --matrix)"
COUNTS = st.sampled_from((0, 1, 3, 4, 8, 9, 12))


def page(territory: Territory, *, with_all: bool = True) -> list[str]:
    return terminal.write(territory, REPORT, Screen(width=200), with_all).splitlines()


def cut(count: int, most: int) -> list[str]:
    return [f"  {count - most} {MORE}"] if count > most else []


def below(lines: Sequence[str], heading: str) -> list[str]:
    """Give the lines below a heading, up to an empty one."""
    start = next(n for n, line in enumerate(lines) if line.startswith(heading)) + 1
    return list(lines[start : start + next((n for n, line in enumerate(lines[start:]) if not line), len(lines))])


@given(COUNTS, st.integers(1, 9), st.booleans())
def test_the_first_contests_are_told_with_their_first_items(count: int, items: int, with_all: bool) -> None:
    contests = tuple(Contest(each, POINTS[0], 1.0, ITEMS[:items]) for each in POINTS[:count])
    lines = below(page(replace(EMPTY, contests=contests), with_all=with_all), "Statements that claim")
    most = 8 if with_all else 3
    ids = ", ".join(each.id for each in ITEMS[: min(items, 6)])
    more = f" and {items - 6} more" if items > 6 else ""
    wanted = []
    for each in POINTS[: min(count, most)]:
        said = f"    {items} item{'' if items == 1 else 's'}: {ids}{more}"
        wanted += [f"  {each.heading}: {each.text}", "  Point 0: Lots 0", said]
    assert lines == [*wanted, *cut(count, most)]


@given(COUNTS, st.sampled_from((Status.OUTSIDE, Status.UNCLAIMED)), st.booleans(), st.booleans())
def test_the_first_items_on_foreign_ground_are_told_with_their_claims(
    count: int, status: Status, is_claimed: bool, is_through: bool
) -> None:
    claim = Claim("right", POINTS[1], 0.5, ("a", "b", "c", "d", "e"), ITEMS[3] if is_through else None, 0.756)
    claims = (claim,) if is_claimed else ()
    holdings = tuple(Holding("left", each, status, claims, (POINTS[2],)) for each in ITEMS[:count])
    lines = page(replace(EMPTY, holdings=holdings))
    heading = f"Items {MEANING[status]}"
    if not count:
        assert heading not in lines
        return
    by = "through Y.3, 0.76" if is_through else "a, b, c, d"
    said = [f"    Point 1 ({by}); excluded by Point 2"] if is_claimed else []
    wanted = [line for each in ITEMS[: min(count, 8)] for line in (f"  {each.id} {each.title}", *said)]
    assert below(lines, heading) == [*wanted, *cut(count, 8)]
    row = next(line for line in lines if line.startswith(f"{status}: "))
    assert row.split()[-2:] == [str(count), "0"]


@given(COUNTS, st.booleans())
def test_the_first_covers_are_told_with_what_covers_them_and_what_is_open(count: int, has_open: bool) -> None:
    parts = (Part("lots", 0.25, ITEMS[1]), Part("cars", 0.25, ITEMS[2]), Part("ramps", 0.1, ITEMS[1]))
    rest = ("bells", "kerbs") if has_open else ()
    covers = tuple(Cover("left", each, 0.604, parts, rest) for each in POINTS[:count])
    lines = below(page(replace(EMPTY, covers=covers)), "How many of a statement's words")
    said = f"    Y.1: lots, ramps; Y.2: cars{'; open: bells, kerbs' if has_open else ''}"
    wanted = [line for each in POINTS[: min(count, 8)] for line in (f"  60% of {each.heading}: {each.text}", said)]
    assert lines == [*wanted, *cut(count, 8)]


@given(st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), st.integers(1, 9)))
def test_the_heat_map_has_each_count_where_its_groups_meet(counts: dict[tuple[str, str], int]) -> None:
    cells = tuple(
        Cell(one, other, count, (ITEMS[n % 12], ITEMS[0], 0.5 + n / 100))
        for n, ((one, other), count) in enumerate(counts.items())
    )
    lines = page(replace(EMPTY, cells=cells))
    found = below(lines, "Pairs of work items that overlap substantially")
    if not counts:
        assert found == ["none"]
        return
    columns = sorted({other for _, other in counts})
    assert found[0].split() == columns
    most = max(counts.values())
    for row, line in zip(dict.fromkeys(one for one, _ in counts), found[1:], strict=True):
        name, *shown = re.split(r"\s{2,}", line)
        assert name == row
        for column, cell in zip(columns, shown, strict=True):
            count = counts.get((row, column))
            shades = next(shade for n, shade in enumerate("░▒▓█", 1) if (count or 0) * 4 <= n * most)
            assert cell == (f"{shades * 2} {count}" if count else ".")
    strongest = [line for line in lines if re.fullmatch(r"  \w and \w: .*, 0\.\d{3}", line)]
    assert [float(line[-5:]) for line in strongest] == [round(0.5 + n / 100, 3) for n in range(len(cells) - 1, -1, -1)][
        :8
    ]
    assert (f"  {len(cells) - 8} more cells (--format json)" in lines) == (len(cells) > 8)


@pytest.mark.parametrize("with_all", [False, True])
def test_the_way_to_the_whole_stands_where_not_all_is_shown(with_all: bool) -> None:
    whole = "\n".join(page(EMPTY, with_all=with_all))
    assert ("--all adds" in whole) != with_all
    assert ("only the items of its own side" in whole) == with_all


def test_the_strongest_pair_of_a_cell_is_named_by_both_texts() -> None:
    cell = Cell("Q1/1", "Q2/1", 3, (ITEMS[4], ITEMS[7], 0.75))
    (told,) = data.as_json(replace(EMPTY, cells=(cell,)))["cells"]
    assert told == {"left": "Q1/1", "right": "Q2/1", "pairs": 3, "strongest": ["Y.4", "Y.7", 0.75]}
