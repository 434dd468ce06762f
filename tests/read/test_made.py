"""A sample of what can be made: of forms each value comes out alone, of charters each statement once, and no noise."""

import random
from collections import Counter

import pytest

from tests.read.made import charters, forms

_SAMPLE = 200
_KINDS = {"forms": forms, "charters": charters}
FLOORS = {
    "forms": {"title": 0.85, "scope": 0.8, "number": 0.75, "related": 0.85, "alone": 0.82, "empty": 0.7},
    "charters": {"scope": 0.74, "exclusion": 0.73, "noise": 0.94},
}
"""So much of each comes out right, of wordings and layouts that rules were made on and of others."""


@pytest.mark.parametrize("kind", FLOORS)
def test_what_is_known_comes_out_in_any_wording_and_layout(kind: str) -> None:
    right, total = Counter[str](), Counter[str]()
    for one in random.Random(14).sample([*_KINDS[kind].made()], _SAMPLE):
        for field, is_right, _ in _KINDS[kind].judged(one):
            total[field] += 1
            right[field] += is_right
    shares = {field: right[field] / total[field] for field in FLOORS[kind]}
    assert all(shares[field] >= floor for field, floor in FLOORS[kind].items()), shares
