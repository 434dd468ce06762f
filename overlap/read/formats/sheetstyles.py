"""What of a workbook is struck out: cells by their format, and runs within a text (ECMA-376, part 1, 18.4 and 18.8)."""

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from overlap.read.formats import package, xmltree

if TYPE_CHECKING:
    from zipfile import ZipFile

_OFF = ("0", "false")


def struck_formats(archive: "ZipFile", source: str) -> frozenset[str]:
    """Give the numbers of the cell formats whose font is struck out, as cells name them."""
    if b"strike" not in package.part_bytes(archive, "xl/styles.xml", source):
        return frozenset()
    root = package.part(archive, "xl/styles.xml", source)
    fonts = [_is_struck(font) for font in _below(root, "fonts")]
    struck = {str(number) for number, is_struck in enumerate(fonts) if is_struck}
    return frozenset(str(number) for number, each in enumerate(_below(root, "cellXfs")) if each.get("fontId") in struck)


def struck_texts(archive: "ZipFile", source: str) -> dict[str, str]:
    """Give, by the numbers of the shared texts of which some is struck out, what is left of each."""
    if b"strike" not in package.part_bytes(archive, "xl/sharedStrings.xml", source):
        return {}
    root = package.part(archive, "xl/sharedStrings.xml", source)
    texts = [list(each) for each in root] if root is not None else []
    return {
        str(number): "".join(_text(run) for run in runs if not _is_struck(run))
        for number, runs in enumerate(texts)
        if any(map(_is_struck, runs))
    }


def _below(root: Element | None, name: str) -> list[Element]:
    return [each for part in root if xmltree.local(part.tag) == name for each in part] if root is not None else []


def _is_struck(element: Element) -> bool:
    """Say whether a font, or the properties of a run, strike their text out."""
    return any(xmltree.local(each.tag) == "strike" and each.get("val") not in _OFF for each in element.iter())


def _text(run: Element) -> str:
    """Give the text of a run; readings above characters are none."""
    is_text = xmltree.local(run.tag) in ("r", "t")
    return "".join(each.text or "" for each in run.iter() if is_text and xmltree.local(each.tag) == "t")
