"""Whose mandate a document is, however a group is called, and what in it is the group's work."""

import pytest

from overlap.read.content import Document, Paragraph
from overlap.read.formats.markdown import read_markdown
from overlap.read.kinds import recognise
from tests.read.test_mandates import said

LONG = "which those who build them and those who use them have asked for, in ports as well as on rivers"


def claims(page: str) -> list[str]:
    return [text.rpartition(": ")[2] for kind, text in said(page) if kind == "scope"]


def kind(page: str) -> str:
    return recognise(read_markdown(page.encode(), "x.md")).kind


@pytest.mark.parametrize(
    "heading",
    [
        "Ferry Task Team", "Ferry Expert Team", "Task Team on Ferries", "Working Group on Ferries",
        "Joint Working Group for Ferries (JWG-F)", "ABC Task Team Ramps for Rivers (TT-RR)", "Ferry Interest Group",
        "Focus Group on ferries for all (FG-FA)", "Ferry Advisory Panel", "CEN Workshop on Ferries", "Ferry Forum",
        "Ferry Special Interest Group", "Steering Group of the Ferry Office", "Expert Group on Ferry Ramps",
        "Groupe d'experts Bacs", "Équipe de projet Bacs", "Grupo de interés Barcas", "Projektgruppe Fähren",
        "Fachgruppe Fähren", "Arbeidsgruppe for ferjer", "Gruppo di esperti Traghetti", "Экспертная группа по паромам",
        "渡船专家组", "Ferry Community of Practice",
    ],
)  # fmt: skip
def test_a_group_of_any_name_that_says_what_it_will_do_has_a_mandate(heading: str) -> None:
    page = f"# {heading}\n\nThis group will set rules for ramps, {LONG}.\n\n## Rationale\n\nMany a ramp is narrow.\n"
    assert said(page)[0] == ("title", heading)
    assert claims(page) == [f"This group will set rules for ramps, {LONG}"]


@pytest.mark.parametrize(
    "says",
    [
        "The Ferry Team is part of the Office of Ports 2.0 and is mandated to perform the following:",
        "The task team shall:", "The Ferry Group has been established to carry out these tasks:",
        "This group has the following terms of reference:", "Our team is asked to do the following:",
        "The group's tasks are:", "El grupo tiene los siguientes objetivos:", "Le groupe est chargé de :",
        "Die Gruppe hat folgende Aufgaben:", "Teamet skal:", "Gruppen skal:", "De werkgroep heeft als taak:",
        "Il gruppo ha il compito di:", "O grupo tem como objetivos:", "Группа решает следующие задачи:",
        "工作组的任务是：",
    ],
)  # fmt: skip
def test_a_list_below_what_gives_a_group_its_tasks_is_claimed_item_by_item(says: str) -> None:
    page = f"# Ferry Task Team\n\n{says}\n\n1. Watch the ramps of ports,\n2. Test the bells of ferries\n"
    page += "\n## Membership\n\n| Name | Country |\n|---|---|\n| Mr Jo Roe | Utopia |\n"
    assert claims(page) == ["Watch the ramps of ports", "Test the bells of ferries"]


@pytest.mark.parametrize(
    "heading",
    [
        "What the Board will do", "What this board does", "What the Ferry Board is to do", "What we will do",
        "Work of the Board", "The Board's tasks", "Role of the Ferry Board", "Remit of the Board",
        "Was das Gremium tut", "Ce que fait le comité", "Qué hace el comité", "Hva styret skal gjøre",
        "Wat doet de commissie",
    ],
)  # fmt: skip
def test_a_heading_that_asks_what_a_group_does_stands_above_its_tasks(heading: str) -> None:
    page = (
        f"# Ferry Board Terms of Reference\n\nLast updated 2031-05-16.\n\n## {heading}\n\n"
        "1. The Board will consider rules for ramps.\n2. Bells of ferries.\n\n"
        "## How the Board will operate\n\nThe Board will meet once a year.\n\n## Roles associated with the Board\n\n"
        "Chair - the head of the Office.\n"
    )
    assert claims(page) == ["The Board will consider rules for ramps", "Bells of ferries"]


@pytest.mark.parametrize(
    "says",
    [
        "El Grupo de Trabajo en Barcas tiene como objetivo mejorar las rampas de los puertos.",
        "El grupo busca mejorar las rampas de los puertos.",
        "Le groupe de travail Bacs a pour objectif d'améliorer les rampes des ports.",
        "Die Arbeitsgruppe Fähren hat das Ziel, die Rampen der Häfen zu verbessern.",
        "O Grupo de Trabalho tem por objetivo melhorar as rampas dos portos.",
        "Il gruppo di lavoro ha l'obiettivo di migliorare le rampe dei porti.",
        "De werkgroep heeft als doel de opritten van havens te verbeteren.",
        "Arbeidsgruppen har som mål å forbedre rampene i havnene.",
        "Группа ставит целью улучшить аппарели портов.",
        "The Ferry Working Group aims to improve the ramps of ports.",
        "The goal of this group is to improve the ramps of ports.",
        "This interest group works on better ramps of ports.",
    ],
)
def test_what_a_group_aims_at_is_its_claim_where_its_page_says_that_it_is_one(says: str) -> None:
    page = f'---\ntitle: Barcas\ndescription: "Grupo de trabajo: ramps"\n---\n\nResumen\n\n{says}\n'
    assert said(page)[0] == ("title", "Barcas")
    assert claims(page) == [says.rstrip(".")]


@pytest.mark.parametrize(
    "page",
    [
        "# Ferry Working Group\n\nMinutes of the meeting of 3 May. The group will meet again in June.\n",
        "# Ferry ramps\n\nThis document describes ramps, which the Ferry Group will review in May.\n",
        "# Proposal for new ramps\n\nThe Ferry Working Group was established in 2020. We propose wider ramps.\n",
        "# Ferry Working Group\n\nThis repository holds the web pages of the group. Please open an issue.\n",
        "# Ferry Team\n\nJo Roe leads the team. Ann Poe is its secretary.\n",
    ],
)
def test_a_page_that_gives_a_group_no_work_is_no_mandate(page: str) -> None:
    assert kind(page) != "charter or committee scope"


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Mandat Ferjelab", "Ferjelab"), ("Mandat for Ferjelab", "Ferjelab"), ("Mandat: Fähren", "Fähren"),
        ("Mandaat Veren", "Veren"), ("Mandate: Ferries", "Ferries"), ("Ferries mandate", "Ferries"),
        ("Remit of the Ferry Board", "Ferry Board"), ("Projektmandat Fähren", "Fähren"),
        ("Arbeidsgruppe Ferjer - mandat", "Arbeidsgruppe Ferjer"), ("Kommissorium for Færger", "Færger"),
        ("Uppdragsbeskrivning för Färjor", "Färjor"), ("Statuto del gruppo Traghetti", "gruppo Traghetti"),
        ("Toimeksianto: Lautat", "Lautat"), ("Statut pracovní skupiny Přívozy", "pracovní skupiny Přívozy"),
        ("Termos de referência do Grupo Balsas", "Grupo Balsas"),
        ("Termes de référence du Comité Bacs", "Comité Bacs"), ("Ferry Group ToR", "Ferry Group"),
    ],
)  # fmt: skip
def test_what_a_mandate_calls_itself_is_known_in_many_languages(heading: str, name: str) -> None:
    assert said(f"# {heading}\n\n## Scope\n\nRamps of ports.\n")[:2] == [("title", name), ("scope", "Ramps of ports")]


@pytest.mark.parametrize("section", ["Work limited to charter scope", "How to change the charter", "Charter changes"])
def test_a_section_that_speaks_of_the_charter_does_not_name_the_group(section: str) -> None:
    page = (
        f"# Ferry Community Group\n\nThis Charter is a draft.\n\n# Goals\n\nWider ramps.\n\n# {section}\n\nBy vote.\n"
    )
    assert said(page)[0] == ("title", "Ferry Community Group")


@pytest.mark.parametrize(
    "lines",
    [
        ("PORT FOUNDATION", "WORKING GROUP CHARTER", "APPROVED BY THE BOARD ON 9/15/2030", "FERRY RAMP WORKING GROUP"),
        ("Terms of Reference", "Version 2.0", "Ferry Ramp Working Group"),
        ("Charter", "Ferry Ramp Working Group"),
        ("Port Foundation", "Ferry Ramp Working Group", "Charter"),
        ("Task Force Charter", "Name of group: Ferry Ramp Working Group"),
    ],
)
def test_a_line_that_only_says_what_it_is_names_no_group(lines: tuple[str, ...]) -> None:
    said_ = [
        *lines,
        "This charter sets the scope of the Working Group named above.",
        "3. Scope of WG:",
        "Ramps of ports.",
    ]
    parts = tuple(Paragraph(text, "page 1", size=12.0) for text in said_)
    titles = [
        row.fields["text"]
        for row in recognise(Document("x.pdf", "PDF file", parts)).rows
        if row.fields["kind"] == "title"
    ]
    assert [each.casefold() for each in titles] == ["ferry ramp working group"]


@pytest.mark.parametrize(
    "says",
    [
        "it will not entertain any proposal on timetables", "the group does not intend to take up timetables",
        "it is not intended that the group itself will print timetables", "it shall not take up timetables",
        "timetables will not be considered", "we do not work on timetables", "it leaves timetables to others",
        "it has no mandate for timetables", "no work on timetables is foreseen",
    ],
)  # fmt: skip
def test_what_a_group_turns_away_is_an_exclusion_in_any_verb(says: str) -> None:
    page = f"# Ferry Group Charter\n\n## Scope\n\nRamps of ports. While the group looks at ramps, {says}.\n"
    found = said(page)
    assert ("scope", "Ramps of ports") in found
    assert [kind for kind, text in found if "timetables" in text] == ["exclusion"]


@pytest.mark.parametrize(
    "says",
    [
        "All suggestions and comments made about a ramp fall under the CLA.",
        "Membership of the group is open to everybody.",
        "Editors must ensure that no contribution is adopted from anyone that has not signed the CLA.",
        "The Board will meet once every 6 months.", "Meetings with over 60% attendance are quorate.",
        "(This is a normative, binding statement.)", "(please circle one)",
        "The group has two chairs, who serve for a year.", "Decisions are made by consensus.",
        "Participants are expected to follow the code of conduct.", "Board members are appointed for three years.",
        "Minutes of meetings will be published.", "The chair is elected by the members.",
        "Este grupo está abierto a todas las personas.", "Die Mitgliedschaft steht allen offen.",
    ],
)  # fmt: skip
def test_how_a_group_is_run_is_no_claim(says: str) -> None:
    assert claims(f"# Ferry Group Charter\n\n## Scope\n\n{says}\n\nRamps of ports.\n") == ["Ramps of ports"]


@pytest.mark.parametrize(
    "after",
    [
        ("4. Duration of WG: (please circle one)", "Not limited"), ("4. Size of the group:", "Twelve seats"),
        ("4) Members:", "Any member may join"), ("4. Initial chairs:", "To be elected"),
    ],
)  # fmt: skip
def test_a_numbered_label_ends_what_stands_at_the_one_before(after: tuple[str, str]) -> None:
    texts = ["Ferry Working Group Charter", "1. Full name of WG:", "Ferry Working Group", "2. Short name:", "FERRY WG",
             "3. Scope of WG:", "Ramps of ports.", *after]  # fmt: skip
    parts = tuple(Paragraph(text, "page 1", size=12.0) for text in texts)
    rows = recognise(Document("x.pdf", "PDF file", parts)).rows
    assert [row.fields["text"] for row in rows if row.fields["kind"] == "scope"] == ["Ramps of ports"]


def test_a_charter_that_is_a_part_of_the_page_of_its_group_has_the_name_of_the_page() -> None:
    page = """---
title: Conformity Group
---

## Mailing List

To join the mailing list of ports, ask those who keep it, and tell them who you are and what you do.

## Previous Meetings

| Meeting | Summary |
|---|---|
| 2030-05-29 | None |

## Terms of Reference

### Purpose

The purpose of the Group is to coordinate how ramps of ferries are described in ports.

Specific functions are as follows:

- a. To maintain the description of ramps;
- b. To develop a vocabulary of ferries.
"""
    rows = [row.fields for row in recognise(read_markdown(page.encode(), "x.md")).rows]
    assert [row["text"] for row in rows if row["kind"] == "title"] == ["Conformity Group"]
    assert all(len(row["text"].split()) > 1 for row in rows)
