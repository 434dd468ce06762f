"""Checks of proposals: eight of them, each format, each exit code, and the hooks that run it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from junitparser import JUnitXml

from overlap import corpora
from overlap.model import Corpus, WorkItem
from overlap.proposals import Check, Knowledge, check, possible
from overlap.settings import Level
from tests.conftest import ROOT, Run
from tests.wordfile import EMPTY_A13_FORM, docx, paragraph, table

AGAINST = [corpora.load("sg20"), corpora.load("jc4")]
MATURITY = "Maturity levels and dimensions to assess smart sustainable cities, with goals and key measures."


def checked(item: WorkItem) -> Check:
    (found,) = check(Corpus("p", "P", work_items=(item,)), AGAINST)
    return found


def silent(found: Check) -> dict[str, Level]:
    return {each.pair.right.id: each.pair.level for each in found.findings if each.knowledge is Knowledge.SILENT}


def test_a_silent_duplicate_comes_first_with_what_to_write() -> None:
    found = checked(WorkItem("X", "Maturity model for smart sustainable cities", MATURITY))
    first = found.findings[0]
    assert first.knowledge is Knowledge.SILENT
    assert first.pair.right.id == "Y.4904"
    assert first.pair.level is Level.LIKELY
    assert first.wording.startswith("Y.4904, Smart sustainable cities maturity model (SG20")
    assert "published" in first.possible
    assert {"SG20/Q7", "SG20/Q7-2"} & {claim.statement.id for _, claim in found.claims}


def test_what_is_named_is_not_silent() -> None:
    found = checked(
        WorkItem("X", "Maturity model for smart sustainable cities", MATURITY, relations=("Y.4904", "ISO/TS 37107"))
    )
    assert not {"Y.4904", "ISO/TS 37107:2019"} & {*silent(found)}
    named = {each.pair.right.id: each.known for each in found.findings if each.knowledge is Knowledge.NAMED}
    assert named["Y.4904"] == "X names Y.4904 as related"


def test_a_proposal_between_two_items_is_close_to_both() -> None:
    found = checked(
        WorkItem("X", "Vocabulary and open data framework for smart cities", "Terms, and open data of cities.")
    )
    assert {"Y.4051", "Y.4461"} <= {each.pair.right.id for each in found.findings}


def test_a_clean_proposal_outside_all_mandates_has_no_findings() -> None:
    found = checked(WorkItem("X", "Knitting of woollen socks", "Patterns and yarns for woollen socks."))
    assert (found.findings, found.claims) == ((), ())


def test_a_title_alone_is_checked_on_the_title() -> None:
    found = checked(WorkItem("X", "Vocabulary for smart cities and communities"))
    assert found.findings[0].pair.compared_on == "title only"
    assert "Y.4051" in silent(found)


def test_joint_text_and_liaisons_are_told_apart() -> None:
    title = "Smart sustainable cities maturity model"
    joint = checked(WorkItem("X", title, joint_with=("Y.4904",)))
    assert [each.pair.right.id for each in joint.findings if each.knowledge is Knowledge.JOINT] == ["Y.4904"]
    liaison = checked(WorkItem("X", title, liaisons="ISO/TC 268"))
    assert any(each.knowledge is Knowledge.LIAISON for each in liaison.findings)


def test_an_item_of_the_list_is_not_close_to_itself() -> None:
    own = next(each for each in AGAINST[0].work_items if each.id == "Y.4904")
    assert "Y.4904" not in {each.pair.right.id for each in checked(own).findings}


@pytest.mark.parametrize(
    ("stage", "status", "said"),
    [
        ("20.00", "", "not begun"),
        ("40.20", "", "in progress"),
        ("", "under_study", "in progress"),
        ("50.20", "", "in approval"),
        ("60.60", "", "published"),
        ("In force", "published", "published"),
        ("95.99", "", "withdrawn"),
    ],
)
def test_what_is_possible_depends_on_the_stage(stage: str, status: str, said: str) -> None:
    assert possible(WorkItem("X", "Y", stage=stage, status=status)).startswith(said)


PROPOSAL = "id,title,scope\nX-1,Maturity model for smart sustainable cities,Maturity levels and dimensions of cities\n"


def test_exit_codes_are_0_clean_1_found_2_could_not(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(PROPOSAL)
    (tmp_path / "good.csv").write_text("id,title\nX-2,Knitting of woollen socks\n")
    (tmp_path / "french.csv").write_text(
        "id,title\nX-3,Vocabulaire des villes et communautés intelligentes et durables\n"
    )
    (tmp_path / "empty.docx").write_bytes(docx(paragraph("Annex D", "Heading1"), table(EMPTY_A13_FORM)))
    for arguments, code in (
        (("bad.csv",), 1),
        (("bad.csv", "--exit-zero"), 0),
        (("good.csv",), 0),
        (("good.csv", "--fail-on", "related"), 0),
        (("good.csv", "bad.csv"), 1),
        (("french.csv",), 2),
        (("empty.docx",), 2),
        (("none.docx",), 2),
        (("good.csv", "--format", "xml"), 2),
        (("good.csv", "--against", "nobody"), 2),
    ):
        assert overlap_command("check", *arguments).returncode == code, arguments
    assert "not in English" in overlap_command("check", "french.csv").stderr
    assert "Not checked: french.csv" in overlap_command("check", "good.csv", "french.csv").stdout


def test_a_decision_keeps_a_finding_silent(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(PROPOSAL)
    found = json.loads(overlap_command("check", "bad.csv", "-f", "json").stdout)["checks"][0]["findings"]
    for each in (one for one in found if one["fails"]):
        side = ("--left", "bad.csv", "--right", "sg20" if each["corpus"] == "ITU-T SG20" else "jc4")
        assert overlap_command("decide", each["pair"], "--outcome", "merge", *side).returncode == 0
    done = overlap_command("check", "bad.csv")
    assert done.returncode == 0
    assert "Decided before: Y.4904" in done.stdout


def test_each_format_can_be_read_by_those_it_is_for(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(PROPOSAL)

    def written(form: str) -> str:
        done = overlap_command("check", "bad.csv", "-f", form, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
        assert done.returncode == 1
        return done.stdout

    whole = json.loads(written("json"))
    assert whole["checks"][0]["findings"][0]["id"] == "Y.4904"
    assert json.loads(written("jsonl").splitlines()[0])["findings"] == whole["checks"][0]["findings"]
    assert "| **fails** | Y.4904" in written("markdown")
    suites = JUnitXml.fromstring(written("junit").encode())
    assert (suites.tests, suites.failures) in ((1, 1), (0, 0))
    assert [case.name for suite in suites for case in suite] == ["X-1"]
    annotations = written("github").splitlines()
    assert annotations[0].startswith("::error file=bad.csv,title=X-1::likely duplication with Y.4904")
    assert len(annotations) <= 20
    assert "### X-1" in (tmp_path / "summary.md").read_text()


def test_sarif_is_read_by_an_independent_tool(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(PROPOSAL)
    overlap_command("check", "bad.csv", "-f", "sarif", "-o", "overlap.sarif")
    from sarif import loader

    results = loader.load_sarif_file(str(tmp_path / "overlap.sarif")).get_results()
    assert results[0]["ruleId"] == "close-and-silent"
    again = overlap_command("check", "bad.csv", "-f", "sarif").stdout
    prints = [each["partialFingerprints"]["overlapPair/v1"] for each in json.loads(again)["runs"][0]["results"]]
    assert prints == [each["partialFingerprints"]["overlapPair/v1"] for each in results]
    assert len(set(prints)) == len(prints)


def test_the_action_runs_what_its_file_says(tmp_path: Path) -> None:
    """The last step of the composite action, run in a shell as GitHub runs it; its first one is an installation."""
    steps = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
    (tmp_path / "bad.csv").write_text(PROPOSAL)
    command = tmp_path / "overlap"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m overlap "$@"\n')
    command.chmod(0o755)
    values = {"FILES": "bad.csv", "ARGUMENTS": "--fail-on substantial", "PYTHONPATH": str(ROOT)}
    environment = {**os.environ, **values, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", steps[1]["run"]], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "::error file=bad.csv" in done.stdout


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_the_hook_is_one_that_pre_commit_accepts(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
        capture_output=True,
        text=True,
        env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert hook["entry"] == "overlap check"
