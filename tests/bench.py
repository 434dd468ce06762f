"""Measures the cold start, the memory, growth and the match quality; ends with 1 when a target is missed.

Times are ratios to an anchor measured beside them in the same run, for machines differ and have neighbours.
"""

import csv
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from overlap import WorkItem, fold, load
from overlap.comparison.comparison import chart
from overlap.comparison.roles import Role
from overlap.judge import evaluation, fitting, judgements, metrics
from overlap.judge.fitting import Judged
from overlap.judge.judgements import AGENDA
from overlap.judge.levels import RELATED, count_levels
from overlap.score import features, vectors, weights
from overlap.score import lexicon as lexicons
from overlap.score.features import Features
from overlap.score.lexicon import Lexicon
from overlap.settings import Settings
from overlap.text import glossary
from tests import growth, replay

ROOT = Path(__file__).parent.parent
GOLD = Path(os.environ.get("GOLD", ROOT.parent / "shared" / "gold"))
"""Where judged files and their lists are."""
CATALOGUES = ROOT.parent / "shared" / "catalogues"
RUNS = 5
RECORDS = 30_000
READING = 1.5
"""At most so many times as long as the parser may reading a folder of records take."""
GROWTH = 16
"""At most so many times as long may eight times the input take; quadratic, it would be 64."""
CLOCK = 0.0005
"""Seconds that count as the least taken."""
PARSE = (
    "import pathlib, sys, yaml;"
    "[yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader) for path in sorted(pathlib.Path(sys.argv[1]).iterdir())]"
)

ANCHOR = ("import sklearn.feature_extraction.text", [sys.executable, "-c", "import sklearn.feature_extraction.text"])
STARTS = [
    ("overlap --help", ["-m", "overlap", "--help"], 0.25),
    ("overlap compare", ["-m", "overlap", "compare"], 0.7),
    ("overlap mandates", ["-m", "overlap", "mandates"], 5.0),
    ("overlap check proposal.csv", ["-m", "overlap", "check", "--exit-zero", "proposal.csv"], 0.6),
    ("overlap check proposal.md", ["-m", "overlap", "check", "--exit-zero", "proposal.md"], 0.9),
]
"""What is started, how, and at most which part of the anchor's time it may take."""
PROPOSAL = (
    "id,title,scope\n"
    "X-1,Levels of maturity for smart sustainable cities,It defines levels and indicators of the maturity of a city.\n"
)
IN_MARKDOWN = (
    "# Levels of maturity for smart sustainable cities\n\n## Scope\n\n"
    "It defines levels and indicators of the maturity of a city.\n"
)

PAPERS = {".html": (2.0, 2000), ".docx": (3.0, 2000), ".xlsx": (3.0, 2000)}
"""Documents, the seconds each may take, and how many kB it may have."""
BUNDLED = ("sg20 × jc4 (bundled, notes as scopes)", ROOT / "corpora/judgements/sg20_jc4.csv", 0.70)
"""Judgements on the bundled corpora, and the average precision below which something broke."""
TARGETS = {"sg20 × jc4": 0.75, "sg17 × sc27": 0.85, "sg13 × sc38_sc42": 0.80}
"""Average precision wanted, cross-validated by item."""
CALIBRATION = 0.05
"""At most so far may probabilities be from what is found, on average."""
ORDERS = 200
"""In so many orders each judged list is read."""
COMMON = {1: 0.97, 5: 0.995}
"""So many of the common texts are wanted among the first of all latest editions."""


def main() -> int:
    """Print the tables; return 1 when a target is missed."""
    return max(starts(), papers(), scale(), grown(), quality())


def starts() -> int:
    """Time each start beside the anchor, interleaved, and print median seconds, ratio and peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        return _starts(Path(folder))


def _starts(folder: Path) -> int:
    (folder / "proposal.csv").write_text(PROPOSAL, encoding="utf-8")
    (folder / "proposal.md").write_text(IN_MARKDOWN, encoding="utf-8")
    cases = [ANCHOR, *((name, [sys.executable, *arguments]) for name, arguments, _ in STARTS)]
    cases = [
        (name, [str(folder / word) if word.startswith("proposal.") else word for word in case]) for name, case in cases
    ]
    times: dict[str, list[float]] = {name: [] for name, _ in cases}
    memory: dict[str, float] = {}
    for _ in range(RUNS + 1):
        for name, command in cases:
            seconds, memory[name] = run(command)
            times[name].append(seconds)
    median = {name: statistics.median(taken[1:]) for name, taken in times.items()}
    targets = {name: target for name, _, target in STARTS}
    print(f"Cold start: median of {RUNS} runs\n\n{'':40} {'seconds':>8} {'ratio':>6} {'target':>7} {'peak MB':>8}")
    for name, seconds in median.items():
        target = f"≤ {targets[name]:g}" if name in targets else ""
        print(f"{name:40} {seconds:8.2f} {seconds / median[ANCHOR[0]]:6.2f} {target:>7} {memory[name]:8.0f}")
    return int(any(median[name] / median[ANCHOR[0]] > target for name, target in targets.items()))


def run(command: Sequence[str]) -> tuple[float, float]:
    """Run a command; give its seconds and its peak memory in MB, both of the child process alone."""
    code = (
        "import resource, subprocess, sys, time; start = time.perf_counter();"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
        "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as installed
    done = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, text=True, cwd=ROOT, check=True, env=compiled
    )
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak) / (1024 if sys.platform != "darwin" else 1024 * 1024)


def papers() -> int:
    """Write the documents of the bundled corpora, each in a process of its own; print seconds and size."""
    print(f"\nDocuments of the bundled corpora\n\n{'':40} {'seconds':>8} {'target':>7} {'kB':>8} {'target':>7}")
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        for suffix, (most, largest) in PAPERS.items():
            path = Path(folder, f"report{suffix}")
            seconds, _ = run([sys.executable, "-m", "overlap", "report", "-o", str(path)])
            size = path.stat().st_size / 1000
            missed |= seconds > most or size > largest
            print(f"{suffix:40} {seconds:8.2f} {f'≤ {most:g}':>7} {size:8.0f} {f'≤ {largest:,}':>7}")
    return int(missed)


def scale() -> int:
    """Read a folder of relaton records as long as real ones, beside what the YAML parser needs for the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        size = 0
        for number in range(RECORDS):
            size += Path(folder, f"{number:05}.yaml").write_text(record(number), encoding="utf-8")
        parser, _ = run([sys.executable, "-c", PARSE, folder])
        reading, memory = run([sys.executable, "-m", "overlap", "corpus", "show", folder])
    title = f"A folder of {RECORDS:,} relaton records, {size / 1e6:.0f} MB"
    print(f"\n{title}\n\n{'':40} {'seconds':>8} {'ratio':>6} {'target':>7} {'peak MB':>8}")
    print(f"{'the YAML parser alone':40} {parser:8.2f} {1:6.2f}")
    ratio = reading / parser
    print(f"{'overlap corpus show FOLDER':40} {reading:8.2f} {ratio:6.2f} {f'≤ {READING:g}':>7} {memory:8.0f}")
    return int(ratio > READING)


def grown() -> int:
    """Time what must not grow faster than its input with eight times of it; print the worst of each kind."""
    print(f"\nGrowth with eight times the input\n\n{'':40} {'seconds':>8} {'ratio':>6} {'target':>7}")
    missed = False
    for name, (count, works) in growth.CASES.items():
        taken = [(growth.seconds(each, 8 * count), growth.seconds(each, count)) for each in works]
        ratio, most = max((many / max(few, CLOCK), many) for many, few in taken)
        missed |= ratio > GROWTH
        print(f"{name:40} {most:8.4f} {ratio:6.1f} {f'≤ {GROWTH:g}':>7}")
    return int(missed)


RELATION = """\
- type: complementOf
  bibitem:
    title:
    - language: en
      script: Latn
      content: Use of lots and cars, case {case}
    docidentifier:
    - content: Z Suppl. {case} (01/2020)
      type: ITU
      primary: true
"""
RECORD = """\
---
id: ITUT{number}
schema_version: v1.5.6
type: standard
title:
- language: en
  script: Latn
  content: Framework of lots and cars in town {number}
  type: main
docidentifier:
- content: ITU-T Z.{number} (06/2021)
  type: ITU
  primary: true
date:
- type: published
  at: '2021-06-01'
abstract:
- language: en
  script: Latn
  content: "{abstract}\\r\\n"
status:
  stage:
    content: Published
relation:
{relations}ext:
  doctype:
    content: recommendation
  flavor: itu
"""


def record(number: int) -> str:
    """Write a record as the ITU data set of relaton has them, with a list of Supplements as long as there."""
    relations = "".join(RELATION.format(case=case) for case in range(1 + number % 30))
    abstract = f"Lots of kind {number} count the cars of a town. " * 12
    return RECORD.format(number=number, abstract=abstract, relations=relations)


def quality() -> int:
    """Print average precision and calibration on each judged file, what each channel is worth, and what levels mean."""
    numbers = weights.read()
    name, path, least = BUNDLED
    bundled = [list(fold(load(side).work_items)) for side in ("sg20", "jc4")]
    pairs = look_up(bundled, judgements.read(path), lexicons.read())
    found = metrics.average_precision(pairs.features.log_odds(numbers), pairs.grades, AGENDA)
    print(f"\nMatch quality\n\n{name}: {len(pairs.grades)} judged pairs, AP ≥2 {found:.3f}, at least {least:.2f}")
    missed = found < least
    claims()
    files = dict(judged_files())
    if files:
        missed |= validated(files, numbers)
        missed |= stopping({name: each.pairs for name, each in files.items()}, numbers)
    if (CATALOGUES / "iso.jsonl.gz").exists() and (GOLD / "twins_dev.csv").exists():
        missed |= common_texts(numbers)
    return int(missed)


def claims() -> None:
    """Print how well "claimed by" agrees with judged pairs of item and statement, without titles."""
    found = chart(load("sg20"), load("jc4"), Settings())
    if found is None:
        return
    claimed = {
        document.id: {claim.statement.id for claim in each.claims}
        for each in found.holdings
        for document in each.item.documents
    }
    with (ROOT / "tests/data/judged_claims.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if found.roles[row["statement_id"]] is not Role.TITLE]
    print(f"\nClaimed by: judged pairs of item and statement\n\n{'':24} {'pairs':>6} {'precision':>10} {'recall':>7}")
    for half, told in (("tuning", "the half for tuning"), ("report", "the half for the report")):
        here = [row for row in rows if row["half"] == half]
        some = [(row["statement_id"] in claimed[row["item_id"]], row["claimed"] == "1") for row in here]
        hits = sum(said and right for said, right in some)
        precision, recall = hits / sum(said for said, _ in some), hits / sum(right for _, right in some)
        print(f"{told:24} {len(some):6} {precision:10.2f} {recall:7.2f}")


@dataclass(frozen=True, slots=True, eq=False)
class JudgedFile:
    """A judged file: its pairs, the same without any scope, and how good plain tf-idf of their titles is."""

    pairs: Judged
    bare: Judged
    plain: float


def look_up(
    sides: Sequence[Sequence[WorkItem]],
    judged: Sequence[judgements.Judgement],
    lexicon: Lexicon | None,
    embeddings: str = "",
) -> Judged:
    """Find the features of judged pairs of two lists, with the scopes of one of them put aside too."""
    space, *aside = (
        vectors.build(left, right, glossary.read(), weights.read().vectors, embeddings, lexicon=lexicon)
        for left, right in ((sides[0], sides[1]), *fitting.put_aside(sides[0], sides[1]))
    )
    return fitting.look_up(space, sides[0], sides[1], judged, aside)


def judged_files(
    lexicon_for: Callable[[Collection[str]], Lexicon | None] = lambda _: lexicons.read(), embeddings: str = ""
) -> Iterator[tuple[str, JudgedFile]]:
    """Yield the judged files with their two lists, `judged_LEFT_RIGHT_any.csv` beside LEFT.jsonl and RIGHT.jsonl.

    `lexicon_for` gives the lexicon by the ids of all that the two lists hold.
    """
    for name, path, sides in judged_lists():
        lexicon = lexicon_for({each.id for side in sides for each in side})
        judged = judgements.read(path)
        pairs = look_up(sides, judged, lexicon, embeddings)
        bare = look_up([[replace(each, scope="") for each in side] for side in sides], judged, lexicon, embeddings)
        plain = evaluation.plain(sides, pairs.places)["plain tf-idf of titles"]
        found = metrics.average_precision(plain, pairs.grades, AGENDA)
        yield name, JudgedFile(pairs, bare, found)


def judged_lists() -> Iterator[tuple[str, Path, list[list[WorkItem]]]]:
    """Yield each judged file, its name, and its two lists."""
    for path in sorted(GOLD.glob("judged_*.csv")):
        parts = path.stem.split("_")[1:]
        ways = [(parts[:cut], parts[cut:end]) for end in range(len(parts), 1, -1) for cut in range(1, end)]
        lists = next((each for each in map(files_of, ways) if all(file.exists() for file in each)), None)
        if lists is None:
            print(f"{path}: its two lists are not beside it, so it is left out", file=sys.stderr)
            continue
        sides = [[item(json.loads(line)) for line in each.open(encoding="utf-8")] for each in lists]
        yield f"{lists[0].stem} × {lists[1].stem}", path, sides


def files_of(names: tuple[list[str], list[str]]) -> list[Path]:
    """Name the files of two lists."""
    return [GOLD / f"{'_'.join(each)}.jsonl" for each in names]


def validated(files: Mapping[str, JudgedFile], numbers: weights.Weights) -> bool:
    """Print the cross-validated table, by item and by file; say whether a target is missed."""
    judged = {name: file.pairs for name, file in files.items()}
    every = fitting.join(list(judged.values()))
    ends = np.cumsum([0, *(len(each.grades) for each in judged.values())]).tolist()
    parts = {name: slice(*bounds) for name, bounds in zip(files, pairwise(ends), strict=True)}
    print(f"\nAP ≥2 by weights learnt from other items (10 folds); from the other files; as shipped\n\n{'':24}", end="")
    print(f"{'pairs':>6} {'plain':>6} {'items':>6} {'files':>6} {'as is':>6} {'AP ≥1':>6} {'target':>7}")
    log_odds = fitting.cross_validate(every, numbers)
    missed = False
    for name, pairs in judged.items():
        others = [each for other, each in judged.items() if other != name] or [pairs]
        elsewhere = pairs.features.log_odds(fitting.fit(fitting.join(others), numbers))
        ways = (log_odds[parts[name]], elsewhere, pairs.features.log_odds(numbers))
        values = [metrics.average_precision(way, pairs.grades, AGENDA) for way in ways]
        related = metrics.average_precision(ways[0], pairs.grades, RELATED)
        target = TARGETS.get(name, 0)
        missed |= values[0] < target
        shown = " ".join(f"{value:6.3f}" for value in (*values, related))
        print(
            f"{name:24}{len(pairs.grades):6} {files[name].plain:6.3f} {shown} {f'≥ {target:.2f}' if target else '':>7}"
        )
    print(f"\nWorth of each channel: AP ≥2, cross-validated by item, without it\n\n{'':24}", end="")
    print(" ".join(f"{name:>18}" for name in files))
    for channel in ("", "subject", "phrases", "breadth", "coverage", "related", "same_title"):
        if channel:
            whole, *aside = (_without(channel, part) for part in (every.features, *every.aside))
            found = fitting.cross_validate(replace(every, features=whole, aside=tuple(aside)), numbers)
        else:
            found = log_odds
        worth = [metrics.average_precision(found[part], every.grades[part], AGENDA) for part in parts.values()]
        told = f"without {channel.replace('_', ' ')}" if channel else "all"
        print(f"{told:24}" + " ".join(f"{value:18.3f}" for value in worth))
    for told, way in (("of the left", 0), ("of the right", 1), ("of either", None)):
        print_aside(told, {name: _aside(file, way) for name, file in files.items()}, judged, numbers)
    probabilities = 1 / (1 + np.exp(-log_odds))
    bins = metrics.reliability(probabilities, every.grades, AGENDA)
    error = metrics.calibration_error(bins)
    print(f"\nCalibration error {error:.3f} (target ≤ {CALIBRATION:g})\n\n{'probability':24} {'pairs':>6} said  found")
    for each in bins:
        print(f"{f'{each.lowest:.1f} to {each.highest:.1f}':24} {each.pairs:6} {each.said:.2f}  {each.found:.2f}")
    print(
        f"\nWhat the words mean, cross-validated by item\n\n{'':24} {'pairs':>6} {'grade 3':>8} {'≥ 2':>6} {'≥ 1':>6}"
    )
    for level in count_levels(probabilities, every.grades, numbers.levels):
        shares = [count / (level.pairs or 1) for count in (level.likely, level.agenda, level.related)]
        print(f"{level.level:24} {level.pairs:6} {shares[0]:8.0%} {shares[1]:6.0%} {shares[2]:6.0%}")
    return missed or error > CALIBRATION


def stopping(files: Mapping[str, Judged], numbers: weights.Weights) -> bool:
    """Replay the promise of `review --stop-at`: on all pairs of each two lists, and on those that were judged alone.

    Scores and prior are of the other lists. Pairs that nobody judged count as not worth raising.
    """
    whole: dict[str, replay.Ranked] = {}
    judged: dict[str, replay.Ranked] = {}
    for name, path, sides in judged_lists():
        others = [each for other, each in files.items() if other != name]
        learnt = fitting.fit(fitting.join(others or [files[name]]), numbers)
        judged[name] = replay.Ranked.of(files[name].features.log_odds(learnt), files[name].grades >= AGENDA)
        whole[name] = _whole([list(fold(side)) for side in sides], judgements.read(path), learnt)
    curves = {name: replay.curve(each.wanted) for name, each in whole.items()}
    print(f"\nThe prior of stopping, of all lists: {replay.prior([*curves.values()])}")
    priors = {name: replay.prior([each for other, each in curves.items() if other != name]) for name in curves}
    replay.print_marked(whole, priors)
    missed = replay.print_table("Stopping: whole lists read", whole, priors, ORDERS)
    return replay.print_table("Stopping: judged pairs alone read", judged, priors, ORDERS) or missed


def _whole(
    sides: Sequence[Sequence[WorkItem]], judged: Sequence[judgements.Judgement], numbers: weights.Weights
) -> replay.Ranked:
    """Rank all pairs of two lists; those that share no term come last."""
    space = vectors.build(sides[0], sides[1], glossary.read(), numbers.vectors, lexicon=lexicons.read())
    rows, columns = (each.ravel() for each in np.indices((len(sides[0]), len(sides[1]))))
    found = features.features(space.sides, rows, columns)
    wanted = np.zeros(len(rows), dtype=bool)
    for (row, column), each in judgements.find(list(sides[0]), list(sides[1]), judged):
        wanted[row * len(sides[1]) + column] |= each.grade >= AGENDA
    return replay.Ranked.of(np.where(found.shares, found.log_odds(numbers), -np.inf), wanted)


def _without(channel: str, found: Features) -> Features:
    values = {name: each * (name != channel) for name, each in found.values.items()}
    return Features(values, found.has_scopes)


def _aside(file: JudgedFile, way: int | None) -> Features:
    return file.bare.features if way is None else file.pairs.aside[way]


def print_aside(
    told: str, files: Mapping[str, Features], judged: Mapping[str, Judged], numbers: weights.Weights
) -> None:
    """Print how good ranking and probabilities are where scopes are put aside, by the other files and as shipped."""
    print(f"\nWithout the scopes {told}: by the other files, as shipped\n")
    print(f"{'':24} {'AP ≥2':>6} {'off by':>7} {'AP ≥2':>6} {'off by':>7}")
    for name, found in files.items():
        grades = judged[name].grades
        others = [each for other, each in judged.items() if other != name] or [judged[name]]
        values = []
        for learnt in (fitting.fit(fitting.join(others), numbers), numbers):
            way = found.log_odds(learnt)
            bins = metrics.reliability(1 / (1 + np.exp(-way)), grades, AGENDA)
            values += [metrics.average_precision(way, grades, AGENDA), metrics.calibration_error(bins)]
        print(f"{name:24} {values[0]:6.3f} {values[1]:7.3f} {values[2]:6.3f} {values[3]:7.3f}")


def common_texts(numbers: weights.Weights) -> bool:
    """Look for the ISO and IEC counterpart of each common text with another title among all latest editions."""
    with (GOLD / "twins_dev.csv").open(encoding="utf-8", newline="") as file:
        twins = [row for row in csv.DictReader(file) if row["same_title"] == "no" and row["evidence_grade"] in "AB"]
    ours = [item(record) for record in catalogue("itu")]
    theirs = latest([*catalogue("iso"), *catalogue("iec")], {row["iso_id"] for row in twins})
    space = vectors.build(ours, theirs, glossary.read(), numbers.vectors, lexicon=lexicons.read())
    place = {entry.id: n for n, entry in enumerate(ours)}
    wanted = {document.id: n for n, entry in enumerate(theirs) for document in entry.documents}
    ranks = []
    for row in twins:
        here = place[row["itu_id"]]
        log_odds = features.features(space.sides, np.full(len(theirs), here), np.arange(len(theirs))).log_odds(numbers)
        ranks.append(int((log_odds > log_odds[wanted[row["iso_id"]]]).sum()) + 1)
    print(f"\n{len(twins)} common texts of another title, among {len(theirs):,} folded latest editions\n")
    missed = False
    for depth, target in COMMON.items():
        found = sum(rank <= depth for rank in ranks) / len(ranks)
        missed |= found < target
        print(f"{f'recall@{depth}':24} {found:.3f} (target ≥ {target:g})")
    return missed


def catalogue(name: str) -> Iterator[dict[str, str]]:
    """Yield the records of a whole catalogue."""
    with gzip.open(CATALOGUES / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def latest(records: Iterable[dict[str, str]], wanted: Container[str]) -> list[WorkItem]:
    """Fold the records in force, and the wanted ones, into work items; no amendments."""
    gone = ("95.99", "WITHDRAWN", "REVISED", "REPLACED", "30.98")
    kept = {
        record["id"]: replace(item(record), status="published", date=record.get("date", ""))
        for record in records
        if record["id"] in wanted or (record.get("stage") not in gone and "/A" not in record["id"].upper()[4:])
    }
    return list(fold(kept.values()))


def item(record: Mapping[str, str]) -> WorkItem:
    """Take of a record what is compared."""
    return WorkItem(record["id"], record["title"], record.get("scope", ""))


if __name__ == "__main__":
    sys.exit(main())
