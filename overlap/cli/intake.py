"""Files of a catalogue taken in: read, described, kept under a name, and what was wrong with them told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from overlap.cli.console import counting, progress, say, show
from overlap.corpus import corpora, library
from overlap.errors import InputError, SettingsError
from overlap.text.printing import printable

if TYPE_CHECKING:
    from overlap.corpus.catalogue import Origin
    from overlap.corpus.imports import Taken
    from overlap.model import Corpus


def check_name(name: str) -> None:
    """Refuse a name before the work begins."""
    library.check_name(name)
    if corpora.find(name):
        raise SettingsError(f"{name} is the name of a bundled corpus.", "Give another with --name.")


def there(files: Sequence[str]) -> list[Path]:
    """Give files and folders that are there. Raises InputError for one that is not."""
    paths = list(map(Path, files))
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder.", "Check the name.")
    return paths


def take(origin: "Origin", name: str, notice: str, *, again: bool = True) -> None:
    """Read the files of an origin, and keep them as a version of a corpus.

    Unless they are to be read again, files that the current version was made of are left unread, and where some cannot
    be read now, so that works or statements are missing, that version stays. Raises InputError.
    """
    from overlap import __version__
    from overlap.corpus import imports

    check_name(name)
    paths = there(origin.files)
    if not again and library.is_made_of(name, replace(origin, sha256=imports.checksum(paths), program=__version__)):
        _tell_nothing_new(name)
        return
    kind = imports.KINDS.get(origin.kind, imports.ANY)
    with counting("Reading") as counted:
        taken = imports.take(paths, name, origin.title, kind, origin.committees, counted)
    if not again and taken.corpus.unread:
        _refuse_less(name, taken.corpus)
    files = printable(", ".join(origin.addresses or tuple(path.name for path in paths)))
    corpus, faults = _described(taken, origin, files), taken.corpus.faults
    beside = {library.FAULTS: imports.faults_csv(faults)} if faults else {}
    beside |= {library.LICENCE: notice + "\n"} if notice else {}
    origin = replace(origin, sha256=taken.sha256, program=__version__)
    with progress("Writing"):
        version = library.put(corpus, library.slug(origin.as_of) or date.today().isoformat(), origin, beside)
    if not version:
        _tell_nothing_new(name)
        return
    _tell(taken, library.path_of(name, version).with_name(library.FAULTS))
    show(f"{name}: {len(corpus.work_items):,} work items, {len(corpus.mandate):,} statements, as {name}@{version}.\n")


def _described(taken: "Taken", origin: "Origin", files: str) -> "Corpus":
    """Say of a corpus where it is from, on what terms, and what it lacks."""
    faults = len(taken.corpus.faults)
    missing = f"{faults:,} faults were found when it was imported, listed in {library.FAULTS} beside it"
    return replace(
        taken.corpus,
        as_of=origin.as_of,
        licence=origin.licence,
        provenance=(f"{files} (sha256 {taken.sha256})",),
        missing=(missing,) if faults else (),
    )


def _refuse_less(name: str, corpus: "Corpus") -> None:
    """Refuse a reading that lacks entries of the current version: they may be in the files that could not be read."""
    before = corpora.load_imported(name)
    missing = {
        "works": {each.id for each in before.work_items} - {each.id for each in corpus.work_items},
        "statements": {each.id for each in before.mandate} - {each.id for each in corpus.mandate},
    }
    said = [f"{len(some):,} of its {kind}" for kind, some in missing.items() if some]
    if said:
        unread = corpus.unread[0]
        are = "is" if sum(map(len, missing.values())) == 1 else "are"
        problem = f"{name}: {' and '.join(said)} {are} in none of the files that could be read: {unread}."
        raise InputError(problem, f"The version before stays; 'overlap corpus update {name}' takes what there is.")


def _tell_nothing_new(name: str) -> None:
    say(f"{name}: nothing new since {name}@{library.current(name)}")


def _tell(taken: "Taken", listed: Path) -> None:
    """Tell the first faults, where all are listed, and how much was left out."""
    from overlap.report.wording import fault_lines

    faults = taken.corpus.faults
    for line in fault_lines(faults, rest=f"all are in {library.FAULTS}"):
        say(line.removesuffix("."))
    if faults:
        say(f"{len(faults):,} fault{'s' if len(faults) > 1 else ''} in all, listed in {listed}")
    if taken.left_out:
        say(f"{taken.left_out:,} of other committees left out")
