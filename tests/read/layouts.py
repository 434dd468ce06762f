"""Writes documents as standards bodies lay them out: every cover, every place of a scope and of references, by name.

`python -m tests.read.layouts` reads one document of each cover, scope, list of references, format and language, and
prints how many values came out right in each half; a layout's half is decided by lot from its name. The words and the
titles, which are made up, are in `tests/data/layouts.toml`.
"""

import hashlib
import io
import random
import re
import sys
import tomllib
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from overlap.errors import InputError
from overlap.read import kinds
from overlap.read.content import Document, Paragraph, Table
from overlap.read.formats import READERS
from overlap.read.reading import Ignored
from tests.wordfile import docx, paragraph, run, table

DATA = Path(__file__).resolve().parents[1] / "data/layouts.toml"
_ALONE = 0.15
"""So many of the documents are a cover and nothing else."""
LARGE, BODY, SMALL = 20.0, 11.0, 8.0
"""Points."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a paragraph; `level` makes it a heading."""

    text: str
    size: float = BODY
    level: int = 0
    is_bold: bool = False
    lines: tuple[str, ...] = ()
    """The same text as it is broken on the page; empty when it is not."""


Grid = tuple[tuple[str, ...], ...]
Part = Line | Grid


@dataclass(frozen=True, slots=True)
class Words:
    """What a document in one language is written with; every choice among several words is made by lot."""

    language: str
    page: Mapping[str, Any]
    lot: random.Random

    def one(self, name: str) -> str:
        """Give one of the words of a name."""
        found = self.page[name]
        return str(found if isinstance(found, str) else self.lot.choice(found))

    def many(self, name: str) -> list[str]:
        """Give all words of a name."""
        return list(self.page[name])


@dataclass(frozen=True, slots=True)
class Written:
    """A document: what is printed of it, what its properties say, and what should be read."""

    parts: tuple[Part, ...]
    title: tuple[str | None, ...]
    """Those that are equally right; None where there is none."""
    number: str = ""
    stated: str = ""
    """The title in its properties."""
    running: str = ""
    """The running header."""
    front: Mapping[str, str] = field(default_factory=dict)
    site: tuple[str, ...] = ()
    """The name of the site, and what leads to its other pages."""
    is_alone: bool = False
    """Nothing stands below its cover."""


Cover = Callable[[Words, str, str], Written]
COVERS: dict[str, Cover] = {}
SCOPES: dict[str, Callable[[Words], tuple[Part, ...]]] = {}
REFERENCES: dict[str, Callable[[Words], tuple[Part, ...]]] = {}


def _cover(name: str, *formats: str) -> Callable[[Cover], Cover]:
    def keep(cover: Cover) -> Cover:
        COVERS[name] = cover
        _ONLY[name] = formats
        return cover

    return keep


_ONLY: dict[str, tuple[str, ...]] = {}
"""The formats of a cover that only some have."""


def _big(text: str, *lines: str) -> Line:
    return Line(text, LARGE, 1, lines=lines)


def _plain(*texts: str, size: float = BODY) -> tuple[Line, ...]:
    return tuple(Line(text, size) for text in texts)


def _broken(text: str, count: int) -> tuple[str, ...]:
    """Break a text into as many lines, between words."""
    words = text.split() if " " in text else list(text)
    between = " " if " " in text else ""
    step = -(-len(words) // count)
    return tuple(between.join(words[at : at + step]) for at in range(0, len(words), step))


@_cover("number above")
def _(w: Words, title: str, number: str) -> Written:
    return Written((Line(number), _big(title), *_plain(w.one("date"))), (title,), number)


@_cover("number below")
def _(w: Words, title: str, number: str) -> Written:
    return Written((*_plain(w.one("body")), _big(title), Line(number), *_plain(w.one("date"))), (title,), number)


@_cover("number and title in one heading, a dash")
def _(w: Words, title: str, number: str) -> Written:
    return Written((_big(f"{number} – {title}"), *_plain(w.one("date"))), (title, f"{number} – {title}"), number)


@_cover("number and title in one heading, a colon")
def _(w: Words, title: str, number: str) -> Written:
    return Written((_big(f"{number}: {title}"), *_plain(w.one("edition"))), (title, f"{number}: {title}"), number)


@_cover("number and title in one heading, a space")
def _(w: Words, title: str, number: str) -> Written:
    return Written((_big(f"{number} {title}"), *_plain(w.one("date"))), (title, f"{number} {title}"), number)


@_cover("title and number in brackets")
def _(w: Words, title: str, number: str) -> Written:
    return Written((_big(f"{title} ({number})"), *_plain(w.one("date"))), (title, f"{title} ({number})"), number)


@_cover("cover table of labels")
def _(w: Words, title: str, number: str) -> Written:
    named, numbered, dated, versioned, by = w.many("labels")
    rows = (numbered, number), (named, title), (dated, w.one("date")), (versioned, "1.2"), (by, w.one("body"))
    return Written((Line(w.one("kind"), 14), rows), (title,), number)


@_cover("cover table without labels")
def _(w: Words, title: str, number: str) -> Written:
    rows = (w.one("body"), number), (w.one("kind"), w.one("date")), (title, "")
    return Written((rows,), (title,), number)


@_cover("number in the running header only", "docx", "pdf")
def _(w: Words, title: str, number: str) -> Written:
    return Written((*_plain(w.one("body")), _big(title), *_plain(w.one("date"))), (title,), number, running=number)


@_cover("letter-spaced body and kind")
def _(w: Words, title: str, number: str) -> Written:
    spaced = " ".join(w.one("kind").upper().replace(" ", "  "))
    return Written((Line(spaced), Line(number), _big(title), *_plain(w.one("edition"))), (title,), number)


@_cover("title in capitals")
def _(w: Words, title: str, number: str) -> Written:
    return Written((Line(w.one("kind")), Line(number), _big(title.upper()), *_plain(w.one("date"))), (title,), number)


@_cover("the whole cover in capitals")
def _(w: Words, title: str, number: str) -> Written:
    above = _plain(w.one("body").upper(), w.one("kind").upper())
    return Written((*above, Line(title.upper(), 14), Line(number), *_plain(w.one("date").upper())), (title,), number)


@_cover("bilingual, own language first")
def _(w: Words, title: str, number: str) -> Written:
    other = _pages()["fr" if w.language == "en" else "en"]["titles"][1]
    both = (_big(title), Line(other, 16))
    return Written((Line(number), *both, *_plain(w.one("date"))), (title, other, f"{title} {other}"), number)


@_cover("title on two lines")
def _(w: Words, title: str, number: str) -> Written:
    return Written((Line(w.one("kind"), 14), Line(number), _big(title, *_broken(title, 2))), (title,), number)


@_cover("title on three lines, below an imprint")
def _(w: Words, title: str, number: str) -> Written:
    above = _plain(w.one("body"), *w.many("imprint")[:2])
    return Written(
        (*above, _big(title, *_broken(title, 3)), Line(number, 14), *_plain(w.one("date"))), (title,), number
    )


@_cover("series above the number")
def _(w: Words, title: str, number: str) -> Written:
    above = (*_plain(w.one("body").upper()), Line(w.one("series"), 14), Line(w.one("tagline")))
    return Written((*above, Line(number, 16), Line(title, 16, 0, True)), (title,), number)


@_cover("kind of text above")
def _(w: Words, title: str, number: str) -> Written:
    return Written((Line(w.one("kind"), 16), Line(number), _big(title), *_plain(w.one("edition"))), (title,), number)


@_cover("kind of text between, all of one size")
def _(w: Words, title: str, number: str) -> Written:
    lines = _plain(w.one("body"), number, w.one("kind"), title, w.one("date"))
    return Written((*lines[:3], replace(lines[3], is_bold=True), lines[4]), (title,), number)


@_cover("kind of text below the title")
def _(w: Words, title: str, number: str) -> Written:
    return Written((_big(title), Line(w.one("kind"), 14), Line(number), *_plain(w.one("date"))), (title,), number)


@_cover("kind of text as the first heading, the title as the second")
def _(w: Words, title: str, number: str) -> Written:
    parts = (Line(w.one("kind"), 18, 1), Line(title, 16, 2), *_plain(f"{number}, {w.one('date')}"))
    return Written(parts, (title,), number)


@_cover("kind and title in one heading, a colon")
def _(w: Words, title: str, number: str) -> Written:
    kind = w.one("kind")
    return Written((_big(f"{kind}: {title}"), *_plain(number, w.one("date"))), (title, f"{kind}: {title}"), number)


@_cover("notice of a draft above")
def _(w: Words, title: str, number: str) -> Written:
    above = (Line(w.one("draft").upper(), 14), *_plain(w.one("date")))
    return Written((*above, Line(number, 14), _big(title)), (title,), number)


@_cover("notice of a draft as the first heading")
def _(w: Words, title: str, number: str) -> Written:
    return Written((Line(w.one("draft"), 16, 1), Line(number), _big(title)), (title,), number)


@_cover("imprint above, no number")
def _(w: Words, title: str, _number: str) -> Written:
    return Written((*_plain(w.one("body"), *w.many("imprint")), _big(title), *_plain(w.one("date"))), (title,))


@_cover("imprint below")
def _(w: Words, title: str, number: str) -> Written:
    below = _plain(w.one("edition"), w.one("body"), *w.many("imprint"), w.one("copyright"))
    return Written((Line(number, 14), _big(title), *below), (title,), number)


@_cover("copyright first")
def _(w: Words, title: str, number: str) -> Written:
    above = (Line(w.one("copyright"), SMALL), *_plain(w.one("body")))
    return Written((*above, Line(number), _big(title), *_plain(w.one("date"))), (title,), number)


@_cover("contents below the title")
def _(w: Words, title: str, number: str) -> Written:
    heads = (w.many("foreword")[0], w.one("introduction"), w.many("scope")[0], w.one("references"))
    listed = _plain(*(f"{head} .......... {page}" for page, head in enumerate(heads, 2)))
    return Written((Line(number), _big(title), Line(w.one("contents"), 14), *listed), (title,), number)


@_cover("logo above")
def _(w: Words, title: str, number: str) -> Written:
    mark = "".join(word[0] for word in w.one("body").split()).upper()
    return Written((Line(mark, 26), Line(w.one("tagline"), SMALL), Line(number), _big(title)), (title,), number)


@_cover("front matter with the title, none in the text", "md")
def _(_w: Words, title: str, number: str) -> Written:
    return Written((), (title,), number, front={"title": title, "layout": "page", "number": number})


@_cover("front matter of a site", "md")
def _(w: Words, title: str, number: str) -> Written:
    front = {"layout": "default", "permalink": "/ramps/", "nav_order": "3"}
    return Written((_big(title), *_plain(number, w.one("date"))), (title,), number, front=front)


@_cover("site and its pages above", "html")
def _(w: Words, title: str, number: str) -> Written:
    site = (w.one("body"), w.many("foreword")[0], w.one("contents"), w.one("tagline"))
    return Written((_big(title), *_plain(number, w.one("date"))), (title,), number, f"{title} | {site[0]}", site=site)


@_cover("site as the first heading", "html")
def _(w: Words, title: str, number: str) -> Written:
    body = w.one("body")
    parts = (Line(body, 16, 1), Line(title, 18, 2), *_plain(number))
    return Written(parts, (title,), number, f"{title} - {body}", site=(body, w.one("contents")))


@_cover("readme", "md", "rst")
def _(w: Words, title: str, _number: str) -> Written:
    parts = (_big(title), Line(w.one("edition")), Line(w.one("contents"), 14, 2), Line("make install"))
    return Written(parts, (title,))


@_cover("history of changes first")
def _(w: Words, title: str, number: str) -> Written:
    _, _, dated, versioned, by = w.many("labels")
    rows = (versioned, dated, by), ("0.1", "2026-01-02", "A. Hall"), ("0.2", "2026-02-03", "B. Quay")
    return Written((rows, Line(number), _big(title), *_plain(w.one("date"))), (title,), number)


@_cover("abstract is the first heading")
def _(w: Words, title: str, number: str) -> Written:
    parts = (Line(number), Line(title, 15, 0, True), Line(w.one("date")), Line(w.one("abstract"), 13, 1))
    return Written((*parts, Line(w.many("introduction")[1])), (title,), number)


@_cover("status is the first heading")
def _(w: Words, title: str, number: str) -> Written:
    headed, said = w.many("status")
    parts = (Line(title, 17, 0, True), *_plain(f"{number}, {w.one('date')}"), Line(headed, 13, 1), Line(said))
    return Written(parts, (title,), number)


@_cover("properties of another file")
def _(w: Words, title: str, number: str) -> Written:
    parts = (*_plain(w.one("body")), Line(number), _big(title))
    return Written(parts, (title,), number, "Microsoft Word - template_final_v3.doc")


@_cover("properties with the kind of text")
def _(w: Words, title: str, number: str) -> Written:
    return Written((Line(number), _big(title), *_plain(w.one("date"))), (title,), number, w.one("kind"))


@_cover("properties with the title, small on the page")
def _(w: Words, title: str, number: str) -> Written:
    parts = (*_plain(w.one("body"), number), Line(title, 12), *_plain(w.one("date")))
    return Written(parts, (title,), number, title)


@_cover("head of a paper of a meeting")
def _(w: Words, title: str, number: str) -> Written:
    named, numbered, dated, _, by = w.many("labels")
    lines = (f"{numbered}: {number}", f"{dated}: {w.one('date')}", f"{by}: {w.one('body')}", f"{named}: {title}")
    return Written(_plain(*lines), (title,), number)


@_cover("title at a label, below a heading of the kind")
def _(w: Words, title: str, number: str) -> Written:
    named, numbered, *_ = w.many("labels")
    parts = (Line(w.one("kind"), 18, 1), Line(f"{named}: {title}"), Line(f"{numbered}: {number}"))
    return Written(parts, (title,), number)


@_cover("title, date, versions and editors")
def _(w: Words, title: str, _number: str) -> Written:
    _, _, _, versioned, by = w.many("labels")
    parts = (_big(title), Line(f"{w.one('draft')}, {w.one('date')}", 14, 2), Line(f"{versioned}:"))
    return Written(
        (*parts, Line("https://standards.example/ramps/20260312/"), Line(f"{by}:"), Line("Ann Hall (Quay Works)")),
        (title,),
        stated=title,
    )


@_cover("number with date and edition on its line")
def _(w: Words, title: str, number: str) -> Written:
    return Written((Line(f"{number} ({w.one('date')})"), Line(w.one("edition")), _big(title)), (title,), number)


@_cover("title and a subtitle")
def _(w: Words, title: str, number: str) -> Written:
    below = w.one("tagline")
    return Written(
        (Line(number), _big(title), Line(below, 14), *_plain(w.one("date"))), (title, f"{title} {below}"), number
    )


@_cover("title with a full stop, below the kind")
def _(w: Words, title: str, number: str) -> Written:
    parts = (Line(w.one("kind"), 13), Line(f"{title}."), Line(number), *_plain(w.one("date")))
    return Written(parts, (title,), number)


@_cover("title alone, then who wrote it")
def _(w: Words, title: str, _number: str) -> Written:
    parts = (_big(title), Line("Ann Hall, Bela Quay", 12), *_plain(w.one("body"), w.one("date")))
    return Written(parts, (title,))


@_cover("title as the second heading, below the name of the body")
def _(w: Words, title: str, number: str) -> Written:
    parts = (Line(w.one("body"), 16, 1), Line(title, 18, 2), *_plain(number, w.one("date")))
    return Written(parts, (title,), number)


@_cover("title in quotation marks")
def _(w: Words, title: str, number: str) -> Written:
    return Written((Line(f"{w.one('kind')} {number}"), _big(f"«{title}»"), *_plain(w.one("date"))), (title,), number)


@_cover("title again above the first clause")
def _(w: Words, title: str, number: str) -> Written:
    fore, text = w.many("foreword")
    parts = (Line(w.one("kind"), 14), Line(number), Line(title, 16), Line(fore, 13, 1), Line(text), Line(title, 14))
    return Written(parts, (title,), number)


@_cover("no title, an imprint only")
def _(w: Words, _title: str, _number: str) -> Written:
    return Written(_plain(w.one("body"), *w.many("imprint"), w.one("date"), w.one("copyright")), (None,))


@_cover("no title, the text goes on")
def _(w: Words, _title: str, _number: str) -> Written:
    said = w.many("clause")[1], w.many("foreword")[1], w.many("introduction")[1]
    return Written(tuple(Line(text.rstrip(".。"), lines=_broken(text.rstrip(".。"), 2)) for text in said), (None,))


@_cover("no title, a notice of a draft")
def _(w: Words, _title: str, number: str) -> Written:
    return Written((Line(w.one("draft").upper(), 14), Line(number), *_plain(w.one("date"))), (None,), number)


@_cover("no title, the kind of text as the first heading")
def _(w: Words, _title: str, number: str) -> Written:
    return Written((Line(w.one("kind"), 16, 1), Line(number), *_plain(w.one("edition"))), (None,), number)


def _scope(name: str) -> Callable[[Callable[[Words], tuple[Part, ...]]], None]:
    def keep(scope: Callable[[Words], tuple[Part, ...]]) -> None:
        SCOPES[name] = scope

    return keep


def _headed(head: str, level: int, *texts: str) -> tuple[Part, ...]:
    return (Line(head, 14 - level, level), *_plain(*texts))


@_scope("clause 1")
def _(w: Words) -> tuple[Part, ...]:
    return _headed(f"1 {w.one('scope')}", 1, w.one("says"))


@_scope("clause 1 with a full stop")
def _(w: Words) -> tuple[Part, ...]:
    return _headed(f"1. {w.one('scope')}", 1, w.one("says"))


@_scope("clause 1 that no style marks")
def _(w: Words) -> tuple[Part, ...]:
    return (Line(f"1 {w.one('scope')}", BODY, 0, True), Line(w.one("says")))


@_scope("heading without a number")
def _(w: Words) -> tuple[Part, ...]:
    return _headed(w.one("scope"), 2, w.one("says"))


@_scope("heading in capitals")
def _(w: Words) -> tuple[Part, ...]:
    return _headed(w.one("scope").upper(), 1, w.one("says"))


@_scope("heading with a colon")
def _(w: Words) -> tuple[Part, ...]:
    return _headed(f"{w.one('scope')}:", 2, w.one("says"))


@_scope("below the introduction")
def _(w: Words) -> tuple[Part, ...]:
    head, text = w.many("introduction")
    return (*_headed(f"1 {head}", 1, text), *_headed(f"1.1 {w.one('scope')}", 2, w.one("says")))


@_scope("second clause, below the introduction")
def _(w: Words) -> tuple[Part, ...]:
    head, text = w.many("introduction")
    return (*_headed(f"1 {head}", 1, text), *_headed(f"2 {w.one('scope')}", 1, w.one("says")))


@_scope("run in, a colon")
def _(w: Words) -> tuple[Part, ...]:
    return (Line(f"{w.one('scope')}: {w.one('says')}"),)


@_scope("paragraph that says so, no heading")
def _(w: Words) -> tuple[Part, ...]:
    return (Line(w.one("says")),)


@_scope("paragraph that says so, in the introduction")
def _(w: Words) -> tuple[Part, ...]:
    head, text = w.many("introduction")
    return _headed(head, 1, text, w.one("says"))


@_scope("paragraph that says so, below the foreword")
def _(w: Words) -> tuple[Part, ...]:
    head, text = w.many("foreword")
    return (*_headed(head, 1, text), Line(w.one("says")))


@_scope("numbered paragraph without a heading")
def _(w: Words) -> tuple[Part, ...]:
    return (Line(f"1.1 {w.one('says')}"),)


@_scope("heading with letters")
def _(w: Words) -> tuple[Part, ...]:
    return _headed(f"A. {w.one('scope')}", 2, w.one("says"))


def _referring(name: str) -> Callable[[Callable[[Words], tuple[Part, ...]]], None]:
    def keep(listed: Callable[[Words], tuple[Part, ...]]) -> None:
        REFERENCES[name] = listed

    return keep


@_referring("clause 2, a line each")
def _(w: Words) -> tuple[Part, ...]:
    titles = w.many("titles")
    lines = (f"{number}, {title}" for number, title in zip(w.many("named"), titles, strict=False))
    return _headed(f"2 {w.one('references')}", 1, w.one("referred"), *lines)


@_referring("numbers alone")
def _(w: Words) -> tuple[Part, ...]:
    return _headed(w.one("references"), 2, *w.many("named"))


@_referring("keys in brackets")
def _(w: Words) -> tuple[Part, ...]:
    lines = (f"[{at}] {number}, {w.one('titles')}" for at, number in enumerate(w.many("named"), 1))
    return _headed(w.one("references"), 1, *lines)


@_referring("in one sentence")
def _(w: Words) -> tuple[Part, ...]:
    return _headed(f"2. {w.one('references')}", 1, f"{w.one('referred')} {', '.join(w.many('named'))}.")


@_referring("table of numbers and clauses")
def _(w: Words) -> tuple[Part, ...]:
    _, numbered, *_ = w.many("labels")
    rows = ((numbered, "§"), *((number, f"{at}.1") for at, number in enumerate(w.many("named"), 3)))
    return (*_headed(w.one("references").upper(), 1, w.one("referred")), rows)


@_referring("table of numbers and titles")
def _(w: Words) -> tuple[Part, ...]:
    named, numbered, *_ = w.many("labels")
    rows = ((numbered, named), *((number, w.one("titles")) for number in w.many("named")))
    return (*_headed(f"2 {w.one('references')}", 1), rows)


@cache
def _pages() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


LANGUAGES = ("en", "fr", "es", "de", "ru", "zh", "ja", "ar", "ko", "it", "pt", "pl")


def is_unseen(name: str) -> bool:
    """Say whether a layout is in the half that nothing was built on: by lot, from its name."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def write(cover: str, scope: str, references: str, language: str, title: str = "") -> Written:
    """Put a document together; `title` is one of the language's where none is given."""
    w = Words(language, _pages()[language], random.Random(f"{cover}|{scope}|{references}|{language}|{title}"))
    top = COVERS[cover](w, title or w.one("titles"), w.one("number"))
    head, text = w.many("terms")
    last, said = w.many("clause")
    rest = (*_headed(f"3 {head}", 1, text), *_headed(f"4 {last}", 1, said, said))
    if w.lot.random() < _ALONE:
        return replace(top, is_alone=True)
    return replace(top, parts=(*top.parts, *SCOPES[scope](w), *REFERENCES[references](w), *rest))


def formats(cover: str) -> tuple[str, ...]:
    """Give the formats in which a cover is written."""
    return _ONLY[cover] or (*FORMATS, "pdf")


def _markdown(written: Written) -> bytes:
    out = ["---", *(f"{key}: {value}" for key, value in written.front.items()), "---", ""] if written.front else []
    for part in written.parts:
        if isinstance(part, Line):
            mark = "#" * part.level
            out += [f"{mark} {part.text}" if mark else f"**{part.text}**" if part.is_bold else part.text, ""]
        else:
            rule = "|".join("---" for _ in part[0])
            rows = [" | ".join(row) for row in part]
            out += [f"| {rows[0]} |", f"|{rule}|", *(f"| {row} |" for row in rows[1:]), ""]
    return "\n".join(out).encode()


def _restructured(written: Written) -> bytes:
    out: list[str] = []
    for part in written.parts:
        if isinstance(part, Line):
            mark = "=-~"[part.level - 1] * (2 * len(part.text)) if part.level else ""
            out += [part.text, mark, ""] if mark else [f"**{part.text}**" if part.is_bold else part.text, ""]
        else:
            out += [".. list-table::", ""]
            out += [f"   {'* ' if not at else '  '}- {cell}" for row in part for at, cell in enumerate(row)] + [""]
    return "\n".join(out).encode()


def _text(written: Written) -> bytes:
    out: list[str] = []
    for part in written.parts:
        if isinstance(part, Line):
            broken = part.lines or _wrapped(part.text)
            out += [line.center(72).rstrip() if part.size > BODY else line for line in broken] + [""]
        else:
            out += ["  ".join(cell.ljust(24) for cell in row).rstrip() for row in part] + [""]
    return "\n".join(out).encode()


def _wrapped(text: str) -> tuple[str, ...]:
    return _broken(text, -(-len(text) // 72))


def _page(written: Written) -> bytes:
    out = []
    for part in written.parts:
        if isinstance(part, Line):
            tag = f"h{part.level}" if part.level else "p"
            text = "<br>".join(map(escape, part.lines or (part.text,)))
            out.append(f"<{tag}>{f'<b>{text}</b>' if part.is_bold else text}</{tag}>")
        else:
            rows = ("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in part)
            out.append(f"<table>{''.join(rows)}</table>")
    site = written.site
    links = "".join(f"<li><a href='/{at}'>{escape(each)}</a></li>" for at, each in enumerate(site[1:]))
    above = f"<header><a href='/'>{escape(site[0])}</a></header><nav><ul>{links}</ul></nav>" if site else ""
    head = f"<title>{escape(written.stated)}</title>" if written.stated else ""
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{above}{''.join(out)}</body></html>"
    return page.encode()


def _sized(text: str, size: float, is_bold: bool) -> str:
    inner = run(text).removeprefix("<w:r>")
    return f'<w:r><w:rPr>{"<w:b/>" if is_bold else ""}<w:sz w:val="{round(2 * size)}"/></w:rPr>{inner}'


def _word(written: Written) -> bytes:
    blocks = []
    for part in written.parts:
        if isinstance(part, Line):
            style = f"Heading{part.level}" if part.level and part.size < LARGE else ""
            broken = part.lines or (part.text,)
            blocks += [paragraph(style=style, content=_sized(text, part.size, part.is_bold)) for text in broken]
        else:
            blocks.append(table(part))
    if written.running:
        blocks.append(
            '<w:sectPr xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            '<w:headerReference w:type="default" r:id="rId9"/></w:sectPr>'
        )
    levels = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
        for n in (2, 3)
    )
    data = docx(*blocks, title=written.stated, styles=levels)
    return _with_header(data, written.running) if written.running else data


def _with_header(data: bytes, text: str) -> bytes:
    """Add a running header to a Word file."""
    file = io.BytesIO(data)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/header1.xml", f"<w:hdr {space}>{paragraph(text)}</w:hdr>")
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId9" Type="{of}/header" Target="header1.xml"/></Relationships>',
        )
    return file.getvalue()


def _printed(written: Written) -> Document:
    """Give the document as the PDF reader would: lines with their sizes, broken where the page ends."""
    parts: list[Paragraph | Table] = []
    for part in written.parts:
        if isinstance(part, Line):
            width = round(60 * BODY / part.size * (1 if part.text.isascii() else 0.7))
            broken = part.lines or (
                _broken(part.text, -(-len(part.text) // width)) if part.size > BODY else (part.text,)
            )
            parts += [
                Paragraph(text, f"page 1, line {len(parts) + at}", 0, "", part.size) for at, text in enumerate(broken)
            ]
        else:
            parts.append(Table(part, f"page 1, table {len(parts)}"))
    ignored = (Ignored(f"running header: {written.running}", "page 1"),) if written.running else ()
    return Document("case.pdf", "PDF", tuple(parts), written.stated, ignored)


FORMATS: dict[str, Callable[[Written], bytes]] = {
    "md": _markdown,
    "rst": _restructured,
    "txt": _text,
    "html": _page,
    "docx": _word,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One document, and the layouts it is made of."""

    cover: str
    scope: str
    references: str
    language: str
    format: str

    @property
    def written(self) -> Written:
        """What is printed of it."""
        return write(self.cover, self.scope, self.references, self.language)

    @property
    def document(self) -> Document:
        """What the reader of its format gives."""
        if self.format == "pdf":
            return _printed(self.written)
        content = READERS[f".{self.format}"].read(FORMATS[self.format](self.written), f"case.{self.format}")
        assert isinstance(content, Document)
        return content

    @property
    def scope_starts(self) -> str:
        """How its scope begins."""
        return str(_pages()[self.language]["says"])[:40]

    @property
    def named(self) -> tuple[str, ...]:
        """The documents that its references name."""
        return tuple(_pages()[self.language]["named"])


def cases() -> Iterator[Case]:
    """Yield a document for each cover, format and language; scopes and references take turns, by lot."""
    for cover in COVERS:
        for written_as in formats(cover):
            for language in LANGUAGES:
                lot = random.Random(f"{cover}|{written_as}|{language}")
                yield Case(cover, lot.choice([*SCOPES]), lot.choice([*REFERENCES]), language, written_as)


Told = tuple[str, str, bool, str]
"""Field, the layout that decides its half, whether it is right, and what came out."""


def judged(case: Case) -> Iterator[Told]:
    """Read the file of a case, and say of each field whether it is right."""
    written = case.written
    try:
        rows = kinds.recognise(case.document).rows
    except InputError:
        rows = ()
    fields = rows[0].fields if rows else {}
    told = {name: _alike(fields.get(name, "")) for name in ("title", "id", "scope", "summary")}
    yield "title", case.cover, told["title"] in {_alike(each or "") for each in written.title}, fields.get("title", "")
    right = told["id"] == _alike(written.number) if written.number else told["id"] in ("", "case")
    yield "identifier", case.cover, right, fields.get("id", "")
    if written.is_alone:
        return
    yield "scope", case.scope, told["scope"].startswith(_alike(case.scope_starts)), fields.get("scope", "")
    named = {*map(_alike, fields.get("relations", "").split("; "))} - {""}
    for each in case.named:
        yield "relations", case.references, _alike(each) in named, f"missing {each}"
    for each in sorted(named - {*map(_alike, case.named)}):
        yield "named", case.references, False, each


def _alike(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w]", "", plain)


def main() -> None:
    """Print for each field and half how many values are right, and with names of layouts what is wrong with them."""
    right, total, faults = Counter[tuple[str, bool]](), Counter[tuple[str, bool]](), list[str]()
    by_layout = Counter[tuple[str, str]]()
    for case in cases():
        for name, layout, is_right, got in judged(case):
            key = (name, is_unseen(layout))
            right[key] += is_right
            total[key] += 1
            if not is_right and not is_unseen(layout):
                by_layout[name, layout] += 1
                faults.append(f"{name}  {layout} [{case.format} {case.language}]: {got[:100]!r}")
    for (name, unseen), count in sorted(total.items()):
        told = f"{right[name, unseen]:5} of {count:5}  {right[name, unseen] / count:6.1%}"
        print(f"{name:12} {'unseen half' if unseen else 'half built on'}  {told}")
    print(*(f"{count:4} {name}: {layout}" for (name, layout), count in by_layout.most_common()), sep="\n")
    print(*(each for each in faults if any(word in each for word in sys.argv[1:])), sep="\n")


if __name__ == "__main__":
    main()
