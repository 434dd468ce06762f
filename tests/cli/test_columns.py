"""Columns that the user names, in one list or in every list that has them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.cli import columns
from overlap.errors import InputError, SettingsError
from overlap.settings import ReadSettings
from tests.conftest import Run

LEFT = "Kennung,Was,Bemerkung\nA,Smart parking lots in cities,rot\nB,Tolls for lorries on bridges,blau\n"
RIGHT = "Kennung,Worüber,Bemerkung\nC,Smart parking lots of cities,rot\nD,Bells of ferries in harbours,blau\n"


@pytest.fixture(autouse=True)
def lists(tmp_path: Path) -> None:
    (tmp_path / "left.csv").write_text(LEFT)
    (tmp_path / "right.csv").write_text(RIGHT)


@pytest.mark.parametrize(
    "named",
    [
        ("title=Was", "title=Worüber"),
        ("left.csv:title=Was", "right.csv:title=Worüber"),
        ("left:title=Was", "title=Worüber"),
        ("left.csv:scope=Bemerkung", "title=Was", "title=Worüber"),
    ],
)
def test_lists_whose_headings_differ_are_compared(overlap_command: Run, named: tuple[str, ...]) -> None:
    hints = [part for each in named for part in ("--column", each)]
    done = overlap_command("compare", "left.csv", "right.csv", *hints)
    assert (done.returncode, "Smart parking lots of cities" in " ".join(done.stdout.split())) == (0, True), done.stderr
    assert "--column" not in done.stderr
    (Path(overlap_command.keywords["cwd"]) if hasattr(overlap_command, "keywords") else Path()).exists()


def test_every_command_refuses_a_column_that_no_list_has_and_says_which_is_meant(overlap_command: Run) -> None:
    for command in (
        ("compare", "left.csv", "right.csv"),
        ("ingest", "left.csv", "right.csv"),
        ("check", "left.csv", "--against", "right.csv"),
    ):
        named = ("--column", "title=Was", "--column", "title=Worüber", "--column", "scope=Bemerkun")
        done = overlap_command(*command, *named)
        assert done.returncode == 2
        assert "no column 'Bemerkun' to read as scope. Did you mean 'Bemerkung'?" in " ".join(done.stderr.split())
    done = overlap_command("compare", "left.csv", "right.csv", *named[:4], "--column", "lefs.csv:scope=Bemerkung")
    assert "no list that was read is called lefs.csv. Did you mean left.csv" in " ".join(done.stderr.split())


@given(
    st.dictionaries(st.sampled_from(("Was", "Worüber", "Thema")), st.sampled_from(("id", "title", "scope"))),
    st.dictionaries(st.sampled_from(("Was", "Worüber", "Thema")), st.sampled_from(("id", "title", "scope"))),
)
def test_what_is_said_of_one_list_comes_before_what_is_said_of_all(every: dict[str, str], one: dict[str, str]) -> None:
    typed = [f"{field}={heading}" for heading, field in every.items()]
    typed += [f"a.csv:{field}={heading}" for heading, field in one.items()]
    settings = columns.read(typed, "")
    assert dict(settings.of(Path("folder/a.csv")).columns) == {**every, **one}
    assert list(settings.of(Path("a.csv")).columns)[: len(one)] == list(one)
    assert dict(settings.of(Path("b.csv")).columns) == every
    columns.check(settings, {"a.csv": ("WAS", "worüber", "Thema"), "b.csv": ()})


def test_a_column_is_one_field() -> None:
    with pytest.raises(SettingsError, match="was named as title before"):
        columns.read(["title=Was", "scope=Was"], "")
    assert columns.read(["a:title=Was", r"C:\lists\b.csv:scope=Was = x"], "") == ReadSettings(
        columns_of={"a": {"Was": "title"}, r"C:\lists\b.csv": {"Was = x": "scope"}}
    )
    with pytest.raises(InputError, match=r"among|no column 'Wos'"):
        columns.check(columns.read(["title=Wos"], ""), {"a.csv": ("Was",)})
