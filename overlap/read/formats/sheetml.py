"""What the XML of a sheet says beside its values: hidden columns and rows, formulas without a value, errors.

SpreadsheetML is ECMA-376, part 1, clause 18.3; the library that reads the values tells none of this.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.parsers import expat

from overlap.read.formats import package, xmltree

if TYPE_CHECKING:
    from zipfile import ZipFile

Place = tuple[int, int]
"""Row and column, from 0 on."""

_LITERAL = r'"((?:[^"]|"")*)"'
_HYPERLINK = re.compile(rf"\s*(?:HYPERLINK\(\s*{_LITERAL}\s*(?:[,;]\s*{_LITERAL}\s*)?\)|{_LITERAL})\s*", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\shidden=\"(?:1|true)\"")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]|\st=\"e\"")
_ROW = re.compile(rb"<row [^>]*?\br=\"([0-9]{1,12})\"")
_WIDE = re.compile(rb"\br=\"([A-Z]{2,3})(?=[0-9])")
_CELL = re.compile(rb"<c\b[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*?(?:/>|>.*?</c>)", re.DOTALL)
_MOST_COLUMNS = 16_384
_TRUE, _FALSE = ("1", "true"), ("0", "false")


@dataclass(slots=True)
class Notes:
    """What is noted of one sheet."""

    hidden: set[int] = field(default_factory=set)
    """Columns, from 0 on."""
    hidden_rows: int = 0
    shown: dict[Place, str] = field(default_factory=dict)
    """What a cell shows other than its value: a formula that says it itself, as a link does, or a text struck out."""
    struck: list[int] = field(default_factory=list)
    """Rows, from 1 on, of the cells that are struck out, whole or in part; what is left of them is `shown`."""
    unknown: list[str] = field(default_factory=list)
    """Cells with a formula of which no program has computed the value."""
    far: str = ""
    """Where cells begin that were left out."""
    errors: list[tuple[str, int]] = field(default_factory=list)
    """Errors that stand for a value, and their rows, from 1 on."""


def parts_by_sheet(archive: "ZipFile", source: str) -> dict[str, str]:
    """Give for the name of each sheet the part that holds it."""
    book = package.part(archive, "xl/workbook.xml", source)
    links = package.part(archive, "xl/_rels/workbook.xml.rels", source)
    if book is None or links is None:
        return {}
    targets = {each.get("Id", ""): each.get("Target", "") for each in links}
    found: dict[str, str] = {}
    for sheet in book.iter():
        if xmltree.local(sheet.tag) == "sheet":
            key = next((text for name, text in sheet.items() if xmltree.local(name) == "id"), "")
            target = targets.get(key, "")
            found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def notes(data: bytes, formats: Collection[str] = (), texts: Mapping[str, str] = MappingProxyType({})) -> Notes:
    """Go through the XML of a sheet: its head always, its cells only where some hold what is to be noted.

    That is a formula, an error, one of the `formats` that strike out, or a text that is struck out in part; of the
    shared `texts` that are, what is left is given.
    """
    walk = _Walk(formats, texts)
    head = data.find(b"sheetData")
    is_whole = head < 0 or bool(texts) or _FORMULA.search(data, head) is not None
    is_whole = is_whole or b"strike" in data or any(f' s="{each}"'.encode() in data for each in formats)
    walk.parse(data if is_whole else data[:head], is_whole)
    walk.notes.hidden_rows = sum(1 for _ in _HIDDEN_ROW.finditer(data))
    return walk.notes


def without_far_cells(data: bytes, most: int) -> tuple[bytes, str]:
    """Leave out cells so far from the others that the box around all holds more than `most`; tell where they begin.

    Either the last rows or the last columns go, whichever of the two loses fewer cells.
    """
    if last_row(data) * _last_column(data) <= most:
        return data, ""
    places = [(int(found[2]), _column(found[1].decode()) + 1) for found in _CELL.finditer(data)]
    last = max((row for row, _ in places), default=1)
    width, row_end = 0, last
    for row, column in sorted(places):
        width = max(width, column)
        if row * width > most:
            row_end = row - 1
            break
    column_end = max(most // last, 1)
    by_rows = sum(row > row_end for row, _ in places)
    if by_rows < sum(column > column_end for _, column in places):
        column_end, told = _MOST_COLUMNS, f"from row {row_end + 1} on"
    else:
        row_end, told = last, f"from column {column_end + 1} on"

    def kept(found: re.Match[bytes]) -> bytes:
        is_near = int(found[2]) <= row_end and _column(found[1].decode()) < column_end
        return found[0] if is_near else b""

    return _CELL.sub(kept, data), told


def last_row(data: bytes) -> int:
    """Give the number of the last row, as the XML says it; 0 where it does not."""
    found = _ROW.match(data, max(data.rfind(b"<row "), 0))
    return int(found[1]) if found else 0


def _last_column(data: bytes) -> int:
    """Give the number of the last column, from 1 on."""
    if wide := {found[1] for found in _WIDE.finditer(data)}:
        return max(_column(each.decode()) + 1 for each in wide)
    return next((number for number in range(26, 0, -1) if b'r="%c' % (number + 64) in data), 26)


class _Walk:
    """One way through the XML."""

    def __init__(self, formats: Collection[str], texts: Mapping[str, str]) -> None:
        self.notes = Notes()
        self._formats, self._shared = formats, texts
        self._is_struck = self._is_cut = self._is_run_struck = False
        """Of the cell: whether it is struck out, or in part, and whether the run that is read is."""
        self._cell = ""
        self._type = ""
        self._row = self._column = 0
        self._texts: dict[str, list[str]] = {}
        self._open = ""

    def parse(self, data: bytes, is_whole: bool) -> None:
        """Note what there is up to the first damage, which the reader of the values tells of."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(data, is_whole)
        except expat.ExpatError:
            return

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "col" and attributes.get("hidden") in _TRUE:
            first, last = (int(attributes.get(key, "0") or 0) for key in ("min", "max"))
            self.notes.hidden |= {*range(max(first - 1, 0), min(last, _MOST_COLUMNS))}
        elif tag == "row":
            self._row, self._column = int(attributes.get("r") or self._row + 1), 0
        elif tag == "c":
            self._begin_cell(attributes)
        elif tag in ("r", "strike"):
            self._is_run_struck = tag == "strike" and attributes.get("val") not in _FALSE
        elif tag in ("f", "v", "t"):
            self._open = tag
            self._texts.setdefault(tag, [])

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        if found:
            self._row, self._column = int(found[2]), _column(found[1]) + 1
        else:
            self._column += 1
        self._is_struck, self._is_cut, self._is_run_struck = attributes.get("s", "") in self._formats, False, False
        self._cell, self._type, self._texts = attributes.get("r", ""), attributes.get("t", ""), {}

    def _text(self, text: str) -> None:
        if self._open and self._is_run_struck:
            self._is_cut = True
        elif self._open:
            self._texts[self._open].append(text)

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == self._open:
            self._open = ""
        elif tag == "c" and self._texts:
            self._end_cell()

    def _end_cell(self) -> None:
        formula, value = ("".join(self._texts.get(tag, ())).strip() for tag in ("f", "v"))
        rest = "".join(self._texts.get("t", ())) if self._is_cut else self._shared.get(value, "")
        if self._is_struck or self._is_cut or (self._type == "s" and value in self._shared):
            self.notes.struck.append(self._row)
            self.notes.shown[self._row - 1, self._column - 1] = "" if self._is_struck else rest
        elif self._type == "e" and value:
            self.notes.errors.append((value, self._row))
        elif found := _HYPERLINK.fullmatch(formula):
            shown = next((text for text in (found[2], found[3], found[1]) if text is not None), "")
            self.notes.shown[self._row - 1, self._column - 1] = shown.replace('""', '"')
        elif "f" in self._texts and not value and self._type != "str":
            self.notes.unknown.append(self._cell)


def _column(letters: str) -> int:
    """Give the number of a column, from 0 on.

    >>> _column("A"), _column("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
