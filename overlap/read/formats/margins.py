"""The numbers of lines that drafts print in their margins: they count up line by line, and are no text.

They stand alone, or at one end of each line. A list counts up too, and so may the pages of its contents; but lines that
are counted begin in the middle of a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from overlap.read.content import Table
from overlap.read.formats.pages import Line, Page
from overlap.read.reading import Ignored

_FEWEST = 10
"""So many lines that count up by one are those of a margin."""
_FEW = 3
"""So many where others of the document are."""
_SIDES = (re.compile(r"^(?P<number>\d{1,4})(?:\s+|$)"), re.compile(r"(?:^|(?<!\s)\s+)(?P<number>\d{1,4})$"))
_AMID = 3
"""At least one line in so many begins with a small letter."""

_Run = dict[int, str]
"""Place of each line that is counted → its text without the number."""


def drop_line_numbers(pages: Sequence[Page]) -> tuple[tuple[Page, ...], tuple[Ignored, ...]]:
    """Take the numbers that count the lines of a page off them, and leave out what is nothing else."""
    kept = tuple(pages)
    for side in _SIDES:
        runs = [list(_runs(page, side)) for page in kept]
        if any(_counts_lines(run) for page in runs for run in page):
            kept = tuple(_without(page, of) for page, of in zip(kept, runs, strict=True))
    gone = [page.number for page, after in zip(pages, kept, strict=True) if after is not page]
    told = (Ignored("line numbers", f"page {gone[0]} to {gone[-1]}"),) if gone else ()
    return kept, told


def _runs(page: Page, side: re.Pattern[str]) -> Iterator[_Run]:
    """Yield the lines of a page that count up by one at this side."""
    run, last = _Run(), -1
    for place, part in enumerate((*page.content, Line("."))):
        if isinstance(part, Table) or not part.text:
            continue
        found = side.search(part.text)
        number = int(found["number"]) if found else -1
        if run and number != last + 1:
            yield run
            run = {}
        if found:
            run[place] = part.text[: found.start()] or part.text[found.end() :]
        last = number


def _counts_lines(run: _Run) -> bool:
    """Say whether these are lines of a text, and not the items of a list."""
    said = [text for text in run.values() if text]
    return len(run) >= _FEWEST and _AMID * sum(text[0].islower() for text in said) >= len(said)


def _without(page: Page, runs: Sequence[_Run]) -> Page:
    """Take the numbers of all runs of some length off a page, where one of them at least is of its lines."""
    bare = {place: text for run in runs if len(run) >= _FEW for place, text in run.items()}
    content = tuple(
        replace(part, text=bare[place]) if place in bare and isinstance(part, Line) else part
        for place, part in enumerate(page.content)
    )
    return replace(page, content=content) if bare else page
