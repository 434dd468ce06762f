"""What a scope says not to be covered is no common ground: laws over sentences, and cases of catalogues."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.model import WorkItem
from overlap.score.counts import count
from overlap.text import glossary
from overlap.text.editions import about, sentences
from overlap.text.exclusions import without_exclusions

THING = st.sampled_from(["garages", "ships at sea", "fees, tolls and fines", "signs of towns (e.g. boards)"])
COVERED = st.sampled_from(["It counts {}.", "Lots have {}.", "It holds for {}, whatever they cost.", "Not only {}."])
EXCLUDED = st.sampled_from(
    [
        "This document does not apply to {}.",
        "It is not applicable to: {}.",
        "{} are not covered by this part.",
        "It does not specifically address {}.",
        "ISO 95725:1978 does not include {}.",
        "{} are outside the scope of this Recommendation.",
        "{} are excluded from it.",
        "They are not intended for {}.",
    ]
)


@given(st.lists(st.tuples(COVERED, THING), max_size=4), st.lists(st.tuples(EXCLUDED, THING), max_size=4), st.randoms())
def test_sentences_of_what_is_left_out_go_and_the_others_stay_in_order(
    told: list[tuple[str, str]], left_out: list[tuple[str, str]], random: object
) -> None:
    kept = [sentence.format(thing) for sentence, thing in told]
    parts = [(each, True) for each in kept] + [
        ((text := sentence.format(thing))[0].upper() + text[1:], False) for sentence, thing in left_out
    ]
    random.shuffle(parts)  # type: ignore[attr-defined]
    stays = [each for each, is_kept in parts if is_kept]
    assert sentences(" ".join(each for each, _ in parts)) == stays
    assert about(" ".join(each for each, _ in parts)) == " ".join(stays)


JOINTS = st.sampled_from([",", ";", "and", "but", "which", "however", "(", ")", ".", "not only"])
NEGATED = st.sampled_from(
    ["not", "nor", "does not", "are not", "is", "other than", "excluding", "outside the scope of"]
)
PHRASES = JOINTS | NEGATED | st.sampled_from(["It", "lots", "garages", "apply to", "covered by", "for"])


@given(st.one_of(st.text(max_size=200), st.lists(PHRASES, max_size=25).map(" ".join)))
def test_nothing_is_added_and_twice_is_once(text: str) -> None:
    found = without_exclusions(text)
    assert set(found) <= set(text)
    assert len(found) <= len(text)
    assert without_exclusions(found) == found


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Cables which are not used along power lines.", "Cables"),
        ("It applies to lots other than garages.", "It applies to lots."),
        ("It applies to lots (excluding garages) of towns.", "It applies to lots of towns."),
        ("It is for paper, except for papers used in lots.", "It is for paper."),
        ("It defines modes, but is not applicable to the means.", "It defines modes"),
        ("It does not cover one lot but rather deals with several.", "but rather deals with several."),
        ("It specifies griddles, not intended for use at home.", "It specifies griddles"),
        ("It gives fees and does not apply to tolls.", "It gives fees"),
        ("Voltages not exceeding 1 000 V, not less than 3.", "Voltages not exceeding 1 000 V, not less than 3."),
        ("It is not limited to lots.", "It is not limited to lots."),
        ("It does not specify the fee.", "It does not specify the fee."),
        ("Notes on lots.", "Notes on lots."),
        ("It is meant not only for cars but also for trucks.", "It is meant not only for cars but also for trucks."),
        ("It holds for lots whether or not used for cars.", "It holds for lots whether or not used for cars."),
        ("It tests cables not covered by IEC 9, and their joints.", "It tests cables, and their joints."),
        ("Gateways that do not include a SIM, their ports and tests.", "Gateways, their ports and tests."),
        ("Not applicable to ships.", ""),
    ],
)
def test_exclusions_as_catalogues_write_them(sentence: str, kept: str) -> None:
    assert without_exclusions(sentence) == kept


def test_no_word_of_what_is_left_out_is_counted() -> None:
    items = [WorkItem("Z.1", "Car lots", "Lots of a town. It does not cover garages.")]
    assert "garag" not in count(items, glossary.read()).terms


def test_however_many_exclusions_a_sentence_has_each_is_left_out() -> None:
    assert without_exclusions("It does not apply to a but " * 5_000 + "covers lots.") == "but covers lots."
