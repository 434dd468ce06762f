"""Kept runs: all that is related, the same bytes, nothing of this machine; repeated, or told what differs."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from overlap.comparison.comparison import compare, score
from overlap.corpus import corpora
from overlap.errors import InputError
from overlap.model import Corpus, WorkItem
from overlap.record import changes, runs
from overlap.record.register import OUTCOMES, Decision
from overlap.report import data
from overlap.settings import Level, Settings
from overlap.store import files
from tests.conftest import ROOT, Run

LIST = "id,title,scope\nX-1,Open data framework for smart cities,Open data of cities\nX-2,Smart parking,Parking lots\n"


def kept(left: Corpus, right: Corpus, settings: Settings = Settings()) -> dict[str, Any]:  # noqa: B008 -- frozen
    run = runs.Run(left="left", right="right", settings=runs.settings_of(settings))
    report = compare(left, right, run.settings)
    whole: dict[str, Any] = json.loads(data.write_json(report, run=runs.describe(run, report)))
    return whole


def read(path: Path) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return whole


def test_the_digest_of_a_corpus_is_that_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST)
    assert corpora.load(str(tmp_path / "list.csv")).digest == hashlib.sha256(LIST.encode()).hexdigest()
    for folder in corpora.bundled():
        assert corpora.load_folder(folder).digest == files.digest(folder)
    nested = tmp_path / "folder" / "deeper"
    nested.mkdir(parents=True)
    shutil.copy(tmp_path / "list.csv", nested)
    (tmp_path / "folder" / "unread.bin").write_bytes(b"\0")
    named = hashlib.sha256(LIST.encode()).hexdigest() + "  deeper/list.csv\n"
    assert corpora.load(str(tmp_path / "folder")).digest == hashlib.sha256(named.encode()).hexdigest()


@pytest.mark.parametrize(
    "shown",
    [
        ("-n", "1"),
        ("--level", "likely"),
        ("--per-item", "1"),
        ("--min-score", "0.9"),
        ("-o", "pairs.csv"),
        ("--show-decided",),
    ],
)
def test_what_is_shown_changes_nothing_of_what_is_kept(
    overlap_command: Run, tmp_path: Path, shown: tuple[str, ...]
) -> None:
    first = overlap_command("compare", "--save", "all.json")
    assert (first.returncode, "25" in first.stdout) == (0, True)
    assert overlap_command("compare", "--save", "cut.json", *shown).returncode == 0
    assert (tmp_path / "all.json").read_bytes() == (tmp_path / "cut.json").read_bytes()
    whole = read(tmp_path / "cut.json")
    assert whole["shown"] == whole["matching"] == sum(whole["levels"][level] for level in list(Level)[:3])
    assert whole["levels"]["distant"] > 0
    assert "whatever was shown" in whole["run"]["kept"]


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_decided_pair_is_kept_as_decided_whatever_was_shown(left: Corpus, right: Corpus, is_shown: bool) -> None:
    settings = runs.settings_of(Settings(show_decided=is_shown))
    first = compare(left, right, settings).pairs[0]
    decision = Decision(pair=first.id, left=first.left.id, right=first.right.id, outcome=OUTCOMES[0])
    report = compare(left, right, settings, decisions={first.id: decision})
    assert [each.id for each in report.decided] == [first.id]
    assert first.id not in {each.id for each in report.pairs}


def test_a_filter_on_items_is_kept(left: Corpus, right: Corpus) -> None:
    every, some = kept(left, right), kept(left, right, Settings(committee=("SG1",)))
    assert 0 < len(some["pairs"]) < len(every["pairs"])
    assert runs.recall(some, "x").settings.committee == ("SG1",)
    assert changes.difference(every, some).notes == ("other settings: committee",)


def test_related_pairs_need_no_walk_through_all_others(left: Corpus, right: Corpus) -> None:
    settings = runs.settings_of(Settings())
    every = compare(left, right, replace(settings, level=None))
    wanted = [pair for pair in every.pairs if pair.level is not Level.DISTANT]
    assert list(compare(left, right, settings, scores=score(left, right, settings)).pairs) == wanted


def test_a_run_names_versions_and_inputs_and_no_place(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST + ",Nameless,Parking lots\n")
    (tmp_path / "words.toml").write_text('[concepts]\nparking = ["car park"]\n')
    decided = ("--left", "list.csv", "--outcome", "merge")
    pair = json.loads(overlap_command("compare", "list.csv", "-f", "json").stdout)["pairs"][0]["id"]
    assert overlap_command("decide", pair, *decided).returncode == 0
    given = (str(tmp_path / "list.csv"), "jc4", "--glossary", str(tmp_path / "words.toml"))
    done = overlap_command("compare", *given, "--decisions", str(tmp_path / "decisions.toml"), "--save", "run.json")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "run.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    run = json.loads(text)["run"]
    found = {each["what"]: (each["name"], each["sha256"]) for each in run["inputs"]}
    for what, name in (("left", "list.csv"), ("glossary", "words.toml"), ("decisions", "decisions.toml")):
        assert found[what] == (name, hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    shipped = hashlib.sha256((ROOT / "overlap/score/weights.toml").read_bytes()).hexdigest()
    assert found["weights.toml of overlap"] == ("weights.toml", shipped)
    assert {"overlap", "Python", "PyStemmer", "numpy", "scipy"} <= {*run["versions"]}
    assert overlap_command("reproduce", "run.json").returncode == 0


@pytest.mark.parametrize("arguments", [("sg20", "jc4"), ("jc4", "--within", "--no-fold"), ("list.csv", "jc4")])
def test_a_run_is_repeated_with_the_same_bytes(
    overlap_command: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "list.csv").write_text(LIST)
    assert overlap_command("compare", *arguments, "-n", "1", "--save", "run.json").returncode == 0
    done = overlap_command("reproduce", "run.json")
    assert (done.returncode, done.stdout) == (0, "run.json: the same bytes.\n")


def edit(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change a run as versions kept it that wrote no checksum."""
    whole = read(path)
    del whole["run"]["sealed"], whole["sha256"]
    change(whole)
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def test_what_differs_is_told(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST)
    assert overlap_command("compare", "list.csv", "jc4", "-n", "1", "--save", "run.json").returncode == 0
    original = (tmp_path / "run.json").read_bytes()
    (tmp_path / "list.csv").write_text(LIST.replace("Parking lots", "Wool"))
    done = overlap_command("reproduce", "run.json")
    assert done.returncode == 1
    assert "Other content: list.csv (left)." in done.stdout
    assert "scope of X-2 changed" in done.stdout
    (tmp_path / "list.csv").write_text(LIST)
    edit(tmp_path / "run.json", lambda whole: whole["run"]["versions"].update(numpy="1.0"))
    done = overlap_command("reproduce", "run.json")
    assert done.returncode == 1
    assert "Another version: numpy 1.0 and " in done.stdout
    (tmp_path / "run.json").write_bytes(original)
    edit(tmp_path / "run.json", lambda whole: whole["pairs"].pop())
    done = overlap_command("reproduce", "run.json")
    assert done.returncode == 1
    assert "the file itself was changed" in done.stdout


def test_what_cannot_be_repeated_ends_with_2(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST)
    overlap_command("compare", "list.csv", "jc4", "-n", "1", "--save", "run.json")
    overlap_command("compare", "list.csv", "jc4", "-n", "0", "-o", "plain.json")
    overlap_command("compare", "-", "jc4", "-n", "1", "--save", "piped.json", stdin=LIST)
    shutil.copy(tmp_path / "run.json", tmp_path / "odd.json")
    edit(tmp_path / "odd.json", lambda whole: whole["settings"].update(level="near"))
    (tmp_path / "list.csv").unlink()
    for name, said in (
        ("run.json", "an input is missing: list.csv: No such file"),
        ("plain.json", "Keep it with 'overlap compare --save FILE'"),
        ("piped.json", "standard input, which is not kept"),
        ("odd.json", "cannot be repeated"),
        ("none.json", "No such file"),
    ):
        done = overlap_command("reproduce", name)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_a_run_is_kept_under_a_name_of_its_own(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text('[{"id": "X-1", "title": "Smart parking"}]')
    for arguments in (
        ("--save", "run.txt"),
        ("--save", "run.json", "-o", "run.json"),
        ("list.json", "--save", "list.json"),
        ("--save", "none/run.json"),
    ):
        assert overlap_command("compare", *arguments).returncode == 2
    assert not (tmp_path / "run.json").exists()


def test_a_changed_text_is_told_for_a_pair_that_was_not_there(left: Corpus, right: Corpus) -> None:
    plain = replace(left.work_items[3], title="Power")
    old = replace(left, work_items=(*left.work_items[:3], plain))
    new = replace(left, work_items=(*left.work_items[:3], replace(plain, title="Utility tunnels")))
    found = changes.difference(kept(old, right), kept(new, right))
    (change,) = [each for each in found.changes if (each.left, each.right) == ("Y.3", "ISO 30:2021")]
    assert (change.kind, change.before, change.why) == (changes.ChangeKind.NEW, None, "title of Y.3 changed")
    assert (change.left_title, change.right_title) == ("Utility tunnels", "Utility tunnels")
    assert found.result().startswith("1 pair new")


def test_an_edition_that_takes_the_place_of_another_is_the_same_item(left: Corpus, right: Corpus) -> None:
    later = replace(left.work_items[1], id="Y.2 (2026)", status="published")
    old = kept(left, right)
    new = kept(replace(left, work_items=(*left.work_items, later)), right)
    found = changes.difference(old, new)
    assert "Y.2 (2026) stands where Y.2 (2019) stood" in found.notes
    assert not [each for each in found.changes if each.kind is changes.ChangeKind.GONE]


def test_a_list_a_setting_and_a_decision_are_told_apart(left: Corpus, right: Corpus) -> None:
    old = kept(replace(left, digest="a"), replace(right, digest="b"))
    more = replace(left, digest="c", work_items=(*left.work_items, WorkItem("Y.9", "Vocabulary of parking")))
    found = changes.difference(old, kept(more, replace(right, digest="b")))
    told = {each.why for each in found.changes}
    assert "Y.9 is new in the list" in told
    assert told <= {"Y.9 is new in the list", "other items of Group Left changed the statistics"}
    same = changes.difference(old, kept(replace(left, digest="c"), replace(right, digest="b")))
    assert same.changes == ()
    assert same.notes == ("Group Left: other content of the same date and length",)
    assert changes.difference(old, old).result() == "Nothing changed."


def test_a_decision_that_was_taken_back_is_told(left: Corpus, right: Corpus) -> None:
    old = kept(left, right)
    decided = {**old, "pairs": old["pairs"][1:], "decided": [{**old["pairs"][0], "decision": "merge"}]}
    (change,) = changes.difference(decided, old).changes
    assert (change.kind, change.why) == (changes.ChangeKind.NEW, "no longer holds: merge")


def test_only_a_kept_run_can_be_recalled(left: Corpus, right: Corpus) -> None:
    whole = kept(left, right)
    assert runs.recall(whole, "x").settings == runs.settings_of(Settings())
    for broken in (
        {**whole, "run": None},
        {**whole, "run": {}},
        {**whole, "settings": {**whole["settings"], "size": 1}},
        {**whole, "settings": {**whole["settings"], "limit": 0}},
    ):
        with pytest.raises(InputError):
            runs.recall(broken, "x")
