"""A share of `make fuzz`: no reader, and no file that is read back, fails in another way than by one line."""

import signal

import pytest

from tests.fuzz import fuzz


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="an input that takes too long cannot be ended here")
def test_what_is_changed_at_random_is_read_or_refused() -> None:
    assert [(name, failed) for name, _, _, failed in fuzz(1550) if failed] == []
