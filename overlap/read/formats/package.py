"""The parts of a newer Office file: XML in a ZIP archive."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from overlap.errors import InputError
from overlap.read.formats import xmltree
from overlap.read.formats.archive import BROKEN

if TYPE_CHECKING:
    from zipfile import ZipFile

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SAVE_AGAIN = "Open it in the program it was made with, and save it again."


def part_bytes(archive: "ZipFile", name: str, source: str) -> bytes:
    """Unpack one part; empty when it is not there. Raises InputError when it is damaged."""
    if name not in archive.NameToInfo:
        return b""
    try:
        return archive.read(name)
    except BROKEN as error:
        raise InputError(f"{source}: damaged ({name}: {error}).", _SAVE_AGAIN) from error


def part(archive: "ZipFile", name: str, source: str, renamed: tuple[bytes, bytes] = (b"", b"")) -> Element | None:
    """Parse one part; None when it is not there. `renamed` puts one namespace in the place of another.

    Raises InputError when it is damaged, or declares entities.
    """
    if name not in archive.NameToInfo:
        return None
    text = part_bytes(archive, name, source)
    return xmltree.parse(text.replace(*renamed) if renamed[0] else text, source, name)


def replaced(archive: "ZipFile", parts: Mapping[str, bytes]) -> bytes:
    """Pack the archive again with other parts in the place of its own."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in archive.namelist():
            content = parts[name] if name in parts else archive.read(name)
            new.writestr(zipfile.ZipInfo(name), content)  # with a time of its own, not that of the clock
    return out.getvalue()


def title(archive: "ZipFile", source: str) -> str:
    """Give the title in the properties of the file."""
    root = part(archive, "docProps/core.xml", source)
    return " ".join((root.findtext(_TITLE) or "").split()) if root is not None else ""
