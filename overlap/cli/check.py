"""The command `check`: proposals against all that both sides have."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.console import check_output, progress, say, show
from overlap.cli.options import (
    BOTH,
    REGISTER,
    Against,
    Columns,
    DecisionsOption,
    GlossaryOption,
    WeightsOption,
    WithEmbeddings,
    examples,
    level_of,
    read_settings,
)
from overlap.errors import InputError, SettingsError
from overlap.model import Fault
from overlap.settings import Level, ReadSettings, Settings

if TYPE_CHECKING:
    from overlap.comparison.proposals import Check
    from overlap.record.register import Decision

FOUND = 1
CHECK_EXAMPLES = examples(
    "overlap check proposal.docx",
    "overlap check proposals/ --against sg20 --against my-corpus --format markdown",
    "overlap check nwip.pdf --format sarif -o overlap.sarif --exit-zero",
)


def check(
    files: Annotated[list[Path], typer.Argument(help="Proposals, or folders of proposals.")],
    against: Against = BOTH,
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="Fail for what is so close and not named: likely, substantial or related.")
    ] = "likely",
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="End with 0 whatever is found.")] = False,
    format_name: Annotated[
        str, typer.Option("--format", "-f", help="text, json, jsonl, markdown, sarif, junit or github.")
    ] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to a file.")] = None,
    decisions: DecisionsOption = REGISTER,
    glossary: GlossaryOption = "",
    weights: WeightsOption = "",
    embeddings: WithEmbeddings = "",
    column: Columns = None,
) -> None:
    """Check new work item proposals: what is close, and whether the proposal names it.

    Ends with 0 when nothing close is unnamed, with 1 when something is, with 2 when nothing could be checked. What is
    close and not named comes first, with what is still possible at the stage of the other item and the words to put
    into the relations of the proposal.
    """
    from overlap.report.checks import CheckFormat, fails, write

    try:
        form = CheckFormat(format_name.casefold())
    except ValueError as error:
        raise SettingsError(f"No format is called {format_name}.", f"Use one of {', '.join(CheckFormat)}.") from error
    least = level_of(fail_on) or Level.LIKELY
    from overlap.record import register
    from overlap.store.files import write_all

    known = register.read(decisions)
    if output:
        check_output(output, [*map(str, files), *against], (output.suffix.lower(),))
    settings = Settings(
        glossary=glossary,
        weights=weights,
        embeddings=embeddings,
        today=date.today().isoformat() if known else "",
    )
    checks, missing = check_all(files, against, settings, read_settings(column, ""), known)
    text = write(checks, missing, least, form)
    if output:
        write_all({output: text})
        say(f"wrote {output}.")
    else:
        show(text)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if form is CheckFormat.GITHUB and summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(write(checks, missing, least, CheckFormat.MARKDOWN)[:_SUMMARY])
    if not exit_zero and any(fails(finding, least) for each in checks for finding in each.findings):
        raise typer.Exit(FOUND)


def check_all(
    files: Sequence[Path],
    against: Sequence[str],
    settings: Settings,
    reading: ReadSettings,
    decisions: "Mapping[str, Decision]",
) -> "tuple[list[Check], list[Fault]]":
    """Check all proposals of files and folders, and name what could not be. Raises InputError when nothing could."""
    from overlap.comparison import proposals
    from overlap.corpus import corpora
    from overlap.read import ingestion

    paths = [path for given in files for path in (ingestion.files_below(given) if given.is_dir() else [given])]
    there = [corpora.load(name) for name in against]
    checks: list[Check] = []
    missing: list[Fault] = []
    with progress("Checking"):
        for path in paths:
            try:
                found = corpora.load(str(path), reading)
            except InputError as error:  # one of several that cannot be read keeps the others from nothing
                cause = error.problem.removeprefix(f"{path}: ").removesuffix(".")
                missing.append(Fault(str(path), "", cause, error.remedy.removesuffix(".")))
                continue
            missing += proposals.left_out(found)
            checks += [replace(each, source=str(path)) for each in proposals.check(found, there, settings, decisions)]
    if not checks:
        causes = [f"{each}." for each in missing] or ["there is no file in the folders given."]
        lines = "\n  ".join(["Nothing could be checked:", *causes])
        raise InputError(lines, "'overlap ingest' shows what is read out of a file.")
    return checks, missing


_SUMMARY = 1_000_000
"""Characters; GitHub takes a summary of up to 1 MiB for a step."""
