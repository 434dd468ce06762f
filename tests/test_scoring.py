"""The laws of the score, and the slow way beside the fast one."""

import math
from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap import corpora, glossary, scoring
from overlap.folding import fold
from overlap.model import Entry, WorkItem
from overlap.rounding import STEP, apportion
from overlap.words import is_genre, tokens

WORDS = ["smart", "parking", "vocabulary", "framework", "city", "data", "open", "tunnel", "IoT", "the"]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
items = st.lists(st.tuples(texts, texts), min_size=1, max_size=6)


def sides(left: list[tuple[str, str]], right: list[tuple[str, str]]) -> tuple[list[WorkItem], list[WorkItem]]:
    return (
        [WorkItem(f"L{n}", title, scope) for n, (title, scope) in enumerate(left)],
        [WorkItem(f"R{n}", title, scope) for n, (title, scope) in enumerate(right)],
    )


def points(scores: scoring.Scores) -> dict[tuple[str, str], int]:
    listed = zip(scores.rows.tolist(), scores.columns.tolist(), scores.points.tolist(), strict=True)
    return {(scores.left[row].id, scores.right[column].id): value for row, column, value in listed}


@given(items, items)
def test_swapping_the_sides_gives_the_same_pairs_scores_and_order(
    left: list[tuple[str, str]], right: list[tuple[str, str]]
) -> None:
    one, other = sides(left, right)
    there, back = points(scoring.score(one, other)), points(scoring.score(other, one))
    assert list(there.items()) == [((a, b), value) for (b, a), value in back.items()]


@given(items, items, st.randoms())
def test_the_order_of_the_input_does_not_matter(
    left: list[tuple[str, str]], right: list[tuple[str, str]], random: Random
) -> None:
    one, other = sides(left, right)
    before = points(scoring.score(one, other))
    random.shuffle(one)
    random.shuffle(other)
    assert points(scoring.score(one, other)) == before


@given(items)
def test_nothing_is_closer_to_a_text_than_itself(left: list[tuple[str, str]]) -> None:
    one, other = sides(left, left)
    found = points(scoring.score(one, other))
    for (row, column), value in found.items():
        assert value <= found[row, f"R{row[1:]}"] or column[1:] == row[1:]


@given(items, items)
def test_the_shares_add_up_to_the_score(left: list[tuple[str, str]], right: list[tuple[str, str]]) -> None:
    scores = scoring.score(*sides(left, right))
    for row, column, value in zip(scores.rows.tolist(), scores.columns.tolist(), scores.points.tolist(), strict=True):
        channels, terms = scoring.evidence(scores, row, column, value)
        assert sum(round(term.share * STEP) for term in terms) == value
        assert sum(round(channel.share * STEP) for channel in channels) == value
        for channel in channels:
            assert math.isclose(channel.similarity * channel.weight, channel.share, abs_tol=5e-6)
        assert 0 < value <= STEP


@given(items, items)
def test_listed_pairs_and_the_rest_are_every_pair_once(
    left: list[tuple[str, str]], right: list[tuple[str, str]]
) -> None:
    scores = scoring.score(*sides(left, right))
    listed = list(zip(scores.rows.tolist(), scores.columns.tolist(), strict=True))
    every = [*listed, *scoring.rest(scores)]
    assert sorted(every) == [(row, column) for row in range(len(left)) for column in range(len(right))]


@given(st.lists(st.floats(0, 0.2), min_size=1, max_size=8))
def test_apportioned_parts_add_up(values: list[float]) -> None:
    total = round(sum(values) * STEP)
    parts = apportion(values, total)
    assert sum(parts) == total
    assert all(abs(part - value * STEP) <= 1.000001 for part, value in zip(parts, values, strict=True))


def test_the_fast_way_equals_the_slow_way_on_the_bundled_corpora() -> None:
    """The formula of the docstring, written out term by term without numpy or scikit-learn."""
    left, right = (fold(corpora.load(name).work_items) for name in corpora.default_pair())
    expected = by_hand(left, right)
    found = points(scoring.score(left, right))
    assert {pair: value for pair, value in expected.items() if round(value * STEP)}.keys() == found.keys()
    assert all(abs(expected[pair] - value / STEP) < 1e-6 for pair, value in found.items())


def test_one_list_within_itself_has_each_pair_once() -> None:
    one = fold(corpora.load("jc4").work_items)
    scores = scoring.score(one, one, within=True)
    assert all(row < column for row, column in zip(scores.rows.tolist(), scores.columns.tolist(), strict=True))


@pytest.mark.parametrize(
    ("score", "level"), [(1.0, "likely duplication"), (0.4, "substantial overlap"), (0.0, "distant")]
)
def test_levels_cover_every_score(score: float, level: str) -> None:
    assert scoring.level(round(score * STEP)) == level


def by_hand(left: Sequence[Entry], right: Sequence[Entry]) -> dict[tuple[str, str], float]:
    titles = cosines([each.title for each in left], [each.title for each in right])
    scopes = cosines([each.scope for each in left], [each.scope for each in right])
    alone = scoring.TITLE_WEIGHT + scoring.SCOPE_WEIGHT * scoring.SCOPE_PER_TITLE
    return {
        (one.id, other.id): scoring.TITLE_WEIGHT * titles[i][j] + scoring.SCOPE_WEIGHT * scopes[i][j]
        if tokens(one.scope) and tokens(other.scope)
        else alone * titles[i][j]
        for i, one in enumerate(left)
        for j, other in enumerate(right)
    }


def cosines(left: list[str], right: list[str]) -> list[list[float]]:
    def rarity(counted: list[Counter[str]]) -> dict[str, float]:
        found = Counter(term for each in counted for term in each)
        return {term: math.log((1 + len(counted)) / (1 + found[term])) + 1 for term in vocabulary}

    counts = [[Counter(token.term for token in tokens(text)) for text in side] for side in (left, right)]
    vocabulary = {term for side in counts for each in side for term in each}
    idf = [rarity(side) for side in counts]
    genre = glossary.read().genre_weight
    weight = {t: math.sqrt(idf[0][t] * idf[1][t]) * (genre if is_genre(t) else 1) for t in vocabulary}

    def vector(counted: Counter[str]) -> dict[str, float]:
        raw = {term: (1 + math.log(count)) * weight[term] for term, count in counted.items()}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1
        return {term: value / length for term, value in raw.items()}

    one, other = ([vector(each) for each in side] for side in counts)
    return [[sum(value * b.get(term, 0) for term, value in a.items()) for b in other] for a in one]
