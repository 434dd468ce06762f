"""The lexicon of the field: its file, what it tells, and what it may not hold."""

import re
from pathlib import Path

import numpy as np
import pytest

from overlap.errors import SettingsError
from overlap.model import WorkItem
from overlap.score import evidence, lexicon, scoring
from overlap.settings import OFF
from overlap.text.words import tokens
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


def test_explain_tells_what_the_lexicon_did_and_it_can_be_switched_off() -> None:
    one = [WorkItem("A", "Warning of people by mobile phone in a flood"), WorkItem("C", "Paint")]
    other = [WorkItem("B", "Alerting of people after an earthquake"), WorkItem("D", "Glue")]
    told = {}
    for name in ("", OFF):
        scores = scoring.score(one, other, lexicon=name)
        (measured,) = evidence.measure(scores, [(0, 0)])
        channels, terms = evidence.evidence(scores, 0, 0, int(scores.log_odds[0]), measured)
        told[name] = channels, [term.text for term in terms if term.channel == evidence.RELATED]
    assert any("~" in text and "records" in text for text in told[""][1])
    assert not told[OFF][1]
    assert all(each.name != evidence.RELATED for each in told[OFF][0])
