"""Kept files damaged at every 1,000th byte, what each command makes of it, and what repairs it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.endure.scene import Files, Scene, wrong

STEP = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of file that is kept, and what reads it."""

    name: str
    """As a pattern."""
    command: tuple[str, ...]
    output: str = ""
    """What the command writes: it is as with the file undamaged, or the command ends with 2."""
    repair: tuple[str, ...] = ()
    """What makes all as it was."""
    always: bool = False
    """Whether the damage changes nothing, not even before the repair."""
    times: int = 1
    """So many times as far is it from one place to the next."""


_OUT = ("-o", "out.csv")
_IMPORTED = ("compare", "ours", "theirs", *_OUT)
_REPAIR = ("corpus", "repair")
KEPT = (
    Kept("decisions.toml", ("decisions", "list")),
    Kept("decisions.toml", ("decide", "L.4", "R.4", "--outcome", "merge")),
    Kept("decisions.toml", ("liaison", "list")),
    Kept("known.toml", ("check", "proposal.csv", "--against", "left.csv", "--decisions", "known.toml", "--exit-zero")),
    Kept("judgements.csv", ("evaluate",)),
    Kept("overlap.toml", ("config", "show")),
    Kept("watch.json", ("watch", "--state", "watch.json", "-o", "news.md")),
    Kept("run.json", ("diff", "run.json", "other.json")),
    Kept("run.json", ("reproduce", "run.json"), times=5),
    Kept("data/corpora/ours/*/catalogue.columns", _IMPORTED, "out.csv", _REPAIR),
    Kept("data/corpora/ours/*/origin.json", _IMPORTED, "out.csv", _REPAIR, always=True),
    Kept("data/corpora/ours/*/origin.json", ("corpus", "list"), "", _REPAIR, always=True),
    Kept("data/corpora/ours/*/faults.csv", _IMPORTED, "out.csv", _REPAIR, always=True),
    Kept("data/corpora/ours/*/licence.txt", _IMPORTED, "out.csv", _REPAIR, always=True),
    Kept("data/corpora/ours/current", _IMPORTED, "out.csv", _REPAIR),
    Kept("data/corpora/ours/current", ("corpus", "list"), "", _REPAIR),
    Kept("cache/*.npz", _IMPORTED, "out.csv", ("cache", "clear"), always=True),
    Kept("cache/*.npz", ("cache", "info"), "", ("cache", "clear"), always=True, times=5),
)


def damage(scene: Scene, step: int = STEP) -> Iterator[tuple[str, int, int, list[str]]]:
    """Damage each kept file at each place; give what it is about, how many damages, how many refused, what is wrong."""
    shutil.copy(scene.folder / "run.json", scene.folder / "other.json")
    before = scene.files()
    for kept in KEPT:
        scene.run(*_IMPORTED)  # fills the cache, too
        good = scene.files()
        there = {path: path.read_bytes() for path in sorted(scene.folder.glob(kept.name))}
        scene.restore(before)
        tried, refused, faults = 0, 0, list[str]()
        for path, whole in there.items():
            name = path.relative_to(scene.folder).as_posix()
            for place in range(0, len(whole), step * kept.times):
                for how, content in _damaged(whole, place):
                    path.write_bytes(content)
                    ended, found = _look(scene, kept, path, good)
                    tried, refused = tried + 1, refused + (ended == 2)
                    faults += [f"{name}, {how} at {place}: {each}" for each in found]
                    scene.restore(before)
                    path.write_bytes(whole)
        scene.restore(before)
        yield f"{kept.name}: {' '.join(kept.command[:2])}", tried, refused, faults


def _damaged(whole: bytes, place: int) -> Iterator[tuple[str, bytes]]:
    yield "cut off", whole[:place]
    yield "a bit", whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :]
    yield "zeros", whole[:place] + bytes(min(64, len(whole) - place)) + whole[place + 64 :]


def _look(scene: Scene, kept: Kept, path: Path, good: Files) -> tuple[int, list[str]]:
    """Run what reads a damaged file, then what repairs it."""
    damaged = path.read_bytes()
    done = scene.run(*kept.command)
    faults = [f"said {wrong(done.stderr)}"] if wrong(done.stderr) else []
    if done.returncode not in ((0,) if kept.always else (0, 1, 2)):
        faults.append(f"exit code {done.returncode}: {done.stderr}")
    if done.returncode == 2 and path.read_bytes() != damaged:
        faults.append("refused, and changed")
    if done.returncode == 0 and kept.output and scene.files()[kept.output] != good[kept.output]:
        faults.append("read, and told otherwise")
    if kept.repair:
        repaired = scene.run(*kept.repair)
        again = scene.run(*_IMPORTED)
        if (repaired.returncode, again.returncode, scene.files()["out.csv"]) != (0, 0, good["out.csv"]):
            faults.append(f"not repaired: {repaired.stderr} {again.stderr}")
    return done.returncode, faults
