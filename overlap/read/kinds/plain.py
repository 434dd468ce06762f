"""Any other document: a title, and a scope if it has one."""

import re
from collections.abc import Sequence
from itertools import takewhile
from pathlib import PurePath

from overlap.errors import InputError
from overlap.read.content import Document, Paragraph
from overlap.read.kinds import covers, labels, outline, titles
from overlap.read.reading import Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations

_LONGEST_TITLE = 300
"""Characters; what is longer at the head of a document is its first paragraph."""
_NOTICE = re.compile(r"\b(?:INTERNAL|DRAFT ONLY|CONFIDENTIAL|DO NOT (?:CITE|CIRCULATE))\b")
_HEAD_LINES = 40
_MOST_WORDS = 300
"""A text without headings is compared as a whole only up to so many words: a proposal in a mail, not a book."""
_LONGEST_VALUE = 200
_RELATIONS = {"relations?|related (?:documents|standards)|relationship[\\w ]*": "relations"}
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

    Its title is at the label Title, else in its first heading, its properties, or the first line that can be one; its
    scope at the label Scope or under that heading; where it is short, without either, all that follows the title stands
    in. Relations are what stands where relations stand. Raises InputError when there is no text.
    """
    del settings
    lines = labels.document_lines(document)
    if not any(re.search(r"\w", line.text) for line in lines):
        raise InputError(f"{document.source}: no text in it.", "Check that it is the right file.")
    found = outline.sections(document)
    fields, where = _labelled(lines, found)
    head = None if "title" in fields else _title(document)
    stated, place = titles.title(document) if head is None else ("", "")
    if "title" not in fields and (head or stated):
        fields["title"], where["title"] = (head.text.strip("= "), head.place) if head else (stated, place)
    rest = _rest(document, head)
    if "scope" not in fields and "summary" not in fields and 0 < len(rest.split()) <= _MOST_WORDS:
        fields["scope"], where["scope"] = rest, "the whole text, for want of a heading Scope or Summary"
    if related := _related(lines, found, own=f"{fields.get('id', '')} {fields.get('title', '')}"):
        fields["relations"] = "; ".join(related)
    fields.setdefault("id", PurePath(document.source).stem)
    where.setdefault("id", "the name of the file")
    missing = tuple(name for name in ("title", "scope") if name not in fields)
    row = Row("document", fields, "", where, missing)
    return Reading(
        document.source,
        document.format,
        "document of no known kind",
        (row,),
        ignored=(*document.ignored, *covers.boilerplate(found)),
        faults=document.faults,
    )


def _labelled(
    lines: Sequence[labels.Line], found: tuple[outline.Section, ...]
) -> tuple[dict[str, str], dict[str, str]]:
    """Give the fields that stand at a label or under a heading, and where each stands."""
    values = {**labels.read(lines, _LABELS), **labels.read(lines[:_HEAD_LINES], _HEAD_LABELS)}
    values.pop("other", None)
    fields = {name: _short(name, value.text) for name, value in values.items()}
    where = {name: value.place for name, value in values.items()}
    for name in ("scope", "summary"):
        section = outline.first(found, name)
        if section and name not in fields:
            fields[name], where[name] = section.text, f"{section.place}, under '{section.heading}'"
    return fields, where


def _short(name: str, text: str) -> str:
    """Cut a value of a few words to its first line: what follows is no part of it."""
    return text if name in ("scope", "summary") else text.split("\n")[0][:_LONGEST_VALUE]


def _related(lines: Sequence[labels.Line], found: tuple[outline.Section, ...], own: str) -> list[str]:
    """List the documents that are named under References or at a label of relations; of a short text, all it names."""
    texts = [section.text for section in found if section.name == "references"]
    texts += [value.text for value in labels.read(lines, _RELATIONS).values()]
    if not any(texts) and sum(len(line.text.split()) for line in lines) <= _MOST_WORDS:
        texts = [line.text for line in lines]
    names = {*citations.find(own)}
    return [each for each in citations.find("\n".join(texts)) if each not in names]


def _title(document: Document) -> Paragraph | None:
    """Find the first heading of the highest level, or the first line, that can be a title."""
    worded = [each for each in document.paragraphs if re.search(r"[^\W\d_]{2}", each.text)]
    above = takewhile(lambda each: not _is_clause(each.text), worded[:8])  # below its scope stand its other clauses
    headings = [each for each in above if each.level == 1]
    near = [] if document.title else worded[:1]
    return next(
        (each for each in [*headings, *near] if not _is_prose(each.text) and titles.can_be_title(each.text)), None
    )


def _is_clause(text: str) -> bool:
    return outline.is_numbered(text) or outline.heading_name(text) in outline.NAMES


def _is_prose(text: str) -> bool:
    """Say whether a paragraph is no title: whole sentences, or a notice on how to handle the file."""
    return text.endswith((".", ";")) or len(text) > _LONGEST_TITLE or bool(_NOTICE.search(text))


def _rest(document: Document, head: Paragraph | None) -> str:
    after = document.parts.index(head) + 1 if head else 0
    texts = [part.text if isinstance(part, Paragraph) else outline.table_text(part) for part in document.parts[after:]]
    return " ".join(" ".join(text for text in texts if not _NOTICE.search(text[:_LONGEST_TITLE])).split())
