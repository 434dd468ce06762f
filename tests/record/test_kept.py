"""What versions before kept is still opened, or one line says what to type: the files of tests/data/kept.

They are never made anew. When a form changes, a file of the new one is put beside them.
"""

import json
import random
import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.cli.config import defaults, keys
from overlap.comparison.comparison import compare
from overlap.corpus import catalogue, corpora, library, partial
from overlap.corpus.catalogue import Origin, origin_from
from overlap.corpus.partial import Got
from overlap.errors import InputError, NotFoundError
from overlap.judge import judgements
from overlap.model import Corpus, WorkItem
from overlap.record import changes, liaisons, register, watching
from overlap.record.runs import Run, describe, recall, settings_of
from overlap.record.watching import Event, EventKind, State, Watched
from overlap.report import data
from overlap.settings import Level, ReadSettings, Settings
from overlap.store.files import encoded
from tests.conftest import ROOT
from tests.conftest import Run as Command

OTHERS: tuple[object, ...] = ("gone", None, 7, "text", [], {}, "\ud800")
KEPT = ROOT / "tests" / "data" / "kept"


@pytest.mark.parametrize("path", sorted(KEPT.glob("*-*.toml")), ids=lambda path: path.stem)
def test_registers_are_read_and_decide_the_same(path: Path, overlap_command: Command, tmp_path: Path) -> None:
    (decision,) = register.read(path).values()
    assert (decision.pair, decision.outcome, decision.by) == ("P-GH657D73", "merge", "Q7/20")
    for name in ("left.csv", "right.csv", path.name):
        shutil.copy(KEPT / name, tmp_path / name)
    compared = overlap_command("compare", "left.csv", "right.csv", "--decisions", path.name, "-f", "json")
    assert '"decided_before": 1' in compared.stdout
    listed = overlap_command("decisions", "list", "--decisions", path.name)
    assert "P-GH657D73" in listed.stdout


@pytest.mark.parametrize("content", [b"\xff\xfe\xff", b"[", b"{}", b"\x00", None], ids=str)
@pytest.mark.parametrize("read", [register.read, liaisons.read, changes.read, watching.read])
def test_a_file_that_is_none_of_ours_is_named_with_what_to_do(
    read: Callable[[Path], object], content: bytes | None, tmp_path: Path
) -> None:
    path = tmp_path / "kept.toml"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(InputError) as told:
        read(path)
    assert str(path) in told.value.problem
    assert told.value.remedy.endswith(".")


def test_liaison_statements_are_read() -> None:
    (sent,) = liaisons.read(KEPT / "register-liaisons.toml").values()
    assert liaisons.said(sent, "2026-12-24").endswith("sent 2026-12-01 as LS 4, reply due 2027-02-15")


@pytest.mark.parametrize("kept", ["run.json", "run-sealed.json"])
def test_a_kept_run_is_read_compared_and_repeated(overlap_command: Command, tmp_path: Path, kept: str) -> None:
    for name in ("left.csv", "right.csv", kept):
        shutil.copy(KEPT / name, tmp_path / name)
    assert recall(changes.read(KEPT / kept), kept).right == "right.csv"
    again = overlap_command("reproduce", kept)
    assert again.returncode in (0, 1), again.stderr
    overlap_command("compare", "left.csv", "right.csv", "--save", "now.json")
    assert overlap_command("diff", kept, "now.json").returncode == 0


def test_a_run_without_a_checksum_is_repeated_without_one() -> None:
    """One that an earlier version kept gives the same bytes again."""
    for name, is_sealed in (("run.json", False), ("run-sealed.json", True)):
        run = recall(changes.read(KEPT / name), name)
        assert run.is_sealed is is_sealed
        one, other = (Corpus(each, each, work_items=(WorkItem(each, "Lots"),)) for each in "ab")
        report = compare(one, other, run.settings)
        whole = json.loads(data.write_json(report, run=describe(run, report)))
        assert ("sha256" in whole, "sealed" in whole["run"]) == (is_sealed, is_sealed)


@pytest.mark.parametrize("bit", range(8))
def test_a_bit_of_a_kept_run_that_flips_is_seen_or_says_nothing_else(bit: int) -> None:
    written = (KEPT / "run-sealed.json").read_bytes()
    whole = changes.parse(written.decode(), "run.json")
    seen = 0
    for place in range(bit, len(written), 16):
        damaged = written[:place] + bytes([written[place] ^ 1 << bit]) + written[place + 1 :]
        try:
            assert changes.parse(damaged.decode(), "run.json") == whole
        except (InputError, UnicodeDecodeError):
            seen += 1
    assert seen > len(written) / 32


@given(st.data())
def test_what_is_said_otherwise_than_it_was_kept_is_refused(drawn: st.DataObject) -> None:
    whole = json.loads((KEPT / "run-sealed.json").read_text(encoding="utf-8"))
    assert changes.parse(json.dumps(whole, indent=8, ensure_ascii=drawn.draw(st.booleans())), "x")
    other = changed(whole, drawn.draw(st.sampled_from(list(paths(whole)))), drawn.draw(st.sampled_from(OTHERS)))
    if json.dumps(other, sort_keys=True) != json.dumps(whole, sort_keys=True):
        with pytest.raises(InputError):
            changes.parse(json.dumps(other), "x")


def test_a_baseline_still_lets_what_was_known_pass(overlap_command: Command, tmp_path: Path) -> None:
    for name in ("left.csv", "right.csv", "baseline.toml"):
        shutil.copy(KEPT / name, tmp_path / name)
    command = ("check", "left.csv", "--against", "right.csv")
    assert overlap_command(*command).returncode == 1
    assert overlap_command(*command, "--decisions", "baseline.toml").returncode == 0


@pytest.mark.parametrize("path", sorted(KEPT.glob("watch-*.json")), ids=lambda path: path.stem)
def test_a_watch_goes_on_or_says_what_to_type(path: Path, overlap_command: Command, tmp_path: Path) -> None:
    for name in ("left.csv", "right.csv"):
        shutil.copy(KEPT / name, tmp_path / name)
    shutil.copy(path, tmp_path / "watch.json")
    done = overlap_command("watch", "left.csv", "right.csv")
    if json.loads(path.read_text(encoding="utf-8"))["form"] == watching.FORM:
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        (event,) = (watching.read(tmp_path / "watch.json") or State()).events
        assert (event.kind, event.about) == (EventKind.NEW, "P-YDVH1P1V")
    else:
        assert (done.returncode, "Take the file away to begin anew" in done.stderr) == (2, True)


def test_judgements_and_the_configuration_are_read() -> None:
    told = [(each.left_id, each.right_id, each.grade, each.reason) for each in judgements.read(KEPT / "judgements.csv")]
    assert told == [("Y.2", "ISO 20:2020", 3, "same lots"), ("Y.1", "ISO 20:2020", 0, "other data")]
    found = {name: each.value for name, each in defaults.read_file(KEPT / "overlap.toml").items()}
    assert found == {
        "left": str(KEPT / "left.csv"),
        "right": str(KEPT / "right.csv"),
        "against": [str(KEPT / "right.csv"), "jc4"],
        "level": "substantial",
        "min-score": 0.25,
        "limit": 7,
        "report.source": "TSB",
    }


def test_a_download_is_known_by_its_note(tmp_path: Path) -> None:
    shutil.copy(KEPT / "data.jsonl.json", tmp_path)
    (tmp_path / "data.jsonl").write_text("{}\n")
    got = partial.kept(tmp_path / "data.jsonl")
    assert got
    assert (got.address, got.size, got.etag) == ("https://example.org/data.jsonl", 3, '"a"')


def test_a_catalogue_is_read_and_its_origin_where_it_is_damaged(
    overlap_command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OVERLAP_DATA", str(tmp_path / "data"))
    version = tmp_path / "data" / "corpora" / "programme" / "2026-11-01"
    version.mkdir(parents=True)
    for name in ("catalogue.columns", "origin.json"):
        shutil.copy(KEPT / name, version)
    (version.parent / "current").write_text("2026-11-01\n")
    kept, given = catalogue.read(version / "catalogue.columns"), corpora.load(str(KEPT / "left.csv"))
    assert tuple(kept.work_items) == given.work_items
    assert (kept.title, kept.as_of, kept.licence) == ("Programme of work", "2026-11-01", "Free to all.")
    assert [each.title for each in kept.mandate] == ["Parking in cities"]
    assert "programme@2026-11-01: whole" in overlap_command("corpus", "repair").stderr
    told = library.origin("programme")
    (version / "catalogue.columns").write_bytes(b"")
    assert library.origin("programme") == told
    assert told.files == ("/lists/of/the/standards/officer.csv",)


def test_a_data_folder_says_what_to_type(
    overlap_command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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


@given(STATES, st.randoms(use_true_random=False))
def test_the_state_of_a_watch_has_the_same_bytes_in_whatever_order_it_came(state: State, chance: random.Random) -> None:
    def mixed(table: Mapping[str, Any]) -> dict[str, Any]:
        return dict(chance.sample([*table.items()], len(table)))

    other = replace(state, items=mixed(state.items), reopened=mixed(state.reopened))
    assert watching.write(other) == watching.write(state)


@given(st.builds(Got, address=TEXT, sha256=TEXT, size=st.integers(0, 2**40), etag=TEXT, modified=TEXT))
def test_the_note_of_a_download_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, got: Got) -> None:
    target = tmp_path_factory.mktemp("got") / "data.jsonl"
    partial.begin(target, got)
    assert partial.begun(target) == got


@given(ORIGINS)
def test_an_origin_is_read_as_it_was_written(origin: Origin) -> None:
    assert origin_from(json.loads(json.dumps(asdict(origin)))) == origin


ITEMS = st.lists(
    st.builds(WorkItem, TEXT.filter(bool), TEXT, TEXT), min_size=1, max_size=3, unique_by=lambda each: each.id
)
RUNS = st.builds(
    Run,
    left=TEXT,
    right=TEXT,
    settings=st.builds(Settings, today=TEXT, limit=st.none() | st.integers(1, 9), level=st.sampled_from(Level)).map(
        settings_of
    ),
    reading=st.builds(
        ReadSettings,
        columns=st.dictionaries(TEXT, TEXT, max_size=2),
        columns_of=st.dictionaries(TEXT.filter(bool), st.dictionaries(TEXT, TEXT, max_size=2), max_size=2),
        mandate_of=TEXT,
    ),
)


@given(ITEMS, ITEMS, RUNS)
def test_a_run_is_recalled_as_it_was_kept(left: list[WorkItem], right: list[WorkItem], run: Run) -> None:
    """Over arbitrary text, half characters of names too."""
    both = (Corpus("a", "A", work_items=tuple(left)), Corpus("b", "B", work_items=tuple(right)))
    report = compare(*both, run.settings)
    written = encoded(data.write_json(report, run=describe(run, report))).decode("utf-8")
    whole = changes.parse(written, "run.json")
    assert recall(whole, "run.json") == run
    told = [(pair["left"]["id"], pair["left"].get("title", ""), pair["right"]["id"]) for pair in whole["pairs"]]
    assert told == [(pair.left.id, pair.left.title, pair.right.id) for pair in report.pairs]
    assert changes.difference(whole, whole).changes == ()


VALUES = st.recursive(TEXT | st.integers(-(2**60), 2**60) | st.booleans(), st.lists, max_leaves=4)


@given(VALUES | st.dictionaries(TEXT, VALUES, max_size=3))
def test_a_value_of_the_configuration_is_read_as_it_was_written(value: object) -> None:
    assert tomllib.loads(f"key = {keys.as_toml(value)}") == {"key": value}


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
