"""A report to hand out: the pairs of work items, the statements, the map, and the header of the document."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from types import MappingProxyType

from overlap.comparison import comparison, links, subjects
from overlap.comparison.links import Position
from overlap.comparison.roles import Role
from overlap.comparison.subjects import PairGroup
from overlap.comparison.territory import Claim, Territory
from overlap.items import stages
from overlap.model import Corpus, Pair, Report, Side, Statement, Subject, WorkItem
from overlap.record.changes import Difference
from overlap.record.register import Decision
from overlap.score.rounding import STEP
from overlap.score.scoring import Scores
from overlap.settings import Level, Settings

SHOWN = (Level.LIKELY, Level.SUBSTANTIAL)
"""The levels of the pairs to look at."""
BARS = 50
"""Of the histogram."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands at the head of a meeting document; empty lines are left out."""

    title: str = ""
    number: str = ""
    question: str = ""
    place: str = ""
    date: str = ""
    source: str = ""
    purpose: str = "Information"
    contact: str = ""
    abstract: str = ""
    keywords: str = ""
    action: str = ""

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The lines to print, by their names, but for the title."""
        names = {"question": "Question(s)", "place": "Place"}
        every = ((names.get(each.name, each.name.capitalize()), getattr(self, each.name)) for each in fields(self))
        return tuple((name, text) for name, text in every if text and name != "Title")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number that is not known, with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LevelWorth:
    """How often a level is right: its judged pairs, and how many of them belong on an agenda."""

    level: Level
    judged: int
    agenda: int
    pairs: int
    """All of them, judged or not."""
    drawn: int
    """How many of the judged ones were drawn at random."""
    rest: Estimate | None
    """How many of those that are not judged belong on an agenda; None where none was drawn at random."""


@dataclass(frozen=True, slots=True)
class Missed:
    """How many of the judged pairs that belong on an agenda are among the pairs to look at."""

    judged: int
    agenda: int
    """How many of them belong on an agenda."""
    found: int
    levels: tuple[LevelWorth, ...] = ()
    """What each level is worth, the closest first."""
    below: Estimate | None = None
    """How many of all pairs that belong on an agenda are not among the pairs to look at; None where it cannot be told,
    for no pairs of some level were drawn at random."""
    recall: Estimate | None = None
    """Which share of all pairs that belong on an agenda is among the pairs to look at."""


@dataclass(frozen=True, eq=False)
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
    missed: Missed | None = None
    """What judged pairs tell of how much is missed; None where nothing was judged."""
    liaisons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the id of a pair, the liaison statements about it in the register, each in a line."""

    @property
    def title(self) -> str:
        """The title given, else one that names both sides."""
        left, right = self.items.left.corpus.title, self.items.right.corpus.title
        return self.header.title or f"Possible overlap between {left} and {right}"

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides, as they were compared."""
        return self.items.left, self.items.right

    @cached_property
    def agenda(self) -> tuple[Pair, ...]:
        """The pairs to look at: substantial overlap or closer."""
        return tuple(pair for pair in self.items.pairs if pair.level in SHOWN)

    @cached_property
    def subjects(self) -> tuple[PairGroup, ...]:
        """The pairs to look at by subject, the subject of the closest pair first."""
        return subjects.group(self.agenda)

    @cached_property
    def open_pairs(self) -> tuple[Pair, ...]:
        """The pairs to look at that touch a text that is not yet final, most urgent first."""
        found = [pair for pair in self.agenda if any(map(stages.is_open, _work_items(pair)))]
        return tuple(sorted(found, key=lambda pair: (-urgency(pair), pair.rank or 0)))

    @cached_property
    def positions(self) -> tuple[Position, Position]:
        """Which committees of each side list the other side as a liaison."""
        left, right = self.items.left.corpus, self.items.right.corpus
        return links.position(left, right), links.position(right, left)

    def links(self, pair: Pair) -> tuple[str, ...]:
        """Say what the two texts of a pair, or their committees, already know of each other, and what was sent."""
        sides = zip(self.positions, _work_items(pair), strict=False)
        liaisons = filter(None, (position.of(item) for position, item in sides))
        return (*links.links(pair), *liaisons, *self.statements_on(pair))

    def statements_on(self, pair: Pair) -> tuple[str, ...]:
        """Give the liaison statements on a pair, by its id now or before 0.2."""
        return self.liaisons.get(pair.id) or self.liaisons.get(pair.formerly, ())

    def concerned(self, pair: Pair) -> Iterator[tuple[str, Statement]]:
        """Yield for each side the statement that claims an item of the pair most, by the words of the item itself."""
        yield from ((side, claim.statement) for side, claim in self.nearest(pair))

    def nearest(self, pair: Pair, but: Collection[str] = ()) -> Iterator[tuple[str, Claim]]:
        """Yield for each side its closest claim on the item of the pair, by the words of the item itself.

        Statements whose ids are in `but` claim nothing.
        """
        roles = self.territory.roles if self.territory else {}
        for side, entry in (("left", pair.left), ("right", pair.right)):
            claims = [
                each
                for each in self.claims.get((side, entry.id), ())
                if each.side == side
                and each.through is None
                and each.statement.id not in but
                and roles.get(each.statement.id) is Role.CLAIM
            ]
            if claims:
                yield side, max(claims, key=lambda each: (each.closeness, each.statement.id))


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


def urgency(pair: Pair) -> float:
    """Give the closeness of a pair times how much can still be changed of the more open of its two work items."""
    return pair.score * max((stages.openness(each) for each in _work_items(pair)), default=0.0)


def _work_items(pair: Pair) -> list[WorkItem]:
    return [each for each in (pair.left, pair.right) if isinstance(each, WorkItem)]
