"""What is counted in a list, the slow way beside the fast one."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.model import WorkItem
from overlap.score import counts
from overlap.text import words
from overlap.text.glossary import read

TEXTS = st.lists(st.sampled_from(["smart", "city", "water", "the", "IoT", "2024", "framework", "-"]), max_size=6)


def terms(text: str) -> list[str]:
    return [each.term for each in words.tokens(text, read())]


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
def test_terms_and_phrases_are_counted_as_by_hand(texts: list[tuple[list[str], list[str]]]) -> None:
    items = [WorkItem(str(n), " ".join(title), " ".join(scope)) for n, (title, scope) in enumerate(texts)]
    found = counts.count(items, read())
    assert len(found) == len(items)
    in_either = [{*terms(each.title), *terms(each.scope)} for each in items]
    assert dict(zip(found.terms, found.frequency.tolist(), strict=True)) == Counter(
        term for some in in_either for term in some
    )
    phrases = [[*pairwise(terms(each.scope))] for each in items]
    pairs = [(found.terms[key // len(found.terms)], found.terms[key % len(found.terms)]) for key in found.pairs]
    assert pairs == sorted({pair for some in phrases for pair in some})
    assert dict(zip(pairs, found.pair_frequency.tolist(), strict=True)) == Counter(
        pair for some in phrases for pair in {*some}
    )
    ends = found.phrase.ends.tolist()
    read_back = [[pairs[n] for n in found.phrase.written[start:end]] for start, end in pairwise(ends)]
    assert read_back == phrases


@pytest.mark.parametrize("largest", [1, 2**20, 2**62])
@given(data=st.data())
def test_keys_are_numbered_in_their_order_however_large_they_are(largest: int, data: st.DataObject) -> None:
    keys = np.array(data.draw(st.lists(st.integers(0, largest), min_size=1)), dtype=np.int64)
    known, number, order = counts._numbered(keys)
    wanted, inverse = np.unique(keys, return_inverse=True)
    assert known.tolist() == wanted.tolist()
    assert number.tolist() == inverse.tolist()
    assert order.tolist() == np.argsort(keys, kind="stable").tolist()
