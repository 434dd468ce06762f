"""The README and the manual say what is true today."""

import re
import shlex
import sys
import tomllib
from importlib import metadata
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
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "overlap/manual").glob("*.md"))}
MANUAL = "\n".join(PAGES.values())
DOCS = f"{README}\n{MANUAL}"
OUTPUTS = re.findall(r"<!-- output: overlap (.*?) -->\n```\n(.*?)\n```", DOCS, re.DOTALL)
EXAMPLES = sorted({line.split("  ")[0] for line in re.findall(r"^overlap .*", DOCS, re.MULTILINE)})
COMMANDS = re.findall(
    r'app\.(?:command|add_typer)\(.*?"(\w+)"', (ROOT / "overlap/cli/app.py").read_text(encoding="utf-8")
)


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
    (code,) = re.findall(r"```python\n(.*?)```", PAGES["python"], re.DOTALL)
    exec(compile(code, "python.md", "exec"), {})
    assert "Y.4904" in capsys.readouterr().out


def test_the_configuration_shown_is_one(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", PAGES["configuration"], re.DOTALL)
    (tmp_path / "overlap.toml").write_text(shown)
    assert {key.full for key in KEYS if not key.table} < {*read_file(tmp_path / "overlap.toml")}
    assert all(key.name in shown for key in KEYS)


def test_formats_columns_and_levels_are_all_named() -> None:
    for name in (*READERS, *SUFFIXES, *Format, *WORK_ITEM_FIELDS, *STATEMENT_FIELDS):
        assert name in MANUAL
    for level, lowest in weights.read().levels.items():
        assert f"| {level} | {lowest:.2f} |" in MANUAL or f"| {level} | {lowest:g} |" in MANUAL


def test_the_readme_stays_one_readable_page() -> None:
    assert README.count("\n") <= 250


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_manual_begins_with_its_title_and_what_it_is_for(name: str) -> None:
    title, blank, about, after = PAGES[name].split("\n")[:4]
    assert (title[:2], blank, after) == ("# ", "", "")
    assert about.endswith(".")
    assert f"overlap/manual/{name}.md" in README


def test_every_command_has_its_place_in_the_manual() -> None:
    assert COMMANDS
    assert all(f"overlap {command}" in DOCS for command in COMMANDS)


def test_the_readme_names_the_wings_that_there_are() -> None:
    named = re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE)
    assert sorted(named) == sorted(
        path.name for path in (ROOT / "overlap").iterdir() if (path / "__init__.py").is_file()
    )


def test_every_package_that_comes_with_it_stands_on_the_page_of_what_it_needs() -> None:
    def named(requirement: str) -> str:
        return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")

    waiting = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    found: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        name = named(requirement)
        if name in found or "extra ==" in requirement:
            continue
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:  # for another system or another version of Python
            continue
        found.add(name)
        waiting += needs
    cells = {
        named(each.strip())
        for line in PAGES["needs"].splitlines()
        if line.startswith("| ")
        for each in line.split(" | ")[0].removeprefix("| ").split(",")
    }
    assert len(found) > 40
    assert found <= cells | {"scipy", "numpy"}
    if sys.platform == "linux" and sys.version_info[:2] == (3, 11):  # for which the page counts them
        assert f"brings {len(found)} packages" in PAGES["needs"]
