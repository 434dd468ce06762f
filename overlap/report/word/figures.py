"""Figures of a Word document, drawn by Pillow at 300 dots an inch, in black and grey: they print without colour."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from overlap.text.printing import printable

DOTS = 300
"""An inch."""
_SIZE = 34
"""Of letters, in dots: 8 points."""
_LINE = 42
_MARGIN = 16
_CELL = 54
"""Height of a row, in dots: 4.6 mm."""
_LIGHT, _DARK = 238, 150
"""The lightest and the darkest grey that is filled in: black letters can be read on both."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart of how far something is: its name, how many steps it has gone, what is told at its end."""

    name: str
    steps: int
    told: str
    is_near: bool
    """Whether it is one of those the paper is about."""


def draw_matrix(
    rows: Sequence[str], columns: Sequence[str], counts: Mapping[tuple[str, str], int], width: int
) -> bytes:
    """Draw how often rows and columns meet: the more, the darker, with the number; `width` is in millimetres."""
    dots, font = _dots(width), ImageFont.load_default(_SIZE)
    names = min(max((font.getlength(printable(row)) for row in rows), default=0) + 2 * _MARGIN, dots / 3)
    step = (dots - names) / max(len(columns), 1)
    heads = [_wrapped(column, font, step - _MARGIN) for column in columns]
    top = max(map(len, heads), default=1) * _LINE + _MARGIN
    picture = Image.new("L", (dots, top + _CELL * len(rows) + 2), 255)
    pen = ImageDraw.Draw(picture)
    most = max(counts.values(), default=1)
    for number, lines in enumerate(heads):
        for line, text in enumerate(lines):
            pen.text((names + (number + 0.5) * step, line * _LINE), text, 0, font, anchor="ma")
    for place, row in enumerate(rows):
        middle = top + (place + 0.5) * _CELL
        pen.text((0, middle), _wrapped(row, font, names - _MARGIN)[0], 0, font, anchor="lm")
        for number, column in enumerate(columns):
            count = counts.get((row, column), 0)
            left, upper = names + number * step, top + place * _CELL
            shade = round(_LIGHT - (_LIGHT - _DARK) * (count - 1) / max(most - 1, 1)) if count else 255
            pen.rectangle((left, upper, left + step, upper + _CELL), shade, 170, 2)
            if count:
                pen.text((left + step / 2, middle), str(count), 0, font, anchor="mm")
    return _png(picture)


def draw_progress(bars: Sequence[Bar], steps: Sequence[str], width: int) -> bytes:
    """Draw how far each thing is along some steps, near ones filled in; `width` is in millimetres."""
    dots, font = _dots(width), ImageFont.load_default(_SIZE)
    names = min(max((font.getlength(printable(bar.name)) for bar in bars), default=0) + 2 * _MARGIN, dots / 4)
    told = max((font.getlength(printable(bar.told)) for bar in bars), default=0) + 2 * _MARGIN
    step = (dots - names - told) / max(len(steps), 1)
    heads = [_wrapped(each, font, step - _MARGIN) for each in steps]
    top = max(map(len, heads), default=1) * _LINE + _MARGIN
    picture = Image.new("L", (dots, top + _CELL * len(bars) + 2), 255)
    pen = ImageDraw.Draw(picture)
    for number, lines in enumerate(heads):
        for line, text in enumerate(lines):
            pen.text((names + (number + 0.5) * step, line * _LINE), text, 0, font, anchor="ma")
        edge = names + (number + 1) * step
        pen.line((edge, top, edge, top + _CELL * len(bars)), 190, 2)
    for place, bar in enumerate(bars):
        middle, upper = top + (place + 0.5) * _CELL, top + place * _CELL
        pen.text((0, middle), _wrapped(bar.name, font, names - _MARGIN)[0], 0, font, anchor="lm")
        end = names + bar.steps * step
        pen.rectangle((names, upper + 10, end, upper + _CELL - 10), _DARK if bar.is_near else 255, 0, 3)
        pen.text((names + len(steps) * step + _MARGIN, middle), printable(bar.told), 0, font, anchor="lm")
    return _png(picture)


def _wrapped(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: float) -> list[str]:
    """Part a text into lines of a width; a word that is longer stands alone, and stands out."""
    lines = [""]
    for word in printable(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _dots(millimetres: int) -> int:
    return round(millimetres / 25.4 * DOTS)


def _png(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    picture.save(made, "PNG", dpi=(DOTS, DOTS), optimize=True)
    return made.getvalue()
