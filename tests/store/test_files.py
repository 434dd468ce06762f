"""Files are written whole, where they are, and stay what they were."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from overlap.errors import OutputError
from overlap.store import files
from tests.conftest import ROOT

needs_links = pytest.mark.skipif(os.name == "nt", reason="links need a right there")


@needs_links
def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    shared, link, other = tmp_path / "shared" / "decisions.toml", tmp_path / "decisions.toml", tmp_path / "other"
    shared.write_text("old")
    link.symlink_to(shared)
    other.symlink_to("shared/new")
    files.write_all({link: "new", other: "made"})
    assert link.is_symlink()
    assert (shared.read_text(), (tmp_path / "shared" / "new").read_text()) == ("new", "made")
    assert {each.name for each in (tmp_path / "shared").iterdir()} == {"decisions.toml", "new"}


@pytest.mark.skipif(os.name == "nt", reason="modes are others there")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o640, 0o755])
def test_a_file_keeps_its_mode_and_a_new_one_has_that_of_every_program(mode: int, tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old")
    (tmp_path / "old").chmod(mode)
    (tmp_path / "plain").write_text("")
    files.write_all({tmp_path / "old": "new", tmp_path / "new": "new"})
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("old", "new", "plain")]
    assert modes == [mode, modes[2], modes[2]]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_what_is_no_file_is_refused_and_nothing_else_written(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for special in (tmp_path / "pipe", Path(os.devnull), tmp_path):
        with pytest.raises(OutputError, match="is a"):
            files.write_all({tmp_path / "other": "text", special: "text"})
    assert [each.name for each in tmp_path.iterdir()] == ["pipe"]
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize("is_lasting", [True, False])
def test_what_is_to_last_is_on_the_disk_before_it_has_its_name(
    is_lasting: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []

    def sync(number: int) -> None:
        (name,) = (each.name for each in tmp_path.iterdir() if each.stat().st_ino == os.fstat(number).st_ino)
        synced.append(f"{name.split('.')[1]} {os.fstat(number).st_size}")
        assert name.endswith(files.PART)

    monkeypatch.setattr(os, "fsync", sync)
    contents: dict[Path, str | bytes] = {tmp_path / "a": "text", tmp_path / "b": b"more of it"}
    if is_lasting:
        files.write_all(contents)
    else:
        files.write_all(contents, is_lasting=False)
    assert synced == (["a 4", "b 10"] if is_lasting else [])
    assert {each.name for each in tmp_path.iterdir()} == {"a", "b"}


def test_of_what_was_left_unfinished_only_the_old_of_that_name_goes(tmp_path: Path) -> None:
    names = [
        f".a.1{files.PART}",
        f".a.2{files.PART}",
        f".b.1{files.PART}",
        ".a.notes",
        f"a{files.PART}",
        f"a.1{files.PART}",
    ]
    for name in names:
        (tmp_path / name).write_text("")
        os.utime(tmp_path / name, (0, 0))
    (tmp_path / names[1]).touch()
    files.write_all({tmp_path / "a": "new"})
    assert {each.name for each in tmp_path.iterdir()} == {"a", *names[1:]}


def test_half_a_character_is_written_as_an_escape(tmp_path: Path) -> None:
    files.write_all({tmp_path / "a": '"caf\udce9"'})
    assert (tmp_path / "a").read_bytes() == b'"caf\\udce9"'


LINKED = """
import os, sys
from contextlib import suppress
from pathlib import Path
from overlap.errors import OutputError
from overlap.store import files

number, victim, steps = int(sys.argv[1]), Path("victim"), 0

def plant(event, arguments):
    global steps
    if event in ("open", "os.chmod") and str(arguments[0]).endswith(files.PART):
        steps += 1
        if steps == number:
            place = Path(arguments[0])
            place.unlink(missing_ok=True)
            place.symlink_to(victim.absolute())

sys.addaudithook(plant)
with suppress(OutputError):
    files.write_all({Path("made"): "confidential"})
"""


@needs_links
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_link_put_at_its_name_at_any_step_is_not_written_through(number: int, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("old")
    victim.chmod(0o600)
    subprocess.run(
        [sys.executable, "-c", LINKED, str(number)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert (victim.read_text(), stat.S_IMODE(victim.stat().st_mode)) == ("old", 0o600)
