"""What of a download is there: the file itself or the part that came, each with a note of where it came from."""

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import msgspec

from overlap.store.files import write_all


@dataclass(frozen=True, slots=True)
class Got:
    """A file as it was got."""

    address: str
    """Where it was asked for."""
    sha256: str
    size: int
    etag: str = ""
    """How the server names this state of the file."""
    modified: str = ""
    """When it last changed, as the server says it."""


def kept(target: Path) -> Got | None:
    """Tell what is known of a file that was got before; None when it is not there whole."""
    told = _noted(target)
    if told is None or size_of(target) != told.size:
        return None
    return told


def part_of(target: Path) -> Path:
    """Name the file that holds what came so far."""
    return target.with_name(target.name + ".part")


def begun(target: Path) -> Got | None:
    """Tell what a part was begun with, if the server can go on with it; its sha256 is not known yet."""
    return _noted(part_of(target))


def begin(target: Path, state: Got | None) -> None:
    """Note what a part is of; None for one that cannot be gone on with."""
    write_all({_note(part_of(target)): json.dumps(asdict(state) if state else {})})


def finish(target: Path, state: Got) -> Got:
    """Put the whole part in the place of the file, and note what it is."""
    part = part_of(target)
    done = replace(state, sha256=_sha256(part), size=size_of(part))
    part.replace(target)
    write_all({_note(target): json.dumps(asdict(done))})
    forget(target)
    return done


def forget(target: Path) -> None:
    """Remove what came so far."""
    part = part_of(target)
    part.unlink(missing_ok=True)
    _note(part).unlink(missing_ok=True)


def size_of(path: Path) -> int:
    """Give the size of a file; 0 when it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _note(path: Path) -> Path:
    """Name the file that tells of another where it came from."""
    return path.with_name(path.name + ".json")


def _noted(path: Path) -> Got | None:
    with suppress(OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return msgspec.json.decode(_note(path).read_bytes(), type=Got)
    return None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
