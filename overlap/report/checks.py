"""Checks of proposals, for people, for pull requests and for the services that run them."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import PurePath
from urllib.parse import quote
from xml.etree import ElementTree

from overlap import __version__
from overlap.comparison.proposals import Check, Finding, Knowledge, Together
from overlap.model import Fault
from overlap.report.markdown import escape
from overlap.report.terminal import render_lines
from overlap.report.wording import NOTICE, compared_on, top_terms
from overlap.settings import Level

_MOST_ANNOTATIONS = 10
"""GitHub shows so many of a kind for one step."""
_ILLEGAL = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FEW = 4
"""So many statements of a mandate are named; JSON has all."""
_RULES = {
    Knowledge.SILENT: (
        "close-and-silent",
        "Close to a work item that the proposal does not name",
        "Read the scope of the other item. If the work differs, name the item in the relations of the proposal and say "
        "how it differs; if not, take one of the ways that its stage leaves open.",
    ),
    Knowledge.NAMED: (
        "close-and-named",
        "Close to a work item that the proposal names",
        "The proposal knows of it. See that the scopes are told apart.",
    ),
    Knowledge.LIAISON: (
        "close-with-liaison",
        "Close to a work item of a group with a liaison",
        "The groups talk to each other. Raise the item in the liaison, and name it in the relations of the proposal.",
    ),
    Knowledge.JOINT: (
        "joint-text",
        "Declared as common, twin or identical text",
        "The work is already coordinated; nothing is to be done.",
    ),
}
"""The name of each rule, what it finds, and what to do."""


class CheckFormat(StrEnum):
    """How a check can be written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


def fails(finding: Finding, fail_on: Level) -> bool:
    """Say whether a finding makes a check fail: it is silent, and at least so close."""
    levels = list(Level)
    return finding.knowledge is Knowledge.SILENT and levels.index(finding.pair.level) <= levels.index(fail_on)


def write(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level, form: CheckFormat) -> str:
    """Write checks in one of the formats."""
    return _WRITERS[form](checks, left_out, fail_on)


def _text(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level) -> str:
    lines: list[str] = []
    for check in checks:
        lines += [f"{check.item.id}  {check.item.title}", *([f"  {check.source}"] if check.source else [])]
        for knowledge in Knowledge:
            every = [each for each in check.findings if each.knowledge is knowledge]
            some = [each for each in every if each.pair.level is not Level.RELATED]
            lines += ["", f"  {_RULES[knowledge][1]}: {_counted(len(some), len(every) - len(some))}"] if every else []
            for each in some:
                mark = "!" if fails(each, fail_on) else " "
                lines += [
                    f"  {mark} {each.pair.level}, {each.pair.score:.3f} ({compared_on(each.pair)}), {each.pair.id}",
                    f"    {each.wording}, in {each.corpus}",
                    f"    shared: {top_terms(each.pair)}",
                    f"    {each.possible}",
                ]
                lines += [f"    open again: {each.reopened} ({each.decision})"] if each.reopened else []
                lines += [f"    {each.known}"] if each.known else [f"    to add to its relations: {each.pair.right.id}"]
        if not check.findings:
            lines += ["", "  Nothing close was found."]
        lines += ["", f"  {_together(check.together)}"] if check.together else []
        lines += [f"  Decided before: {each.wording}: {each.decision}" for each in check.decided]
        lines += ["", f"  Ground: {_ground(check)}", ""]
    lines += [f"Not checked: {fault}." for fault in left_out]
    return render_lines([*lines, NOTICE])


def _together(two: Together) -> str:
    """Say what two items hold of a title."""
    said = f"Together {' and '.join(two.ids)} hold {len(two.held)} of the {len(two.held) + len(two.open)} subject words"
    rest = f"; neither has {', '.join(two.open)}" if two.open else ""
    return f"{said} of the title, one alone at most {two.alone}: {', '.join(two.held)}{rest}."


def _counted(shown: int, related: int) -> str:
    """Count what is listed and what is only related.

    >>> _counted(2, 3), _counted(0, 3)
    ('2 (and 3 only related, see --format json)', '3 only related, see --format json')
    """
    rest = f"{related} only related, see --format json"
    if not related:
        return str(shown)
    return f"{shown} (and {rest})" if shown else rest


def _ground(check: Check) -> str:
    """Say whose mandate claims a proposal."""
    by: dict[str, list[str]] = {}
    for title, claim in check.claims:
        by.setdefault(title, []).append(claim.statement.id)
    said = (f"{title} ({', '.join(ids[:_FEW])}{_more(len(ids) - _FEW)})" for title, ids in by.items())
    return "; ".join(said) or "outside: no mandate at hand claims it"


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""


def _object(check: Check, fail_on: Level) -> dict[str, object]:
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


def _json(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level) -> str:
    whole = {
        "type": "checks",
        "schema_version": 1,
        "overlap_version": __version__,
        "notice": NOTICE,
        "checks": [_object(each, fail_on) for each in checks],
        "left_out": [str(each) for each in left_out],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _jsonl(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level) -> str:
    lines = [
        *(_object(each, fail_on) for each in checks),
        *({"type": "left_out", "said": str(each)} for each in left_out),
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _markdown(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level) -> str:
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
        lines += ["", escape(_together(check.together))] if check.together else []
        lines += ["", f"Ground: {escape(_ground(check))}", ""]
    lines += [f"- Not checked: {escape(str(fault))}" for fault in left_out]
    return "\n".join([*lines, f"*{NOTICE}*"]) + "\n"


def _sarif(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level) -> str:
    """Write SARIF 2.1.0 (OASIS); a fingerprint is the id of the pair, so that it stays when the list changes."""
    results = [
        {
            "ruleId": _RULES[each.knowledge][0],
            "level": "error" if fails(each, fail_on) else "note",
            "message": {
                "text": f"{each.pair.level} ({each.pair.score:.3f}) with {each.wording}. {each.possible}. {NOTICE}"
            },
            "locations": [
                {
                    "physicalLocation": {"artifactLocation": {"uri": _uri(check)}, "region": {"startLine": 1}},
                    "logicalLocations": [{"name": check.item.id}],
                }
            ],
            "rank": round(each.pair.score * 100, 1),
            "partialFingerprints": {"overlapPair/v1": each.pair.id},
        }
        for check in checks
        for each in check.findings
    ]
    rules = [
        {
            "id": name,
            "shortDescription": {"text": f"{text}."},
            "fullDescription": {"text": f"{text}. {NOTICE}"},
            "help": {"text": remedy},
            "defaultConfiguration": {"level": "error" if knowledge is Knowledge.SILENT else "note"},
        }
        for knowledge, (name, text, remedy) in _RULES.items()
    ]
    driver = {"name": "overlap", "version": __version__, "rules": rules}
    notes = [{"level": "warning", "message": {"text": str(each)}} for each in left_out]
    run = {
        "tool": {"driver": driver},
        "results": results,
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _uri(check: Check) -> str:
    """Write the name of the file as a URI; a relative one stays relative, as the services want it."""
    path = PurePath(check.source or "proposal")
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _junit(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level) -> str:
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


def _github(checks: Sequence[Check], left_out: Sequence[Fault], fail_on: Level) -> str:
    """Write annotations of GitHub Actions, no more of a kind than it shows, and say how many there are more."""
    lines: list[str] = []
    for kind in ("error", "notice"):
        some = [
            (check, each)
            for check in checks
            for each in check.findings
            if each.knowledge is Knowledge.SILENT
            and fails(each, fail_on) == (kind == "error")
            and (kind == "error" or each.pair.level is not Level.RELATED)
        ]
        for check, each in some[: _MOST_ANNOTATIONS - 1]:
            said = _workflow(f"{each.pair.level} with {each.wording}. {each.possible}. {NOTICE}")
            file, title = (_workflow(text, True) for text in (PurePath(check.source).as_posix(), check.item.id))
            lines.append(f"::{kind} file={file},title={title}::{said}")
        if len(some) >= _MOST_ANNOTATIONS:
            lines.append(
                f"::{kind}::{len(some) - _MOST_ANNOTATIONS + 1} more; see the whole list in the log or the summary."
            )
    lines += [f"::warning::{_workflow(str(each))}" for each in left_out[: _MOST_ANNOTATIONS - 1]]
    if len(left_out) >= _MOST_ANNOTATIONS:
        lines.append(f"::warning::{len(left_out) - _MOST_ANNOTATIONS + 1} more could not be checked; see the summary.")
    return "".join(f"{line}\n" for line in lines)


def _workflow(text: str, is_property: bool = False) -> str:
    """Escape a text for a workflow command."""
    pairs = {"%": "%25", "\r": "%0D", "\n": "%0A"} | ({":": "%3A", ",": "%2C"} if is_property else {})
    for one, other in pairs.items():
        text = text.replace(one, other)
    return text


_WRITERS: Mapping[CheckFormat, Callable[[Sequence[Check], Sequence[Fault], Level], str]] = {
    CheckFormat.TEXT: _text,
    CheckFormat.JSON: _json,
    CheckFormat.JSONL: _jsonl,
    CheckFormat.MARKDOWN: _markdown,
    CheckFormat.SARIF: _sarif,
    CheckFormat.JUNIT: _junit,
    CheckFormat.GITHUB: _github,
}
