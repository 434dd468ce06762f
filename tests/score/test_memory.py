"""The laws of a bound of memory: it changes no byte, and what does not fit is an error that says what would."""

import re
import sys
import tracemalloc
from pathlib import Path

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.cli.values import memory_of
from overlap.comparison.comparison import compare, score
from overlap.corpus import corpora
from overlap.errors import SettingsError
from overlap.items.folding import fold
from overlap.report import render
from overlap.score import blocks, memory, scoring, vectors, weights
from overlap.settings import Settings
from overlap.store import bound
from overlap.text import glossary
from tests.conftest import ROOT, Run

LEFT, RIGHT = (corpora.load(name) for name in corpora.default_pair())
SETTINGS = Settings(limit=50)


def task(every: int = 0) -> blocks.Task:
    space = vectors.build(fold(LEFT.work_items), fold(RIGHT.work_items), glossary.read(), weights.read().vectors)
    floor = None if every else 50_000
    return blocks.Task(blocks.Rules(weights.read(), False, floor), *space.halves)


TASK = task()
LEAST = memory.least(TASK, 2)


@settings(max_examples=10)
@given(more=st.integers(0, 10**9), every=st.sampled_from([0, 2**21]))
def test_any_memory_gives_the_same_bytes(more: int, every: int) -> None:
    def bounded(task: blocks.Task) -> list[blocks.Block]:
        return list(blocks.on_this_machine(task, lambda task: memory.fit(task, LEAST + more, 2)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "ALL_UP_TO", every)
        reports = (
            compare(LEFT, RIGHT, SETTINGS, scores=score(LEFT, RIGHT, SETTINGS, run))
            for run in (bounded, blocks.on_this_machine)
        )
        assert len({render(report, "json") for report in reports}) == 1


@given(st.integers(0, 2 * 10**9), st.integers(1, 64))
def test_blocks_together_stay_within_the_memory(size: int, threads: int) -> None:
    """By the bytes of a row and of a pair, which the next test measures."""
    if size < memory.least(TASK, threads):
        with pytest.raises(SettingsError, match="too little"):
            memory.fit(TASK, size, threads)
        return
    rows, pairs = memory.fit(TASK, size, threads)
    assert rows >= 1
    assert pairs >= 1
    width = len(TASK.right)
    assert threads * (rows * width * memory._PLACE + pairs * memory._bytes_of_a_pair(TASK)) <= size


@pytest.mark.parametrize("every", [0, 2**21])
def test_a_block_takes_no_more_than_is_reckoned(every: int) -> None:
    """Every pair is a candidate: with a floor so low, or because all that share a term are scored."""
    given_ = task(every)
    rules, size = given_.rules, 8 * 10**6
    right = blocks.right_part(rules, given_.right.take(columns := range(len(given_.right))), columns)
    rows, pairs = memory.fit(given_, size, 1)
    places = range(min(rows, len(given_.left)))

    def made() -> None:
        left = blocks.left_part(rules, given_.left.take(places), places)
        blocks.score_parts(rules, left, right, pairs)

    made()
    tracemalloc.start()
    made()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size / 100 < peak < size


@given(st.integers(10**6, 10**11), st.integers(0, 10**10))
def test_lists_are_refused_that_cannot_be_held_and_what_is_asked_for_is_enough(size: int, given_: int) -> None:
    if given_ >= 100 * 10**6 + 3 * size:
        memory.check_lists(given_, size)
        return
    with pytest.raises(SettingsError, match=f"the lists are {-(-size // 10**6)}MB") as found:
        memory.check_lists(given_, size)
    (asked,) = re.findall(r"--memory (\d+MB) or more", found.value.remedy)
    memory.check_lists(memory_of(asked), size)
    assert memory_of(asked) >= 100 * 10**6 + 25 * size


def test_too_little_is_an_error_that_says_what_would_do() -> None:
    with pytest.raises(SettingsError) as found:
        score(LEFT, RIGHT, SETTINGS, memory.bounded(10**6))
    (needed,) = re.findall(r"--memory (\d+MB) or more", found.value.remedy)
    assert memory_of(needed) > psutil.Process().memory_info().rss // 2
    assert len(score(LEFT, RIGHT, SETTINGS, memory.bounded(memory_of(needed))).rows)


def test_what_the_list_is_said_to_take_is_enough_the_first_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each pair is taken to need so much that the list is what counts."""
    monkeypatch.setattr(memory, "_LISTED", 4 * 10**7)
    monkeypatch.setattr(memory, "fit", lambda *_: blocks.Size(30, 1000))
    started = psutil.Process().memory_info().rss
    with pytest.raises(SettingsError, match="the list takes") as found:
        score(LEFT, RIGHT, SETTINGS, memory.bounded(started + 2 * 10**8))
    (needed,) = re.findall(r"--memory (\d+MB) or more", found.value.remedy)
    assert len(score(LEFT, RIGHT, SETTINGS, memory.bounded(memory_of(needed))).rows)


def test_lists_that_cannot_be_held_are_refused_before_they_are_read(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_bytes(b"id,title\n" + b"X" * 30_000_000)
    refused = overlap_command("compare", "sg20", "long.csv", "--memory", "150MB")
    assert (refused.returncode, "the lists are 31MB" in refused.stderr) == (2, True), refused.stderr


def test_what_reading_takes_is_one_figure_in_the_manual_and_in_every_refusal(overlap_command: Run) -> None:
    manual = " ".join((ROOT / "overlap" / "manual" / "compare.md").read_text(encoding="utf-8").split())
    assert f"beside {bound.STARTED // 10**6} MB, up to {bound.READ[1]} bytes for each of its own" in manual
    assert f"up to {bound.READ[1]} bytes for each byte" in bound.remedy()
    assert f"beside {bound.STARTED // 10**6}MB" in bound.remedy()
    refused = overlap_command("compare", "--memory", "60MB")
    assert "Give --memory 250MB or more (for reading and vectors only), or shorter lists." in refused.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to a size of its data")
@pytest.mark.parametrize("size", ["120MB", "140MB"])
def test_what_takes_too_much_while_it_is_read_is_an_error_with_a_figure(
    size: str, overlap_command: Run, tmp_path: Path
) -> None:
    rows = "".join(f"X-{n},Lots of kind {n} for the cars of town {n}\n" for n in range(50_000))
    (tmp_path / "long.csv").write_text(f"id,title\n{rows}")
    refused = overlap_command("compare", "sg20", "long.csv", "--memory", size)
    assert refused.returncode == 2
    assert re.search("not enough memory|too large for the memory", refused.stderr), refused.stderr
    (more,) = re.findall(r"as --memory (\w+):", refused.stderr)
    assert memory_of(more) > memory_of(size)


def test_more_related_pairs_than_fit_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_LISTED", 10**9)
    started = psutil.Process().memory_info().rss
    with pytest.raises(SettingsError, match="related pairs and more, the list takes"):
        score(LEFT, RIGHT, SETTINGS, memory.bounded(started + 2 * 10**9))


@pytest.mark.parametrize(("size", "number"), [("500MB", 500 * 10**6), ("1.5 gb", 1500 * 10**6), ("64kB", 64_000)])
def test_sizes(size: str, number: int) -> None:
    assert memory_of(size) == number


@pytest.mark.parametrize("size", ["", "5", "MB", "-1GB", "1TB", "1,5GB"])
def test_what_is_no_size_is_refused(size: str) -> None:
    with pytest.raises(SettingsError, match="is no size"):
        memory_of(size)
