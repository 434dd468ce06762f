"""Checks for programs: all that is known of each finding."""

import json
from dataclasses import asdict

from overlap import __version__
from overlap.comparison.gate import Gate, Outcome
from overlap.comparison.proposals import Check, Finding
from overlap.report.checks.rules import basis
from overlap.report.wording import NOTICE


def write_json(outcome: Outcome) -> str:
    """Write checks as one JSON object."""
    whole = {
        "type": "checks",
        "schema_version": 1,
        "overlap_version": __version__,
        "notice": NOTICE,
        "basis": dict(basis(outcome)),
        "checks": [_check(each, outcome.gate) for each in outcome.checks],
        "left_out": [str(each) for each in outcome.unchecked],
        "told": [str(each) for each in outcome.told],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def write_jsonl(outcome: Outcome) -> str:
    """Write one JSON object a line for each check, for what could not be checked, and for what was used."""
    lines = [
        *(_check(each, outcome.gate) for each in outcome.checks),
        *({"type": "left_out", "said": str(each)} for each in outcome.unchecked),
        *({"type": "told", "said": str(each)} for each in outcome.told),
        {"type": "basis", "notice": NOTICE, **dict(basis(outcome))},
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _check(check: Check, gate: Gate) -> dict[str, object]:
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
            "fails": gate.fails(each),
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
        "line": check.line,
        "also": list(check.also),
        "findings": [finding(each) for each in check.findings],
        "decided": [finding(each) for each in check.decided],
        "together": asdict(check.together) if check.together else None,
        "claims": [
            {"corpus": title, "statement": claim.statement.id, "words": claim.words} for title, claim in check.claims
        ],
    }
