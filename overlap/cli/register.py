"""The register of decisions: the options that name it, and changing it while nobody else does."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import typer

from overlap.cli.console import say
from overlap.cli.sides import given_by
from overlap.errors import InputError, OutputError, SettingsError
from overlap.record import liaisons, register, tables
from overlap.store.files import place_of

REGISTER = Path("decisions.toml")
NONE = "none"
"""Named in place of a register: there is to be none."""
Decisions = Mapping[str, register.Decision]
"""By the id of the pair."""
Liaisons = Mapping[str, liaisons.Liaison]
"""By the id of the statement."""
_LOCK_SECONDS = 30


def _if_named(ctx: typer.Context, path: Path) -> Path:
    """Refuse a register that is named and not there; one that is configured may be yet to be made."""
    if str(path) == NONE:
        return path
    if not path.exists() and given_by(ctx, "decisions") == "COMMANDLINE":
        raise SettingsError(f"{path}: no such register.", "'overlap decide --decisions FILE' makes one.")
    if not path.exists() and given_by(ctx, "decisions") == "DEFAULT_MAP":
        say(f"{path}: the register that is configured is not there yet; the first decision makes it.")
    return path


DecisionsOption = Annotated[
    Path, typer.Option("--decisions", help="The register of decisions, if it is there; or none.", callback=_if_named)
]
RegisterOption = Annotated[Path, typer.Option("--decisions", help="The register of decisions.")]


def read(path: Path) -> Decisions:
    """Read the register, if there is to be one."""
    return {} if str(path) == NONE else register.read(path)


def change(path: Path, changed: Callable[[Decisions], Decisions]) -> None:
    """Read the register, change it and write it whole while nobody else does."""
    from overlap.store import files

    with locked(path):
        files.write_all({path: register.write(changed(register.read(path)), _text(path))})


def change_liaisons(path: Path, changed: Callable[[Liaisons], Liaisons]) -> None:
    """Read the liaison statements of the register, change them and write it whole while nobody else does."""
    from overlap.store import files

    with locked(path):
        files.write_all({path: liaisons.write(changed(liaisons.read(path)), _text(path))})


def _text(path: Path) -> str:
    """Give the text of a register to be changed; where it is kept with git, with the lines that let git merge it."""
    text = register.text_of(path)
    is_versioned = any((folder / ".git").exists() for folder in place_of(path).parents)
    return tables.marked(text) if is_versioned else text


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let no other process change a file that is read, changed and written whole. Raises InputError for a held one."""
    from filelock import FileLock, Timeout

    place = place_of(path)  # behind links, so that all who share a register wait for one another
    lock = FileLock(f"{place}.lock", timeout=_LOCK_SECONDS)
    try:
        with suppress(PermissionError):  # the lock of another process on Windows; it is waited for
            Path(lock.lock_file).touch()  # where there can be no file, none is waited for
        lock.acquire()
    except Timeout as error:
        raise InputError(f"{path}: another process holds it.", f"If none does, remove {place}.lock.") from error
    except OSError as error:
        raise OutputError(
            f"{path}: {error.strerror or error}.", "Check the folder and the right to write there."
        ) from error
    try:
        yield
    finally:
        lock.release()
