"""The commands about what is read, `ingest` and `corpus`, and the loading that all commands share."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from overlap.cli.console import check_output, counting, page, say, show
from overlap.cli.options import RIGHT, SIDE, Columns, MandateOf, Strict, complete_names, examples, read_settings
from overlap.corpus import corpora, library
from overlap.errors import InputError, SettingsError, StrictError
from overlap.model import Corpus, Fault
from overlap.read.reading import Reading
from overlap.settings import AS_WRITTEN, ReadSettings

corpus_app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Show and check corpora.")

INGEST_EXAMPLES = examples(
    "overlap ingest proposal.docx",
    "overlap ingest folder/ -o items.jsonl",
    'overlap ingest list.xlsx --column title="Subject / Title" -o items.csv',
    'overlap ingest resolution-2.docx --mandate-of "Study Group 20" -o mandate.csv',
)


@dataclass(frozen=True, slots=True)
class Sources:
    """What is to be read for a comparison, and how."""

    left: str
    right: str | None
    within: bool
    settings: ReadSettings = AS_WRITTEN
    strict: bool = False


def load(sources: Sources) -> tuple[Corpus, Corpus]:
    """Load both sides and tell the faults; with `within` the left one stands on both.

    Raises StrictError for any fault if faults are errors.
    """
    left, right = sources.left, sources.right
    if sources.within and right is not None:
        raise SettingsError(
            f"--within compares {left} with itself, but {right} was given too.", "Leave one of them out."
        )
    if left == right == "-":
        raise InputError("Standard input can be one side only.", "Give a file for the other.")
    if "-" in (left, right) and sys.stdin and sys.stdin.isatty():
        say("reading standard input; end it with Ctrl-D.")
    with counting("Reading") as progress:
        first = corpora.load(left, sources.settings, progress)
        second = first if sources.within else corpora.load(right or RIGHT, sources.settings, progress)
    faults = first.faults if sources.within else (*first.faults, *second.faults)
    if sources.strict:
        _refuse(faults)
    _warn(faults)
    return first, second


def ingest(
    files: Annotated[list[Path], typer.Argument(help="Files, folders of files, or - for standard input.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write what was found as a list: .jsonl, .json or .csv."),
    ] = None,
    format_name: Annotated[str, typer.Option("--format", "-f", help="Print as table or json.")] = "table",
    column: Columns = None,
    mandate_of: MandateOf = "",
    strict: Strict = False,
) -> None:
    """Show what is read out of files, and write it as a list.

    For each file: what kind of document it was taken for, each field and where it was found, what was ignored,
    what is missing. Every command takes the same files; a list written here can be corrected and read back.
    """
    from overlap.read import ingestion
    from overlap.read.entries import check
    from overlap.report import readings as report

    if format_name not in ("table", "json"):
        raise SettingsError(f"No format is called {format_name}.", "Use table or json.")
    if output:
        check_output(output, map(str, files), report.SUFFIXES)
    paths = [path for given in files for path in (ingestion.files_below(given) if given.is_dir() else [given])]
    read: list[Reading] = []
    unread: list[Fault] = []
    settings = read_settings(column, mandate_of)
    with counting("Reading") as progress:
        for count, each in enumerate(ingestion.read_all(paths, settings), start=1):
            if isinstance(each, Reading):
                read.append(each)
            else:
                unread.append(each)
            if progress:
                progress(count, len(paths))
    checked = check(read)
    unread += _unheeded(settings, read)
    if strict:
        _refuse((*unread, *checked.faults))
    if not read:
        raise InputError(str(unread[0]) if unread else "No file to read.", "Nothing was read.")
    if output:
        from overlap.store.files import write_all

        entries = [found.entry for found in checked.found]
        write_all({output: report.write_entries(entries, output.suffix.lower(), str(output))})
        items, statements = len(checked.work_items), len(checked.statements)
        say(f"wrote {output} ({report.counted(items, 'work item')}, {report.counted(statements, 'mandate statement')})")
    show(report.write_json(read, checked) if format_name == "json" else report.write(read, checked, page()))
    _warn(unread)


def _unheeded(settings: ReadSettings, read: Sequence[Reading]) -> Iterator[Fault]:
    """Tell what the user said about the files that none of them knows of."""
    if read and settings.columns and not any(reading.columns for reading in read):
        yield Fault("--column", "", "no file here is a list with columns", "leave the option out")
    if read and settings.mandate_of and not any("text" in row.fields for reading in read for row in reading.rows):
        yield Fault("--mandate-of", "", "no file here holds a mandate", "give the document that holds it")


@corpus_app.command("list", epilog=examples("overlap corpus list"))
def list_corpora() -> None:
    """List the bundled corpora, and the imported ones with the versions kept of them."""
    from overlap.report import terminal

    listed = list(map(corpora.load_folder, corpora.bundled()))
    for name in library.names():
        older = [version for version in library.versions(name) if version != library.current(name)]
        for version in ("", *reversed(older)):
            try:
                listed.append(corpora.load_imported(name, version))
            except InputError as error:
                say(error)
    rows = [
        [corpus.name, corpus.title, str(len(corpus.work_items)), str(len(corpus.mandate)), corpus.as_of]
        for corpus in listed
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


def _refuse(faults: Iterable[Fault]) -> None:
    """Raise StrictError that lists the faults, if there are any."""
    listed = list(map(str, faults))
    if listed:
        count = f"{len(listed)} fault{'s' if len(listed) > 1 else ''} in the input:"
        raise StrictError("\n  ".join([count, *listed]), "Correct them, and run again.")


def _warn(faults: Sequence[Fault]) -> None:
    """Tell faults, of many alike the first few; rich is not needed where there is none."""
    if not faults:
        return
    from overlap.report.wording import fault_lines

    for line in fault_lines(faults):
        say(line.removesuffix("."))
