"""What was made of a catalogue and takes seconds to make again, kept in files between runs.

A file is named by all it depends on: the digest of the work items, the words of the field, the code of overlap and of
the libraries that take part. So it is never wrong, only unused, and what changes makes a new one. It is a NumPy archive
of plain arrays, written beside its place and moved there in one step; one that is damaged in any way counts as none.
"""

import functools
import hashlib
import importlib
import io
import json
import os
import shutil
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overlap.errors import OutputError
from overlap.store.files import PART, STALE, write_all

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 2 * 2**30
"""Bytes; when more is kept, what was not used for the longest time goes."""
MAKERS = ("numpy", "scipy", "Stemmer")
"""The libraries that what is kept is made with; a test finds them in the imports of the modules that make it."""
_SUFFIX, _ABOUT, _BETWEEN = ".npz", "about", "\x1f"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP archive can hold: no clock takes part."""

Arrays = Mapping[str, "NDArray[Any]"]


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of the cache."""

    path: Path
    what: str
    of: str
    """The digest of the work items."""
    program: str
    """The version of overlap that made it; empty for a damaged file."""
    size: int
    """Bytes."""


def folder() -> Path:
    """Name the folder of the cache: $OVERLAP_CACHE, else where the system keeps such files."""
    if given := os.environ.get("OVERLAP_CACHE"):
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_cache_dir("overlap", appauthor=False))


def remember(what: str, of: str, settings: str, make: Callable[[], Arrays]) -> Arrays:
    """Give what was made before of some work items with some settings, or make it and keep it.

    That it cannot be kept, for want of room or of the right to write, changes nothing but the time of the next run.
    """
    from overlap import __version__

    about = {"what": what, "of": of, "settings": settings, "program": __version__, "code": _code(), "with": _makers()}
    name = hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:32]
    path = folder() / f"{name}{_SUFFIX}"
    found = _read(path, about)
    if found is None:
        found = make()
        with suppress(OutputError, OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_all({path: _pack(found, about)}, is_lasting=False)
            _make_room(path)
    return found


def kept() -> list[Kept]:
    """List the files of the cache, the one used last first."""
    found = []
    for path in _by_use():
        with suppress(OSError):  # another process may have removed it
            found.append(_kept(path, path.stat().st_size))
    return found


def clear() -> list[Kept]:
    """Remove all files of the cache, those that killed processes did not finish too, and give what they were."""
    removed = []
    for each in kept():
        with suppress(OSError):  # another process may have it open, or be quicker
            _remove(each.path)
            removed.append(each)
    for left in folder().glob(f".*{PART}"):
        with suppress(OSError):
            left.unlink()
    return removed


def join(texts: Iterable[str]) -> "NDArray[Any]":
    """Write texts, none of which has control characters, as one array of bytes.

    >>> split(join(["smart", "parking"]))
    ['smart', 'parking']
    """
    import numpy as np

    return np.frombuffer("".join(f"{text}{_BETWEEN}" for text in texts).encode("utf-8", "surrogatepass"), np.uint8)


def split(joined: "NDArray[Any]") -> list[str]:
    """Read what `join` wrote."""
    return joined.tobytes().decode("utf-8", "surrogatepass").split(_BETWEEN)[:-1]


@functools.cache
def _code() -> str:
    """Give the SHA-256 of the modules that make what is kept: they may change without the version."""
    package = Path(__file__).parents[1]
    found = sorted(path for wing in ("items", "score", "store", "text") for path in (package / wing).rglob("*.*"))
    read = (path.read_bytes() for path in (*package.glob("*.py"), *found) if path.suffix in (".py", ".toml"))
    return hashlib.sha256(b"".join(read)).hexdigest()


@functools.cache
def _makers() -> dict[str, str]:
    """Give the versions of Python and of the libraries, without the slow way over their metadata."""
    python = f"{sys.version} with Unicode {unicodedata.unidata_version}"
    return {"Python": python, "bytes": sys.byteorder, **{name: _version(name) for name in MAKERS}}


def _version(name: str) -> str:
    """Give the version of a library as it states it; of one that is a single file the SHA-256 of that."""
    module = importlib.import_module(name)
    if stated := getattr(module, "__version__", ""):
        return str(stated)
    return hashlib.sha256(Path(str(module.__file__)).read_bytes()).hexdigest()


def _read(path: Path, about: Mapping[str, object]) -> Arrays | None:
    import numpy as np

    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            if json.loads(str(archive[_ABOUT])) != about:
                return None
            found = {name: archive[name] for name in archive.files if name != _ABOUT}
        os.utime(path)
    except Exception:  # noqa: BLE001 -- whatever a damaged file makes a reader raise, it is made again
        return None
    return found


def _pack(arrays: Arrays, about: Mapping[str, object]) -> bytes:
    import numpy as np

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, array in {_ABOUT: np.array(json.dumps(about)), **arrays}.items():
            with archive.open(zipfile.ZipInfo(f"{name}.npy", _EPOCH), "w", force_zip64=True) as file:
                np.lib.format.write_array(file, np.asanyarray(array), allow_pickle=False)
    return packed.getvalue()


def _kept(path: Path, size: int) -> Kept:
    import numpy as np

    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            about = json.loads(str(archive[_ABOUT]))
        return Kept(path, str(about["what"]), str(about["of"]), str(about["program"]), size)
    except Exception:  # noqa: BLE001 -- the same
        return Kept(path, "damaged", "", "", size)


def _by_use() -> list[Path]:
    """List the files, the one used last first."""
    found = []
    for path in folder().glob(f"[!.]*{_SUFFIX}"):
        with suppress(OSError):  # another process may have removed it
            found.append((-path.stat().st_mtime_ns, path.name, path))
    return [path for _, _, path in sorted(found)]


def _make_room(new: Path) -> None:
    """Remove what was used least lately, so long as there is too much; never what was just written."""
    total = 0
    for path in _by_use():
        with suppress(OSError):
            total += path.stat().st_size
            if total > MOST and path != new:
                _remove(path)
    for left in folder().glob(f".*{PART}"):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - STALE:
                left.unlink()


def _remove(path: Path) -> None:
    """Remove what stands where a file of the cache does, even if somebody put a folder there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
