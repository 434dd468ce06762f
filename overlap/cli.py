"""The command line: parse, call, render, exit code. Nothing is computed here."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from overlap import corpora
from overlap.console import check_output, page, progress, say, show, show_report, write
from overlap.errors import InputError, OverlapError, SettingsError, StrictError
from overlap.model import Corpus, Fault, Subject
from overlap.options import (
    LEFT,
    RIGHT,
    SIDE,
    CommitteeOption,
    FormatOption,
    Group,
    Left,
    LeftId,
    LeftOption,
    LevelOption,
    Limit,
    MinScore,
    NoFold,
    Output,
    PerItem,
    Right,
    RightId,
    RightOption,
    Status,
    Strict,
    Within,
    complete_names,
    examples,
    format_of,
    level_of,
)
from overlap.settings import DEFAULTS, Settings

DONE, COULD_NOT_RUN, INTERRUPTED = 0, 2, 130

_EXIT_CODES = "Exit codes: 0 done, 2 could not run, 130 interrupted."

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

    Similarity is a prompt for experts, not a finding of duplication. {_EXIT_CODES}""",
)
corpus_app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Show and check corpora.")
app.add_typer(corpus_app, name="corpus")


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback when something fails.")] = False,  # noqa: ARG001
) -> None:
    if version:
        from overlap import __version__

        show(f"overlap {__version__}\n")
        raise typer.Exit(DONE)


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
    right: Right = None,
    within: Within = DEFAULTS.within,
    no_fold: NoFold = not DEFAULTS.fold,
    limit: Limit = DEFAULTS.limit or 0,
    per_item: PerItem = DEFAULTS.per_item,
    min_score: MinScore = DEFAULTS.min_score,
    level: LevelOption = DEFAULTS.level,
    status: Status = None,
    committee: CommitteeOption = None,
    group: Group = None,
    format_name: FormatOption = None,
    output: Output = None,
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
        committee=tuple(committee or ()),
        group=tuple(group or ()),
    )
    _run(left, right, settings, Subject.WORK_ITEMS, format_name, output, strict)


@app.command(epilog=examples("overlap mandates", "overlap mandates sg20 jc4 --per-item 2 -o mandates.md"))
def mandates(
    left: Left = LEFT,
    right: Right = None,
    within: Within = DEFAULTS.within,
    limit: Limit = DEFAULTS.limit or 0,
    per_item: PerItem = DEFAULTS.per_item,
    min_score: MinScore = DEFAULTS.min_score,
    level: LevelOption = DEFAULTS.level,
    format_name: FormatOption = None,
    output: Output = None,
    strict: Strict = False,
) -> None:
    """Rank the mandate statements of two sides.

    The scoring is that of compare; titles and exclusions are marked as such.
    """
    settings = Settings(
        within=within, limit=limit or None, per_item=per_item, min_score=min_score, level=level_of(level)
    )
    _run(left, right, settings, Subject.MANDATES, format_name, output, strict)


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
    right: RightOption = None,
    within: Within = DEFAULTS.within,
    no_fold: NoFold = not DEFAULTS.fold,
    format_name: FormatOption = None,
    strict: Strict = False,
) -> None:
    """Show why two work items are close.

    Two mandate statements can be named as well. The shares of the terms add up to the score that every output shows.
    """
    sides = _load(left, right, within, strict)
    form = format_of(format_name)
    from overlap.comparison import explain as explain_pair

    with progress("Comparing"):
        report = explain_pair(*sides, left_id, right_id, Settings(fold=not no_fold, within=within))
    from overlap.report import Format, render, terminal

    show(terminal.write_explanation(report, page()) if form is Format.TABLE else render(report, form))


@corpus_app.command("list", epilog=examples("overlap corpus list"))
def list_corpora() -> None:
    """List the bundled corpora."""
    from overlap.report import terminal

    rows = [
        [corpus.name, corpus.title, str(len(corpus.work_items)), str(len(corpus.mandate)), corpus.as_of]
        for corpus in map(corpora.load_folder, corpora.bundled())
    ]
    show(terminal.write_listing(["Name", "Title", "Work items", "Statements", "As of"], rows, page()))


@corpus_app.command("show", epilog=examples("overlap corpus show jc4", "overlap corpus show sg20 --items"))
def show_corpus(
    name: Annotated[str, typer.Argument(help=SIDE, autocompletion=complete_names)],
    items: Annotated[bool, typer.Option("--items", help="List the work items too.")] = False,
) -> None:
    """Show what a corpus holds and lacks."""
    from overlap.report import terminal

    corpus = corpora.load(name)
    rows = [
        ["Name", corpus.name],
        ["Title", corpus.title],
        ["Aliases", ", ".join(corpus.aliases)],
        ["Bodies", ", ".join(corpus.bodies)],
        ["As of", corpus.as_of or "not stated"],
        ["Work items", str(len(corpus.work_items))],
        ["Statements", f"{len(corpus.mandate)} of the mandate"],
        *(["Committee", f"{each.name}, {each.title} ({each.role})"] for each in corpus.committees),
        *(["Source", line] for line in corpus.provenance),
        *(["Missing", line] for line in (*corpus.missing, *corpus.mandate_missing)),
        ["Licence", corpus.licence],
    ]
    show(terminal.write_listing(["Corpus", ""], [row for row in rows if row[1]], page()))
    if items:
        listed = [[item.id, item.title] for item in corpus.work_items]
        show("\n" + terminal.write_listing(["Work item", "Title"], listed, page()))
    _warn(corpus.faults)


@corpus_app.command("validate", epilog=examples("overlap corpus validate my-corpus"))
def validate_corpus(path: Annotated[Path, typer.Argument(help="A corpus folder of your own.")]) -> None:
    """Check a corpus folder of your own.

    Each fault is named with its row and what to do; the exit code is 2 if there is one.
    """
    corpus = corpora.load_folder(path)
    _refuse(corpus.faults)
    show(f"{path}: {len(corpus.work_items)} work items, {len(corpus.mandate)} statements, no fault.\n")


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
    left: str,
    right: str | None,
    settings: Settings,
    subject: Subject,
    format_name: str | None,
    output: list[Path] | None,
    strict: bool,
) -> None:
    """Load, compare, write: what `compare` and `mandates` share."""
    form = format_of(format_name)
    for path in output or ():
        check_output(path, (left, right or RIGHT))
    sides = _load(left, right, settings.within, strict)
    from overlap.comparison import compare as compare_corpora

    with progress("Comparing"):
        report = compare_corpora(*sides, settings, subject)
    if output:
        write(report, output)
    if format_name or not output:
        show_report(report, form)


def _load(left: str, right: str | None, within: bool, strict: bool) -> tuple[Corpus, Corpus]:
    """Load both sides; with `within` the left one stands on both."""
    if within and right is not None:
        raise SettingsError(
            f"--within compares {left} with itself, but {right} was given too.", "Leave one of them out."
        )
    if left == right == "-":
        raise InputError("Standard input can be one side only.", "Give a file for the other.")
    if "-" in (left, right) and sys.stdin and sys.stdin.isatty():
        say("reading standard input; end it with Ctrl-D.")
    first = corpora.load(left)
    second = first if within else corpora.load(right or RIGHT)
    if strict:
        _refuse(first.faults if within else (*first.faults, *second.faults))
    _warn(first.faults if within else (*first.faults, *second.faults))
    return first, second


def _refuse(faults: tuple[Fault, ...]) -> None:
    """Raise StrictError that lists the faults, if there are any."""
    if faults:
        count = f"{len(faults)} fault{'s' if len(faults) > 1 else ''} in the input:"
        raise StrictError("\n  ".join([count, *map(str, faults)]), "Correct them, and run again.")


def _warn(faults: tuple[Fault, ...]) -> None:
    for fault in faults:
        say(fault)
