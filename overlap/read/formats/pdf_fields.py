"""What was filled into the fields of a PDF form: their values, and where on the page they stand.

The fields and their types are those of ISO 32000-1, 12.7.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

_PUSH_BUTTON = 1 << 16
_PASSWORD = 1 << 13
"""Field flags: what has no value, and what nobody may see."""
_DEEPEST = 32
"""Fields within fields."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The value of a field."""

    text: str
    """As typed or chosen; a check box is ☒ or ☐."""
    left: float
    bottom: float
    """In points from the upper left corner of the page."""
    is_box: bool = False


def filled(page: Any) -> tuple[Filled, ...]:  # noqa: ANN401 - pypdf's objects have the types that a file gives them
    """List the fields of a page that have a value, from top to bottom; a broken one is passed over."""
    found = []
    for each in _dereferenced(page.get("/Annots")) or ():
        with suppress(AttributeError, TypeError, ValueError, KeyError, IndexError):
            widget = each.get_object()
            if widget.get("/Subtype") == "/Widget" and (value := _value(widget)):
                left, bottom, _, _ = (float(edge) for edge in widget["/Rect"])
                top = float(page.mediabox.top)
                is_box = _inherited(widget, "/FT") == "/Btn"
                found.append(Filled(value, left, top - bottom, is_box))
    return tuple(sorted(found, key=lambda field: (field.bottom, field.left)))


def _value(widget: Any) -> str:  # noqa: ANN401 - see `filled`
    flags = int(_inherited(widget, "/Ff") or 0)
    if _inherited(widget, "/FT") == "/Btn":
        return "" if flags & _PUSH_BUTTON else "☐" if widget.get("/AS") in (None, "/Off") else "☒"
    value = _inherited(widget, "/V")
    if value is None or flags & _PASSWORD:
        return ""
    if hasattr(value, "get_data"):  # a long text may stand in a stream
        value = value.get_data().decode("utf-8", "replace")
    texts = value if isinstance(value, list) else [value]
    return "\n".join(filter(None, ("\n".join(map(str.strip, str(text).splitlines())).strip() for text in texts)))


def _inherited(widget: Any, key: str) -> Any:  # noqa: ANN401 - see `filled`
    """Give what the field says, or the field that it is part of."""
    for _ in range(_DEEPEST):
        if key in widget:
            return _dereferenced(widget[key])
        if "/Parent" not in widget:
            return None
        widget = _dereferenced(widget["/Parent"])
    return None


def _dereferenced(thing: Any) -> Any:  # noqa: ANN401 - see `filled`
    return thing.get_object() if hasattr(thing, "get_object") else thing


Piece = tuple[str, float, tuple[float, float]]
"""A run of text, its size, and where it begins."""


def placed(pieces: Sequence[Piece], fields: Sequence[Filled]) -> Iterator[Piece]:
    """Put each value on a line of its own after the text nearest above it, and each box before the text beside it."""
    after: dict[int, list[Filled]] = {}
    before: dict[int, list[Filled]] = {}
    for field in fields:
        beside = [
            (point[0], index)
            for index, (text, _, point) in enumerate(pieces)
            if text.strip() and abs(point[1] - field.bottom) <= _ROW and point[0] >= field.left
        ]
        above = [
            (point[1], index)
            for index, (text, _, point) in enumerate(pieces)
            if text.strip() and point[1] <= field.bottom + _SAME_LINE
        ]
        if field.is_box and beside:
            before.setdefault(min(beside)[1], []).append(field)
        else:
            after.setdefault(max(above, default=(0.0, -1))[1], []).append(field)
    for index in range(-1, len(pieces)):
        for field in before.get(index, ()):
            yield f"{field.text} ", pieces[index][1], (field.left, field.bottom)
        if index >= 0:
            yield pieces[index]
        for field in after.get(index, ()):
            yield f"\n{field.text}\n", 0.0, (field.left, field.bottom)


_ROW = 8.0
"""Points by which the foot of a box and the text beside it may differ."""
_SAME_LINE = 2.0
