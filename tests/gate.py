"""Measures at which score `overlap check` should fail: sure duplicates that do, clean proposals that do not.

Sure duplicates are the judged pairs of grade 2.5 and more, the left one given as a proposal with another title
(`data/gate_pairs.csv`), and proposals written with the answer known (`data/gate_proposals.csv`, of which some are
clean). Each is in one of two halves by lot: the line is chosen on the first, and both are reported. Beside them stand
the left items of the judged files all of whose judged pairs are of grade 0: clean, and of the same field. Proposals of
which hardly a word is that of their twin were written later (`data/gate_reworded.csv`), and are reported by themselves.
"""

import csv
import os
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from overlap import Corpus, WorkItem, load
from overlap.comparison import proposals
from overlap.score import weights

ROOT = Path(__file__).parent.parent
GOLD = Path(os.environ.get("GOLD", ROOT.parent / "shared" / "gold"))
DATA = ROOT / "tests" / "data"
LISTS = {
    "sg20_jc4": ("sg20", "jc4"),
    "sg20_sc41": ("sg20", "sc41"),
    "sg17_sc27": ("sg17", "sc27"),
    "sg13_sc38_sc42": ("sg13", "sc38_sc42"),
    "sg11_sc6": ("sg11", "sc6"),
    "tc22_tc69_tc21": ("tc22", "tc69_tc21"),
    "sg2_sg17_tc292_tc307": ("sg2_sg17", "tc292_tc307"),
}
LINES = (0.98, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05)
ENOUGH, AT_MOST = 0.95, 0.05


@dataclass(frozen=True, slots=True)
class Case:
    """A proposal, what it is checked against, and the item that it duplicates; empty for a clean one."""

    kind: str
    item: WorkItem
    answer: str
    against: tuple[Corpus, ...]


@cache
def items(name: str) -> Corpus:
    """Read one list."""
    return load(str(GOLD / f"{name}.jsonl"))


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judged() -> Iterator[Case]:
    """Give the judged pairs as proposals with other titles, and the left items that are close to nothing."""
    for row in rows(DATA / "gate_pairs.csv"):
        left, right = (items(name) for name in LISTS[row["lists"]])
        item = next(each for each in left.work_items if each.id == row["left_id"])
        yield Case("judged", WorkItem("X", row["title"], item.scope), row["right_id"], (right,))
    for name, (one, other) in LISTS.items():
        grades: dict[str, float] = {}
        for row in rows(GOLD / f"judged_{name}_dev.csv"):
            grades[row["left_id"]] = max(grades.get(row["left_id"], 0), float(row["grade"]))
        for item in items(one).work_items:
            if grades.get(item.id) == 0:
                yield Case("field", WorkItem("X", item.title, item.scope), "", (items(other),))


def written(name: str) -> Iterator[Case]:
    """Give the proposals written for this."""
    both = (load("sg20"), load("jc4"))
    for row in rows(DATA / name):
        kind = "written" if row["answer"] else "clean"
        yield Case(kind, WorkItem("X", row["title"], row["scope"]), row["answer"], both)


def scores(cases: Iterable[Case]) -> list[tuple[Case, float]]:
    """Give for each case the score of the closest item, named or not: what is asked is where the line must be."""
    groups: dict[tuple[str, ...], list[Case]] = {}
    for case in cases:
        groups.setdefault(tuple(each.name for each in case.against), []).append(case)
    found: list[tuple[Case, float]] = []
    for some in groups.values():
        every = Corpus("p", "P", work_items=tuple(each.item for each in some))
        for case, check in zip(some, proposals.check(every, some[0].against), strict=True):
            found.append((case, max((each.pair.score for each in check.findings), default=0.0)))
    return found


def halves(cases: Sequence[Case]) -> tuple[list[Case], list[Case]]:
    """Part cases by lot, each kind by itself."""
    lot = random.Random(20261129)
    one: list[Case] = []
    other: list[Case] = []
    for kind in ("judged", "written", "clean", "field"):
        some = [each for each in cases if each.kind == kind]
        lot.shuffle(some)
        one += some[: len(some) // 2]
        other += some[len(some) // 2 :]
    return one, other


def main() -> int:
    """Print the curve on the half on which the line is chosen, and both halves at the line; end with 1 on a miss."""
    if not GOLD.is_dir():
        print("no judged pairs at hand")
        return 0
    one, other = (scores(half) for half in halves([*judged(), *written("gate_proposals.csv")]))
    line = weights.read().gate
    print("line    duplicates that fail    clean that fail    of the same field, grade 0")
    for at in LINES:
        print(f"{at:4.2f}    {_told(one, at)}")
    print(f"\nat the gate, {line:g}")
    print(f"half 1  {_told(one, line)}\nhalf 2  {_told(other, line)}")
    later = scores(written("gate_reworded.csv"))
    told = [f"{_share(later, line, (kind,)):6.1%} of {_count(later, (kind,))}" for kind in ("written", "clean")]
    print(f"later   {'   '.join(told)}")
    sure, clean = (_share(other, line, kinds) for kinds in (("judged", "written"), ("clean",)))
    return int(sure < ENOUGH or clean > AT_MOST)


def _told(half: list[tuple[Case, float]], line: float) -> str:
    kinds = (("judged", "written"), ("clean",), ("field",))
    return "    ".join(f"{_share(half, line, each):6.1%} of {_count(half, each):<3}" for each in kinds)


def _share(half: list[tuple[Case, float]], line: float, kinds: tuple[str, ...]) -> float:
    return sum(at >= line for case, at in half if case.kind in kinds) / _count(half, kinds)


def _count(half: list[tuple[Case, float]], kinds: tuple[str, ...]) -> int:
    return sum(case.kind in kinds for case, _ in half)


if __name__ == "__main__":
    sys.exit(main())
