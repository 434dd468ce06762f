"""The parts of a liaison statement: sections with their paragraphs, points and tables."""

from collections.abc import Iterable
from dataclasses import dataclass

from overlap.model import Pair

Line = tuple[str, str]
"""A text, and the address that it leads to; that is empty for a plain text."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; each cell holds lines."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    widths: tuple[float, ...]
    """Centimetres on an upright page."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text under its heading."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: Table | None = None
    after: tuple[str, ...] = ()
    """Paragraphs below the points and the table."""


def ids(about: Iterable[Pair]) -> str:
    """List the ids of pairs, each once."""
    return ", ".join(dict.fromkeys(pair.id for pair in about))


def listed(said: Iterable[str]) -> str:
    """Write several as `one, another and a third`."""
    every = list(said)
    return f"{', '.join(every[:-1])} and {every[-1]}" if len(every) > 1 else "".join(every)
