"""Documents of any body that stand under a number: what is on the cover, in the running header, in the properties.

Nothing is made up: where no line of the first page can be the title, there is none.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources

from overlap.model import Fault
from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import columns, outline
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import AS_WRITTEN, ReadSettings
from overlap.text import citations
from overlap.text.identifiers import parse

_COVER_PARTS = 24
"""A cover, and what is printed behind it."""
_LONGEST_NUMBER = 48
_LONGEST_TITLE = 300
_FEWEST_LETTERS = 6
_MOST_LINES = 4
"""A title on a cover is broken over no more lines."""
_NUMBER = re.compile(
    r"(?P<id>(?:[A-ZА-Я][A-ZА-Я&]+[ /-])+(?:[A-ZА-Я]{1,8}[ /-]?)*"
    r"\d[\w.]*(?:[-/.]\w+)*(?::(?:19|20)\d\d(?:-\d\d){0,2})?)"
    r"(?:[ ]?\([A-Z]\))?"
)
_SHORT = re.compile(r"(?P<id>[A-Z]{1,4}-\d+[A-Z]?(?:\.\d+)*)")
"""`C-13`, after a word that says that it is a number."""
_YEAR_ONLY = re.compile(r"\D*(?:19|20)\d\d$")


_OF_A_TEXT = ("scope", "summary", "references", "foreword", "contents")
"""Sections that a list does not have."""


def _is_list(table: Table) -> bool:
    return columns.header_row(table, AS_WRITTEN) is not None


@cache
def _rules() -> tuple[re.Pattern[str], re.Pattern[str]]:
    text = resources.files("overlap.read.kinds").joinpath("covers.toml").read_text(encoding="utf-8")
    page = tomllib.loads(text)
    words = "|".join(map(re.escape, page["before_numbers"]))
    return re.compile("|".join(page["not_titles"]), re.IGNORECASE), re.compile(rf"(?:{words})\s+", re.IGNORECASE)


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read a document that has a number of its own on its cover or in its running header; None when it has none."""
    del settings
    identifier, place = number(document)
    if not identifier:
        return None
    found = outline.sections(document)
    if not any(outline.first(found, name) for name in _OF_A_TEXT) and any(map(_is_list, document.tables)):
        return None
    heading, title_place = title(document)
    fields = {"id": identifier, "title": heading, "body": parse(identifier).owner}
    where = {"id": place, "title": title_place}
    for name in ("scope", "summary"):
        if section := outline.first(found, name):
            fields[name], where[name] = outline.prose(section), f"{section.place}, under '{section.heading}'"
    if references := outline.first(found, "references"):
        fields["relations"] = "; ".join(each for each in citations.find(references.text) if each != identifier)
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


def boilerplate(found: tuple[outline.Section, ...]) -> tuple[Ignored, ...]:
    """List the sections that say nothing of the subject."""
    return tuple(
        Ignored(outline.BOILERPLATE[section.name], section.place)
        for section in found
        if section.name in outline.BOILERPLATE and section.heading and section.parts
    )


def number(document: Document) -> tuple[str, str]:
    """Find the number of a document, and where it stands: a line of its own on the cover, else in a running header."""
    for part in _cover(document):
        if found := _as_number(part.text):
            return found, part.place
    for ignored in document.ignored:
        label, _, text = ignored.what.partition(": ")
        if label == "running header" and (found := _as_number(text)):
            return found, "the running header"
    return "", ""


def _as_number(line: str) -> str:
    """Give the number that a line is, if it is nothing else."""
    text = " ".join(unicodedata.normalize("NFKC", line).split())
    if not text or len(text) > _LONGEST_NUMBER:
        return ""
    _, before = _rules()
    labelled = before.match(text)
    bare = text[labelled.end() :] if labelled else text
    found = _NUMBER.fullmatch(bare) or (_SHORT.fullmatch(bare) if labelled else None)
    if not found or _YEAR_ONLY.fullmatch(found["id"]):
        return ""
    return found["id"]


def title(document: Document) -> tuple[str, str]:
    """Find the title of a document, and where it stands: in the properties, else on the cover; empty when nowhere."""
    stated = _from_properties(document)
    lines = list(_cover(document))
    for index, part in enumerate(lines):
        if not can_be_title(part.text):
            continue
        text = " ".join(part.text.split())
        for after in lines[index + 1 : index + _MOST_LINES]:
            if not _goes_on(text, part, after):
                break
            text = f"{text} {' '.join(after.text.split())}"
        if not stated or _shared(stated, text):
            return text, part.place
        break
    return (stated, "the file's properties") if stated else ("", "")


def _from_properties(document: Document) -> str:
    """Give the title in the file's properties, if it is one: no name of a file, and of more than a word."""
    text = " ".join(document.title.split())
    if re.search(r"\.\w{2,5}$|_|\\", text) or not can_be_title(text) or len(text.split()) < 3:
        return ""
    return re.sub(r"\s*\([^()]*\d[^()]*\)$", "", text)


def _shared(one: str, other: str) -> bool:
    """Say whether two titles are about the same: half of the words of the shorter one are in the other."""
    words = [set(re.findall(r"\w{4,}", text.casefold())) for text in (one, other)]
    return 2 * len(words[0] & words[1]) >= min(map(len, words)) > 0


def _cover(document: Document) -> Iterator[Paragraph]:
    first = document.paragraphs[0].place if document.paragraphs else ""
    for part in document.paragraphs[:_COVER_PARTS]:
        if part.place.startswith("page ") and part.place != first:
            return
        yield part


def can_be_title(text: str) -> bool:
    """Say whether a line of a cover can be the title: words, no sentence, nothing that covers say besides."""
    plain = " ".join(text.split())
    not_title, _ = _rules()
    letters = sum(map(str.isalpha, plain))
    return (
        letters >= _FEWEST_LETTERS
        and letters * 2 > len(plain)
        and len(plain) <= _LONGEST_TITLE
        and not plain.endswith((".", ";", ":"))
        and not _as_number(plain)
        and outline.heading_name(plain) not in outline.NAMES
        and not not_title.search(plain)
        and not re.fullmatch(r"(?:\w )+\w", plain)
    )


def _goes_on(text: str, part: Paragraph, after: Paragraph) -> bool:
    """Say whether a title goes on in the next line: in capitals like it, or after a word that cannot end one."""
    if not can_be_title(after.text) or (after.level and after.level != part.level):
        return False
    is_open = re.search(
        r"(?:[-–—:,]|\b(?:of|for|and|the|in|on|to|with|de|du|des|la|le|et|y|del|der|und|für|по|и))$", text
    )
    return bool(is_open) or (text.isupper() and after.text.isupper()) or (part.level > 0 and part.level == after.level)
