"""The process as others see it: its standard streams, and how it is ended from outside."""

import io
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

_OUT, _ERR = 1, 2
_BY_SIGNAL = 128
"""What shells add to the number of a signal that ended a process."""
_SIGNALS = ("SIGTERM", "SIGHUP", "SIGBREAK")


class _Unheard(io.FileIO):
    """Standard error that nobody need read: what cannot be told there changes nothing."""

    def write(self, data: object, /) -> int:
        try:
            return super().write(data)  # type: ignore[arg-type]
        except OSError:
            return memoryview(data).nbytes  # type: ignore[arg-type]


def prepare_streams() -> None:
    """Have text written as UTF-8 everywhere, names that are none as escapes, and no stream missing.

    Where one was closed something must stand in its place, or the next file opened would be taken for it; what is
    written to a standard output that is closed fails, as it does in every program.
    """
    if None in (sys.stdin, sys.stdout, sys.stderr):
        while os.open(os.devnull, os.O_RDONLY) <= _ERR:
            pass
        sys.stdout = sys.stdout or open(_OUT, "w", closefd=False)  # noqa: SIM115 -- open as long as the process
        sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    if sys.stderr is sys.__stderr__ and not os.isatty(_ERR):
        raw = _Unheard(_ERR, "w", closefd=False)
        sys.stderr = io.TextIOWrapper(io.BufferedWriter(raw), line_buffering=True)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")


def clean_up_when_ended() -> None:
    """Have a signal that ends the process end it as Ctrl-C does: what was begun is taken away first."""
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup has one ignored
            signal.signal(number, _leave)


def _leave(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(_BY_SIGNAL + number)


def was_ended(code: object) -> bool:
    """Say whether an exit code tells of a signal."""
    return isinstance(code, int) and code > _BY_SIGNAL
