"""What is handed in to be checked: files and folders → proposals, and what of them cannot be checked, and why."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path, PurePath

from overlap.corpus import lines
from overlap.model import Fault, WorkItem
from overlap.read import ingestion
from overlap.read.entries import Checked, check
from overlap.read.formats.tables import HIDES_ROWS
from overlap.read.kinds import form_fields
from overlap.read.reading import Reading, Row
from overlap.settings import AS_WRITTEN, ReadSettings
from overlap.text import glossary, languages
from overlap.text.suggestions import typed
from overlap.text.words import is_genre, tokens

_UNKNOWN_KIND = "document of no known kind"
_OWN_FILES = frozenset(("overlap.toml", "decisions.toml"))
"""What stands beside proposals and is read otherwise."""
_BUNDLES = frozenset(("ZIP archive", "mail"))
_PART = re.compile(r"(?:^|, )(?:row|line|item|entry|record) \d+$")
"""The places of entries of a list; an empty form in a document beside one that is filled in is none."""
_KEYS = re.compile(r"(?:^|\s)[a-z][\w-]*:\s")
"""In a title: two of them are a run of keys with their values, and no title."""
_TWO_LANGUAGES = re.compile(r"\s[/|]\s")
_IN_ENGLISH = "give its title and scope in English"
_SHOWN = 80
"""Characters of a title in a message."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal that can be checked."""

    item: WorkItem
    source: str
    """The file, or `standard input`."""
    place: str
    """Where in the file: a row, a line; empty where it is the file."""
    line: int
    """The line of the file in which it begins, from 1 on; of a workbook the row."""


@dataclass(frozen=True, slots=True)
class Submissions:
    """All that was handed in."""

    proposals: tuple[Proposal, ...]
    unchecked: tuple[Fault, ...]
    """What was handed in and cannot be checked."""
    told: tuple[Fault, ...]
    """What is wrong with the others."""
    headings: Mapping[str, tuple[str, ...]]
    """File → the column headings of its lists."""


def read(paths: Iterable[Path], settings: ReadSettings = AS_WRITTEN, words: str = "") -> Submissions:
    """Read files, and what is below folders; `words` is a glossary of the user's own.

    Nothing that was handed in is passed over: it is a proposal, or it is named as what cannot be checked.
    """
    files: list[Path] = []
    unchecked: list[Fault] = []
    for path in paths:
        below = ingestion.files_below(path) if path.is_dir() else [path]
        below = [each for each in below if each == path or each.name not in _OWN_FILES]
        files += below
        if not below:
            unchecked.append(Fault(str(path), "", "no file in the folder", "put the proposals into it"))
    proposals: list[Proposal] = []
    told: list[Fault] = []
    headings: dict[str, tuple[str, ...]] = {}
    files = list(dict.fromkeys(files))
    for path, reading in zip(files, ingestion.read_all(files, settings), strict=True):
        if isinstance(reading, Fault):
            unchecked.append(reading)
            continue
        headings |= {reading.source: reading.headings} if reading.headings else {}
        found = check([reading])
        fit, unfit = _part(path, reading, found, glossary.read(words))
        lost = tuple(each for each in found.faults if _is_lost(each, reading, found))
        proposals += fit
        unchecked += (*unfit, *lost) or (() if fit else (_none(reading, found.faults),))
        told += [each for each in found.faults if each not in lost]
    return Submissions(tuple(proposals), tuple(unchecked), tuple(told), headings)


def _part(path: Path, reading: Reading, found: Checked, words: glossary.Glossary) -> tuple[list[Proposal], list[Fault]]:
    """Part the entries of a file into those that can be checked and those that cannot; one with a scope may be both."""
    fit: list[Proposal] = []
    unfit: list[Fault] = []
    starts = lines.of(path, [(each.row, each.entry.title) for each in found.found])
    for each, line in zip(found.found, starts, strict=True):
        item = each.entry
        if not isinstance(item, WorkItem):
            continue
        refused = _refuse(item, each.row.kind or reading.kind, reading.source, words)
        foreign = _is_foreign(item)
        if refused or foreign:
            cause, remedy = refused or (
                "its title is not in English, so it cannot be compared with the lists",
                _IN_ENGLISH,
            )
            named = f"{item.id}, '{item.title[:_SHOWN]}'" if item.title else item.id
            unfit.append(Fault(reading.source, ", ".join(filter(None, [each.row.place, named])), cause, remedy))
        if lacking := _lacking(each.row):
            at = ", ".join(filter(None, [each.row.place, item.id]))
            cause = f"a form ({each.row.kind}) in which no {lacking} was found"
            unfit.append(Fault(reading.source, at, cause, f"fill in its {lacking} at a label that is called so"))
        if not refused and item.language in ("", "en"):
            fit.append(Proposal(item, reading.source, each.row.place, line))
    return fit, unfit


def _lacking(row: Row) -> str:
    """Say which of title and scope a form lacks, so that only a part of it can be checked; a summary is as good."""
    if not row.kind or row.kind not in form_fields.kinds():  # a list, as most, needs no form to be read for it
        return ""
    has = ("title" in row.fields, not {"scope", "summary"}.isdisjoint(row.fields))
    return " and ".join(name for name, is_there in zip(("title", "scope"), has, strict=True) if not is_there)


def _refuse(item: WorkItem, kind: str, source: str, words: glossary.Glossary) -> tuple[str, str] | None:
    """Say why an entry is no proposal, and what to do; None for one that is."""
    is_unknown = kind == _UNKNOWN_KIND
    if is_unknown and _is_called(PurePath(source).stem, "files"):
        return "no proposal, by the name of the file", "give the proposals only"
    if _is_called(item.title, "project", "minutes") or (is_unknown and _is_called(item.scope, "minutes")):
        return "no proposal, by its title", "give the proposals only"
    if item.title == item.id and not (item.scope or item.summary):
        return "its title is no more than its number", "give its title"
    if item.title and is_unknown and form_fields.is_name(item.title):
        return "its title is the name of a form", "fill in the title of the work proposed"
    if item.title and not _has_subject(_without_forms(item.title), words):
        if _without_forms(item.title) != item.title:
            return "its title is the name of a form", "fill in the title of the work proposed"
        if not _has_subject(item.scope, words):
            return "no word that tells a subject, in title or scope", "give its title and scope in English"
    if is_unknown and (not item.title or len(_KEYS.findall(item.title)) > 1):
        return "a document of no known kind, and no title was found in it", "begin it with a title on a line of its own"
    if is_unknown and len(item.title.split()) == 1 and not (item.scope or item.summary):
        return (
            "a document of no known kind, of which only one word was found",
            "give its title and scope, each on lines of its own",
        )
    return None


def _is_foreign(item: WorkItem) -> bool:
    """Say whether the title of an entry is in another language than English; so is neither part of one in two."""
    if item.language not in ("", "en"):
        return True
    parts = [item.title, *(part for part in _TWO_LANGUAGES.split(item.title) if " " in part.strip())]
    return bool(item.title) and all(languages.detect_title(part) not in ("", "en") for part in parts)


def _is_lost(fault: Fault, reading: Reading, found: Checked) -> bool:
    """Say whether a fault is about something in a file of which nothing was made: a row, a record, a file within.

    Told by its place: entries stand at such places, and at this one there is none; or by its cause.
    """
    if fault.cause == HIDES_ROWS:
        return True
    if fault.cause.endswith(form_fields.IS_EMPTY):  # beside one that is filled in it is a spare one
        return not any(each.row.kind in form_fields.kinds() for each in found.found)
    places = {each.row.place for each in found.found} | found.repeated
    if not fault.place or fault.place in places:
        return False
    if reading.format in _BUNDLES:
        member = fault.place.split(", ")[0]
        return not any(place.startswith(member) for place in places)
    return bool(_PART.search(fault.place))


def _none(reading: Reading, faults: Sequence[Fault]) -> Fault:
    """Say that there is no proposal in a file."""
    if faults:
        return faults[0]
    remedy = f"see what 'overlap ingest {typed(reading.source)}' reads out of it"
    return Fault(reading.source, "", "no proposal was found in it", remedy)


def _has_subject(text: str, words: glossary.Glossary) -> bool:
    return any(not is_genre(token.term, words) for token in tokens(text, words))


def _without_forms(title: str) -> str:
    """Take the names of forms out of a title."""
    return " ".join(re.sub(rf"\b(?:{'|'.join(_rules()['forms'])})(?!\w)", " ", title, flags=re.IGNORECASE).split())


def _is_called(name: str, *kinds: str) -> bool:
    """Say whether a title or the name of a file is one of those of some kinds."""
    plain = " ".join(name.split())
    for kind in kinds:
        whole = "|".join(_rules()[kind])
        match = re.match if kind == "minutes" else re.fullmatch
        if match(whole, plain, re.IGNORECASE):
            return True
    return False


@cache
def _rules() -> dict[str, list[str]]:
    rules: dict[str, list[str]] = tomllib.loads(
        resources.files("overlap.corpus").joinpath("submissions.toml").read_text(encoding="utf-8")
    )
    return rules
