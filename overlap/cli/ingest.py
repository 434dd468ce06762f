"""The command `ingest`: what is read out of files."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli import columns, faults
from overlap.cli.console import check_output, counting, page, say, show
from overlap.cli.help import examples
from overlap.cli.options import RawCsv, Strict, TableOrJson
from overlap.cli.options import Reading as ReadingOptions
from overlap.cli.signature import unfold
from overlap.cli.values import files_of, is_json
from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.reading import Reading
from overlap.settings import ReadSettings

if TYPE_CHECKING:
    from overlap.read.entries import Checked

EXAMPLES = examples(
    "overlap ingest proposal.docx",
    "overlap ingest folder/ -o items.jsonl",
    'overlap ingest list.xlsx --column title="Subject / Title" -o items.csv',
    'overlap ingest resolution-2.docx --mandate-of "Study Group 20" -o mandate.csv',
)


@unfold
def ingest(
    *,
    files: Annotated[list[Path], typer.Argument(help="Files, folders of files, or - for standard input.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write what was found as a list: .jsonl, .json or .csv."),
    ] = None,
    raw_csv: RawCsv = False,
    format_name: TableOrJson = "table",
    reading: ReadingOptions,
    strict: Strict = False,
) -> None:
    """Show what is read out of files, and write it as a list.

    For each file: what kind of document it was taken for, each field and where it was found, what was ignored,
    what is missing. Every command takes the same files; a list written here can be corrected and read back.
    Ends with 2 when nothing came out of the files.
    """
    from overlap.read.entries import check
    from overlap.report import readings

    as_json = is_json(format_name)
    if output:
        check_output(output, map(str, files), readings.SUFFIXES)
    settings = reading.settings()
    read, unread = _read(files_of(files), settings)
    checked = check(read)
    columns.check(settings, {each.source: each.headings for each in read if each.headings})
    unread += _unheeded(settings, read)
    if strict:
        faults.refuse((*unread, *checked.faults))
    if not read:
        raise InputError(str(unread[0]) if unread else "No file to read.", "Nothing was read.")
    if output and checked.found:
        _write(checked, output, raw_csv)
    show(readings.write_json(read, checked, unread) if as_json else readings.write(read, checked, page()))
    faults.tell(unread)
    if not checked.found:
        raise _nothing(read, checked.faults)


def _nothing(read: Sequence[Reading], told: Sequence[Fault]) -> InputError:
    """Say why no entry came out of the files: by what was wrong first, else by what the first was taken for."""
    names = read[0].source if len(read) == 1 else f"{len(read)} files"
    kind = f" (taken for: {read[0].kind})" if read[0].kind else ""
    if not told:
        return InputError(f"{names}: no work item and no statement in it{kind}.", "Check that it is the right file.")
    more = f", and {len(told) - 1:,} more faults" if len(told) > 1 else ""
    first = told[0]
    where = ", ".join(filter(None, [first.source, first.place]))
    return InputError(
        f"{names}: no work item and no statement in it{kind}; first fault: {where}: {first.cause}{more}.",
        f"{first.remedy[:1].upper()}{first.remedy[1:]}.",
    )


def _read(paths: Sequence[Path], settings: ReadSettings) -> tuple[list[Reading], list[Fault]]:
    """Read files, and tell those that cannot be read from the others."""
    from overlap.read import ingestion

    read: list[Reading] = []
    unread: list[Fault] = []
    with counting("Reading") as progress:
        for count, each in enumerate(ingestion.read_all(paths, settings), start=1):
            if isinstance(each, Reading):
                read.append(each)
            else:
                unread.append(each)
            if progress:
                progress(count, len(paths))
    return read, unread


def _unheeded(settings: ReadSettings, read: Sequence[Reading]) -> Iterator[Fault]:
    """Tell what the user said about the files that none of them knows of."""
    if read and settings.columns and not any(reading.headings for reading in read):
        yield Fault("--column", "", "no file here is a list with columns", "leave the option out")
    if read and settings.mandate_of and not any("text" in row.fields for reading in read for row in reading.rows):
        yield Fault("--mandate-of", "", "no file here holds a mandate", "give the document that holds it")


def _write(checked: "Checked", output: Path, raw: bool) -> None:
    """Write what was found as a list."""
    from overlap.report.readings import counted, write_entries
    from overlap.store.files import write_all

    entries = [found.entry for found in checked.found]
    write_all({output: write_entries(entries, output.suffix.lower(), str(output), raw=raw)})
    items, statements = len(checked.work_items), len(checked.statements)
    say(f"wrote {output} ({counted(items, 'work item')}, {counted(statements, 'mandate statement')})")
