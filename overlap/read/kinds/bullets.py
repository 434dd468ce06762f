"""Bullets of one list, built alike: where most are documents, or the page is called so, the others are as well."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from overlap.read.content import Document, Paragraph
from overlap.read.kinds import headings, wording
from overlap.read.reading import Row
from overlap.text import citations

_FEWEST = 3
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


def is_bullet(part: Paragraph) -> bool:
    """Say whether a paragraph is a bullet, or nothing but a link."""
    return part.style.startswith(("li", "link"))


def others(document: Document, found: Mapping[str, Row]) -> dict[str, Row]:
    """Give by their places the bullets that are items beside those that were found by their numbers."""
    bullets = [part for part in document.paragraphs if is_bullet(part)]
    by_number = sum(part.place in found for part in bullets)
    linked = sum(part.style in ("li link", "link") for part in bullets)
    named = [_read(part) for part in bullets]
    alike = max(linked, sum(bool(row or part.place in found) for part, row in zip(bullets, named, strict=True)))
    is_list = 2 * by_number > len(bullets) or (linked >= _ALIKE * len(bullets) and _is_called_so(document))
    if len(bullets) < _FEWEST or not is_list or alike < _ALIKE * len(bullets):
        return {}
    return {row.place: row for row in named if row and row.place not in found}


def _read(part: Paragraph) -> Row | None:
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


def _is_called_so(document: Document) -> bool:
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
