"""Texts side by side that each have the number of a document and a title: a list, where there are some of them."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise

from overlap.read.content import Document, Paragraph
from overlap.read.kinds import headings, labels, naming, outline, references, siblings, wording
from overlap.read.kinds.siblings import Sibling
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations
from overlap.text.identifiers import parse

_FEWEST = 3
"""So many texts that name a document make a list; two where nothing else stands in it."""
_SELDOM, _SELDOM_IN_PROSE = 50, 6
"""A list is no less than the so manieth part of the lines: in a long text some begin with an identifier as well."""
_SELDOM_UNKNOWN = 3
"""The same where most have numbers of no known body: points of a text are numbered as well."""
_LONGEST_TITLE = 25
"""Words; what is longer below a number is a text."""
_SHORT = 60
"""Characters of a text that a message tells."""
_ALIKE = 2 / 3
"""Of the bullets of a list that are built alike."""
_ADDRESS = re.compile(r"[(<]?https?://[^\s)>]+[)>]?")
_SEPARATOR = re.compile(r"\s*[:：]\s+|\s+[–—-]\s+")
_NAME = re.compile(r"(?=.*(?:[^\W\d_]{2}|[^\x00-\x7f]))\S(?:.{0,78}\S)?")
_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S+[.!?。]")
_MOST_WORDS = 15
"""Of a title that stands alone; a longer text is no name."""
_SHORT_NAME = 3
"""Words of a name that is a key: `semver`, `CEE Log Syntax`."""


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read a page of which most is bullets or lines that name documents; None for any other.

    What is in a longer text, or beside tables, is for `lists` to find.
    """
    del settings
    if document.tables:
        return None
    found = list(read(document, beside=False))
    rows = [each for each in found if isinstance(each, Row)]
    known = sum(bool(citations.find(row.fields.get("id", ""))) for row in rows)
    lines = sum(1 for _ in _apart(document, {row.place for row in rows}))
    if not rows or 2 * len(rows) < lines or (2 * known < len(rows) and not is_called_so(document)):
        return None
    is_bare = all(row.fields.get("title") == row.fields.get("id") for row in rows)
    named = {each.place for each in found} | {row.where["title"] for row in rows if row.where}
    left = [
        Ignored(f"text that names no document: {part.text[:_SHORT]}", part.place)
        for part in document.paragraphs
        if part.place not in named
    ]
    told = [each for each in found if isinstance(each, Ignored)]
    return Reading(
        document.source,
        document.format,
        "list of identifiers" if is_bare else "list of documents in running text",
        tuple(rows),
        ignored=(*document.ignored, *told, *left),
        faults=document.faults,
    )


def _are_references(document: Document, found: Sequence[Row]) -> bool:
    """Say whether bare numbers are what a document refers to: they stand below that heading, and other text above."""
    referred = [section for section in outline.sections(document) if section.name == "references"]
    below = {part.place for section in referred for part in section.parts if isinstance(part, Paragraph)}
    return all(row.place in below and row.fields.get("title") == row.fields.get("id") for row in found) and any(
        not part.level and part.place not in below for part in document.paragraphs
    )


def _apart(document: Document, places: Collection[str]) -> Iterator[Paragraph]:
    """Yield the texts of a page but for headings and what belongs to an item."""
    below = 0
    for part in document.paragraphs:
        own = siblings.rank(part)
        below = 0 if own <= below else below
        if part.level or below:
            continue
        below = own if part.place in places and own > siblings.TEXT else 0
        yield part


def read(document: Document, beside: bool) -> Iterator[Row | Ignored]:
    """Yield the texts of a document that name others, if there are some; `beside` says that it holds a list as well.

    A document without a list that says what it is about names its references. Its clauses, and texts of the list that
    name no document, are told.
    """
    if not beside and says_its_scope(document):
        return
    texts, found, others = _found(document, beside)
    own_clauses = naming.clauses((row.fields.get("id", "") for row in found), is_of_itu(document))
    first: dict[tuple[str, ...], Row] = {}
    keyed = {each.part.place for each in texts if each.key}
    order = {part.place: number for number, part in enumerate(document.paragraphs)}
    for row in sorted((*found, *others.values()), key=lambda each: order.get(each.place, 0)):
        identifier = row.fields.get("id", row.place)
        own = (row.place,) if row.place in keyed else ()  # with a number of its own in the list
        first.setdefault((*parse(identifier).numbers, identifier.rpartition("/")[2], *own), row)
    listed = [row for row in first.values() if row.fields.get("id", "") not in own_clauses]
    lines = sum(bool(re.search(r"\w", part.text)) for part in document.paragraphs)
    seldom = _SELDOM_IN_PROSE if outline.is_prose(document) else _SELDOM
    if 2 * sum("id" in row.fields and not citations.find(row.fields["id"]) for row in listed) > len(listed):
        seldom = min(seldom, _SELDOM_UNKNOWN)
    is_list = len(listed) >= _FEWEST or (len(listed) > 1 and 2 * len(listed) >= lines - 2)
    if not is_list or len(listed) * seldom < lines or (not beside and _are_references(document, listed)):
        return
    yield from listed
    for row in first.values():
        if row.fields.get("id", "") in own_clauses:
            yield Ignored(f"clause of the text: {row.fields['id']}", row.place)
    used = {row.place for row in first.values()}
    used |= {row.where["title"] for row in found if row.where}
    for each in texts:
        if each.part.place not in used and _is_numbered(each.part.text):
            yield Ignored(f"line whose number is no document's: {each.part.text[:_SHORT]}", each.part.place)


def rows(document: Document) -> list[Row]:
    """List the bullets and lines of a document that name others, however few they are."""
    _, found, others = _found(document, beside=False)
    return [*found, *others.values()]


def _found(document: Document, beside: bool) -> tuple[list[Sibling], list[Row], dict[str, Row]]:
    """Give the texts of a document, those that name others by a number, and further bullets of the list by place."""
    groups = [group for group in siblings.groups(document.parts) if group[0].rank >= siblings.TEXT]
    texts = [each for group in groups for each in group]
    found = [row for group in groups for row in _rows(group)]
    return texts, found, {} if beside else _others(document, texts, {row.place for row in found})


def _rows(group: Sequence[Sibling]) -> list[Row]:
    """Make a row of each text of a group that names a document; the title of a bare number may stand below it."""
    found: list[Row] = []
    for each, after in pairwise([*group, None]):
        if each is None or not each.named:
            continue
        fields, where = dict(each.named), {}
        if fields["title"] == fields["id"] and (below := _title_below(each, after)):
            fields["title"], where = " ".join(below.text.split()), {"title": below.place}
        found.append(Row(each.part.place, fields, where=where))
    return found


def _title_below(each: Sibling, after: Sibling | None) -> Paragraph | None:
    """Give the text below a bare number that is its title: the first that belongs to it, or the next of its kind."""
    below = next((part for part in each.below if isinstance(part, Paragraph)), after.part if after else None)
    if len(each.below) > 1 and each.rank > siblings.TEXT:
        return None  # these are remarks
    if below is None or (after is not None and below is after.part and (after.named or after.rank > siblings.TEXT)):
        return None
    if "id" in references.part(below.text.strip(" \t-*•·"), ()):
        return None
    is_title = re.search(r"[^\W\d_]{2}|[^\x00-\x7f]", below.text) and not below.text.rstrip().endswith((".", ":"))
    return below if is_title and len(below.text.split()) <= _LONGEST_TITLE else None


def _is_numbered(text: str) -> bool:
    """Say whether a line is built as those of a list are, with the number of a group or of a part: `TC 9: Kerbs`."""
    name, *rest = _SEPARATOR.split(text.strip(" \t-*•·"), maxsplit=1)
    is_name = re.fullmatch(r"[A-Z][\w/.-]{0,23}(?:[ /-][\w/.-]+){0,2}", name) is not None
    return bool(rest) and is_name and name[-1:].isdigit() and len(name) <= 24


def _others(document: Document, texts: Sequence[Sibling], found: set[str]) -> dict[str, Row]:
    """Give by their places the bullets that are items beside those that were found by their numbers."""
    bullets = [each.part for each in texts if each.part.style.startswith(("li", "link"))]
    by_number = sum(part.place in found for part in bullets)
    linked = sum(part.style in ("li link", "link") for part in bullets)
    named = [_called(part) for part in bullets]
    alike = max(linked, sum(bool(row or part.place in found) for part, row in zip(bullets, named, strict=True)))
    is_list = 2 * by_number > len(bullets) or (linked >= _ALIKE * len(bullets) and is_called_so(document))
    if len(bullets) < _FEWEST or not is_list or alike < _ALIKE * len(bullets):
        return {}
    return {row.place: row for row in named if row and row.place not in found}


def _called(part: Paragraph) -> Row | None:
    """Read a bullet as a name and a title, a name and a sentence that says what it is, or a name that is a link."""
    text = " ".join(_ADDRESS.sub(" ", part.text).split()).strip(" -–—:")
    separator = _SEPARATOR.search(text) if part.style != "link" else None  # which is a title as it stands
    name, said = (text[: separator.start()], text[separator.end() :]) if separator else (text, "")
    if not _NAME.fullmatch(name) or headings.words(name) in _nothing() or _SENTENCE.fullmatch(name):
        return None
    if not said:
        is_title = part.style in ("li link", "link") and len(name.split()) <= _MOST_WORDS
        return Row(part.place, {"title": name}) if is_title else None
    if _SENTENCE.fullmatch(said) or not _NAME.match(said):
        return Row(part.place, {"title": name, "summary": said})
    is_key = len(name.split()) <= _SHORT_NAME
    number = next(iter(citations.find(name)), name) if is_key and " " not in name else name
    return Row(part.place, {"id": number, "title": said} if is_key else {"title": f"{name}: {said}"})


def is_called_so(document: Document) -> bool:
    """Say whether a page is called one of standards: by its title, or by its first heading."""
    first = next((part.text for part in document.paragraphs if part.level), "")
    called = [headings.words(text) for text in (first, document.stated.get("title", ""), document.title)]
    return any({*_works()} & {*each.split()} and not any(map(each.__contains__, _no_works())) for each in called)


@cache
def _works() -> Sequence[str]:
    return tuple(map(headings.words, wording.words("columns", "pages.words")))


@cache
def _no_works() -> Sequence[str]:
    return tuple(map(headings.words, wording.words("columns", "pages.others")))


@cache
def _nothing() -> frozenset[str]:
    return frozenset(map(headings.words, wording.words("columns", "pages.links")))


def is_of_itu(document: Document) -> bool:
    """Say whether a document speaks of ITU, whose Recommendations have numbers like clauses of an annex."""
    return any(naming.names_itu(part.text) for part in document.paragraphs)


def says_its_scope(document: Document) -> bool:
    """Say whether a document has a scope or an abstract of its own."""
    found = outline.sections(document)
    return bool(outline.first(found, "scope") or outline.first(found, "summary")) or bool(
        labels.read(labels.document_lines(document), {"scope": "scope", "summary|abstract": "summary"})
    )
