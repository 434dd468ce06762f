"""Pairs by subject: each joins the subject it is most like, and what is only related changes none."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison import subjects
from overlap.comparison.comparison import compare
from overlap.comparison.subject_names import NAMELESS
from overlap.comparison.subjects import PairGroup, group
from overlap.model import Corpus, Pair, Term, WorkItem
from overlap.settings import Level, Order, Settings
from overlap.text.words import is_subject, tokens

WORDS = ("parking", "water", "waste", "lights", "tolls")
NEAR = (Level.LIKELY, Level.SUBSTANTIAL)


def pair(rank: int, words: Mapping[str, float], level: Level, left: int = 0) -> Pair:
    return Pair(
        rank=rank,
        left=WorkItem(f"L.{left or rank}", "One"),
        right=WorkItem(f"R.{rank}", "Other"),
        score=1 / rank,
        log_odds=0.0,
        level=level,
        compared_on="title",
        channels=(),
        terms=tuple(Term(word, "subject", share) for word, share in words.items()),
    )


PAIRS = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(WORDS), st.sampled_from([0.25, 0.5, 1.0]), max_size=3),
        st.sampled_from([*NEAR, Level.RELATED]),
        st.integers(1, 3),
    ),
    max_size=9,
).map(lambda drawn: [pair(rank, *each) for rank, each in enumerate(drawn, start=1)])


def vector(one: Pair) -> dict[str, float]:
    length = math.sqrt(sum(term.share**2 for term in one.terms)) or 1
    return {term.text: term.share / length for term in one.terms}


def likeness(one: Pair, others: Sequence[Pair]) -> float:
    """Do it the slow way: from all pairs of a subject, those only related left aside where one is not."""
    near = [each for each in others if each.level in NEAR] if others[0].level in NEAR else others
    words: Counter[str] = Counter()
    for each in near:
        words.update(vector(each))
    length = math.sqrt(sum(value**2 for value in words.values())) or 1
    shared = {each.left.id for each in near} & {one.left.id}
    return sum(value * words[word] for word, value in vector(one).items()) / length + (0.15 if shared else 0)


@given(PAIRS)
def test_each_pair_is_in_the_subject_it_is_most_like_or_begins_one(pairs: list[Pair]) -> None:
    found = group(pairs)
    assert sorted(each.rank or 0 for some in found for each in some.pairs) == [*range(1, len(pairs) + 1)]
    for one in pairs:
        before = [[each for each in some.pairs if (each.rank or 0) < (one.rank or 0)] for some in found]
        likes = [likeness(one, some) if some else -1.0 for some in before]
        (own,) = (number for number, some in enumerate(found) if one in some.pairs)
        if before[own]:
            assert likes[own] >= 0.6 - 1e-9
            assert likes[own] >= max(likes) - 1e-9
        else:
            assert max(likes) < 0.6 + 1e-9


@given(PAIRS)
def test_what_is_only_related_changes_no_subject_of_pairs_to_look_at(pairs: list[Pair]) -> None:
    pairs.sort(key=lambda each: each.level not in NEAR)
    ranked = [pair(rank, {t.text: t.share for t in each.terms}, each.level) for rank, each in enumerate(pairs, 1)]
    near = [each for each in ranked if each.level in NEAR]

    def told(groups: Sequence[PairGroup]) -> list[tuple[str, str, list[int | None]]]:
        first = [each for each in groups if each.pairs[0].level in NEAR]
        return [(each.id, each.name, [p.rank for p in each.pairs if p.level in NEAR]) for each in first]

    assert told(group(ranked)) == told(group(near))


def named(*words: Mapping[str, float]) -> list[str]:
    return [each.name for each in group([pair(rank, each, Level.LIKELY) for rank, each in enumerate(words, 1)])]


def test_a_word_that_most_pairs_share_names_no_subject_that_has_another() -> None:
    def of(count: int, sharing: int) -> list[str]:
        own = ("parking", "water", "waste", "lights", "tolls")[:count]
        return named(*({word: 1.0} | ({"city": 0.9} if n < sharing else {}) for n, word in enumerate(own)))

    assert of(4, 3) == ["parking", "water", "waste", "lights"]
    assert of(4, 2)[0] == "parking, city"  # half of them are not most
    assert of(3, 3)[0] == "parking, city"  # of three nobody can tell
    assert named({"city": 1.0}, {"city": 1.0}, {"city": 1.0}, {"city": 1.0}) == ["city"]
    assert named({}) == [NAMELESS]


def test_a_name_holds_the_three_weightiest_words_of_three_tenths_of_the_weightiest() -> None:
    assert named({"parking": 1.0, "water": 0.31, "tolls": 0.29}) == ["parking, water"]
    assert named({"parking": 1.0, "water": 0.9, "tolls": 0.8, "waste": 0.7}) == ["parking, water, tolls"]


def test_subjects_are_of_the_closest_pairs_in_whatever_order_the_list_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subjects, "MOST", 2)
    stages = ("published", "published", "under_study", "under_study")
    named = [(f"{word} of ferries", status) for word, status in zip(WORDS, stages, strict=False)]
    left, right = (
        Corpus(
            of,
            of,
            work_items=tuple(WorkItem(f"{of}.{n}", title, status=status) for n, (title, status) in enumerate(named)),
        )
        for of in ("L", "R")
    )
    reports = [compare(left, right, Settings(limit=None, level=None, order=order)) for order in Order]
    assert [each.id for each in reports[0].pairs] != [each.id for each in reports[1].pairs]
    ranks = [[[each.rank for each in some.pairs] for some in subjects.of(report)] for report in reports]
    assert sorted(rank or 0 for some in ranks[0] for rank in some) == [1, 2]
    assert ranks[0] == ranks[1]


TITLES = (
    "Optical fibre cables for directly buried application",
    "Case studies of radio frequency-electromagnetic field (RF-EMF) assessment",
    "Exposure of persons near a base station (BS) -- Immunity test",
    "Terms and definitions for open data in smart cities and communities",
    "Reconfigurable optical add/drop multiplexers: Vocabulary",
    "High efficiency video coding",
    "Testing of base stations and of devices operating close to the human body",
)
SHARED = (
    "study",
    "vocabulary",
    "base",
    "BS",
    "station",
    "stations",
    "optical",
    "drop",
    "data",
    "video",
    "test",
    "close",
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(TITLES),
            st.sampled_from(TITLES),
            st.dictionaries(st.sampled_from(SHARED), st.sampled_from([0.25, 0.5, 1.0]), max_size=4),
        ),
        max_size=6,
    )
)
def test_a_subject_is_called_by_a_phrase_of_a_title_that_tells_a_subject(
    drawn: list[tuple[str, str, dict[str, float]]],
) -> None:
    found = [
        replace(pair(rank, words, Level.LIKELY), left=WorkItem(f"L.{rank}", one), right=WorkItem(f"R.{rank}", other))
        for rank, (one, other, words) in enumerate(drawn, start=1)
    ]
    groups = group(found)
    phrased = []
    for each in groups:
        titles = [text.title for one in each.pairs for text in (one.left, one.right)]
        shared = {token.term for one in each.pairs for term in one.terms for token in tokens(term.text)}
        terms = [token.term for token in tokens(each.name)]
        if each.name == NAMELESS or not any(each.name.casefold() in title.casefold() for title in titles):
            assert each.name == NAMELESS or {*terms} <= shared
            continue
        phrased.append(each.name)
        assert len({*terms}) == len(terms)
        assert shared & {*terms}
        assert any(map(is_subject, terms)) or len(terms) == 1
        assert " -- " not in each.name
        assert not re.search(r"\b(?:and|or|of|for|in)$", each.name)
    assert len({*phrased}) == len(phrased) or any("," not in name and " " not in name for name in phrased)


def test_titles_are_cut_where_a_phrase_ends() -> None:
    def called(one: str, other: str, *words: str) -> str:
        texts = {"left": WorkItem("L", one), "right": WorkItem("R", other)}
        (only,) = group([replace(pair(1, dict.fromkeys(words, 1.0), Level.LIKELY), **texts)])  # type: ignore[arg-type]
        return only.name

    assert called("Case studies of field (RF-EMF) assessment", "Case studies", "studies") == "case studies of field"
    assert called("Use of a base station (BS)", "Base stations nearby", "base", "BS", "station") == "base station"
    assert called(TITLES[4], "Optical add/drop multiplexers", "drop") == "optical add/drop multiplexers"
    assert called("The 100 kHz ring wave generator", "Ring wave test", "ring", "wave").startswith("ring wave")
    assert called("Vocabulary for smart cities", "Vocabulary", "vocabulary") == "vocabulary for smart cities"
