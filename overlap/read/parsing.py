"""One file in this process: bytes → what its format holds → what kind of document that is → its reading."""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from overlap.errors import InputError
from overlap.read.content import Content, Document, Paragraph, Table
from overlap.read.formats import READERS
from overlap.read.kinds import recognise
from overlap.read.reading import Reading, Row
from overlap.settings import ReadSettings
from overlap.store.files import MARK, OWN_HEAD


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take."""

    size: int = 128 * 2**20
    """Bytes of the file itself."""
    seconds: float = 120
    memory: int = 2 * 2**30
    """Bytes of memory of the helper, where the system can hold it to that (Windows and macOS cannot)."""


LIMITS = Limits()


@dataclass(slots=True)
class Request:
    """One file to be read; who reads it here takes its bytes, for what is made of them is as large."""

    suffix: str
    """The format: a key of READERS."""
    data: bytes
    source: str
    settings: ReadSettings
    as_tables: bool = False
    """Whether the rows of its tables are wanted as they stand, whatever they are."""

    def take(self) -> bytes:
        """Give the bytes, and hold them no longer."""
        data, self.data = self.data, b""
        return data


def _is_own(content: Content) -> bool:
    """Say whether a file is a document of overlap's own: read again, it would be found close to all that it lists."""
    parts = content.parts if isinstance(content, Document) else ()
    return any(MARK in part.text if isinstance(part, Paragraph) else any(map(_is_own_row, part.rows)) for part in parts)


def _is_own_row(row: Sequence[str]) -> bool:
    return tuple(row[: len(OWN_HEAD)]) == OWN_HEAD or any(MARK in cell for cell in row)


def _as_tables(content: Content, source: str) -> Reading:
    """Give the rows of all tables, each by the headings in the first row of its table."""
    rows = []
    for part in content.parts if isinstance(content, Document) else ():
        if not isinstance(part, Table):
            continue
        head, *body = part.rows or ((),)
        for number, cells in enumerate(body, start=2):
            rows.append(Row(f"{part.place}, row {number}", dict(zip(head, cells, strict=False))))
    return Reading(source, "tables", "tables", tuple(rows))


def _content(request: Request) -> tuple[Content, bool]:
    """Give what a file holds, and say whether its bytes bear the mark of overlap's own documents."""
    data = request.take()
    return READERS[request.suffix].read(data, request.source), MARK.encode() in data


def parse(request: Request) -> Reading | InputError:
    """Read one file in this process; give why where it cannot be read. Raises MemoryError."""
    source = request.source
    try:
        content, is_marked = _content(request)
        if request.as_tables:
            return _as_tables(content, source)
        if is_marked or _is_own(content):
            return InputError(f"{source}: a report that overlap wrote, so left out.", "Give the lists it was made of.")
        return recognise(content, request.settings)
    except InputError as error:
        return error
    except MemoryError:
        raise
    except RecursionError:
        return InputError(f"{source}: nested too deeply.", "Save the part you need as CSV or text.")
    except Exception as error:  # noqa: BLE001 -- a mistake of ours or of a parser in one file must not cost the user all the others
        frame = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}: {error}"[:200]
        return InputError(
            f"{source}: the reader failed ({cause}).",
            "Save it in another format; and please report this, it is a mistake in overlap.",
        )
