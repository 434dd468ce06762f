"""XML → a tree: nothing is fetched, and no entity is expanded but short texts, and those that are made of them."""

import re
from html.entities import html5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from overlap.errors import InputError
from overlap.read.formats.encoding import decode

_LONGEST_ENTITY = 2_000
"""Characters that an entity may stand for, with what it names: a draft declares spaces, addresses, its own name."""
_MOST_EXPANDED = 2**22
"""Characters that all entities of a file may come to."""
_NAMED = re.compile(r"&([A-Za-z_][\w.-]*);")
_REFERENCE = re.compile(rb"&([A-Za-z_][\w.-]*);")
_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.-]+)[\"']")
_OF_XML = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_READ_DIRECTLY = frozenset(("", "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1"))
"""Encodings that the parser decodes as well as we do."""


def parse(data: bytes, source: str, part: str = "") -> Element:
    """Parse a file, or a part of an archive. Raises InputError for what is no XML or declares entities to expand."""
    try:
        text = _without_entities(data, source, part)
        return ElementTree.fromstring(text)
    except (ElementTree.ParseError, expat.ExpatError, LookupError, ValueError) as error:  # the last: its encoding
        where = f"damaged ({part}: {error})" if part else f"not well-formed XML ({error})"
        raise InputError(f"{source}: {where}.", "Save it again with the program it was made with.") from error


def as_utf8(data: bytes, source: str) -> bytes:
    """Turn XML in any encoding into what the parser can read, without its declaration."""
    found = _DECLARATION.match(data)
    declared = found[1].decode().lower() if found else ""
    if declared in _READ_DIRECTLY and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    return re.sub(r"\A\s*<\?xml.*?\?>", "", decode(data, source, declared).text, flags=re.DOTALL).encode()


def local(tag: object) -> str:
    """Give the name of an element without its namespace; empty for a comment.

    >>> local("{urn:x}title"), local("title")
    ('title', 'title')
    """
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _without_entities(data: bytes, source: str, part: str) -> bytes:
    """Take out the document type, and put in what its short entities, or those of HTML, stand for."""
    prolog = _Prolog()
    prolog.read(data)
    if part and (prolog.names or prolog.files):
        raise InputError(f"{source}: its XML declares entities, which no word processor writes.", "Do not open it.")
    if prolog.is_swollen or sum(map(prolog.length, _REFERENCE.findall(data))) > _MOST_EXPANDED:
        raise InputError(f"{source}: its XML declares entities that swell into a long text.", "Do not open it.")
    start, end = prolog.doctype
    if end and start >= 0:
        data = data[:start] + data[end:]
    if not prolog.names and not prolog.files and not end:
        return data

    def meant(found: re.Match[bytes]) -> bytes:
        name = found[1].decode()
        if name in _OF_XML:
            return found[0]
        value = prolog.names.get(name, html5.get(f"{name};"))
        if value is None and name in prolog.files:
            return f"<include href={quoteattr(prolog.files[name])}/>".encode()
        if value is None and prolog.is_elsewhere:
            return b""  # declared in a file that is not fetched
        return found[0] if value is None else "".join(f"&#{ord(sign)};" for sign in value).encode()

    return _REFERENCE.sub(meant, data)


class _Found(Exception):  # noqa: N818 -- it ends the search, and is no error
    """The first element is there: no entity is declared after it."""


class _Prolog:
    """What stands before the first element: the document type, and the entities that it declares."""

    def __init__(self) -> None:
        self.doctype = (0, 0)
        self.names: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self.is_swollen = False
        self.is_elsewhere = False
        """Whether more is declared in another file."""
        self._data = b""
        self._parser = expat.ParserCreate()

    def read(self, data: bytes) -> None:
        """Read up to the first element."""
        self._data = data
        self._parser.StartDoctypeDeclHandler = self._begin
        self._parser.EndDoctypeDeclHandler = self._end
        self._parser.EntityDeclHandler = self._declare
        self._parser.StartElementHandler = self._stop
        try:
            self._parser.Parse(data, True)
        except _Found:
            return

    def _begin(self, *_: object) -> None:
        self.doctype = self._data.rfind(b"<!DOCTYPE", 0, self._parser.CurrentByteIndex + 9), 0

    def _end(self) -> None:
        self.doctype = self.doctype[0], self._data.find(b">", self._parser.CurrentByteIndex) + 1

    def _declare(
        self, name: str, is_parameter: bool, value: str | None, _base: object, file: str | None, *_: object
    ) -> None:
        """Take note of an entity; another file stands as an inclusion, and is not fetched."""
        if value is None:
            self.files[name] = file or ""
            self.is_elsewhere = self.is_elsewhere or is_parameter
            return
        self.is_swollen = self.is_swollen or len(value) > _LONGEST_ENTITY
        if self.is_swollen:
            return  # nothing is put together that would be refused
        named = {**_OF_XML, **self.names}
        text = _NAMED.sub(lambda found: named.get(found[1], found[0]), value)  # what is declared above it
        odd = re.search(r"[&%<]", _NAMED.sub(lambda found: "" if found[1] in named else found[0], value))
        self.is_swollen = self.is_swollen or len(text) > _LONGEST_ENTITY or odd is not None
        if not is_parameter:
            self.names.setdefault(name, text)

    def length(self, name: bytes) -> int:
        """Give how long the text is that an entity stands for."""
        return len(self.names.get(name.decode(), ""))

    def _stop(self, *_: object) -> None:
        raise _Found
