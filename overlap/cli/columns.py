"""The columns that a user names: what is typed, and whether a list that was read has them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from overlap.errors import InputError, SettingsError
from overlap.settings import ReadSettings
from overlap.text.suggestions import did_you_mean, nearest, typed

_SHOWN = 40
"""Characters of a heading in a message."""
_FEW = 3
"""So many lists are named in a message."""
STDIN = "standard input"
"""What a list is called that was read from there."""


def read(columns: Iterable[str], mandate_of: str) -> ReadSettings:
    """Take apart what the user says about the files.

    `title=Subject / Title` names a field and its column in every list that has one of that heading,
    `itu.xlsx:title=Subject` in one list. Raises SettingsError for a column that is no field's, or is that of two.
    """
    from overlap.read.entries import STATEMENT_FIELDS, WORK_ITEM_FIELDS

    known = tuple(dict.fromkeys((*WORK_ITEM_FIELDS, *STATEMENT_FIELDS)))
    form = re.compile(rf"(?:(?P<list>.*):)?\s*(?P<field>{'|'.join(known)})\s*=\s*(?P<heading>.*\S)\s*", re.DOTALL)
    named: dict[str, dict[str, str]] = {}
    for each in columns:
        if not (said := form.fullmatch(each)):
            meant = did_you_mean(each.partition("=")[0].rpartition(":")[2].strip(), known)
            remedy = f"{meant}Write FIELD=HEADING, or LIST:FIELD=HEADING, with one of {', '.join(known)}."
            raise SettingsError(f"--column {each} names no field and column.", remedy)
        of = named.setdefault(said["list"] or "", {})
        if of.setdefault(said["heading"], said["field"]) != said["field"]:
            problem = f"--column {each}: the column was named as {of[said['heading']]} before."
            raise SettingsError(problem, "Name each once.")
    return ReadSettings(columns=named.pop("", {}), columns_of=named, mandate_of=mandate_of)


def check(settings: ReadSettings, lists: Mapping[str, Sequence[str]]) -> None:
    """Refuse a column that no list has, of lists by the names of their files and the headings in each.

    Raises InputError that names the heading, or the list, that may be meant.
    """
    for name, columns in settings.columns_of.items():
        mine = {path: there for path, there in lists.items() if name in _names(path)}
        if not mine:
            remedy = did_you_mean(name, (Path(path).name for path in lists)) or "Name a list as it was given."
            raise InputError(f"--column {name}:…: no list that was read is called {name}.", remedy.strip())
        _check(columns, mine)
    if settings.columns and lists:
        _check(settings.columns, lists)


def _names(path: str) -> Sequence[str]:
    """Give what a list may be called."""
    return ("-",) if path == STDIN else (path, Path(path).name, Path(path).stem)


def _check(columns: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> None:
    from overlap.read.kinds.columns import is_there

    there = tuple(chain.from_iterable(lists.values()))
    for heading, field in columns.items():
        if not is_there(heading, there):
            places = " and ".join(lists) if len(lists) <= _FEW else f"{len(lists)} lists"
            shows = f"'overlap ingest {typed(min(lists))}' shows the columns there are."
            near = nearest(heading, (each[:_SHOWN] for each in there), limit=1)
            remedy = f"Did you mean '{near[0]}'?" if near else shows
            raise InputError(f"{places}: no column '{heading}' to read as {field}.", remedy)
