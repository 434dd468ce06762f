"""What help pages show beside options: examples at the foot, and commands under headings."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, get_args

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


WORDS: Mapping[type, str] = {Path: "FILE", str: "TEXT", int: "NUMBER", float: "NUMBER"}
"""What stands for a value where an option names no word of its own: the words of Python mean nothing to most."""


class HeadedGroup(TyperGroup):
    """The group of all commands; rich would do this too, and takes as long to import as all the rest."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 -- the same
        """Find a command, its values named in the words of people."""
        command = super().get_command(ctx, cmd_name)
        _name_values(command)
        return command

    def format_commands(self, ctx: object, formatter: Formatter) -> None:  # noqa: ARG002 -- typer hands it over
        """Write the commands below their headings."""
        longest = max(map(len, self.commands))
        for heading, names in HEADINGS.items():
            about = [self.commands[name].get_short_help_str(formatter.width - longest - 6) for name in names]
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(longest), text) for name, text in zip(names, about, strict=True)])


def _name_values(command: Any) -> None:  # noqa: ANN401 -- the same
    """Name what an option takes in the words of people, and leave out what an argument is made of."""
    for each in getattr(command, "commands", {}).values():
        _name_values(each)
    for each in getattr(command, "params", ()):
        if each.param_type_name == "argument":
            each.display_type_rich = lambda ctx: ""  # noqa: ARG005 -- typer calls it so
        elif each.metavar is None and not each.is_flag:
            kind = each.type_descriptor.annotation
            each.metavar = WORDS.get(next(iter(get_args(kind)), kind))


def examples(*lines: str) -> str:
    """Lay out example commands for the foot of a help page, which keeps their line breaks."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
