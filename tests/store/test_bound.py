"""What memory is asked for: enough, in round figures, and no more than that."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.cli.values import memory_of
from overlap.store import bound

sizes = st.integers(0, 10**12)
MB = 10**6


@given(sizes)
def test_bytes_are_written_in_the_fewest_whole_megabytes_that_hold_them(size: int) -> None:
    written = memory_of(bound.in_mb(size)) if size else 0
    assert size <= written < size + MB


@given(st.integers(1, 10**12))
def test_a_seventh_more_than_is_needed_is_asked_for_in_fifties_of_megabytes(needed: int) -> None:
    asked = memory_of(bound.asked(needed).removeprefix("--memory "))
    assert asked % (50 * MB) == 0
    assert 1.15 * needed - 1 <= asked < 1.15 * needed + 50 * MB


@given(sizes, sizes)
def test_longer_lists_take_more_and_none_less_than_python_takes_twice(one: int, other: int) -> None:
    assert (bound.enough(one) <= bound.enough(other)) == (one <= other)
    assert bound.enough(0) >= 200 * MB
    assert bound.enough(one) >= 25 * one + 100 * MB


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_this_process_is_held_until_it_is_let_go() -> None:
    """To so much that nothing here meets it."""
    much = 64 * 1024 * MB
    assert bound.held() == 0
    assert "--memory" not in bound.remedy()
    bound.hold(much)
    try:
        assert bound.held() == much
        assert f"or more memory, as {bound.asked(2 * much)}: reading alone takes up to 25 bytes" in bound.remedy()
        assert bound.asked(bound.enough(10**11)) in bound.remedy(10**11)
    finally:
        bound.let_go()
    assert bound.held() == 0
