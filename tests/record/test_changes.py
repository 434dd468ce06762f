"""What changed between two comparisons, and why."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.comparison.comparison import compare
from overlap.errors import InputError
from overlap.model import Corpus, WorkItem
from overlap.record import changes, origins
from overlap.record.changes import ChangeKind
from overlap.record.register import OUTCOMES, Decision, stamp
from overlap.record.runs import Run as KeptRun
from overlap.record.runs import describe, settings_of
from overlap.report import data, differences
from overlap.settings import Level, Settings
from tests.conftest import Run

EVERY = Settings(limit=1000)
LEFT = Corpus("a", "A", work_items=(WorkItem("Y.1", "Parking lots"),))
RIGHT = Corpus("b", "B", work_items=(WorkItem("ISO 1", "Parking lots"),))


def run(left: Corpus, right: Corpus, decisions: dict[str, Decision] | None = None) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(data.write_json(compare(left, right, EVERY, decisions=decisions or {})))
    return whole


def test_nothing_changed_between_two_equal_runs(left: Corpus, right: Corpus) -> None:
    found = changes.difference(run(left, right), run(left, right))
    assert (found.changes, found.notes) == ((), ())
    assert "Nothing changed" in differences.write(found)


def test_a_pair_that_is_still_there_is_decided_or_coordinated_and_not_gone() -> None:
    named = replace(LEFT, work_items=(replace(LEFT.work_items[0], joint_with=("ISO 1",)),))
    pair = compare(LEFT, RIGHT, EVERY).pairs[0]
    known = {pair.id: stamp(Decision(pair=pair.id, left="", right="", outcome=OUTCOMES[0]), pair.left, pair.right)}
    for kind, now in (
        (ChangeKind.DECIDED, run(LEFT, RIGHT, known)),
        (ChangeKind.COORDINATED, run(named, RIGHT)),
        (ChangeKind.GONE, {**run(LEFT, RIGHT), "pairs": []}),
    ):
        found = changes.difference(run(LEFT, RIGHT), now)
        assert [each.kind for each in found.changes] == [kind]
        assert found.result() == f"1 pair {kind}."


def test_a_changed_title_a_new_and_a_gone_item_are_told_apart(left: Corpus, right: Corpus) -> None:
    old = run(left, right)
    first = left.work_items[0]
    revised = replace(first, title="Framework of knitting", scope="Wool")
    items = (revised, *left.work_items[2:], WorkItem("Y.99", "Vocabulary for smart parking", "Terms for parking lots."))
    found = changes.difference(old, run(replace(left, work_items=items), right))
    kinds = {each.kind for each in found.changes}
    assert {ChangeKind.NEW, ChangeKind.GONE} <= kinds
    (new,) = [
        each
        for each in found.changes
        if each.kind is ChangeKind.NEW and each.left == "Y.99" and each.right == "ISO 10:2016"
    ]
    assert new.why == "Y.99 is new in the pairs"
    assert new.before is None
    assert any(f"of {first.id} changed" in each.why or each.left == first.id for each in found.changes)
    assert json.loads(differences.write_json(found))["changes"][0]["kind"] == found.changes[0].kind


def test_a_decision_and_its_end_are_told(left: Corpus, right: Corpus) -> None:
    pair = compare(left, right, EVERY).pairs[0]
    known = {
        pair.id: stamp(
            Decision(pair=pair.id, left="", right="", outcome=OUTCOMES[0], reason="agreed"), pair.left, pair.right
        )
    }
    decided = [
        each for each in changes.difference(run(left, right), run(left, right, known)).changes if each.pair == pair.id
    ]
    assert [(each.kind, "agreed" in each.why) for each in decided] == [(ChangeKind.DECIDED, True)]
    items = tuple(replace(each, stage="60.60") if each.id == pair.left.id else each for each in left.work_items)
    later = run(replace(left, work_items=items), right, known)
    again = [each for each in changes.difference(run(left, right, known), later).changes if each.pair == pair.id]
    assert [(each.kind, each.why) for each in again] == [(ChangeKind.REOPENED, f"stage of {pair.left.id} changed")]


def test_other_settings_and_cut_runs_are_noted(left: Corpus, right: Corpus) -> None:
    cut = json.loads(data.write_json(compare(left, right, Settings(limit=1))))
    notes = changes.difference(run(left, right), cut).notes
    assert any("other settings: limit" in note for note in notes)
    assert any("the new run holds 1 of" in note for note in notes)


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "not JSON"), ("[]", "no comparison"), ('{"type": "report", "pairs": []}', "another version")],
)
def test_what_is_no_comparison_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(InputError, match=said):
        changes.read(tmp_path / "run.json")


def test_the_command_shows_what_changed(overlap_command: Run, tmp_path: Path) -> None:
    for name, level in (("old.json", "substantial"), ("new.json", "related")):
        overlap_command("compare", "--level", level, "-n", "0", "-o", name)
    done = overlap_command("diff", "old.json", "new.json")
    assert done.returncode == 0
    old, new = (len(json.loads((tmp_path / name).read_text())["pairs"]) for name in ("old.json", "new.json"))
    assert 0 < old < new
    assert f"new: {new - old} pairs" in done.stdout
    assert "other settings: level" in done.stdout
    assert json.loads(overlap_command("diff", "old.json", "new.json", "-f", "json").stdout)["type"] == "difference"


@given(st.lists(st.tuples(st.sampled_from([None, 0.0, 0.2, 0.5, 0.9]), st.sampled_from([None, 0.0, 0.3, 0.8]))))
def test_changes_come_by_kind_then_closest_first_then_by_id(scores: list[tuple[float | None, float | None]]) -> None:
    whole = run(LEFT, RIGHT)
    (pair, *_) = whole["pairs"]

    def of(which: int) -> dict[str, Any]:
        made = []
        for number, each in enumerate(scores):
            if (score := each[which]) is not None:
                named = {"id": f"P-{number}", "left": pair["left"] | {"id": f"Y.{number}"}}
                made.append(pair | named | {"score": score, "level": Level.RELATED})
        return {**whole, "pairs": made}

    found = changes.difference(of(0), of(1)).changes
    kinds = [*ChangeKind]
    order = [(kinds.index(each.kind), -(each.after or each.before or 0), each.pair) for each in found]
    assert order == sorted(order)
    assert len(found) == sum(one != other for one, other in scores)
    risen = {
        each.pair: (each.after or 0) > (each.before or 0) for each in found if None not in (each.before, each.after)
    }
    assert risen == {each.pair: each.kind is ChangeKind.RISEN for each in found if each.pair in risen}


def kept(left: Corpus, right: Corpus) -> dict[str, Any]:
    report = compare(left, right, EVERY)
    described = describe(KeptRun(left="a", right="b", settings=settings_of(EVERY)), report)
    whole: dict[str, Any] = json.loads(data.write_json(report, run=described))
    return whole


TITLES = ("", "Parking lots", "Parking lots of towns", "Lamps of parking lots")
VERSIONS = st.lists(st.sampled_from(TITLES), min_size=3, max_size=3).filter(any)


@settings(max_examples=30)
@given(VERSIONS, VERSIONS, st.booleans(), st.sampled_from(("", "x", "y")), st.sampled_from(("", "2026")))
def test_what_changed_is_told_by_what_became_of_both_texts(
    one: list[str], other: list[str], is_kept: bool, digest: str, as_of: str
) -> None:
    """Of each list three texts, of which some are not there; and the way back is the same, turned round."""

    def made(titles: list[str], digest: str, as_of: str) -> dict[str, Any]:
        items = tuple(WorkItem(f"Y.{n}", title) for n, title in enumerate(titles, 1) if title)
        side = replace(LEFT, work_items=items, digest=digest, as_of=as_of)
        return kept(side, RIGHT) if is_kept else run(side, RIGHT)

    old, new = made(one, "x", ""), made(other, digest, as_of)
    found = changes.difference(old, new)
    back = {each.pair: each for each in changes.difference(new, old).changes}
    assert {*back} == {each.pair for each in found.changes}
    turned = {"new": "gone", "gone": "new", "risen": "fallen", "fallen": "risen"}
    for each in found.changes:
        again = back[each.pair]
        assert (again.kind, again.before, again.after) == (turned[each.kind], each.after, each.before)
        assert each.level == again.level
        number = int(each.left[2:]) - 1
        where = "in the list" if is_kept else "in the pairs"
        if not one[number]:
            assert each.why == f"{each.left} is new {where}"
        elif not other[number]:
            assert each.why == f"{each.left} is no longer {where}"
        elif one[number] != other[number]:
            assert each.why == f"title of {each.left} changed"
        elif not is_kept:
            assert each.why == "other items changed the statistics"
        elif digest == "x":
            assert each.why == "nothing that is kept explains it"
        else:
            assert each.why == "other items of A changed the statistics"
        assert each.left_title == (other[number] or one[number])
    counts = tuple(sum(map(bool, titles)) for titles in (one, other))
    if (counts[0], "") != (counts[1], as_of):
        note = f"A: {counts[0]} and {counts[1]} read, as of no date and {as_of or 'no date'}"
        assert found.notes == (note,)
    else:
        assert found.notes == (("A: other content of the same date and length",) if is_kept and digest != "x" else ())


@pytest.mark.parametrize(
    ("path", "value", "note"),
    [
        (("run", "versions", "numpy"), "0.1", "numpy {} and 0.1"),
        (("run", "versions", "extra"), "0.1", "extra none and 0.1"),
        (("settings", "fold"), False, "other settings: fold"),
        (("settings", "today"), "2026-01-01", ""),
        (("settings", "by"), "subject", ""),
        (("overlap_version",), "9", "another version of overlap"),
        (("left", "name"), "z", "the old run is of A, the new one of A"),
        (("matching",), 99, "the new run holds 1 of 99 pairs; --save keeps all"),
        (("run", "inputs", 2, "sha256"), "0", "another glossary.toml of overlap"),
    ],
)
def test_what_holds_for_two_runs_as_a_whole_is_noted(path: tuple[Any, ...], value: object, note: str) -> None:
    old, new = kept(LEFT, RIGHT), kept(LEFT, RIGHT)
    place = new
    for step in path[:-1]:
        place = place[step]
    before = place.get(path[-1]) if isinstance(place, dict) else ""
    place[path[-1]] = value
    found = changes.difference(old, new)
    assert found.notes == ((note.format(before),) if note else ())
    assert origins.changed_versions(old, new) == ([note.format(before)] if "versions" in path else [])
    assert origins.changed_inputs(old, new) == (
        {"glossary.toml of overlap": "glossary.toml"} if "inputs" in path else {}
    )


@pytest.mark.parametrize("folded_in", [0, 1])
def test_an_edition_folded_in_either_run_stands_where_the_other_did(folded_in: int) -> None:
    """In the old run the old edition stands for both, or in the new one the new one does."""
    old, new = WorkItem("ABC 7 First", "Parking lots"), WorkItem("ABC 8 Second", "Parking lots")
    sides = [replace(LEFT, work_items=(each,)) for each in (old, new)]
    runs: list[Any] = []
    for side, item in zip(sides, (old, new), strict=True):
        report = compare(side, RIGHT, EVERY)
        described = describe(KeptRun(left="a", right="b", settings=settings_of(EVERY)), report)
        runs.append(json.loads(data.write_json(report, run=described)))
        assert item.id in runs[-1]["run"]["items"]["left"]
    assert changes.difference(*runs).changes[0].kind is ChangeKind.NEW
    member, item = (new, old) if folded_in == 0 else (old, new)
    runs[folded_in]["run"]["folded"]["left"][member.id] = item.id
    found = changes.difference(*runs)
    assert found.changes == ()
    assert f"{new.id} stands where {old.id} stood" in found.notes


def test_what_is_gone_comes_closest_first(left: Corpus, right: Corpus) -> None:
    old = run(left, right)
    scores = [pair.score for pair in compare(left, right, EVERY).pairs]
    gone = changes.difference(old, {**old, "pairs": []}).changes
    assert {each.kind for each in gone} == {ChangeKind.GONE}
    assert [each.before for each in gone] == scores[: len(gone)]
    assert len({*scores[: len(gone)]}) > 1
