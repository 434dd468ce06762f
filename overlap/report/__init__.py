"""Reports → text. A new format is one line in WRITERS.

A writer is a function from a report to a string, or to its pieces, where every pair of two long lists may be asked for.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from overlap.errors import OutputError
from overlap.model import Report


class Format(StrEnum):
    """The formats a report can be written in."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    RAW_CSV = "raw-csv"
    MARKDOWN = "markdown"


WRITERS: Mapping[Format, str] = {
    Format.TABLE: "terminal.write",
    Format.JSON: "data.write_json",
    Format.JSONL: "data.jsonl",
    Format.CSV: "data.csv",
    Format.RAW_CSV: "data.raw_csv",
    Format.MARKDOWN: "markdown.write",
}
"""The function of each, imported when it is asked for."""

SUFFIXES: Mapping[str, Format] = {
    ".txt": Format.TABLE,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".csv": Format.CSV,
    ".md": Format.MARKDOWN,
}


def render(report: Report, to: Format | str) -> str:
    """Write a report as text in one of the formats, with no colour and 80 columns wide where width matters."""
    return "".join(pieces(report, to))


def pieces(report: Report, to: Format | str) -> Iterable[str]:
    """Write what `render` does piece by piece, so that the whole need not be held."""
    module, _, function = WRITERS[Format(to)].partition(".")
    written: str | Iterable[str] = getattr(import_module(f"{__name__}.{module}"), function)(report)
    return (written,) if isinstance(written, str) else written


def format_of(path: Path) -> Format:
    """Tell the format of a file by its suffix. Raises OutputError for an unknown one."""
    try:
        return SUFFIXES[path.suffix.lower()]
    except KeyError as error:
        problem = f"{path}: no format has the suffix {path.suffix or '(none)'}."
        raise OutputError(problem, f"Use one of {' '.join(SUFFIXES)}.") from error
