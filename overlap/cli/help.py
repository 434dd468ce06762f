"""What help pages show beside options: examples at the foot, and commands under headings."""

import os
from collections.abc import Callable, Mapping, Sequence
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
        """Find a command, its values named in the words of people, and taken as they are where they may be."""
        command = super().get_command(ctx, cmd_name)
        if command:
            _name_values(command)
            _take_values(command, ctx)
        return command

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 -- the same
        """Read what stands before the command."""
        _take_values(self, ctx, is_deep=False)
        return super().parse_args(ctx, args)

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


def _take_values(command: Any, ctx: Any, is_deep: bool = True) -> None:  # noqa: ANN401 -- the same
    """Take the values of options as they are, where typer is one that has pydantic look at each."""
    for each in getattr(command, "commands", {}).values() if is_deep else ():
        _take_values(each, ctx)
    for each in command.get_params(ctx):
        usual = getattr(each, "get_runtime_param", None)
        if usual and not isinstance(usual, _Taken):
            kind = each.type_descriptor.annotation
            each.get_runtime_param = _Taken(usual, next(iter(get_args(kind)), kind), each)


class _Taken:
    """Takes a value that is of its kind already, or a path; asks pydantic of others, whose import takes 0.1 s."""

    def __init__(self, usual: Callable[[], Any], kind: Any, parameter: Any) -> None:  # noqa: ANN401 -- the same
        self._usual = usual
        self._kind = kind
        self._is_many = parameter.multiple or parameter.nargs == -1

    def __call__(self) -> "_Taken":
        """Stand for what makes it, too."""
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401 -- the same
        """Give the value that the command gets."""
        if value is None:
            return () if self._is_many else None
        given = value if self._is_many and isinstance(value, list | tuple) else [value]
        found = [self._take(each) for each in given]
        if None in found or (self._is_many and given is not value):
            return self._usual().coerce(value, param=param, ctx=ctx)
        return found if self._is_many else found[0]

    def _take(self, value: object) -> object:
        """Give the value as its kind; None where that is for others to say."""
        if type(value) is self._kind:
            return value
        if self._kind is str and isinstance(value, str):
            return str(value)
        if self._kind is Path and isinstance(value, str | Path) and "\0" not in str(value):
            return Path(value) if not os.path.exists(value) or os.access(value, os.R_OK) else None  # noqa: PTH110
        return None


def examples(*lines: str) -> str:
    """Lay out example commands for the foot of a help page, which keeps their line breaks."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
