"""Files of a catalogue → a corpus to keep: read as they come, checked, cut down to the committees wanted."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from overlap.corpus import archives
from overlap.errors import InputError
from overlap.items.filters import belongs
from overlap.model import Corpus, Fault
from overlap.read import ingestion
from overlap.read.entries import Checked, check
from overlap.read.reading import Reading
from overlap.settings import AS_WRITTEN
from overlap.store.files import digest
from overlap.store.scratch import scratch, temporary
from overlap.text.cells import write_csv

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CollectionKind:
    """What a collection of files is taken for."""

    what: str
    suffixes: tuple[str, ...]
    begins: tuple[str, ...]
    """How the kinds of readings begin that belong to it; any if there are none."""
    folder: str = ""
    """The folder that holds the records, where there is one; what stands beside it is about the collection."""


ANY = CollectionKind("list", ingestion.SUFFIXES, ())
KINDS: Mapping[str, CollectionKind] = {
    "relaton": CollectionKind("Relaton records", (".yaml", ".yml"), ("Relaton record",), "data"),
    "iso-open-data": CollectionKind(
        "ISO Open Data", (".jsonl", ".json", ".csv"), ("ISO Open Data", "list of work items")
    ),
    "itu": CollectionKind("ITU lists", (".json", ".jsonl", ".html", ".htm"), ("ITU", "list of work items")),
}
"""By the word given to `corpus import`. ISO's table as CSV and a saved work programme are lists."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in."""

    corpus: Corpus
    """Its faults are all there were."""
    sha256: str
    """Of the files given."""
    left_out: int
    """How many work items and statements belong to other committees."""


def take(
    paths: Sequence[Path],
    name: str,
    title: str,
    kind: CollectionKind = ANY,
    committees: Sequence[str] = (),
    progress: Progress | None = None,
) -> Taken:
    """Read all files, folders and packed collections given, as one corpus in the order of the ids.

    Raises InputError when nothing in them can be used.
    """
    found, unread = _read(paths, kind, progress)
    faults = (*unread, *found.faults)
    if not found.work_items and not found.statements:
        what = ", ".join(map(str, paths))
        remedy = str(faults[0]) if faults else f"Give files with one of the suffixes {' '.join(kind.suffixes)}."
        raise InputError(f"{what}: no {kind.what} in it.", remedy)
    items = [each for each in found.work_items if not committees or belongs(each.committee, committees)]
    statements = [each for each in found.statements if not committees or belongs(each.body, committees)]
    if not items and not statements:
        raise _none_of(committees, found)
    corpus = Corpus(
        name=name,
        title=title,
        work_items=tuple(sorted(items, key=lambda each: each.id)),
        mandate=tuple(sorted(statements, key=lambda each: each.id)),
        faults=faults,
        unread=unread,
    )
    left_out = len(found.work_items) + len(found.statements) - len(items) - len(statements)
    return Taken(corpus, checksum(paths), left_out)


def _read(paths: Sequence[Path], kind: CollectionKind, progress: Progress | None) -> tuple[Checked, tuple[Fault, ...]]:
    """Read the files that are of the kind, and name those that could not be, or are of another."""
    faults: list[Fault] = []
    with scratch(temporary()) as made:
        files, given = _files(paths, kind, made)

        def readings() -> Iterator[Reading]:
            for count, each in enumerate(ingestion.read_all(files, AS_WRITTEN), start=1):
                if progress:
                    progress(count, len(files))
                told = _named(each, given)
                if isinstance(told, Fault):
                    faults.append(told)
                elif kind.begins and not told.kind.startswith(kind.begins):
                    cause = f"taken for {told.kind}, which is not of {kind.what}, so left out"
                    faults.append(Fault(told.source, "", cause, "import it by itself, without the kind"))
                else:
                    yield told

        found = check(readings())
    return found, tuple(faults)


def _none_of(committees: Sequence[str], found: Checked) -> InputError:
    """Name the committees that there are, where none of those wanted is."""
    there = sorted({each.committee for each in found.work_items} - {""})
    some = ", ".join(there[:20]) + (f" and {len(there) - 20} more" if len(there) > 20 else "")
    problem = f"No work item belongs to {' or '.join(committees)}."
    return InputError(problem, f"There are: {some}." if some else "None names one.")


def faults_csv(faults: Iterable[Fault]) -> str:
    """Write all faults as a table."""
    rows = ((each.source, each.place, each.cause, each.remedy) for each in faults)
    return write_csv([("source", "place", "cause", "remedy"), *rows])


def _files(paths: Sequence[Path], kind: CollectionKind, made: Path) -> tuple[list[Path], Mapping[str, str]]:
    """List the files to read, and how to name them: alike wherever they are, for what is kept says so."""
    files: list[Path] = []
    given: dict[str, str] = {}
    for number, path in enumerate(paths):
        if archives.is_packed(path):
            folder = made / str(number)
            folder.mkdir()
            archives.unpack(path, folder, kind.suffixes)
            given[f"{folder}{os.sep}"] = f"{path.name}: "
            files += _records(folder, kind)
        else:
            given[f"{path.parent}{os.sep}"] = ""
            files += _records(path, kind) if path.is_dir() else [path]
    return files, given


def _records(folder: Path, kind: CollectionKind) -> list[Path]:
    """List the files in a folder that may be of the kind."""
    fitting = [each for each in ingestion.files_below(folder) if each.suffix.lower() in kind.suffixes]
    return [each for each in fitting if kind.folder in each.relative_to(folder).parts[:-1]] or fitting


def _named(answer: Reading | Fault, given: Mapping[str, str]) -> Reading | Fault:
    """Name a file as the user knows it, without the folder that holds it or that it was unpacked into."""
    for folder, name in sorted(given.items(), key=lambda each: -len(each[0])):  # one may hold the other
        if answer.source.startswith(folder):
            source = answer.source.replace(folder, name, 1)
            if isinstance(answer, Fault):
                return replace(answer, source=source)
            faults = tuple(replace(each, source=source) for each in answer.faults)
            return replace(answer, source=source, faults=faults)
    return answer


def checksum(paths: Sequence[Path]) -> str:
    """Reduce what was given to a number: a file's own, of several that of their names and numbers."""
    numbers: list[tuple[str, str]] = []
    for path in paths:
        for each in ingestion.files_below(path) if path.is_dir() else [path]:
            numbers.append((each.relative_to(path).as_posix() if path.is_dir() else each.name, digest(each)))
    if len(numbers) == 1:
        return numbers[0][1]
    return hashlib.sha256("".join(f"{number}  {name}\n" for name, number in numbers).encode()).hexdigest()
