"""Groups of options: unfolded where they stand, whole again when the command is called."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import Annotated

import pytest
import typer
import typer.main
from typer.core import TyperGroup
from typer.testing import CliRunner

from overlap.cli.app import app
from overlap.cli.config.keys import KEYS
from overlap.cli.options import Filters, Folding, Listing, Scoring, settings_of
from overlap.cli.signature import Without, unfold
from overlap.settings import DEFAULTS, Level, Settings

Copies = Annotated[int, typer.Option("--copies", help="How many.")]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A group with an option that is required, one that can be repeated, and a flag."""

    size: Annotated[str, typer.Option("--size", help="Of a sheet.")]
    pages: Annotated[list[int] | None, typer.Option("--page", help="Only these.")] = None
    duplex: Annotated[bool, typer.Option("--duplex", help="On both sides.")] = False


@dataclass(frozen=True, kw_only=True)
class NamedPaper(Paper):
    """The same, with one option of another name."""

    size: Annotated[str, typer.Option("--paper", help="Of a sheet, another way.")] = "A4"


def output(command: Callable[..., None], *arguments: str) -> str:
    """Run a command of a program of its own, and give what it printed."""
    program = typer.Typer(rich_markup_mode=None, add_completion=False)
    program.command()(unfold(command))
    return CliRunner().invoke(program, arguments).output


def test_a_command_gets_its_groups_whole() -> None:
    def tell(*, copies: Copies = 1, paper: Paper) -> None:
        typer.echo(repr((copies, paper)))

    printed = output(tell, "--size", "A5", "--page", "1", "--page", "3", "--copies", "2")
    assert printed.strip() == repr((2, Paper(size="A5", pages=[1, 3])))
    assert "Missing option '--size'" in output(tell)


def test_options_stand_where_their_group_stands_and_some_can_be_left_out() -> None:
    def tell(*, copies: Copies = 1, paper: Annotated[NamedPaper, Without("pages")], colour: bool = False) -> None:
        typer.echo(repr((copies, paper, colour)))

    assert list(signature(unfold(tell)).parameters) == ["copies", "size", "duplex", "colour"]
    assert output(tell, "--paper", "A3", "--duplex").strip() == repr((1, NamedPaper(size="A3", duplex=True), False))
    assert "No such option: --page" in output(tell, "--page", "1")


def test_an_option_that_two_groups_have_is_refused() -> None:
    def tell(*, one: Paper, other: NamedPaper) -> None:
        typer.echo(repr((one, other)))

    with pytest.raises(ValueError, match="duplicate"):
        unfold(tell)


def test_settings_left_out_are_the_defaults() -> None:
    assert settings_of(Folding(), Listing(), Filters(), Scoring()) == DEFAULTS == settings_of()


def test_settings_are_made_of_the_options_given() -> None:
    groups = Listing(limit=0, level="subst"), Filters(type=["Supplement", "WID NEW"]), Scoring(weights="own.toml")
    assert settings_of(Folding(no_fold=True), *groups, within=True) == Settings(
        limit=None,
        level=Level.SUBSTANTIAL,
        type=("Supplement", "WID NEW"),
        weights="own.toml",
        fold=False,
        within=True,
    )


def test_an_option_of_several_commands_is_the_same_in_all() -> None:
    """Name, default and help agree wherever an option of a comparison occurs."""
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    own = {(key.table, key.name) for key in KEYS if key.table}  # a command's own table says that it differs there
    commands = [root.commands[name] for name in ("compare", "mandates", "report", "explain", "evaluate", "label")]
    for name in ("no_fold", "limit", "min_score", "status", "glossary", "weights", "embeddings", "column", "strict"):
        found = {
            (tuple(each.opts), str(each.default), getattr(each, "help", ""))
            for command in commands
            for each in command.params
            if each.name == name and (command.name, name) not in own
        }
        assert len(found) == 1, name
