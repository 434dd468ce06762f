"""Judging pairs one by one: which pair comes next, and what a keystroke does; nothing here reads or prints."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product, zip_longest

from overlap.judge.judgements import Judgement
from overlap.model import Entry
from overlap.score.scoring import Scores

Asked = tuple[Entry, Entry]

GRADES: Mapping[str, str] = {
    "3": "likely duplication: same subject, same kind of result",
    "2": "substantial overlap: belongs on a coordination agenda",
    "1": "related",
    "0": "unrelated beyond general words",
}


def queue(scores: Scores, judged: Iterable[Judgement]) -> tuple[Asked, ...]:
    """Order the pairs that share a term and are not judged yet, those first whose score is nearest to one half."""
    known = {(each.left_id, each.right_id) for each in judged}

    def is_known(one: Entry, other: Entry) -> bool:
        ids = ([each.id for each in getattr(entry, "documents", (entry,))] for entry in (one, other))
        return any(pair in known or pair[::-1] in known for pair in product(*ids))

    places = zip(scores.rows.tolist(), scores.columns.tolist(), scores.log_odds.tolist(), strict=True)
    found = [(abs(log_odds), scores.left[row], scores.right[column]) for row, column, log_odds in places]
    found.sort(key=lambda each: (each[0], each[1].id, each[2].id))
    return tuple((one, other) for _, one, other in found if not is_known(one, other))


def mixed(drawn: Sequence[Asked], doubtful: Sequence[Asked]) -> tuple[Asked, ...]:
    """Put pairs that were drawn at random among doubtful ones, so that who judges cannot tell which is which."""
    names = {(one.id, other.id) for one, other in drawn}
    others = (each for each in doubtful if (each[0].id, each[1].id) not in names)
    return tuple(each for both in zip_longest(drawn, others) for each in both if each)


@dataclass(frozen=True, slots=True)
class Session:
    """Where a person stands in judging: each answer gives a new session, and undo the one before."""

    waiting: tuple[Asked, ...]
    judged: tuple[Judgement, ...]
    drawn: frozenset[tuple[str, str]] = frozenset()
    """The ids of the pairs that were drawn at random."""
    before: "Session | None" = None

    @property
    def now(self) -> Asked | None:
        """The pair to judge; None when all are judged or skipped."""
        return self.waiting[0] if self.waiting else None

    def grade(self, grade: float, reason: str = "") -> "Session":
        """Judge the pair and go on to the next."""
        left, right = self.waiting[0]
        judgement = Judgement(left.id, right.id, grade, reason, (left.id, right.id) in self.drawn)
        return replace(self, waiting=self.waiting[1:], judged=(*self.judged, judgement), before=self)

    def skip(self) -> "Session":
        """Leave the pair unjudged."""
        return replace(self, waiting=self.waiting[1:], before=self)

    def undo(self) -> "Session":
        """Take the last answer back; the first session has none."""
        return self.before or self


def counted(judged: Sequence[Judgement]) -> str:
    """Count judgements by grade, highest first."""
    counts = {grade: sum(f"{each.grade:g}" == grade for each in judged) for grade in GRADES}
    return f"{len(judged)} judged: " + ", ".join(f"{count} of grade {grade}" for grade, count in counts.items())
