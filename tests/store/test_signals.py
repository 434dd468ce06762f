"""A signal may end a run after any step: what was begun is taken away, and each file is old or new."""

import dis
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import pytest

from overlap.store import files, scratch

if TYPE_CHECKING:
    from _typeshed import TraceFunction

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # a file is closed when its process ends
OURS = (files.__file__, scratch.__file__)
"""Where it ends: a lock of another library that is ended midway would not let this process have it again."""
HEARD = ("CALL", "RESUME", "JUMP_BACKWARD")
"""The steps of Python after which it looks whether a signal came."""


class Ended(BaseException):
    """What the handler of a signal raises."""


def end_after(steps: int, run: Callable[[], None]) -> bool:
    """Run something, end it as a signal would after so many steps, and say whether it was still running."""
    left = steps
    done: dict[FrameType, str] = {}

    def step(frame: FrameType, event: str, _: Any) -> "TraceFunction | None":  # noqa: ANN401 -- as its type has it
        nonlocal left
        if frame.f_code.co_filename not in OURS:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            left -= done.get(frame, "").startswith(HEARD)
            done[frame] = dis.opname[frame.f_code.co_code[frame.f_lasti]]
        if left < 0:
            sys.settrace(None)
            done.clear()
            raise Ended
        return step

    before = sys.gettrace()
    try:
        sys.settrace(step)
        run()
    except Ended:
        return True
    finally:
        sys.settrace(before)
    return False


def test_files_written_are_old_or_new_and_none_is_left_unfinished(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    steps, is_running = 0, True
    while is_running:
        one.write_bytes(b"old")
        other.unlink(missing_ok=True)
        is_running = end_after(steps, lambda: files.write_all({one: b"new", other: b"new"}, is_lasting=False))
        assert {each.name for each in tmp_path.iterdir()} <= {"one", "other"}, steps
        assert one.read_bytes() in (b"old", b"new")
        assert not other.exists() or other.read_bytes() == b"new"
        steps += 1
    assert steps > 30
    assert one.read_bytes() == other.read_bytes() == b"new"


def test_of_a_folder_for_one_piece_of_work_nothing_is_left(tmp_path: Path) -> None:
    """At once, or by the next one where the taking away itself was ended."""

    def work() -> None:
        with scratch.scratch(tmp_path) as made:
            (made / "file").touch()
            done.append(True)

    done: list[bool] = []
    steps, is_running = 0, True
    while is_running:
        done.clear()
        is_running = end_after(steps, work)
        assert done or not [*tmp_path.iterdir()], steps
        scratch.sweep(tmp_path)
        assert not [*tmp_path.iterdir()], steps
        steps += 1
    assert steps > 8
