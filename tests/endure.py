"""Kills commands that write, at any moment of their run, and looks at what they left; `make endure`."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from overlap.comparison.comparison import compare
from overlap.corpus.corpora import load
from overlap.record import register
from overlap.record.register import NEVER, Decision
from overlap.settings import Settings
from tests.conftest import ROOT

SEED = 20261124
HOURS = 2 * 3600


@dataclass(frozen=True, slots=True)
class Work:
    """A command that writes, and how often it is killed."""

    arguments: tuple[str, ...]
    kills: int

    @property
    def name(self) -> str:
        """The words of the command, without what it is about."""
        return " ".join(self.arguments[: 2 if self.arguments[0] == "decisions" else 1])


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found after the kills of one command."""

    name: str
    seconds: float
    """How long the command takes when nobody kills it."""
    old: int
    """So often every file was as before."""
    new: int
    """So often every file was as after a whole run."""
    between: int
    """So often one output was new and another old."""
    left: int
    """So many unfinished files were left, until a later run took them away."""


FEW = (
    Work(("decide", "{pair}", "--outcome", "merge", "--by", "Q7/20"), 5),
    Work(("decisions", "merge", "mine.toml", "theirs.toml", "-o", "decisions.toml"), 15),
)
"""The share of it that `make test` runs."""
ALL = (
    Work(("decide", "{pair}", "--outcome", "merge", "--by", "Q7/20"), 60),
    Work(("decisions", "prune"), 40),
    Work(("decisions", "merge", "mine.toml", "theirs.toml", "-o", "decisions.toml"), 40),
    Work(("compare", "-o", "pairs.csv", "-o", "pairs.md"), 20),
    Work(("report", "-o", "report.docx"), 20),
    Work(("check", "proposal.csv", "--exit-zero", "-f", "sarif", "-o", "overlap.sarif"), 20),
)


def endure(folder: Path, works: Sequence[Work], seed: int = SEED) -> list[Tally]:
    """Kill each command at random moments, and fail with AssertionError for a file that is neither old nor new."""
    chance = random.Random(seed)  # the same moments each time, as far as a machine allows
    pair = _prepare(folder)
    tallies = []
    for work in works:
        arguments = [each.format(pair=pair) for each in work.arguments]
        before = _files(folder)
        start = time.monotonic()
        assert _start(folder, arguments).wait() == 0
        seconds, after = time.monotonic() - start, _files(folder)
        assert before != after, f"{work.name} writes nothing"
        moments = [chance.uniform(0, 1.05) * seconds for _ in range(work.kills)]
        seen = [_kill(folder, arguments, before, moment, n % 2 > 0) for n, moment in enumerate(moments)]
        wrong = [(name, now.get(name)) for now in seen for name in _wrong(now, before, after)]
        assert not wrong, f"{work.name}: neither old nor new: {wrong}"
        left = _unfinished(folder)
        for each in left:
            os.utime(each, (time.time() - HOURS, time.time() - HOURS))
        _restore(folder, before)
        assert _start(folder, arguments).wait() == 0
        assert (_files(folder), _unfinished(folder)) == (after, []), f"{work.name}: a later run is confused"
        _restore(folder, before)
        old, new = sum(now == before for now in seen), sum(now == after for now in seen)
        tallies.append(Tally(work.name, seconds, old, new, work.kills - old - new, len(left)))
    return tallies


def _prepare(folder: Path) -> str:
    """Lay out registers and a proposal; give the pair that is still to be decided."""
    first, *others = compare(load("sg20"), load("jc4"), Settings(limit=3)).pairs
    day = {NEVER: others[0], "2020-01-01": others[1]}
    made = {
        pair.id: register.stamp(
            Decision(pair=pair.id, left="", right="", outcome="merge", expires=expires), pair.left, pair.right
        )
        for expires, pair in day.items()
    }
    (folder / "decisions.toml").write_text(register.write(made), encoding="utf-8")
    for name, pair in (("mine", "P-1"), ("theirs", "P-2")):
        one = {pair: Decision(pair=pair, left="a", right="b", outcome="merge")}
        (folder / f"{name}.toml").write_text(register.write(one), encoding="utf-8")
    (folder / "proposal.csv").write_text("id,title\nX-1,Maturity model for smart sustainable cities\n")
    return first.id


def _start(folder: Path, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "overlap", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _kill(
    folder: Path, arguments: Sequence[str], before: Mapping[str, bytes], seconds: float, at_writing: bool
) -> Mapping[str, bytes]:
    """Run a command on the old files, kill it and all it started, and give the files as they are then.

    It is killed after so long, or `at_writing`: within two milliseconds after it began to write, which is short enough
    to be missed by chance.
    """
    _restore(folder, before)
    there = _unfinished(folder)
    process = _start(folder, arguments)
    if at_writing:
        while process.poll() is None and _unfinished(folder) == there:
            time.sleep(0.0002)
        time.sleep(seconds % 0.002)
    else:
        time.sleep(seconds)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    register.read(folder / "decisions.toml")
    return _files(folder)


def _wrong(now: Mapping[str, bytes], before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    names = {*now, *before, *after}
    return [each for each in names if now.get(each) not in (before.get(each), after.get(each))]


def _files(folder: Path) -> Mapping[str, bytes]:
    """Read what a user sees; the lock of a register is none of it."""
    there = (each for each in folder.iterdir() if not each.name.startswith(".") and each.suffix != ".lock")
    return {each.name: each.read_bytes() for each in there}


def _unfinished(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.name.startswith("."))


def _restore(folder: Path, files: Mapping[str, bytes]) -> None:
    for name in {*_files(folder)} - {*files}:
        (folder / name).unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def main() -> int:
    """Kill 200 runs, and print what they left."""
    with tempfile.TemporaryDirectory() as folder:
        tallies = endure(Path(folder), ALL)
    print(f"{'command':<18}{'seconds':>8}{'old':>6}{'new':>6}{'between':>9}{'unfinished':>12}")
    for each in tallies:
        print(f"{each.name:<18}{each.seconds:>8.2f}{each.old:>6}{each.new:>6}{each.between:>9}{each.left:>12}")
    print(f"{sum(each.kills for each in ALL)} runs killed, no file damaged.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
