"""Checks for pull requests and summaries of runs."""

from collections.abc import Sequence

from overlap.comparison.proposals import Check
from overlap.model import Fault
from overlap.report.checks.rules import fails, ground, together
from overlap.report.markdown import escape
from overlap.report.wording import NOTICE, top_terms
from overlap.settings import Level


def write(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level) -> str:
    """Write a heading and a table of findings for each proposal."""
    lines: list[str] = []
    for check in checks:
        lines += [f"### {escape(check.item.id)}: {escape(check.item.title)}", ""]
        if check.findings:
            lines += ["| | close to | why | what is possible | relations |", "|---|---|---|---|---|"]
        for each in check.findings:
            mark = "**fails**" if fails(each, fail_on) else ""
            why = f"{each.pair.level}, {each.pair.score:.3f}: {top_terms(each.pair)}"
            again = f"; open again: {each.reopened}" if each.reopened else ""
            relation = escape((each.known or f"not named; add {each.pair.right.id}") + again)
            lines.append(f"| {mark} | {escape(each.wording)} | {escape(why)} | {escape(each.possible)} | {relation} |")
        lines += ["Nothing close was found."] if not check.findings else []
        lines += ["", escape(together(check.together))] if check.together else []
        lines += ["", f"Ground: {escape(ground(check))}", ""]
    lines += [f"- Not checked: {escape(str(fault))}" for fault in left_out]
    return "\n".join([*lines, f"*{NOTICE}*"]) + "\n"
