"""The command line: parse, call, render, exit code. Nothing is computed here."""

import errno
import sys
import traceback
from typing import Annotated

import typer
from typer.core import TyperGroup

from overlap.cli import (
    baseline,
    cache,
    check,
    compare,
    corpus,
    decide,
    decisions,
    diff,
    evaluate,
    explain,
    ingest,
    label,
    liaison,
    mandates,
    manual,
    report,
    reproduce,
    review,
    watch,
)
from overlap.cli.config import commands as config
from overlap.cli.console import say, show, silence
from overlap.cli.help import HeadedGroup
from overlap.cli.process import prepare_streams, was_ended
from overlap.errors import OverlapError
from overlap.store import bound

DONE, COULD_NOT_RUN, INTERRUPTED = 0, 2, 130

_EXIT_CODES = "Exit codes: 0 done, 1 check, reproduce or watch found something, 2 could not run, 130 interrupted."

app = typer.Typer(
    name="overlap",
    cls=HeadedGroup,
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
      overlap check proposal.docx              is a proposal close to what there is
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
        ctx.default_map = config.configured(ctx.command)


app.command("compare", epilog=compare.EXAMPLES)(compare.compare)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain)
app.command("mandates", epilog=mandates.EXAMPLES)(mandates.mandates)
app.command("report", epilog=report.EXAMPLES)(report.report)
app.command("check", epilog=check.EXAMPLES)(check.check)
app.add_typer(baseline.app, name="baseline")
app.command("decide", epilog=decide.EXAMPLES)(decide.decide)
app.add_typer(decisions.app, name="decisions")
app.command("review", epilog=review.EXAMPLES)(review.review)
app.add_typer(liaison.app, name="liaison")
app.command("watch", epilog=watch.EXAMPLES)(watch.watch)
app.command("diff", epilog=diff.EXAMPLES)(diff.diff)
app.command("reproduce", epilog=reproduce.EXAMPLES)(reproduce.reproduce)
app.command("ingest", epilog=ingest.EXAMPLES)(ingest.ingest)
app.add_typer(corpus.app, name="corpus")
app.command("label", epilog=label.EXAMPLES)(label.label)
app.command("evaluate", epilog=evaluate.EXAMPLES)(evaluate.evaluate)
app.add_typer(config.app, name="config")
app.command("init", epilog=config.INIT_EXAMPLES)(config.init)
app.add_typer(cache.app, name="cache")
app.command("manual", epilog=manual.EXAMPLES)(manual.manual)


_OF_SYSTEM = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG, errno.EBADF)
"""What is wrong with the place that output goes to, and not with overlap."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code; every error the user can put right is told in a few plain lines."""
    prepare_streams()
    given = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in given
    try:
        app(_as_options([argument for argument in given if argument != "--debug"]), prog_name="overlap")
    except SystemExit as leaving:
        return _left(leaving)
    except KeyboardInterrupt:
        say("interrupted; no file was left half-written.")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 -- whatever failed, the exit code says so
        if debug:
            traceback.print_exc()
        else:
            _tell(error)
        return COULD_NOT_RUN
    return DONE


def _as_options(given: list[str]) -> list[str]:
    """Take `overlap help check` and `overlap version` for what they mean."""
    match given:
        case ["help", *rest]:
            return [*rest, "--help"]
        case ["version"]:
            return ["--version"]
        case _:
            return given


def _left(leaving: SystemExit) -> int:
    """Give the exit code of a command that left by itself, or was ended."""
    if isinstance(leaving.__context__, BrokenPipeError):  # the reader of a help page has seen enough
        silence()
        return DONE
    if was_ended(leaving.code):
        say(f"{'interrupted' if leaving.code == INTERRUPTED else 'ended'}; no file was left half-written.")
    return leaving.code if isinstance(leaving.code, int) else COULD_NOT_RUN


def _tell(error: Exception) -> None:
    """Say what failed and what to do, or that it is a fault of overlap."""
    if isinstance(error, OverlapError):
        say(error)
    elif isinstance(error, OSError) and error.errno in _OF_SYSTEM:
        silence()
        where = error.filename or "standard output"
        say(f"{where}: {error.strerror}.\nMake room there, or write to a file with -o.")
    elif isinstance(error, MemoryError):
        say(f"there is not enough memory, or --memory gives too little.\n{bound.remedy()}")
    else:
        say(f"internal error: {type(error).__name__}: {error}")
        say("this is a fault of overlap; run it again with --debug and report what it prints.")
