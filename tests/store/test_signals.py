"""A signal may end a run after any step: what was begun is taken away, and each file is old or new."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from overlap.corpus import library
from overlap.corpus.catalogue import Origin
from overlap.model import Corpus, WorkItem
from overlap.store import files, scratch
from tests.ended import end_after

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # a file is closed when its process ends


def test_files_written_are_old_or_new_and_none_is_left_unfinished(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    new = {one: b"new", other: b"new"}
    steps, is_running = 0, True
    while is_running:
        one.write_bytes(b"old")
        other.unlink(missing_ok=True)
        is_running = end_after(steps, lambda: files.write_all(new, is_lasting=False), [files])
        assert {each.name for each in tmp_path.iterdir()} <= {"one", "other"}, steps
        assert one.read_bytes() in (b"old", b"new")
        assert not other.exists() or other.read_bytes() == b"new"
        steps += 1
    assert steps > 30
    assert one.read_bytes() == other.read_bytes() == b"new"


def test_of_a_folder_for_one_piece_of_work_nothing_is_left(tmp_path: Path) -> None:
    """At once, or by the next one where the taking away itself was ended."""

    def work() -> None:
        with scratch.scratch(tmp_path) as made:
            (made / "file").touch()
            done.append(True)

    done: list[bool] = []
    steps, is_running = 0, True
    while is_running:
        done.clear()
        is_running = end_after(steps, work, [scratch])
        assert done or not [*tmp_path.iterdir()], steps
        scratch.sweep(tmp_path)
        assert not [*tmp_path.iterdir()], steps
        steps += 1
    assert steps > 8


def test_of_an_import_or_a_removal_that_was_ended_the_next_makes_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OVERLAP_DATA", str(tmp_path))
    corpus = Corpus(name="ours", title="Ours", work_items=(WorkItem("P.1", "Parking"),))

    def put() -> None:
        library.put(corpus, "2026-11-01", Origin(files=("a.csv",)), {"licence.txt": "Free"})

    def remove() -> None:
        library.remove("ours")

    steps, is_running = 0, True
    while is_running:
        is_running = end_after(steps, put, [library, scratch, files])
        assert not is_running or not [*tmp_path.rglob(".placed")], steps
        put()
        assert library.versions("ours") == ["2026-11-01"], steps
        assert library.is_whole("ours", library.current("ours"))
        assert not [*tmp_path.rglob(".*")], steps
        is_removing = end_after(steps, remove, [library])
        assert not [*tmp_path.rglob(".*")], steps
        if is_removing and library.names():
            remove()
        assert not library.names()
        steps += 3  # each writes to the disk and waits for it
    assert steps > 50


def test_two_imports_of_one_list_at_once_make_one_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one puts it there while this one has its own made and not yet put."""
    monkeypatch.setenv("OVERLAP_DATA", str(tmp_path))
    corpus = Corpus(name="ours", title="Ours", work_items=(WorkItem("P.1", "Parking"),))
    is_first = True

    class Meanwhile(Mapping[str, str]):
        def __iter__(self) -> Iterator[str]:
            nonlocal is_first
            if is_first:
                is_first = False
                put()
            return iter(["licence.txt"])

        def __getitem__(self, name: str) -> str:
            return "Free"

        def __len__(self) -> int:
            return 1

    def put() -> str:
        return library.put(corpus, "2026-11-01", Origin(), Meanwhile())

    assert put() == "2026-11-01"
    assert not is_first
    assert library.versions("ours") == ["2026-11-01"]
