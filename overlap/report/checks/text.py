"""Checks for people at a terminal: what is close, why, and what is possible."""

from collections.abc import Sequence

from overlap.comparison.proposals import Check, Knowledge
from overlap.model import Fault
from overlap.report.checks.rules import RULES, fails, ground, together
from overlap.report.layout import render_lines
from overlap.report.wording import NOTICE, compared_on, top_terms
from overlap.settings import Level


def write(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level) -> str:
    """Write the findings of each proposal, by what it knows of them, and whose ground it stands on."""
    lines: list[str] = []
    for check in checks:
        lines += [f"{check.item.id}  {check.item.title}", *([f"  {check.source}"] if check.source else [])]
        for knowledge in Knowledge:
            every = [each for each in check.findings if each.knowledge is knowledge]
            some = [each for each in every if each.pair.level is not Level.RELATED]
            lines += ["", f"  {RULES[knowledge].what}: {_counted(len(some), len(every) - len(some))}"] if every else []
            for each in some:
                mark = "!" if fails(each, fail_on) else " "
                lines += [
                    f"  {mark} {each.pair.level}, {each.pair.score:.3f} ({compared_on(each.pair)}), {each.pair.id}",
                    f"    {each.wording}, in {each.corpus}",
                    f"    shared: {top_terms(each.pair)}",
                    f"    {each.possible}",
                ]
                lines += [f"    open again: {each.reopened} ({each.decision})"] if each.reopened else []
                lines += [f"    {each.known}"] if each.known else [f"    to add to its relations: {each.pair.right.id}"]
        if not check.findings:
            lines += ["", "  Nothing close was found."]
        lines += ["", f"  {together(check.together)}"] if check.together else []
        lines += [f"  Decided before: {each.wording}: {each.decision}" for each in check.decided]
        lines += ["", f"  Ground: {ground(check)}", ""]
    lines += [f"Not checked: {fault}." for fault in left_out]
    return render_lines([*lines, NOTICE])


def _counted(shown: int, related: int) -> str:
    """Count what is listed and what is only related.

    >>> _counted(2, 3), _counted(0, 3)
    ('2 (and 3 only related, see --format json)', '3 only related, see --format json')
    """
    rest = f"{related} only related, see --format json"
    if not related:
        return str(shown)
    return f"{shown} (and {rest})" if shown else rest
