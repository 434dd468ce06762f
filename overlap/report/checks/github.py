"""Checks as annotations of GitHub Actions, which stand at the file in a pull request."""

from collections.abc import Iterator

from overlap.comparison.gate import Outcome
from overlap.comparison.knowledge import Knowledge
from overlap.comparison.proposals import Check, Finding
from overlap.report.checks.places import from_root
from overlap.report.wording import NOTICE
from overlap.settings import Level
from overlap.text.printing import printable

_MOST_ANNOTATIONS = 10
"""GitHub shows so many of a kind for one step."""


def write(outcome: Outcome) -> str:
    """Write annotations of GitHub Actions, no more of a kind than it shows, and say how many there are more."""
    bad = list(outcome.failing)
    rest = [
        (check, each)
        for check in outcome.checks
        for each in check.findings
        if not outcome.gate.fails(each)
        and each.knowledge in (Knowledge.SILENT, Knowledge.LIAISON)
        and each.pair.level is not Level.RELATED
    ]
    unchecked = [
        f"::error file={_place(each.source)}::not checked: {_escaped(str(each))}" for each in outcome.unchecked
    ]
    lines = [*_most("error", [*unchecked, *(_annotation("error", *each) for each in bad)])]
    lines += _most("notice", [_annotation("notice", *each) for each in rest])
    lines += _most("warning", [f"::warning::{_escaped(str(each))}" for each in outcome.told])
    return "".join(f"{line}\n" for line in lines)


def _most(kind: str, lines: list[str]) -> Iterator[str]:
    """Give as many annotations of a kind as are shown; the last one counts the others."""
    if len(lines) < _MOST_ANNOTATIONS:
        yield from lines
        return
    yield from lines[: _MOST_ANNOTATIONS - 1]
    yield f"::{kind}::{len(lines) - _MOST_ANNOTATIONS + 1} more; see the whole list in the log or the summary."


def _annotation(kind: str, check: Check, finding: Finding) -> str:
    said = _escaped(f"{finding.pair.level} with {finding.wording}. {finding.possible}. {NOTICE}")
    place = f"file={_place(check.source)},line={check.line or 1},title={_escaped(check.item.id, True)}"
    return f"::{kind} {place}::{said}"


def _place(source: str) -> str:
    return _escaped(printable(from_root(source)[0]), True)


def _escaped(text: str, is_property: bool = False) -> str:
    """Escape a text for a workflow command."""
    pairs = {"%": "%25", "\r": "%0D", "\n": "%0A"} | ({":": "%3A", ",": "%2C"} if is_property else {})
    for one, other in pairs.items():
        text = text.replace(one, other)
    return text
