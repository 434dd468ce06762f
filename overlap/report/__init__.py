"""Reports → text. A writer is a function from a report to a string; a new format is one line in WRITERS."""

from collections.abc import Mapping
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
    Format.JSONL: "data.write_jsonl",
    Format.CSV: "data.write_csv",
    Format.RAW_CSV: "data.write_raw_csv",
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
    module, _, function = WRITERS[Format(to)].partition(".")
    written: str = getattr(import_module(f"{__name__}.{module}"), function)(report)
    return written


def format_of(path: Path) -> Format:
    """Tell the format of a file by its suffix. Raises OutputError for an unknown one."""
    try:
        return SUFFIXES[path.suffix.lower()]
    except KeyError as error:
        problem = f"{path}: no format has the suffix {path.suffix or '(none)'}."
        raise OutputError(problem, f"Use one of {' '.join(SUFFIXES)}.") from error
