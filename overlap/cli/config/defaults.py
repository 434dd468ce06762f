"""What stands in for an option left out: environment, then the file of the project, then that of the user.

A key has the name of the option it stands in for, in every command that has that option; a key in a table, in the
command of that name alone. Values are checked where they are read, all of them, also those that another one overrides.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from overlap.cli.config.keys import FOLDERS, KEYS, PREFIX, TABLES, Key, Value
from overlap.errors import SettingsError
from overlap.text.notation import read_toml
from overlap.text.suggestions import did_you_mean

FILE, PYPROJECT = "overlap.toml", "pyproject.toml"
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a key, and where that comes from."""

    key: Key
    value: Value
    origin: str = DEFAULT


Settings = Mapping[str, Setting]
"""By the full name of the key."""


def settle(sources: Iterable[Settings]) -> Settings:
    """Put sources together, the first one highest; below them all are the defaults."""
    found = {key.full: Setting(key, key.default) for key in KEYS}
    for source in reversed(list(sources)):
        found |= source
    left, right, against = (found[name] for name in ("left", "right", "against"))
    if against.origin == DEFAULT and not left.origin == right.origin == DEFAULT:
        found["against"] = Setting(against.key, [str(left.value), str(right.value)], "left and right")
    return found


def read_environment(environment: Mapping[str, str]) -> Settings:
    """Read the variables that are ours; an empty one counts as none. Raises SettingsError for one that is no key's."""
    keys = {key.variable: key for key in KEYS}
    found = {}
    for name in sorted(name for name in environment if name.startswith(PREFIX) and name not in FOLDERS):
        if name not in keys:
            raise SettingsError(
                f"{name}: there is no such variable.",
                did_you_mean(name, [*keys, *FOLDERS]) or f"Use {PREFIX} and the name of a key.",
            )
        if environment[name]:
            found[keys[name].full] = _setting(keys[name], _parse(keys[name], environment[name]), Path(), name)
    return found


def read_file(path: Path) -> Settings:
    """Read `overlap.toml`, or the table [tool.overlap] of `pyproject.toml`.

    Raises SettingsError for what it cannot hold, with the place.
    """
    text, table = _load(path)
    found = {}
    for within, name, value in _entries(table or {}, path):
        line = _line(text, within, name, "tool.overlap" if path.name == PYPROJECT else "")
        place = f"{path}, line {line}" if line else str(path)
        key = next((key for key in KEYS if (key.table, key.name) == (within, name)), None)
        if key is None:
            raise _unknown(within, name, value, place)
        found[key.full] = _setting(key, value, path.parent, place)
    return found


def project_file() -> Path | None:
    """Find the file of the project, in the current folder or the nearest one above that has one.

    Folders above count up to the root of the repository or the home folder; outside of both none does. Raises
    SettingsError where two files stand side by side.
    """
    for folder in _reach(Path.cwd()):
        own, shared = folder / FILE, folder / PYPROJECT
        in_own, in_shared = is_there(own), is_there(shared) and _load(shared)[1] is not None
        if in_own and in_shared:
            problem = f"{own} and [tool.overlap] in {shared} are both there."
            raise SettingsError(problem, "Keep one of them; what is in the other can move there.")
        if in_own or in_shared:
            return own if in_own else shared
    return None


def user_file() -> Path:
    """Name the file of the user, in the folder where the platform keeps such files."""
    from platformdirs import user_config_path

    return user_config_path("overlap", appauthor=False) / FILE


def is_there(path: Path) -> bool:
    """Tell whether there is such a file, as far as one may look."""
    try:
        return path.exists()
    except PermissionError:  # a home folder of somebody else, as in some containers
        return False


def _setting(key: Key, value: object, folder: Path, place: str) -> Setting:
    try:
        return Setting(key, key.read(value, folder), place)
    except SettingsError as error:
        where = place if place == key.variable else f"{place}: {key.full}"
        raise SettingsError(f"{where} {error.problem.strip()}", error.remedy) from error


def _parse(key: Key, text: str) -> object:
    """Make of the text of a variable what a file would say: a list at commas, a number where the default is one."""
    if isinstance(key.model, list):
        return [part.strip() for part in text.split(",")]
    if isinstance(key.model, int | float):
        for number in (int, float):
            try:
                return number(text)
            except ValueError:
                continue
    return text


def _load(path: Path) -> tuple[str, Mapping[str, object] | None]:
    """Give the text of a file, and the table in it that is ours; None when there is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")  # with the mark that Windows editors put before it
        whole = read_toml(text)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: cannot be read ({error}).", "Correct it, or take it out.") from error
    if path.name != PYPROJECT:
        return text, whole
    tools = whole.get("tool")
    ours = tools.get("overlap") if isinstance(tools, dict) else None
    if ours is not None and not isinstance(ours, dict):
        raise SettingsError(f"{path}: tool.overlap is no table.", "Write [tool.overlap] on a line of its own.")
    return text, ours


def _entries(source: Mapping[str, object], path: Path) -> Iterator[tuple[str, str, object]]:
    """List the keys with the table they stand in and their values."""
    for name, value in source.items():
        if name not in TABLES:
            yield "", name, value
        elif isinstance(value, dict):
            yield from ((name, inner, each) for inner, each in value.items())
        else:
            raise SettingsError(f"{path}: {name} is no table.", f"Write [{name}] on a line of its own.")


def _unknown(table: str, name: str, value: object, place: str) -> SettingsError:
    """Say what was meant by a key that is none, or where it belongs."""
    if isinstance(value, dict):
        tables = " and ".join(f"[{each}]" for each in TABLES)
        remedy = did_you_mean(name, TABLES) + f"The tables are {tables}; other keys stand before them."
        return SettingsError(f"{place}: there is no table [{name}].", remedy)
    problem = f"{place}: there is no {name}{f' in [{table}]' if table else ''}."
    for key in KEYS:
        if key.name == name:
            right = f"It stands in the table [{key.table}]." if key.table else "It stands before the first table."
            return SettingsError(problem, right)
    names = [key.name for key in KEYS if key.table == table]
    return SettingsError(problem, did_you_mean(name, names) + f"Use {', '.join(names)}.")


def _line(text: str, table: str, name: str, above: str) -> int:
    """Find the line of a key, which tomllib does not tell; 0 where it is written in another way than usual."""
    wanted = ".".join(filter(None, (above, table)))
    inside = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if head := re.match(r"\s*\[([^\[\]]+)\]", line):
            inside = re.sub(r"[\s\"']", "", head[1])
            if inside == f"{wanted}.{name}".removeprefix("."):
                return number
        elif inside == wanted and re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=", line):
            return number
    return 0


def _reach(folder: Path) -> Iterator[Path]:
    """List a folder and those above it that count, as paths seen from the folder."""
    whole = (folder, *folder.parents)
    try:
        home = Path.home()
    except RuntimeError:  # a user without one
        home = folder
    last = next((depth for depth, each in enumerate(whole) if each == home or is_there(each / ".git")), 0)
    for depth in range(last + 1):
        yield Path(*[".."] * depth)
