"""Tables of references: a key in brackets, and beside it who published a document, when, its title and its address."""

import re

from overlap.read.content import Table

_KEY = re.compile(r"\[[^\W_][\w.:+-]{0,15}\]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_PUBLISHED = re.compile(r".*\b(?:1[89]|20)\d\d[a-z]?\)?\.?")
_FEWEST = 2
NAMES = ("text beside the key", "line above it", "address below it")
FIELDS = ("title", "body", "url")


def listed(table: Table) -> Table | None:
    """Give a table of references as one of titles, publishers and addresses; None for any other."""
    rows = [tuple(filter(None, row)) for row in table.rows]
    filled = [row for row in rows if row]
    keys = [row[0] for row in filled]
    are_keys = len({*keys}) == len(keys) >= _FEWEST and all(map(_KEY.fullmatch, keys))
    if not are_keys or any(len(row) != 2 for row in filled):
        return None
    texts = [_lines(row[1]) for row in filled]
    several = [lines for lines in texts if len(lines) > 1]
    is_published = bool(several) and 2 * sum(bool(_PUBLISHED.fullmatch(lines[0])) for lines in several) > len(several)
    addressed = sum(bool(_ADDRESS.search(row[1])) for row in filled)
    if 2 * max(addressed, is_published * len(several)) <= len(filled):
        return None  # keys of something else: steps, variants, remarks
    return Table(tuple(_row(row, is_published) if row else () for row in rows), table.place)


def _row(row: tuple[str, ...], is_published: bool) -> tuple[str, str, str]:
    """Part a reference into its title, the publisher above it, and its address."""
    lines = _lines(row[1])
    above = lines[0] if is_published and len(lines) > 1 else ""
    title = " ".join(lines[bool(above) :]).strip(" ,;")
    return title, above, next(iter(_ADDRESS.findall(row[1])), "")


def _lines(text: str) -> list[str]:
    """Give the lines of a text without its addresses."""
    lines = (_ADDRESS.sub("", line).strip(" ,;") for line in text.split("\n"))
    return [line for line in lines if re.search(r"\w", line)]
