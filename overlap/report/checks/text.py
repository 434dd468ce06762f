"""Checks for people at a terminal: what is close, why, and what is possible."""

from collections.abc import Iterator, Sequence

from overlap.comparison.gate import Gate, Outcome
from overlap.comparison.knowledge import Knowledge
from overlap.comparison.proposals import Check, Finding
from overlap.report.checks.rules import RULES, basis, ground, refused, remarks, together
from overlap.report.layout import PLAIN, Screen, render_lines
from overlap.report.pairs import score_of
from overlap.report.wording import NOTICE, compared_on, top_terms
from overlap.settings import Level

_MOST_RELATED = 10
"""So many that are only related are named."""


def write(outcome: Outcome, screen: Screen = PLAIN) -> str:
    """Write the findings of each proposal, by what it knows of them, whose ground it stands on, and what was used."""
    lines = [line for check in outcome.checks for line in _check(check, outcome.gate)]
    lines += [f"Not checked: {fault}." for fault in outcome.unchecked]
    lines += [f"Note: {fault}." for fault in outcome.told]
    lines += [f"{name.capitalize()}: {value}." for name, value in basis(outcome)]
    return render_lines([*lines, NOTICE], screen)


def _check(check: Check, gate: Gate) -> Iterator[str]:
    yield f"{check.item.id}  {check.item.title}"
    yield from [f"  {check.source}"] if check.source else []
    yield from (f"  {each}" for each in remarks(check))
    for knowledge in Knowledge:
        every = [each for each in check.findings if each.knowledge is knowledge]
        some = [each for each in every if each.pair.level is not Level.RELATED or gate.fails(each)]
        related = [each for each in every if each not in some]
        if every:
            yield from ("", f"  {RULES[knowledge].what}: {_counted(len(some), len(related))}")
        for each in some:
            yield from _finding(each, gate)
        yield from _related(related)
    if not check.findings:
        yield from ("", "  Nothing close was found.")
    yield from ["", f"  {together(check.together)}"] if check.together else []
    yield from (f"  Decided before: {each.wording}: {each.decision}" for each in check.decided)
    yield from ("", f"  Ground: {ground(check)}", "")


def _finding(each: Finding, gate: Gate) -> Iterator[str]:
    mark = "!" if gate.fails(each) else " "
    yield f"  {mark} {each.pair.level}, {score_of(each.pair.score)} ({compared_on(each.pair)}), {each.pair.id}"
    yield f"    {each.wording}, in {each.corpus}"
    yield f"    shared: {top_terms(each.pair)}"
    yield f"    {each.possible}"
    yield from [f"    open again: {each.reopened} ({each.decision})"] if each.reopened else []
    yield from [f"    {refused(each)}"] if each.known else []
    if each.knowledge in (Knowledge.SILENT, Knowledge.LIAISON):
        yield f"    to add to its relations: {each.pair.right.id}"


def _related(findings: Sequence[Finding]) -> Iterator[str]:
    """Name what is only related in a line each, so that a reader sees at a glance that it is not the same."""
    for each in findings[:_MOST_RELATED]:
        yield f"    {score_of(each.pair.score)} {each.pair.id} {each.wording}"
    if len(findings) > _MOST_RELATED:
        yield f"    and {len(findings) - _MOST_RELATED} more, see --format json"


def _counted(shown: int, related: int) -> str:
    """Count what is listed and what is only related.

    >>> _counted(2, 3), _counted(0, 3)
    ('2, and 3 only related', '3 only related')
    """
    said = (f"{shown}" if shown or not related else "", f"{related} only related" if related else "")
    return ", and ".join(filter(None, said))
