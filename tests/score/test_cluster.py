"""A real Dask cluster on this machine: the same bytes, also when a worker dies; and a bound of memory, the same."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client

from overlap.comparison.comparison import compare, score
from overlap.corpus import corpora
from overlap.errors import ClusterError, SettingsError
from overlap.report import render
from overlap.score import blocks, cluster, scoring
from overlap.settings import Settings
from tests.conftest import ROOT, Run

LEFT, RIGHT = (corpora.load(name) for name in corpora.default_pair())
SETTINGS = Settings(limit=50)


class Cluster:
    """A scheduler and two workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.log = (folder / "log").open("wb")
        self.scheduler = self.start("dask_scheduler", "--port", "0", "--scheduler-file", str(self.file))
        end = time.monotonic() + 20
        while not self.file.exists() or not self.file.read_text(encoding="utf-8").endswith("}"):
            assert time.monotonic() < end
            time.sleep(0.05)
        self.address = json.loads(self.file.read_text(encoding="utf-8"))["address"]
        self.workers: list[subprocess.Popen[bytes]] = []

    def start(self, program: str, *arguments: str) -> "subprocess.Popen[bytes]":
        """Start one of Dask's programs."""
        command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments]
        command += ["--host", "127.0.0.1", "--no-dashboard"]
        return subprocess.Popen(command, stdout=self.log, stderr=self.log, env={**os.environ, "PYTHONPATH": str(ROOT)})

    def work(self, *more: str) -> None:
        """Start a worker."""
        self.workers.append(self.start("dask_worker", self.address, "--no-nanny", "--nthreads", "1", *more))

    def stop(self) -> None:
        """Kill what still runs."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()
        self.log.close()


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    yield found
    found.stop()


@pytest.fixture
def two_workers(scheduler: Cluster) -> Cluster:
    while sum(each.poll() is None for each in scheduler.workers) < 2:
        scheduler.work()
    end = time.monotonic() + 20
    with Client(scheduler.address, set_as_default=False) as client:
        while len(client.nthreads()) != 2:
            assert time.monotonic() < end
            time.sleep(0.05)
    return scheduler


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search, as among many pairs, in blocks of both sides."""
    monkeypatch.setattr(scoring, "ALL_UP_TO", 0)
    monkeypatch.setattr(blocks, "_ROWS", 7)
    monkeypatch.setattr(cluster, "COLUMNS", 40)


def same(one: scoring.Scores, other: scoring.Scores) -> bool:
    reports = (render(compare(LEFT, RIGHT, SETTINGS, scores=each), "json") for each in (one, other))
    return len(set(reports)) == 1 and all(
        getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in ("rows", "columns", "log_odds")
    )


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("within", [False, True])
@pytest.mark.parametrize("every", [0, 2**21])
def test_a_cluster_gives_the_bytes_of_one_machine(
    two_workers: Cluster, monkeypatch: pytest.MonkeyPatch, within: bool, every: int
) -> None:
    monkeypatch.setattr(scoring, "ALL_UP_TO", every)
    sides = (LEFT, LEFT) if within else (LEFT, RIGHT)
    there, here = (
        score(*sides, Settings(within=within), run) for run in (cluster.on(two_workers.address), blocks.on_this_machine)
    )
    assert len(here.rows) > 100
    for name in ("rows", "columns", "log_odds"):
        assert getattr(there, name).tobytes() == getattr(here, name).tobytes()
    assert there.floor == here.floor


@pytest.mark.usefixtures("small_blocks")
def test_a_worker_that_is_killed_in_mid_run_changes_nothing(two_workers: Cluster) -> None:
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))
        if done >= 5:
            two_workers.workers[-1].send_signal(signal.SIGKILL)

    there = score(LEFT, RIGHT, SETTINGS, cluster.on(two_workers.address, progress=progress))
    assert two_workers.workers[-1].wait(5) == -signal.SIGKILL
    assert seen[0][0] < seen[-1][1] == seen[-1][0] == 41 * 3
    assert same(there, score(LEFT, RIGHT, SETTINGS))


@pytest.mark.usefixtures("small_blocks")
def test_when_all_workers_are_killed_it_says_so(two_workers: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 2.0)

    def progress(done: int, _: int) -> None:
        if done >= 5:
            for worker in two_workers.workers:
                worker.kill()

    begun = time.monotonic()
    with pytest.raises(ClusterError, match="has no workers, or has lost all it had"):
        score(LEFT, RIGHT, SETTINGS, cluster.on(two_workers.address, progress=progress))
    assert time.monotonic() - begun < 15


def test_a_worker_of_another_version_is_refused(two_workers: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "__version__", "9.9")
    with pytest.raises(ClusterError, match=r"The worker tcp://.* has overlap .* for 9\.9\."):
        score(LEFT, RIGHT, SETTINGS, cluster.on(two_workers.address))


def test_a_command_writes_the_same_file(two_workers: Cluster, overlap_command: Run, tmp_path: Path) -> None:
    for name, more in (("here", ()), ("there", ("--scheduler", two_workers.address)), ("less", ("--memory", "900MB"))):
        done = overlap_command("compare", "-o", f"{name}.json", *more)
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr == f"overlap: wrote {name}.json (25 pairs)\n"
    assert (tmp_path / "here.json").read_bytes() == (tmp_path / "there.json").read_bytes()
    assert (tmp_path / "here.json").read_bytes() == (tmp_path / "less.json").read_bytes()


def test_a_command_that_is_interrupted_leaves_nothing(two_workers: Cluster, tmp_path: Path) -> None:
    """Neither a file nor work on the cluster."""
    code = (
        "import overlap.score.scoring as s, overlap.score.cluster as c, sys; from overlap.cli.app import main;"
        "s.ALL_UP_TO, s._ROWS, c.COLUMNS = 0, 1, 5; sys.exit(main())"
    )
    command = [sys.executable, "-c", code, "compare", "-o", "out.json", "--scheduler", two_workers.address]
    begun = subprocess.Popen(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True
    )
    with Client(two_workers.address, set_as_default=False) as client:
        while not client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)):
            assert begun.poll() is None
            time.sleep(0.05)
        begun.send_signal(signal.SIGINT)
        _, said = begun.communicate(timeout=15)
        assert begun.returncode == 130
        assert said == "overlap: interrupted; no file was left half-written.\n"
        assert not list(tmp_path.iterdir())
        end = time.monotonic() + 5
        while client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)):
            assert time.monotonic() < end
            time.sleep(0.05)


def test_no_scheduler_is_an_error_not_a_wait(overlap_command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    done = overlap_command("compare", "--scheduler", "host:8786")
    assert done.returncode == 2
    assert done.stderr == "overlap: --scheduler host:8786 is no address.\nWrite it as tcp://host:8786.\n"
    monkeypatch.setattr(cluster, "_PATIENCE", 1.0)
    with pytest.raises(ClusterError, match="No scheduler answers at tcp"):
        score(LEFT, RIGHT, SETTINGS, cluster.on("tcp://127.0.0.1:9"))


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("tcp://host:8786", True),
        ("tls://10.0.0.1:1", True),
        ("tcp://[::1]:8786", True),
        ("host:8786", False),
        ("http://host:8786", False),
        ("tcp://host", False),
        ("tcp://host:123456", False),
        ("tcp://user@host:8786", False),
        ("tcp://:8786", False),
        ("tcp://host:8786/x", False),
    ],
)
def test_an_address_is_that_of_a_scheduler_or_is_refused_before_anything_is_read(address: str, is_one: bool) -> None:
    if is_one:
        cluster.check_address(address)
    else:
        with pytest.raises(SettingsError, match="is no address"):
            cluster.check_address(address)


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SettingsError, match=r"pip install 'standards-overlap\[distributed\]'"):
        score(LEFT, RIGHT, SETTINGS, cluster.on("tcp://127.0.0.1:9"))
