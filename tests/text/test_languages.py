"""In which language titles and scopes are, and that English is mostly told without a model."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.text import languages
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Vocabulaire des villes", "fr"),
        ("Plastiques - Symboles", "fr"),
        ("Villes intelligentes - Vocabulaire", "fr"),
        ("Ciudades y comunidades sostenibles", "es"),
        ("Begriffe für nachhaltige Städte", "de"),
        ("Die casting moulds", ""),
        ("Litres per hour", ""),
        ("Smart parking", ""),
        ("Déjà vu of smart city data management", "en"),
    ],
)
def test_the_language_of_a_title_is_told_however_short_it_is(title: str, language: str) -> None:
    assert languages.detect_title(title) == language


@pytest.mark.parametrize("word", ["the", "for", "of", "and"])
@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Anforderungen städtische Verkehrsdaten Wasserversorgung", "de"),
        ("Exigences relatives aux villes", "fr"),
        ("Requisitos para ciudades inteligentes", "es"),
        ("Требования умных городов безопасности", "ru"),
    ],
)
def test_one_small_word_of_english_makes_no_text_english(title: str, language: str, word: str) -> None:
    assert languages.detect(f"{title} {word}") == language
    assert languages.detect(f"{word} {title}") == language


SCRIPTS = {"ru": "умныегороди", "ar": "مدنذكية", "zh": "智慧城市标准"}


@given(
    st.sampled_from([*SCRIPTS]),
    st.integers(1, 20),
    st.text(st.sampled_from("abc "), max_size=40),
    st.sampled_from([" ", ""]),
)
def test_a_text_is_in_the_language_of_a_script_that_has_more_than_a_third_of_its_letters(
    language: str, count: int, others: str, between: str
) -> None:
    """However short it is."""
    text = f"{others}{between}{(SCRIPTS[language] * count)[:count]}"
    is_of_script = count > sum(map(str.isalpha, text)) / 3
    assert (languages.detect(text) == language) or not is_of_script


def test_no_model_is_loaded_where_small_words_or_words_of_the_field_tell() -> None:
    code = (
        "import sys; from overlap.text.languages import detect, detect_title;"
        "print([detect('Reference architecture of smart city digital platforms'),"
        "detect('Smart city data management systems'), detect_title('Smart parking'),"
        "detect_title('Framework of lots')], 'py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "['en', 'en', '', ''] False\n"


@given(st.text() | st.text(st.characters(max_codepoint=127)))
def test_words_are_those_of_the_pattern(text: str) -> None:
    assert languages._words(text) == languages._WORD.findall(text)


@given(
    st.lists(
        st.sampled_from(["the", "of", "And", "is", "villes", "дом", "城市", "é", "-", "—", "?", "a1", "the’"]),
        max_size=40,
    )
)
def test_what_is_english_at_once_is_so_by_all_of_its_words(parts: list[str]) -> None:
    text = " ".join(parts)
    if languages._is_english_at_once(text):
        letters = sum(map(str.isalpha, text))
        words = [word.lower() for word in languages._words(text)]
        assert all(len(script.findall(text)) * 3 <= letters for script in languages._SCRIPTS.values())
        assert len(words) >= languages._FEWEST_WORDS
        assert languages._is_plainly_english(words)
