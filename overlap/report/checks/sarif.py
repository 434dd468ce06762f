"""Checks as SARIF 2.1.0 (OASIS), for code scanning and editors."""

import json
from collections.abc import Iterable
from typing import Any

from overlap import __version__
from overlap.comparison.gate import Outcome
from overlap.comparison.knowledge import Knowledge
from overlap.comparison.proposals import Check, Finding
from overlap.model import Fault, WorkItem
from overlap.report.checks.places import from_root, uri
from overlap.report.checks.rules import RULES, basis, remarks
from overlap.report.pairs import score_of
from overlap.report.wording import NOTICE
from overlap.settings import Level

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_MOST_RESULTS = 5000
"""GitHub shows so many of a run, and refuses more than 25,000."""


def write(outcome: Outcome) -> str:
    """Write SARIF 2.1.0 (OASIS): what fails first, then what is close and does not fail, as many as hosts take.

    A fingerprint is the id of the pair, so that it stays when the list changes.
    """
    failing = sorted(outcome.failing, key=_closest)
    rest = sorted(_rest(outcome), key=_closest)
    shown = [*failing, *rest][:_MOST_RESULTS]
    invocation = {
        "executionSuccessful": not outcome.unchecked,
        "toolExecutionNotifications": [
            *(_notification("error", each) for each in outcome.unchecked),
            *(_notification("warning", each) for each in outcome.told),
            *_notices(outcome, len(failing) + len(rest) - len(shown)),
        ],
    }
    run = {
        "tool": {"driver": {"name": "overlap", "version": __version__, "rules": _rules()}},
        "results": [_result(check, each, number < len(failing)) for number, (check, each) in enumerate(shown)],
        "invocations": [invocation],
        "properties": dict(basis(outcome)),
    }
    text = json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
    return f"{text}\n"


def _rest(outcome: Outcome) -> Iterable[tuple[Check, Finding]]:
    """Give the findings that do not fail, without those that are only related."""
    for check in outcome.checks:
        for each in check.findings:
            if not outcome.gate.fails(each) and each.pair.level is not Level.RELATED:
                yield check, each


def _closest(found: tuple[Check, Finding]) -> tuple[float, str, int, str]:
    check, finding = found
    return -finding.pair.score, check.source, check.line, finding.pair.id


def _notices(outcome: Outcome, cut: int) -> Iterable[dict[str, Any]]:
    said = [f"{check.item.id} ({check.source}): {each}" for check in outcome.checks for each in remarks(check)]
    if cut:
        said.append(
            f"{cut} more results, the least close, are left out: hosts show {_MOST_RESULTS:,}; see --format json"
        )
    return [{"level": "note", "message": {"text": each}} for each in said]


def _notification(level: str, fault: Fault) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": {"uri": uri(fault.source)}}}
    return {"level": level, "message": {"text": str(fault)}, "locations": [place]}


def _rules() -> list[dict[str, Any]]:
    return [
        {
            "id": rule.name,
            "shortDescription": {"text": f"{rule.what}."},
            "fullDescription": {"text": f"{rule.what}. {NOTICE}"},
            "help": {"text": rule.remedy},
            "defaultConfiguration": {"level": "error" if knowledge is Knowledge.SILENT else "note"},
        }
        for knowledge, rule in RULES.items()
    ]


def _result(check: Check, finding: Finding, is_failure: bool) -> dict[str, Any]:
    said = f"{finding.pair.level} ({score_of(finding.pair.score)}) with {finding.wording}. {finding.possible}. {NOTICE}"
    return {
        "ruleId": RULES[finding.knowledge].name,
        "level": "error" if is_failure else "note",
        "message": {"text": said},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(check.source),
                    "region": {"startLine": check.line or 1},
                },
                "logicalLocations": [{"name": check.item.id}],
            }
        ],
        "relatedLocations": [_other(finding)],
        "rank": round(finding.pair.score * 100, 1),
        "partialFingerprints": {"overlapPair/v1": finding.pair.id},
    }


def _artifact(source: str) -> dict[str, str]:
    """Name a file; one of a repository from its root, which is what code scanning wants."""
    return {"uri": uri(source), **({"uriBaseId": "%SRCROOT%"} if from_root(source or "proposal")[1] else {})}


def _other(finding: Finding) -> dict[str, Any]:
    """Name the work item that a proposal is close to, where it can be read if that is known."""
    other = finding.pair.right
    place: dict[str, Any] = {
        "id": 1,
        "message": {"text": finding.wording},
        "logicalLocations": [{"name": other.id, "fullyQualifiedName": f"{finding.corpus}, {other.id}"}],
    }
    if (
        isinstance(other, WorkItem)
        and other.url.startswith("https://")
        and other.url.isascii()
        and " " not in other.url
    ):
        place["physicalLocation"] = {"artifactLocation": {"uri": other.url}}
    return place
