"""Packed collections of files, as they are downloaded: .zip, .tar.gz and .gz are unpacked within bounds."""

import gzip
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, cast

from overlap.errors import InputError

SUFFIXES = (".zip", ".tar.gz", ".tgz", ".gz")
MOST_FILES = 500_000
MOST_BYTES = 8 * 2**30
"""Unpacked; a whole catalogue with a file a record is well below both, a trap is not."""
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\\\x00-\x1f%]')
"""What some system does not allow in the name of a file, and the sign that stands for it."""


def is_packed(path: Path) -> bool:
    """Say whether a file is one that is unpacked first."""
    return path.name.lower().endswith(SUFFIXES) and path.is_file()


def unpack(path: Path, folder: Path, suffixes: tuple[str, ...]) -> None:
    """Unpack the files of these suffixes into an empty folder; nothing is written outside it.

    Raises InputError for what is damaged, or would unpack to more than any catalogue needs.
    """
    try:
        _unpack(path, folder, suffixes)
    except InputError:
        raise
    except Exception as error:  # whatever a damaged archive makes its reader raise
        raise InputError(f"{path}: damaged or cut off ({error}).", "Copy or download it again.") from error


def _unpack(path: Path, folder: Path, suffixes: tuple[str, ...]) -> None:
    size = 0
    for count, (name, file) in enumerate(_files(path, suffixes), start=1):
        if count > MOST_FILES:
            raise _too_large(path, f"holds more than {MOST_FILES:,} files")
        target = _free(folder / _safe(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as copy:
            while block := file.read(2**20):
                size += len(block)
                if size > MOST_BYTES:
                    raise _too_large(path, f"unpacks to more than {MOST_BYTES >> 30} GB")
                copy.write(block)


def _files(path: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[str, IO[bytes]]]:
    name = path.name.lower()
    if name.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            for each in archive.infolist():
                if each.filename.lower().endswith(suffixes):
                    with archive.open(each) as file:
                        yield each.filename, file
    elif name.endswith((".tar.gz", ".tgz")):
        with tarfile.open(path, "r|gz") as packed:
            for member in packed:
                if member.isfile() and member.name.lower().endswith(suffixes) and (held := packed.extractfile(member)):
                    yield member.name, held
    else:
        with gzip.open(path) as single:
            yield path.name.removesuffix(path.suffix), cast("IO[bytes]", single)


def _safe(name: str) -> Path:
    """Keep a path inside the folder, with names that every system allows; two stay two."""
    parts = (_NOT_IN_NAMES.sub(lambda found: f"%{ord(found[0]):02X}", part) for part in PurePosixPath(name).parts)
    return Path(*(part for part in parts if part not in ("/", "..", ".")))


def _free(place: Path) -> Path:
    """Give a place that is free: two members of an archive may have one name."""
    number, free = 1, place
    while free.exists():
        number += 1
        free = place.with_name(f"{place.stem}~{number}{place.suffix}")
    return free


def _too_large(path: Path, cause: str) -> InputError:
    return InputError(f"{path}: {cause}.", "Unpack it yourself, and give the folder or the files you need.")
