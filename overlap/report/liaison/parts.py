"""The parts of a liaison statement: sections with their paragraphs, points and tables."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from string import ascii_uppercase

from overlap.model import Pair
from overlap.text.printing import listed

Line = tuple[str, str]
"""A text, and the address that it leads to; that is empty for a plain text."""

CHECK = "[to be checked: {}]"
"""Stands in a draft behind what may no longer hold."""
FEW = 5
"""So many pairs are told one by one; of more the body tells the subjects, and an annex holds the pairs."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header, or, without one, names and values; each cell holds lines."""

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
    is_annex: bool = False
    """Whether it stands behind the numbered ones, in small print."""
    to_check: tuple[str, ...] = ()
    """What in it may no longer hold, and is marked."""

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing to say."""
        return not (self.paragraphs or self.points or self.table or self.after)

    def without(self, words: str) -> "Section":
        """Leave words out of its sentences, as the id of the only pair, which the table has."""
        some = (self.paragraphs, self.points, self.after)
        paragraphs, points, after = (tuple(each.replace(words, "") for each in lines) for lines in some)
        return replace(self, paragraphs=paragraphs, points=points, after=after)


def headings(sections: Iterable[Section]) -> list[str]:
    """Give the headings as they are written: numbered, and of annexes lettered where there are several."""
    every = list(sections)
    letters = iter(ascii_uppercase if sum(each.is_annex for each in every) > 1 else ("",))
    return [
        f"{f'Annex {next(letters)}'.strip()}: {each.heading}" if each.is_annex else f"{number}. {each.heading}"
        for number, each in enumerate(every, start=1)
    ]


def plain(text: str) -> tuple[Line, ...]:
    """Give a cell that holds one plain line."""
    return ((text, ""),)


def ids(about: Iterable[Pair]) -> str:
    """List the ids of pairs, each once."""
    return ", ".join(dict.fromkeys(pair.id for pair in about))


def quoted(some: Iterable[str]) -> str:
    """List words in quotation marks."""
    return listed(f"“{each}”" for each in some)


def counted(count: int, what: str) -> str:
    """Count things as a letter does, the first dozen in words.

    >>> counted(1, "pair"), counted(40, "pair")
    ('one pair', '40 pairs')
    """
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    return f"{number} {what}{'' if count == 1 else 's'}"


def sentence(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]
