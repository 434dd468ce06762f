"""What is seen of a run of lines that may be a title: how it stands on its page, and what belongs to it."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from overlap.read.content import Document
from overlap.read.kinds import headlines, outline
from overlap.read.kinds.headlines import Headline

_LARGER = 1.1
"""So many times the size of the text letters are large."""
_NEAR = 3
"""So many lines below its number a title begins."""


class Looks:
    """How the lines of a first page look, beside each other and beside the text."""

    def __init__(self, document: Document, lines: Sequence[Headline], number: str) -> None:
        self.usual = headlines.usual_size(document)
        self.largest = max((round(each.part.size) for each in lines if not each.is_number), default=0)
        marked = [each for each in document.paragraphs if each.level and headlines.may_head(each.text)]
        self.highest = min((each.level for each in marked), default=0)
        self.is_only = sum(each.level == self.highest for each in marked) == 1
        numbered = (each for each in lines if outline.is_numbered(each.text))
        self.is_in_clauses = len(list(numbered)) > 1
        holds = (at for at, each in enumerate(lines) if each.is_number or (number and number in each.text))
        self.number_at = next(holds, -1)

    def is_large(self, line: Headline) -> bool:
        """Say whether a line stands out of the text: a heading, or in larger letters."""
        return line.part.level > 0 or line.part.size > self.usual * _LARGER > 0

    def are_alike(self, line: Headline, other: Headline) -> bool:
        """Say whether two lines stand out of the text in the same way."""
        return (
            self.is_large(line)
            and headlines.are_of_a_size(line.part, other.part)
            and (line.part.level, line.part.style) == (other.part.level, other.part.style)
        )


def join(text: str, before: Headline, after: Headline, looks: Looks) -> Iterator[str]:
    """Yield what speaks for or against it that two lines are of one title."""
    is_open = headlines.goes_on(before, after)
    if after.is_split:
        yield from [] if is_open else ["same paragraph"]
    elif not is_open and looks.is_large(before):
        yield "headings" if before.part.level else "alike"
    elif not is_open:
        yield "both in capitals" if before.text.isupper() and after.text.isupper() else "loose"
    if before.text.isupper() != after.text.isupper():
        yield "other case"
    if any(each.is_set_aside or each.is_section or each.is_label for each in (before, after)):
        yield "set aside within"
    if before.is_cell:
        yield "cells"
    if headlines.is_part(after.text) and not headlines.has_part(text):
        yield "part of a title"


def stands(lines: Sequence[Headline], start: int, looks: Looks) -> Counter[str]:
    """Say how a line stands on its page."""
    line = lines[start]
    below = start - looks.number_at if looks.number_at >= 0 else 0
    marks = Counter[str]()
    marks["position"] = math.log1p(start)  # type: ignore[assignment]
    if line.part.level:
        marks["heading"] = 1
        is_highest = line.part.level == looks.highest and headlines.may_head(line.text)
        marks["highest heading"] = is_highest
        marks["only highest heading"] = is_highest and looks.is_only
        marks["heading further on"] = line.is_beyond
    marks["style of titles"] = headlines.is_in_title_style(line.part)
    if line.part.size and looks.usual:
        marks["size"] = max(-1.0, min(1.5, math.log(line.part.size / looks.usual)))  # type: ignore[assignment]
        marks["largest"] = round(line.part.size) == looks.largest and looks.is_large(line)
        marks["size of the text"] = not looks.is_large(line) and not line.part.level
    marks["right below number"] = below == 1
    marks["near below number"] = 1 < below <= _NEAR
    marks["above number"] = start < looks.number_at
    marks["below text"] = line.is_below_text
    marks["below clauses"] = line.is_below_clauses
    marks["at label"] = line.is_at_label and not line.part.level
    return marks


def ends(lines: Sequence[Headline], start: int, end: int, looks: Looks) -> Counter[str]:
    """Say whether what stands before and after a run of lines seems to be of it."""
    marks = Counter[str]()
    first, last = lines[start], lines[end]
    before = lines[start - 1] if start else None
    after = lines[end + 1] if end + 1 < len(lines) and not lines[end + 1].is_beyond else None
    if after:
        marks["goes on"] = headlines.goes_on(last, after) and not after.is_none
        marks["goes on in paragraph"] = after.is_split
        marks["goes on alike"] = looks.are_alike(last, after) and not after.is_none
        marks["before number"] = after.is_number
        marks["one of many"] = is_small(last, looks) and is_small(after, looks) and not (after.is_none or last.is_none)
    if before:
        marks["begun"] = headlines.goes_on(before, first)
        marks["begun alike"] = looks.are_alike(first, before) and not before.is_none
    marks["label"] = last.is_label
    return marks


def is_small(line: Headline, looks: Looks) -> bool:
    """Say whether a line is one of a text, by the size of its letters."""
    return line.part.size > 0 and not looks.is_large(line)
