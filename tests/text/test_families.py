"""Identifiers of owners with one plain form: put together and taken apart, and those of none by what they look like."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.text.identifiers import families, parse

FAMILIES = [
    (("ETSI TS", "TS", "etsi ts"), "ETSI TS", "1{n:02} {m:03}", ("", " V3.1.1", " V1.2.1 (2022-04)"), "ETSI"),
    (("3GPP TS", "TS", "3GPP  TS"), "3GPP TS", "2{k}.{m:03}", ("", " V17.0.0"), "3GPP"),
    (("SAE",), "SAE", "J{n}", ("", "_202104", ":2021"), "SAE"),
    (("ASTM",), "ASTM", "E{m}", ("", "-13", "-13(2018)"), "ASTM"),
    (("RFC", "IETF RFC", "rfc", "RFC 0"), "RFC", "{n}{m}", ("",), "RFC"),
    (("IECEE OD-",), "IECEE OD-", "{n}", ("", ":2020"), "IEC"),
    (("IECEX OD",), "IECEX OD", "{m:03}", ("", ":2020"), "IEC"),
    (("IECQ CS",), "IECQ CS", "{m}", ("", ":2020"), "IEC"),
    (("EN", "prEN", "FprEN", "en"), "EN", "1{m:03}-{k}", ("", ":2015"), "CEN"),
    (("CEN/TS", "prCEN/TS", "FprCEN/TS"), "CEN/TS", "1{m:03}", ("", ":2011"), "CEN"),
    (("CLC/TR", "prCLC/TR"), "CLC/TR", "5{m:03}", ("", ":2012"), "CEN"),
    (("CWA", "prCWA"), "CWA", "1{m:03}", ("", ":2019"), "CEN"),
    (("GB/T",), "GB/T", "3{m:03}", ("", "-2018"), "NATIONAL"),
    (("BS",), "BS", "8{m:03}", ("", ":2014"), "NATIONAL"),
    (("GOST R", "gost r"), "GOST R", "5{m:03}", ("", "-2017"), "NATIONAL"),
    (("JIS Q",), "JIS Q", "1{m:03}", ("", ":2017"), "NATIONAL"),
]
"""How an identifier may begin, how its work does, its number, its editions, and who owns it."""


@settings(max_examples=25)
@pytest.mark.parametrize(("heads", "work", "form", "editions", "owner"), FAMILIES)
@given(data=st.data(), n=st.integers(10, 99), m=st.integers(100, 999), k=st.integers(1, 9))
def test_an_identifier_of_an_owner_names_its_work_with_or_without_edition(
    heads: tuple[str, ...],
    work: str,
    form: str,
    editions: tuple[str, ...],
    owner: str,
    data: st.DataObject,
    n: int,
    m: int,
    k: int,
) -> None:
    number = form.format(n=n, m=m, k=k)
    between = "" if work.endswith("-") else " "
    head, edition = data.draw(st.sampled_from(heads)), data.draw(st.sampled_from(editions))
    found = parse(f"{head}{'' if head[-1] == '0' else between}{number}{edition}")
    assert found.numbers == (f"{work}{between}{number}",)
    assert found.owner == owner
    assert found.is_standard
    assert parse(str(found)) == found
    years = [
        part
        for part in ("2022", "2021", "2020", "2019", "2018", "2017", "2015", "2014", "2012", "2011")
        if part in edition
    ]
    assert found.year == (years[0] if years else "")
    assert not found.is_work_of(parse(f"{work}{between}{form.format(n=n + 1, m=m - 1 if m > 100 else 999, k=10 - k)}"))


@given(st.lists(st.sampled_from(["ISO 9001", "WI-1", "WI-2", "WI 12", "12 a", "wp/3", "Y.4904", "TD7"]), unique=True))
def test_what_is_of_no_owner_is_listed_by_its_letters_the_most_first_and_nothing_twice(names: list[str]) -> None:
    found = families.unknown(names)
    assert sorted(each for some in found.values() for each in some) == sorted(
        each for each in names if not parse(each).is_standard
    )
    assert [*found] == sorted(found, key=lambda head: (-len(found[head]), head))
    assert all(
        "".join(filter(str.isalpha, each)).upper().startswith(head.replace("/", ""))
        for head in found
        for each in found[head]
    )
