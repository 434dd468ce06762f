"""The command `baseline write`: what is known when overlap is taken up, so that only new overlap fails."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.check import check_all
from overlap.cli.console import check_output, say
from overlap.cli.decide import change_register
from overlap.cli.options import (
    BOTH,
    REGISTER,
    Against,
    Columns,
    GlossaryOption,
    LevelOption,
    RegisterOption,
    WeightsOption,
    WithEmbeddings,
    examples,
    level_of,
    read_settings,
)
from overlap.settings import Level, Settings

if TYPE_CHECKING:
    from overlap.record.register import Decision

baseline_app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, help="Note what is known when overlap is taken up."
)


@baseline_app.command("write", epilog=examples("overlap baseline write proposals/", "overlap check proposals/"))
def write_baseline(
    files: Annotated[list[Path], typer.Argument(help="Proposals, or folders of proposals.")],
    against: Against = BOTH,
    level: LevelOption = None,
    decisions: RegisterOption = REGISTER,
    glossary: GlossaryOption = "",
    weights: WeightsOption = "",
    embeddings: WithEmbeddings = "",
    column: Columns = None,
) -> None:
    """Note all that check finds now and the proposals do not name, so that only new overlap fails.

    Each pair is written into the register of decisions as known, with nothing decided about it; it is open again when
    a title, scope or stage changes. Decisions that people made stay as they are.
    """
    from overlap.record import register
    from overlap.report.checks import fails

    check_output(decisions, [*map(str, files), *against], (".toml",))
    least = level_of(level) or Level.RELATED
    today = date.today().isoformat()
    settings = Settings(glossary=glossary, weights=weights, embeddings=embeddings, today=today)
    checks, missing = check_all(files, against, settings, read_settings(column, ""), register.read(decisions))
    pairs = [finding.pair for each in checks for finding in each.findings if fails(finding, least)]
    noted = register.baseline(pairs, today)
    kept: list[str] = []

    def note(there: "Mapping[str, Decision]") -> "Mapping[str, Decision]":
        kept.extend(name for name in noted if name in there and there[name].outcome != register.KNOWN)
        return {**there, **{name: each for name, each in noted.items() if name not in kept}}

    change_register(decisions, note)
    for fault in missing:
        say(f"not checked: {fault}")
    for name in kept:
        say(f"{noted[name].left} and {noted[name].right} ({name}): open again, so decide it.")
    say(f"noted {len(noted) - len(kept)} as known in {decisions}.")
