"""The way of a file: bytes → what its format holds → what kind of document that is → rows.

A file is at most LIMITS.size large. When its format is one whose parser a hostile file could lead astray, a helper
process reads it, within LIMITS.seconds and LIMITS.memory.
"""

import hashlib
import os
import stat
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from overlap.errors import InputError, OverlapError
from overlap.model import Fault
from overlap.read import parsing
from overlap.read.formats import READERS
from overlap.read.parsing import LIMITS, Request
from overlap.read.reading import Reading, Row, clean
from overlap.settings import AS_WRITTEN, ReadSettings
from overlap.store import bound

if TYPE_CHECKING:
    from overlap.read.helper import Helper

SUFFIXES = tuple(READERS)
"""Of the files that can be read."""
STDIN = Path("-")
"""Stands for standard input among paths."""
_FEW = 3
"""From so many files on, it pays to read several at a time."""
_LARGE = 2**22
"""Bytes; from so many on it does for two."""
_MOST_HELPERS = 4
_AHEAD = 4
"""So many groups of files for each helper are read before they are asked for."""
_TOGETHER = 2**17
_MOST_TOGETHER = 32
"""Bytes and number of files that are read in one go."""
_SAVE_AS = {".msg": ".eml", ".pages": ".docx", ".numbers": ".xlsx", ".key": ".pdf", ".wpd": ".docx", ".mpp": ".csv"}
"""Formats not read → the one that the program they were made with can save them as."""
_OF_WIKIS = frozenset((".mediawiki", ".wiki"))
"""The text of pages of a wiki, which shows them as pages of the web."""


def read(path: Path, settings: ReadSettings = AS_WRITTEN) -> Reading:
    """Read one file by its suffix, or STDIN by how it begins. Raises InputError when it cannot be read."""
    (answer,) = _answers([path], settings)
    if isinstance(answer, InputError):
        raise answer
    return answer


def read_tables(path: Path) -> tuple[Row, ...]:
    """Read the rows of all tables of a document as they stand, in a process of its own.

    Raises InputError when it cannot be read within the limits.
    """
    from overlap.read.helper import Helper

    with Helper() as helper:
        (answer,) = helper.read([Request(path.suffix.lower(), _load(path), _name(path), AS_WRITTEN, as_tables=True)])
    if isinstance(answer, InputError):
        raise answer
    return clean(answer).rows


def read_all(paths: Sequence[Path], settings: ReadSettings = AS_WRITTEN) -> Iterator[Reading | Fault]:
    """Read files, several at a time, in the order given; one that cannot be read is a fault, the others are read."""
    for path, answer in zip(paths, _answers(paths, settings), strict=True):
        yield as_fault(answer, _name(path)) if isinstance(answer, InputError) else answer


def _answers(paths: Sequence[Path], settings: ReadSettings) -> Iterator[Reading | InputError]:
    """Read few files one after the other, and many side by side; a helper is not even imported where none is needed."""
    if not any(map(_is_isolated, paths)):
        yield from _read(paths, settings, None)
        return
    from overlap.read.helper import Helper

    if len(paths) < _FEW and not (len(paths) > 1 and sum(map(_size, paths)) > _LARGE):
        with Helper() as helper:
            yield from _read(paths, settings, helper)
        return
    from concurrent.futures import Future, ThreadPoolExecutor

    side_by_side = min(os.cpu_count() or 1, _MOST_HELPERS)
    pending: deque[Future[list[Reading | InputError]]] = deque()
    with ThreadPoolExecutor(side_by_side) as pool, ExitStack() as stack:
        helpers: SimpleQueue[Helper] = SimpleQueue()
        for _ in range(side_by_side):
            helpers.put(stack.enter_context(Helper()))

        def read_some(some: Sequence[Path]) -> list[Reading | InputError]:
            helper = helpers.get()
            try:
                return _read(some, settings, helper)
            finally:
                helpers.put(helper)

        for some in _groups(paths):
            pending.append(pool.submit(read_some, some))
            if len(pending) == side_by_side * _AHEAD:  # no more than these are in memory before they are asked for
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()


def _size(path: Path) -> int:
    """Give the bytes of a file; 0 for one that is not there, which is told later."""
    with suppress(OSError, ValueError):
        return path.stat().st_size
    return 0


def _is_isolated(path: Path) -> bool:
    reader = READERS.get(path.suffix.lower())
    return path == STDIN or (reader is not None and reader.isolated)


def _name(path: Path) -> str:
    return "standard input" if path == STDIN else str(path)


def _groups(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Put small files together that stand together; a larger one goes alone."""
    group: list[Path] = []
    size = 0
    for path in paths:
        size += _size(path)
        group.append(path)
        if size > _TOGETHER or len(group) == _MOST_TOGETHER:
            yield group
            group, size = [], 0
    if group:
        yield group


def files_below(folder: Path) -> list[Path]:
    """List the files in a folder and the folders in it by name, without hidden ones and the locks that Office sets.

    A link to a folder is followed, but to none that is gone through already.
    """
    found: list[Path] = []
    been = {os.path.realpath(folder)}
    for place, folders, files in os.walk(folder, followlinks=True):
        below = {name: os.path.realpath(Path(place, name)) for name in sorted(folders) if not name.startswith(".")}
        folders[:] = [name for name, real in below.items() if real not in been]
        been |= {*below.values()}
        found += [Path(place, name) for name in sorted(files) if not name.startswith((".", "~$"))]
    return found


def as_fault(error: OverlapError, source: str) -> Fault:
    """Turn what made a file unreadable into a fault of the collection it belongs to."""
    cause = error.problem.removeprefix(source)
    place = ""
    if cause.startswith(", "):
        place, _, cause = cause[2:].partition(": ")
    remedy = error.remedy.rstrip(".")
    goes_on = remedy if remedy[1:2].isupper() else remedy[:1].lower() + remedy[1:]  # after a semicolon
    return Fault(source, place, cause.removeprefix(": ").rstrip("."), goes_on)


def _read(paths: Sequence[Path], settings: ReadSettings, helper: "Helper | None") -> list[Reading | InputError]:
    """Load files and read them, by their suffixes."""
    return _recognise([_asked(path, settings) for path in paths], helper)


def _asked(path: Path, settings: ReadSettings) -> Request | InputError:
    """Load a file."""
    try:
        data, said = _load(path), settings.of(path)
        suffix = _sniff(data, said) if path == STDIN else path.suffix.lower()
        return _request(suffix, data, _name(path), said) if suffix in READERS else _unknown(path, data)
    except InputError as error:
        return error


def _load(path: Path) -> bytes:
    """Take the bytes of a file, when there are not too many of them."""
    if path == STDIN:
        data = sys.stdin.buffer.read(LIMITS.size + 1) if sys.stdin else b""
        if len(data) > LIMITS.size:
            raise _too_large(_name(path), f"more than {LIMITS.size >> 20} MB")
        return data
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError(f"{path}: is a folder.", "Give the files in it.")
        if not stat.S_ISREG(status.st_mode):
            raise InputError(f"{path}: is a device or a pipe.", "Give a file, or - for standard input.")
        if status.st_size > LIMITS.size:
            raise _too_large(str(path), f"{status.st_size >> 20:,} MB")
        with path.open("rb") as file:
            data = file.read(status.st_size + 1)  # room for as much as is asked for is taken at once
            return data + file.read(LIMITS.size - len(data)) if len(data) > status.st_size else data  # it has grown
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: {cause}.", "Check the name and the right to read it.") from error


def _request(suffix: str, data: bytes, source: str, settings: ReadSettings) -> Request | InputError:
    if not data or data.isspace():
        return InputError(f"{source}: empty.", "Save it again from where it was made, and check that it has content.")
    return Request(suffix, data, source, replace(settings, columns=dict(settings.columns)))


def _recognise(requests: Sequence[Request | InputError], helper: "Helper | None") -> list[Reading | InputError]:
    """Read the bytes here or in the helper, as each format demands."""
    isolated = [each for each in requests if isinstance(each, Request) and READERS[each.suffix].isolated]
    there = iter(helper.read(isolated) if helper else ())
    answers: list[Reading | InputError] = []
    for each in requests:
        if isinstance(each, InputError):
            answers.append(each)
        else:
            digest = hashlib.sha256(each.data).hexdigest()
            answer = next(there) if READERS[each.suffix].isolated else _read_here(each)
            answers.append(replace(clean(answer), digest=digest) if isinstance(answer, Reading) else answer)
    return answers


def _read_here(request: Request) -> Reading | InputError:
    size = len(request.data)
    try:
        return parsing.parse(request)
    except MemoryError:
        return InputError(f"{request.source}: too large for the memory there is.", bound.remedy(size))


def _too_large(source: str, size: str) -> InputError:
    return InputError(
        f"{source}: is {size}; files up to {LIMITS.size >> 20} MB are read.",
        "Split it, or save the part you need as CSV.",
    )


def _unknown(path: Path, data: bytes) -> InputError:
    """Say what to do with a file of a format that is not read, or not known by its name."""
    suffix = path.suffix.lower()
    remedy = f"Give one of {' '.join(READERS)}, or save the list as CSV."
    if suffix in _SAVE_AS:
        remedy = f"Open it in the program it was made with, and save it as {_SAVE_AS[suffix]}."
    elif suffix in _OF_WIKIS:
        page = path.with_suffix(".html").name
        remedy = f"Save the page as .html from the browser, or type `pandoc -f mediawiki -o {page} {path.name}`."
    elif (seen := _sniff(data, AS_WRITTEN)) != ".txt":
        remedy = f"It begins like {seen}: name it {path.name.removesuffix(path.suffix)}{seen}."
    return InputError(f"{path}: no reader for {path.suffix or 'a file without a suffix'}.", remedy)


def _sniff(data: bytes, settings: ReadSettings) -> str:
    from overlap.read.formats.signatures import sniff
    from overlap.read.kinds.columns import is_title

    return sniff(data, lambda heading: is_title(heading, settings))
