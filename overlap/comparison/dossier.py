"""A report to hand out: the pairs of work items, the statements, the map, and the header of the document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType

from overlap.comparison import comparison
from overlap.comparison.roles import Role, role
from overlap.comparison.territory import Claim, Territory
from overlap.items.liaisons import is_listed
from overlap.model import Corpus, Pair, Report, Statement, Subject, WorkItem
from overlap.record.changes import Difference
from overlap.record.register import Decision
from overlap.score.rounding import STEP
from overlap.score.scoring import Scores
from overlap.settings import Level, Settings
from overlap.text.identifiers import parse

BARS = 50
"""Of the histogram."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands at the head of a meeting document; empty lines are left out."""

    title: str = ""
    question: str = ""
    place: str = ""
    date: str = ""
    source: str = ""
    purpose: str = "Information"
    contact: str = ""
    abstract: str = ""

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The lines to print, by their names, but for the title."""
        names = {"question": "Question(s)", "place": "Place"}
        every = ((names.get(each.name, each.name.capitalize()), getattr(self, each.name)) for each in fields(self))
        return tuple((name, text) for name, text in every if text and name != "Title")


@dataclass(frozen=True, slots=True)
class Dossier:
    """All a writer of a document gets."""

    header: Header
    items: Report
    """The pairs of work items, all that are related or closer."""
    statements: Report | None
    """The pairs of mandate statements; None where a side has no mandate."""
    territory: Territory | None
    claims: Mapping[tuple[str, str], tuple[Claim, ...]] = field(default_factory=dict)
    """For each side and item id the statements that claim it."""
    histogram: tuple[int, ...] = ()
    """How many of all pairs compared have a score in each fiftieth from 0 to 1."""
    since: Difference | None = None
    """What changed since a kept run; None where none was given."""

    @property
    def title(self) -> str:
        """The title given, else one that names both sides."""
        left, right = self.items.left.corpus.title, self.items.right.corpus.title
        return self.header.title or f"Possible overlap between {left} and {right}"

    @property
    def agenda(self) -> tuple[Pair, ...]:
        """The pairs to look at: substantial overlap or closer."""
        return tuple(pair for pair in self.items.pairs if pair.level in (Level.LIKELY, Level.SUBSTANTIAL))

    @property
    def without_scope(self) -> int:
        """How many work items have no scope, and so are compared on their title only."""
        sides = (self.items.left, self.items.right)
        return sum(isinstance(each, WorkItem) and not each.scope for side in sides for each in side.entries)

    def result(self) -> str:
        """Say in two sentences what came of it."""
        agenda = self.agenda
        likely = sum(pair.level is Level.LIKELY for pair in agenda)
        joint, decided, bare = len(self.items.coordinated), len(self.items.decided), self.without_scope
        settled = f" {joint} {_are(joint)} already coordinated." if joint else ""
        settled += f" {decided} {_are(decided)} decided before." if decided else ""
        only = f" Only pairs with {self.filters}." if self.filters else ""
        scopes = (
            f" {bare} work item{'s have' if bare > 1 else ' has'} no scope text, judged by the title only."
            if bare
            else ""
        )
        return (
            f"Of {self.items.compared:,} pair{'s' if self.items.compared > 1 else ''} of work items {len(agenda)} "
            f"{_are(len(agenda))} worth a look: {likely} likely duplication and "
            f"{len(agenda) - likely} substantial overlap.{only}{settled}{scopes}"
        )

    @property
    def filters(self) -> str:
        """Name the filters on work items; empty if there is none."""
        settings = self.items.settings
        every = {
            "status": settings.status,
            "type": settings.type,
            "committee": settings.committee,
            "group": settings.group,
        }
        return "; ".join(f"{name} {' or '.join(values)}" for name, values in every.items() if values)

    @property
    def declares_links(self) -> bool:
        """Whether some item says what it is related to, joint with or in liaison with: else nothing could be found."""
        entries = (entry for side in (self.items.left, self.items.right) for entry in side.entries)
        return any(
            isinstance(each, WorkItem) and bool(each.relations or each.joint_with or each.liaisons) for each in entries
        )

    def concerned(self, pair: Pair) -> Iterator[tuple[str, Statement]]:
        """Yield for each side the statement that claims an item of the pair most, by the words of the item itself."""
        for side, entry in (("left", pair.left), ("right", pair.right)):
            claims = [
                each
                for each in self.claims.get((side, entry.id), ())
                if each.side == side and each.through is None and role(each.statement) is Role.CLAIM
            ]
            if claims:
                yield side, max(claims, key=lambda each: (each.closeness, each.statement.id)).statement


def compile_dossier(
    left: Corpus,
    right: Corpus,
    settings: Settings,
    header: Header,
    decisions: Mapping[str, Decision] = MappingProxyType({}),
    scores: Scores | None = None,
) -> Dossier:
    """Compare work items and mandates, and put all together; `scores` are those of the work items if they are at hand.

    Raises NotFoundError where a side has no work items.
    """
    scores = scores or comparison.score(left, right, settings)
    items = comparison.compare(left, right, settings, decisions=decisions, scores=scores)
    statements = territory = None
    if left.mandate and right.mandate and not settings.within:
        statements = comparison.compare(left, right, Settings(glossary=settings.glossary), Subject.MANDATES)
        territory = comparison.chart(left, right, settings, scores)
    claims = {(each.side, each.item.id): each.claims for each in territory.holdings} if territory else {}
    counts = [0] * BARS
    for points in scores.points.tolist():
        counts[min(points * BARS // STEP, BARS - 1)] += 1
    counts[0] += items.compared - sum(counts)  # those that share no term
    return Dossier(header, items, statements, territory, claims, tuple(counts))


def links(pair: Pair) -> tuple[str, ...]:
    """Say what the two already know of each other: named as related, a liaison, joint text."""
    found = [pair.declared] if pair.declared else []
    if pair.decision:
        found.append(f"decided: {pair.decision}{f' (open again: {pair.reopened})' if pair.reopened else ''}")
    for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
        if isinstance(one, WorkItem) and isinstance(other, WorkItem):
            if _names(one, other):
                found.append(f"{one.id} names {other.id} as related")
            if one.liaisons and is_listed(one.liaisons, other.body, other.committee, other.group):
                found.append(f"{one.id} lists a liaison with {other.committee or other.group}")
    return tuple(found)


def _names(one: WorkItem, other: WorkItem) -> bool:
    """Say whether an item names another: who names an adoption names its origin; a bare number names nothing."""
    own = {number for each in other.documents for number in parse(each.id).numbers}
    spelled = {name.casefold() for each in other.documents for name in (each.id, *each.aliases)}
    return any(
        (parse(name).is_standard and not own.isdisjoint(parse(name).texts))
        or (not name.isdigit() and name.casefold() in spelled)
        for name in one.relations
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
