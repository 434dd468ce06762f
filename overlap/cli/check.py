"""The command `check`: proposals against all that both sides have."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.config.commands import ConfigOption, used
from overlap.cli.console import check_output, page, refuse_document, say, show
from overlap.cli.help import examples
from overlap.cli.options import Reading, Scoring, settings_of
from overlap.cli.proposals import Against, Checked, Failing, Proposals, check_all, nothing
from overlap.cli.register import NONE, REGISTER, DecisionsOption
from overlap.cli.register import read as read_register
from overlap.cli.sides import BOTH
from overlap.cli.signature import Without, unfold
from overlap.errors import SettingsError

if TYPE_CHECKING:
    from overlap.comparison.gate import Gate, Outcome
    from overlap.report.checks import CheckFormat

FOUND, UNCHECKED = 1, 2
EXAMPLES = examples(
    "overlap check proposal.docx",
    "overlap check proposals/ --against sg20 --against my-corpus --format markdown",
    "overlap check proposals/ --config none --decisions base/decisions.toml --format sarif -o overlap.sarif",
)
_SUMMARY = 1_000_000
"""Characters; GitHub takes a summary of up to 1 MiB for a step."""


@unfold
def check(
    *,
    ctx: typer.Context,
    files: Proposals,
    against: Against = BOTH,
    failing: Failing,
    format_name: Annotated[
        str, typer.Option("--format", "-f", help="text, json, jsonl, markdown, sarif, junit or github.")
    ] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to a file.")] = None,
    config: ConfigOption = None,
    decisions: DecisionsOption = REGISTER,
    scoring: Scoring,
    reading: Annotated[Reading, Without("mandate_of")],
) -> None:
    """Check new work item proposals: what is close, and whether the proposal names it.

    Ends with 0 when all was checked and nothing close is unnamed, with 1 when something is, with 2 when something given
    could not be checked.
    """
    form = _format_of(format_name)
    known = read_register(decisions)
    if output:
        refuse_document(output, (*map(str, files), *against))
        check_output(output, [*map(str, files), *against], (output.suffix.lower(),))
    settings = settings_of(scoring, today=date.today().isoformat() if known else "")
    gate = failing.gate(settings)
    found = check_all(files, against, settings, reading.settings(), known)
    outcome = _outcome(
        found, gate, used(ctx, config), f"{decisions}, of {len(known)}" if known else NONE, failing.skip_unreadable
    )
    _write(outcome, form, output)
    if not outcome.checks:
        raise nothing(outcome.unchecked)
    if outcome.unchecked:
        raise typer.Exit(UNCHECKED)
    if outcome.failing and not failing.exit_zero:
        raise typer.Exit(FOUND)


def _outcome(found: Checked, gate: "Gate", configuration: str, register: str, skip: bool) -> "Outcome":
    from overlap.comparison.gate import Basis, Outcome

    lists = tuple((each.title, each.as_of) for each in found.against)
    return Outcome(
        gate=gate,
        basis=Basis(lists=lists, configuration=configuration, register=register),
        checks=found.checks,
        unchecked=() if skip and found.checks else found.unchecked,
        told=(*(found.unchecked if skip and found.checks else ()), *found.told),
    )


def _write(outcome: "Outcome", form: "CheckFormat", output: Path | None) -> None:
    """Write what came of it; as text for people nothing where nothing could be checked, for the error says all."""
    from overlap.report.checks import CheckFormat, write

    if output or form is not CheckFormat.TEXT:
        _put(write(outcome, form), output)
    elif outcome.checks:
        from overlap.report.checks import text

        show(text.write(outcome, page()))
    if form is CheckFormat.GITHUB:
        _summarize(write(outcome, CheckFormat.MARKDOWN))
    if outcome.checks and outcome.unchecked:
        count = len(outcome.unchecked)
        say(f"{count} of what was given could not be checked, so this is not green; --skip-unreadable leaves it out.")


def _format_of(name: str) -> "CheckFormat":
    from overlap.report.checks import CheckFormat

    try:
        return CheckFormat(name.casefold())
    except ValueError as error:
        raise SettingsError(f"No format is called {name}.", f"Use one of {', '.join(CheckFormat)}.") from error


def _put(text: str, output: Path | None) -> None:
    """Print it, or write it into a file."""
    from overlap.store.files import write_all

    if output:
        write_all({output: text})
        say(f"wrote {output}.")
    else:
        show(text)


def _summarize(markdown: str) -> None:
    """Add it to the summary that GitHub shows of the step, if this runs in one."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        try:
            with Path(summary).open("a", encoding="utf-8") as file:
                file.write(markdown[:_SUMMARY])
        except OSError as error:  # the check is what counts
            say(f"{summary}: {error.strerror}; the summary of the step was not written; check GITHUB_STEP_SUMMARY.")
