"""The README says what is true today."""

import re
import shlex
from pathlib import Path

import pytest

from overlap.cli.config.defaults import read_file
from overlap.cli.config.keys import KEYS
from overlap.read.entries import STATEMENT_FIELDS, WORK_ITEM_FIELDS
from overlap.read.formats import READERS
from overlap.report import SUFFIXES, Format
from overlap.score import weights
from tests.conftest import ROOT, Run
from tests.wordfile import PROPOSAL

README = (ROOT / "README.md").read_text(encoding="utf-8")
OUTPUTS = re.findall(r"<!-- output: overlap (.*?) -->\n```\n(.*?)\n```", README, re.DOTALL)
EXAMPLES = [line.split("  ")[0] for line in re.findall(r"^overlap .*", README, re.MULTILINE)]


@pytest.mark.parametrize(("arguments", "shown"), OUTPUTS, ids=[arguments for arguments, _ in OUTPUTS])
def test_the_outputs_shown_are_those_of_today(overlap_command: Run, tmp_path: Path, arguments: str, shown: str) -> None:
    (tmp_path / "proposal.docx").write_bytes(PROPOSAL)
    printed = overlap_command(*shlex.split(arguments)).stdout.rstrip()
    assert printed.endswith(shown)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_command_shown_is_one(overlap_command: Run, example: str) -> None:
    words = shlex.split(example)[1:]
    command = words[:2] if words[0] in ("baseline", "cache", "config", "corpus", "decisions") else words[:1]
    assert command[0].startswith("--") or overlap_command(*command, "--help").returncode == 0
    known = overlap_command(*command, "--help").stdout if not command[0].startswith("--") else "--install-completion"
    assert all(word.split("=")[0] in known for word in words if word.startswith("-") and len(word) > 1)


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert "Y.4904" in capsys.readouterr().out


def test_the_configuration_shown_is_one(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "overlap.toml").write_text(shown)
    assert {key.full for key in KEYS if not key.table} < {*read_file(tmp_path / "overlap.toml")}
    assert all(key.name in shown for key in KEYS)


def test_formats_columns_and_levels_are_all_named() -> None:
    for name in (*READERS, *SUFFIXES, *Format, *WORK_ITEM_FIELDS, *STATEMENT_FIELDS):
        assert name in README
    for level, lowest in weights.read().levels.items():
        assert f"| {level} | {lowest:.2f} |" in README or f"| {level} | {lowest:g} |" in README


def test_it_stays_one_readable_page() -> None:
    assert README.count("\n") < 680
