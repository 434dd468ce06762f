"""How large the letters of a Word document are: by its runs, their styles, and the defaults of the document."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from overlap.read.content import Paragraph, Table
from overlap.read.formats.wordtext import W, val

_DEFAULT = 20
"""Half points, where the document does not say."""
_MOST_STYLES = 20
"""So many styles may each be based on the next."""
_COVER = 40
"""Parts in which the title stands."""
_LARGER = 1.2
"""Sizes tell something where the cover has letters so many times larger than the text."""


class Sizes:
    """The sizes of the styles of a document."""

    def __init__(self, sheet: Element | None) -> None:
        styles = list(sheet.iter(f"{W}style")) if sheet is not None else []
        named = {style.get(f"{W}styleId", ""): style for style in styles}
        default = _half_points(sheet, "docDefaults/rPrDefault/rPr/sz") if sheet is not None else 0
        usual = (style for style in styles if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") == "1")
        self._styles = {name: _of_style(name, named) for name in named}
        first = next((self._styles[style.get(f"{W}styleId", "")] for style in usual), 0)
        self._usual = first or default or _DEFAULT

    def of(self, paragraph: Element) -> float:
        """Give the size of most letters of a paragraph, in points."""
        own = self._styles.get(val(paragraph, "pPr/pStyle"), 0) or self._usual
        letters = Counter[int]()
        for run in paragraph.findall(f"{W}r"):
            size = _half_points(run, "rPr/sz") or self._styles.get(val(run, "rPr/rStyle"), 0) or own
            letters[size] += sum(len(text.text or "") for text in run.findall(f"{W}t"))
        return max(letters, key=lambda each: letters[each], default=own) / 2


def telling(parts: Sequence[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """Give the parts with their sizes where these tell a title from the text, else without."""
    letters = Counter[float]()
    for part in parts:
        if isinstance(part, Paragraph):
            letters[part.size] += len(part.text)
    usual = max(letters, key=lambda each: letters[each], default=0.0)
    cover = (part.size for part in parts[:_COVER] if isinstance(part, Paragraph))
    if any(size > _LARGER * usual for size in cover):
        return tuple(parts)
    return tuple(replace(part, size=0.0) if isinstance(part, Paragraph) else part for part in parts)


def _of_style(name: str, named: Mapping[str, Element]) -> int:
    for _ in range(_MOST_STYLES):
        style = named.get(name)
        if style is None:
            return 0
        if size := _half_points(style, "rPr/sz"):
            return size
        name = val(style, "basedOn")
    return 0


def _half_points(element: Element, path: str) -> int:
    said = val(element, path)
    return int(said) if said.isdecimal() and len(said) < 5 else 0
