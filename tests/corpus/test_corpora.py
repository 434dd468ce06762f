"""Corpora: the bundled ones, and those of a user."""

import csv
from pathlib import Path

import pytest

from overlap.corpus import corpora
from overlap.errors import InputError, NotFoundError
from tests.conftest import SHARED, needs_shared

ABOUT = 'name = "mine"\ntitle = "My group"\nas_of = "May 2026"\n'


@pytest.mark.parametrize(("name", "items", "statements"), [("sg20", 290, 22), ("jc4", 100, 47)])
def test_the_bundled_corpora_are_whole_and_without_fault(name: str, items: int, statements: int) -> None:
    corpus = corpora.load(name)
    assert (len(corpus.work_items), len(corpus.mandate), corpus.faults) == (items, statements, ())
    assert corpus.as_of
    assert corpus.provenance
    assert corpus.missing
    assert all(item.source for item in corpus.work_items)
    assert all(statement.source for statement in corpus.mandate)
    assert all((item.scope_origin == "note") == bool(item.scope) for item in corpus.work_items)
    owners = {committee.name for committee in corpus.committees}
    assert {item.committee for item in corpus.work_items} <= owners


@needs_shared
@pytest.mark.parametrize("name", ["sg20", "jc4"])
def test_the_bundled_work_items_are_the_verified_ones(name: str) -> None:
    with (SHARED / "facts" / f"{name}_work_items.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    items = corpora.load(name).work_items
    assert [{key: getattr(item, key) for key in facts[0]} for item in items] == facts


@needs_shared
def test_the_bundled_mandates_are_the_verified_ones() -> None:
    with (SHARED / "facts" / "mandates.csv").open(encoding="utf-8", newline="") as file:
        facts = {row["id"]: row for row in csv.DictReader(file)}
    statements = [statement for name in ("sg20", "jc4") for statement in corpora.load(name).mandate]
    later = {"SG20/Qx-energy"}
    assert {each.id: each.text for each in statements if each.id not in later} == {
        key: row["text"] for key, row in facts.items()
    }
    assert all(each.kind == facts[each.id]["kind"] for each in statements if each.id not in later)


def test_the_question_on_energy_is_in_the_mandate_and_every_statement_has_a_heading() -> None:
    statements = {each.id: each for name in ("sg20", "jc4") for each in corpora.load(name).mandate}
    assert "effective energy management" in statements["SG20/Qx-energy"].text
    assert statements["SG20/prev-Q1-1"].called == "Question 1/20 of 2017-2020, point 1"
    assert all(each.heading for each in statements.values())


def test_jtc_4_has_the_members_and_liaisons_of_may_2026_and_no_predecessor() -> None:
    committees = {each.name: each for each in corpora.load("jc4").committees}
    joint = committees["ISO/IEC JTC 4"]
    assert "25 participating and 14 observing members" in joint.status
    assert joint.as_of == "May 2026"
    assert "ITU" not in joint.liaisons
    assert {name for name, each in committees.items() if "ITU" in each.liaisons} == {
        "ISO/TC 268",
        "ISO/TC 268/SC 1",
        "ISO/IEC JTC 1",
    }
    assert not any(each.role == "predecessor" for each in committees.values())
    assert committees["ISO/TC 268"].role == "same field"


def test_the_work_items_carry_the_liaisons_and_timing_of_the_work_programme() -> None:
    items = {each.id: each for each in corpora.load("sg20").work_items}
    assert items["Y.4904-Rev"].liaisons == "ISO/TC 268/SC 1; IEC SyC Smart Cities; ISO/IEC JTC 4"
    assert items["Y.aidt-reqts"].liaisons == "ISO/IEC JTC 1/SC 41"
    assert (items["Y.4904-Rev"].timing, items["Y.aidt-reqts"].timing) == ("2026-Q4", "2027-Q4")


@pytest.mark.parametrize("alias", ["jc4", "JC4", "JTC 4", "ISO/IEC JTC 4", "iso/iec/jtc4"])
def test_an_alias_names_its_corpus(alias: str) -> None:
    assert corpora.load(alias).name == "jc4"


def test_a_committee_is_no_corpus_but_the_way_to_it_is_told() -> None:
    with pytest.raises(NotFoundError, match="--committee"):
        corpora.load("ISO/TC 268")


def test_a_misspelt_name_is_met_with_the_right_one() -> None:
    with pytest.raises(NotFoundError, match="Did you mean sg20"):
        corpora.load("sg2O")


def folder(
    tmp_path: Path, about: str = ABOUT, items: str = "id,title\nA,Parking\n", mandate: str | None = None
) -> Path:
    path = tmp_path / "mine"
    path.mkdir()
    (path / "corpus.toml").write_text(about, encoding="utf-8")
    (path / "work_items.csv").write_text(items, encoding="utf-8")
    (path / "mandate.csv").write_text(mandate or "id,kind,text\nA/1,scope,Parking\n", encoding="utf-8")
    return path


def test_a_users_folder_stands_wherever_a_name_does(tmp_path: Path) -> None:
    corpus = corpora.load(str(folder(tmp_path)))
    assert (corpus.name, corpus.title, corpus.as_of, corpus.faults) == ("mine", "My group", "May 2026", ())
    assert corpus.mandate[0].kind == "scope"


@pytest.mark.parametrize(
    ("about", "items", "said"),
    [
        ('name = "mine"\n', "id,title\nA,B\n", "corpus.toml, title: missing"),
        (ABOUT + "sauce = 1\n", "id,title\nA,B\n", "corpus.toml, sauce: unknown"),
        ('name = "mine"\ntitle = ["x"]\nas_of = 2026-05-01\n', "id,title\nA,B\n", "corpus.toml, title: not a text"),
        (ABOUT + 'committees = "x"\n', "id,title\nA,B\n", "corpus.toml, committees: not a list"),
        (ABOUT + 'aliases = "x"\n', "id,title\nA,B\n", "corpus.toml, aliases: not a list"),
        (ABOUT, "id,title\nA,B\nC,\n", "work_items.csv, row 3: no title and no scope"),
        (ABOUT, "id,title\nA,B\nA,B\n", "work_items.csv, row 3: the id A again"),
        (ABOUT, "id,title,staus\nA,B,x\n", "column 'staus': kept as a note; rename it to 'status'"),
    ],
)
def test_each_fault_is_named_with_its_place(tmp_path: Path, about: str, items: str, said: str) -> None:
    corpus = corpora.load_folder(folder(tmp_path, about, items))
    assert any(said in str(fault) for fault in corpus.faults)
    assert [item.title for item in corpus.work_items] == ["B"]


def test_a_row_without_an_id_is_named_after_its_place(tmp_path: Path) -> None:
    corpus = corpora.load_folder(folder(tmp_path, items="id,title\nA,B\n,C\n"))
    assert [item.id for item in corpus.work_items] == ["A", "work_items, row 3"]
    assert "row 3: no id, so named 'work_items, row 3'" in str(corpus.faults[0])


def test_an_unreadable_file_of_a_corpus_leaves_the_rest(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "mandate.csv").unlink()
    corpus = corpora.load_folder(path)
    assert len(corpus.work_items) == 1
    assert "mandate.csv: No such file" in str(corpus.faults[0])


def test_a_list_of_the_wrong_form_leaves_the_rest_of_the_folder(tmp_path: Path) -> None:
    corpus = corpora.load_folder(folder(tmp_path, mandate="id,utterance\nA/1,Parking\n"))
    assert len(corpus.work_items) == 1
    assert "no column 'title' among id, utterance" in str(corpus.faults[0])


def test_a_folder_of_files_is_a_list_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,title\nA,Parking\nB,Data\n")
    (tmp_path / "b.txt").write_text("Guide to parking\n\nScope: Lots.\n")
    (tmp_path / "c.png").write_bytes(b"x")
    (tmp_path / "d.csv").write_text("")
    corpus = corpora.load(str(tmp_path))
    assert [item.id for item in corpus.work_items] == ["A", "B", "b"]
    assert [("c.png" in str(fault), "d.csv" in str(fault)) for fault in corpus.faults] == [(True, False), (False, True)]


def test_a_path_is_never_taken_for_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sg20").mkdir()
    (tmp_path / "sg20" / "list.csv").write_text("id,title\nA,Parking\n")
    (tmp_path / "sg20" / "points.csv").write_text("id,text\nM/1,Parking\n")
    monkeypatch.chdir(tmp_path)
    corpus = corpora.load("./sg20")
    assert (len(corpus.work_items), len(corpus.mandate)) == (1, 1)


@pytest.mark.parametrize("name", ["", " ", "a" * 5000])
def test_what_can_be_no_name_is_refused(name: str) -> None:
    with pytest.raises(NotFoundError):
        corpora.load(name)


def test_a_list_without_the_column_title_is_told_which_to_rename(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("id,titlle\nA,B\n")
    with pytest.raises(InputError, match="Rename 'titlle' to 'title'"):
        corpora.load(str(tmp_path / "list.csv"))


def test_a_table_with_a_column_text_is_a_mandate(tmp_path: Path) -> None:
    (tmp_path / "mandate.csv").write_text("id,text,kind\nM/1,Parking,scope\n")
    assert corpora.load(str(tmp_path / "mandate.csv")).mandate[0].text == "Parking"
