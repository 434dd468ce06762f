"""Measures overlap and other tools on whole catalogues, each in a process of its own; `make peers`.

The work: the ten closest of each item of the left list at a cosine of 0.3 or more, words as scikit-learn's
TfidfVectorizer takes them. Seconds are of the whole process, from the start of Python to the last pair, and medians;
what counts is their ratio to the best exact peer beside them in the same run, for machines differ and have neighbours.
Ends with 1 when a target is missed, with 2 without catalogues.
"""

import csv
import gzip
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CATALOGUES = ROOT.parent / "shared" / "catalogues"
TOP, CUT = 10, 0.3
LIMIT = 600
"""The seconds a case may take."""
ROUNDS = 3
LONG = 15
"""A tool that takes more seconds is measured once; overlap and the best peer, whose ratios are wanted, always more."""
ROWS = 256
"""So many rows are multiplied at once where a whole product would not fit."""
NEAR = 2e-6
"""Cosines in single precision are so near to the exact ones."""
SHARES = (8, 4, 2, 1)
"""For the growth every eighth item is taken, every fourth and so on, of both lists."""
GROWTH = 3.2
"""At most so many times as long may twice the items on both sides take."""
WORD = r"(?u)\b\w\w+\b"
SIDES = ("left", "right")

Scored = tuple[Iterable[int], Iterable[float]]
"""For each pair found its row and its score."""
Found = tuple["array[int]", "array[float]"]
"""The same, read back."""


@dataclass(frozen=True, slots=True)
class Work:
    """Two prepared lists, or every so manieth item of them."""

    folder: Path
    name: str
    share: int = 1

    def texts(self, side: str) -> list[str]:
        """Read one text an item."""
        with self._path(side, "txt").open(encoding="utf-8") as file:
            return [line.removesuffix("\n") for line in islice(file, 0, None, self.share)]

    def items(self, side: str) -> Iterator[tuple[str, str, str]]:
        """Read id, title and scope of each item."""
        with self.table(side).open(encoding="utf-8", newline="") as file:
            rows = islice(csv.reader(file), 1, None, self.share)
            yield from ((identifier, title, scope) for identifier, title, scope in rows)

    def table(self, side: str) -> Path:
        """Name the list that has a row an item."""
        return self._path(side, "csv")

    def _path(self, side: str, suffix: str) -> Path:
        return self.folder / f"{self.name}.{side}.{suffix}"

    def write(self, side: str, items: Iterable[Sequence[str]]) -> None:
        """Prepare one of the lists, in the order of the ids."""
        with (
            self._path(side, "txt").open("w", encoding="utf-8") as texts,
            self.table(side).open("w", encoding="utf-8", newline="") as table,
        ):
            rows = csv.writer(table)
            rows.writerow(("id", "title", "scope"))
            for each in sorted(tuple(" ".join(value.split()) for value in item) for item in items):
                rows.writerow(each)
                texts.write(f"{each[1]} {each[2]}".strip() + "\n")


def plain(work: Work) -> Scored:
    """Find them with overlap's own product."""
    from tests.plain import nearest

    left, right = map(work.texts, SIDES)
    rows, _, scores = nearest(left, right, TOP, CUT)
    return rows, scores


def full(work: Work) -> Scored:
    """Compare the lists as `overlap compare` does: folded, scored, the 25 closest pairs explained."""
    import gc

    import overlap

    gc.set_threshold(1_000_000, 50, 50)  # as the command does
    left, right = (
        overlap.Corpus(side, side, work_items=tuple(overlap.WorkItem(*item) for item in work.items(side)))
        for side in SIDES
    )
    report = overlap.compare(left, right)
    return range(report.matching), [pair.score for pair in report.pairs]


def vectors(work: Work, kind: str) -> tuple[Any, Any]:
    """Make the vectors as scikit-learn does."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    left, right = map(work.texts, SIDES)
    both = TfidfVectorizer(dtype=kind).fit_transform([*left, *right])
    return both[: len(left)], both[len(left) :]


def chunks(work: Work) -> Scored:
    """Multiply everything, some rows at once."""
    import numpy as np
    from sklearn.metrics.pairwise import cosine_similarity

    left, right = vectors(work, "float64")
    top = min(TOP, right.shape[0])
    rows, scores = [], []
    for start in range(0, left.shape[0], ROWS):
        cosines = cosine_similarity(left[start : start + ROWS], right)
        best = np.partition(cosines, -top, axis=1)[:, -top:]
        near = best >= CUT
        rows.append(np.nonzero(near)[0] + start)
        scores.append(best[near])
    return np.concatenate(rows), np.concatenate(scores)


def sp_matmul_rs(work: Work) -> Scored:
    """Multiply with sp_matmul_rs, which string_grouper uses."""
    from sp_matmul_rs import sp_matmul_topn

    return multiplied(work, sp_matmul_topn)


def sparse_dot_topn(work: Work) -> Scored:
    """Multiply with sparse_dot_topn."""
    from sparse_dot_topn import sp_matmul_topn

    return multiplied(work, sp_matmul_topn)


def multiplied(work: Work, multiply: Callable[..., Any]) -> Scored:
    """Multiply sparse matrices, and keep the greatest of each row."""
    left, right = vectors(work, "float32")
    found = multiply(left, right.T.tocsr(), top_n=TOP, threshold=CUT, n_threads=os.cpu_count()).tocoo()
    return found.row, found.data


def string_grouper(work: Work) -> Scored:
    """Take string_grouper, with words where it has three characters each."""
    import re

    import numpy as np
    import pandas as pd
    from string_grouper import StringGrouper

    class Words(StringGrouper):  # type: ignore[misc]
        def n_grams(self, string: str) -> list[str]:
            return re.findall(WORD, string.lower())

    left, right = map(pd.Series, map(work.texts, SIDES))
    grouper = Words(
        left,
        right,
        max_n_matches=TOP,
        min_similarity=CUT,
        number_of_processes=os.cpu_count(),
        tfidf_matrix_dtype=np.float32,
    )
    found = grouper.fit().get_matches()
    return found["left_index"], found["similarity"]


def bm25s(work: Work) -> Scored:
    """Ask an index of the right list for each text of the left."""
    import bm25s
    import numpy as np

    left, right = (
        bm25s.tokenize(work.texts(side), token_pattern=WORD, stopwords=None, show_progress=False) for side in SIDES
    )
    index = bm25s.BM25()
    index.index(right, show_progress=False)
    most = min(TOP, len(right.ids))
    _, scores = index.retrieve(left, k=most, n_threads=os.cpu_count() or 1, show_progress=False)
    rows, places = np.nonzero(scores > 0)
    return rows, scores[rows, places]


@dataclass(frozen=True, slots=True)
class Tool:
    """What is measured."""

    name: str
    find: Callable[[Work], Scored]
    score: str = ""
    """Its own score, where it is no plain cosine."""
    most: Mapping[str, float] | None = None
    """For each work the part of the best peer's time that is wanted at most."""
    memory: int | None = None
    """The MB that are wanted at most."""


BEST, NAIVE = "scikit-learn + sp_matmul_rs", "scikit-learn, cosine in chunks"
SMALL, TITLES, SCOPES = "sg20 × jc4, titles", "titles", "titles and scopes"
TOOLS = (
    Tool("overlap, plain cosine", plain, "", {SMALL: 1.0, TITLES: 1.0, SCOPES: 0.95}, 500),
    Tool("overlap, full score", full, "own score", {SMALL: 1.25, SCOPES: 2.0}, 1000),
    Tool(BEST, sp_matmul_rs),
    Tool("sparse_dot_topn", sparse_dot_topn),
    Tool("string_grouper, words", string_grouper),
    Tool("bm25s", bm25s, "BM25"),
    Tool(NAIVE, chunks),
)
GROWING = TOOLS[:3]


@dataclass(frozen=True, slots=True)
class Run:
    """One process, from its start to its end."""

    seconds: float
    cpu: float
    memory: float
    """The peak in MB."""
    failed: str = ""


def main() -> int:
    """Print the tables."""
    if len(sys.argv) > 2:
        return child(*sys.argv[1:])
    data = Path(sys.argv[1]) if len(sys.argv) == 2 else CATALOGUES
    lacking = [name for name in ("itu", "iso", "iec") if not (data / f"{name}.jsonl.gz").exists()]
    if lacking:
        print(
            f"{data}: no {lacking[0]}.jsonl.gz. Give a folder that has itu, iso and iec.jsonl.gz, each with one"
            ' {"id", "title", "scope", "body"} a line: make peers DATA=folder',
            file=sys.stderr,
        )
        return 2
    with tempfile.TemporaryDirectory() as folder:
        prepared = process([*SELF, "prepare", str(data), folder])
        if prepared.failed:
            print(prepared.failed, file=sys.stderr)
            return 2
        missed = [table(Work(Path(folder), name)) for name in (SMALL, TITLES, SCOPES)]
        missed += [growth(Path(folder), name) for name in (TITLES, SCOPES)]
        imported(Work(Path(folder), SCOPES))
    return int(any(missed))


SELF = (sys.executable, "-m", "tests.peers")


def child(what: str, *arguments: str) -> int:
    """Do one thing in a process of its own, so that its memory is nobody else's."""
    if what == "prepare":
        prepare(*map(Path, arguments))
        return 0
    folder, work, share, found = arguments
    tool = next(each for each in TOOLS if each.name == what)
    rows, scores = tool.find(Work(Path(folder), work, int(share)))
    with Path(found).open("wb") as file:
        for each in (array("q", rows), array("d", scores)):
            file.write(len(each).to_bytes(8, "little"))
            each.tofile(file)
    return 0


def prepare(data: Path, folder: Path) -> None:
    """Write the lists that all tools read."""
    from overlap import load

    ours = [(each["id"], each["title"], each.get("scope", "")) for each in records(data, "itu")]
    theirs = [(each["id"], each["title"], each.get("scope", "")) for each in records(data, "iso", "iec")]
    small = [[(each.id, each.title, "") for each in load(name).work_items] for name in ("sg20", "jc4")]
    for place, (side, items) in enumerate(zip(SIDES, (ours, theirs), strict=True)):
        Work(folder, SMALL).write(side, small[place])
        Work(folder, TITLES).write(side, ((identifier, title, "") for identifier, title, _ in items))
        Work(folder, SCOPES).write(side, items)


def records(data: Path, *names: str) -> Iterator[dict[str, str]]:
    """Yield the records that have a title, of ITU those of ITU-T."""
    for name in names:
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for record in map(json.loads, file):
                if (record.get("title") or "").strip() and (name != "itu" or record["body"] == "ITU-T"):
                    yield record


def process(command: Sequence[str], **environment: str) -> Run:
    """Run a command, for so long as a case may take."""
    with tempfile.TemporaryFile("w+") as said:
        start = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said, env={**os.environ, **environment}
        )
        end = threading.Timer(LIMIT, child.kill)
        end.start()
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        end.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        last = said.read().strip().splitlines()[-1:]
    failed = "" if child.returncode == 0 else f"over {LIMIT} s" if seconds >= LIMIT else "".join(last)[:120] or "failed"
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / unit, failed)


def measure(work: Work, tools: Sequence[Tool]) -> dict[str, Run]:
    """Run every tool in turn, in rounds; give for each the medians of its runs."""
    runs: dict[str, list[Run]] = {tool.name: [] for tool in tools}
    for _ in range(ROUNDS):
        for tool in tools:
            before = runs[tool.name]
            if before and (before[0].failed or (before[0].seconds > LONG and tool not in GROWING)):
                continue
            arguments = (tool.name, str(work.folder), work.name, str(work.share), str(answer(work, tool)))
            before.append(process([*SELF, *arguments]))
    return {name: median(each) for name, each in runs.items()}


def median(runs: Sequence[Run]) -> Run:
    """Give the medians of some runs of one case."""
    seconds, cpu, memory = (
        statistics.median(getattr(run, name) for run in runs) for name in ("seconds", "cpu", "memory")
    )
    return Run(seconds, cpu, memory, next((run.failed for run in runs if run.failed), ""))


def answer(work: Work, tool: Tool) -> Path:
    """Name the file with what a tool found."""
    return work.folder / f"{work.name} {tool.name}.found"


def table(work: Work) -> bool:
    """Print what each tool takes and gives; say whether a target is missed."""
    sizes = [sum(1 for _ in work.items(side)) for side in SIDES]
    runs = measure(work, TOOLS)
    best = math.nan if runs[BEST].failed else runs[BEST].seconds
    exact = None if runs[NAIVE].failed else answered(answer(work, TOOLS[-1]))
    missed = False
    title = f"{work.name}: {sizes[0]:,} × {sizes[1]:,}, medians of up to {ROUNDS} runs"
    print(f"\n{title}\n\n{'':32} {'seconds':>8} {'CPU':>7} {'MB':>6} {'ratio':>6} {'target':>7} {'pairs':>8}  answer")
    for tool in TOOLS:
        run = runs[tool.name]
        if run.failed:
            print(f"{tool.name:32} {run.failed}")
            missed |= bool(tool.most)
            continue
        ratio = run.seconds / best
        target = (tool.most or {}).get(work.name)
        pairs = answered(answer(work, tool))
        told = tool.score or ("" if exact is None else "exact" if same(pairs, exact) else "not exact")
        missed |= (target is not None and ratio > target) or (tool.memory is not None and run.memory > tool.memory)
        missed |= bool(tool.most) and told == "not exact"
        print(
            f"{tool.name:32} {run.seconds:8.2f} {run.cpu:7.2f} {run.memory:6.0f} {ratio:6.2f}"
            f" {f'≤ {target:g}' if target else '':>7} {len(pairs[0]):8,}  {told}, checksum {sum(pairs[1]):.3f}",
            flush=True,
        )
    return missed


def answered(path: Path) -> Found:
    """Read what a tool found."""
    with path.open("rb") as file:
        rows, scores = array("q"), array("d")
        rows.fromfile(file, int.from_bytes(file.read(8), "little"))
        scores.fromfile(file, int.from_bytes(file.read(8), "little"))
    return rows, scores


def same(pairs: Found, exact: Found) -> bool:
    """Say whether each row has the same scores, but for rounding; which of tied pairs a tool gives is its own."""
    one, other = (
        sorted((row, score) for row, score in zip(*each, strict=True) if score > CUT + NEAR) for each in (pairs, exact)
    )
    return len(one) == len(other) and all(
        here[0] == there[0] and abs(here[1] - there[1]) <= NEAR for here, there in zip(one, other, strict=True)
    )


def growth(folder: Path, name: str) -> bool:
    """Print what a part of the items takes; say whether the last step is steeper than wanted."""
    runs = [measure(Work(folder, name, share), GROWING) for share in SHARES]
    heads = "".join(f"{f'1/{share}' if share > 1 else 'all':>9}" for share in SHARES)
    print(f"\n{name}: seconds for a part of both lists\n\n{'':32}{heads}  the last over the one before, ≤ {GROWTH:g}")
    missed = False
    for tool in GROWING:
        each = [run[tool.name] for run in runs]
        if any(run.failed for run in each):
            print(f"{tool.name:32} {next(run.failed for run in each if run.failed)}")
            continue
        step = each[-1].seconds / each[-2].seconds
        missed |= bool(tool.most) and step > GROWTH
        print(f"{tool.name:32}{''.join(f'{run.seconds:9.2f}' for run in each)}  {step:.2f}", flush=True)
    return missed


def imported(work: Work) -> None:
    """Print what a comparison of two imported catalogues takes, if they can be imported."""
    tool = "overlap compare itu-t iso-iec"
    command = (sys.executable, "-m", "overlap")
    if process([*command, "corpus", "import", "--help"]).failed:
        print(f"\n{tool}: skipped, for this version has no 'overlap corpus import'")
        return
    kept = {"OVERLAP_DATA": str(work.folder / "imported")}
    for name, side in zip(("itu-t", "iso-iec"), SIDES, strict=True):
        done = process([*command, "corpus", "import", str(work.table(side)), "--name", name], **kept)
        if done.failed:
            print(f"\n{tool}: not imported, {done.failed}")
            return
    run = median([process([*command, "compare", "itu-t", "iso-iec"], **kept) for _ in range(ROUNDS)])
    print(f"\n{tool}: {run.failed or f'{run.seconds:.2f} s, CPU {run.cpu:.2f} s, {run.memory:.0f} MB'}")


if __name__ == "__main__":
    sys.exit(main())
