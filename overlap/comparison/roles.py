"""What a mandate statement does with the ground it names, by its kind or by how it begins."""

import re
from enum import StrEnum

from overlap.model import Statement

_WITH_OTHERS = re.compile(
    r"(?:(?:exchange|share) information|collaborat\w+|co-?ordinat\w+|liais\w+|co-?operat\w+|consolidate|"
    r"(?:promote|foster|encourage) (?:collaborat|co-?operat|co-?ordinat)\w+|(?:close )?relationships? with)\b|"
    r".*\b(?:keep|maintain) (?:a )?liaisons?\b|.*: consolidate\b",
    re.IGNORECASE,
)


class Role(StrEnum):
    """What a statement does with the ground it names."""

    CLAIM = "claim"
    TITLE = "title"
    FIELD = "field"
    """Is about the whole field, as a title: holds only what its own body makes. The lists tell (`reach.roles`)."""
    EXCLUSION = "exclusion"
    COORDINATION = "coordination"


APART = frozenset((Role.EXCLUSION, Role.COORDINATION))
"""What claims nothing."""


def role(statement: Statement) -> Role:
    """Tell what a statement does, by its kind, or by how it begins."""
    if statement.kind == "exclusion":
        return Role.EXCLUSION
    if _WITH_OTHERS.match(statement.text):
        return Role.COORDINATION
    return Role.TITLE if statement.kind == "title" else Role.CLAIM
