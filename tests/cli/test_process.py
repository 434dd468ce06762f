"""The command among other processes: streams closed or full, signals, names that are no UTF-8."""

import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import ROOT, Run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
OVERLAP = f"{sys.executable} -m overlap"
PROPOSAL = "id,title\nX-1,Maturity model for smart sustainable cities\n"


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OVERLAP_DATA": str(folder / "data")}
    return subprocess.run(["bash", "-c", command], capture_output=True, cwd=folder, env=environment, check=False)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("check a.csv 2>&- >&-", 2),
        ("check a.csv > /dev/full", 2),
        ("check a.csv -o a.txt > /dev/full 2> /dev/full", 1),
        ("check none.csv 2> /dev/full", 2),
        ("check none.csv 2>&-", 2),
        ("check --nonsense 2> /dev/full", 2),
        ("check a.csv -o a.txt <&- >&- 2>&-", 1),
    ],
)
def test_the_exit_code_is_right_whatever_becomes_of_what_is_told(command: str, code: int, tmp_path: Path) -> None:
    if "/dev/full" in command and not Path("/dev/full").exists():
        pytest.skip("no device that is full")
    (tmp_path / "a.csv").write_text(PROPOSAL)
    done = shell(f"{OVERLAP} {command}", tmp_path)
    assert done.returncode == code
    assert b"fault of overlap" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_that_leaves_does_not_make_a_check_pass(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(PROPOSAL)
    done = shell(f"({OVERLAP} check a.csv; echo $? >&2) | true", tmp_path)
    assert done.stderr == b"1\n"


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_what_was_begun_is_taken_away_when_a_signal_ends_it(sent: signal.Signals, code: int) -> None:
    program = (
        "import sys, time; from overlap.cli import app, process\n"
        "def wait():\n try:\n  print('ready', flush=True); time.sleep(60)\n finally:\n  print('tidy')\n"
        "app.app.command('wait')(wait); process.clean_up_when_ended(); sys.exit(app.main(['wait']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        assert running.stdout.readline() == "ready\n"
        time.sleep(0.1)
        running.send_signal(sent)
        out, errors = running.communicate(timeout=20)
    assert (running.returncode, out, errors) == (code, "tidy\n", "overlap: ended; no file was left half-written.\n")


def test_ctrl_c_while_it_is_still_imported_shows_no_traceback() -> None:
    program = (
        "import sys\n"
        "class Key:\n"
        "  def find_spec(self, name, *_):\n"
        "    if name == 'typer': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Key())\n"
        "import overlap.__main__"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"")


@pytest.mark.skipif(sys.platform == "darwin", reason="every name of a file is UTF-8 there")
def test_a_name_that_is_no_utf8_is_shown_escaped_and_the_rest_runs(overlap_command: Run, tmp_path: Path) -> None:
    name, folder = os.fsdecode(b"caf\xe9.csv"), os.fsdecode(b"\xff")
    (tmp_path / folder).mkdir()
    for place in (tmp_path / name, tmp_path / folder / name):
        place.write_text(PROPOSAL)
    commands = [
        *(("check", name, folder, "-f", form, "--exit-zero") for form in ("json", "sarif", "junit")),
        ("report", "sg20", name, "-o", "a.docx", "-o", "a.xlsx", "-o", "a.html", "-o", "a.md", "--title", name),
        ("corpus", "import", name),
        ("compare", "sg20", folder, "--save", "run.json", "-o", os.fsdecode(b"\xff.csv")),
        ("reproduce", "run.json"),
        ("corpus", "update"),
    ]
    assert [overlap_command(*each).returncode for each in commands] == [0] * len(commands)
    said = overlap_command("corpus", "validate", name).stderr
    assert "caf\\xe9.csv: no corpus.toml" in said


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder where nobody may write")
def test_a_folder_that_cannot_be_written_is_named_and_a_check_goes_on(overlap_command: Run, tmp_path: Path) -> None:
    done = overlap_command("decide", "Y.4904", "ISO/TS 37107", "--outcome", "merge", "--decisions", "/proc/self/a.toml")
    assert (done.returncode, done.stderr.startswith("overlap: /proc/self/a.toml: ")) == (2, True), done.stderr
    assert "fault of overlap" not in done.stderr
    (tmp_path / "a.csv").write_text(PROPOSAL)
    done = overlap_command("check", "a.csv", "-f", "github", GITHUB_STEP_SUMMARY="/proc/self/summary")
    assert done.returncode == 1
    assert "/proc/self/summary: " in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("decide", "Y.4904", "ISO/TS 37107", "--outcome", "merge", "--decisions", "{place}.toml"),
        ("baseline", "write", "a.csv", "--decisions", "{place}.toml"),
        ("review", "--decisions", "{place}.toml"),
        ("liaison", "Y.4904", "ISO/TS 37107", "-o", "LS.docx", "--decisions", "{place}.toml"),
        ("liaison", "Y.4904", "ISO/TS 37107", "-o", "{place}.docx"),
        ("watch", "--state", "{place}.json"),
        ("watch", "-o", "{place}.md"),
        ("report", "-o", "{place}.docx"),
    ],
    ids=" ".join,
)
def test_a_place_where_nothing_can_be_written_is_refused_before_anything_is_asked_or_written(
    command: tuple[str, ...], overlap_command: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(PROPOSAL)
    places = {"a.csv/x": "a.csv is no folder.\nName another place.\n"}
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut").chmod(0o555)
    if not os.access(tmp_path / "shut", os.W_OK):  # the superuser may write everywhere
        places["shut/x"] = "no right to write in its folder.\nGive yourself that right, or another place.\n"
    for place, told in places.items():
        done = overlap_command(*(each.format(place=place) for each in command), stdin="1\n")
        path = next(each for each in command if "{place}" in each).format(place=place)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", f"overlap: {path}: {told}")
    assert {each.name for each in tmp_path.iterdir()} - {"data"} == {"a.csv", "shut"}


def test_what_no_output_can_hold_is_taken_out_of_words_that_are_typed(overlap_command: Run, tmp_path: Path) -> None:
    bad = "\ufffe\uffff\x01\x1b[31m\x7f\x9f\ufdd0"
    words = ("--left-name", f"L{bad}", "--right-name", f"R{bad}", "--title", f"T{bad}", "--contact", f"C{bad}")
    suffixes = {"a": (".docx", ".xlsx", ".html", ".md"), "LS": (".docx", ".md", ".txt")}
    outputs = {name: [each for end in ends for each in ("-o", name + end)] for name, ends in suffixes.items()}
    pair = ("Y.4904", "ISO/TS 37107")
    done = [
        overlap_command("report", *words, *outputs["a"]),
        overlap_command("liaison", *pair, *words, "--number", bad, "--to", f"A{bad}", *outputs["LS"]),
        overlap_command("decide", *pair, "--outcome", "merge", "--reason", bad, "--by", f"B{bad}"),
        overlap_command("review", "--by", bad, stdin=f"1 why{bad}\nq\n"),
        overlap_command("liaison", "list", "--format", "json"),
    ]
    assert [each.returncode for each in done] == [0] * len(done), [each.stderr for each in done]
    texts = {str(number): each.stdout + each.stderr for number, each in enumerate(done)}
    for path in (each for each in tmp_path.iterdir() if each.is_file()):
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as package:
                parts = [each for each in package.namelist() if each.endswith((".xml", ".rels"))]
                texts |= {f"{path.name}, {each}": package.read(each).decode() for each in parts}
            for part in parts:
                etree.fromstring(texts[f"{path.name}, {part}"].encode())
        else:
            texts[path.name] = path.read_text(encoding="utf-8")
    assert len(texts) > 20
    held = {name: {*text} & {*bad} - {*"[31m"} for name, text in texts.items()}
    assert not {name: each for name, each in held.items() if each}
    escaped = re.compile(r"\\u(001b|0001|007f)")
    assert not [name for name, text in texts.items() if name.endswith((".toml", "json")) and escaped.search(text)]


def test_two_who_share_a_register_by_links_share_its_lock(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "decisions.toml").symlink_to(tmp_path / "shared" / "all.toml")
    overlap_command("decide", "Y.4904", "ISO/TS 37107", "--outcome", "merge")
    assert (tmp_path / "decisions.toml").is_symlink()
    assert {each.name for each in (tmp_path / "shared").iterdir()} <= {"all.toml", "all.toml.lock"}
    assert "merge" in (tmp_path / "shared" / "all.toml").read_text()
