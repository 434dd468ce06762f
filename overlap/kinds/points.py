"""The pieces of a mandate before it is cut into statements."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A paragraph or a list of a mandate."""

    group: str
    """Whose mandate it is, as in `ITU-T Study Group 20`."""
    kind: str
    """`title`, `lead`, `guidance`, `question`, `scope` or `exclusion`."""
    text: str
    """One line a paragraph or list item."""
    place: str
    name: str = ""
    """Part of the identifier, as `Q7`; empty for the kind."""
    is_whole: bool = False
    """One statement as it stands, not to be cut."""
