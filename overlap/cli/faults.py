"""Faults in what was read: told, or refused."""

from collections.abc import Iterable, Sequence

from overlap.cli.console import say
from overlap.errors import StrictError
from overlap.model import Fault


def refuse(faults: Iterable[Fault]) -> None:
    """Raise StrictError that lists the faults, if there are any."""
    listed = list(map(str, faults))
    if listed:
        count = f"{len(listed)} fault{'s' if len(listed) > 1 else ''} in the input:"
        raise StrictError("\n  ".join([count, *listed]), "Correct them, and run again.")


def tell(faults: Sequence[Fault]) -> None:
    """Tell faults, of many alike the first few; rich is not needed where there is none."""
    if not faults:
        return
    from overlap.report.wording import fault_lines

    for line in fault_lines(faults):
        say(line.removesuffix("."))
