"""Lines of running text that begin with an identifier and go on with a title: a list, where there are some of them."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from overlap.read.content import Document
from overlap.read.kinds import bullets as bullets_of
from overlap.read.kinds import labels, naming, outline, references
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations
from overlap.text.identifiers import parse

_FEWEST = 3
"""So many lines that begin with an identifier make running text a list."""
_SELDOM, _SELDOM_IN_PROSE = 50, 6
"""A list is no less than the so manieth part of the lines: in a long text some begin with an identifier as well."""
_LONGEST = 300
"""Characters; a longer line is a paragraph that begins with a reference."""
_MOST = 0.8
"""So much of a text are the identifiers, when it is nothing but a list of them."""


_SEPARATOR = re.compile(r"\s*[:：]\s+|\s+(?:[–—-]|[-=]>|[→⇒])\s+")
_MARKED = re.compile(r"(?P<id>[^《》「」『』\n]{3,40}?)\s*[《「『](?P<title>[^《》「」『』]{2,})[》」』]")
"""A number before a title in the marks of titles; what stands behind them is a remark."""
_DRAFT = "E "
"""Before the number of a German draft: `E DIN 98011`."""
_REMARK = re.compile(r"\s+[-–—]{2,}\s.*", re.DOTALL)
"""What a line says of its document after several dashes."""
_SERIES = re.compile(r"[^\W\d_]+[-. ]")
"""What the numbers of one list begin with: `NIP-`, `Y.`, `ISO `."""
_LONGEST_NAME = 24
"""Characters of a number that is known by its series alone: `NIP-EE`."""
_SAID = re.compile(r"(?P<title>[^:：]*[^\s:：])\s*[:：]\s+(?P<summary>\S+(?:\s+\S+){2,}\.)")
"""A title, and a sentence that says what the document does."""
_SENTENCES = re.compile(r"(?<=[^\W\d_]{2}|.[)\d])\.\s+(?=[^\W\d_a-z][^\W\d_A-Z])")
"""Between two sentences."""
_ALIKE = 2 / 3
"""Of the lines of a list that are built alike."""
_KEY = re.compile(r"[A-Z]{0,3}[-.]?\d{1,4}[.)]?")
"""The number of a line in its list: `S-601`, `12.`."""


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read a text that holds nothing but identifiers, one a line, or each above its title; None for any other."""
    del settings
    lines = list(labels.lines(document.parts))
    rows = list(_pairs(lines)) or [Row(line.place, {"id": name}) for line in lines if (name := alone(line.text))]
    titled = sum("title" in row.fields for row in rows)
    if len(rows) < _FEWEST or len(rows) + titled < _MOST * len(lines):
        return None
    used = {*(row.place for row in rows), *(row.where["title"] for row in rows if row.where)}
    left = [
        Ignored(f"line that is no identifier: {line.text[:60]}", line.place) for line in lines if line.place not in used
    ]
    return Reading(
        document.source,
        document.format,
        "list of identifiers",
        tuple(rows),
        ignored=(*document.ignored, *left),
        faults=document.faults,
    )


def _pairs(lines: Sequence[labels.Line]) -> Iterator[Row]:
    """Yield the identifiers that stand above their titles, as in a list of terms."""
    for line, below in pairwise(lines):
        if (name := alone(line.text)) and not alone(below.text) and len(below.text) <= _LONGEST:
            yield Row(line.place, {"id": name, "title": " ".join(below.text.split())}, where={"title": below.place})


def alone(text: str) -> str:
    """Give the identifier that a line is; empty when it is another, or holds more."""
    bare = text.strip(" \t-*•·;,")
    return bare if citations.find(bare) == (bare,) or naming.is_document(bare) else ""


def read(document: Document, beside: bool) -> Iterator[Row | Ignored]:
    """Yield the lines of a document that name others, if there are some; `beside` says that it holds a list as well.

    A document without a list that says what it is about names its references. Its clauses, and lines of the list whose
    number is no document's, are told.
    """
    if not beside and says_its_scope(document):
        return
    first: dict[tuple[str, ...], Row] = {}
    lines = list(labels.lines(document.paragraphs))
    keyed = {line.place for line in lines if not line.is_heading and _keyed(line.text)}
    bullets = {part.place for part in document.paragraphs if part.style.startswith("li")}
    by_number = list(_said_apart(lines, rows(lines, bullets)))
    called = {} if beside else bullets_of.others(document, {row.place: row for row in by_number})
    order = {line.place: number for number, line in enumerate(lines)}
    for row in sorted((*by_number, *called.values()), key=lambda each: order.get(each.place, 0)):
        identifier = row.fields.get("id", row.place)
        own = (row.place,) if row.place in keyed else ()  # with a number of its own in the list
        first.setdefault((*parse(identifier).numbers, identifier.rpartition("/")[2], *own), row)
    own_clauses = naming.clauses((row.fields.get("id", "") for row in first.values()), is_of_itu(document))
    listed = {key: row for key, row in first.items() if row.fields.get("id", "") not in own_clauses}
    seldom = _SELDOM_IN_PROSE if outline.is_prose(document) else _SELDOM
    if len(listed) >= _FEWEST and len(listed) * seldom >= len(lines):
        yield from listed.values()
        used = {row.place for row in first.values()}
        yield from (
            Ignored(f"clause of the text: {row.fields['id']}", row.place)
            for row in first.values()
            if row.fields.get("id", "") in own_clauses
        )
        yield from (
            Ignored(f"line whose number is no document's: {line.text[:60]}", line.place)
            for line in lines
            if line.place not in used and _is_numbered(line)
        )


def _is_numbered(line: labels.Line) -> bool:
    """Say whether a line is built as those of a list are, with the number of a group or of a part: `TC 9: Kerbs`."""
    name, separator, title = _at_first(line.text.strip(" \t-*•·"))
    is_name = len(name) <= _LONGEST_NAME and re.fullmatch(r"[A-Z][\w/.-]*(?:[ /-][\w/.-]+){0,2}", name) is not None
    return bool(separator and title) and is_name and name[-1:].isdigit() and len(line.text) <= _LONGEST


def rows(lines: Sequence[labels.Line], bullets: Collection[str] = ()) -> list[Row | None]:
    """Read each line as an item of one list; None for what is none. A bullet may go on with sentences after its title.

    Where several begin with their number in the list, or with the same letters, the others that do are items, too.
    """
    listed = naming.series(_at_first(line.text.strip(" \t-*•·"))[0] for line in lines)
    found = [mention(line, listed) or (_first_said(line, listed) if line.place in bullets else None) for line in lines]
    keyed = [None if line.is_heading else _keyed(line.text) for line in lines]
    if sum(bool(row and key) for row, key in zip(found, keyed, strict=True)) >= _FEWEST:
        found = [
            row or (Row(line.place, {"id": key[0], "title": key[1]}) if key else None)
            for line, row, key in zip(lines, found, keyed, strict=True)
        ]
    series = Counter(begun[0] for row in found if row and (begun := _SERIES.match(row.fields["id"])))
    often = {begin for begin, count in series.items() if count >= _FEWEST}
    return [row or _of_series(line, often, listed) for line, row in zip(lines, found, strict=True)]


def _first_said(line: labels.Line, listed: Collection[str]) -> Row | None:
    """Read a bullet that says more of its document than a sentence: the first has the title."""
    head, _, rest = _SENTENCES.sub("\n", line.text, count=1).partition("\n")
    row = mention(replace(line, text=head), listed) if rest else None
    return replace(row, fields={**row.fields, "summary": rest}) if row else None


def _of_series(line: labels.Line, often: Collection[str], listed: Collection[str]) -> Row | None:
    """Read a line whose number begins as several others do, and may have no figure: `NIP-EE: Messages`."""
    name, separator, title = _at_first(_REMARK.sub("", line.text.strip(" \t-*•·")))
    begun = _SERIES.match(name)
    if not separator or not begun or begun[0] not in often or len(line.text) > _LONGEST or len(name) > _LONGEST_NAME:
        return None
    is_name = naming.is_document(name, listed) if any(map(str.isdigit, name)) else not re.search(r"\s", name)
    return Row(line.place, {"id": name, "title": title}) if is_name and title[:1].isalnum() else None


def _said_apart(lines: Sequence[labels.Line], rows: Sequence[Row | None]) -> Iterator[Row]:
    """Yield the rows, title and summary apart where most lines go on with a sentence after their title."""
    found = [(line, row) for line, row in zip(lines, rows, strict=True) if row]
    said = [_SAID.fullmatch(f"{row.fields['title'].removesuffix('.')}.") for _, row in found]
    ended = [
        line.text.rstrip().endswith(".") and match is not None for (line, _), match in zip(found, said, strict=True)
    ]
    is_alike = sum(ended) >= max(_FEWEST, _ALIKE * len(found))
    for (_, row), match, is_ended in zip(found, said, ended, strict=True):
        if is_alike and is_ended and match:
            summary = " ".join(filter(None, (match["summary"], row.fields.get("summary", ""))))
            row = replace(row, fields={**row.fields, "title": match["title"], "summary": summary})
        yield row


def is_of_itu(document: Document) -> bool:
    """Say whether a document speaks of ITU, whose Recommendations have numbers like clauses of an annex."""
    return any(naming.names_itu(part.text) for part in document.paragraphs)


def says_its_scope(document: Document) -> bool:
    """Say whether a document has a scope or an abstract of its own."""
    found = outline.sections(document)
    return bool(outline.first(found, "scope") or outline.first(found, "summary")) or bool(
        labels.read(labels.document_lines(document), {"scope": "scope", "summary|abstract": "summary"})
    )


def mention(line: labels.Line, listed: Collection[str] = ()) -> Row | None:
    """Read `Y.4400 (07/2012) Framework of the web of things`; None when a line is not of that form.

    Of which series more are `listed` is known to `naming`.
    """
    if len(line.text) > _LONGEST:
        return None
    if (marked := _MARKED.match(line.text.strip(" \t-*•·"))) and (name := alone(marked["id"])):
        return Row(line.place, {"id": name, "title": " ".join(marked["title"].split())})
    if not line.is_heading and (found := parted(line.text, listed=listed)):
        return Row(line.place, {"id": found[0], "title": found[1]})
    named = next(iter(citations.places(line.text)), None)
    if named and line.text[: named[1]] == _DRAFT:
        named = (f"{_DRAFT}{named[0]}", 0, named[2])
    if not named or named[1] > 0:
        text = line.text.strip(" \t-*•·")
        paper = references.part(text)
        return Row(line.place, {"id": paper["id"], "title": paper["title"]}) if paper.get("id", text) != text else None
    title = re.sub(r"^\s*\((?:\d\d/)?\d{4}\)", "", line.text[named[2] :]).strip(' \n:–—-"“”,')
    if not re.match(r"[A-Z0-9“\"]", title) or len(title.split()) < 2 or title.endswith("."):
        return None
    return Row(line.place, {"id": named[0], "title": " ".join(title.split())})


def parted(text: str, fewest: int = 2, listed: Collection[str] = ()) -> tuple[str, str] | None:
    """Part a line into the number of a document and its title, at a dash or a colon; None when it is not of that form.

    A title has a `fewest` of words.

    >>> parted("S-601 : NF EN 1997-1 (Eurocode 7-1) – Calcul géotechnique : règles générales.")
    ('NF EN 1997-1', 'Calcul géotechnique : règles générales')
    """
    plain = text.strip(" \t-*•·")
    found = _keyed(plain) or _at_separator(plain, fewest)
    if not found:
        return None
    bare = re.sub(r"\s*\((?!\d)[^()]*\)$", "", found[0])
    is_key = _KEY.fullmatch(bare) is not None and not re.match(r"[A-Z]{2}", bare)
    is_code = bool(re.search(r"[a-z]{4}|[()={}<>]", bare))
    return (bare, found[1]) if naming.is_document(bare, listed) and not is_code and not is_key else None


def _keyed(text: str) -> tuple[str, str] | None:
    """Part a line that begins with its number in the list: `S-601 : Decree 94-1159 – Safety on site`."""
    key, separator, rest = _at_first(text.strip(" \t-*•·"))
    if not separator or not _KEY.fullmatch(key):
        return None
    return _at_separator(_SENTENCES.split(rest)[0], fewest=1, is_sure=True)


def _at_separator(text: str, fewest: int = 2, *, is_sure: bool = False) -> tuple[str, str] | None:
    name, separator, title = _at_first(_REMARK.sub("", text))
    title = " ".join(title.strip(' –—-"“”,').removesuffix(".").split())
    is_title = re.match(r"[^\W_]|[“\"(]", title) and len(title.split()) >= fewest
    is_one = is_sure or not re.search(r"[.;]\s+[A-Z]", title)
    return (name, title) if separator and is_title and is_one else None


def _at_first(text: str) -> tuple[str, str, str]:
    """Part a text at its first separator: what stands before it, the separator, what stands after it."""
    found = _SEPARATOR.search(text)
    return (text[: found.start()].strip(), found[0], text[found.end() :].strip()) if found else (text, "", "")
