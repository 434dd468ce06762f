"""Checks of proposals, for people, for pull requests and for the services that run them: one module a form."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from overlap.comparison.proposals import Check
from overlap.model import Fault
from overlap.report.checks import data, github, junit, markdown, sarif, text
from overlap.report.checks.rules import fails
from overlap.settings import Level

__all__ = ["CheckFormat", "fails", "write"]


class CheckFormat(StrEnum):
    """How a check can be written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


def write(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level, form: CheckFormat) -> str:
    """Write checks in one of the formats."""
    return _WRITERS[form](checks, left_out, fail_on)


_WRITERS: Mapping[CheckFormat, Callable[[Sequence[Check], Sequence[Fault], Level], str]] = {
    CheckFormat.TEXT: text.write,
    CheckFormat.JSON: data.write_json,
    CheckFormat.JSONL: data.write_jsonl,
    CheckFormat.MARKDOWN: markdown.write,
    CheckFormat.SARIF: sarif.write,
    CheckFormat.JUNIT: junit.write,
    CheckFormat.GITHUB: github.write,
}
