"""The map of two mandates and all work items, as it is reported: who claims what, and how much is covered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from overlap.comparison.roles import Role
from overlap.model import Statement, WorkItem


class Status(StrEnum):
    """On whose ground an item stands."""

    CONTESTED = "contested"
    OUTSIDE = "outside"
    OWN = "own"
    UNCLAIMED = "unclaimed"
    UNTOLD = "not told"
    """Outside or unclaimed, if the mandates at hand were whole; one of them is a stand-in, so it cannot be said."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that claims an item, and why."""

    side: str
    """`left` or `right`, of the statement."""
    statement: Statement
    closeness: float
    """Cosine of statement and item."""
    words: tuple[str, ...]
    """The words both use, those that say most first."""
    through: WorkItem | None = None
    """The item of the statement's own side through which it claims; None for a direct claim."""
    score: float = 0.0
    """The score of the item and the one it is claimed through."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One work item and the statements that claim it."""

    side: str
    item: WorkItem
    status: Status
    claims: tuple[Claim, ...]
    """The side's own first, closest first."""
    excluded: tuple[Statement, ...]
    """Exclusions that took it from a statement of the same body."""


@dataclass(frozen=True, slots=True)
class Contest:
    """A statement of each side, and the items that both claim."""

    left: Statement
    right: Statement
    weight: float
    """How many items, where each item counts once and is shared out among the statements that claim it."""
    items: tuple[WorkItem, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a statement, its share of it, and the item that covers it."""

    word: str
    share: float
    item: WorkItem


@dataclass(frozen=True, slots=True)
class Cover:
    """How much of a statement the other side's items cover, several together."""

    side: str
    statement: Statement
    share: float
    """0 to 1, by how much each word says."""
    parts: tuple[Part, ...]
    open: tuple[str, ...]
    """The words that no item covers."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A group of the left side against one of the right: how many pairs overlap substantially, and the strongest."""

    left: str
    right: str
    pairs: int
    strongest: tuple[WorkItem, WorkItem, float]


@dataclass(frozen=True, slots=True)
class Territory:
    """The map of both mandates and all work items."""

    roles: Mapping[str, Role]
    """By the id of the statement."""
    holdings: tuple[Holding, ...]
    contests: tuple[Contest, ...]
    """Weightiest first."""
    covers: tuple[Cover, ...]
    """Most covered first."""
    cells: tuple[Cell, ...]

    def count(self, side: str, status: Status) -> int:
        """Count the items of a side that stand so."""
        return sum(each.side == side and each.status is status for each in self.holdings)


def group(item: WorkItem) -> str:
    """Name the Question of an item, else its committee or working group."""
    return item.group or item.committee or "not stated"
