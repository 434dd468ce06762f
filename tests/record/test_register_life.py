"""What becomes of a register over the years: merged by git, corrected, filled in by many, tidied; and own documents."""

import random
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import openpyxl
import pytest

from overlap.errors import InputError
from overlap.model import pair_id
from overlap.read.parsing import Request, parse
from overlap.record import register, tables
from overlap.record.register import OUTCOMES, Decision
from overlap.report.columns import columns
from overlap.settings import AS_WRITTEN
from overlap.store.files import MARK, OWN_HEAD
from tests.conftest import Run
from tests.wordfile import docx, paragraph

MERGES, CLEAN = 200, 0.95
BASES = (1, 5, 25, 200)
BRANCHES = 11
"""Of each base, each with one to five decisions more: 55 pairs to merge."""
TITLES = ("Maturity model for smart sustainable cities", "Open data framework of smart cities")


def some(lot: random.Random, count: int) -> dict[str, Decision]:
    """Make decisions on pairs whose ids are as those of real works: spread by lot."""
    pairs = (pair_id(f"Y.{lot.randrange(10_000)}", f"ISO {lot.randrange(90_000)}") for _ in range(count))
    return {
        pair: Decision(pair=pair, left="Y.1", right="ISO 2", outcome=lot.choice(OUTCOMES), reason="as said")
        for pair in pairs
    }


def merged(folder: Path, texts: Mapping[str, str]) -> tuple[bool, str]:
    """Merge as git does: whether it is clean, and the text."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    command = ["git", "merge-file", "-p", "ours", "base", "theirs"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode == 0, done.stdout


def test_git_merges_nearly_all_of_what_two_branches_add(tmp_path: Path) -> None:
    lot = random.Random(17)
    merges = []
    for size in BASES:
        base = some(lot, size)
        before = register.write(base, tables.marked(""))
        added = [some(lot, lot.randint(1, 5)) for _ in range(BRANCHES)]
        branches = [({**base, **more}, register.write({**base, **more}, before)) for more in added]
        pairs = lot.sample([*combinations(branches, 2)], MERGES // len(BASES))
        merges += [(before, ours, theirs) for ours, theirs in pairs]
    clean = 0
    for number, (before, (ours, one), (theirs, other)) in enumerate(merges):
        is_clean, text = merged(tmp_path, {"base": before, "ours": one, "theirs": other})
        clean += is_clean
        if is_clean and number % 5 == 0:
            (tmp_path / "whole.toml").write_text(text, encoding="utf-8")
            assert register.read(tmp_path / "whole.toml") == {**ours, **theirs}
    assert len(merges) == MERGES
    assert clean / MERGES >= CLEAN


def test_only_a_register_that_is_kept_with_git_has_lines_for_it(overlap_command: Run, tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    assert overlap_command("decide", "Y.4904", "ISO/TS 37107", "--outcome", "merge").returncode == 0
    short = path.read_text(encoding="utf-8")
    assert short.count("\n") < 15
    (tmp_path / ".git").mkdir()
    assert overlap_command("decide", "Y.4461", "ISO 37110", "--outcome", "withdraw").returncode == 0
    known = register.read(path)
    assert [each.outcome for each in known.values()] == ["withdraw", "merge"]
    assert path.read_text(encoding="utf-8").count("\n#") == 256
    assert register.write(known, path.read_text(encoding="utf-8")) == path.read_text(encoding="utf-8")


def test_lines_of_a_register_of_before_become_those_of_today() -> None:
    known = some(random.Random(3), 9)
    text = register.write(known, tables.marked(""))
    figures = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    former = "\n".join(f"#{one}{other}" for one in figures for other in figures)
    first, *found = text.split("\n[")
    old = "\n[".join([former, *(each.split("\n#")[0] for each in found)]) + "\n"
    assert len(first) < len(former)
    assert register.write(known, old) == text


def test_what_git_could_not_merge_is_named_with_the_way_out(tmp_path: Path) -> None:
    decision = Decision(pair="P-R2KQFZT1", left="Y.1", right="ISO 2", outcome="merge")
    one, other = (register.write({decision.pair: replace(decision, reason=why)}) for why in "ab")
    is_clean, text = merged(tmp_path, {"base": register.write({decision.pair: decision}), "ours": one, "theirs": other})
    assert not is_clean
    (tmp_path / "decisions.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"line \d+: a conflict that git left") as caught:
        register.read(tmp_path / "decisions.toml")
    assert "overlap decisions merge ours.toml theirs.toml" in str(caught.value)


def proposals(folder: Path, *titles: str) -> None:
    """Write a list of proposals, named X-1 and so on."""
    (folder / "proposals.csv").write_text(
        "id,title\n" + "".join(f"X-{number},{title}\n" for number, title in enumerate(titles, start=1))
    )


def test_what_the_baseline_noted_of_a_proposal_that_is_gone_is_told_and_taken_out_when_asked(
    overlap_command: Run, tmp_path: Path
) -> None:
    proposals(tmp_path, *TITLES)
    assert overlap_command("baseline", "write", "proposals.csv", "--against", "sg20").returncode == 0
    known = register.read(tmp_path / "decisions.toml")
    gone = {name for name, each in known.items() if "X-2" in (each.left, each.right)}
    assert 0 < len(gone) < len(known)
    proposals(tmp_path, TITLES[0])
    again = overlap_command("baseline", "write", "proposals.csv", "--against", "sg20")
    assert "decisions prune --proposals" in " ".join(again.stderr.split())
    dry = overlap_command("decisions", "prune", "--proposals", "proposals.csv", "--dry-run")
    assert f"{len(gone)} of {len(known)} decisions would be taken out" in " ".join(dry.stderr.split())
    assert register.read(tmp_path / "decisions.toml") == known
    assert overlap_command("decisions", "prune", "--proposals", "proposals.csv").returncode == 0
    assert {*known} - {*register.read(tmp_path / "decisions.toml")} == gone


def test_a_second_decision_asks_first_and_keeps_the_earlier_one(overlap_command: Run, tmp_path: Path) -> None:
    two = ("decide", "Y.4904", "ISO/TS 37107", "--outcome")
    assert overlap_command(*two, "merge", "--reason", "one text").returncode == 0
    asked = overlap_command(*two, "withdraw")
    assert asked.returncode == 2
    assert "--replace" in asked.stderr
    assert overlap_command(*two, "withdraw", "--replace").returncode == 0
    (now,) = register.read(tmp_path / "decisions.toml").values()
    assert now.outcome == "withdraw"
    assert len(now.history) == 1
    assert "merge" in now.history[0]
    assert "one text" in now.history[0]
    assert "one text" in overlap_command("decisions", "show", now.pair).stdout


def test_of_a_workbook_the_good_rows_are_taken_and_the_bad_ones_named(overlap_command: Run, tmp_path: Path) -> None:
    overlap_command("report", "-o", "report.xlsx")
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    sheet = book["Pairs"]
    head = [cell.value for cell in sheet[1]]
    good, bad, late = (str(sheet.cell(row, 1).value) for row in (2, 3, 4))
    for row, outcome in ((2, "merge"), (3, "think about it"), (4, "merge")):
        sheet.cell(row, head.index("Outcome") + 1).value = outcome
    sheet.cell(4, head.index("Expires") + 1).value = "next year"
    book.save(tmp_path / "report.xlsx")
    done = overlap_command("decide", "--from", "report.xlsx")
    said = " ".join(done.stderr.split())
    assert done.returncode == 2
    assert [*register.read(tmp_path / "decisions.toml")] == [good]
    assert all(part in said for part in ("sheet 'Pairs'", "row 3", bad, "row 4", late))
    assert "row 2" not in said


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".md", f"# Report\n\n{MARK}\n".encode()),
        (".txt", f"Report\n\n{MARK}\n".encode()),
        (".html", f"<html><body><h1>Report</h1><p>{MARK}</p></body></html>".encode()),
        (".json", f'{{"notice": "{MARK}", "checks": []}}'.encode()),
        (".docx", docx(paragraph("Report", "Heading1"), paragraph(MARK))),
        (".csv", (",".join(columns(statements=False)) + "\nP-1,1,related\n").encode()),
    ],
)
def test_a_document_of_our_own_is_known_by_its_mark(suffix: str, data: bytes) -> None:
    answer = parse(Request(suffix, data, f"report{suffix}", AS_WRITTEN))
    assert isinstance(answer, InputError)
    assert "a report that overlap wrote" in answer.problem


def test_every_list_of_pairs_begins_as_our_own_do() -> None:
    for statements in (False, True):
        assert tuple(columns(statements))[: len(OWN_HEAD)] == OWN_HEAD
