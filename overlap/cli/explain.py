"""The command `explain`: one pair in full."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.completion import complete_ids
from overlap.cli.console import page, progress, say, show
from overlap.cli.help import examples
from overlap.cli.options import Folding, Outputs, Reading, Scoring, Strict, settings_of
from overlap.cli.register import REGISTER, Decisions, DecisionsOption
from overlap.cli.register import read as read_register
from overlap.cli.sides import NamedSides, load
from overlap.cli.signature import Without, unfold
from overlap.settings import Settings

if TYPE_CHECKING:
    from overlap.model import Corpus

EXAMPLES = examples(
    'overlap explain Y.4904 "ISO/TS 37107"',
    "overlap explain P-T0E4KAPT",
    "overlap explain SG20/Q7-2 WG11/scope-4",
    'overlap explain Y.4461 "ISO 37110" --format json',
)


@unfold
def explain(
    *,
    left_id: Annotated[
        str, typer.Argument(help="A work item or statement of the left side, or a pair.", autocompletion=complete_ids)
    ],
    right_id: Annotated[str, typer.Argument(help="One of the right side.", autocompletion=complete_ids)] = "",
    sides: NamedSides,
    folding: Folding,
    outputs: Annotated[Outputs, Without("output")],
    decisions: DecisionsOption = REGISTER,
    scoring: Scoring,
    reading: Reading,
    strict: Strict = False,
) -> None:
    """Show why two work items are close.

    Two mandate statements can be named as well. What was decided about the pair is told. The shares shown add up to
    the log-odds of the score.
    """
    both = load(sides, reading.settings(), strict)
    form = outputs.form()
    known = read_register(decisions)
    settings = settings_of(folding, scoring, within=sides.within, today=date.today().isoformat() if known else "")
    from overlap.comparison import comparison, names

    if not right_id:
        named = left_id
        left_id, right_id = names.ids_of(*both, named, sides.within)
        if names.is_subject(named):
            _tell(named, both, settings, known)
    with progress("Comparing"):
        report = comparison.explain(*both, left_id, right_id, settings, known)
    from overlap.report import Format, render, terminal

    show(terminal.write_explanation(report, page()) if form is Format.TABLE else render(report, form))


def _tell(name: str, both: "tuple[Corpus, Corpus]", settings: Settings, known: Decisions) -> None:
    """Tell how many pairs a subject has of which one is explained, or that it is none."""
    from overlap.comparison import matter, names
    from overlap.report.wording import pairs_of_subject

    with progress("Comparing"):
        found = matter.pairs_of_subject(*both, name, settings, known)
    if found:
        say(f"{name} is a subject of {pairs_of_subject(found)}; this is the closest.")
    else:
        say(f"no subject of all pairs is called {name}; this is the pair {names.as_pair(name)}.")
