"""The nouns of overlap: frozen data, read by every other module and changed by none."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from overlap.settings import Level, Settings

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def pair_id(one: str, other: str) -> str:
    """Name a pair by what its two texts are called, whichever side each is on: it stays when lists and scores change.

    A text folded from the documents of a work is called by the number of the work, so that the id stays when a list
    spells an identifier otherwise or has a new edition; any other by its identifier. Versions before 0.2 took the
    identifier as spelled: those ids are `Pair.formerly`, and a pair is found by them too wherever it is named.
    40 bits of a SHA-256 in Crockford's base 32, which has no I, L, O and U.
    """
    named = "\x1f".join(sorted((one, other))).encode("utf-8", "surrogatepass")
    number = int.from_bytes(hashlib.sha256(named).digest()[:5])
    return "P-" + "".join(_CROCKFORD[number >> shift & 31] for shift in range(35, -5, -5))


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the input that was left out, or read otherwise than it stands; its cause says which."""

    source: str
    """The file, or `standard input`."""
    place: str
    """Where in the source: a row, a line, a column; empty for the whole source."""
    cause: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.source}, {self.place}" if self.place else self.source
        return f"{where}: {self.cause}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A document of a committee's work programme, published or under study."""

    id: str
    title: str
    scope: str = ""
    scope_origin: str = ""
    """Empty when the scope is the publisher's own scope text; `summary` when the document's summary or abstract
    stands in for it, `note` when it is a note on the document."""
    summary: str = ""
    """The summary or abstract of a document that has a scope as well."""
    justification: str = ""
    relations: tuple[str, ...] = ()
    """Identifiers of the other documents that this one names as related."""
    joint_with: tuple[str, ...] = ()
    """Identifiers of common, twin or identical texts that the document itself declares."""
    aliases: tuple[str, ...] = ()
    """Other identifiers of this document: its provisional name, its second number."""
    liaisons: str = ""
    body: str = ""
    committee: str = ""
    group: str = ""
    """The Question or working group, as in `Q7/20`."""
    type: str = ""
    """The kind of deliverable, as in `Supplement`."""
    status: str = ""
    stage: str = ""
    timing: str = ""
    """When it is due, as written."""
    date: str = ""
    language: str = ""
    """ISO 639-1 code of title and scope; empty when it is not known."""
    url: str = ""
    source: str = ""
    notes: str = ""
    """What else the source says of it; never compared."""
    members: tuple["WorkItem", ...] = ()
    """The other editions, drafts, amendments and corrigenda folded into this work item."""
    work: str = ""
    """The number of the work that it stands for when a list is folded; empty for one document of several."""

    @property
    def documents(self) -> tuple["WorkItem", ...]:
        """This document and those folded into it."""
        return (self, *self.members)


@dataclass(frozen=True, slots=True)
class Statement:
    """One point of a mandate."""

    id: str
    text: str
    kind: str = ""
    """`title`, `guidance`, `question`, `scope` or `exclusion`."""
    heading: str = ""
    """What people call it, as `Question 7/20, point 2`."""
    body: str = ""
    language: str = ""
    """ISO 639-1 code; empty when it is not known."""
    url: str = ""
    source: str = ""

    @property
    def called(self) -> str:
        """Its heading, else its body and kind, else its id."""
        return self.heading or ", ".join(filter(None, [self.body, self.kind])) or self.id

    @property
    def title(self) -> str:
        """The text, under the name by which every entry is read."""
        return self.text

    @property
    def scope(self) -> str:
        """Empty: a statement has no text beside its own."""
        return ""


Entry = WorkItem | Statement
"""What can be compared."""


def called(entry: Entry) -> str:
    """Give what an entry is called in the id of a pair."""
    return (entry.work if isinstance(entry, WorkItem) else "") or entry.id


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee whose work a corpus holds, and what it is to the corpus: its owner, one of the same field."""

    name: str
    title: str = ""
    role: str = ""
    as_of: str = ""
    status: str = ""
    """As its publisher states it, with its members, on the day `as_of`, as the liaisons."""
    liaisons: tuple[str, ...] = ()
    """The organizations and committees that it lists as liaisons; empty where its list is not known."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """One side of a comparison: work items, mandate, and where both come from."""

    name: str
    title: str
    as_of: str = ""
    aliases: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    committees: tuple[Committee, ...] = ()
    provenance: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """What the list of work items is known to lack, one sentence each."""
    mandate_missing: tuple[str, ...] = ()
    """What the mandate is known to lack, or what stands in for it."""
    licence: str = ""
    work_items: Sequence[WorkItem] = ()
    """A tuple, or the view on a catalogue that makes each work item when it is asked for."""
    mandate: tuple[Statement, ...] = ()
    faults: tuple[Fault, ...] = ()
    unread: tuple[Fault, ...] = ()
    """Those of files that could not be read: what they hold is not known."""
    digest: str = ""
    """The SHA-256 of what was read, in hexadecimal figures; of several files by `files.digest_of`."""
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    """File → what a user can say the field of in it: the column headings of its lists."""
    where: str = field(default="", compare=False)
    """The name, folder or file that it was asked for by, to be typed again."""


class Subject(StrEnum):
    """What a report compares."""

    WORK_ITEMS = "work items"
    MANDATES = "mandate statements"


@dataclass(frozen=True, slots=True)
class Term:
    """A term both texts share, and its part of the log-odds."""

    text: str
    """The spelling most used in the two lists."""
    channel: str
    share: float
    written: tuple[str, ...] = ()
    """How the two texts write it, where the glossary made the term of other words."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One summand of the log-odds, as `base`, `title`, `scope` or `phrases`."""

    name: str
    value: float
    """What was measured: a part of a cosine, 0 to 1; for `breadth` ln(1 + what words say); for `base` 1."""
    weight: float
    share: float
    """Value times weight: the channel's part of the log-odds."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One entry of each side and how close they are."""

    rank: int | None
    """Place among all pairs compared, 1 for the closest; no filter changes it. None below the floor of a report."""
    left: Entry
    right: Entry
    score: float
    """The probability that experts would put the pair on a coordination agenda, in steps of 0.000001."""
    log_odds: float | None
    """ln(p / (1 - p)) of that probability p, which the shares of the channels add up to; None if no term is shared."""
    level: Level
    compared_on: str
    channels: tuple[Channel, ...]
    terms: tuple[Term, ...]
    """Largest share first."""
    declared: str = ""
    """Who says that the two are coordinated already; empty for a finding."""
    decision: str = ""
    """What was decided about it, from the register; empty if nothing was."""
    reopened: str = ""
    """Why that decision no longer holds; empty while it does."""
    left_only: tuple[str, ...] = ()
    """Subject words of the left title that the right text has nowhere, weightiest first; `right_only` likewise."""
    right_only: tuple[str, ...] = ()
    relation: str = ""
    """How the subjects of the two titles lie to each other (`contrast.relation`); empty where words do not tell."""

    @property
    def id(self) -> str:
        """Name the pair by its two works, or by its two documents where nothing was folded."""
        return pair_id(called(self.left), called(self.right))

    @property
    def formerly(self) -> str:
        """Name the pair as versions before 0.2 did: by its two identifiers as they are spelled."""
        return pair_id(self.left.id, self.right.id)


@dataclass(frozen=True, slots=True)
class Lone:
    """An entry with no near neighbour on the other side, and the score of its nearest."""

    side: str
    entry: Entry
    best_score: float | None
    """None where only pairs from some score on were listed (`Report.floor`), and it has none."""


@dataclass(frozen=True, slots=True)
class Side:
    """A corpus as it entered the comparison."""

    corpus: Corpus
    rows: int
    """How many work items or statements were read."""
    entries: Sequence[Entry]
    """What was compared, after folding, in the order of the ids."""
    other_language: tuple[Entry, ...] = ()
    """What was not compared because it is not in English."""
    apart: tuple[Statement, ...] = ()
    """Exclusions and statements about working with others: they claim nothing, and so are not ranked."""


@dataclass(frozen=True, slots=True)
class Report:
    """All a writer ever gets; made from the input alone, so equal input gives equal bytes."""

    subject: Subject
    settings: Settings
    left: Side
    right: Side
    pairs: Sequence[Pair]
    """The pairs asked for, closest first; a tuple, or, where every pair is asked for, one by one as they are read."""
    matching: int
    """How many pairs the filters let through, shown or not."""
    levels: Mapping[Level, int]
    """How many of all pairs compared are of each level, those coordinated already left aside."""
    coordinated: Sequence[Pair]
    """The pairs that are declared joint text, and so no findings, closest first; `decided` those decided upon."""
    decided: tuple[Pair, ...]
    lone: Sequence[Lone]
    lone_on: Mapping[str, int]
    """How many of them are on each side."""
    left_out: tuple[Fault, ...]
    floor: float | None = None
    """Pairs below this score were not ranked, for there are too many; None where every pair was."""

    @property
    def compared(self) -> int:
        """How many pairs were compared."""
        return sum(self.levels.values()) + len(self.coordinated) + len(self.decided)
