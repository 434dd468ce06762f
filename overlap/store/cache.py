"""What was made of a catalogue and takes seconds to make again, kept in files between runs.

A file is named by all it depends on: the digest of the work items, the words of the field, the code of overlap. So it
is never wrong, only unused, and what changes makes a new one. It is a NumPy archive of plain arrays, written beside its
place and moved there in one step; one that is damaged counts as none.
"""

import functools
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overlap.errors import OutputError
from overlap.store.files import write_all

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 2 * 2**30
"""Bytes; when more is kept, what was not used for the longest time goes."""
_SUFFIX, _ABOUT, _BETWEEN = ".npz", "about", "\x1f"

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

    about = {"what": what, "of": of, "settings": settings, "program": __version__, "code": _code()}
    name = hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:32]
    path = folder() / f"{name}{_SUFFIX}"
    found = _read(path)
    if found is None:
        found = make()
        with suppress(OutputError, OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_all({path: _pack(found, about)})
            _make_room(path)
    return found


def kept() -> list[Kept]:
    """List the files of the cache, the one used last first."""
    return [_kept(path) for path in _by_use()]


def clear() -> list[Kept]:
    """Remove all files of the cache, and give what they were."""
    removed = kept()
    for each in removed:
        each.path.unlink(missing_ok=True)
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
    found = sorted(path for wing in (".", "items", "score", "store", "text") for path in (package / wing).glob("*.*"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in found if path.suffix in (".py", ".toml"))).hexdigest()


def _read(path: Path) -> Arrays | None:
    import numpy as np

    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            found = {name: archive[name] for name in archive.files if name != _ABOUT}
        os.utime(path)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    return found


def _pack(arrays: Arrays, about: Mapping[str, object]) -> bytes:
    import numpy as np

    packed = io.BytesIO()
    np.savez(packed, **{_ABOUT: np.array(json.dumps(about)), **arrays}, allow_pickle=False)
    return packed.getvalue()


def _kept(path: Path) -> Kept:
    import numpy as np

    size = path.stat().st_size
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            about = json.loads(str(archive[_ABOUT]))
        return Kept(path, about["what"], about["of"], about["program"], size)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
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
        total += path.stat().st_size
        if total > MOST and path != new:
            path.unlink(missing_ok=True)
