"""The run, from two corpora to a report; read this first."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from types import MappingProxyType
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from overlap.comparison import territory
from overlap.comparison.roles import APART, role
from overlap.comparison.territory import Territory
from overlap.errors import NotFoundError, SettingsError
from overlap.items import coordination
from overlap.items.filters import belongs, is_meant
from overlap.items.folding import Folded, Selected, fold, ids
from overlap.items.lazy import Catalogued, Lazy
from overlap.model import Corpus, Entry, Fault, Lone, Pair, Report, Side, Statement, Subject, WorkItem, pair_id
from overlap.record import register
from overlap.record.register import Decision, Standing
from overlap.score import scoring, weights
from overlap.score.rounding import STEP
from overlap.settings import DEFAULTS, Level, Settings
from overlap.text import glossary
from overlap.text.identifiers import parse
from overlap.text.languages import NAMES
from overlap.text.suggestions import did_you_mean


def compare(
    left: Corpus,
    right: Corpus,
    settings: Settings = DEFAULTS,
    subject: Subject = Subject.WORK_ITEMS,
    decisions: Mapping[str, Decision] = MappingProxyType({}),
    scores: scoring.Scores | None = None,
) -> Report:
    """Rank the pairs of work items, or of mandate statements, of two corpora by how close they are.

    Pairs on which a decision of the register stands on `settings.today` are no findings; those whose decision no
    longer holds are, and say why. `scores` are those of `score` if they are at hand.

    Raises NotFoundError when a side has nothing to compare, SettingsError when a filter fits nothing.
    """
    both = sides(left, right, settings, subject)
    scores = scores or _score(both, settings)
    joint = _declared(both, settings)
    standing = {} if subject is Subject.MANDATES else _standing(scores, decisions, joint, settings)
    decided = {place: each for place, each in standing.items() if not each.open_again and not settings.show_decided}
    aside = {*joint, *decided}
    chosen = _choose(scores, settings, both, aside)
    shown = list(_within_limits(map(chosen.place, range(len(chosen))), settings))
    lone = _lone(scores, settings)
    return Report(
        subject=subject,
        settings=settings,
        left=both[0],
        right=both[1],
        pairs=tuple(_told(_pair(scores, rank, place, joint), standing.get(place[:2])) for rank, place in shown),
        matching=len(chosen),
        levels=scoring.count_levels(scores, aside),
        coordinated=tuple(_coordinated(scores, joint)),
        decided=tuple(
            _told(each.pair, each) for each in sorted(decided.values(), key=lambda each: each.pair.rank or math.inf)
        ),
        lone=lone,
        lone_on=lone.on,
        left_out=_left_out(both, settings),
        floor=None if scores.floor is None else scores.floor / STEP,
    )


def explain(left: Corpus, right: Corpus, left_id: str, right_id: str, settings: Settings = DEFAULTS) -> Report:
    """Report one pair, of two work items or two statements, with the rank and score that `compare` gives it.

    Raises NotFoundError when an id is not there.
    """
    subject = Subject.WORK_ITEMS
    if all(any(each.id == name for each in side.mandate) for side, name in ((left, left_id), (right, right_id))):
        subject = Subject.MANDATES
    both = sides(left, right, settings, subject)
    row, column = _find(left_id, both[0], both[1]), _find(right_id, both[1], both[0])
    if settings.within and row == column:
        raise SettingsError(f"{left_id} and {right_id} are one work item.", "Name two; --no-fold takes editions apart.")
    if settings.within and row > column:
        row, column = column, row
    scores = _score(both, settings)
    joint = _declared(both, settings)
    ((rank, place),) = _ranked(scores, [(row, column)])
    return Report(
        subject=subject,
        settings=settings,
        left=both[0],
        right=both[1],
        pairs=(_pair(scores, rank, place, joint),),
        matching=1,
        levels=scoring.count_levels(scores, joint),
        coordinated=tuple(_coordinated(scores, joint)),
        decided=(),
        lone=(),
        lone_on={},
        left_out=_left_out(both, settings),
    )


def _declared(sides: tuple[Side, Side], settings: Settings) -> Mapping[tuple[int, int], str]:
    """Find the pairs that are coordinated already."""
    found = coordination.declared(sides[0].entries, sides[1].entries)
    return {place: said for place, said in found.items() if place[0] < place[1]} if settings.within else found


def chart(left: Corpus, right: Corpus, settings: Settings, scores: scoring.Scores | None = None) -> Territory | None:
    """Chart whose ground the work items of two corpora stand on; None where there are none to give.

    `scores` are those of `score` if they are at hand.
    """
    if settings.within or not all(any(map(_is_english, corpus.work_items)) for corpus in (left, right)):
        return None
    mandates = sides(left, right, settings, Subject.MANDATES)
    statements = [[*(each for each in side.entries if isinstance(each, Statement)), *side.apart] for side in mandates]
    words, numbers = glossary.read(settings.glossary), weights.read(settings.weights)
    return territory.chart((statements[0], statements[1]), scores or score(left, right, settings), words, numbers)


def score(left: Corpus, right: Corpus, settings: Settings, run: scoring.Run = scoring.here) -> scoring.Scores:
    """Score the pairs of work items of two corpora, as `compare` does; `run` says where, which changes no score.

    Raises NotFoundError when there is nothing.
    """
    return _score(sides(left, right, settings), settings, run)


def _score(both: tuple[Side, Side], settings: Settings, run: scoring.Run = scoring.here) -> scoring.Scores:
    """Score the pairs by the words of the field and the weights that the settings name."""
    words, numbers = glossary.read(settings.glossary), weights.read(settings.weights)
    lowest = settings.min_score or 1.0
    lists = both[0].entries, both[1].entries
    return scoring.score(*lists, settings.within, words, numbers, settings.embeddings, lowest, run)


def sides(left: Corpus, right: Corpus, settings: Settings, subject: Subject = Subject.WORK_ITEMS) -> tuple[Side, Side]:
    """Take what is to be compared out of two corpora. Raises NotFoundError when there is nothing."""
    return _side(left, subject, settings), _side(right, subject, settings)


class _Place(NamedTuple):
    """Where a pair stands, and its score and log-odds times STEP; no log-odds if no term is shared."""

    row: int
    column: int
    points: int
    log_odds: int | None


def _side(corpus: Corpus, subject: Subject, settings: Settings) -> Side:
    """Take what is to be compared out of a corpus, folded where asked, in the order of the ids."""
    read: Sequence[Entry]
    apart: tuple[Statement, ...] = ()
    if subject is Subject.MANDATES:
        read, remedy = corpus.mandate, "Add a mandate.csv to the folder, or give a text that is a mandate."
    else:
        read, remedy = corpus.work_items, "Add a work_items.csv to the folder, or give a list or texts of work items."
    english, foreign = part_english(read)
    if subject is Subject.MANDATES:
        apart = tuple(each for each in english if isinstance(each, Statement) and role(each) in APART)
        english = [entry for entry in english if entry not in apart]
    if not english:
        if apart:
            raise NotFoundError(
                f"{corpus.title} has no statement that claims something.", "Exclusions alone claim nothing."
            )
        why = f" in English: all {len(read)} are in another language" if read else ""
        raise NotFoundError(f"{corpus.title} has no {subject}{why}.", "Add English titles." if read else remedy)
    entries = fold(cast("Sequence[WorkItem]", english)) if subject is Subject.WORK_ITEMS and settings.fold else english
    if settings.within and len(entries) == 1:
        raise NotFoundError(f"{corpus.title} has one of the {subject} only.", "Give two lists, or a longer one.")
    in_order = entries if isinstance(entries, Folded) else tuple(sorted(entries, key=lambda entry: entry.id))
    return Side(corpus, len(read), in_order, tuple(foreign), apart)


def part_english(read: Sequence[Entry]) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """Part the entries into those in English and the others; only the others of a catalogue are made for it."""
    if not isinstance(read, Catalogued):
        return [each for each in read if _is_english(each)], [each for each in read if not _is_english(each)]
    rows: tuple[list[int], list[int]] = [], []
    for row, language in enumerate(read.column("language")):
        rows[language not in _ENGLISH].append(row)
    return Selected(read, rows[0]), Selected(read, rows[1])


_ENGLISH = ("", "en")
"""Only English is compared with English, and what is not known is taken for it."""


def _is_english(entry: Entry) -> bool:
    return entry.language in _ENGLISH


@dataclass(frozen=True, slots=True, eq=False)
class _Chosen:
    """The pairs that pass the filters, closest first."""

    scores: scoring.Scores
    listed: NDArray[np.intp]
    """Their places among the pairs that are listed in the scores."""
    rest: Sequence[tuple[int, _Place]]
    """Those of score 0, with their ranks."""

    def __len__(self) -> int:
        return len(self.listed) + len(self.rest)

    def place(self, number: int) -> tuple[int, _Place]:
        """Give the rank of a pair and where it stands."""
        if number >= len(self.listed):
            return self.rest[number - len(self.listed)]
        return _at(self.scores, int(self.listed[number]))


def _at(scores: scoring.Scores, number: int) -> tuple[int, _Place]:
    """Give rank and place of a pair that is listed in the scores."""
    log_odds = scores.log_odds[number : number + 1]
    points = int(scoring.points(log_odds)[0])
    return number + 1, _Place(int(scores.rows[number]), int(scores.columns[number]), points, int(log_odds[0]))


def _choose(
    scores: scoring.Scores, settings: Settings, sides: tuple[Side, Side], aside: Collection[tuple[int, int]]
) -> _Chosen:
    """Find the pairs that are close enough, and of whose work items one meets all filters on items.

    Those of score 0 are among them only when every pair is asked for, and every pair was scored.
    """
    lowest = _lowest(settings)
    width = len(scores.right)
    taken = _among(scores.rows * width + scores.columns, aside, width)
    fits = (scores.points >= lowest) & ~taken
    meets = [np.ones(len(side.entries), dtype=np.bool_) for side in sides]
    if settings.status or settings.type or settings.committee or settings.group:
        meets = [np.array([_meets(entry, settings) for entry in side.entries]) for side in sides]
        if not any(each.any() for each in meets):
            raise _nothing_meets(settings, sides)
        fits &= meets[0][scores.rows] | meets[1][scores.columns]
    rest: list[tuple[int, _Place]] = []
    if settings.limit is None and lowest <= 0 and scores.floor is None:
        rest = [
            (rank, _Place(*place, 0, None))
            for rank, place in enumerate(scoring.rest(scores), len(scores.rows) + 1)
            if place not in aside and (meets[0][place[0]] or meets[1][place[1]])
        ]
    return _Chosen(scores, np.flatnonzero(fits), rest)


def _lowest(settings: Settings) -> float:
    """Give the least score that is asked for, times STEP."""
    levels = weights.read(settings.weights).levels if settings.level else {}
    return max(settings.min_score, levels[settings.level] if settings.level else 0.0) * STEP


def _meets(entry: Entry, settings: Settings) -> bool:
    """Say whether one document of a work item meets every filter on items."""
    return isinstance(entry, WorkItem) and any(
        (not settings.status or is_meant(document.status, settings.status))
        and (not settings.type or is_meant(document.type, settings.type))
        and (not settings.group or is_meant(document.group, settings.group))
        and (not settings.committee or belongs(document.committee, settings.committee))
        for document in entry.documents
    )


def _nothing_meets(settings: Settings, sides: tuple[Side, Side]) -> SettingsError:
    """Name the values there are for the first filter that fits no work item, or say that none fits all filters."""
    documents = [
        document
        for side in sides
        for entry in side.entries
        if isinstance(entry, WorkItem)
        for document in entry.documents
    ]
    for name in ("status", "type", "committee", "group"):
        wanted = getattr(settings, name)
        there = sorted({getattr(document, name) for document in documents} - {""})
        fits = [value for value in there if belongs(value, wanted)]
        if wanted and not fits:
            listed = f"There are: {', '.join(there)}." if there else f"The lists give no {name}."
            return SettingsError(f"No work item has the {name} {' or '.join(wanted)}.", listed)
    return SettingsError(
        "No work item meets all the filters.", "Give fewer of --status, --type, --committee and --group."
    )


def _within_limits(chosen: Iterable[tuple[int, _Place]], settings: Settings) -> Iterator[tuple[int, _Place]]:
    """Yield the closest pairs, so many in all and so many of each entry."""
    used: Counter[tuple[str, int]] = Counter()
    shown = 0
    for rank, place in chosen:
        if shown == settings.limit:
            return
        right_side = "left" if settings.within else "right"
        keys = ("left", place[0]), (right_side, place[1])
        if settings.per_item and max(used[key] for key in keys) >= settings.per_item:
            continue
        used.update(keys)
        shown += 1
        yield rank, place


def _pair(scores: scoring.Scores, rank: int | None, place: _Place, joint: Mapping[tuple[int, int], str]) -> Pair:
    row, column, points, log_odds = place
    channels, terms = ((), ()) if log_odds is None else scoring.evidence(scores, row, column, log_odds)
    return Pair(
        rank=rank,
        left=scores.left[row],
        right=scores.right[column],
        score=points / STEP,
        log_odds=None if log_odds is None else log_odds / STEP,
        level=scoring.level(points, scores.numbers.levels),
        compared_on=scoring.compared_on(scores, row, column),
        channels=channels,
        terms=terms,
        declared=joint.get((row, column), ""),
    )


def _standing(
    scores: scoring.Scores, decisions: Mapping[str, Decision], joint: Mapping[tuple[int, int], str], settings: Settings
) -> dict[tuple[int, int], Standing]:
    """Put each decision of the register beside its pair, if both texts are in the lists."""
    if not decisions:
        return {}
    rows, columns = ({name: n for n, name in enumerate(ids(side))} for side in (scores.left, scores.right))
    wanted: dict[tuple[int, int], Decision] = {}
    for decision in decisions.values():
        for one, other in ((decision.left, decision.right), (decision.right, decision.left)):
            if one in rows and other in columns and (rows[one], columns[other]) not in joint:
                place = rows[one], columns[other]
                wanted[(min(place), max(place)) if settings.within else place] = decision
    found = {place[:2]: _pair(scores, rank, place, joint) for rank, place in _ranked(scores, wanted)}
    return {place: register.standing(pair, wanted[place], settings.today) for place, pair in found.items()}


def _by_rank(standing: Standing) -> float:
    return standing.pair.rank or math.inf


def _told(pair: Pair, standing: Standing | None) -> Pair:
    """Write on a pair what was decided about it."""
    if standing is None:
        return pair
    return replace(pair, decision=register.said(standing.decision), reopened=standing.open_again)


def _coordinated(scores: scoring.Scores, joint: Mapping[tuple[int, int], str]) -> Iterator[Pair]:
    """Yield the pairs that are coordinated already, closest first."""
    yield from (_pair(scores, rank, place, joint) for rank, place in _ranked(scores, joint))


def _ranked(scores: scoring.Scores, wanted: Collection[tuple[int, int]]) -> list[tuple[int | None, _Place]]:
    """Find some pairs among all, with their ranks, closest first; the many others are not walked through."""
    width = len(scores.right)
    keys = scores.rows * width + scores.columns
    listed: list[tuple[int | None, _Place]] = [
        _at(scores, number) for number in np.flatnonzero(_among(keys, wanted, width)).tolist()
    ]
    missing = {*wanted} - {place[:2] for _, place in listed}
    if missing and scores.floor is not None:
        return [*listed, *((None, _Place._make(each)) for each in scoring.look_up(scores, sorted(missing)))]
    if missing:
        last = len(keys)
        rest = enumerate(scoring.rest(scores), last + 1)
        listed += [(rank, _Place(*place, 0, None)) for rank, place in rest if place in missing]
    return listed


def _among(keys: NDArray[np.int64], places: Collection[tuple[int, int]], width: int) -> NDArray[np.bool_]:
    """Say for each pair, given as row times width plus column, whether it is at one of some places."""
    wanted = np.array([row * width + column for row, column in places], dtype=np.int64)
    return np.isin(keys, wanted)


def find(left: Corpus, right: Corpus, names: Collection[str], within: bool = False) -> dict[str, tuple[Entry, Entry]]:
    """Find the pairs of work items of two corpora, or within one, that have one of these ids.

    Pairs of editions that a comparison folds are found too; an item that stands for others is as it is when folded.
    """
    plain, folded = (sides(left, right, Settings(fold=fold)) for fold in (False, True))
    here, there = (
        list({entry.id: entry for entry in (*one.entries, *other.entries)}.values())
        for one, other in zip(plain, folded, strict=True)
    )
    places = combinations(here, 2) if within else product(here, there)
    return {name: (one, other) for one, other in places if (name := pair_id(one.id, other.id)) in names}


def pairs(scores: scoring.Scores, wanted: Sequence[tuple[int, int]]) -> list[Pair]:
    """Give some pairs as `compare` does, in the order asked for."""
    found = {place[:2]: _pair(scores, rank, place, {}) for rank, place in _ranked(scores, wanted)}
    return [found[place] for place in wanted]


@dataclass(frozen=True, slots=True, eq=False)
class _Lonely(Lazy[Lone]):
    """The entries whose nearest on the other side is not even related; those of a catalogue are made when asked for."""

    scores: scoring.Scores
    places: Sequence[tuple[str, int, float | None]]
    """Of each the side, its place there, and the score of its nearest."""

    @property
    def on(self) -> Mapping[str, int]:
        """Count those of each side."""
        return Counter(side for side, _, _ in self.places)

    def __len__(self) -> int:
        return len(self.places)

    def at(self, place: int) -> Lone:
        """Make one of them."""
        side, row, nearest = self.places[place]
        return Lone(side, (self.scores.left if side == "left" else self.scores.right)[row], nearest)


def _lone(scores: scoring.Scores, settings: Settings) -> _Lonely:
    """Find the entries whose nearest on the other side is not even related, side by side in the order of ids."""
    best = [np.full(len(side), -1, dtype=np.int64) for side in (scores.left, scores.right)]
    for nearest, places in ((best[0], scores.rows), (best[0] if settings.within else best[1], scores.columns)):
        np.maximum.at(nearest, places, scores.points)
    unknown = None if scores.floor is not None else 0.0
    related = scores.numbers.levels[Level.RELATED] * STEP
    sides = (("left", best[0]), ("right", best[1]))
    return _Lonely(
        scores,
        [
            (side, place, float(nearest[place]) / STEP if nearest[place] >= 0 else unknown)
            for side, nearest in (sides[:1] if settings.within else sides)
            for place in np.flatnonzero(nearest < related).tolist()
        ],
    )


def _left_out(sides: tuple[Side, Side], settings: Settings) -> tuple[Fault, ...]:
    """List the faults of both corpora and what is in another language than English, each once."""
    sides_once = sides[:1] if settings.within else sides
    faults = [fault for side in sides_once for fault in side.corpus.faults]
    faults += [
        Fault(
            side.corpus.title,
            entry.id,
            f"in {NAMES.get(entry.language, entry.language)}, and only English is compared, so not compared",
            "add an English title",
        )
        for side in sides_once
        for entry in side.other_language
    ]
    return tuple(dict.fromkeys(faults))


def _find(name: str, side: Side, other: Side) -> int:
    """Find the entry of that id, or the work item that a document of that id was folded into.

    Raises NotFoundError that names near spellings, or the other side if it is there.
    """
    found = _lookup(name, side)
    if found is not None:
        return found
    title = side.corpus.title
    if _lookup(name, other) is not None:
        raise NotFoundError(f"{name} is not in {title} but on the other side.", "Swap the two ids.")
    ids = [document.id for entry in side.entries for document in _documents(entry)]
    remedy = did_you_mean(name, ids) + f"See 'overlap corpus show {side.corpus.name} --items'."
    raise NotFoundError(f"{title} has no {name}.", remedy)


def _lookup(name: str, side: Side) -> int | None:
    """Find an entry by the id of one of its documents, else by its number without edition."""
    by_id = {document.id: n for n, entry in enumerate(side.entries) for document in _documents(entry)}
    if name in by_id:
        return by_id[name]
    in_any_case = [n for identifier, n in by_id.items() if identifier.casefold() == name.casefold()]
    if len(in_any_case) == 1:
        return in_any_case[0]
    wanted = set(parse(name).numbers)
    by_number = [
        n
        for n, entry in enumerate(side.entries)
        if isinstance(entry, WorkItem) and any(wanted & {*parse(each.id).numbers} for each in entry.documents)
    ]
    return by_number[0] if len(by_number) == 1 else None


def _documents(entry: Entry) -> Sequence[Entry]:
    return (entry,) if isinstance(entry, Statement) else entry.documents
