"""Checks as JUnit XML, for the services that run tests: a proposal is a test case."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from overlap.comparison.proposals import Check
from overlap.model import Fault
from overlap.report.checks.rules import fails
from overlap.settings import Level

_ILLEGAL = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level) -> str:
    """Write a suite with a test case for each proposal; one with a finding that fails is a failure."""
    failures = sum(any(fails(each, fail_on) for each in check.findings) for check in checks)
    suite = ElementTree.Element(
        "testsuite", name="overlap check", tests=str(len(checks)), failures=str(failures), errors="0", skipped="0"
    )
    for check in checks:
        case = ElementTree.SubElement(
            suite, "testcase", classname=_legal(check.source or "proposal"), name=_legal(check.item.id)
        )
        bad = [each for each in check.findings if fails(each, fail_on)]
        if bad:
            said = "\n".join(f"{each.pair.level}: {each.wording}; {each.possible}" for each in bad)
            failure = ElementTree.SubElement(
                case, "failure", message=f"close to {len(bad)} work items that it does not name"
            )
            failure.text = _legal(said)
    if left_out:
        ElementTree.SubElement(suite, "system-err").text = _legal("\n".join(map(str, left_out)))
    root = ElementTree.Element("testsuites")
    root.append(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _legal(text: str) -> str:
    """Leave out what XML 1.0 cannot hold (clause 2.2, Char)."""
    return _ILLEGAL.sub("", text)
