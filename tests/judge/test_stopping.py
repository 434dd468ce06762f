"""When one may stop reading: laws of the estimate, the promise replayed, and a review on the command line."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison import comparison
from overlap.judge import review
from overlap.judge.stopping import PRIOR, Pool
from overlap.model import Corpus, WorkItem
from overlap.record import register
from overlap.record.register import NO_OVERLAP, OUTCOMES, Decision
from overlap.report.progress import said
from overlap.settings import Settings
from tests import growth
from tests.conftest import Run
from tests.replay import Ranked, order, replay


@given(st.integers(0, 60), st.integers(0, 5), st.data())
def test_an_estimate_lies_within_what_there_is_and_does_not_depend_on_the_order(
    ranked: int, more: int, data: st.DataObject
) -> None:
    ranked_ones = data.draw(st.sets(st.integers(1, ranked)) if ranked else st.just(set[int]()))
    behind = data.draw(st.integers(0, more))
    ranks = np.array([*ranked_ones, *[ranked + 1] * behind], dtype=np.intp)
    wanted = np.array(data.draw(st.lists(st.booleans(), min_size=len(ranks), max_size=len(ranks))), dtype=bool)
    pool = Pool(ranked, ranked + more)
    found = pool.progress(ranks, wanted)
    assert found == pool.progress(ranks[::-1], wanted[::-1])
    assert (found.read, found.found, found.whole) == (len(ranks), int(wanted.sum()), ranked + more)
    assert 0 <= found.left.low <= found.left.value <= found.left.high <= found.whole - found.read
    assert 0 <= found.soon <= found.whole - found.read
    assert 0 <= found.seen.low <= found.seen.value <= found.seen.high <= 1
    assert found.may_stop(0.0) == (found.found > 0 or found.read == found.whole)
    assert f"{len(ranks)} of {ranked + more} pairs decided" in said(found)


def test_all_is_seen_when_all_is_read() -> None:
    ranks = np.arange(1, 41)
    for wanted in (ranks < 12, ranks < 0):
        done = Pool(40, 40).progress(ranks, wanted)
        assert (done.left.high, done.soon) == (0, 0)
        assert done.may_stop(1.0)
    assert Pool(40, 40).progress(ranks, ranks < 12).seen.low == 1


def test_more_is_left_where_more_was_found_late() -> None:
    ranks = np.arange(1, 101)
    early, late = (Pool(200, 220).progress(ranks, ranks % step == 0) for step in (50, 5))
    assert early.left.value < late.left.value
    assert early.soon < late.soon


@given(st.integers(1, 300), st.sets(st.integers(0, 299)))
def test_a_review_passes_nothing_over_and_marks_of_finds_alone_are_said_to_do_so(read: int, finds: set[int]) -> None:
    pool, drawn = Pool(400, 400), read // 10
    reviewed = np.array([*range(1, read - drawn + 1), *range(400, 400 - drawn, -1)])
    wanted = np.isin(np.arange(read), [*finds])
    whole, marked = pool.progress(reviewed, wanted), pool.progress(reviewed[wanted], wanted[wanted])
    assert whole.passed == 0
    assert "count as not read" not in said(whole)
    assert marked.passed == marked.depth - np.count_nonzero(reviewed[wanted] <= marked.depth)
    assert ("count as not read" in said(marked)) == (marked.passed > 2 + marked.read / 10 and marked.found > 0)


@given(st.integers(1, 400), st.integers(1, 400))
def test_no_more_is_said_to_be_among_the_next_than_is_left(read: int, step: int) -> None:
    told = said(Pool(900, 900).progress(np.arange(1, read + 1), np.arange(read) % step == 0))
    left = re.search(r"probably (\d+) more left", told)
    soon = re.search(r"left \([^)]*\), (\d+) of them", told)
    assert left
    assert not soon or int(soon[1]) <= int(left[1])


def test_of_a_page_on_which_finds_alone_are_marked_it_is_told_what_that_leaves() -> None:
    finds = np.arange(4, 104, 4)
    told = said(Pool(1000, 1000).progress(finds, finds > 0))
    assert "25 worth raising; 60 of the closest 80 are undecided and count as not read; probably" in told


def test_an_estimate_is_that_of_the_curve_summed_over_its_grid() -> None:
    """Without bins and without dropping any curve: the posterior, written out."""
    ranks, wanted = np.array([1, 2, 3, 5, 8, 40, 90]), np.array([1, 1, 0, 1, 0, 0, 1], dtype=bool)
    curves, logs = PRIOR.grid()
    odds = curves[:, :1] - curves[:, 1:] * np.log(np.arange(1, 121))
    chances = 1 / (1 + np.exp(-odds))
    logs = logs + np.where(wanted, np.log(chances[:, ranks - 1]), np.log1p(-chances[:, ranks - 1])).sum(axis=1)
    beliefs = np.exp(logs - logs.max())
    others = np.setdiff1d(np.arange(120), ranks - 1)
    expected = beliefs @ chances[:, others].sum(axis=1) / beliefs.sum()
    soon = beliefs @ chances[:, others[:100]].sum(axis=1) / beliefs.sum()
    found = Pool(120, 120).progress(ranks, wanted)
    assert found.soon == pytest.approx(soon, rel=0.02)
    assert found.left.low < expected < found.left.high


def test_the_promise_holds_where_lists_are_as_they_were() -> None:
    """Made lists, of which the curves are drawn from the prior; judged ones are replayed by `make bench`."""
    curves, logs = PRIOR.grid()
    chances = np.exp(logs) / np.exp(logs).sum()
    held = []
    for seed in range(60):
        random = np.random.default_rng(seed)
        start, fall = curves[random.choice(len(curves), p=chances)]
        odds = start - fall * np.log(np.arange(1, 1001))
        wanted = random.random(1000) < 1 / (1 + np.exp(-odds))
        if wanted.any():
            held.append(replay(Ranked(odds, wanted), PRIOR, seed, [0.9]).stops[0.9].seen >= 0.9)
    assert np.mean(held) >= 0.95


def test_every_tenth_pair_is_at_random_and_each_comes_once() -> None:
    places = [*order(np.linspace(1, 0, 50), 55, 3)]
    assert sorted(places) == [*range(55)]


def session(left: Corpus, right: Corpus, decisions: dict[str, Decision] | None = None) -> review.Session:
    settings = Settings(today="2026-11-29")
    return review.begin(comparison.score(left, right, settings), decisions or {}, settings)


def test_the_closest_comes_first_and_an_answer_is_taken_back(left: Corpus, right: Corpus) -> None:
    here = session(left, right)
    ranked = comparison.compare(left, right, Settings(limit=None)).pairs
    assert here.now
    assert here.listed.pair(here.now).id == ranked[0].id
    after = here.decide(worth_raising=True)
    assert after.now != here.now
    assert after.before is here
    assert (after.progress.read, after.progress.found) == (1, 1)
    assert here.skip().now == after.now
    assert here.skip().progress.read == 0


def test_all_pairs_are_asked_for_once_however_it_was_begun(left: Corpus, right: Corpus) -> None:
    here, seen = session(left, right), []
    while here.now:
        seen.append(here.now)
        here = here.decide(worth_raising=False)
    assert len({*seen}) == len(seen) == here.listed.whole == 9
    assert here.progress.may_stop(1.0)


def test_what_is_decided_counts_and_what_is_known_or_joint_does_not(left: Corpus, right: Corpus) -> None:
    first, second, *_ = comparison.compare(left, right, Settings(limit=None)).pairs
    made = {
        pair.id: register.stamp(Decision(pair=pair.id, left="", right="", outcome=outcome), pair.left, pair.right)
        for pair, outcome in ((first, OUTCOMES[3]), (second, register.KNOWN))
    }
    here = session(left, right, made)
    assert (here.progress.read, here.progress.found) == (1, 1)
    none = {first.id: replace(made[first.id], outcome=NO_OVERLAP)}
    assert session(left, right, none).progress.found == 0
    joint = replace(left, work_items=(replace(left.work_items[0], joint_with=("ISO 10:2016",)), *left.work_items[1:]))
    assert session(joint, right).listed.whole == here.listed.whole - 1


def test_keys_are_answered_with_as_many_calls_in_a_long_list_as_in_a_short_one() -> None:
    words = [f"{one}{other}" for one in ("smart", "open", "city", "grid") for other in ("park", "data", "flow", "road")]

    def answering(size: int) -> int:
        random = np.random.default_rng(1)
        items = [[WorkItem(f"{name} {n}", " ".join(random.choice(words, 4))) for n in range(size)] for name in "XY"]
        here = session(Corpus("X", "X", work_items=tuple(items[0])), Corpus("Y", "Y", work_items=tuple(items[1])))
        here = here.decide(worth_raising=True)
        assert here.progress.whole == size * size

        def answer(now: review.Session) -> None:
            for n in range(10):
                assert now.now
                assert now.listed.pair(now.now)
                now = now.decide(n % 3 == 0)
                assert now.progress.found

        return growth.calls(partial(answer, here))

    assert answering(120) < 1.1 * answering(30)


ONE = "id,title\nX.1,Framework of smart parking lots\nX.2,Vocabulary of street lighting\n"
OTHER = "id,title\nISO 5,Smart parking lots - Framework\nISO 6,Street lighting - Vocabulary\n"


def test_a_review_writes_each_decision_as_it_falls(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ONE)
    (tmp_path / "b.csv").write_text(OTHER)
    path = tmp_path / "decisions.toml"
    done = overlap_command("review", "a.csv", "b.csv", "--by", "Q1", stdin="3 both revise\nn\nu\nx\ns\nq\n")
    assert done.returncode == 0, done.stderr
    (made,) = register.read(path).values()
    assert (made.outcome, made.reason, made.by) == (OUTCOMES[3], "both revise", "Q1")
    assert made.left_print
    assert "Answer with one of these keys." in done.stdout
    assert "Noted: liaison statement for action; both revise; Q1, " in done.stdout
    assert "Taken back: the answer on P-" in done.stdout
    assert "There is nothing to take back" in overlap_command("review", "a.csv", "b.csv", stdin="u\nq\n").stdout
    again = overlap_command("review", "a.csv", "b.csv", stdin="n\nn\nn\n")
    assert len(register.read(path)) == 4
    assert "4 of 4 pairs decided, 1 worth raising" in again.stdout
    told = overlap_command("review", "a.csv", "b.csv", "--estimate")
    assert told.stdout == "4 of 4 pairs decided, 1 worth raising; none is left to read.\n"
    stopped = overlap_command("review", "a.csv", "b.csv", "--stop-at", "0.9")
    assert "none is left to read" in stopped.stdout


def test_the_marks_of_the_page_and_of_the_workbook_count_as_decisions_typed_in(
    overlap_command: Run, tmp_path: Path
) -> None:
    """The same decisions give the same register and the same estimate, whichever way they came."""
    (tmp_path / "a.csv").write_text(ONE)
    (tmp_path / "b.csv").write_text(OTHER)
    lists = ("a.csv", "b.csv")
    assert overlap_command("review", *lists, stdin="3 both revise\nn\nn\n").returncode == 0
    estimate = overlap_command("review", *lists, "--estimate").stdout
    assert "3 of 4 pairs decided, 1 worth raising" in estimate
    typed = register.read(tmp_path / "decisions.toml")
    rows = [{"pair": each.pair, "outcome": each.outcome, "reason": each.reason} for each in typed.values()]
    (tmp_path / "marks.json").write_text(json.dumps({"type": "decisions", "decisions": rows}))
    named = ("--left", "a.csv", "--right", "b.csv")
    assert overlap_command("report", *lists, "-o", "r.xlsx", "--level", "distant").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    for sheet in book:
        heads = {cell.value: cell.column for row in sheet.iter_rows(max_row=20) for cell in row if cell.value}
        for row in sheet.iter_rows() if {"Pair", "Outcome", "Reason"} <= {*heads} else ():
            if (known := typed.get(str(row[heads["Pair"] - 1].value))) is not None:
                row[heads["Outcome"] - 1].value, row[heads["Reason"] - 1].value = known.outcome, known.reason
    book.save(tmp_path / "filled.xlsx")
    for source in ("marks.json", "filled.xlsx"):
        done = overlap_command("decide", "--from", source, *named, "--decisions", f"{source}.toml")
        assert done.returncode == 0, done.stderr
        assert register.read(tmp_path / f"{source}.toml") == typed
        again = overlap_command("review", *lists, "--estimate", "--decisions", f"{source}.toml")
        assert again.stdout == estimate


def test_a_review_without_a_register_or_with_the_list_at_its_input_is_refused(overlap_command: Run) -> None:
    assert "writes into a register" in overlap_command("review", "--decisions", "none").stderr
    assert "where your answers come from" in overlap_command("review", "-", "jc4").stderr


@pytest.mark.skipif(os.name == "nt", reason="there is no pseudo-terminal")
def test_a_session_at_a_terminal_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ONE)
    (tmp_path / "b.csv").write_text(OTHER)
    for answers, decided in ((("n", "2 both", "u", "3"), 2), (("n",), 3)):
        process, terminal = at_a_terminal(tmp_path, "review", "a.csv", "b.csv")
        asked_at(terminal)
        for each in answers:
            os.write(terminal, f"{each}\n".encode())
            asked_at(terminal)
        process.kill()
        process.wait()
        os.close(terminal)
        assert len(register.read(tmp_path / "decisions.toml")) == decided
    kept = {each.outcome for each in register.read(tmp_path / "decisions.toml").values()}
    assert kept == {NO_OVERLAP, OUTCOMES[3]}


def at_a_terminal(folder: Path, *arguments: str) -> "tuple[subprocess.Popen[bytes], int]":
    """Start overlap with a pseudo-terminal, and give the end of the person at it."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "overlap", *arguments], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    return process, ours


def asked_at(terminal: int) -> None:
    """Read what is shown up to the next question."""
    shown = b""
    while not shown.rstrip().endswith(b"q quit:"):
        shown += os.read(terminal, 4096)
