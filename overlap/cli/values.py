"""What the words on a command line mean: a level, a format, a size of memory, a field and its column, a file."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from overlap.errors import InputError, SettingsError
from overlap.settings import By, Explained, Level, Order
from overlap.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from overlap.comparison.knowledge import Accept
    from overlap.report import Format


def at_least(least: int) -> Callable[[int | None], int | None]:
    """Make what refuses a smaller number that was given for an option."""

    def checked(number: int | None) -> int | None:
        if number is not None and number < least:
            raise typer.BadParameter(f"{number} is too small; give {least} or more.")
        return number

    return checked


def word_template(path: Path) -> None:
    """Read a template in a process with limits first, for it may come from anywhere. Raises SettingsError."""
    from overlap.read import ingestion

    try:
        if path.exists() and path.suffix.lower() in (".docx", ".docm"):
            ingestion.read_tables(path)
    except InputError as error:
        raise SettingsError(error.problem, "Give a .docx file as template.") from error


def level_of(name: str | None) -> Level | None:
    """Find the level whose words begin like that."""
    if name is None:
        return None
    for level in Level:
        if name.strip() and level.startswith(name.casefold().replace("-", " ")):
            return level
    near = did_you_mean(name, [level.split()[0] for level in Level])
    raise SettingsError(f"No level is called {name}.", f"{near}Use likely, substantial, related or distant.")


def order_of(name: str) -> Order:
    """Find the order of that name."""
    return Order(_one_of(name, "order", list(Order)))


def by_of(name: str) -> By:
    """Find what a list is made of by its name."""
    return By(_one_of(name, "list", list(By)))


def explained_of(name: str) -> Explained:
    """Find which pairs are to be explained."""
    return Explained(_one_of(name, "choice for --explain", list(Explained)))


def _one_of(name: str, what: str, known: Sequence[str]) -> str:
    if name.casefold() not in known:
        raise SettingsError(f"No {what} is called {name}.", f"{did_you_mean(name, known)}Use {' or '.join(known)}.")
    return name.casefold()


GATE = "gate"
"""What `check` fails for unless it is told otherwise: a line of its own among the levels."""


def is_gate(name: str) -> bool:
    """Tell whether the line of `check` itself is meant, and no level. Raises SettingsError for what is neither."""
    if name.strip().casefold() == GATE:
        return True
    try:
        level_of(name)
    except SettingsError as error:
        raise SettingsError(error.problem, error.remedy.replace("Use likely", f"Use {GATE}, likely")) from error
    return False


def accept_of(name: str) -> "Accept":
    """Find what is enough for a proposal to say of that name. Raises SettingsError for one that is none."""
    from overlap.comparison.knowledge import Accept

    try:
        return Accept(name.strip().casefold())
    except ValueError as error:
        raise SettingsError(f"--accept {name} is none.", f"Use {' or '.join(Accept)}.") from error


def format_of(name: str | None) -> "Format":
    """Find the format of that name; the table when none is named."""
    from overlap.report import Format

    try:
        return Format((name or Format.TABLE).casefold())
    except ValueError as error:
        raise SettingsError(
            f"No format is called {name}.",
            f"{did_you_mean(str(name), list(Format))}Use one of {', '.join(Format)}.",
        ) from error


def meeting_date(text: str, what: str) -> str:
    """Give the date of a document as it is written: `2026-11-24`, or as a meeting writes it, `24-28 November 2026`.

    Raises SettingsError for anything else.
    """
    if re.search(r"[^\W\d_]{3}", text) and re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text):
        return text
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise SettingsError(f"{what} is '{text}'.", "Write a date as 2027-06-01 or 24-28 November 2027.") from error


def is_json(name: str) -> bool:
    """Tell which of the two formats is meant that every command about one thing has."""
    if name not in ("table", "json"):
        raise SettingsError(f"No format is called {name}.", "Use table or json.")
    return name == "json"


def memory_of(size: str) -> int:
    """Give the bytes of a size of memory: `500MB`, `2 GB`."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([kMG])B", size.strip(), re.IGNORECASE)
    if not found:
        raise SettingsError(f"--memory {size} is no size.", "Write a number and kB, MB or GB, as 500MB or 2GB.")
    return round(float(found[1]) * {"k": 10**3, "m": 10**6, "g": 10**9}[found[2].lower()])


def files_of(paths: Iterable[Path]) -> list[Path]:
    """List files, and in place of a folder all that is below it."""
    from overlap.read.ingestion import files_below

    return [path for given in paths for path in (files_below(given) if given.is_dir() else [given])]
