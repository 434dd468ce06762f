"""Any other document: a title, and a scope if it has one."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from overlap.errors import InputError
from overlap.read.content import Document, Paragraph
from overlap.read.kinds import labels, outline
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations

_LONGEST_TITLE = 300
"""Characters; what is longer at the head of a document is its first paragraph."""
_NOTICE = re.compile(r"\b(?:INTERNAL|DRAFT ONLY|CONFIDENTIAL|DO NOT (?:CITE|CIRCULATE))\b")
_HEAD_LINES = 40
"""A cover page; further down a line that ends in a colon is mostly no label."""
_HEAD_LABELS = {"title": "title", "reference|identifier|number": "id", "[a-z ]{3,30}": "other"}
"""What counts at the head of a document only; any other label ends the value before."""
_LABELS = {
    "(?:purpose and )?scope": "scope",
    "summary|abstract": "summary",
    "question": "group",
    "status|stage": "status",
}


def recognise(document: Document, settings: ReadSettings) -> Reading:
    """Read a document of no known kind as one work item.

    Its title is at the label Title, else in its first heading or line; its scope at the label Scope or under that
    heading; without either, all that follows the title stands in. Raises InputError when there is no text.
    """
    del settings
    lines = labels.document_lines(document)
    if not any(re.search(r"\w", line.text) for line in lines):
        raise InputError(f"{document.source}: no text in it.", "Check that it is the right file.")
    found = outline.sections(document)
    fields, where = _labelled(lines, found)
    head = _title(document)
    if "title" not in fields and head:
        fields["title"], where["title"] = head.text.strip("= "), head.place
    ignored = [
        Ignored(outline.BOILERPLATE[section.name], section.place)
        for section in found
        if section.name in outline.BOILERPLATE and section.heading and section.parts
    ]
    if "scope" not in fields and "summary" not in fields and (rest := _rest(document, head)):
        fields["scope"], where["scope"] = rest, "the whole text, for want of a heading Scope or Summary"
    own = set(citations.find(f"{fields.get('id', '')} {fields.get('title', '')}"))
    named = [each for each in citations.find("\n".join(line.text for line in lines)) if each not in own]
    if named:
        fields["relations"] = "; ".join(named)
    fields.setdefault("id", PurePath(document.source).stem)
    where.setdefault("id", "the name of the file")
    missing = tuple(name for name in ("title", "scope") if name not in fields)
    row = Row("document", fields, "", where, missing)
    return Reading(
        document.source,
        document.format,
        "document of no known kind",
        (row,),
        ignored=(*document.ignored, *ignored),
        faults=document.faults,
    )


def _labelled(
    lines: Sequence[labels.Line], found: tuple[outline.Section, ...]
) -> tuple[dict[str, str], dict[str, str]]:
    """Give the fields that stand at a label or under a heading, and where each stands."""
    values = {**labels.read(lines, _LABELS), **labels.read(lines[:_HEAD_LINES], _HEAD_LABELS)}
    values.pop("other", None)
    fields = {name: value.text for name, value in values.items()}
    where = {name: value.place for name, value in values.items()}
    for name in ("scope", "summary"):
        section = outline.first(found, name)
        if section and name not in fields:
            fields[name], where[name] = section.text, f"{section.place}, under '{section.heading}'"
    return fields, where


def _title(document: Document) -> Paragraph | None:
    """Find the first heading of the highest level, else the first paragraph with a word in it."""
    worded = [each for each in document.paragraphs if re.search(r"[^\W\d_]{2}", each.text)]
    headings = [each for each in worded[:8] if each.level == 1 and not _is_clause(each.text)]
    return next((each for each in [*headings, *worded] if not _is_prose(each.text)), None)


def _is_clause(text: str) -> bool:
    return outline.is_numbered(text) or outline.heading_name(text) in outline.NAMES


def _is_prose(text: str) -> bool:
    """Say whether a paragraph is no title: whole sentences, or a notice on how to handle the file."""
    return text.endswith((".", ";")) or len(text) > _LONGEST_TITLE or bool(_NOTICE.search(text))


def _rest(document: Document, head: Paragraph | None) -> str:
    after = document.parts.index(head) + 1 if head else 0
    texts = [part.text if isinstance(part, Paragraph) else outline.table_text(part) for part in document.parts[after:]]
    return " ".join(" ".join(text for text in texts if not _NOTICE.search(text[:_LONGEST_TITLE])).split())
