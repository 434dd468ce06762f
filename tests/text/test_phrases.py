"""Phrases of titles: one stands whole in its title, and is never cut before its noun."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.text import phrases
from overlap.text.words import tokens

NOUNS = ("devices", "sensors", "lots", "proximity", "indicators", "exchange")
BEFORE = ("wireless", "smart", "close", "secure", "big", "digital")
PREPOSITIONS = ("in", "for", "with", "on", "by")
CLAUSE = st.tuples(st.lists(st.sampled_from(BEFORE), max_size=2, unique=True), st.sampled_from(NOUNS)).map(
    lambda drawn: " ".join((*drawn[0], drawn[1]))
)
TITLE = st.tuples(st.lists(CLAUSE, min_size=1, max_size=3), st.lists(st.sampled_from(PREPOSITIONS), min_size=2)).map(
    lambda drawn: " ".join(part for pair in zip(drawn[0], drawn[1], strict=False) for part in pair).rsplit(" ", 1)[0]
)


@pytest.mark.parametrize(
    ("title", "words", "said"),
    [
        (
            "Safety of wireless devices in close proximity",
            "wireless devices close",
            "wireless devices in close proximity",
        ),
        (
            "Guideline on password-based authentication with key exchange",
            "authentication key",
            "authentication with key exchange",
        ),
        ("Requirements of industrial IoT (IIoT) infrastructure", "industrial IIoT infrastructure", ""),
        ("Requirements for data de-identification", "identification", "de-identification"),
        ("Secondary lithium-ion cells - Part 1", "ion cells", "lithium-ion cells"),
        ("Smart Contracts - Overview", "contract overview", ""),
        ("Exchange and sharing for the cloud", "exchange sharing", "exchange and sharing"),
        ("Bells", "parking", ""),
    ],
)
def test_a_phrase_goes_on_to_its_noun_and_over_nothing_that_parts_a_title(title: str, words: str, said: str) -> None:
    assert phrases.phrase(title, {token.term for token in tokens(words)}) == said


@given(TITLE, st.sets(st.sampled_from([*NOUNS, *BEFORE]), min_size=1, max_size=3))
def test_a_phrase_stands_in_its_title_holds_the_words_and_ends_with_a_noun(title: str, words: set[str]) -> None:
    terms = {token.term for word in words for token in tokens(word)}
    said = phrases.phrase(title, terms)
    if said:
        assert said in title
        assert terms <= {token.term for token in tokens(said)}
        assert said.split()[-1] in NOUNS


@given(TITLE)
def test_nouns_are_what_a_clause_ends_with(title: str) -> None:
    assert phrases.nouns([title]) <= {token.term for noun in NOUNS for token in tokens(noun)}
