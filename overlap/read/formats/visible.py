"""What a reader sees of a text: characters without width or shape are dropped, in every format alike."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from overlap.model import Fault
from overlap.read.content import Bundle, Content, Document, Paragraph, Record, Records, Table
from overlap.read.formats import mojibake
from overlap.read.reading import Ignored

_INVISIBLE = re.compile(
    "["
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
    "]"
)
"""The default ignorable code points of Unicode, and the marks of ruby text (DerivedCoreProperties)."""
_JOINER = re.compile("(?<![\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff])[\u200c\u200d]|[\u200c\u200d](?!\\w)")
"""A joiner between letters of a script that needs it, as Persian and Hindi do, is spelling; elsewhere it is nothing."""
_PILCROW = re.compile(r"\s*¶(?=\s*(?:\n|$))|^¶\s*", re.MULTILINE)
"""The mark of a permanent link, or of a paragraph's end: never text of its own."""


def visible(text: str) -> str:
    r"""Drop the characters that cannot be seen.

    >>> visible("par\u200bking\u200e \u202alots\u202c¶"), visible("می\u200cشود")
    ('parking lots', 'می\u200cشود')
    """
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", text)
    if "\u200c" in text or "\u200d" in text:
        text = _JOINER.sub("", text)
    return _PILCROW.sub("", text) if "¶" in text else text


def fold(text: str) -> str:
    r"""Fold every run of white space into one space, and drop what cannot be seen.

    >>> fold(" Smart\r\n cities ")
    'Smart cities'
    """
    return " ".join(visible(text).split())


def fold_lines(text: str) -> str:
    r"""Fold white space to single spaces, but keep the line breaks between lines that hold something.

    >>> fold_lines(" Smart \n\n  cities\u200b ")
    'Smart\ncities'
    """
    return "\n".join(filter(None, (" ".join(line.split()) for line in visible(text).split("\n"))))


def struck_out(places: int) -> tuple[Ignored, ...]:
    """Tell that so many places are struck out, and not read."""
    return (Ignored("struck-out text", f"{places} place{'s' if places > 1 else ''}"),) if places else ()


def cleaned(content: Content) -> Content:
    """Make what a file holds visible text throughout, and tell where characters were garbled before it came to us."""
    if isinstance(content, Bundle):
        return content  # whose members are read each by its own reader
    if isinstance(content, Records):
        return replace(content, records=_records(content.records, mojibake.Finder(content.source)))
    return cleaned_document(content)


def cleaned_document(document: Document) -> Document:
    """Do so with a document."""
    garbled = mojibake.Finder(document.source)
    parts = tuple(part for each in document.parts if (part := _part(each, garbled)) is not None)
    title = visible(document.title).strip()
    return replace(document, parts=parts, title=title, faults=(*document.faults, *garbled.faults()))


def _part(part: Paragraph | Table, garbled: mojibake.Finder) -> Paragraph | Table | None:
    if isinstance(part, Paragraph):
        if part.text.isascii():
            return part
        garbled.look_at(part.text, part.place)
        text = visible(part.text).strip()
        return replace(part, text=text) if text else None
    if all(map(str.isascii, (cell for row in part.rows for cell in row))):
        return part
    return replace(part, rows=tuple(_row(row, number, part.place, garbled) for number, row in enumerate(part.rows, 1)))


def _row(row: tuple[str, ...], number: int, table: str, garbled: mojibake.Finder) -> tuple[str, ...]:
    if all(map(str.isascii, row)):
        return row
    for cell in row:
        garbled.look_at(cell, f"{table}, row {number}" if table else f"row {number}")
    return tuple(visible(cell).strip() for cell in row)


def _records(records: Iterable[Record | Fault], garbled: mojibake.Finder) -> Iterator[Record | Fault]:
    for record in records:
        if isinstance(record, Fault):
            yield record
        else:
            yield Record(record.place, _value(record.value, record.place, garbled, {}))
    yield from garbled.faults()


def _value(value: object, place: str, garbled: mojibake.Finder, done: dict[int, object]) -> object:
    """Make the texts in a value visible; what an alias of YAML stands for in many places is done once."""
    if isinstance(value, str):
        if value.isascii():
            return value
        garbled.look_at(value, place)
        return visible(value)
    if not isinstance(value, dict | list):
        return value
    if id(value) not in done:
        if isinstance(value, dict):
            done[id(value)] = {key: _value(each, place, garbled, done) for key, each in value.items()}
        else:
            done[id(value)] = [_value(each, place, garbled, done) for each in value]
    return done[id(value)]
