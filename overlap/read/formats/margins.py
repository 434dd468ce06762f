"""The numbers of lines that drafts print in their margins: they count up a page, and are no text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from overlap.read.formats.pages import Line, Page
from overlap.read.reading import Ignored

_FEWEST = 10
"""So many lines that count up by one are those of a margin."""
_LONE = re.compile(r"\d{1,4}")


def drop_line_numbers(pages: Sequence[Page]) -> tuple[tuple[Page, ...], tuple[Ignored, ...]]:
    """Leave out of each page the lines that are nothing but a number one higher than the one before them."""
    kept = tuple(map(_without, pages))
    gone = [page.number for page, after in zip(pages, kept, strict=True) if after is not page]
    told = (Ignored("line numbers", f"page {gone[0]} to {gone[-1]}"),) if gone else ()
    return kept, told


def _without(page: Page) -> Page:
    run: list[Line] = []
    gone: set[int] = set()
    for line in (*page.lines, Line("")):
        is_next = _LONE.fullmatch(line.text) is not None and (not run or int(line.text) == int(run[-1].text) + 1)
        if is_next:
            run.append(line)
            continue
        gone |= {id(each) for each in run} if len(run) >= _FEWEST else set()
        run = [line] if _LONE.fullmatch(line.text) else []
    return replace(page, content=tuple(part for part in page.content if id(part) not in gone)) if gone else page
