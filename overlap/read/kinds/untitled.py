"""A file that can only be a list, and has no column of titles: which one would have to be it."""

import re
import shlex
from collections.abc import Sequence

from overlap.errors import InputError
from overlap.read.content import Document
from overlap.read.kinds import columns, headers, naming
from overlap.settings import ReadSettings
from overlap.text.suggestions import nearest

_MOST_SAID, _LONGEST_SAID = 20, 40
"""Headings that a message names, and characters of each."""
_OF_SHELLS = re.compile(r'["$`\\!]')
_WORD = re.compile(r"[^\W\d_]{2}")


def refusal(document: Document, settings: ReadSettings) -> InputError:
    """Say which column would have to be the title: one that is called nearly so, or the one with most words."""
    tables = [table.rows[: headers.SOUGHT_ROWS] for table in document.tables]
    tops = [(rows_of, row) for rows_of in tables for row in rows_of if any(row)]
    below, first = max(tops, key=lambda each: sum(map(bool, each[1])), default=((), ()))
    there = [columns.written(cell) for cell in first if cell]
    likely = nearest("title", there, limit=1) or _wordiest(first, below[below.index(first) + 1 :] if below else ())
    remedy = (
        f"Rename '{likely[0]}' to 'title', or say --column {_typed(likely[0])}."
        if likely
        else "Name the column 'title', or say which it is: --column title=\"…\"."
    )
    said = ", ".join(name[:_LONGEST_SAID] for name in there[:_MOST_SAID])
    named = (name for name, field in settings.columns.items() if field == "title")
    wanted = " or ".join(f"'{name}'" for name in ("title", *named))
    return InputError(f"{document.source}: no column {wanted} among {said or 'none with a text in it'}.", remedy)


def _typed(heading: str) -> str:
    """Write a heading as it is typed on the command line, whatever signs of the shell are in it."""
    return shlex.quote(f"title={heading}") if _OF_SHELLS.search(heading) else f'title="{heading}"'


def _wordiest(first: Sequence[str], below: Sequence[Sequence[str]]) -> list[str]:
    """Give the heading of the column whose cells are texts, the most of them different; where none is, of words."""
    named = [column for column, cell in enumerate(first) if columns.written(cell)] if below else []
    texts = [each for each in named if naming.says_much(each, below)]
    words = [each for each in named if any(map(_WORD.search, naming.cells(each, below)))]
    counts = [(len({*naming.cells(each, below)}), -each) for each in texts or words]
    return [columns.written(first[-max(counts)[1]])] if counts else []
