"""Fields, bookmarks and the contents list of a Word document, which python-docx has no words for."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def add_field(paragraph: Any, code: str, shown: str) -> None:  # noqa: ANN401 -- python-docx has no types
    """Add a field with what it shows until Word renews it."""
    _add_mark(paragraph, "begin")
    _add_code(paragraph, code)
    _add_mark(paragraph, "separate")
    paragraph.add_run(shown)
    _add_mark(paragraph, "end")


def add_bookmark(paragraph: Any, number: int, first: int) -> None:  # noqa: ANN401 -- the same
    """Mark a heading for the contents list; headings are numbered from 0, the marks of the document from `first`."""
    for tag in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{tag}")
        mark.set(qn("w:id"), str(first + number))
        if tag == "bookmarkStart":
            mark.set(qn("w:name"), _bookmark(number))
        paragraph._p.append(mark)


def add_contents(paragraph: Any, headings: Sequence[str]) -> None:  # noqa: ANN401 -- the same
    """Write the contents list: a field that Word can renew, with a link to each heading in it."""
    _add_mark(paragraph, "begin")
    _add_code(paragraph, 'TOC \\o "1-1" \\h \\z \\u')  # headings of level 1, as links, by outline level
    _add_mark(paragraph, "separate")
    for number, heading in enumerate(headings):
        if number:
            paragraph.add_run().add_break()
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _bookmark(number))
        link.append(paragraph.add_run(heading)._r)
        paragraph._p.append(link)
    _add_mark(paragraph, "end")


def renew_when_opened(settings: Any) -> None:  # noqa: ANN401 -- the same
    """Have the fields of a document, as the contents with their page numbers, renewed when it is opened."""
    renew = OxmlElement("w:updateFields")
    renew.set(qn("w:val"), "true")
    element = settings.element
    after = next((n for n, child in enumerate(element) if child.tag in _AFTER_FIELDS), len(element))
    element.insert(after, renew)


_AFTER_FIELDS = frozenset(
    qn(f"w:{name}")
    for name in (
        "hdrShapeDefaults",
        "footnotePr",
        "endnotePr",
        "compat",
        "docVars",
        "rsids",
        "themeFontLang",
        "clrSchemeMapping",
        "shapeDefaults",
        "decimalSymbol",
        "listSeparator",
    )
) | {"{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"}
"""What comes after the renewal of fields in the settings of a document (ECMA-376, Part 1, 17.15.1.78)."""


def _bookmark(number: int) -> str:
    return f"_Toc{number:04}"


def _add_code(paragraph: Any, code: str) -> None:  # noqa: ANN401 -- the same
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {code} "
    paragraph.add_run()._r.append(text)


def _add_mark(paragraph: Any, kind: str) -> None:  # noqa: ANN401 -- the same
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
