"""The command `report`: documents to hand out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date as clock
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from overlap.cli.console import check_output, counting, say
from overlap.cli.inputs import Sources, load
from overlap.cli.options import (
    LEFT,
    REGISTER,
    RIGHT,
    Columns,
    CommitteeOption,
    DecisionsOption,
    GlossaryOption,
    Group,
    Left,
    MandateOf,
    Memory,
    NoFold,
    Right,
    Scheduler,
    Status,
    Strict,
    WeightsOption,
    WithEmbeddings,
    examples,
    read_settings,
    workplace,
)
from overlap.errors import SettingsError
from overlap.model import Report
from overlap.record import register
from overlap.settings import Level, Settings

if TYPE_CHECKING:
    from overlap.record.changes import Difference

SUFFIXES = (".docx", ".xlsx", ".html", ".md")
REPORT_EXAMPLES = examples(
    "overlap report -o report.docx -o report.xlsx -o report.html",
    'overlap report sg20 jc4 -o TD.docx --template TD.docx --question 7/20 --place "Geneva" --date 2026-11-24',
    "overlap report sg20 proposals.csv -o report.html --open",
)


def report(
    left: Left = LEFT,
    right: Right = RIGHT,
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", help="Write a file: .docx, .xlsx, .html or .md; repeatable."),
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", help="A Word document whose styles, header and footer are kept.")
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open the web page when it is written.")] = False,
    title: Annotated[str, typer.Option("--title", help="The title of the document.")] = "",
    question: Annotated[str, typer.Option("--question", help="Question(s), as 7/20.")] = "",
    place: Annotated[str, typer.Option("--place", help="Place of the meeting.")] = "",
    date: Annotated[str, typer.Option("--date", help="Date of the document; nothing is dated by the clock.")] = "",
    source: Annotated[str, typer.Option("--source", help="Who submits it.")] = "",
    purpose: Annotated[str, typer.Option("--purpose", help="Information, discussion or action.")] = "Information",
    contact: Annotated[str, typer.Option("--contact", help="Whom to ask.")] = "",
    abstract: Annotated[str, typer.Option("--abstract", help="The abstract.")] = "",
    no_fold: NoFold = False,
    status: Status = None,
    committee: CommitteeOption = None,
    group: Group = None,
    glossary: GlossaryOption = "",
    weights: WeightsOption = "",
    embeddings: WithEmbeddings = "",
    decisions: DecisionsOption = REGISTER,
    since: Annotated[
        Path | None,
        typer.Option("--since", help="A run kept with compare --save: say what changed since then, and why."),
    ] = None,
    column: Columns = None,
    mandate_of: MandateOf = "",
    scheduler: Scheduler = "",
    memory: Memory = "",
    strict: Strict = False,
) -> None:
    """Write the report to hand out: Word, Excel, a web page, Markdown, all with the same numbers.

    Word has the header of a meeting document, the closest pairs with an empty column for what is proposed, and the
    mandates. Excel has a row a pair, with columns for the decision. The web page is one file that opens without a
    network. What every document of yours says can be configured: 'overlap init' writes a file for it.
    """
    if date:
        register.check_date(date, "The date of the document")
    if not output:
        raise SettingsError("Nothing to write.", "Say where: -o report.docx -o report.html -o report.xlsx.")
    for path in output:
        check_output(path, (left, right or RIGHT, *([str(template)] if template else [])), SUFFIXES)
    pages = [path for path in output if path.suffix.lower() == ".html"]
    if open_it and not pages:
        raise SettingsError("--open opens the web page, and none is written.", "Add -o report.html.")
    known = register.read(decisions)
    place_of_work = workplace(scheduler, memory)
    from overlap.record import changes

    before = changes.read(since) if since else None
    sides = load(Sources(left, right, False, read_settings(column, mandate_of), strict))
    from overlap.comparison.comparison import score
    from overlap.comparison.dossier import Header, compile_dossier
    from overlap.report import documents
    from overlap.report.wording import pairs
    from overlap.store import files

    settings = Settings(
        fold=not no_fold,
        limit=None,
        level=Level.RELATED,
        status=tuple(status or ()),
        committee=tuple(committee or ()),
        group=tuple(group or ()),
        glossary=glossary,
        weights=weights,
        embeddings=embeddings,
        today=(date or clock.today().isoformat()) if known else "",
    )
    head = Header(
        title=title,
        question=question,
        place=place,
        date=date,
        source=source,
        purpose=purpose,
        contact=contact,
        abstract=abstract,
    )
    contents: dict[Path, str | bytes] = {}
    scores = None
    if place_of_work:
        with counting("Comparing") as progress:
            scores = score(*sides, settings, place_of_work(progress))
    with counting("Writing") as progress:
        dossier = compile_dossier(*sides, settings, head, known, scores)
        if before:
            dossier = replace(dossier, since=_difference(before, dossier.items, (left, right or RIGHT)))
        for number, path in enumerate(output, start=1):
            contents[path] = documents.write(dossier, path.suffix.lower(), template)
            if progress:
                progress(number, len(output))
    files.write_all(contents)
    for path in contents:
        say(f"wrote {path} ({pairs(len(dossier.items.pairs))})")
    if open_it:
        typer.launch(str(pages[0].resolve()))


def _difference(before: Mapping[str, Any], items: Report, names: tuple[str, str]) -> "Difference":
    """Say what changed between a run that was kept and the pairs of this report."""
    from overlap.record import changes, runs
    from overlap.report import data

    run = runs.Run(left=names[0], right=names[1], settings=items.settings)
    now = data.write_json(items, run=runs.describe(run, items))
    return changes.difference(before, changes.parse(now, "this report"))
