"""Lists of links: a page of bullets, each a link or the number of a document, is no document of its own."""

import re
from collections.abc import Mapping, Sequence

from overlap.errors import InputError
from overlap.read.content import Document, Paragraph
from overlap.read.kinds import mentions
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings

_FEWEST = 2
"""So many bullets make a list."""
_MOST = 0.8
"""So much of the text below the headings are the bullets."""
_LONGEST = 200
"""Characters of a bullet; a longer one is text that has a link in it."""
_ADDRESS = re.compile(r"https?://\S+")
_SENTENCE = re.compile(r"(?:\S+\s+){6,}\S+[.!?](?:\s|$)", re.DOTALL)


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read a page of nothing but links, each bullet by its own number and title; None for any other.

    Raises InputError when no bullet names a document: neither heading nor bullet is the title of a work item.
    """
    del settings
    bullets = [part for part in document.paragraphs if part.style.startswith("li")]
    by_place = {row.place: row for row in mentions.rows(document)}
    if not _is_of_links(document, bullets, by_place) or mentions.says_its_scope(document):
        return None
    rows = [by_place[part.place] for part in bullets if part.place in by_place]
    if not rows:
        problem = f"{document.source}: a list of links, none of which names a document by its number."
        raise InputError(problem, "Write it as a list with the columns id and title.")
    named = {row.place for row in rows}
    left = [
        Ignored(f"link that names no document: {part.text[:60]}", part.place)
        for part in bullets
        if part.place not in named
    ]
    return Reading(
        document.source,
        document.format,
        "list of links",
        tuple(rows),
        ignored=(*document.ignored, *left),
        faults=document.faults,
    )


def _is_of_links(document: Document, bullets: Sequence[Paragraph], found: Mapping[str, Row]) -> bool:
    """Say whether a document is a list of links: below its headings stands no text of sentences, and no table."""
    if len(bullets) < _FEWEST or document.tables or document.stated:
        return False
    below = [part for part in document.paragraphs if not part.level and not part.text.endswith(":")]
    if len(bullets) < _MOST * len(below) or any(_SENTENCE.search(part.text) for part in below):
        return False
    linked = [part.style == "li link" or bool(_ADDRESS.search(part.text)) for part in bullets]
    return any(linked) and all(
        len(part.text) <= _LONGEST and (is_linked or part.place in found)
        for part, is_linked in zip(bullets, linked, strict=True)
    )
