"""Words and letters that a PDF places one by one, put on their lines."""

import re
from itertools import pairwise

Piece = tuple[str, float, tuple[float, float]]
"""Text as a PDF shows it in one go: its size, and where it begins."""
_SAME_LINE = 1.0
"""Points."""


def on_their_lines(pieces: list[Piece]) -> list[Piece]:
    """Take out the line ends between words that stand beside each other, where a page has one after most words.

    Some programs place each word or letter by itself, and what reads them takes each for a line.
    """
    pieces = _without_ends(pieces)
    filled = [number for number, (text, _, _) in enumerate(pieces) if text != "\n" and text]
    apart = [
        (first, second)
        for first, second in pairwise(filled)
        if second - first > 1 and _beside(pieces[first][2], pieces[second][2])
    ]
    if len(apart) * 2 < sum(second - first > 1 for first, second in pairwise(filled)):
        return pieces
    gone = {number for first, second in apart for number in range(first + 1, second) if pieces[number][0] == "\n"}
    return [piece for number, piece in enumerate(pieces) if number not in gone]


def _beside(left: tuple[float, float], right: tuple[float, float]) -> bool:
    return abs(left[1] - right[1]) < _SAME_LINE and left[0] < right[0]


def _without_ends(pieces: list[Piece]) -> list[Piece]:
    """Part the line ends from the letters of a page on which most letters stand alone."""
    said = [text.strip() for text, _, _ in pieces if text.strip()]
    if 2 * sum(len(text) == 1 for text in said) < len(said):
        return pieces
    parted = ((part, size, at) for text, size, at in pieces for part in re.split(r"(\n)", text))
    return [piece for piece in parted if piece[0]]
