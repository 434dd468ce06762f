"""The way of an officer: from two lists in Excel to a Word paper in one command, with nothing to repair by hand."""

import io
import os
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

from overlap.cli import office
from overlap.report.word.places import text_of
from tests.conftest import Run

OURS = [
    ["SG20 work programme, October 2026"],
    [],
    ["Work item", "Subject / Title", "Question", "Status", "Summary"],
    ["Y.4904-Rev", "Smart sustainable cities maturity model", "Q7/20", "Under study", "Maturity of sustainable cities"],
    ["Y.park", "Framework of smart parking in cities", "Q4/20", "Under study", "Parking lots in smart cities"],
    ["Y.4461", "Framework of open data in smart cities", "", "In force", "Open data of cities"],
]
THEIRS = [
    ["Reference", "Title", "Stage", "Committee", "Scope"],
    [
        "ISO/TS 37107:2019",
        "Maturity model for smart sustainable communities",
        "60.60",
        "ISO/TC 268",
        "Maturity of cities",
    ],
    [
        "ISO 37163:2020",
        "Smart transportation for parking lot allocation in cities",
        "60.60",
        "ISO/TC 268/SC 2",
        "Parking",
    ],
    ["ISO 37110:2022", "Open data for smart cities", "60.60", "ISO/TC 268", "Open data of cities"],
]


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    for name, rows in (("ITU list.xlsx", OURS), ("ISO list.xlsx", THEIRS)):
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        book.save(tmp_path / name)
    return tmp_path


def texts(path: Path) -> list[str]:
    body = Document(io.BytesIO(path.read_bytes())).element.body
    return [text_of(each) for each in body.iter(qn("w:p"))]


def test_two_lists_become_a_paper_in_one_command(overlap_command: Run, lists: Path) -> None:
    done = overlap_command(
        *("report", "ITU list.xlsx", "ISO list.xlsx", "-o", "paper.docx"),
        *("--right-name", "ISO work programme, November 2026", "--date", "24-28 November 2026", "--number", "TD 9"),
        *("--action", "TSAG is invited to note the three pairs."),
    )
    assert (done.returncode, done.stderr) == (0, "overlap: wrote paper.docx (3 subjects, 3 pairs)\n")
    said = texts(lists / "paper.docx")
    title = "Possible overlap between SG20 work programme, October 2026 and ISO work programme, November 2026"
    assert said[0] == title  # the title of a sheet names its side, or the option
    whole = "\n".join(said)
    for part in (
        *("TD 9", "24-28 November 2026", "TSAG is invited to note the three pairs."),
        *("overlap in 3 subjects, 3 pairs of work items", "2 of them touch a text that is not yet final"),
        *("How much is missed is not known", "experts have not confirmed it", "Act now"),
    ):
        assert part in whole
    assert "not stated" not in whole  # the date of both lists stands in their titles
    assert "Mandates" not in said  # there are none: nothing is said of them
    again = overlap_command("report", ".", "ISO list.xlsx", "-o", "again.docx")
    assert "paper.docx" in again.stderr  # its own paper is left out by name


def test_a_list_without_a_title_is_called_by_its_file_and_undated_once(overlap_command: Run, lists: Path) -> None:
    assert overlap_command("report", "ISO list.xlsx", "ITU list.xlsx", "-o", "r.md", "--annex").returncode == 0
    page = (lists / "r.md").read_text(encoding="utf-8")
    assert page.startswith("# Possible overlap between ISO list and SG20 work programme, October 2026")
    assert page.count("No date is stated for ISO list.") == 1


def test_a_limit_makes_no_pair_gone(overlap_command: Run, lists: Path) -> None:
    assert overlap_command("compare", "ITU list.xlsx", "ISO list.xlsx", "--save", "may.json").returncode == 0
    done = overlap_command("report", "ITU list.xlsx", "ISO list.xlsx", "--since", "may.json", "-n", "1", "-o", "r.md")
    assert done.returncode == 0
    section = (lists / "r.md").read_text(encoding="utf-8").partition("## Since the last meeting")[2]
    assert section.strip().startswith("Nothing changed.")


@pytest.mark.skipif(not office.find(), reason="needs LibreOffice")
def test_a_pdf_is_made_by_libreoffice_without_its_clock(overlap_command: Run, lists: Path) -> None:
    sides = ("ITU list.xlsx", "ISO list.xlsx")
    assert overlap_command("report", *sides, "-o", "a.docx", "-o", "a.pdf").returncode == 0
    made = (lists / "a.pdf").read_bytes()
    assert made.startswith(b"%PDF")
    assert b"CreationDate(D:20000101000000" in made


def test_without_libreoffice_a_sentence_says_what_to_do(
    overlap_command: Run, lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    done = overlap_command("report", "ITU list.xlsx", "ISO list.xlsx", "-o", "a.pdf")
    assert done.returncode == 2
    assert "LibreOffice, which makes it, is not installed.\nWrite .docx and save that as PDF." in done.stderr
    assert not (lists / "a.pdf").exists()
