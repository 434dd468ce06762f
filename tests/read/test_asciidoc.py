"""AsciiDoc: what its head states, and its text without marks."""

from functools import partial

import pytest

from overlap.read.content import Paragraph
from overlap.read.formats.asciidoc import read_asciidoc
from overlap.read.kinds import recognise
from tests import growth

METANORMA = """= Cities -- Lots
:docnumber: 37187
:publisher: ISO;IEC
:technical-committee-number: 268
:subcommittee-number: 1
:docstage: 20
:docsubstage: 20
:title-intro-en: Cities
:title-main-en: Lots
:title-main-fr: Parcs
:doctype: technical-report

.Foreword
Text of the *foreword*
goes on.footnote:[no] See <<scope,the scope>>, https://x.example/a[site] and {docnumber}.

[abstract]
About lots.

== Scope

This document is about lots.

* cars
** vans +
and trucks
term:: meaning

// remark
////
more remarks
////
----
code()
----
include::sections/02-terms.adoc[]

|===
|id |title

|A |Lots
|B |_Cars_
|===
"""


def test_the_head_of_a_metanorma_document_is_its_fields() -> None:
    document = read_asciidoc(METANORMA.encode(), "x.adoc")
    assert document.kind == "ISO/IEC standard or draft"
    assert document.stated == {
        "id": "ISO/IEC 37187",
        "title": "Cities — Lots",
        "body": "ISO/IEC",
        "committee": "ISO/IEC/TC 268/SC 1",
        "stage": "20.20",
        "type": "technical-report",
    }


def test_the_prefix_the_agenda_and_what_it_replaces_are_fields() -> None:
    said = [
        "docnumber: 91",
        "prefix: GB/T",
        "obsoletes: GB/T 90-2016",
        "iso-standard: ISO 91",
        "equivalence: identical",
    ]
    head = "".join(["= Lots\n", *(f":{each}\n" for each in said)])
    stated = read_asciidoc(f"{head}\nText.\n".encode(), "x.adoc").stated
    assert [stated[name] for name in ("id", "title", "relations", "joint_with")] == [
        "GB/T 91",
        "Lots",
        "GB/T 90-2016",
        "ISO 91",
    ]
    agenda = read_asciidoc(b"= Note on lots\n:agenda-id: ECE/X/2019/27\n\nText.\n", "x.adoc")
    assert (agenda.stated["id"], agenda.stated["title"]) == ("ECE/X/2019/27", "Note on lots")


@pytest.mark.parametrize("before", ["", "\n", "// remark\n", ":doctype: book\n\n", "[[lots]]\n"])
def test_a_title_is_that_of_the_head(before: str) -> None:
    assert read_asciidoc(f"{before}= Lots\n\nText.\n".encode(), "x.adoc").stated == {"title": "Lots"}


@pytest.mark.parametrize("listing", ["----\n= Bells of towers\n----\n", "Text.\n\n= Bells of towers\n"])
@pytest.mark.parametrize("head", ["", "---\ntitle: Lots of towns\n---\n"])
def test_what_is_no_head_titles_nothing(head: str, listing: str) -> None:
    stated = read_asciidoc(f"{head}\n== Scope\n\nAbout lots.\n\n{listing}".encode(), "x.adoc").stated
    assert stated == ({"title": "Lots of towns"} if head else {})


def test_the_text_has_headings_items_and_tables_and_no_marks() -> None:
    document = read_asciidoc(METANORMA.encode(), "x.adoc")
    assert [(part.text, part.level) for part in document.paragraphs] == [
        ("Cities -- Lots", 1),
        ("Text of the foreword goes on. See the scope, site and 37187.", 0),
        ("Abstract", 1),
        ("About lots.", 0),
        ("Scope", 1),
        ("This document is about lots.", 0),
        ("cars", 0),
        ("vans\nand trucks", 0),
        ("term: meaning", 0),
    ]
    assert document.tables[0].rows == (("id", "title"), ("A", "Lots"), ("B", "Cars"))
    assert [fault.cause for fault in document.faults] == ["sections/02-terms.adoc is part of it, and is not read"]


def test_a_document_of_no_number_only_states_its_title() -> None:
    document = read_asciidoc(b":Title: openEO {x} lots\n:doctype: book\n\n== Introduction\n\nText.\n", "x.adoc")
    assert (document.kind, document.stated) == ("", {"title": "openEO {x} lots"})
    assert document.parts == (Paragraph("Introduction", "line 4", 1), Paragraph("Text.", "line 6"))


@pytest.mark.parametrize("mark", growth.MARKS)
def test_eight_times_as_many_marks_without_end_take_at_most_ten_times_the_calls(mark: str) -> None:
    few, many = (growth.calls(partial(growth.asciidoc, mark, count)) for count in (250, 2_000))
    assert many < 10 * few


def test_the_title_of_a_front_matter_stands_above_a_text_that_has_none() -> None:
    document = read_asciidoc(
        b"---\ntitle: Ferry Technical Committee\n---\n\n== Charter\n\nRamps and bells.\n", "x.adoc"
    )
    assert next((part.text, part.level) for part in document.paragraphs) == ("Ferry Technical Committee", 1)


def test_what_has_no_figure_is_no_number_of_an_amendment() -> None:
    text = "= Kerbs\n:docnumber: 987\n:mn-document-class: iso\n:amendment-number: {}\n\nText.\n"
    numbers = [recognise(read_asciidoc(text.format(each).encode(), "x.adoc")).rows[0].fields["id"] for each in "#1"]
    assert numbers == ["ISO 987", "ISO 987/Amd 1"]


def test_headings_may_have_the_marks_of_markdown() -> None:
    found = read_asciidoc(b"# Ramps of ferries\n\n## Use\n\nText of it.\n", "x.adoc").paragraphs
    assert [(each.text, each.level) for each in found[-2:]] == [("Use", 1), ("Text of it.", 0)]
    assert "#" not in "".join(each.text for each in found)
