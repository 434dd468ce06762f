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
    assert answers.fields(front, ())["title"].text == "Low kerbs"
    assert not answers.fields(within, ())


def test_the_path_of_a_field_is_no_title() -> None:
    rows = (("Kerb name", "Kerb.tradeName"), ("Description", "Kerb.about"), ("Summary", "Kerb.sum"))
    assert not answers.fields(Document("a.md", "Markdown text", (Table(rows, "table 1"),)), ())
