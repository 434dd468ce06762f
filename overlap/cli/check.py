"""The command `check`: proposals against all that both sides have."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.console import check_output, say, show
from overlap.cli.help import examples
from overlap.cli.options import Reading, Scoring, settings_of
from overlap.cli.proposals import Against, Proposals, check_all
from overlap.cli.register import REGISTER, DecisionsOption
from overlap.cli.sides import BOTH
from overlap.cli.signature import Without, unfold
from overlap.cli.values import level_of
from overlap.errors import SettingsError
from overlap.record import register
from overlap.settings import Level

if TYPE_CHECKING:
    from overlap.report.checks import CheckFormat

FOUND = 1
EXAMPLES = examples(
    "overlap check proposal.docx",
    "overlap check proposals/ --against sg20 --against my-corpus --format markdown",
    "overlap check nwip.pdf --format sarif -o overlap.sarif --exit-zero",
)
FailOn = Annotated[
    str, typer.Option("--fail-on", help="Fail for what is so close and not named: likely, substantial or related.")
]
_SUMMARY = 1_000_000
"""Characters; GitHub takes a summary of up to 1 MiB for a step."""


@unfold
def check(
    *,
    files: Proposals,
    against: Against = BOTH,
    fail_on: FailOn = "likely",
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="End with 0 whatever is found.")] = False,
    format_name: Annotated[
        str, typer.Option("--format", "-f", help="text, json, jsonl, markdown, sarif, junit or github.")
    ] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to a file.")] = None,
    decisions: DecisionsOption = REGISTER,
    scoring: Scoring,
    reading: Annotated[Reading, Without("mandate_of")],
) -> None:
    """Check new work item proposals: what is close, and whether the proposal names it.

    Ends with 0 when nothing close is unnamed, with 1 when something is, with 2 when nothing could be checked. What is
    close and not named comes first, with what is still possible at the stage of the other item and the words to put
    into the relations of the proposal.
    """
    form = _format_of(format_name)
    least = level_of(fail_on) or Level.LIKELY
    from overlap.report.checks import CheckFormat, fails, write

    known = register.read(decisions)
    if output:
        check_output(output, [*map(str, files), *against], (output.suffix.lower(),))
    settings = settings_of(scoring, today=date.today().isoformat() if known else "")
    checks, missing = check_all(files, against, settings, reading.settings(), known)
    _put(write(checks, missing, least, form), output)
    if form is CheckFormat.GITHUB:
        _summarize(write(checks, missing, least, CheckFormat.MARKDOWN))
    if not exit_zero and any(fails(finding, least) for each in checks for finding in each.findings):
        raise typer.Exit(FOUND)


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
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(markdown[:_SUMMARY])
