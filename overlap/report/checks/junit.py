"""Checks as JUnit XML, for the services that run tests: a proposal is a test case."""

import re
from xml.etree import ElementTree

from overlap.comparison.gate import Gate, Outcome
from overlap.comparison.proposals import Check
from overlap.model import Fault
from overlap.report.checks.rules import basis
from overlap.text.printing import printable

_ILLEGAL = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(outcome: Outcome) -> str:
    """Write a suite with a test case for each proposal, and its properties, which say what was used.

    One with a finding that fails is a failure, what could not be checked is an error, what is given again is skipped.
    """
    failures = len({id(check) for check, _ in outcome.failing})
    again = sum(len(check.also) for check in outcome.checks)
    counts = {
        "tests": len(outcome.checks) + len(outcome.unchecked) + again,
        "failures": failures,
        "errors": len(outcome.unchecked),
        "skipped": again,
    }
    suite = ElementTree.Element(
        "testsuite", {"name": "overlap check", **{name: str(each) for name, each in counts.items()}}
    )
    properties = ElementTree.SubElement(suite, "properties")
    for name, value in basis(outcome):
        ElementTree.SubElement(properties, "property", name=name, value=_legal(value))
    for check in outcome.checks:
        _add(suite, check, outcome.gate)
    for fault in outcome.unchecked:
        _add_error(suite, fault)
    if outcome.told:
        ElementTree.SubElement(suite, "system-err").text = _legal("\n".join(map(str, outcome.told)))
    root = ElementTree.Element("testsuites")
    root.append(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _add(suite: ElementTree.Element, check: Check, gate: Gate) -> None:
    case = ElementTree.SubElement(
        suite, "testcase", classname=_legal(check.source or "proposal"), name=_legal(check.item.id)
    )
    bad = [each for each in check.findings if gate.fails(each)]
    if bad:
        said = "\n".join(f"{each.pair.level}: {each.wording}; {each.possible}" for each in bad)
        failure = ElementTree.SubElement(
            case, "failure", message=f"close to {len(bad)} work items that it does not name"
        )
        failure.text = _legal(said)
    for place in check.also:
        again = ElementTree.SubElement(suite, "testcase", classname=_legal(place), name=_legal(check.item.id))
        ElementTree.SubElement(
            again, "skipped", message=_legal(f"the same proposal as {check.item.id} in {check.source}")
        )


def _add_error(suite: ElementTree.Element, fault: Fault) -> None:
    case = ElementTree.SubElement(
        suite, "testcase", classname=_legal(fault.source), name=_legal(fault.place or fault.source)
    )
    error = ElementTree.SubElement(case, "error", message=_legal(fault.cause))
    error.text = _legal(str(fault))


def _legal(text: str) -> str:
    """Leave out what XML 1.0 cannot hold (clause 2.2, Char)."""
    return _ILLEGAL.sub("", printable(text))
