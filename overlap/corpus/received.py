"""Liaison statements that came in: what they name, what they ask, and by when."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from overlap.errors import InputError
from overlap.read import ingestion
from overlap.read.kinds import statements
from overlap.text import citations
from overlap.text.identifiers import parse

_STAGE = re.compile(
    r"\b(?:at|in|under)\s+(?:the\s+|its\s+|an?\s+)?(?:[\w-]+\s+){0,2}(?:stage|ballot|vote|consultation)\b"
    r"|\bunder study\b",
    re.IGNORECASE,
)
"""How a letter says how far a text has come."""
_KIND = "liaison statement"
_BY_FILE = "the name of the file"
"""Where a number was found that the statement itself does not bear."""
_ADDRESSEES = (("To", "For action to", "For comment to"), ("For information to",))
"""Where a statement says to whom it is sent; who is only informed counts where nobody else is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A liaison statement that came in, as far as it could be read; empty for what it does not say."""

    source: str
    """The file."""
    number: str
    title: str
    sender: str
    to: tuple[str, ...] = ()
    """Whom it is addressed to, as it says."""
    purpose: str = ""
    """What it is sent for, as it says."""
    asked: tuple[str, ...] = ()
    """What it asks for, in its own words, sentence by sentence."""
    deadline: str
    documents: tuple[str, ...]
    """The documents that it names, each as it writes it."""
    cc: tuple[str, ...] = ()
    date: str = ""
    stages: tuple[tuple[str, str], ...] = ()
    """A document with what the statement says of its stage, as `at the enquiry stage`."""
    is_recognised: bool = True
    """Whether it has the form of a liaison statement; of another text only title and documents are known."""


def read(path: Path) -> Received:
    """Read a statement, or any text that is one document. Raises InputError for a list or an empty file."""
    reading = ingestion.read(path)
    if len(reading.rows) != 1 or reading.columns:
        kind = reading.kind or "nothing that is known"
        raise InputError(f"{path}: no liaison statement, but {kind}.", f"See 'overlap ingest {path}'.")
    row, about = reading.rows[0], reading.about
    fields = row.fields
    is_made_up = row.where.get("id") == _BY_FILE
    return Received(
        source=str(path),
        number="" if is_made_up else fields.get("id", ""),
        title=fields.get("title", ""),
        sender=about.get("Source", ""),
        to=next(filter(None, (_named(about, fields) for fields in _ADDRESSEES)), ()),
        purpose=about.get("Purpose", ""),
        asked=tuple(each for each in _sentences(about.get("Action", "")) if not each.endswith(":")),
        deadline=about.get("Deadline", ""),
        documents=_written(tuple(filter(None, fields.get("relations", "").split("; "))), fields.get("scope", "")),
        cc=_parties(about.get("Cc", "")),
        date=about.get("Date", ""),
        stages=tuple(_stages(fields.get("scope", ""))),
        is_recognised=reading.kind == _KIND,
    )


def _written(documents: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Add to documents the drafts and editions of them that a text names, too: `ISO/DIS 1` beside `ISO 1:2016`."""
    found = {_form(name): name for name in documents}
    numbers = {number for name in documents for number in parse(name).numbers}
    for name, _, _ in citations.places(text):
        form = _form(name)
        is_less = any(form[0] == other[0] and form[1] == other[1] and not form[2] for other in found)
        if {*parse(name).numbers} & numbers and not is_less:
            found.setdefault(form, name)
    return tuple(found.values())


def _form(name: str) -> tuple[tuple[str, ...], str, str]:
    """Give what tells the forms of one document apart: its numbers, the stage of a draft, the year of an edition."""
    identifier = parse(name)
    return identifier.numbers, identifier.stage, identifier.year


def _stages(text: str) -> Iterator[tuple[str, str]]:
    """Yield of each document what a sentence that is about it alone says of its stage."""
    for sentence in _sentences(text):
        named = [name for name, _, _ in citations.places(sentence)]
        if named and len({parse(name).numbers for name in named}) == 1 and (said := _STAGE.search(sentence)):
            yield from ((name, " ".join(said[0].split())) for name in named)


def _parties(text: str) -> tuple[str, ...]:
    """Part the names of a cell."""
    return tuple(each for each in map(str.strip, re.split(r"[;\n,]", text)) if each.strip("-– "))


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text; one that ends in a colon leads in to others."""
    yield from filter(None, map(str.strip, statements.sentences(" ".join(text.split()))))


def _named(about: Mapping[str, str], fields: Iterable[str]) -> tuple[str, ...]:
    """Give what some fields name, each once; a dash names nobody."""
    return tuple(dict.fromkeys(about[each] for each in fields if about.get(each, "").strip("-– ")))
