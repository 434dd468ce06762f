"""HTML pages, saved from the web or written by Word: what a reader sees, without menus and forms."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from overlap.read.content import Document, Paragraph, Table
from overlap.read.formats.encoding import decode
from overlap.read.formats.grid import MOST, Cell, laid_out
from overlap.read.formats.markup import parse
from overlap.read.formats.visible import fold_lines
from overlap.read.reading import Ignored

if TYPE_CHECKING:
    from overlap.read.formats.markup import Node, Tree

_SILENT = frozenset(("script", "style", "noscript", "template", "head", "svg", "object", "iframe", "math"))
_SURROUNDINGS = {
    "nav": "menus",
    "footer": "page footer",
    "header": "page header",
    "aside": "side notes",
    "select": "filter lists",
    "button": "buttons",
    "textarea": "input fields",
}
_BLOCK_NAMES = (
    "p div section article main body html h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tbody thead tfoot tr td th caption "
    "blockquote pre form fieldset legend center address figure figcaption hr details summary"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_LISTS = frozenset(("ul", "ol"))
_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9])", re.I
)
_STRIKES = frozenset(("del", "s", "strike"))
_STRIKING = re.compile(r"text-decoration(?:-line)?\s*:[^;:]*\bline-through", re.I)
_WORD = re.compile(r"\w")
_HEADING = re.compile(r"\n[ \t]*(#{2,6}[ \t]+\S[^\n]*)")
"""A heading as Markdown writes it, on a line of its own."""
_MARK = re.compile(r"[\W_]*")
"""What a link to the heading it stands in shows: a pilcrow, a hash, a chain."""


def read_html(data: bytes, source: str) -> Document:
    """Read headings, paragraphs, list items and tables of a page. Raises InputError when it is no text."""
    declared = _DECLARED.search(data[:8192])
    decoded = decode(data, source, declared[1].decode("ascii") if declared else "")
    tree = parse(decoded.text)
    title = tree.css_first("title")
    struck = [node for node in tree.css("del,s,strike,[style]") if node.tag != "body" and _strikes(node)]
    walk = _Walk(_hidden(tree), frozenset(node.mem_id for node in struck))
    parts = tuple(walk.parts(tree.root)) if tree.root is not None else ()
    walk.ignored["struck-out text"] = sum(bool(_WORD.search(node.text())) for node in walk.outermost(struck))
    ignored = tuple(Ignored(what, f"{count} of them") for what, count in sorted(walk.ignored.items()) if count)
    return Document(
        source, "web page", parts, fold_lines(title.text()) if title is not None else "", ignored, decoded.faults
    )


def _hidden(tree: "Tree") -> frozenset[int]:
    """Find the elements that a reader does not see: hidden text, and marks that link to themselves.

    What is hidden and holds a table or a heading is a view behind a tab, which a reader can open.
    """
    shy = (node for node in tree.css("[hidden],[style]") if "hidden" in node.attributes or _hides(node))
    found = {node.mem_id for node in shy if node.css_first("table,h1,h2,h3,h4") is None and node.tag != "body"}
    marks = (node.mem_id for node in tree.css("a[href^='#']") if _MARK.fullmatch(node.text().strip()))
    return frozenset((*found, *marks))


def _hides(node: "Node") -> bool:
    return _HIDING.search(node.attributes.get("style") or "") is not None


def _strikes(node: "Node") -> bool:
    return node.tag in _STRIKES or _STRIKING.search(node.attributes.get("style") or "") is not None


class _Walk:
    """One way through a page, with an explicit stack: pages may be nested deeper than Python calls may be."""

    def __init__(self, hidden: frozenset[int], struck: frozenset[int]) -> None:
        self._gone = hidden
        self._hidden = hidden | struck
        self._struck = struck
        self.ignored: Counter[str] = Counter()
        self._paragraphs = 0
        self._tables = 0
        self._pieces: list[str] = []
        self._tag = "body"
        self._has_link = False
        self._depth = 0
        """Lists that are open."""

    def outermost(self, struck: "Sequence[Node]") -> "Iterator[Node]":
        """Yield what is struck out and stands in nothing that is."""
        for node in struck:
            around = node.parent
            while around is not None and around.mem_id not in self._struck:
                around = around.parent
            if around is None:
                yield node

    def parts(self, root: "Node") -> Iterator[Paragraph | Table]:
        """Yield what is below an element; a table inside which is another only lays out the page."""
        layouts = _layouts(root)
        node: Node | None = root
        while node is not None:
            tag = node.tag or ""
            enter = False
            if tag == "-text":
                yield from self._text(node.text(deep=False))
            elif tag == "br":
                self._pieces.append("\n")
            elif tag == "table" and node.mem_id not in layouts and node.mem_id not in self._hidden:
                yield from self._flush()
                yield from self._table(node)
            elif node.mem_id in self._hidden:
                self.ignored["hidden text"] += node.mem_id not in self._struck and bool(_WORD.search(node.text()))
            elif self._is_seen(tag):
                enter = node.child is not None
                self._has_link |= tag == "a" and "href" in node.attributes
                if tag in _BLOCKS:
                    yield from self._flush()
                    self._tag = tag
                self._depth += enter and tag in _LISTS
            following = node.child if enter else None
            while following is None and node is not None and node.mem_id != root.mem_id:
                following = node.next
                if following is None:
                    node = node.parent
                    if node is not None and node.tag in _BLOCKS:
                        yield from self._flush()
                        self._depth -= node.tag in _LISTS
            node = following
        yield from self._flush()

    def _is_seen(self, tag: str) -> bool:
        if tag in _SURROUNDINGS:
            self.ignored[_SURROUNDINGS[tag]] += 1
        return tag not in _SURROUNDINGS and tag not in _SILENT and not tag.startswith(("-", "_", "!"))

    def _text(self, text: str) -> Iterator[Paragraph]:
        """Take a text; a line in it that is a heading of Markdown, as generators of pages read it, is one."""
        if self._tag == "pre":
            self._pieces.append(text)
            return
        for number, piece in enumerate(_HEADING.split(text)):  # each second piece is a heading
            if number % 2:
                yield from self._flush()
                self._tag = f"h{len(piece) - len(piece.lstrip('#'))}"
            self._pieces.append(piece.strip("# ") if number % 2 else piece.replace("\n", " "))
            if number % 2:
                yield from self._flush()

    def _flush(self) -> Iterator[Paragraph]:
        text = fold_lines("".join(self._pieces))
        self._pieces.clear()
        if text:
            self._paragraphs += 1
            level = int(self._tag[1]) if re.fullmatch(r"h[1-6]", self._tag) else 0
            style = "li link" if self._tag == "li" and self._has_link else self._tag
            depth = self._depth if self._tag == "li" else 0
            yield Paragraph(text, f"paragraph {self._paragraphs}", level, style, depth=depth)
        self._tag, self._has_link = "body", False

    def _table(self, table: "Node") -> Iterator[Paragraph | Table]:
        rows, merged = laid_out(_rows(table, self._hidden, self._gone))
        texts = [text for row in rows for text in row if text]
        if len(texts) <= 1:
            self._pieces += texts
            yield from self._flush()
            return
        self._tables += 1
        yield Table(tuple(map(tuple, rows)), f"table {self._tables}", tuple(merged))


def _layouts(root: "Node") -> set[int]:
    """Find the tables that only lay out the page: in them is another of two rows or more, no mere pager."""
    rows: Counter[int] = Counter()
    for row in root.css("tr"):
        table = _around(row, "table")
        while table is not None and rows[table.mem_id] < 2:  # those around it have as many already
            rows[table.mem_id] += 1
            table = _around(table, "table")
    found: set[int] = set()
    for inner in root.css("table"):
        outer = _around(inner, "table") if rows[inner.mem_id] > 1 else None
        while outer is not None and outer.mem_id not in found:
            found.add(outer.mem_id)
            outer = _around(outer, "table")
    return found


def _rows(table: "Node", hidden: frozenset[int], gone: frozenset[int]) -> Iterator[Iterator[Cell]]:
    """Yield the cells of each row that is seen, but for those of tables within the table and those that are gone."""
    for row in table.css("tr"):
        around = _around(row, "table")
        if around is not None and around.mem_id == table.mem_id and row.mem_id not in hidden:
            yield _cells(row, hidden, gone)


def _cells(row: "Node", hidden: frozenset[int], gone: frozenset[int]) -> Iterator[Cell]:
    """Yield the cells of a row; one that is struck out keeps its place, and holds nothing."""
    for cell in row.css("td, th"):
        around = _around(cell, "tr")
        if around is not None and around.mem_id == row.mem_id and cell.mem_id not in gone:
            text = "" if cell.mem_id in hidden else _cell(cell, hidden)
            yield text, _span(cell, "colspan"), _span(cell, "rowspan")


def _around(node: "Node", tag: str) -> "Node | None":
    """Give the nearest element of that name around a node."""
    parent = node.parent
    while parent is not None and parent.tag != tag:
        parent = parent.parent
    return parent


def _cell(cell: "Node", hidden: frozenset[int]) -> str:
    """Join the paragraphs of a cell, one a line."""
    pieces: list[str] = []
    node = cell.child
    while node is not None:
        tag = node.tag or ""
        is_seen = node.mem_id not in hidden and tag not in _SILENT | {"option", "button"}
        if tag == "-text":
            pieces.append(node.text(deep=False).replace("\n", " "))
        elif is_seen and (tag == "br" or tag in _BLOCKS):
            pieces.append("\n")
        following = node.child if is_seen else None
        while following is None and node is not None and node.mem_id != cell.mem_id:
            following = node.next
            if following is None:
                node = node.parent
                if node is not None and node.mem_id == cell.mem_id:
                    break
        node = following
    return fold_lines("".join(pieces))


def _span(cell: "Node", name: str) -> int:
    value = cell.attributes.get(name) or "1"
    return min(max(int(value), 1), MOST) if re.fullmatch(r"[0-9]{1,9}", value) else 1
