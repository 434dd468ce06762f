"""Try all of it, and print what was found; `make endure`. With a number, so many times as often."""

import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.endure.damage import damage
from tests.endure.disks import fill, is_mounted
from tests.endure.kills import SIGNALS, Tally, end
from tests.endure.races import race
from tests.endure.scene import WORKS, lay_out

SEED = 20261124
KILLS, ENDED, FULL = 10, 6, 2
"""So often each command is killed, ended by a signal, and meets a full disk of either kind."""


def main(arguments: Sequence[str]) -> int:
    """Print what was found; arguments: so many times as often, and one of kills, signals, disks, races, damage."""
    often, only = [*arguments, *("1", "")[len(arguments) :]]
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        scene = lay_out(Path(folder))
        if only in ("", "kills"):
            wrong += _tell("killed", end(scene, WORKS, KILLS * int(often), SEED))
        if only in ("", "signals"):
            wrong += _tell("ended by TERM, HUP or INT", end(scene, WORKS, ENDED * int(often), SEED, SIGNALS))
        if only in ("", "disks"):
            kinds = "files too large, and full disks" if is_mounted() else "files too large; no disk can be mounted"
            wrong += _tell(kinds, fill(scene, WORKS, FULL * int(often), SEED))
        if only in ("", "races"):
            print("eight processes at once")
            for name, faults in (each for _ in range(int(often)) for each in race(scene)):
                wrong += _list(f"  {name}", faults)
        if only in ("", "damage"):
            print(f"{'damaged':<60}{'times':>6}{'refused':>9}")
            for name, times, refused, faults in damage(scene):
                wrong += _list(f"  {name:<58}{times:>6}{refused:>9}", faults)
    print("Nothing lost, nothing half-written." if not wrong else f"{wrong} faults.")
    return min(wrong, 1)


def _tell(what: str, tallies: Iterable[Tally]) -> int:
    print(f"{what:<44}{'old':>6}{'new':>6}{'between':>9}{'unfinished':>12}")
    wrong = 0
    for each in tallies:
        line = f"  {each.name:<42}{each.old:>6}{each.new:>6}{each.between:>9}{each.left:>12}"
        wrong += _list(line, each.faults)
    return wrong


def _list(line: str, faults: Sequence[str]) -> int:
    print(line, flush=True)
    for each in dict.fromkeys(faults):
        print(f"    {each}", flush=True)
    return len(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
