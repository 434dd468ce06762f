"""Lists whose items are known by how they are called: no numbers, no column that is a title by name."""

import csv
import io
import json
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.read.content import Document
from overlap.read.formats.asciidoc import read_asciidoc
from overlap.read.formats.html import read_html
from overlap.read.formats.markdown import read_markdown
from overlap.read.formats.records import read_json
from overlap.read.formats.restructured import read_rst
from overlap.read.formats.tables import read_csv
from overlap.read.kinds import bibliographies, nesting, recognise
from overlap.read.reading import Reading
from tests import growth

NAMES = ("Kerb Feed (KF 2)", "Ramp Core", "Ferry Model", "HarbourML / HML", "bellTalk")
SAID = tuple(
    f"{each} that harbours and ferries can share between them."
    for each in (
        "A format for kerbs",
        "A vocabulary of ramps",
        "A model of ferries",
        "A language",
        "A protocol of bells",
    )
)


def table(header: str, *rows: tuple[str, ...]) -> Reading:
    text = io.StringIO()
    csv.writer(text).writerows([header.split("|"), *rows])
    return recognise(read_csv(text.getvalue().encode(), "x.csv"))


def markdown(text: str) -> Document:
    return read_markdown(text.encode(), "x.md")


def titles(reading: Reading) -> list[str]:
    return [row.fields.get("title", "") for row in reading.rows]


def named(reading: Reading) -> list[tuple[str, str]]:
    return [(row.fields.get("id", ""), row.fields.get("title", "")) for row in reading.rows]


@pytest.mark.parametrize("heading", ["spec", "Reference", "Document", "Standard", "id", "Specification", "Norme"])
@pytest.mark.parametrize("start", ["https://x.example/", "http://x.example/a?b=", "www.x.example/"])
def test_a_column_of_addresses_is_no_identifier_and_no_title_whatever_it_is_called(heading: str, start: str) -> None:
    rows = [(name, f"{start}{number}", said) for number, (name, said) in enumerate(zip(NAMES, SAID, strict=True))]
    reading = table(f"Name|{heading}|Description", *rows)
    assert reading.columns[heading] == "url"
    assert titles(reading) == list(NAMES)
    assert not any("id" in row.fields for row in reading.rows)


@pytest.mark.parametrize(
    "heading", ["what", "Description", "Beschreibung", "descripción", "Описание", "说明", "summary"]
)
def test_a_name_that_a_sentence_describes_is_the_title(heading: str) -> None:
    records = [{"name": name, heading: said, "count": 3} for name, said in zip(NAMES, SAID, strict=True)]
    by_key = recognise(read_json(json.dumps(records).encode(), "x.json"))
    by_column = table(f"Name|{heading}|Count", *((name, said, "3") for name, said in zip(NAMES, SAID, strict=True)))
    for reading in (by_key, by_column):
        assert titles(reading) == list(NAMES)
        assert [row.fields.get("summary", row.fields.get("scope")) for row in reading.rows] == list(SAID)


def test_a_number_that_a_sentence_describes_stays_the_identifier() -> None:
    rows = [(f"KF-{number:04}", said) for number, said in enumerate(SAID)]
    assert named(table("Name|Description", *rows)) == rows


TASKS = (
    "[Task 2.13] Define clearly the strategy for an archive of the bells of all ferries in the harbours of the region.",
    "[Task 2.4] Maintain the web site of the ramps.",
    "[Task 3.10] Encourage harbours to send the data of their kerbs, in line with what was said there.",
)


@pytest.mark.parametrize(
    "heading", ["Task", "Action", "Activity", "Aufgabe", "Tâche", "Tarea", "Задача", "任务", "Taak"]
)
def test_tasks_are_sentences_and_a_key_in_brackets_before_them_is_theirs(heading: str) -> None:
    rows = [("200", task, "Secretariat", "Harbours, bells") for task in TASKS]
    reading = table(f"ChapterID|{heading}|Lead|Contributors", *rows)
    assert named(reading) == [(key, text) for key, _, text in (each[1:].partition("] ") for each in TASKS)]


HEADINGS = [
    "Standard",
    "Standaard",
    "Norma",
    "Specification",
    "Стандарт",
    "标准",
    "Spezifikation",
    "Recommandation",
    "規格",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_what_stands_for_the_documents_is_how_they_are_called_where_nothing_else_is(heading: str) -> None:
    rows = [
        ("EF-Ramp", "", "-"),
        ("openBell", "-", "0"),
        ("IEC 60870-x-104", "+", "0"),
        ("IEC 61850-8-1 (MMS)", "0", "+"),
    ]
    rows += [("IEC 61850-90-7 (object models)", "", ""), ("Kerb over IP", "n/a", "+")]
    wanted = [("", "EF-Ramp"), ("", "openBell"), ("IEC 60870-x-104", "IEC 60870-x-104"), ("IEC 61850-8-1", "MMS")]
    wanted += [("IEC 61850-90-7", "object models"), ("", "Kerb over IP")]
    text = "\n".join(f"| {' | '.join(row)} |" for row in [(heading, "Fit", "Use"), ("---",) * 3, *rows])
    page = markdown(
        f"# Inventory of what fits\n\nThe table says which of them fits.\n\n{text}\n\n**Conclusion**\n\nKerbs.\n"
    )
    for reading in (table(f"{heading}|Fit|Use", *rows), recognise(page)):
        assert named(reading) == wanted


@pytest.mark.parametrize(
    "cells", [("12", "13", "17.5"), ("yes", "yes", "no"), ("A long sentence that is said here.",) * 3]
)
def test_a_column_of_standards_that_holds_no_names_is_no_list(cells: tuple[str, ...]) -> None:
    text = "\n".join(f"| {cell} | {number} |" for number, cell in enumerate(cells))
    reading = recognise(markdown(f"# Ramps\n\nRamps of ferries.\n\n| Standard | Fit |\n|---|---|\n{text}\n"))
    assert reading.kind == "document of no known kind"


REMARKS = [
    "In force",
    "Vigor AGO2019",
    "en vigueur",
    "(withdrawn)",
    "zurückgezogen 2019",
    "Vigente 12/2020",
    "действует",
]


@pytest.mark.parametrize("remark", [*REMARKS, "现行", "Draft", "- Published 03 MAY 2018", "In vigore"])
def test_what_says_how_far_a_document_is_is_no_title(remark: str) -> None:
    rows = [(f"ISO 90{number} {remark}", "3") for number in range(10, 14)]
    rows += [("ISO 37101 Management of kerbs", "2"), ("ISO 37102 Draft of ferries in harbours", "1")]
    assert named(table("Norma|Páginas", *rows)) == [
        *((f"ISO 90{number}", f"ISO 90{number}") for number in range(10, 14)),
        ("ISO 37101", "Management of kerbs"),
        ("ISO 37102", "Draft of ferries in harbours"),
    ]


@given(st.lists(st.integers(100, 999), min_size=3, max_size=8, unique=True), st.sampled_from("_-."))
def test_a_number_of_another_form_alone_in_its_cell_is_the_identifier(numbers: list[int], sign: str) -> None:
    rows = [(f"NMX-J-{number}{sign}2-ANCE-2002", "9") for number in numbers]
    rows += [(f"NMX-K-{number}-SCFI-1994 INDICATORS OF KERBS", "9") for number in numbers]
    for (cell, _), (identifier, title) in zip(rows, named(table("Norma|Páginas", *rows)), strict=True):
        assert (identifier, title) == (cell, cell) or f"{identifier} {title}" == cell


def test_marks_of_footnotes_are_no_text_and_footnotes_are_notes() -> None:
    text = "# Ramps[^1] of ferries [^b]\n\nSee `a[^2]`.\n\n[^1]: Of steel, as\n    ISO 9001 says.\n[^b]: Large ones.\n"
    document = markdown(text)
    assert document.paragraphs[0].text == "Ramps of ferries"
    assert document.notes == ("Of steel, as ISO 9001 says.", "Large ones.")
    assert [each.what for each in document.ignored] == ["footnotes"]
    assert markdown("# Codes [^a-z] of ramps[^1]\n\n[^1]: Of steel.\n").paragraphs[0].text == "Codes [^a-z] of ramps"
    rst = read_rst(b"Ramps\n=====\n\nOf ferries [#]_.\n", "x.rst")
    assert rst.paragraphs[0].text == "Ramps"


WORKS = [
    (
        "Standards",
        "# {}\n\nThis file says which of them we keep to, and why we do so in all of our harbours.\n\n## General\n\n",
    ),
    ("Normes et spécifications", "{}\n=====\n\nVoici ce que nous suivons.\n\n"),
    ("Стандарты", "# {}\n\n"),
    ("标准", "# {}\n\n## 一般\n\n"),
    ("Specifications", "---\ntitle: {}\n---\n\nWhat follows is in use in our harbours, and is kept up by hand.\n\n"),
]
BETWEEN = [": ", " - ", " – ", " : ", "\n    : "]


@pytest.mark.parametrize(("called", "head"), WORKS)
@pytest.mark.parametrize("between", BETWEEN)
def test_links_of_a_page_of_standards_are_items_by_name_or_by_number(called: str, head: str, between: str) -> None:
    items = [
        ("rfc3986", "Uniform kerbs"),
        ("semkerb", "Semantic Kerbs 2.0.0"),
        ("CEE Kerb Syntax", "CEE Kerb Syntax (CKS)"),
    ]
    bullets = "\n".join(f" - [{name}](https://x.example){between}{title}" for name, title in items)
    reading = recognise(markdown(f"{head.format(called)}{bullets}\n - [PRIVATE KERB NUMBERS](https://x.example/p)\n"))
    assert named(reading) == [("RFC 3986", "Uniform kerbs"), *items[1:], ("", "PRIVATE KERB NUMBERS")]


@pytest.mark.parametrize("heading", ["Bell", "HTTP/1.1", "IMAP4", "Ferries in the harbour"])
def test_a_heading_between_the_bullets_is_no_item(heading: str) -> None:
    bullets = "\n".join(
        f"\n## {heading}\n\n- [rfc{number}](https://x.example): Kerbs of {number}" for number in range(3986, 3991)
    )
    assert len(recognise(markdown(f"# Standards\n{bullets}\n")).rows) == 5


@pytest.mark.parametrize(
    "called",
    [
        "Useful links",
        "Coding standards",
        "Style of our standards",
        "Our team",
        "Features",
        "Protocols of our laboratory",
        "Deliverables of the project",
        "Norms of the team",
        "Recommendations",
    ],
)
def test_links_of_a_page_that_is_not_called_one_of_standards_are_no_items(called: str) -> None:
    bullets = "\n".join(f"- [{name}](https://x.example) - {said}" for name, said in zip(NAMES, SAID, strict=True))
    text = "Ferries are told about here in a few more words than a heading has."
    assert len(recognise(markdown(f"# {called}\n\n{text}\n\n{bullets}\n")).rows) == 1  # the page itself


def test_links_below_headings_are_titles_as_they_stand_and_what_names_nothing_is_told() -> None:
    names = ("Access to Kerbs (ATK) Schema", "Darwin Kerb", "XDF - A language of kerbs", "HISPID3")
    sections = "\n".join(f"### {name.split()[0]}\n\n[{name}](/standards/x/)\n" for name in names)
    page = f"---\ntitle: Standards\n---\n\nKerbs have a [status](/x/), and some are looked after by us.\n\n{sections}"
    reading = recognise(markdown(f"{page}\n## Elsewhere\n\n[See this page](/standards/external/)\n"))
    assert titles(reading) == list(names)
    assert [each.place for each in reading.ignored if "See this page" in each.what]


LONG = "It says what ramps of ferries need, and how they are measured, in calm weather and in storms. " * 4


@pytest.mark.parametrize("body", ["ISO", "ABNT NBR", "DIN EN", "ГОСТ Р", "JIS B"])
@pytest.mark.parametrize("marks", ["**", "", "*"])
def test_a_bullet_may_say_more_than_a_sentence_of_its_document(body: str, marks: str) -> None:
    said = ("This standard says how. " + LONG.strip(), "This standard names the bells.", "This standard counts ramps.")
    bullets = [f"* {marks}{body} {6118 + n}:2014 - Ramps of kerbs {n}:{marks} {text}" for n, text in enumerate(said)]
    reading = recognise(markdown("# Ramps\n\nKerbs.\n\n## Main\n\n" + "\n".join(bullets)))
    assert titles(reading) == [f"Ramps of kerbs {n}" for n in range(3)]
    assert [row.fields["summary"].startswith("This standard") for row in reading.rows] == [True] * 3
    assert reading.rows[0].fields["summary"].endswith("in storms.")


def test_a_key_of_the_list_makes_an_item_of_what_has_no_number_and_a_title_of_one_word() -> None:
    rest = (
        "**Decree n°2016-17** – Duties. *Note: the limit was raised.*",
        "**Order of 9 June 2020 (item 2980)** – Rules for ramps.",
    )
    bullets = [f"* **S-{901 + n}** : **ISO 90{n:02}** – Care of ramps: kerbs {n}." for n in range(4)]
    bullets += [f"* **S-{950 + n}** : {text}" for n, text in enumerate(rest)]
    rows = named(recognise(markdown("Here are all of them.\n\n" + "\n".join(bullets))))
    assert rows[-2:] == [("Decree n°2016-17", "Duties"), ("Order of 9 June 2020 (item 2980)", "Rules for ramps")]
    assert len(rows) == 6


def test_a_line_that_names_again_what_a_table_lists_is_told_and_no_item() -> None:
    lines = [f"- **ISO {9001 + n}:** Ramps seen from the side {n}" for n in range(4)]
    rows = "".join(f"| ISO {9001 + n} | 1987 | Ramps of ferries {n} |\n" for n in range(3))
    text = f"# Ramps\n\n{chr(10).join(lines)}\n\n| Standard | Year | Title |\n|---|---|---|\n{rows}"
    reading = recognise(markdown(text))
    assert [name for name, _ in named(reading)] == ["ISO 9001", "ISO 9002", "ISO 9003", "ISO 9004"]
    assert sum("names again" in each.what for each in reading.ignored) == 3

    all_of_them = recognise(markdown(f"{text}| ISO 9004 | 1987 | Ramps of ferries 3 |\n"))
    assert sum("names again" in each.what for each in all_of_them.ignored) == 4


@pytest.mark.parametrize("key", ["[A{}]", "[{}]", "[x-{}]"])
def test_a_table_of_keys_in_brackets_without_publishers_and_addresses_is_no_list_of_references(key: str) -> None:
    rows = "".join(f"| {key.format(n)} | Press the lever of ramp {n} |\n" for n in range(1, 5))
    assert bibliographies.listed(markdown(f"|  |  |\n|---|---|\n{rows}").tables[0]) is None


PIPED = "|  |  |\n|---|---|\n" + "".join(
    f"| [{n}] | Harbour Consortium, 20{n:02}<br>Ramps of ferries {n}<br>https://x.example |\n" for n in range(1, 5)
)


def test_a_table_of_references_has_no_head_to_doubt() -> None:
    last = "| [7] | Ramp Parameter Dataset |\n"
    reading = recognise(markdown(f"{PIPED}{last}"))
    assert titles(reading)[-1] == "Ramp Parameter Dataset"
    assert not reading.faults


K, M, D = "OpenKerb Map Server 1.3.0", "Geoinformation: Reference manual", "Date and time of ferries"
REFERENCES = (
    ("[1]", "Harbour Consortium (HC), 2006", f"{K} (OGC 06-042)", "OGC 06-042", K),
    ("[2]", "eCH, 2016", f"eCH-0031 {M}", "eCH-0031", M),
    ("[3]", "ISO/TC 154, 2019", f"ISO 8601-1:2019. {D}", "ISO 8601-1:2019", D),
    ("[4]", "Internet Task Force (IETF), 2022", "HTTP Semantics - RFC 9110", "RFC 9110", "HTTP Semantics"),
    ("[5a]", "Conseil des ports, 2007.", "Loi du 5 octobre sur les bacs", "", "Loi du 5 octobre sur les bacs"),
    ("[6]", "Ramp Committee", "Ramp Parameter Dataset", "", "Ramp Parameter Dataset"),
)


def asciidoc(head: str) -> Document:
    rows = "".join(
        f"|{key}| {above} +\n{title} +\nhttps://x.example/{at}[https://x.example/{at}]\n"
        for at, (key, above, title, _, _) in enumerate(REFERENCES)
    )
    return read_asciidoc(f'{head}[width="100%",cols="7%,93%"]\n|===\n{rows}|===\n'.encode(), "x.adoc")


def web_page(head: str) -> Document:
    rows = "".join(
        f"<tr><td>{key}</td><td>{above}<br>{title}<br>https://x.example/{at}</td></tr>"
        for at, (key, above, title, _, _) in enumerate(REFERENCES)
    )
    return read_html(f"{head}<table>{rows}</table>".encode(), "x.html")


def pipes(head: str) -> Document:
    rows = "".join(f"| {key} | {above}<br>{title}<br>https://x.example |\n" for key, above, title, _, _ in REFERENCES)
    return markdown(f"{head}|  |  |\n|---|---|\n{rows}")


@pytest.mark.parametrize(
    "document", [asciidoc("=== Références\n\n"), web_page("<h1>Literatur</h1>"), pipes("# Библиография\n\n")]
)
def test_a_table_of_references_is_a_list_of_titles_without_publishers_years_and_addresses(document: Document) -> None:
    reading = recognise(document)
    assert named(reading) == [(identifier, title) for *_, identifier, title in REFERENCES]
    assert reading.rows[0].fields["url"].startswith("https://x.example")


def test_the_references_of_a_text_with_a_scope_are_no_list() -> None:
    scope = "=== Scope\n\nThis document says how ramps of ferries are built.\n\n"
    document = asciidoc(f"== Ramps of ferries\n\n{scope}=== References\n\n")
    reading = recognise(document)
    assert len(reading.rows) == 1
    assert reading.rows[0].fields["scope"].startswith("This document says")


def test_a_cell_of_asciidoc_goes_on_over_lines_until_the_next_one() -> None:
    text = "|===\n|Number |Title\n\n|ISO 9001\n|Ramps of\nferries\n|ISO 9002|Bells +\nin harbours\n|===\n"
    (table,) = read_asciidoc(text.encode(), "x.adoc").tables
    cells = [cell for row in table.rows for cell in row]
    assert cells == ["Number", "Title", "ISO 9001", "Ramps of ferries", "ISO 9002", "Bells\nin harbours"]


@pytest.mark.parametrize("key", ["standards", "documents", "deliverables", "projects", "specs"])
@pytest.mark.parametrize("name", ["WG 5", "SC 7", "ISO/TC 154/WG 5", "JTC 1"])
def test_a_group_that_keeps_numbers_of_its_works_has_a_scope_and_those_works(key: str, name: str) -> None:
    group = {
        "id": "x5",
        "name": name,
        "title": "Kerbs",
        "scope": "The scope is to care for kerbs and ramps.",
    }
    works = ["ISO 2014:1976", "ISO 8601-1:2019/Amd 1:2022", "ISO/AWI 34000"]
    found = recognise(read_json(json.dumps({**group, "people": {"chairs": ["n-n"]}, key: works}).encode(), "x.json"))
    assert [row.fields["id"] for row in found.rows if "title" in row.fields] == works
    assert [row.fields["text"] for row in found.rows if row.fields.get("kind") == "scope"]


def test_the_same_list_beside_a_work_item_is_what_it_is_related_to() -> None:
    item = {
        "id": "KF-12",
        "title": "Kerbs in winter",
        "scope": "Kerbs below snow.",
        "standards": ["ISO 9001", "ISO 9002"],
    }
    found = recognise(read_json(json.dumps([item]).encode(), "x.json"))
    assert named(found) == [("KF-12", "Kerbs in winter")]


@pytest.mark.parametrize("sign", growth.CELLS)
def test_a_cell_of_eight_times_the_length_takes_at_most_ten_times_the_calls(sign: str) -> None:
    few, many = (growth.calls(partial(growth.cell, sign, count)) for count in (250, 2_000))
    assert many < 10 * few


def test_a_long_name_that_is_no_group_is_told_at_once() -> None:
    assert nesting._GROUP.fullmatch("A/" * 40) is None
    assert nesting._GROUP.fullmatch("ISO/IEC JTC 1/SC 41/WG 3")
