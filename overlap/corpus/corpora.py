"""Names, folders, files, standard input → a Corpus whose work items and statements are checked."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from overlap.corpus import library
from overlap.errors import InputError, NotFoundError
from overlap.model import Committee, Corpus, Fault
from overlap.read.reading import Reading
from overlap.settings import AS_WRITTEN, ReadSettings
from overlap.store import files
from overlap.text.notation import read_toml
from overlap.text.printing import printable
from overlap.text.suggestions import did_you_mean

STDIN = "-"
_LONGEST_NAME = 4096
"""The longest path that Linux takes; a longer argument is a text given by mistake."""
_ABOUT_FILE, _WORK_ITEMS_FILE, _MANDATE_FILE = "corpus.toml", "work_items.csv", "mandate.csv"
_TEXTS = ("name", "title", "as_of", "licence", "language")
_LISTS = ("aliases", "bodies", "provenance", "missing", "mandate_missing")

Progress = Callable[[int, int], None]
"""Is told how many of how many files are read."""


def load(where: str, settings: ReadSettings = AS_WRITTEN, progress: Progress | None = None) -> Corpus:
    """Read the corpus of that name or alias, or in that folder or file; `-` is standard input.

    The name of a bundled corpus comes before that of an imported one, of which NAME@VERSION is an older version.

    Raises NotFoundError when there is none, InputError when it cannot be read. What could not be used of it is in
    its `faults`.
    """
    return replace(_load(where, settings, progress), where=where)


def _load(where: str, settings: ReadSettings, progress: Progress | None) -> Corpus:
    from overlap.read import ingestion

    if where == STDIN:
        return _from_reading("standard input", "standard input", ingestion.read(ingestion.STDIN, settings))
    path = Path(where)
    if folder := find(where):
        return _from_folder(folder)
    if found := imported(where):
        return load_imported(*found)
    if not where.strip() or len(where) > _LONGEST_NAME:
        raise _unknown(where[:60])
    if path.is_dir():
        return _from_folder(path) if (path / _ABOUT_FILE).exists() else _from_files(path, settings, progress)
    if path.exists() or path.suffix.lower() in ingestion.SUFFIXES:
        return _from_reading(path.stem, str(path), ingestion.read(path, settings))
    raise _unknown(where)


def find(where: str) -> Path | None:
    """Find the folder of the bundled corpus of that name or alias; what is written as a path is no name."""
    return next((folder for folder in bundled() if not _is_path(where) and _key(where) in _names(folder)), None)


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


def committees() -> tuple[Committee, ...]:
    """List the committees of the bundled corpora, each with the liaisons that it lists."""
    every = (each for folder in bundled() for each in _toml(folder / _ABOUT_FILE).get("committees", ()))
    return tuple(map(_committee, every))


def imported(where: str) -> tuple[str, str] | None:
    """Find the imported corpus of that name, and the version named after an @; None when there is none."""
    name, version = library.split(where)
    found = [each for each in library.names() if name and not _is_path(where) and _key(each) == _key(name)]
    return (name if name in found else found[0], version) if found else None


def load_imported(name: str, version: str = "") -> Corpus:
    """Open a version of an imported corpus, the current one if none is named; its name and title then say which.

    Raises NotFoundError when it is not kept, InputError when it cannot be read.
    """
    from overlap.corpus import catalogue

    corpus = catalogue.read(library.path_of(name, version))
    return replace(corpus, name=f"{name}@{version}", title=f"{corpus.title}, {version}") if version else corpus


def is_name(where: str) -> bool:
    """Say whether that is the name of a corpus, bundled or imported, and no path."""
    return bool(find(where) or imported(where))


def default_pair() -> tuple[str, str]:
    """Name the two corpora compared when none is named."""
    names = _toml(_root() / "default.toml")
    return names["left"], names["right"]


def judgements(left: str, right: str) -> Path | None:
    """Find the judged pairs that are bundled for two corpora, by their names; None where there are none."""
    path = _root() / "judgements" / f"{left}_{right}.csv"
    return path if path.is_file() else None


def _root() -> Path:
    """Find the bundled corpora: inside the installed package, or beside it in the repository."""
    package = Path(__file__).parents[1]
    installed = package / "bundled"
    return installed if installed.is_dir() else package.parent / "corpora"


def _key(name: str) -> str:
    """Reduce a name to what two spellings of it share: `ISO/IEC JTC 4` and `iso/iec/jtc4` are one."""
    return re.sub(r"[\W_]+", "", name).casefold()


def _names(folder: Path) -> set[str]:
    about = _toml(folder / _ABOUT_FILE)
    return {_key(name) for name in (folder.name, about["name"], about["title"], *about.get("aliases", ()))}


def _is_path(where: str) -> bool:
    return Path(where).is_absolute() or where.startswith(".") or where.endswith("/")


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
    names += library.names()
    remedy = did_you_mean(where, names) + "See 'overlap corpus list', or give a folder or a file."
    return NotFoundError(f"No corpus, folder or file is called '{where}'.", remedy)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise InputError(f"{path}: not TOML ({error}).", "Correct it there.") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}.", "Check the name and the right to read it.") from error


def _from_folder(folder: Path) -> Corpus:
    """Read the three files of a corpus folder."""
    from overlap.read import ingestion
    from overlap.read.entries import check

    path = folder / _ABOUT_FILE
    about = _toml(path)
    faults = tuple(_check_about(about, str(path)))
    texts = {
        key: "" if isinstance(value := about.get(key, ""), list | dict) else printable(str(value)) for key in _TEXTS
    }
    lists: dict[str, Any] = {
        key: tuple(printable(str(each)) for each in value) if isinstance(value := about.get(key), list) else ()
        for key in _LISTS
    }
    listed = about.get("committees", ())
    committees = (_committee(each) for each in (listed if isinstance(listed, list) else ()) if isinstance(each, dict))
    readings = list(ingestion.read_all([folder / _WORK_ITEMS_FILE, folder / _MANDATE_FILE], AS_WRITTEN))
    found = check([each for each in readings if isinstance(each, Reading)], texts.pop("language"))
    unread = tuple(each for each in readings if isinstance(each, Fault))
    return Corpus(
        name=texts["name"] or printable(folder.name),
        title=texts["title"] or texts["name"] or printable(folder.name),
        as_of=texts["as_of"],
        licence=texts["licence"],
        committees=tuple(committees),
        work_items=found.work_items,
        mandate=found.statements,
        faults=(*faults, *unread, *found.faults),
        unread=unread,
        digest=files.digest_of({path.name: files.digest(path), **_digests(readings, folder)}),
        where=str(folder),
        **lists,
    )


def _committee(about: Mapping[str, Any]) -> Committee:
    texts = {key: str(about.get(key, "")) for key in ("name", "title", "role", "status", "as_of")}
    listed = about.get("liaisons")
    return Committee(**texts, liaisons=tuple(map(str, listed)) if isinstance(listed, list) else ())


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


def _from_files(folder: Path, settings: ReadSettings, progress: Progress | None) -> Corpus:
    """Read every file below a folder that is no corpus folder; one that cannot be read is a fault."""
    from overlap.read import ingestion
    from overlap.read.entries import check

    paths = ingestion.files_below(folder)
    faults: list[Fault] = []
    digests: dict[str, str] = {}
    headings: dict[str, tuple[str, ...]] = {}

    def readings() -> Iterator[Reading]:
        for count, each in enumerate(ingestion.read_all(paths, settings), start=1):
            if progress:
                progress(count, len(paths))
            if isinstance(each, Reading):
                digests.update(_digests([each], folder))
                headings.update({each.source: each.headings} if each.headings else {})
                yield each
            else:
                faults.append(each)

    found = check(readings())
    if not found.work_items and not found.statements:
        told = [*faults, *found.faults]
        remedy = str(told[0]) if told else f"Put files into it ({' '.join(ingestion.SUFFIXES)})."
        raise InputError(f"{folder}: no work items in it.", remedy)
    return Corpus(
        name=printable(folder.name),
        title=printable(folder.name),
        work_items=tuple(sorted(found.work_items, key=lambda item: item.id)),
        mandate=tuple(sorted(found.statements, key=lambda each: each.id)),
        faults=(*faults, *found.faults),
        unread=tuple(faults),
        digest=files.digest_of(digests),
        headings=headings,
    )


def _digests(readings: Iterable[Reading | Fault], folder: Path) -> dict[str, str]:
    """Give the digests of the files of a folder that could be read, by their names in it."""
    read = (each for each in readings if isinstance(each, Reading))
    return {Path(each.source).relative_to(folder).as_posix(): each.digest for each in read}


def _from_reading(name: str, source: str, reading: Reading) -> Corpus:
    """Make a corpus of one file."""
    from overlap.read.entries import check

    found = check([reading])
    if not found.work_items and not found.statements:
        remedy = str(found.faults[0]) if found.faults else "Add a row below the header."
        raise InputError(f"{source}: no work items in it.", remedy)
    return Corpus(
        name=printable(name),
        title=printable((reading.kind.startswith("list of") and reading.about.get("title")) or name),
        work_items=found.work_items,
        mandate=found.statements,
        faults=found.faults,
        digest=reading.digest,
        headings={reading.source: reading.headings} if reading.headings else {},
    )
