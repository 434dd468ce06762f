"""Liaison statements, and the headed documents of meetings (TD, contribution) with the forms and lists in them.

Layouts: Rec. ITU-T A.1, Figure 1-1, and the ITU-T TD header; the liaison statements of 3GPP and oneM2M. An incoming
statement comes wrapped in a TD: two headers in one file, of which the inner one is the statement's own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from overlap.model import Fault
from overlap.read.content import Document, Table
from overlap.read.kinds import bearing, drafts, forms, headlines, labels, letters, lists, outline
from overlap.read.kinds.labels import Line, Value
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations

_ACTIONS = {r"actions?|requested actions?|action requested": "Action"}
_STATEMENT_TITLE = re.compile(
    r"(?:\[[^\]]*\]\s*)*(?:(?:draft|reply|response)\s+)*(?:LS\b|LS/[rio]\b|liaison statement)", re.IGNORECASE
)
_MEETING = re.compile(r"(?:TD|CONTRIBUTION|TEMPORARY DOCUMENT|REPORT|WORKING DOCUMENT)\b.{0,20}")
_SIGN = re.compile(r"\bLIAISON STATEMENT\b")
_CLAUSE = re.compile(r"1\.?\s+(?=[A-Z])")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+[^\W\d_][^.:;?!]*:?")
_LONGEST_HEADING = 60
_MEETINGS = re.compile(
    r"(?:\d{1,2}[.)]?\s+)?dates? of (?:the )?(?:next|upcoming|future|forthcoming)\b.{0,60}$", re.IGNORECASE
)
"""Where the list of meetings begins that ends a statement."""
_DAY = re.compile(r"^((?:19|20)\d\d-\d\d-\d\d)(?!\d).*")
_OPEN = re.compile(r"(?:[,:;(–—-]|\b(?:of|for|on|and|the|in|to|with|de|du|et|y|und))$")
"""How a line ends whose title goes on in the next one."""
_ADDRESSEES = {"To", "For action to", "For comment to", "For information to"}
_PARTIES = re.compile(r"(?:from|to)\s", re.IGNORECASE)
_FIRST_LINES, _LONGEST_NAME = 12, 300
"""Lines of a head; characters of a line that names the statement, and does not speak of it."""
_HEAD_LINES = 60
"""The first page, on which all fields of the template stand."""


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read a liaison statement or a meeting document; None when it has no such header, and does not speak like one."""
    lines = labels.document_lines(document)
    head = _unwrapped(_inner(_above_body(lines[:_HEAD_LINES])))
    values = labels.read(head, letters.page().labels)
    there = {found[0] for line in head if (found := labels.match(line.text, letters.page().labels))}
    is_said = any(_says(line) for line in head[:_HEAD_LINES])
    title = _title(values)
    if {"title", "Source"} <= there and _STATEMENT_TITLE.match(title):
        return _statement(document, lines, values)
    if is_said and there & _ADDRESSEES and there & {"title", "Source"}:
        return _statement(document, lines, values)
    if {"title", "Source"} <= there and (
        any(_MEETING.fullmatch(line.text) for line in head) or {"group", "Purpose"} & there
    ):
        return _meeting_document(document, values, settings)
    if not there & {"group"} and not document.tables and (letter := letters.find(lines)):
        return _letter(document, lines, values, letter)
    return None


def _says(line: Line) -> bool:
    """Say whether a line says that this is a liaison statement: it says nothing else, or begins so."""
    text = line.text.strip()
    named = letters.page().names.search(text)
    if not named or len(text) > _LONGEST_NAME:
        return False
    rest = text[named.end() :].lstrip()
    return _SIGN.search(text) is not None or not rest or rest[:1] in ":–—-(" or _PARTIES.match(rest) is not None


def _title(values: Mapping[str, Value]) -> str:
    """Write the title on one line, without the heading of the statement that a printed page may have run into it."""
    if "title" not in values:
        return ""
    lines = values["title"].text.split("\n")
    if not values["title"].place.startswith("table"):  # below a line of running text the text itself may begin
        goes_on = (n for n in range(1, len(lines)) if not (_OPEN.search(lines[n - 1]) or lines[n][:1].islower()))
        lines = lines[: next(goes_on, len(lines))]
    return " ".join(_SIGN.sub("", " ".join(lines)).split())


def _heading(document: Document, lines: Sequence[Line], start: int) -> tuple[str, str]:
    """Find the title of a statement that stands at no label: in a heading, the properties, below the header."""
    names = letters.page().names
    for part in document.paragraphs[:_FIRST_LINES]:
        first, _, rest = part.text.partition("\n")
        if part.level and names.search(first) and (said := letters.unnamed(rest or first)):
            return said, part.place
    if names.match(document.title) and (said := letters.unnamed(document.title)):
        return said, "the title of the file"
    for line in lines[start : start + 2]:
        if not line.table and headlines.can_be_title(line.text) and not letters.page().purposes.match(line.text):
            return letters.unnamed(" ".join(line.text.split())), line.place
    return "", ""


def _above_body(lines: Sequence[Line]) -> Sequence[Line]:
    """Take the lines above the first numbered heading: there the text of the document begins."""
    end = next((n for n, line in enumerate(lines) if _CLAUSE.match(line.text) and not line.table), len(lines))
    return lines[:end]


def _inner(head: Sequence[Line]) -> Sequence[Line]:
    """Take the last header among the first lines: in a wrapper the statement's own comes second."""
    titles = [
        n
        for n, line in enumerate(head)
        if (found := labels.match(line.text, letters.page().labels)) and found[0] == "title"
    ]
    if len(titles) < 2:
        return head
    groups = [n for n, line in enumerate(head[: titles[-1]]) if labels.match(line.text, {"questions?.*": "group"})]
    return head[groups[-1] :] if groups and groups[-1] > titles[0] else head


def _unwrapped(head: Sequence[Line]) -> list[Line]:
    """Put each line of a cell or paragraph that holds several labels on its own."""
    return [replace(line, text=part) for line in head for part in line.text.split("\n")]


def _statement(document: Document, lines: Sequence[Line], values: Mapping[str, Value]) -> Reading:
    """Read a statement that has a header."""
    start = _end_of_header(lines)
    title, place = (_title(values), values["title"].place) if _title(values) else _heading(document, lines, start)
    values = {**values, "title": Value(title, place)} if title else {**values}
    body = [line for line in letters.body(lines[start:]) if not line.table and line.text != title]
    if "Body" in values:
        body = [Line(values["Body"].text, values["Body"].place)]
    if action := _actions(document, lines) or _asked(body):
        values["Action"] = action
    if sent_for := next((line for line in _unwrapped(lines[:start]) if letters.page().purposes.match(line.text)), None):
        values.setdefault("Purpose", Value(sent_for.text.strip(), sent_for.place))
    values.pop("Body", None)
    return _read(document, lines, values, body)


def _letter(document: Document, lines: Sequence[Line], values: Mapping[str, Value], letter: letters.Letter) -> Reading:
    """Read a statement that is a letter: whom it greets, and what it asks for."""
    body = letters.body([line for line in lines if not labels.match(line.text, letters.page().labels)])
    kept = {name: values[name] for name in ("title", "summary", "Date", "Deadline", "Cc") if name in values}
    kept = {name: replace(value, text=value.text.split("\n")[0]) for name, value in kept.items()}
    if "title" not in kept:
        title, place = _heading(document, lines, 0)
        kept |= {"title": Value(title, place)} if title else {}
    for name, text in (("Source", letter.sender), ("To", letter.addressee)):
        if text or name in values:
            kept[name] = Value(text, letter.place) if text else values[name]
    if action := _asked(body):
        kept["Action"] = action
    return _read(document, lines, kept, body)


def _asked(body: Sequence[Line]) -> Value | None:
    """Put together the sentences in which the text asks for something."""
    asked = letters.asked(body)
    return Value(asked, next(line.place for line in body)) if asked else None


def _read(document: Document, lines: Sequence[Line], values: Mapping[str, Value], body: Sequence[Line]) -> Reading:
    about = _about(values)
    summary = values["summary"].text if "summary" in values else ""
    said = takewhile(lambda line: not _MEETINGS.match(line.text), body)
    body = [line for line in said if line.text != summary and not _heads(line)]
    text = "\n".join(line.text for line in body)
    if concerned := letters.committees(text):
        about["Committees named"] = "; ".join(concerned)
    row = _row(document, lines, values, "liaison statement")
    fields, where = dict(row.fields), dict(row.where)
    if text and not summary:
        fields["scope"], where["scope"] = text, f"{body[0].place}, the body of the statement, for want of an abstract"
    if outgoing := next(
        filter(None, map(about.get, ("To", "For action to", "For comment to", "For information to"))), ""
    ):
        fields["liaisons"] = outgoing
    return Reading(
        document.source,
        document.format,
        "liaison statement",
        (replace(row, fields=fields, where=where),),
        about=about,
        ignored=(*document.ignored, Ignored("names and addresses of contacts", "")),
        faults=document.faults,
    )


def _heads(line: Line) -> bool:
    """Say whether a line of the body is a heading, marked or by its number."""
    return line.is_heading or (len(line.text) <= _LONGEST_HEADING and bool(_NUMBERED.fullmatch(line.text)))


def _end_of_header(lines: Sequence[Line]) -> int:
    """Count the lines that the header takes: up to its last label, and the value of that."""
    last, is_open = -1, False
    for number, line in enumerate(lines[:_HEAD_LINES]):
        found = [labels.match(part, letters.page().labels) for part in line.text.split("\n")]
        if any(found) or _says(line):
            last, is_open = number, bool(found[-1] and not found[-1][1] and line.table)
        elif is_open and line.table:
            last, is_open = number, False
        elif _CLAUSE.match(line.text) and not line.table:
            break
    return last + 1


def _actions(document: Document, lines: Sequence[Line]) -> Value | None:
    """Find the action asked for: a section of that name, or the lines that begin with `ACTION:`."""
    for section in outline.sections(document):
        if re.fullmatch(r"(?:requested )?actions?(?: requested)?", section.name) and section.text:
            text = re.sub(r"(?m)^(?:To .{0,40}:|ACTION:)\s*", "", section.text).strip()
            return Value(_cut(text), f"{section.place}, under '{section.heading}'")
    lines = [line for line in lines if not re.fullmatch(r"To .{0,40}:", line.text)]
    asked = labels.read(lines, _ACTIONS).get("Action")
    return replace(asked, text=_cut(asked.text)) if asked else None


def _cut(text: str) -> str:
    """Write a text on one line, up to the line that closes a letter."""
    return " ".join(line.text for line in letters.body([Line(each, "") for each in text.split("\n")]))


def _about(values: Mapping[str, Value]) -> dict[str, str]:
    """List the header fields that are no fields of a work item, by their label."""
    kept = {name: _said(name, value) for name, value in values.items() if name[0].isupper()}
    return {name: text for name, text in kept.items() if text.casefold() not in ("n/a", "none", "-")}


def _said(name: str, value: Value) -> str:
    """Write a value on one line; of one below which the text goes on, what belongs to the label."""
    lines = value.text.split("\n")
    if name not in ("Action", "Body") and not value.place.startswith("table"):
        open_end = next((n for n, line in enumerate(lines) if not re.search(r"(?:[,;&]|\band)$", line)), len(lines) - 1)
        lines = lines[: open_end + 1]
    text = " ".join(lines)
    return _DAY.sub(r"\1", text) if name in ("Deadline", "Date") else text


def _row(document: Document, lines: Sequence[Line], values: Mapping[str, Value], kind: str) -> Row:
    """Make the row of the document itself: number, title, Question, and the documents it names."""
    number = bearing.number(document, _unwrapped(lines[:_FIRST_LINES]))
    asked = values["group"].text if "group" in values else ""
    questions = re.findall(r"\b\d{1,2}/\d{1,2}\b", asked)
    fields = {
        "id": number[0],
        "title": _title(values),
        "group": "; ".join(f"Q{question}" for question in questions),
        "committee": f"SG{questions[0].partition('/')[2]}" if questions else "",
        "summary": values["summary"].text if "summary" in values else "",
        "relations": _related(lines, number[0]),
        "type": kind,
    }
    where = {name: values[name].place for name in ("title", "group", "summary") if name in values}
    where["id"] = number[1]
    filled = {name: text for name, text in fields.items() if text}
    return Row("", filled, kind, where, tuple(name for name in ("title",) if name not in filled))


def _related(lines: Sequence[Line], own: str) -> str:
    """List the documents that the statement names: of meeting documents only those in its text."""
    body = "\n".join(line.text for line in lines[_end_of_header(lines) :])
    found = [*citations.find("\n".join(line.text for line in lines)), *letters.named(body)]
    return "; ".join(each for each in dict.fromkeys(found) if each != own)


def _meeting_document(document: Document, values: Mapping[str, Value], settings: ReadSettings) -> Reading:
    """Read what a TD or contribution brings: the forms and lists in it, else the document itself."""
    rows, faults = forms.find(document)
    listed = lists.find(document, settings)
    known = {row.fields["id"] for row in rows if "id" in row.fields}
    rows += [row for row in listed.rows if row.fields.get("id") not in known]
    faults += [fault for fault in listed.faults if fault not in document.faults]
    rows += [row for row in drafts.find(document, settings) if row.fields.get("id") not in known]
    if (title := _title(values)) and not rows and not faults:
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
