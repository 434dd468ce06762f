"""Text → terms."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.text import words
from overlap.text.glossary import folded, read
from overlap.text.words import tokens


def terms(text: str) -> list[str]:
    return [token.term for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Internet of things (IoT)", "IoT"),
        ("Key performance indicators (KPIs)", "indicator"),
        ("Terms and definitions", "Vocabulary"),
        ("organisation", "organizations"),
        ("smart sustainable cities and communities (SSC&C)", "SSC&C"),
        ("Vocabulary, see ISO/TS 37107:2019 and ITU-T Y.4400/Y.2063", "Vocabulary"),
        ("the city's data", "city data"),
    ],
)
def test_different_spellings_share_their_terms(one: str, other: str) -> None:
    assert terms(one) == terms(other)


def test_an_acronym_is_no_common_word() -> None:
    assert "transport" not in " ".join(terms("the city and its lamps"))
    assert terms("ITS") == terms("intelligent transport systems")


def test_function_words_and_numbers_do_not_count() -> None:
    assert terms("This Recommendation specifies, for each of the 12, 2024") == []


@given(st.text(max_size=200))
def test_every_term_is_where_it_says(text: str) -> None:
    found = tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)


@given(st.sampled_from(["smart parking", "open data in cities", "IoT"]), st.sampled_from([" ", "\n", "  ", ", "]))
def test_white_space_and_case_do_not_matter(text: str, gap: str) -> None:
    assert terms(text.replace(" ", gap)) == terms(text)


@given(st.text() | st.text(st.characters(max_codepoint=127)))
def test_words_are_those_of_the_pattern(text: str) -> None:
    assert words._words(text) == words._WORD.findall(text)


PIECES = (
    *(
        "IoT",
        "iot",
        "(IoT)",
        "(",
        ")",
        "smart cities",
        "Smart-Cities",
        "KPIs",
        "key performance indicators",
        "park",
        "é",
    ),
    *(
        "ISO 37100:2016",
        "ISO/TS 1",
        "Y.4400/Y.2063.",
        "ITU-T Y.1-series",
        "IEC",
        "SSC&C",
        ".",
        "-",
        " ",
        " ",
        "\n",
        "_",
    ),
)


@given(st.lists(st.sampled_from(PIECES) | st.characters(), max_size=12).map("".join))
def test_phrases_and_identifiers_are_found_where_a_word_begins_the_first_and_longest(text: str) -> None:
    known = read()
    naive = re.compile(rf"\((?:{known.acronym})\)|(?<!\w)(?:({known.phrases})|{words._IDENTIFIER})")
    found = [each for each in words._pieces(text, known) if each[2] is not None]
    assert found == [(*each.span(), folded(each[1] or "")) for each in naive.finditer(text)]
    assert "".join(text[start:end] for start, end, _ in words._pieces(text, known)) == text


@given(
    st.lists(
        st.sampled_from(
            ["IoT", "(IoT)", "smart cities", "KPIs", "key performance indicators", "ISO 37100:2016", "parks"]
        )
    )
)
def test_what_is_folded_is_found_without_the_plain_words(parts: list[str]) -> None:
    text = ", ".join(parts)
    assert words.folded(text, read()) == [each for each in tokens(text) if words.is_folded(each, text, read())]
