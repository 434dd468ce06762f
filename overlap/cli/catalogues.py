"""The commands that bring whole catalogues in: `corpus import`, `fetch`, `update` and `remove`."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli import intake
from overlap.cli.completion import complete_imported
from overlap.cli.console import counting, say
from overlap.cli.help import examples
from overlap.cli.values import at_least
from overlap.corpus import corpora, library
from overlap.corpus.sources import SOURCES, Source
from overlap.errors import InputError, NotFoundError, SettingsError
from overlap.text.printing import printable
from overlap.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from overlap.corpus.catalogue import Origin
    from overlap.corpus.partial import Got

IMPORT_EXAMPLES = examples(
    "overlap corpus import relaton relaton-data-itu.zip --committee SG17",
    "overlap corpus import iso-open-data iso_deliverables_metadata.jsonl --as-of 2026-11-24",
    "overlap corpus import itu searchRecs.json --name itu-t",
    "overlap corpus import our-programme.xlsx",
)
FETCH_EXAMPLES = examples("overlap corpus fetch iso-open-data", "overlap corpus fetch relaton-itu --name itu-t")
UPDATE_EXAMPLES = examples("overlap corpus update", "overlap corpus update iso")
REPAIR_EXAMPLES = examples("overlap corpus repair", "overlap corpus repair iso")
REMOVE_EXAMPLES = examples("overlap corpus remove iso", "overlap corpus remove iso@2026-05-04")
MOST = 1024
"""MB; so large a file is taken without being asked."""
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
Most = Annotated[int, typer.Option("--most", callback=at_least(1), help="Take files up to so many MB.")]


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
    intake.take(origin, named, licence or (known.notice if known else ""))


def fetch_corpus(
    source: Annotated[str, typer.Argument(help=f"One of {', '.join(SOURCES)}.", autocompletion=lambda: list(SOURCES))],
    name: Name = "",
    committee: Committees = None,
    address: Annotated[
        list[str] | None,
        typer.Option("--address", help="Where it is now, if the publisher moved it; https only; repeatable."),
    ] = None,
    sha256: Annotated[
        list[str] | None,
        typer.Option("--sha256", help="What a file must be, as its publisher says it; repeatable, in their order."),
    ] = None,
    most: Most = MOST,
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
    intake.check_name(named)
    fetch(origin, named, known, most, wanted=sha256 or ())


def update_corpora(
    names: Annotated[
        list[str] | None, typer.Argument(help="Imported corpora. [default: all]", autocompletion=complete_imported)
    ] = None,
    most: Most = MOST,
) -> None:
    """Fetch or read imported corpora again; the version before stays, as NAME@VERSION.

    Compare both versions and see with diff what changed.
    """
    for name in names or library.names():
        make_again(name, most)


def repair_corpora(
    names: Annotated[
        list[str] | None, typer.Argument(help="Imported corpora. [default: all]", autocompletion=complete_imported)
    ] = None,
    most: Most = MOST,
) -> None:
    """Read imported corpora whole, and make those that are damaged again from where they came.

    The exit code is 2 when an older version is damaged: its source has changed since, so it can only be removed.
    """
    lost = 0
    library.sweep()
    for name in names or library.names():
        library.mend_current(name)
        for version in library.versions(name):
            if library.is_whole(name, version):
                say(f"{name}@{version}: whole")
            elif version == library.current(name):
                say(f"{name}@{version}: damaged, or of another form; made again")
                make_again(name, most)
                library.remove(name, version)
            else:
                lost += 1
                say(f"{name}@{version}: damaged; 'overlap corpus remove {name}@{version}' takes it away")
    if lost:
        raise typer.Exit(2)


def make_again(name: str, most: int = MOST, *, again: bool = True) -> None:
    """Fetch or read the current version of a corpus again; unless asked, not what it was made of already."""
    from overlap.corpus import imports

    origin = library.origin(name)
    known = SOURCES.get(origin.source or origin.kind)
    if origin.source:
        if known is None:
            raise NotFoundError(f"{name}: no source is called {origin.source} now.", "Fetch or import it anew.")
        fetch(origin, name, known, most, again=again)
    else:
        is_same = imports.checksum(intake.there(origin.files)) == origin.sha256
        notice = known.notice if known and known.licence == origin.licence else origin.licence
        intake.take(origin if is_same else replace(origin, as_of=""), name, notice, again=again)


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


def fetch(
    origin: "Origin",
    name: str,
    source: Source,
    most: int,
    trusted: Collection[str] = (),
    wanted: Sequence[str] = (),
    *,
    again: bool = True,
) -> None:
    """Download all files of a source, at most so many MB each, then take them in if they are what was wanted.

    `wanted` are the SHA-256 of the files; fewer than there are leave the others unchecked. `trusted` are origins that
    may be other than public; no option names one.
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
    for (path, one), sha256 in zip(got, wanted, strict=False):
        if one.sha256 != sha256.strip().casefold():
            problem = f"{path.name}: sha256 {one.sha256}, and not {sha256}."
            raise InputError(problem, "Nothing was imported. Ask the publisher which is right.")
    paths = tuple(str(path) for path, _ in got)
    changed = max((_day(one.modified) for _, one in got), default="")
    origin = replace(
        origin, files=paths, title=_title(source, origin.committees), as_of=changed, licence=source.licence
    )
    intake.take(origin, name, source.notice, again=again)


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
