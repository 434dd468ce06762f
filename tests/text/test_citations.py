"""Which documents a text names, and which of them it says are the same text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.text.citations import adopted, declared_joint, find, named
from overlap.text.identifiers import parse


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ITU-T Y.4400/Y.2063 (07/2012)", ["ITU-T Y.4400/Y.2063 (07/2012)"]),
        ("see [Y.4456] Recommendation ITU-T Y.4456 (2021)", ["ITU-T Y.4456 (2021)"]),
        ("Y.4000-series and Y.100–Y.199, clause D.3.3, Annex D.2, Table A.1", []),
        ("ISO/TC 268/SC 1, ISO/IEC JTC 1/SC 41, IEC TC 9", []),
        (
            "ISO 37100:2016, ISO/TS 37107, ISO/IEC/IEEE 42010:2022",
            ["ISO 37100:2016", "ISO/TS 37107", "ISO/IEC/IEEE 42010:2022"],
        ),
        ("ISO/IEC 19566-7:2022/Amd 1:2025", ["ISO/IEC 19566-7:2022/Amd 1:2025"]),
        ("ISO/DIS 17301-1 and IEC 63278-1", ["ISO/DIS 17301-1", "IEC 63278-1"]),
        ("Supplement 5 to the ITU-T A-series Recommendations", ["A Suppl. 5"]),
        ("Y Suppl. 58 (09/2025)", ["Y Suppl. 58 (09/2025)"]),
        ("draft Y.smart-lots, provisional", ["Y.smart-lots"]),
        (
            "TR 23.742, TS-0015, RFC 8259, ETSI TS 103 264",
            ["3GPP TR 23.742", "oneM2M TS-0015", "RFC 8259", "ETSI TS 103 264"],
        ),
        ("the EN 182xx series (EN 18216:2026)", ["EN 18216:2026"]),
        (
            "ITU-T Rec. Y.4904 (12/2019), EN ISO/TS 37107:2019, ISO/CEI 30146, ISO/IEC CD 30141.2, ISO 105-B02, "
            "ISO/IEC GUIDE 51, ITU-R P.533-14, ISO 9001-2015",
            [
                "ITU-T Rec. Y.4904 (12/2019)",
                "EN ISO/TS 37107:2019",
                "ISO/CEI 30146",
                "ISO/IEC CD 30141.2",
                "ISO 105-B02",
                "ISO/IEC GUIDE 51",
                "ITU-R P.533-14",
                "ISO 9001-2015",
            ],
        ),
        ("as in ITU-R Y.4904-1 and ITU-D Q7/2", ["ITU-R Y.4904-1", "ITU-D Q7/2"]),
        ("Rec. ITU\u2011T Y.4904, UIT-T Y.4905", ["ITU-T Y.4904", "UIT-T Y.4905"]),
        ("see Z.100 Annex F1, ISO/IEC\n27001:2022 and ISO 4", ["Z.100 Annex F1", "ISO/IEC 27001:2022", "ISO 4"]),
        (
            "IEEE 802.11, IEEE Std 802.3-2018, IEEE P2413; ISO/IEC ISP 10607-1",
            ["IEEE 802.11", "IEEE Std 802.3-2018", "IEEE P2413", "ISO/IEC ISP 10607-1"],
        ),
        ("T-REC-Y.4904-201912-I; PD ISO/TS 37107:2019", ["T-REC-Y.4904-201912-I", "PD ISO/TS 37107:2019"]),
        ("ETSI TS 103 264 V3.1.1 and EN 303 645", ["ETSI TS 103 264 V3.1.1", "EN 303 645"]),
        ("The ISO 9001. Version 2 of it", ["ISO 9001"]),
        ("e.g. U.S. towns, i.e. I.D. cards at 3.5 GHz", []),
    ],
)
def test_identifiers_are_found_and_nothing_else(text: str, named: list[str]) -> None:
    assert list(find(text)) == named


@pytest.mark.parametrize(
    ("text", "joint"),
    [
        ("Developed as a twin text corresponding to ISO/IEC 29199-2. See ISO 9001.", ["ISO/IEC 29199-2"]),
        ("The identical text is published as ISO/IEC 17788:2014.", ["ISO/IEC 17788:2014"]),
        ("Rec. ITU-T Z.9 | ISO/IEC 5:2020 is one text", ["ISO/IEC 5:2020"]),
        ("Rec. ITU-T X.9 | ISO/IEC 5:2020 is another", []),
        ("It refers to ISO/IEC 5:2020.", []),
    ],
)
def test_only_what_is_said_to_be_the_same_text_is_joint(text: str, joint: list[str]) -> None:
    assert list(declared_joint(text, "ITU-T Z.9")) == joint


@given(st.text())
def test_any_text_is_accepted_and_each_document_named_once(text: str) -> None:
    found = find(text)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("Identical to ISO 37120:2018", [("ISO 37120:2018", False)]),
        ("ISO 37122:2019, IDT", [("ISO 37122:2019", False)]),
        ("GB/T 36625-2018 (idt ISO 37101)", [("ISO 37101", False)]),
        ("modified adoption of ISO 9001; IEC 62115, MOD", [("ISO 9001", True), ("IEC 62115", True)]),
        ("ISO 9001 is modified by nobody, see IEC 62115", []),
        ("a mode of ISO 9001", []),
    ],
)
def test_what_is_said_to_be_adopted_is(text: str, origins: list[tuple[str, bool]]) -> None:
    assert list(adopted(text)) == origins


def test_the_parts_of_a_cell_stay_as_they_stand_and_prose_is_searched() -> None:
    assert named("ITU-T Recommendation Y.4904, and EN ISO/TS 37107; Y.smart-x; WI 7") == (
        "ITU-T Recommendation Y.4904",
        "EN ISO/TS 37107",
        "Y.smart-x",
        "WI 7",
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ГОСТ 7.1—84 и ГОСТ Р 51583-2014", ("ГОСТ 7.1—84", "ГОСТ Р 51583-2014")),
        ("依据GB/T 1.1—2020给出的规则", ("GB/T 1.1—2020",)),
        ("ECMA-404, NIST SP 800-53 and FIPS 140-3", ("ECMA-404", "NIST SP 800-53", "FIPS 140-3")),
        ("MSC.428(98), MSC.1/Circ.1580 and IMO A.1047(27)", ("MSC.428(98)", "MSC.1/Circ.1580", "IMO A.1047(27)")),
        ("UAX #29, UN R155, UN/ECE R 100, STANAG 4586", ("UAX #29", "UN R155", "UN/ECE R 100", "STANAG 4586")),
        ("SMPTE ST 2110-10:2017, AES67-2018, EBU R 128", ("SMPTE ST 2110-10:2017", "AES67-2018", "EBU R 128")),
        ("TR-069, MEF 10.3, TMF620 and DO-178C", ("TR-069", "MEF 10.3", "TMF620", "DO-178C")),
        ("CCSDS 131.0-B-3 and ECSS-E-ST-10-03C", ("CCSDS 131.0-B-3", "ECSS-E-ST-10-03C")),
        ("draft-ietf-a-b-01, REC-xml-20081126", ("draft-ietf-a-b-01", "REC-xml-20081126")),
        ("AS 1684.2:2010, CIE S 026/E:2018, HJ 212-2017", ("AS 1684.2:2010", "CIE S 026/E:2018", "HJ 212-2017")),
        ("WG14/N3029 and ISO/IEC TR24772–3", ("WG14/N3029", "ISO/IEC TR 24772-3")),
        ("Figure TR-12, AS 65000, SI 5 m and the draft-2 of DO-1", ()),
        ("OIML R 117-1:2007; IHO S-57; OGC 06-121r9", ("OIML R 117-1:2007", "IHO S-57", "OGC 06-121r9")),
        ("NMX-CC-19011-IMNC-2012, ABNT NBR 5410", ("NMX-CC-19011-IMNC-2012", "ABNT NBR 5410")),
        ("the 32nd IEEE 32nd meeting; IS 2020; GB3", ()),
        ("keys of AES256 and AES128, rails UIC 60, API 30 of a phone, AS 2019-2020 and JG 2020-2021", ()),
        ("AES67, UIC 406, UIC Leaflet 60 and API 650", ("AES67", "UIC 406", "UIC Leaflet 60", "API 650")),
        ("HJ 2000-2010, JG 149-2003", ("HJ 2000-2010", "JG 149-2003")),
    ],
)
def test_documents_of_other_bodies_are_named(text: str, named: tuple[str, ...]) -> None:
    assert find(text) == named


@given(st.integers(1000, 99999), st.sampled_from(["", "-2", "-10"]), st.sampled_from(["", "ts", "tr"]), st.booleans())
def test_a_document_is_named_by_any_way_to_write_its_number(number: int, part: str, kind: str, is_joint: bool) -> None:
    publisher = "ISO/IEC" if is_joint else "ISO"
    small, between = kind.upper(), " " if is_joint else "/"
    wanted = f"{publisher}{f'{between}{small}' if kind else ''} {number}{part}"
    urn = f"urn:iso:std:{publisher.lower().replace('/', '-')}{f':{kind}' if kind else ''}:{number}{part and f':{part}'}"
    for text in (
        wanted,
        wanted if kind else wanted.lower(),
        urn,
        f"see {urn}, and",
        f"as {wanted.replace('-', '–')} says",
    ):
        assert {parse(each) for each in find(text)} == {parse(wanted)}, text


@given(st.lists(st.integers(30000, 39999), min_size=1, max_size=4, unique=True))
def test_numbers_after_a_publisher_are_all_of_it(numbers: list[int]) -> None:
    listed = " and ".join(filter(None, [", ".join(map(str, numbers[:-1])), str(numbers[-1])]))
    assert find(f"see ISO/IEC {listed}.") == tuple(f"ISO/IEC {number}" for number in numbers)


@given(st.integers(100, 9999), st.sampled_from(["RFC {}", "RFC{}", "rfc{}", "rfc-{}", "RFC-{}", "IETF RFC {}"]))
def test_a_request_for_comments_is_named_in_any_case(number: int, way: str) -> None:
    assert {parse(each) for each in find(f"as in {way.format(number)}.")} == {parse(f"RFC {number}")}


@given(
    st.sampled_from("LYXZ"),
    st.integers(100, 9999),
    st.sampled_from(
        ["{}.{}", "ITU-T {}.{}", "ITU-T {}. {}", "ITU-T Rec. {}.{}", "itu-t {}.{}", "ITU-T {} {}", "ITU-T-{}.{}"]
    ),
)
def test_a_recommendation_is_named_by_its_series_and_number(series: str, number: int, way: str) -> None:
    assert {parse(each) for each in find(f"as in {way.format(series, number)}, and")} == {parse(f"{series}.{number}")}
