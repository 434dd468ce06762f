"""The life of a liaison statement: kept beside the decisions, told day by day, merged as they are."""

import json
import subprocess
import tempfile
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.errors import InputError, SettingsError
from overlap.model import pair_id
from overlap.record import liaisons, register, tables
from overlap.record.liaisons import Liaison, Purpose, State
from overlap.record.register import Decision
from tests.conftest import Run
from tests.record.test_register import decisions as decided
from tests.record.test_register import words

days = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.isoformat)
some = st.builds(
    Liaison,
    id=st.text(alphabet="0123456789ABC", min_size=2, max_size=8).map("L-{}".format),
    title=words.filter(bool),
    to=words.filter(bool),
    purpose=st.sampled_from([*map(str, Purpose)]),
    pairs=st.lists(st.sampled_from(["P-1", "P-2", "P-3"]), unique=True).map(tuple),
    deadline=st.one_of(st.just(""), days),
    drafted=days,
    sent=st.one_of(st.just(""), days),
    number=words,
    answered=st.one_of(st.just(""), days),
    answer=words,
    closed=st.one_of(st.just(""), days),
)


def parse(text: str, folder: Path) -> tuple[dict[str, Decision], dict[str, Liaison]]:
    path = folder / "decisions.toml"
    path.write_text(text, encoding="utf-8")
    return register.read(path), liaisons.read(path)


@settings(max_examples=15)
@given(st.lists(some, max_size=4), st.lists(decided, max_size=3), st.booleans())
def test_statements_and_decisions_are_kept_in_one_file_and_leave_each_other_alone(
    statements: list[Liaison], ended: list[Decision], is_first: bool
) -> None:
    sent, known = {each.id: each for each in statements}, {each.pair: each for each in ended}
    steps = [lambda text: liaisons.write(sent, text), lambda text: register.write(known, text)]
    text = ""
    for step in steps if is_first else reversed(steps):
        text = step(text)
    with tempfile.TemporaryDirectory() as folder:
        assert parse(text, Path(folder)) == (known, sent)
    assert register.write(known, liaisons.write(sent, text)) == text


@given(some, days)
def test_a_statement_is_in_one_state_and_overdue_only_while_a_reply_is_awaited(one: Liaison, today: str) -> None:
    state = one.state(today)
    assert (state is State.CLOSED) == bool(one.closed)
    if state is State.OVERDUE:
        assert one.sent
        assert one.deadline < today
        assert not one.answered
        assert one.purpose != Purpose.INFORMATION
    assert (one.deadline in liaisons.said(one, today)) or state not in (State.OVERDUE,)


@given(st.lists(some, max_size=5), days)
def test_what_is_due_is_among_what_is_listed_and_the_overdue_come_first(statements: list[Liaison], today: str) -> None:
    every = liaisons.due(statements, today)
    states = [each.state(today) for each in every]
    assert sorted(states, key=[*State].index) == states
    last = (date.fromisoformat(today) + timedelta(30)).isoformat()
    waiting = liaisons.due(statements, today, last)
    assert all(each in every and each.deadline <= last and not each.answered for each in waiting)


@given(st.lists(some, max_size=4), st.lists(some, max_size=4))
def test_a_merge_loses_no_statement_and_no_value(one: list[Liaison], other: list[Liaison]) -> None:
    mine, theirs = {each.id: each for each in one}, {each.id: each for each in other}
    both, conflicts = liaisons.merge(mine, theirs)
    assert {*both} == {*mine} | {*theirs}
    for name, each in both.items():
        for field in ("sent", "answered", "closed", "number"):
            values = {getattr(side[name], field) for side in (mine, theirs) if name in side} - {""}
            assert getattr(each, field) in (values or {""})
    assert liaisons.merge(both, mine)[0] == both
    assert not liaisons.merge(mine, mine)[1]
    assert {*conflicts} <= {*mine} & {*theirs}


@given(st.lists(some, max_size=4), st.lists(some, max_size=4))
def test_a_conflict_is_named_where_a_field_has_two_values_and_nowhere_else(
    one: list[Liaison], other: list[Liaison]
) -> None:
    mine, theirs = {each.id: each for each in one}, {each.id: each for each in other}
    mine |= {name: replace(each, number="LS 1") for name, each in theirs.items() if name.endswith(("0", "1"))}
    twice = {
        name
        for name in {*mine} & {*theirs}
        for field in fields(Liaison)
        if len({getattr(mine[name], field.name), getattr(theirs[name], field.name)} - {"", ()}) > 1
    }
    assert liaisons.merge(mine, theirs)[1] == tuple(sorted(twice))


@given(st.lists(some, max_size=5, unique_by=lambda each: each.id), days)
def test_each_pair_has_the_statements_about_it_the_most_pressing_first(statements: list[Liaison], today: str) -> None:
    told = liaisons.by_pair(statements, today)
    for name in ("P-1", "P-2", "P-3"):
        about = [each for each in liaisons.due(statements, today) if name in each.pairs]
        assert told.get(name, ()) == tuple(liaisons.said(each, today) for each in about)


@pytest.mark.parametrize(
    ("line", "is_right"),
    [
        ('sent = "2026-11-01"', True),
        ('sent = "soon"', False),
        ("sent = 5", False),
        ('pairs = ["P-1"]', True),
        ('pairs = "P-1"', False),
        ("pairs = [5]", False),
        ('purpose = "action"', True),
        ('purpose = "fun"', False),
        ('number = "LS 4"', True),
        ("number = 4", False),
    ],
)
def test_a_field_of_a_statement_has_its_form_or_is_named(line: str, is_right: bool, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(f'[L-1]\ntitle = "T"\nto = "B"\n{line}\n')
    if is_right:
        assert liaisons.read(tmp_path / "x.toml").keys() == {"L-1"}
    else:
        with pytest.raises(InputError, match=rf"\[L-1\]: {line.split()[0]} is not of its form"):
            liaisons.read(tmp_path / "x.toml")


@pytest.mark.parametrize("purpose", [*Purpose])
def test_what_a_statement_is_for_is_known_in_any_case(purpose: Purpose) -> None:
    for text in (purpose, purpose.upper(), purpose.title()):
        assert liaisons.check_purpose(text) is purpose
    with pytest.raises(SettingsError, match="No statement is for fun"):
        liaisons.check_purpose("fun")


def test_a_draft_written_again_keeps_its_life() -> None:
    first = Liaison(id=liaisons.name(["B"], ["P-1"]), title="T", to="B", pairs=("P-1",), drafted="2026-11-01")
    known = liaisons.note(liaisons.draft({}, first), first.id, sent="2026-11-10", number="LS 4")
    again = liaisons.draft(known, Liaison(id=first.id, title="T2", to="B", drafted="2026-11-20"))[first.id]
    assert (again.title, again.drafted, again.sent, again.number) == ("T2", "2026-11-01", "2026-11-10", "LS 4")
    assert liaisons.find(known, "ls 4") == known[first.id]
    with pytest.raises(SettingsError, match="was not sent"):
        liaisons.note(liaisons.draft({}, first), first.id, answered="2026-11-30")
    with pytest.raises(SettingsError, match=r"is '30\.11\.'"):
        liaisons.note(known, first.id, closed="30.11.")
    with pytest.raises(SettingsError, match="is called L-0"):
        liaisons.find(known, "L-0")


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ('["L-1"]\ntitle = "T"\n', "to missing"),
        ('["L-1"]\ntitle = "T"\nto = "B"\ncolour = "red"\n', "has no colour"),
        ('["L-1"]\ntitle = "T"\nto = "B"\nsent = "soon"\n', "sent is not of its form"),
        ('["L-1"]\ntitle = "T"\nto = "B"\npairs = "P-1"\n', "pairs is not of its form"),
        ('"L-1" = 3\n', "no liaison statement"),
    ],
)
def test_a_statement_that_is_none_is_named_with_its_place(tmp_path: Path, table: str, problem: str) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(table)
    with pytest.raises(InputError, match=problem) as caught:
        liaisons.read(path)
    assert "L-1" in str(caught.value)


def test_git_merges_statements_of_two_branches(tmp_path: Path) -> None:
    def git(*arguments: str) -> int:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        return subprocess.run(["git", *who, *arguments], cwd=tmp_path, capture_output=True, check=False).returncode

    path = tmp_path / "decisions.toml"
    path.write_text(liaisons.write({}, register.write({}, tables.marked(""))))
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "first")
    for branch, name in (("one", "L-0A"), ("two", "L-ZZ")):
        git("checkout", "-qb", branch, "main")
        path.write_text(liaisons.write({name: Liaison(id=name, title="T", to="B")}, path.read_text()))
        git("commit", "-qam", branch)
    assert git("merge", "-q", "one") == 0
    assert {*liaisons.read(path)} == {"L-0A", "L-ZZ"}


ONE = "id,title,stage\nX.1,Framework of smart parking lots,Under study\n"
OTHER = "id,title,stage\nISO/DIS 5,Smart parking lots - Framework,40.20\n"
PAIR = pair_id("X.1", "ISO 5")


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, ...]:
    """Write two lists of one work item each, and name them as options do."""
    (tmp_path / "a.csv").write_text(ONE)
    (tmp_path / "b.csv").write_text(OTHER)
    return "--left", "a.csv", "--right", "b.csv"


def test_a_statement_from_draft_to_close(overlap_command: Run, tmp_path: Path, two: tuple[str, ...]) -> None:
    path = tmp_path / "decisions.toml"
    done = overlap_command("liaison", PAIR, *two, "--form", "itu-t", "--deadline", "2020-01-01", "-o", "LS.md")
    assert done.returncode == 0, done.stderr
    assert "to be completed: Number, Question(s), Place, date, Approval, Contact" in done.stderr
    assert "the deadline 2020-01-01 is past" in done.stderr
    (name,) = liaisons.read(path)
    assert overlap_command("liaison", "sent", name, "--number", "LS 7", "--date", "2019-12-01").returncode == 0
    assert overlap_command("liaison", "list").stdout.split("\n")[1].split()[:2] == [name, "overdue"]
    assert overlap_command("report", "a.csv", "b.csv", "-o", "report.md").returncode == 0
    told = f"liaison statement {name} to b: sent 2019-12-01 as LS 7, reply overdue since 2020-01-01"
    assert told in (tmp_path / "report.md").read_text(encoding="utf-8")
    assert overlap_command("liaison", "answered", "ls 7", "--number", "N 12").returncode == 0
    assert "none due" in overlap_command("liaison", "list", "--due", "30d").stdout
    assert overlap_command("liaison", "close", name).returncode == 0
    assert '"state": "closed"' in overlap_command("liaison", "list", "-f", "json").stdout
    assert "Closed" in overlap_command("liaison", "show", name).stdout


def test_a_reply_says_of_each_document_what_the_lists_say(overlap_command: Run, two: tuple[str, ...]) -> None:
    assert overlap_command("liaison", PAIR, *two, "--number", "SG1-LS9", "-o", "LS.docx").returncode == 0
    said = " ".join(overlap_command("liaison", "--reply", "LS.docx", *two, "--decisions", "none").stdout.split())
    assert "Reply to liaison statement SG1-LS9: Liaison statement on framework of smart parking lots" in said
    assert "ISO/DIS 5 is ours: Smart parking lots - Framework (40.20 enquiry ballot)" in said
    assert "It is close to X.1." in said
    assert "You ask: “Please tell us the present stage of ISO/DIS 5" in said
    assert "[to be completed: our answer]" in said
    other = overlap_command("liaison", "--reply", "a.csv", *two)
    assert other.returncode == 2
    assert "no liaison statement" in other.stderr


def test_a_text_that_is_no_statement_is_answered_by_its_title_and_what_it_names(
    overlap_command: Run, tmp_path: Path, two: tuple[str, ...]
) -> None:
    (tmp_path / "mail.md").write_text("# Smart parking\n\nWe are working on ISO/DIS 5, and wonder about ISO 99999.\n")
    done = overlap_command("liaison", "--reply", "mail.md", *two, "--decisions", "none")
    said = " ".join(done.stdout.split())
    assert "not of the form of a liaison statement" in done.stderr
    assert "Reply to Smart parking" in said
    assert "We do not find ISO 99999 in the lists compared [to be checked: its number]; which text do you mean?" in said
    assert PAIR in said


def test_what_is_marked_in_a_report_is_what_is_asked(
    overlap_command: Run, tmp_path: Path, two: tuple[str, ...]
) -> None:
    marks = {"decisions": [{"pair": PAIR, "outcome": "joint meeting or joint working group"}]}
    (tmp_path / "decisions.json").write_text(json.dumps(marks))
    names = ("--left-name", "Group A", "--right-name", "Committee B", "--decisions", "none")
    said = " ".join(overlap_command("liaison", "--from", "decisions.json", *two, *names).stdout.split())
    assert "Please consider a joint meeting" in said
    assert "Group A would like to inform you of one pair of work items, one of Group A and one of Committee B" in said
    by_items = overlap_command("liaison", "X.1", "ISO 5", *two, *names).stdout
    assert by_items == overlap_command("liaison", PAIR.lower(), *two, *names).stdout
    assert PAIR in by_items
    every = " ".join(overlap_command("liaison", "--undecided", *two, *names).stdout.split())
    assert PAIR in every
    assert "Please tell us the present stage of ISO/DIS 5" in every
    none = overlap_command("liaison", "--undecided", *two, "--group", "Q9/9", *names)
    assert none.returncode == 2


@pytest.mark.parametrize("faulty", [{"reason": "both revise"}, {"by": "Q1/9"}, {"outcome": "think about it"}])
def test_a_row_that_is_no_decision_is_named_and_the_others_are_taken(
    overlap_command: Run, tmp_path: Path, two: tuple[str, ...], faulty: dict[str, str]
) -> None:
    """By `decide` and by `liaison` in the same words."""
    rows = [{"pair": "P-00000000", **faulty}, {"pair": PAIR, "outcome": "merge"}, {"pair": "P-00000001", "outcome": ""}]
    (tmp_path / "decisions.json").write_text(json.dumps({"decisions": rows}))
    drafted = overlap_command("liaison", "--from", "decisions.json", *two, "--decisions", "none")
    decided = overlap_command("decide", "--from", "decisions.json", *two)
    said = [[line for line in each.stderr.splitlines() if "not taken" in line] for each in (drafted, decided)]
    assert said[0] == said[1] != []
    assert "decision 1 (P-00000000)" in said[0][0]
    assert drafted.returncode == decided.returncode == 2
    assert "one text in place of the two" in " ".join(drafted.stdout.split())


def test_two_registers_are_merged_with_their_statements(overlap_command: Run, tmp_path: Path) -> None:
    for name, statement in (("one", "L-1"), ("other", "L-2")):
        there = {statement: Liaison(id=statement, title="T", to=name)}
        (tmp_path / f"{name}.toml").write_text(liaisons.write(there, register.write({})))
    assert overlap_command("decisions", "merge", "one.toml", "other.toml", "-o", "both.toml").returncode == 0
    assert {*liaisons.read(tmp_path / "both.toml")} == {"L-1", "L-2"}


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "No pair is named"),
        (["lst"], "Did you mean list?"),
        (["Y.4904", "ISO 99999"], "ISO 99999"),
        (["P-R2KQFZT1", "--undecided"], "Name the pairs in one way"),
        (["P-00000000"], "is called P-00000000"),
        (["P-R2KQFZT1", "--for", "fun"], "No statement is for fun"),
        (["P-R2KQFZT1", "--form", "ietf"], "No form is called ietf"),
        (["P-R2KQFZT1", "--deadline", "soon"], "--deadline is 'soon'"),
        (["P-R2KQFZT1", "-o", "LS.pdf"], "no liaison statement has the suffix .pdf"),
        (["P-R2KQFZT1", "-o", "LS.md", "--template", "x.docx"], "--template is for Word"),
        (["list", "--due", "soon"], "is no number of days"),
    ],
)
def test_what_cannot_be_drafted_is_said(overlap_command: Run, arguments: list[str], problem: str) -> None:
    done = overlap_command("liaison", *arguments)
    assert done.returncode == 2
    assert problem in done.stderr
