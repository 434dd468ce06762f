"""Fixtures: two small lists of our own, and the way to the shared data where there is any."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from overlap.model import Corpus, WorkItem
from tests import warm

ROOT = Path(__file__).parent.parent
collect_ignore = ["mutate.py"]
"""Imports what only the extra of its name installs."""
SHARED = ROOT.parent / "shared"

settings.register_profile("overlap", max_examples=40, deadline=None)
settings.load_profile("overlap")

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data are not on this machine")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_configured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what a developer has configured and imported out of the tests, and of the processes that they start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("no-config")))
        for name in [name for name in os.environ if name.startswith("OVERLAP_")]:
            patch.delenv(name)
        patch.setenv("OVERLAP_DATA", os.devnull)
        patch.setenv("OVERLAP_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def overlap_command(tmp_path: Path) -> Run:
    """Run the command as a process of its own, in an empty folder or one below it."""

    def run(*arguments: str, stdin: str = "", folder: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        given = {**os.environ, "PYTHONPATH": str(ROOT), "OVERLAP_DATA": str(tmp_path / "data"), **environment}
        if warm.IS_POSSIBLE and not any(name.startswith(("PYTHON", "LC_", "LANG")) for name in environment):
            return warm.run(arguments, tmp_path / folder, given, stdin)
        return subprocess.run(
            [sys.executable, "-m", "overlap", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path / folder,
            env=given,
            check=False,
        )

    return run


@pytest.fixture
def left() -> Corpus:
    """Four work items of one side: one copied, one reworded, one with an edition, one unrelated."""
    return Corpus(
        name="left",
        title="Group Left",
        as_of="May 2026",
        work_items=(
            WorkItem(
                "Y.1", "Vocabulary for smart parking", "Terms for parking lots.", committee="SG1", stage="In force"
            ),
            WorkItem(
                "Y.2", "Framework of open data in cities", "Data that cities publish.", "note", status="under_study"
            ),
            WorkItem("Y.2 (2019)", "Framework of open data", status="published"),
            WorkItem("Y.3", "Wireless power transmission | <script>alert(1)</script>"),
        ),
    )


@pytest.fixture
def right() -> Corpus:
    """Three work items of the other side."""
    return Corpus(
        name="right",
        title="Committee Right",
        work_items=(
            WorkItem("ISO 10:2016", "Smart parking - Vocabulary", "Terms for parking lots.", committee="ISO/TC 1/SC 2"),
            WorkItem("ISO 20:2020", "Open data for cities – Overview", committee="ISO/TC 1", group="WG 3"),
            WorkItem("ISO 30:2021", "Utility tunnels"),
        ),
    )
