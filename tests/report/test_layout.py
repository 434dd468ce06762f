"""Lines on a screen: none is wider than it, none begins with a sign of the word before; every command on a terminal."""

import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from overlap.report.layout import Column, Screen, grid, render, table, text
from tests.conftest import ROOT

SIGN = re.compile(r"\s*[,;:.!?)\]}…]")
WORDS = st.from_regex(r"[a-zäß市]{1,30}", fullmatch=True)
SIGNS = st.sampled_from(("", "", ",", ";", ".", "),", ":", "…", "?!"))
TEXTS = st.lists(st.tuples(WORDS, SIGNS).map("".join), min_size=1, max_size=20).map(" ".join)
WIDTHS = st.integers(24, 120)


def check(written: str, width: int) -> None:
    for line in written.splitlines():
        assert cell_len(line) <= width, line
        assert not SIGN.match(line), line


@given(TEXTS, WIDTHS, st.integers(0, 8))
def test_no_line_of_a_text_begins_with_a_sign_or_is_too_wide(said: str, width: int, depth: int) -> None:
    written = render([text(" " * depth + said)], Screen(width))
    check(written, width)
    assert "".join(written.split()) == "".join(said.split())


@given(st.lists(TEXTS, min_size=1, max_size=3), st.integers(4, 40))
def test_no_line_of_a_cell_begins_with_a_sign_or_is_too_wide(cells: list[str], width: int) -> None:
    for made in (
        table([Column("a", width=width)], [[each] for each in cells]),
        grid([Column(width=width)], [[cells[0]]]),
    ):
        check(render([made], Screen(80)), width)


COMMANDS = (
    *(("compare",), ("compare", "--by", "subject", "-n", "9"), ("mandates",), ("mandates", "--all")),
    *(("explain", "Y.4461", "ISO 37110"), ("explain", "Y.4904", "37107"), ("explain", "SG20/Q7-2", "WG11/scope-4")),
    *(("check", "p.csv", "--exit-zero"), ("ingest", "p.csv"), ("manual",), ("manual", "check")),
    *(("corpus", "list"), ("corpus", "show", "jc4", "--items", "--statements", "--identifiers")),
    *(("diff", "a.json", "b.json"), ("decisions", "list", "--decisions", "d.toml")),
)
PROPOSAL = "id,title,scope\nX-1,Smart sustainable cities maturity model,Levels of maturity for cities\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("terminal")
    (made / "p.csv").write_text(PROPOSAL, encoding="utf-8")
    shown("compare", "--save", "a.json", folder=made, width=80)
    shown("decide", "Y.4904", "37107", "--outcome", "merge", "--decisions", "d.toml", folder=made, width=80)
    shown("compare", "--decisions", "d.toml", "--save", "b.json", folder=made, width=80)
    return made


def shown(*command: str, folder: Path, width: int) -> str:
    """Run a command on a terminal of that many columns, without colours, and give what stands on it."""
    import fcntl
    import pty
    import struct
    import subprocess
    import termios

    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    known = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "TERM")}
    own = {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "TERM": "xterm"}
    done = subprocess.Popen(
        [sys.executable, "-m", "overlap", *command],
        stdin=subprocess.DEVNULL,
        stdout=its,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={**known, **own},
    )
    os.close(its)
    pieces = []
    while True:
        try:
            piece = os.read(ours, 2**16)
        except OSError:  # what Linux says when nobody writes any more
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(ours)
    assert done.wait() == 0
    return b"".join(pieces).decode().replace("\r", "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_keeps_to_the_terminal(command: tuple[str, ...], folder: Path) -> None:
    for width in (60, 80):
        said = shown(*command, folder=folder, width=width)
        assert "\x1b" not in said
        check("\n".join(line for line in said.splitlines() if not line.startswith("  ! ")), width)
