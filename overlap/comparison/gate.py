"""What makes a check fail, and all that came of it: what was checked, what could not be, what it was held against."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from overlap.comparison.knowledge import Accept, Knowledge
from overlap.model import Fault

if TYPE_CHECKING:
    from overlap.comparison.proposals import Check, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What makes a check fail."""

    name: str
    """What it was asked for by: `gate`, `likely`."""
    line: float
    """The lowest score that fails, 0 to 1."""
    accept: Accept = Accept.NAMED

    def fails(self, finding: "Finding") -> bool:
        """Say whether a finding makes a check fail: it is so close, and the proposal does not say what it must."""
        is_open = finding.knowledge is Knowledge.SILENT or (
            finding.knowledge is Knowledge.LIAISON and self.accept is Accept.NAMED
        )
        return is_open and finding.pair.score >= self.line


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What proposals were held against, so that a reader of the result can tell what it is worth."""

    lists: tuple[tuple[str, str], ...]
    """For each list its title and the date it is as of."""
    configuration: str
    """The files and variables that were used, and what they set; `none`."""
    register: str
    """The register of decisions; `none`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All that came of a check."""

    gate: Gate
    basis: Basis
    checks: "tuple[Check, ...]"
    unchecked: tuple[Fault, ...] = ()
    """What was given and could not be checked: while there is any, the check is not green."""
    told: tuple[Fault, ...] = ()
    """What is wrong with the input although it was checked, and what was left out because the user said so."""

    @property
    def failing(self) -> "tuple[tuple[Check, Finding], ...]":
        """The findings that make it fail."""
        return tuple((check, each) for check in self.checks for each in check.findings if self.gate.fails(each))

    @property
    def silenced(self) -> "tuple[tuple[Check, Finding], ...]":
        """The findings that would make it fail, had nothing been decided about them."""
        return tuple((check, each) for check in self.checks for each in check.decided if self.gate.fails(each))
