"""Checks of proposals, for people, for pull requests and for the services that run them: one module a form."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from overlap.comparison.gate import Outcome
from overlap.report.checks import data, github, junit, markdown, sarif, text

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


def write(outcome: Outcome, form: CheckFormat) -> str:
    """Write what came of a check in one of the formats."""
    return _WRITERS[form](outcome)


_WRITERS: Mapping[CheckFormat, Callable[[Outcome], str]] = {
    CheckFormat.TEXT: text.write,
    CheckFormat.JSON: data.write_json,
    CheckFormat.JSONL: data.write_jsonl,
    CheckFormat.MARKDOWN: markdown.write,
    CheckFormat.SARIF: sarif.write,
    CheckFormat.JUNIT: junit.write,
    CheckFormat.GITHUB: github.write,
}
