"""Which identifiers name the same work item."""

import csv
import gzip
import json
import unicodedata
from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.text.identifiers import Identifier, parse
from tests.conftest import ROOT, SHARED, needs_shared

SAME = [
    ("Y.4400/Y.2063", "ITU-T Y.2063"),
    ("Y.4400/Y.2063", "Rec. ITU-T Y.4400"),
    ("ITU-T A.1 (10/2000)", "A.1 (09/2019)"),
    ("ITU-T H.222.0 (V8) (2021) Amd. 1 (12/2022)", "H.222.0"),
    ("ITU-T Q.3941.1 v.1 (02/2016)", "ITU-T Q.3941.1"),
    ("ITU-T X.711 (1997) Technical Cor. 2 (02/2000)", "ITU-T X.711 (1991)"),
    ("Y.4551/F.771 (2008) Amd. 1", "Y.4551/F.771"),
    ("Y.4904-Rev", "Y.4904"),
    ("Y.4817 (ex Y.IoT-IADS)", "Y.IoT-IADS"),
    ("ITU-T E.250 bis (12/1972)", "ITU-T E.250bis"),
    ("ITU-T Y Suppl. 58 (09/2025)", "Y Suppl. 58"),
    ("ITU-R BT.1088-2", "ITU-R BT.1088-1"),
    ("ISO 37100:2016", "ISO/DIS 37100"),
    ("ISO/DIS 10239.2", "ISO/FDIS 10239"),
    ("ISO/TS 37107:2019", "ISO/CD TS 37107"),
    ("ISO 37101:2016/Amd 1:2024", "ISO 37101"),
    ("ISO/IEC 14496-4:2004/Amd 11:2006/Cor 1:2008", "ISO/IEC 14496-4:2000"),
    ("ISO 10087:2022/CD Amd 1", "ISO 10087:2022"),
    ("ISO/IEC 11179-3:2023/DAM 1", "ISO/IEC 11179-3"),
    ("IEC 60034-18-41:2014+AMD1:2019 CSV", "IEC 60034-18-41:2014"),
    ("IEC 60137:2017 RLV", "IEC 60137:2017"),
    ("ISO/IEC/IEEE 8802-1Q/DAM 36", "ISO/IEC/IEEE 8802-1Q:2016"),
    ("ISO/R 1016:1969", "ISO 1016:1983"),
    ("CD IWA 45", "IWA 45:2024"),
    ("Rec. ITU-T X.509 | ISO/IEC 9594-8", "ISO/IEC 9594-8:2020"),
]
APART = [
    ("ISO 37155-1:2020", "ISO 37155-2:2021"),
    ("IEC SRD 63233-1:2022", "IEC SRD 63233-2:2023"),
    ("Y.4500.1", "Y.4500.10"),
    ("Y.4500", "Y.4500.1"),
    ("ITU-T E.250 bis (12/1972)", "ITU-T E.250 (12/1972)"),
    ("ITU-T G.722.1 Annex A (02/2000)", "ITU-T G.722.1"),
    ("ITU-T D.140 Suppl. 1 (06/2002)", "ITU-T D.140"),
    ("Y Suppl. 58", "Y Suppl. 5"),
    ("ITU-T D.200 R (10/1976)", "ITU-T D.200"),
    ("ISO/IEC Guide 14:1977", "ISO 14:1982"),
    ("ITU-R M.1", "ITU-T M.1"),
    ("IEC 63152:2020", "IEC SRD 63152-2:2022"),
    ("Y.IoT-FETA", "Y.IoT-AMDM"),
    ("IEC White Paper Microgrids:2014", "IEC White Paper Stable grid:2018"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_work_item(one: str, other: str) -> None:
    assert {*parse(one).numbers} & {*parse(other).numbers}


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_work_items(one: str, other: str) -> None:
    assert not {*parse(one).numbers} & {*parse(other).numbers}


def test_what_an_identifier_says_of_itself() -> None:
    assert parse("ISO 37101:2016/Amd 1:2024").is_change
    assert not parse("ISO 37101:2016").is_change
    assert parse("ISO/DIS 37100").is_draft
    assert parse("Y.4904-Rev").is_draft
    assert not parse("ISO/TS 37107:2019").is_draft
    assert parse("ISO 37100:2016").year == "2016"
    assert parse("ITU-T A.1 (10/2000)").year == "2000"


ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth"]


@pytest.mark.parametrize(("number", "word"), [*enumerate(ORDINALS, 1)])
def test_an_edition_is_the_same_in_words_and_figures(number: int, word: str) -> None:
    written = [f"{word} edition", f"{word.title()} edition", f"ED{number}", f"Ed. {number}", f"ed {number}.0"]
    found = [parse(f"ISO 37101 {each}") for each in written]
    assert {each.numbers for each in found} == {("ISO 37101",)}
    assert {each.edition.removesuffix(".0") for each in found} == {f"ED{number}"}


@given(
    st.sampled_from([("Amd", "Amd", "AMD", "Amd."), ("Cor", "Cor", "COR", "Cor."), ("Add", "Add", "ADD", "Add.")]),
    st.integers(1, 20),
    st.sampled_from(["", "2019", "2024"]),
    st.data(),
)
def test_a_change_of_a_text_is_one_however_it_is_written(
    kinds: tuple[str, ...], number: int, year: str, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(kinds[1:4]))
    at = f":{year}" if year else ""
    found = parse(f"ISO 9001:2015/{kind} {number}{at}")
    assert found.changes == (f"{kinds[0]} {number}{at}",)
    assert (found.numbers, found.year) == (("ISO 9001",), "2015")
    assert found.is_change
    assert parse(str(found)) == found


PUBLISHED = [
    "ISO 9001:2015",
    "ISO/TS 37107:2019",
    "ISO/DTR 37150",
    "ISO/DTS 37107.2",
    "ISO/CD TS 37107",
    "ISO/WD TR 37150",
    "ISO/IEC FDIS 27001.2",
    "ISO 105-B02:2014/Amd 1",
    "ISO Guide 82:2019",
    "ISO/IEC Guide 98-3:2008",
    "ISO/DGuide 82",
    "ISO/CD Guide 82",
    "IWA 18:2016",
    "ISO/IEC/IEEE P15288",
    "ISO/PAS 5643:2021",
    "IEC TR 63000",
    "IEC/IEEE 60079-30-1:2015",
]


@pytest.mark.parametrize("identifier", PUBLISHED)
def test_an_identifier_is_written_as_its_publisher_does(identifier: str) -> None:
    assert str(parse(identifier)) == identifier
    assert str(parse(identifier.lower())) == identifier


@pytest.mark.parametrize("kind", ["TS", "TR", "EN", "ES", "EG", "GS", "GR", "SR"])
def test_of_the_deliverables_of_etsi_only_specifications_and_reports_publish_those_of_3gpp(kind: str) -> None:
    origin = parse(f"ETSI {kind} 122 261 V17.0.0").origin
    assert (origin is not None) == (kind in ("TS", "TR"))
    assert parse(f"{kind} 122 261").owner in ("ETSI", "")
    assert parse(f"3GPP {kind} 22.261").origin is None


def cases(column: str) -> list[tuple[str, str]]:
    """Hard spellings, each beside one that names the same work, or beside one that does not."""
    with (ROOT / "tests" / "data" / "identifiers.csv").open(encoding="utf-8", newline="") as file:
        return [(row["identifier"], row[column]) for row in csv.DictReader(file) if row[column]]


@pytest.mark.parametrize(("one", "other"), cases("must fold with"))
def test_a_hard_spelling_names_the_work_that_it_does(one: str, other: str) -> None:
    assert parse(one).is_work_of(parse(other))


@pytest.mark.parametrize(("one", "other"), cases("must not fold with"))
def test_a_hard_spelling_names_no_other_work(one: str, other: str) -> None:
    assert not parse(one).is_work_of(parse(other))


def spellings() -> list[tuple[str, str, bool]]:
    """Pairs of spellings of our own making, and whether both name one work."""
    with (ROOT / "tests" / "data" / "spellings.csv").open(encoding="utf-8", newline="") as file:
        return [(row["identifier"], row["other"], row["one work"] == "yes") for row in csv.DictReader(file)]


@pytest.mark.parametrize(("one", "other", "is_one"), spellings())
def test_spellings_name_one_work_or_two(one: str, other: str, is_one: bool) -> None:
    assert parse(one).is_work_of(parse(other)) is is_one


def test_a_number_given_again_names_the_work_of_its_time() -> None:
    assert parse("ITU-T G.641 (11/1988)") != parse("ITU-T G.641 (11/2025)")
    assert parse("G.641") == parse("ITU-T G.641 (11/2025)")
    assert parse("ITU-T G.641 (10/1976)") == parse("ITU-T G.641 (11/1988)")


ADOPTIONS = [
    ("BS ISO 37106:2021", "ISO 37106", False),
    ("DIN EN ISO 37101:2022-12", "ISO 37101", False),
    ("GB/T 36333-2018 idt ISO 37120:2018", "ISO 37120", False),
    ("JIS Q 37122:2021 (ISO 37122:2019)", "ISO 37122", False),
    ("IS/ISO 37156:2020", "ISO 37156", False),
    ("TS EN ISO 9001", "ISO 9001", False),
    ("KS X ISO/IEC 27001", "ISO/IEC 27001", False),
    ("ГОСТ Р ИСО 9001-2015", "ISO 9001", False),
    ("ČSN EN ISO/IEC 27001 ed. 2", "ISO/IEC 27001", False),
    ("CAN/CSA-ISO 14001:16", "ISO 14001", False),
    ("BS EN 60601-1:2006+A12:2014", "IEC 60601-1", False),
    ("EN 62115:2005 (IEC 62115:2003, modified)", "IEC 62115", True),
    ("CSA C22.2 NO. 60601-1:14 (IEC 60601-1:2005, MOD)", "IEC 60601-1", True),
    ("GB/T 19001-2016/ISO 9001:2015", "ISO 9001", False),
    ("ETSI TS 122 261 V17.0.0 (2022-04)", "3GPP TS 22.261", False),
]


@pytest.mark.parametrize(("adoption", "origin", "is_modified"), ADOPTIONS)
def test_an_adoption_is_a_work_of_its_own_and_names_its_origin(adoption: str, origin: str, is_modified: bool) -> None:
    found = parse(adoption)
    assert found.origin == parse(origin)
    assert found.is_modified is is_modified
    assert not found.is_work_of(parse(origin))
    assert found.is_standard


@pytest.mark.parametrize(
    "name", ["EN 9001", "JIS Q 15001:2017", "ISO 9001", "IEEE Std 802.3", "CD IWA 45", "PD 5500:2018"]
)
def test_what_carries_no_number_of_another_is_no_adoption(name: str) -> None:
    assert parse(name).origin is None


publishers = st.sampled_from(["ISO", "IEC", "ISO/IEC", "ISO/IEC/IEEE", "ISO/SAE", "ISO/HL7", "ISO/ASTM"])
figures = st.integers(min_value=3000, max_value=99999).map(str)
parts = st.lists(st.integers(min_value=1, max_value=99).map(str), max_size=2)
years = st.sampled_from(["", ":1999", ":2019", ":2020-05"])
stages = st.sampled_from(["", "/CD", "/DIS", " FDIS", " CD TS", " DTR", " TS", " PDTS", " CD2"])
tails = st.sampled_from(
    ["", "(en)", "(E)", "/Amd 1:2021", "/AMD1:2021", "/Cor.1", " ED2", "+AMD1:2020 CSV", " RLV", " Amd 1"]
)


@given(publishers, stages, figures, parts, years, tails)
def test_any_spelling_of_a_work_parses_back_to_it(
    publisher: str, stage: str, number: str, part: list[str], year: str, tail: str
) -> None:
    plain = "-".join([number, *part])
    found = parse(f"{publisher}{stage} {plain}{year}{tail}")
    assert found == parse(f"{publisher} {plain}")
    assert parse(str(found)) == found
    assert str(parse(str(found))) == str(found)
    assert found.number == plain


@given(publishers, figures, parts, st.integers(min_value=1, max_value=99), years, tails)
def test_parts_never_fold(publisher: str, number: str, part: list[str], last: int, year: str, tail: str) -> None:
    one = "-".join([number, *part])
    assert not parse(f"{publisher} {one}{year}{tail}").is_work_of(parse(f"{publisher} {one}-{last}{year}{tail}"))


@given(st.text(max_size=60))
def test_the_form_of_characters_and_spaces_do_not_count(text: str) -> None:
    spaced = f" {unicodedata.normalize('NFD', text)}\n"
    assert parse(spaced).numbers == parse(unicodedata.normalize("NFC", text)).numbers


@given(st.text(max_size=60))
def test_any_text_is_an_identifier(text: str) -> None:
    assert parse(text).numbers
    assert parse(text) == parse(text)
    assert isinstance(parse(text), Identifier)
    assert hash(parse(text)) == hash(parse(text))


@needs_shared
@pytest.mark.parametrize(("catalogue", "least"), [("itu", 0.96), ("iso", 0.99), ("iec", 0.97)])
def test_catalogue_identifiers_keep_their_base_number(catalogue: str, least: float) -> None:
    """Nearly every identifier is understood, and what is merged has the digits of its base number in common."""
    with gzip.open(SHARED / "catalogues" / f"{catalogue}.jsonl.gz", "rt", encoding="utf-8") as lines:
        ids = [json.loads(line)["id"] for line in lines]
    groups: dict[str, list[str]] = defaultdict(list)
    for identifier in ids:
        groups[parse(identifier).numbers[0]].append(identifier)
    kept = Counter(
        all(number.split(" ")[-1] in identifier.upper().replace(" ", "") for identifier in members)
        for number, members in groups.items()
    )
    assert kept[True] / len(groups) >= least
    parts = {number for number in groups if number.startswith("ISO ") and number.endswith("-1")}
    assert not any(number[:-1] + "2" in {parse(i).numbers[0] for i in groups[number]} for number in list(parts)[:500])
