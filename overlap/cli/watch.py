"""The command `watch`: what is new since the last run, by hand, in cron or in CI."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from overlap.cli import catalogues
from overlap.cli.console import check_output, progress, say, show
from overlap.cli.help import examples
from overlap.cli.options import Folding, Reading, Scoring, Strict, settings_of
from overlap.cli.register import REGISTER, RegisterOption
from overlap.cli.register import read as read_register
from overlap.cli.sides import Sides, load
from overlap.cli.signature import Without, unfold
from overlap.corpus import library
from overlap.errors import OverlapError, SettingsError
from overlap.model import Fault
from overlap.record import liaisons, watching
from overlap.record.register import NEVER
from overlap.settings import Level, Settings

if TYPE_CHECKING:
    from overlap.model import Corpus
    from overlap.record.register import Decision
    from overlap.report.digests import Digest

EXAMPLES = examples(
    "overlap watch sg20 jc4",
    "overlap watch iso itu-t --state iso-itu.json -o digest.md -o feed.atom",
    "overlap watch sg20 proposals.csv --exit-code",
)
NEWS, NOT_ALL = 1, 2
T = TypeVar("T")
STATE = Path("watch.json")
FORMATS = ("text", "markdown", "html", "json", "atom")
_SUFFIX_OF = dict(zip(FORMATS, (".txt", ".md", ".html", ".json", ".atom"), strict=True))

StateOption = Annotated[Path, typer.Option("--state", help="What was known at the last run; the first run makes it.")]
FormatOption = Annotated[str, typer.Option("--format", "-f", help=f"Print as {', '.join(FORMATS)}.")]
OutputOption = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", help="Write a file: .txt, .md, .html, .json or .atom; repeatable."),
]
NoUpdate = Annotated[bool, typer.Option("--no-update", help="Take imported catalogues as they are.")]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="End with 1 when there is something new, for CI.")]


@unfold
def watch(
    *,
    sides: Annotated[Sides, Without("within")],
    state: StateOption = STATE,
    format_name: FormatOption = "text",
    output: OutputOption = None,
    no_update: NoUpdate = False,
    exit_code: ExitCode = False,
    decisions: RegisterOption = REGISTER,
    folding: Folding,
    scoring: Scoring,
    reading: Reading,
    strict: Strict = False,
) -> None:
    """Tell what is new since the last run: findings, stages, closed work, open decisions, statements overdue.

    Imported catalogues are updated first. Each event is told once; where nothing happened there is no output. A source
    that failed is named every time, and ends it with 2. The first run notes what there is, and tells nothing.
    """
    from overlap.store import files

    _check(output, format_name, sides.names, state)
    failed = () if no_update else _update(sides.names)
    before = _before(state, sides.names)
    known = read_register(decisions)
    both, told = _held(lambda: load(sides, reading.settings(), strict))
    today = date.today().isoformat()
    settings = settings_of(folding, scoring, today=today, limit=None, level=Level.RELATED)
    overdue = _overdue(decisions, today)
    signature = _signature(both, settings, known, today)
    if not before or before.signature != signature:
        sys.stderr.write(told)
    there = before or watching.State(sides=sides.names)
    after, digest = _look(there, both, settings, known, overdue, signature)
    news = replace(digest, failed=failed) if before else None
    contents = _contents(news, after, output or ())
    files.write_all(contents | ({} if after == before else {state: watching.write(after)}))
    _tell(news, after, state, contents, _SUFFIX_OF[format_name], failed)
    raise typer.Exit(NOT_ALL if failed else NEWS if exit_code and news and news.events else 0)


def _check(output: list[Path] | None, format_name: str, names: tuple[str, str], state: Path) -> None:
    """Refuse what cannot be printed or written."""
    from overlap.report import digests

    if format_name not in FORMATS:
        raise SettingsError(f"No format is called {format_name}.", f"Use {', '.join(FORMATS)}.")
    check_output(state, names, (".json",), "state of a watch")
    for path in output or ():
        check_output(path, (*names, str(state)), digests.SUFFIXES, "digest")


def _before(path: Path, names: tuple[str, str]) -> watching.State | None:
    """Read what was known at the last run. Raises SettingsError where that was one of other lists."""
    found = watching.read(path)
    if found and found.sides != names:
        raise SettingsError(
            f"{path}: is of {' and '.join(found.sides)}, not of {' and '.join(names)}.",
            "Name another file with --state for these.",
        )
    return found


def _update(names: tuple[str, str]) -> tuple[Fault, ...]:
    """Update the imported catalogues among the sides; one that fails is named, and stays as it was."""
    failed = []
    for name in dict.fromkeys(names):
        if name in library.names():
            try:
                _update_one(name)
            except OverlapError as error:
                failed.append(Fault(name, "", error.problem.rstrip("."), error.remedy.rstrip(".")))
    return tuple(failed)


def _update_one(name: str) -> None:
    """Update a catalogue; what that says is kept from who only reads mails of cron, unless it brought a new version."""
    before = library.current(name)
    _, told = _held(lambda: catalogues.update_corpora([name]))
    if library.current(name) != before:
        sys.stderr.write(told)


def _held(run: Callable[[], T]) -> tuple[T, str]:
    """Run something, and hold back what it tells beside the data, but on a terminal, where somebody waits."""
    if sys.stderr.isatty():
        with redirect_stdout(sys.stderr):
            return run(), ""
    with redirect_stderr(StringIO()) as told, redirect_stdout(told):
        return run(), told.getvalue()


def _overdue(decisions: Path, today: str) -> Mapping[str, str]:
    sent = liaisons.due(liaisons.read(decisions).values(), today)
    late = [each for each in sent if each.state(today) is liaisons.State.OVERDUE]
    return {f"{each.id} {each.deadline}": f"{liaisons.said(each, today)} ({each.title})" for each in late}


def _signature(both: "tuple[Corpus, Corpus]", settings: Settings, known: "Mapping[str, Decision]", today: str) -> str:
    """Reduce all that a comparison is made of to a number; of the day only what has expired."""
    from hashlib import sha256

    from overlap import __version__

    expired = sorted(each.pair for each in known.values() if each.expires != NEVER and each.expires < today)
    parts = (__version__, both[0].digest, both[1].digest, replace(settings, today=""), sorted(known.items()), expired)
    return sha256(repr(parts).encode()).hexdigest()


def _look(
    state: watching.State,
    both: "tuple[Corpus, Corpus]",
    settings: Settings,
    known: "Mapping[str, Decision]",
    overdue: Mapping[str, str],
    signature: str,
) -> "tuple[watching.State, Digest]":
    """Look at the lists, unless nothing in them can have changed, and tell what happened."""
    from overlap.report.digests import Digest

    if state.signature == signature:
        look = watching.same(state, overdue)
    else:
        from overlap.comparison import comparison
        from overlap.comparison import watch as watched

        with progress("Comparing"):
            look = watched.look(comparison.compare(*both, settings, decisions=known), overdue)
    is_first = not state.signature
    events = () if is_first else watching.changes(state, look, settings.today)
    others = 0 if is_first else watching.unconcerned(state, look)
    title = f"News of {both[0].title} and {both[1].title}"
    return watching.after(state, look, events, signature), Digest(title, settings.today, events, others, ())


def _contents(digest: "Digest | None", after: watching.State, output: Sequence[Path]) -> dict[Path, str]:
    """Make the files, where there is something to tell."""
    from overlap.report import digests

    if digest is None or digest.is_empty:
        return {}
    return {path: digests.write(digest, path.suffix.lower(), after.events) for path in output}


def _tell(
    digest: "Digest | None",
    after: watching.State,
    state: Path,
    written: Iterable[Path],
    printed: str,
    failed: Iterable[Fault],
) -> None:
    """Show the digest, where no file is asked for; say what was written, and what failed."""
    from overlap.report import digests

    for path in written:
        say(f"wrote {path}.")
    if digest is None:
        noted = f"{len(after.told):,} findings and {len(after.items):,} work items"
        say(f"noted {noted} in {state}; the next run tells what is new.")
    elif not digest.is_empty and not written:
        show(digests.write(digest, printed, after.events))
    for each in failed:
        say(f"{each}.")
