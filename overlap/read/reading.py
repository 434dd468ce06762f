"""What a file was taken for, and the rows found in it: nothing of it checked yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from overlap.model import Fault


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
