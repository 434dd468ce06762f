"""The commands about the register of decisions: `decide` and `decisions`."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.console import check_output, page, progress, say, show
from overlap.cli.inputs import Sources, load
from overlap.cli.options import LEFT, REGISTER, RIGHT, LeftOption, RegisterOption, RightOption, Within, examples
from overlap.errors import InputError, NotFoundError, SettingsError

if TYPE_CHECKING:
    from overlap.record.register import Decision

decisions_app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, help="Show and tidy the register of decisions."
)
DECIDE_EXAMPLES = examples(
    'overlap decide P-N5FV3S7K --outcome "liaison statement for action" --reason "both revise" --by Q7/20',
    "overlap decide --from report.xlsx",
    "overlap decide --from decisions.json --decisions register.toml",
)
_LOCK_SECONDS = 30
Change = Callable[[Mapping[str, "Decision"]], Mapping[str, "Decision"]]


def decide(
    pair: Annotated[str, typer.Argument(help="The id of the pair, as outputs show it.")] = "",
    outcome: Annotated[str, typer.Option("--outcome", help="What was decided; the beginning is enough.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why, in a few words.")] = "",
    ref: Annotated[str, typer.Option("--ref", help="The document it is recorded in.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who decided, as Q7/20.")] = "",
    expires: Annotated[str, typer.Option("--expires", help="A date as 2027-06-01, or never.")] = "never",
    filled_in: Annotated[
        Path | None,
        typer.Option("--from", help="Take the decisions filled in in a report: .xlsx, or .json of the page."),
    ] = None,
    left: LeftOption = LEFT,
    right: RightOption = RIGHT,
    within: Within = False,
    decisions: RegisterOption = REGISTER,
) -> None:
    """Write a decision about a pair into the register.

    The register is a text file, decisions.toml unless --decisions names another, to keep beside the lists. A decided
    pair is no finding any more, until one of its titles, scopes or stages changes or the decision expires.
    """
    from overlap.record import register

    if bool(pair) == bool(filled_in):
        raise SettingsError("Name one pair, or a report that was filled in.", "As: overlap decide --from report.xlsx")
    check_output(decisions, (left, right or RIGHT), (".toml",))
    today = date.today().isoformat()
    if filled_in:
        wanted = list(register.from_rows(_rows(filled_in), str(filled_in)))
    else:
        values = {"left": "", "right": "", "reason": reason, "ref": ref, "by": by}
        expires = register.check_date(expires, "--expires")
        wanted = [register.Decision(pair=pair, outcome=register.outcome_of(outcome), expires=expires, **values)]
    if not wanted:
        raise InputError(f"{filled_in}: no decision is filled in.", "Choose an outcome in the column Decision.")
    sides = load(Sources(left, right, within))
    from overlap.comparison.lookup import find

    with progress("Comparing"):
        found = find(*sides, {one.pair for one in wanted}, within)
    missing = [each.pair for each in wanted if each.pair not in found]
    if missing:
        raise NotFoundError(
            f"No pair of the {'list' if within else 'two lists'} is called {', '.join(missing)}.",
            "Name the lists it came from: --left and --right, or --left and --within.",
        )
    made = {each.pair: register.stamp(_dated(each, today), *found[each.pair]) for each in wanted}
    change_register(decisions, lambda there: {**there, **made})
    for each in made.values():
        say(f"{each.left} and {each.right}: {register.said(each)}; in {decisions}.")


@decisions_app.command("list", epilog=examples("overlap decisions list"))
def list_decisions(decisions: RegisterOption = REGISTER) -> None:
    """List the decisions of the register."""
    from overlap.record import register
    from overlap.report import terminal

    rows = [
        [each.pair, each.left, each.right, each.outcome, each.expires]
        for _, each in sorted(register.read(decisions).items())
    ]
    show(
        terminal.write_listing(["Pair", "One", "Other", "Outcome", "Expires"], rows, page())
        if rows
        else f"{decisions}: none.\n"
    )


@decisions_app.command("show", epilog=examples("overlap decisions show P-N5FV3S7K"))
def show_decision(
    pair: Annotated[str, typer.Argument(help="The id of the pair.")], decisions: RegisterOption = REGISTER
) -> None:
    """Show one decision in full."""
    from overlap.record import register
    from overlap.report import terminal

    found = register.read(decisions).get(pair)
    if found is None:
        raise NotFoundError(f"{decisions} has no decision on {pair}.", "See 'overlap decisions list'.")
    rows = [[name.capitalize(), value] for name, value in asdict(found).items() if value and "print" not in name]
    show(terminal.write_listing(["Decision", ""], rows, page()))


@decisions_app.command("prune", epilog=examples("overlap decisions prune"))
def prune(left: LeftOption = LEFT, right: RightOption = RIGHT, decisions: RegisterOption = REGISTER) -> None:
    """Take out of the register what has expired and what is about a work item that is in the lists no more.

    What the baseline noted stays: its proposals are in no list.
    """
    from overlap.record import register

    ids = {item.id for side in load(Sources(left, right, within=False)) for item in side.work_items}
    known = register.read(decisions)
    there = {name for name, each in known.items() if {each.left, each.right} <= ids or each.outcome == register.KNOWN}
    today = date.today().isoformat()
    gone = [name for name, each in known.items() if name not in there or each.expires < today]
    change_register(decisions, lambda now: {name: each for name, each in now.items() if name not in gone})
    for name in gone:
        say(f"{name} taken out: {'expired' if name in there else 'not in the lists'} ({register.said(known[name])}).")
    say(f"{len(gone)} of {len(known)} decisions taken out of {decisions}.")


@decisions_app.command("merge", epilog=examples("overlap decisions merge mine.toml theirs.toml -o decisions.toml"))
def merge(
    one: Annotated[Path, typer.Argument(help="A register; of two decisions on a pair this one stands.")],
    other: Annotated[Path, typer.Argument(help="Another.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write both as one register.")] = None,
) -> None:
    """Put two people's registers together, and show where they agree."""
    from overlap.record import register
    from overlap.store import files

    mine, theirs = register.read(one), register.read(other)
    both, conflicts = register.merge(mine, theirs)
    shared = len({*mine} & {*theirs})
    agreement = f", kappa {register.kappa(mine, theirs):.2f}" if shared else ""
    show(f"{len(both)} pairs decided, {shared} by both: {shared - len(conflicts)} alike{agreement}.\n")
    for pair in conflicts:
        show(f"{pair}: {one} says {mine[pair].outcome}; {other} says {theirs[pair].outcome}.\n")
    if output:
        check_output(output, (), (".toml",))
        files.write_all({output: register.write(both)})
        say(f"wrote {output}.")


def _dated(decision: "Decision", today: str) -> "Decision":
    from dataclasses import replace

    return replace(decision, decided=decision.decided or today)


def _rows(path: Path) -> list[Mapping[str, str]]:
    """Read the decisions filled in in the Excel report, or downloaded from the web page."""
    if path.suffix.lower() == ".json":
        return _rows_of_page(path)
    if path.suffix.lower() != ".xlsx":
        raise SettingsError(f"{path}: decisions are read from .xlsx or .json.", "Give the report that was filled in.")
    from overlap.read.formats.excel import read_xlsx

    names = {
        "Pair": "pair",
        "Decision": "outcome",
        "Reason": "reason",
        "By": "by",
        "Document": "ref",
        "Expires": "expires",
    }
    try:
        tables = read_xlsx(path.read_bytes(), str(path)).tables
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", "Check the name and the right to read it.") from error
    for table in tables:
        head = [cell.strip() for cell in table.rows[0]]
        if {"Pair", "Decision"} <= {*head}:
            rows = [dict(zip(head, cells, strict=False)) for cells in table.rows[1:]]
            return [{field: row.get(name, "") for name, field in names.items()} for row in rows]
    raise InputError(
        f"{path}: no sheet has the columns Pair and Decision.", "Give a report that 'overlap report' wrote."
    )


def _rows_of_page(path: Path) -> list[Mapping[str, str]]:
    import json

    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        rows = whole["decisions"]
        return [{str(name): str(value) for name, value in row.items()} for row in rows]
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", "Check the name and the right to read it.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: no decisions ({error}).", "Give the file that the web page downloaded.") from error


def change_register(path: Path, change: Change) -> None:
    """Change the register: read, change and write it whole while nobody else does."""
    from overlap.record import register
    from overlap.store import files

    with _locked(path):
        files.write_all({path: register.write(change(register.read(path)))})


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    try:
        with FileLock(f"{path}.lock", timeout=_LOCK_SECONDS):
            yield
    except Timeout as error:
        raise InputError(f"{path}: another process holds it.", f"If none does, remove {path}.lock.") from error
