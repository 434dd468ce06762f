"""Liaison statements, and the headed documents of meetings (TD, contribution) with the forms and lists in them.

Layouts: Rec. ITU-T A.1, Figure 1-1, and the ITU-T TD header; the liaison statements of 3GPP and oneM2M. An incoming
statement comes wrapped in a TD: two headers in one file, of which the inner one is the statement's own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from overlap.model import Fault
from overlap.read.content import Document, Table
from overlap.read.kinds import forms, labels, lists, outline
from overlap.read.kinds.labels import Line, Value
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations

_LABELS = {
    r"questions?(?:\(s\))?": "group",
    r"source": "Source",
    r"title": "title",
    r"date": "Date",
    r"purpose": "Purpose",
    r"to": "To",
    r"for action to": "For action to",
    r"for comment to": "For comment to",
    r"for information to": "For information to",
    r"cc|copy to": "Cc",
    r"response to|in response to|reply to": "Response to",
    r"release": "Release",
    r"work item": "Work item",
    r"approval": "Approval",
    r"deadline": "Deadline",
    r"contacts?(?: person)?": "people",
    r"send (?:any )?repl(?:ies|y)[\w ]* to": "people",
    r"name|tel\.?[\w ]*|e-?mail[\w ]*|fax": "people",
    r"(?:list of )?attachments?": "Attachments",
    r"template version[\w ]*": "people",
    r"keywords?": "Keywords",
    r"abstract": "summary",
    r"document for": "Purpose",
    r"liaison statement|TD|contribution|_{3,}": "end",
    r"agenda item": "Agenda item",
}
_ACTIONS = {r"actions?|requested actions?|action requested": "Action"}
_STATEMENT = re.compile(r"(?:reply )?(?:\w{1,4}[\s/]*)?liaison statement\b.{0,40}", re.IGNORECASE)
_STATEMENT_TITLE = re.compile(
    r"(?:\[[^\]]*\]\s*)*(?:(?:draft|reply|response)\s+)*(?:LS\b|LS/[rio]\b|liaison statement)", re.IGNORECASE
)
_MEETING = re.compile(r"(?:TD|CONTRIBUTION|TEMPORARY DOCUMENT|REPORT|WORKING DOCUMENT)\b.{0,20}")
_NUMBER = re.compile(
    r"\b((?:SG\d+|TSAG)-(?:TD|C|LS|R)\s?\d[\w.-]*|T\d\d-SG\d+-[\w-]+|TP-\d{4}-\d{4}\w*|[A-Z]\d-\s?\d{6,7}\w*)"
)
_SIGN = re.compile(r"\bLIAISON STATEMENT\b")
_CLAUSE = re.compile(r"1\.?\s+(?=[A-Z])")
_HEAD_LINES = 60
"""The first page, on which all fields of the template stand."""


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read a liaison statement or a meeting document; None when it has no such header on its first page."""
    lines = labels.document_lines(document)
    head = _inner(_above_body(lines[:_HEAD_LINES]))
    values = labels.read(_unwrapped(head), _LABELS)
    there = {found[0] for line in head if (found := labels.match(line.text, _LABELS))}
    if not {"title", "Source"} <= there:
        return None
    title = _title(values)
    said = any(
        _STATEMENT.fullmatch(text.strip()) or _SIGN.search(text) for line in head for text in line.text.split("\n")
    )
    if _STATEMENT_TITLE.match(title) or (said and there & {"To", "For action to", "For information to"}):
        return _statement(document, lines, values)
    if any(_MEETING.fullmatch(line.text) for line in head) or {"group", "Purpose"} & there:
        return _meeting_document(document, values, settings)
    return None


def _title(values: Mapping[str, Value]) -> str:
    """Write the title on one line, without the heading of the statement that a printed page may have run into it."""
    text = values["title"].text if "title" in values else ""
    return " ".join(_SIGN.sub("", text).split())


def _above_body(lines: Sequence[Line]) -> Sequence[Line]:
    """Take the lines above the first numbered heading: there the text of the document begins."""
    end = next((n for n, line in enumerate(lines) if _CLAUSE.match(line.text) and not line.table), len(lines))
    return lines[:end]


def _inner(head: Sequence[Line]) -> Sequence[Line]:
    """Take the last header among the first lines: in a wrapper the statement's own comes second."""
    titles = [n for n, line in enumerate(head) if (found := labels.match(line.text, _LABELS)) and found[0] == "title"]
    if len(titles) < 2:
        return head
    groups = [n for n, line in enumerate(head[: titles[-1]]) if labels.match(line.text, {"questions?.*": "group"})]
    return head[groups[-1] :] if groups and groups[-1] > titles[0] else head


def _unwrapped(head: Sequence[Line]) -> list[Line]:
    """Put each line of a cell or paragraph that holds several labels on its own."""
    return [replace(line, text=part) for line in head for part in line.text.split("\n")]


def _statement(document: Document, lines: Sequence[Line], values: Mapping[str, Value]) -> Reading:
    actions = _actions(document, lines)
    if actions:
        values = {**values, "Action": actions}
    about = _about(values)
    row = _row(document, lines, values, "liaison statement")
    if outgoing := about.get("To") or about.get("For action to") or about.get("For information to"):
        row = Row(row.place, {**row.fields, "liaisons": outgoing}, row.kind, row.where, row.missing)
    return Reading(
        document.source,
        document.format,
        "liaison statement",
        (row,),
        about=about,
        ignored=(*document.ignored, Ignored("names and addresses of contacts", "")),
        faults=document.faults,
    )


def _actions(document: Document, lines: Sequence[Line]) -> Value | None:
    """Find the action asked for: a section of that name, or the lines that begin with `ACTION:`."""
    for section in outline.sections(document):
        if re.fullmatch(r"(?:requested )?actions?(?: requested)?", section.name) and section.text:
            text = re.sub(r"(?m)^(?:To .{0,40}:|ACTION:)\s*", "", section.text).strip()
            return Value(" ".join(text.split()), f"{section.place}, under '{section.heading}'")
    asked = labels.read(lines, {"action": "Action"}) or labels.read(lines, _ACTIONS)
    return asked.get("Action")


def _about(values: Mapping[str, Value]) -> dict[str, str]:
    """List the header fields that are no fields of a work item, by their label."""
    kept = {name: " ".join(value.text.split("\n")) for name, value in values.items() if name[0].isupper()}
    return {name: text for name, text in kept.items() if text.casefold() not in ("n/a", "none")}


def _row(document: Document, lines: Sequence[Line], values: Mapping[str, Value], kind: str) -> Row:
    """Make the row of the document itself: number, title, Question, and the documents it names."""
    number = _number(document, lines)
    asked = values["group"].text if "group" in values else ""
    questions = re.findall(r"\b\d{1,2}/\d{1,2}\b", asked)
    fields = {
        "id": number[0],
        "title": _title(values),
        "group": "; ".join(f"Q{question}" for question in questions),
        "committee": f"SG{questions[0].partition('/')[2]}" if questions else "",
        "summary": values["summary"].text if "summary" in values else "",
        "relations": "; ".join(citations.find("\n".join(line.text for line in lines))),
        "type": kind,
    }
    where = {name: values[name].place for name in ("title", "group", "summary") if name in values}
    where["id"] = number[1]
    filled = {name: text for name, text in fields.items() if text}
    return Row("", filled, kind, where, tuple(name for name in ("title",) if name not in filled))


def _number(document: Document, lines: Sequence[Line]) -> tuple[str, str]:
    """Find the number of the document: in its first lines or its running header, else take the file's name."""
    for line in lines[:12]:
        if found := _NUMBER.search(line.text):
            return re.sub(r"\s", "", found[1]), line.place
    for ignored in document.ignored:
        if found := _NUMBER.search(ignored.what):
            return re.sub(r"\s", "", found[1]), ignored.place
    return PurePath(document.source).stem, "the name of the file"


def _meeting_document(document: Document, values: Mapping[str, Value], settings: ReadSettings) -> Reading:
    """Read what a TD or contribution brings: the forms and lists in it, else the document itself."""
    rows, faults = forms.find(document)
    listed = lists.find(document, settings)
    known = {row.fields["id"] for row in rows if "id" in row.fields}
    rows += [row for row in listed.rows if row.fields.get("id") not in known]
    faults += [fault for fault in listed.faults if fault not in document.faults]
    title = _title(values)
    if not rows and not faults and title:
        rows = [_row(document, labels.document_lines(document), values, "meeting document")]
    about = {"Title": title, **_about(values)}
    if not title:
        faults.append(Fault(document.source, "", "its header holds placeholders or no title", "fill in the header"))
    return Reading(
        document.source,
        document.format,
        "ITU-T meeting document" if _is_itu(document) else "meeting document",
        tuple(rows),
        columns=listed.columns,
        about={name: text for name, text in about.items() if text},
        ignored=(*document.ignored, Ignored("names and addresses of contacts", "")),
        faults=(*document.faults, *faults),
    )


def _is_itu(document: Document) -> bool:
    """Say whether the document carries the heading of ITU."""
    texts = [outline.table_text(part) if isinstance(part, Table) else part.text for part in document.parts[:6]]
    return "INTERNATIONAL TELECOMMUNICATION UNION" in " ".join(texts).upper()
