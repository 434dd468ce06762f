"""The options that commands share, each declared once; those of a comparison in the groups that commands name.

A field of a group has the name of the setting it stands for, so that a new option of the comparison is one line here.
"""

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from overlap.cli import columns
from overlap.cli.console import check_output
from overlap.cli.values import at_least, by_of, explained_of, format_of, level_of, order_of
from overlap.settings import DEFAULTS, ReadSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from overlap.report import Format

LevelOption = Annotated[
    str | None,
    typer.Option("--level", help="Leave out pairs further apart: likely, substantial, related or distant."),
]
ByOption = Annotated[str, typer.Option("--by", help="List pair by pair, or by subject.")]
OrderOption = Annotated[
    str,
    typer.Option("--order", help="By closeness, or by urgency: closeness times how much can still be changed."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Any fault in the input is an error.")]
TableOrJson = Annotated[str, typer.Option("--format", "-f", help="Print as table or json.")]


@dataclass(frozen=True, kw_only=True)
class Comparing:
    """Options that settings of a comparison are made of."""

    def settings(self) -> dict[str, Any]:
        """Give the settings by name; what was left out is not among them."""
        given = {each.name: getattr(self, each.name) for each in fields(self)}
        return {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in given.items()
            if value is not None
        }


@dataclass(frozen=True, kw_only=True)
class Folding(Comparing):
    """What counts as one work item."""

    no_fold: Annotated[
        bool, typer.Option("--no-fold", help="Take editions, drafts and amendments one by one.")
    ] = not DEFAULTS.fold

    def settings(self) -> dict[str, Any]:
        """Turn the option round: the setting is to fold."""
        return {"fold": not self.no_fold}


@dataclass(frozen=True, kw_only=True)
class Listing(Comparing):
    """How many pairs are listed, and how close they must be."""

    limit: Annotated[
        int, typer.Option("--limit", "-n", callback=at_least(0), help="Show so many pairs; 0 for every pair.")
    ] = DEFAULTS.limit or 0
    per_item: Annotated[
        int | None, typer.Option("--per-item", callback=at_least(1), help="At most so many pairs of any one entry.")
    ] = DEFAULTS.per_item
    explain: Annotated[str, typer.Option("--explain", help="With --limit 0: explain the related pairs, or all.")] = (
        DEFAULTS.explain
    )
    min_score: Annotated[
        float, typer.Option("--min-score", metavar="0 to 1", help="Leave out pairs below this score.")
    ] = DEFAULTS.min_score
    level: LevelOption = DEFAULTS.level
    by: ByOption = DEFAULTS.by
    order: OrderOption = DEFAULTS.order

    def settings(self) -> dict[str, Any]:
        """Give 0 and the names of level, list, order and what is explained the meaning they have in settings."""
        named = {
            "level": level_of(self.level),
            "by": by_of(self.by),
            "order": order_of(self.order),
            "explain": explained_of(self.explain),
        }
        return super().settings() | {"limit": self.limit or None} | named


@dataclass(frozen=True, kw_only=True)
class Filters(Comparing):
    """Which work items must be in a pair."""

    status: Annotated[
        list[str] | None, typer.Option("--status", help="Only with a work item of this status; repeatable.")
    ] = None
    type: Annotated[
        list[str] | None,
        typer.Option("--type", help="Only with a work item of this type, as Supplement or 'WID NEW'; repeatable."),
    ] = None
    committee: Annotated[
        list[str] | None,
        typer.Option("--committee", help="Only with a work item of this committee or one below it; repeatable."),
    ] = None
    group: Annotated[
        list[str] | None,
        typer.Option("--group", help="Only with a work item of this Question or group; repeatable."),
    ] = None

    def settings(self) -> dict[str, Any]:
        """Take a Question without its Q, as 7/20, for what it is."""
        given = super().settings()
        named = tuple(f"Q{name}" if re.fullmatch(r"\d+/\d+", name) else name for name in given.get("group", ()))
        return given | ({"group": named} if named else {})


@dataclass(frozen=True, kw_only=True)
class Scoring(Comparing):
    """What the score is made with."""

    glossary: Annotated[
        str,
        typer.Option(
            "--glossary", metavar="FILE", help="Words of the field of your own, beside those that overlap knows."
        ),
    ] = DEFAULTS.glossary
    weights: Annotated[
        str, typer.Option("--weights", metavar="FILE", help="Weights of the score, as evaluate --learn writes them.")
    ] = DEFAULTS.weights
    lexicon: Annotated[
        str,
        typer.Option(
            "--lexicon",
            metavar="FILE",
            help="Related words of your own, in place of those that overlap has; or none.",
        ),
    ] = DEFAULTS.lexicon
    embeddings: Annotated[
        str,
        typer.Option(
            "--with-embeddings",
            metavar="FOLDER",
            help="Ask a sentence-embedding model too: its folder, or minilm for that of the extra.",
        ),
    ] = DEFAULTS.embeddings


def settings_of(*groups: Comparing, **more: Any) -> Settings:  # noqa: ANN401 -- Settings has their types
    """Make the settings of a comparison from groups of options, and from what a command sets itself."""
    given = {name: value for group in groups for name, value in group.settings().items()}
    return Settings(**given, **more)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the user says about the files that are read."""

    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            help='Read the column of that heading as a field, in every list that has it: --column title="Subject / '
            'Title", or in one: --column itu.xlsx:title=Name; repeatable.',
        ),
    ] = None
    mandate_of: Annotated[
        str, typer.Option("--mandate-of", help="Of a file with the mandates of several groups, take that of this one.")
    ] = ""

    def settings(self) -> ReadSettings:
        """Take it apart. Raises SettingsError for a column that is no field's."""
        return columns.read(self.column or (), self.mandate_of)


RawCsv = Annotated[
    bool, typer.Option("--raw-csv", help="In CSV leave texts as they are, though a spreadsheet would run some.")
]


@dataclass(frozen=True, kw_only=True)
class Outputs:
    """Where a report goes: onto the screen, into files, or both."""

    format_name: Annotated[
        str | None, typer.Option("--format", "-f", help="Print as table, json, jsonl, csv or markdown.")
    ] = None
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            help="Write a file; its suffix (.txt .json .jsonl .csv .md) picks the format; repeatable.",
        ),
    ] = None
    raw_csv: RawCsv = False

    @property
    def files(self) -> list[Path]:
        """The files to be written."""
        return self.output or []

    @property
    def is_printed(self) -> bool:
        """Whether the report is shown too: where a format is named, or no file."""
        return bool(self.format_name or not self.files)

    def form(self) -> "Format":
        """Find the format of what is printed."""
        return self._as_asked(format_of(self.format_name))

    def formats(self) -> "dict[Path, Format]":
        """Find the format of each file."""
        from overlap.report import format_of

        return {path: self._as_asked(format_of(path)) for path in self.files}

    def _as_asked(self, form: "Format") -> "Format":
        from overlap.report import Format

        return Format.RAW_CSV if self.raw_csv and form is Format.CSV else form

    def check(self, inputs: "Iterable[str]") -> None:
        """Refuse files that could not be written or would replace an input."""
        names = tuple(inputs)
        for path in self.files:
            check_output(path, names)
