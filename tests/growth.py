"""What must not grow faster than its input: the processor's time in `make bench`, the calls made in the suite.

A pattern of `re` makes no calls, so how long one takes is only measured; it is held to no second in the suite.
"""

import re
import sys
import time
from collections.abc import Callable
from functools import partial

from overlap.read.formats import html, margins, markdown
from overlap.read.formats.asciidoc import read_asciidoc
from overlap.read.kinds import phrases, recognise, references
from overlap.read.kinds.columns import fields_of
from overlap.settings import AS_WRITTEN

Work = Callable[[int], object]

PATTERNS: dict[str, tuple[re.Pattern[str], tuple[str, ...]]] = {
    "what is struck out": (html._STRIKING, ("text-decoration:",)),
    "what is hidden": (html._HIDING, ("opacity:",)),
    "margins, left": (margins._SIDES[0], (" ",)),
    "margins, right": (margins._SIDES[1], (" ",)),
    "notes in Markdown": (markdown._NOTE, ("[^", "[^a", " ", "\n ")),
    "marks of notes in Markdown": (markdown._MARK, ("[^", "[^a", " ", "\n ")),
}
LINES = ("- ISO {}\n", "## ISO {}\n\nKerbs.\n\n")
CELLS = (". ", "_", "9", " ", "x ", ".")
MARKS = ("<<", "**", "[[", "|===\n", "((", "a_", "{a", "x::", "link:")


def cell(sign: str, count: int) -> None:
    """Part a long cell, and say whether it is a name."""
    text = f"ISO 9001 Draft {sign * count}x"
    references.part(text)
    phrases.are_names(0, [[text], [f"{text} y"]])


def header(width: int) -> None:
    """Guess the columns of a table whose headings are all the same but one."""
    fields_of(["id"] * width + ["title"], AS_WRITTEN, [["ISO 9"] * width + ["Kerbs"]])


def asciidoc(mark: str, count: int) -> None:
    """Read AsciiDoc of marks that nothing ends."""
    read_asciidoc((mark * count).encode(), "x.adoc")


def page(line: str, count: int) -> None:
    """Read a page of lines that differ in the number of a document alone."""
    text = "# Standards\n\n" + "".join(line.format(9000 + number) for number in range(count))
    recognise(markdown.read_markdown(text.encode(), "x.md"))


def title(sign: str, count: int) -> None:
    """Find the title of a web page that is called by nothing but signs."""
    recognise(html.read_html(f"<title>{sign * count}x</title><p>Ramps of ferries.</p>".encode(), "x.html"))


def matches(pattern: re.Pattern[str], sign: str, count: int) -> None:
    """Look for a pattern in what only begins it, again and again."""
    pattern.findall(f"x{sign * count}x")


CASES: dict[str, tuple[int, list[Work]]] = {
    "a long cell": (2_000, [partial(cell, sign) for sign in CELLS]),
    "a header of one heading": (5_000, [header]),
    "AsciiDoc of marks without end": (6_000, [partial(asciidoc, mark) for mark in MARKS]),
    "a page of bare numbers": (200, [partial(page, line) for line in LINES]),
    "a title of signs": (500, [partial(title, sign) for sign in '"“(9|']),
    **{
        name: (10_000, [partial(matches, pattern, sign) for sign in signs])
        for name, (pattern, signs) in PATTERNS.items()
    },
}
"""What is measured: the smaller count, and what is done with it."""


def seconds(work: Work, count: int) -> float:
    """Give the seconds of a processor that it takes, the better of two."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        work(count)
        taken.append(time.process_time() - start)
    return min(taken)


def calls(work: Callable[[], object]) -> int:
    """Count the calls of functions that it makes, of Python and of C: the same on every machine."""
    made = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made
