"""The law of a few against a catalogue: what is close is the same, to the last bit, as when all vectors are made."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.comparison import pairs
from overlap.comparison.proposals import check
from overlap.corpus import catalogue, corpora
from overlap.items.folding import Folded, fold, named
from overlap.model import Corpus, Pair, WorkItem
from overlap.score import near, scoring, weights
from overlap.score.rounding import STEP
from overlap.settings import Level
from overlap.text import glossary

LEFT, RIGHT = (corpora.load(name) for name in corpora.default_pair())
WORDS, NUMBERS = glossary.read(), weights.read()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Corpus]:
    folder: Path = tmp_path_factory.mktemp("catalogues")
    for name, corpus in (("left", LEFT), ("right", RIGHT)):
        catalogue.write(corpus, folder / name)
    return catalogue.read(folder / "left"), catalogue.read(folder / "right")


def close(scores: scoring.Scores) -> list[Pair]:
    is_close = scores.points >= scores.numbers.levels[Level.RELATED] * STEP
    places = list(zip(scores.rows[is_close].tolist(), scores.columns[is_close].tolist(), strict=True))
    return pairs.pairs(scores, places)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(LEFT.work_items), min_size=1, max_size=near.MOST, unique_by=lambda each: each.id),
    st.booleans(),
    st.sampled_from(["", "none"]),
    st.sampled_from(("title", "scope")),
    st.booleans(),
)
def test_what_is_close_is_the_same(
    both: tuple[Corpus, Corpus], few: list[WorkItem], is_beside: bool, lexicon: str, kept: str, is_whole: bool
) -> None:
    bare = [replace(each, scope="") if kept == "title" else replace(each, title="") for each in few]
    items = [named(each) for each in (few if is_whole else bare)]
    lists: Sequence[Sequence[WorkItem]] = [fold(corpus.work_items) for corpus in both]
    there, beside = lists[1], [lists[0]] if is_beside else [list(lists[0])]
    assert isinstance(there, Folded)
    found = scoring.score_near(items, there, WORDS, NUMBERS, beside, lexicon=lexicon)
    every = scoring.score(items, there, False, WORDS, NUMBERS, beside=beside, lexicon=lexicon)
    assert close(found) == close(every)
    assert len(found.right) < len(there)


def test_a_check_finds_the_same_in_catalogues_as_in_lists(both: tuple[Corpus, Corpus]) -> None:
    proposals = Corpus(
        "p", "p", work_items=(WorkItem("X-1", "Maturity model for smart cities", "Levels of maturity."),)
    )
    lists = [Corpus(each.name, each.title, work_items=tuple(each.work_items)) for each in both]
    found = [check(proposals, against) for against in (both, lists)]
    assert [each.findings for each in found[0]] == [each.findings for each in found[1]]
    assert found[0][0].findings
