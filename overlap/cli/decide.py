"""The command `decide`: decisions about pairs, written into the register."""

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
from overlap.cli.signature import Words, unfold
from overlap.errors import InputError, NotFoundError, OverlapError, SettingsError
from overlap.model import Corpus, Entry
from overlap.record import lookup, register
from overlap.record.register import Decision
from overlap.settings import Settings
from overlap.text.notation import read_json

EXAMPLES = examples(
    'overlap decide P-R2KQFZT1 --outcome "liaison statement for action" --reason "both revise" --by Q7/20',
    'overlap decide Y.4904 "ISO/TS 37107" --outcome "liaison statement for action" --replace',
    "overlap decide --from report.xlsx",
    "overlap decide --from decisions.json --decisions register.toml",
)
NOT_ALL = 2
_FIELDS = {
    "Pair": "pair",
    "Outcome": "outcome",
    "Reason": "reason",
    "By": "by",
    "Document": "ref",
    "Expires": "expires",
}
"""The columns of the Excel report, and what they are of a decision."""
_FORMERLY = {"Decision": "Outcome"}
"""What columns were called by versions before 0.2."""


@dataclass(frozen=True, kw_only=True)
class Verdict(Words):
    """What was decided about one pair."""

    outcome: Annotated[str, typer.Option("--outcome", help="What was decided; the beginning is enough.")] = ""
    reason: Annotated[str, typer.Option("--reason", help="Why, in a few words.")] = ""
    ref: Annotated[str, typer.Option("--document", "--ref", help="The document it is recorded in.")] = ""
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


Replace = Annotated[
    bool, typer.Option("--replace", help="Put it in the place of an earlier decision, which is kept in the history.")
]


@unfold
def decide(
    *,
    pair: Annotated[str, typer.Argument(help="The id of a pair or a subject, or of one item of a pair.")] = "",
    other: Annotated[str, typer.Argument(help="The id of its other item, where the first is one of an item.")] = "",
    verdict: Verdict,
    replace_it: Replace = False,
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
    known = register.read(decisions)
    both = load(sides)
    named = () if filled_in else _named(pair, other, both, sides, known)
    wanted, bad = filled(filled_in) if filled_in else ([verdict.on(each) for each in named], [])
    found, missing = _pairs(wanted, sides, both, known)
    if missing and not filled_in:
        raise missing[0]
    bad += [f"{each.problem} {each.remedy}" for each in missing]
    stamped = [_stamp(each, *found[each.pair]) for each in wanted if each.pair in found]
    made, refused = _settle(stamped, found, known, replace_it)
    if refused and not filled_in:
        raise SettingsError(refused[0], "Give --replace to put this one in its place; the history keeps that one.")
    gone = {old for each in made for old in lookup.ids_of(*found[each.pair])}
    names = {each.pair: each for each in made}
    change(decisions, lambda there: {n: each for n, each in there.items() if n not in gone} | names)
    for each in made:
        say(f"{each.left} and {each.right}: {register.said(each)}; in {decisions}.")
        if register.is_expired(each, date.today().isoformat()):
            say(f"its date, {each.expires}, is past: the pair stays open.")
    refuse([*bad, *(f"{each} Give --replace to put the new one in its place." for each in refused)])


def refuse(bad: Sequence[str]) -> None:
    """Name the rows that were not taken, and end with 2 if there are any."""
    for each in bad:
        say(f"not taken: {each}")
    if bad:
        raise typer.Exit(NOT_ALL)


def _stamp(decision: Decision, one: Entry, other: Entry) -> Decision:
    return register.stamp(replace(decision, decided=decision.decided or date.today().isoformat()), one, other)


def _settle(
    stamped: Sequence[Decision],
    found: Mapping[str, tuple[Entry, Entry]],
    known: Mapping[str, Decision],
    replace_it: bool,
) -> tuple[list[Decision], list[str]]:
    """Part decisions into those to be made and those that an earlier one stands in the way of."""
    made: list[Decision] = []
    refused: list[str] = []
    for each in stamped:
        before = next((known[name] for name in sorted(lookup.ids_of(*found[each.pair])) if name in known), None)
        if before is None or before.outcome == register.KNOWN:
            made.append(each)
        elif register.says_the_same(before, each):
            made.append(replace(each, decided=before.decided, history=before.history))
        elif replace_it:
            made.append(register.replaced(before, each))
        else:
            refused.append(f"{each.left} and {each.right} ({each.pair}) are decided: {register.said(before)}.")
    return made, refused


def _named(
    name: str, other: str, both: tuple[Corpus, Corpus], sides: NamedSides, known: Mapping[str, Decision]
) -> Sequence[str]:
    """Give the ids of the pairs that are named: by their own, that of their subject, or those of two items."""
    from overlap.comparison import matter, names
    from overlap.report.wording import pairs_of_subject

    if other:
        return [names.pair_of(*both, name, other)]
    if not names.is_subject(name):
        return [names.as_pair(name)]
    with progress("Comparing"):
        settings = Settings(within=sides.within, today=date.today().isoformat())
        found = matter.pairs_of_subject(*both, name, settings, known)
    if not found:
        raise names.no_pair(name, *both)
    shorter = "; a list that --limit or a filter cuts shows fewer" if len(found) > 1 else ""
    say(f"{name} has {pairs_of_subject(found)}{shorter}.")
    return [each.id for each in found]


def _pairs(
    wanted: Sequence[Decision], sides: NamedSides, both: tuple[Corpus, Corpus], known: Mapping[str, Decision]
) -> tuple[Mapping[str, tuple[Entry, Entry]], list[NotFoundError]]:
    """Find the pairs that decisions are about; for one that is none say so, and what to do."""
    from overlap.comparison import names

    with progress("Comparing"):
        found = names.find(*both, {one.pair for one in wanted}, sides.within, known)
    return found, [names.no_pair(each.pair, *both) for each in wanted if each.pair not in found]


def filled(path: Path) -> tuple[Sequence[Decision], list[str]]:
    """Read the decisions filled in in the Excel report, or downloaded from the web page, and name what is none."""
    readers = {".json": _rows_of_page, ".xlsx": _rows_of_workbook}
    suffix = path.suffix.lower()
    if suffix not in readers:
        raise SettingsError(f"{path}: decisions are read from .xlsx or .json.", "Give the report that was filled in.")
    try:
        rows = readers[suffix](path)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", "Check the name and the right to read it.") from error
    found: list[Decision] = []
    bad: list[str] = []
    for place, row in rows:
        try:
            found += register.from_rows([row], f"{path}, {place}")
        except OverlapError as error:
            named = f" ({row['pair']})" if row.get("pair") else ""
            problem = error.problem.removeprefix(f"{path}, {place}").lstrip(":, ")
            bad.append(f"{path}, {place}{named}: {problem} {error.remedy}")
    if not found and not bad:
        raise InputError(f"{path}: no decision is filled in.", "Choose an outcome in the column Outcome.")
    return found, bad


def _rows_of_workbook(path: Path) -> list[tuple[str, Mapping[str, str]]]:
    """Give the rows of the sheet of pairs, each with the sheet and the row it stands in."""
    from overlap.read import ingestion

    rows = [
        (each.place, {_FORMERLY.get(name, name): value for name, value in each.fields.items()})
        for each in ingestion.read_tables(path)
    ]
    found = [(place, values) for place, values in rows if {"Pair", "Outcome"} <= {*values}]
    if not found:
        raise InputError(
            f"{path}: no sheet has the columns Pair and Outcome.", "Give a report that 'overlap report' wrote."
        )
    return [(place, {field: values.get(name, "") for name, field in _FIELDS.items()}) for place, values in found]


def _rows_of_page(path: Path) -> list[tuple[str, Mapping[str, str]]]:
    try:
        rows = read_json(path.read_text(encoding="utf-8-sig"))["decisions"]
        return [
            (f"decision {number}", {str(name): str(value) for name, value in row.items()})
            for number, row in enumerate(rows, start=1)
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: no decisions ({error}).", "Give the file that the web page downloaded.") from error
