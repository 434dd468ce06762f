"""What a file says of itself in keys of its own: the front matter of a page, the metadata of a standard's XML."""

import re
from collections.abc import Mapping
from dataclasses import replace

from overlap.read.content import Document
from overlap.read.kinds import columns, headings, naming, outline, relations, scopes, values
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations

_IDENTIFIERS = ("relations", "joint_with")
_IDENTIFIER = re.compile(r"[A-Z][\w./ -]*\d[\w.:/() -]*")
_SHOWN = 200
_EXPECTED = ("id", "title", "scope")


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read a document whose format says what it is; None when it does not, or when it gives no title."""
    fields = fields_of(document, settings)
    if not document.kind or not {"id", "title"} & {*fields}:
        return None
    sections = outline.sections(document)
    where = dict.fromkeys(fields, "the metadata of the file")
    about, at = scopes.find(document, sections)
    fields, where = about | fields, at | where
    named, place = relations.named(document, sections, fields.get("id", ""))
    if named:
        where.setdefault("relations", place)
        fields["relations"] = "; ".join(dict.fromkeys(filter(None, [fields.get("relations", ""), *named])))
    used = {"scope", "summary", "references"}
    rest = [each for each in sections if each.heading and each.level == 1 and each.name not in used]
    place = f"from {rest[0].place}, '{rest[0].heading[:40]}' on" if rest else ""
    left = [Ignored(f"{len(rest)} other clauses" if len(rest) > 1 else "one other clause", place)] if rest else []
    missing = tuple(name for name in _EXPECTED if name not in fields)
    return Reading(
        document.source,
        document.format,
        document.kind,
        (Row("", fields, "", where, missing),),
        ignored=(*document.ignored, *left),
        faults=document.faults,
    )


def complete(reading: Reading, document: Document, settings: ReadSettings) -> Reading:
    """Let what the file states of itself stand before what was found in its text, where it holds one work item."""
    stated = fields_of(document, settings)
    if len(reading.rows) != 1 or "text" in reading.rows[0].fields:
        stated = {}
    used = {field for field in stated if field != "status"}
    unused = [
        key for key, field in zip(document.stated, _columns(document, settings), strict=True) if field not in used
    ]
    ignored = [Ignored(f"front matter: {', '.join(unused)}"[:_SHOWN], "line 1")] if unused else []
    rows = tuple(_completed(row, stated) for row in reading.rows) if stated else reading.rows
    return replace(reading, rows=rows, ignored=(*reading.ignored, *ignored))


def _completed(row: Row, stated: Mapping[str, str]) -> Row:
    where = {**row.where, **dict.fromkeys(stated, "what the file states of itself")}
    missing = tuple(name for name in row.missing if name not in stated)
    return replace(row, fields={**row.fields, **stated}, where=where, missing=missing)


def _columns(document: Document, settings: ReadSettings) -> list[str]:
    """Give for each key its field; several may name documents that it is related to."""
    found = columns.fields_of(tuple(document.stated), settings, [tuple(document.stated.values())])
    others = (headings.field(headings.read(key).plain) for key in document.stated)
    return [name or (other if other in _IDENTIFIERS else "") for name, other in zip(found, others, strict=True)]


def fields_of(document: Document, settings: ReadSettings) -> dict[str, str]:
    """Give the fields of a work item among what is stated; a word of a site generator's, such as `draft`, is none."""
    found: dict[str, str] = {}
    for name, text in zip(_columns(document, settings), document.stated.values(), strict=True):
        if name:
            found[name] = "; ".join(dict.fromkeys(filter(None, [found.get(name, ""), text])))
    if not document.kind:  # a format that says what the document is has keys of its own, and not those of a site
        found = {name: _plain(name, text) for name, text in found.items() if _is_plausible(name, text)}
    if "title" not in found and (named := _named(document, settings)):
        found["title"] = named
    fields = found | ({"stage": values.stage(found["stage"]) or found["stage"]} if "stage" in found else {})
    if "stage" in fields:
        fields.setdefault("status", values.status(values.stage(fields["stage"])))
    return values.filled(**fields)


def _named(document: Document, settings: ReadSettings) -> str:
    """Give what stands where an identifier may stand and is a title: words, and no identifier."""
    stated = zip(_columns(document, settings), document.stated.values(), strict=True)
    return next(
        (text for name, text in stated if name == "id" and len(text.split()) > 1 and not _is_plausible(name, text)), ""
    )


def _plain(name: str, text: str) -> str:
    """Give the value of a field; what is related is named by an identifier, or not at all."""
    if name not in _IDENTIFIERS:
        return text
    own = (each.strip() for each in text.split(";"))  # those of bodies that are not known
    return "; ".join(citations.find(text)) or "; ".join(each for each in own if naming.is_document(each))


def _is_plausible(name: str, text: str) -> bool:
    """Say whether a value is one of its field: an identifier looks like one, a title has a word."""
    if name == "id":
        return bool(citations.find(text) or _IDENTIFIER.fullmatch(text))
    return name != "title" or re.search(r"[^\W\d_]{2}", text) is not None
