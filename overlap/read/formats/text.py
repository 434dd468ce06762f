"""Plain text: lines → paragraphs, and tables that were pasted with tabs between their cells."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from overlap.read.content import Document, Paragraph, Table
from overlap.read.formats.encoding import decode

_CLAUSE = re.compile(r"(?:clause\s+)?(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+[^\W\d_].{0,79}", re.IGNORECASE)
_ITEM = re.compile(r"(?:[-–—•*·o▪]|\(?[a-z0-9]{1,2}[.)])\s+")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
"""Three lines of which one stands right below another are items of a list, and no headings."""
_DEEPEST = 40
"""Blanks before an item."""
_BARE_SIGN = re.compile(r"[-–—•*]|\(?[a-z0-9]{1,2}[.)]")
_RULE = re.compile(r"([=\-~*_#+^])\1{2,}")
"""A line that rules off, or underlines a heading; it is no text."""
_LONGEST_HEADING = 100
_NEARLY = 4
"""Characters by which it may be shorter or longer than what it underlines."""
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_SHORT = 25
"""Characters; a shorter line was not broken to fit a page, but ended there."""
_PAGE_WIDTHS = range(55, 121)
"""Only lines about so long may have been broken to fit a page,"""
_FEWEST, _RAGGED = 3, 10
"""and only where so many of them are not shorter than the longest by more than that."""


def read_text(data: bytes, source: str) -> Document:
    """Read a text file. Raises InputError when it is none."""
    decoded = decode(data, source)
    return Document(source, "text file", tuple(parts(decoded.text)), faults=decoded.faults)


def parts(text: str) -> Iterator[Paragraph | Table]:
    """Yield the paragraphs of a text; two or more lines with tabs in them are a table."""
    lines = list(enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1))
    for tabbed, group in groupby(lines, key=lambda line: "\t" in line[1].strip()):
        run = list(group)
        if tabbed and len(run) > 1:
            rows = tuple(tuple(cell.strip() for cell in line.split("\t")) for _, line in run)
            yield Table(rows, f"line {run[0][0]}")
        else:
            yield from _paragraphs(run)


def _paragraphs(lines: list[tuple[int, str]]) -> Iterator[Paragraph]:
    """Join the lines that were broken to fit a page; any other line is a paragraph of its own."""
    lengths = [len(line.rstrip()) for _, line in lines]
    width = max(lengths, default=0)
    is_page = width in _PAGE_WIDTHS and sum(length > width - _RAGGED for length in lengths) >= _FEWEST
    found = list(_joined(lines, is_page, width))
    numbers = {int(part.place.removeprefix("line ")) for part in found if _NUMBERED.match(part.text)}
    for part in found:
        at = int(part.place.removeprefix("line "))
        runs = ({at - 2, at - 1}, {at - 1, at + 1}, {at + 1, at + 2})
        is_listed = at in numbers and any(run <= numbers for run in runs)
        yield replace(part, level=0, depth=1) if is_listed and part.level else part


def _joined(lines: list[tuple[int, str]], is_page: bool, width: int) -> Iterator[Paragraph]:
    """Yield the paragraphs, one whose lines were broken as one."""
    held, first, last, indent = "", 0, "", 0
    for number, raw in lines:
        line = " ".join(raw.split())
        if _RULE.fullmatch(line):
            if held:
                is_under = first == number - 1 and abs(len(held) - len(line)) <= _NEARLY
                yield _paragraph(held, first, indent, line[0] if is_under else "")
            held, last = "", ""
            continue
        is_row = bool(_columns(last) & _columns(raw))
        if held and line and not is_row and (_is_cut(last, line) or (is_page and _goes_on(last, line, width))):
            held, last = f"{held} {line}", raw.rstrip()
            continue
        if held:
            yield _paragraph(held, first, indent)
        held, first, last, indent = line, number, raw.rstrip(), len(raw) - len(raw.lstrip())
    if held:
        yield _paragraph(held, first, indent)


def _columns(raw: str) -> set[int]:
    """Tell where columns begin in a line: after gaps that no justified line has."""
    return {gap.end() for gap in _GAP.finditer(raw.rstrip())}


def _is_cut(last: str, line: str) -> bool:
    """Say whether a line was cut in the middle: only its bullet stands above, or it begins in lower case."""
    if _BARE_SIGN.fullmatch(last.strip()):
        return True
    return line[0].islower() and not _ITEM.match(line) and len(last) > _SHORT and last[-1] not in ".:;"


def _goes_on(last: str, line: str, width: int) -> bool:
    """Say whether a line only continues the one before it: its first word did not fit there."""
    if _ITEM.match(line) or _CLAUSE.fullmatch(line):
        return False
    return len(last) + 1 + len(line.split()[0]) > width and not last.endswith(":")


def _paragraph(text: str, line: int, indent: int, rule: str = "") -> Paragraph:
    """Make a paragraph; it is a heading where it has the number of a clause, or a rule below it."""
    depth = 1 + min(indent, _DEEPEST) // 2 if _ITEM.match(text) else 0
    clause = _CLAUSE.fullmatch(text) if not text.endswith((".", ";", ",")) else None
    underlined = (1 if rule == "=" else 2) if rule and len(text) <= _LONGEST_HEADING else 0
    level = clause[1].count(".") + 1 if clause else underlined
    return Paragraph(text, f"line {line}", level, depth=0 if level else depth)
