"""Liaison statements that came in: what they name, what they ask, and by when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from overlap.errors import InputError
from overlap.read import ingestion
from overlap.read.kinds import statements

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
    """The documents that it names."""
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
        documents=tuple(filter(None, fields.get("relations", "").split("; "))),
        is_recognised=reading.kind == _KIND,
    )


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text; one that ends in a colon leads in to others."""
    yield from filter(None, map(str.strip, statements.sentences(" ".join(text.split()))))


def _named(about: Mapping[str, str], fields: Iterable[str]) -> tuple[str, ...]:
    """Give what some fields name, each once; a dash names nobody."""
    return tuple(dict.fromkeys(about[each] for each in fields if about.get(each, "").strip("-– ")))
