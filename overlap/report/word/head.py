"""The head of a template: where its fields are, by controls, bookmarks and labels; and how they are filled in."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib import resources
from itertools import zip_longest
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from overlap.report.word import places

_SIGN = re.compile(r"liaison statement|outgoing liaison statement|note de liaison", re.IGNORECASE)
_LANGUAGES = re.compile(r"\s*[/|•·]\s*|\s+[–—-]\s+")
"""Parts what a label is in several languages."""
_MEANT = re.compile(r"^\s*[^\s<\[{(_.…]")
"""Text that is no prompt to be replaced: those stand in brackets, or are dots."""
_LEAST = 2
"""So many fields make a head: one label alone can stand in any text."""


class Place(NamedTuple):
    """Where a field of a head is filled in."""

    field: str
    fill: Callable[[Sequence[str]], object]
    beside: Any = None
    """The cell after that of the value, if there is one."""


def measure(body: Any) -> int:  # noqa: ANN401 -- python-docx has no types
    """Count the blocks at the beginning of a body that are its head; 0 when it has none.

    A head ends before the first heading, the first paragraph of running text after a field, and before a table that
    repeats a field (another form); several contacts are one field. What the document is, as LIAISON STATEMENT, may
    stand between its fields.
    """
    size, seen = 0, set[str]()
    for number, block in enumerate(body, start=1):
        found = {place.field for place in _places(block)}
        if block.tag == qn("w:sectPr") or _is_heading(block) or (found & seen) - {"contact", "reach"}:
            break
        if found:
            size = number
        elif seen and block.tag == qn("w:p") and places.text_of(block).strip() and not _is_sign(block):
            break
        seen |= found
    return size if len(seen) >= _LEAST else 0


def fill(blocks: Sequence[Any], values: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Fill in the fields of a head, each once, with the lines of its value; give the names of those that were filled.

    A value is empty where there is none: what the template has stays. The fields `reach` and `contact` are the ways to
    reach a contact and the rest of it; where there is no place for the first, both stand in one.
    """
    found = _first(blocks)
    given = dict(values)
    contact = found.get("contact")
    if contact is not None and "reach" not in found:
        if contact.beside is not None and given.get("contact"):
            places.fill_cell(contact.beside, given.get("reach", ()))
        else:
            given["contact"] = (*given.get("contact", ()), *given.get("reach", ()))
    filled = {name for name in found if given.get(name)}
    for name in sorted(filled):
        found[name].fill(given[name])
    return frozenset(filled)


def unfilled(body: Any, values: Mapping[str, Sequence[str]]) -> tuple[str, ...]:  # noqa: ANN401 -- the same
    """Name the fields of the head of a body that have no value, further contacts, and text that stands behind it."""
    size = measure(body)
    blocks, rest = list(body)[:size], list(body)[size:]
    contacts = [place for block in blocks for place in _rows([*block.iter(qn("w:tr"))]) if place.field == "contact"]
    more = ["further contacts"] if len(contacts) > 1 else []
    behind = ["the text behind the head"] if size and any(places.text_of(each).strip() for each in rest) else []
    return (*sorted(name for name in _first(blocks) if not values.get(name)), *more, *behind)


def fields(body: Any) -> frozenset[str]:  # noqa: ANN401 -- the same
    """Name the fields of the head of a body."""
    return frozenset(_first(list(body)[: measure(body)]))


def _first(blocks: Sequence[Any]) -> dict[str, Place]:
    """Give the first place of each field."""
    found: dict[str, Place] = {}
    for block in blocks:
        for place in _places(block):
            found.setdefault(place.field, place)
    return found


def _is_sign(block: Any) -> bool:  # noqa: ANN401 -- the same
    """Say whether a paragraph is what a document calls itself, and no running text."""
    return _SIGN.fullmatch(" ".join(places.text_of(block).split())) is not None


def _is_heading(block: Any) -> bool:  # noqa: ANN401 -- the same
    styles = block.xpath("./w:pPr/w:pStyle/@w:val") if block.tag == qn("w:p") else ()
    return any(re.match(r"(?:heading|titre)\s?\d", style, re.IGNORECASE) for style in styles)


def _places(block: Any) -> Iterator[Place]:  # noqa: ANN401 -- the same
    """Yield the places of a block: controls first, then bookmarks, then labels."""
    for control in block.iter(qn("w:sdt")):
        names = [each.get(qn("w:val"), "") for each in places.properties_of(control, "w:tag", "w:alias")]
        for field in dict.fromkeys(filter(None, (_names("controls").get(_folded(name)) for name in names))):
            yield Place(field, partial(places.fill_control, control))
    for start in block.iter(qn("w:bookmarkStart")):
        marked = _names("bookmarks").get(_folded(start.get(qn("w:name"), "")))
        if marked and (place := _bookmarked(start, marked)):
            yield place
    rows = [*block.iter(qn("w:tr"))]
    yield from _rows(rows)
    if not rows and block.tag == qn("w:p"):
        yield from _within([block])


def _bookmarked(start: Any, field: str) -> Place | None:  # noqa: ANN401 -- the same
    """Find what a bookmark marks: a column of its row, or text of its paragraph that is no label."""
    column = start.get(qn("w:colFirst"))
    if column is not None:
        row = next(start.iterancestors(qn("w:tr")), None)
        cells = places.cells_of(row) if row is not None else []
        if int(column) >= len(cells):
            return None
        return Place(field, partial(places.fill_cell, cells[int(column)]), _beside(cells, int(column)))
    paragraph = start.getparent()
    if paragraph.tag != qn("w:p") or _label(places.text_of(paragraph)):
        return None
    ends = {each.get(qn("w:id")) for each in paragraph.findall(qn("w:bookmarkEnd"))}
    return Place(field, partial(places.fill_between, start)) if start.get(qn("w:id")) in ends else None


def _rows(rows: Sequence[Any]) -> Iterator[Place]:
    """Yield the fields of a table: labels stand beside their values or, all those of a row, above them."""
    every = [places.cells_of(row) for row in rows]
    is_above = any(len(cells) > 1 and all(map(_is_bare, cells)) for cells in every)
    above: Sequence[Any] = ()
    for cells, below in zip_longest(every, every[1:], fillvalue=()):
        if above:
            above = ()
        elif _are_above(cells, below, is_above):
            above = cells
            for cell, value in zip(cells, below, strict=True):
                if label := _of_cell(cell):
                    yield Place(label.field, partial(places.fill_cell, value))
        else:
            yield from _labelled(cells)


def _are_above(cells: Sequence[Any], below: Sequence[Any], is_above: bool) -> bool:
    """Say whether the labels of a row have their values in the row below: of one label alone an empty cell."""
    bare = [*map(_is_bare, cells)]
    if len(cells) != len(below) or not any(bare) or any(_of_cell(each) for each in below):
        return False
    is_open = not any(_MEANT.search(places.text_of(each)) for each in below)
    if len(cells) == 1:
        return is_open
    rest = (places.text_of(cell).strip() for cell, is_label in zip(cells, bare, strict=True) if not is_label)
    return all(bare) or (is_above and is_open and not any(rest))


def _is_bare(cell: Any) -> bool:  # noqa: ANN401 -- the same
    """Say whether a cell holds a label and nothing else."""
    label = _of_cell(cell)
    return label is not None and not label.value


def _of_cell(cell: Any) -> "Label | None":  # noqa: ANN401 -- the same
    """Read the label of a cell: of its text, or of its lines that say the same in several languages."""
    lines = [text for each in cell.iter(qn("w:p")) if (text := places.text_of(each).strip())]
    labels = [label for text in lines if (label := _label(text)) and not label.value]
    if len(lines) > 1 and len(labels) == len(lines) and len({each.field for each in labels}) == 1:
        return labels[0]
    return _label(places.text_of(cell))


def _labelled(cells: Sequence[Any]) -> Iterator[Place]:
    """Yield the fields of a row: a label and its value in the next cell, or both in one."""
    for number, cell in enumerate(cells):
        label = _of_cell(cell)
        if label and not label.value and number + 1 < len(cells):
            yield Place(label.field, partial(places.fill_cell, cells[number + 1]), _beside(cells, number + 1))
        else:
            yield from _within([*cell.iter(qn("w:p"))])


def _beside(cells: Sequence[Any], number: int) -> Any:  # noqa: ANN401 -- the same
    """Give the cell after a value, unless it is another label or its value."""
    after = cells[number + 1] if number + 1 < len(cells) else None
    return None if after is None or _of_cell(after) else after


def _within(paragraphs: Sequence[Any]) -> Iterator[Place]:
    """Yield the fields whose label and value stand in the same cell, or in the same paragraph."""
    labels = [_label(places.text_of(each)) for each in paragraphs]
    for number, (paragraph, label) in enumerate(zip(paragraphs, labels, strict=True)):
        if label and (label.is_closed or len(paragraphs) > 1):
            end = next((n for n in range(number + 1, len(labels)) if labels[n]), len(labels))
            others = paragraphs[number + 1 : end]
            yield Place(label.field, partial(places.fill_after, paragraph, label.size, others))


class Label(NamedTuple):
    """A label at the beginning of a text."""

    field: str
    size: int
    """Characters up to and with its colon."""
    value: str
    is_closed: bool
    """Whether it ends with a colon."""


def _label(text: str) -> Label | None:
    """Read the label a text begins with: all of it, or what stands before its first colon."""
    before, colon, after = text.partition(":")
    field = _field(before)
    return Label(field, len(before) + len(colon), after.strip(), bool(colon)) if field else None


def _field(name: str) -> str:
    """Give the field of a name, or of one in several languages: `Title / Titre`; empty where it is none."""
    known = _names("labels")
    if found := known.get(_folded(name)):
        return found
    fields = {known.get(_folded(part), "") for part in _LANGUAGES.split(name)}
    return "meeting" if fields == {"place", "date"} else fields.pop() if len(fields) == 1 else ""


def _folded(text: str) -> str:
    """Give a name as it is looked up: without case, `(s)` and more than one space."""
    return " ".join(re.sub(r"\(s\)", "", text.casefold()).replace("\u2010", "-").replace("\u2011", "-").split())


@cache
def _names(kind: str) -> dict[str, str]:
    """Give the field for each name of a kind: labels, controls, bookmarks."""
    known: dict[str, dict[str, list[str]]] = tomllib.loads(
        resources.files("overlap.report.word").joinpath("head.toml").read_text(encoding="utf-8")
    )
    plural = (
        {f"{name}s": field for field, kinds in known.items() for name in kinds["labels"]} if kind == "labels" else {}
    )
    names = {**plural, **{name: field for field, kinds in known.items() for name in kinds[kind]}}
    return {_folded(name): field for name, field in names.items()}
