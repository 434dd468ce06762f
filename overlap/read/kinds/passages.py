"""The passages of a mandate before it is cut into statements, and whose it is."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
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


def group_key(name: str) -> str:
    """Reduce the names of a group to what they share: `ITU-T Study Group 20` and `SG20` are one.

    >>> group_key("ITU-T Study Group 20") == group_key("SG 20"), group_key("Q7/20")
    (True, 'q7/20')
    """
    plain = re.sub(r"itu[-‑]t|[\s_]+", "", name.casefold())
    return plain.replace("studygroup", "sg").replace("question", "q").removeprefix("iso/iec/").removeprefix("iso/")
