"""DOCX; reads WordprocessingML (ECMA-376, part 1, clause 17) as Word shows it with all changes accepted.

Our own walk over the XML, since of the libraries python-docx loses tracked insertions and content controls, and mammoth
and docx2python take ten times as long and half a gigabyte for a Recommendation of 300 pages.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from overlap.errors import InputError
from overlap.read.content import Document, Paragraph, Table
from overlap.read.formats.archive import BROKEN, open_zip
from overlap.read.formats.visible import fold_lines
from overlap.read.reading import Ignored

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element
    from zipfile import ZipFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DELETED = frozenset((f"{W}del", f"{W}moveFrom", _FALLBACK))
_TRANSPARENT = frozenset(f"{W}{name}" for name in ("body", "sdtContent", "ins", "customXml", "moveTo", "smartTag"))
_AROUND_ROWS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins"))
_TEXT_BOX = f"{W}txbxContent"
_CHARACTERS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_MOST_COLUMNS = 1000
"""A file may claim any number of columns; Word itself makes 63 at most."""
_OUTSIDE_BODY = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments", "header1": "page headers"}


def read_docx(data: bytes, source: str) -> Document:
    """Read paragraphs and tables in their order: insertions are in, deletions out, placeholders empty.

    Raises InputError when it is no Word document.
    """
    with open_zip(data, source) as archive:
        body = _part(archive, "word/document.xml", source)
        styles = _levels(archive, source)
        title = _title(archive, source)
        names = set(archive.namelist())
    if body is None:
        raise InputError(f"{source}: a zip file, but no Word document in it.", "Open it in Word and save it as .docx.")
    ignored = [Ignored(what, "") for part, what in _OUTSIDE_BODY.items() if f"word/{part}.xml" in names]
    deleted = sum(1 for element in body.iter() if element.tag in (f"{W}del", f"{W}moveFrom"))
    if deleted:
        ignored.append(Ignored("deleted text (tracked changes)", f"{deleted} place{'s' if deleted > 1 else ''}"))
    parts = tuple(_Walk(styles).parts(body))
    return Document(source, "Word document", parts, title, tuple(ignored))


def _part(archive: "ZipFile", name: str, source: str) -> "Element | None":
    """Parse one part of the package; None when it is not there. The parser fetches nothing and bounds entities."""
    if name not in archive.namelist():
        return None
    try:
        text = archive.read(name).replace(_STRICT, W[1:-1].encode())
    except BROKEN as error:
        raise InputError(f"{source}: damaged ({name}: {error}).", "Open it in Word and save it again.") from error
    if b"<!DOCTYPE" in text[:4096] or b"<!ENTITY" in text[:4096]:
        raise InputError(f"{source}: its XML declares entities, which no word processor writes.", "Do not open it.")
    try:
        return ElementTree.fromstring(text)
    except (ElementTree.ParseError, LookupError, ValueError) as error:  # the last two: its encoding is none
        raise InputError(f"{source}: damaged ({name}: {error}).", "Open it in Word and save it again.") from error


def _levels(archive: "ZipFile", source: str) -> Mapping[str, tuple[str, int]]:
    """Give for each style its name and the level of the headings written in it, 0 for running text."""
    root = _part(archive, "word/styles.xml", source)
    found: dict[str, tuple[str, int]] = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        identifier, name = style.get(f"{W}styleId", ""), _value(style, "name")
        heading = re.fullmatch(r"(?i)(?:heading|überschrift|titre)\s*(\d)", name)
        found[identifier] = (name, int(heading[1]) if heading else _outline_level(style))
    return found


def _title(archive: "ZipFile", source: str) -> str:
    root = _part(archive, "docProps/core.xml", source)
    found = root.find("{http://purl.org/dc/elements/1.1/}title") if root is not None else None
    return " ".join((found.text or "").split()) if found is not None else ""


def _value(element: "Element", path: str) -> str:
    """Read the `w:val` of a descendant; empty when it is not there."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return found.get(f"{W}val", "true") if found is not None else ""


def _number(element: "Element", path: str) -> int:
    """Read the `w:val` of a descendant as a number; 0 when it is not there or none."""
    value = _value(element, path)
    return int(value) if re.fullmatch(r"[0-9]{1,9}", value) else 0


def _outline_level(element: "Element") -> int:
    """Read the outline level of a paragraph or a style, 1 for the highest; 0 for running text."""
    value = _value(element, "pPr/outlineLvl")
    return int(value) + 1 if re.fullmatch("[0-8]", value) else 0


class _Walk:
    """One way through a body, counting paragraphs and tables as it goes."""

    def __init__(self, styles: Mapping[str, tuple[str, int]]) -> None:
        self._styles = styles
        self._paragraphs = 0
        self._tables = 0

    def parts(self, parent: "Element") -> Iterator[Paragraph | Table]:
        """Yield what is below an element, a table of one cell as the paragraphs in it."""
        held = ""
        for child in _blocks(parent):
            if child.tag == f"{W}tbl":
                yield from self._table(child)
                continue
            text = held + _text(child)
            if _value(child, "pPr/rPr/del"):
                held = text  # its mark is deleted: the paragraph goes on in the next one
                continue
            held = ""
            yield from self._paragraph(child, text)
            for box in _boxes(child):
                yield from self.parts(box)

    def _paragraph(self, element: "Element", text: str) -> Iterator[Paragraph]:
        self._paragraphs += 1
        if folded := fold_lines(text):
            name, level = self._styles.get(_value(element, "pPr/pStyle"), ("", 0))
            yield Paragraph(folded, f"paragraph {self._paragraphs}", level or _outline_level(element), name)

    def _table(self, table: "Element") -> Iterator[Paragraph | Table]:
        rows = [_cells(row) for row in _rows(table)]
        filled = [cell for row in rows for cell in row if cell is not None]
        if len(filled) == 1:
            yield from self.parts(filled[0])
            return
        self._tables += 1
        texts = tuple(tuple("" if cell is None else _cell(cell) for cell in row) for row in rows)
        yield Table(texts, f"table {self._tables}")


def _blocks(parent: "Element") -> Iterator["Element"]:
    """Yield the paragraphs and tables of an element, through content controls and tracked insertions."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag == f"{W}sdt":
            if not _is_placeholder(child):
                yield from _blocks(child)
        elif child.tag in _TRANSPARENT:
            yield from _blocks(child)


def _boxes(element: "Element") -> Iterator["Element"]:
    """Yield the text boxes in an element, without those within one of them."""
    for child in element:
        if child.tag == _TEXT_BOX:
            yield child
        elif child.tag not in _DELETED:
            yield from _boxes(child)


def _rows(table: "Element") -> Iterator["Element"]:
    """Yield the rows of a table that are not deleted."""
    for child in table:
        if child.tag == f"{W}tr" and not _value(child, "trPr/del"):
            yield child
        elif child.tag in _AROUND_ROWS:
            yield from _rows(child)


def _cells(row: "Element") -> list["Element | None"]:
    """Place the cells of a row on the grid; None where a merged cell goes on."""
    cells: list[Element | None] = [None] * min(_number(row, "trPr/gridBefore"), _MOST_COLUMNS)
    for cell in _own_cells(row):
        goes_on = cell.find(f"{W}tcPr/{W}vMerge") is not None and _value(cell, "tcPr/vMerge") in ("true", "continue")
        cells.append(None if goes_on else cell)
        cells += [None] * (min(_number(cell, "tcPr/gridSpan"), _MOST_COLUMNS) - 1)
    return cells


def _own_cells(row: "Element") -> Iterator["Element"]:
    """Yield the cells of a row, through content controls, without those of a table within it."""
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _AROUND_ROWS:
            yield from _own_cells(child)


def _cell(cell: "Element") -> str:
    """Join the paragraphs of a cell; a table inside it is written row by row."""
    lines: list[str] = []
    for block in _blocks(cell):
        if block.tag == f"{W}tbl":
            lines += [" | ".join(_cell(c) for c in _cells(row) if c is not None) for row in _rows(block)]
        else:
            lines.append(_text(block))
    return fold_lines("\n".join(lines))


def _text(element: "Element") -> str:
    """Join what a paragraph shows: no deleted text, no placeholder, a tick box as ☒ or ☐."""
    return "".join(_pieces(element))


def _pieces(element: "Element") -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _DELETED or tag == _TEXT_BOX:
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag == f"{W}sdt" and _is_placeholder(child):
            continue
        elif tag == f"{W}checkBox":
            ticked = _value(child, "checked") or _value(child, "default")
            yield "☒" if ticked in ("1", "true", "on") else "☐"
        elif len(child):
            yield from _pieces(child)


def _is_placeholder(control: "Element") -> bool:
    """Say whether a content control shows only its prompt, as in `Click here to enter text`."""
    properties = control.find(f"{W}sdtPr")
    if properties is None or properties.find(f"{W}showingPlcHdr") is None:
        return False
    return properties.find(f"{_W14}checkbox") is None
