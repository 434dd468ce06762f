"""The parts of a score: sums the slow way beside the fast one, bounds that nothing exceeds, weights refused."""

import math
from collections.abc import Sequence
from dataclasses import MISSING, fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from overlap.comparison import pairs
from overlap.corpus import corpora
from overlap.errors import OverlapError
from overlap.score import matrices, relations, scoring, weights
from overlap.score.channels import CHANNELS, products
from overlap.text import glossary

WIDTH = 5
ROWS = st.lists(st.lists(st.sampled_from([0.0, 0.5, 2.0]), min_size=WIDTH, max_size=WIDTH), min_size=1, max_size=4)


def held(rows: Sequence[Sequence[float]]) -> csr_matrix:
    """Make a matrix in which every value stands, those of nothing too."""
    ends = np.arange(0, len(rows) * WIDTH + 1, WIDTH)
    return csr_matrix((np.concatenate([*map(np.array, rows)]), np.tile(np.arange(WIDTH), len(rows)), ends))


@given(ROWS, st.sets(st.integers(0, WIDTH - 1)))
def test_a_row_has_any_of_some_columns_if_one_of_them_is_above_nothing(
    rows: list[list[float]], asked: set[int]
) -> None:
    found = matrices.has_any(held(rows), asked).tolist()
    assert found == [any(row[column] > 0 for column in asked) for row in rows]


@given(
    st.lists(st.integers(-1, 3), min_size=4, max_size=4),
    st.lists(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([0.5, 1.0])), max_size=4), max_size=4),
)
def test_the_shares_of_what_a_text_reads_add_up_in_its_columns(
    columns: list[int], texts: list[list[tuple[int, float]]]
) -> None:
    read = np.array([each for text in texts for each, _ in text], dtype=np.int64)
    shares = np.array([share for text in texts for _, share in text])
    ends = np.cumsum([0, *map(len, texts)])
    found = matrices.matrix(np.array(columns), read, ends, shares, 4)
    for row, text in enumerate(texts):
        wanted = [sum(share for each, share in text if columns[each] == column) for column in range(4)]
        assert found.toarray()[row].tolist() == wanted


@pytest.fixture(scope="module")
def scores() -> scoring.Scores:
    left, right = (corpora.load(name) for name in corpora.default_pair())
    lists = (left.work_items[:40], right.work_items[:40])
    return scoring.score(*lists, False, glossary.read(), weights.read(), beside=lists)


def test_no_channel_exceeds_its_bound_and_a_cosine_meets_it(scores: scoring.Scores) -> None:
    left, right = scores.space.sides
    rows, columns = (each.ravel() for each in np.indices((len(left), len(right))))
    for channel in (each for each in CHANNELS if each.name in ("subject", "phrases", "breadth")):
        bound = channel.bound
        side = getattr(left, bound.matrix), getattr(right, bound.matrix)
        reached = bound.slope * products(*side, rows, columns) + bound.rest
        measured = channel.measure(left, right, rows, columns)
        assert (measured <= reached + 1e-9).all(), channel.name
        if channel.name != "breadth":
            assert np.allclose(measured, reached)
    breadth = next(each.bound for each in CHANNELS if each.name == "breadth")
    said = np.linspace(0, 200, 2001)
    above = breadth.slope * said + breadth.rest - np.log1p(said)
    assert above.min() == pytest.approx(0, abs=1e-9)
    assert said[above.argmin()] == pytest.approx(3)


def test_a_channel_is_told_if_it_was_measured_or_has_a_share(scores: scoring.Scores) -> None:
    places = list(zip(scores.rows[::7].tolist(), scores.columns[::7].tolist(), strict=True))
    for pair in pairs.pairs(scores, places):
        assert pair.channels[0].name == "base"
        assert all(each.value or each.share for each in pair.channels if each.name in ("breadth", "coverage"))
        assert math.isclose(sum(each.share for each in pair.channels), pair.log_odds or 0, abs_tol=1e-5)
        shares = [each.share for each in pair.terms]
        assert all(shares)
        assert shares == sorted(shares, reverse=True)


@given(st.lists(st.sampled_from([0.0, 0.1, 0.5, 2.0]), max_size=30))
def test_the_largest_are_those_that_sorting_all_puts_first(values: list[float]) -> None:
    assert relations._largest(np.array(values)) == np.argsort(-np.array(values), kind="stable")[:5].tolist()


@pytest.mark.parametrize(
    ("levels", "half", "gate", "is_refused"),
    [
        ((0.9, 0.5, 0.25), 0.5, 0.5, False),
        ((1.0, 0.5, 0.25), 0.01, 1.0, False),
        ((1.001, 0.5, 0.25), 0.5, 0.5, True),
        ((0.5, 0.5, 0.25), 0.5, 0.5, True),
        ((0.25, 0.5, 0.75), 0.5, 0.5, True),
        ((0.9, 0.5, 0.25), 0.0, 0.5, True),
        ((0.9, 0.5, 0.25), 0.5, 0.0, True),
        ((0.9, 0.5, 0.25), 0.5, 1.01, True),
    ],
)
def test_weights_that_would_rank_wrongly_are_refused(
    levels: tuple[float, ...], half: float, gate: float, is_refused: bool, tmp_path: Path
) -> None:
    known = weights.read()
    made = replace(
        known,
        vectors=replace(known.vectors, half=half),
        levels=dict(zip(known.levels, (*levels, 0.0), strict=True)),
        gate=gate,
    )
    (tmp_path / "weights.toml").write_text(weights.write(made))
    if is_refused:
        with pytest.raises(OverlapError):
            weights.read(str(tmp_path / "weights.toml"))
    else:
        assert weights.read(str(tmp_path / "weights.toml")) == made


@pytest.mark.parametrize("channel", [each.name for each in fields(weights.Sum) if each.default is not MISSING])
def test_a_channel_that_a_file_does_not_name_is_not_used(channel: str, tmp_path: Path) -> None:
    sums, levels, rest = weights.write(weights.read()).partition("[levels]")
    lines = [line for line in sums.splitlines() if not line.startswith(f"{channel} = ")]
    assert len(lines) < len(sums.splitlines())
    text = "\n".join([*lines, levels + rest])
    (tmp_path / "weights.toml").write_text(text)
    found = weights.read(str(tmp_path / "weights.toml"))
    assert [getattr(each, channel) for each in (found.title_only, found.title_and_scope)] == [0, 0]


def test_with_a_model_the_weights_learnt_with_it_count_where_there_are_some() -> None:
    known = weights.read()
    other = replace(known.title_and_scope, base=-7.0)
    for learnt in (other, None):
        made = replace(known, title_and_scope_with_model=learnt, title_only_with_model=learnt).asked()
        assert made.title_and_scope == (learnt or known.title_and_scope)
        assert made.title_only == (learnt or known.title_only)
