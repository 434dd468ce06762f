"""The commands about configuration, `config` and `init`, and the defaults that it gives all commands."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import typer
from typer.core import TyperGroup

from overlap.cli.config import defaults, keys
from overlap.cli.console import page, say, show
from overlap.cli.help import examples
from overlap.cli.options import TableOrJson
from overlap.cli.values import is_json
from overlap.errors import OutputError, OverlapError

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Show what is configured.")
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


def _defaults(group: TyperGroup, values: Mapping[str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            found[name] = _defaults(command, values)
            continue
        known = (key for key in keys.KEYS if key.table in ("", name) and key.full in values)
        of_parameters = {key.name.replace("-", "_"): values[key.full] for key in known}
        found[name] = {each.name: of_parameters[each.name] for each in command.params if each.name in of_parameters}
    return found


def _plain(value: keys.Value) -> str:
    return ", ".join(value) if isinstance(value, list) else str("none" if value in (None, "") else value)
