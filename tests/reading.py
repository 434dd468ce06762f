"""Measures how well documents and lists are read: a folder of files, and `expected.json` with their right values.

`expected.json` is a list of objects: `file`; `title`, `identifier` and `scope_starts`, a text, several that are
equally right, or null where the document has none (where no item comes out, what the file says of itself counts);
`relations`, pairs of kind and identifier, and `relations_free`, which may be named too; `statements`, each with `kind`
and `starts`; `rows`, each with `id` and `title`; `row_count`; `not_rows`, texts that must not come out. What is left
out is not measured. Differences of case, space, dashes and quotation marks do not count, nor does what leads to a
statement.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from overlap.errors import InputError
from overlap.model import Statement, WorkItem
from overlap.read import entries, ingestion

Told = Iterator[tuple[str, bool, str]]
"""Field, whether it is right, and what came out."""
_START = 40
"""Characters by which a statement is known."""


def main() -> None:
    """Print for each field how many of its values are right, and each that is not."""
    folder = Path(sys.argv[1])
    right, total, faults = Counter[str](), Counter[str](), list[str]()
    for expected in json.loads((folder / "expected.json").read_text(encoding="utf-8")):
        for field, is_right, got in _judged(folder, expected):
            total[field] += 1
            right[field] += is_right
            if not is_right:
                faults.append(f"{expected['file']}  {field}: {' '.join(got.split())[:120]}")
    for field, count in total.items():
        print(f"{field:12} {right[field]:4} of {count:4}  {right[field] / count:6.1%}")
    print(*faults, sep="\n")


def _judged(folder: Path, expected: Mapping[str, Any]) -> Told:
    """Read a file, and compare what came out with what should."""
    path = next(each for each in (folder / "files" / expected["file"], folder / expected["file"]) if each.exists())
    try:
        reading = ingestion.read(path)
        found, about = entries.check([reading]), {name.casefold(): text for name, text in reading.about.items()}
    except InputError as error:
        found, about = entries.Checked((), ()), {}
        yield from [("read", False, str(error))] if _is_wanted(expected) else []
    items, said = found.work_items, found.statements
    title = next(
        (each.text for each in said if each.kind == "title"), items[0].title if items else about.get("title", "")
    )
    own = items[0].id if items else about.get("number", "")
    identifier = "" if own.startswith(path.stem) else own
    scope = next((each.scope for each in items if each.scope), "")
    for field, got in (("title", title), ("identifier", identifier), ("scope_starts", scope)):
        if field in expected:
            yield field, fits(got, expected[field], is_start=field == "scope_starts"), got
    named = {_plain(name) for each in items for name in (*each.relations, *each.joint_with)}
    wanted = [{*map(_plain, many(one))} for _, one in expected.get("relations", ())]
    yield from (("relations", bool(each & named), f"missing {each}") for each in wanted)
    free = {*map(_plain, expected.get("relations_free", ())), *(one for each in wanted for one in each)}
    if "relations" in expected:
        yield from (("named", each in free, each) for each in sorted(named))
    yield from _rows(expected, items, said)


def _rows(expected: Mapping[str, Any], items: Sequence[WorkItem], said: Sequence[Statement]) -> Told:
    for wanted in expected.get("statements", ()):
        alike = [_plain(each.text) for each in said if each.kind == wanted["kind"]]
        yield (
            "statements",
            any(_plain(one)[:40] in text for text in alike for one in many(wanted["starts"])),
            f"missing {wanted}",
        )
    for wanted in expected.get("rows", ()):
        alike = [each.id for each in items if fits(each.title, wanted["title"])]
        is_there = any(fits(name, wanted.get("id")) or None in many(wanted.get("id")) for name in alike)
        yield "rows", is_there, f"missing {wanted}"
    if "row_count" in expected:
        yield "row_count", len(items) in many(expected["row_count"]), str(len(items))
    texts = [_plain(text) for text in (*(each.title for each in items), *(each.text for each in said))]
    for wanted in expected.get("not_rows", ()):
        yield "not_rows", not any(text.startswith(_plain(wanted)) for text in texts), f"came out: {wanted}"


def _is_wanted(expected: Mapping[str, Any]) -> bool:
    return any(expected.get(name) for name in ("title", "identifier", "scope_starts", "rows", "statements"))


def fits(got: str, wanted: object, *, is_start: bool = False) -> bool:
    """Say whether a value is one of those that are right; none is right where none is wanted."""
    texts = many(wanted)
    if not got:
        return None in texts
    alike = [_plain(each) for each in texts if each]
    return any(_plain(got).startswith(each) if is_start else _plain(got) == each for each in alike)


def many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _plain(text: str) -> str:
    """Take off a text what does not count."""
    return re.sub(r"[\s'\"‘’“”„«»\u00ad]", "", re.sub("[‐-―:;,-]+", "-", text)).casefold().rstrip(".")


if __name__ == "__main__":
    main()
