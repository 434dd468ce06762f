"""Pages of a catalogue saved from the web: a Recommendation, an ISO standard, an item of a work programme."""

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from overlap.read.content import Document
from overlap.read.kinds import labels
from overlap.read.kinds.labels import Line, Value
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations

Finder = Callable[[Sequence[Line]], Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class PageKind:
    """One kind of page: the fields whose labels make it known, and where its fields stand."""

    kind: str
    body: str
    sign: frozenset[str]
    labels: Mapping[str, str]
    head: Finder
    """Finds what stands without a label: number and title."""
    is_headed: bool
    """The labels stand below the identifier; the same words above it are those of a menu."""
    expected: tuple[str, ...]


_END = "\0"
"""A field that no one reads: its label only ends the one before."""


def _recommendation_head(lines: Sequence[Line]) -> Mapping[str, Value]:
    """Find number, title and summary of a Recommendation page: they stand below its number, above the first label."""
    start = next((n for n, line in enumerate(lines) if _is_identifier(line.text)), None)
    if start is None:
        return {}
    end = next(
        (n for n, line in enumerate(lines) if n > start and labels.match(line.text, _RECOMMENDATION)), len(lines)
    )
    texts = [line for line in lines[start + 1 : end] if "|" not in line.text or len(line.text) > 80]
    found = {"id": Value(_spaced(lines[start].text), lines[start].place)}
    if texts:
        found["title"] = Value(_spaced(texts[0].text), texts[0].place)
    if len(texts) > 1:
        found["summary"] = Value("\n".join(line.text for line in texts[1:]), texts[1].place)
    return found


def _standard_head(lines: Sequence[Line]) -> Mapping[str, Value]:
    """Find number and title of an ISO standard page: the first identifier alone on a line, and the line below it."""
    for line, following in itertools.pairwise(lines):
        if _is_identifier(line.text) and not citations.find(following.text):
            return {
                "id": Value(_spaced(line.text), line.place),
                "title": Value(_spaced(following.text), following.place),
            }
    return {}


def _no_head(lines: Sequence[Line]) -> Mapping[str, Value]:
    """Find nothing: everything on this page has a label."""
    del lines
    return {}


_RECOMMENDATION = {
    r"citation": "url",
    r"series title": "series",
    r"approval date": "date",
    r"identical standard": "joint_with",
    r"equivalent standard": "joint_with",
    r"provisional name": "aliases",
    r"approval process": _END,
    r"status": "status",
    r"maintenance responsibility|study group": "committee",
    r"further details|observation|test signals|formal description": _END,
}
_WORK_ITEM = {
    r"work item": "id",
    r"subject\s*/\s*title|title": "title",
    r"status": "status",
    r"approval process|version|supporting members?": _END,
    r"type of work item": "type",
    r"equivalent number": "joint_with",
    r"timing": "timing",
    r"liaison(?: relationship)?": "liaisons",
    r"summary": "summary",
    r"scope": "scope",
    r"comment": "comment",
    r"references?(?:\(s\))?(?:\s*/\s*base text\(?s?\)?)?|base text\(?s?\)?": "relations",
    r"contacts?(?:\(s\))?|editors?(?:\(s\))?|ITU-T A\.5 justification[\w() ]*": _END,
    r"first registration in the wp": "date",
    r"last update|associated work|patent[\w ()]*": _END,
    r"question": "group",
}
_STANDARD = {
    r"status": "status",
    r"publication date": "date",
    r"stage": "stage",
    r"edition|number of pages|ICS": _END,
    r"technical committee": "committee",
    r"abstract": "summary",
    r"general information|life cycle|buy this standard|got a question\?|preview": _END,
}

PAGES: tuple[PageKind, ...] = (
    PageKind(
        "ITU-T Recommendation page",
        "ITU-T",
        frozenset(("date", "status", "committee", "series")),
        _RECOMMENDATION,
        _recommendation_head,
        True,
        ("id", "title", "summary"),
    ),
    PageKind(
        "ITU-T work programme item page",
        "ITU-T",
        frozenset(("id", "title", "timing", "status")),
        _WORK_ITEM,
        _no_head,
        False,
        ("id", "title", "summary", "timing", "status"),
    ),
    PageKind(
        "ISO standard page",
        "ISO",
        frozenset(("stage", "committee", "date", "summary")),
        _STANDARD,
        _standard_head,
        False,
        ("id", "title", "summary", "stage", "committee"),
    ),
)


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read the page of one document, saved, printed or pasted; None when it is not of a known catalogue."""
    del settings  # a page of one document needs no hint
    lines = labels.document_lines(document)
    for page in PAGES:
        start = next((n for n, line in enumerate(lines) if _is_identifier(line.text)), 0) if page.is_headed else 0
        values = labels.read(_tidy(lines[start:], page), page.labels)
        row = _row(page, {**values, **page.head(lines)})
        if {*values} >= page.sign and "title" in row.fields:
            ignored = Ignored("all else on the page", f"{len(lines)} lines in all")
            return Reading(
                document.source,
                document.format,
                page.kind,
                (row,),
                ignored=(*document.ignored, ignored),
                faults=document.faults,
            )
    return None


def _tidy(lines: Sequence[Line], page: PageKind) -> list[Line]:
    """Let a heading end a field, and a value that begins with the colon of its label begin after it."""
    return [
        replace(
            line,
            text=line.text.lstrip(": "),
            is_heading=line.is_heading and not labels.match(line.text, page.labels),
        )
        for line in lines
    ]


def _row(page: PageKind, values: Mapping[str, Value]) -> Row:
    """Turn what stands on the page into fields: one line where one is wanted, identifiers where those are."""
    fields = {name: _field(name, value.text) for name, value in values.items() if name not in (_END, "series")}
    notes = [f"Series: {_spaced(values['series'].text)}"] if "series" in values else []
    if comment := fields.pop("comment", ""):
        notes.append(f"Comment: {comment}")
    fields["body"] = page.body
    fields["notes"] = "; ".join(notes)
    filled = {name: text for name, text in fields.items() if text}
    where = {name: value.place for name, value in values.items() if name in filled}
    return Row("", filled, "", where, tuple(name for name in page.expected if name not in filled))


def _is_identifier(text: str) -> bool:
    """Say whether a line is the identifier of a document and nothing else."""
    return citations.find(text) == (_spaced(text),)


def _field(name: str, text: str) -> str:
    if name in ("summary", "scope"):
        return text
    first = _spaced(text.split("\n")[0])
    if name in ("joint_with", "relations"):
        return "; ".join(citations.find(_spaced(text))) or (first if name == "joint_with" else "")
    if name == "stage" and (code := re.search(r"\d\d\.\d\d", text)):
        return code[0]
    if name == "committee" and (group := re.search(r"Study Group (\d+)", text)):
        return f"SG{group[1]}"
    if name == "url":
        return first if first.startswith("http") else ""
    return first


def _spaced(text: str) -> str:
    return " ".join(text.split())
