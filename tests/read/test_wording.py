"""The pages of words: each is read by one helper, is text that an officer can read, and stands in no module besides."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from overlap.read.kinds import wording
from tests.conftest import ROOT

KINDS = ROOT / "overlap" / "read" / "kinds"
PAGES = sorted(KINDS.rglob("*.toml"))


def texts(value: object) -> Iterator[str]:
    """Every text and number of a page."""
    if isinstance(value, str | int | float):
        yield str(value)
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_says_first_what_it_is_and_has_nothing_empty(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")
    found = list(texts(wording.page(str(path.relative_to(KINDS).with_suffix("")))))
    assert found
    assert all(each.strip() for each in found)


@pytest.mark.parametrize("key", ["labels", "titles", "publishers", "relations", "requirements"])
def test_every_word_of_documents_is_a_pattern(key: str) -> None:
    for name, listed in wording.page("documents")[key].items():
        assert len({*listed}) == len(listed), name
        assert all(map(re.compile, listed)), name


def test_pages_are_read_in_one_place() -> None:
    readers = [path.name for path in KINDS.glob("*.py") if "tomllib" in path.read_text(encoding="utf-8")]
    assert readers == ["wording.py"]
