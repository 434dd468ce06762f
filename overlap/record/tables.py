"""The text of a register: tables of TOML between fixed lines, edited in place so that comments stay and git merges it.

Git cannot merge what two branches add at one place. So the tables stand between 1,024 lines that are always there, one
for every two characters with which the id of a pair can go on after `P-`: two decisions seldom fall between the same.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from typing import Any

from overlap.text.notation import read_toml

_FIGURES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MARKS = dict.fromkeys(f"#{one}{other}" for one, other in product(_FIGURES, repeat=2))
_ABOUT = "# Decisions of overlap. The lines #00 to #ZZ let git merge this file; leave them where they are."
_HEAD = re.compile(r"\s*\[\s*(\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\w-]+)\s*\]\s*(?:#.*)?")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)

Values = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as it stands in the file."""

    name: str
    above: tuple[str, ...]
    """Comments above its head."""
    lines: tuple[str, ...]
    below: tuple[str, ...]
    """Comments below it, up to the next mark."""


def is_decision(name: str) -> bool:
    """Say whether a table is a decision; those of the same file that are none are liaison statements."""
    return not is_liaison(name)


def is_liaison(name: str) -> bool:
    """Say whether a table is a liaison statement, by its name."""
    return name.startswith("L-")


@lru_cache(maxsize=2)
def read(text: str) -> Mapping[str, Any]:
    """Read the tables of a text by name, each by itself: one that was read before is not read again.

    So they may be read where each piece of the text, from one head to the next, is TOML and holds the one table that
    it begins with: then the whole holds just these. Any other text is read as a whole. Raises ValueError.
    """
    lines = text.split("\n")
    found: dict[str, Any] = {}
    heads = _heads(lines)
    with suppress(ValueError):
        pieces = [_piece("\n".join(lines[start:end])) for start, end in pairwise([*heads, len(lines)])]
        for piece in pieces:
            found.update(piece)
        is_parted = all(len(piece) == 1 for piece in pieces) and len(found) == len(pieces)
        if is_parted and not read_toml("\n".join(lines[: heads[0] if heads else None])):
            return found
    return read_toml(text)


@lru_cache(maxsize=2**14)
def _piece(text: str) -> Mapping[str, Any]:
    return read_toml(text)


def _heads(lines: Sequence[str]) -> list[int]:
    """Give the lines at which tables begin."""
    return [number for number, line in enumerate(lines) if "[" in line and _HEAD.fullmatch(line)]


def edit(
    text: str,
    tables: Mapping[str, Values],
    defaults: Mapping[str, str],
    are_ours: Callable[[str], bool] = is_decision,
) -> str:
    """Make a text hold these tables, of all that are ours, with these values, or defaults, and leave what others hold.

    What stays the same stays as it is written. The result always reads back as the tables; where the text is of a form
    that cannot be edited, it is written anew.
    """
    others: dict[str, Values] = {}

    def whole(text: str) -> dict[str, Values]:
        return {name: {**(defaults if are_ours(name) else {}), **values} for name, values in read(text).items()}

    try:
        there = whole(text)
        others = {name: values for name, values in there.items() if not are_ours(name)}
        edited = _arrange(text, there, {**others, **tables})
        again = whole(edited)
        if again == {name: dict(values) for name, values in {**others, **tables}.items()}:
            return edited
    except (ValueError, TypeError):  # tables of another form, such as {} on one line
        pass
    return _arrange("", {}, {**others, **tables})


def _arrange(text: str, before: Mapping[str, object], tables: Mapping[str, Values]) -> str:
    head, found, tail = _take_apart(text)
    by_name = {each.name: each for each in found}
    for name, values in tables.items():
        there = by_name.get(name)
        if there is None and name not in before:
            by_name[name] = _Table(name, (), _written(name, values), ())
        elif there is not None and before[name] != dict(values):
            by_name[name] = _Table(name, there.above, _rewritten(there, values), there.below)
    kept = {name: each for name, each in by_name.items() if name in tables}
    lines = [*(head or (_ABOUT,))]
    places: dict[str, list[_Table]] = {}
    for name in sorted(kept):
        places.setdefault(_mark(name), []).append(kept[name])
    for mark in ("", *_MARKS):
        lines += [mark] if mark else []
        for each in places.get(mark, ()):
            lines += [*each.above, *each.lines, *each.below]
    return "\n".join([*lines, *tail]) + "\n"


def _mark(name: str) -> str:
    """Give the mark that a table stands below; none for one that is no id of a pair or a statement."""
    mark = f"#{name[2:4]}"
    return mark if name.startswith(("P-", "L-")) and mark in _MARKS else ""


def _take_apart(text: str) -> tuple[tuple[str, ...], list[_Table], tuple[str, ...]]:
    """Part a text into what stands above the first table, the tables, and the comments below the last one."""
    lines = text.split("\n")
    heads = _heads(lines)
    first = heads[0] if heads else len(lines)
    own, above = _part(lines[:first])
    tables: list[_Table] = []
    for start, end in zip(heads, [*heads[1:], len(lines)], strict=False):
        body = lines[start:end]
        last = next(n for n in reversed(range(len(body))) if body[n].strip() and not body[n].lstrip().startswith("#"))
        below, after = _part(body[last + 1 :])
        tables.append(_Table(next(iter(_piece(body[0]))), above, tuple(body[: last + 1]), below))
        above = after
    return own, tables, above


def _part(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part comments at the marks between them: what stands before belongs to what is above, the rest to what is below.

    Without a mark all belong to what is below. Blank lines and marks are left out, for they are written anew.
    """
    marks = [number for number, line in enumerate(lines) if line in _MARKS]
    at = marks[0] if marks else (len(lines) if lines and lines[0] == _ABOUT else 0)
    told = [line if line.strip() and line not in _MARKS else "" for line in lines]
    return tuple(filter(None, told[:at])), tuple(filter(None, told[at:]))


def _written(name: str, values: Values) -> tuple[str, ...]:
    import tomlkit  # only for what is written

    table = tomlkit.table()
    for key, value in values.items():
        table[key] = _plain(value)
    document = tomlkit.document()
    document[name] = table
    return tuple(tomlkit.dumps(document).rstrip("\n").split("\n"))


def _rewritten(there: _Table, values: Values) -> tuple[str, ...]:
    """Change the values of a table, and leave its comments and what stays the same."""
    import tomlkit

    document = tomlkit.parse("\n".join(there.lines))
    table = document[there.name]
    assert isinstance(table, dict)
    for key in [key for key in table if key not in values]:
        del table[key]
    for key, value in values.items():
        if table.get(key) != value:
            table[key] = _plain(value)
    return tuple(tomlkit.dumps(document).rstrip("\n").split("\n"))


def _plain(value: object) -> object:
    """Give a value without the halves of characters that no text file can hold; what others hold as it is."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def conflicts(text: str) -> Iterator[int]:
    """Yield the lines at which git left a conflict mark."""
    return (text.count("\n", 0, found.start()) + 1 for found in _CONFLICT.finditer(text))
