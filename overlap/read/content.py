"""What a file holds before it is known what it is: paragraphs and tables, or records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from overlap.model import Fault
from overlap.read.reading import Ignored


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading, a paragraph, a list item: text between two line ends."""

    text: str
    """White space folded to single spaces; a line break the author made inside a paragraph is `\\n`."""
    place: str
    """Where in the file, as a person would look for it: `paragraph 12`, `page 3`, `line 40`."""
    level: int = 0
    """1 for the highest heading; 0 for what is no heading, or is not marked as one."""
    style: str = ""
    """The name that the file gives to the kind of paragraph: a Word style, an HTML element; empty when none."""
    size: float = 0.0
    """Of its letters, in points; 0 where the format does not say it of each line."""
    depth: int = 0
    """Of an item of a list: 1 for one in no other; 0 for what is none, or where the format does not say it."""


Area = tuple[int, int, int, int]
"""Of a merged cell: first row, first column, last row, last column; from 0 on."""
_MOST_SPREAD = 2_000_000
"""Cells that merged ones fill."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a merged cell stands once, at its first place."""

    rows: tuple[tuple[str, ...], ...]
    """Every row from the first on, the blank ones as well, so that a row's number is its place; cells are trimmed,
    and paragraphs within one are parted by `\\n`."""
    place: str
    """`table 2`, `sheet 'Items'`; empty when the file is the table."""
    merged: tuple[Area, ...] = ()
    """The merged cells."""

    def spread(self) -> "Table":
        """Give the table with the text of a merged cell in all its cells, as a list means it.

        One that is alone in its row is a heading, and stands once in each of its rows.
        """
        if not self.merged:
            return self
        rows = [list(row) for row in self.rows]
        left = _MOST_SPREAD
        for top, first, bottom, last in self.merged:
            text = rows[top][first] if top < len(rows) and first < len(rows[top]) else ""
            alone = text and sum(map(bool, rows[top])) == 1 and last > first
            width = first + 1 if alone else max(first + 1, min(last + 1, len(rows[top]) if text else 0))
            for row in rows[top : bottom + 1] if text else ():
                left -= width - first
                if left < 0:
                    return replace(self, rows=tuple(map(tuple, rows)))
                row += [""] * (width - len(row))
                row[first:width] = [text] * (width - first)
        return replace(self, rows=tuple(map(tuple, rows)))


@dataclass(frozen=True, slots=True)
class Document:
    """A file for people: what it says, in reading order."""

    source: str
    format: str
    """As a person names it: `Word document`."""
    parts: tuple[Paragraph | Table, ...]
    title: str = ""
    """The title in the file's own properties: wrong as often as right, so a last resort."""
    ignored: tuple[Ignored, ...] = ()
    """What the reader itself left out, such as running headers."""
    faults: tuple[Fault, ...] = ()
    kind: str = ""
    """What the format says that the document is: `ISO standard`; empty where a format holds documents of any kind."""
    stated: Mapping[str, str] = field(default_factory=dict)
    """What the file says of itself in keys of its own, such as the front matter of a page: by the keys as written;
    several values are parted by `; `."""
    notes: tuple[str, ...] = ()
    """The texts of footnotes and endnotes, which stand beside the text: what they name is named."""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs, without the tables."""
        return tuple(part for part in self.parts if isinstance(part, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, without the paragraphs."""
        return tuple(part for part in self.parts if isinstance(part, Table))


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a file for programs."""

    place: str
    """`line 3`, `item 2`; empty when the file is the record."""
    value: object
    """Nested dicts and lists; numbers are kept as they are written."""


@dataclass(frozen=True, slots=True)
class Records:
    """A file for programs: its entries one by one, and what of it is no entry."""

    source: str
    format: str
    records: Iterable[Record | Fault] = field(repr=False)
    """To be gone through once."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file that holds other files: an archive, or a mail with attachments."""

    source: str
    format: str
    members: tuple["Document | Records | Fault", ...] = field(repr=False)
    """In the order of their names; the source of each is its name within the bundle."""
    ignored: tuple[Ignored, ...] = ()


Content = Document | Records | Bundle
