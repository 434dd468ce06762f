"""What is kept between runs: right or not there."""

import os
import shutil
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
from overlap.store.files import STALE
from tests.conftest import ROOT, Run
from tests.test_architecture import MODULES, imports

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


def test_any_damage_counts_as_no_entry_and_can_be_cleared(folder: Path) -> None:
    cache.remember("words", "digest", "", lambda: make(300))
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    for at in range(0, len(whole), 37):
        for new in (whole[:at], whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]):
            path.write_bytes(new)
            assert len(cache.remember("words", "digest", "", lambda: make(300))["numbers"]) == 300
            assert path.read_bytes()
    path.unlink()
    path.mkdir()
    (path / "file").touch()
    (folder / ".x.npz.abc.part").touch()
    assert [each.what for each in cache.kept()] == ["damaged"]
    cache.clear()
    assert [*folder.iterdir()] == []


def test_a_whole_file_of_another_place_counts_as_none(folder: Path) -> None:
    cache.remember("words", "one", "", lambda: make(3))
    (one,) = folder.iterdir()
    cache.remember("words", "other", "", lambda: make(5))
    (other,) = {*folder.iterdir()} - {one}
    other.write_bytes(one.read_bytes())
    assert len(cache.remember("words", "other", "", lambda: make(5))["numbers"]) == 5


def test_what_killed_processes_left_goes_when_it_is_old(folder: Path) -> None:
    folder.mkdir()
    for name, age in ((".a.npz.x.part", 2 * STALE), (".b.npz.x.part", 0)):
        (folder / name).touch()
        os.utime(folder / name, (time.time() - age, time.time() - age))
    cache.remember("words", "digest", "", lambda: make(3))
    assert [each.name for each in folder.glob(".*")] == [".b.npz.x.part"]


def test_another_version_of_a_library_makes_another(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.remember("words", "digest", "", lambda: make(3))
    for change in ("numpy", "Stemmer", "Python"):
        monkeypatch.setattr(cache, "_makers", lambda change=change: {change: "another"})
        assert len(cache.remember("words", "digest", "", lambda: make(5))["numbers"]) == 5


def test_every_library_that_takes_part_is_in_the_name() -> None:
    """Follow the imports of the modules that have something remembered."""
    seen, foreign = set[str](), set[str]()
    found = [name for name, path in MODULES.items() if "cache.remember(" in path.read_text(encoding="utf-8")]
    assert found
    while found:
        module = found.pop()
        if module in seen or module == "store.cache":
            continue
        seen.add(module)
        used = imports(MODULES[module])
        ours = {name.removeprefix("overlap.") for name in used if name.startswith("overlap.")}
        found += [name for name in MODULES if name in ours or any(one.startswith(f"{name}.") for one in ours)]
        foreign |= {name.partition(".")[0] for name in used} - {"overlap", *sys.stdlib_module_names}
    assert foreign == {*cache.MAKERS}


def test_every_module_that_takes_part_is_in_the_name(tmp_path: Path) -> None:
    code = "from overlap.store import cache; print(cache._code())"
    shutil.copytree(ROOT / "overlap", tmp_path / "overlap", ignore=shutil.ignore_patterns("__pycache__"))
    texts = [tmp_path / "overlap" / name for name in ("text/words.py", "text/identifiers/rules.py", "model.py")]

    def name() -> str:
        return subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout

    names = [name()]
    for each in texts:
        each.write_text(each.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
        names.append(name())
    assert len({*names}) == 4


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


def test_nobody_waits_for_the_disk_to_have_what_can_be_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda number: pytest.fail(f"waits for {number}"))
    cache.remember("words", "digest", "", lambda: make(3))
    assert [each.size for each in cache.kept()] == [each.path.stat().st_size for each in cache.kept()]


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
    assert killed_while_keeping(15) > 0


def killed_while_keeping(kills: int) -> int:
    """Kill processes that keep one thing after another, none of which may leave anything damaged behind.

    Gives how many had kept something by then.
    """
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
        assert "damaged" not in {each.what for each in found}
        whole += bool(found)
    return whole
