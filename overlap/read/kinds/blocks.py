"""Pages with a block for each document: a heading with its number and title, and what is said of it below."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress, pairwise

from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import (
    answers,
    columns,
    headings,
    labels,
    layouts,
    list_heads,
    mentions,
    naming,
    outline,
    references,
    rows,
    siblings,
)
from overlap.read.kinds.siblings import Sibling
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations

_FEWEST = 2
"""So many blocks make a page a list."""
_FEWEST_OF_TEXT = 4
"""So many where a block has nothing but text below its head; one fewer where most headings are heads."""
_OF_A_BODY = re.compile(r"[A-ZА-Я]{2}")
_MOST_WORDS = 6
"""Of a label."""
_LONGEST_TITLE = 25
"""Words; what is longer below a number is a text."""
_LABEL = re.compile(r"\W*([^\W\d_][^:：\n]{1,80}?)\s*[:：][*_\s]*(.*)", re.DOTALL)
_MORE = ("scope", "summary", "relations", "joint_with")
"""Fields that go on in the paragraphs below."""


@dataclass(slots=True)
class _Block:
    """A line with a number and a title, and what stands below it, by the labels as written."""

    head: Paragraph
    named: Mapping[str, str]
    values: dict[str, list[str]] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    open: str = ""
    """The label whose value goes on in the next line."""
    text: list[str] = field(default_factory=list)
    """What stands right below the head, before any label."""

    @property
    def is_filled(self) -> bool:
        """Say whether anything stands below the head that says what the document is."""
        return any(self.values.values()) or bool(self.text)

    def take(self, line: labels.Line) -> None:
        """Take a line as a label, as what follows one, or as neither."""
        found = _LABEL.fullmatch(line.text)
        label = found[1] if found else line.text
        known = headings.field(headings.read(label).plain) if len(label.split()) <= _MOST_WORDS else ""
        if known and known not in self.fields.values():
            self.fields[label], self.values[label] = known, [found[2]] if found and found[2] else []
            self.open = label
        elif line.is_heading and self.is_bare and not self.fields and not self.text:
            self.named = {**self.named, "title": line.text}
        elif line.is_heading or (found and len(label.split()) <= _MOST_WORDS):
            self.open = ""
        elif not self.fields and not line.is_heading and not line.table:
            self.text.append(line.text)
        elif self.open and (self.fields[self.open] in _MORE or not self.values[self.open]):
            self.values[self.open].append(line.text)

    @property
    def is_bare(self) -> bool:
        """Say whether the head is a number and nothing else: then its title stands below it."""
        return self.named["id"] == self.named["title"]

    def row(self) -> Row:
        """Make a row of the block, as of one in a table with the labels as headings."""
        if self.is_bare and self.text and "title" not in self.fields.values() and _is_title(self.text[0]):
            self.named = {**self.named, "title": self.text.pop(0)}
        if self.named.get("summary"):
            self.text.insert(0, self.named["summary"])
        cells = {label: "\n".join(texts) for label, texts in self.values.items()}
        if self.text and not {"scope", "summary"} & {*self.fields.values()}:
            cells["summary"], self.fields["summary"] = "\n".join(self.text), "summary"
        for label, name in self.fields.items():
            if name == "relations":
                cells[label] = "; ".join(citations.find(cells[label]))
        names = [each for each in ("id", "title") if each not in self.fields.values()]
        found = list_heads.List(Table((), ""), 0, (*names, *cells), (*names, *self.fields.values()))
        row = rows.item(found, [*(self.named[each] for each in names), *cells.values()], self.head.place)
        return Row(row.place, row.fields, where={name: f"at '{label}'" for label, name in self.fields.items()})


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read a page with a block for each of several documents, most of them with labels; None when it is none."""
    tables = [each for each in document.tables if layouts.is_turned(each, settings) and not answers.is_headed(each)]
    is_own = not outline.is_prose(document) or len(tables) * 2 >= len(document.tables)
    if is_own and sum(max(map(len, each.rows)) - 1 for each in tables) >= _FEWEST:
        return _tabled(document, tables, settings)
    groups = list(siblings.groups(document.parts))
    named_by = {each.part.place: each.named for each in _heads(groups)}
    found = list(_blocks(document.parts, named_by))
    clauses = naming.clauses((each.named["id"] for each in found), mentions.is_of_itu(document))
    apart = [each for each in found if each.named["id"] in clauses]
    found = [each for each in found if each.named["id"] not in clauses]
    labelled = [each.named["id"] for each in found if any(each.values.values())]
    named = [each.named["id"] for each in found if each.is_filled and _OF_A_BODY.match(each.named["id"])]
    is_page = len({*labelled}) >= _FEWEST and len(labelled) * 2 >= len(found)
    is_most = any(_are_most(group, {each.head.place for each in found}) for group in groups)
    is_text = len({*named}) >= _FEWEST_OF_TEXT - is_most and len(named) * 2 >= len(found)
    is_said = is_most and (not outline.is_prose(document) or 2 * sum(each.is_filled for each in found) >= len(found))
    if not is_page and (_is_text(document) or not (is_text or is_said)):
        return None
    is_kept = [each.is_filled or not _holds(found, number) for number, each in enumerate(found)]
    kept = [*compress(found, is_kept)]
    others = [
        Ignored("headings within the list", each.head.place)
        for each, is_item in zip(found, is_kept, strict=True)
        if not is_item
    ]
    others += [Ignored(f"clause of the text: {each.named['id']}", each.head.place) for each in apart]
    heads = {each.head.place for each in (*found, *apart)}
    others += _of_no_document(document, heads, {each.head.level for each in kept})
    left = Ignored("what stands above the first block", f"before {found[0].head.place}")
    above = [left] if document.parts[0] is not found[0].head else []
    return Reading(
        document.source,
        document.format,
        "page of documents",
        tuple(each.row() for each in kept),
        ignored=(*document.ignored, *above, *others),
        faults=document.faults,
    )


def _of_no_document(document: Document, heads: Collection[str], levels: Collection[int]) -> Iterator[Ignored]:
    """Tell the headings of the levels of the blocks that begin none: the number in them is no document's."""
    for part in document.paragraphs:
        if part.level and part.level in levels and part.place not in heads and re.search(r"\d", part.text):
            yield Ignored(f"heading whose number is no document's: {part.text[:60]}", part.place)


def _tabled(document: Document, tables: Sequence[Table], settings: ReadSettings) -> Reading:
    """Read a table of labels and values for each document."""
    found: list[Row] = []
    for table in map(layouts.turned, tables):
        header, *below = table.rows
        fields = columns.fields_of(header, settings, below)
        head = list_heads.List(table, 0, tuple(map(columns.written, header)), tuple(fields))
        found += [rows.item(head, cells, table.place) for cells in below if any(cells)]
    left = [Ignored("table that is no list", each.place) for each in document.tables if each not in tables]
    return Reading(
        document.source,
        document.format,
        "page of documents",
        tuple(found),
        ignored=(*document.ignored, *left),
        faults=document.faults,
    )


def _is_text(document: Document) -> bool:
    return outline.first(outline.sections(document), "scope") is not None


def _are_most(group: Sequence[Sibling], places: Collection[str]) -> bool:
    """Say whether most headings of a level begin blocks."""
    begun = sum(each.part.place in places for each in group)
    return group[0].rank < siblings.TEXT and begun >= _FEWEST_OF_TEXT - 1 and 2 * begun >= len(group)


def _heads(groups: Sequence[Sequence[Sibling]]) -> Iterator[Sibling]:
    """Yield what begins a block: headings that name a document, or whose labels do, and such lines above a label."""
    for group in groups:
        if group[0].rank < siblings.TEXT:
            of_titles = [] if any(each.named for each in group) else [*map(_titled, group)]
            labelled = [each for each in of_titles if each]
            is_list = len(labelled) >= _FEWEST and 2 * len(labelled) >= len(group)
            is_most = 2 * sum(bool(each.named) for each in group) > len(group) > 2
            yield from labelled if is_list else (each for each in group if each.named and _is_head(each, is_most))
        elif group[0].rank == siblings.TEXT:
            for each, after in pairwise(group):
                named = references.part(each.part.text) if _is_label(after.part) else {}
                head = replace(each, named=named)
                yield from [head] if "id" in named and _is_head(head, is_most=False) else ()


def _is_head(each: Sibling, is_most: bool) -> bool:
    """Say whether a text begins a block: no sentence, no clause of a document, no label with a number."""
    text, identifier = each.part.text, each.named["id"]
    is_clause = each.named["title"].startswith("§") or (text.endswith((".", ";")) and not is_most)
    before = text.partition(identifier)[0].rstrip() if identifier in text else ""
    return not is_clause and not (before.endswith((":", "：")) and _LABEL.fullmatch(before))


def _titled(each: Sibling) -> Sibling | None:
    """Read a heading that is a title, and has the number of its document at a label below it."""
    for line in labels.lines(each.below):
        found = _LABEL.fullmatch(line.text)
        is_number = found and headings.field(headings.read(found[1]).plain) == "id"
        named = references.part(found[2]) if found and is_number else {}
        if "id" in named and named["id"] == named["title"]:
            return replace(each, named={"id": named["id"], "title": each.part.text})
    return None


def _blocks(parts: Sequence[Paragraph | Table], named_by: Mapping[str, Mapping[str, str]]) -> Iterator[_Block]:
    """Part a page at the lines that begin a block; one ends as well at a heading that is none lower."""
    block: _Block | None = None
    for part in parts:
        if isinstance(part, Paragraph) and (named := named_by.get(part.place)):
            if block:
                yield block
            block = _Block(part, named)
        elif block and isinstance(part, Paragraph) and 0 < part.level <= block.head.level and not _is_label(part):
            yield block
            block = None
        elif block:
            for line in labels.lines([part]):
                block.take(line)
    if block:
        yield block


def _is_title(text: str) -> bool:
    return len(text.split()) <= _LONGEST_TITLE and not text.rstrip().endswith((".", ":"))


def _is_label(part: Paragraph) -> bool:
    found = _LABEL.fullmatch(part.text)
    label = found[1] if found else part.text
    return len(label.split()) <= _MOST_WORDS and bool(headings.field(headings.read(label).plain))


def _holds(found: Sequence[_Block], number: int) -> bool:
    """Say whether a heading has blocks below it, so that it is that of a series."""
    after = found[number + 1 : number + 2]
    return any(each.head.level > found[number].head.level > 0 for each in after)
