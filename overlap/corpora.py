"""Names, folders, files and standard input → a Corpus whose work items and statements are checked."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from overlap import readers
from overlap.errors import InputError, NotFoundError
from overlap.model import Committee, Corpus, Fault, Row, Statement, WorkItem
from overlap.suggestions import did_you_mean, nearest

WORK_ITEM_COLUMNS = [
    "id",
    "title",
    "scope",
    "scope_origin",
    "body",
    "committee",
    "group",
    "status",
    "stage",
    "date",
    "url",
    "source",
]
STATEMENT_COLUMNS = ["id", "kind", "text", "body", "url", "source"]
_LONGEST_NAME = 4096
_ABOUT_FILE, _WORK_ITEMS_FILE, _MANDATE_FILE = "corpus.toml", "work_items.csv", "mandate.csv"
_T = TypeVar("_T")
_Checked = tuple[tuple[_T, ...], list[Fault]]
"""The entries that can be used, and the faults of the others."""
_TEXTS = ("name", "title", "as_of", "licence")
_LISTS = ("aliases", "bodies", "provenance", "missing", "mandate_missing")


def load(where: str) -> Corpus:
    """Read the corpus of that name or alias, or in that folder or file; `-` is standard input.

    Raises NotFoundError when there is none, InputError when it cannot be read. What could not be used of it is in
    its `faults`.
    """
    if where == readers.STDIN:
        return _from_rows("standard input", readers.read_stdin())
    path = Path(where)
    is_path = path.is_absolute() or where.startswith(".") or where.endswith("/")
    for folder in bundled():
        if not is_path and _key(where) in _names(folder):
            return _from_folder(folder)
    if not where.strip() or len(where) > _LONGEST_NAME:
        raise _unknown(where[:60])
    if path.is_dir():
        return _from_folder(path) if (path / _ABOUT_FILE).exists() else _from_files(path)
    if path.exists() or path.suffix.lower() in readers.READERS:
        return _from_rows(str(path), readers.read(path))
    raise _unknown(where)


def load_folder(path: Path) -> Corpus:
    """Read a corpus folder. Raises InputError when it is none."""
    if not (path / _ABOUT_FILE).is_file():
        raise InputError(
            f"{path}: no {_ABOUT_FILE} in it.", "A corpus is a folder; see corpora/README.md for its files."
        )
    return _from_folder(path)


def bundled() -> list[Path]:
    """List the folders of the bundled corpora, in the order of their names."""
    return sorted(about.parent for about in _root().glob(f"*/{_ABOUT_FILE}"))


def default_pair() -> tuple[str, str]:
    """Name the two corpora compared when none is named."""
    names = _toml(_root() / "default.toml")
    return names["left"], names["right"]


def _root() -> Path:
    """Find the bundled corpora: inside the installed package, or beside it in the repository."""
    package = Path(__file__).parent
    installed = package / "bundled"
    return installed if installed.is_dir() else package.parent / "corpora"


def _key(name: str) -> str:
    """Reduce a name to what two spellings of it share: `ISO/IEC JTC 4` and `iso/iec/jtc4` are one."""
    return re.sub(r"[\W_]+", "", name).casefold()


def _names(folder: Path) -> set[str]:
    about = _toml(folder / _ABOUT_FILE)
    return {_key(name) for name in (folder.name, about["name"], about["title"], *about.get("aliases", ()))}


def _unknown(where: str) -> NotFoundError:
    """Say what the user may have meant, and where a committee inside a bundled corpus is found."""
    names = []
    for folder in bundled():
        about = _toml(folder / _ABOUT_FILE)
        names += [about["name"], *about.get("aliases", ())]
        for committee in about.get("committees", ()):
            if _key(committee["name"]) == _key(where):
                remedy = f'Compare {about["name"]} with --committee "{committee["name"]}".'
                return NotFoundError(f"{where} is a committee in the corpus {about['name']}, not a corpus.", remedy)
    remedy = did_you_mean(where, names) + "See 'overlap corpus list', or give a folder or a file."
    return NotFoundError(f"No corpus, folder or file is called '{where}'.", remedy)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not TOML ({error}).", "Correct it there.") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}.", "Check the name and the right to read it.") from error


def _from_folder(folder: Path) -> Corpus:
    """Read the three files of a corpus folder."""
    path = folder / _ABOUT_FILE
    about = _toml(path)
    faults = tuple(_check_about(about, str(path)))
    texts = {key: "" if isinstance(value := about.get(key, ""), list | dict) else str(value) for key in _TEXTS}
    lists = {key: tuple(map(str, value)) if isinstance(value := about.get(key), list) else () for key in _LISTS}
    listed = about.get("committees", ())
    committees = tuple(
        Committee(str(each.get("name", "")), str(each.get("title", "")), str(each.get("role", "")))
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, dict)
    )
    items, item_faults = _part(folder / _WORK_ITEMS_FILE, _work_items)
    mandate, mandate_faults = _part(folder / _MANDATE_FILE, _statements)
    return Corpus(
        name=texts["name"] or folder.name,
        title=texts["title"] or texts["name"] or folder.name,
        as_of=texts["as_of"],
        licence=texts["licence"],
        committees=committees,
        work_items=items,
        mandate=mandate,
        faults=(*faults, *item_faults, *mandate_faults),
        **lists,
    )


def _part(path: Path, check: Callable[[list[Row], str], _Checked[_T]]) -> _Checked[_T]:
    """Read one list of a corpus folder; when it cannot be read that is a fault, and the rest of the folder stands."""
    try:
        found = readers.read(path)
        entries, faults = check([row for row in found if isinstance(row, Row)], str(path))
    except InputError as error:
        return (), [_as_fault(error, path)]
    return entries, [*(row for row in found if isinstance(row, Fault)), *faults]


def _as_fault(error: InputError, path: Path) -> Fault:
    """Turn what made a whole file unreadable into a fault of the corpus it belongs to."""
    return Fault(str(path), "", error.problem.removeprefix(f"{path}: ").rstrip("."), error.remedy.rstrip("."))


def _check_about(about: Mapping[str, Any], source: str) -> Iterator[Fault]:
    for key in ("name", "title", "as_of"):
        if not about.get(key):
            yield Fault(source, key, "missing", f'add a line: {key} = "…"')
    for key in _TEXTS:
        if isinstance(about.get(key), list | dict):
            yield Fault(source, key, "not a text, so not used", f'write {key} = "…"')
    known = (*_TEXTS, *_LISTS, "committees")
    for key in about:
        if key not in known:
            yield Fault(source, key, "unknown, so not used", f"{did_you_mean(key, known)}known are {', '.join(known)}")
    for key in (*_LISTS, "committees"):
        if key in about and not isinstance(about[key], list):
            yield Fault(source, key, "not a list, so not used", "see corpora/README.md for its form")


def _from_files(folder: Path) -> Corpus:
    """Read every file of a folder that is no corpus folder; one that cannot be read is a fault."""
    items: dict[str, WorkItem] = {}
    mandate: dict[str, Statement] = {}
    faults: list[Fault] = []
    for path in sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")):
        try:
            corpus = _from_rows(str(path), readers.read(path))
        except InputError as error:
            faults.append(_as_fault(error, path))
            continue
        faults += corpus.faults
        faults += [_duplicate(str(path), "", item.id) for item in corpus.work_items if item.id in items]
        faults += [_duplicate(str(path), "", each.id) for each in corpus.mandate if each.id in mandate]
        items = {**{item.id: item for item in corpus.work_items}, **items}
        mandate = {**{each.id: each for each in corpus.mandate}, **mandate}
    if not items and not mandate:
        remedy = str(faults[0]) if faults else f"Put files into it ({' '.join(readers.READERS)})."
        raise InputError(f"{folder}: no work items in it.", remedy)
    return Corpus(
        name=folder.name,
        title=folder.name,
        work_items=tuple(sorted(items.values(), key=lambda item: item.id)),
        mandate=tuple(sorted(mandate.values(), key=lambda each: each.id)),
        faults=tuple(faults),
    )


def _from_rows(source: str, found: list[Row | Fault]) -> Corpus:
    """Make a corpus of one file: of work items, or of mandate statements where it has a column `text`."""
    rows = [row for row in found if isinstance(row, Row)]
    faults = [row for row in found if isinstance(row, Fault)]
    items: tuple[WorkItem, ...] = ()
    mandate: tuple[Statement, ...] = ()
    if rows and "text" in rows[0].fields and "title" not in rows[0].fields:
        mandate, more = _statements(rows, source)
    else:
        items, more = _work_items(rows, source)
    name = Path(source).stem if source != "standard input" else source
    if not items and not mandate:
        faults += more
        raise InputError(f"{source}: no work items in it.", str(faults[0]) if faults else "Add a row below the header.")
    return Corpus(name=name, title=name, work_items=items, mandate=mandate, faults=(*faults, *more))


def _work_items(rows: list[Row], source: str) -> _Checked[WorkItem]:
    checked, faults = _checked(rows, source, WORK_ITEM_COLUMNS, "title")
    return tuple(WorkItem(members=(), **fields) for fields in checked), faults


def _statements(rows: list[Row], source: str) -> _Checked[Statement]:
    checked, faults = _checked(rows, source, STATEMENT_COLUMNS, "text")
    return tuple(Statement(**fields) for fields in checked), faults


def _checked(rows: list[Row], source: str, columns: list[str], text: str) -> tuple[list[dict[str, str]], list[Fault]]:
    """Keep the rows with an id of their own and a text, and of each row the columns that are known.

    Raises InputError when no row has one of the two.
    """
    for needed in ("id", text):
        if rows and not any(needed in row.fields for row in rows):
            there = ", ".join(rows[0].fields) or "none with a text in it"
            near = nearest(needed, rows[0].fields, limit=1)
            remedy = f"Rename '{near[0]}' to '{needed}'." if near else f"Name the column '{needed}'."
            raise InputError(f"{source}: no column '{needed}' among {there}.", remedy)
    faults = list(_unknown_columns(rows, source, columns))
    checked: dict[str, dict[str, str]] = {}
    for row in rows:
        identifier = row.fields.get("id", "")
        if not identifier or not row.fields.get(text):
            absent = text if identifier else "id"
            faults.append(Fault(source, row.place, f"no {absent}, so left out", f"fill in the column '{absent}'"))
        elif identifier in checked:
            faults.append(_duplicate(source, row.place, identifier))
        else:
            checked[identifier] = {key: value for key, value in row.fields.items() if key in columns}
    return list(checked.values()), faults


def _duplicate(source: str, place: str, identifier: str) -> Fault:
    return Fault(source, place, f"the id {identifier} again, so left out", "give each row an id of its own")


def _unknown_columns(rows: Iterable[Row], source: str, columns: list[str]) -> Iterator[Fault]:
    """Name each unknown column once, at the first row that has it."""
    seen: set[str] = set()
    for row in rows:
        for key in row.fields:
            if key not in columns and key not in seen:
                seen.add(key)
                remedy = did_you_mean(key, columns).rstrip() or f"known are {', '.join(columns)}"
                yield Fault(source, f"column '{key}'", "unknown, so not used", remedy)
