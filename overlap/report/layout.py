"""Texts, tables and grids laid out on a screen; with the console of the CLI, the only module that knows rich."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rich.cells import cell_len, chop_cells
from rich.console import Console, Group, RenderableType
from rich.containers import Lines
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from overlap.text.printing import printable

Block = RenderableType
"""What can be laid out: a string, or what a function of this module made."""
ColorSystem = Literal["auto", "standard", "256", "truecolor", "windows"] | None
_SIGNS = ",;:.!?)]}…"
"""What belongs to the word before it, and begins no line."""
_GAP = 2
"""Blanks between two columns."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What there is to write on."""

    width: int = 80
    color: ColorSystem = None
    """None for text without any escape code."""


PLAIN = Screen()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table or a grid."""

    heading: str = ""
    style: str = ""
    is_number: bool = False
    """Stands to the right, as numbers do."""
    is_cut: bool = False
    """A word too long for it is cut, as a bar or a number on a narrow screen; else it goes on in the next line."""
    width: int | None = None
    ratio: int | None = None
    """Of what the columns of no fixed width leave, so many shares."""


class _Flowing(Text):
    """A text in which a sign does not begin a line where the word before it just fills one."""

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:  # noqa: ANN401 -- as rich gives them on
        """Wrap it; a word that is too long together with its signs gives them its last letter to go with."""
        made: Text = self.copy()
        for found in reversed([*re.finditer(r"\S+", self.plain)]):
            word = found[0]
            if cell_len(word) > width > 2 and not chop_cells(word, width)[-1].strip(_SIGNS):
                at = found.start() + max(len(word.rstrip(_SIGNS)) - 1, 0)
                made = Text.assemble(made[:at], " ", made[at:]) if at else made
        return made.wrap(console, width, **how) if made.plain != self.plain else super().wrap(console, width, **how)


def text(said: str, style: str = "", more: Iterable[tuple[str, str]] = ()) -> Text:
    """Make a text; `more` goes on after it, each piece in a style of its own."""
    made = _Flowing(printable(said), style=style)
    for piece, its_style in more:
        made.append(printable(piece), style=its_style)
    return made


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[Block]], *, width: int | None = None, below: int = 0
) -> Table:
    """Make a table under its headings, with so many blank lines below each row."""
    return _filled(Table(box=None, padding=(0, _GAP, below, 0), pad_edge=False, width=width), columns, rows)


def grid(columns: Sequence[Column], rows: Iterable[Sequence[Block]], *, is_wide: bool = False) -> Table:
    """Make a table without headings, as wide as the screen if it is to be."""
    return _filled(Table.grid(padding=(0, _GAP, 0, 0), expand=is_wide), columns, rows)


def _filled(made: Table, columns: Sequence[Column], rows: Iterable[Sequence[Block]]) -> Table:
    for each in columns:
        made.add_column(
            _Flowing(printable(each.heading)),
            style=each.style,
            justify="right" if each.is_number else "left",
            overflow="ellipsis" if each.is_cut else "fold",
            width=each.width,
            ratio=each.ratio,
        )
    for row in rows:
        made.add_row(*(_Flowing(printable(cell)) if isinstance(cell, str) else cell for cell in row))
    return made


def indented(block: Block) -> Padding:
    """Move a table or a grid to the right."""
    return Padding(block, (0, 0, 0, _GAP))


def render(blocks: Iterable[Block], screen: Screen) -> str:
    """Write blocks one below the other; an indented text stays so where it wraps."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=screen.width,
        color_system=screen.color,
        force_terminal=screen.color is not None,
        highlight=False,
        emoji=False,
        markup=False,
    )
    console.print(Group(*map(_hanging, blocks)))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _hanging(block: Block) -> Block:
    """Keep the indentation of a text on every line of it."""
    depth = len(block.plain) - len(block.plain.lstrip(" ")) if isinstance(block, Text) else 0
    if not isinstance(block, Text) or not depth:
        return block
    rest = block[depth:]
    return Padding(_Flowing(rest.plain, style=rest.style, spans=rest.spans), (0, 0, 0, depth))


def render_lines(lines: Iterable[str], screen: Screen = PLAIN) -> str:
    """Write lines of text; one that is too long goes on below its own beginning."""
    return render(map(text, lines), screen)
