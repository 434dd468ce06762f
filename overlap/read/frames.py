"""What a helper process is asked and what it answers: bytes behind their length, JSON of a given form.

A frame is eight bytes of length and so many bytes. A question is a frame that says what follows, then a frame for each
file. An answer is for each file a frame with all but the rows, then the rows some thousands a frame. An empty frame
says that the helper could not go on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import IO

import msgspec

from overlap.errors import InputError
from overlap.read.parsing import Request
from overlap.read.reading import Reading, Row, clean
from overlap.settings import ReadSettings
from overlap.text.printing import printable

_SIZE = 8
_TOGETHER = 10_000
"""Rows of a frame: a million at once would be in memory three times."""
_LARGEST = 2**32
"""Bytes of a frame; what says it is larger is no answer."""


@dataclass(frozen=True, slots=True)
class _Question:
    suffix: str
    source: str
    settings: ReadSettings
    as_tables: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    """The reading without its rows, or why there is none."""

    reading: Reading | None
    rows: int = 0
    """So many frames with rows follow."""
    problem: str = ""
    remedy: str = ""


def ask(pipe: IO[bytes], requests: Sequence[Request]) -> None:
    """Write questions; a name that is no UTF-8 is asked for by its escapes. Raises OSError, ValueError."""
    asked = [_Question(each.suffix, printable(each.source), each.settings, each.as_tables) for each in requests]
    _write(pipe, msgspec.json.encode(asked))
    for each in requests:
        _write(pipe, each.data)
    pipe.flush()


def questions(pipe: IO[bytes]) -> list[Request]:
    """Read what `ask` wrote. Raises EOFError when there is no more."""
    asked = msgspec.json.decode(_read(pipe), type=list[_Question])
    return [Request(each.suffix, _read(pipe), each.source, each.settings, each.as_tables) for each in asked]


def answer(pipe: IO[bytes], found: Iterable[Reading | InputError]) -> None:
    """Write answers, each when it is there. Raises MemoryError."""
    for each in found:
        if isinstance(each, InputError):
            _write(pipe, msgspec.json.encode(_Answer(None, 0, printable(each.problem), printable(each.remedy))))
            continue
        starts = range(0, len(each.rows), _TOGETHER)
        try:
            frames = [msgspec.json.encode(each.rows[start : start + _TOGETHER]) for start in starts]
            faults = tuple(replace(fault, source="") for fault in each.faults)
            bare = replace(each, source="", rows=(), faults=faults)  # who asks knows what it is called there
            head = msgspec.json.encode(_Answer(bare, len(frames)))
        except UnicodeEncodeError:  # halves of characters, which some formats can hold
            answer(pipe, [clean(each)])
            continue
        for frame in (head, *frames):
            _write(pipe, frame)


def give_up(pipe: IO[bytes]) -> None:
    """Say that the helper could not go on."""
    _write(pipe, b"")


def answers(pipe: IO[bytes], requests: Sequence[Request]) -> list[Reading | InputError]:
    """Read what `answer` wrote to some requests. Raises ValueError for anything else, EOFError among them."""
    try:
        return [_answer_of(pipe, each.source) for each in requests]
    except (EOFError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ValueError("no answer") from error


def _answer_of(pipe: IO[bytes], source: str) -> Reading | InputError:
    told = msgspec.json.decode(_read(pipe), type=_Answer)
    if told.reading is None:
        return InputError(_named(told.problem, source), told.remedy)
    rows = tuple(row for _ in range(told.rows) for row in msgspec.json.decode(_read(pipe), type=list[Row]))
    faults = tuple(replace(each, source=source) for each in told.reading.faults)
    return replace(told.reading, source=source, rows=rows, faults=faults)


def _named(problem: str, source: str) -> str:
    """Name the file in a message as it is named here."""
    asked = printable(source)
    return source + problem.removeprefix(asked) if problem.startswith(asked) else problem


def _write(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(len(content).to_bytes(_SIZE, "big"))
    pipe.write(content)


def _read(pipe: IO[bytes]) -> bytes:
    head = pipe.read(_SIZE)
    size = int.from_bytes(head, "big")
    if len(head) < _SIZE or not size or size > _LARGEST:
        raise EOFError
    content = pipe.read(size)
    if len(content) < size:
        raise EOFError
    return content
