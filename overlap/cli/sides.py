"""The two sides of a comparison: the options that name them, and their loading."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

import typer

from overlap.cli import columns, faults
from overlap.cli.completion import complete_names
from overlap.cli.console import counting, say
from overlap.corpus import corpora
from overlap.errors import InputError, NotFoundError, SettingsError
from overlap.model import Corpus, Fault
from overlap.settings import AS_WRITTEN, DEFAULTS, ReadSettings

SIDE = "A bundled or imported name, a corpus folder, a file, or - for standard input."
LEFT, RIGHT = corpora.default_pair()
BOTH = [LEFT, RIGHT]


def given_by(ctx: typer.Context, parameter: str) -> str:
    """Tell where a parameter comes from: COMMANDLINE, DEFAULT_MAP for what is configured, DEFAULT."""
    source = ctx.get_parameter_source(parameter)
    return source.name if source else ""


def _unless_within(ctx: typer.Context, right: str | None) -> str | None:
    """Leave the right side out where LEFT is compared with itself, unless it was named all the same."""
    return right if not ctx.params.get("within") or given_by(ctx, "right") == "COMMANDLINE" else None


@dataclass(frozen=True, kw_only=True)
class Sides:
    """Both sides as arguments."""

    left: Annotated[str, typer.Argument(help=SIDE, autocompletion=complete_names)] = LEFT
    right: Annotated[str | None, typer.Argument(help=SIDE, autocompletion=complete_names, callback=_unless_within)] = (
        RIGHT
    )
    within: Annotated[bool, typer.Option("--within", is_eager=True, help="Compare LEFT with itself.")] = DEFAULTS.within

    @property
    def names(self) -> tuple[str, str]:
        """What a report writes for both, and what no output may replace."""
        return self.left, self.right or RIGHT


@dataclass(frozen=True, kw_only=True)
class NamedSides(Sides):
    """Both sides as options, for commands whose arguments are something else."""

    left: Annotated[str, typer.Option("--left", help=SIDE, autocompletion=complete_names)] = LEFT
    right: Annotated[
        str | None, typer.Option("--right", help=SIDE, autocompletion=complete_names, callback=_unless_within)
    ] = RIGHT


def load(sides: Sides, settings: ReadSettings = AS_WRITTEN, strict: bool = False) -> tuple[Corpus, Corpus]:
    """Load both sides and tell the faults; with `within` the left one stands on both.

    Raises StrictError for any fault if faults are errors.
    """
    check(sides)
    left, right, within = sides.left, sides.right, sides.within
    with counting("Reading") as progress:
        first = corpora.load(left, settings, progress)
        second = first if within else corpora.load(right or RIGHT, settings, progress)
    columns.check(settings, {**first.headings, **second.headings})
    tell([first] if within else [first, second], strict)
    return first, second


def load_each(
    sides: Sides, settings: ReadSettings, strict: bool
) -> tuple[tuple[Corpus, Corpus] | None, tuple[Fault, ...]]:
    """Load both sides as `load` does, and name each that cannot be read; nothing is compared with half of them."""
    from overlap.read.ingestion import as_fault

    check(sides)
    found: list[Corpus] = []
    failed: list[Fault] = []
    with counting("Reading") as progress:
        for name in sides.names:
            try:
                found.append(corpora.load(name, settings, progress))
            except (InputError, NotFoundError) as error:
                failed.append(as_fault(error, name))
    if not failed:
        columns.check(settings, {path: there for each in found for path, there in each.headings.items()})
    tell(found, strict)
    return (None if failed else (found[0], found[1])), tuple(failed)


def check(sides: Sides) -> None:
    """Refuse sides that exclude each other, and tell a person that standard input is waited for."""
    if sides.within and sides.right is not None:
        raise SettingsError(
            f"--within compares {sides.left} with itself, but {sides.right} was given too.", "Leave one of them out."
        )
    if sides.left == sides.right == "-":
        raise InputError("Standard input can be one side only.", "Give a file for the other.")
    if "-" in (sides.left, sides.right) and sys.stdin and sys.stdin.isatty():
        say("reading standard input; end it with Ctrl-D.")


def tell(read: Iterable[Corpus], strict: bool) -> None:
    """Tell the faults of what was read. Raises StrictError for any if faults are errors."""
    found = [fault for corpus in read for fault in corpus.faults]
    if strict:
        faults.refuse(found)
    faults.tell(found)
