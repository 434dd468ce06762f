"""Checks of proposals, for people, for pull requests and for the services that run them: one module a form."""

from collections.abc import Mapping
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from overlap.comparison.gate import Outcome

__all__ = ["CheckFormat", "write"]


class CheckFormat(StrEnum):
    """How a check can be written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


def write(outcome: "Outcome", form: CheckFormat) -> str:
    """Write what came of a check in one of the formats."""
    module, _, function = _WRITERS[form].partition(".")
    written: str = getattr(import_module(f"{__name__}.{module}"), function)(outcome)
    return written


_WRITERS: Mapping[CheckFormat, str] = {
    CheckFormat.TEXT: "text.write",
    CheckFormat.JSON: "data.write_json",
    CheckFormat.JSONL: "data.write_jsonl",
    CheckFormat.MARKDOWN: "markdown.write",
    CheckFormat.SARIF: "sarif.write",
    CheckFormat.JUNIT: "junit.write",
    CheckFormat.GITHUB: "github.write",
}
"""The function of each, imported when it is asked for."""
