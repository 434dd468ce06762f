"""Documents of any body that stand under a number: what is on the cover, in the running header, in the properties.

Nothing is made up: where no line of the first page can be the title, there is none.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from overlap.model import Fault
from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import amendments, columns, outline
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import AS_WRITTEN, ReadSettings
from overlap.text import citations, languages
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
_FEW_WORDS = 3
_SENTENCE = 60
"""Characters; so long a line on a cover that is no title is text."""
_LARGER = 1.2
"""So many times the size of the text a title is beyond doubt."""
_BESIDE_NUMBER = re.compile(
    r"(?:[\s,;:|/()\d.-]|[^\W\d_]{3,10}\.?\s+(?:19|20)\d\d|\((?:[A-Z]|[a-z]{2}|rev\.?\s*\d*)\)|"
    r"\b[ivxlEFRSAC]{1,4}\b|V\d[\d.]*)*",
    re.IGNORECASE,
)
"""What stands beside a number in a running header: date, language, version, page."""
_OPEN_END = re.compile(
    r"(?:[-–—:,]|\b(?:of|for|and|the|in|on|to|with|de|du|des|la|le|et|y|del|der|und|für|по|и|от))$", re.IGNORECASE
)
"""After what a title cannot end."""
_MIXED = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]+[a-zà-ÿ]|[^\W\d_]\d[^\W\d_]")
"""A capital or a digit within a word, as a font without a Unicode map gives them."""
_DELIVERABLE = re.compile(r"^Rec(?:ommendation|\.)\s+(?=ITU-[RD]\b)", re.IGNORECASE)
_NO_DOCUMENT = re.compile(r"\D*(?:19|20)\d\d(?:-\d\d)*|.*\b(?:TC|SC|WG|JTC|PC|SyC|SG|TG)[ /-]?\d+")
"""A date after a word, a committee."""


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
    change = amendments.find(lines(document), identifier)
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


def related(text: str, own: str) -> list[str]:
    """List the documents that a clause of references names; `E.1.3` is one of ITU-T only where ITU is spoken of."""
    is_itu = re.search(r"\b(?:ITU|UIT|МСЭ)\b|国际电联", f"{own} {text}") is not None
    return [each for each in citations.find(text) if each != own and (is_itu or not re.match(r"[A-Z]\.\d", each))]


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
        for line in part.text.split("\n"):
            if found := _as_number(line):
                return found, part.place
    for text in _running(document):
        if found := _as_number(text):
            return found, "the running header"
    return "", ""


def lines(document: Document) -> Iterator[str]:
    """Yield what the cover says, line by line, then the running headers and the title in the properties."""
    for part in _cover(document):
        yield from part.text.split("\n")
    yield from _running(document)
    yield document.title


def _running(document: Document) -> Iterator[str]:
    """Yield what the running headers say."""
    for ignored in document.ignored:
        label, _, text = ignored.what.partition(": ")
        if label == "running header":
            yield text


def _as_number(line: str) -> str:
    """Give the number that a line is, if it is nothing else but its date, edition, language and page."""
    text = " ".join(unicodedata.normalize("NFKC", line).split())
    if not text or len(text) > _LONGEST_NUMBER:
        return ""
    _, before = _rules()
    labelled = before.match(text)
    bare = _DELIVERABLE.sub("", text[labelled.end() :] if labelled else text)
    found = _NUMBER.fullmatch(bare) or (_SHORT.fullmatch(bare) if labelled else None)
    if found and not _NO_DOCUMENT.fullmatch(found["id"]):
        return found["id"]
    mention = next(citations.places(bare), None)
    if mention and mention[0].startswith(bare[: mention[1]].strip()) and _BESIDE_NUMBER.fullmatch(bare[mention[2] :]):
        return (
            re.sub(r"^Rec\w*\.?\s+(?=ITU|UIT)", "", mention[0], flags=re.IGNORECASE)
            if parse(mention[0]).is_standard
            else ""
        )
    return ""


def title(document: Document) -> tuple[str, str]:
    """Find the title of a document, and where it stands; empty when nowhere.

    It is the largest lines of the cover that can be one, the first ones where the file does not say how large they are;
    the file's properties where they say something else; a running header where the first page has none but text.
    """
    stated = _from_properties(document)
    lines = list(_cover(document))
    usual = _usual_size(document)
    text, place, stands_out = _largest(lines, usual)
    if not stands_out and usual and not stated and (header := _header(document)):
        return header, "the running header"
    if text and (not stated or stands_out or _shared(stated, text)):
        return text, place
    if stated:
        return stated, "the file's properties"
    return "", ""


def _header(document: Document) -> str:
    """Give what the running headers say when it can be the title: of several words, and no number."""
    return next((text for text in _running(document) if can_be_title(text) and len(text.split()) > _FEW_WORDS), "")


def _is_text(line: Paragraph) -> bool:
    return len(line.text) >= _SENTENCE and not _rules()[0].search(line.text)


def _usual_size(document: Document) -> float:
    """Give the size of most letters of a document; 0 where it does not say."""
    sizes: Counter[float] = Counter()
    for part in document.paragraphs:
        sizes[part.size] += len(part.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _largest(lines: Sequence[Paragraph], usual: float) -> tuple[str, str, bool]:
    """Join the largest lines that can be a title, up to where another language, another size or no title begins.

    Also tell whether they stand out from the text. Where the file does not say how large its lines are, the first ones
    are taken, or the capitals right below the first; where all are of one size, the title stands at the very top.
    """
    able = [each for each in lines if can_be_title(each.text)]
    if not able or any(map(_is_garbled, able)):
        return "", "", False
    size = max(each.size for each in able)
    first = next(each for each in able if each.size == size)
    at = lines.index(first)
    is_one_of_many = lines[at + 1 : at + 2] in [[each] for each in able] and not _OPEN_END.search(first.text)
    if size and size <= usual and (is_one_of_many or any(map(_is_text, lines[:at]))):
        return "", "", False
    after = lines[at + 1 :]
    if not size and not first.text.isupper() and after and after[0].text.isupper() and can_be_title(after[0].text):
        first, after = after[0], after[1:]
    text = " ".join(first.text.split())
    for line in after[:_MOST_LINES]:
        if not _goes_on(text, first, line):
            break
        text = f"{text} {' '.join(line.text.split())}"
    return text.rstrip(" –—-:."), first.place, size > usual * _LARGER


def _is_garbled(line: Paragraph) -> bool:
    """Say whether most words of a line have capitals or digits within: what else its font gives is no title either."""
    words = re.findall(r"[^\W_]{5,}", line.text)
    return len(words) > 1 and sum(bool(_MIXED.search(word)) for word in words) > 0.6 * len(words)


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
    """Yield the lines of the first page, those in the cells of a table as well."""
    first = document.paragraphs[0].place if document.paragraphs else ""
    for part in document.parts[:_COVER_PARTS]:
        if part.place.startswith("page ") and part.place.partition(",")[0] != first:
            return
        if isinstance(part, Paragraph):
            if not part.style.startswith("toc "):
                yield part
        elif len(part.rows) <= _COVER_PARTS and not _is_list(part):
            yield from (Paragraph(cell, part.place) for row in part.rows for cell in row if cell)


def can_be_title(text: str) -> bool:
    """Say whether a line of a cover can be the title: words, no sentence, nothing that covers say besides."""
    plain = " ".join(text.split())
    not_title, _ = _rules()
    letters = sum(map(str.isalpha, plain))
    return (
        letters >= _FEWEST_LETTERS
        and plain.isprintable()
        and letters * 2 > len(plain)
        and len(plain) <= _LONGEST_TITLE
        and not plain.endswith((";", ":"))
        and (not plain.endswith(".") or plain.isupper())
        and not _as_number(plain)
        and outline.heading_name(plain) not in outline.NAMES
        and not not_title.search(plain)
        and not re.fullmatch(r"(?:\w )+\w", plain)
    )


def _goes_on(text: str, part: Paragraph, after: Paragraph) -> bool:
    """Say whether a title goes on in the next line: of its size, in capitals like it, or after what cannot end one."""
    is_open = bool(_OPEN_END.search(text))
    if abs(after.size - part.size) >= 0.5 or (after.level and after.level != part.level):
        return False
    if (not can_be_title(after.text) and not (is_open or part.size)) or _as_number(after.text):
        return False
    spoken = [languages.detect(each) for each in (text, after.text)]
    if all(spoken) and spoken[0] != spoken[1]:
        return False
    return is_open or part.size > 0 or (text.isupper() and after.text.isupper()) or (part.level > 0 < after.level)
