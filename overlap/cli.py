"""The command line: parse, call, render, exit code. Nothing is computed here."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap import corpora
from overlap.errors import InputError, OverlapError, SettingsError, StrictError
from overlap.model import Corpus, Fault, Report, Subject
from overlap.settings import DEFAULTS, Level, Settings
from overlap.suggestions import did_you_mean

if TYPE_CHECKING:
    from overlap.report import Format
    from overlap.report.terminal import Page

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


def _examples(*lines: str) -> str:
    """Lay out example commands for the foot of a help page, which keeps their line breaks."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _complete_names(incomplete: str) -> list[str]:
    return [folder.name for folder in corpora.bundled() if folder.name.startswith(incomplete)]


def _complete_ids(incomplete: str) -> list[str]:
    items = (item for folder in corpora.bundled() for item in corpora.load_folder(folder).work_items)
    return [item.id for item in items if item.id.casefold().startswith(incomplete.casefold())]


_SIDE = "A bundled name or alias, a corpus folder, a file, or - for standard input."
_LEFT, _RIGHT = corpora.default_pair()
Left = Annotated[str, typer.Argument(help=_SIDE, autocompletion=_complete_names)]
Right = Annotated[str | None, typer.Argument(help=f"{_SIDE} [default: {_RIGHT}]", autocompletion=_complete_names)]
LeftId = Annotated[str, typer.Argument(help="A work item or statement of the left side.", autocompletion=_complete_ids)]
RightId = Annotated[str, typer.Argument(help="One of the right side.", autocompletion=_complete_ids)]
LeftOption = Annotated[str, typer.Option("--left", help=_SIDE, autocompletion=_complete_names)]
RightOption = Annotated[
    str | None, typer.Option("--right", help=f"{_SIDE} [default: {_RIGHT}]", autocompletion=_complete_names)
]
Within = Annotated[bool, typer.Option("--within", help="Compare LEFT with itself.")]
NoFold = Annotated[bool, typer.Option("--no-fold", help="Take editions, drafts and amendments one by one.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=0, help="Show so many pairs; 0 for every pair.")]
PerItem = Annotated[int | None, typer.Option("--per-item", min=1, help="At most so many pairs of any one entry.")]
MinScore = Annotated[float, typer.Option("--min-score", help="Leave out pairs below this score, 0 to 1.")]
LevelOption = Annotated[
    str | None,
    typer.Option("--level", help="Leave out pairs further apart: likely, substantial, related or distant."),
]
Status = Annotated[list[str] | None, typer.Option("--status", help="Only with a work item of this status; repeatable.")]
CommitteeOption = Annotated[
    list[str] | None,
    typer.Option("--committee", help="Only with a work item of this committee or one below it; repeatable."),
]
Group = Annotated[
    list[str] | None,
    typer.Option("--group", help="Only with a work item of this Question or group; repeatable."),
]
FormatOption = Annotated[
    str | None, typer.Option("--format", "-f", help="Print as table, json, jsonl, csv or markdown.")
]
Output = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        help="Write a file; its suffix (.txt .json .jsonl .csv .md) picks the format; repeatable.",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Any fault in the input is an error.")]


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback when something fails.")] = False,  # noqa: ARG001
) -> None:
    if version:
        from overlap import __version__

        _print(f"overlap {__version__}\n")
        raise typer.Exit(DONE)


@app.command(
    epilog=_examples(
        "overlap compare",
        "overlap compare sg20 jc4 --status under_study --level substantial",
        "overlap compare sg20 proposals.csv -o pairs.csv -o pairs.md",
        "overlap compare jc4 --within",
        "cat drafts.jsonl | overlap compare - jc4 --format jsonl",
    )
)
def compare(
    left: Left = _LEFT,
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
        level=_level(level),
        status=tuple(status or ()),
        committee=tuple(committee or ()),
        group=tuple(group or ()),
    )
    _run(left, right, settings, Subject.WORK_ITEMS, format_name, output, strict)


@app.command(epilog=_examples("overlap mandates", "overlap mandates sg20 jc4 --per-item 2 -o mandates.md"))
def mandates(
    left: Left = _LEFT,
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
    settings = Settings(within=within, limit=limit or None, per_item=per_item, min_score=min_score, level=_level(level))
    _run(left, right, settings, Subject.MANDATES, format_name, output, strict)


@app.command(
    epilog=_examples(
        'overlap explain Y.4904 "ISO/TS 37107"',
        "overlap explain SG20/Q7-2 WG11/scope-4",
        'overlap explain Y.4461 "ISO 37110" --format json',
    )
)
def explain(
    left_id: LeftId,
    right_id: RightId,
    left: LeftOption = _LEFT,
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
    form = _format(format_name)
    from overlap.comparison import explain as explain_pair

    with _progress("Comparing"):
        report = explain_pair(*sides, left_id, right_id, Settings(fold=not no_fold, within=within))
    from overlap.report import Format, render, terminal

    if form is Format.TABLE:
        _print(terminal.write_explanation(report, _page()))
    else:
        _print(render(report, form))


@corpus_app.command("list", epilog=_examples("overlap corpus list"))
def list_corpora() -> None:
    """List the bundled corpora."""
    from overlap.report import terminal

    rows = [
        [corpus.name, corpus.title, str(len(corpus.work_items)), str(len(corpus.mandate)), corpus.as_of]
        for corpus in map(corpora.load_folder, corpora.bundled())
    ]
    _print(terminal.write_listing(["Name", "Title", "Work items", "Statements", "As of"], rows, _page()))


@corpus_app.command("show", epilog=_examples("overlap corpus show jc4", "overlap corpus show sg20 --items"))
def show_corpus(
    name: Annotated[str, typer.Argument(help=_SIDE, autocompletion=_complete_names)],
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
    _print(terminal.write_listing(["Corpus", ""], [row for row in rows if row[1]], _page()))
    if items:
        listed = [[item.id, item.title] for item in corpus.work_items]
        _print("\n" + terminal.write_listing(["Work item", "Title"], listed, _page()))
    _warn(corpus.faults)


@corpus_app.command("validate", epilog=_examples("overlap corpus validate my-corpus"))
def validate_corpus(path: Annotated[Path, typer.Argument(help="A corpus folder of your own.")]) -> None:
    """Check a corpus folder of your own.

    Each fault is named with its row and what to do; the exit code is 2 if there is one.
    """
    corpus = corpora.load_folder(path)
    _refuse(corpus.faults)
    _print(f"{path}: {len(corpus.work_items)} work items, {len(corpus.mandate)} statements, no fault.\n")


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
            _say_interrupted()
        return leaving.code if isinstance(leaving.code, int) else COULD_NOT_RUN
    except OverlapError as error:
        if debug:
            raise
        typer.echo(f"overlap: {error}", err=True)
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        _say_interrupted()
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left: no error, and no more output
        return DONE
    except Exception as error:
        if debug:
            raise
        typer.echo(f"overlap: internal error: {type(error).__name__}: {error}", err=True)
        typer.echo("This is a fault of overlap; run it again with --debug and report what it prints.", err=True)
        return COULD_NOT_RUN
    return DONE


def _say_interrupted() -> None:
    typer.echo("overlap: interrupted; nothing was written.", err=True)


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
    form = _format(format_name)
    for path in output or ():
        _check_output(path)
    sides = _load(left, right, settings.within, strict)
    from overlap.comparison import compare as compare_corpora

    with _progress("Comparing"):
        report = compare_corpora(*sides, settings, subject)
    if output:
        _write(report, output)
    if format_name or not output:
        _print(_rendered(report, form))


def _load(left: str, right: str | None, within: bool, strict: bool) -> tuple[Corpus, Corpus]:
    """Load both sides; with `within` the left one stands on both."""
    if within and right is not None:
        raise SettingsError(
            f"--within compares {left} with itself, but {right} was given too.", "Leave one of them out."
        )
    if left == right == "-":
        raise InputError("Standard input can be one side only.", "Give a file for the other.")
    if "-" in (left, right) and sys.stdin.isatty():
        typer.echo("Reading standard input; end it with Ctrl-D.", err=True)
    first = corpora.load(left)
    second = first if within else corpora.load(right or _RIGHT)
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
        typer.echo(f"overlap: {fault}", err=True)


def _level(name: str | None) -> Level | None:
    """Find the level whose words begin like that."""
    if name is None:
        return None
    for level in Level:
        if name.strip() and level.startswith(name.casefold().replace("-", " ")):
            return level
    raise SettingsError(f"No level is called {name}.", "Use likely, substantial, related or distant.")


def _format(name: str | None) -> "Format":
    """Find the format of that name; the table when none is named."""
    from overlap.report import Format

    try:
        return Format(name or Format.TABLE)
    except ValueError as error:
        raise SettingsError(
            f"No format is called {name}.",
            f"{did_you_mean(str(name), list(Format))}Use one of {', '.join(Format)}.",
        ) from error


def _check_output(path: Path) -> None:
    """Refuse an output that could not be written, before anything is computed."""
    from overlap.errors import OutputError
    from overlap.report import format_of

    format_of(path)
    if not path.absolute().parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent}.", "Make the folder first.")
    if path.is_dir():
        raise OutputError(f"{path}: is a folder.", "Give the name of a file.")


def _write(report: Report, output: list[Path]) -> None:
    """Write every file whole or not at all: all are written beside their place first, then moved there."""
    from overlap.files import write_all
    from overlap.report import format_of, render

    write_all({path: render(report, format_of(path)) for path in output})
    for path in output:
        typer.echo(f"overlap: wrote {path} ({len(report.pairs):,} pairs)", err=True)


def _rendered(report: Report, form: "Format") -> str:
    """Render for standard output: as wide and as colourful as the terminal, if it is one."""
    from overlap.report import Format, render, terminal

    return terminal.write(report, _page()) if form is Format.TABLE else render(report, form)


def _page() -> "Page":
    """Describe standard output: 80 plain columns unless it is a terminal."""
    from overlap.report.terminal import PLAIN, Page

    if not sys.stdout.isatty():
        return PLAIN
    plain = os.environ.get("TERM") == "dumb" or os.environ.get("NO_COLOR")
    return Page(min(shutil.get_terminal_size().columns, 120), None if plain else "standard")


def _print(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


@contextmanager
def _progress(what: str) -> Iterator[None]:
    """Show on standard error, if it is a terminal, that something is under way."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{what} ..."):
        yield
