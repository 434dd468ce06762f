"""Checks as annotations of GitHub Actions, which stand at the file in a pull request."""

from collections.abc import Sequence
from pathlib import PurePath

from overlap.comparison.proposals import Check, Knowledge
from overlap.model import Fault
from overlap.report.checks.rules import fails
from overlap.report.wording import NOTICE
from overlap.settings import Level

_MOST_ANNOTATIONS = 10
"""GitHub shows so many of a kind for one step."""


def write(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level) -> str:
    """Write annotations of GitHub Actions, no more of a kind than it shows, and say how many there are more."""
    lines: list[str] = []
    for kind in ("error", "notice"):
        some = [
            (check, each)
            for check in checks
            for each in check.findings
            if each.knowledge is Knowledge.SILENT
            and fails(each, fail_on) == (kind == "error")
            and (kind == "error" or each.pair.level is not Level.RELATED)
        ]
        for check, each in some[: _MOST_ANNOTATIONS - 1]:
            said = _escaped(f"{each.pair.level} with {each.wording}. {each.possible}. {NOTICE}")
            file, title = (_escaped(text, True) for text in (PurePath(check.source).as_posix(), check.item.id))
            lines.append(f"::{kind} file={file},title={title}::{said}")
        if len(some) >= _MOST_ANNOTATIONS:
            lines.append(
                f"::{kind}::{len(some) - _MOST_ANNOTATIONS + 1} more; see the whole list in the log or the summary."
            )
    lines += [f"::warning::{_escaped(str(each))}" for each in left_out[: _MOST_ANNOTATIONS - 1]]
    if len(left_out) >= _MOST_ANNOTATIONS:
        lines.append(f"::warning::{len(left_out) - _MOST_ANNOTATIONS + 1} more could not be checked; see the summary.")
    return "".join(f"{line}\n" for line in lines)


def _escaped(text: str, is_property: bool = False) -> str:
    """Escape a text for a workflow command."""
    pairs = {"%": "%25", "\r": "%0D", "\n": "%0A"} | ({":": "%3A", ",": "%2C"} if is_property else {})
    for one, other in pairs.items():
        text = text.replace(one, other)
    return text
