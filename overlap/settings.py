"""Every knob of a comparison, once: name, default, range."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from overlap.errors import SettingsError

OFF = "none"
"""Named in place of a lexicon, it says that there is to be none."""


class Level(StrEnum):
    """How close two texts are, in words; closest first."""

    LIKELY = "likely duplication"
    SUBSTANTIAL = "substantial overlap"
    RELATED = "related"
    DISTANT = "distant"


class Order(StrEnum):
    """Which pairs come first."""

    CLOSENESS = "closeness"
    URGENCY = "urgency"
    """Closeness times how much can still be changed: what is open comes before what is closed."""


class By(StrEnum):
    """What a list of pairs is made of."""

    PAIR = "pair"
    SUBJECT = "subject"
    """Groups of pairs that share a work item or their weightiest words."""


class Explained(StrEnum):
    """Which pairs are explained where there is no limit; within one each is."""

    RELATED = "related"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What to compare and which pairs to show; the score has none but its glossary, lexicon and weights.

    Raises SettingsError for a value outside its range.
    """

    fold: bool = True
    """Editions, stages, amendments and dual numbers of one work item count as one."""
    within: bool = False
    """Compare one list with itself."""
    glossary: str = ""
    """A file with words of the field of the user's own, beside those that overlap knows."""
    weights: str = ""
    """A file with weights of the score of the user's own, in place of those that overlap ships."""
    lexicon: str = ""
    """A file with related words of the user's own, in place of those that overlap ships; `none` for none."""
    embeddings: str = ""
    """The folder of a sentence-embedding model of the user's own, for a second opinion."""
    show_decided: bool = False
    """Keep the pairs on which a decision stands in the list."""
    today: str = ""
    """The day of the run, as 2026-11-24: decisions must not have expired on it, and what a list says to be open may be
    over. Empty, no decision has expired, and what is open is told as on the day of the later list."""
    order: Order = Order.CLOSENESS
    """Which pairs come first; no rank changes."""
    by: By = By.PAIR
    """Whether pairs are listed one by one or by subject."""
    limit: int | None = 25
    """How many pairs to show; None for every pair, also those with score 0."""
    explain: Explained = Explained.RELATED
    """Which pairs are explained where every pair is asked for."""
    per_item: int | None = None
    """At most so many pairs of any one entry; None for no limit."""
    min_score: float = 0.0
    """Leave out pairs below this score, 0 to 1."""
    level: Level | None = None
    """Leave out pairs further apart than this level."""
    status: tuple[str, ...] = ()
    """Only pairs with a work item of one of these statuses, as in `under_study`."""
    type: tuple[str, ...] = ()
    """Only pairs with a work item of one of these types, as in `Supplement` or `WID NEW`."""
    committee: tuple[str, ...] = ()
    """Only pairs with a work item of one of these committees or their subcommittees."""
    group: tuple[str, ...] = ()
    """Only pairs with a work item of one of these Questions or working groups."""

    def __post_init__(self) -> None:
        for name, value in (("limit", self.limit), ("per-item", self.per_item)):
            if value is not None and value < 1:
                raise SettingsError(f"{name} is {value}.", "Give a whole number from 1 up.")
        if not 0 <= self.min_score <= 1:
            raise SettingsError(f"min-score is {self.min_score:g}.", "Give a number from 0 to 1.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """What the user says about the files read; empty for what the files say themselves."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Heading of a column → the field it is, in every list that has it; of two for one field the first named counts."""
    columns_of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """List, by path, name or name without suffix → the same for that list alone, before what holds for every one."""
    mandate_of: str = ""
    """The group whose mandate is wanted, where a file holds the mandates of several: `Study Group 20`."""

    def of(self, path: Path) -> "ReadSettings":
        """Give what is said of one file."""
        if not self.columns_of:
            return self
        named = dict.fromkeys((str(path), path.name, path.stem))
        said = [*(self.columns_of[name] for name in named if name in self.columns_of), self.columns]
        first = {heading: next(each[heading] for each in said if heading in each) for each in said for heading in each}
        return replace(self, columns=first, columns_of={})


DEFAULTS = Settings()
AS_WRITTEN = ReadSettings()
