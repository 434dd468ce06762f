"""Forms that no page describes: what stands beside labels in a table, and below headings that are labels.

A template that nobody has filled in says there what is to be written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import columns, headings, labels, outline, wording

_LONGEST_TITLE, _LONGEST_LABEL = 300, 120
"""Characters."""
_FIRST = 3
"""Labels among which that of the title is."""
_FEWEST_ROWS = 3
_PATH = re.compile(r"[^\W\d_]\w*(?:[./][^\W\d_]\w*)+")
"""Of a field in a data model."""
_FRONT = 12
"""Paragraphs and tables."""
_OF_LETTERS = 2
"""Labels of a letter beside its subject."""
_ABOUT = ("scope", "summary")
_FIELDS = ("title", *_ABOUT, "relations", "committee")
_AT_LABEL = re.compile(
    r"(?P<label>[^:：\n]{2,80}?)\s*(?:\([^()]*\)\s*)?"
    r"(?:[:：]|(?<=[\s)])[o○•▪–-](?=\s+[^\W\d_a-z]))\s*(?P<value>\S.*)",
    re.DOTALL,
)
"""A label with its value on one line, after a colon or the mark of an item."""
_HINT = re.compile(r"\s*\([^()]*\)")
_FEWEST, _MOST = 3, 0.5
"""So many instructions, and so much of all answers, make a template."""
_FEW_WORDS = 3
"""An answer of fewer words says nothing of the kind."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A label, and what stands at it."""

    label: str
    value: labels.Value


def fields(document: Document, found: Sequence[outline.Section]) -> dict[str, labels.Value]:
    """Give the fields of a form whose title stands at one of its first labels; none of any other document.

    A text may speak of titles in a clause of its own.
    """
    forms = (*map(_of, filter(is_form, _able(document))), _below_headings(found), _at_labels(document))
    titled = [named for form in forms if (named := _named(form))]
    return next((named for named in titled if not named.keys().isdisjoint(_ABOUT)), titled[0] if titled else {})


def _named(form: Sequence[Answer]) -> dict[str, labels.Value]:
    """Give what stands at the labels of fields, where a title does at one of the first."""
    named: dict[str, Answer] = {}
    for each in sorted(form, key=_rank):
        if each.value.text and (name := _field(each.label)):
            named.setdefault(name, each)
    if "title" not in named or not any(each is named["title"] for each in form[:_FIRST]):
        return {}
    title = named["title"].value
    short = title.text.split("\n")[0]
    if len(short) > _LONGEST_TITLE or labels.is_prompt(short) or _instructs(short) or _PATH.fullmatch(short):
        return {}
    values = {name: each.value for name, each in named.items() if name in _FIELDS}
    return values | {"title": replace(title, text=short)}


def are_missing(document: Document, found: Sequence[outline.Section]) -> bool:
    """Say whether a document is a template that nobody has filled in: most of its answers are instructions."""
    forms = (*_in_tables(document), _below_headings(found, own=True))
    texts = [each.value.text for form in forms for each in form]
    said = [text for text in texts if len(text.split()) > _FEW_WORDS]
    told = [text for text in said if _instructs(text)]
    _, addressed = _speech()
    return len(told) >= _FEWEST and len(told) > _MOST * len(said) and any(map(addressed.search, told))


def is_form(table: Table) -> bool:
    """Say whether a table is a form or the head of a letter: a title at one of its first labels, and another label."""
    answers = _of(table)
    labelled = [_field(each.label) for each in answers]
    words = {headings.words(each.label) for each in answers}
    is_letter = len(words & {*map(headings.words, wording.words("templates", "letters"))}) >= _OF_LETTERS
    return "title" in labelled[:_FIRST] and (is_letter or not {*_FIELDS[1:]}.isdisjoint(labelled))


def is_headed(table: Table) -> bool:
    """Say whether a table is a form with a row of headings: its last column is that of values."""
    first = [cell for cell in table.rows[0] if cell.strip()] if table.rows else []
    values = map(headings.words, wording.words("templates", "values"))
    is_of_values = len(first) > 1 and headings.words(first[-1]) in values
    return is_of_values and not _field(first[0]) and is_form(table)


def _able(document: Document) -> Iterator[Table]:
    """Yield the tables that can be a form: in a text those at its front; the others define what it speaks of."""
    parts = document.parts[:_FRONT] if outline.is_prose(document) else document.parts
    return (part for part in parts if isinstance(part, Table))


def _in_tables(document: Document) -> Iterator[list[Answer]]:
    """Yield what each table of labels and answers holds: beside its label an answer stands in the last filled cell."""
    return filter(None, map(_of, _able(document)))


def _of(table: Table) -> list[Answer]:
    rows = [[cell for cell in row if cell.strip()] for row in table.rows]
    filled = [each for each in rows if len(each) > 1]
    if len(filled) < _FEWEST_ROWS or any(len(_first(each[0])) > _LONGEST_LABEL for each in filled[1:]):
        return []
    return [Answer(_first(each[0]), labels.Value(each[-1], table.place)) for each in filled]


def _first(label: str) -> str:
    """Take the first line of a label; what follows is a hint."""
    return label.split("\n")[0]


def _below_headings(found: Sequence[outline.Section], own: bool = False) -> list[Answer]:
    """List headings with what stands below them; their `own` is what stands before the next heading."""
    headed = [each for each in found if each.heading]
    return [
        Answer(label, labels.Value(name, each.place))
        if name and not own and _field(label) == "title"
        else Answer(each.heading, labels.Value(_own(each) if own else each.text, each.place))
        for each in headed
        for label, name in [map(str.strip, each.heading.replace("：", ":").partition(":")[::2])]
    ]


def _at_labels(document: Document) -> list[Answer]:
    """List the paragraphs of a form whose labels stand before their values."""
    found = [(part.place, _AT_LABEL.fullmatch(part.text)) for part in document.paragraphs if not part.level]
    said = [Answer(at["label"].strip("* "), labels.Value(at["value"].strip("* "), place)) for place, at in found if at]
    return said if len({_field(each.label) for each in said} - {""}) > 1 else []  # one may be a sentence


def _own(section: outline.Section) -> str:
    first = section.parts[0] if section.parts else Table((), "")
    return first.text if isinstance(first, Paragraph) and not first.level else ""


def _field(label: str) -> str:
    """Give the field that a label names as the heading of a column would, or by its last word."""
    plain = headings.read(label).plain
    if (known := headings.field(plain)) in _FIELDS:
        return known
    bare = _bare(label)
    titles, persons, _ = _words()
    if (titles.fullmatch(plain) or titles.fullmatch(bare)) and not columns.is_of_others(plain):
        return "" if persons.search(bare) else "title"
    if _place(bare) is not None:
        return "scope"
    return known or ("summary" if plain.endswith("summary") else "")


def _bare(label: str) -> str:
    return " ".join(_HINT.sub("", label).split()).strip("*:： .").casefold()


def _place(bare: str) -> int | None:
    """Give how likely what stands at a label is what the work is about: the lower the more."""
    return next((number for number, each in enumerate(_words()[2]) if each.fullmatch(bare)), None)


def _rank(answer: Answer) -> int:
    """Put what is called a scope first, then what may stand in for one."""
    is_known = headings.field(headings.read(answer.label).plain) in _FIELDS
    place = None if is_known else _place(_bare(answer.label))
    return -1 if place is None else place


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Compile the labels of titles, the words that tell persons, and the labels of what a work is about, in order."""
    scopes = (re.compile(each, re.IGNORECASE) for each in wording.words("documents", "answers.scopes"))
    return (
        wording.pattern("documents", "answers.titles"),
        wording.pattern("documents", "answers.persons", r"\b", r"(?:s|['’]s)?\b"),
        tuple(scopes),
    )


def _instructs(text: str) -> bool:
    return _speech()[0].match(text.lstrip("*_([<{- ")) is not None


@cache
def _speech() -> tuple[re.Pattern[str], re.Pattern[str]]:
    instructions, addressed = (wording.pattern("templates", name) for name in ("instructions", "addressed"))
    return instructions, addressed
