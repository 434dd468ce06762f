"""What the process that reads files refuses itself, and what is made of its answers."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read import frames
from overlap.read.parsing import Request
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text.printing import printable
from tests.conftest import ROOT

CLOSED = "from overlap.read import guard; guard.close()\n"


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.execv('/bin/true', ['true'])",
        "open(FOREIGN).read()",
        "open('made', 'w')",
        "import os; os.open('made', os.O_CREAT | os.O_WRONLY)",
        "import sysconfig; open(sysconfig.get_paths()['purelib'] + '/made.py', 'a')",
        "import tempfile; open(tempfile.gettempdir() + '/made', 'w')",
        "import os; os.remove(FOREIGN)",
        "import os; os.rename(FOREIGN, 'made')",
    ],
)
def test_it_is_refused(code: str, tmp_path: Path) -> None:
    (tmp_path / "foreign.txt").write_text("secret")
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); FOREIGN = {str(tmp_path / 'foreign.txt')!r}\n"
    done = subprocess.run([sys.executable, "-P", "-c", program + CLOSED + code], capture_output=True, cwd=tmp_path)
    assert (done.returncode, b"PermissionError" in done.stderr) == (1, True), done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["foreign.txt"]


def test_libraries_have_temporary_files() -> None:
    code = "import tempfile\nwith tempfile.TemporaryFile() as a, tempfile.NamedTemporaryFile() as b: b.write(b'x')"
    subprocess.run([sys.executable, "-c", CLOSED + code], cwd=ROOT, check=True)


def test_libraries_can_still_be_imported_after_it() -> None:
    subprocess.run([sys.executable, "-c", CLOSED + "import pypdf, pdfplumber, yaml, selectolax"], cwd=ROOT, check=True)


TEXT = st.text(max_size=10)
TEXTS = st.dictionaries(TEXT, TEXT, max_size=2)
ROWS = st.lists(st.builds(Row, TEXT, TEXTS, TEXT, TEXTS, st.lists(TEXT, max_size=2).map(tuple)), max_size=3).map(tuple)
FAULTS = st.lists(st.builds(Fault, st.just("a\udce9"), TEXT, TEXT, TEXT), max_size=2).map(tuple)
IGNORED = st.lists(st.builds(Ignored, TEXT, TEXT), max_size=2).map(tuple)
READINGS = st.builds(Reading, st.just("a\udce9"), TEXT, TEXT, ROWS, TEXTS, TEXTS, IGNORED, FAULTS)


@given(st.lists(st.one_of(READINGS, st.builds(InputError, TEXT, TEXT)), max_size=3))
def test_what_is_answered_comes_over(found: list[Reading | InputError]) -> None:
    requests = [Request(".csv", b"x", "a\udce9", ReadSettings())] * len(found)
    pipe = io.BytesIO()
    frames.answer(pipe, found)
    came = frames.answers(io.BytesIO(pipe.getvalue()), requests)
    for one, other in zip(found, came, strict=True):
        if isinstance(one, Reading):
            assert one == other
        else:
            assert isinstance(other, InputError)
            assert (printable(one.problem), printable(one.remedy)) == (other.problem, other.remedy)


@given(st.binary(max_size=200))
def test_anything_else_is_no_answer(content: bytes) -> None:
    with pytest.raises(ValueError, match="no answer"):
        frames.answers(io.BytesIO(content), [Request(".csv", b"x", "a.csv", ReadSettings())])
    framed = len(content).to_bytes(8, "big") + content
    with pytest.raises(ValueError, match="no answer"):
        frames.answers(io.BytesIO(framed), [Request(".csv", b"x", "a.csv", ReadSettings())])


def test_questions_come_over() -> None:
    asked = [Request(".csv", b"id,title\n", "a.csv", ReadSettings(columns={"Name": "title"}, mandate_of="SG20"))]
    pipe = io.BytesIO()
    frames.ask(pipe, asked)
    assert frames.questions(io.BytesIO(pipe.getvalue())) == asked
