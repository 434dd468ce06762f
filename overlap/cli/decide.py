"""The command `decide`: decisions about pairs, written into the register."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from overlap.cli.console import check_output, progress, say
from overlap.cli.help import examples
from overlap.cli.register import REGISTER, RegisterOption, change
from overlap.cli.sides import NamedSides, load
from overlap.cli.signature import unfold
from overlap.errors import InputError, NotFoundError, SettingsError
from overlap.model import Entry
from overlap.record import lookup, register
from overlap.record.register import Decision

EXAMPLES = examples(
    'overlap decide P-R2KQFZT1 --outcome "liaison statement for action" --reason "both revise" --by Q7/20',
    "overlap decide --from report.xlsx",
    "overlap decide --from decisions.json --decisions register.toml",
)
_FIELDS = {
    "Pair": "pair",
    "Decision": "outcome",
    "Reason": "reason",
    "By": "by",
    "Document": "ref",
    "Expires": "expires",
}
"""The columns of the Excel report, and what they are of a decision."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was decided about one pair."""

    outcome: Annotated[str, typer.Option("--outcome", help="What was decided; the beginning is enough.")] = ""
    reason: Annotated[str, typer.Option("--reason", help="Why, in a few words.")] = ""
    ref: Annotated[str, typer.Option("--ref", help="The document it is recorded in.")] = ""
    by: Annotated[str, typer.Option("--by", help="Who decided, as Q7/20.")] = ""
    expires: Annotated[str, typer.Option("--expires", help="A date as 2027-06-01, or never.")] = "never"

    def on(self, pair: str) -> Decision:
        """Make the decision of it. Raises SettingsError for an outcome or a date that is none."""
        expires = register.check_date(self.expires, "--expires")
        return Decision(
            pair=pair,
            left="",
            right="",
            outcome=register.outcome_of(self.outcome),
            expires=expires,
            reason=self.reason,
            ref=self.ref,
            by=self.by,
        )


FilledIn = Annotated[
    Path | None,
    typer.Option("--from", help="Take the decisions filled in in a report: .xlsx, or .json of the page."),
]


@unfold
def decide(
    *,
    pair: Annotated[str, typer.Argument(help="The id of the pair, as outputs show it.")] = "",
    verdict: Verdict,
    filled_in: FilledIn = None,
    sides: NamedSides,
    decisions: RegisterOption = REGISTER,
) -> None:
    """Write a decision about a pair into the register.

    The register is a text file, decisions.toml unless --decisions names another, to keep beside the lists. A decided
    pair is no finding any more, until one of its titles, scopes or stages changes or the decision expires.
    """
    if bool(pair) == bool(filled_in):
        raise SettingsError("Name one pair, or a report that was filled in.", "As: overlap decide --from report.xlsx")
    check_output(decisions, sides.names, (".toml",))
    today = date.today().isoformat()
    wanted = _decisions(filled_in) if filled_in else [verdict.on(pair)]
    known = register.read(decisions)
    found = _pairs(wanted, sides, known)
    dated = (replace(each, decided=each.decided or today) for each in wanted)
    stamped = {each.pair: register.stamp(each, *found[each.pair]) for each in dated}
    replaced = {old for name in stamped for old in lookup.ids_of(*found[name])} - {*stamped}
    change(decisions, lambda there: {n: each for n, each in there.items() if n not in replaced} | stamped)
    for each in stamped.values():
        say(f"{each.left} and {each.right}: {register.said(each)}; in {decisions}.")


def _pairs(
    wanted: Sequence[Decision], sides: NamedSides, known: Mapping[str, Decision]
) -> Mapping[str, tuple[Entry, Entry]]:
    """Find the pairs that decisions are about. Raises NotFoundError for one that is none."""
    from overlap.comparison import names

    both = load(sides)
    with progress("Comparing"):
        found = names.find(*both, {one.pair for one in wanted}, sides.within, known)
    missing = [each.pair for each in wanted if each.pair not in found]
    if missing:
        raise NotFoundError(
            f"No pair of the {'list' if sides.within else 'two lists'} is called {', '.join(missing)}.",
            "Name the lists it came from: --left and --right, or --left and --within.",
        )
    return found


def _decisions(path: Path) -> Sequence[Decision]:
    """Read the decisions filled in in the Excel report, or downloaded from the web page."""
    readers = {".json": _rows_of_page, ".xlsx": _rows_of_workbook}
    suffix = path.suffix.lower()
    if suffix not in readers:
        raise SettingsError(f"{path}: decisions are read from .xlsx or .json.", "Give the report that was filled in.")
    try:
        rows = readers[suffix](path)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", "Check the name and the right to read it.") from error
    found = list(register.from_rows(rows, str(path)))
    if not found:
        raise InputError(f"{path}: no decision is filled in.", "Choose an outcome in the column Decision.")
    return found


def _rows_of_workbook(path: Path) -> list[Mapping[str, str]]:
    from overlap.read.formats.excel import read_xlsx

    for table in read_xlsx(path.read_bytes(), str(path)).tables:
        head = [cell.strip() for cell in table.rows[0]]
        if {"Pair", "Decision"} <= {*head}:
            rows = [dict(zip(head, cells, strict=False)) for cells in table.rows[1:]]
            return [{field: row.get(name, "") for name, field in _FIELDS.items()} for row in rows]
    raise InputError(
        f"{path}: no sheet has the columns Pair and Decision.", "Give a report that 'overlap report' wrote."
    )


def _rows_of_page(path: Path) -> list[Mapping[str, str]]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["decisions"]
        return [{str(name): str(value) for name, value in row.items()} for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: no decisions ({error}).", "Give the file that the web page downloaded.") from error
