"""HTML, Markdown and plain text: what a reader sees, in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.errors import InputError
from overlap.read.content import Document, Paragraph, Table
from overlap.read.formats.html import read_html
from overlap.read.formats.markdown import read_markdown
from overlap.read.formats.text import read_text


def html(text: str) -> Document:
    return read_html(text.encode(), "x.html")


def texts(document: Document) -> list[str]:
    return [part.text for part in document.paragraphs]


def test_blocks_are_paragraphs_and_headings_have_their_level() -> None:
    document = html(
        "<title>T</title><h1>Lots <b>and</b> cars</h1><p>one<br>two</p><ul><li>a</li><li>b</li></ul>c<div>d</div>"
    )
    assert [(part.text, part.level) for part in document.paragraphs] == [
        ("Lots and cars", 1),
        ("one\ntwo", 0),
        ("a", 0),
        ("b", 0),
        ("c", 0),
        ("d", 0),
    ]
    assert document.title == "T"


def test_menus_scripts_comments_and_filter_lists_are_not_read() -> None:
    page = (
        "<nav>Menu</nav><!-- old --><script>x()</script><style>p{}</style><select><option>a</select>"
        "<p>Text</p><footer>Imprint</footer>"
    )
    document = html(page)
    assert texts(document) == ["Text"]
    assert {each.what for each in document.ignored} == {"menus", "filter lists", "page footer"}


def test_only_the_innermost_table_holds_data_and_merged_cells_stand_once() -> None:
    inner = (
        "<table><tr><th colspan=2>AB</th><th>C</th></tr><tr><td rowspan=2>a</td><td>b</td><td>c</td></tr>"
        "<tr><td>d</td><td>e</td></tr></table>"
    )
    document = html(f"<table><tr><td>Label:</td><td>{inner}</td></tr></table>")
    assert texts(document) == ["Label:"]
    assert document.tables[0].rows == (("AB", "", "C"), ("a", "b", "c"), ("", "d", "e"))


def test_a_huge_span_does_not_fill_the_memory() -> None:
    document = html("<table><tr><td colspan=999999999>a</td><td>b</td></tr></table>")
    assert len(document.tables[0].rows[0]) <= 1001


def test_the_declared_encoding_counts() -> None:
    page = "<meta charset=windows-1251><p>Термины</p>".encode("cp1251")
    assert texts(read_html(page, "x.html")) == ["Термины"]


def test_a_page_nested_deeply_is_read() -> None:
    assert texts(html("<div>" * 20_000 + "deep")) == ["deep"]


MARKDOWN = """# Lots

Text that goes
on *here*.

* one
* two, [named](https://x.example)

| id | title |
|---|---|
| A | Lots |

<!-- old -->
"""


def test_markdown_has_headings_items_tables_and_no_marks() -> None:
    document = read_markdown(MARKDOWN.encode(), "x.md")
    assert [(part.text, part.level, part.place) for part in document.paragraphs] == [
        ("Lots", 1, "line 1"),
        ("Text that goes on here.", 0, "line 3"),
        ("one", 0, "line 6"),
        ("two, named", 0, "line 7"),
    ]
    assert document.tables == (Table((("id", "title"), ("A", "Lots")), "table at line 9"),)


FRONT = """---
layout: proposal
title: "Lots and cars"
references:
  - ISO 37101
  - id: ISO 37120
draft: true
---

Text.
"""


def test_a_front_matter_is_what_the_file_states_and_no_text() -> None:
    document = read_markdown(FRONT.encode(), "x.md")
    assert document.stated == {
        "layout": "proposal",
        "title": "Lots and cars",
        "references": "ISO 37101; ISO 37120",
        "draft": "true",
    }
    assert [(part.text, part.level, part.place) for part in document.paragraphs] == [
        ("Lots and cars", 1, "line 1, title"),
        ("Text.", 0, "line 10"),
    ]


@pytest.mark.parametrize(
    ("text", "stated", "seen"),
    [
        ('+++\ntitle = "Lots"\n+++\n# Lots\n', {"title": "Lots"}, ["Lots"]),
        ("---\ntitle: Lots\n...\nText\n", {"title": "Lots"}, ["Lots", "Text"]),
        ("---\r\ntitle: Lots\r\n---\r\nText\r\n", {"title": "Lots"}, ["Lots", "Text"]),
        (
            "---\ntitle: Lots\n--- abstract\nShort.\n--- middle\n# Introduction\nLong.\n",
            {"title": "Lots"},
            ["Lots", "Abstract", "Short.", "Introduction", "Long."],
        ),
        ("---\n- a list\n---\nText\n", {}, ["a list", "Text"]),
        ("---\nText\n", {}, ["Text"]),
        ("Text\n\n---\ntitle: Lots\n---\n", {}, ["Text", "title: Lots"]),
        ("---\n---\nText\n", {}, ["Text"]),
    ],
)
def test_only_keys_and_values_at_the_top_are_a_front_matter(text: str, stated: dict[str, str], seen: list[str]) -> None:
    document = read_markdown(text.encode(), "x.md")
    assert document.stated == stated
    assert texts(document) == seen


def test_a_broken_front_matter_is_told_and_read_line_by_line() -> None:
    document = read_markdown(b"---\ntitle: Lots: and cars\nstage: 10.20\n---\nText\n", "x.md")
    assert document.stated == {"title": "Lots: and cars", "stage": "10.20"}
    assert "front matter is broken" in document.faults[0].cause


def test_boxes_breaks_and_attributes_of_other_dialects_are_as_a_reader_sees_them() -> None:
    text = (
        '# Lots {#lots}\n\n??? note "ISO 1 _Lots_"\n\n    **Status:** Approved\n\n    - an item\n\nAfter.<br>Next.\n'
        "\n| id | title |\n|---|---|\n| A | Lots<br/>and cars |\n"
    )
    document = read_markdown(text.encode(), "x.md")
    assert [(part.text, part.level) for part in document.paragraphs] == [
        ("Lots", 1),
        ("ISO 1 Lots", 2),
        ("Status: Approved", 0),
        ("an item", 0),
        ("After.\nNext.", 0),
    ]
    assert document.tables[0].rows[1] == ("A", "Lots\nand cars")


def test_lines_broken_to_fit_a_page_are_joined_and_others_are_not() -> None:
    wrapped = [
        "A text that was broken so as to fit a page of some seventy characters,",
        "as mails are, goes on in the next line, and then it ends somewhere in",
        "the middle of one.",
    ]
    document = read_text("\r\n".join(["1 Scope", *wrapped, "", "- an item", "- another"]).encode(), "x.txt")
    assert [(part.text, part.level, part.place) for part in document.paragraphs] == [
        ("1 Scope", 1, "line 1"),
        (" ".join(wrapped), 0, "line 2"),
        ("- an item", 0, "line 6"),
        ("- another", 0, "line 7"),
    ]
    names = read_text(
        b"Lots\nCars and vans\nTerms for all of them that are long enough to be a sentence of its own", "x.txt"
    )
    assert len(names.paragraphs) == 3


def test_lines_with_tabs_are_a_table_that_was_pasted() -> None:
    document = read_text(b"Work programme\nWork item\tTitle\nY.lots\tFramework of lots\n", "x.txt")
    assert document.parts == (
        Paragraph("Work programme", "line 1"),
        Table((("Work item", "Title"), ("Y.lots", "Framework of lots")), "line 2"),
    )


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_bytes_make_a_reader_fail_in_another_way(data: bytes) -> None:
    for read in (read_html, read_markdown, read_text):
        try:
            document = read(data, "x")
        except InputError:
            continue
        assert all(part.text == part.text.strip() for part in document.paragraphs)


def test_a_list_has_the_text_of_a_merged_cell_in_all_its_cells() -> None:
    page = (
        "<table><tr><th>Q<th colspan=2>AB</tr><tr><td rowspan=3>Q4<td>b<td>c</tr><tr><td>d<td>e</tr>"
        "<tr><td colspan=2>f</tr><tr><td colspan=3>Section</tr></table>"
    )
    (table,) = html(page).tables
    assert table.rows[1:] == (("Q4", "b", "c"), ("", "d", "e"), ("", "f", ""), ("Section", "", ""))
    assert table.spread().rows == (
        ("Q", "AB", "AB"),
        ("Q4", "b", "c"),
        ("Q4", "d", "e"),
        ("Q4", "f", "f"),
        ("Section", "", ""),
    )


def test_a_merged_cell_without_bounds_fills_what_is_there() -> None:
    (table,) = html("<table><tr><td rowspan=999999>a<td>b</tr><tr><td>c</tr></table>").tables
    assert table.spread().rows == (("a", "b"), ("a", "c"))


def test_hidden_text_deleted_text_and_marks_that_link_to_themselves_do_not_count() -> None:
    page = (
        "<h1 id=a>Lots<a href='#a' title='Permanent link'>¶</a></h1><p>Cars <span style='display: none'>x</span>"
        "<span style='FONT-SIZE:0px'>y</span><span hidden>z</span><del>old</del> and <a href='#b'>vans</a>"
        "<span style='font-size:0.9em'>!</span></p><div style='display:none'>Cookies</div>"
        "<div style='display:none'><h2>Tab</h2></div>"
    )
    assert texts(html(page)) == ["Lots", "Cars and vans!", "Tab"]
    row = "<tr><td>a<a href='#x'>#</a><td style='display:none'>b<td>c<span hidden>d</span></tr>"
    assert html(f"<table>{row}{row}</table>").tables[0].rows[0] == ("a", "c")


TAGS = ("a", "article", "address", "b", "blockquote", "div", "li", "main", "p", "section", "span", "u", "ul")


@pytest.mark.parametrize(
    "way", ["hidden", "style='display : none'", "style='visibility:hidden'", "style='opacity:0.0'"]
)
@pytest.mark.parametrize("tag", TAGS)
def test_an_element_of_any_kind_is_hidden_unless_a_reader_can_open_it(tag: str, way: str) -> None:
    assert texts(html(f"<p>Lots</p><{tag} {way}>Cars</{tag}><p>Kerbs</p>")) == ["Lots", "Kerbs"]
    assert "Cars" in texts(html(f"<p>Lots</p><{tag} {way}><h4>Cars</h4></{tag}>"))
    assert texts(html(f"<body {way}><p>Lots</p></body>")) == ["Lots"]
    shown = texts(html(f"<p>Lots</p><{tag} style='opacity:0.5; font-size:10px'>Cars</{tag}>"))
    assert "Cars" in " ".join(shown)


@pytest.mark.parametrize("mark", "=-~*#")
@pytest.mark.parametrize("more", [-2, 0, 3])
def test_a_rule_in_a_text_is_no_text_and_makes_the_line_above_a_heading(mark: str, more: int) -> None:
    rule, long = mark * (12 + more), mark * 40
    text = f"Some words that go on.\n\nRamps in ice\n{rule}\n\nThey are to be wide.\n{long}\nAnd long.\n"
    parts = read_text(text.encode(), "x.txt").paragraphs
    assert [(part.text, part.level > 0) for part in parts] == [
        ("Some words that go on.", False),
        ("Ramps in ice", True),
        ("They are to be wide.", False),
        ("And long.", False),
    ]
