"""Columns whose headings are not known, or missing: what their cells hold tells identifier, title and scope.

A guess is made only where one column names documents, and it is told; `--column` overrides it.
"""

from collections.abc import Sequence

from overlap.read.kinds import naming

_MOST_COLUMNS = 40
_FEWEST_ROWS = 2
_TITLE_WORDS = (2.5, 25.0)
"""Of a title, on average."""
_SCOPE_WORDS = 12.0
"""From so many on the longest column of texts is the scope, when another one is the title."""
_DIFFER = 0.8

_NAMES = (naming.names_documents, naming.is_numbered)
"""Whether a column names the rows, by identifiers of documents or by others."""


def guess(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Give the columns of identifier, title and scope by their cells alone; empty where none is plain."""
    width = min(max(map(len, rows[: naming.sampled(rows)]), default=0), _MOST_COLUMNS)
    named = next(filter(None, ([each for each in range(width) if names(each, rows)] for names in _NAMES)), [])
    free = [column for column in range(width) if column not in named]
    if not named:
        return {}
    words = {column: _words(column, rows) for column in free}
    low, high = _TITLE_WORDS
    titles = [column for column in free if low <= words[column] <= high]
    if not titles:
        return {}
    title = titles[0] if len(titles) == 1 else min(titles, key=lambda each: (words[each] > _SCOPE_WORDS, each))
    longer = [each for each in free if words[each] >= max(_SCOPE_WORDS, 1.5 * words[title]) and each != title]
    found = {"id": named[0], "title": title}
    return found | ({"scope": max(longer, key=lambda each: (words[each], -each))} if longer else {})


def _words(column: int, rows: Sequence[Sequence[str]]) -> float:
    """Give how many words the cells of a column have; 0 where they are few, the same again and again, or no texts."""
    cells = naming.cells(column, rows)
    if len(cells) < max(_FEWEST_ROWS, naming.sampled(rows) / 2) or len({*cells}) < _DIFFER * len(cells):
        return 0.0
    return naming.words(cells) / len(cells)
