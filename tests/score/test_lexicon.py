"""The lexicon of the field: its file, what it tells, and what it may not hold."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.corpus import corpora
from overlap.errors import SettingsError
from overlap.model import WorkItem
from overlap.score import evidence, lexicon, relations, scoring
from overlap.score.features import features
from overlap.settings import OFF
from overlap.text.words import is_subject, tokens
from tests.conftest import ROOT

NAMES = (
    *("japan", "china", "geneva", "siemen", "microsoft", "huffman", "diffi", "philip", "pari", "london", "arctic"),
    *("ieee", "astm", "etsi", "ietf", "icao", "german", "european", "bluetooth", "googl", "samsung", "shannon"),
)
RELATED = {
    "batteri": "recharg",
    "counterfeit": "stolen",
    "evacu": "disast",
    "privaci": "personally identifiable information",
    "vocabulari": "terminolog",
    "warn": "alert",
}


def test_what_is_written_is_read_and_equal_lexicons_are_equal_bytes(tmp_path: Path) -> None:
    made = lexicon.make(("b", "a"), np.array([[1.0, -2.0], [0.5, 0.25]]), np.array([9, 8]), 900)
    path = tmp_path / "own.npz"
    path.write_bytes(lexicon.write(made))
    found = lexicon.read(str(path))
    assert found
    assert found.terms == ("a", "b")
    assert found.learnt_from("a", "b") == 8
    assert np.allclose(found.surprise(("a", "b", "unknown")), np.log([900 / 8 / 20, 900 / 9 / 20, 900 / 4 / 20]))
    assert np.allclose(found.vectors(("b", "unknown")), [[1.0, -2.0], [0.0, 0.0]], atol=0.02)
    assert lexicon.write(found) == path.read_bytes()


ROWS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.lists(st.integers(-999, 999), min_size=3, max_size=3), st.integers(1, 500)),
    min_size=1,
    unique_by=lambda row: row[0],
)


@given(ROWS, st.integers(500, 9000), st.permutations("abcdefg"))
def test_a_vector_is_kept_to_half_a_step(
    rows: list[tuple[str, list[int], int]], total: int, asked: tuple[str, ...]
) -> None:
    terms = tuple(term for term, _, _ in rows)
    vectors = np.array([vector for _, vector, _ in rows]) / 7
    made = lexicon.make(terms, vectors, np.array([count for *_, count in rows]), total)
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    assert np.all(np.abs(made.vectors(terms) - vectors) <= largest / 254 + 1e-4)
    assert [int(each) for each in np.abs(made.steps).max(axis=1)] == [
        127 if any(vector) else 0 for _, vector, _ in sorted(rows)
    ]
    assert (made.terms, made.width) == (tuple(sorted(terms)), 3)
    assert [each.dtype.name for each in (made.steps, made.step, made.records)] == ["int8", "float32", "int32"]
    counts = {term: count for term, _, count in rows}
    surprise = made.surprise(asked)
    for term, said, vector in zip(asked, surprise, made.vectors(asked), strict=True):
        count = counts.get(term, 4)
        assert said == pytest.approx(max(0.0, np.log(total / count / 20)))
        assert term in counts or not vector.any()
    for one, other in zip(terms, reversed(terms), strict=True):
        assert made.learnt_from(one, other) == min(counts[one], counts[other])


def test_a_lexicon_whose_parts_do_not_fit_together_is_refused(tmp_path: Path) -> None:
    made = lexicon.make(("a", "b"), np.eye(2), np.array([3, 5]), 5)
    path = tmp_path / "own.npz"
    changes: dict[str, dict[str, object]] = {
        "": {},
        "a term has more records than there are": {"total": 4},
        "its parts do not fit together": {"terms": ("b", "a")},
        "its parts do not fit together ": {"terms": ("a", "a")},
        "its parts do not fit together  ": {"steps": made.steps[:1]},
        "its parts do not fit together   ": {"steps": made.steps.astype(np.int16)},
        "its parts do not fit together    ": {"steps": made.steps[0]},
        "its parts do not fit together     ": {"records": made.records[:1]},
        "its parts do not fit together      ": {"step": made.step[:1]},
    }
    for said, change in changes.items():
        path.write_bytes(lexicon.write(replace(made, **change)))  # type: ignore[arg-type]
        lexicon.read.cache_clear()
        if said:
            with pytest.raises(SettingsError, match=re.escape(said.strip())):
                lexicon.read(str(path))
        else:
            assert lexicon.write(lexicon.read(str(path)) or made) == path.read_bytes()


def test_a_file_that_is_no_lexicon_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bad.npz"
    path.write_text("no lexicon", encoding="utf-8")
    with pytest.raises(SettingsError, match="no lexicon of version"):
        lexicon.read(str(path))
    with pytest.raises(SettingsError, match="none"):
        lexicon.read(str(tmp_path / "missing.npz"))


def test_related_words_are_near_and_names_are_not_there() -> None:
    shipped = lexicon.read()
    assert shipped
    assert not set(NAMES) & set(shipped.terms)
    vectors = shipped.vectors(shipped.terms)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    for one, other in RELATED.items():
        order = np.argsort(-(vectors @ vectors[shipped.place[one]]))[1:11]
        assert other in [shipped.terms[n] for n in order], (one, [shipped.terms[n] for n in order])


def test_the_related_words_that_the_manual_shows_are_the_nearest_ones() -> None:
    shipped = lexicon.read()
    assert shipped
    vectors = shipped.vectors(shipped.terms)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    page = (ROOT / "overlap/manual/quality.md").read_text(encoding="utf-8").partition("## What the lexicon knows")[2]
    rows = re.findall(r"^\| ([\w ]+) \| (\w.*) \|$", page, re.MULTILINE)[1:]
    assert len(rows) == 30
    for word, near in rows:
        order = np.argsort(-(vectors @ vectors[shipped.place[term(word)]]), kind="stable")[1:11]
        assert [term(each) for each in near.split(", ")] == [shipped.terms[n] for n in order]


def term(word: str) -> str:
    return tokens(word)[0].term


def told(one: WorkItem, other: WorkItem, lexicon: str = "") -> dict[str, float]:
    """Give what the lexicon did in a pair, by how it is told."""
    scores = scoring.score([one, WorkItem("C", "Paint")], [other, WorkItem("D", "Glue")], lexicon=lexicon)
    (measured,) = evidence.measure(features(scores.space.sides, np.array([0]), np.array([0])))
    return relations.relations(scores.space, 0, 0, measured["related"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("first", "sixth"),
        ("second", "fifth"),
        ("three", "seven"),
        ("kilometre", "hertz"),
        ("number", "class"),
        ("concept", "overview"),
        ("definition", "specification"),
        ("requirements", "recommendation"),
    ],
)
def test_ordinals_numerals_units_and_words_of_the_genre_are_related_to_none(one: str, other: str) -> None:
    bare = told(WorkItem("A", "Batteries of cars"), WorkItem("B", "Cells of cars"))
    more = told(WorkItem("A", f"Batteries of cars, {one}"), WorkItem("B", f"Cells of cars, {other}"))
    assert {text for text in bare if "~" in text} == {text for text in more if "~" in text}
    assert not any(one in text for text in more)


def test_related_words_are_told_by_themselves_and_sums_by_what_they_are_made_of() -> None:
    found = told(
        WorkItem("A", "Warning of people in a flood", "Cities warn people of floods by mobile phone."),
        WorkItem("B", "Alerting of people in urban areas", "Phones alert people of an earthquake."),
    )
    assert any(re.match(r"(warning|warn) ~ (alerting|alert), learnt from [\d,]+ records$", text) for text in found)
    assert any(re.match(r"cities ~ urban, learnt from", text) for text in found)
    assert any(text.startswith("words of both, each by itself: people") for text in found)
    (rest,) = (text for text in found if text.startswith("all other words"))
    names = rest.partition(", above all ")[2].split(", ")
    assert len(names) == 5
    assert len({frozenset(each.split(" with ")) for each in names}) == 5


def test_all_that_the_lexicon_did_is_told_and_only_near_words_as_related() -> None:
    lists = [[*corpora.load(name).work_items[:25]] for name in corpora.default_pair()]
    scores = scoring.score(lists[0], lists[1])
    shipped = lexicon.read()
    assert shipped
    for row, column in zip(scores.rows[:200].tolist(), scores.columns[:200].tolist(), strict=True):
        (measured,) = evidence.measure(features(scores.space.sides, np.array([row]), np.array([column])))
        found = relations.relations(scores.space, row, column, measured["related"])
        assert sum(found.values()) == pytest.approx(measured["related"])
        for text in found:
            if " ~ " in text:
                pair = [term(word) for word in text.partition(",")[0].split(" ~ ")]
                one, other = shipped.vectors(tuple(pair))
                assert one @ other >= relations.NEAR * np.linalg.norm(one) * np.linalg.norm(other) - 1e-6
                assert all(map(is_subject, pair))


def test_explain_tells_what_the_lexicon_did_and_it_can_be_switched_off() -> None:
    one = [WorkItem("A", "Warning of people by mobile phone in a flood"), WorkItem("C", "Paint")]
    other = [WorkItem("B", "Alerting of people after an earthquake"), WorkItem("D", "Glue")]
    found = {}
    for name in ("", OFF):
        scores = scoring.score(one, other, lexicon=name)
        (measured,) = evidence.measure(features(scores.space.sides, np.array([0]), np.array([0])))
        channels, terms = evidence.evidence(scores, 0, 0, int(scores.log_odds[0]), measured)
        found[name] = channels, [term.text for term in terms if term.channel == evidence.RELATED]
    assert any("~" in text and "records" in text for text in found[""][1])
    assert not found[OFF][1]
    assert all(each.name != evidence.RELATED for each in found[OFF][0])
