"""Which groups a text of liaisons names: the group itself, the one right above it and those right below."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.items.liaisons import groups, is_listed, long_for

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


BODIES = {
    "ISO": "ISO",
    "IEC": "IEC",
    "CEI": "IEC",
    "ISO/IEC": "ISO/IEC",
    "IEC/ISO": "ISO/IEC",
    "ITU-T": "ITU-T",
    "UIT-T": "ITU-T",
    "ITU": "ITU-T",
    "CEN/CENELEC": "CEN/CENELEC",
    "CLC": "CENELEC",
    "": "",
}
LARGE = {
    "TC": ("TC", "tc", "Technical Committee", "comité technique"),
    "JTC": ("JTC", "Joint Technical Committee"),
    "PC": ("PC", "project committee"),
    "SG": ("SG", "CE", "Study Group", "commission d'études", "comisión de estudio"),
    "SYC": ("SyC", "Systems Committee"),
}
SMALL = {
    "SC": ("SC", "Subcommittee", "sub-committee", "sous-comité"),
    "WP": ("WP", "Working Party"),
    "WG": ("WG", "GT", "Working Group", "groupe de travail"),
    "Q": ("Q", "Question"),
}


@st.composite
def named(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """Write a group as a text does, and give the body and the units that it is."""
    body = draw(st.sampled_from([*BODIES]))
    text, way = body, [BODIES[body]]
    between = draw(st.sampled_from(("/", " ", " / "))) if body else ""
    for number, units in enumerate((LARGE, *[SMALL] * draw(st.integers(0, 2)))):
        unit = draw(st.sampled_from([*units]))
        count = draw(st.integers(1, 300))
        written = draw(st.sampled_from(units[unit]))
        gap = draw(st.sampled_from(("", " "))) if len(written) < 4 else " "
        text += f"{between if not number else draw(st.sampled_from(('/', ' ', ', ', ' / ')))}{written}{gap}{count}"
        way.append(f"{unit}{count}")
    return text, tuple(way)


@given(st.lists(named(), max_size=3), st.sampled_from(("; ", " and ", ". ", ", ")))
def test_every_group_of_a_text_is_read_as_the_way_down_to_it(some: list[tuple[str, tuple[str, ...]]], by: str) -> None:
    assert groups(by.join(text for text, _ in some)) == tuple(dict.fromkeys(way for _, way in some))


@given(named(), st.sampled_from(("no", "not", "without", "neither", "sans")), named())
def test_what_a_text_denies_is_no_liaison(
    one: tuple[str, tuple[str, ...]], word: str, other: tuple[str, tuple[str, ...]]
) -> None:
    assert groups(f"{one[0]}; {word} liaison with {other[0]}") == (one[1],)
    assert groups(f"{word} liaison with {other[0]}; {one[0]}") == (one[1],)


@given(named(), named())
def test_one_group_is_listed_beside_another_where_it_is_that_or_right_above_or_below(
    one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]]
) -> None:
    (body, *way), (its_body, *its_way) = one[1], other[1]
    shorter, longer = sorted((way, its_way), key=len)
    is_one_body = "" in (body or "ISO", its_body) or (body or "ISO") == its_body
    is_near = is_one_body and len(longer) <= len(shorter) + 1 and longer[: len(shorter)] == shorter
    assert is_listed(other[0], "ISO", one[0]) == is_near
    assert is_listed(one[0], "ISO", one[0])


@given(st.lists(named(), min_size=1, max_size=4), st.data())
def test_the_last_units_of_a_name_stand_for_it_where_no_other_ends_so(
    some: list[tuple[str, tuple[str, ...]]], drawn: st.DataObject
) -> None:
    _, (_, *way) = drawn.draw(st.sampled_from(some))
    last = way[-drawn.draw(st.integers(1, len(way))) :]
    ends = {each: text for text, each in some if [*each[1:][-len(last) :]] == last}
    assert long_for("/".join(last), [text for text, _ in some]) == (next(iter(ends.values())) if len(ends) == 1 else "")
    assert long_for(f"{'/'.join(last)} and more", [text for text, _ in some]) == ""
