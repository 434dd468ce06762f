"""Adoptions put together of who adopts, what is adopted and what is written behind it, and taken apart again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.text.identifiers import parse

PREFIXES = st.sampled_from(("BS", "DIN", "NF", "UNI", "BS EN", "DIN EN", "EN", "KS X", "TS EN", "I.S. EN", "AS"))
CORES = st.builds(
    lambda owner, number, part: f"{owner} {number}{part}",
    st.sampled_from(("ISO", "ISO/IEC", "ISO/TS", "IEC TR", "ISO/IEC TS")),
    st.integers(61000, 69000),
    st.sampled_from(("", "-1", "-12-3")),
)
YEARS = st.sampled_from(("", ":2016"))


@given(PREFIXES, CORES, YEARS, st.sampled_from(("", "+A1:2020", "/A11:2021", "+AC:2019")))
def test_who_adopts_stands_before_what_is_adopted(prefix: str, core: str, year: str, change: str) -> None:
    found, origin = parse(f"{prefix} {core}{year}{change}"), parse(core)
    assert found.numbers == tuple(f"{prefix} {number}" for number in origin.numbers)
    assert (found.owner, found.year, found.is_draft, found.is_modified) == (prefix, year[1:], False, False)
    assert found.origin == origin
    assert [each[-4:] for each in found.changes] == ([change[-4:]] if change else [])
    assert found.texts == (*found.numbers, *origin.numbers)
    assert parse(str(found)) == found
    assert not found.is_work_of(origin)


@given(st.sampled_from(("prEN ", "FprEN ", "EN ", "DIN EN ", "BS EN ")), CORES)
def test_a_draft_of_an_adoption_is_the_same_work(prefix: str, core: str) -> None:
    found = parse(f"{prefix}{core}")
    assert found == parse(f"{prefix.replace('pr', '').replace('F', '')}{core}")
    assert found.is_draft == ("pr" in prefix)
    assert found.origin == parse(core)


DEGREES = st.sampled_from((("idt", False), ("IDT", False), ("MOD", True), ("modified", True), ("identical", False)))


@given(st.integers(2000, 9000), CORES, YEARS, DEGREES, st.booleans())
def test_what_is_declared_to_be_adopted_is_with_its_degree(
    number: int, core: str, year: str, degree: tuple[str, bool], in_brackets: bool
) -> None:
    said, is_modified = degree
    own = f"GB/T {number}-2018"
    found = parse(f"{own} ({core}{year}, {said})" if in_brackets else f"{own} {said} {core}{year}")
    assert found == parse(own)
    assert (found.origin, found.is_modified) == (parse(core), is_modified)
    assert parse(f"{own} ({core}{year})").origin == parse(core)


@given(
    st.integers(60000, 69999), st.sampled_from(("", "-1", "-2-30")), st.sampled_from(("", ":2006", ":2006+A12:2014"))
)
def test_a_european_text_of_the_numbers_of_iec_is_that_of_iec(number: int, part: str, rest: str) -> None:
    found = parse(f"EN {number}{part}{rest}")
    assert (found.numbers, found.origin) == ((f"EN {number}{part}",), parse(f"IEC {number}{part}"))
    assert found.year == ("2006" if rest else "")
    assert found.changes == (("A12:2014",) if "A12" in rest else ())
    assert parse(f"prEN {number}{part}").is_draft
    assert parse(f"EN {number - 50000}{part}").origin is None


@pytest.mark.parametrize("before", ["DRAFT", "UNAPPROVED", "TO", "OF", "IEEE", "a b c d e f g"])
def test_what_names_nobody_who_adopts_makes_no_adoption(before: str) -> None:
    assert parse(f"{before} ISO 37106").origin is None
