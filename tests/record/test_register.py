"""The register of decisions: read as written, re-opened by a change, safe with two writers, honoured by reports."""

import json
import math
import re
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from overlap.cli.register import change
from overlap.comparison.comparison import compare
from overlap.comparison.dossier import Header, compile_dossier
from overlap.comparison.proposals import check
from overlap.errors import InputError, SettingsError
from overlap.model import Corpus, Pair, WorkItem, pair_id
from overlap.record import agreement, lookup, register, tables
from overlap.record.register import KNOWN, OUTCOMES, Decision
from overlap.record.tables import edit
from overlap.report import Format, documents, render
from overlap.settings import Settings
from tests import growth
from tests.conftest import ROOT, Run
from tests.endure import kills
from tests.endure.scene import WORKS, lay_out

words = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
decisions = st.builds(
    Decision,
    pair=st.text(alphabet="P-0123456789ABC", min_size=3, max_size=10).filter(lambda text: text.strip("-") != ""),
    left=words.filter(bool),
    right=words.filter(bool),
    outcome=st.sampled_from(OUTCOMES),
    reason=words,
    ref=words,
    by=words,
    expires=st.sampled_from(["never", "2027-06-01"]),
)


def decide(pair: Pair, expires: str = "never", reason: str = "", ref: str = "") -> Decision:
    bare = Decision(pair=pair.id, left="", right="", outcome=OUTCOMES[0], expires=expires, reason=reason, ref=ref)
    return register.stamp(bare, pair.left, pair.right)


@given(st.lists(decisions, max_size=4))
def test_a_register_is_read_as_it_was_written(some: list[Decision]) -> None:
    import tempfile

    there = {each.pair: each for each in some}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "decisions.toml")
        path.write_text(register.write(there), encoding="utf-8")
        assert register.read(path) == {name: replace(each, left=each.left) for name, each in there.items()}


LINES = (
    "[P-1]",
    "[P-2] # both",
    '["P-1"]',
    "[L-1.more]",
    "[[P-3]]",
    'a = "b"',
    'a = """',
    '"""',
    "h = [",
    '  "[P-1]",',
    "]",
    "# [P-1]",
    "#00",
    "",
    'b = "\u2028"',
)


@given(st.lists(st.sampled_from(LINES), max_size=9).map("\n".join))
def test_a_text_is_read_table_by_table_as_it_is_as_a_whole(text: str) -> None:
    """What is no TOML as a whole is refused, too, whatever its pieces are."""
    try:
        wanted = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        with pytest.raises(ValueError, match=re.escape(str(error))):
            tables.read(text)
    else:
        assert tables.read(text) == wanted


def added(new: Decision, there: Mapping[str, Decision]) -> dict[str, Decision]:
    return {**there, new.pair: new}


def test_a_decision_in_a_long_register_is_written_with_few_more_calls_than_it_is_read(tmp_path: Path) -> None:
    one = Decision(pair="P-", left="a", right="b", outcome=OUTCOMES[2])
    many = {each.pair: each for each in (replace(one, pair=f"P-{n}") for n in range(500))}
    path = tmp_path / "decisions.toml"
    path.write_text(register.write(many), encoding="utf-8")
    reading = growth.calls(partial(register.read, path))
    assert growth.calls(partial(change, path, partial(added, replace(one, pair="P-N")))) < 10 * reading
    assert len(register.read(path)) == 501


def test_a_decided_pair_is_no_finding_and_is_listed_with_its_reason(left: Corpus, right: Corpus) -> None:
    first = compare(left, right, Settings(limit=None)).pairs[0]
    known = {first.id: decide(first, reason="both know", ref="TD 12")}
    report = compare(left, right, Settings(limit=None), decisions=known)
    assert first.id not in {pair.id for pair in report.pairs}
    assert [pair.id for pair in report.decided] == [first.id]
    assert report.compared == len(report.pairs) + 1
    for form in Format:
        text = render(report, form)
        assert "both know" in text
        assert "TD 12" in text
    dossier = compile_dossier(left, right, Settings(limit=None), Header(), known)
    for suffix in (".md", ".html"):
        assert "both know" in str(documents.write(dossier, suffix))
    shown = compare(left, right, Settings(limit=None, show_decided=True), decisions=known)
    assert shown.pairs[0].decision.startswith(OUTCOMES[0])


def changed(item: WorkItem, part: str) -> WorkItem:
    revised = {"title": f"{item.title} revised", "scope": f"{item.scope} revised", "stage": f"{item.stage} revised"}
    title, scope, stage = (revised[name] if name == part else getattr(item, name) for name in revised)
    return replace(item, title=title, scope=scope, stage=stage)


@pytest.mark.parametrize("part", ["title", "scope", "stage"])
def test_a_changed_text_opens_the_pair_again_and_says_what_changed(left: Corpus, right: Corpus, part: str) -> None:
    first = compare(left, right, Settings(limit=1)).pairs[0]
    known = {first.id: decide(first)}
    items = tuple(changed(each, part) if each.id == first.left.id else each for each in left.work_items)
    report = compare(replace(left, work_items=items), right, Settings(limit=None), decisions=known)
    (again,) = [pair for pair in report.pairs if pair.id == first.id]
    assert again.reopened == f"{part} of {first.left.id} changed"
    assert report.decided == ()
    assert f"Open again: {first.left.id}" in render(report, Format.TABLE)


def test_spaces_and_case_change_nothing_and_a_decision_expires(left: Corpus, right: Corpus) -> None:
    first = compare(left, right, Settings(limit=1)).pairs[0]
    known = {first.id: decide(first, expires="2027-06-01")}
    items = tuple(replace(each, title=f" {each.title.upper()} ") for each in left.work_items)
    spaced = replace(left, work_items=items)
    assert compare(spaced, right, Settings(today="2027-06-01"), decisions=known).decided
    late = compare(spaced, right, Settings(today="2027-06-02", limit=None), decisions=known)
    assert [pair.reopened for pair in late.pairs if pair.id == first.id] == ["expired on 2027-06-01"]


def test_the_sides_do_not_matter(left: Corpus, right: Corpus) -> None:
    first = compare(left, right, Settings(limit=1)).pairs[0]
    known = {first.id: decide(first)}
    assert [pair.id for pair in compare(right, left, decisions=known).decided] == [first.id]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[P-1", "not a register"),
        ('[P-1]\nleft = "a"\nright = "b"\noutcome = "dance"\n', r"\[P-1\]: The outcome 'dance' is none"),
        ('[P-1]\nleft = "a"\nright = "b"\n', "left, right or outcome is missing"),
        ('[P-1]\nleft = "a"\nright = "b"\noutcome = "merge"\nexpires = "soon"\n', "expires is 'soon'"),
        ('[P-1]\nleft = "a"\nright = "b"\noutcome = "merge"\nreasn = "x"\n', "has no reasn"),
        ("[P-1]\nleft = 1\n", "left is no text"),
    ],
)
def test_a_register_that_cannot_be_used_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "decisions.toml").write_text(text)
    with pytest.raises(InputError, match=said):
        register.read(tmp_path / "decisions.toml")


@given(st.sampled_from((*OUTCOMES, KNOWN)), st.data())
def test_an_outcome_is_known_by_any_part_that_no_other_has(outcome: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(outcome) - 1))
    text = outcome[start : data.draw(st.integers(start + 1, len(outcome)))].strip()
    every, wanted = (*OUTCOMES, KNOWN), text.casefold()
    begin = [each for each in every if each.casefold().startswith(wanted)]
    within = [each for each in every if wanted in each.casefold()]
    found = begin or within
    if not wanted:
        said, use = "No outcome is said", "; ".join(OUTCOMES)
    elif len(found) == 1 or wanted in [each.casefold() for each in found]:
        assert register.outcome_of(f" {text.upper()} ") == found[0]
        return
    else:
        said, use = f"The outcome '{text}' is several of those there are", "; ".join(found)
    with pytest.raises(SettingsError, match=re.escape(said)) as refused:
        register.outcome_of(text)
    assert refused.value.remedy.rstrip(".").endswith(use)
    with pytest.raises(SettingsError, match="is none of those") as refused:
        register.outcome_of(f"{text} dance")
    assert "; ".join(OUTCOMES) in refused.value.remedy


def test_an_outcome_is_known_by_its_beginning() -> None:
    assert register.outcome_of("MERGE") == "merge"
    assert register.outcome_of("adopt") == "adopt or transpose (A.25, PAS, fast track)"
    with pytest.raises(SettingsError, match="several"):
        register.outcome_of("liaison")


def test_two_registers_are_put_together_and_agreement_is_counted() -> None:
    def of(**outcomes: str) -> dict[str, Decision]:
        return {name: Decision(pair=name, left="a", right="b", outcome=each) for name, each in outcomes.items()}

    one, other = of(a="merge", b="withdraw", c="merge"), of(a="merge", b="withdraw", c="withdraw", d="escalate")
    both, conflicts = agreement.merge(one, other)
    assert ({*both}, conflicts, both["c"].outcome) == ({"a", "b", "c", "d"}, ("c",), "merge")
    assert math.isclose(agreement.kappa(one, other), (2 / 3 - 4 / 9) / (1 - 4 / 9))
    assert agreement.kappa(one, one) == 1
    assert math.isnan(agreement.kappa(one, {}))


NOTED = st.builds(
    Decision,
    pair=st.sampled_from(["P-1", "P-2", "P-3", "P-4"]),
    left=st.sampled_from(["X-1", "ISO 1:2016", "Y.4904"]),
    right=st.sampled_from(["X-2", "ISO 2", "Y.4051 (2020)"]),
    outcome=st.sampled_from([*OUTCOMES, KNOWN]),
)


@given(st.lists(NOTED, unique_by=lambda each: each.pair), st.sets(st.sampled_from(["X-1", "X-2", "ISO 2"])))
def test_what_the_baseline_noted_is_withdrawn_when_neither_text_is_proposed(
    noted: list[Decision], proposals: set[str]
) -> None:
    gone = register.withdrawn({each.pair: each for each in noted}, proposals)
    for each in noted:
        is_noted, is_proposed = each.outcome == KNOWN, each.left in proposals or each.right in proposals
        assert (each in gone) == (is_noted and not is_proposed)


@given(st.lists(NOTED, unique_by=lambda each: (each.left, each.right)), st.sampled_from(["P-1", "P-9"]))
def test_a_decision_is_found_by_every_id_its_pair_ever_had(noted: list[Decision], name: str) -> None:
    kept = {f"P-{number}": each for number, each in enumerate(noted)}
    assert lookup.look_up(name, kept) == kept.get(name)
    for each in noted:
        found = lookup.look_up(pair_id(each.left, each.right), kept)
        assert found is not None
        assert (found.left, found.right) == (each.left, each.right)
    by_work = lookup.look_up(pair_id("ISO 1", "ISO 2"), kept)
    assert (by_work is not None) == any((each.left, each.right) == ("ISO 1:2016", "ISO 2") for each in noted)


def test_a_register_that_is_no_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Is a directory|Permission denied"):
        register.read(tmp_path)


@pytest.mark.parametrize(
    ("line", "cause", "remedy"),
    [
        ('reasn = "x"', "has no reasn", "Did you mean reason?"),
        ('qwxyz = "x"', "has no qwxyz", "Take it out."),
        ("reason = 5", "reason is no text", "quotation marks"),
        ("history = [5]", "history is no text", "quotation marks"),
        ('history = ["x"]', "", ""),
        ('expires = "soon"', "expires is 'soon'", "Write a date"),
        ('outcome = "?"', "", ""),
    ],
)
def test_what_a_register_cannot_hold_is_told_with_its_place_and_what_to_write(
    line: str, cause: str, remedy: str, tmp_path: Path
) -> None:
    path = tmp_path / "decisions.toml"
    rest = [] if line.startswith("outcome") else ['outcome = "merge"']
    path.write_text("\n".join(["[P-1]", 'left = "a"', 'right = "b"', *rest, line, ""]))
    if line.startswith('history = ["'):
        assert register.read(path)["P-1"].history == ("x",)
        return
    with pytest.raises((InputError, SettingsError)) as told:
        register.read(path)
    assert str(told.value).count("[P-1]") == 1
    assert cause in str(told.value)
    assert remedy in str(told.value)


@given(st.lists(decisions, min_size=1, max_size=4, unique_by=lambda each: each.pair), st.booleans())
def test_tables_stand_a_line_apart_or_between_the_marks_that_let_git_merge_them(
    some: list[Decision], is_marked: bool
) -> None:
    text = register.write({each.pair: each for each in some}, tables.marked("") if is_marked else "")
    lines = text.splitlines()
    before = [lines[number - 1] for number, line in enumerate(lines) if line.startswith("[")]
    assert tables.has_marks(text) == is_marked
    assert ("" in lines) != is_marked
    assert is_marked or before == [""] * len(some)
    assert sum(line in tables._MARKS for line in lines) == (len(tables._MARKS) if is_marked else 0)


@given(st.lists(st.sampled_from(["<<<<<<< ours", ">>>>>>> theirs", "<<<<<<<", "=======", "[P-1]", "", "# <<<<<<< x"])))
def test_each_mark_of_a_conflict_is_told_with_its_line(lines: list[str]) -> None:
    marks = [number for number, line in enumerate(lines, 1) if line.startswith(("<", ">"))]
    assert [*tables.conflicts("\n".join([*lines, ""]))] == marks


def by_hand(number: int) -> str:
    return f'[P-{number}]\nleft = "a"\nright = "b"\noutcome = "merge"'


@given(
    st.sampled_from([*tables._HEADS, ""]),
    st.booleans(),
    st.lists(st.booleans(), min_size=2, max_size=4),
    st.booleans(),
    st.sampled_from(["# The end.", ""]),
)
def test_comments_stay_once_and_above_their_tables(
    head: str, is_apart: bool, told: list[bool], is_spaced: bool, end: str
) -> None:
    parts = [f"# About {n}.\n{by_hand(n)}" if is_told else by_hand(n) for n, is_told in enumerate(told)]
    text = ("\n\n" if is_spaced else "\n").join(parts)
    text = "\n".join(filter(None, [head, "" if not is_apart else "\n", text, end])) + "\n"
    known = {f"P-{n}": Decision(pair=f"P-{n}", left="a", right="b", outcome=OUTCOMES[0]) for n in range(len(told))}
    lines = register.write(known, text).splitlines()
    assert sum(line in tables._HEADS for line in lines) == 1
    assert lines[0] in tables._HEADS
    assert ("# The end." in lines) == bool(end)
    for n, is_told in enumerate(told):
        assert lines.count(f"# About {n}.") == is_told
        if is_told and (is_spaced or not n):
            assert lines[lines.index(f"[P-{n}]") - 1] == f"# About {n}."


BY_HAND = """# Ours.
# Agreed in Geneva.
[P-11111111]
left = "a"   # spaced by hand
right = "b"
outcome = "merge"

[P-22222222]
left = "c"
right = "d"
outcome = "merge"
# The end.
"""


def test_a_change_leaves_what_was_written_by_hand_around_it(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(BY_HAND)
    known = register.read(path)
    written = register.write({**known, "P-22222222": replace(known["P-22222222"], outcome="withdraw")}, BY_HAND)
    for line in filter(None, BY_HAND.splitlines()):
        assert line in written.splitlines()
    assert 'outcome = "withdraw"' in written.splitlines()
    path.write_text('P-1 = {left = "a", right = "b", outcome = "merge"}\n')
    path.write_text(register.write({**register.read(path), **known}, path.read_text()))
    assert {*register.read(path)} == {"P-1", *known}


def test_decisions_filled_in_in_excel_and_marked_in_the_page_are_read_back(
    overlap_command: Run, tmp_path: Path
) -> None:
    overlap_command("report", "-o", "report.xlsx")
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    sheet = book["Pairs"]
    head = [cell.value for cell in sheet[1]]
    first, second = (str(sheet.cell(row, 1).value) for row in (2, 3))
    sheet.cell(2, head.index("Outcome") + 1).value = OUTCOMES[3]
    sheet.cell(2, head.index("Reason") + 1).value = "both revise"
    sheet.cell(2, head.index("Expires") + 1).value = "2030-01-01"
    book.save(tmp_path / "report.xlsx")
    assert overlap_command("decide", "--from", "report.xlsx").returncode == 0
    page = {"type": "decisions", "decisions": [{"pair": second, "outcome": "merge", "reason": "", "by": "Q7/20"}]}
    (tmp_path / "decisions.json").write_text(json.dumps(page))
    assert overlap_command("decide", "--from", "decisions.json").returncode == 0
    known = register.read(tmp_path / "decisions.toml")
    assert (known[first].outcome, known[first].reason, known[first].expires) == (
        OUTCOMES[3],
        "both revise",
        "2030-01-01",
    )
    assert (known[second].outcome, known[second].by) == ("merge", "Q7/20")
    assert "2 decided" in " ".join(overlap_command("compare", "-n", "1").stdout.split())
    assert first in overlap_command("decisions", "list").stdout
    assert "both revise" in overlap_command("decisions", "show", first).stdout
    assert "0 of 2" in overlap_command("decisions", "prune").stderr
    assert overlap_command("compare", "-n", "1", "--show-decided", "-f", "csv").stdout.splitlines()[1].startswith(first)


def test_pairs_of_editions_and_of_one_list_are_decided_and_stay(overlap_command: Run, tmp_path: Path) -> None:
    first, rest = (
        "id,title\nISO 10:2020,Smart parking\n",
        "ISO 10:2016,Smart parking lots\nISO 20:2020,Parking of cars\n",
    )
    (tmp_path / "one.csv").write_text(first + rest)
    (tmp_path / "other.csv").write_text("id,title\nY.1,Smart parking\n")
    both = ("--left", "one.csv", "--right", "other.csv")

    def found(*arguments: str) -> set[str]:
        done = overlap_command("compare", *arguments, "-n", "0", "-f", "json")
        return {pair["id"] for pair in json.loads(done.stdout)["pairs"]}

    folded, unfolded = found("one.csv", "other.csv"), found("one.csv", "other.csv", "--no-fold")
    within = found("one.csv", "--within")
    assert (len(folded), len(unfolded), len(within)) == (2, 3, 1)
    for pair, lists in (*((each, both) for each in unfolded), *((each, (*both[:2], "--within")) for each in within)):
        assert overlap_command("decide", pair, "--outcome", "merge", *lists).returncode == 0
    assert {*register.read(tmp_path / "decisions.toml")} == unfolded | within
    assert found("one.csv", "other.csv", "--no-fold") == found("one.csv", "--within") == set()
    assert "0 of 4" in overlap_command("decisions", "prune", *both).stderr
    (tmp_path / "one.csv").write_text(first)
    planned = overlap_command("decisions", "prune", "--dry-run", *both).stderr
    assert planned.count("neither list has ISO 20:2020") == 2  # the work ISO 10 is still there, in its edition of 2020
    assert len(register.read(tmp_path / "decisions.toml")) == 4
    assert "2 of 4" in overlap_command("decisions", "prune", *both).stderr
    done = overlap_command("decide", min(unfolded - folded), "--outcome", "merge", *both)
    assert (done.returncode, "--within" in done.stderr) == (2, True)


SPELLINGS = [
    ("ITU-T Y.4051 (01/2019)", "ISO 37100:2016", ""),
    ("Rec. ITU\u2011T Y.4051", "ISO 37100:2016(en)", ""),
    ("T-REC-Y.4051-201901-I", "ISO 37100", ""),
    ("UIT-T Y.4051", "ИСО 37100:2016", ""),
    ("Y.4051/X.99", "ISO/IEC 37100:2016", ""),
    ("Y.4051", "ISO 37100:2027", "ISO 37100:2027 is another edition than ISO 37100:2016"),
    ("Y.4051", "ISO/DIS 37100", "ISO/DIS 37100 stands where ISO 37100:2016 stood"),
    ("Y.4051-Rev", "ISO 37100:2016", "Y.4051-Rev stands where Y.4051 stood"),
    ("Y.4051", "ISO 37100:2016/Amd 1:2020", ""),
]


@pytest.mark.parametrize(("one", "other", "reason"), SPELLINGS)
def test_a_decision_survives_the_next_spelling_and_the_next_edition(one: str, other: str, reason: str) -> None:
    def side(name: str, item: str) -> Corpus:
        return Corpus(name=name, title=name, work_items=(WorkItem(item, "Vocabulary of smart cities", "Terms."),))

    (pair,) = compare(side("left", "Y.4051"), side("right", "ISO 37100:2016")).pairs
    for key in (pair.id, pair.formerly):
        known = {key: replace(decide(pair), pair=key)}
        for sides in ((side("left", one), side("right", other)), (side("left", other), side("right", one))):
            report = compare(*sides, Settings(limit=None), decisions=known)
            told = [each.reopened for each in (*report.decided, *report.pairs)]
            assert told == [reason]
            assert len(report.decided) == (not reason)
            (item,), (against,) = (each.work_items for each in sides)
            assert not lookup.absent(known[key], {*register.numbers(item), *register.numbers(against)})
            (finding,) = [
                found
                for each in check(sides[0], [sides[1]], decisions=known)
                for found in (*each.findings, *each.decided)
            ]
            assert (finding.decision != "", finding.reopened) == (True, reason)


def test_the_id_of_a_pair_is_made_of_its_works_and_the_id_it_had_is_understood(
    overlap_command: Run, tmp_path: Path
) -> None:
    (tmp_path / "left.csv").write_text("id,title\nY.4051,Vocabulary of smart cities\n")
    (tmp_path / "right.csv").write_text("id,title\nISO 37100:2016,Vocabulary of smart cities\n")
    lists = ("--left", "left.csv", "--right", "right.csv")

    def printed() -> str:
        (pair,) = json.loads(overlap_command("compare", "left.csv", "right.csv", "-f", "json").stdout)["pairs"]
        return str(pair["id"])

    first, former = printed(), pair_id("Y.4051", "ISO 37100:2016")
    assert overlap_command("decide", former, "--outcome", "merge", *lists).returncode == 0
    assert {*register.read(tmp_path / "decisions.toml")} == {former}
    assert "merge" in overlap_command("decisions", "show", first).stdout
    assert overlap_command("decide", first, "--outcome", "withdraw", "--replace", *lists).returncode == 0
    assert {*register.read(tmp_path / "decisions.toml")} == {first}
    assert "withdraw" in overlap_command("decisions", "show", former).stdout
    (tmp_path / "left.csv").write_text("id,title\nITU-T Y.4051 (01/2019),Vocabulary of smart cities\n")
    (tmp_path / "right.csv").write_text("id,title\nISO 37100:2027,Vocabulary of cities\n")
    assert printed() == first
    assert overlap_command("decide", former, "--outcome", "merge", "--replace", *lists).returncode == 0
    assert "0 of 1" in overlap_command("decisions", "prune", *lists).stderr


def test_decide_says_what_is_wrong(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    for arguments, said in (
        ((), "Name one pair"),
        (("P-00000000", "--outcome", "merge"), "No pair of ITU-T SG20 and ISO/IEC JTC 4 is called P-00000000"),
        (("P-00000000", "--outcome", "dance"), "is none of those there are"),
        (("P-00000000", "--outcome", "merge", "--expires", "soon"), "--expires is 'soon'"),
        (("--from", "x.json"), "no decisions"),
        (("--from", "x.docx"), "read from .xlsx or .json"),
    ):
        done = overlap_command("decide", *arguments)
        assert done.returncode == 2
        assert said in done.stderr
    assert overlap_command("compare", "--decisions", "none.toml").returncode == 2


@pytest.mark.parametrize(("expires", "is_past"), [("2020-01-01", True), ("9999-01-01", False), ("never", False)])
def test_a_decision_that_has_expired_when_it_is_made_is_said_to_change_nothing(
    overlap_command: Run, expires: str, is_past: bool
) -> None:
    done = overlap_command("decide", "Y.4904", "ISO/TS 37107", "--outcome", "merge", "--expires", expires)
    assert done.returncode == 0, done.stderr
    assert (f"{expires}, is past" in done.stderr) == is_past


WRITER = """
import sys
from pathlib import Path
from overlap.cli.register import change
from overlap.record.register import Decision
path = Path(sys.argv[1])
for n in range(int(sys.argv[3])):
    pair = f"P-{sys.argv[2]}{n}"
    change(path, lambda there: {**there, pair: Decision(pair=pair, left="a", right="b", outcome="merge")})
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path), name, str(count)], cwd=ROOT)


def test_eight_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    all_of_them = [writer(path, name, 10) for name in "ABCDEFGH"]
    assert [each.wait(60) for each in all_of_them] == [0] * 8
    assert {*register.read(path)} == {f"P-{name}{n}" for name in "ABCDEFGH" for n in range(10)}


@given(
    st.lists(st.tuples(st.sampled_from([*OUTCOMES[:3], KNOWN]), st.sampled_from([*OUTCOMES[:3], KNOWN])), min_size=1)
)
def test_kappa_is_that_of_scikit_learn(outcomes: list[tuple[str, str]]) -> None:
    one, other = (
        {
            str(n): Decision(pair=str(n), left="a", right="b", outcome=" ".join(each[side].split()))
            for n, each in enumerate(outcomes)
        }
        for side in (0, 1)
    )
    if len({each for pair in outcomes for each in pair}) > 1:  # else scikit-learn divides by nothing
        assert math.isclose(agreement.kappa(one, other), cohen_kappa_score(*zip(*outcomes, strict=True)), abs_tol=1e-9)


FORMS = (
    'P-1 = {left = "a", right = "b", outcome = "merge"}',
    'P-1.left = "a"\nP-1.right = "b"\nP-1.outcome = "merge"',
    '[P-1]\nleft = "a"\nright = "b"\noutcome = "merge"',
    '["P-1"] # said\nleft = \'a\'\nright = """b"""\noutcome = "merge"\nhistory = [\n"x",\n]',
    "[P-1]\n[P-2]\nleft = 3",
    "x = 1",
    "x = [1, 2]",
    "[[P-1]]\nleft = 1",
    "[L-1]\nid = 1\n[L-2.more]\nid = 2",
    "no toml",
    "",
)


@given(
    st.lists(st.sampled_from(FORMS), max_size=2, unique=True).map("\n".join),
    st.dictionaries(st.sampled_from(["P-1", "P-2", "P-3"]), st.sampled_from(["merge", "withdraw"]), max_size=3),
)
def test_whatever_form_a_text_has_the_tables_written_into_it_are_read_back(text: str, wanted: dict[str, str]) -> None:
    tables = {name: {"left": "a", "right": "b", "outcome": outcome} for name, outcome in wanted.items()}
    written = tomllib.loads(edit(text, tables, {"expires": "never"}))
    found = {name: values for name, values in written.items() if name.startswith("P-")}
    assert {name: {"expires": "never", **values} for name, values in found.items()} == {
        name: {"expires": "never", **values} for name, values in tables.items()
    }


def test_a_command_ended_at_any_moment_leaves_each_file_old_or_new(tmp_path: Path) -> None:
    """A few of the runs of `make endure`."""
    scene = lay_out(tmp_path)
    merge = [each for each in WORKS if each.arguments[:2] == ("decisions", "merge")]
    brought = [each for each in WORKS if each.arguments[:2] == ("corpus", "import")]
    for works, signals in ((merge, (signal.SIGKILL,)), (brought[:1], kills.SIGNALS)):
        for tally in kills.end(scene, works, 3, 1, signals):
            assert not tally.faults, tally


def test_a_process_killed_at_any_moment_leaves_a_whole_register(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    before = 0
    for number in range(12):
        started = writer(path, f"{number}X", 10_000)
        begun = time.monotonic()
        while not path.exists() and time.monotonic() < begun + 30:  # to import it all may take a while
            time.sleep(0.05)
        time.sleep(0.25 + 0.02 * number)
        started.kill()
        started.wait()
        known = register.read(path)
        assert len(known) >= before
        before = len(known)
    assert before > 0
