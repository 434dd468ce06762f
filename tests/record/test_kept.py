"""What versions before kept is still opened, or one line says what to type: the files of tests/data/kept.

They are never made anew. When a form changes, a file of the new one is put beside them.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.corpus import library, partial
from overlap.corpus.catalogue import Origin, origin_from
from overlap.corpus.partial import Got
from overlap.errors import InputError, NotFoundError
from overlap.record import changes, liaisons, register, watching
from overlap.record.runs import recall
from overlap.record.watching import Event, EventKind, State, Watched
from overlap.store.files import encoded
from tests.conftest import ROOT, Run

OTHERS: tuple[object, ...] = ("gone", None, 7, "text", [], {}, "\ud800")
KEPT = ROOT / "tests" / "data" / "kept"


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.toml")), ids=lambda path: path.stem)
def test_registers_are_read_and_decide_the_same(path: Path, overlap_command: Run, tmp_path: Path) -> None:
    (decision,) = register.read(path).values()
    assert (decision.pair, decision.outcome, decision.by) == ("P-GH657D73", "merge", "Q7/20")
    for name in ("left.csv", "right.csv", path.name):
        shutil.copy(KEPT / name, tmp_path / name)
    compared = overlap_command("compare", "left.csv", "right.csv", "--decisions", path.name, "-f", "json")
    assert '"decided_before": 1' in compared.stdout
    listed = overlap_command("decisions", "list", "--decisions", path.name)
    assert "P-GH657D73" in listed.stdout


def test_liaison_statements_are_read() -> None:
    (sent,) = liaisons.read(KEPT / "register-liaisons.toml").values()
    assert liaisons.said(sent, "2026-12-24").endswith("sent 2026-12-01 as LS 4, reply due 2027-02-15")


def test_a_kept_run_is_read_compared_and_repeated(overlap_command: Run, tmp_path: Path) -> None:
    for name in ("left.csv", "right.csv", "run.json"):
        shutil.copy(KEPT / name, tmp_path / name)
    assert recall(changes.read(KEPT / "run.json"), "run.json").right == "right.csv"
    again = overlap_command("reproduce", "run.json")
    assert again.returncode in (0, 1), again.stderr
    overlap_command("compare", "left.csv", "right.csv", "--save", "now.json")
    assert overlap_command("diff", "run.json", "now.json").returncode == 0


def test_a_data_folder_says_what_to_type(overlap_command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERLAP_DATA", str(tmp_path / "data"))
    version = tmp_path / "data" / "corpora" / "programme" / "2026-11-01"
    version.mkdir(parents=True)
    shutil.copy(KEPT / "catalogue.arrow", version)
    (version.parent / "current").write_text("2026-11-01\n")
    assert library.origin("programme").files == ("/lists/of/the/standards/officer.csv",)
    said = overlap_command("compare", "programme", "jc4")
    assert (said.returncode, "'overlap corpus update' makes it again" in said.stderr) == (2, True)
    assert "programme" in overlap_command("corpus", "list").stderr
    again = overlap_command("corpus", "update")
    assert (again.returncode, "officer.csv: no such file" in again.stderr) == (2, True)
    assert overlap_command("corpus", "remove", "programme").returncode == 0


def test_a_kept_run_that_is_not_as_it_was_written_says_what_is_wrong() -> None:
    """Take every key out of a run, and put something else for every value: it is read, or one line says why not."""
    whole = json.loads((KEPT / "run.json").read_text(encoding="utf-8"))
    new = changes.read(KEPT / "run.json")
    places = list(paths(whole))
    assert len(places) > 150
    refused = 0
    for place in places:
        for change in OTHERS:
            try:
                run = changes.parse(json.dumps(changed(whole, place, change)), "run.json")
                changes.difference(run, new)
                changes.difference(new, run)
                recall(run, "run.json")
            except InputError as error:
                refused += "\n" not in error.problem
    assert refused > 100


TEXT = st.text(max_size=20)
WATCHED = st.builds(
    Watched,
    id=TEXT,
    title=TEXT,
    opening=TEXT,
    stage=TEXT,
    is_open=st.booleans(),
    is_gone=st.booleans(),
    address=TEXT,
)
EVENTS = st.builds(Event, kind=st.sampled_from(EventKind), about=TEXT, said=TEXT, date=TEXT, address=TEXT)
STATES = st.builds(
    State,
    sides=st.lists(TEXT).map(tuple),
    signature=TEXT,
    items=st.dictionaries(TEXT, WATCHED, max_size=2),
    told=st.frozensets(TEXT),
    concerned=st.frozensets(TEXT),
    reopened=st.dictionaries(TEXT, TEXT, max_size=2),
    overdue=st.frozensets(TEXT),
    events=st.lists(EVENTS, max_size=2).map(tuple),
)
ORIGINS = st.builds(Origin, kind=TEXT, source=TEXT, files=st.lists(TEXT).map(tuple), title=TEXT, licence=TEXT)


@given(STATES)
def test_a_state_of_a_watch_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, state: State) -> None:
    path = tmp_path_factory.mktemp("watch") / "watch.json"
    path.write_bytes(encoded(watching.write(state)))
    assert watching.read(path) == state


@given(st.builds(Got, address=TEXT, sha256=TEXT, size=st.integers(0, 2**40), etag=TEXT, modified=TEXT))
def test_the_note_of_a_download_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, got: Got) -> None:
    target = tmp_path_factory.mktemp("got") / "data.jsonl"
    partial.begin(target, got)
    assert partial.begun(target) == got


@given(ORIGINS)
def test_an_origin_is_read_as_it_was_written(origin: Origin) -> None:
    assert origin_from(json.loads(json.dumps(asdict(origin)))) == origin


def test_a_name_of_a_version_that_is_damaged_names_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERLAP_DATA", str(tmp_path))
    home = tmp_path / "corpora" / "programme"
    home.mkdir(parents=True)
    (home / "current").write_bytes(b"2026\xff\n-11")
    with pytest.raises(NotFoundError, match=r"There is no programme@2026. -11"):
        library.path_of("programme")


def paths(value: object, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of every value within a value."""
    within = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in within:
        yield (*place, key)
        yield from paths(each, (*place, key))


def changed(whole: Any, place: tuple[str | int, ...], change: object) -> Any:  # noqa: ANN401 -- any JSON
    """Give a copy with another value at a place, or with none."""
    copy = json.loads(json.dumps(whole))
    *way, last = place
    holder = copy
    for key in way:
        holder = holder[key]
    if change == "gone":
        del holder[last]
    else:
        holder[last] = change
    return copy
