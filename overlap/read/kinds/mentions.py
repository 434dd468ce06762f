"""Lines of running text that begin with an identifier and go on with a title: a list, where there are some of them."""

import re
from collections.abc import Iterator

from overlap.read.content import Document
from overlap.read.kinds import labels, naming, outline
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations
from overlap.text.identifiers import parse

_FEWEST = 3
"""So many lines that begin with an identifier make running text a list."""
_LONGEST = 300
"""Characters; a longer line is a paragraph that begins with a reference."""
_MOST = 0.8
"""So much of a text are the identifiers, when it is nothing but a list of them."""


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read a text that holds nothing but identifiers, one a line; None for any other."""
    del settings
    lines = list(labels.lines(document.parts))
    rows = [Row(line.place, {"id": name}) for line in lines if (name := _alone(line.text))]
    if len(rows) < _FEWEST or len(rows) < _MOST * len(lines):
        return None
    left = [
        Ignored(f"line that is no identifier: {line.text[:60]}", line.place) for line in lines if not _alone(line.text)
    ]
    return Reading(
        document.source,
        document.format,
        "list of identifiers",
        tuple(rows),
        ignored=(*document.ignored, *left),
        faults=document.faults,
    )


def _alone(text: str) -> str:
    """Give the identifier that a line is; empty when it is another, or holds more."""
    bare = text.strip(" \t-*•·;,")
    return bare if citations.find(bare) == (bare,) or naming.is_document(bare) else ""


def read(document: Document, beside: bool) -> Iterator[Row]:
    """Yield the lines of a document that name others, if there are some; `beside` says that it holds a list as well.

    A document without a list that says what it is about names its references.
    """
    if not beside and _says_its_scope(document):
        return
    rows = [row for line in labels.lines(document.paragraphs) if (row := _mention(line))]
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        first.setdefault(parse(row.fields["id"]).numbers, row)
    if len(first) >= _FEWEST:
        yield from first.values()


def _says_its_scope(document: Document) -> bool:
    found = outline.sections(document)
    return bool(outline.first(found, "scope") or outline.first(found, "summary")) or bool(
        labels.read(labels.document_lines(document), {"scope": "scope", "summary|abstract": "summary"})
    )


def _mention(line: labels.Line) -> Row | None:
    """Read `Y.4400 (07/2012) Framework of the web of things`; None when a line is not of that form."""
    named = next(iter(citations.places(line.text)), None)
    if not named or named[1] > 0 or len(line.text) > _LONGEST:
        return None
    title = re.sub(r"^\s*\((?:\d\d/)?\d{4}\)", "", line.text[named[2] :]).strip(' \n:–—-"“”,')
    if not re.match(r"[A-Z0-9“\"]", title) or len(title.split()) < 2 or title.endswith("."):
        return None
    return Row(line.place, {"id": named[0], "title": " ".join(title.split())})
