"""What a document is taken for, and what is read out of it."""

import pytest

from overlap.read.content import Document, Paragraph
from overlap.read.formats.html import read_html
from overlap.read.formats.markdown import read_markdown
from overlap.read.formats.pdf import read_pdf
from overlap.read.formats.text import read_text
from overlap.read.formats.word import read_docx
from overlap.read.kinds import recognise
from overlap.read.reading import Reading, Row
from overlap.settings import ReadSettings
from tests import papers
from tests.wordfile import A1_FORM as A1
from tests.wordfile import EMPTY_A13_FORM as EMPTY_A13
from tests.wordfile import cell, docx, paragraph, table


def word(*blocks: str, title: str = "") -> Reading:
    return recognise(read_docx(docx(*blocks, title=title), "x.docx"))


def text(*lines: str, of: str = "") -> Reading:
    return recognise(read_text("\n".join(lines).encode(), "x.txt"), ReadSettings(mandate_of=of))


def fields(reading: Reading) -> dict[str, str]:
    (row,) = reading.rows
    return dict(row.fields)


def statements(rows: tuple[Row, ...]) -> list[tuple[str, str, str]]:
    return [(row.fields["id"], row.fields["kind"], row.fields["text"]) for row in rows]


def test_an_a1_form_gives_its_fields_and_no_names() -> None:
    reading = word(paragraph("Annex C", "Heading1"), table(A1))
    assert reading.kind == "ITU-T A.1 justification"
    assert fields(reading) == {
        "id": "Y.smart-lots",
        "title": "Framework of smart parking lots",
        "scope": "A framework for lots that count cars.\nTariffs are not covered.",
        "summary": "Lots that count.",
        "relations": "ITU-T Y.4456; ISO 37163:2020",
        "liaisons": "ISO/TC 268/SC 2",
        "timing": "2027-06",
        "group": "Q4/20",
        "committee": "SG20",
        "body": "ITU-T",
        "type": "Recommendation",
        "status": "proposed",
    }
    assert reading.rows[0].where["scope"] == "table 1, row 5"
    assert "Jane" not in str(reading)


def test_of_several_forms_the_empty_ones_are_faults() -> None:
    second = [row if number else [row[0], "7/20", *row[2:]] for number, row in enumerate(A1)]
    second[1] = ["Reference and title:", cell("Draft new Recommendation ITU-T Y.lots-kpi, Indicators for lots", span=3)]
    reading = word(table(A1), paragraph("between"), table(EMPTY_A13), paragraph("between"), table(second))
    assert [row.fields["id"] for row in reading.rows] == ["Y.smart-lots", "Y.lots-kpi"]
    assert reading.rows[1].fields["title"] == "Indicators for lots"
    assert ["ITU-T A.13 justification form that is empty" in str(fault) for fault in reading.faults] == [True]


def test_a_form_pasted_as_text_is_the_same_form() -> None:
    reading = text(
        "Question: 4/20",
        "Proposed new ITU-T Supplement",
        'Reference and title: Supplement ITU-T Y.Suppl.lots "Use of lots"',
        "Purpose and scope (defines the intent): Cases of use.",
        "Summary (brief):",
        "Ten cases.",
        "Relations to ITU-T Recommendations or to other documents (approved or under development): none known",
    )
    assert reading.kind == "ITU-T A.13 justification"
    found = fields(reading)
    assert (found["id"], found["title"], found["type"]) == ("Y.Suppl.lots", "Use of lots", "Supplement")
    assert (found["scope"], found["summary"]) == ("Cases of use.", "Ten cases.")
    assert found["notes"] == "Relations: none known"


FORM_4 = """# Form 4: New work item proposal

**Committee:** ISO/TC 999, _Lots_

### Title of the proposed deliverable

**English title:** Parking lots — Vocabulary

**French title:** Parcs de stationnement — Vocabulaire

### Scope of the proposed deliverable

Terms for lots, as in EN 12414:2020.

### Purpose and justification of the proposal

Words differ.

### Indication(s) of the preferred type or types of deliverable(s)

☒ International Standard. ☐ Technical Report.

### Proposed development track

☐ 18 months. ☒ 24 months.

### Coordination of work

Has this or a similar proposal been submitted elsewhere? ☐ Yes ☒ No.

### Relationship to existing work

Builds on ISO 37163:2020 and ITU-T Y.4456.

### A listing of relevant existing documents

* ISO/IEC 30182:2017

### Liaisons to be engaged in the development of the deliverable

* ISO/TC 22

### Proposed Project Leader

Jane Doe
"""


def test_form_4_gives_its_fields_whatever_file_it_is_in() -> None:
    reading = recognise(read_markdown(FORM_4.encode(), "x.md"))
    found = fields(reading)
    assert reading.kind == "ISO Form 4 new work item proposal"
    assert (found["title"], found["committee"]) == ("Parking lots — Vocabulary", "ISO/TC 999")
    assert found["scope"] == "Terms for lots, as in EN 12414:2020."
    assert found["relations"] == "ISO 37163:2020; ITU-T Y.4456; ISO/IEC 30182:2017"
    assert (found["type"], found["timing"], found["liaisons"]) == ("International Standard", "24 months", "ISO/TC 22")
    assert "French title: Parcs" in found["notes"]
    assert "Similar proposal submitted elsewhere: No" in found["notes"]
    assert "Jane" not in str(reading)
    assert reading.rows[0].missing == ()


def test_a_work_item_description_of_3gpp_gives_title_acronym_objective() -> None:
    reading = text(
        "3GPP Work Item Description",
        "Title: New WID: Counting of parked cars",
        "Acronym: LOTS",
        "3 Justification",
        "Lots are full. See TR 23.999.",
        "4 Objective",
        "Count cars.",
        "5 Expected Output and Time scale",
        "TS 23.998",
    )
    found = fields(reading)
    assert (found["id"], found["title"], found["scope"]) == ("LOTS", "Counting of parked cars", "Count cars.")
    assert found["relations"] == "3GPP TS 23.998; 3GPP TR 23.999"


def test_an_iec_proposal_gives_its_fields() -> None:
    reading = text(
        "IEC",
        "NEW WORK ITEM PROPOSAL (NP)",
        "Form NP",
        "TC/SC: IEC TC 999",
        "Title of proposal: Parking lots - Electrical interfaces",
        "Scope: This document specifies plugs in parking lots.",
        "Purpose and justification, including the market relevance:",
        "Plugs differ from lot to lot.",
        "Relevant documents to be considered: IEC 62196-1, ISO 15118-1:2019",
        "Project leader: Jane Doe",
    )
    found = fields(reading)
    assert reading.kind == "IEC new work item proposal"
    assert (found["title"], found["committee"]) == ("Parking lots - Electrical interfaces", "IEC TC 999")
    assert found["scope"] == "This document specifies plugs in parking lots."
    assert (found["justification"], found["relations"]) == (
        "Plugs differ from lot to lot.",
        "IEC 62196-1; ISO 15118-1:2019",
    )
    assert "liaisons" in reading.rows[0].missing


def test_a_form_printed_to_pdf_is_the_same_form() -> None:
    rows = [
        ["Question:", "4/20", "Proposed new ITU-T\nRecommendation", "Geneva"],
        ["Reference and title:", 'ITU-T Y.lots "Framework of lots"', "", ""],
        ["Scope (defines the intent):", "", "", ""],
        ["Lots that count cars.", "", "", ""],
        ["Summary (brief):", "", "", ""],
        ["Counting lots.", "", "", ""],
    ]
    reading = recognise(read_pdf(papers.drawn([papers.grid(rows, 40, 720)]), "x.pdf"))
    found = fields(reading)
    assert reading.kind == "ITU-T A.1 justification"
    assert (found["id"], found["title"], found["scope"]) == ("Y.lots", "Framework of lots", "Lots that count cars.")
    assert reading.rows[0].where["scope"] == "page 1, table 1, row 3"


def recommendation(*scope: str, title: str = "") -> Reading:
    series = table([[f"Area {n}", f"Z.{n}00–Z.{n}99"] for n in range(1, 5)])
    return word(
        table([["ITU-T", "Z.123/Y.9"], ["", "(07/2021)"]]),
        series,
        paragraph("Recommendation ITU-T Z.123/Y.9", "RecNo"),
        paragraph("Framework of lots", "Rectitle"),
        table([[cell(paragraph("Summary") + paragraph("Recommendation ITU-T Z.123 frames lots."))]]),
        table([["Edition", "Recommendation", "Approval", "Study Group"], ["1.0", "ITU-T Z.123", "2021-07-01", "20"]]),
        paragraph("FOREWORD"),
        paragraph("The union is an agency that says much."),
        paragraph("Table of Contents"),
        paragraph("1 Scope 1", "TOC1"),
        paragraph("1 Scope", "Heading1"),
        *map(paragraph, scope),
        paragraph("2 References", "Heading1"),
        paragraph("[Y.4456] Recommendation ITU-T Y.4456 (2021), Parking."),
        title=title,
    )


def test_a_recommendation_gives_number_title_summary_and_scope_without_boilerplate() -> None:
    reading = recommendation("This Recommendation frames lots.")
    found = fields(reading)
    assert reading.kind == "ITU-T Recommendation"
    assert (found["id"], found["title"], found["date"]) == ("Z.123/Y.9", "Framework of lots", "2021-07")
    assert (found["scope"], found["committee"]) == ("This Recommendation frames lots.", "SG20")
    assert found["summary"] == "Recommendation ITU-T Z.123 frames lots."
    assert found["relations"] == "ITU-T Y.4456 (2021)"
    assert "joint_with" not in found
    what = [ignored.what for ignored in reading.ignored]
    assert {"Foreword", "contents list", "list of the Recommendation series"} <= {*what}


@pytest.mark.parametrize(
    "scope",
    [
        "This text is technically aligned with ISO/IEC 99999-2:2020.",
        "The twin text corresponding to ISO/IEC 99999-2:2020 was made with it.",
        "Rec. ITU-T Z.123 | ISO/IEC 99999-2:2020 is one text.",
    ],
)
def test_the_marks_of_joint_texts_are_kept(scope: str) -> None:
    assert fields(recommendation(scope, "See ISO 12345:2019."))["joint_with"] == "ISO/IEC 99999-2:2020"


def test_without_a_readable_cover_the_files_properties_stand_in() -> None:
    reading = word(
        paragraph("4%,%'2!0("), paragraph("1 Scope", "Heading1"), title="ITU-T Rec. Z.9 (03/93) Lots and cars"
    )
    assert fields(reading) == {
        "id": "Z.9",
        "title": "Lots and cars",
        "type": "Recommendation",
        "body": "ITU-T",
        "date": "1993-03",
    }
    assert reading.rows[0].missing == ("summary", "scope")


def test_an_erratum_has_a_parent_and_no_scope() -> None:
    reading = word(paragraph("Subject: Erratum (03/2020) to Recommendation ITU-T Z.9 (01/2019), Lots and cars"))
    found = fields(reading)
    assert (found["id"], found["title"], found["type"]) == ("ITU-T Z.9 (01/2019) Err. 1", "Lots and cars", "Erratum")
    assert "scope" in reading.rows[0].missing


def test_an_iso_draft_gives_its_english_title_in_whatever_language_it_is() -> None:
    reading = text(
        "© ISO 2020 – Tous droits réservés",
        "Stade du document: (40) Enquête",
        "Langue du document: F",
        "ISO/TC 999/SC 1",
        "ISO/DIS 99999-1",
        "Parcs de stationnement et voitures — Partie 1: Vocabulaire",
        "Parking lots and cars — Part 1: Vocabulary",
        "1 Domaine d'application",
        "La présente partie donne les termes pour les parcs de stationnement.",
        "2 Références normatives",
        "ISO 37163, Parking",
    )
    found = fields(reading)
    assert reading.kind == "draft ISO standard"
    assert (found["id"], found["title"]) == ("ISO/DIS 99999-1", "Parking lots and cars — Part 1: Vocabulary")
    assert (found["committee"], found["stage"], found["status"]) == ("ISO/TC 999/SC 1", "40.00", "under_study")
    assert found["scope"].startswith("La présente partie")
    assert "Parcs de stationnement" in found["notes"]


def test_a_liaison_statement_gives_its_header_and_what_it_names() -> None:
    reading = text(
        "SA WG9 Meeting #129    S2-1899999",
        "Title: LS on counting of cars",
        "Response to: S5-186491",
        "Source: Group Nine",
        "To: Group Ten",
        "Cc: Group Two",
        "Contact Person:",
        "Name: Jane Doe",
        "Attachments: S2-1811111",
        "1. Overall Description:",
        "Group Nine counts cars as in ISO 37163:2020.",
        "2. Actions:",
        "To Group Ten:",
        "ACTION: Please count too.",
        "3. Dates of next meetings",
    )
    assert reading.kind == "liaison statement"
    found = fields(reading)
    assert (found["id"], found["title"]) == ("S2-1899999", "LS on counting of cars")
    assert (found["relations"], found["liaisons"]) == ("ISO 37163:2020", "Group Ten")
    assert reading.about["To"] == "Group Ten"
    assert reading.about["Cc"] == "Group Two"
    assert reading.about["Attachments"] == "S2-1811111"
    assert reading.about["Action"] == "Please count too."
    assert "Jane" not in str(reading)


def test_of_a_wrapped_statement_the_inner_header_counts() -> None:
    wrapper = [["Question(s):", "4/20"], ["Source:", "Bureau"], ["Title:", "LS/i on lots [from Group Nine]"]]
    inner = [
        ["Questions:", "9/13"],
        ["Source:", "Group Nine"],
        ["Title:", "LS on lots"],
        ["LIAISON STATEMENT", ""],
        ["For action to:", "SG20"],
        ["Deadline:", "1 May 2026"],
    ]
    reading = word(table(wrapper), table(inner), paragraph("We count cars."))
    assert fields(reading)["title"] == "LS on lots"
    assert (reading.about["Source"], reading.about["Deadline"]) == ("Group Nine", "1 May 2026")


def test_a_meeting_document_gives_the_work_programme_in_it() -> None:
    header = [
        [cell(paragraph("INTERNATIONAL TELECOMMUNICATION UNION"), span=2), "SG20-TD123"],
        ["Question(s):", "4/20", "Geneva, May 2026"],
        [cell("TD", span=3)],
        ["Source:", cell("Rapporteur", span=2)],
        ["Title:", cell("Status of Question 4/20", span=2)],
    ]
    programme = [
        ["Work\nitem", "Version", "Subject / Title", "Timing", "Editor(s)", "Liaison\nrelationship"],
        ["Y.lots", "New", "Framework of smart lots", "2027", "Jane", "ISO/TC 999"],
        ["Y.cars", "Rev.", "Counting of\ncars", "2026", "John", ""],
    ]
    reading = word(table(header), paragraph("Report"), table(programme), table(A1))
    assert reading.kind == "ITU-T A.1 justification and list of work items"
    assert {"Y.lots", "Y.cars"} < {row.fields["id"] for row in reading.rows}
    assert "Y.smart-lots" in [row.fields["id"] for row in reading.rows]


PAGE = """<html><head><title>ITU-T Rec</title></head><body><ul><li>Menu</li></ul>
<table><tr><td>Search</td><td><table><tr><td>Provisional name</td></tr><tr><td>Equivalent number</td></tr></table></td>
</tr></table><h2>ITU-T Z.123 (08/2024)</h2><div>Lots and cars</div><div>This text counts.</div>
<table><tr><td>Series title:</td><td>Z series: <table><tr><td>Counting</td></tr></table></td></tr>
<tr><td>Approval date:</td><td>2024-08-13</td></tr><tr><td>Identical standard:</td><td>ISO/IEC  99999:2024 (Common)</td>
</tr><tr><td>Provisional name:</td><td>Z.lots</td></tr><tr><td>Status:</td><td>In force</td></tr>
<tr><td>Maintenance responsibility:</td><td>ITU-T Study Group 13</td></tr></table></body></html>"""


def test_a_recommendation_page_gives_what_the_catalogue_says() -> None:
    reading = recognise(read_html(PAGE.encode(), "x.html"))
    found = fields(reading)
    assert reading.kind == "ITU-T Recommendation page"
    assert (found["id"], found["title"]) == ("ITU-T Z.123 (08/2024)", "Lots and cars")
    assert (found["summary"], found["status"]) == ("This text counts.", "In force")
    assert (found["joint_with"], found["aliases"]) == ("ISO/IEC 99999:2024", "Z.lots")
    assert (found["committee"], found["date"]) == ("SG13", "2024-08-13")


ITEM = """<html><body><h1>Work programme</h1><table>
<tr><td>Work item:</td><td>Y.lots</td></tr><tr><td>Subject/title:</td><td>Framework of lots</td></tr>
<tr><td>Status:</td><td>Under study</td></tr><tr><td>Timing:</td><td>2027-Q2 (Medium priority)</td></tr>
<tr><td>Liaison:</td><td>ISO/IEC JTC 4</td></tr><tr><td>Supporting members:</td><td>ACME</td></tr>
<tr><td>Summary:</td><td>Lots that count cars.</td></tr>
<tr><td>Contact(s):</td><td>Jane Doe jane(AT)acme.example</td></tr>
<tr><td>First registration in the WP:</td><td>2025-10-13</td></tr></table></body></html>"""


def test_an_item_of_the_work_programme_gives_its_fields() -> None:
    reading = recognise(read_html(ITEM.encode(), "x.html"))
    found = fields(reading)
    assert reading.kind == "ITU-T work programme item page"
    assert (found["id"], found["title"], found["summary"]) == ("Y.lots", "Framework of lots", "Lots that count cars.")
    assert (found["timing"], found["liaisons"]) == ("2027-Q2 (Medium priority)", "ISO/IEC JTC 4")
    assert "Jane" not in str(reading.rows)


def grid(*rows: str) -> str:
    """Write a table of rows whose cells are parted by bars."""
    cells = ("".join(f"<td>{cell.strip()}</td>" for cell in row.split("|")) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


LIST_VIEW = grid(
    "Work item | Question | Title | Timing | Group | Period",
    "Y.lots | Q4/20 | Framework of lots | 2027-06 | SG20 | 2025-2028",
)
TABULAR_VIEW = grid(
    "Work item | Question | Equiv. Num. | Status | Timing | Approval process | Version | Subject / Title | Priority",
    "Y.lots | Q4/20 | | Under study | 2027-06 | AAP | New | Framework of lots | High",
    "Y.cars | Q4/20 | ISO/IEC 9999:2020 | Under study | 2027-06 | AAP | New | Counting of cars | High",
)
PROGRAMME = f"<body><ul><li>Menu</ul><table><tr><td>Views</td><td>{LIST_VIEW}{TABULAR_VIEW}</td></tr></table>"


def test_a_saved_work_programme_gives_each_item_once_whatever_its_views() -> None:
    reading = recognise(read_html(PROGRAMME.encode(), "x.html"))
    assert reading.kind == "list of work items"
    first, second = reading.rows
    assert (first.fields["id"], first.fields["title"], first.fields["group"]) == (
        "Y.lots",
        "Framework of lots",
        "Q4/20",
    )
    assert (first.fields["status"], first.where["status"]) == ("Under study", "column 'Status'")
    assert (second.fields["id"], second.fields["joint_with"]) == ("Y.cars", "ISO/IEC 9999:2020")
    assert "Equiv. Num." in reading.columns


RESOLUTION = [
    "RESOLUTION 2",
    "ANNEX A",
    "PART 1 – General areas of study",
    "ITU-T Study Group 12",
    "Performance",
    "ITU-T Study Group 12 is responsible for performance.",
    "ITU-T Study Group 20",
    "Internet of things and smart cities",
    "ITU-T Study Group 20 is responsible for studies on cities. This includes:",
    "– platforms for sensing;",
    "– lots and cars.",
    "PART 2 – Lead ITU-T study groups",
    "SG12 Lead study group on quality of service",
    "SG20 Lead study group on Internet of things",
    "Lead study group on smart cities",
    "ANNEX B",
    "ITU-T Study Group 20",
    "Should develop terms for digital twins.",
    "ANNEX C",
    "ITU-T Study Group 20",
    "ITU-T Y.4000-series",
]


@pytest.mark.parametrize("of", ["Study Group 20", "SG20", "itu-t sg 20"])
def test_of_resolution_2_only_the_group_asked_for_is_read(of: str) -> None:
    reading = text(*RESOLUTION, of=of)
    assert reading.kind == "WTSA Resolution 2"
    found = statements(reading.rows)
    assert [(identifier, kind) for identifier, kind, _ in found if kind != "scope"] == [
        ("SG20/title", "title"),
        ("SG20/lead-1", "lead"),
        ("SG20/lead-2", "lead"),
        ("SG20/guidance-1", "guidance"),
    ]
    assert any("Platforms for sensing" in said for _, _, said in found)
    assert all("performance" not in said.lower() and "Y.4000" not in said for _, _, said in found)
    assert any("other groups: ITU-T Study Group 12" in ignored.what for ignored in reading.ignored)


def test_without_a_group_all_are_read_and_that_is_said() -> None:
    reading = text(*RESOLUTION)
    assert {row.fields["body"] for row in reading.rows} == {"ITU-T Study Group 12", "ITU-T Study Group 20"}
    assert "mandates of 2 groups" in str(reading.faults[0])


def test_a_question_text_gives_title_and_study_items() -> None:
    reading = text(
        "Question 7/20 – Evaluation of smart cities",
        "1 Motivation",
        "Cities want to know.",
        "2 Question",
        "Study items to be considered include, but are not limited to:",
        "– What shows the maturity of a city?",
        "3 Tasks",
        "Tasks include, but are not limited to:",
        "– develop Recommendations on indicators;",
        "4 Relationships",
        "ITU-T Y.4900",
    )
    assert reading.kind == "Question text"
    found = statements(reading.rows)
    assert found[0] == ("SG20/Q7", "question", "Evaluation of smart cities")
    said = " ".join(each for _, _, each in found)
    assert "maturity of a city" in said
    assert "indicators" in said
    assert "Cities want to know" not in said
    assert {row.fields["body"] for row in reading.rows} == {"ITU-T Study Group 20"}


CHARTER = """<html><body><!-- old text: tunnels --><nav>Menu</nav><h1>DRAFT Lots Interest Group Charter</h1>
<h2>Scope</h2><p>The topics include:</p><ul><li>Parking of cars;</li><li>Payment for lots.</li></ul>
<h3>Out of Scope</h3><p>Toll roads.</p><h2>Deliverables</h2><p>Notes on lots.</p></body></html>"""


def test_a_charter_gives_its_scope_and_apart_from_it_what_is_out() -> None:
    reading = recognise(read_html(CHARTER.encode(), "x.html"))
    found = statements(reading.rows)
    assert found[0][1:] == ("title", "Lots Interest Group")
    assert [said for _, kind, said in found if kind == "exclusion"] == ["Toll roads"]
    claimed = " ".join(said for _, kind, said in found if kind == "scope")
    assert "Parking of cars" in claimed
    assert "Payment for lots" in claimed
    assert "Toll" not in claimed
    assert "tunnels" not in str(reading)
    assert "Deliverables" in [ignored.what for ignored in reading.ignored]


def test_a_committee_page_gives_scope_and_exclusions() -> None:
    page = "<h1>ISO/TC 999</h1><p>Urban lots</p><h2>Scope</h2><p>Standardization of lots. Excluded: road vehicles.</p>"
    reading = recognise(read_html(page.encode(), "x.html"))
    found = statements(reading.rows)
    assert found[0] == ("ISO/TC 999/title", "title", "Urban lots")
    assert (found[1][1], found[2][1]) == ("scope", "exclusion")
    assert found[2][2] == "Road vehicles"


def test_running_text_with_identifiers_is_a_list() -> None:
    reading = recognise(
        Document(
            "x.pdf",
            "PDF file",
            (
                Paragraph("Web of lots", "page 1"),
                Paragraph("Y.4400 (07/2012) Framework of the web of lots", "page 2"),
                Paragraph("Y.4414 (11/2015) Service architecture of lots", "page 2"),
                Paragraph("Y.4452 (09/2016) Functional framework of cars", "page 2"),
                Paragraph("See Y.4400 for more.", "page 2"),
            ),
        )
    )
    assert reading.kind == "list of documents in running text"
    assert [row.fields["id"] for row in reading.rows] == ["Y.4400 (07/2012)", "Y.4414 (11/2015)", "Y.4452 (09/2016)"]
    assert reading.rows[0].fields["title"] == "Framework of the web of lots"


def test_what_looks_like_a_known_kind_and_is_odd_is_read_all_the_same() -> None:
    assert fields(text("Amendment1 to Recommendation ITU-T Y.1 (01/2020), Lots", "", "1 Scope", "Lots."))["id"] == (
        "ITU-T Y.1 (01/2020) Amd. 1"
    )
    marked = "Title: " + "[a]" * 40 + "x"
    assert text(marked, "Source: me", "To: you", "LIAISON STATEMENT", "", "abc").kind == "liaison statement"


def test_the_references_of_a_proposal_are_no_list() -> None:
    named = [f"ISO 3712{number} Indicators of lots" for number in range(3)]
    reading = text("Platform for lots", "", "1 Scope", "Terms for lots.", "2 References", *named)
    assert [row.fields["title"] for row in reading.rows] == ["Platform for lots"]
    assert reading.rows[0].fields["scope"] == "Terms for lots."


def test_any_other_document_gives_title_and_scope_and_says_what_it_did() -> None:
    reading = text("Guide to lots", "", "Contents", "1 Scope", "Terms for lots.", "2 Terms", "lot")
    assert fields(reading) == {"id": "x", "title": "Guide to lots", "scope": "Terms for lots."}
    whole = text("Guide to lots", "", "Terms for lots.", "More.")
    assert fields(whole)["scope"] == "Terms for lots. More."
    assert "for want of" in whole.rows[0].where["scope"]


def test_a_form_for_a_revision_is_a_form_too() -> None:
    rows = [[cell.replace("Proposed new", "Proposed revised") for cell in row] for row in A1]
    assert word(table(rows)).kind == "ITU-T A.1 justification"


def test_a_pasted_page_of_a_work_item_is_read_like_the_page() -> None:
    lines = [
        "Work item:",
        "|",
        "Y.lots",
        "|",
        "Subject/title:",
        "|",
        "Framework of lots",
        "|",
        "Status:",
        "|",
        "Under study",
    ]
    reading = text(*lines, "Timing:", "|", "2027-Q2", "Summary:", "Lots that count cars.")
    assert reading.kind == "ITU-T work programme item page"
    assert fields(reading)["summary"] == "Lots that count cars."


def test_a_contents_list_is_no_heading_where_headings_are_marked() -> None:
    contents = "# Charter of the lots group\n\n1. Scope\n2. Deliverables\n\n"
    page = f"{contents}# Scope\n\nCounting of cars.\n\n# Deliverables\n\nA note.\n"
    found = statements(recognise(read_markdown(page.encode(), "x.md")).rows)
    assert [said for _, kind, said in found if kind == "scope"] == ["Counting of cars"]


def test_terms_of_reference_and_committee_texts_need_no_heading_scope() -> None:
    terms = text(
        "Terms of Reference for the lots group", "Responsibility", "Counting of cars in towns.", "Organization", "x"
    )
    assert "Counting of cars in towns" in [said for _, _, said in statements(terms.rows)]
    role = "# ISO/IEC JTC 99/WG 1 Lots\n\nThe role of WG 1 is to:\n\n• Count cars • Write terms for lots\n"
    said = [each for _, _, each in statements(recognise(read_markdown(role.encode(), "x.md")).rows)]
    assert said == ["Lots", "The role of WG 1 is to: Count cars", "The role of WG 1 is to: Write terms for lots"]


def test_a_question_run_together_in_one_paragraph_is_parted() -> None:
    page = (
        "<p>Work group: Q7/20 (page)</p><p>Title: Evaluation of lots</p><p>Description: 1 Motivation Lots are full. "
        "2 Question Study items include, but are not limited to: - What makes a lot smart? - How are cars counted? "
        "3 Tasks Tasks include: - Write Recommendations on lots. 4 Relationships Y.4900</p>"
    )
    said = [each for _, _, each in statements(recognise(read_html(page.encode(), "x.html")).rows)]
    assert said[:3] == ["Evaluation of lots", "What makes a lot smart?", "How are cars counted?"]
    assert "Write Recommendations on lots" in said
    assert not any("full" in each for each in said)


@pytest.mark.parametrize(
    ("committee", "body", "group"),
    [
        ("Study group: SG15, Q7/15", "ITU-T", "Q7/15"),
        ("Question: 3/5", "ITU-T", "Q3/5"),
        ("Committee: ISO/TC 268", "ISO", None),
        ("Committee: ISO/IEC JTC 1/SC 41", "ISO/IEC", None),
        ("Committee: IEC TC 106", "IEC", None),
        ("Proposer: who knows", None, None),
    ],
)
def test_a_proposal_on_no_form_is_of_the_body_that_its_committee_is_of(
    committee: str, body: str | None, group: str | None
) -> None:
    found = text(
        "Proposal for a new work item", committee, "Title: Bells for ferries", "Scope: Bells, and how they ring."
    )
    assert found.kind == "new work item proposal"
    assert (found.rows[0].fields.get("body"), found.rows[0].fields.get("group")) == (body, group)
    form = text("ISO Form 4: New work item proposal", committee, "Title: Bells for ferries", "Scope: How bells ring.")
    assert form.kind == "ISO Form 4 new work item proposal"
