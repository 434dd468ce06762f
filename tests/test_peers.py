"""What measures other tools says what is lacking, and goes on."""

import subprocess
import sys
from array import array
from pathlib import Path

import pytest

from tests import peers
from tests.conftest import ROOT
from tests.peers import Found, Tool, Work


def test_without_catalogues_it_says_what_it_needs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.peers", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert "itu.jsonl.gz" in done.stderr


def test_a_tool_that_fails_is_a_line(tmp_path: Path) -> None:
    work = Work(tmp_path, peers.SMALL)
    for side in peers.SIDES:
        work.write(side, [("B", "Smart parking", ""), ("A", "Smart  kerbs", "Of cities")])
    assert work.texts("left") == ["Smart kerbs Of cities", "Smart parking"]
    runs = peers.measure(work, [Tool("no such tool", peers.plain), peers.TOOLS[0]])
    assert runs["no such tool"].failed
    assert not runs[peers.TOOLS[0].name].failed
    assert list(peers.answered(peers.answer(work, peers.TOOLS[0]))[0]) == [0, 1]


@pytest.mark.parametrize(
    ("rows", "scores", "is_same"),
    [
        ([0, 0, 1], [0.5, 0.4, 0.7], True),
        ([1, 0, 0], [0.7, 0.4, 0.5000001], True),
        ([0, 0, 1, 1], [0.5, 0.4, 0.7, 0.3000001], True),
        ([0, 0, 1], [0.5, 0.41, 0.7], False),
        ([0, 1, 1], [0.5, 0.4, 0.7], False),
        ([0, 1], [0.5, 0.7], False),
    ],
)
def test_exact_is_the_same_scores_for_each_row(rows: list[int], scores: list[float], is_same: bool) -> None:
    exact: Found = array("q", [0, 0, 1]), array("d", [0.5, 0.4, 0.7])
    assert peers.same((array("q", rows), array("d", scores)), exact) is is_same
