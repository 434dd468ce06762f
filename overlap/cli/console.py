"""What is printed where: data on standard output, everything else on standard error, files whole or not at all."""

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from overlap.errors import OutputError
from overlap.store.files import place_of
from overlap.text.printing import printable

if TYPE_CHECKING:
    from overlap.model import Report
    from overlap.report import Format
    from overlap.report.layout import Screen


def show(text: str) -> None:
    """Print data; that a reader left changes nothing about how the command ends."""
    show_all((text,))


def show_all(texts: Iterable[str]) -> None:
    """Print data as it is made; when the reader left, no more is made."""
    try:
        sys.stdout.writelines(texts)
        sys.stdout.flush()
    except BrokenPipeError:
        silence()


def silence() -> None:
    """Print no more, not even what is still to be written when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(message: object) -> None:
    """Tell the user something beside the data."""
    sys.stderr.write(f"overlap: {printable(str(message))}\n")
    sys.stderr.flush()


def show_report(report: "Report", form: "Format") -> None:
    """Print a report: as wide and as colourful as the terminal, if there is one."""
    from overlap.report import Format, pieces, terminal

    show_all((terminal.write(report, page()),) if form is Format.TABLE else pieces(report, form))


def show_markdown(text: str) -> None:
    """Print Markdown: laid out on a terminal, as it is elsewhere."""
    if not sys.stdout.isatty():
        show(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    on = page()
    Console(width=on.width, color_system=on.color).print(Markdown(text))


def page() -> "Screen":
    """Describe standard output: 80 plain columns unless it is a terminal."""
    from overlap.report.layout import PLAIN, Screen

    if not sys.stdout.isatty():
        return PLAIN
    plain = os.environ.get("TERM") == "dumb" or os.environ.get("NO_COLOR")
    return Screen(min(shutil.get_terminal_size().columns, 120), None if plain else "standard")


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show on standard error, if it is a terminal, that something is under way."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{what} ..."):
        yield


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int | None], None] | None]:
    """Show on standard error, if it is a terminal, how many of how many are done."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


DOCUMENTS = (".docx", ".pdf", ".xlsx", ".html")
"""What the command report writes."""


def refuse_document(path: Path, inputs: Iterable[str]) -> None:
    """Refuse a file that another command writes, with the line to type."""
    if path.suffix.lower() in DOCUMENTS:
        line = shlex.join(["overlap", "report", *list(inputs)[:2], "-o", str(path)])
        raise OutputError(f"{path}: written by another command.", f"Type: {line}")


def check_output(path: Path, inputs: Iterable[str], suffixes: Sequence[str] | None = None, what: str = "list") -> None:
    """Refuse an output that could not be written or would replace an input, before anything is computed."""
    inputs = tuple(inputs)
    from overlap.report import format_of

    if suffixes is None:
        refuse_document(path, inputs)
        format_of(path)
    elif path.suffix.lower() not in suffixes:
        problem = f"{path}: no {what} has the suffix {path.suffix or '(none)'}."
        raise OutputError(problem, f"Use one of {' '.join(suffixes)}.")
    _check_folder(path)
    target = place_of(path)
    for given in (Path(name).resolve() for name in inputs):
        if target == given or (path.exists() and given in target.parents and given.is_dir()):
            raise OutputError(f"{path}: is also an input.", "Write to another file.")


def _check_folder(path: Path) -> None:
    """Refuse a file whose folder is none, or may not be changed."""
    folder = path.absolute().parent
    if not folder.is_dir():
        if any(each.is_file() for each in (folder, *folder.parents)):
            raise OutputError(f"{path}: {path.parent} is no folder.", "Name another place.")
        raise OutputError(f"{path}: there is no folder {path.parent}.", "Make the folder first.")
    if not os.access(place_of(path).parent, os.W_OK | os.X_OK):
        raise OutputError(f"{path}: no right to write in its folder.", "Give yourself that right, or another place.")


def write(report: "Report", output: "Mapping[Path, Format]", more: Mapping[Path, str]) -> None:
    """Write every file whole or not at all: all are written beside their place first, then moved there."""
    from overlap.report import pieces
    from overlap.report.wording import pairs
    from overlap.store.files import write_all

    write_all({**{path: pieces(report, form) for path, form in output.items()}, **more})
    for path in output:
        say(f"wrote {path} ({pairs(len(report.pairs))})")
    for path in more:
        say(f"wrote {path}.")
