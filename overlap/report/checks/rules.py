"""What a check finds, by what the proposal knows of it: the name of each rule, what to do, and whether it fails."""

from typing import NamedTuple

from overlap.comparison.proposals import Check, Finding, Knowledge, Together
from overlap.settings import Level

_FEW = 4
"""So many statements of a mandate are named; JSON has all."""


class Rule(NamedTuple):
    """What is said of all findings of a kind."""

    name: str
    what: str
    remedy: str


RULES = {
    Knowledge.SILENT: Rule(
        "close-and-silent",
        "Close to a work item that the proposal does not name",
        "Read the scope of the other item. If the work differs, name the item in the relations of the proposal and say "
        "how it differs; if not, take one of the ways that its stage leaves open.",
    ),
    Knowledge.NAMED: Rule(
        "close-and-named",
        "Close to a work item that the proposal names",
        "The proposal knows of it. See that the scopes are told apart.",
    ),
    Knowledge.LIAISON: Rule(
        "close-with-liaison",
        "Close to a work item of a group with a liaison",
        "The groups talk to each other. Raise the item in the liaison, and name it in the relations of the proposal.",
    ),
    Knowledge.JOINT: Rule(
        "joint-text",
        "Declared as common, twin or identical text",
        "The work is already coordinated; nothing is to be done.",
    ),
}


def fails(finding: Finding, fail_on: Level) -> bool:
    """Say whether a finding makes a check fail: it is silent, and at least so close."""
    levels = list(Level)
    return finding.knowledge is Knowledge.SILENT and levels.index(finding.pair.level) <= levels.index(fail_on)


def together(two: Together) -> str:
    """Say what two items hold of a title."""
    said = f"Together {' and '.join(two.ids)} hold {len(two.held)} of the {len(two.held) + len(two.open)} subject words"
    rest = f"; neither has {', '.join(two.open)}" if two.open else ""
    return f"{said} of the title, one alone at most {two.alone}: {', '.join(two.held)}{rest}."


def ground(check: Check) -> str:
    """Say whose mandate claims a proposal."""
    by: dict[str, list[str]] = {}
    for title, claim in check.claims:
        by.setdefault(title, []).append(claim.statement.id)
    said = (f"{title} ({', '.join(ids[:_FEW])}{_more(len(ids) - _FEW)})" for title, ids in by.items())
    return "; ".join(said) or "outside: no mandate at hand claims it"


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""
