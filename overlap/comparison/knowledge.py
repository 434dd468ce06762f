"""What a proposal says of an item that it is close to, and what of that is enough."""

from enum import StrEnum


class Knowledge(StrEnum):
    """What a proposal says of a close item; what it is silent about comes first."""

    SILENT = "not named"
    NAMED = "named in its relations"
    LIAISON = "liaison listed"
    JOINT = "declared joint text"


class Accept(StrEnum):
    """What a proposal must say of a close item for it not to fail."""

    NAMED = "named"
    """It names the work item itself."""
    LIAISON = "liaison"
    """It names the work item, or lists a liaison with its group, the parent or a child of that."""
