"""Folders that last as long as one piece of work; what a killed process left of them is taken away by the next one.

A file beside each is locked while the work goes on, and a system takes a lock away with its process. So a folder whose
lock is free is nobody's.
"""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LOCK = ".lock"
PREFIX = ".overlap-"


def temporary() -> Path:
    """Name the folder that the system has for what is temporary."""
    return Path(tempfile.gettempdir())


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """Make an empty folder and take it away after use, with what was left beside it. Raises OSError."""
    from filelock import FileLock

    sweep(parent)
    folder = parent / f"{PREFIX}{secrets.token_urlsafe(6)}"
    lock = folder.with_name(f"{folder.name}{_LOCK}")
    try:  # from here on what is made is taken away, whatever ends the work
        with FileLock(lock):
            try:
                folder.mkdir(0o700)  # drafts are in it, and the folder around it may be everybody's
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        if not folder.exists():  # else the next one finds it by its lock
            lock.unlink(missing_ok=True)


def sweep(parent: Path) -> int:
    """Take away what killed processes left in a folder, and give how many folders that were."""
    from filelock import FileLock, Timeout

    removed = 0
    for lock in parent.glob(f"{PREFIX}*{_LOCK}"):
        with suppress(OSError, Timeout):  # another process may be at work there, or be quicker
            with FileLock(lock, timeout=0):
                folder = lock.with_suffix("")
                removed += folder.exists()
                shutil.rmtree(folder, ignore_errors=True)
            lock.unlink(missing_ok=True)
    return removed
