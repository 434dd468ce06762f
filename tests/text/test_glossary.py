"""How the glossary looks for its spellings: any of them, in any case, the longest first."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.text import glossary

signs = st.text(alphabet="aBz.é", min_size=1, max_size=4)


def pattern(spellings: set[str]) -> re.Pattern[str]:
    return re.compile(glossary._headed([[glossary._in_any_case(each) for each in one] for one in sorted(spellings)]))


@given(st.sets(signs, min_size=1, max_size=5), signs)
def test_the_longest_spelling_is_found_that_a_text_begins_with_in_any_case(spellings: set[str], text: str) -> None:
    begin = [each.lower() for each in spellings if text.lower().startswith(each.lower())]
    for written in (text, text.upper(), text.lower(), text.title()):
        found = pattern(spellings).match(written)
        assert (found[0].lower() if found else "") == max(begin, key=len, default="")


@pytest.mark.parametrize("between", [" ", "-", "  ", "\n"])
def test_whatever_joins_the_words_of_a_spelling_it_is_the_same(between: str) -> None:
    text = f"Edge{between}Computing{between}x"
    found = pattern({"edge", "edge computing"}).match(text)
    assert found is not None
    assert glossary.folded(found[0]) == "edge computing"
