"""Runs that are ended as a signal ends them, after any step of Python in some modules."""

import dis
import sys
from collections.abc import Callable, Sequence
from types import FrameType, ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import TraceFunction

HEARD = ("CALL", "RESUME", "JUMP_BACKWARD")
"""The steps of Python after which it looks whether a signal came."""


class Ended(BaseException):
    """What the handler of a signal raises."""


def end_after(steps: int, run: Callable[[], object], modules: Sequence[ModuleType]) -> bool:
    """Run something, end it after so many steps within these modules, and say whether it was still running.

    What other libraries do in between is whole: a lock ended midway would not let this process have it again.
    """
    left, files = steps, {each.__file__ for each in modules}
    done: dict[FrameType, str] = {}

    def step(frame: FrameType, event: str, _: Any) -> "TraceFunction | None":  # noqa: ANN401 -- as its type has it
        nonlocal left
        if frame.f_code.co_filename not in files:
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
