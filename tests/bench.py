"""Measures the cold start, the memory and the match quality; ends with 1 when a target is missed.

Times are ratios to an anchor measured beside them in the same run, for machines differ and have neighbours.
"""

import csv
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from overlap import WorkItem, fold, load, scoring
from overlap.settings import Level

ROOT = Path(__file__).parent.parent
GOLD = ROOT.parent / "shared" / "gold"
RUNS = 5
RECORDS = 30_000
READING = 1.5
"""At most so many times as long as the parser may reading a folder of records take."""
PARSE = (
    "import pathlib, sys, yaml;"
    "[yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader) for path in sorted(pathlib.Path(sys.argv[1]).iterdir())]"
)

ANCHOR = ("import sklearn.feature_extraction.text", [sys.executable, "-c", "import sklearn.feature_extraction.text"])
STARTS = [
    ("overlap --help", ["-m", "overlap", "--help"], 0.25),
    ("overlap compare", ["-m", "overlap", "compare"], 1.5),
]
"""What is started, how, and at most which part of the anchor's time it may take."""

JUDGED = {
    "sg20 × jc4 (bundled, notes as scopes)": (None, ROOT / "tests/data/judged_sg20_jc4.csv", 0.70),
    "SG20 × JC4": (("sg20", "jc4"), GOLD / "judged_sg20_jc4_dev.csv", 0.75),
    "SG17 × SC 27": (("sg17", "sc27"), GOLD / "judged_sg17_sc27_dev.csv", 0.68),
    "SG13 × SC 38+42": (("sg13", "sc38_sc42"), GOLD / "judged_sg13_sc38_sc42_dev.csv", 0.64),
}
"""Lists, judgements, and the average precision below which something broke."""


def main() -> int:
    """Print the tables; return 1 when a target is missed."""
    return max(starts(), scale(), quality())


def starts() -> int:
    """Time each start beside the anchor, interleaved, and print median seconds, ratio and peak memory."""
    cases = [ANCHOR, *((name, [sys.executable, *arguments]) for name, arguments, _ in STARTS)]
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
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, cwd=ROOT, check=True)
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak) / (1024 if sys.platform != "darwin" else 1024 * 1024)


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
    """Print the average precision on each judged file, and how often the words of the levels hold on all."""
    print(f"\nMatch quality\n\n{'':40} {'pairs':>6} {'AP ≥2':>6} {'AP ≥1':>6} {'at least':>9}")
    missed = False
    pooled: list[tuple[float, float]] = []
    for name, (lists, judgements, least) in JUDGED.items():
        if not judgements.exists():
            continue
        judged = judge(lists, judgements)
        substantial, related = (average_precision(judged, grade) for grade in (2, 1))
        missed |= substantial < least
        pooled += judged if lists else []
        print(f"{name:40} {len(judged):6} {substantial:6.3f} {related:6.3f} {least:9.2f}")
    if pooled:
        print(f"\nWhat the words mean, over the {len(pooled)} pairs judged on publishers' scopes\n")
        print(f"{'':40} {'pairs':>6} {'grade 3':>8} {'≥ 2':>6} {'≥ 1':>6}")
        for level in Level:
            grades = [grade for score, grade in pooled if scoring.level(round(score * 1e6)) is level]
            shares = [sum(grade >= least for grade in grades) / (len(grades) or 1) for least in (2.5, 2, 1)]
            print(f"{level:40} {len(grades):6} {shares[0]:8.0%} {shares[1]:6.0%} {shares[2]:6.0%}")
    return int(missed)


def judge(lists: tuple[str, str] | None, judgements: Path) -> list[tuple[float, float]]:
    """Give score and grade of each judged pair."""
    if lists:
        sides = [[item(json.loads(line)) for line in (GOLD / f"{name}.jsonl").open(encoding="utf-8")] for name in lists]
    else:
        sides = [list(fold(load(name).work_items)) for name in ("sg20", "jc4")]
    scores = scoring.score(sides[0], sides[1])
    found = {
        (one.id, other.id): points / 1e6
        for row, column, points in zip(scores.rows, scores.columns, scores.points, strict=True)
        for one in sides[0][row].documents
        for other in sides[1][column].documents
    }
    with judgements.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(found.get((row["left_id"], row["right_id"]), 0.0), float(row["grade"])) for row in rows]


def item(record: dict[str, str]) -> WorkItem:
    """Take of a record what is compared."""
    return WorkItem(record["id"], record["title"], record.get("scope", ""))


def average_precision(judged: Sequence[tuple[float, float]], least: float) -> float:
    """Average the precision at each pair of at least that grade, pairs of one score taken together."""
    relevant = seen = 0
    total = 0.0
    for score in sorted({score for score, _ in judged}, reverse=True):
        grades = [grade for each, grade in judged if each == score]
        hits = sum(grade >= least for grade in grades)
        seen, relevant = seen + len(grades), relevant + hits
        total += hits * relevant / seen
    return total / relevant


if __name__ == "__main__":
    sys.exit(main())
