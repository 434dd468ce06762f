"""DOCX; reads WordprocessingML (ECMA-376, part 1, clause 17) as Word shows it with all changes accepted.

Our own walk over the XML, since of the libraries python-docx loses tracked insertions and content controls, and mammoth
and docx2python take ten times as long and half a gigabyte for a Recommendation of 300 pages.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from overlap.errors import InputError
from overlap.read.content import Area, Document, Paragraph, Table
from overlap.read.formats import package
from overlap.read.formats.archive import open_zip
from overlap.read.formats.package import part
from overlap.read.formats.visible import fold_lines
from overlap.read.formats.wordsizes import Sizes, telling
from overlap.read.formats.wordtext import DELETED, TEXT_BOX, W, drop_unread, is_placeholder, text_of, val
from overlap.read.reading import Ignored

if TYPE_CHECKING:
    from zipfile import ZipFile

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()
"""The namespace that Word writes when asked for Strict Open XML, and the usual one."""
_TRANSPARENT = frozenset(f"{W}{name}" for name in ("body", "sdtContent", "ins", "customXml", "moveTo", "smartTag"))
_AROUND_ROWS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins"))
_GOES_ON = Element("goes on")
"""Stands where a merged cell of the row above goes on."""
_MOST_COLUMNS = 1000
"""A file may claim any number of columns; Word itself makes 63 at most."""
_OUTSIDE_BODY = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments", "header1": "page headers"}


def read_docx(data: bytes, source: str) -> Document:
    """Read paragraphs and tables in their order: insertions are in, deletions out, placeholders empty.

    Raises InputError when it is no Word document.
    """
    with open_zip(data, source) as archive:
        body = part(archive, _main(archive, source), source, _STRICT)
        sheet = part(archive, "word/styles.xml", source, _STRICT)
        title = package.title(archive, source)
        names = set(archive.namelist())
        notes = tuple(_notes(part(archive, f"word/{name}.xml", source, _STRICT) for name in ("footnotes", "endnotes")))
    if body is None:
        raise InputError(f"{source}: a zip file, but no Word document in it.", "Open it in Word and save it as .docx.")
    ignored = [Ignored(what, "") for name, what in _OUTSIDE_BODY.items() if f"word/{name}.xml" in names]
    left_out = drop_unread(body, sheet)
    deleted = sum(1 for element in body.iter() if element.tag in (f"{W}del", f"{W}moveFrom"))
    for what, count in {**left_out, "deleted text (tracked changes)": deleted}.items():
        ignored += [Ignored(what, f"{count} place{'s' if count > 1 else ''}")] if count else []
    parts = telling(list(_Walk(_levels(sheet), Sizes(sheet)).parts(body)))
    return Document(source, "Word document", parts, title, tuple(ignored), notes=notes)


def _notes(roots: Iterable[Element | None]) -> Iterator[str]:
    """Yield the text of each footnote and endnote."""
    for root in roots:
        for note in root if root is not None else ():
            if text := " ".join("".join(run.text or "" for run in note.iter(f"{W}t")).split()):
                yield text


def _main(archive: "ZipFile", source: str) -> str:
    """Find the part that holds the text: the package names it, and not every program calls it as Word does."""
    root = part(archive, "_rels/.rels", source) if "word/document.xml" not in archive.namelist() else None
    named = (
        [each.get("Target", "") for each in root if each.get("Type", "").endswith("/officeDocument")] if root else []
    )
    return named[0].lstrip("/") if named else "word/document.xml"


def _levels(root: Element | None) -> Mapping[str, tuple[str, int]]:
    """Give for each style its name and the level of the headings written in it, 0 for running text."""
    found: dict[str, tuple[str, int]] = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        identifier, name = style.get(f"{W}styleId", ""), val(style, "name")
        heading = re.fullmatch(r"(?i)(?:heading|überschrift|titre)\s*(\d)", name)
        found[identifier] = (name, int(heading[1]) if heading else _outline_level(style))
    return found


def _number(element: Element, path: str) -> int:
    """Read the `w:val` of a descendant as a number; 0 when it is not there or none."""
    value = val(element, path)
    return int(value) if re.fullmatch(r"[0-9]{1,9}", value) else 0


def _outline_level(element: Element) -> int:
    """Read the outline level of a paragraph or a style, 1 for the highest; 0 for running text."""
    value = val(element, "pPr/outlineLvl")
    return int(value) + 1 if re.fullmatch("[0-8]", value) else 0


class _Walk:
    """One way through a body, counting paragraphs and tables as it goes."""

    def __init__(self, styles: Mapping[str, tuple[str, int]], sizes: Sizes) -> None:
        self._styles = styles
        self._sizes = sizes
        self._paragraphs = 0
        self._tables = 0

    def parts(self, parent: Element) -> Iterator[Paragraph | Table]:
        """Yield what is below an element, a table of one cell as the paragraphs in it."""
        held = ""
        for child in _blocks(parent):
            if child.tag == f"{W}tbl":
                yield from self._table(child)
                continue
            text = held + text_of(child)
            if val(child, "pPr/rPr/del") or val(child, "pPr/rPr/specVanish"):
                held = text  # its mark is deleted or hidden: the paragraph goes on in the next one
                continue
            held = ""
            yield from self._paragraph(child, text)
            for box in _boxes(child):
                yield from self.parts(box)

    def _paragraph(self, element: Element, text: str) -> Iterator[Paragraph]:
        self._paragraphs += 1
        if folded := fold_lines(text):
            name, level = self._styles.get(val(element, "pPr/pStyle"), ("", 0))
            place, level = f"paragraph {self._paragraphs}", level or _outline_level(element)
            yield Paragraph(folded, place, level, name, self._sizes.of(element))

    def _table(self, table: Element) -> Iterator[Paragraph | Table]:
        rows = [_cells(row) for row in _rows(table)]
        merged = tuple(_areas(rows))
        rows = [[None if cell is _GOES_ON else cell for cell in row] for row in rows]
        filled = [cell for row in rows for cell in row if cell is not None]
        if len(filled) == 1:
            yield from self.parts(filled[0])
            return
        self._tables += 1
        texts = tuple(tuple("" if cell is None else _cell(cell) for cell in row) for row in rows)
        yield Table(texts, f"table {self._tables}", merged)


def _blocks(parent: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables of an element, through content controls and tracked insertions."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag == f"{W}sdt":
            if not is_placeholder(child):
                yield from _blocks(child)
        elif child.tag in _TRANSPARENT:
            yield from _blocks(child)


def _boxes(element: Element) -> Iterator[Element]:
    """Yield the text boxes in an element, without those within one of them."""
    for child in element:
        if child.tag == TEXT_BOX:
            yield child
        elif child.tag not in DELETED:
            yield from _boxes(child)


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table that are not deleted."""
    for child in table:
        if child.tag == f"{W}tr" and not val(child, "trPr/del") and not val(child, "trPr/hidden"):
            yield child
        elif child.tag in _AROUND_ROWS:
            yield from _rows(child)


def _areas(rows: Sequence[Sequence[Element | None]]) -> Iterator[Area]:
    """Tell the merged cells: those that go on in columns to the right, or in rows below."""
    begun: dict[int, tuple[int, int, int]] = {}
    for number, row in enumerate([*rows, ()]):
        for column in [*begun]:
            if column >= len(row) or row[column] is not _GOES_ON:
                top, bottom, last = begun.pop(column)
                if bottom > top or last > column:
                    yield top, column, bottom, last
        for column, cell in enumerate(row):
            if cell is _GOES_ON and column in begun:
                top, _, last = begun[column]
                begun[column] = top, number, last
            elif cell is not None and cell is not _GOES_ON:
                last = column + min(max(_number(cell, "tcPr/gridSpan"), 1), _MOST_COLUMNS) - 1
                begun[column] = number, number, last


def _cells(row: Element) -> list[Element | None]:
    """Place the cells of a row on the grid: None where one goes on to the right, or `_GOES_ON` from above."""
    cells: list[Element | None] = [None] * min(_number(row, "trPr/gridBefore"), _MOST_COLUMNS)
    for cell in _own_cells(row):
        goes_on = cell.find(f"{W}tcPr/{W}vMerge") is not None and val(cell, "tcPr/vMerge") in ("true", "continue")
        cells.append(_GOES_ON if goes_on else cell)
        cells += [None] * (min(_number(cell, "tcPr/gridSpan"), _MOST_COLUMNS) - 1)
    return cells


def _own_cells(row: Element) -> Iterator[Element]:
    """Yield the cells of a row, through content controls, without those of a table within it."""
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _AROUND_ROWS:
            yield from _own_cells(child)


def _cell(cell: Element) -> str:
    """Join the paragraphs of a cell; a table inside it is written row by row."""
    lines: list[str] = []
    for block in _blocks(cell):
        if block.tag == f"{W}tbl":
            own = ([c for c in _cells(row) if c is not None and c is not _GOES_ON] for row in _rows(block))
            lines += [" | ".join(map(_cell, row)) for row in own]
        else:
            lines += [text_of(block), *(_cell(box) for box in _boxes(block))]
    return fold_lines("\n".join(lines))
