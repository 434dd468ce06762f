"""What a file was taken for, and the rows found in it: nothing of it checked yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from overlap.model import Fault
from overlap.text.printing import printable


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something in a file that was seen and left out on purpose."""

    what: str
    """As a person names it: `Foreword`, `running header`."""
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """A work item or a mandate statement as it was found: nothing checked yet but that names and values are text."""

    place: str
    fields: Mapping[str, str]
    """By the names of WorkItem or Statement; several values in one field are parted by `; `."""
    kind: str = ""
    """What the row was taken for: `ITU-T A.1 justification`; empty when it is as the whole file."""
    where: Mapping[str, str] = field(default_factory=dict)
    """For each field where it was found; empty for a field that is found at the row's own place."""
    missing: tuple[str, ...] = ()
    """Fields that a document of this kind should have and this one has not."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as it was read: what it was taken for, what was found in it, and what was not used."""

    source: str
    format: str
    """`Word document`, `CSV table`."""
    kind: str
    """`ITU-T Recommendation`, `list of work items`."""
    rows: tuple[Row, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    """For a list: the column heading as written → the field it was read as; empty for one kept as a note."""
    about: Mapping[str, str] = field(default_factory=dict)
    """What the file says of itself as a whole, such as the header of a meeting document."""
    ignored: tuple[Ignored, ...] = ()
    faults: tuple[Fault, ...] = ()
    digest: str = ""
    """The SHA-256 of the bytes, in hexadecimal figures."""
    headings: tuple[str, ...] = ()
    """What a user can say the field of: the column headings of a list, the keys of what a document states of itself."""


def clean(reading: Reading) -> Reading:
    """Put a space for each character that is no text but steers a terminal or cannot be written at all."""
    return replace(
        reading,
        format=_text(reading.format),
        kind=_text(reading.kind),
        rows=tuple(_clean_row(row) for row in reading.rows),
        columns=_texts(reading.columns),
        headings=tuple(map(_text, reading.headings)),
        about=_texts(reading.about),
        ignored=tuple(Ignored(_text(each.what), _text(each.place)) for each in reading.ignored),
        faults=tuple(
            replace(each, place=_text(each.place), cause=_text(each.cause), remedy=_text(each.remedy))
            for each in reading.faults
        ),
    )


def _clean_row(row: Row) -> Row:
    texts = (row.place, row.kind, *row.fields, *row.fields.values(), *row.where, *row.where.values(), *row.missing)
    if all(map(str.isprintable, texts)):
        return row  # as nearly all of a million
    missing = tuple(map(_text, row.missing))
    return Row(_text(row.place), _texts(row.fields), _text(row.kind), _texts(row.where), missing)


def _texts(fields: Mapping[str, str]) -> Mapping[str, str]:
    if all(name.isprintable() and value.isprintable() for name, value in fields.items()):
        return fields
    return {_text(name): _text(value) for name, value in fields.items()}


def _text(value: str) -> str:
    return value if value.isprintable() else printable(value).strip()
