"""What a document is about: its clause Scope and its summary; for want of both, what it says it does or is there for.

Where it says nothing of the kind, its introduction stands in for a summary.
"""

import re
from collections.abc import Sequence

from overlap.read.content import Document, Paragraph
from overlap.read.kinds import labels, naming, outline, wording
from overlap.read.kinds.outline import Section

_FAR = 200
"""Paragraphs within which a document says what it does."""
_NEAR = 12
"""Headings within which scope and summary stand, or in the first third, or as one of the first clauses; what stands far
below is of some matter of the document."""
_FIRST_CLAUSE = re.compile(r"(?:[1-3]|I{1,3})\b")
_FEWEST = 40
"""Characters of a paragraph that says so."""
_MOST = 8
"""Paragraphs of an introduction that stand in for a summary."""
_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\.?\s+")

Fields = dict[str, str]


def find(document: Document, found: Sequence[Section]) -> tuple[Fields, Fields]:
    """Give the fields `scope` and `summary` of a document as far as it has them, and where each stands."""
    fields, where = sections(found)
    if not fields:
        fields, where = instead(document, found)
    return fields, where


def sections(found: Sequence[Section]) -> tuple[Fields, Fields]:
    """Give what stands under headings that say Scope or Summary; no prompt of a template."""
    fields, where = {}, {}
    far = max(_NEAR, len(found) // 3)
    near = [each for number, each in enumerate(found) if number < far or _FIRST_CLAUSE.match(each.heading)]
    for name in ("scope", "summary"):
        section = outline.first(tuple(near), name)
        text = (outline.prose(section) or section.text) if section else ""
        if section and text and not labels.is_prompt(text):
            fields[name], where[name] = text, f"{section.place}, under '{section.heading}'"
    return fields, where


def instead(document: Document, found: Sequence[Section]) -> tuple[Fields, Fields]:
    """Give what stands in for both: the paragraph that says what the document does, or its introduction."""
    texts = [part for part in document.paragraphs[:_FAR] if not part.level]
    for words, what in (("says", "what it does"), ("aims", "what it is there for")):
        if said := [part for part in texts if _speaks(part.text, words)]:
            first = next((part for part in said if _is_of_script(part, document)), said[0])
            return {"scope": _NUMBER.sub("", first.text)}, {"scope": f"{first.place}, where it says {what}"}
    section = outline.first(tuple(found), "introduction")
    if section and (text := _lead(section)):
        return {"summary": text}, {"summary": f"{section.place}, under '{section.heading}', for want of a scope"}
    return {}, {}


def says(paragraph: str) -> bool:
    """Say whether a paragraph says what its document does."""
    return _speaks(paragraph, "says")


def _speaks(paragraph: str, words: str) -> bool:
    """Say whether a paragraph begins as those in a list of the page do, and is not of the document itself."""
    text = _NUMBER.sub("", paragraph)
    speaks, speaks_not = (wording.pattern("scopes", name) for name in (words, "says_not"))
    return naming.width(text) >= _FEWEST and speaks.match(text) is not None and not speaks_not.search(text)


def _is_of_script(part: Paragraph, document: Document) -> bool:
    """Say whether a paragraph is in the script of its document: the text in another one is a translation."""
    letters = "".join(each.text for each in document.paragraphs[:_FAR])
    return _is_latin(part.text) == _is_latin(letters)


def _is_latin(text: str) -> bool:
    return 2 * sum(letter > "\u036f" for letter in text if letter.isalpha()) < sum(map(str.isalpha, text))


def _lead(section: Section) -> str:
    """Give the first paragraphs of a section, up to the next heading below them."""
    lines: list[str] = []
    for part in section.parts:
        if not isinstance(part, Paragraph) or (part.level and lines) or len(lines) == _MOST:
            if lines:
                break
        elif not part.level and not part.style.startswith("toc ") and len(part.text) >= _FEWEST:
            lines.append(part.text)
    return "\n".join(lines)
