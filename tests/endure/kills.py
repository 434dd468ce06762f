"""Runs that are killed, or ended by a signal, at any moment, and what they left."""

import os
import random
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tests.endure.scene import Files, Scene, Work, torn, wrong

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found after so many runs of one command were ended."""

    name: str
    seconds: float
    """How long the command takes when nobody ends it."""
    old: int = 0
    """So often every file was as before."""
    new: int = 0
    """So often every file was as after a whole run."""
    between: int = 0
    """So often one file was new and another old."""
    left: int = 0
    """So often something unfinished was left, until a later run took it away."""
    faults: tuple[str, ...] = ()
    """What must not be."""


def end(
    scene: Scene, works: Sequence[Work], number: int, seed: int, signals: Sequence[signal.Signals] = (signal.SIGKILL,)
) -> Iterator[Tally]:
    """End each command so often at random moments, by one signal after the other."""
    chance = random.Random(seed)  # the same moments each time, as far as a machine allows
    before = scene.files()
    for work in works:
        begun = time.monotonic()
        whole = scene.start(work)
        said = whole.communicate()[1].decode()
        assert whole.returncode == 0, (work.arguments, said)
        tally, after = Tally(work.name, time.monotonic() - begun), scene.files()
        for n in range(number):
            scene.restore(before)
            moment = chance.uniform(0.05, 1.05) * tally.seconds
            sent = signals[n % len(signals)]
            faults = _end(scene, work, sent, moment, n // len(signals) % 2 > 0)
            tally = _told(tally, scene, work, (before, after), faults)
        scene.restore(before)
        yield tally


def _end(scene: Scene, work: Work, sent: signal.Signals, seconds: float, at_writing: bool) -> list[str]:
    """Start a command, end it after so long, or within two milliseconds after it began to write; give what is wrong.

    The moment of writing is short enough to be missed by chance.
    """
    there = scene.unfinished()
    process = scene.start(work)
    if at_writing:
        while process.poll() is None and scene.unfinished() == there:
            time.sleep(0.0002)
        time.sleep(seconds % 0.002)
    else:
        time.sleep(seconds)
    if process.poll() is None:
        if sent is signal.SIGKILL:
            os.killpg(process.pid, sent)
        else:
            process.send_signal(sent)
    said = process.communicate()[1].decode()
    faults = [] if process.returncode in (0, -sent, 128 + sent) else [f"{sent.name}: exit code {process.returncode}"]
    if sent is not signal.SIGKILL:
        faults += [f"{sent.name}: left {each}" for each in scene.unfinished() if each not in there]
    return faults + ([f"{sent.name}: said {said}"] if wrong(said) else [])


def _told(tally: Tally, scene: Scene, work: Work, ends: tuple[Files, Files], faults: list[str]) -> Tally:
    """Look at what one ended run left, and what the next one makes of it."""
    before, after = ends
    now = scene.files()
    faults += [f"neither old nor new: {each}" for each in torn(now, before, after)]
    is_left = bool(scene.unfinished())
    scene.age()
    if not work.is_again:
        scene.restore(before)
    if is_left or work.is_again:
        done = scene.run(*work.arguments, answers=work.answers)
        differing = torn(scene.files(), after, after)
        faults += [f"the next run ends with {done.returncode}: {done.stderr}"] if done.returncode else []
        faults += [f"after the next run: {each}" for each in (*differing, *scene.unfinished())]
    return replace(
        tally,
        old=tally.old + (now == before),
        new=tally.new + (now == after != before),
        between=tally.between + (now not in (before, after)),
        left=tally.left + is_left,
        faults=(*tally.faults, *faults),
    )
