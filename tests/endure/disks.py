"""Disks that are full, and what the runs that met them left."""

import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.endure.kills import Tally
from tests.endure.scene import Files, Scene, Work, torn, wrong

_MOUNTED = """
mount -t tmpfs -o size={size}k none {place} && cp -r {folder}/. {place} && (cat /dev/zero > {place}/full 2> {errors})
truncate -s -{free} {place}/full; cd {place}; {command} 2> {errors}; code=$?
rm -f {place}/full; find {folder} -mindepth 1 -delete; cp -r {place}/. {folder}; exit $code
"""
"""A disk of its own for one command, which is full but for some bytes, and is copied back."""


def fill(scene: Scene, works: Sequence[Work], number: int, seed: int) -> Iterator[Tally]:
    """Run each command so often where no file can be larger than some size, then as often on a disk that is full."""
    chance = random.Random(seed)
    before = scene.files()
    for work in works:
        done = scene.run(*work.arguments, answers=work.answers)
        after = scene.files()
        largest = max([len(after[name]) for name in after if after[name] != before.get(name)], default=4096)
        old, new, faults = 0, 0, list[str]()
        for n in range(number * 2):
            scene.restore(before)
            shutil.rmtree(scene.folder / "cache", ignore_errors=True)
            size = chance.randrange(largest)
            code, said = _limited(scene, work, size) if n < number or not is_mounted() else _full(scene, work, size)
            now = scene.files()
            faults += _faults(scene, code, said, (before, now, after))
            old, new = old + (now == before), new + (now == after != before)
        scene.restore(before)
        yield Tally(work.name, 0.0, old, new, number * 2 - old - new, 0, tuple(faults))
        assert done.returncode == 0, done.stderr


def is_mounted() -> bool:
    """Say whether a disk can be mounted that only one process sees."""
    return _unshare("mount -t tmpfs none /mnt").returncode == 0


def _limited(scene: Scene, work: Work, size: int) -> tuple[int, str]:
    process = scene.start(work, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    said = process.communicate()[1].decode()
    return process.returncode, said


def _full(scene: Scene, work: Work, free: int) -> tuple[int, str]:
    own = Path(tempfile.mkdtemp())
    try:
        (own / "place").mkdir()
        there = Scene(own / "place")
        (own / "run.py").write_text(
            f"import subprocess, sys\nsys.exit(subprocess.run({[sys.executable, '-m', 'overlap', *work.arguments]!r}, "
            f"env={there.environment!r}, input={work.answers.encode()!r}).returncode)\n"
        )
        names = {"place": own / "place", "folder": scene.folder, "errors": own / "errors", "free": free}
        size = 64 + sum(path.stat().st_size + 8192 for path in scene.folder.rglob("*")) // 1024
        done = _unshare(_MOUNTED.format(size=size, command=f"{sys.executable} {own / 'run.py'}", **names))
        return done.returncode, (own / "errors").read_text()
    finally:
        shutil.rmtree(own)


def _unshare(script: str) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("unshare") or "false"
    return subprocess.run([program, "--map-root-user", "--mount", "sh", "-c", script], capture_output=True, check=False)


def _faults(scene: Scene, code: int, said: str, states: tuple[Files, Files, Files]) -> list[str]:
    before, now, after = states
    faults = [f"neither old nor new: {each}" for each in torn(now, before, after)]
    faults += [f"left {each}" for each in scene.unfinished()]
    faults += [f"said {wrong(said)}"] if wrong(said) else []
    if code not in (0, 2) or (code == 0) != (now == after):
        faults.append(f"exit code {code}: {said}")
    return faults
