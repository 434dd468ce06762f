"""The register of decisions: what people decided about pairs, in a text file that is edited by hand and merges in git.

A decision holds for the two texts as they were: it is kept with fingerprints of their titles, scopes and stages, never
with a score or a rank. When one of them changes, or the decision expires, the pair is open again, and says why.
"""

import hashlib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from overlap.errors import InputError, SettingsError
from overlap.model import Entry, Pair, Statement
from overlap.record import tables
from overlap.text.identifiers import parse
from overlap.text.suggestions import did_you_mean

OUTCOMES = (
    "no overlap, noted",
    "reference the other text normatively (A.5)",
    "liaison statement for information",
    "liaison statement for action",
    "change title or scope",
    "move to another Question or group",
    "joint meeting or joint working group",
    "collaborative interchange or team, common or twin text",
    "adopt or transpose (A.25, PAS, fast track)",
    "merge",
    "put on hold",
    "withdraw",
    "proceed, difference recorded",
    "escalate",
)
"""What can come of a pair, in the terms of ITU-T A.23, A.25 and A Suppl. 5 and of the ISO/IEC Directives."""
NO_OVERLAP = OUTCOMES[0]
KNOWN = "known, left as it is"
"""What the baseline notes: the pair was there before anybody looked; no outcome to choose, for nothing was decided."""
UNSTAMPED = "without fingerprints, so no change of the texts opens it again; decide it again to add them"
NEVER = "never"
_PARTS = ("title", "scope", "stage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided about one pair."""

    pair: str
    """The id of the pair, as `P-R2KQFZT1`."""
    left: str
    right: str
    outcome: str
    reason: str = ""
    ref: str = ""
    """The document it is recorded in."""
    by: str = ""
    decided: str = ""
    """The date, as 2026-11-24."""
    expires: str = NEVER
    left_print: str = ""
    """Fingerprints of title, scope and stage of the left item, parted by blanks; empty until a comparison fills it."""
    right_print: str = ""
    history: tuple[str, ...] = ()
    """What was decided before, first things first, each in one line."""


_FIELDS = tuple(each.name for each in fields(Decision) if each.name != "pair")


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision beside the pair as it is now."""

    pair: Pair
    decision: Decision
    open_again: str = ""
    """Why it no longer holds; empty while it does."""


def read(path: Path) -> dict[str, Decision]:
    """Read a register, by pair. Raises InputError that names the place of what is wrong."""
    text = text_of(path)
    if marks := list(tables.conflicts(text)):
        raise InputError(
            f"{path}, line {marks[0]}: a conflict that git left.",
            f"Write both sides (git show :2:./{path.name} > ours.toml, and :3: > theirs.toml), then "
            f"'overlap decisions merge ours.toml theirs.toml -o {path}'.",
        )
    try:
        source = tables.read(text)
    except ValueError as error:
        raise InputError(f"{path}: not a register ({error}).", "Correct it there, or take the file out.") from error
    return {pair: _decision(pair, table, str(path)) for pair, table in source.items() if tables.is_decision(pair)}


def text_of(path: Path) -> str:
    """Give the text of a register; empty where there is none yet. Raises InputError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", "Check the right to read it.") from error
    except ValueError as error:
        raise InputError(f"{path}: not a register ({error}).", "Save it as UTF-8.") from error


def write(register: Mapping[str, Decision], text: str = "") -> str:
    """Write a register, one table a pair in the order of the ids; what is in a text before keeps its comments."""
    return tables.edit(text, {pair: _values(decision) for pair, decision in register.items()}, {"expires": NEVER})


@lru_cache(maxsize=2**14)
def _values(decision: Decision) -> tables.Values:
    every = {name: getattr(decision, name) for name in _FIELDS}
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in every.items()}
    return {name: value for name, value in plain.items() if value or name in ("left", "right", "outcome", "expires")}


@cache
def outcome_of(text: str) -> str:
    """Find the outcome that is meant by its words or their beginning. Raises SettingsError for none or several."""
    wanted = text.strip().casefold()
    every = (*OUTCOMES, KNOWN)
    found = [each for each in every if wanted and (each.casefold() == wanted or each.casefold().startswith(wanted))]
    found = found or [each for each in every if wanted and wanted in each.casefold()]
    if len(found) == 1 or (found and found[0].casefold() == wanted):
        return found[0]
    listed = "; ".join(found or OUTCOMES)
    if not wanted:
        raise SettingsError("No outcome is said.", f'Say it with --outcome "…", as one of: {listed}.')
    raise SettingsError(
        f"The outcome '{text}' is {'several' if found else 'none'} of those there are.", f"Use: {listed}."
    )


def check_date(text: str, what: str) -> str:
    """Give a date as it is written, or `never`. Raises SettingsError for anything else."""
    if text != NEVER:
        try:
            date.fromisoformat(text)
        except ValueError as error:
            raise SettingsError(f"{what} is '{text}'.", "Write a date as 2027-06-01, or never.") from error
    return text


def stamp(decision: Decision, one: Entry, other: Entry) -> Decision:
    """Fill in the names and fingerprints of the two texts as they are now, each on the side of its list."""
    return replace(
        decision, left=one.id, right=other.id, left_print=fingerprint_of(one), right_print=fingerprint_of(other)
    )


def baseline(pairs: Iterable[Pair], today: str) -> dict[str, Decision]:
    """Note pairs as known on a day, with nothing decided about them."""
    noted = (
        stamp(Decision(pair=pair.id, left="", right="", outcome=KNOWN, decided=today), pair.left, pair.right)
        for pair in pairs
    )
    return {each.pair: each for each in noted}


def is_expired(decision: Decision, today: str) -> bool:
    """Say whether the day until which a decision was to hold is past."""
    return decision.expires != NEVER and decision.expires < today


def standing(pair: Pair, decision: Decision, today: str) -> Standing:
    """Say whether a decision still holds for a pair on a day: not when a text changed, or has a new edition."""
    reasons = []
    if is_expired(decision, today):
        reasons.append(f"expired on {decision.expires}")
    kept = ((decision.left, decision.left_print), (decision.right, decision.right_print))
    for entry, (name, prints) in zip(_beside(pair, decision), kept, strict=True):
        reasons += [edition] if (edition := new_edition(name, entry.id)) else []
        changed = compare_prints(prints, fingerprint_of(entry))
        reasons += [f"{changed} of {entry.id} changed"] if changed else []
    return Standing(pair, decision, "; ".join(reasons))


def new_edition(before: str, now: str) -> str:
    """Say that an identifier names another edition or stage of a work than another one; empty for a mere respelling."""
    one, other = parse(before), parse(now)
    if one.year and other.year and one.year != other.year:
        return f"{now} is another edition than {before}"
    return f"{now} stands where {before} stood" if one.stage != other.stage else ""


def numbers(entry: Entry) -> frozenset[str]:
    """Give all numbers of the work that an entry is."""
    documents = (entry,) if isinstance(entry, Statement) else entry.documents
    return frozenset(number for each in documents for number in parse(each.id).numbers)


def fingerprint(title: str, scope: str, stage: str) -> str:
    """Shorten the three texts of an item to what changes when one of them does, parted by blanks."""
    return " ".join(_hash(text) for text in (title, scope, stage))


def fingerprint_of(entry: Entry) -> str:
    """Shorten the texts of an item."""
    return fingerprint(entry.title, entry.scope, getattr(entry, "stage", "") or getattr(entry, "status", ""))


def compare_prints(before: str, now: str) -> str:
    """Name the texts that changed between two fingerprints of an item, as `title and stage`; empty if none did."""
    parts = zip(_PARTS, before.split(), now.split(), strict=False)
    return " and ".join(part for part, one, other in parts if one != other)


def said(decision: Decision) -> str:
    """Tell a decision in one line: outcome, reason, document, who and when."""
    about = ", ".join(filter(None, [decision.ref, decision.by, decision.decided]))
    bare = "" if decision.left_print and decision.right_print else UNSTAMPED
    return "; ".join(filter(None, [decision.outcome, decision.reason, about, bare]))


def withdrawn(known: Mapping[str, Decision], proposals: Collection[str]) -> list[Decision]:
    """List what the baseline noted of proposals that are none of these, by their ids."""
    return [each for each in known.values() if each.outcome == KNOWN and not {each.left, each.right} & {*proposals}]


def replaced(before: Decision, now: Decision) -> Decision:
    """Give a decision that stands in the place of another one, which it keeps in its history with those before it."""
    told = () if before.outcome == KNOWN else (said(before),)
    return replace(now, history=(*before.history, *told))


def says_the_same(one: Decision, other: Decision) -> bool:
    """Say whether two decisions on a pair decide the same, whenever it was."""
    return all(getattr(one, name) == getattr(other, name) for name in ("outcome", "reason", "ref", "by", "expires"))


_WORDS = {"ref": "document"}
"""What people call a field of a decision."""


def from_rows(rows: Iterable[Mapping[str, str]], source: str) -> Iterator[Decision]:
    """Make decisions of rows that the web page or a person filled in; those without anything are not decided.

    Raises InputError for a row that says something of a decision and not what it is.
    """
    for row in rows:
        told = [name for name in ("reason", "ref", "by") if row.get(name, "").strip()]
        if told and not row.get("outcome", "").strip():
            names = " and ".join(_WORDS.get(name, name) for name in told)
            raise InputError(f"{source}: {names} without an outcome.", "Choose an outcome, or take that out.")
        if row.get("outcome", "").strip():
            if not row.get("pair", "").strip():
                raise InputError(f"{source}: a decision without a pair.", "Keep the column that names the pair.")
            said = {name: row.get(name, "").strip() for name in ("left", "right", "reason", "ref", "by")}
            expires = check_date(row.get("expires", "").strip() or NEVER, f"{source}, {row['pair']}: expires")
            bare = Decision(pair=row["pair"].strip(), left="", right="", outcome=outcome_of(row["outcome"]))
            left, right, reason, ref, by = said.values()
            yield replace(bare, expires=expires, left=left, right=right, reason=reason, ref=ref, by=by)


def _decision(pair: str, table: object, source: str) -> Decision:
    place = f"{source}, [{pair}]"
    if not isinstance(table, dict):
        raise InputError(f"{place}: no decision.", "Write it as a table, as the others are.")
    for name, value in table.items():
        if name not in _FIELDS:
            raise InputError(f"{place}: a decision has no {name}.", did_you_mean(name, _FIELDS) or "Take it out.")
        if name == "history" and isinstance(value, list) and all(isinstance(each, str) for each in value):
            continue
        if not isinstance(value, str):
            raise InputError(f"{place}: {name} is no text.", "Write it in quotation marks.")
    try:
        known = {**table, "outcome": outcome_of(table["outcome"]), "history": tuple(table.get("history", ()))}
        decision = Decision(pair=pair, **known)
        check_date(decision.expires, "expires")
    except (KeyError, TypeError) as error:
        raise InputError(f"{place}: left, right or outcome is missing.", "Fill it in.") from error
    except SettingsError as error:
        raise InputError(f"{place}: {error.problem}", error.remedy) from error
    return decision


def _beside(pair: Pair, decision: Decision) -> tuple[Entry, Entry]:
    """Give the two entries of a pair in the order in which a decision names them."""
    straight, turned = (
        sum(2 * (name == entry.id) + bool({*parse(name).numbers} & numbers(entry)) for name, entry in both)
        for both in (
            ((decision.left, pair.left), (decision.right, pair.right)),
            ((decision.left, pair.right), (decision.right, pair.left)),
        )
    )
    return (pair.left, pair.right) if straight >= turned else (pair.right, pair.left)


def _hash(text: str) -> str:
    """Shorten a text to what changes when it does; case, spaces and the form of characters do not count."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:12]
