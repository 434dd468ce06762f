"""The command `compare`: the closest pairs of two lists."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli import runs
from overlap.cli.console import page, progress, show, show_report, write
from overlap.cli.execution import Execution, score
from overlap.cli.help import examples
from overlap.cli.options import (
    Filters,
    Folding,
    Listing,
    Outputs,
    Reading,
    Scoring,
    Strict,
    settings_of,
)
from overlap.cli.register import REGISTER, DecisionsOption
from overlap.cli.sides import Sides, load
from overlap.cli.signature import unfold
from overlap.errors import SettingsError
from overlap.record import register

if TYPE_CHECKING:
    from overlap.model import Corpus
    from overlap.score.scoring import Scores

EXAMPLES = examples(
    "overlap compare",
    "overlap compare sg20 jc4 --status under_study --level substantial",
    "overlap compare sg20 proposals.csv -o pairs.csv -o pairs.md",
    "overlap compare jc4 --within",
    "cat drafts.jsonl | overlap compare - jc4 --format jsonl",
)
Save = Annotated[
    Path | None,
    typer.Option(
        "--save", help="Keep the run in a .json file: settings, versions, inputs, and every pair that is related."
    ),
]
ShowDecided = Annotated[bool, typer.Option("--show-decided", help="Keep decided pairs in the list, with the decision.")]


@unfold
def compare(
    *,
    sides: Sides,
    folding: Folding,
    listing: Listing,
    filters: Filters,
    outputs: Outputs,
    save: Save = None,
    scoring: Scoring,
    decisions: DecisionsOption = REGISTER,
    show_decided: ShowDecided = False,
    reading: Reading,
    execution: Execution,
    strict: Strict = False,
) -> None:
    """Rank pairs of work items by how close they are.

    The pairs at the top probably duplicate each other; each shows the terms that made it close.
    """
    today = date.today().isoformat() if decisions.exists() else ""
    shown = {"within": sides.within, "show_decided": show_decided, "today": today}
    settings = settings_of(folding, listing, filters, scoring, **shown)
    read, executor, form = reading.settings(), execution.executor(sides.names), outputs.form()
    outputs.check(sides.names)
    if save in outputs.files:
        raise SettingsError(f"{save} is named by --save and by --output.", "Give two names.")
    known = register.read(decisions)
    run = runs.describe(save, sides, read, settings, decisions) if save else None
    both = runs.load_sides(run, strict) if run else load(sides, read, strict)
    from overlap.comparison import comparison

    scores = score(executor, both, settings)
    with progress("Comparing"):
        scores = scores or comparison.score(*both, settings)
        report = comparison.compare(*both, settings, decisions=known, scores=scores)
        kept = {save: runs.write(run, both, known, scores)} if save and run else {}
    write(report, outputs.formats(), kept)
    if outputs.is_printed:
        show_report(report, form)
        _tell_missed(form, scores, both)


def _tell_missed(form: str, scores: "Scores", both: "tuple[Corpus, Corpus]") -> None:
    """Say below the table how much is probably missed, where pairs of these lists were judged and are bundled."""
    from overlap.corpus import corpora

    if form == "table" and corpora.judgements(both[0].name, both[1].name):
        from overlap.judge import missed
        from overlap.report import summary
        from overlap.report.layout import render, text

        found = missed.of_lists(scores, both[0].name, both[1].name)
        show(render([text(summary.missed(found))], page()))
