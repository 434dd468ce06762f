"""The lexicon of the field: its file, what it tells, and what it may not hold."""

from pathlib import Path

import numpy as np
import pytest

from overlap.errors import SettingsError
from overlap.model import WorkItem
from overlap.score import evidence, lexicon, scoring
from overlap.settings import OFF

NAMES = ("japan", "china", "geneva", "siemen", "microsoft", "huffman", "diffi", "philip", "pari", "london")
RELATED = {
    "batteri": "recharg",
    "counterfeit": "stolen",
    "evacu": "disast",
    "privaci": "personally identifiable information",
    "vocabulari": "terminolog",
    "warn": "alert",
}


def test_what_is_written_is_read_and_equal_lexicons_are_equal_bytes(tmp_path: Path) -> None:
    made = lexicon.make(("b", "a"), np.array([[1.0, -2.0], [0.5, 0.25]]), np.array([9, 8]))
    path = tmp_path / "own.npz"
    path.write_bytes(lexicon.write(made))
    found = lexicon.read(str(path))
    assert found
    assert found.terms == ("a", "b")
    assert found.learnt_from("a", "b") == 8
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
