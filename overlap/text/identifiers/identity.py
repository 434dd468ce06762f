"""What an identifier says: whose it is, of which work, of which edition, at which stage, and what it adopts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Identifier:
    """An identifier taken apart; two are equal when they name one work by the same numbers.

    `str` gives the form of the publisher, which parses back to an equal identifier.
    """

    numbers: tuple[str, ...]
    """The names of the work without edition, stage and amendment; any shared one makes two the same work."""
    owner: str = ""
    """The publishers, as `ISO/IEC`; empty for what follows the rules of none."""
    kind: str = ""
    """The kind of deliverable, as `TS`; empty for a standard or a Recommendation."""
    number: str = ""
    """The number with its part, as `37155-1` or `Y.4400/Y.2063`."""
    changes: tuple[str, ...] = ()
    """The amendments, corrigenda and supplements that it names on top of the work, as `Amd 1:2019`, in their order."""
    year: str = ""
    edition: str = ""
    """As written, where it is more than the year: `ED2`, `V3.1.1`."""
    stage: str = ""
    """The step before publication that it names, as `FDIS`; empty for a text that is published."""
    origin: "Identifier | None" = None
    """The text of which this one is an adoption."""
    is_modified: bool = False
    """The adoption says that it deviates from its origin."""
    written: str = ""
    """The form of the publisher where it is another than that of ISO and IEC."""

    @property
    def is_change(self) -> bool:
        """An amendment, a corrigendum, an erratum or an addendum: not the whole text."""
        return bool(self.changes)

    @property
    def is_draft(self) -> bool:
        """The identifier itself names a stage before publication, or a revision under way."""
        return bool(self.stage)

    @property
    def is_standard(self) -> bool:
        """It follows the rules of a publisher; anything else may name one thing in one list and another elsewhere."""
        return bool(self.owner)

    @property
    def texts(self) -> tuple[str, ...]:
        """The names of the work and of the text that it adopts: who names an adoption names its origin too."""
        return (*self.numbers, *self.origin.numbers) if self.origin else self.numbers

    def __eq__(self, other: object) -> bool:
        """Say whether both name one work by the same numbers."""
        return isinstance(other, Identifier) and {*self.numbers} == {*other.numbers}

    def __hash__(self) -> int:
        """Follow equality."""
        return hash(frozenset(self.numbers))

    def __str__(self) -> str:
        """Write it as its publisher does: `ISO/IEC FDIS 27001.2`, `ISO/TS 37107:2019`, `ISO 105-B02:2014/Amd 1`."""
        if self.written:
            return self.written
        stage, _, iteration = self.stage.partition(".")
        if stage == "P":  # as IEEE marks a project: `ISO/IEC/IEEE P15288`
            return f"{self.owner} P{self.number}{f':{self.year}' if self.year else ''}"
        kind = {"GUIDE": "Guide"}.get(self.kind, self.kind)
        shown = [stage] if stage else []
        if kind and not stage.upper().endswith(self.kind):
            shown.append(kind)
        slash = "/" if self.owner == "ISO" and shown and shown != ["Guide"] else " "
        head = kind if kind == "IWA" and not stage else slash.join(filter(None, [self.owner, " ".join(shown)]))
        text = f"{head} {self.number}{f'.{iteration}' if iteration else ''}{f':{self.year}' if self.year else ''}"
        text += "".join(f"/{change}" for change in self.changes)
        return f"{text} {self.edition}" if self.edition else text

    def is_work_of(self, other: "Identifier") -> bool:
        """Say whether both name one work, by any of their numbers."""
        return not {*self.numbers}.isdisjoint(other.numbers)
