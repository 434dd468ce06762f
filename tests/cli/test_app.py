"""The command as a process: what is printed where, and with which exit code."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import typer.main
from hypothesis import given
from hypothesis import strategies as st
from typer.core import TyperGroup

from overlap.cli.app import app
from overlap.cli.help import HEADINGS
from tests.conftest import ROOT, Run
from tests.wordfile import PROPOSAL

COMMANDS = [
    ["compare"],
    ["mandates"],
    ["explain"],
    ["diff"],
    ["reproduce"],
    ["manual"],
    ["baseline", "write"],
    ["corpus"],
    ["corpus", "list"],
    ["corpus", "show"],
    ["corpus", "validate"],
]


def test_compare_prints_the_list_and_nothing_else(overlap_command: Run) -> None:
    done = overlap_command("compare")
    assert (done.returncode, done.stderr) == (0, "")
    assert "290 work items" in done.stdout
    assert "100 work items" in done.stdout
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_the_same_input_gives_the_same_bytes(overlap_command: Run, form: str) -> None:
    runs = [overlap_command("compare", "-f", form, PYTHONHASHSEED=seed) for seed in ("0", "1")]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].returncode == 0


def test_a_line_of_jsonl_is_a_pair(overlap_command: Run) -> None:
    lines = [json.loads(line) for line in overlap_command("compare", "-n", "5", "-f", "jsonl").stdout.splitlines()]
    pairs = [line for line in lines if line["type"] == "pair"]
    assert [pair["rank"] for pair in pairs] == [1, 2, 3, 4, 5]
    assert set(pairs[0]) >= {"left", "right", "score", "level", "compared_on", "terms"}
    assert set(pairs[0]["terms"][0]) >= {"term", "share"}


def test_files_are_written_in_the_format_of_their_suffix(overlap_command: Run, tmp_path: Path) -> None:
    done = overlap_command("compare", "-n", "2", "-o", "a.csv", "-o", "a.json", "-o", "a.md", "-o", "a.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.json", "a.md", "a.txt"]
    assert len(json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["pairs"]) == 2
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("pair,rank,level,score")


def test_nothing_is_written_when_one_file_cannot_be(overlap_command: Run, tmp_path: Path) -> None:
    done = overlap_command("compare", "-o", "a.csv", "-o", "absent/b.csv")
    assert done.returncode == 2
    assert "there is no folder absent" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare", "nosuch"], "No corpus, folder or file is called 'nosuch'"),
        (["compare", "-o", "a.docx"], "Type: overlap report sg20 jc4 -o a.docx"),
        (["compare", "a list.csv", "jc4", "-o", "a.pdf"], "Type: overlap report 'a list.csv' jc4 -o a.pdf"),
        (["check", "a.csv", "--against", "jc4", "-o", "a.docx"], "Type: overlap report a.csv jc4 -o a.docx"),
        (["compare", "-o", "a.odt"], "no format has the suffix .odt"),
        (["compare", "-f", "jsno"], "Did you mean json"),
        (["compare", "--level", "close"], "No level is called close"),
        (["compare", "--limit", "-1"], "-1 is too small; give 0 or more"),
        (["report", "-o", "a.md", "--purpose", "nonsense"], "Use one of Information, Discussion,"),
        (["compare", "--limt", "3"], "--limt"),
        (["compare", "sg20", "jc4", "--within"], "--within"),
        (["compare", "-", "-"], "Standard input can be one side only"),
        (["explain", "Y.4904"], "Name one of ISO/IEC JTC 4 beside it"),
        (["explain", "Y.9", "ISO 37100"], "has no Y.9"),
        (["explain", "Y.9999", "ISO 37100"], "has no Y.9999.\nSee"),
        (["decide", "r2kqfzt1"], "No outcome is said."),
        (["corpus", "validate", "."], "no corpus.toml"),
        (["report"], "report"),
    ],
)
def test_what_could_not_run_exits_with_2_and_says_why(overlap_command: Run, arguments: list[str], said: str) -> None:
    done = overlap_command(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_traceback_is_shown_with_debug_only(overlap_command: Run) -> None:
    assert "Traceback" in overlap_command("compare", "nosuch", "--debug").stderr


def test_faults_are_told_and_with_strict_they_are_errors(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("id,title\nA,Open data in cities\nB,\n")
    done = overlap_command("compare", "list.csv", "-n", "1")
    assert done.returncode == 0
    assert "list.csv, row 3: no title and no scope, so left out" in done.stderr
    strict = overlap_command("compare", "list.csv", "--strict")
    assert (strict.returncode, strict.stdout) == (2, "")
    assert "row 3" in strict.stderr


def test_an_input_is_not_written_over(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("id,title\nA,Open data in cities\n")
    done = overlap_command("compare", "list.csv", "-o", "list.csv")
    assert (done.returncode, "is also an input" in done.stderr) == (2, True)
    assert (tmp_path / "list.csv").read_text() == "id,title\nA,Open data in cities\n"


def test_nor_is_one_in_a_folder_that_was_given_or_behind_a_link(overlap_command: Run, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    text = "id,title\nA,Open data in cities\n"
    (folder / "list.csv").write_text(text)
    (tmp_path / "link.csv").symlink_to(folder / "list.csv")
    for command in (("compare", "lists", "-o", "lists/list.csv"), ("ingest", "lists", "-o", "lists/list.csv")):
        done = overlap_command(*command)
        assert (done.returncode, "is also an input" in done.stderr) == (2, True)
    assert overlap_command("ingest", "link.csv", "-o", "lists/list.csv").returncode == 2
    assert (folder / "list.csv").read_text() == text
    assert overlap_command("ingest", "lists", "-o", "lists/items.jsonl").returncode == 0


def test_standard_input_is_a_side(overlap_command: Run) -> None:
    lines = overlap_command("compare", "-", "jc4", "-f", "jsonl", stdin="id,title\nA,Open data in cities\n").stdout
    assert json.loads(lines.splitlines()[1])["right"]["id"] == "ISO 37110:2022"


def test_within_compares_a_list_with_itself(overlap_command: Run) -> None:
    done = overlap_command("compare", "jc4", "--within", "-n", "1", "-f", "jsonl")
    pair = json.loads(done.stdout.splitlines()[1])
    assert pair["left"]["id"] < pair["right"]["id"]


def test_explain_adds_up_to_the_score_of_compare(overlap_command: Run) -> None:
    first = json.loads(overlap_command("compare", "-n", "1", "-f", "jsonl").stdout.splitlines()[1])
    done = overlap_command("explain", first["left"]["id"], first["right"]["id"])
    table = done.stdout.partition("Log-odds\n")[2].partition("\n\n")[0].splitlines()
    found = [(line, float(signed[0])) for line in table if (signed := re.findall(r"[+-]?\d+\.\d\d\b", line))]
    *channels, (_, total) = [(line, value) for line, value in found if not line.startswith(" ")]
    assert round(sum(value for _, value in channels), 2) == total == round(first["log_odds"], 2)
    assert f"score {first['score']:.3f}" in done.stdout


def test_mandates_mark_titles_and_exclusions(overlap_command: Run) -> None:
    done = overlap_command("mandates", "--all", "-n", "0")
    assert done.returncode == 0
    assert "Excluded: Intelligent transport systems covered by ISO/TC 204" in " ".join(done.stdout.split())
    assert "About working with others, so no claim: Exchange information" in " ".join(done.stdout.split())
    assert "[exclusion]" not in done.stdout
    assert "[title]" in done.stdout


def test_corpora_are_listed_shown_and_validated(overlap_command: Run, tmp_path: Path) -> None:
    assert "290" in overlap_command("corpus", "list").stdout
    shown = overlap_command("corpus", "show", "JC4", "--items").stdout
    assert "ISO/TC 268" in shown
    assert "ISO/TS 37107:2019" in shown
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "corpus.toml").write_text('name = "mine"\ntitle = "Mine"\nas_of = "today"\n')
    (mine / "work_items.csv").write_text("id,title\nA,Parking\nA,Again\n")
    (mine / "mandate.csv").write_text("id,text\nA/1,Parking\n")
    done = overlap_command("corpus", "validate", "mine")
    assert done.returncode == 2
    assert "work_items.csv, row 3: the id A again" in done.stderr
    (mine / "work_items.csv").write_text("id,title\nA,Parking\n")
    assert overlap_command("corpus", "validate", "mine").returncode == 0
    assert overlap_command("compare", "mine", "jc4").returncode == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_page_has_examples(overlap_command: Run, command: list[str]) -> None:
    done = overlap_command(*command, "--help")
    assert done.returncode == 0
    assert command == ["corpus"] or "Examples:\n    overlap" in done.stdout


def test_the_exit_codes_are_in_the_help(overlap_command: Run) -> None:
    text = " ".join(overlap_command("--help").stdout.split())
    assert "Exit codes: 0 done, 1 check, reproduce or watch found something, 2 could not run, 130 interrupted." in text


def test_every_command_stands_below_one_heading(overlap_command: Run) -> None:
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    assert sorted(name for names in HEADINGS.values() for name in names) == sorted(root.commands)
    text = overlap_command("--help").stdout
    below = re.findall(
        r"^(\w+):\n((?:  .+\n)+)", text.partition("\nCompare:")[1] + text.partition("\nCompare:")[2], re.M
    )
    assert {heading: re.findall(r"^  (\w+)", lines, re.M) for heading, lines in below} == {
        heading: list(names) for heading, names in HEADINGS.items()
    }
    assert max(len(line) for heading, lines in below for line in lines.splitlines()) <= 80


def test_the_help_does_not_wait_for_scikit_learn() -> None:
    code = "import sys, overlap.cli.app; overlap.cli.app.main(['compare', '--help']); print('sklearn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.endswith("False\n")


def test_completion_offers_names_and_ids(overlap_command: Run) -> None:
    def complete(words: str, number: int) -> str:
        return overlap_command(
            _OVERLAP_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(number), _TYPER_COMPLETE_ARGS=words
        ).stdout

    assert "mandates" in complete("overlap man", 1)
    assert "jc4" in complete("overlap compare jc", 2)
    assert "Y.4904" in complete("overlap explain Y.490", 2)


@pytest.mark.skipif(os.name == "nt", reason="signals are sent another way there")
def test_an_interrupt_exits_with_130_and_writes_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "overlap", "compare", "-", "jc4", "-o", "a.csv"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background job hands down a deaf one
    ) as process:
        time.sleep(3)  # long enough to be waiting for standard input
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"interrupted" in errors
    assert b"Traceback" not in errors
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
def test_a_reader_that_leaves_is_no_error() -> None:
    command = f"{sys.executable} -m overlap compare -n 0 -f csv | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal")
@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_escape_codes_are_for_terminals_that_want_them(environment: dict[str, str], coloured: bool) -> None:
    import pty

    plain = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")}
    reading, writing = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "overlap", "corpus", "list"],
        stdout=writing,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={**plain, "TERM": "xterm", **environment},
    ) as process:
        process.wait(timeout=30)
    os.close(writing)
    shown = os.read(reading, 65536)
    os.close(reading)
    assert b"SG20" in shown
    assert (b"\x1b" in shown) is coloured


def test_ingest_shows_what_is_read_and_writes_it(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "proposal.docx").write_bytes(PROPOSAL)
    (tmp_path / "in" / "note.xyz").write_bytes(b"x")
    done = overlap_command("ingest", "in", "-o", "items.jsonl")
    assert done.returncode == 0
    assert "ITU-T A.1 justification (Word document)" in done.stdout
    assert "table 1, row 5" in done.stdout
    assert "no reader for .xyz" in done.stderr
    assert "wrote items.jsonl (1 work item, 0 mandate statements)" in done.stderr
    (record,) = map(json.loads, (tmp_path / "items.jsonl").read_text(encoding="utf-8").splitlines())
    assert (record["id"], record["relations"]) == ("Y.smart-lots", ["ITU-T Y.4456", "ISO 37163:2020"])
    again = overlap_command("ingest", "items.jsonl", "-o", "again.jsonl")
    assert again.returncode == 0
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "items.jsonl").read_bytes()


def test_what_ingest_writes_is_compared_as_the_file_itself(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "proposal.docx").write_bytes(PROPOSAL)
    overlap_command("ingest", "proposal.docx", "-o", "items.csv")
    straight, written = (
        [json.loads(line) for line in overlap_command("compare", name, "jc4", "-f", "jsonl").stdout.splitlines()]
        for name in ("proposal.docx", "items.csv")
    )
    pairs = [[each for each in lines if each["type"] == "pair"] for lines in (straight, written)]
    assert pairs[0] == pairs[1]
    assert pairs[0][0]["right"]["id"] == "ISO 37163:2020"


def test_ingest_reads_standard_input_by_how_it_begins(overlap_command: Run) -> None:
    for asked, title in (
        ("Number;Subject / Title\nA-1;Parking\n", ()),
        ("No|What\n1|Tolls\n", ("--column", "title=What")),
    ):
        done = overlap_command("ingest", "-", *title, stdin=asked)
        assert "standard input" in done.stdout
        assert "list of work items" in done.stdout


def test_ingest_gives_programs_all_it_knows(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "proposal.docx").write_bytes(PROPOSAL)
    (file,) = json.loads(overlap_command("ingest", "proposal.docx", "-f", "json").stdout)["files"]
    assert (file["kind"], file["entries"][0]["where"]["scope"]) == ("ITU-T A.1 justification", "table 1, row 5")


def test_ingest_ends_with_2_when_nothing_came_out_and_says_why(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text("Second edition\n2019-03\n")
    done = overlap_command("ingest", "bare.txt", "-o", "out.csv")
    assert done.returncode == 2
    assert "bare.txt: no work item and no statement in it (taken for: document of no known kind)" in done.stderr
    assert "no title and no scope" in done.stderr
    assert not (tmp_path / "out.csv").exists()


def test_ingest_names_each_file_left_out_to_programs_and_counts_no_made_identifier(
    overlap_command: Run, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("id,title\nA,Open data in cities\n,Kerbs in cities\n")
    (tmp_path / "empty.csv").write_text("")
    told = json.loads(overlap_command("ingest", "list.csv", "empty.csv", "-f", "json").stdout)["faults"]
    assert [fault["source"] for fault in told] == ["empty.csv", "list.csv"]
    many = "id,title\n" + "".join(f"{'A' if n < 3 else ''}{n if n < 3 else ''},Kerbs of city {n}\n" for n in range(9))
    (tmp_path / "many.csv").write_text(many)
    assert "3 of 9" in overlap_command("ingest", "many.csv").stdout


def test_ingest_refuses_what_it_cannot_do(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("id,Wovon\nA,Lots of cars\n")
    told = [
        (("ingest", "absent.docx"), "No such file"),
        (("ingest", "list.csv"), "no column 'title'"),
        (("ingest", "list.csv", "-o", "out.txt"), "no list has the suffix .txt"),
        (("ingest", "list.csv", "-o", "list.csv"), "is also an input"),
        (("ingest", "list.csv", "--column", "titel=Wovon"), "Did you mean title"),
        (("ingest", "list.csv", "--format", "xml"), "No format is called xml"),
    ]
    for arguments, said in told:
        done = overlap_command(*arguments)
        assert (done.returncode, done.stdout, said in done.stderr) == (2, "", True), done.stderr
    assert overlap_command("ingest", "list.csv", "--column", "title=wovon").returncode == 0


def test_every_command_takes_the_files_and_the_hints(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("id,What\nA,Smart parking lots\n")
    (tmp_path / "mandates.txt").write_text(
        "ANNEX A\nStudy Group 9\nStudy Group 9 is responsible for ferries.\nStudy Group 8\n"
        "Study Group 8 is responsible for smart parking lots in cities.\n"
    )
    hint = ("--column", "title=What")
    assert overlap_command("compare", "list.csv", *hint).returncode == 0
    assert overlap_command("explain", "A", "ISO 37163", "--left", "list.csv", *hint).returncode == 0
    done = overlap_command("mandates", "mandates.txt", "jc4", "--mandate-of", "SG8")
    assert (done.returncode, "ferries" in done.stdout, "parking" in done.stdout) == (0, False, True)


def test_many_files_of_one_kind_are_shown_together(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(15):
        (tmp_path / "in" / f"{number:02}.txt").write_text(f"Guide number {number}\n\n1 Scope\nTerms for lots.\n")
    (tmp_path / "in" / "list.csv").write_text("id,title\nA,Smart lots\n")
    done = overlap_command("ingest", "in")
    assert "15 files, from" in done.stdout
    assert done.stdout.count("document of no known kind") == 1
    assert "16 files: 16 work items" in done.stdout


def test_identifiers_that_are_not_understood_are_listed_by_family(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(
        "id,title\nISO 9001:2015(en),Quality\nWI-1,One\nWI-2,Two\nDIN EN ISO 5,Density\n"
    )
    shown = overlap_command("corpus", "show", "mine.csv", "--identifiers").stdout
    assert "2 of 4 identifiers are understood." in shown
    assert " ".join(shown.split()).endswith("WI 2 WI-1; WI-2")
    assert "100 of 100 identifiers" in overlap_command("corpus", "show", "jc4", "--identifiers").stdout


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["version"], ["--version"]),
        (["help", "explain"], ["explain", "--help"]),
        (["explain", "y4904", "ISO/TS37107"], ["explain", "Y.4904", "ISO/TS 37107:2019"]),
        (["explain", "p-r2kqfzt1"], ["explain", "P-R2KQFZT1"]),
    ],
)
def test_what_is_meant_is_done(overlap_command: Run, typed: list[str], meant: list[str]) -> None:
    done = overlap_command(*typed)
    assert (done.returncode, done.stdout) == (0, overlap_command(*meant).stdout)


def test_commands_import_neither_scikit_learn_nor_pydantic_unless_a_number_is_typed() -> None:
    heavy = "sorted({'sklearn', 'pydantic', 'pandas'} & set(sys.modules))"
    code = f"import sys, overlap.cli.app; overlap.cli.app.main(['compare', *sys.argv[1:]]); print({heavy})"
    for typed, imported in ((["--limit", "1"], ["pydantic"]), ([], [])):
        done = subprocess.run(
            [sys.executable, "-c", code, *typed], capture_output=True, text=True, check=True, cwd=ROOT
        )
        assert done.stdout.splitlines()[-1] == str(imported)


@given(
    st.one_of(st.none(), st.text(), st.just(Path("a/b")), st.lists(st.text(max_size=9), max_size=3), st.integers()),
    st.sampled_from(["status", "output", "left", "limit"]),
)
def test_values_are_taken_as_typer_takes_them(value: object, name: str) -> None:
    """Typer's own way is the reference, its errors too."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    command = group.get_command(typer.Context(group), "compare")
    assert command
    option: Any = next(each for each in command.params if each.name == name)
    ways = (option.get_runtime_param(), type(option).get_runtime_param(option))

    def coerced(way: Any) -> object:  # noqa: ANN401 -- typer has no public name for it
        try:
            return way.coerce(value, param=option, ctx=typer.Context(command))
        except Exception as error:  # noqa: BLE001 -- whatever it is
            return type(error), str(error)

    assert coerced(ways[0]) == coerced(ways[1])


def test_what_a_side_lacks_is_asked_for_as_it_was_given(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "items").mkdir()
    for path in ("items/list.csv", "list.csv"):
        (tmp_path / path).write_text("id,title\nA,Parking of cars\n")
    (tmp_path / "charter.csv").write_text("id,text\nA/1,Parking of cars\n")
    for command, remedy in (
        (("mandates", "list.csv", "jc4"), "Put the text of its mandate and list.csv into one folder, and give that"),
        (("mandates", "items", "jc4"), "Put the text of its mandate into the folder items."),
        (("compare", "charter.csv", "jc4"), "Put a list or texts of its work items and charter.csv into one folder"),
    ):
        done = overlap_command(*command)
        assert (done.returncode, remedy in " ".join(done.stderr.split())) == (2, True), done.stderr
