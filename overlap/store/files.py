"""Writing files whole or not at all, and naming what stands in them."""

import hashlib
import os
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from overlap.errors import InputError, OutputError

MARK = "Similarity is a prompt for experts, not a finding of duplication."
"""Stands in every document that overlap writes for people, which is known by it when it is read again."""
_PART = ".part"
_STALE = 3600.0
"""Seconds; no file takes so long to write, so what is older was left by a process that was killed."""


def write_all(contents: Mapping[Path, str | bytes]) -> None:
    """Write bytes, or texts as UTF-8, each beside its place first and then moved there in one step.

    A byte of the name of a file that is no UTF-8 is written as an escape, which JSON reads back.

    When one cannot be written, none is moved. What a killed process left beside a place is taken away. Raises
    OutputError.
    """
    written: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in contents.items():
            _sweep(path)
            handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.", suffix=_PART)
            written[path] = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace"))
        for path, unfinished in written.items():
            unfinished.chmod(0o666 & ~_umask())
            unfinished.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: {error.strerror or error}.", "Check the folder and the right to write there."
        ) from error
    finally:
        for unfinished in written.values():
            unfinished.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Remove the unfinished files that were left beside a place; one that was just begun may be another process's."""
    for left in path.absolute().parent.iterdir():
        if left.name.startswith(f".{path.name}.") and left.name.endswith(_PART):
            with suppress(OSError):  # another process may be quicker
                if left.stat().st_mtime < time.time() - _STALE:
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


def shown(name: str) -> str:
    """Write the bytes of a name that are no UTF-8 as escapes, as Python writes them in a string."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")
