"""Pages with a block for each document, lists of bare identifiers, and tables that are of a text and no list."""

from functools import partial

import pytest

from overlap.read.content import Document, Paragraph, Table
from overlap.read.entries import check
from overlap.read.formats.html import read_html
from overlap.read.formats.markdown import read_markdown
from overlap.read.formats.text import read_text
from overlap.read.kinds import recognise
from overlap.read.reading import Reading
from tests import growth


def page(text: str) -> Reading:
    return recognise(read_markdown(text.encode(), "page.md"))


TWO = """# Kerbs (ISO/TC 268/WG 9)

The documents of the group.

## ISO 37187:2026 Charging at the kerb

**Status:** Approved

**Abstract:** Guidance on chargers.

It is for cities.

**Contact:** the secretariat

**Normative References:**

- ISO 37101, *Management system*

## ISO/CD 37188 Session data

**Status:** Edition 1 (under development)

**Normative References:** none
"""


def test_each_block_is_an_item_with_what_stands_at_its_labels() -> None:
    reading = page(TWO)
    assert reading.kind == "page of documents"
    first, second = (row.fields for row in reading.rows)
    assert (first["id"], first["title"]) == ("ISO 37187:2026", "Charging at the kerb")
    assert first["summary"] == "Guidance on chargers.\nIt is for cities."
    assert (first["status"], first["relations"]) == ("Approved", "ISO 37101")
    assert (second["id"], second["status"]) == ("ISO/CD 37188", "Edition 1 (under development)")
    assert "relations" not in second
    assert reading.rows[0].where["summary"] == "at 'Abstract'"
    assert [each.what for each in reading.ignored] == ["what stands above the first block"]


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5, 6])
def test_a_block_may_begin_at_a_heading_of_any_level(level: int) -> None:
    assert len(page(TWO.replace("## ", "#" * level + " ")).rows) == 2


@pytest.mark.parametrize(
    ("head", "identifier", "title"),
    [
        ("EN 1990 — Bases de calcul", "EN 1990", "Bases de calcul"),
        ("EN 1991-1-1 : Charges permanentes", "EN 1991-1-1", "Charges permanentes"),
        ('ITU-T Y.4904 "Maturity of cities"', "ITU-T Y.4904", "Maturity of cities"),
        ("IEC 63152:2020, Continuity of power", "IEC 63152:2020", "Continuity of power"),
        ("Charging of vehicles (RFC 8520)", "RFC 8520", "Charging of vehicles"),
        ("ETSI TS 103 463 | Indicators of cities", "ETSI TS 103 463", "Indicators of cities"),
    ],
)
def test_number_and_title_of_a_block_are_parted(head: str, identifier: str, title: str) -> None:
    row = page(f"## {head}\n\nStatus: draft\n\n## ISO 9 Kerbs of cities\n\nStatus: draft\n").rows[0].fields
    assert (row["id"], row["title"]) == (identifier, title)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Scope", "scope"), ("Objet", "scope"), ("Domaine d'application", "scope"), ("Anwendungsbereich", "scope"),
        ("Alcance", "scope"), ("Область применения", "scope"), ("适用范围", "scope"), ("適用範囲", "scope"),
        ("Abstract", "summary"), ("Résumé", "summary"), ("Zusammenfassung", "summary"), ("Committee", "committee"),
        ("Stage", "stage"), ("Statut", "status"), ("Publication date", "date"), ("Working group", "group"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", [": ", " : ", "：", ":\n\n", "\n\n"])
def test_the_labels_of_a_block_are_those_of_the_headings_of_lists(label: str, field: str, between: str) -> None:
    text = f"## ISO 1 Lots of cars\n\n{label}{between}On kerbs\n\n## ISO 2 Kerbs of cities\n\n{label}{between}On lots\n"
    assert [row.fields[field] for row in page(text).rows] == ["On kerbs", "On lots"]


def test_a_heading_of_a_series_and_a_clause_are_no_items() -> None:
    text = "## EN 1991 Actions\n\n### EN 1991-1-1 Snow\n\nScope: snow\n\n### EN 1991-1-4 Wind\n\nScope: wind\n"
    assert [row.fields["id"] for row in page(text).rows] == ["EN 1991-1-1", "EN 1991-1-4"]
    clause = text + "\n### EN 1991-1-4 § 8: Bridges\n\nScope: bridges\n"
    assert [row.fields["id"] for row in page(clause).rows] == ["EN 1991-1-1", "EN 1991-1-4"]


def test_blocks_of_a_web_page_and_of_a_word_document_are_read_alike() -> None:
    html = "".join(f"<h3>ISO {n} Kerbs number</h3><p><b>Scope:</b> On kerbs.</p>" for n in (1, 2))
    assert len(recognise(read_html(f"<html><body>{html}</body></html>".encode(), "a.html")).rows) == 2
    parts = [
        Paragraph(text, f"paragraph {n}")
        for n, text in enumerate(["ISO 1 Kerbs", "Scope: a b", "ISO 2 Lots", "Scope: c d"])
    ]
    reading = recognise(Document("a.docx", "Word document", tuple(parts)))
    assert [(row.fields["id"], row.fields["scope"]) for row in reading.rows] == [("ISO 1", "a b"), ("ISO 2", "c d")]


def test_one_document_with_references_is_no_page_of_documents() -> None:
    text = (
        "# Kerbs\n\n## Scope\n\nOn kerbs.\n\n## References\n\n- ISO 1, Lots of cars\n- ISO 2, Kerbs\n- ISO 3, Signs\n"
    )
    assert page(text).kind != "page of documents"


def test_a_list_of_bare_identifiers_is_told_and_each_is_called_by_its_number() -> None:
    reading = recognise(
        read_text(b"ISO 500:1979\nISO 500-1:2004/Cor 1:2005\n\n- ISO/R 789:1968\nISO 730:2009\n", "a.txt")
    )
    assert reading.kind == "list of identifiers"
    assert [row.fields["title"] for row in reading.rows] == [row.fields["id"] for row in reading.rows]
    assert len(check([reading]).found) == 4


def test_the_tables_of_a_specification_are_no_lists_of_work_items() -> None:
    table = Table(
        (
            ("Name", "Description", "Mult", "Type"),
            ("dataSet", "A set of data", "1", "x"),
            ("kerb", "A kerb of", "1", "y"),
        ),
        "table 1",
    )
    text = [
        ("1 Scope", 1),
        ("This document is on kerbs.", 0),
        ("2 Normative references", 1),
        ("ISO 19101, Models of kerbs", 0),
    ]
    parts = tuple(Paragraph(each, f"paragraph {n}", level) for n, (each, level) in enumerate(text))
    assert "list" not in recognise(Document("a.docx", "Word document", (*parts, table))).kind
    named = Table((("Work item", "Title", "Timing"), ("Y.kerb-arch", "Kerbs of cities", "2027")), "table 1")
    assert recognise(Document("a.docx", "Word document", (*parts, named))).kind == "list of work items"


@pytest.mark.parametrize("title", ["sendByCheque", "Parking of cars (PFC-9 extension)"])
@pytest.mark.parametrize("again", ["", " ([PFC-20](20.md))", " ([PIP-20](20.md))"])
def test_a_number_before_the_title_of_a_block_wins_and_in_brackets_it_is_said_again(title: str, again: str) -> None:
    blocks = f"## PFC-20 : {title}{again}\n\nHow lots are paid.\n\n" + "".join(
        f"## PFC-{each} : Parking of cars\n\nHow cars are parked.\n\n" for each in range(21, 25)
    )
    first = page(f"# Proposals\n\n{blocks}").rows[0].fields
    assert (first["id"], first["title"]) == ("PFC-20", title)


def defining(count: int, others: int) -> Document:
    """Make a text in which so many tables define what a field holds, beside as many others of no known headings."""
    prose = [Paragraph("Kerbs are low and wide, and many a car has driven up on them " * 3, "p", 0) for _ in range(12)]
    rows = (("Field", "Meaning", "Use"), ("name", "What the kerb is called", "M"), ("description", "What it is", "O"))
    fields = [Table(rows, f"table {number}") for number in range(count)]
    plain = [Table((("Lot", "Cars"), ("9", "7")), f"table {count + number}") for number in range(others)]
    return Document("a.docx", "Word document", (Paragraph("Kerbs in use", "p", 1), *prose, *fields, *plain))


def test_tables_that_define_the_fields_of_a_text_are_no_documents() -> None:
    assert recognise(defining(2, 3)).kind == "document of no known kind"


def test_a_label_to_be_filled_in_is_no_header() -> None:
    rows = (("Signature:", ""), ("Title:", ""), ("Company Name:", ""), ("Address:", "x"))
    text = Paragraph("This text tells how kerbs are signed.", "page 1")
    reading = recognise(Document("a.pdf", "PDF file", (text, Table(rows, "page 2, table 1"))))
    assert reading.kind == "document of no known kind"
    assert "Company Name" not in reading.rows[0].fields.get("title", "")


@pytest.mark.parametrize("line", growth.LINES)
def test_a_page_of_bare_numbers_is_read_in_one_go(line: str) -> None:
    few, many = (growth.calls(partial(growth.page, line, count)) for count in (40, 320))
    assert many < 16 * few
