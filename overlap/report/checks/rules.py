"""What a check finds, by what the proposal knows of it: each rule and what to do; what it was held against."""

from typing import NamedTuple

from overlap.comparison.gate import Basis, Gate, Outcome
from overlap.comparison.knowledge import Accept, Knowledge
from overlap.comparison.proposals import Check, Finding, Together
from overlap.report.wording import BASIS

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


def together(two: Together) -> str:
    """Say what two items hold of a title."""
    said = f"Together {' and '.join(two.ids)} hold {len(two.held)} of the {len(two.held) + len(two.open)} subject words"
    rest = f"; neither has {', '.join(two.open)}" if two.open else ""
    return f"{said} of the title, one alone at most {two.alone}: {', '.join(two.held)}{rest}."


def ground(check: Check) -> str:
    """Say whose mandate claims a proposal."""
    by: dict[str, list[str]] = {}
    for title, claim in check.claims:
        by.setdefault(title, []).append(claim.statement.called)
    said = (f"{title} ({'; '.join(ids[:_FEW])}{_more(len(ids) - _FEW)})" for title, ids in by.items())
    return "; ".join(said) or "no statement at hand claims it"


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""


def basis(outcome: Outcome) -> list[tuple[str, str]]:
    """Say what was compared with, what fails, and which configuration and register were used: name and value."""
    of: Basis = outcome.basis
    lists = "; ".join(f"{title}{f', as of {as_of}' if as_of else ''}" for title, as_of in of.lists)
    silenced = "; ".join(f"{check.item.id} and {each.pair.right.id}" for check, each in outcome.silenced)
    count = len(outcome.silenced)
    decided = f"{of.register}; silenced {count}{f': {silenced}' if count else ''}"
    return [
        ("lists", lists),
        ("fails", failing(outcome.gate)),
        ("configuration", of.configuration),
        ("register", decided if of.register != "none" else "none"),
        ("scores", BASIS.removesuffix(".")),
    ]


def failing(gate: Gate) -> str:
    """Say what makes a check fail."""
    enough = {
        Accept.NAMED: "whose item the proposal does not name",
        Accept.LIAISON: "whose item the proposal does not name, nor a liaison with its group",
    }
    return f"a score of {gate.line:g} or more ({gate.name}) {enough[gate.accept]}"


def remarks(check: Check) -> list[str]:
    """Say what is to be known of a proposal beside its findings."""
    return [f"The same proposal is also given in {'; '.join(check.also)}."] if check.also else []


def refused(finding: Finding) -> str:
    """Say why a liaison is not enough, or what is to be added to the relations."""
    return (
        finding.known if finding.knowledge is not Knowledge.LIAISON else f"{finding.known}, but does not name the item"
    )
