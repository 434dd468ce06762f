"""Mandates as groups write them: what is claimed, what is excluded, and what is neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.read.content import Document, Paragraph
from overlap.read.formats.html import read_html
from overlap.read.formats.markdown import read_markdown
from overlap.read.formats.text import read_text
from overlap.read.kinds import claims, recognise
from overlap.settings import ReadSettings


def said(page: str, of: str = "") -> list[tuple[str, str]]:
    """Give kind and text of each statement."""
    reading = recognise(read_markdown(page.encode(), "x.md"), ReadSettings(mandate_of=of))
    return [(row.fields.get("kind", ""), row.fields.get("text", "")) for row in reading.rows]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "# Ferry Working Group Charter\n\nThe Ferry Working Group will define:\n\n1. Ramps.\n\n2. Bells.",
            ["Ramps", "Bells"],
        ),
        ("# Charter of the Ferry Group\n\n## Goals\n\n- ramps for bicycles\n- bells", ["Ramps for bicycles", "Bells"]),
        ("# Ferry Working Group\n\n## Objectives\n\nDevelop ramps. Test bells.", ["Develop ramps", "Test bells"]),
        ("# Ferry Task Force\n\n## Domain of interest\n\n- ramps\n- bells", ["Ramps", "Bells"]),
        ("# Ferry SWG Charter\n\n## 3. Scope of Work\n\nRamps and bells.", ["Ramps and bells"]),
        ("# Terms of reference\n\n# Ferry Group\n\n## Tasks\n\nTest bells.", ["Test bells"]),
        (
            "# ISO/TC 999 Ferries\n\nISO/TC 999 is responsible for ramps of ferries.",
            ["ISO/TC 999 is responsible for ramps of ferries"],
        ),
        (
            "# Charte du groupe de travail Bacs\n\n## Tâches\n\n- les rampes\n- les cloches",
            ["Les rampes", "Les cloches"],
        ),
        ("# Mandato del Grupo de trabajo Barcas\n\n## Funciones\n\n- las rampas", ["Las rampas"]),
        ("# Satzung der Arbeitsgruppe Fähren\n\n## Aufgaben\n\n- Rampen", ["Rampen"]),
        ("# Положение о рабочей группе «Паромы»\n\n## Задачи\n\n- рампы", ["Рампы"]),
        ("# 渡船工作组章程\n\n## 工作范围\n\n- 坡道", ["坡道"]),
        ("# Reglement van de werkgroep Veren\n\n## Doel en taken\n\n- hellingen", ["Hellingen"]),
        ("# Normcommissie 351 999 Veren\n\n## Werkgebied\n\n- hellingen", ["Hellingen"]),
        ("# CTN 999 Barcas\n\n## Campo de actividad\n\nRampas y campanas.", ["Rampas y campanas"]),
        ("# KT 999 ds. Promów\n\n## Zakres tematyczny\n\n- rampy", ["Rampy"]),
        ("# 渡船委員会 規約\n\n## 活動内容\n\n- 斜路の標準化", ["斜路の標準化"]),
        ("# 나룻배 표준화 위원회 운영규정\n\n## 업무\n\n- 경사로 표준", ["경사로 표준"]),
        ("# SIS/TK 999 Färjor\n\n## Omfattning\n\nRamper och klockor.", ["Ramper och klockor"]),
        ("# Grupo de Trabalho de Balsas\n\n## Objetivos do grupo\n\n- rampas", ["Rampas"]),
        ("# Ferry SIG\n\n## What we work on\n\n- ramps", ["Ramps"]),
        (
            "# NA 999-01-41 AA Fähren\n\nDer Arbeitsausschuss ist zuständig für die Normung von Rampen.",
            ["Der Arbeitsausschuss ist zuständig für die Normung von Rampen"],
        ),
        ("# ميثاق فريق العمل للعبارات\n\n## المهام\n\n- المنحدرات", ["المنحدرات"]),
    ],
)
def test_the_tasks_of_a_group_are_its_claims(page: str, expected: list[str]) -> None:
    assert [text for kind, text in said(page) if kind == "scope"] == expected


@pytest.mark.parametrize(
    "ending",
    [
        "The Ferry Group will not define timetables.",
        "## Out of scope\n\n- timetables",
        "Excluded:\n\n- timetables",
        "## Non-goals\n\nTimetables.",
        "Timetables are out of scope.",
        "The charter does not cover timetables.",
        "## Fuera del alcance\n\n- timetables",
        "## Hors du champ\n\n- timetables",
        "## Nicht Gegenstand der Gruppe\n\n- timetables",
        "## Niet in scope\n\n- timetables",
        "## Fora do escopo\n\n- timetables",
        "## Ingår inte\n\n- timetables",
        "## What we don't work on\n\n- timetables",
        "Con exclusión de: timetables",
        "The group does not write timetables.",
        "### Out of scope\n\nThe following are out of scope:\n\n- timetables",
        "Nicht zum Aufgabenbereich gehören:\n\n- timetables",
        "Ne relèvent pas du groupe :\n\n- timetables",
        "No forman parte del mandato:\n\n- timetables",
        "Não fazem parte do mandato:\n\n- timetables",
        "Non rientrano nel mandato:\n\n- timetables",
        "This working group will not maintain the timetables of others.",
        "The Ferry Standards Board may not approve timetables.",
    ],
)
def test_what_a_group_will_not_do_is_an_exclusion(ending: str) -> None:
    found = said(f"# Ferry Group Charter\n\n## Scope\n\n- ramps\n\n{ending}")
    assert ["timetables" in text.casefold() for kind, text in found if kind == "exclusion"] == [True]
    assert not any("timetables" in text.casefold() for kind, text in found if kind == "scope")


@pytest.mark.parametrize(
    "noise",
    [
        "## Milestones\n\n- May 2027: ramps to the IESG",
        "## Meetings\n\nThe group will meet in Geneva.",
        "## Chairs\n\nJane Doe",
        "The group meets every Tuesday.",
        "## How to join\n\nThe group will add you to its list.",
        "## References\n\n- ISO 37163:2020, Smart community infrastructures",
        "- June 2027: bells to the committee",
        "The planned schedule is: public review by January 2027.",
        "Le calendrier prévoit une enquête en juin.",
        "All names are subject to change.",
    ],
)
def test_dates_places_persons_and_references_are_no_claims(noise: str) -> None:
    found = said(f"# Ferry Group Charter\n\n## Scope\n\n- ramps\n\n{noise}")
    assert [text for kind, text in found if kind != "title"] == ["Ramps"]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Draft Ferry Working Group Charter", "Ferry Working Group"),
        ("Proposed Charter of the Ferry Group", "Ferry Group"),
        ("Ferry Calls charter, posted 2026-01-02", "Ferry Calls"),
        ("Terms of Reference (ToR) for the Ferry Group", "Ferry Group"),
        ("Charte du groupe Bacs", "groupe Bacs"),
    ],
)
def test_the_name_of_the_group_is_the_title(heading: str, name: str) -> None:
    assert said(f"# {heading}\n\n## Scope\n\nRamps.")[0] == ("title", name)


PLAN = "\n\n".join(
    (
        "# ISO/TC 999 Business Plan 2026",
        "## Mission statement",
        "The mission of ISO/TC 999 is to make ferries safe.",
        "## 7 Structure",
        "1) WG5- bells",
        "Scope statement：",
        "The scope of WG5 is bells of ferries.",
    )
)


def test_a_business_plan_is_the_mandate_of_its_committee_and_not_of_the_groups_in_it() -> None:
    assert [text for kind, text in said(PLAN) if kind == "scope"] == [
        "The mission of ISO/TC 999 is to make ferries safe"
    ]
    assert said(PLAN, of="ISO/TC 999/WG 5") == [("scope", "The scope of WG5 is bells of ferries")]


@pytest.mark.parametrize(
    "topic",
    ["Massive MIMO", "Virtual network functions", "Safety functions", "Functions of the chair", "Scope 3 emissions",
     "Objective function", "Purpose built vehicles", "Objective measurements of quality", "Objectivity"],
)  # fmt: skip
def test_a_heading_of_a_topic_claims_and_excludes_nothing(topic: str) -> None:
    page = f"# Charter of the Ferry Group\n\n## Scope\n\nRamps.\n\n## {topic}\n\nTest methods of antenna arrays.\n"
    assert [(kind, text) for kind, text in said(page) if kind != "title"] == [("scope", "Ramps")]


def test_a_list_of_work_items_under_the_name_of_a_group_is_no_mandate() -> None:
    items = "".join(
        f"- Question {each}/99\n  - **Y.ramp-{each}**: Requirements of ramps {each}\n    - waiting for the editor\n"
        for each in (3, 4, 5)
    )
    reading = recognise(read_markdown(f"# Work items of the study group\n\n{items}".encode(), "x.md"))
    assert [row.fields["id"] for row in reading.rows] == ["Y.ramp-3", "Y.ramp-4", "Y.ramp-5"]
    assert sum("waiting for the editor" in each.what for each in reading.ignored) == 3


def test_a_table_of_work_items_of_a_committee_is_no_mandate() -> None:
    rows = "".join(f"<tr><td>ISO/CD 9810{each}</td><td>Ramps of ferries {each}</td></tr>" for each in (1, 2, 3))
    page = f"<h2>Work items of TC 91</h2><table><tr><th>Reference</th><th>Title</th></tr>{rows}</table>"
    assert next(row.fields["id"] for row in recognise(read_html(page.encode(), "x.html")).rows) == "ISO/CD 98101"


@pytest.mark.parametrize("body", ["Board", "Council", "Working Party", "Ferry Commission"])
def test_the_functions_of_a_board_are_its_tasks(body: str) -> None:
    found = said(
        f"# Terms of Reference of the Ferry {body}\n\n## 2. Functions of the {body}\n\n- to settle who builds ramps"
    )
    assert ("scope", "To settle who builds ramps") in found


def test_a_page_that_only_speaks_of_a_group_is_no_mandate() -> None:
    page = read_text(b"Report of the Ferry Group\n\n1 Scope\n\nRamps that the Ferry Group will define.", "x.txt")
    assert recognise(page).kind == "document of no known kind"


def test_terms_of_reference_without_a_group_are_claims_of_none() -> None:
    page = "# Terms of Reference\n\n(a) Guide the work on ramps;\n\n(b) Keep abreast of bells;\n"
    assert said(page) == [
        ("title", "Terms of Reference"),
        ("scope", "Guide the work on ramps"),
        ("scope", "Keep abreast of bells"),
    ]


def test_a_table_that_names_its_rows_as_a_mandate_does_is_read_by_them() -> None:
    page = (
        "# Mandat du GT Bacs\n\n| Nom | GT Bacs |\n|---|---|\n| Objectif du GT | décrire les rampes |\n"
        "| Calendrier | mai 2027 |\n| Livrables | un guide |\n"
    )
    assert said(page) == [("title", "GT Bacs"), ("scope", "Décrire les rampes")]


def test_a_charter_that_only_says_that_the_group_is_chartered_is_one() -> None:
    page = "The FERRY WG is chartered to work in the areas listed below:\n\n- Ramps of ferries\n\n- Bells of ferries\n"
    assert [text.rpartition(": ")[2] for _, text in said(page)] == ["Ramps of ferries", "Bells of ferries"]


def test_the_aims_of_a_group_are_claims_beside_its_tasks() -> None:
    page = "# Ferry Committee\n\nTerms of Reference\n\n## Purpose\n\n- To watch ramps\n\n## Tasks\n\n- Test bells\n"
    assert [text for kind, text in said(page) if kind == "scope"] == ["Test bells", "To watch ramps"]


def test_larger_letters_make_a_heading_and_a_bare_charter_is_named_by_the_line_above() -> None:
    sized = [
        ("Ferry ramps", 22.0), ("Charter", 22.0), ("Convenors", 16.0), ("Jo Roe", 11.0), ("Goals, outputs", 16.0),
        ("The ramps of ferries are to be wide.", 11.0), ("Strategy", 16.0), ("We will talk about it a lot.", 11.0),
    ]  # fmt: skip
    parts = tuple(Paragraph(text, "page 1", size=size) for text, size in sized)
    found = [row.fields["text"] for row in recognise(Document("x.pdf", "PDF file", parts)).rows]
    assert found == ["Ferry ramps", "The ramps of ferries are to be wide"]


def test_a_heading_among_other_things_that_names_a_charter_makes_none() -> None:
    page = (
        "# Ferry request\n\n## Links to the list, draft charter if any, relevant papers, etc.\n\nThe group will meet.\n"
    )
    assert not [kind for kind, _ in said(page) if kind == "title"]


def test_a_text_in_which_a_group_says_what_it_does_and_does_not_is_its_mandate() -> None:
    page = (
        "Goals\n=====\nThe WG will:\n\n1. watch ramps,\n2. test bells.\n\n"
        "Non-Goals\n=========\nThe WG does not:\n\n1. set tariffs of ferries,\n2. paint kerbs.\n"
    )
    found = said(page)
    assert [text.rpartition(": ")[2].casefold() for kind, text in found if kind == "exclusion"] == [
        "set tariffs of ferries",
        "paint kerbs",
    ]
    assert {kind for kind, _ in said(page.replace("WG", "tool"))} == {""}


def test_a_memo_is_named_by_its_subject() -> None:
    page = (
        "MEMO\n\n| Onderwerp | Charter werkgroep Veren |\n|---|---|\n| Aan | Stuurgroep |\n| Van | A. B. |\n"
        "\n# Scope\n\nDe werkgroep stelt regels op voor opritten.\n"
    )
    assert said(page)[0] == ("title", "werkgroep Veren")


ITEMS = st.lists(st.sampled_from(("Ramps for bicycles", "Bells", "Tests of 2 ropes")), min_size=1, max_size=5)


@given(ITEMS, st.sampled_from((";", ".")), st.integers(1, 98))
def test_paragraphs_that_were_run_together_are_those_that_stand_alone(items: list[str], end: str, first: int) -> None:
    numbered = [f"{number}. {each}{end}" for number, each in enumerate(items, first)]
    lines = [*claims.listed([Paragraph(" ".join(numbered), "")])]
    assert lines == [f"{each}{end}" for each in items]
    plain = " ".join(f"{each}{end}" for each in items) + f" {numbered[0]}"
    assert [*claims.listed([Paragraph(plain, "")])] == [plain]


@pytest.mark.parametrize("before", range(9))
def test_a_committee_is_named_within_the_first_six_lines_of_words(before: int) -> None:
    lines = [*["of the year"] * before, "ISO/TC 999 Ferries", "Ramps of ferries."]
    parts = [Paragraph(text, f"paragraph {number}", style="li") for number, text in enumerate(lines)]
    parts.insert(-1, Paragraph("Scope", "paragraph 99", level=1))
    reading = recognise(Document("x.docx", "Word document", tuple(parts)))
    assert ("ISO/TC 999" in str(reading.rows)) == (before < 6)


CLAIMS = "## 2 Scope\n\nThe working group shall define ramps.\n\n## 3 Goals\n\nThe goals are to keep cars dry.\n\n"


@pytest.mark.parametrize(
    ("head", "below"),
    [
        ("Technical Guideline TR-99169 Requirements for the working group", ""),
        ("Technische Richtlinie TR-99169-1: Anforderungen an die Arbeitsgruppe", ""),
        ("Requirements for the working group", "## 4 Terms and definitions\n\nRamp: what cars drive up on.\n"),
        ("Anforderungen an die Arbeitsgruppe", "## 4 Abkürzungen\n\nTR\n"),
        ("How to run a working group", "## 1 Introduction\n\nThis standard specifies how a working group is run.\n"),
        ("Rules of a committee", "## 1 Einleitung\n\nDieses Dokument beschreibt, wie ein Komitee arbeitet.\n"),
    ],
)
def test_a_standard_that_says_what_a_group_must_do_is_no_mandate(head: str, below: str) -> None:
    def read(title: str, text: str) -> str:
        return recognise(read_markdown(f"# {title}\n\n{text}".encode(), "x.md")).kind

    assert read(head, f"{CLAIMS}{below}") != "charter or committee scope"
    assert read("Working Group on Ramps", CLAIMS) == "charter or committee scope"
    assert read(f"Charter of the working group: {head}", f"{CLAIMS}{below}") == "charter or committee scope"
