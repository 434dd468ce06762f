"""How much is missed, by pairs drawn at random: beside made lists of which all is known."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison.comparison import score
from overlap.comparison.dossier import SHOWN
from overlap.corpus import corpora
from overlap.judge import judgements, labelling, missed, sampling
from overlap.judge.judgements import Judgement
from overlap.judge.missed import Stratum
from overlap.model import Corpus
from overlap.report import summary
from overlap.score import scoring
from overlap.settings import Level, Settings
from tests.conftest import ROOT, Run

JUDGED = ROOT / "corpora/judgements/sg20_jc4.csv"
counts = st.integers(0, 60)


def stratum(agenda: int, rest: int, drawn: int, hits: int) -> Stratum:
    return Stratum(agenda + min(hits, drawn), rest, drawn, min(hits, drawn))


@given(
    st.builds(stratum, counts, counts, st.integers(1, 60), counts), st.builds(stratum, counts, counts, counts, counts)
)
def test_an_estimate_is_within_its_interval_and_that_within_what_can_be(one: Stratum, other: Stratum) -> None:
    known = other.drawn > 0 or other.rest == 0
    total, recall = missed.total([one, other]), missed.recall([one], [other])
    assert (total is not None) == (recall is not None) == known
    if total and recall:
        assert one.agenda + other.agenda <= total.low <= total.value <= total.high
        assert total.high <= one.agenda + one.rest + other.agenda + other.rest
        assert 0 <= recall.low <= recall.value <= recall.high <= 1


@given(st.builds(Stratum, counts, st.just(0), st.just(0), st.just(0)))
def test_where_all_is_judged_nothing_is_uncertain(all_judged: Stratum) -> None:
    total = missed.total([all_judged])
    assert total
    assert total.low == total.value == total.high == all_judged.agenda


@pytest.mark.parametrize("rates", [(0.7, 0.15, 0.002), (0.5, 0.05, 0.02), (0.9, 0.3, 0.0)])
def test_the_interval_holds_the_truth_about_as_often_as_it_says(rates: tuple[float, ...]) -> None:
    random = np.random.default_rng(1)
    held = []
    for _ in range(60):
        truth, strata = 0, []
        for size, drawn, rate in zip((40, 600, 5000), (10, 60, 80), rates, strict=True):
            wanted = int(random.binomial(size, rate))
            hits = int(random.hypergeometric(wanted, size - wanted, drawn))
            truth += wanted
            strata.append(Stratum(hits, size - drawn, drawn, hits))
        total = missed.total(strata)
        assert total
        held.append(total.low <= truth <= total.high)
    assert np.mean(held) >= 0.85


def sample(left: Corpus, right: Corpus, known: Sequence[Judgement], count: int) -> list[tuple[str, str]]:
    return [(one.id, other.id) for one, other in sampling.draw(score(left, right, Settings()), known, count)]


def test_what_is_drawn_is_of_every_level_never_judged_and_the_same_each_time() -> None:
    left, right = corpora.load("sg20"), corpora.load("jc4")
    known = judgements.read(JUDGED)
    first = sample(left, right, known, 60)
    assert len(first) == len({*first}) == 60
    assert not {*first} & {(each.left_id, each.right_id) for each in known}
    assert sample(left, right, known, 60) == first
    answered = [*known, *(Judgement(*pair, 0, "", True) for pair in first[:40])]
    assert len(sample(left, right, answered, 60)) == 20
    scores = score(left, right, Settings())
    drawn = sampling.draw(scores, known, 60)
    places = [(scores.left.index(one), scores.right.index(other)) for one, other in drawn]
    assert {*missed.levels(scores, places).values()} >= {Level.RELATED, Level.DISTANT}


def test_all_pairs_can_be_drawn_and_then_recall_is_no_guess(left: Corpus, right: Corpus) -> None:
    scores = score(left, right, Settings())
    every = sampling.draw(scores, (), 10_000)
    assert len({(one.id, other.id) for one, other in every}) == len(every) == len(scores.left) * len(scores.right)
    levels = scoring.count_levels(scores)
    close = sum(levels[each] for each in SHOWN)
    found = missed.estimate(scores, [Judgement(one.id, other.id, 2, "", True) for one, other in every])
    assert found
    assert found.below
    assert found.recall
    assert found.below.low == found.below.high == len(every) - close
    assert found.recall.value == pytest.approx(close / len(every))
    assert "drawn at random" in summary.missed(found)


def test_judged_pairs_that_were_not_drawn_tell_nothing_of_the_others() -> None:
    scores = score(corpora.load("sg20"), corpora.load("jc4"), Settings())
    found = missed.estimate(scores, judgements.read(JUDGED))
    assert found
    assert found.below is None
    assert found.recall is None
    assert sum(each.pairs for each in found.levels) == len(scores.left) * len(scores.right)


def test_drawn_pairs_stand_among_doubtful_ones(left: Corpus, right: Corpus) -> None:
    scores = score(left, right, Settings())
    drawn, doubtful = sampling.draw(scores, (), 2), labelling.queue(scores, ())
    waiting = labelling.mixed(drawn, doubtful)
    assert {*drawn} <= {*waiting}
    assert len({(one.id, other.id) for one, other in waiting}) == len(waiting)


def test_label_marks_what_was_drawn_and_draws_no_more_than_asked(overlap_command: Run, tmp_path: Path) -> None:
    for answers in ("0\n0\nq\n", "1\n2 the same\n0\nq\n"):
        overlap_command("label", "--judgements", "judged.csv", "--sample", "2", stdin=answers)
    known = judgements.read(tmp_path / "judged.csv")
    assert [each.is_random for each in known].count(True) == 2
    assert len(known) == 5
    told = overlap_command("evaluate", "--judgements", "judged.csv").stdout
    assert "What is missed" in told
    assert "overlap label --sample" in told
