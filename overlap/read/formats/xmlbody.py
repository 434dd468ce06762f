"""The text of a standard in XML → headings, paragraphs and tables; knows the elements of STS, Metanorma and RFC XML."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from overlap.read.content import Paragraph, Table
from overlap.read.formats.grid import MOST, laid_out
from overlap.read.formats.visible import fold, fold_lines
from overlap.read.formats.xmltree import local

_SECTIONS_NAMES = (
    "sec clause section annex app abstract foreword introduction definitions terms references "
    "ref-list appendix acknowledgements executivesummary term-sec note-section"
)
_SECTIONS = frozenset(_SECTIONS_NAMES.split())
_UNTITLED = {"abstract": "Abstract", "foreword": "Foreword", "introduction": "Introduction", "ref-list": "Bibliography"}
"""What a section without a title of its own is called."""
_CELLS = frozenset(("td", "th"))
_TITLES = frozenset(("title", "name"))
_METADATA_NAMES = (
    "bibdata iso-meta std-meta reg-meta nat-meta meta boilerplate misc-container localized-strings "
    "local_bibdata colophon permissions author date area workgroup keyword seriesInfo link "
    "note-number toc indexsect index metanorma-extension preface-toc requirement-meta"
)
_METADATA = frozenset(_METADATA_NAMES.split())
_SILENT_NAMES = "fn math asciimath latexmath stem index-term indexterm iref graphic image svg script cref"
_SILENT = frozenset(_SILENT_NAMES.split())
_ENTRIES = frozenset(("bibitem", "ref", "reference"))
_BLOCKS_NAMES = (
    "p t li list-item dt dd title name note example formula quote sourcecode artwork figure list ul "
    "ol dl disp-quote def def-list def-item term-display preferred admitted definition termsource "
    "non-normative-note entry"
)
_BLOCKS = frozenset(_BLOCKS_NAMES.split())


def parts(root: Element) -> Iterator[Paragraph | Table]:
    """Yield what a reader sees below an element, without its metadata."""
    yield from _Walk().below(root, 0)


def text_of(element: Element) -> str:
    """Join the text of an element on one line, without footnotes and formulas."""
    return fold("".join(_pieces(element)))


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if is_shown(child):
            name = local(child.tag)
            yield " " if name in ("br", "tab") else ""
            yield from _pieces(child)
        yield child.tail or ""


def is_shown(element: Element) -> bool:
    """Say whether a reader sees an element: it is no formula, no metadata and no second rendering of its neighbour."""
    name = local(element.tag)
    return bool(name) and name not in _SILENT | _METADATA and not name.startswith("fmt-")


def heading(section: Element) -> str:
    """Give the heading of a section with its number; what is known by its name alone is called so."""
    own = next((child for child in section if local(child.tag) in _TITLES), None)
    label = next((text_of(child) for child in section if local(child.tag) == "label"), "")
    title = text_of(own) if own is not None else section.get("title", "")
    return f"{label} {title}".strip() if title else _UNTITLED.get(local(section.tag), "")


class _Walk:
    """One way through a text, counting its paragraphs and tables."""

    def __init__(self) -> None:
        self._paragraphs = self._tables = 0
        self._inline: list[str] = []

    def below(self, parent: Element, level: int) -> Iterator[Paragraph | Table]:
        """Yield the parts of an element; `level` is that of the section it is in."""
        self._inline.append(_flat(parent.text))
        for child in parent:
            name = local(child.tag)
            if name in _SECTIONS:
                yield from self._flush()
                yield from self._section(child, level + 1)
            elif name == "table":
                yield from self._flush()
                yield from self._table(child)
            elif name in _BLOCKS:
                yield from self._flush()
                yield from self.below(child, level)
                yield from self._flush()
            elif name in _ENTRIES:
                yield from self._flush()
                self._inline.append(_entry(child))
                yield from self._flush()
            elif is_shown(child) and name != "label":
                yield from self.below(child, level)
            self._inline.append(_flat(child.tail))

    def _section(self, section: Element, level: int) -> Iterator[Paragraph | Table]:
        if told := heading(section):
            self._paragraphs += 1
            yield Paragraph(told, f"paragraph {self._paragraphs}", level, "title")
        for child in section:
            if local(child.tag) in _TITLES:
                section.remove(child)
                break
        yield from self.below(section, level)
        yield from self._flush()

    def _flush(self) -> Iterator[Paragraph]:
        text = fold("".join(self._inline))
        self._inline.clear()
        if text:
            self._paragraphs += 1
            yield Paragraph(text, f"paragraph {self._paragraphs}")

    def _table(self, table: Element) -> Iterator[Table]:
        rows, merged = laid_out(
            [(_cell(cell), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in row if local(cell.tag) in _CELLS]
            for row in table.iter()
            if local(row.tag) == "tr"
        )
        if any(map(any, rows)):
            self._tables += 1
            yield Table(tuple(map(tuple, rows)), f"table {self._tables}", tuple(merged))


def _entry(entry: Element) -> str:
    """Write an entry of a list of references: identifier and title, without what else a catalogue says of it."""
    named = [each for each in entry.iter() if local(each.tag) in ("docidentifier", "std-ref", "title", "seriesInfo")]
    texts = [f"{each.get('name')} {each.get('value')}" if each.get("value") else text_of(each) for each in named]
    return ", ".join(dict.fromkeys(filter(None, texts[:2]))) or text_of(entry)


def _cell(cell: Element) -> str:
    blocks = [each for each in cell if local(each.tag) in _BLOCKS]
    return fold_lines("\n".join(map(text_of, blocks or [cell])))


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), MOST) if re.fullmatch(r"[0-9]{1,4}", value) else 1


def _flat(text: str | None) -> str:
    return text or ""
