"""Reading a file in a process of its own, so that a hostile one harms nothing: a bomb, an endless loop, a crash.

The helper is an ordinary Python that runs `serve`, with an empty environment: it gets requests on its standard input,
answers each on what was its standard output, and ends when its input does. What it answers is taken as data of a given
form (`frames`), never as objects. It refuses itself the network, other programs and the user's files (`guard`).
"""

import contextlib
import faulthandler
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NoReturn, Self

from overlap.errors import InputError
from overlap.read import frames, guard
from overlap.read.parsing import LIMITS, Limits, Request, parse
from overlap.read.reading import Reading

_READY = b"!"
_GRACE = 5
"""Seconds after its time is up that a helper ends by itself, should its parent be no more."""
_NEEDED = ("PATH", "PATHEXT", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
_SPLIT = "Split it, or save the part you need as CSV or text."


class Helper:
    """One helper process at a time: started when it is first needed, and again after a file was its end."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False
        self._was_used = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._is_closed = True  # another thread may still be waiting for an answer, and must not start it again
        self._end()

    def read(self, requests: Sequence[Request]) -> list[Reading | InputError]:
        """Read files there; for each its reading, or why it could not be read within the limits.

        Small files go together, since each exchange takes as long as reading one of them; when one of several is the
        end of the helper, each is read by itself.
        """
        try:
            answers = self._ask(requests) if requests else []
            if answers is None and len(requests) > 1:
                return [answer for request in requests for answer in self.read([request])]
            if answers is None and self._was_used:  # what earlier files left behind must not count against this one
                answers = self._ask(requests)
        except BaseException:
            self._end()
            raise
        if answers is None:
            memory = f"{self._limits.memory / 2**30:.2g} GB"
            source = requests[0].source
            return [InputError(f"{source}: reading it used more than {memory} or crashed the parser.", _SPLIT)]
        return answers

    def _ask(self, requests: Sequence[Request]) -> list[Reading | InputError] | None:
        """Give nothing when one of the files was the end of the helper."""
        if self._is_closed:
            return [InputError(f"{request.source}: not read.", "Run it again.") for request in requests]
        self._was_used = self._process is not None
        try:
            process = self._process = self._process or _start(self._limits, requests[0].source)
        except InputError as error:
            return [error for _ in requests]
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            _kill(process)

        timer = threading.Timer(self._limits.seconds, stop)
        timer.daemon = True
        timer.start()
        answers = _exchange(process, requests)
        timer.cancel()
        if answers is None or is_late.is_set():
            self._end()
        if answers is None and is_late.is_set() and len(requests) == 1:
            seconds = f"{self._limits.seconds:g} seconds"
            return [InputError(f"{requests[0].source}: reading it took longer than {seconds}.", _SPLIT)]
        return answers

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            _close(process)


def _start(limits: Limits, source: str) -> subprocess.Popen[bytes]:
    """Start a Python that finds the modules this one finds, and wait until it is ready."""
    path = [*filter(None, sys.path), str(Path(__file__).parents[2])]
    call = f"serve({limits.seconds!r}, {limits.memory!r})"
    code = f"import sys; sys.path[:] = {path!r}; from overlap.read.helper import serve; {call}"
    try:
        process = subprocess.Popen(
            [sys.executable, "-s", "-P", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,  # Ctrl-C is for the parent alone, which ends this one; so is the next line's flag
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise _no_helper(source) from error
    if _pipe(process.stdout).read(1) != _READY:
        _close(process)
        raise _no_helper(source)
    return process


def _environment() -> dict[str, str]:
    """Give nothing of the user's but where programs, and what is temporary, are: converters need that.

    Threads would eat up address space.
    """
    given = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    return given | {name: os.environ[name] for name in _NEEDED if name in os.environ}


def _no_helper(source: str) -> InputError:
    return InputError(
        f"{source}: the helper process that reads such files does not start.",
        f"See what this says: {sys.executable or 'python'} -c 'import overlap.read.helper'.",
    )


def _exchange(process: "subprocess.Popen[bytes]", requests: Sequence[Request]) -> list[Reading | InputError] | None:
    try:
        frames.ask(_pipe(process.stdin), requests)
        return frames.answers(_pipe(process.stdout), requests)
    except (OSError, ValueError):  # the pipe is broken, or closed here; or what came is no answer
        return None


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # both were asked for
    return pipe


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a helper with the converters it may have started."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _close(process: "subprocess.Popen[bytes]") -> None:
    _kill(process)
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            _pipe(pipe).close()
    process.wait()


def serve(seconds: float, memory: int) -> NoReturn:
    """Be the helper: answer requests until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a parser prints is no answer
    _limit_memory(memory)
    guard.close()
    questions: queue.SimpleQueue[list[Request]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(questions,), daemon=True).start()
    answers.write(_READY)
    while True:
        answers.flush()
        requests = questions.get()
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True)  # ends even a loop that lets no thread run
        try:
            frames.answer(answers, map(parse, requests))
        except MemoryError:
            frames.give_up(answers)
        faulthandler.cancel_dump_traceback_later()


def _listen(questions: "queue.SimpleQueue[list[Request]]") -> None:
    """Take requests while the parent lives; then leave at once, whatever is being read."""
    with contextlib.suppress(BaseException):
        while True:
            questions.put(frames.questions(sys.stdin.buffer))
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(0)


def _limit_memory(size: int) -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        allowed = size if hard == resource.RLIM_INFINITY else min(size, hard)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))
