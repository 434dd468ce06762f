"""Measures beside the slow way, weights learnt anew, judging pairs, and what is coordinated already."""

import json
import math
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, ndcg_score

from overlap.comparison.comparison import compare, explain, score
from overlap.corpus import corpora
from overlap.errors import InputError, SettingsError
from overlap.items.coordination import declared
from overlap.items.folding import fold
from overlap.judge import evaluation, fitting, judgements, labelling, metrics
from overlap.judge.judgements import Judgement
from overlap.model import Corpus, WorkItem
from overlap.report import Format, evaluations, render
from overlap.score import vectors, weights
from overlap.score.channels import Array
from overlap.settings import Settings
from overlap.store.files import encoded
from overlap.text import glossary
from overlap.text.printing import printable
from tests.conftest import ROOT, Run

JUDGED = ROOT / "corpora/judgements/sg20_jc4.csv"
SG20, JC4 = corpora.load("sg20"), corpora.load("jc4")
some = st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.9]), st.sampled_from([0, 1, 2, 3])), min_size=1, max_size=9)


def arrays(pairs: list[tuple[float, int]]) -> tuple[Array, Array]:
    return np.array([each for each, _ in pairs]), np.array([grade for _, grade in pairs], dtype=float)


@given(some)
def test_average_precision_is_the_mean_of_the_precision_at_each_hit(pairs: list[tuple[float, int]]) -> None:
    scores, grades = arrays(pairs)
    hits = [sum(g >= 2 for s, g in pairs if s >= at) / sum(s >= at for s, _ in pairs) for at, g in pairs if g >= 2]
    found = metrics.average_precision(scores, grades, 2)
    assert math.isnan(found) if not hits else math.isclose(found, sum(hits) / len(hits))


@given(some)
def test_average_precision_is_that_of_scikit_learn(pairs: list[tuple[float, int]]) -> None:
    scores, grades = arrays(pairs)
    if (grades >= 2).any():
        assert metrics.average_precision(scores, grades, 2) == pytest.approx(
            average_precision_score(grades >= 2, scores)
        )


@given(some, st.integers(1, 8))
def test_ndcg_is_that_of_scikit_learn(pairs: list[tuple[float, int]], depth: int) -> None:
    scores, grades = arrays(pairs)
    if len(pairs) > 1 and grades.any():
        wanted = ndcg_score([2**grades - 1], [scores], k=depth)
        assert metrics.ndcg(scores, grades, depth) == pytest.approx(wanted)


@given(some)
def test_no_ranking_beats_that_by_grade(pairs: list[tuple[float, int]]) -> None:
    scores, grades = arrays(pairs)
    for measure in (metrics.ndcg, lambda s, g: metrics.average_precision(s, g, 2)):
        found, best = measure(scores, grades), measure(grades, grades)
        assert math.isnan(best) or (math.isclose(best, 1) and 0 <= found <= 1 + 1e-9)


@given(some)
def test_probabilities_that_are_what_is_found_have_no_calibration_error(pairs: list[tuple[float, int]]) -> None:
    scores, grades = arrays(pairs)
    bins = metrics.reliability(scores, grades, 2)
    assert sum(each.pairs for each in bins) == len(pairs)
    assert metrics.calibration_error([replace(each, said=each.found) for each in bins]) == 0
    assert 0 <= metrics.calibration_error(bins) <= 1


def test_recall_is_averaged_over_the_items_that_have_something_to_find() -> None:
    scores, grades = np.array([3.0, 2.0, 1.0, 1.0]), np.array([0.0, 2.0, 2.0, 0.0])
    assert metrics.recall(scores, grades, ["a", "a", "a", "b"], 2, depth=2) == 0.5


def test_an_interval_holds_the_measure_and_is_the_same_each_time() -> None:
    values = np.arange(40.0)
    items = [str(n // 4) for n in range(40)]
    low, high = metrics.interval(lambda places: float(values[places].mean()), items)
    assert low < values.mean() < high
    assert (low, high) == metrics.interval(lambda places: float(values[places].mean()), items)


def pairs_of_the_bundled_corpora() -> fitting.Judged:
    left, right = (list(fold(corpus.work_items)) for corpus in (SG20, JC4))
    space = vectors.build(left, right, glossary.read(), weights.read().vectors)
    return fitting.look_up(space, left, right, judgements.read(JUDGED))


def test_weights_that_were_learnt_make_the_judgements_likelier_and_hold_on_other_items() -> None:
    pairs = pairs_of_the_bundled_corpora()
    start = weights.read()
    learnt = fitting.fit(pairs, start)
    relevant = pairs.grades >= judgements.AGENDA

    def loss(log_odds: Array) -> float:
        return float(np.logaddexp(0, np.where(relevant, -log_odds, log_odds)).mean())

    before, after = (loss(pairs.features.log_odds(numbers)) for numbers in (start, learnt))
    assert after < before
    held_out = fitting.cross_validate(pairs, start)
    assert loss(held_out) < 0.9 * loss(np.full(len(relevant), math.log(relevant.mean() / (1 - relevant.mean()))))
    assert metrics.average_precision(held_out, pairs.grades, 2) > 0.6
    assert learnt.vectors == start.vectors
    assert learnt.title_and_scope.same_title == start.title_and_scope.same_title


def test_an_evaluation_measures_the_score_that_compare_shows() -> None:
    found = evaluation.evaluate(SG20, JC4, judgements.read(JUDGED), Settings())
    first, *others = found.measures
    every = {(pair.left.id, pair.right.id): pair.score for pair in compare(SG20, JC4, Settings(limit=10**6)).pairs}
    for judgement, pair in (*found.misses, *found.false_alarms):
        assert every[pair.left.id, pair.right.id] == pair.score
        assert (judgement.grade >= 2) == ((judgement, pair) in found.misses)
    assert first.name == "overlap"
    assert first.interval[0] <= first.agenda <= first.interval[1]
    plain = next(each for each in others if each.name.startswith("plain"))
    assert first.agenda > plain.agenda + 0.2
    assert sum(each.pairs for each in found.levels) == found.judged == 382
    shown, whole = evaluations.write(found), json.loads(evaluations.write_json(found))
    assert all(each.name.strip() in shown for each in found.measures)
    assert whole["measures"][0]["agenda"] == first.agenda


def test_judged_pairs_that_are_in_no_list_are_told() -> None:
    more = (*judgements.read(JUDGED), Judgement("Y.1", "ISO 1", 2))
    assert "Y.1 / ISO 1" in evaluations.write(evaluation.evaluate(SG20, JC4, more, Settings()))
    with pytest.raises(InputError, match="none of grade 2"):
        evaluation.evaluate(JC4, SG20, more, Settings())


def test_too_few_judgements_teach_nothing() -> None:
    with pytest.raises(InputError, match="too few to learn"):
        evaluation.learn(SG20, JC4, judgements.read(JUDGED)[:20], Settings())


names = st.text(alphabet="aZ7@=+-'/;,\"é", max_size=9)


@given(st.dictionaries(st.tuples(names, names), st.sampled_from([0, 0.5, 2, 3]), max_size=5))
def test_judgements_are_read_as_they_are_written(grades: dict[tuple[str, str], float]) -> None:
    given_ones = tuple(Judgement(*pair, grade, "why, so", grade == 2) for pair, grade in grades.items())
    with TemporaryDirectory() as folder:
        path = Path(folder, "judged.csv")
        path.write_text(judgements.write(given_ones), encoding="utf-8", newline="")
        assert judgements.read(path) == given_ones


@given(st.lists(st.text(max_size=9), min_size=3, max_size=3))
def test_a_judgement_of_any_text_is_one_row(texts: list[str]) -> None:
    given_one = Judgement(texts[0], texts[1], 2, texts[2])
    with TemporaryDirectory() as folder:
        path = Path(folder, "judged.csv")
        path.write_bytes(encoded(judgements.write([given_one])))
        (read,) = judgements.read(path)
    assert [read.left_id, read.right_id, read.reason] == [printable(each).strip() for each in texts]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("left_id,grade\na,2\n", "no column right_id"),
        ("left_id,right_id,grade\na,b,high\n", "row 2: the grade is 'high'"),
        ("left_id,right_id,grade\na,b,4\n", "row 2: the grade is '4'"),
        ("left_id,right_id,grade\na,b,1\na,b,2\n", "row 3: a and b again"),
    ],
)
def test_judgements_that_cannot_be_used_are_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "judged.csv").write_text(text)
    with pytest.raises(InputError, match=said):
        judgements.read(tmp_path / "judged.csv")


def test_the_most_uncertain_pair_is_asked_for_first_and_answers_can_be_taken_back(left: Corpus, right: Corpus) -> None:
    scores = score(left, right, Settings())
    waiting = labelling.queue(scores, ())
    nearest = int(np.argmin(np.abs(scores.log_odds)))
    assert waiting[0] == (scores.left[scores.rows[nearest]], scores.right[scores.columns[nearest]])
    start = labelling.Session(waiting, ())
    judged = start.grade(2, "why")
    assert judged.judged == (Judgement(waiting[0][0].id, waiting[0][1].id, 2, "why"),)
    assert judged.undo() == start == start.undo()
    assert start.skip().judged == ()
    assert labelling.queue(scores, judged.judged) == waiting[1:] == judged.waiting


def test_label_writes_each_answer_and_goes_on_where_it_stopped(overlap_command: Run, tmp_path: Path) -> None:
    first = overlap_command("label", "--judgements", "judged.csv", stdin="3 the same\nx\n1\nu\n")
    assert "score" not in first.stdout.casefold()
    assert "Answer with one of these keys" in first.stdout
    (known,) = judgements.read(tmp_path / "judged.csv")
    assert (known.grade, known.reason) == (3, "the same")
    overlap_command("label", "--judgements", "judged.csv", stdin="0\nq\n")
    assert [each.grade for each in judgements.read(tmp_path / "judged.csv")] == [3, 0]


def test_evaluate_prints_measures_and_writes_weights_that_compare_takes(overlap_command: Run) -> None:
    done = overlap_command("evaluate", "--judgements", str(JUDGED), "--learn", "own.toml")
    assert done.returncode == 0
    assert "calibration error" in done.stdout
    assert "on items held out (ten folds) is 0." in done.stderr
    own, shipped = (
        overlap_command("compare", "-n", "1", "-f", "csv", *more).stdout for more in (("--weights", "own.toml"), ())
    )
    assert own != shipped
    assert overlap_command("compare", "--weights", "absent.toml").returncode == 2


def test_joint_texts_are_no_findings(left: Corpus, right: Corpus) -> None:
    first = compare(left, right, Settings(limit=1)).pairs[0]
    items = tuple(
        replace(each, joint_with=(first.right.id,)) if each.id == first.left.id else each for each in left.work_items
    )
    report = compare(replace(left, work_items=items), right, Settings(limit=None))
    (joint,) = report.coordinated
    assert (joint.left.id, joint.right.id, joint.score) == (first.left.id, first.right.id, first.score)
    assert report.coordinated[0] == joint  # made alone or with the others
    assert joint.declared == f"{first.left.id} names {first.right.id} as joint text"
    assert all((pair.left.id, pair.right.id) != (first.left.id, first.right.id) for pair in report.pairs)
    assert report.compared == len(report.pairs) + 1
    for form in Format:
        assert joint.declared in render(report, form)
    assert explain(replace(left, work_items=items), right, first.left.id, first.right.id).pairs[0].declared


def test_an_identifier_of_the_same_document_is_coordination_and_a_third_document_is_not() -> None:
    one = WorkItem("ITU-T X.1 | ISO/IEC 9", "Keys")
    assert declared([one], [WorkItem("ISO/IEC 9:2020", "Keys")]) == {(0, 0): "two identifiers of one document"}
    named = [WorkItem(name, "Keys", joint_with=("ISO/IEC 7",)) for name in ("X.2", "ISO/IEC 8")]
    assert declared(named[:1], named[1:]) == {}


def test_identifiers_never_feed_the_score() -> None:
    plain = [WorkItem("A", "Smart parking", "Lots")], [WorkItem("B", "Parking", "Lots and kerbs")]
    named = (
        [replace(plain[0][0], joint_with=("B",), relations=("B",), notes="B B")],
        [replace(plain[1][0], title="Parking, ISO/IEC 30182:2017", scope="Lots and kerbs, see Y.4461")],
    )
    from overlap.score import scoring

    assert scoring.score(*plain).log_odds.tolist() == scoring.score(*named).log_odds.tolist()


def test_every_explanation_of_the_bundled_corpora_adds_up() -> None:
    for pair in compare(SG20, JC4, Settings(limit=10**6)).pairs[::7]:
        assert pair.log_odds is not None
        assert sum(round(each.share * 1e6) for each in pair.channels) == round(pair.log_odds * 1e6)


def test_a_serial_number_in_both_lists_is_no_coordination() -> None:
    for name in ("1", "e", "list, row 2"):
        assert declared([WorkItem(name, "Open data")], [WorkItem(name, "Quantum keys")]) == {}
    assert declared([WorkItem("Y.1", "Open data")], [WorkItem("Y.1", "Open data")])


def test_judgements_of_two_people_and_other_columns_are_kept(tmp_path: Path, overlap_command: Run) -> None:
    path = tmp_path / "judged.csv"
    path.write_text("Left_ID;right_id;grade;reason;judge\nA;B;2;why;Anna\n;;;;\n")
    overlap_command("label", "--judgements", "judged.csv", stdin="1\n")
    first, second = judgements.read(path)
    assert (first.left_id, first.grade, first.more) == ("A", 2, (("judge", "Anna"),))
    assert second.grade == 1
    mine = (*judgements.read(path), Judgement("C", "D", 3))
    theirs = (*judgements.read(path), Judgement("E", "F", 0))
    merged = judgements.merge(theirs, judgements.read(path), mine)
    assert {each.left_id for each in merged} == {"A", second.left_id, "C", "E"}
    assert judgements.merge(mine, mine, judgements.read(path)) == judgements.read(path)


def test_label_needs_its_input_for_the_answers_and_a_place_for_them(overlap_command: Run) -> None:
    assert "your answers" in overlap_command("label", "-", "jc4", stdin="id,title\nA,Parking\n").stderr
    assert "there is no folder" in overlap_command("label", "--judgements", "no/judged.csv").stderr


def test_an_id_without_its_edition_is_found() -> None:
    space = vectors.build(SG20.work_items, JC4.work_items, glossary.read(), weights.read().vectors)
    judged = [Judgement("Y.4904", "ISO/TS 37107", 3), Judgement("Y.4904", "ISO 1", 3)]
    assert len(fitting.look_up(space, SG20.work_items, JC4.work_items, judged).places) == 1


def test_too_few_pairs_with_scopes_keep_the_weights_for_them() -> None:
    bare = [[replace(each, scope="") for each in corpus.work_items] for corpus in (SG20, JC4)]
    space = vectors.build(bare[0], bare[1], glossary.read(), weights.read().vectors)
    learnt = fitting.fit(fitting.look_up(space, bare[0], bare[1], judgements.read(JUDGED)), weights.read())
    assert learnt.title_and_scope == weights.read().title_and_scope
    assert learnt.title_only != weights.read().title_only


@pytest.mark.parametrize("wrong", ["half = 0", "genre = nan", "related = 0.7", "likely = 'high'"])
def test_weights_that_cannot_be_used_are_refused(tmp_path: Path, wrong: str) -> None:
    name = wrong.partition(" ")[0]
    text = re.sub(rf"^{name} = .*", wrong, weights.write(weights.read()), flags=re.MULTILINE)
    (tmp_path / "w.toml").write_text(text)
    with pytest.raises(SettingsError, match="no weights"):
        weights.read(str(tmp_path / "w.toml"))
