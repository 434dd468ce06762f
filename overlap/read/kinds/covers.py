"""Documents of any body that stand under a number: what is on the cover, in the running header, in the properties."""

import re

from overlap.model import Fault
from overlap.read.content import Document
from overlap.read.kinds import amendments, fronts, headlines, outline, titles
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations
from overlap.text.identifiers import parse

_KEY = re.compile(r"\[([A-Z](?=[^\]]*\d)[\w./ -]{3,40})\]")
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
    for name in ("scope", "summary"):
        if section := outline.first(found, name):
            fields[name], where[name] = outline.prose(section), f"{section.place}, under '{section.heading}'"
    fields["relations"] = parent
    if references := outline.first(found, "references"):
        fields["relations"] = "; ".join(filter(None, [parent, *related(references.text, identifier)]))
        where["relations"] = f"{references.place}, under '{references.heading}'"
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
        ignored=(*document.ignored, *boilerplate(found)),
        faults=(*document.faults, *faults),
    )


def _beside_number(heading: str, identifier: str) -> str:
    """Take the document's own number, and what stands before it, off a title.

    >>> _beside_number("Download GOST 7.80-2000 Bibliographic record. Heading", "GOST 7.80-2000")
    'Bibliographic record. Heading'
    """
    before, named, after = heading.partition(identifier)
    rests = [text.strip(" ,:|()–—-") for text in (after, before)]
    return (
        next((text for text in rests if len(text.split()) > 1 and headlines.can_be_title(text)), heading)
        if named
        else heading
    )


def related(text: str, own: str) -> list[str]:
    """List the documents that a clause of references names; `E.1.3` is one of ITU-T only where ITU is spoken of."""
    is_itu = re.search(r"\b(?:ITU|UIT|МСЭ)\b|国际电联", f"{own} {text}") is not None
    found = [*citations.find(text), *keyed(text)]
    return [each for each in found if each != own and (is_itu or not re.match(r"[A-Z]\.\d{1,2}(?!\d)", each))]


def keyed(text: str) -> list[str]:
    r"""List what a clause of references names by a key alone, line by line: `[MQTT-v5.0] MQTT Version 5.0`.

    >>> keyed("[MQTT-v5.0]\nMQTT Version 5.0\n[RFC2119] Key words\n[1] Lots")
    ['MQTT-v5.0']
    """
    found = (_KEY.match(line) for line in text.split("\n"))
    return list(dict.fromkeys(each[1] for each in found if each and not citations.find(each.string)))


def boilerplate(found: tuple[outline.Section, ...]) -> tuple[Ignored, ...]:
    """List the sections that say nothing of the subject."""
    return tuple(
        Ignored(outline.BOILERPLATE[section.name], section.place)
        for section in found
        if section.name in outline.BOILERPLATE and section.heading and section.parts
    )
