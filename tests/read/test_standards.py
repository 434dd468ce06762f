"""XML of the field: what it states of itself, and its text; nothing is fetched or expanded."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Document, Paragraph, Records
from overlap.read.formats import READERS
from overlap.read.kinds import recognise

STS = """<?xml version="1.0"?><!DOCTYPE standard PUBLIC "-//NISO//DTD" "x.dtd"><standard><front><iso-meta>
<title-wrap xml:lang="fr"><main>Parcs</main></title-wrap>
<title-wrap xml:lang="en"><intro>Cities</intro><main>Lots</main><full>Cities &mdash; Lots</full></title-wrap>
<doc-ident><sdo>ISO</sdo><release-version>CD</release-version></doc-ident>
<std-ref type="undated">ISO/CD 7</std-ref><std-ref type="dated">ISO/CD 7:2026</std-ref>
<comm-ref>TC 268/SC 1</comm-ref>
</iso-meta><sec sec-type="foreword"><title>Foreword</title><p>Not ISO 1.</p></sec></front><body>
<sec sec-type="scope"><label>1</label><title>Domaine</title><p>This document is about lots<fn><p>note</p></fn>.</p>
<list><list-item><p>cars</p></list-item></list></sec>
<sec sec-type="norm-refs"><title>References</title><ref-list><ref><std><std-ref>ISO 37101</std-ref></std></ref>
</ref-list></sec>
<sec><title>Use</title><table-wrap><table><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></table>
</table-wrap>
</sec></body><back><ref-list><ref><std><std-ref>ISO 9</std-ref></std></ref></ref-list></back></standard>"""
METANORMA = """<iso-standard xmlns="https://www.metanorma.org/ns/iso"><bibdata type="standard">
<title language="en" type="title-intro">Cities</title><title language="en" type="title-main">Lots</title>
<docidentifier type="URN">urn:x</docidentifier><docidentifier type="ISO" primary="true">ISO/WD 8</docidentifier>
<contributor><role type="publisher"/><organization><name>I</name><abbreviation>ISO</abbreviation></organization>
</contributor>
<status><stage>20</stage><substage>20</substage></status><ext><doctype>technical-report</doctype><editorialgroup>
<technical-committee number="268" type="TC">C</technical-committee><subcommittee number="1" type="SC">S</subcommittee>
</editorialgroup></ext></bibdata><sections><clause type="scope"><title>Scope</title><fmt-title>1 Scope</fmt-title>
<p>Lots.</p>
</clause></sections><bibliography><references normative="true"><title>Normative references</title><bibitem>
<title>Old</title><docidentifier>ISO 37101</docidentifier><abstract><p>Abstract of another.</p></abstract></bibitem>
</references>
</bibliography></iso-standard>"""
RFC = """<!DOCTYPE rfc [<!ENTITY nbsp "&#160;"><!ENTITY RFC2119 SYSTEM "https://x.example/reference.RFC.2119.xml">]>
<rfc docName="draft-x-lots-00" obsoletes="12" xml:lang="en"><front><title>Lots of&nbsp;cars</title><date year="2026"/>
<workgroup>KERB</workgroup><abstract><t>About lots.</t></abstract></front><middle><section><name>Introduction</name>
<t>Text.</t>
</section></middle><back><references><name>Normative References</name>&RFC2119;<reference anchor="RFC8520"><front>
<title>MUD</title></front></reference></references><references><name>Informative References</name>
<reference anchor="RFC9"/></references></back></rfc>"""
IEEE = """<publication><title>Lots</title><publicationinfo><stdnumber>2600-2026</stdnumber><standard_status>Active
</standard_status></publicationinfo><volume><article><articleinfo><abstract>About lots.</abstract></articleinfo>
</article>
</volume></publication>"""
RELATON = """<relaton-collection><relation type="partOf"><bibdata><title>Lots</title>
<docidentifier>ISO 7</docidentifier>
<relation type="updates"><bibitem><title>Old</title><docidentifier>ISO 6</docidentifier></bibitem></relation>
</bibdata></relation>
<relation type="partOf"><bibdata><title>Cars</title><docidentifier>ISO 8</docidentifier></bibdata></relation>
</relaton-collection>"""


KINDS = ("updates", "obsoletes", "replaces", "adopted-from", "identical", "idt", "partOf", "hasEdition", "")
"""Kinds of relations: to a work of its own, to a text that is the same, and such as say nothing of either."""


def row(text: str) -> dict[str, str]:
    """Read one entry."""
    (found,) = recognise(READERS[".xml"].read(text.encode(), "x.xml")).rows
    return dict(found.fields)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            STS,
            {
                "id": "ISO/CD 7:2026",
                "title": "Cities — Lots",
                "committee": "ISO/TC 268/SC 1",
                "stage": "CD",
                "scope": "This document is about lots.\ncars",
                "relations": "ISO 37101",
            },
        ),
        (
            METANORMA,
            {
                "id": "ISO/WD 8",
                "title": "Cities — Lots",
                "committee": "ISO/TC 268/SC 1",
                "stage": "20.20",
                "status": "under_study",
                "scope": "Lots.",
                "relations": "ISO 37101",
            },
        ),
        (
            RFC,
            {
                "id": "draft-x-lots-00",
                "title": "Lots of cars",
                "summary": "About lots.",
                "committee": "KERB",
                "relations": "RFC 12; RFC 2119; RFC 8520",
            },
        ),
        (IEEE, {"id": "IEEE 2600-2026", "title": "Lots", "summary": "About lots.", "status": "Active"}),
    ],
)
def test_the_metadata_and_the_scope_of_a_standard_are_its_fields(text: str, fields: dict[str, str]) -> None:
    found = row(text)
    assert {name: found.get(name, "") for name in fields} == fields
    assert "summary" in fields or "summary" not in found


def test_entries_of_a_catalogue_are_read_each_and_what_they_are_related_to_is_none() -> None:
    rows = [each.fields for each in recognise(READERS[".xml"].read(RELATON.encode(), "x.xml")).rows]
    assert [(each["id"], each["title"], each.get("relations", "")) for each in rows] == [
        ("ISO 7", "Lots", "ISO 6"),
        ("ISO 8", "Cars", ""),
    ]


def test_the_text_is_headings_paragraphs_and_tables() -> None:
    content = READERS[".xml"].read(STS.encode(), "x.xml")
    assert isinstance(content, Document)
    assert content.kind == "ISO standard or draft"
    assert [(p.text, p.level) for p in content.parts if isinstance(p, Paragraph)] == [
        ("Foreword", 1),
        ("Not ISO 1.", 0),
        ("1 Domaine", 1),
        ("This document is about lots.", 0),
        ("cars", 0),
        ("References", 1),
        ("Bibliography", 2),
        ("ISO 37101", 0),
        ("Use", 1),
        ("Bibliography", 1),
        ("ISO 9", 0),
    ]
    assert content.tables[0].spread().rows == (("a", "b"), ("a", "c"))


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "iso-8859-1", "utf-8-sig"])
def test_xml_in_any_encoding_is_read(encoding: str) -> None:
    declared = "utf-16" if encoding == "utf-16" else encoding.replace("-sig", "")
    text = RELATON.replace("Lots", "Größe" if encoding != "gb18030" else "停车")
    data = f'<?xml version="1.0" encoding="{declared}"?>{text}'.encode(encoding)
    content = READERS[".xml"].read(data, "x.xml")
    assert isinstance(content, Records)
    titles = [str(each.value) for each in content.records if not isinstance(each, Fault)]
    assert "Größe" in titles[0] or "停车" in titles[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'<!DOCTYPE x [<!ENTITY a "{"a" * 1_500}"><!ENTITY b "&a;&a;">]><standard>&b;</standard>', "that swell"),
        (f'<!DOCTYPE x [<!ENTITY a "{"a" * 2_001}">]><standard>&a;</standard>', "that swell"),
        ("<standard>", "not well-formed XML"),
        ("<standard>&nope;</standard>", "not well-formed XML"),
        ("<svg/>", "XML of a kind that is not known, <svg>"),
        ('<Workbook xmlns="urn:x"/>', "an XML spreadsheet of 2003"),
        ("plain", "not well-formed XML"),
    ],
)
def test_other_xml_is_refused_with_the_way_out(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        READERS[".xml"].read(text.encode(), "x.xml")
    assert "html:" not in caught.value.remedy


def test_a_page_in_xml_is_a_page() -> None:
    content = READERS[".xml"].read(b"<html xmlns='http://www.w3.org/1999/xhtml'><h1>Lots</h1></html>", "x.xml")
    assert content.format == "web page"


@pytest.mark.parametrize("stage", ["DIS", "FDIS", "CD"])
def test_the_stage_of_a_draft_may_stand_in_brackets_and_a_dash_of_any_length_part_its_title(stage: str) -> None:
    lines = (f"ISO 99168-1:2019({stage})", "ISO TC 911/SC /WG 4", "Roads – Kerbs of towns – Part 1: Core", "© ISO 20XX")
    parts = tuple(Paragraph(line, f"paragraph {number}") for number, line in enumerate(lines))
    (row,) = recognise(Document("x.docx", "Word document", parts)).rows
    assert (row.fields["id"], row.fields["title"]) == ("ISO 99168-1:2019", "Roads – Kerbs of towns – Part 1: Core")


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 99)), max_size=8))
def test_what_an_item_is_related_to_stands_in_the_order_of_the_file(named: list[tuple[str, int]]) -> None:
    relations = "".join(
        f'<relation type="{kind}"><bibitem><docidentifier>ISO {number}</docidentifier></bibitem></relation>'
        for kind, number in named
    )
    found = row(f"<bibdata><title>Lots</title><docidentifier>ISO 7</docidentifier>{relations}</bibdata>")
    for field, kinds in (("relations", KINDS[:4]), ("joint_with", KINDS[4:6])):
        wanted = dict.fromkeys(f"ISO {number}" for kind, number in named if kind in kinds)
        assert found.get(field, "") == "; ".join(wanted)


PRIMARY = ' primary="true"'
NAMES = ("ISO 7:2020", "ISO/IEC 7", "ITU-T X.7", "BS 7", "urn:iso:7")


@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(("", "URN", "ISO")), st.booleans()), min_size=1, max_size=4
    )
)
def test_the_first_primary_number_of_an_item_is_its_own_and_those_of_the_three_beside_it_are_other_names(
    numbers: list[tuple[str, str, bool]],
) -> None:
    written = "".join(
        f'<docidentifier type="{kind}"{PRIMARY * is_primary}>{name}</docidentifier>'
        for name, kind, is_primary in numbers
    )
    found = row(f"<bibdata><title>Lots</title>{written}</bibdata>")
    plain = [(name, is_primary) for name, kind, is_primary in numbers if kind != "URN"]
    own = next((name for name, is_primary in plain if is_primary), plain[0][0] if plain else "")
    others = [name for name, *_ in numbers if name.startswith(("ISO", "ITU-T")) and name != own]
    assert found.get("id", "") == own
    assert found.get("aliases", "") == "; ".join(dict.fromkeys(others))


PERSONS = st.tuples(st.sampled_from(("publisher", "author", "")), st.sampled_from(("ISO", "BIPM", "")), st.booleans())


@given(st.lists(PERSONS, max_size=4))
def test_the_body_of_an_item_is_its_first_publisher(persons: list[tuple[str, str, bool]]) -> None:
    written = ""
    for role, body, is_short in persons:
        name = f"<abbreviation>{body}</abbreviation>" if is_short else f"<name>{body}</name>"
        said = f'<role type="{role}"/>' if role else ""
        written += f"<contributor>{said}<organization>{name}</organization></contributor>"
    found = row(f"<bibdata><title>Lots</title><docidentifier>NIST 7</docidentifier>{written}</bibdata>")
    wanted = next((body for role, body, _ in persons if role == "publisher"), "")
    assert found.get("body", "") == wanted


LEVELS = (("technical-committee", "TC"), ("subcommittee", "SC"), ("workgroup", "WG"))


@pytest.mark.parametrize("there", [*product((False, True), repeat=3)])
@pytest.mark.parametrize("is_typed", [False, True])
@pytest.mark.parametrize("body", ["ISO", ""])
def test_a_committee_is_the_numbers_of_its_levels(there: tuple[bool, ...], is_typed: bool, body: str) -> None:
    named = [
        (name, kind, n) for n, ((name, kind), is_there) in enumerate(zip(LEVELS, there, strict=True), 1) if is_there
    ]
    kinds = [f' type="{"JTC" if kind == "TC" else kind}"' if is_typed else "" for _, kind, _ in named]
    groups = "".join(f'<{name}{kind} number="{n}">X</{name}>' for (name, _, n), kind in zip(named, kinds, strict=True))
    who = f'<role type="publisher"/><organization><abbreviation>{body}</abbreviation></organization>'
    page = f"<bibdata><title>Lots</title><docidentifier>ISO 7</docidentifier><contributor>{who}</contributor>"
    found = row(f"{page}<ext><editorialgroup>{groups}</editorialgroup></ext></bibdata>")
    levels = [f"{'JTC' if is_typed and kind == 'TC' else kind} {n}" for _, kind, n in named]
    assert found.get("committee", "") == "/".join(filter(None, [body, *levels]) if levels else ())


@pytest.mark.parametrize("stage", [f"{number:02}" for number in (0, 10, 20, 30, 40, 50, 59, 60, 61, 90, 95)])
def test_the_stage_on_the_cover_of_a_draft_says_whether_it_is_published(stage: str) -> None:
    lines = ("ISO/DIS 97101:2026", "ISO/TC 968/SC 3", "Lots of cars", f"Document stage: ({stage}) Some", "© ISO 2026")
    parts = tuple(Paragraph(line, f"paragraph {number}") for number, line in enumerate(lines))
    (found,) = recognise(Document("x.docx", "Word document", parts)).rows
    assert found.fields["stage"] == f"{stage}.00"
    assert found.fields["status"] == ("published" if int(stage) >= 60 else "under_study")
    assert found.fields["committee"] == "ISO/TC 968/SC 3"
