"""The command `baseline write`: what is known when overlap is taken up, so that only new overlap fails."""

from datetime import date
from typing import Annotated

import typer

from overlap.cli.console import check_output, say
from overlap.cli.help import examples
from overlap.cli.options import LevelOption, Reading, Scoring, settings_of
from overlap.cli.proposals import Against, Proposals, check_all
from overlap.cli.register import REGISTER, Decisions, RegisterOption, change
from overlap.cli.sides import BOTH
from overlap.cli.signature import Without, unfold
from overlap.cli.values import level_of
from overlap.record import register
from overlap.settings import Level

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Note what is known when overlap is taken up.")


@app.command("write", epilog=examples("overlap baseline write proposals/", "overlap check proposals/"))
@unfold
def write_baseline(
    *,
    files: Proposals,
    against: Against = BOTH,
    level: LevelOption = None,
    decisions: RegisterOption = REGISTER,
    scoring: Scoring,
    reading: Annotated[Reading, Without("mandate_of")],
) -> None:
    """Note all that check finds now and the proposals do not name, so that only new overlap fails.

    Each pair is written into the register of decisions as known, with nothing decided about it; it is open again when
    a title, scope or stage changes. Decisions that people made stay as they are.
    """
    from overlap.report.checks import fails

    check_output(decisions, [*map(str, files), *against], (".toml",))
    least = level_of(level) or Level.RELATED
    today = date.today().isoformat()
    settings = settings_of(scoring, today=today)
    checks, missing = check_all(files, against, settings, reading.settings(), register.read(decisions))
    pairs = [finding.pair for each in checks for finding in each.findings if fails(finding, least)]
    noted = register.baseline(pairs, today)
    kept: list[str] = []

    def note(there: Decisions) -> Decisions:
        kept.extend(name for name in noted if name in there and there[name].outcome != register.KNOWN)
        return {**there, **{name: each for name, each in noted.items() if name not in kept}}

    change(decisions, note)
    for fault in missing:
        say(f"not checked: {fault}")
    for name in kept:
        say(f"{noted[name].left} and {noted[name].right} ({name}): open again, so decide it.")
    say(f"noted {len(noted) - len(kept)} as known in {decisions}.")
