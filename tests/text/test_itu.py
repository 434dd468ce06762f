"""Identifiers of ITU, put together of their parts and taken apart again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.text.identifiers import parse

NUMBERS = st.builds(
    lambda series, number, more: f"{series}.{number}{more}",
    st.sampled_from("AEFGHJKLMOPQTVXYZ"),
    st.integers(2000, 9900),
    st.sampled_from(("", ".1", ".12.3")),
)
HEADS = st.sampled_from(
    ("ITU-T ", "Rec. ITU-T ", "Recommendation ITU-T ", "CCITT Rec. ", "Draft new Recommendation ITU-T ", "ITU ", "")
)
EDITIONS = st.sampled_from(("", " (2016)", " (07/2016)", " (V2) (07/2016)", " v.1 (02/2016)"))
CHANGES = {
    "": "",
    " Amd. 1": "Amd 1",
    " Amendment 12": "Amd 12",
    " Cor. 2 (10/2017)": "Cor 2",
    " Technical Corrigendum 3": "Cor 3",
    " Err. 1": "Err 1",
    " Addendum 4": "Add 4",
    " Amd": "Amd",
}
OWN = {"": "", " Annex B": "ANNEXB", " Appendix II": "APPENDIXII", " Suppl. 3": "SUPPL.3", " Supplement 3": "SUPPL.3"}


@given(HEADS, st.lists(NUMBERS, min_size=1, max_size=2, unique=True), EDITIONS, st.sampled_from([*CHANGES]))
def test_a_recommendation_is_taken_apart_as_it_was_put_together(
    head: str, numbers: list[str], edition: str, change: str
) -> None:
    found = parse(f"{head}{'/'.join(numbers)}{edition}{change}")
    year = "2017" if "2017" in change else "2016" if edition else ""
    assert (found.numbers, found.owner, found.year) == (tuple(numbers), "ITU-T", year)
    assert found.changes == ((CHANGES[change],) if change else ())
    assert found.is_change == bool(change)
    shown = f"ITU-T {'/'.join(numbers)}{f' ({year})' if year else ''}{f' {CHANGES[change]}' if change else ''}"
    assert str(found) == shown
    assert parse(shown) == found


@given(NUMBERS, st.sampled_from([*OWN][1:]), EDITIONS)
def test_an_annex_and_a_supplement_are_works_beside_the_text(number: str, part: str, edition: str) -> None:
    found = parse(f"ITU-T {number}{part}{edition}")
    assert found.numbers == (f"{number}{OWN[part]}",)
    assert found != parse(f"ITU-T {number}{edition}")
    name = part.strip().rstrip("0123456789BI ")
    count = part.strip().rpartition(" ")[2]
    to = parse(f"{name} {count} to Recommendation ITU-T {number}{edition}")
    assert (to.numbers, to.year) == (found.numbers, found.year)


@given(NUMBERS, st.sampled_from(("-Rev", "-rev1", "rev.2", "-Revision")))
def test_a_revision_is_a_draft_of_the_same_work(number: str, revision: str) -> None:
    found = parse(f"ITU-T {number}{revision}")
    assert (found.numbers, found.is_draft) == ((number,), True)
    assert not parse(f"ITU-T {number}").is_draft


@given(
    NUMBERS,
    st.sampled_from(("", "-201607", "-2016")),
    st.sampled_from(("", "-I", "-S")),
    st.sampled_from(("", "!Amd1", "!!PDF-E", "!Cor2!PDF-E")),
    st.sampled_from(("", "https://www.example.org/rec/", "ITU-T ")),
)
def test_the_name_of_a_file_of_itu_is_that_of_its_text(
    number: str, date: str, status: str, change: str, before: str
) -> None:
    found = parse(f"{before}T-REC-{number}{date}{status}{change}")
    assert (found.numbers, found.year) == ((number,), "2016" if date else "")
    assert found.changes == {"!Amd1": ("Amd 1",), "!Cor2!PDF-E": ("Cor 2",)}.get(change, ())


@given(st.sampled_from("EGHKLQXY"), st.integers(1, 99), st.sampled_from(("", " (2025)", " (09/2025)")))
def test_a_supplement_of_a_series_has_one_number_however_it_is_written(series: str, count: int, edition: str) -> None:
    found = parse(f"ITU-T {series} Suppl. {count}{edition}")
    assert (found.numbers, found.kind, found.year) == (
        (f"{series} SUPPL. {count}",),
        "Suppl.",
        "2025" if edition else "",
    )
    for other in (
        f"{series}-series Recommendations - Supplement {count}{edition}",
        f"{series}.Sup{count}{edition}",
        f"Supplement {count} to ITU-T {series}-series Recommendations",
        f"Suppl. {count} to the {series}-series",
    ):
        assert parse(other).numbers == found.numbers, other
    assert str(parse(str(found))) == str(found)


KINDS = {
    "": "",
    "Rec. ": "",
    "Recommendation ": "",
    "Report ": "REPORT",
    "Question ": "QUESTION",
    "Resolution ": "RESOLUTION",
}


@given(
    st.sampled_from(("BT", "M", "SM", "BS")),
    st.integers(1, 3000),
    st.sampled_from([*KINDS]),
    st.sampled_from(("", "-0", "-12")),
)
def test_an_identifier_of_the_radio_sector_is_never_one_of_itu_t(
    series: str, number: int, kind: str, edition: str
) -> None:
    found = parse(f"{kind}ITU-R {series}.{number}{edition}")
    work = " ".join(filter(None, ("ITU-R", KINDS[kind], f"{series}.{number}")))
    assert (found.numbers, found.owner, found.kind) == ((work,), "ITU-R", KINDS[kind].capitalize())
    assert found == parse(f"{kind}ITU-R {series}.{number}-3")
    assert str(found).endswith(f"ITU-R {series}.{number}{edition}")
    assert not {*found.numbers} & {*parse(f"ITU-T {series}.{number}").numbers}


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("ITU-T Operational Bulletin No. 1301", "ITU-T OB 1301"),
        ("ITU-T OB 1301 (15.X.2024)", "ITU-T OB 1301"),
        ("ITU-D 5/2", "ITU-D 5/2"),
        ("ITU-D Q2/1 (2024)", "ITU-D Q2/1"),
        ("ITU-R Question 102/5", "ITU-R QUESTION 102/5"),
        ("CCIR Rep. 1047", "ITU-R REPORT 1047"),
        ("Rec. ITU-R SM.1413", "ITU-R SM.1413"),
    ],
)
def test_what_else_itu_numbers_has_its_own_numbers(name: str, number: str) -> None:
    assert parse(name).numbers == (number,)


@pytest.mark.parametrize(
    "name",
    [
        "Annex",
        "Annex B to",
        "Appendix of lots",
        "App. 3",
        "ITU-T Outlook",
        "Annex A of ISO 9001",
        "Y.1 ISO 9001",
        "SUP",
        "T-REC-",
        "ITU-R",
        "ITU-D",
    ],
)
def test_what_only_begins_like_an_identifier_of_itu_is_taken_as_it_stands(name: str) -> None:
    assert not any(number.startswith(("Y.1ISO", "ITU-T OB")) for number in parse(name).numbers)
    assert parse(name).numbers == parse(name.upper()).numbers
