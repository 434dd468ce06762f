"""Checks for pull requests and summaries of runs."""

from overlap.comparison.gate import Gate, Outcome
from overlap.comparison.knowledge import Knowledge
from overlap.comparison.proposals import Finding
from overlap.report.checks.rules import basis, ground, refused, remarks, together
from overlap.report.markdown import escape
from overlap.report.pairs import score_of
from overlap.report.wording import NOTICE, top_terms


def write(outcome: Outcome) -> str:
    """Write a heading and a table of findings for each proposal, then what could not be checked and what was used."""
    lines: list[str] = []
    for check in outcome.checks:
        lines += [f"### {escape(check.item.id)}: {escape(check.item.title)}", ""]
        lines += [line for each in remarks(check) for line in (escape(each), "")]
        if check.findings:
            lines += ["| fails | close to | why | what is possible | relations |", "|---|---|---|---|---|"]
        lines += [_row(each, outcome.gate) for each in check.findings]
        lines += ["Nothing close was found."] if not check.findings else []
        lines += ["", escape(together(check.together))] if check.together else []
        lines += ["", f"Ground: {escape(ground(check))}", ""]
    lines += [f"- **Not checked**: {escape(str(fault))}" for fault in outcome.unchecked]
    lines += [f"- Note: {escape(str(fault))}" for fault in outcome.told]
    lines += ["", *(f"- {name.capitalize()}: {escape(value)}" for name, value in basis(outcome)), ""]
    return "\n".join([*lines, f"*{NOTICE}*"]) + "\n"


def _row(each: Finding, gate: Gate) -> str:
    mark = "**yes**" if gate.fails(each) else "no"
    why = f"{each.pair.level}, {score_of(each.pair.score)}: {top_terms(each.pair)}"
    again = f"; open again: {each.reopened}" if each.reopened else ""
    add = f"add {each.pair.right.id}" if each.knowledge in (Knowledge.SILENT, Knowledge.LIAISON) else ""
    known = "; ".join(filter(None, [refused(each) or "not named", add]))
    return f"| {mark} | {escape(each.wording)} | {escape(why)} | {escape(each.possible)} | {escape(known + again)} |"
