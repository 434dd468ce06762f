"""The command line: parse, call, render, exit code. Nothing is computed here."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from overlap.cli import catalogues  # noqa: F401 -- it adds commands to corpus_app
from overlap.cli.baseline import baseline_app
from overlap.cli.cache import cache_app
from overlap.cli.check import CHECK_EXAMPLES, check
from overlap.cli.config.commands import INIT_EXAMPLES, config_app, configured, init
from overlap.cli.console import check_output, counting, page, progress, say, show, show_report, write
from overlap.cli.decide import DECIDE_EXAMPLES, decide, decisions_app
from overlap.cli.evaluate import EVALUATE_EXAMPLES, LABEL_EXAMPLES, evaluate, label
from overlap.cli.inputs import INGEST_EXAMPLES, Sources, corpus_app, ingest, load
from overlap.cli.options import (
    LEFT,
    REGISTER,
    RIGHT,
    Columns,
    CommitteeOption,
    DecisionsOption,
    FormatOption,
    GlossaryOption,
    Group,
    Left,
    LeftId,
    LeftOption,
    LevelOption,
    Limit,
    MandateOf,
    Memory,
    MinScore,
    NoFold,
    Output,
    PerItem,
    Right,
    RightId,
    RightOption,
    Save,
    Scheduler,
    ShowDecided,
    Status,
    Strict,
    TypeOption,
    WeightsOption,
    WithEmbeddings,
    Within,
    examples,
    format_of,
    level_of,
    read_settings,
    workplace,
)
from overlap.cli.report import REPORT_EXAMPLES, report
from overlap.cli.reproduce import REPRODUCE_EXAMPLES, asked_for, keep, load_for, reproduce
from overlap.errors import OverlapError, SettingsError
from overlap.model import Subject
from overlap.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from overlap.score.blocks import Progress, Run

DONE, COULD_NOT_RUN, INTERRUPTED = 0, 2, 130

_EXIT_CODES = "Exit codes: 0 done, 1 check or reproduce found something, 2 could not run, 130 interrupted."

app = typer.Typer(
    name="overlap",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help=f"""Tell where two committees are about to do the same work.

    \b
    Examples:
      overlap compare                          the two bundled corpora
      overlap compare sg20 proposals.csv       a bundled corpus and your own list
      overlap explain Y.4904 "ISO/TS 37107"    one pair in full
      overlap mandates                         whose mandate claims what
      overlap report -o report.docx            a document to hand out
      overlap check proposal.docx              is a new proposal close to what there is
      overlap ingest proposal.docx             what is read out of a file

    Similarity is a prompt for experts, not a finding of duplication. {_EXIT_CODES}""",
)


@app.callback(invoke_without_command=True)
def _options(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback when something fails.")] = False,  # noqa: ARG001
) -> None:
    if version:
        from overlap import __version__

        show(f"overlap {__version__}\n")
        raise typer.Exit(DONE)
    if isinstance(ctx.command, TyperGroup):
        ctx.default_map = configured(ctx.command)


@app.command(
    epilog=examples(
        "overlap compare",
        "overlap compare sg20 jc4 --status under_study --level substantial",
        "overlap compare sg20 proposals.csv -o pairs.csv -o pairs.md",
        "overlap compare jc4 --within",
        "cat drafts.jsonl | overlap compare - jc4 --format jsonl",
    )
)
def compare(
    left: Left = LEFT,
    right: Right = RIGHT,
    within: Within = DEFAULTS.within,
    no_fold: NoFold = not DEFAULTS.fold,
    limit: Limit = DEFAULTS.limit or 0,
    per_item: PerItem = DEFAULTS.per_item,
    min_score: MinScore = DEFAULTS.min_score,
    level: LevelOption = DEFAULTS.level,
    status: Status = None,
    deliverable: TypeOption = None,
    committee: CommitteeOption = None,
    group: Group = None,
    format_name: FormatOption = None,
    output: Output = None,
    save: Save = None,
    glossary: GlossaryOption = "",
    weights: WeightsOption = "",
    embeddings: WithEmbeddings = "",
    decisions: DecisionsOption = REGISTER,
    show_decided: ShowDecided = False,
    column: Columns = None,
    mandate_of: MandateOf = "",
    scheduler: Scheduler = "",
    memory: Memory = "",
    strict: Strict = False,
) -> None:
    """Rank pairs of work items by how close they are.

    The pairs at the top probably duplicate each other; each shows the terms that made it close.
    """
    settings = Settings(
        fold=not no_fold,
        within=within,
        limit=limit or None,
        per_item=per_item,
        min_score=min_score,
        level=level_of(level),
        status=tuple(status or ()),
        type=tuple(deliverable or ()),
        committee=tuple(committee or ()),
        group=tuple(group or ()),
        show_decided=show_decided,
        today=date.today().isoformat() if decisions.exists() else "",
        glossary=glossary,
        weights=weights,
        embeddings=embeddings,
    )
    sources = Sources(left, right, within, read_settings(column, mandate_of), strict)
    _run(sources, settings, format_name, output or [], save, decisions, workplace(scheduler, memory))


@app.command(
    epilog=examples(
        "overlap mandates",
        "overlap mandates sg20 jc4 --per-item 2 -o mandates.md",
        "overlap mandates --matrix territory.xlsx",
    )
)
def mandates(
    left: Left = LEFT,
    right: Right = RIGHT,
    within: Within = DEFAULTS.within,
    limit: Limit = DEFAULTS.limit or 0,
    per_item: PerItem = DEFAULTS.per_item,
    min_score: MinScore = DEFAULTS.min_score,
    level: LevelOption = DEFAULTS.level,
    format_name: FormatOption = None,
    output: Output = None,
    matrix: Annotated[
        Path | None,
        typer.Option("--matrix", help="Write the whole map, items by statements: .csv or .xlsx."),
    ] = None,
    glossary: GlossaryOption = "",
    weights: WeightsOption = "",
    embeddings: WithEmbeddings = "",
    column: Columns = None,
    mandate_of: MandateOf = "",
    strict: Strict = False,
) -> None:
    """Chart whose ground it is: mandates against mandates, and against work items.

    Which statements claim the same items, which items stand on contested or foreign ground, what nobody claims, and
    how much of each statement the other side's items already cover. Then the statements of both sides, ranked with
    the scoring of compare.
    """
    settings = Settings(
        within=within,
        limit=limit or None,
        per_item=per_item,
        min_score=min_score,
        level=level_of(level),
        glossary=glossary,
        weights=weights,
        embeddings=embeddings,
    )
    form = format_of(format_name)
    for path in output or ():
        check_output(path, (left, right or RIGHT))
    if matrix:
        check_output(matrix, (left, right or RIGHT), (".csv", ".xlsx"))
    sides = load(Sources(left, right, within, read_settings(column, mandate_of), strict))
    from overlap.comparison import comparison
    from overlap.report import excel, territories, wording
    from overlap.report import format_of as format_of_file
    from overlap.store import files

    with progress("Comparing"):
        report = comparison.compare(*sides, settings, Subject.MANDATES)
        territory = comparison.chart(*sides, settings)
    contents: dict[Path, str | bytes] = {
        path: territories.render(territory, report, format_of_file(path)) for path in output or ()
    }
    if matrix and territory:
        rows = territories.matrix(territory, report)
        as_excel = matrix.suffix.lower() == ".xlsx"
        remarks = wording.notes(report)
        contents[matrix] = (
            excel.write_rows(rows, "territory", (2, 3), remarks) if as_excel else territories.matrix_csv(rows)
        )
    files.write_all(contents)
    for path in contents:
        say(f"wrote {path}.")
    if matrix and not territory:
        say(f"{matrix} not written: the map needs work items on both sides.")
    if format_name or not contents:
        show(territories.render(territory, report, form, page()))


@app.command(
    epilog=examples(
        'overlap explain Y.4904 "ISO/TS 37107"',
        "overlap explain SG20/Q7-2 WG11/scope-4",
        'overlap explain Y.4461 "ISO 37110" --format json',
    )
)
def explain(
    left_id: LeftId,
    right_id: RightId,
    left: LeftOption = LEFT,
    right: RightOption = RIGHT,
    within: Within = DEFAULTS.within,
    no_fold: NoFold = not DEFAULTS.fold,
    format_name: FormatOption = None,
    glossary: GlossaryOption = "",
    weights: WeightsOption = "",
    embeddings: WithEmbeddings = "",
    column: Columns = None,
    mandate_of: MandateOf = "",
    strict: Strict = False,
) -> None:
    """Show why two work items are close.

    Two mandate statements can be named as well. The shares shown add up to the log-odds of the score.
    """
    sides = load(Sources(left, right, within, read_settings(column, mandate_of), strict))
    form = format_of(format_name)
    from overlap.comparison.comparison import explain as explain_pair

    settings = Settings(
        fold=not no_fold,
        within=within,
        glossary=glossary,
        weights=weights,
        embeddings=embeddings,
    )
    with progress("Comparing"):
        report = explain_pair(*sides, left_id, right_id, settings)
    from overlap.report import Format, render, terminal

    show(terminal.write_explanation(report, page()) if form is Format.TABLE else render(report, form))


@app.command(
    epilog=examples(
        "overlap compare --save may.json",
        "overlap diff may.json november.json",
    )
)
def diff(
    old: Annotated[Path, typer.Argument(help="A run kept with compare --save.")],
    new: Annotated[Path, typer.Argument(help="A later one.")],
    format_name: Annotated[str, typer.Option("--format", "-f", help="Print as table or json.")] = "table",
) -> None:
    """Show what changed between two comparisons.

    Which pairs are new, gone, risen, fallen or open again, and why: a text, a list, the settings or the version.
    """
    if format_name not in ("table", "json"):
        raise SettingsError(f"No format is called {format_name}.", "Use table or json.")
    from overlap.record import changes
    from overlap.report import differences

    found = changes.difference(changes.read(old), changes.read(new))
    show(differences.write_json(found) if format_name == "json" else differences.write(found, page()))


app.command("reproduce", epilog=REPRODUCE_EXAMPLES)(reproduce)
app.command("ingest", epilog=INGEST_EXAMPLES)(ingest)
app.command("check", epilog=CHECK_EXAMPLES)(check)
app.command("report", epilog=REPORT_EXAMPLES)(report)
app.command("decide", epilog=DECIDE_EXAMPLES)(decide)
app.command("label", epilog=LABEL_EXAMPLES)(label)
app.command("evaluate", epilog=EVALUATE_EXAMPLES)(evaluate)
app.command("init", epilog=INIT_EXAMPLES)(init)
app.add_typer(baseline_app, name="baseline")
app.add_typer(decisions_app, name="decisions")
app.add_typer(corpus_app, name="corpus")
app.add_typer(config_app, name="config")
app.add_typer(cache_app, name="cache")


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code; every error the user can put right is told in a few plain lines."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n")
    given = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in given
    try:
        app([argument for argument in given if argument != "--debug"], prog_name="overlap")
    except SystemExit as leaving:
        if isinstance(leaving.__context__, BrokenPipeError):
            return DONE  # the reader left: no error
        if leaving.code == INTERRUPTED:
            say("interrupted; nothing was written.")
        return leaving.code if isinstance(leaving.code, int) else COULD_NOT_RUN
    except OverlapError as error:
        if debug:
            raise
        say(error)
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        say("interrupted; nothing was written.")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left: no error, and no more output
        return DONE
    except Exception as error:
        if debug:
            raise
        say(f"internal error: {type(error).__name__}: {error}")
        say("this is a fault of overlap; run it again with --debug and report what it prints.")
        return COULD_NOT_RUN
    return DONE


def _run(
    sources: Sources,
    settings: Settings,
    format_name: str | None,
    output: list[Path],
    save: Path | None,
    decisions: Path,
    place: "Callable[[Progress | None], Run] | None",
) -> None:
    """Load, compare, write."""
    form = format_of(format_name)
    for path in output:
        check_output(path, (sources.left, sources.right or RIGHT))
    if save in output:
        raise SettingsError(f"{save} is named by --save and by --output.", "Give two names.")
    from overlap.record import register

    known = register.read(decisions)
    run = asked_for(save, sources, settings, decisions) if save else None
    sides = load_for(run, sources.strict) if run else load(sources)
    from overlap.comparison.comparison import compare as compare_corpora
    from overlap.comparison.comparison import score

    scores = None
    if place:
        with counting("Comparing") as told:
            scores = score(*sides, settings, place(told))
    with progress("Comparing"):
        scores = scores or (score(*sides, settings) if run else None)
        report = compare_corpora(*sides, settings, decisions=known, scores=scores)
        kept = {save: keep(run, sides, known, scores)} if save and run else {}
    write(report, output, kept)
    if format_name or not output:
        show_report(report, form)
