"""What a process that reads foreign files refuses itself: the network, other programs, files that are not Python's own.

It holds for all that is written in Python (PEP 578), on every system; a parser in another language that is broken by a
file is not held by it.
"""

import os
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NETWORK = ("socket.", "ftplib.", "http.", "urllib.", "smtplib.", "imaplib.", "poplib.", "webbrowser.")
_PROGRAMS = ("subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork", "os.startfile")
_CHANGES = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class _Guard:
    """Refuses events; those that a converter needs only while none is at work."""

    def __init__(self) -> None:
        self.is_lifted = False
        own = str(Path(__file__).parents[2])
        named = {*sysconfig.get_paths().values(), *sys.path, sys.prefix, sys.base_prefix, own} - {""}
        self._ours = (os.devnull, *(f"{os.path.realpath(each)}{os.sep}" for each in named))
        self._temporary = f"{os.path.realpath(tempfile.gettempdir())}{os.sep}"
        self._made: set[str] = set()
        """New files in the folder for temporary ones, which libraries make."""

    def refuse(self, event: str, arguments: tuple[object, ...]) -> None:
        """Raise PermissionError for what a parser does not need."""
        is_refused = event.startswith(_NETWORK)
        if not self.is_lifted:
            is_refused |= event.startswith(_PROGRAMS)
            is_refused |= event.startswith(_CHANGES) and not self._made & {str(arguments[0])}
            is_refused |= event == "open" and not self._may_open(*arguments)
        if is_refused:
            raise PermissionError(f"{event} is refused to the process that reads files")

    def _may_open(self, name: object, _mode: object, flags: object, *_: object) -> bool:
        """Say whether a file is one of Python's own and only read, is new and temporary, or was open before."""
        if not isinstance(name, str | bytes) or not isinstance(flags, int):
            return True
        place = os.path.realpath(os.fsdecode(name))
        if not flags & _WRITING:
            return place.startswith(self._ours)
        if f"{place}{os.sep}" == self._temporary:
            return True  # the folder itself, in which `tempfile` then opens a file by a way of its own
        is_new = bool(flags & os.O_EXCL) and place.startswith(self._temporary)
        if is_new:
            self._made.add(os.fsdecode(name))
        return is_new


_guards: list[_Guard] = []


def close() -> None:
    """Refuse it in this process from now on; there is no way back."""
    _guards.append(_Guard())
    sys.addaudithook(_guards[-1].refuse)


@contextmanager
def lifted() -> Iterator[None]:
    """Let a converter be started and given a file; the network stays refused to us."""
    for guard in _guards:
        guard.is_lifted = True
    try:
        yield
    finally:
        for guard in _guards:
            guard.is_lifted = False
