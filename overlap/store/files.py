"""Writing files whole or not at all, and naming what stands in them."""

import hashlib
import os
import secrets
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from overlap.errors import InputError, OutputError

MARK = "Similarity is a prompt for experts, not a finding of duplication."
"""Stands in every document that overlap writes for people, which is known by it when it is read again."""
OWN_HEAD = ("pair", "rank", "level", "score")
"""How the header of a list of pairs begins that overlap writes, which has no place for that."""
PART = ".part"
"""How the name of a file ends that is not finished."""
STALE = 3600.0
"""Seconds; no file takes so long to write, so what is older was left by a process that was killed."""


def write_all(contents: Mapping[Path, str | bytes | Iterable[str]], *, is_lasting: bool = True) -> None:
    """Write bytes, or texts or their pieces as UTF-8, each beside its place first and then moved there in one step.

    What a link leads to is written, and the link stays; a file that is there keeps its mode. When one cannot be
    written, none is moved. What a killed process left beside a place is taken away. What need not last, for it can be
    made again, is not waited for until the disk has it. Raises OutputError.
    """
    written: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in contents.items():
            place = place_of(path)
            _sweep(place)
            # Known before it is there: a signal may end the run after any step.
            unfinished = written[place] = place.with_name(f".{place.name}.{secrets.token_urlsafe(6)}{PART}")
            with open(unfinished, "xb", opener=_make) as file:
                pieces = (content,) if isinstance(content, str | bytes) else content
                file.writelines(each if isinstance(each, bytes) else encoded(each) for each in pieces)
                if is_lasting:  # else a power cut may leave the new name and nothing in the file
                    file.flush()
                    os.fsync(file.fileno())
                opened = file.fileno() if os.chmod in os.supports_fd else unfinished
                os.chmod(opened, _mode(place))  # noqa: PTH101 -- a path has no way to an open file
        for path, unfinished in written.items():
            unfinished.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: {error.strerror or error}.", "Check the folder and the right to write there."
        ) from error
    finally:
        for unfinished in written.values():
            unfinished.unlink(missing_ok=True)


def encoded(text: str) -> bytes:
    """Give a text as it is written: a byte of a name that is no UTF-8 as an escape, which JSON reads back."""
    return text.encode("utf-8", "backslashreplace")


def place_of(path: Path) -> Path:
    """Give the place that is written under a name, behind all links.

    Raises OutputError for a device, a pipe or a folder, and for a file that may not be changed.
    """
    place = Path(os.path.realpath(path))
    if place.exists() and not place.is_file():
        what = "a folder" if place.is_dir() else "a device or a pipe"
        raise OutputError(f"{path}: is {what}.", "Give the name of a file.")
    if place.exists() and not os.access(place, os.W_OK):
        raise OutputError(f"{path}: may not be changed.", "Give yourself the right to write it, or another name.")
    return place


def _make(path: str, flags: int) -> int:
    """Make a file that only its owner may read; what has the name already, as a link, is not opened."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return 0o666 & ~_umask()


def _sweep(path: Path) -> None:
    """Remove the unfinished files that were left beside a place; one that was just begun may be another process's."""
    for left in path.parent.iterdir():
        if left.name.startswith(f".{path.name}.") and left.name.endswith(PART):
            with suppress(OSError):  # another process may be quicker
                if left.stat().st_mtime < time.time() - STALE:
                    left.unlink()


def digest(path: Path) -> str:
    """Give the SHA-256 of a file, or of all files below a folder. Raises InputError when one cannot be read."""
    try:
        if not path.is_dir():
            return _digest(path)
        found = sorted(each for each in path.rglob("*") if each.is_file())
        return digest_of({each.relative_to(path).as_posix(): _digest(each) for each in found})
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", "Check the name and the right to read it.") from error


def digest_of(digests: Mapping[str, str]) -> str:
    """Give the SHA-256 of several files, by their names: of the lines that `sha256sum` prints for them, by name."""
    lines = "".join(f"{each}  {name}\n" for name, each in sorted(digests.items()))
    return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
