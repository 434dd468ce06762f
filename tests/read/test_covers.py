"""Documents of any body: the number and the title on the cover, and what is neither."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.read.content import Document, Paragraph, Table
from overlap.read.formats.pdf import read_pdf
from overlap.read.kinds import amendments, fronts, headlines, numbers, recognise, relations, titles
from overlap.read.reading import Ignored
from tests import papers


def document(*lines: str | tuple[str, float], headers: Sequence[str] = (), title: str = "") -> Document:
    """Make the first page of a document, its lines with their sizes, and the running headers of the others."""
    sized = [(line, 0.0) if isinstance(line, str) else line for line in lines]
    parts = tuple(Paragraph(text, "page 1", size=size) for text, size in sized)
    ignored = tuple(Ignored(f"running header: {text}", "page 2 to 9") for text in headers)
    return Document("x.pdf", "PDF file", parts, title, ignored)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("ITU-T X.9682", "ITU-T X.9682"),
        ("Recommendation ITU-R M.9083-0", "ITU-R M.9083-0"),
        ("RECOMMENDATION ITU-D 99-1", "ITU-D 99-1"),
        ("ISO/IEC TS 98013-7:2024(en)", "ISO/IEC TS 98013-7:2024"),
        ("INTERNATIONAL STANDARD ISO/IEC 98824-3", "ISO/IEC 98824-3"),
        ("ETSI EG 201 915 V2.1.1 (2012-02)2", "ETSI EG 201 915 V2.1.1"),
        ("3GPP TS 93.501 V16.4.0 (2020-03)", "3GPP TS 93.501"),
        ("ГОСТ Р ИСО 97101-2018", "ГОСТ Р ИСО 97101-2018"),
        ("ГОСТ 99.201-78", "ГОСТ 99.201-78"),
        ("IEEE Std 802.91-2020", "IEEE Std 802.91-2020"),
        ("CWA 97381:2019", "CWA 97381:2019"),
        ("JIS X 0970:2020", "JIS X 0970:2020"),
        ("GB/T 96625.1-2018", "GB/T 96625.1-2018"),
        ("NF EN ISO 97101 Mars 2017", "NF EN ISO 97101"),
        ("OIML B 92:2023 (E)", "OIML B 92:2023"),
        ("Recommendation No. 92", "Recommendation No. 92"),
        ("Règlement n° 92", "Règlement n° 92"),
        ("Publication C-93", "C-93"),
        ("ISO 99001:2015/Amd 1:2024(E)", "ISO 99001:2015/Amd 1:2024"),
    ],
)
def test_a_number_alone_on_a_line_is_that_of_the_document(line: str, number: str) -> None:
    assert fronts.number(document("Some body", line, "Use of lots in towns")) == (number, "page 1")
    assert fronts.number(document("Use of lots in towns", headers=[line])) == (number, "the running header")
    cell = Table((("", line), ("", "Use of lots")), "table 1")
    assert fronts.number(Document("x.docx", "Word document", (cell,)))[0] == number


@pytest.mark.parametrize(
    "line",
    [
        "ISO/TC 968",
        "ISO/IEC JTC 1/SC 97",
        "Page 2 of 7",
        "Geneva 2019",
        "REC 2016-11",
        "Annex A",
        "It is based on ISO 97101:2016 and others",
        "X.1–X.19",
        "2024-12",
        "Tel. 41 22 749 01 11",
    ],
)
def test_what_is_no_number_of_a_document_is_none(line: str) -> None:
    assert fronts.number(document(line, headers=[line])) == ("", "")


@pytest.mark.parametrize(
    "line",
    [
        "Second edition",
        "Première édition septembre 2008",
        "Working Draft 1.0.0 – March 2021",
        "Summary",
        "Table of contents",
        "NEWS",
        "INTERNATIONAL TELECOMMUNICATION UNION",
        "TELECOMMUNICATION STANDARDIZATION SECTOR",
        "SERIES X: DATA NETWORKS",
        "Organisation hydrographique internationale",
        "International Standard",
        "Norme internationale",
        "МЕЖГОСУДАРСТВЕННЫЙ СТАНДАРТ",
        "ETSI Guide",
        "© ISO 2024 – All rights reserved",
        "info@example.org",
        "https://www.example.org",
        "Tel: (377) 93.10.81.00",
        "Twenty-fifth session",
        "Item 11 of the provisional agenda",
        "Economic and Social Council Distr.: General",
        "Original: English",
        "(Previously CCITT Recommendation)",
        "M O N A C O",
        "May 2005",
        "INTERNAL - do not circulate",
        "!MENDMENT/G0\x11",
        "1 Scope ............ 4",
        "ISO 97101:2016",
        "Status:",
    ],
)
def test_what_covers_say_besides_is_no_title(line: str) -> None:
    assert not headlines.can_be_title(line)
    assert titles.title(document(line, "Use of lots in towns"))[0] == "Use of lots in towns"


def test_the_largest_lines_are_the_title_in_one_language() -> None:
    page = document(
        ("Technical committee for lots of towns", 9.0),
        ("Lots in towns — Use of lots —", 16.0),
        ("Part 7:", 16.0),
        ("Lots that are shared by many people", 16.0),
        ("Parcs de stationnement dans les villes — Utilisation des parcs", 11.0),
        ("The text of the document begins here and is of the usual size of its letters.", 10.0),
    )
    wanted = "Lots in towns — Use of lots — Part 7: Lots that are shared by many people"
    assert titles.title(page) == (wanted, "page 1")


def test_the_properties_are_heard_unless_the_cover_says_otherwise_and_aloud() -> None:
    small = document(("An address of the office", 10.0), ("More of the text", 10.0), title="Use of lots in towns")
    assert titles.title(small) == ("Use of lots in towns", "the file's properties")
    loud = document(
        ("Use of lots in towns", 30.0), ("Text of the usual size. " * 9, 10.0), title="chapter one and index"
    )
    assert titles.title(loud)[0] == "Use of lots in towns"
    named = document(("Use of lots in towns", 12.0), title="Microsoft Word - lots_final.docx")
    assert titles.title(named)[0] == "Use of lots in towns"


def test_a_page_of_text_has_no_title_in_its_middle() -> None:
    text = (
        "the ramps were lowered before the ferry had come to rest, and nobody",
        "who stood by could say whether it was the tide or the wind that had",
        "carried it off; what is certain is that the gates were open, that the",
        "watch had gone below, and that the bell was heard only afterwards by",
        "those who had crossed over to the other side of the harbour that day",
    )
    assert titles.title(document(*((line, 10.0) for line in text))) == ("", "")


def test_a_cover_whose_font_has_no_letters_has_no_title() -> None:
    page = document(("efaPuntPhneu nuhcfuPhneuPdc ic ryhfedEanc", 15.0), ("LOMI B BB", 25.0))
    assert titles.title(page) == ("", "")
    reading = recognise(document(("efaPuntPhneu nuhcfuPhneuPdc", 15.0), headers=["OIML B 92:2023 (E)"]))
    assert "title" not in reading.rows[0].fields
    assert "no title was found" in str(reading.faults[0])


WORDS = st.text(st.characters(codec="utf-8", categories=["Lu", "Ll", "Nd", "Zs", "Po", "Pd"]), max_size=40)


@given(st.lists(st.tuples(WORDS, st.sampled_from([0.0, 10.0, 16.0])), max_size=8), st.lists(WORDS, max_size=2), WORDS)
def test_nothing_is_made_up(lines: list[tuple[str, float]], headers: list[str], title: str) -> None:
    page = document(*lines, headers=headers, title=title)
    said = {word for text in [*(line for line, _ in lines), *headers, title] for word in text.split()}
    assert all(any(word in each for each in said) for word in titles.title(page)[0].split())


@pytest.mark.parametrize(
    ("parent", "line", "name", "title"),
    [
        ("X.9227", "ITU-T Recommendation X.9227 – Amendment 1", "X.9227 Amd. 1", ""),
        ("X.9227", "Amendment 1 (10/96)", "X.9227 Amd. 1", ""),
        ("X.9227", "ITU-T X.9227 (1995)/Amd.2 (1996)", "X.9227 Amd. 2", ""),
        ("X.9227", "ITU-T Rec. X.9227 Amendment 1 (10/96) ... Use of markers", "X.9227 Amd. 1", "Use of markers"),
        ("G.9101", "Erratum 1 (01/2019)", "G.9101 Err. 1", ""),
        ("ISO 99001:2015", "AMENDMENT 1", "ISO 99001:2015/Amd 1", ""),
        ("OIML R 944-2", "Amendment (2009)", "OIML R 944-2 Amendment (2009)", ""),
        ("OIML R 944-2", "AMENDEMENT (2009) à la R 944-2", "OIML R 944-2 Amendment (2009)", ""),
        ("ISO 99001:2015", "AMENDMENT 1: Lots in winter", "ISO 99001:2015/Amd 1", "Lots in winter"),
        ("ISO 99001:2015", "TECHNICAL CORRIGENDUM 2", "ISO 99001:2015/Cor 2", ""),
        ("ISO 99001:2015", "RECTIFICATIF TECHNIQUE 1 Publié 2001-02-03", "ISO 99001:2015/Cor 1", ""),
        ("IEC 99001:2015", "AMENDEMENT II", "IEC 99001:2015/Amd 2", ""),
    ],
)
def test_an_amendment_is_a_document_of_its_own(parent: str, line: str, name: str, title: str) -> None:
    found = amendments.find(["Lots", line], parent)
    assert found is not None
    assert (found.name(parent), found.title) == (name, title)


@pytest.mark.parametrize(
    "line",
    ["Amendment of the rules for lots", "Amendments to this document", "See X.9227 and its Amendment 1 too"],
)
def test_a_line_that_speaks_of_amendments_makes_none(line: str) -> None:
    assert amendments.find([line], "X.9227") is None


def test_an_amendment_goes_under_its_own_number_and_names_its_parent() -> None:
    page = document(
        ("OIML B 92:2023", 12.0),
        ("Use of lots in towns", 20.0),
        ("Amendment 1", 12.0),
        ("Text of the usual kind.", 10.0),
    )
    fields = recognise(page).rows[0].fields
    assert (fields["id"], fields["relations"]) == ("OIML B 92:2023 Amd. 1", "OIML B 92:2023")
    assert fields["title"] == "Use of lots in towns – Amendment 1"


def test_an_implementers_guide_is_not_its_recommendation() -> None:
    cover = Table((("ITU-T", "G.9101/Y.9355 Implementers' Guide"), ("", "(19 OCT 2018)")), "table 1")
    parts = (cover, Paragraph("Implementers' guide for Recommendation ITU-T G.9101/Y.9355", "paragraph 3"))
    fields = recognise(Document("x.docx", "Word document", parts)).rows[0].fields
    assert (fields["id"], fields["relations"]) == ("G.9101/Y.9355 Implementers' Guide", "G.9101/Y.9355")
    assert fields["title"] == "Implementers' guide for Recommendation ITU-T G.9101/Y.9355"


def test_annexes_are_no_recommendations_where_nobody_speaks_of_itu() -> None:
    assert relations.related("E.1.3 and H.5, as in ISO 95725:1986", "OIML B 92") == ["ISO 95725:1986"]
    assert relations.related("ITU-T Y.9904 and Y.9905", "OIML B 92") == ["ITU-T Y.9904", "Y.9905"]


def test_the_fields_of_a_fillable_form_are_read_where_they_stand() -> None:
    labels = [
        "Form 4: New Work Item Proposal",
        "Title of the proposed deliverable:",
        "Scope of the proposed deliverable:",
    ]
    data = papers.fillable(labels, {1: "Lots in towns — Words", 2: "This document gives the words for lots."})
    fields = recognise(read_pdf(data, "form.pdf")).rows[0].fields
    assert (fields["title"], fields["scope"]) == ("Lots in towns — Words", "This document gives the words for lots.")


def test_a_ticked_box_stands_before_its_words() -> None:
    document = read_pdf(papers.fillable(["International Standard", "Technical Report"], {0: True, 1: False}), "x.pdf")
    assert [part.text for part in document.paragraphs] == ["☒ International Standard", "☐ Technical Report"]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Internal reference number of this OGC document: 99-008r2", "OGC 99-008r2"),
        ("Network Working Group  J. Doe  Request for Comments: 9153", "RFC 9153"),
        ("draft-doe-kerbs-05", "draft-doe-kerbs-05"),
        ("Bezeichnung: ÖNORM E 98001-1", "ÖNORM E 98001-1"),
        ("Special Publication JCOMM S-911", "JCOMM S-911"),
    ],
)
def test_a_number_at_its_label_is_that_of_the_document(line: str, number: str) -> None:
    assert fronts.number(document("Use of lots in towns", line))[0] == number


def test_capitals_without_a_number_take_no_time() -> None:
    assert not numbers.as_number("MANDATE AND TERMS OF REFERENCE OF THE GROUPS IN")  # it once took no end


def test_a_table_of_documents_on_the_first_page_gives_no_number() -> None:
    listed = Table((("Ramps", "ISO 95725"), ("Bells", "ISO 95726"), ("Lots", "ISO 95727")), "table 1")
    assert fronts.number(Document("x.docx", "Word document", (listed,))) == ("", "")


def test_a_name_with_a_version_is_a_title_and_no_number() -> None:
    page = document(("Ferry interface", 20.0), ("REST-API 3.1.0", 20.0), ("It is about ramps of ferries. " * 3, 10.0))
    assert fronts.number(page) == ("", "")
    assert titles.title(page)[0] == "Ferry interface REST-API 3.1.0"


def test_a_clause_below_a_title_is_no_part_of_it() -> None:
    page = document(
        ("Report on the ramps of ferries", 14.0), ("I. Introduction and opening", 14.0), ("Text of it, " * 9, 10.0)
    )
    assert titles.title(page)[0] == "Report on the ramps of ferries"


def test_several_references_are_none_of_them_the_number() -> None:
    page = document("Subject: Ramps of ferries", "Reference: WG91/N30 ! Ramps", "Reference: WG91/N31 ! Bells")
    assert fronts.number(page) == ("", "")


def test_an_address_of_the_publisher_is_no_title() -> None:
    page = document("Published by the", "Ferry Office", "4b quai des Bacs", "Principality of Ferries",
                    "Tel: 93 10 81 00", "RAMPS OF FERRIES IN HARBOURS")  # fmt: skip
    assert titles.title(page)[0] == "RAMPS OF FERRIES IN HARBOURS"


def test_a_short_name_on_the_first_line_is_the_number_where_the_text_speaks_of_it() -> None:
    spoken = ["S-930 is about ramps.", "Ramps of S-930 are wide.", "See S-930.", "Ferries comply with S-930."]
    assert fronts.number(document("S-930", "Ramps of ferries", *spoken)) == ("S-930", "page 1")
    assert fronts.number(document("S-930", "Ramps of ferries")) == ("", "")


def test_a_number_with_a_dash_and_a_note_below_it_is_that_of_a_standard() -> None:
    lines = ["ISO/IEC TR 92772–10\nNotes", *["a note"] * 12, "Secretariat: ANSI", "Ferries — Ramps — Part 10 – Bells"]
    (row,) = recognise(document(*lines, "1 Scope", "This document is about ramps of ferries.")).rows
    assert (row.fields["id"], row.fields["title"]) == ("ISO/IEC TR 92772-10", "Ferries — Ramps — Part 10 – Bells")


def test_the_number_is_no_part_of_the_title_in_the_properties() -> None:
    named = document("ГОСТ 97.80-2000", title="Download ГОСТ 97.80-2000 Use of lots in towns")
    assert recognise(named).rows[0].fields["title"] == "Use of lots in towns"


def test_what_several_sources_say_is_the_title() -> None:
    text = ("The text goes on about ramps of ferries. " * 5, 10.0)
    lines = ("Bells of the river in winter", 20.0), ("Ramps of ferries in harbours", 18.0), text
    assert titles.title(document(*lines))[0] == "Bells of the river in winter"
    assert titles.title(document(*lines, title="Ramps of ferries in harbours")) == (
        "Ramps of ferries in harbours",
        "page 1",
    )


def test_a_single_word_is_a_name_and_no_title_beside_one() -> None:
    text = ("The text goes on about ramps of ferries. " * 5, 10.0)
    assert titles.title(document(("Havenloket", 22.0), ("Ramps of ferries", 16.0), text))[0] == "Ramps of ferries"
    assert titles.title(document(("Ferrybook", 22.0), text))[0] == "Ferrybook"


def test_a_title_that_a_property_says_whole_is_not_cut_at_a_line() -> None:
    page = document(
        ("Ramps of ferries", 20.0), ("that sail on rivers", 12.0), title="Ramps of ferries that sail on rivers"
    )
    assert titles.title(page)[0] == "Ramps of ferries that sail on rivers"


def test_the_elements_of_a_title_go_without_the_bodies_before_them() -> None:
    lines = ["3GPP TS 93.901 V16.4.0 (2020-03)", "3rd Generation Partnership Project;",
             "Technical Specification Group Ferries;", "Ramps of ferries;", "Stage 2", "(Release 16)"]  # fmt: skip
    assert titles.title(document(*lines))[0] == "Ramps of ferries; Stage 2"
    text = "This document says how the ramps of ferries are lowered. " * 9
    assert titles.title(document("\n".join(lines[1:]), text))[0] == "Ramps of ferries; Stage 2"


def page_of(title: str, *headings: tuple[str, int]) -> Document:
    parts = tuple(Paragraph(text, f"paragraph {number}", level) for number, (text, level) in enumerate(headings))
    return Document("x.html", "web page", parts, title)


def test_the_name_of_a_site_is_no_title() -> None:
    page = page_of("Tests - Ferry Office", ("Ramps of ferries under test", 1), ("Text of it.", 0))
    assert titles.title(page)[0] == "Ramps of ferries under test"
    page = page_of("Ramps of ferries | Ferry Office of the river", ("Menu", 3), ("Text of it.", 0))
    assert titles.title(page)[0] == "Ramps of ferries"


def test_of_several_headings_the_one_that_the_page_is_called_after_is_its_title() -> None:
    page = page_of("Ramps of ferries", ("News of the office", 1), ("Ramps of ferries", 1), ("Links to others", 1))
    assert titles.title(page)[0] == "Ramps of ferries"
    page = page_of("", ("Fiche analytique", 1), ("Ramps of ferries", 2), ("Text of it.", 0))
    assert titles.title(page)[0] == "Ramps of ferries"


def test_a_number_that_a_body_only_counts_is_no_part_of_the_title() -> None:
    page = page_of("", ("Recommendation No. 92 – Ramps of ferries", 1), ("1 Scope", 2), ("It is about ramps.", 0))
    fields = recognise(page).rows[0].fields
    assert (fields["id"], fields["title"]) == ("Recommendation No. 92", "Ramps of ferries")
    page = page_of("", ("Recommendation No. 92", 1), ("Ramps of ferries", 2), ("1 Scope", 2), ("On ramps.", 0))
    assert recognise(page).rows[0].fields["title"] == "Ramps of ferries"


def test_an_office_with_a_figure_is_no_number_unless_it_is_spoken_of() -> None:
    assert fronts.number(document("Ramps of ferries", "DDT 98", "An office wrote this.")) == ("", "")
    spoken = ["DDT 98 is about ramps.", "Ramps of DDT 98 are wide.", "See DDT 98.", "Ferries comply with DDT 98."]
    assert fronts.number(document("Ramps of ferries", "DDT 98", *spoken))[0] == "DDT 98"


def test_a_part_below_a_title_is_its_last_element() -> None:
    page = document(
        ("Ramps of ferries", 18.0), ("Part 2: Tests", 14.0), ("Rampes des bacs", 18.0), ("Text. " * 20, 10.0)
    )
    assert titles.title(page)[0] == "Ramps of ferries Part 2: Tests"


@pytest.mark.parametrize(
    "title",
    [
        "Data quality",
        "Date and time of ferries",
        "Document management",
        "Internet of Things",
        "Web of ramps",
        "Organization of information about ramps",
        "International classification of ferries",
        "European requirements for ramps of ferries",
        "5G technology in harbours",
        "18 MHz systems on ferries",
        "Session protocol for ferries",
        "Introduction to ramps of ferries",
        "Status of ferries in harbours",
        "Draft rules for ferries",
        "INTERNAL COMBUSTION ENGINES",
        "Ramps in the transport sector",
        "Approval testing of ramps - Part 4: Ferries",
        "United Nations rules for ferries",
        "Amendment of the rules for ferries",
    ],
)
def test_words_that_covers_say_may_begin_a_title(title: str) -> None:
    assert headlines.can_be_title(title)


@pytest.mark.parametrize("before", ["Technical Guideline", "BSI Technische Richtlinie"])
def test_a_number_after_what_kind_of_document_it_is_is_no_part_of_the_title(before: str) -> None:
    page = page_of("", (f"{before} TR-99191: Ramps of ferries (RAMP)", 1), ("Text of it.", 0))
    fields = recognise(page).rows[0].fields
    assert (fields["id"], fields["title"]) == ("TR-99191", "Ramps of ferries (RAMP)")


@pytest.mark.parametrize(
    "title",
    [
        "Technical report ISO 99001 and ferries",
        "Guideline ISO 99001: how small ports use it",
        "Guide to ISO 99001: how small ports use it",
        "Draft COVID-19 response in small ports",
        "Document WP-29: the forum of ferries",
        "Publication AB-12 and more of it",
    ],
)
def test_a_document_that_a_title_speaks_of_is_not_its_own(title: str) -> None:
    for page in (page_of("", (title, 1), ("Text of it.", 0)), page_of(title, (title, 1), ("Text of it.", 0))):
        fields = recognise(page).rows[0].fields
        assert (fields["id"], fields["title"]) == ("x", title)


@pytest.mark.parametrize(
    ("title", "line", "number"),
    [
        ("Guideline ISO 99001: Ramps in use", "© ISO 2024", "ISO 99001"),
        ("Technical report ISO/TR 99001: Ramps in use", "Text of it.", "ISO/TR 99001"),
        ("International Standard ISO 99001: Ramps in use", "Text of it.", "ISO 99001"),
    ],
)
def test_a_number_is_its_own_where_its_publisher_or_its_kind_stands_beside(title: str, line: str, number: str) -> None:
    fields = recognise(page_of("", (title, 1), (line, 0))).rows[0].fields
    assert (fields["id"], fields["title"]) == (number, "Ramps in use")


def test_a_line_of_names_in_mixed_letters_does_not_spoil_its_page() -> None:
    page = document("SmartFerry DataRamps", "Ramps of ferries and their data", "Requirements for ports and boats.")
    assert titles.title(page)[0]


def test_a_kind_of_document_is_cut_only_before_a_title_in_capitals() -> None:
    title = "Data Specification XML for ropes of ferries"
    assert titles.title(page_of("", (title, 1), ("Text of it.", 0)))[0] == title


def test_a_last_word_is_the_name_of_the_site_only_where_the_page_says_so() -> None:
    text = "Requirements for the safety of ramps."
    assert titles.title(page_of("Ferry ramps — Safety", (text, 0)))[0] == "Ferry ramps — Safety"
    page = page_of("Ferry ramps in use — Ferrynet", (text, 0), ("Write to Ferrynet for more of it.", 0))
    assert titles.title(page)[0] == "Ferry ramps in use"


def test_a_line_in_other_letters_below_is_no_other_title() -> None:
    page = document(("Ramps of ferries and how they serve", 28.0), ("Ferry office staff", 24.0), ("Text of it", 28.0),
                    ("The words go on about ferries. " * 9, 10.0))  # fmt: skip
    assert titles.title(page)[0] == "Ramps of ferries and how they serve"


def test_a_draft_without_a_year_has_its_number_and_a_title_over_two_lines() -> None:
    page = document(
        ("ISO/IEC TC JTC1/SC 97", 13.0), ("Date: 2025-09-14", 13.0), ("ISO/IEC 98013-5:xxxx(E)", 13.0),
        ("Secretariat: BSI", 13.0), ("Ferry technology — Universal", 16.0), ("Ramp Set (URS)", 16.0),
        ("Technologie des bacs — Jeu universel de rampes (JUR)", 10.0), ("Text of it. " * 40, 10.0),
    )  # fmt: skip
    fields = recognise(page).rows[0].fields
    assert (fields["id"], fields["title"]) == ("ISO/IEC 98013-5", "Ferry technology — Universal Ramp Set (URS)")


def test_what_a_recommendation_was_called_before_is_no_title() -> None:
    page = document(
        ("RAMPS OF FERRIES IN HARBOURS", 18.0),
        ("ITU-T Recommendation X.9224", 16.0),
        ("(Previously “CCITT Recommendation”)", 10.0),
    )
    assert recognise(page).rows[0].fields["title"] == "RAMPS OF FERRIES IN HARBOURS"


def test_letters_of_another_alphabet_are_no_title() -> None:
    assert not headlines.can_be_title("ÀÁÑÒÐÀÊÒÍÀß ÑÈÍÒÀÊÑÈ")
    assert headlines.can_be_title("Éléments de données à échanger")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("OGC® DOCUMENT: 99-049", "OGC 99-049"),
        ("Document: ZZ-49", "ZZ-49"),
        ("Document: the kerbs", ""),
    ],
)
def test_a_number_stands_at_a_label_with_its_body_or_without(line: str, number: str) -> None:
    assert numbers.labelled(line) == number


@pytest.mark.parametrize("dash", ["-", "–", "—", "‐"])
def test_any_dash_stands_before_the_year_of_a_number(dash: str) -> None:
    assert numbers.as_number(f"GM/T 9053{dash}2016") == "GM/T 9053-2016"


def test_a_number_of_few_figures_that_the_properties_name_is_the_documents_own() -> None:
    page = document(
        "KFP 13", "Proposal to widen kerbs", "of towns", title="KERBO KFP 13: Proposal to widen kerbs of towns"
    )
    assert fronts.number(page)[0] == "KFP 13"
    assert not fronts.number(document("KFP 13", "Proposal to widen kerbs"))[0]


@pytest.mark.parametrize("version", ["v 1.30, 03.09.2025", "v2.1", "V1.0 (draft)"])
def test_a_version_below_a_title_is_no_part_of_it(version: str) -> None:
    assert titles.title(document("Kerbs of towns", version))[0] == "Kerbs of towns"


def test_lines_of_a_font_that_gives_brackets_for_spaces_are_no_title() -> None:
    page = document(
        ("KERB/ROAD(", 18.0),
        ("Version:( ( 1.7(", 18.0),
        ("Kerbs of towns and of lots.", 18.0),
        ("Document 1: Ramps", 18.0),
        ("This text tells all that there is to say on kerbs of towns. " * 3, 10.0),
    )
    assert titles.title(page)[0] == "Kerbs of towns and of lots. Document 1: Ramps"


def test_large_lines_of_nearly_one_size_are_one_title() -> None:
    page = document(
        ("Kerbs of towns and", 25.0), ("Ramps of lots", 24.0), ("Text on kerbs stands here and goes on.", 10.0)
    )
    assert titles.title(page)[0] == "Kerbs of towns and Ramps of lots"


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("LOT 010 -- ramps of ferries and sub-parts", "LOT 010", "ramps of ferries and sub-parts"),
        ("LEP-12: Ramps of ferries", "LEP-12", "Ramps of ferries"),
        ("RMP-0042 – Ramps of ferries", "RMP-0042", "Ramps of ferries"),
        ("LOTS.2.7 Ramps of ferries", "LOTS.2.7", "Ramps of ferries"),
        ("FER.3.2.1 Fähren und Rampen", "FER.3.2.1", "Fähren und Rampen"),
        ("ТУ-14 — Рампы паромов", "ТУ-14", "Рампы паромов"),
    ],
)
def test_a_number_of_a_series_heads_the_title_of_its_document(heading: str, number: str, title: str) -> None:
    parts = (Paragraph(heading, "line 1", 1), Paragraph("Text of lots.", "line 3"), Paragraph("Use", "line 5", 2))
    (row,) = recognise(Document("x.md", "Markdown text", parts)).rows
    assert (row.fields["id"], row.fields["title"]) == (number, title)


@pytest.mark.parametrize(
    "heading",
    [
        "ISO 99001: use of it in ports",
        "A.2 Ramps of ferries",
        "P.1.2 Ramps of ferries",
        "COVID-19: ramps of ferries",
        "Q4 2026: ramps of ferries",
        "2.7 Ramps of ferries",
        "WG 3: ramps of ferries",
        "TC 12 - ramps of ferries",
        "HTTP/2: ramps of ferries",
    ],
)
def test_what_a_title_begins_with_is_not_always_its_number(heading: str) -> None:
    parts = (Paragraph(heading, "line 1", 1), Paragraph("Text of lots.", "line 3"), Paragraph("Use", "line 5", 2))
    (row,) = recognise(Document("x.md", "Markdown text", parts)).rows
    assert row.fields["id"] == "x"


@pytest.mark.parametrize("line", ["渡船指南 DS-937", "フェリー実践ガイドブック DS-937", "Методические указания RD-937"])
def test_a_number_ends_the_line_that_names_a_series_in_other_letters(line: str) -> None:
    assert fronts.number(document(line, "渡船斜坡", "说明"))[0] in ("DS-937", "RD-937")


@pytest.mark.parametrize(
    "line",
    ["CCS A 91", "ICS 13.310", "МКС 77.150.30", "ОКС 35.240", "Группа В54", "УДК 669.3", "UDC 621.39", "OKP 18 4510"],
)
def test_the_class_of_a_document_is_neither_its_number_nor_its_title(line: str) -> None:
    found = document(line, "GB/T 98181-2022", "Ramps of ferries")
    assert fronts.number(found)[0] == "GB/T 98181-2022"
    assert titles.title(document(line, "Ramps of ferries"))[0] == "Ramps of ferries"
    assert fronts.number(document(line, "Ramps of ferries", headers=["GB/T 98181—2022"]))[0] == "GB/T 98181-2022"


@pytest.mark.parametrize("year", ["202x", "20XX", "202X", "20xx", "20YY", "yyyy", "XXXX"])
def test_a_year_that_is_not_fixed_yet_stands_in_the_number_of_a_draft(year: str) -> None:
    number, _ = fronts.number(document(f"SMPTE PCD ST 9138-50:{year}", "Ramps of ferries"))
    assert number.startswith("SMPTE PCD ST 9138-50")
    assert titles.title(document(f"ISO/DIS 99138-1:{year}", "Ramps of ferries"))[0] == "Ramps of ferries"


@pytest.mark.parametrize(
    "kind",
    [
        "WORKING GROUP CHARTER",
        "Technical Committee Charter",
        "Terms of Reference",
        "Public Committee Draft",
        "SMPTE Public Committee Draft",
        "Community Group Report",
        "Draft Community Group Report",
        "W3C Working Draft",
        "APPROVED BY BOARD OF DIRECTORS ON 9/15/2020",
        "Adopted by the Plenary on 3 May 2026",
    ],
)
def test_what_kind_of_text_it_is_and_who_approved_it_is_no_title(kind: str) -> None:
    assert titles.title(document((kind, 20), ("Ramps of ferries", 20), ("Text of lots. " * 9, 10)))[0] == (
        "Ramps of ferries"
    )


def test_lines_of_a_cover_in_the_style_of_a_title_are_the_title_and_end_where_it_ends() -> None:
    styled = [
        ("TECH 9293", "Frontpage number", 26),
        ("RAMPS OF FERRIES\n(Rafe)", "Frontpage title", 24),
        ("SOURCE: LOTS", "Frontpage info", 24),
        ("Ramps are for all to use: " * 9, "", 11),
        ("THE NAME OF FERRIES IS NOT TO BE USED; NOR THEIR RAMPS", "", 11),
    ]
    parts = tuple(Paragraph(text, f"paragraph {n}", style=s, size=z) for n, (text, s, z) in enumerate(styled, 1))
    assert titles.title(Document("x.docx", "Word document", parts))[0] == "RAMPS OF FERRIES (Rafe)"


def test_elements_are_parted_by_semicolons_at_the_head_and_not_in_the_text() -> None:
    text = "Ramps are for all to use, under the conditions below, which everybody has to read. " * 2
    found = document("Ramps of ferries", text, "International Organization of Lots; use of kerbs;", "in towns")
    assert titles.title(found)[0] == "Ramps of ferries"


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("NCH BCP-902-01: Ramps of ferries", "NCH BCP-902-01"),
        ("SEP 030 -- Ramps of ferries", "SEP 030"),
        ("MSC94009: Ramps of ferries", "MSC94009"),
        ("Recommendation ITU-T G.9191 - Ramps of ferries", "ITU-T G.9191"),
        ("GB/T 94711-2026: 渡轮坡道技术要求", "GB/T 94711-2026"),
        ("ГОСТ 94711-2026: Рампы паромов", "ГОСТ 94711-2026"),
    ],
)
def test_a_number_that_heads_the_title_is_that_of_the_document(heading: str, number: str) -> None:
    parts = (Paragraph(heading, "line 1", 1), Paragraph("Text of lots.", "line 3"), Paragraph("Use", "line 5", 2))
    (row,) = recognise(Document("x.md", "Markdown text", parts)).rows
    assert (row.fields["id"], row.fields["title"] in heading) == (number, True)
    assert number not in row.fields["title"]


def test_a_number_among_the_references_is_none_of_the_document() -> None:
    lines = ("International Standard", "Ramps of ferries", "Normative references", "ISO 99001:2015", "IEC 90529")
    parts = tuple(Paragraph(text, f"line {n}", level=text.startswith("Norm")) for n, text in enumerate(lines, 1))
    (row,) = recognise(Document("x.md", "Markdown text", parts)).rows
    assert row.fields["id"] == "x"
    assert row.fields["relations"] == "ISO 99001:2015; IEC 90529"


def test_a_table_of_documents_is_what_a_standard_refers_to() -> None:
    table = Table((("Обозначение", "Номер пункта"), *((f"ГОСТ {9000 + n}-88", f"2.{n}") for n in range(4))), "table 1")
    parts = (Paragraph("ГОСТ 94711-2026", "line 1"), Paragraph("Рампы паромов", "line 2"), table)
    text = tuple(Paragraph(f"{n}. Рампа должна выдерживать нагрузку. " * 9, f"line {n}") for n in range(4, 20))
    (row,) = recognise(Document("x.html", "web page", (*parts, *text))).rows
    assert row.fields["relations"] == "; ".join(f"ГОСТ {9000 + n}-88" for n in range(4))
