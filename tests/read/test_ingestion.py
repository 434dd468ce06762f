"""The way of a file, and that no file can harm the reading of the others."""

import io
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read import ingestion
from overlap.read.formats import READERS
from overlap.read.formats.archive import OLE
from overlap.read.formats.signatures import sniff
from overlap.read.helper import Helper
from overlap.read.kinds.columns import is_title
from overlap.read.parsing import LIMITS, Limits, Request
from overlap.read.reading import Reading
from overlap.settings import AS_WRITTEN
from tests.conftest import ROOT
from tests.excelfile import row, with_part, with_rows, workbook
from tests.wordfile import docx, paragraph

CSV = b'id,title\nA-1,"Smart parking, revised"\n'
RECORD = {"id": "A-1", "title": "Smart parking, revised"}
LIST = workbook(Items=[["id", "title"], ["A-1", "Smart parking, revised"]])
DOCUMENT = docx(paragraph("Guide to smart parking"), paragraph("Scope", "Heading1"), paragraph("Terms for lots."))
T = TypeVar("T")
SECONDS, MEMORY = 60, 2.2 * 2**20


def fields(reading: Reading) -> dict[str, str]:
    (only,) = reading.rows
    return dict(only.fields)


def outcome(path: Path) -> Reading | InputError:
    """Read a file, and see that it takes neither long nor much, and that what is wrong with it names it."""
    began = time.monotonic()
    try:
        result: Reading | InputError = ingestion.read(path)
    except InputError as error:
        result = error
    assert time.monotonic() - began < SECONDS
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEMORY
    if isinstance(result, InputError):
        assert str(path) in result.problem
        assert result.remedy.endswith(".")
    return result


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", CSV),
        ("LIST.CSV", CSV.replace(b"id,title", b"ID,Title")),
        ("list.tsv", b"id\ttitle\nA-1\tSmart parking, revised\n\n"),
        ("list.xlsx", LIST),
        ("list.json", b'[{"id": "A-1", "title": "Smart parking, revised", "scope": null}]'),
        ("list.jsonl", b'\n{"id": "A-1", "title": "Smart parking, revised"}\n'),
    ],
)
def test_each_list_format_gives_the_same_record(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    reading = ingestion.read(tmp_path / name)
    assert fields(reading) == RECORD
    assert reading.source == str(tmp_path / name)


def test_a_windows_file_keeps_its_accents(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes("id,title\nA-1,Réseau\n".encode("cp1252"))
    assert fields(ingestion.read(tmp_path / "list.csv"))["title"] == "Réseau"


def test_what_steers_a_terminal_or_cannot_be_written_becomes_a_space(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_bytes(b'[{"id": 1.10, "title": "smart\\u001b[31m \\ud800city"}]')
    assert fields(ingestion.read(tmp_path / "list.json")) == {"id": "1.10", "title": "smart [31m \ufffdcity"}


@pytest.mark.parametrize(
    ("name", "content", "said", "remedy"),
    [
        ("empty.csv", b" \n", "empty", "has content"),
        ("empty.docx", b"", "empty", "has content"),
        ("list.xyz", b"x", "no reader for .xyz", "Give one of .docx"),
        ("list", b"x", "no reader for a file without a suffix", "Give one of"),
        ("list.xls", OLE + "Workbook".encode("utf-16-le"), "not a workbook that can be read", "save it again as .xlsx"),
        ("mail.msg", OLE, "no reader for .msg", "save it as .eml."),
        (
            "page.mediawiki",
            b"== Lots ==\n",
            "no reader for .mediawiki",
            "`pandoc -f mediawiki -o page.html page.mediawiki`.",
        ),
        ("list.xyz", LIST, "no reader for .xyz", "It begins like .xlsx: name it list.xlsx."),
        ("list.xyz", b"%PDF-1.4", "no reader for .xyz", "It begins like .pdf: name it list.pdf."),
        ("note.docx", OLE + b"\0" * 600, "an old binary Office file", "save it as"),
        ("list.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password", "remove the password"),
        ("locked.doc", OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password", "remove the password"),
        ("note.doc", b"MIME-Version: 1.0\n", "not a Word document", "save it as .docx"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(
    tmp_path: Path, name: str, content: bytes, said: str, remedy: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = outcome(tmp_path / name)
    assert isinstance(result, InputError)
    assert said in result.problem
    assert remedy in result.remedy


def test_a_missing_file_a_folder_and_a_pipe_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        ingestion.read(tmp_path / "absent.csv")
    with pytest.raises(InputError, match="is a folder"):
        ingestion.read(tmp_path)
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(InputError, match="is a device or a pipe"):
        ingestion.read(tmp_path / "pipe.csv")
    with pytest.raises(InputError, match="null byte"):
        ingestion.read(tmp_path / "a\0b.csv")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(129 * 2**20)
    with pytest.raises(InputError, match=r"large\.csv: is 129 MB; files up to 128 MB are read") as caught:
        ingestion.read(path)
    assert caught.value.remedy == "Split it, or save the part you need as CSV."


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b'[{"id": 1}]', ".json"),
        (b'{"id": 1}\n{"id": 2}', ".jsonl"),
        (b'{\n "id": 1}', ".json"),
        (b"%PDF-1.4", ".pdf"),
        (b"id,title\n", ".csv"),
        (b"Title;Id\n", ".csv"),
        (b"Number|Subject / Title|Due\n", ".csv"),
        (b"- id: A1\n  title: Parking\n", ".yaml"),
        (b"id\ttitle\n", ".tsv"),
        ("id,title\n".encode("utf-16"), ".csv"),
        (b"This text, a title for cities\n", ".txt"),
        (b"A guide\n", ".txt"),
        (b"# A guide\n", ".md"),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n", ".html"),
        ("<html>".encode("utf-16"), ".html"),
        (b"---\nid: A1\nschema-version: v1\n", ".yaml"),
        (b"id: A1\ndocid:\n- id: A 1\n", ".yaml"),
        (b"{\\rtf1 text}", ".rtf"),
        (OLE + b"\0" * 600, ".doc"),
        (LIST, ".xlsx"),
        (DOCUMENT, ".docx"),
        (b"PK\x03\x04", ".txt"),
    ],
)
def test_standard_input_is_known_by_how_it_begins(content: bytes, suffix: str) -> None:
    assert sniff(content, lambda heading: is_title(heading, AS_WRITTEN)) == suffix


@pytest.mark.parametrize("content", [CSV, LIST])
def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    reading = ingestion.read(ingestion.STDIN)
    assert reading.source == "standard input"
    assert fields(reading) == RECORD


def test_an_empty_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(InputError, match="standard input: empty"):
        ingestion.read(ingestion.STDIN)


def test_the_files_below_a_folder_come_by_name_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.csv", "a/z.csv", ".git/c.csv", ".hidden.csv", "~$b.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert ingestion.files_below(tmp_path) == [tmp_path / "b.csv", tmp_path / "a" / "z.csv"]


def test_a_place_in_the_file_stays_one_when_an_error_becomes_a_fault() -> None:
    fault = ingestion.as_fault(InputError("a, b.json, line 1: not JSON.", "Correct it."), "a, b.json")
    assert fault == Fault("a, b.json", "line 1", "not JSON", "correct it")


ENTITIES = b"".join(b'<!ENTITY e%d "%s">' % (number, b"&e%d;" % (number - 1) * 10) for number in range(1, 10))
BOMB = b'<!DOCTYPE x [<!ENTITY e0 "' + b"x" * 1000 + b'">' + ENTITIES + b"]>"
NESTED_LISTS = b"a: &a [x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (98 + number, 98 + number, b", ".join([b"*%c" % (97 + number)] * 9)) for number in range(9)
)
WORKBOOK = zipfile.ZipFile(io.BytesIO(LIST)).read("xl/workbook.xml")
ROW = b"<row><c><v>1</v></c></row>"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("entities.xlsx", with_rows(b"<row><c><v>&e9;</v></c></row>", before=BOMB), "no filled cell"),
        (
            "names.xlsx",
            with_part(LIST, "xl/workbook.xml", BOMB + WORKBOOK.replace(b"Items", b"&e9;")),
            "declares entities",
        ),
        ("deep.xlsx", with_rows(b"<row>" * 1_000_000), "no filled cell"),
        ("wide.xlsx", with_rows(b"".join(row(number, XFD="1") for number in range(1, 1_300))), "no column"),
        ("deep.json", b"[" * 100_000, "nested too deeply"),
        ("deeper.json", b'{"a":' * 100_000, "nested too deeply"),
        ("deep.yaml", b"[" * 100_000, "nested too deeply"),
        ("broken.json", b'[{"id": 1,', "line 1, column 1"),
        ("number.json", b"12", "neither an array nor an object"),
        ("noise.csv", bytes(range(128, 256)), "not a text file"),
        ("noise.pdf", b"%PDF-1.4 and no more", "not a PDF"),
    ],
)
def test_a_hostile_file_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    result = outcome(tmp_path / name)
    assert isinstance(result, InputError)
    assert said in result.problem


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lists.yaml", NESTED_LISTS),
        ("deep.html", b"<div>" * 3_000 + b"text"),
        ("deep.md", b">" * 20_000 + b"text"),
        ("links.md", b"[" * 20_000),
        ("far.xlsx", with_rows(row(1, A="id", B="title") + row(2, A="A-1", B="x") + row(1_048_576, XFD="stray"))),
    ],
)
def test_a_hostile_file_is_read_or_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert isinstance(outcome(tmp_path / name), Reading | InputError)


def test_ten_million_rows_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    (tmp_path / "rows.xlsx").write_bytes(with_rows(ROW * 10_000_000))
    began = time.monotonic()
    result = outcome(tmp_path / "rows.xlsx")
    assert isinstance(result, InputError)
    assert "unpacks to 247 MB, as a trap would" in result.problem
    assert time.monotonic() - began < 10


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(14):
            archive.writestr(f"word/{number}.xml", b"\0" * (40 * 2**20))
    result = outcome(tmp_path / "bomb.docx")
    assert isinstance(result, InputError)
    assert "unpacks to 560 MB; up to 512 MB are read" in result.problem


def test_no_other_file_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden words")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'.encode()
    (tmp_path / "sheet.xlsx").write_bytes(with_rows(b"<row><c><v>&e;</v></c></row>", before=entity))
    (tmp_path / "book.xlsx").write_bytes(
        with_part(LIST, "xl/workbook.xml", entity + WORKBOOK.replace(b"Items", b"&e;"))
    )
    for name in ("sheet.xlsx", "book.xlsx"):
        assert "hidden words" not in str(outcome(tmp_path / name))


@pytest.mark.parametrize("suffix", ingestion.SUFFIXES)
def test_a_file_of_nothing_but_zeros_is_refused(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"zeros{suffix}").write_bytes(b"\0" * 5_000)
    assert isinstance(outcome(tmp_path / f"zeros{suffix}"), InputError)


@pytest.mark.parametrize(
    ("name", "content"), [("list.xlsx", LIST), ("list.xlsm", LIST), ("note.docx", DOCUMENT), ("note.doc", DOCUMENT)]
)
@pytest.mark.parametrize("part", [0.01, 0.3, 0.9])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, name: str, content: bytes, part: float) -> None:
    (tmp_path / name).write_bytes(content[: int(len(content) * part)])
    assert isinstance(outcome(tmp_path / name), InputError)


def test_the_good_files_of_a_folder_are_read_and_the_bad_ones_told(tmp_path: Path) -> None:
    (tmp_path / "1.csv").write_bytes(CSV)
    (tmp_path / "2.xlsx").write_bytes(LIST[:2000])
    (tmp_path / "3.json").write_bytes(b"[" * 100_000)
    (tmp_path / "4.xlsx").write_bytes(LIST)
    (tmp_path / "5.xyz").write_bytes(b"x")
    (tmp_path / "6.csv").touch()
    (tmp_path / "7.docx").write_bytes(DOCUMENT)
    found = list(ingestion.read_all(sorted(tmp_path.iterdir()), AS_WRITTEN))
    assert [Path(each.source).name for each in found] == [path.name for path in sorted(tmp_path.iterdir())]
    assert [isinstance(each, Reading) for each in found] == [True, False, False, True, False, False, True]


MANY_ROWS = with_rows(b"".join(b"<row><c><v>%d</v></c></row>" % number for number in range(400_000)))
LONG_TEXT = with_rows(row(1, A=random.Random(1).randbytes(24_000_000).hex()))


def request(data: bytes) -> Request:
    return Request(".xlsx", data, "list.xlsx", AS_WRITTEN)


@pytest.mark.parametrize(
    ("limits", "data", "said"),
    [
        (Limits(seconds=1), MANY_ROWS, r"list\.xlsx: reading it took longer than 1 seconds"),
        (Limits(memory=300 * 2**20), LONG_TEXT, r"list\.xlsx: reading it used more than 0\.29 GB or crashed"),
    ],
)
def test_a_file_beyond_the_limits_is_told_and_the_next_one_read(limits: Limits, data: bytes, said: str) -> None:
    with Helper(limits) as helper:
        first, bad, last = helper.read([request(LIST), request(data), request(LIST)])
        assert isinstance(first, Reading)
        assert isinstance(last, Reading)
        assert fields(first) == fields(last) == RECORD
        assert re.search(said, str(bad))


def test_the_limits_are_what_the_readme_says() -> None:
    assert Limits(size=128 * 2**20, seconds=120, memory=2 * 2**30) == LIMITS


SCRIPT = """
import pathlib, sys
from overlap.read import ingestion
print(ingestion.read(pathlib.Path(sys.argv[1])).format, flush=True)
"""


def start(tmp_path: Path, content: bytes) -> "subprocess.Popen[str]":
    """Run a script that reads a file and has no main guard, in a folder with a module of the name of one we need."""
    (tmp_path / "script.py").write_text(SCRIPT)
    (tmp_path / "list.xlsx").write_bytes(content)
    (tmp_path / "aside").mkdir()
    (tmp_path / "aside" / "openpyxl.py").write_text("raise SystemExit('the wrong one')")
    return subprocess.Popen(
        [sys.executable, tmp_path / "script.py", tmp_path / "list.xlsx"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path / "aside",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_a_script_needs_no_main_guard(tmp_path: Path) -> None:
    with start(tmp_path, LIST) as process:
        out, err = process.communicate(timeout=SECONDS)
    assert (out, err) == ("Excel workbook\n", "")


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_no_helper_outlives_its_parent(tmp_path: Path, how: signal.Signals) -> None:
    with start(tmp_path, MANY_ROWS) as process:
        helper = wait_for(lambda: children(process.pid))
        time.sleep(1)  # until it is at work
        process.send_signal(how)
        _, err = process.communicate(timeout=SECONDS)
    assert process.returncode != 0
    assert err.count("Traceback") <= 1  # the script's own
    assert wait_for(lambda: not any(is_alive(each) for each in helper))


def wait_for(look: Callable[[], T]) -> T:
    until = time.monotonic() + SECONDS
    while not (found := look()) and time.monotonic() < until:
        time.sleep(0.05)
    return found


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def is_alive(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


ANTIWORD = """#!/bin/sh
printf 'Guide to smart parking\\n\\n1 Scope\\n\\nTerms for lots.\\n\\n|id |title |\\n|A-1 |Smart [pic]parking |\\n'
"""


def on_path(monkeypatch: pytest.MonkeyPatch, folder: Path, program: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / program).write_text(script)
    (folder / program).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}")


def test_an_old_word_file_is_read_by_the_converter_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "note.doc").write_bytes(OLE + b"\0" * 600)
    on_path(monkeypatch, tmp_path / "bin", "antiword", ANTIWORD)
    reading = ingestion.read(tmp_path / "note.doc")
    assert reading.format == "Word 97 document (converted by antiword)"
    assert "Smart parking" in str(reading)


def test_an_old_word_file_that_no_converter_reads_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "note.doc").write_bytes(OLE + b"\0" * 600)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match=r"an old binary Word file \(\.doc\), and no converter for it is installed"):
        ingestion.read(tmp_path / "note.doc")
    on_path(monkeypatch, tmp_path / "bin", "antiword", "#!/bin/sh\nexit 1\n")
    with pytest.raises(InputError, match=r"note\.doc: antiword cannot read it"):
        ingestion.read(tmp_path / "note.doc")
    (tmp_path / "note.doc").write_bytes(b"{\\rtf1 text}")
    with pytest.raises(InputError, match=r"a rich text document \(RTF\), and no converter") as caught:
        ingestion.read(tmp_path / "note.doc")
    assert (
        caught.value.remedy == "Open it in the program it was made with and save it as .docx, or install LibreOffice."
    )


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (DOCUMENT, "Word document"),
        (b"<html><body><h1>Guide to smart parking</h1><p>Terms for lots.</p></body></html>", "web page"),
        (b"Guide to smart parking\n\nTerms for lots.\n", "text file"),
    ],
)
def test_a_doc_that_is_something_else_is_read_as_that(tmp_path: Path, content: bytes, form: str) -> None:
    (tmp_path / "note.doc").write_bytes(content)
    assert ingestion.read(tmp_path / "note.doc").format == form


def test_every_reader_says_whether_it_is_to_be_kept_apart() -> None:
    assert [suffix for suffix, form in READERS.items() if not form.isolated] == [".csv", ".tsv"]
