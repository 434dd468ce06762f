"""The command `baseline write`: what is known when overlap is taken up, so that only new overlap fails."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Annotated

import typer

from overlap.cli.console import check_output, say
from overlap.cli.help import examples
from overlap.cli.options import Reading, Scoring, settings_of
from overlap.cli.proposals import Against, Failing, Proposals, check_all, nothing
from overlap.cli.register import REGISTER, Decisions, RegisterOption, change
from overlap.cli.sides import BOTH
from overlap.cli.signature import Without, unfold
from overlap.model import Fault
from overlap.record import register

UNCHECKED = 2

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Note what is known when overlap is taken up.")


@app.command("write", epilog=examples("overlap baseline write proposals/", "overlap check proposals/"))
@unfold
def write_baseline(
    *,
    files: Proposals,
    against: Against = BOTH,
    failing: Annotated[Failing, Without("skip_unreadable", "exit_zero")],
    decisions: RegisterOption = REGISTER,
    scoring: Scoring,
    reading: Annotated[Reading, Without("mandate_of")],
) -> None:
    """Note all that makes check fail now, so that only new overlap fails.

    Each pair is written into the register of decisions as known, with nothing decided about it; it is open again when
    a title, scope or stage changes. Decisions that people made stay as they are.
    """
    check_output(decisions, [*map(str, files), *against], (".toml",))
    today = date.today().isoformat()
    settings = settings_of(scoring, today=today)
    gate = failing.gate(settings)
    found = check_all(files, against, settings, reading.settings(), register.read(decisions))
    if not found.checks:
        raise nothing(found.unchecked)
    pairs = [finding.pair for each in found.checks for finding in each.findings if gate.fails(finding)]
    noted = register.baseline(pairs, today)
    kept: list[str] = []

    def note(there: Decisions) -> Decisions:
        kept.extend(name for name in noted if name in there and there[name].outcome != register.KNOWN)
        return {**there, **{name: each for name, each in noted.items() if name not in kept}}

    change(decisions, note)
    _tell(found.unchecked, [noted[name] for name in kept])
    say(f"noted {len(noted) - len(kept)} as known in {decisions}.")
    _tell_gone(register.withdrawn(register.read(decisions), {each.item.id for each in found.checks}))
    if found.unchecked:
        raise typer.Exit(UNCHECKED)


def _tell(unchecked: Iterable[Fault], kept: Iterable[register.Decision]) -> None:
    for fault in unchecked:
        say(f"not checked: {fault}")
    for each in kept:
        say(f"{each.left} and {each.right} ({each.pair}): open again, so decide it.")


def _tell_gone(gone: Collection[register.Decision]) -> None:
    if gone:
        say(
            f"{len(gone)} noted before are of proposals that are not here; 'overlap decisions prune --proposals' helps."
        )
