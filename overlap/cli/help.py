"""What help pages show beside options: examples at the foot, and commands under headings."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from typer.core import TyperGroup

HEADINGS: Mapping[str, Sequence[str]] = {
    "Compare": ("compare", "explain", "mandates", "report"),
    "Propose": ("check", "baseline"),
    "Decide": ("decide", "decisions", "diff", "reproduce"),
    "Act": ("review", "liaison", "watch"),
    "Lists": ("ingest", "corpus"),
    "Tune": ("label", "evaluate", "config", "init", "cache"),
    "Help": ("manual",),
}
"""Every command, under what it is for."""


class Formatter(Protocol):
    """What typer writes a help page with; it has no public name there."""

    width: int

    def section(self, name: str) -> AbstractContextManager[None]:
        """Write what follows below a heading."""

    def write_dl(self, rows: Sequence[tuple[str, str]]) -> None:
        """Write names and what they are in two columns."""


class HeadedGroup(TyperGroup):
    """The group of all commands; rich would do this too, and takes as long to import as all the rest."""

    def format_commands(self, ctx: object, formatter: Formatter) -> None:  # noqa: ARG002 -- typer hands it over
        """Write the commands below their headings."""
        longest = max(map(len, self.commands))
        for heading, names in HEADINGS.items():
            about = [self.commands[name].get_short_help_str(formatter.width - longest - 6) for name in names]
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(longest), text) for name, text in zip(names, about, strict=True)])


def examples(*lines: str) -> str:
    """Lay out example commands for the foot of a help page, which keeps their line breaks."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
