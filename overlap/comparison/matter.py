"""What a liaison statement is about: some pairs of a comparison, which side writes, and what a received one names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from overlap.comparison import comparison, names, pairs
from overlap.comparison import subjects as by_subject
from overlap.comparison.dossier import Dossier
from overlap.comparison.subjects import PairGroup
from overlap.corpus.received import Received
from overlap.errors import NotFoundError
from overlap.items import liaisons
from overlap.model import Committee, Corpus, Entry, Pair, Side, WorkItem
from overlap.record import lookup
from overlap.record.register import Decision
from overlap.score.scoring import Scores
from overlap.settings import Level, Settings
from overlap.text.suggestions import did_you_mean

_AND = re.compile(r"\s*[,;&]\s*|\s+(?:and|et|y|und)\s+")
"""What parts the names of two addressees."""


@dataclass(frozen=True, slots=True)
class Named:
    """A document that a received statement names, and the work item of the lists that it is; None for none."""

    name: str
    side: Side | None
    item: WorkItem | None
    others: tuple[str, ...] = ()
    """By which names it speaks of the same work item, too."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a statement is about."""

    dossier: Dossier
    pairs: tuple[Pair, ...]
    """Closest first."""
    is_turned: bool = False
    """Whether the right side writes to the left one."""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """By the id of a pair what was decided about it."""
    received: Received | None = None
    """What it replies to."""
    named: tuple[Named, ...] = ()
    near: tuple[Pair, ...] = ()
    """The pairs to look at of which it names one text alone."""
    committees: tuple[Committee, ...] = ()
    """Those whose lists of liaisons are known beside those of both sides."""

    @property
    def us(self) -> Side:
        """The side that writes."""
        return self.dossier.items.right if self.is_turned else self.dossier.items.left

    @property
    def them(self) -> Side:
        """The side that is written to."""
        return self.dossier.items.left if self.is_turned else self.dossier.items.right

    def organizations(self, side: Side) -> tuple[str, ...]:
        """Give the organizations of a side: as its list says, else its work items, its name or their committees do."""
        entries = [self.both(pair)[side is self.them] for pair in self.pairs]
        committees = "; ".join(each.committee for each in entries if isinstance(each, WorkItem))
        named = ([group[0] for group in liaisons.groups(text)] for text in (side.corpus.title, committees))
        ways = (side.corpus.bodies, [each.body for each in entries], *named)
        return next(filter(None, (tuple(dict.fromkeys(filter(None, way))) for way in ways)), ())

    def both(self, pair: Pair) -> tuple[Entry, Entry]:
        """Give the entry of a pair that is ours, and theirs."""
        return (pair.right, pair.left) if self.is_turned else (pair.left, pair.right)

    def placed(self, pair: Pair) -> tuple[tuple[Entry, Side], ...]:
        """Give the entry of a pair that is ours, and theirs, each with its side."""
        ours, theirs = self.both(pair)
        return (ours, self.us), (theirs, self.them)

    @property
    def subjects(self) -> tuple[PairGroup, ...]:
        """The pairs by subject, called as in the whole comparison; those further apart by subjects of their own."""
        known = by_subject.by_pair(self.dossier.subjects)
        known = {**by_subject.by_pair(by_subject.group(p for p in self.pairs if p.id not in known)), **known}
        found: dict[str, tuple[Pair, ...]] = {}
        for pair in self.pairs:
            name = known[pair.id].name
            found[name] = (*found.get(name, ()), pair)
        return tuple(PairGroup(known[some[0].id].id, name, some) for name, some in found.items())

    @property
    def is_coordinated(self) -> bool:
        """Whether all pairs are declared to be coordinated already."""
        return bool(self.pairs) and all(pair.declared for pair in self.pairs)

    @property
    def is_addressee(self) -> bool:
        """Whether the received statement is addressed to the side that writes, or does not say to whom it is."""
        received = self.received
        return received is None or not received.to or any(is_of(name, self.us) for name in received.to)


def by_ids(dossier: Dossier, scores: Scores, wanted: Sequence[str]) -> tuple[Pair, ...]:
    """Find pairs by their ids, however far apart they are, or by those of their subjects.

    Raises NotFoundError for what is none.
    """
    items = dossier.items
    of_subjects = {name: by_subject.find(items, name) for name in wanted if names.is_subject(name)}
    wanted = [names.as_pair(name) for name in wanted if not names.is_subject(name)]
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
    for name in (*wanted, *of_subjects):
        if name not in known and not of_subjects.get(name):
            remedy = "Name the lists it came from: --left and --right."
            raise names.no_pair(name, items.left.corpus, items.right.corpus, remedy)
    return in_order((*chain.from_iterable(of_subjects.values()), *(known[name] for name in wanted)))


def of_subject(dossier: Dossier, name: str) -> tuple[Pair, ...]:
    """Find the pairs of a subject, by its id or its name. Raises NotFoundError for none."""
    if by_id := by_subject.find(dossier.items, name):
        return in_order(by_id)
    wanted = name.strip().casefold()
    subjects = dossier.subjects
    found = [each for each in subjects if wanted == each.name.casefold()]
    found = found or [each for each in subjects if wanted and wanted in each.name.casefold()]
    if not found:
        known = [each.name for each in subjects]
        remedy = did_you_mean(name, known) or f"There are: {'; '.join(known) or 'none'}."
        raise NotFoundError(f"No subject of these lists is called {name}.", remedy)
    return in_order(pair for each in found for pair in each.pairs)


def pairs_of_subject(
    left: Corpus, right: Corpus, name: str, settings: Settings, decisions: Mapping[str, Decision]
) -> tuple[Pair, ...]:
    """Find the pairs of a subject by its id, among all of two corpora however many a list shows; empty for none.

    They are those to look at, of a subject that has none those that are related, of one that is decided all.
    """
    every = replace(settings, limit=None, level=Level.RELATED)
    return by_subject.find(comparison.compare(left, right, every, decisions=decisions), name)


def undecided(dossier: Dossier) -> tuple[Pair, ...]:
    """Give the pairs to look at on which nothing is decided. Raises NotFoundError where there is none."""
    if not dossier.agenda:
        raise NotFoundError("No pair to look at is undecided.", "See 'overlap compare' for those further apart.")
    return dossier.agenda


def naming(dossier: Dossier, documents: Iterable[str]) -> tuple[tuple[Named, ...], tuple[Pair, ...], tuple[Pair, ...]]:
    """Find documents in the lists of both sides, the pairs of two of them, and those to look at in which one is."""
    items = dossier.items
    found = [_named(name, items.left, items.right) for name in documents]
    groups: dict[str, list[Named]] = {}
    for each in found:
        groups.setdefault(each.item.id if each.item else each.name, []).append(each)
    named = tuple(replace(some[0], others=tuple(each.name for each in some[1:])) for some in groups.values())
    wanted = {each.item.id for each in named if each.item}
    every = (*dossier.agenda, *items.coordinated, *items.decided)
    both = in_order(pair for pair in (*every, *items.pairs) if {pair.left.id, pair.right.id} <= wanted)
    near = in_order(pair for pair in every if {pair.left.id, pair.right.id} & wanted and pair not in both)
    return named, both, near


def _named(name: str, left: Side, right: Side) -> Named:
    for side, other in ((left, right), (right, left)):
        try:
            entry = side.entries[names.find_entry(name, side, other)]
        except NotFoundError:
            continue
        if isinstance(entry, WorkItem):
            return Named(name, side, entry)
    return Named(name, None, None)


def decided(chosen: Iterable[Pair], decisions: Mapping[str, Decision]) -> dict[str, Decision]:
    """Give what was decided about each pair, by its id; those that are open again are not decided."""
    works = lookup.by_work(decisions)
    found = {pair.id: lookup.find(pair, decisions, works) for pair in chosen if not pair.reopened}
    return {name: decision for name, decision in found.items() if decision}


def is_written_by_right(
    dossier: Dossier, to: Iterable[str], source: str = "", received: Received | None = None
) -> bool:
    """Say whether the right side writes.

    It does where the source is of that side; else where the addressees are of the left one, or what is answered was
    sent to the right one.
    """
    left, right = dossier.items.left, dossier.items.right
    if is_of(source, left) != is_of(source, right):
        return is_of(source, right)
    is_to_left = any(is_of(name, left) and not is_of(name, right) for name in to)
    was_sent = received.to if received else ()
    is_to_right = any(is_of(name, right) for name in was_sent) and not any(is_of(name, left) for name in was_sent)
    return is_to_left or is_to_right


def is_of(name: str, side: Side) -> bool:
    """Say whether a name is that of a side, its organizations, or one of its committees in whatever language."""
    corpus = side.corpus
    known = {each.casefold().replace(" ", "") for each in (corpus.name, corpus.title, *corpus.aliases, *corpus.bodies)}
    if any(each.casefold().replace(" ", "") in known for each in (name, *_AND.split(name))):
        return True
    items = {(each.body, each.committee) for each in side.entries if isinstance(each, WorkItem)}
    groups = {*items, *((body, each.name) for body in corpus.bodies for each in corpus.committees)}
    return any(liaisons.is_listed(name, body, committee) for body, committee in sorted(groups) if committee)


def in_order(some: Iterable[Pair]) -> tuple[Pair, ...]:
    """Put pairs in order, closest first, each once."""
    found = {pair.id: pair for pair in some}
    return tuple(sorted(found.values(), key=lambda pair: (-pair.score, pair.id)))
