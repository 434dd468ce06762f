"""Folders for one piece of work, and what is left of them."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from overlap.store.scratch import PREFIX, scratch, sweep
from tests.conftest import ROOT


def test_it_is_there_as_long_as_it_is_used(tmp_path: Path) -> None:
    with scratch(tmp_path) as folder:
        (folder / "a").mkdir()
        assert sweep(tmp_path) == 0
        assert folder.is_dir()
    assert [*tmp_path.iterdir()] == []
    with pytest.raises(ValueError, match="x"), scratch(tmp_path):
        raise ValueError("x")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.skipif(os.name == "nt", reason="modes are others there")
def test_nobody_else_can_look_into_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with scratch(tmp_path) as folder:
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    finally:
        os.umask(before)


def test_what_a_killed_process_left_is_taken_away_by_the_next(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from overlap.store.scratch import scratch\n"
        f"with scratch(Path({str(tmp_path)!r})) as made: (made / 'big').touch(); print(flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as running:
        assert running.stdout
        running.stdout.readline()
        assert sweep(tmp_path) == 0
        running.kill()
    assert len([*tmp_path.glob(f"{PREFIX}*")]) == 2
    with scratch(tmp_path) as folder:
        assert {each.name for each in tmp_path.iterdir()} == {folder.name, f"{folder.name}.lock"}
