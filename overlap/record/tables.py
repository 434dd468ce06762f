"""The text of a register: tables of TOML between fixed lines, edited in place so that comments stay and git merges it.

Git cannot merge what two branches add at one place. So where a register is kept with git, the tables stand between 256
lines that are always there, one for every four beginnings that the id of a pair can have after `P-`: two decisions
seldom fall between the same.
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
_EACH = 4
"""So many beginnings share a mark."""
_MARKS = tuple(f"#{one}{other}" for one, other in product(_FIGURES, _FIGURES[::_EACH]))
_KNOWN = frozenset(f"#{one}{other}" for one, other in product(_FIGURES, repeat=2))
"""The marks there are, and those there were when each beginning had its own."""
_ABOUT = "# Decisions of overlap. The lines #00 to #ZW let git merge this file; leave them where they are."
_PLAIN = "# Decisions of overlap."
_HEADS = (_ABOUT, _PLAIN, _ABOUT.replace("#ZW", "#ZZ"))
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

    is_marked = has_marks(text)
    try:
        there = whole(text)
        others = {name: values for name, values in there.items() if not are_ours(name)}
        edited = _arrange(text, there, {**others, **tables}, is_marked)
        again = whole(edited)
        if again == {name: dict(values) for name, values in {**others, **tables}.items()}:
            return edited
    except (ValueError, TypeError):  # tables of another form, such as {} on one line
        pass
    return _arrange("", {}, {**others, **tables}, is_marked)


def has_marks(text: str) -> bool:
    """Say whether the lines that let git merge a text stand in it."""
    return not _KNOWN.isdisjoint(text.split("\n"))


def marked(text: str) -> str:
    """Put the lines that let git merge it into a text, if they do not stand there."""
    return text if has_marks(text) else f"{text.rstrip()}\n{_MARKS[0]}\n".lstrip()


def _arrange(text: str, before: Mapping[str, object], tables: Mapping[str, Values], is_marked: bool) -> str:
    head, found, tail = _take_apart(text)
    by_name = {each.name: each for each in found}
    for name, values in tables.items():
        there = by_name.get(name)
        if there is None and name not in before:
            by_name[name] = _Table(name, (), _written(name, values), ())
        elif there is not None and before[name] != dict(values):
            by_name[name] = _Table(name, there.above, _rewritten(there, values), there.below)
    kept = {name: each for name, each in by_name.items() if name in tables}
    about = _ABOUT if is_marked else _PLAIN
    lines = [about if line in _HEADS else line for line in head or (about,)]
    places: dict[str, list[_Table]] = {}
    for name in sorted(kept):
        places.setdefault(_mark(name), []).append(kept[name])
    for mark in ("", *_MARKS):
        lines += [mark] if mark and is_marked else []
        for each in places.get(mark, ()):
            lines += [*([] if is_marked else [""]), *each.above, *each.lines, *each.below]
    return "\n".join([*lines, *tail]) + "\n"


def _mark(name: str) -> str:
    """Give the mark that a table stands below; none for one that is no id of a pair or a statement."""
    if not name.startswith(("P-", "L-")) or f"#{name[2:4]}" not in _KNOWN:
        return ""
    place = _FIGURES.index(name[3])
    return f"#{name[2]}{_FIGURES[place - place % _EACH]}"


def _take_apart(text: str) -> tuple[tuple[str, ...], list[_Table], tuple[str, ...]]:
    """Part a text into what stands above the first table, the tables, and the comments below the last one."""
    lines = text.split("\n")
    heads = _heads(lines)
    first = heads[0] if heads else len(lines)
    own, above = _part(lines[:first], is_head=True)
    tables: list[_Table] = []
    for start, end in zip(heads, [*heads[1:], len(lines)], strict=False):
        body = lines[start:end]
        last = next(n for n in reversed(range(len(body))) if body[n].strip() and not body[n].lstrip().startswith("#"))
        below, after = _part(body[last + 1 :])
        tables.append(_Table(next(iter(_piece(body[0]))), above, tuple(body[: last + 1]), below))
        above = after
    return own, tables, above


def _part(lines: Sequence[str], is_head: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part comments: what stands before the first mark belongs to what is above, the rest to what is below.

    Without a mark the first blank line parts them, of those at the head of the text the last one. Blank lines and marks
    are left out, for they are written anew.
    """
    marks = [number for number, line in enumerate(lines) if line in _KNOWN]
    blank = [number for number, line in enumerate(lines) if not line.strip()]
    about = [1] if is_head and lines and lines[0] in _HEADS else [0]
    at = (marks or (blank[::-1] if is_head else blank) or about)[0]
    told = [line if line.strip() and line not in _KNOWN else "" for line in lines]
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
