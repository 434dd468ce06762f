"""What is kept between runs: right or not there."""

import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.store import cache
from tests.conftest import ROOT, Run

PRINTABLE = st.text(st.characters(min_codepoint=32), max_size=20)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OVERLAP_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def make(number: int) -> cache.Arrays:
    return {"numbers": np.arange(number), "words": cache.join(["a", "", "ü"])}


def test_what_was_made_once_is_read_the_next_time(folder: Path) -> None:
    made = cache.remember("words", "digest", "", lambda: make(3))
    read = cache.remember("words", "digest", "", lambda: pytest.fail("made again"))
    assert {*made} == {*read} == {"numbers", "words"}
    assert read["numbers"].tolist() == [0, 1, 2]
    assert cache.split(read["words"]) == ["a", "", "ü"]
    assert [(each.what, each.of) for each in cache.kept()] == [("words", "digest")]
    assert [path.suffix for path in folder.iterdir()] == [".npz"]


@pytest.mark.parametrize("other", [("sums", "digest", ""), ("words", "other", ""), ("words", "digest", "glossary")])
def test_anything_it_depends_on_makes_another(other: tuple[str, str, str]) -> None:
    cache.remember("words", "digest", "", lambda: make(3))
    assert len(cache.remember(*other, lambda: make(5))["numbers"]) == 5
    assert len(cache.kept()) == 2


def test_another_version_of_overlap_makes_another(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.remember("words", "digest", "", lambda: make(3))
    monkeypatch.setattr("overlap.__version__", "999")
    assert len(cache.remember("words", "digest", "", lambda: make(5))["numbers"]) == 5


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"no archive"])
def test_a_damaged_file_is_made_again(folder: Path, damage: bytes) -> None:
    cache.remember("words", "digest", "", lambda: make(3))
    (path,) = folder.iterdir()
    path.write_bytes(damage or path.read_bytes()[:-40])
    assert [each.what for each in cache.kept()] == ["damaged"]
    assert len(cache.remember("words", "digest", "", lambda: make(5))["numbers"]) == 5
    assert len(cache.remember("words", "digest", "", lambda: pytest.fail("made again"))["numbers"]) == 5


def test_a_flipped_bit_is_noticed(folder: Path) -> None:
    cache.remember("words", "digest", "", lambda: make(1000))
    (path,) = folder.iterdir()
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(whole)
    assert len(cache.remember("words", "digest", "", lambda: make(5))["numbers"]) == 5


def test_what_cannot_be_kept_is_made_each_time(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert len(cache.remember("words", "digest", "", lambda: make(3))["numbers"]) == 3


def test_what_was_not_used_for_long_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        cache.remember("words", str(number), "", lambda: make(1000))
        os.utime(cache.kept()[0].path, (number, number))
    monkeypatch.setattr(cache, "MOST", 2 * cache.kept()[0].size + 100)
    cache.remember("words", "new", "", lambda: make(1000))
    assert [each.of for each in cache.kept()] == ["new", "3"]


def test_two_processes_that_keep_the_same_do_not_meet(folder: Path) -> None:
    code = (
        "import numpy as np; from overlap.store import cache\n"
        "for n in range(30): cache.remember('words', str(n), '', lambda: {'numbers': np.arange(20000)})"
    )
    running = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(2)]
    assert [each.wait() for each in running] == [0, 0]
    assert {each.what for each in cache.kept()} == {"words"}
    assert len(cache.kept()) == len([*folder.iterdir()]) == 30


@given(st.lists(PRINTABLE))
def test_texts_come_back_as_they_were(texts: list[str]) -> None:
    assert cache.split(cache.join(texts)) == texts


def test_the_commands_show_and_clear_it(overlap_command: Run) -> None:
    cache.remember("words counted", "0123456789abcdef", "", lambda: make(3))
    shown = overlap_command("cache", "info").stdout
    assert "words counted" in shown
    assert "0123456789ab" in shown
    assert ": 1 file, 0.0 MB" in " ".join(shown.split())
    assert "removed 1 file" in overlap_command("cache", "clear").stderr
    assert cache.kept() == []


def test_a_process_killed_at_any_moment_leaves_no_damaged_file() -> None:
    assert killed_while_keeping(15) == 15


def killed_while_keeping(kills: int) -> int:
    """Kill processes that keep one thing after another; give how many left nothing damaged behind."""
    code = (
        "import itertools, os, numpy as np; from overlap.store import cache; print(flush=True)\n"
        "for n in itertools.count(): cache.remember(f'{os.getpid()}', str(n), '', lambda: {'n': np.arange(500000)})"
    )
    delay, whole = Random(20261124), 0
    for _ in range(kills):
        with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as running:
            assert running.stdout
            running.stdout.readline()
            time.sleep(delay.uniform(0.02, 0.12))
            running.kill()
        found = cache.kept()
        whole += bool(found) and "damaged" not in {each.what for each in found}
    return whole
