"""Documents of any body that stand under a number: what is on the cover, in the running header, in the properties."""

import re

from overlap.model import Fault
from overlap.read.content import Document
from overlap.read.kinds import amendments, fronts, headlines, outline, relations, scopes, titles
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text.identifiers import parse

_EDGES = re.compile(r"^[\s,:|)–—-]+|[\s,:|(–—-]+$")
_OF_A_TEXT = ("scope", "summary", "references", "foreword", "contents")
"""Sections that a list does not have."""


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read a document that has a number of its own on its cover or in its running header; None when it has none."""
    del settings
    identifier, place = fronts.number(document)
    if not identifier:
        return None
    found = outline.sections(document)
    is_text = outline.is_prose(document) or any(outline.first(found, name) for name in _OF_A_TEXT)
    if not is_text and any(map(fronts.is_list, document.tables)):
        return None
    heading, title_place = titles.title(document)
    heading = _beside_number(heading, identifier)
    change = amendments.find(fronts.lines(document), identifier)
    parent, identifier = (identifier, change.name(identifier)) if change else ("", identifier)
    if change:
        heading = change.titled(heading)
    fields = {"id": identifier, "title": heading, "body": parse(identifier).owner}
    where = {"id": place, "title": title_place}
    about, at = scopes.sections(found) if change else scopes.find(document, found)
    fields, where = fields | about, where | at
    named, where["relations"] = relations.named(document, found, identifier)
    fields["relations"] = "; ".join(filter(None, dict.fromkeys([parent, *named])))
    fields = {name: text for name, text in fields.items() if text}
    missing = tuple(name for name in ("title", "scope") if name not in fields)
    faults = (
        () if heading else (Fault(document.source, "", "no title was found on its first page", "write it in a list"),)
    )
    return Reading(
        document.source,
        document.format,
        "document with a number",
        (Row("document", fields, "", {name: at for name, at in where.items() if name in fields}, missing),),
        ignored=(*document.ignored, *boilerplate(found), *outline.requirements(document)),
        faults=(*document.faults, *faults),
    )


def _beside_number(heading: str, identifier: str) -> str:
    """Take the document's own number, and what stands before it, off a title.

    >>> _beside_number("Download GOST 7.80-2000 Bibliographic record. Heading", "GOST 7.80-2000")
    'Bibliographic record. Heading'
    """
    before, named, after = heading.partition(identifier)
    rests = [_EDGES.sub("", text) for text in (after, before)]
    return (
        next((text for text in rests if len(text.split()) > 1 and headlines.can_be_title(text)), heading)
        if named
        else heading
    )


def boilerplate(found: tuple[outline.Section, ...]) -> tuple[Ignored, ...]:
    """List the sections that say nothing of the subject."""
    return tuple(
        Ignored(outline.BOILERPLATE[section.name], section.place)
        for section in found
        if section.name in outline.BOILERPLATE and section.heading and section.parts
    )
