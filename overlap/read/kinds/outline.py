"""The sections of a document, by their headings, marked as such or known by name."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import wording
from overlap.read.reading import Ignored

NAMES = {alias: name for name, aliases in wording.page("sections").items() for alias in aliases}
"""Heading, in lower case → the name of the section."""

BOILERPLATE = {
    "foreword": "Foreword",
    "contents": "contents list",
    "intellectual property": "intellectual property rights",
    "note": "Note on the publication",
    "history": "history table",
    "copyright": "copyright page",
}
"""The sections that say nothing of the subject of the document."""

_NUMBER = re.compile(
    r"第?[一二三四五六七八九十]{1,3}\s*[、章节.．]\s*|[（(][一二三四五六七八九十]{1,3}[)）]\s*|第\s?\d{1,2}\s?[章条節]\s*|제\s?\d{1,2}\s?[장절조]\s*|"
    r"(?:(?:clause|section|article)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})[.)]?\s+(?=\S)|[A-Z](?:[.)]|(?:\.\d{1,2})+[.)]?)\s+(?=\S)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"^[\[【〔〈《<(]\s*([^\[\]【】〔〕〈〉《》<>()]+?)\s*[\]】〕〉》>)]$")
_PARAGRAPH_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[^\W\d_])")
_JOINED = re.compile(r"\s*[,/&]\s*(?:and\s+)?|\s+(?:and|et|y|e|und|en|и|i|ve)\s+|[和及与、]")
_OF_PROSE = ("scope", "summary")
_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S{2,}[.:;](?:\s|$)|[^\x00-\x7f].{8,}[。．؟]", re.DOTALL)
_LONG, _MANY = 20, 10
"""Words of a long paragraph, and how many of them make a text."""
_FEWEST_CLAUSES, _COLUMNS = 3, 2
_LONGEST_NAME = 80
"""Characters; a longer line that begins like a heading is a sentence."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all below it, deeper headings included."""

    name: str
    """One of NAMES where the heading is known, else the heading in lower case without its number."""
    heading: str
    """As written; empty for what comes before the first heading."""
    level: int
    place: str
    parts: tuple[Paragraph | Table, ...]

    @property
    def text(self) -> str:
        """The paragraphs and table cells, one a line."""
        lines = [part.text if isinstance(part, Paragraph) else table_text(part) for part in self.parts]
        return "\n".join(filter(None, lines))


def sections(document: Document, names: Mapping[str, str] = NAMES) -> tuple[Section, ...]:
    """Cut a document into its sections, each with those below it; the first may have no heading.

    `names` gives the headings that are known: name in lower case → section.
    """
    heads = list(_heads(document.parts, names))
    starts = [(0, "", "", 0, ""), *heads] if not heads or heads[0][0] > 0 else heads
    found = []
    for place, (start, name, heading, level, where) in enumerate(starts):
        later = (starts[other] for other in range(place + 1, len(starts)))
        end = next((after[0] for after in later if not heading or after[3] <= level), len(document.parts))
        found.append(Section(name, heading, level, where, document.parts[start + bool(heading) : end]))
    return tuple(found)


def _heads(parts: tuple[Paragraph | Table, ...], names: Mapping[str, str]) -> Iterator[tuple[int, str, str, int, str]]:
    """Yield index, name, heading, level and place of each heading."""
    short = [
        (index, part, heading_name(part.text))
        for index, part in enumerate(parts)
        if isinstance(part, Paragraph) and len(part.text) < _LONGEST_NAME * 3 and not part.style.startswith("toc ")
    ]
    marked = {named(name, names) or name for _, part, name in short if part.level}
    for index, part, name in short:
        known = named(name, names) if len(part.text) < _LONGEST_NAME else ""
        if part.level or (known and known not in marked):  # a contents list names the headings too
            yield index, known or name, part.text, part.level or 1, part.place


def named(name: str, names: Mapping[str, str]) -> str:
    """Give the section that a heading opens, by the first part of one that joins several; empty when it is not known.

    What stands with a scope, stands under it: `Scope and structure`.

    >>> named("objectives and activities", {"objectives": "goals", "activities": "tasks"})
    'goals'
    """
    if known := names.get(name):
        return known
    parts = [names.get(part, "") for part in _JOINED.split(name)]
    return parts[0] if len(parts) > 1 and (all(parts) or parts[0] in _OF_PROSE) else ""


def heading_name(text: str) -> str:
    r"""Reduce a heading to its name: no number, no colon, lower case.

    >>> heading_name("1.  Scope :"), heading_name("FOREWORD"), heading_name("【概要】")
    ('scope', 'foreword', '概要')
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").split()).strip("*_#: .")
    plain = _IN_BRACKETS.sub(r"\1", plain)
    number = _NUMBER.match(plain)
    return plain[number.end() if number else 0 :].strip("*_#: .").casefold()


def is_prose(document: Document) -> bool:
    """Say whether a document is a text: many of its paragraphs are long."""
    return sum(len(part.text.split()) >= _LONG for part in document.paragraphs) >= _MANY


def is_numbered(text: str) -> bool:
    """Say whether a heading bears the number of a clause."""
    return bool(_NUMBER.match(text))


def is_contents(table: Table) -> bool:
    """Say whether a table is a contents list: clauses by their numbers, and nothing beside them but pages."""
    rows = [" ".join(filter(None, row)) for row in table.rows if any(row)]
    numbered = sum(is_numbered(row) and len(row) < _LONGEST_NAME for row in rows)
    is_narrow = all(sum(bool(re.search(r"[^\W\d_]{2}", cell)) for cell in row) < _COLUMNS for row in table.rows)
    return is_narrow and len(rows) >= _FEWEST_CLAUSES and 2 * numbered > len(rows)


def first(found: tuple[Section, ...], name: str) -> Section | None:
    """Give the first section of that name that has a text: one of sentences before what a contents list has."""
    filled = [section for section in found if section.name == name and section.text.strip()]
    spoken = (section for section in filled if name not in _OF_PROSE or _SENTENCE.search(section.text))
    return next(spoken, filled[0] if filled else None)


def requirements(document: Document) -> Iterator[Ignored]:
    """Tell the tables of a text most of whose rows say what must be: no items of work."""
    for table in document.tables:
        must = wording.spoken("documents", "requirements.must")  # made where there is a table
        below = [row for row in table.rows if any(row)][1:]
        count = sum(any(map(must.search, row)) for row in below)
        if count > 1 and 2 * count > len(below):
            yield Ignored("table of requirements", table.place)


def table_text(table: Table) -> str:
    """Write a table row by row."""
    return "\n".join(" | ".join(filter(None, row)) for row in table.rows if any(row))


def prose(section: Section) -> str:
    """Take the paragraphs of a section that say something: no figure, no page number; without numbers of their own."""
    lines = [part.text for part in section.parts if isinstance(part, Paragraph) and not part.style.startswith("toc ")]
    return "\n".join(_PARAGRAPH_NUMBER.sub("", line) for line in lines if re.search(r"[^\W\d_]{2}", line))
