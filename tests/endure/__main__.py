"""Try all of it, and print what was found; `make endure`. With a number, so many times as often."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.endure.damage import damage
from tests.endure.disks import fill, is_mounted
from tests.endure.kills import SIGNALS, Tally, end
from tests.endure.races import race
from tests.endure.scene import WORKS, Scene, lay_out

SEED = 20261124
KILLS, ENDED, FULL = 10, 6, 2
"""So often each command is killed, ended by a signal, and meets a full disk of either kind."""


def main(arguments: Sequence[str]) -> int:
    """Print what was found; arguments: so many times as often, and one of the PARTS, else all of them side by side."""
    often, only = [*arguments, *("1", "")[len(arguments) :]]
    if only:
        with tempfile.TemporaryDirectory() as folder:
            return min(PARTS[only](lay_out(Path(folder)), int(often)), 1)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        commands = [[sys.executable, "-m", "tests.endure", often, part] for part in PARTS]
        found = [*pool.map(lambda each: subprocess.run(each, stdout=subprocess.PIPE, text=True, check=False), commands)]
    for each in found:
        print(each.stdout, end="")
    wrong = any(each.returncode for each in found)
    print("Something is wrong." if wrong else "Nothing lost, nothing half-written.")
    return int(wrong)


def _kills(scene: Scene, often: int) -> int:
    return _tell("killed", end(scene, WORKS, KILLS * often, SEED))


def _signals(scene: Scene, often: int) -> int:
    return _tell("ended by TERM, HUP or INT", end(scene, WORKS, ENDED * often, SEED, SIGNALS))


def _disks(scene: Scene, often: int) -> int:
    kinds = "files too large, and full disks" if is_mounted() else "files too large; no disk can be mounted"
    return _tell(kinds, fill(scene, WORKS, FULL * often, SEED))


def _races(scene: Scene, often: int) -> int:
    print("eight processes at once")
    return sum(_list(f"  {name}", faults) for _ in range(often) for name, faults in race(scene))


def _damage(scene: Scene, _often: int) -> int:
    print(f"{'damaged':<60}{'times':>6}{'refused':>9}")
    found = damage(scene)
    return sum(_list(f"  {name:<58}{times:>6}{refused:>9}", faults) for name, times, refused, faults in found)


PARTS = {"kills": _kills, "damage": _damage, "signals": _signals, "disks": _disks, "races": _races}


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
