"""What the cells of a column are that name nothing by numbers: titles, names, sentences, addresses."""

import re
from collections.abc import Sequence

from overlap.read.kinds import naming

_TITLE_WORDS = (2.5, 20.0)
"""Of a title, on average."""
_LONGEST_TASK = 60.0
"""Words, on average, of what a task or an action says: a sentence, or two."""
_MOST = 0.6
_HALF = 0.5
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+")
_SENTENCE = re.compile(r"\s*+(?:\S++\s++){4}[^.!?。]*+[.!?。]")
_ENDS = ".!?。"
_WORD = re.compile(r"[^\W\d_]{2}|[^\x00-\x7f]")


def are_titles(number: int, rows: Sequence[Sequence[str]], *, tasks: bool = False) -> bool:
    """Say whether the cells of a column are titles: a few words each, each another, no sentences and no numbers.

    `tasks` are sentences as well: no action is called anything else.
    """
    found = naming.cells(number, rows)
    low, high = _TITLE_WORDS[0], _LONGEST_TASK if tasks else _TITLE_WORDS[1]
    is_long = low * len(found) <= naming.words(found) <= high * len(found)
    return is_long and naming.all_differ(number, rows) and not naming.are_documents(found)


def are_names(number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the cells of a column are names, each another: they have letters, and are no sentences."""
    found = naming.cells(number, rows)
    are_short = naming.words(found) <= _TITLE_WORDS[1] * len(found)
    are_named = all(_WORD.search(cell) and not _SENTENCE.match(cell) for cell in found)
    return are_short and are_named and naming.all_differ(number, rows)


def are_addresses(number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the cells of a column are addresses of pages: no number and no title is one."""
    found = naming.cells(number, rows)
    return bool(found) and sum(bool(_ADDRESS.fullmatch(cell)) for cell in found) > _HALF * len(found)


def called(names: Sequence[int], column: int, rows: Sequence[Sequence[str]]) -> int:
    """Give the column of names that one of sentences describes; that column itself where none is.

    A name is of several words; where sentences end in a full stop they are no titles, and any name is one that is not
    a number or a word for each row.
    """
    if not naming.is_prose(column, rows):
        return column
    said = naming.cells(column, rows)
    is_said = sum(bool(_SENTENCE.match(cell)) and cell.rstrip()[-1:] in _ENDS for cell in said) >= _MOST * len(said)
    return next((each for each in names if _are_phrases(each, rows, is_said)), column)


def _are_phrases(number: int, rows: Sequence[Sequence[str]], is_said: bool) -> bool:
    """Say whether cells are names of several words; where each `is_said` by a sentence, names that are no numbers."""
    found = naming.cells(number, rows)
    if is_said and any(len(cell.split()) > 1 for cell in found):
        names = (naming.names_documents, naming.is_numbered, naming.is_key)
        return not any(is_name(number, rows) for is_name in names)
    return bool(found) and all(len(cell.split()) > 1 and not re.search(r"[\d.]", cell) for cell in found)
