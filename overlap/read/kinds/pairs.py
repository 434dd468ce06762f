"""Labels and what stands at them, however a form is laid out.

A label is short, and stands where others stand that are known: in a cell, before a mark, on a line of its own. Where
two of a kind are known, the others of that kind are labels as well, and end the value before them.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from overlap.read.content import Paragraph, Table
from overlap.read.kinds import headings, labelling, labels, wording

_MARK = re.compile(
    r"\s*[*_]*[:：][*_]*(?=\s|$|[^\x00-\x7f])|[*_]*\s+[–—-](?:\s+|$)|[*_]*\s*\t\s*|\s*(?:\.{4,}|…{2,}|_{4,})\s*|\n|(?<=[?？])(?=\s|$)|"
    r"\s+[o○•▪]\s+(?=[^\W\d_a-z])"
)
"""What stands between a label and its value."""
_MOST_MARKS = 4
_ITEMS = ("li", "List")
_ORDINAL = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.)]?")
_MOST_WORDS = 5
"""Of a label whose words are not known."""
_MOST_ROWS = 200
"""A longer table is a list."""
_ENOUGH = 2
"""So many known labels of a kind make that kind one of labels."""
_STOPS = (".", "。", "؟", "?", "!")


@dataclass(frozen=True, slots=True)
class Pair:
    """A label, and what stands at it."""

    label: str
    said: str
    """As written; empty where nothing stands there."""
    place: str
    mark: str = ""
    """By what it is a label: `cell`, the level of a heading, the mark after it."""

    @property
    def text(self) -> str:
        """What was filled in; empty where it only tells what to fill in."""
        return labels.value(self.said)

    @property
    def field(self) -> str:
        """The field that the label opens; empty where it is not known."""
        return labelling.field(self.label)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    place: str
    style: str = ""
    level: int = 0
    said: tuple[tuple[str, str], ...] = ()
    """Labels and values of the row of a table that it is."""


def find(parts: Iterable[Paragraph | Table]) -> list[Pair]:
    """List the labels of a form with what stands at them, in their order, empty ones as well."""
    lines = [line for part in parts for line in _lines(part)]
    read = [_labelled(line) for line in lines]
    known: dict[str, set[str]] = {}
    for mark, label, _ in filter(None, read):
        known.setdefault(mark, set()).add(labelling.field(label))
    marks = {mark for mark, fields in known.items() if len(fields - {""}) >= _ENOUGH + (mark == "bare")}
    found: list[Pair] = []
    is_open = False
    for line, said, after in zip_longest(lines, read, lines[1:]):
        if line.said:
            found += [Pair(label, text, line.place, "cell") for label, text in line.said]
            is_open = not line.said[-1][1]
        elif said and _is_label(line, said, after, marks):
            found.append(Pair(said[1], said[2], line.place, said[0]))
            is_open = True
        elif found and is_open and _goes_on(line, found[-1]):
            found[-1] = replace(found[-1], said="\n".join(filter(None, (found[-1].said, line.text))))
        else:
            is_open = False
    return found


def _is_label(line: _Line, said: tuple[str, str, str], after: _Line | None, marks: Container[str]) -> bool:
    """Say whether a line begins with a label: one that is known, or one like those that are."""
    if said[0] in marks:
        return bool(labelling.field(said[1])) or _may_label(line, said, after)
    return bool(marks) and line.level > 0 and labelling.is_whole(said[1], most=1)


def _goes_on(line: _Line, open_pair: Pair) -> bool:
    """Say whether a line belongs to the value above it; one like a heading does not, below a whole sentence."""
    if line.level:
        return open_pair.mark.startswith("h") and line.level > int(open_pair.mark[1:])
    is_ended = open_pair.said.endswith(_STOPS) and not open_pair.mark.startswith("h")
    return not is_ended or line.text.rstrip().endswith((*_STOPS, ":", ";")) or line.style.startswith(_ITEMS)


def _may_label(line: _Line, said: tuple[str, str, str], after: _Line | None) -> bool:
    """Say whether a line of unknown words is a label like its neighbours, and no lead-in of a list, and no sentence."""
    mark, label, rest = said
    if mark.startswith("h"):
        return True
    first = label.lstrip("*_ ")[:1]
    is_led = not rest and after is not None and after.style.startswith(_ITEMS) and after.style != line.style
    return len(label.split()) <= _MOST_WORDS and first == first.upper() and not is_led


def _labelled(line: _Line) -> tuple[str, str, str] | None:
    """Give the mark, the label and the rest of a line that may begin with a label."""
    if line.said:
        return None
    ends = [found for found, _ in zip(_MARK.finditer(line.text, 1), range(_MOST_MARKS), strict=False)]
    known = (each for each in ends if labelling.field(line.text[: each.start()]))
    end = next(known, ends[0] if ends else None)
    label, rest = (line.text[: end.start()], line.text[end.end() :].strip(" *_")) if end else (line.text, "")
    if line.level and not (rest and labelling.field(label)):
        return f"h{line.level}", line.text, ""
    if line.style == "dt":
        return "dt", line.text, ""
    mark = (end[0].strip(" *_") or end[0].strip(" "))[:1] if end else ""
    kind = "item" if line.style.startswith(_ITEMS) else ""
    if mark:
        return f"{kind}{mark}", label, rest
    is_label = labelling.is_whole(label, most=1) and not re.search(r"\d", labelling.bare(label))
    return ("bare", label, "") if is_label and not label.rstrip().endswith(",") else None


def _lines(part: Paragraph | Table) -> Iterator[_Line]:
    """Yield the lines of a part: paragraphs, cells that stand alone in their row, rows of labels and values."""
    if isinstance(part, Paragraph):
        yield from _split(part.text, part.place, part.style, part.level)
        return
    if len(part.rows) > _MOST_ROWS:
        return
    rows = [[cell.strip() for cell in row if cell.strip()] for row in part.rows]
    places = [f"{part.place}, row {number}".strip(", ") for number in range(1, len(rows) + 1)]
    kept = [(_unnumbered(row), place) for row, place in zip(rows, places, strict=True) if row]
    if above := _above(kept):
        yield from above
        return
    is_headed = len(kept) > 1 and is_of_values(kept[0][0])
    kept = kept[is_headed:]
    several = [row for row, _ in kept if len(row) > 1]
    wide = [row for row in several if len(row) % 2 and not is_headed]
    if 2 * sum(bool(labelling.field(row[0])) for row in several) < len(several) or 2 * len(wide) > len(several):
        return  # a list of something, by rows or by columns
    for row, place in kept:
        if len(row) == 1:
            yield from _split(row[0], place, "cell", 0)
        elif len(row) % 2 == 0 and all(map(labelling.field, row[::2])) and not any(map(labelling.field, row[1::2])):
            yield _Line("", place, said=tuple(zip(row[::2], row[1::2], strict=True)))
        else:
            yield _Line("", place, said=((row[0], row[-1]),))


def is_of_values(row: Sequence[str]) -> bool:
    """Say whether a row heads a form: its last column is that of values."""
    values = map(headings.words, wording.words("templates", "values"))
    return len(row) > 1 and headings.words(row[-1]) in values and labelling.field(row[0]) in ("", "title")


def _unnumbered(row: Sequence[str]) -> Sequence[str]:
    return row[1:] if len(row) > 1 and _ORDINAL.fullmatch(row[0]) else row


def _above(rows: Sequence[tuple[Sequence[str], str]]) -> list[_Line]:
    """Read rows of labels that have their values in the row below; empty where it is not so."""
    found: list[_Line] = []
    for (upper, _), (lower, place) in zip(rows[::2], rows[1::2], strict=False):
        known = sum(map(bool, map(labelling.field, upper)))
        if len(upper) < _ENOUGH or len(upper) != len(lower) or known < len(upper) or any(map(labelling.field, lower)):
            return []
        found.append(_Line("", place, said=tuple(zip(upper, lower, strict=True))))
    return found if len(found) >= _ENOUGH else []


def _split(text: str, place: str, style: str, level: int) -> Iterator[_Line]:
    """Part a paragraph at its line breaks where several of its lines begin with labels."""
    lines = text.split("\n")
    labelled = [bool((end := _MARK.search(each, 1)) and labelling.field(each[: end.start()])) for each in lines]
    if sum(labelled) < _ENOUGH:
        yield _Line(text, place, style, level)
        return
    for line in lines:
        yield _Line(line, place, style, level)
