"""ZIP archives, which every newer Office file is: opened only when they cannot do harm."""

import io
import zipfile
import zlib
from collections import Counter

from overlap.errors import InputError

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
"""How a file of the old binary Office formats begins, and a new one that is locked with a password."""
MOST_FILES = 10_000
MOST_BYTES = 512 * 2**20
"""Unpacked; above the bounds a file is a trap, or nothing that a person reads."""
MOST_TIMES_SMALLER, LARGE_BYTES = 200, 50 * 2**20
"""A file inside that unpacks to more than LARGE_BYTES may not be packed further than this."""
_TYPES = "[content_types].xml"
"""What every newer Office file holds, in small letters."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)
"""What reading a damaged archive raises."""
_SAVE_AGAIN = "Open it in the program it was made with, and save it again."


def open_zip(data: bytes, source: str) -> zipfile.ZipFile:
    """Open a ZIP archive; what is in it is bounded in number and size, and nothing is unpacked yet.

    Raises InputError for what is no archive, is cut off or locked, or would unpack to more than a document needs.
    """
    if data.startswith(OLE):
        raise _old_office(data, source)
    if not data.startswith(b"PK"):
        raise InputError(f"{source}: not the kind of file that its name says, or damaged.", _SAVE_AGAIN)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise InputError(f"{source}: damaged or cut off ({error}).", "Copy or download it again.") from error
    _check(archive.infolist(), source)
    return archive


def is_locked(data: bytes) -> bool:
    """Say whether an Office file is encrypted with a password."""
    return data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in data


def _old_office(data: bytes, source: str) -> InputError:
    if is_locked(data):
        return InputError(f"{source}: locked with a password.", "Open it, remove the password, and save it again.")
    return InputError(
        f"{source}: an old binary Office file.",
        "Open it in Excel or Word and save it as .xlsx or .docx.",
    )


def _check(files: list[zipfile.ZipInfo], source: str) -> None:
    if any(file.flag_bits & 1 for file in files):
        raise InputError(f"{source}: locked with a password.", "Open it, remove the password, and save it again.")
    if any(file.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for file in files):
        raise InputError(f"{source}: packed in a way that Office does not use.", _SAVE_AGAIN)
    if not all(file.filename for file in files):
        raise InputError(f"{source}: damaged (a file in it has no name).", "Copy or download it again.")
    if twice := _twice([file.filename for file in files]):
        problem = f"{source}: {twice[:60]!r} is in it twice, and programs differ on which they show."
        raise InputError(problem, _SAVE_AGAIN)
    if len(files) > MOST_FILES:
        problem = f"{source}: {len(files):,} files are packed in it; up to {MOST_FILES:,} are read."
        raise InputError(problem, _SAVE_AGAIN)
    size = sum(file.file_size for file in files)
    if size > MOST_BYTES:
        problem = f"{source}: unpacks to {size >> 20:,} MB; up to {MOST_BYTES >> 20} MB are read."
        raise InputError(problem, "Split it, or save the part you need as CSV or text.")
    for file in files:
        if file.file_size > LARGE_BYTES and file.file_size > MOST_TIMES_SMALLER * file.compress_size:
            problem = f"{source}: {file.filename[:60]!r} in it unpacks to {file.file_size >> 20:,} MB, as a trap would."
            raise InputError(problem, "Split it, or save the part you need as CSV or text.")


def _twice(names: list[str]) -> str:
    """Give a name that is there twice; in an Office file neither case nor the kind of slash tells parts apart."""
    is_office = _TYPES in map(str.casefold, names)
    folded = {name: _part_name(name) if is_office else name for name in names}
    count = Counter(folded[name] for name in names)
    return next((name for name in names if count[folded[name]] > 1 and not name.endswith("/")), "")


def _part_name(name: str) -> str:
    return name.replace("\\", "/").removeprefix("/").casefold()
