"""Columns of a list whose cells each name a document, by its number with its title or alone, whatever their heading."""

import re
from collections.abc import Sequence

from overlap.read.kinds import naming, references
from overlap.text import citations

_SAMPLE, _FEWEST, _MOST = 40, 2, 0.75
"""So many texts tell whether all name documents; at least so many do, and that share of them."""
_DIFFER = 0.6
"""Of the titles of a list; of groups and remarks fewer do."""
_MARK = re.compile(r"\s*[:：]\s+|\s+[–—-]\s+")


def series(texts: Sequence[str]) -> frozenset[str] | None:
    """Give the letters that name documents among texts that each name one; None where most do not, or of no known body.

    >>> series(["ISO 9001 Quality of ramps", "ABC 12: Bells"]), series(["Ramps", "ISO 9001"])
    (frozenset(), None)
    """
    some = [text for text in texts[:_SAMPLE] if any(map(str.isdigit, text))]
    if len({*some}) < max(_FEWEST, _MOST * len(texts[:_SAMPLE])):
        return None
    letters = naming.series(_MARK.split(text, maxsplit=1)[0] for text in some)
    named = [found["id"] for text in some if "id" in (found := references.part(text, letters))]
    is_known = 2 * sum(bool(citations.find(each)) for each in named) >= len(named)
    return letters if is_known and len(named) >= _MOST * len(some) else None


def column(candidates: Sequence[int], header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Find the only column whose cells each name a document, below a heading that names none; else -1."""
    found = [each for each in candidates if series(naming.cells(each, rows)) is not None]
    return found[0] if len(found) == 1 and "id" not in references.part(header[found[0]], ()) else -1


def are_said(column: int, titles: Sequence[int], rows: Sequence[Sequence[str]], width: int) -> bool:
    """Say whether another column has a text for most works: that of titles, or any where the works have none."""
    others = [] if hold_titles(column, rows) else [each for each in range(width) if each != column]
    said = titles or [each for each in others if naming.says_much(each, rows)]
    least = _DIFFER * len(naming.cells(column, rows))
    return any(len({*naming.cells(each, rows)}) > least for each in said)


def hold_titles(column: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the cells of identifiers hold titles as well: `ISO 37101 Management of communities`."""
    cells = naming.cells(column, rows)
    parted = [references.part(cell) for cell in cells]
    return bool(cells) and sum("id" in each and each["id"] != each["title"] for each in parted) * 4 >= len(cells)
