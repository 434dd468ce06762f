"""The laws of the score, and the slow way beside the fast one."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path
from random import Random
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfTransformer

from overlap.corpus import corpora
from overlap.errors import SettingsError
from overlap.items.folding import fold
from overlap.model import Channel, Term, WorkItem
from overlap.score import blocks, evidence, lexicon, scoring, tfidf, vocabulary, weights
from overlap.score.counts import count
from overlap.score.rounding import STEP, apportion
from overlap.text import glossary
from overlap.text.editions import about
from overlap.text.words import Token, is_genre, is_subject, title_elements, tokens

T = TypeVar("T")

WORDS = ["smart", "parking", "vocabulary", "framework", "city", "data", "open", "tunnel", "IoT", "the"]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
items = st.lists(st.tuples(texts, texts), min_size=1, max_size=6)


def sides(left: list[tuple[str, str]], right: list[tuple[str, str]]) -> tuple[list[WorkItem], list[WorkItem]]:
    return (
        [WorkItem(f"L{n}", title, scope) for n, (title, scope) in enumerate(left)],
        [WorkItem(f"R{n}", title, scope) for n, (title, scope) in enumerate(right)],
    )


def explained(
    scores: scoring.Scores, row: int, column: int, log_odds: int
) -> tuple[tuple[Channel, ...], tuple[Term, ...]]:
    few, found = scoring.excerpt(scores, np.array([row]), np.array([column]))
    (measured,) = evidence.measure(found)
    return evidence.evidence(few, 0, 0, log_odds, measured)


def points(scores: scoring.Scores) -> dict[tuple[str, str], int]:
    listed = zip(scores.rows.tolist(), scores.columns.tolist(), scores.log_odds.tolist(), strict=True)
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


@given(items.filter(lambda some: all(title for title, _ in some)))
def test_nothing_is_closer_to_a_text_than_itself(left: list[tuple[str, str]]) -> None:
    one, other = sides(left, left)
    found = points(scoring.score(one, other))
    for (row, column), value in found.items():
        assert value <= found[row, f"R{row[1:]}"] or column[1:] == row[1:]


@given(items, items)
def test_the_shares_add_up_to_the_log_odds(left: list[tuple[str, str]], right: list[tuple[str, str]]) -> None:
    scores = scoring.score(*sides(left, right))
    listed = (scores.rows, scores.columns, scores.log_odds, scores.points)
    for row, column, log_odds, value in zip(*(each.tolist() for each in listed), strict=True):
        channels, terms = explained(scores, row, column, log_odds)
        assert sum(round(channel.share * STEP) for channel in channels) == log_odds
        for channel in channels:
            assert math.isclose(channel.value * channel.weight, channel.share, abs_tol=2e-5)
            parts = [round(term.share * STEP) for term in terms if term.channel == channel.name]
            assert not parts or sum(parts) == round(channel.share * STEP)
        assert 0 < value <= STEP
        assert value == round(STEP / (1 + math.exp(-log_odds / STEP)))


@given(items, items)
def test_listed_pairs_and_the_rest_are_every_pair_once(
    left: list[tuple[str, str]], right: list[tuple[str, str]]
) -> None:
    scores = scoring.score(*sides(left, right))
    listed = list(zip(scores.rows.tolist(), scores.columns.tolist(), strict=True))
    every = [*listed, *zip(*(each.tolist() for each in scoring.rest(scores)), strict=True)]
    assert sorted(every) == [(row, column) for row in range(len(left)) for column in range(len(right))]


@given(items, items)
def test_a_pair_that_is_looked_up_has_the_score_it_is_listed_with_and_none_where_no_term_is_shared(
    left: list[tuple[str, str]], right: list[tuple[str, str]]
) -> None:
    scores = scoring.score(*sides(left, right))
    parts = (each.tolist() for each in (scores.rows, scores.columns, scores.points, scores.log_odds))
    listed = {(row, column): told for row, column, *told in zip(*parts, strict=True)}
    every = [(row, column) for row in range(len(left)) for column in range(len(right))]
    for row, column, point, odds in scoring.look_up(scores, every):
        assert [point, odds] == listed.get((row, column), [0, None])


@given(st.lists(st.floats(-0.2, 0.2), min_size=1, max_size=8))
def test_apportioned_parts_add_up(values: list[float]) -> None:
    total = round(sum(values) * STEP)
    parts = apportion(values, total)
    assert sum(parts) == total
    assert all(abs(part - value * STEP) <= 1.000001 for part, value in zip(parts, values, strict=True))


def test_the_fast_way_equals_the_slow_way_on_the_bundled_corpora() -> None:
    """The formulas of the docstrings, written out term by term without numpy or scikit-learn."""
    left, right = (fold(corpora.load(name).work_items) for name in corpora.default_pair())
    left = (*left[:40], replace(left[40], scope=""))
    expected = by_hand(left, right)
    found = points(scoring.score(left, right))
    assert expected.keys() == found.keys()
    assert all(abs(expected[pair] - value / STEP) < 1e-6 for pair, value in found.items())


@pytest.mark.parametrize("level", [0.02, 0.05, 0.5])
@pytest.mark.parametrize("within", [False, True])
def test_the_search_among_many_pairs_loses_none(monkeypatch: pytest.MonkeyPatch, level: float, within: bool) -> None:
    """What is listed is what scoring every pair finds at or above the floor, scores, ranks and ties included."""
    left, right = (fold(corpora.load(name).work_items) for name in corpora.default_pair())
    bare = [replace(item, scope="") for item in left[::3]]
    left = tuple(sorted([*left, *(replace(item, id=f"{item.id} bare") for item in bare)], key=lambda item: item.id))
    pair = (left, left) if within else (left, right)
    every = scoring.score(*pair, within)
    monkeypatch.setattr(scoring, "ALL_UP_TO", 0)
    found = scoring.score(*pair, within, lowest=level)
    reached = every.points >= (found.floor or 0)
    assert found.floor == round(level * STEP)
    assert 0 < len(found.rows) == reached.sum()
    for name in ("rows", "columns", "log_odds"):
        assert getattr(found, name).tolist() == getattr(every, name)[reached].tolist()


def test_a_block_of_rows_gives_what_all_rows_give(monkeypatch: pytest.MonkeyPatch) -> None:
    left, right = (fold(corpora.load(name).work_items) for name in corpora.default_pair())
    whole = points(scoring.score(left, right))
    monkeypatch.setattr(blocks, "_PAIRS", 700)
    monkeypatch.setattr(blocks, "_ROWS", 13)
    assert points(scoring.score(left, right)) == whole


def test_one_list_within_itself_has_each_pair_once() -> None:
    one = fold(corpora.load("jc4").work_items)
    scores = scoring.score(one, one, within=True)
    assert all(row < column for row, column in zip(scores.rows.tolist(), scores.columns.tolist(), strict=True))


@pytest.mark.parametrize(
    ("score", "level"), [(1.0, "likely duplication"), (0.6, "substantial overlap"), (0.0, "distant")]
)
def test_levels_cover_every_score(score: float, level: str) -> None:
    assert scoring.level(round(score * STEP), weights.read().levels) == level


@pytest.mark.parametrize("within", [False, True])
@pytest.mark.parametrize("aside", [0, 1, 7])
def test_every_pair_is_counted_once_by_its_level(within: bool, aside: int) -> None:
    """One of two lists, or of one list within itself, those put aside left out."""
    left = corpora.load("jc4").work_items[:30]
    right = left if within else corpora.load("sg20").work_items[:20]
    scores = scoring.score(left, right, within)
    listed = dict(zip(zip(scores.rows.tolist(), scores.columns.tolist(), strict=True), scores.points, strict=True))
    put = [*listed][:aside]
    every = [(row, column) for row in range(30) for column in range(len(right)) if not within or row < column]
    counts = Counter(
        scoring.level(int(listed.get(place, 0)), scores.numbers.levels) for place in every if place not in put
    )
    assert scoring.count_levels(scores, put) == {level: counts[level] for level in scores.numbers.levels}


def test_where_a_scope_is_missing_the_title_meets_all_that_the_other_has() -> None:
    """By weights of their own, whichever side lacks the scope; what the pair was compared on says so."""
    bare, full = WorkItem("A", "Smart parking"), WorkItem("A", "Smart lots", "Parking with sensors")
    other = WorkItem("B", "Parking in cities")
    scores = [scoring.score([one], [two]) for one, two in ((bare, other), (full, other), (other, full))]
    assert [evidence.compared_on(each, 0, 0) for each in scores] == ["title only", *["title against title+scope"] * 2]
    told = [{each.name for each in channels(one) if each.value} for one in scores]
    assert "title" in told[0]
    assert not told[0] & {"scope", "title against scope"}
    assert all("title against scope" in each and not each & {"scope", "phrases"} for each in told[1:])
    assert scores[1].log_odds.tolist() == scores[2].log_odds.tolist()
    base = {next(each.share for each in channels(one) if each.name == "base") for one in scores}
    assert len(base) == 1
    assert base != {weights.read().title_and_scope.base}


def test_the_glossary_shows_what_it_did() -> None:
    scores = scoring.score([WorkItem("A", "KPIs of parking")], [WorkItem("B", "Indicators of parking")])
    (_, terms) = explained(scores, 0, 0, int(scores.log_odds[0]))
    shared = {term.text: term.written for term in terms if term.channel != evidence.RELATED}
    assert shared == {"indicators": ("KPIs",), "parking": ()}


def test_a_glossary_of_ones_own_adds_to_it(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[concepts]\n"kerb" = ["curb", "bordure"]\n[genre]\nwords = "parking"\n')
    words = glossary.read(str(tmp_path / "own.toml"))
    one, other = [WorkItem("A", "Curb parking and IoT")], [WorkItem("B", "Kerb parking and the Internet of things")]
    own, shipped = (scoring.score(one, other, glossary=each) for each in (words, glossary.read()))
    assert own.log_odds[0] > shipped.log_odds[0]
    assert is_genre("park", words)


def test_a_glossary_of_ones_own_takes_nothing_away_and_an_acronym_keeps_its_case(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[concepts]\n"Internet of things" = ["web of things"]\n"IT" = ["computing"]\n')
    words = glossary.read(str(tmp_path / "own.toml"))
    assert [token.term for token in tokens("IoT, the web of things", words)] == ["Internet of things"] * 2
    assert "it" not in [token.term for token in tokens("as it parks", words)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[concept]\na = []\n", r"no table \[concept\]"),
        ("[concepts]\na = 1\n", "a is not as it should be"),
        ("[genre]\nweight = 1\n", "weight is not as it should be"),
        ("[concepts\n", "not a glossary"),
        ('[concepts]\n"" = ["parking"]\n', "is not as it should be"),
    ],
)
def test_a_glossary_that_is_none_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "own.toml").write_text(text)
    with pytest.raises(SettingsError, match=said):
        glossary.read(str(tmp_path / "own.toml"))


def test_weights_are_read_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    path.write_text(weights.write(weights.read()))
    assert weights.read(str(path)) == weights.read()
    path.write_text("[vectors]\n")
    weights.read.cache_clear()
    with pytest.raises(SettingsError, match="no weights"):
        weights.read(str(path))


def channels(scores: scoring.Scores) -> tuple[Channel, ...]:
    return explained(scores, 0, 0, int(scores.log_odds[0]))[0]


Vector = dict[str, float]


def by_hand(left: Sequence[WorkItem], right: Sequence[WorkItem]) -> dict[tuple[str, str], float]:
    numbers = weights.read()
    text = numbers.vectors
    read = [[(elements(each.title), tokens(about(each.scope))) for each in side] for side in (left, right)]
    titles = [[count_title(elements, text.introductory) for elements, _ in side] for side in read]
    scopes = [[count_scope(scope, text.half) for _, scope in side] for side in read]
    idf = rarity([[{*t, *s} for t, s in zip(*each, strict=True)] for each in zip(titles, scopes, strict=True)])

    def weigh(counted: Vector) -> Vector:
        genre = {term: text.genre if is_genre(term) else 1 for term in counted}
        return unit({term: damp(n) * idf[term] ** text.rarity * genre[term] for term, n in counted.items()})

    pairs = [[Counter(pairwise(token.term for token in scope)) for _, scope in side] for side in read]
    pair_idf = rarity([[set(each) for each in side] for side in pairs])

    def weigh_pairs(counted: Counter[tuple[str, str]]) -> dict[tuple[str, str], float]:
        return unit({p: damp(n) * pair_idf[p] * text.genre ** sum(map(is_genre, p)) for p, n in counted.items()})

    title, scope = ([[weigh(each) for each in side] for side in part] for part in (titles, scopes))
    phrase = [[weigh_pairs(each) for each in side] for side in pairs]
    found: dict[tuple[str, str], float] = {}
    for (i, one), (j, other) in product(enumerate(left), enumerate(right)):
        here, there = ({t: text.title * v for t, v in each.items()} for each in (title[0][i], title[1][j]))
        both = unit(added(here, scope[0][i])), unit(added(there, scope[1][j]))
        names = [{t: min(n, 1) for t, n in side.items()} for side in (titles[0][i], titles[1][j])]
        whole = sum(idf[t] * n for side in names for t, n in side.items())
        common = sum(idf[t] * math.sqrt(n * names[1].get(t, 0)) for t, n in names[0].items())
        likeness = 2 * common / whole if whole else 0
        shared = {t for t in both[0].keys() & both[1].keys() if not is_genre(t)}
        add = numbers.title_and_scope if scope[0][i] and scope[1][j] else numbers.title_only
        if cosine := dot(*both):
            part = [share_of(names[n], both[1 - n], idf, text.genre) for n in (0, 1)]
            vector = [related({*t}, {*s}) for t, s in ((titles[0][i], scopes[0][i]), (titles[1][j], scopes[1][j]))]
            found[one.id, other.id] = (
                add.base
                + add.subject * cosine
                + add.phrases * dot(phrase[0][i], phrase[1][j])
                + add.breadth * math.log(1 + sum(surprise(term) for term in shared))
                + add.same_title * likeness**8
                + add.coverage * min(math.sqrt(part[0] * part[1]), 2 * cosine)
                + add.related * min(max(float(vector[0] @ vector[1]), 0), 3 * cosine)
            )
    return found


def share_of(title: Vector, text: Vector, idf: Vector, genre: float) -> float:
    weight = {t: n * (idf[t] * (genre if is_genre(t) else 1)) ** 2 for t, n in title.items()}
    return sum(w for t, w in weight.items() if t in text) / (sum(weight.values()) or 1)


def surprise(term: str) -> float:
    known = lexicon.read()
    assert known
    records = known.records[known.place[term]] if term in known.place else 4
    return max(math.log(known.total / records / 20), 0.0)


def related(title: set[str], scope: set[str]) -> NDArray[np.float64]:
    known = lexicon.read()
    assert known

    def towards(terms: set[str]) -> NDArray[np.float64]:
        summed = known.vectors(tuple(sorted(filter(is_subject, terms)))).sum(axis=0, dtype=np.float64)
        found: NDArray[np.float64] = summed / (np.linalg.norm(summed) or 1)
        return found

    both = towards(title) + 2.0 * towards(scope)
    unit_length: NDArray[np.float64] = both / (np.linalg.norm(both) or 1)
    return unit_length


def elements(title: str) -> list[list[Token]]:
    return [*filter(None, map(tokens, title_elements(title)))]


def count_title(elements: list[list[Token]], introductory: float) -> Vector:
    counted: Vector = {}
    for place, element in enumerate(elements):
        for token in element:
            share = introductory if place == 0 and len(elements) > 1 else 1
            counted[token.term] = counted.get(token.term, 0) + share
    return counted


def count_scope(scope: list[Token], half: float) -> Vector:
    counted: Vector = {}
    for place, token in enumerate(scope):
        counted[token.term] = counted.get(token.term, 0) + 1 / (1 + place / half)
    return counted


def rarity(sides: Sequence[Sequence[set[T]]]) -> dict[T, float]:
    every = {term for side in sides for each in side for term in each}
    counts = [Counter(term for each in side for term in each) for side in sides]
    idf = [
        {term: math.log((1 + len(side)) / (1 + count[term])) + 1 for term in every}
        for side, count in zip(sides, counts, strict=True)
    ]
    return {term: math.sqrt(idf[0][term] * idf[1][term]) for term in every}


def damp(count: float) -> float:
    return 1 + math.log(count) if count >= 1 else count


def unit(vector: dict[T, float]) -> dict[T, float]:
    length = math.sqrt(sum(value * value for value in vector.values())) or 1
    return {term: value / length for term, value in vector.items()}


def added(one: Vector, other: Vector) -> Vector:
    return {term: one.get(term, 0) + other.get(term, 0) for term in {**one, **other}}


def dot(one: dict[T, float], other: dict[T, float]) -> float:
    return sum(value * other.get(term, 0) for term, value in one.items())


def test_rarity_is_the_idf_of_scikit_learn_on_each_side() -> None:
    items = [fold(corpora.load(name).work_items) for name in corpora.default_pair()]
    words, numbers = glossary.read(), weights.read().vectors
    counts = count(items[0], words), count(items[1], words)
    fitted = vocabulary.fit(([counts[0]], [counts[1]]), counts, words, numbers)
    found = [tfidf.transform(fitted, each, tfidf.Places.of(each, fitted), numbers)[0] for each in counts]
    idf = [TfidfTransformer().fit(each.in_title + each.in_scope).idf_ for each in found]
    pairs = [TfidfTransformer().fit(each.phrases).idf_ for each in found]
    assert np.allclose(fitted.rarity, np.sqrt(idf[0] * idf[1]), rtol=1e-12)
    genre = numbers.genre ** np.array([sum(map(is_genre, pair)) for pair in terms_of_pairs(fitted)])
    wanted = np.sqrt(pairs[0] * pairs[1]) * genre[fitted.is_common]
    assert np.allclose(fitted.pair_weight[fitted.is_common], wanted, rtol=1e-12)


def terms_of_pairs(fitted: vocabulary.Fit) -> list[tuple[str, str]]:
    places = (divmod(pair, len(fitted.vocabulary)) for pair in fitted.pairs.tolist())
    return [(fitted.vocabulary[one], fitted.vocabulary[other]) for one, other in places]
