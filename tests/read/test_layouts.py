"""Documents laid out as standards bodies do it: most of a sample are read; `tests.read.layouts` reads them all."""

import random
from collections import Counter

import pytest

from overlap.read.kinds import titles, wording
from tests.read import layouts

SAMPLE = 120
FLOORS = {"title": 0.80, "identifier": 0.80, "scope": 0.80, "relations": 0.75}
"""Below what the whole reaches (`python -m tests.read.layouts`), as a sample may."""


def test_a_sample_of_all_layouts_is_read() -> None:
    right, total = Counter[str](), Counter[str]()
    for case in random.Random(14).sample(list(layouts.cases()), SAMPLE):
        for name, _, is_right, _ in layouts.judged(case):
            right[name] += is_right
            total[name] += 1
    assert {
        name: right[name] / total[name] for name, floor in FLOORS.items() if right[name] < floor * total[name]
    } == {}


def test_every_layout_can_be_written_and_is_in_one_half() -> None:
    cases = list(layouts.cases())
    assert {each.cover for each in cases} == {*layouts.COVERS}
    assert {each.scope for each in cases} == {*layouts.SCOPES}
    assert {each.references for each in cases} == {*layouts.REFERENCES}
    assert {layouts.is_unseen(name) for name in layouts.COVERS} == {True, False}


@pytest.mark.parametrize("language", layouts.LANGUAGES)
def test_what_is_seen_of_a_title_has_a_weight_of_its_sign(language: str) -> None:
    page = wording.page("titles")
    assert all(weight >= 0 for name in ("for", "against") for weight in page[name].values())
    case = next(each for each in layouts.cases() if each.language == language and each.format == "docx")
    found = list(titles.candidates(case.document))
    assert found
    assert {name for each in found for name in each.marks} <= {*page["for"], *page["against"]}
    assert titles.title(case.document)[0] == max(found, key=lambda each: each.weight).text
