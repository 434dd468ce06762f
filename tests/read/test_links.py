"""Pages of links: each bullet by its own number and title, and nothing made up where there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.errors import InputError
from overlap.read.content import Document
from overlap.read.formats.html import read_html
from overlap.read.formats.markdown import read_markdown
from overlap.read.kinds import recognise

WORDS = st.lists(st.sampled_from(("ramps", "ferries", "bells", "harbours", "kerbs")), min_size=2, max_size=5)
TITLES = st.lists(WORDS.map(lambda each: " ".join(each).capitalize()), min_size=2, max_size=6)


def markdown(text: str) -> Document:
    return read_markdown(text.encode(), "x.md")


def page(bullets: list[str]) -> Document:
    items = "".join(f'<li><a href="https://x.example">{each}</a></li>' for each in bullets)
    return read_html(f"<title>Links</title><h1>Useful links</h1><ul>{items}</ul>".encode(), "x.html")


@given(TITLES, st.sampled_from((" ", ": ", " – ")))
def test_a_bullet_with_a_number_and_a_title_is_an_item(titles: list[str], between: str) -> None:
    bullets = [f"ISO {number}{between}{title}" for number, title in enumerate(titles, start=9001)]
    links = "# Useful links\n\n" + "\n".join(f"- [{each}](https://x.example/{at})" for at, each in enumerate(bullets))
    for found in (recognise(markdown(links)), recognise(page(bullets))):
        rows = [(row.fields["id"], row.fields["title"]) for row in found.rows]
        assert rows == [(f"ISO {number}", title) for number, title in enumerate(titles, start=9001)]


@given(TITLES, st.sampled_from(("", "# Useful links\n\n", "# Useful links\n\nSome of them:\n\n")))
def test_links_that_name_no_document_are_refused_and_no_title_is_made_of_them(titles: list[str], head: str) -> None:
    links = head + "\n".join(f"* [{title}](https://x.example/{at})" for at, title in enumerate(titles))
    for document in (markdown(links), page(titles)):
        with pytest.raises(InputError, match="a list of links, none of which names a document"):
            recognise(document)


def test_a_link_of_a_number_alone_is_called_by_it_and_one_of_no_number_is_told() -> None:
    found = recognise(markdown("# Links\n\n- [ISO 9001](https://x.example)\n- <https://x.example>\n- ITU-T Y.4000\n"))
    assert [dict(row.fields) for row in found.rows] == [
        {"id": name, "title": name} for name in ("ISO 9001", "ITU-T Y.4000")
    ]
    assert [each.place for each in found.ignored if "that names no document: https://x.example" in each.what] == [
        "line 4"
    ]


def test_a_text_that_has_links_in_it_is_no_list_of_them() -> None:
    links = "- [ISO 9001](https://x.example/a)\n- [ISO 9002](https://x.example/b)\n" * 3
    text = "# Ramps of ferries\n\nThis project says how ramps of ferries and of other boats are built.\n\n"
    for document in (markdown(text + links), markdown(f"# Ramps\n\n## Scope\n\nRamps\n\n## References\n\n{links}")):
        assert recognise(document).kind != "list of links"


@given(st.integers(4, 12))
def test_links_of_a_page_of_specifications_are_its_items_though_each_has_a_heading_and_a_sentence(number: int) -> None:
    said = "It says in some words what a harbour and its ferries do, and why."
    each = f"### About part {{0}}\n\n{said}\n\n> [Ramps of pier {{0}}](r{{0}}.md)\n"
    text = "# Specifications of ferries\n\nAll parts of the set.\n\n" + "\n".join(each.format(n) for n in range(number))
    rows = recognise(markdown(text)).rows
    assert [row.fields["title"] for row in rows] == [f"Ramps of pier {n}" for n in range(number)]
