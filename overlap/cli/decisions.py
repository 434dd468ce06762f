"""The commands `decisions`: what stands in the register, and tidying it."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from overlap.cli.console import check_output, page, say, show
from overlap.cli.help import examples
from overlap.cli.register import REGISTER, RegisterOption, change
from overlap.cli.sides import NamedSides, load
from overlap.cli.signature import Without, unfold
from overlap.errors import NotFoundError
from overlap.record import agreement, liaisons, lookup, register
from overlap.record.register import Decision
from overlap.text.identifiers import parse

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Show and tidy the register of decisions.")


@app.command("list", epilog=examples("overlap decisions list"))
def list_decisions(decisions: RegisterOption = REGISTER) -> None:
    """List the decisions of the register."""
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


@app.command("show", epilog=examples("overlap decisions show P-R2KQFZT1"))
def show_decision(
    pair: Annotated[str, typer.Argument(help="The id of the pair.")], decisions: RegisterOption = REGISTER
) -> None:
    """Show one decision in full."""
    from overlap.report import terminal

    found = lookup.look_up(pair, register.read(decisions))
    if found is None:
        raise NotFoundError(f"{decisions} has no decision on {pair}.", "See 'overlap decisions list'.")
    said = {name: "\n".join(value) if isinstance(value, tuple) else value for name, value in asdict(found).items()}
    rows = [[name.capitalize(), value] for name, value in said.items() if value and "print" not in name]
    show(terminal.write_listing(["Decision", ""], rows, page()))


@app.command("prune", epilog=examples("overlap decisions prune"))
@unfold
def prune(
    *,
    sides: Annotated[NamedSides, Without("within")],
    decisions: RegisterOption = REGISTER,
    proposals: Annotated[
        list[Path] | None,
        typer.Option("--proposals", help="Take out what the baseline noted of proposals that are not here any more."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be taken out, and take nothing.")] = False,
) -> None:
    """Take out of the register what has expired and what is about a work that is in the lists no more.

    A work that a list spells otherwise or has in another edition is still there. What the baseline noted stays unless
    the proposals are named: they are in no list.
    """
    names = (name for side in load(sides) for item in side.work_items for name in (item.id, *item.aliases))
    works = {number for name in names for number in parse(name).numbers}
    known = register.read(decisions)
    gone = {name: why for name, each in known.items() if (why := _why_gone(each, works, date.today().isoformat()))}
    gone |= _withdrawn(proposals, known)
    if not dry_run:
        change(decisions, lambda now: {name: each for name, each in now.items() if name not in gone})
    verb = "would be taken out" if dry_run else "taken out"
    for name, why in gone.items():
        each = known[name]
        say(f"{name} {verb}: {why} ({each.left} and {each.right}: {register.said(each)}).")
    say(f"{len(gone)} of {len(known)} decisions {verb} of {decisions}.")


def _withdrawn(folders: list[Path] | None, known: Mapping[str, Decision]) -> dict[str, str]:
    """Say what the baseline noted of proposals that are no longer in these files and folders."""
    if not folders:
        return {}
    from overlap.corpus import submissions

    here = {each.item.id for each in submissions.read(folders).proposals}
    return {each.pair: "its proposal is gone" for each in register.withdrawn(known, here)}


def _why_gone(decision: Decision, works: Collection[str], today: str) -> str:
    """Say why a decision is of no use any more; empty where it is."""
    absent = () if decision.outcome == register.KNOWN else lookup.absent(decision, works)
    if absent:
        return f"neither list has {' or '.join(absent)}, however it is spelled"
    return f"expired on {decision.expires}" if register.is_expired(decision, today) else ""


@app.command("merge", epilog=examples("overlap decisions merge mine.toml theirs.toml -o decisions.toml"))
def merge(
    one: Annotated[Path, typer.Argument(help="A register; of two decisions on a pair this one stands.")],
    other: Annotated[Path, typer.Argument(help="Another.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write both as one register.")] = None,
) -> None:
    """Put two people's registers together, and show where they agree."""
    from overlap.store import files

    mine, theirs = register.read(one), register.read(other)
    both, conflicts = agreement.merge(mine, theirs)
    shared = len({*mine} & {*theirs})
    kappa = f", kappa {agreement.kappa(mine, theirs):.2f}" if shared else ""
    show(f"{len(both)} pairs decided, {shared} by both: {shared - len(conflicts)} alike{kappa}.\n")
    for pair in conflicts:
        show(f"{pair}: {one} says {mine[pair].outcome}; {other} says {theirs[pair].outcome}.\n")
    sent, differing = liaisons.merge(liaisons.read(one), liaisons.read(other))
    for statement in differing:
        show(f"{statement}: {one} and {other} tell it differently; what {one} says stands.\n")
    if output:
        check_output(output, (), (".toml",))
        files.write_all({output: liaisons.write(sent, register.write(both))})
        say(f"wrote {output}.")
