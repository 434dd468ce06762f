"""The commands that bring whole catalogues in: `corpus import`, `fetch`, `update` and `remove`."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.completion import complete_imported
from overlap.cli.console import counting, progress, say, show
from overlap.cli.help import examples
from overlap.corpus import corpora, library
from overlap.corpus.sources import SOURCES, Source
from overlap.errors import InputError, NotFoundError, SettingsError
from overlap.text.printing import printable
from overlap.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from overlap.corpus.catalogue import Origin
    from overlap.corpus.imports import Taken
    from overlap.corpus.partial import Got
    from overlap.model import Corpus

IMPORT_EXAMPLES = examples(
    "overlap corpus import relaton relaton-data-itu.zip --committee SG17",
    "overlap corpus import iso-open-data iso_deliverables_metadata.jsonl --as-of 2026-11-24",
    "overlap corpus import itu searchRecs.json --name itu-t",
    "overlap corpus import our-programme.xlsx",
)
FETCH_EXAMPLES = examples("overlap corpus fetch iso-open-data", "overlap corpus fetch relaton-itu --name itu-t")
UPDATE_EXAMPLES = examples("overlap corpus update", "overlap corpus update iso")
REMOVE_EXAMPLES = examples("overlap corpus remove iso", "overlap corpus remove iso@2026-05-04")
_KINDS = ("relaton", "iso-open-data", "itu")

Name = Annotated[str, typer.Option("--name", help="What to call the corpus. [default: after the source]")]
Title = Annotated[str, typer.Option("--title", help="Its title, as reports write it.")]
AsOf = Annotated[
    str, typer.Option("--as-of", help="The date of the data; it names the version, as today does without.")
]
Licence = Annotated[str, typer.Option("--licence", help="On what terms the data may be used.")]
Committees = Annotated[
    list[str] | None, typer.Option("--committee", help="Only of this committee or one below it; repeatable.")
]
Most = Annotated[int, typer.Option("--most", min=1, help="Take files up to so many MB.")]


def import_corpus(
    files: Annotated[
        list[str],
        typer.Argument(help=f"Files, folders, .zip, .tar.gz or .gz; before them may stand {', '.join(_KINDS)}."),
    ],
    name: Name = "",
    title: Title = "",
    as_of: AsOf = "",
    committee: Committees = None,
    licence: Licence = "",
) -> None:
    """Keep a whole catalogue under a name, so that it loads at once.

    The name then stands wherever that of a bundled corpus does. What could not be used is listed in a file beside it.
    Importing again keeps the version before, as NAME@VERSION.
    """
    kind, paths = (files[0], files[1:]) if files[0] in _KINDS else ("", files)
    if not paths:
        raise SettingsError(f"What is to be imported as {kind}?", "Give the file or folder after it.")
    from overlap.corpus.catalogue import Origin

    known = SOURCES.get(kind)
    committees = tuple(committee or ())
    named = name or _default_name(kind, Path(paths[0]), committees)
    origin = Origin(
        kind=kind,
        files=tuple(str(Path(each).absolute()) for each in paths),
        committees=committees,
        title=printable(title) or (_title(known, committees) if known else named),
        as_of=printable(as_of),
        licence=printable(licence) or (known.licence if known else ""),
    )
    _take(origin, named, licence or (known.notice if known else ""))


def fetch_corpus(
    source: Annotated[str, typer.Argument(help=f"One of {', '.join(SOURCES)}.", autocompletion=lambda: list(SOURCES))],
    name: Name = "",
    committee: Committees = None,
    address: Annotated[
        list[str] | None,
        typer.Option("--address", help="Where it is now, if the publisher moved it; https only; repeatable."),
    ] = None,
    most: Most = 1024,
) -> None:
    """Download a publisher's catalogue, and keep it under a name.

    Only this command and update use the network, and only https to public addresses. A download that broke off is gone
    on with by the same command. The licence is kept beside the data.
    """
    if source not in SOURCES:
        raise SettingsError(
            f"No source is called {source}.", f"{did_you_mean(source, SOURCES)}Use one of {', '.join(SOURCES)}."
        )
    known = SOURCES[source]
    from overlap.corpus.catalogue import Origin

    committees = tuple(committee or ())
    named = name or library.slug("-".join([known.name, *committees]))
    addresses = tuple(address or known.addresses)
    origin = Origin(kind=known.kind, source=source, addresses=addresses, committees=committees)
    _check_name(named)
    fetch(origin, named, known, most)


def update_corpora(
    names: Annotated[
        list[str] | None, typer.Argument(help="Imported corpora. [default: all]", autocompletion=complete_imported)
    ] = None,
    most: Most = 1024,
) -> None:
    """Fetch or read imported corpora again; the version before stays, as NAME@VERSION.

    Compare both versions and see with diff what changed.
    """
    from overlap.corpus import catalogue, imports

    for name in names or library.names():
        path = library.path_of(name)
        origin = catalogue.origin_of(path)
        known = SOURCES.get(origin.source or origin.kind)
        if origin.source:
            if known is None:
                raise NotFoundError(f"{name}: no source is called {origin.source} now.", "Fetch or import it anew.")
            fetch(origin, name, known, most)
        else:
            is_same = imports.checksum(_there(origin.files)) == origin.sha256
            notice = known.notice if known and known.licence == origin.licence else origin.licence
            _take(origin if is_same else replace(origin, as_of=""), name, notice)


def remove_corpus(
    name: Annotated[str, typer.Argument(help="An imported corpus, or one version of it.")],
) -> None:
    """Take an imported corpus away, with all its versions, or one older version."""
    found = corpora.imported(name)
    if found is None:
        if corpora.find(name):
            raise SettingsError(f"{name} is bundled with overlap.", "Only imported corpora can be removed.")
        remedy = did_you_mean(name, library.names()) + "See 'overlap corpus list'."
        raise NotFoundError(f"No imported corpus is called '{name}'.", remedy)
    library.remove(*found)
    say(f"removed {name}")


def _title(source: Source, committees: Sequence[str]) -> str:
    return ", ".join([source.title, *committees])


def _default_name(kind: str, path: Path, committees: Sequence[str]) -> str:
    """Name a corpus after its file, without what only the archive adds; ISO's own data are `iso`."""
    stem = path.absolute().name
    while (suffix := Path(stem).suffix.lower()) and len(suffix) <= 6 and not (path.is_dir() and stem == path.name):
        stem = stem.removesuffix(Path(stem).suffix)
    stem = stem.removesuffix("-main").removesuffix("-master").replace("relaton-data-", "relaton-")
    base = {"iso-open-data": "iso", "itu": "itu-t"}.get(kind, stem)
    return library.slug("-".join([base, *committees]))


def _check_name(name: str) -> None:
    """Refuse a name before the work begins."""
    library.check_name(name)
    if corpora.find(name):
        raise SettingsError(f"{name} is the name of a bundled corpus.", "Give another with --name.")


def fetch(origin: "Origin", name: str, source: Source, most: int, trusted: Collection[str] = ()) -> None:
    """Download all files of a source, at most so many MB each, then take them in.

    `trusted` are origins that may be other than public; no option names one.
    """
    folder = library.data_folder() / "downloads" / origin.source
    got: list[tuple[Path, Got]] = []
    from overlap.corpus import download

    for address in origin.addresses:
        file = address.rpartition("/")[2]
        target = folder / (f"{origin.source}.zip" if file.endswith(".zip") else file)
        try:
            with counting(f"Fetching {target.name}, MB") as counted:
                one = download.fetch(address, target, most << 20, _in_megabytes(counted), trusted)
        except KeyboardInterrupt:
            say(f"{target.name}: what came so far is kept; the same command goes on with it")
            raise
        say(f"{target.name}: {one.size / 2**20:.1f} MB, sha256 {one.sha256}")
        got.append((target, one))
    paths = tuple(str(path) for path, _ in got)
    changed = max((_day(one.modified) for _, one in got), default="")
    origin = replace(
        origin, files=paths, title=_title(source, origin.committees), as_of=changed, licence=source.licence
    )
    _take(origin, name, source.notice)


def _in_megabytes(counted: Callable[[int, int | None], None] | None) -> Callable[[int, int], None] | None:
    return (lambda come, total: counted(come >> 20, (total >> 20) or None)) if counted else None


def _day(modified: str) -> str:
    """Give the day of an HTTP date; empty when there is none.

    >>> _day("Wed, 07 Oct 2026 00:41:52 GMT"), _day("")
    ('2026-10-07', '')
    """
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(modified).date().isoformat()
    except ValueError:
        return ""


def _there(files: Sequence[str]) -> list[Path]:
    """Give files and folders that are there. Raises InputError for one that is not."""
    paths = list(map(Path, files))
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder.", "Check the name.")
    return paths


def _take(origin: "Origin", name: str, notice: str) -> None:
    """Read the files of an origin, and keep them as a version of a corpus."""
    from overlap import __version__
    from overlap.corpus import imports

    _check_name(name)
    paths = _there(origin.files)
    kind = imports.KINDS.get(origin.kind, imports.ANY)
    with counting("Reading") as counted:
        taken = imports.take(paths, name, origin.title, kind, origin.committees, counted)
    files = printable(", ".join(origin.addresses or tuple(path.name for path in paths)))
    corpus, faults = _described(taken, origin, files), taken.corpus.faults
    beside = {library.FAULTS: imports.faults_csv(faults)} if faults else {}
    beside |= {library.LICENCE: notice + "\n"} if notice else {}
    origin = replace(origin, sha256=taken.sha256, program=__version__)
    with progress("Writing"):
        version = library.put(corpus, library.slug(origin.as_of) or date.today().isoformat(), origin, beside)
    if not version:
        say(f"{name}: nothing new since {name}@{library.current(name)}")
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
