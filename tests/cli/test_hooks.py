"""The files by which the services run `overlap check`: each is valid, and does what it says."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

PROPOSAL = "id,title,scope\nX-1,Maturity model for smart sustainable cities,Maturity levels and dimensions of cities\n"
CLEAN = "id,title\nX-2,Knitting of woollen socks\n"
WITHOUT_INDEX = {"PIP_NO_DEPS": "1", "PIP_NO_COMPILE": "1", "PIP_NO_BUILD_ISOLATION": "0"}
"""That pip needs no package index: what overlap needs, and what builds it, is found where this runs. The variable of
an option that begins with no- is read upside down."""
Do = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def do(tmp_path: Path) -> Do:
    """Run a program in the folder of the test, or in one below, where git knows an author and no settings of others."""

    def run(*command: str, below: str = ".", **environment: str) -> subprocess.CompletedProcess[str]:
        known = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PRE_COMMIT_HOME": str(tmp_path / "home")}
        names = {f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        return subprocess.run(
            command,
            cwd=tmp_path / below,
            env={**own, **known, **names, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    return run


def snippet(sign: str) -> str:
    """Cut one of the three files out of the block of the manual that shows them side by side."""
    (block,) = re.findall(r"```yaml\n(# \.pre-commit.*?)```", (ROOT / "overlap/manual/check.md").read_text(), re.DOTALL)
    head, *lines = block.splitlines()
    starts = [found.start() for found in re.finditer("# ", head)] + [10_000]
    start = next(place for place in starts if head[place:].startswith(f"# {sign}"))
    end = starts[starts.index(start) + 1]
    return "\n".join(line[start:end].rstrip() for line in lines)


@pytest.mark.parametrize("schema", ["vendor.github-actions", "vendor.gitlab-ci"])
def test_the_files_for_github_and_gitlab_keep_to_their_schemas(schema: str, do: Do, tmp_path: Path) -> None:
    job = tmp_path / "gitlab.yml"
    job.write_text(snippet("GitLab"))
    file = ROOT / "action.yml" if schema == "vendor.github-actions" else job
    done = do(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file))
    assert done.returncode == 0, done.stdout


def test_the_files_in_the_readme_are_what_the_services_know() -> None:
    (repository,) = yaml.safe_load(snippet(".pre-commit"))
    known = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in known]
    (step,) = yaml.safe_load(snippet("GitHub"))
    assert {*step["with"]} == {*yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]}


def program(folder: Path, name: str, arguments: str) -> None:
    """Put a program into a folder that starts Python with some arguments."""
    (folder / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n')
    (folder / name).chmod(0o755)


def steps(values: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
    """Give the command and the environment of each step of the action, its inputs filled in as GitHub does."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    inputs = {**{name: each.get("default", "") for name, each in action["inputs"].items()}, **values}

    def fill(text: str) -> str:
        return re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda found: inputs[found[1]], text)

    return [
        (fill(step["run"]), {name: fill(text) for name, text in step.get("env", {}).items()})
        for step in action["runs"]["steps"]
    ]


def test_the_action_runs_what_its_file_says(do: Do, tmp_path: Path) -> None:
    """Both steps, in the shell that GitHub starts; the first installs into a folder, without what overlap needs."""
    (tmp_path / "bad.csv").write_text(PROPOSAL)
    (tmp_path / "good.csv").write_text(CLEAN)
    (tmp_path / "bin").mkdir()
    program(tmp_path / "bin", "python", "")
    program(tmp_path / "bin", "overlap", "-m overlap")

    def run(command: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        runner = {
            **WITHOUT_INDEX,
            "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
            "PIP_TARGET": str(tmp_path / "installed"),
            "PYTHONPATH": str(tmp_path / "installed"),
        }
        return do("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", command, **runner, **environment)

    install, _ = steps({"files": "", "arguments": ""})
    assert run(*install).returncode == 0
    assert (tmp_path / "installed" / "overlap" / "__init__.py").exists()
    for files, arguments, code in (("bad.csv good.csv", "--fail-on substantial", 1), ("bad.csv", "--exit-zero", 0)):
        _, check = steps({"files": files, "arguments": arguments})
        done = run(*check)
        assert done.returncode == code, done.stderr
        assert "::error file=bad.csv" in done.stdout or arguments == "--exit-zero"
    assert (tmp_path / "summary.md").read_text().count("### X-") == 3


needs_git = pytest.mark.skipif(not shutil.which("git"), reason="needs git")


@needs_git
def test_the_hook_stops_a_commit_with_a_silent_duplicate(do: Do, tmp_path: Path) -> None:
    """The hook as pre-commit installs it: from a repository, into an environment that pip fills with overlap alone."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if tracked.returncode:
        pytest.skip("the files of the project are in no git repository")
    for name in filter(None, tracked.stdout.split("\0")):
        if (ROOT / name).exists():
            (tmp_path / "overlap" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / "overlap" / name)
    (tmp_path / "office").mkdir()
    for below in ("overlap", "office"):
        assert do("git", "init", "-q", below=below).returncode == 0
    assert do("git", "add", ".", below="overlap").returncode == 0
    assert do("git", "commit", "-q", "-m", "all", below="overlap").returncode == 0
    version = do("git", "rev-parse", "HEAD", below="overlap").stdout.strip()
    written = snippet(".pre-commit").replace("<where you keep overlap>", str(tmp_path / "overlap"))
    settings = {"repos": yaml.safe_load(written.replace("<version>", version))}
    (tmp_path / "office" / ".pre-commit-config.yaml").write_text(yaml.safe_dump(settings))
    pre_commit = (sys.executable, "-m", "pre_commit")
    known = {**WITHOUT_INDEX, "PYTHONPATH": sysconfig.get_path("purelib")}
    made = do(*pre_commit, "install-hooks", below="office", **known)
    assert made.returncode == 0, made.stdout

    def run(**files: str) -> tuple[int, str]:
        folders = {"notes": "notes"}
        names = [f"{folders.get(name, 'proposals')}/{name.replace('_', ' ')}.csv" for name in files]
        for name, text in zip(names, files.values(), strict=True):
            (tmp_path / "office" / name).parent.mkdir(exist_ok=True)
            (tmp_path / "office" / name).write_text(text)
        do("git", "add", ".", below="office")
        done = do(*pre_commit, "run", "overlap-check", "--files", *names, below="office", **known)
        return done.returncode, done.stdout

    code, said = run(good=CLEAN, better=CLEAN)
    assert (code, "Passed" in said) == (0, True), said
    code, said = run(good=CLEAN, bad_proposal=PROPOSAL)
    assert (code, said.count("to add to its relations: Y.4904")) == (1, 1), said
    code, said = run(notes=PROPOSAL)
    assert (code, "no files to check" in said) == (0, True), said
