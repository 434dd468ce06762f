"""Committees and groups described in a table or a file for programs → the statements of their mandates."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from overlap.read.kinds import headings, naming, nesting, wording
from overlap.read.kinds.passages import Passage
from overlap.read.reading import Ignored, Row

_OF_WORK = ("stage", "status", "date", "timing", "joint_with", "relations", "type")
"""Fields that a work item has and a committee has not."""
_ROLES = ("scope", "tasks", "goals", "mission", "exclusions")
"""What is claimed or excluded under a key; the first of them claim where they are."""
_INSTEAD = "mission"
_SEVERAL = 2
"""So many rows tell whether each is of another group."""


def are_described(keys: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> bool:
    """Say whether records with these keys describe committees: who leads them, beside what they are there for.

    Where their texts are given, each is of another committee, and none of a document.

    >>> are_described(("committee", "name", "scope", "secretariat")), are_described(("id", "scope", "committee"))
    (True, False)
    >>> are_described(("id", "committee", "scope", "chair"), [("ABC 1", "TC 9", "Of ramps", "N. N.")])
    False
    """
    return _may_describe(tuple(keys)) and _are_of_groups(keys, rows)


@cache
def _may_describe(keys: tuple[str, ...]) -> bool:
    plain = {_plain(key) for key in keys}
    if not plain & headings.of_groups() or not any(_role(each) in ("scope", "tasks", "goals") for each in plain):
        return False
    if is_open_data(keys):
        return True
    fields = {headings.field(each) for each in plain}
    return bool(fields & {"committee", "group"}) and fields.isdisjoint(_OF_WORK)


def _are_of_groups(keys: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Say whether each row is of another group, and no column names documents."""
    groups = [at for at, key in enumerate(keys) if headings.field(_plain(key)) in ("committee", "group")]
    fields = [headings.field(_plain(key)) for key in keys]
    if rows and groups and {"id", "title"} <= {*fields} and fields.index("title") < groups[0]:
        return False  # rows that are numbered, with a title first, are work: whose it is stands after it
    of_others = [at for at, key in enumerate(keys) if at not in groups and _plain(key) not in headings.of_groups()]
    if any(naming.names_documents(at, rows) for at in of_others):
        return False
    return len(rows) < _SEVERAL or not groups or any(naming.differ(at, rows) for at in groups)


def fields(keys: Sequence[str]) -> tuple[str, ...]:
    """Give for each key the field of a statement that it says something of."""
    plain = map(_plain, keys)
    return tuple(
        "body"
        if headings.field(each) in ("committee", "group")
        else "text"
        if each in _names() or _role(each) in _ROLES
        else ""
        for each in plain
    )


def read(value: Mapping[str, object], place: str) -> Iterator[Row | Ignored]:
    """Read title, scope and exclusions of a committee as statements; persons, members and meetings are left out."""
    from overlap.read.kinds import mandates, open_data  # few lists are of committees

    if is_open_data(tuple(value)):
        yield from open_data.committee(open_data.nested(value) if any("." in key for key in value) else value, place)
        return
    by_key = {_plain(key): key for key in value}
    group = _first(value, by_key, "committee") or _first(value, by_key, "group")
    title = next((text for name in _names() if name in by_key and (text := _text(value[by_key[name]]))), "")
    passages = [Passage(group, "title", title, place, is_whole=True)] if title and title != group else []
    used = {by_key[name] for name in _names() if name in by_key}
    for role in _ROLES:
        found = [key for plain, key in by_key.items() if _role(plain) == role and _text(value[key])]
        if role == _INSTEAD and any(each.kind == "scope" for each in passages):
            continue
        for key in found:
            kind = "exclusion" if role == "exclusions" else "scope"
            passages.append(
                Passage(group, kind, f"{_lines(value[key])}\n", ", ".join(filter(None, [place, f"'{key}'"])))
            )
            used.add(key)
    yield from mandates.statements_of(passages, is_charter=True)
    left = [key for key in value if key not in used and headings.field(_plain(key)) not in ("committee", "group")]
    if left:
        yield Ignored(f"what else is said of it: {', '.join(left)}", place or "the record")


@cache
def _names() -> Sequence[str]:
    """Give the keys under which stands how a committee is called."""
    return wording.words("columns", "of_groups.names")


@cache
def _plain(key: str) -> str:
    return headings.words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key.removesuffix(".en")))


@cache
def _role(plain: str) -> str:
    from overlap.read.kinds import claims

    return claims.speech().names.get(plain, "")


def is_open_data(keys: Sequence[str]) -> bool:
    """Say whether these are the keys of ISO's own list of its committees, which names each by its reference."""
    first = {key.partition(".")[0] for key in keys}
    return {"reference", "secretariat", "scope"} <= first and "committee" not in first


def _first(value: Mapping[str, object], by_key: Mapping[str, str], field: str) -> str:
    """Give the first text under a key of that field."""
    found = (_text(value[key]) for plain, key in by_key.items() if headings.field(plain) == field)
    return next(filter(None, found), "")


def _text(value: object) -> str:
    return " ".join((nesting.text(value) or "").split())


def _lines(value: object) -> str:
    """Write a text as it stands, and each text of a list as an item of one."""
    if isinstance(value, list):
        return "\n".join(f"- {text}" for one in value if (text := _text(one)))
    from overlap.read.formats.markup import to_text

    text = nesting.text(value) or ""
    return to_text(text) if "<" in text else text
