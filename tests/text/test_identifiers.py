"""Which identifiers name the same work item."""

import gzip
import json
from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.text.identifiers import parse
from tests.conftest import SHARED, needs_shared

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


@given(st.text(max_size=60))
def test_any_text_is_an_identifier(text: str) -> None:
    assert parse(text).numbers
    assert parse(text) == parse(text)


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
