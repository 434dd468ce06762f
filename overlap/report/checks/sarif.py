"""Checks as SARIF 2.1.0 (OASIS), for code scanning and editors."""

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from overlap import __version__
from overlap.comparison.proposals import Check, Finding, Knowledge
from overlap.model import Fault
from overlap.report.checks.rules import RULES, fails
from overlap.report.wording import NOTICE
from overlap.settings import Level

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level) -> str:
    """Write SARIF 2.1.0 (OASIS); a fingerprint is the id of the pair, so that it stays when the list changes."""
    run = {
        "tool": {"driver": {"name": "overlap", "version": __version__, "rules": _rules()}},
        "results": [_result(check, each, fails(each, fail_on)) for check in checks for each in check.findings],
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "warning", "message": {"text": str(each)}} for each in left_out
                ],
            }
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


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
    said = f"{finding.pair.level} ({finding.pair.score:.3f}) with {finding.wording}. {finding.possible}. {NOTICE}"
    return {
        "ruleId": RULES[finding.knowledge].name,
        "level": "error" if is_failure else "note",
        "message": {"text": said},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": _uri(check)}, "region": {"startLine": 1}},
                "logicalLocations": [{"name": check.item.id}],
            }
        ],
        "rank": round(finding.pair.score * 100, 1),
        "partialFingerprints": {"overlapPair/v1": finding.pair.id},
    }


def _uri(check: Check) -> str:
    """Write the name of the file as a URI; a relative one stays relative, as the services want it."""
    path = PurePath(check.source or "proposal")
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
