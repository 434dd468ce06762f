"""Documents that a foreign program converts: old binary Word, rich text, OpenDocument text, slides."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from overlap.errors import InputError
from overlap.read import guard
from overlap.read.content import Document
from overlap.read.formats import archive, html, pdf, text, word
from overlap.store.scratch import scratch, temporary

SECONDS = 90
"""For one conversion."""
_RTF = b"{\\rtf"
_BINARY = (
    archive.OLE,
    b"\xdb\xa5\x2d\x00",
    b"\xdc\xa5",
    b"\xec\xa5",
    b"\x9b\xa5",
    b"\x31\xbe\x00\x00",
    b"\xfe\x37\x00",
)
"""How documents of Word for Windows 97, 2, 6, 1, for DOS and for the Macintosh begin."""
_DRAWN_ROW = re.compile(rb"^[|](.*)[|][ \r]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A format that is not read itself."""

    name: str
    """As a reading names it."""
    told: str
    """As an error names it."""
    suffix: str
    target: str
    """The suffix of what LibreOffice makes of it."""
    read: Callable[[bytes, str], Document]
    others: bool = False
    """Whether other programs than LibreOffice read it."""

    @property
    def way_out(self) -> str:
        """What a person does without a converter."""
        return f"Open it in the program it was made with and save it as {self.target}"


_WORD = Foreign("Word 97 document", "an old binary Word file (.doc)", ".doc", ".docx", word.read_docx, others=True)
_OLDER = replace(_WORD, name="old Word document")
_RICH_TEXT = Foreign("RTF document", "a rich text document (RTF)", ".rtf", ".docx", word.read_docx)
_OPEN_TEXT = Foreign("OpenDocument text", "an OpenDocument text (.odt)", ".odt", ".docx", word.read_docx)
_SLIDES = Foreign("slides", "a file of slides", ".pptx", ".pdf", pdf.read_pdf)


@dataclass(frozen=True, slots=True)
class Converter:
    """A foreign program that turns an old document into one we can read."""

    name: str
    programs: tuple[str, ...]
    """Its names, and where it is on systems that do not put programs on the path."""
    convert: Callable[[str, Path, str], bytes]
    """Takes the program, the document, which is alone in its folder, and the suffix wanted; gives nothing when it
    cannot read it."""
    read: Callable[[bytes, str], Document] | None = None
    """Reads what it makes, where that is not what LibreOffice would."""


def read_doc(data: bytes, source: str) -> Document:
    """Read a .doc: by a converter, or as what it really is, since many a page or newer document has that suffix.

    Raises InputError when it is no document, or when no converter for it is installed.
    """
    if data.startswith(b"PK\x03\x04") or archive.is_locked(data):
        return word.read_docx(data, source)
    if data.startswith((_RTF, *_BINARY)):
        old = _WORD if data.startswith(archive.OLE) else _OLDER
        return _convert(data, source, _RICH_TEXT if data.startswith(_RTF) else old)
    start = data[:1024].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(b"<"):
        return html.read_html(data, source)
    if start and b"\0" not in data and not start.startswith((b"mime-version:", b"%pdf")):
        return text.read_text(data, source)
    raise InputError(
        f"{source}: not a Word document.", "Open it in the program it was made with, and save it as .docx."
    )


def read_text_document(data: bytes, source: str) -> Document:
    """Read an OpenDocument text. Raises InputError when it is none, or when no converter for it is installed."""
    archive.open_zip(data, source).close()
    return _convert(data, source, _OPEN_TEXT)


def read_slides(data: bytes, source: str) -> Document:
    """Read slides, each as a page. Raises InputError when they are none, or when no converter for them is installed."""
    if data.startswith(archive.OLE) and not archive.is_locked(data):
        return _convert(data, source, replace(_SLIDES, suffix=".ppt"))
    archive.open_zip(data, source).close()
    return _convert(data, source, replace(_SLIDES, suffix=".odp") if b"opendocument" in data[:200] else _SLIDES)


def _convert(data: bytes, source: str, foreign: Foreign) -> Document:
    """Try the converters that are installed, the best first."""
    tried: list[str] = []
    for converter in CONVERTERS if foreign.others else CONVERTERS[:1]:
        program = next(filter(None, map(shutil.which, converter.programs)), None)
        if program is None:
            continue
        with guard.lifted(), scratch(temporary()) as folder:
            path = folder / f"document{foreign.suffix}"
            path.write_bytes(data)
            if converted := converter.convert(program, path, foreign.target):
                document = (converter.read or foreign.read)(converted, source)
                return replace(document, format=f"{foreign.name} (converted by {converter.name})")
        tried.append(converter.name)
    if tried:
        problem = f"{source}: {' and '.join(tried)} cannot read it; it may be damaged."
        raise InputError(problem, f"{foreign.way_out}.")
    programs = "LibreOffice or antiword" if foreign.others else "LibreOffice"
    problem = f"{source}: {foreign.told}, and no converter for it is installed."
    raise InputError(problem, f"{foreign.way_out}, or install {programs}.")


def _by_libreoffice(program: str, path: Path, target: str) -> bytes:
    profile = (path.parent / "profile").as_uri()  # of its own, so that an open LibreOffice is not in the way
    options = ["--headless", "--norestore", "--convert-to", target[1:], "--outdir", str(path.parent)]
    _run([program, f"-env:UserInstallation={profile}", *options, str(path)])
    made = path.with_suffix(target)
    return made.read_bytes() if made.is_file() else b""


def _by_antiword(program: str, path: Path, _target: str) -> bytes:
    """Have the text made, with tabs between the cells of a table, which antiword draws with bars."""
    text = _run([program, "-w", "0", "-m", "UTF-8.txt", str(path)]).replace(b"[pic]", b"")
    return _DRAWN_ROW.sub(lambda row: b"\t".join(cell.strip() for cell in row[1].split(b"|")), text)


def _by_catdoc(program: str, path: Path, _target: str) -> bytes:
    return _run([program, "-w", "-d", "utf-8", str(path)])


def _run(command: list[str]) -> bytes:
    """Give what a program prints; nothing when it fails or takes too long."""
    try:
        with _memory_of_its_own():
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS
            )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""


@contextmanager
def _memory_of_its_own() -> Iterator[None]:
    """Lift the limit on our own memory, which a program we start would inherit."""
    try:
        import resource
    except ImportError:  # on Windows, where there is no limit either
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


CONVERTERS = (
    Converter(
        "LibreOffice",
        (
            "soffice",
            "libreoffice",
            "/Applications/LibreOffice.app/Contents/MacOS/soffice",
            r"C:\Program Files\LibreOffice\program\soffice.com",
        ),
        _by_libreoffice,
    ),
    Converter("antiword", ("antiword",), _by_antiword, text.read_text),
    Converter("catdoc", ("catdoc",), _by_catdoc, text.read_text),
)
"""The best first, which reads all formats."""
