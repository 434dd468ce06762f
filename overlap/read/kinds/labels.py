"""Labelled text: `Title: …` in a paragraph, label and value in two cells, a heading and what is below it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import headings, naming, wording

_BRACKETED = r"\((?:[^()]|\([^()]*\))*\)"
_HINT = rf"(?:\s*{_BRACKETED})*"
_OTHER_LANGUAGE = r"(?:\s*[/|]\s*[^\W\d_][^\n:：?.()]{0,80}?)?"
"""The label again, in another language."""
_ONE_OR_MORE = r"(?:\(s\)|s)?"
_WORD = re.compile(r"[^\W\d_]{2,}(?![\w?*+{])")
_END = rf"(?:[.?*]?{_HINT}\s*[.?]?\s*(?:[*_]*[:：][*_]*|$|(?=\n)|(?<=[)?])\s|[–—-]\s+(?=[\"“«])))"
"""What ends a label: a colon, the end of the line, a question mark or a hint, each after a full stop, too; or a dash
before a quotation."""
_HINT_BEFORE = re.compile(r"[(（\[](?P<hint>[^()（）\[\]]+)[)）\]]\s+(?=\S)")
_SAYS = re.compile(r"[\w☒☐]")
_PLACEHOLDER = re.compile(
    r"<[^<>\n]{0,200}>|\{[^{}\n]{3,120}\}|"
    r"\[(?:to be|set by|if any|insert|enter|date|name|title|authori[sz]ed)[^\]]{0,200}\]|"
    r"\[?(?:click|tap) (?:here|or tap).{0,40}text\.?\]?|choose (?:one|an item)\.?:?|[\"“](?:title|subject)[\"”]|"
    r"\b(?:ITU-T\s+)?[A-Z]\.x[xyz]+z?\b|\bYYYY-MM(?:-DD)?\b|\bWP_\w+\b|\bTDn+\b|\bTD\s?n+\b|\bC\s?n+\b|"
    r"\bxx-yyxxxx\b|\bAAP \| TAP\b|_{3,}|\.{5,}|…+",
    re.IGNORECASE,
)
_PROMPTS = (
    *("<", "{", "[", "_", "…", ".....", "click ", "tap ", "choose ", '"title', "“title", '"subject', "“subject"),
    *(".xx", ".xy", ".xz", "yyyy-mm", "td", "cn", "c n", "xx-yy", "aap | tap"),
)
"""What a text with a placeholder has in it: soon looked for, where the pattern is slow."""
_TEMPLATE_WORDS = "recommendation itu t or and to be of title date name n a none draft new supplement technical report"
_EMPTY_WORDS = frozenset(_TEMPLATE_WORDS.split())
"""Words that say nothing when they are all that a field holds."""


_NUMBER = re.compile(r"(?=.*\d)\S{2,30}|[A-Z][A-Z0-9_-]{1,20}|[^\W\d_]{0,4}\.?\s?\d[\w.-]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a cell of a table, as one line of a form."""

    text: str
    place: str
    is_heading: bool = False
    table: str = ""
    """The table it is a cell of; empty for running text."""
    column: int = 0


@dataclass(frozen=True, slots=True)
class Value:
    """What stands beside or below a label."""

    text: str
    place: str


def lines(parts: Iterable[Paragraph | Table]) -> Iterator[Line]:
    """Yield paragraphs and filled cells in reading order."""
    for part in parts:
        if isinstance(part, Paragraph):
            if _SAYS.search(part.text):
                yield Line(part.text, part.place, part.level > 0)
        else:
            for number, row in enumerate(part.rows, start=1):
                for column, cell in enumerate(row):
                    if _SAYS.search(cell):
                        yield Line(cell, f"{part.place}, row {number}", table=part.place, column=column)


def read(form: Iterable[Line], labels: Mapping[str, str], below: bool = False) -> dict[str, Value]:
    """Give for each field the text at its label, up to the next label.

    The keys of `labels` are patterns for labels, its values fields; an empty field ends the one before and is not kept.
    A label counts at the start of a line when a colon, the end of the line or a hint in parentheses follows it. Of
    several labels of one field the first with a value counts. In a table the values may stand `below` a row of labels.
    """
    found: dict[str, list[str]] = {}
    where: dict[str, str] = {}
    field, table = "", ""
    above: dict[int, str] = {}
    row = ""
    for line in form:
        if line.table != table:
            above = {}
        if label := match(line.text, labels):
            field, rest = label
            above = {**above, line.column: field} if line.place == row and not rest else {line.column: field}
            row = line.place if not rest else ""
            table = line.table
            if found.get(field):
                field = ""
            else:
                where[field] = line.place
                found[field] = [rest] if rest else []
        elif line.is_heading or (table and line.table != table):
            field = ""  # what begins in a table ends with it
        elif below and len(above) > 1 and line.place != row and line.column in above:
            found[above[line.column]].append(line.text)  # a row of labels, and their values below
        elif field:
            found[field].append(line.text)
    texts = {name: clean(without_hints("\n".join(pieces))) for name, pieces in found.items() if name}
    return {name: Value(text, where[name]) for name, text in texts.items() if text}


def match(text: str, labels: Mapping[str, str]) -> tuple[str, str] | None:
    """Split a line into the field of its label and what follows; None when it has no label."""
    plain = re.sub("[\u2010\u2011]", "-", unicodedata.normalize("NFKC", re.sub("[™®]", "", text)))
    lower = plain.lower().replace("i\u0307", "i")  # as patterns without case take the capital with a dot
    for pattern, field in labels.items():
        if _opening(pattern) in lower and (found := _compiled(pattern).match(plain)):
            return field, plain[found.end() :].strip(" *:\n")
    return None


def clean(text: str) -> str:
    """Take the placeholders of a template out of a value; empty when nothing else is in it.

    >>> clean('Recommendation ITU-T <X.xxx> "Title"'), clean("ITU-T Y.lot <draft>")
    ('', 'ITU-T Y.lot')
    """
    if "{{" in text:
        return ""  # what surrounds a template's variables says nothing yet
    kept = _PLACEHOLDER.sub(" ", text) if _may_prompt(text) else text
    kept = "\n".join(filter(None, (" ".join(line.split()) for line in kept.split("\n"))))
    words = re.findall(r"[^\W_]+", kept.casefold())
    return kept if any(word not in _EMPTY_WORDS for word in words) else ""


def value(text: str) -> str:
    r"""Take what tells how to fill a form in off what was filled in; empty where nothing was.

    >>> value("(max. 2 lines)\nRamps of ferries"), value("[insert title]"), value("Describe what is covered.\nRamps.")
    ('Ramps of ferries', '', 'Ramps.')
    """
    said = without_hints(text)
    return "" if not said or headings.is_nothing(said) or is_prompt(said) else said


def without_hints(text: str) -> str:
    """Take off a value what stands before it in brackets or tells what to write, as long as anything follows."""
    lines = [line for line in text.split("\n") if re.search(r"\w", line)]
    while len(lines) > 1 and (re.fullmatch(r"\W*[(（\[].*[)）\]]\W*", lines[0]) or instructs(lines[0])):
        lines = lines[1:]
    said = "\n".join(lines).strip()
    hint = _HINT_BEFORE.match(said)
    return said[hint.end() :] if hint and instructs(hint["hint"]) else said


def instructs(text: str) -> bool:
    """Say whether a text begins as one does that tells how to fill a form in."""
    return wording.pattern("templates", "instructions").match(text.lstrip("*_([<{- ")) is not None


def only_value(line: str) -> str:
    """Cut a line at the label that stands after the value it begins with.

    >>> only_value("Ramps of ferries  Date: 2026-05-01"), only_value("Use of open source: ramps of ferries")
    ('Ramps of ferries', 'Use of open source: ramps of ferries')
    """
    apart = r"(?<!\s)(?:\s{2,}|\s(?-i:(?=[A-ZÀ-ÞА-ЯЁ])))"  # small letters behind one space are of the value
    return wording.pattern("documents", "labels.after_value", apart, r"\s*[:：]\s.*").sub("", line)


def is_prompt(text: str) -> bool:
    """Say whether a text only says what is to stand in its place, or nothing.

    >>> is_prompt("Insert the scope here."), is_prompt("TODO"), is_prompt("This document describes the ramps.")
    (True, True, False)
    """
    prompts = wording.pattern("templates", "prompts", r"\W*", r"\W*")
    return not clean(text) or prompts.fullmatch(" ".join(text.split())) is not None


def is_number(text: str) -> bool:
    """Say whether what stands at the label of a number is one: figures, capitals, few words.

    >>> [is_number(each) for each in ("XFR-2041", "prEN 17412", "Ramps of ferries")]
    [True, True, False]
    """
    return naming.is_document(text) or _NUMBER.fullmatch(text) is not None


def is_blank(text: str) -> bool:
    """Say whether a text holds what is to be replaced in a template."""
    return wording.pattern("templates", "blanks").search(text) is not None


def is_placeholder(text: str) -> bool:
    """Say whether a text holds a template's prompt."""
    return _may_prompt(text) and bool(_PLACEHOLDER.search(text))


def _may_prompt(text: str) -> bool:
    plain = " ".join(text.casefold().split())
    return any(map(plain.__contains__, _PROMPTS))


def document_lines(document: Document) -> list[Line]:
    """List the lines of a whole document."""
    return list(lines(document.parts))


@cache
def _opening(pattern: str) -> str:
    r"""Give the word with which all labels of a pattern begin, so that few patterns are made; empty where none is sure.

    >>> _opening(r"question(?:\(s\)|s)?"), _opening(r"scope\s+of\s+work"), _opening("titles?"), _opening("title|titre")
    ('question', 'scope', '', '')
    """
    word = _WORD.match(pattern)
    return word[0].lower() if word and "|" not in pattern.replace(_ONE_OR_MORE, "") else ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    number = r"(?:(?:\d{1,2}(?:\.\d+)*[.)]?|[a-z]\))\s+)?"
    return re.compile(rf"\W*{number}(?:{pattern}){_OTHER_LANGUAGE}\s*{_END}", re.IGNORECASE)
