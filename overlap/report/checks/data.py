"""Checks for programs: all that is known of each finding."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from overlap import __version__
from overlap.comparison.proposals import Check, Finding
from overlap.model import Fault
from overlap.report.checks.rules import fails
from overlap.report.wording import NOTICE
from overlap.settings import Level


def write_json(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level) -> str:
    """Write checks as one JSON object."""
    whole = {
        "type": "checks",
        "schema_version": 1,
        "overlap_version": __version__,
        "notice": NOTICE,
        "checks": [_check(each, fail_on) for each in checks],
        "left_out": [str(each) for each in left_out],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def write_jsonl(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level) -> str:
    """Write one JSON object a line for each check."""
    lines = [
        *(_check(each, fail_on) for each in checks),
        *({"type": "left_out", "said": str(each)} for each in left_out),
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _check(check: Check, fail_on: Level) -> dict[str, object]:
    def finding(each: Finding) -> dict[str, object]:
        return {
            "pair": each.pair.id,
            "id": each.pair.right.id,
            "title": each.pair.right.title,
            "corpus": each.corpus,
            "level": each.pair.level,
            "score": each.pair.score,
            "compared_on": each.pair.compared_on,
            "knowledge": each.knowledge,
            "known": each.known,
            "fails": fails(each, fail_on),
            "possible": each.possible,
            "wording": each.wording,
            "decision": each.decision,
            "reopened": each.reopened,
            "terms": [{"term": term.text, "channel": term.channel, "share": term.share} for term in each.pair.terms],
        }

    return {
        "type": "check",
        "id": check.item.id,
        "title": check.item.title,
        "source": check.source,
        "findings": [finding(each) for each in check.findings],
        "decided": [finding(each) for each in check.decided],
        "together": asdict(check.together) if check.together else None,
        "claims": [
            {"corpus": title, "statement": claim.statement.id, "words": claim.words} for title, claim in check.claims
        ],
    }
