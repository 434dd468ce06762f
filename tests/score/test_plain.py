"""Exactness: what the searches find is what multiplying everything finds, ties included."""

import gzip
import json
from collections.abc import Sequence
from functools import cache
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from overlap.corpus import corpora
from overlap.items.folding import fold
from overlap.model import WorkItem
from overlap.score import scoring
from overlap.score.rounding import STEP
from tests import plain
from tests.conftest import SHARED
from tests.plain import Pairs

CATALOGUES = SHARED / "catalogues"
needs_catalogues = pytest.mark.skipif(not CATALOGUES.is_dir(), reason="the catalogues are not on this machine")

texts = st.lists(st.text(alphabet="aabc Éİß–’_1 \n\x01", max_size=9), min_size=1, max_size=9)


def naive(left: Sequence[str], right: Sequence[str]) -> Pairs:
    """Multiply every vector with every other, and sort every row."""
    vectors = TfidfVectorizer(dtype=np.float64).fit_transform([*left, *right])
    cosines = (vectors[: len(left)] @ vectors[len(left) :].T).toarray().round(10)
    order = np.argsort(-cosines, axis=1, kind="stable")[:, : plain.TOP]
    scores = np.take_along_axis(cosines, order, axis=1)
    rows, places = np.nonzero(scores >= plain.CUT)
    return rows, order[rows, places], scores[rows, places]


def agree(found: Pairs, expected: Pairs) -> bool:
    """Say whether pairs and their order are the same, and the scores but for rounding."""
    same = all(one.tolist() == other.tolist() for one, other in zip(found[:2], expected[:2], strict=True))
    return same and bool((abs(found[2] - expected[2]) <= 1e-9).all())


@cache
def some(names: tuple[str, ...], body: str, number: int) -> list[WorkItem]:
    """Take an even sample of the records of some catalogues."""
    items = []
    for name in names:
        with gzip.open(CATALOGUES / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            records = [json.loads(line) for line in file]
        items += [
            WorkItem(record["id"], record["title"], record.get("scope", ""))
            for record in records
            if record["title"] and record["body"].startswith(body)
        ]
    return [items[place * len(items) // number] for place in range(number)]


def written(items: Sequence[WorkItem]) -> list[str]:
    return [f"{item.title} {item.scope}" for item in items]


@given(texts, texts)
def test_plain_cosines_are_those_of_scikit_learn(left: list[str], right: list[str]) -> None:
    """Words, weights and order, whatever the characters, copies and ties."""
    left, right = ([*side, "anchor words"] for side in (left, right))
    assert agree(plain.nearest(left, right), naive(left, right))


def test_ties_are_all_seen() -> None:
    """49 texts that are as close as each other, but for the order in which single precision adds up."""
    often = {f"{letter}{number}": times for letter, times in (("a", 3), ("b", 5), ("c", 7)) for number in range(7)}
    words = Random(1).sample([*often], len(often))
    left = [" ".join(word for word in words for _ in range(often[word]))]
    right = [f"a{one} b{other} c{(one + other) % 7}" for one in range(7) for other in range(7)]
    _, columns, scores = plain.nearest(left, right)
    assert columns.tolist() == [*range(plain.TOP)]
    assert len({*scores.tolist()}) == 1


def test_plain_cosines_of_the_bundled_corpora_are_exact() -> None:
    left, right = (written(corpora.load(name).work_items) for name in corpora.default_pair())
    found = plain.nearest(left, right)
    assert len(found[0]) > 40
    assert agree(found, naive(left, right))


@needs_catalogues
@pytest.mark.parametrize("scopes", [False, True])
def test_plain_cosines_of_the_catalogues_are_exact(scopes: bool) -> None:
    left, right = some(("itu",), "ITU-T", 2000), some(("iso", "iec"), "I", 5000)
    found, expected = (
        find(*(written(side) if scopes else [item.title for item in side] for side in (left, right)))
        for find in (plain.nearest, naive)
    )
    assert len(found[0]) > 400
    assert agree(found, expected)


@needs_catalogues
def test_the_search_of_the_catalogues_loses_no_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pair scored, beside those that are looked for: pairs, log-odds and order, ties included."""
    left, right = fold(some(("itu",), "ITU-T", 2000)), fold(some(("iso", "iec"), "I", 5000))
    monkeypatch.setattr(scoring, "ALL_UP_TO", len(left) * len(right))
    every = scoring.score(left, right)
    monkeypatch.setattr(scoring, "ALL_UP_TO", 0)
    found = scoring.score(left, right)
    assert every.floor is None
    assert found.floor == round(0.05 * STEP)
    reached = every.points >= found.floor
    assert 100 < len(found.rows) == reached.sum()
    for name in ("rows", "columns", "log_odds"):
        assert getattr(found, name).tolist() == getattr(every, name)[reached].tolist()
