"""The commands about configuration, `config` and `init`, and the defaults that it gives all commands."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from overlap.cli.config import defaults, keys
from overlap.cli.console import page, say, show
from overlap.cli.help import examples
from overlap.cli.options import TableOrJson
from overlap.cli.values import is_json
from overlap.errors import OutputError, OverlapError, SettingsError

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Show what is configured.")
NONE = "none"
"""Named in place of a file: there is to be none."""
ConfigOption = Annotated[
    str | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Take the configuration from this file alone, or from none; else from where it is found.",
        callback=lambda ctx, name: configure(ctx, name),
        is_eager=True,
    ),
]
INIT_EXAMPLES = examples("overlap init")


def configured(group: TyperGroup) -> dict[str, object]:
    """Give the defaults of every command below, by its name and those of its parameters, as typer takes them.

    Where the configuration is faulty each of them raises that fault when a command asks for it, and not before: help
    pages and commands that take nothing from it still work.
    """
    found: dict[str, object]
    try:
        found = {name: each.value for name, each in _settings().items() if each.origin != defaults.DEFAULT}
    except OverlapError as error:
        found = dict.fromkeys((key.full for key in keys.KEYS), _fault(error))
    return _defaults(group, found)


def configure(ctx: typer.Context, name: str | None) -> str | None:
    """Take the configuration of one command from the file of that name alone, or from none; a callback of `--config`.

    Variables of the environment stand above it, as ever: who calls the command sets them.
    """
    if name is not None:
        ctx.default_map = _of_parameters(ctx.command, {key.name: each.value for key, each in _chosen(name)})
    return name


def used(ctx: typer.Context, name: str | None) -> str:
    """Say which files and variables configure a command, and what they set of it; `none` where nothing does."""
    names = _parameters(ctx.command)
    found = _chosen(name) if name is not None else [(each.key, each) for each in _settings().values() if _is_set(each)]
    said = [f"{key.full} = {_plain(each.value)} ({each.origin})" for key, each in found if key.name in names]
    return "; ".join([*([name] if name not in (None, NONE) else []), *said]) or NONE


def _chosen(name: str) -> list[tuple[keys.Key, defaults.Setting]]:
    """Give what the environment and the file of that name set."""
    if name != NONE and not defaults.is_there(Path(name)):
        raise SettingsError(f"{name}: no such file.", f"Name a file as 'overlap init' writes it, or {NONE}.")
    files = [] if name == NONE else [defaults.read_file(Path(name))]
    settled = defaults.settle([defaults.read_environment(os.environ), *files])
    return [(each.key, each) for each in settled.values() if _is_set(each) and not each.key.table]


def _is_set(each: defaults.Setting) -> bool:
    return each.origin != defaults.DEFAULT


@app.command("show", epilog=examples("overlap config show", "OVERLAP_LEVEL=related overlap config show"))
def show_config(
    format_name: TableOrJson = "table",
) -> None:
    """Show every key, its value, and where the value comes from.

    A variable of the environment stands above the file of the project, and that above the file of the user; an option
    on the command line stands above them all.
    """
    as_json = is_json(format_name)
    found = _settings().values()
    project, user = defaults.project_file(), defaults.user_file()
    if as_json:
        listed = [{"key": each.key.full, "value": each.value, "origin": each.origin} for each in found]
        files = {"project_file": str(project) if project else None, "user_file": str(user)}
        show(json.dumps({**files, "keys": listed}, ensure_ascii=False, indent=2) + "\n")
        return
    from overlap.report import terminal

    show(f"File of the project: {project or 'none'}\n")
    show(f"File of the user: {user}{'' if defaults.is_there(user) else ' (not there)'}\n\n")
    rows = [[each.key.full, _plain(each.value), each.origin] for each in found]
    show(terminal.write_listing(["Key", "Value", "From"], rows, page()))


def init() -> None:
    """Write an overlap.toml to fill in.

    It lists every key with its default, each behind a #: it changes nothing until you take one away. No file is
    replaced.
    """
    from overlap.store.files import write_all

    path, there = Path(defaults.FILE), defaults.project_file()
    if path.exists() or there == Path(defaults.PYPROJECT):
        raise OutputError(
            f"{there or path}: is there already.", "Change it there; 'overlap config show' tells what holds."
        )
    write_all({path: keys.start_file()})
    say(f"wrote {path}.")
    if there:
        say(f"{there} no longer counts in this folder.")


def _settings() -> defaults.Settings:
    """Read all there is, highest first."""
    files = [path for path in (defaults.project_file(), defaults.user_file()) if path and defaults.is_there(path)]
    return defaults.settle([defaults.read_environment(os.environ), *map(defaults.read_file, files)])


def _fault(error: OverlapError) -> Callable[[], object]:
    def fail() -> object:
        raise error

    return fail


def _defaults(group: TyperGroup, values: Mapping[str, object], table: str = "") -> dict[str, object]:
    """Give the defaults of the commands of a group; its table is for the first of them, which is meant by its name."""
    found: dict[str, object] = {}
    for number, (name, command) in enumerate(group.commands.items()):
        if isinstance(command, TyperGroup):
            found[name] = _defaults(command, values, name)
            continue
        own = name if not table else table if number == 0 else ""
        known = (key for key in keys.keys_of(own) if key.full in values)
        found[name] = _of_parameters(command, {key.name: values[key.full] for key in known})
    return found


def _of_parameters(command: Any, values: Mapping[str, object]) -> dict[str, object]:  # noqa: ANN401 -- the same
    """Give the values of keys to the parameters of a command by which they are set."""
    return {parameter: values[name] for name, parameter in _parameters(command).items() if name in values}


def _parameters(command: Any) -> dict[str, str]:  # noqa: ANN401 -- typer has no public name for it
    """Give the name of each parameter by those of its options, or of an argument, as keys have them: `per-item`."""
    return {option.lstrip("-").replace("_", "-"): str(each.name) for each in command.params for option in each.opts}


def _plain(value: keys.Value) -> str:
    return ", ".join(value) if isinstance(value, list) else str("none" if value in (None, "") else value)
