"""Forms that no page describes, and templates that nobody has filled in."""

import pytest

from overlap.errors import InputError
from overlap.read.content import Document, Paragraph, Table
from overlap.read.formats.asciidoc import read_asciidoc
from overlap.read.formats.markdown import read_markdown
from overlap.read.kinds import answers, recognise

SAID = "Lets a driver find and book a free lot near the ramp before the ferry leaves."
FORMS = (
    "# Service Proposal Template\nThis template captures what a partner fills out when proposing a service.\n\n"
    "| **Field** | Description |\n|---|---|\n| {name} | Ferry lots |\n| Service owner | Ferry Office |\n"
    f"| Service summary | {SAID} |\n| Viability | Works. |\n",
    f"### {{name}}\nFerry lots\n\n### Service owner\nFerry Office\n\n### Service summary\n{SAID}\n\n"
    "### Viability\nWorks.\n",
    "| Field | What to write | Value |\n|---|---|---|\n| {name} | Give a name of few words | Ferry lots |\n"
    f"| Summary | Describe the service | {SAID} |\n| Owner | Name the office | Ferry Office |\n",
)
ASKED = (
    "Describe the problem that this solves.",
    "Explain how your solution is done.",
    "A short description of what it costs.",
)


def fields(text: str) -> dict[str, str]:
    (row,) = recognise(read_markdown(text.encode(), "x.md")).rows
    return dict(row.fields)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["Service name", "Project name", "API family name", "Proposal title"])
def test_the_value_at_the_label_of_a_form_is_the_title_and_never_the_label(form: str, name: str) -> None:
    found = fields(form.format(name=name))
    assert found["title"] == "Ferry lots"
    assert found.get("summary", found.get("scope", "")).startswith(SAID)


@pytest.mark.parametrize("name", ["Company name", "Contact name", "Author name"])
def test_the_name_of_an_office_or_a_person_is_no_title(name: str) -> None:
    assert fields(FORMS[1].format(name=name)).get("title") != "Ferry lots"


@pytest.mark.parametrize("shape", ["## Part {0}\n{1}\n", "<h2>Part {0}</h2>\n\n{1}\n"])
def test_a_template_that_only_says_what_to_write_is_refused(shape: str) -> None:
    text = "# Feature\n\n" + "\n".join(shape.format(number, asked) for number, asked in enumerate(ASKED))
    if "<h2>" in shape:
        text = "# Feature\n\n| Part | What to say |\n|---|---|\n" + "".join(
            f"| part {n} | {a} |\n" for n, a in enumerate(ASKED)
        )
    with pytest.raises(InputError, match="nobody has filled in"):
        recognise(read_markdown(text.encode(), "x.md"))


def test_a_form_that_is_filled_in_may_still_hold_an_instruction() -> None:
    parts = [SAID, "The office sells lots by hand today.", "We add a page.", ASKED[0]]
    text = "# Ferry lots\n\n" + "\n".join(f"## Part {number}\n{said}\n" for number, said in enumerate(parts))
    assert fields(text)["title"] == "Ferry lots"


def test_what_sets_the_look_of_a_table_is_no_prompt() -> None:
    table = "|===\n|{set:cellbgcolor:#FFFFFF}\n|Ferry Office\n|===\n"
    text = f":name: Ferry lots\n\n{table}\n== Scope\n\n{SAID} {{name}}.\n"
    (row,) = recognise(read_asciidoc(text.encode(), "x.adoc")).rows
    assert row.fields["scope"] == f"{SAID} Ferry lots."


def test_in_a_text_only_a_table_at_its_front_is_a_form() -> None:
    rows = (("Kerb name", "Low kerbs"), ("Description", "Kerbs that are low."), ("Summary", "On kerbs."))
    prose = [Paragraph("Kerbs are low and wide, and many a car has driven up on them " * 3, "p") for _ in range(14)]
    tables = [Table(rows, "table 1")]
    front, within = (Document("a.docx", "Word document", tuple(each)) for each in (tables + prose, prose + tables))
    assert answers.fields(front)["title"].text == "Low kerbs"
    assert not answers.fields(within)


def test_the_path_of_a_field_is_no_title() -> None:
    rows = (("Kerb name", "Kerb.tradeName"), ("Description", "Kerb.about"), ("Summary", "Kerb.sum"))
    assert not answers.fields(Document("a.md", "Markdown text", (Table(rows, "table 1"),)))


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("Name of the GP", "Description of the GP"), ("Title of the proposed standard", "Description"),
        ("Working title", "Overview"), ("Name of the proposal", "The problem"), ("Proposed title", "Problem statement"),
        ("Name of project (must be unique)", "Project description (what it does)"),
        ("Nom du projet", "Description du projet"), ("Nombre del proyecto", "Descripción del proyecto"),
        ("Name des Vorhabens", "Beschreibung des Vorhabens"), ("Nome do projeto", "Descrição do projeto"),
        ("Naam van het project", "Beschrijving van het project"), ("Navn på prosjektet", "Beskrivelse av prosjektet"),
        ("Название проекта", "Описание проекта"), ("项目名称", "项目描述"),
        ("Nome del progetto", "Descrizione del progetto"),
        ("Proposed work item", "What is proposed"), ("Title of standard", "Project overview"),
        ("Name of the profile", "Overview of the profile"), ("Proposal title", "Proposal overview"),
        ("Nazwa projektu", "Opis projektu"), ("Project name", "High-level description"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("shape", ["## {0}\n\n{1}\n\n", "**{0}:** {1}\n\n", "| {0} | {1} |\n"])
def test_a_label_may_say_of_what_it_is_the_name_or_the_description(name: str, description: str, shape: str) -> None:
    rows = ((name, "Ferry lots"), ("Submitted by", "Ferry Office"), (description, SAID), ("Costs", "None at all."))
    head = "| Field | Answer |\n|---|---|\n" if shape.startswith("|") else "# Project proposal form\n\n"
    found = fields(head + "".join(shape.format(*row) for row in rows))
    assert found["title"] == "Ferry lots"
    assert (found.get("scope") or found.get("summary", "")).strip() == SAID


@pytest.mark.parametrize("name", ["Name of the editor", "Name of organization", "Proposer's name", "Name of contact"])
def test_the_name_of_who_proposes_is_no_title(name: str) -> None:
    assert fields(f"# Ferry lots\n\n**{name}:** Jo Roe\n\n**Overview:** {SAID}\n")["title"] == "Ferry lots"


@pytest.mark.parametrize("mark", ["o", "•", "-", "○", "▪"])
def test_an_answer_behind_a_mark_ends_where_no_mark_is(mark: str) -> None:
    lines = (
        f"Name of project (must be unique) {mark} Ferry lots",
        f"Project description (what it does, why it matters) {mark} {SAID}",
        "Statement on alignment with the mission of the office",
        f"Sponsor (who helps) {mark} Ferry Office",
        "Website",
    )
    document = Document("x.pdf", "PDF file", tuple(Paragraph(line, "page 1") for line in lines))
    (row,) = recognise(document).rows
    assert (row.fields["title"], row.fields["scope"]) == ("Ferry lots", SAID)


@pytest.mark.parametrize(
    "title", ["Proposed Work Item: Ferry lots", "Proposed project: Ferry lots", "Project title: Ferry lots"]
)
def test_the_name_of_a_form_is_no_title_where_a_heading_names_what_is_proposed(title: str) -> None:
    page = f"# Ferry Office Work Item Proposal (Short)\n\n# {title}\n\nDate: 3 May 2031\n\n# The Problem\n\n{SAID}\n"
    found = fields(page + "\n# Key use case\n\nA ferry that is full.\n")
    assert (found["title"], found["scope"]) == ("Ferry lots", SAID)


def test_a_document_that_is_no_form_takes_no_scope_from_a_label_within() -> None:
    page = f"# Ferry lots\n\n## Fields\n\n### Lot\n\nDescription: {SAID}\n\n### Ramp\n\nDescription: A ramp.\n"
    assert "scope" not in fields(page + "\n" + f"## Notes\n\n{SAID * 40}\n")


@pytest.mark.parametrize(
    "line",
    [
        "Domain name: example.org is used throughout this text.",
        "Common name: Sodium chloride",
        "Data set name: harbour-list",
        "- Event title: Ferry day",
    ],
)
def test_one_line_with_a_colon_makes_no_form(line: str) -> None:
    page = f"# Guidance on the operation of ferries\n\n{line}\n\nRamps are looked at every day before the port opens.\n"
    (row,) = recognise(read_markdown(page.encode(), "x.md")).rows
    assert row.fields["title"] == "Guidance on the operation of ferries"


@pytest.mark.parametrize("word", ["source", "version", "status", "to", "date", "purpose", "keywords", "owner"])
def test_a_title_in_small_letters_is_not_cut_at_a_word_that_may_be_a_label(word: str) -> None:
    title = f"Use of open {word}: a framework for procurement in cities"
    (row,) = recognise(read_markdown(f"Title: {title}\n\nThis document describes ramps.\n".encode(), "x.md")).rows
    assert row.fields["title"] == title
