"""PDF; the only module that knows pypdf, which reads the text, and pdfplumber, which finds the ruled tables."""

import io
import logging
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Document, Table
from overlap.read.formats.margins import drop_line_numbers
from overlap.read.formats.pages import Line, Page, build_parts, drop_running_lines, join_cell
from overlap.read.formats.pdf_fields import Filled, filled, placed
from overlap.read.formats.pdf_lines import Piece, on_their_lines
from overlap.read.reading import Ignored

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; in points from the upper left corner of the page as it is shown."""

MOST_PAGES = 2000
"""The others are told and not read, so that the time a file may take does not cost the first ones too."""
_RULINGS = range(4, 10_000)
"""How many lines and rectangles a page with a table draws; above, it is a drawing, and long to search."""
_RULING = re.compile(rb"\s(?:re|l)\s")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_GLYPH = re.compile(r"/[Gg]\d{1,3}|\(cid:\d+\)")
_VOWELS = "aeiouyàâäéèêëîïôöùûüœæåøáíóúãõ"


def read_pdf(data: bytes, source: str) -> Document:
    """Read the text in reading order, and the ruled tables in their places.

    Raises InputError for a file that is no PDF, is encrypted, or holds no text that can be read.
    """
    with _quiet(), _told(source):
        import pypdf

        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{source}: encrypted.", "Open it with its password, and save or print it as a new PDF.")
        count, title, faults = len(reader.pages), "", list[Fault]()
        with suppress(InputError), _told(source):  # a title in a broken place is no reason to refuse the text
            title = " ".join(((reader.metadata and reader.metadata.title) or "").split())
        pages = _read_pages(reader, data, source, faults)
    pages, numbers = drop_line_numbers(pages)
    pages, running = drop_running_lines(pages)
    ignored = [*numbers, *running]
    garbled = [_drop_garbled(page) for page in pages]
    _refuse_unreadable(pages, [page for page, _ in garbled], source, faults)
    for number in (page.number for page, lost in garbled if lost):
        ignored.append(Ignored("garbled text (a font without a Unicode map)", f"page {number}"))
        cause = "some text cannot be read: its font has no Unicode map, so it was left out"
        faults.append(Fault(source, f"page {number}", cause, "compare with the page, or run text recognition (OCR)"))
    if count > MOST_PAGES:
        place = f"page {MOST_PAGES + 1} to {count}"
        faults.append(Fault(source, place, f"not read: only {MOST_PAGES:,} pages of a file are", "split the file"))
    parts = build_parts([page for page, _ in garbled])
    return Document(source, "PDF file", parts, title, tuple(ignored), tuple(faults))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the libraries repair on the way from our user."""
    for name in ("pypdf", "pdfminer", "pdfplumber"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _told(source: str) -> Iterator[None]:
    """Turn any error of the libraries into ours: on broken input they raise nearly everything there is."""
    try:
        yield
    except (InputError, MemoryError):
        raise
    except Exception as error:
        cause = "encrypted" if "crypt" in f"{type(error).__name__} {error}".lower() else "not a PDF that can be read"
        said = " ".join(str(error).split())[:200] or type(error).__name__
        raise InputError(f"{source}: {cause} ({said}).", "Open it, and save or print it as a new PDF.") from error


def _read_pages(reader: "PdfReader", data: bytes, source: str, faults: list[Fault]) -> tuple[Page, ...]:
    count = min(len(reader.pages), MOST_PAGES)
    pages, broken = [], []
    ruled = [number for number in range(1, count + 1) if _has_rulings(reader, number)]
    fields = {number: _fields(reader, number) for number in range(1, count + 1)}
    tables = _find_tables(data, ruled, fields) if ruled else {}
    for number in range(1, count + 1):
        try:
            with _told(source):
                page = reader.pages[number - 1]
                pages.append(Page(number, tuple(_content(page, tables.get(number, {}), fields[number]))))
                if not pages[-1].content and _holds_image(page.get("/Resources")):
                    cause = "no text on it, only a picture"
                    faults.append(Fault(source, f"page {number}", cause, "run text recognition (OCR) on the file"))
        except InputError as error:
            broken.append(error)
            faults.append(Fault(source, f"page {number}", "it cannot be read", "save or print the file as a new PDF"))
    if broken and not pages:
        raise broken[0]
    return tuple(pages)


def _has_rulings(reader: "PdfReader", number: int) -> bool:
    """Whether a page draws as many lines as a table needs: counted, since parsing them all takes far longer."""
    with suppress(InputError), _told(""):
        contents = reader.pages[number - 1].get_contents()
        return contents is not None and len(_RULING.findall(contents.get_data())) in _RULINGS
    return False  # what is wrong with it is told when its text is read


def _fields(reader: "PdfReader", number: int) -> tuple[Filled, ...]:
    with suppress(InputError), _told(""):
        return filled(reader.pages[number - 1])
    return ()


def _find_tables(
    data: bytes, numbers: Sequence[int], fields: Mapping[int, Sequence[Filled]]
) -> dict[int, dict[Box, Table]]:
    """Find the tables on these pages; a page on which that fails keeps its text in lines."""
    found: dict[int, dict[Box, Table]] = {}
    with suppress(InputError), _told(""):
        import pdfplumber

        with pdfplumber.open(io.BytesIO(data), pages=list(numbers)) as document:
            for page in document.pages:
                found[page.page_number] = _tables_of(page, fields[page.page_number])
                page.close()
    return found


def _tables_of(page: Any, fields: Sequence[Filled]) -> dict[Box, Table]:  # noqa: ANN401 - pdfplumber is published without types
    tables: dict[Box, Table] = {}
    with suppress(InputError), _told(""):
        for ruled in page.find_tables():
            rows = _rows(ruled, fields)
            if len(rows) > 1 and len(rows[0]) > 1:  # a frame around text, or around a picture, is no table
                tables[ruled.bbox] = Table(rows, f"page {page.page_number}, table {len(tables) + 1}")
    return tables


def _rows(ruled: Any, fields: Sequence[Filled]) -> tuple[tuple[str, ...], ...]:  # noqa: ANN401 - pdfplumber is published without types
    """Take the cells but those that double rules draw: within another cell, or a row or column of nothing."""
    taken: list[Box] = []

    def take(box: Box | None, text: str | None) -> str:
        own = [each for each in fields if box and _within((each.left + 1, each.bottom - 1), box)]
        boxes, values = (" ".join(each.text for each in own if each.is_box is kind) for kind in (True, False))
        text = "\n".join(filter(None, [f"{boxes} {text or ''}".strip(), values]))
        if not box or not text or any(_within(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), each) for each in taken):
            return ""
        taken.append(box)
        return join_cell(_clean(text))

    texts = ruled.extract(x_tolerance_ratio=0.15, y_tolerance=5)
    rows = [[*map(take, row.cells, cells)] for row, cells in zip(ruled.rows, texts, strict=True)]
    columns = [column for column in zip(*(row for row in rows if any(row)), strict=True) if any(column)]
    return tuple(zip(*columns, strict=True))


def _within(point: tuple[float, float], box: Box) -> bool:
    return box[0] - 2 <= point[0] <= box[2] + 2 and box[1] - 2 <= point[1] <= box[3] + 2


def _content(page: "PageObject", tables: Mapping[Box, Table], fields: Sequence[Filled]) -> Iterator[Line | Table]:
    """Yield the lines of a page, and each table in the place of the lines within it."""
    pieces: list[Piece] = []

    def visit(text: str, current: Sequence[float], matrix: Sequence[float], _font: object, size: float) -> None:
        scale = (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5 * (current[2] ** 2 + current[3] ** 2) ** 0.5
        pieces.append((text, size * scale, _point(page, current, matrix)))

    def table(piece: Piece) -> Box | None:
        is_there = tables and piece[0].strip()
        return next((box for box in tables if _within(piece[2], box)), None) if is_there else None

    page.extract_text(visitor_text=visit)
    left = dict(tables)
    outside = [each for each in fields if not any(_within((each.left, each.bottom), box) for box in tables)]
    if outside:
        pieces = list(placed(pieces, outside))
    if not any(text.strip() for text, _, _ in pieces):
        return
    pieces = on_their_lines(pieces)
    for box, run in groupby(pieces, key=table):
        if box is None:
            yield from _lines([(text, size) for text, size, _ in run])
        elif box in left:
            yield left.pop(box)
    yield from left.values()


def _point(page: "PageObject", current: Sequence[float], matrix: Sequence[float]) -> tuple[float, float]:
    """Where a text begins on the page as it is shown: turned, and measured from the upper left corner."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    x = matrix[4] * current[0] + matrix[5] * current[2] + current[4]
    y = matrix[4] * current[1] + matrix[5] * current[3] + current[5]
    turned = {90: (y - bottom, x - left), 180: (right - x, y - bottom), 270: (top - y, right - x)}
    return turned.get(page.rotation % 360, (x - left, top - y))


def _lines(pieces: Sequence[tuple[str, float]]) -> Iterator[Line]:
    """Cut the text of a page into lines, each with the size that most of its letters have."""
    text, sizes = "", dict[float, int]()
    for piece, size in (*pieces, ("\n", 0.0)):
        for part in re.split(r"(\n)", piece):
            if part == "\n":
                yield Line(" ".join(_clean(text).split()), max(sizes, key=lambda each: sizes[each], default=0.0))
                text, sizes = "", {}
            elif part:
                text += part
                sizes[size] = sizes.get(size, 0) + len(part.strip())


def _clean(text: str) -> str:
    """Undo what is there for the eye only: ligatures, and soft hyphens but at the end of a line."""
    return re.sub("\u00ad(?!\\s*$)", "", text.translate(_LIGATURES), flags=re.MULTILINE).replace("\u00a0", " ")


def _holds_image(resources: Any, depth: int = 0) -> bool:  # noqa: ANN401 - any object may stand there in a broken PDF
    shown = resources.get_object().get("/XObject") if resources is not None else None
    drawn = [each.get_object() for each in shown.get_object().values()] if shown is not None else []
    if any(each.get("/Subtype") == "/Image" for each in drawn):
        return True
    return depth < 3 and any(_holds_image(each.get("/Resources"), depth + 1) for each in drawn)


def _drop_garbled(page: Page) -> tuple[Page, int]:
    """Leave out lines of a font without a Unicode map; also tell how many characters that were."""
    certain = {line for line in page.lines if _is_garbled(line.text)}
    doubtful = {line for line in page.lines if line not in certain and _looks_garbled(line.text)}
    if not certain and len(doubtful) < max(3, len(page.lines) / 3):
        return page, 0
    gone = certain | doubtful
    kept = tuple(part for part in page.content if part not in gone)
    return replace(page, content=kept), sum(len(line.text) for line in page.lines if line in gone)


def _is_garbled(text: str) -> bool:
    glyphs = len(_GLYPH.findall(text))
    strange = sum(1 for sign in text if not sign.isprintable() or sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff")
    some = re.search(r"[^\W\d_]{3}", _GLYPH.sub("", text)) is not None
    return glyphs > some or strange > max(2, 0.3 * len(text))


def _looks_garbled(text: str) -> bool:
    """Whether it holds signs in the place of letters, or letters as no language has them."""
    dense = re.sub(r"[._]{3,}|\s", "", text)
    letters = [sign for sign in dense.lower() if "a" <= sign <= "ɏ" and sign.isalpha()]
    signs = re.findall(r"[^\w\s()—–-]", dense)
    if len(dense) > 4 and len(letters) <= 0.25 * len(dense):
        return len(signs) >= 0.35 * len(dense) and len(set(signs)) > 2
    return len(letters) >= 12 and sum(letter in _VOWELS for letter in letters) < 0.2 * len(letters)


def _refuse_unreadable(pages: Sequence[Page], readable: Sequence[Page], source: str, faults: Sequence[Fault]) -> None:
    """Refuse a file of which there is no text, or for the most part none that can be read."""
    tables = any(isinstance(part, Table) for page in pages for part in page.content)
    before, after = (sum(len(line.text) for page in each for line in page.lines) for each in (pages, readable))
    empty = "no text in it, only pictures of pages." if faults else "no text in it, only blank pages."
    said = "most of its text cannot be read: its fonts have no Unicode map." if before else empty
    if not tables and (not before or after < before / 2):
        raise InputError(f"{source}: {said}", "Run text recognition (OCR) on it first.")
