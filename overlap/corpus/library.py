"""Where imported corpora stand: a folder for each in the user's data folder, and in it one for each version."""

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from overlap.corpus import catalogue
from overlap.corpus.catalogue import Origin
from overlap.errors import InputError, NotFoundError, OutputError, SettingsError
from overlap.model import Corpus
from overlap.store import scratch
from overlap.store.files import write_all
from overlap.text.notation import read_json
from overlap.text.printing import printable

FAULTS, LICENCE = "faults.csv", "licence.txt"
"""The files beside a catalogue."""
_CATALOGUE, _CURRENT = "catalogue.columns", "current"
_ORIGIN = "origin.json"
"""Says beside a catalogue what it says of itself: where it comes from, should it be damaged."""
_FORMER = "catalogue.arrow"
"""The name of the file before its second form."""
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_AT = "@"
_REMOVED = "-removed-"
_PLACED = ".placed"
"""Stands in a new version until the bare name stands for it."""


def data_folder() -> Path:
    """Name the user's data folder: $OVERLAP_DATA, else where the system keeps such data."""
    if given := os.environ.get("OVERLAP_DATA"):
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_data_dir("overlap", appauthor=False))


def names() -> list[str]:
    """List the imported corpora by name."""
    return sorted(each.parent.name for each in _root().glob(f"[!.]*/{_CURRENT}"))


def current(name: str) -> str:
    """Tell the version that the bare name stands for. Raises NotFoundError when there is none."""
    try:
        written = (_root() / name / _CURRENT).read_bytes()
    except OSError as error:
        raise NotFoundError(f"No imported corpus is called '{name}'.", "See 'overlap corpus list'.") from error
    return " ".join(printable(written.decode("utf-8", "replace")).split())  # damaged, it names no version: that is told


def versions(name: str) -> list[str]:
    """List the versions kept of a corpus, in the order in which they were imported."""
    found = [each for file in (_CATALOGUE, _FORMER) for each in (_root() / name).glob(f"[!.]*/{file}")]
    ordered = sorted(found, key=lambda each: (each.stat().st_mtime_ns, each.parent.name))
    return list(dict.fromkeys(each.parent.name for each in ordered))


def path_of(name: str, version: str = "") -> Path:
    """Name the catalogue file of a version, of the current one if none is named. Raises NotFoundError."""
    wanted = version or current(name)
    if wanted not in versions(name):
        kept = ", ".join(f"{name}{_AT}{each}" for each in versions(name)) or "none"
        raise NotFoundError(f"There is no {name}{_AT}{wanted}.", f"Kept are: {kept}.")
    folder = _root() / name / wanted
    return folder / (_CATALOGUE if (folder / _CATALOGUE).exists() else _FORMER)


def split(where: str) -> tuple[str, str]:
    """Take a name and the version after it apart.

    >>> split("iso@2026-11"), split("iso")
    (('iso', '2026-11'), ('iso', ''))
    """
    name, _, version = where.partition(_AT)
    return name, version


def slug(text: str) -> str:
    """Make a name of any text.

    >>> slug("ISO/TC 268, June 2026")
    'iso-tc-268-june-2026'
    """
    return re.sub(r"[^a-z0-9._]+", "-", text.casefold()).strip("-._")[:64]


def check_name(name: str) -> None:
    """Refuse what cannot be the name of an imported corpus. Raises SettingsError."""
    if not _NAME.fullmatch(name):
        remedy = "Give a --name of small letters, digits, '-', '_' and '.'" + (
            f", as {slug(name)}." if slug(name) else "."
        )
        raise SettingsError(f"A corpus cannot be called '{name}'.", remedy)


def put(corpus: Corpus, version: str, origin: Origin, extra: Mapping[str, str]) -> str:
    """Keep a corpus as a new version and make it the current one; give the version, or nothing if nothing is new.

    A version of the same name is kept: the new one gets a number after it. Raises OutputError.
    """
    home = _root() / corpus.name
    try:
        home.mkdir(parents=True, exist_ok=True)
        sweep()
        before = versions(corpus.name)
        with scratch.scratch(home) as made:
            there = made / "new"
            there.mkdir()
            digest = catalogue.write(corpus, there / _CATALOGUE, origin)
            if _is_kept(corpus, digest):
                return ""
            beside = {_ORIGIN: json.dumps(asdict(origin), indent=2) + "\n", **extra, _PLACED: ""}
            write_all({there / name: text for name, text in beside.items()})
            named = _place(there, home, version, lambda name: name not in before and _is_kept(corpus, digest, name))
        _name(home / named)
    except OSError as error:
        raise OutputError(
            f"{home}: {error.strerror or error}.", "Check the right to write there, or set OVERLAP_DATA to a folder."
        ) from error
    finally:
        _name_placed(home)  # where a signal came in between
    return named


def is_whole(name: str, version: str) -> bool:
    """Read all of a version, and say whether it is in today's form and as it was written. Raises NotFoundError."""
    try:
        items = catalogue.read(path_of(name, version)).work_items
    except InputError:
        return False
    return isinstance(items, catalogue.Catalogue) and items.is_whole()


def is_made_of(name: str, wanted: Origin) -> bool:
    """Say whether the current version is in today's form, and was made of that origin by that program."""
    with suppress(NotFoundError, InputError):
        return bool(catalogue.read(path_of(name))) and origin(name) == wanted
    return False


def mend_current(name: str) -> None:
    """Have the bare name stand for the version imported last, where it stands for none. Raises OutputError."""
    kept = versions(name)
    if kept and current(name) not in kept:
        write_all({_root() / name / _CURRENT: kept[-1] + "\n"})


def origin(name: str) -> Origin:
    """Tell where the current version comes from, also where its catalogue is damaged. Raises InputError."""
    path = path_of(name)
    try:
        return catalogue.origin_of(path)
    except InputError:
        with suppress(OSError, ValueError):
            return catalogue.origin_from(read_json(path.with_name(_ORIGIN).read_text(encoding="utf-8")))
        raise


def remove(name: str, version: str = "") -> None:
    """Take a corpus away with all its versions, or one that is not the current one. Raises NotFoundError."""
    known = current(name)
    if version and version == known:
        raise SettingsError(
            f"{name}{_AT}{version} is the current version.", f"'overlap corpus remove {name}' removes all of them."
        )
    path = path_of(name, version).parent if version else _root() / name
    hidden = path.with_name(f".{path.name}{_REMOVED}{os.getpid()}")
    try:
        path.rename(hidden)
        shutil.rmtree(hidden)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}.", "Close what has it open, and try again.") from error
    finally:
        shutil.rmtree(hidden, ignore_errors=True)  # again, where a signal ended it


def sweep() -> None:
    """Take away what killed imports and removals left, and end those that had all in its place but the name."""
    for home in _root().glob("*"):
        scratch.sweep(home)
        with suppress(OSError, OutputError):  # what cannot be ended here is no matter of who imports another corpus
            _name_placed(home)
    for left in (*_root().glob(f".*{_REMOVED}*"), *_root().glob(f"*/.*{_REMOVED}*")):
        shutil.rmtree(left, ignore_errors=True)


def _name_placed(home: Path) -> None:
    """Have the bare name stand for the last of the versions that are placed and not named yet."""
    for version in versions(home.name):
        if (home / version / _PLACED).exists():
            _name(home / version)


def _name(version: Path) -> None:
    """Have the bare name stand for a version."""
    write_all({version.parent / _CURRENT: version.name + "\n"})
    (version / _PLACED).unlink(missing_ok=True)


def _root() -> Path:
    return data_folder() / "corpora"


def _is_kept(corpus: Corpus, digest: str, version: str = "") -> bool:
    """Say whether a version, the current one if none is named, holds the very same, and can be read."""
    from overlap.errors import OverlapError

    with suppress(OverlapError):
        kept = catalogue.read(path_of(corpus.name, version))
        return (
            isinstance(kept.work_items, catalogue.Catalogue)
            and kept.work_items.digest == digest
            and kept.work_items.is_whole()
            and (kept.mandate, kept.title, kept.as_of, kept.licence)
            == (corpus.mandate, corpus.title, corpus.as_of, corpus.licence)
        )
    return False


def _place(made: Path, home: Path, version: str, is_same: Callable[[str], bool]) -> str:
    """Move a version to its place in one step, under a name that is free, or that another import of the same took."""
    number = 1
    while True:
        name = version if number == 1 else f"{version}.{number}"
        if is_same(name):
            return name
        if not (home / name).exists():
            made.rename(home / name)
            return name
        number += 1
