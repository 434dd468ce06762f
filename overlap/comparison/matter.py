"""What a liaison statement is about: some pairs of a comparison, which side writes, and what a received one names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from overlap.comparison import names, pairs
from overlap.comparison.dossier import Dossier
from overlap.comparison.subjects import PairGroup, group
from overlap.corpus.received import Received
from overlap.errors import NotFoundError
from overlap.items import liaisons
from overlap.model import Entry, Pair, Side, WorkItem
from overlap.record import lookup
from overlap.record.register import Decision
from overlap.score.scoring import Scores
from overlap.text.suggestions import did_you_mean


@dataclass(frozen=True, slots=True)
class Named:
    """A document that a received statement names, and the work item of the lists that it is; None for none."""

    name: str
    side: Side | None
    item: WorkItem | None


@dataclass(frozen=True, slots=True)
class Matter:
    """What a statement is about."""

    dossier: Dossier
    pairs: tuple[Pair, ...]
    """Closest first."""
    is_turned: bool = False
    """Whether the right side writes to the left one."""
    outcomes: Mapping[str, str] | None = None
    """By the id of a pair what was decided about it."""
    received: Received | None = None
    """What it replies to."""
    named: tuple[Named, ...] = ()

    @property
    def us(self) -> Side:
        """The side that writes."""
        return self.dossier.items.right if self.is_turned else self.dossier.items.left

    @property
    def them(self) -> Side:
        """The side that is written to."""
        return self.dossier.items.left if self.is_turned else self.dossier.items.right

    @property
    def organizations(self) -> tuple[str, ...]:
        """The organizations of the side that writes: as its list says, else as its work items do."""
        ours = (self.both(pair)[0] for pair in self.pairs)
        return self.us.corpus.bodies or tuple(dict.fromkeys(each.body for each in ours if each.body))

    def both(self, pair: Pair) -> tuple[Entry, Entry]:
        """Give the entry of a pair that is ours, and theirs."""
        return (pair.right, pair.left) if self.is_turned else (pair.left, pair.right)

    @property
    def subjects(self) -> tuple[PairGroup, ...]:
        """The pairs by subject."""
        return group(self.pairs)


def by_ids(dossier: Dossier, scores: Scores, wanted: Sequence[str]) -> tuple[Pair, ...]:
    """Find pairs by their ids, however far apart they are. Raises NotFoundError for what is none."""
    items = dossier.items
    known: dict[str, Pair] = {}
    for pair in (*items.pairs, *items.coordinated, *items.decided):
        known |= {pair.formerly: pair, pair.id: pair}
    missing = [name for name in wanted if name not in known]
    if missing:
        found = names.find(items.left.corpus, items.right.corpus, missing, items.settings.within)
        rows, columns = ({entry.id: n for n, entry in enumerate(side)} for side in (scores.left, scores.right))
        there = {
            name: (rows[one.id], columns[other.id])
            for name, (one, other) in found.items()
            if one.id in rows and other.id in columns
        }
        known |= dict(zip(there, pairs.pairs(scores, [*there.values()]), strict=True))
    for name in wanted:
        if name not in known:
            remedy = "Name the two lists it came from, before the options."
            raise NotFoundError(f"No pair of the two lists is called {name}.", remedy)
    return in_order(known[name] for name in wanted)


def of_subject(dossier: Dossier, name: str) -> tuple[Pair, ...]:
    """Find the pairs of a subject, by its id or its name. Raises NotFoundError for none."""
    wanted = name.strip().casefold()
    subjects = dossier.subjects
    found = [each for each in subjects if wanted in (each.id.casefold(), each.name.casefold())]
    found = found or [each for each in subjects if wanted and wanted in each.name.casefold()]
    if not found:
        known = [each.name for each in subjects]
        remedy = did_you_mean(name, known) or f"There are: {'; '.join(known) or 'none'}."
        raise NotFoundError(f"No subject of these lists is called {name}.", remedy)
    return in_order(pair for each in found for pair in each.pairs)


def undecided(dossier: Dossier) -> tuple[Pair, ...]:
    """Give the pairs to look at on which nothing is decided. Raises NotFoundError where there is none."""
    if not dossier.agenda:
        raise NotFoundError("No pair to look at is undecided.", "See 'overlap compare' for those further apart.")
    return dossier.agenda


def naming(dossier: Dossier, documents: Iterable[str]) -> tuple[tuple[Named, ...], tuple[Pair, ...]]:
    """Find documents in the lists of both sides, and the pairs to look at in which one of them is."""
    items = dossier.items
    found = [_named(name, items.left, items.right) for name in documents]
    named = tuple({each.item.id if each.item else each.name: each for each in reversed(found)}.values())[::-1]
    wanted = {each.item.id for each in named if each.item}
    near = [
        pair for pair in (*dossier.agenda, *items.coordinated, *items.decided) if {pair.left.id, pair.right.id} & wanted
    ]
    near += [pair for pair in items.pairs if {pair.left.id, pair.right.id} <= wanted]
    return named, in_order(near)


def _named(name: str, left: Side, right: Side) -> Named:
    for side, other in ((left, right), (right, left)):
        try:
            entry = side.entries[names.find_entry(name, side, other)]
        except NotFoundError:
            continue
        if isinstance(entry, WorkItem):
            return Named(name, side, entry)
    return Named(name, None, None)


def outcomes(chosen: Iterable[Pair], decisions: Mapping[str, Decision]) -> dict[str, str]:
    """Give what was decided about each pair, by its id; those that are open again have no outcome."""
    works = lookup.by_work(decisions)
    found = {pair.id: lookup.find(pair, decisions, works) for pair in chosen if not pair.reopened}
    return {name: decision.outcome for name, decision in found.items() if decision}


def is_written_by_right(dossier: Dossier, to: Iterable[str], source: str = "") -> bool:
    """Say whether the addressees are of the left side, or the source is of the right one, so that the right writes."""
    left, right = dossier.items.left, dossier.items.right
    is_to_left = any(_is_of(name, left) and not _is_of(name, right) for name in to)
    return is_to_left or (_is_of(source, right) and not _is_of(source, left))


def _is_of(name: str, side: Side) -> bool:
    """Say whether a name is that of a side, or of one of its committees in whatever language it is written."""
    corpus = side.corpus
    known = (corpus.name, corpus.title, *corpus.aliases)
    if any(name.casefold().replace(" ", "") == each.casefold().replace(" ", "") for each in known):
        return True
    items = {(each.body, each.committee) for each in side.entries if isinstance(each, WorkItem)}
    groups = {*items, *((body, each.name) for body in corpus.bodies for each in corpus.committees)}
    return any(liaisons.is_listed(name, body, committee) for body, committee in sorted(groups) if committee)


def in_order(some: Iterable[Pair]) -> tuple[Pair, ...]:
    """Put pairs in order, closest first, each once."""
    found = {pair.id: pair for pair in some}
    return tuple(sorted(found.values(), key=lambda pair: (-pair.score, pair.id)))
