"""The command `watch`: what is new since the last run, by hand, in cron or in CI."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from overlap.cli import catalogues
from overlap.cli.console import check_output, progress, say, show
from overlap.cli.help import examples
from overlap.cli.options import Folding, Reading, Scoring, Strict, settings_of
from overlap.cli.register import REGISTER, RegisterOption, locked
from overlap.cli.register import read as read_register
from overlap.cli.sides import Sides, load, load_each
from overlap.cli.signature import Without, unfold
from overlap.corpus import corpora, library
from overlap.errors import OutputError, OverlapError, SettingsError
from overlap.model import Fault
from overlap.record import liaisons, watching
from overlap.record.register import NEVER
from overlap.settings import ReadSettings, Settings

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
    with locked(state):
        before = _before(state, sides.names)
        failed = () if no_update else _update(sides.names)
        known = read_register(decisions)
        today = date.today().isoformat()
        settings = settings_of(folding, scoring, today=today, limit=None)
        signature = _signature(sides.names, settings, reading.settings(), known, strict)
        seen = _Seen(before or watching.State(sides=sides.names), signature)
        if not before or not signature or before.signature != signature:
            seen = _look(seen, lambda: _read(sides, reading.settings(), strict, before is None), settings, known)
        after, digest = _told(seen, _overdue(decisions, today), today, is_first=before is None)
        news = replace(digest, failed=(*failed, *seen.failed)) if before else None
        contents = _contents(news, after, output or ())
        files.write_all(contents | ({} if after == before else {state: watching.write(after)}))
    _tell(news, after, state, contents, _SUFFIX_OF[format_name], (*failed, *seen.failed))
    raise typer.Exit(NOT_ALL if failed or seen.failed else NEWS if exit_code and news and news.events else 0)


def _check(output: list[Path] | None, format_name: str, names: tuple[str, str], state: Path) -> None:
    """Refuse what cannot be printed or written."""
    from overlap.report import digests

    if format_name not in FORMATS:
        raise SettingsError(f"No format is called {format_name}.", f"Use {', '.join(FORMATS)}.")
    check_output(state, names, (".json",), "state of a watch")
    for path in output or ():
        check_output(path, (*names, str(state)), digests.SUFFIXES, "digest")
    for path in (state, *(output or ())):
        if folder := next((each for each in map(Path, names) if each.resolve() in path.resolve().parents), None):
            problem = f"{path}: lies in {folder}, which is read as a list."
            raise OutputError(problem, "Name a place outside of it, with --state and -o.")


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
    from overlap.read.ingestion import as_fault

    failed = []
    for where in dict.fromkeys(names):
        name, version = (not corpora.find(where) and corpora.imported(where)) or ("", "")
        if name and not version:
            try:
                _update_one(name)
            except OverlapError as error:
                failed.append(as_fault(error, name))
    return tuple(failed)


def _update_one(name: str) -> None:
    """Update a catalogue; what that says is kept from who only reads mails of cron, unless it brought a new version."""
    before = library.current(name)
    _, told = _held(lambda: catalogues.make_again(name, again=False))
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


def _signature(
    names: tuple[str, str], settings: Settings, reading: ReadSettings, known: "Mapping[str, Decision]", strict: bool
) -> str:
    """Reduce all that a comparison is made of to a number, before anything is read; of the day only what has expired.

    Empty where it cannot be told before that. What was read when faults were no errors says nothing of whether there
    are any.
    """
    from hashlib import sha256

    from overlap import __version__
    from overlap.corpus.seals import seal

    sealed = [seal(name) for name in names]
    if not all(sealed):
        return ""
    given = (settings.glossary, settings.weights, settings.lexicon, settings.embeddings)
    words = [seal(each) for each in given if each and Path(each).exists()]
    expired = sorted(each.pair for each in known.values() if each.expires != NEVER and each.expires < settings.today)
    parts = (__version__, sealed, words, replace(settings, today=""), reading, sorted(known.items()), expired, strict)
    return sha256(repr(parts).encode()).hexdigest()


@dataclass(frozen=True)
class _Seen:
    """What was known before a run, and what the lists show now; no look where they are as they were."""

    state: watching.State
    signature: str
    look: watching.Look | None = None
    failed: tuple[Fault, ...] = ()


def _read(
    sides: Sides, reading: ReadSettings, strict: bool, is_first: bool
) -> "tuple[tuple[Corpus, Corpus] | None, tuple[Fault, ...]]":
    """Read both lists, and name those that cannot be read; at the first run that is an error."""
    return (load(sides, reading, strict), ()) if is_first else load_each(sides, reading, strict)


def _look(
    seen: _Seen,
    read: "Callable[[], tuple[tuple[Corpus, Corpus] | None, tuple[Fault, ...]]]",
    settings: Settings,
    known: "Mapping[str, Decision]",
) -> _Seen:
    """Read and compare the lists. One that cannot be read has failed, and what was known of it stays."""
    from overlap.comparison import watch as watched

    (both, failed), told = _held(read)
    sys.stderr.write(told)
    if both is None:
        return replace(seen, signature="", failed=failed)
    with progress("Comparing"):
        look = watched.look(both, settings, known, {})
    for side, corpus in zip(("left", "right"), both, strict=True):
        if corpus.unread and (whole := watching.missing(seen.state, look, side)) is not look:
            look, failed = whole, (*failed, *corpus.unread)
    titled = replace(seen.state, titles=tuple(corpus.title for corpus in both))
    return _Seen(titled, "" if failed else seen.signature, look, failed)


def _told(seen: _Seen, overdue: Mapping[str, str], today: str, *, is_first: bool) -> "tuple[watching.State, Digest]":
    """Tell what happened."""
    from overlap.report.digests import Digest

    state = seen.state
    look = replace(seen.look, overdue=overdue) if seen.look else watching.same(state, overdue)
    events = () if is_first else watching.changes(state, look, today)
    others = 0 if is_first else watching.unconcerned(state, look)
    after = watching.after(state, look, events, seen.signature)
    return after, Digest(f"News of {' and '.join(state.titles)}", today, events, others, ())


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
