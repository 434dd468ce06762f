"""What is printed can be typed: every id of every output, and every hint of the commands that take ids."""

import json
import re
import shlex
from pathlib import Path

import pytest

from overlap.corpus import corpora
from tests.conftest import Run

_MEANT = re.compile(r"Did you mean (?P<near>[^?]+?)\?")
_ONE_OF = re.compile(r"(?:Name one of them|Use|There are): (?P<first>[^;]+);")
_LINE = re.compile(r"'(?P<line>overlap [^']+)'")
_OTHERS = (
    "Name the lists it came from: --left and --right",
    *("As: overlap decide --from report.xlsx"),
    *("Give ids of pairs, or one of --subject, --undecided, --from, --reply.", "Give the report that was filled in."),
)
"""Hints that name no id and no command to type as they stand."""
LISTS = {
    "our list.csv": "No,Title,Scope\n1,Open data in cities,Open data\n2,Smart parking lots,Smart parking\n"
    "2,Smart parking of trucks,Parking of trucks\n,Maturity of cities,A maturity model\n",
    "theirs.csv": "Number,Titre,Scope\n37110,Open data for smart cities,Open data\n37163,Smart parking lots,Parking\n"
    "ISO 9:2015,Maturity model of cities,A model\nISO 9:2020,Maturity model of smart cities,A model\n",
    "unnamed.csv": "Title,Scope\nOpen data in cities,Open data\nSmart parking lots,Smart parking\n",
}
OWN = ("--left", "our list.csv", "--right", "theirs.csv")


@pytest.fixture(autouse=True)
def _lists(tmp_path: Path) -> None:
    for name, text in LISTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")


WRONG = [
    *(("explain", *names) for names in (("Y.49O4", "ISO 37107"), ("Y.4904", "Y.4904"), ("Y.4904",), ("P-ZZZZZZZZ",))),
    *(("explain", *names) for names in (("S-ZZZZZZZZ",), ("nothing", "ISO 37107"), ("SG20/Q7-9", "JC4/scope-4"))),
    ("explain", "SG20/Q7-2", "ISO 37107"),
    ("explain", "3", "37110", *OWN),
    ("explain", "1", "ISO 9", *OWN, "--no-fold"),
    ("explain", "1", "37111", *OWN),
    ("explain", "1", *OWN),
    ("explain", "row 9", "37110", "--left", "unnamed.csv", "--right", "theirs.csv"),
    *(("decide", *names, "--outcome", "merge") for names in (("Y.4904",), ("Y.4904", "ISO 9"), ("P-ZZZZZZZZ",))),
    *(("decide", name, "--outcome", "merge") for name in ("S-ZZZZZZZZ", "S-MG1JX84V")),
    ("liaison", "S-MG1JX84V"),
    ("decide", "Y.4904", "ISO 37107", "--outcome", "nonsense"),
    ("decide",),
    ("decide", "--from", "our list.csv"),
    ("decide", "1", "37111", "--outcome", "merge", *OWN),
    *(("liaison", *names) for names in (("Y.4904",), ("Y.4904", "ISO 9"), ("P-ZZZZZZZZ",), ("S-ZZZZZZZZ",), ())),
    ("liaison", "--subject", "maturty model"),
    ("liaison", "1", "37111", *OWN),
    ("liaison", "show", "L-ZZZZZZZZ"),
    ("baseline", "write", "our lists.csv"),
    ("baseline", "write", "our list.csv", "--against", "sg2O"),
]


@pytest.mark.parametrize("command", WRONG, ids=" ".join)
def test_every_hint_that_is_printed_works_when_it_is_typed(command: tuple[str, ...], overlap_command: Run) -> None:
    done = overlap_command(*command)
    assert done.returncode == 2, done.stderr
    problem, _, hint = done.stderr.rpartition("overlap: ")[2].partition("\n")
    assert hint.strip(), done.stderr
    typed = [shlex.split(found["line"])[1:] for found in _LINE.finditer(hint)]
    wrong = max((each for each in command if each.casefold() in problem.casefold()), key=len, default="")
    meant = [near for found in _MEANT.finditer(hint) for near in found["near"].split(" or ")]
    meant += [found["first"] for found in _ONE_OF.finditer(hint)]
    typed += [[near if each == wrong else each for each in command] for near in meant]
    assert typed or hint.startswith(_OTHERS), hint
    for line in typed:
        again = overlap_command(*line)
        assert again.returncode == 0, (line, again.stderr)


def test_every_id_that_is_printed_can_be_typed(overlap_command: Run) -> None:
    compared = json.loads(overlap_command("compare", "-f", "json", "-n", "40", "--by", "subject").stdout)
    pairs = [pair["id"] for pair in compared["pairs"]][::8]
    subjects = [subject["id"] for subject in compared["subjects"]][::3]
    items = [(pair["left"]["id"], pair["right"]["id"]) for pair in compared["pairs"]][::8]
    named: list[tuple[str, ...]] = [("explain", each) for each in (*pairs, *subjects)]
    named += [("explain", *each) for each in items]
    statements = [corpora.load(name).mandate for name in ("sg20", "jc4")]
    for name in ("id", "called"):
        one, other = ([getattr(each, name) for each in side if each.kind in ("scope", "title")] for side in statements)
        named += [("explain", one[0], each) for each in other[::8]]
    named += [("liaison", each) for each in (pairs[0], subjects[1])] + [("liaison", *items[0])]
    named += [("decide", each, "--outcome", "merge") for each in (*pairs[:2], subjects[-1])]
    for command in named:
        done = overlap_command(*command)
        assert done.returncode == 0 or "claims nothing, so it is not compared" in done.stderr, (command, done.stderr)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("1", "1"),
        ("2 (row 4)", "2 (row 4)"),
        ("row 4", "2 (row 4)"),
        ("row 5", "our list, row 5"),
        ("our list, row 5", "our list, row 5"),
    ],
)
def test_an_item_of_ones_own_list_is_named_as_the_list_has_it(name: str, meant: str, overlap_command: Run) -> None:
    for other in ("37163", "ISO 9"):
        done = overlap_command("explain", name, other, *OWN)
        assert (done.returncode, done.stdout.split("\n", 1)[0]) == (0, meant), done.stderr
        assert overlap_command("decide", name, other, *OWN, "--outcome", "merge").returncode == 0


@pytest.mark.parametrize("names", [("20261234", "Y.1"), ("20261234", "20265678"), ("R2KQFZT1", "ZZZZZZZZ")])
def test_eight_letters_and_figures_are_an_item_if_one_is_called_so(
    names: tuple[str, str], overlap_command: Run, tmp_path: Path
) -> None:
    """The id of a pair is written so as well."""
    titles = "Smart parking lots", "Smart parking lots for cities"
    for name, number, title in zip(("a", "b"), names, titles, strict=True):
        text = f'id,title\n{number},{title}\n"other {name}",{"Bells" if name == "a" else "Drums"}\n'
        (tmp_path / f"{name}.csv").write_text(text)
    sides = ("--left", "a.csv", "--right", "b.csv")
    for command in (("explain",), ("liaison",), ("decide", "--outcome", "merge")):
        for some in (names, names[::-1]):
            done = overlap_command(*command, *some, *sides)
            assert done.returncode == 0, (command, some, done.stderr)
        done = overlap_command(*command, names[0], *sides)
        assert f"{names[0]} is one work item of a, and a pair has two." in done.stderr, command
    (kept,) = re.findall(r"P-\w{8}", (tmp_path / "decisions.toml").read_text(encoding="utf-8"))
    for typed in ((kept,), (kept[2:],), (kept.lower(), kept)):
        assert overlap_command("liaison", *typed, *sides).returncode == 0, some


def test_a_name_of_several_is_told_with_all_that_may_be_meant(overlap_command: Run) -> None:
    done = overlap_command("explain", "1", "ISO 9", *OWN, "--no-fold")
    assert "2 of theirs are called ISO 9.\nName one of them: ISO 9:2015; ISO 9:2020." in done.stderr


_BOTH_WAYS = [
    *(("Y.4904", "ISO 37107"), ("SG20/Q7", "JC4/scope-6"), ("sg20/q7", "jc4/SCOPE-6")),
    *(("SG20/Q7", "Y.4904"), ("SG20/Q7", "ISO 37107"), ("Y.4904", "JC4/scope-6"), ("SG20/Q7", "nothing")),
    *(("nothing", "Y.4904"), ("nothing", "ISO 37107"), ("nothing", "JC4/scope-6")),
]
"""Work items, statements, one of each, and what there is none of."""


@pytest.mark.parametrize("names", _BOTH_WAYS, ids=" ".join)
def test_either_of_two_names_may_come_first(names: tuple[str, str], overlap_command: Run) -> None:
    one, other = (overlap_command("explain", *some) for some in (names, names[::-1]))
    assert (one.returncode, one.stdout, one.stderr) == (other.returncode, other.stdout, other.stderr)
    assert one.returncode == (2 if "nothing" in names or ("/" in names[0]) != ("/" in names[1]) else 0)


def test_a_statement_beside_a_work_item_is_told_to_be_one(overlap_command: Run) -> None:
    for names in (("SG20/Q7", "Y.4904"), ("SG20/Q7", "ISO 37107")):
        said = overlap_command("explain", *names).stderr
        assert "SG20/Q7 is a mandate statement of ITU-T SG20, and goes with one of ISO/IEC JTC 4." in said
        assert "overlap corpus show jc4 --statements" in said


_LENGTHS = (("-n", "0", "--level", "substantial"), ("-n", "20"), ("-n", "0"))
"""Which list has all pairs to look at, fewer, and those that are related, too."""


def test_a_decision_about_a_subject_is_one_about_each_of_its_pairs_to_look_at(
    overlap_command: Run, tmp_path: Path
) -> None:
    """However many of them a list shows; those that are only related are none."""
    lists = [json.loads(overlap_command("compare", "-f", "json", *more).stdout) for more in _LENGTHS]
    subject, *others = (
        next(each for each in found["subjects"] if each["id"] == lists[0]["subjects"][0]["id"]) for found in lists
    )
    told = overlap_command("decide", subject["id"], "--outcome", "merge").stderr
    first = told.split("\n")[0]
    assert first.startswith(f"overlap: {subject['id']} has {len(subject['pairs'])} pairs to look at; ")
    assert "shows fewer" in first
    text = (tmp_path / "decisions.toml").read_text(encoding="utf-8")
    kept = {*re.findall(r"P-\w{8}", text)}
    assert kept == {*subject["pairs"]}
    shorter, longer = ({*each["pairs"]} for each in others)
    assert shorter < kept < longer
    assert overlap_command("liaison", subject["id"], "--decisions", "none").stdout.count("P-") >= len(kept)


def test_a_subject_that_is_decided_is_explained_with_its_decisions(overlap_command: Run) -> None:
    whole = json.loads(overlap_command("compare", "-f", "json").stdout)
    name = next(each["id"] for each in whole["subjects"] if len(each["pairs"]) > 1)
    for command, said in (
        (("decide", f"P-{name[2:]}", "--outcome", "merge", "--reason", "one text"), ", 1 decided"),
        (("decide", name, "--outcome", "merge", "--reason", "one text", "--replace"), ", all decided"),
    ):
        assert overlap_command(*command).returncode == 0
        done = overlap_command("explain", name)
        assert f"{said}; this is the closest" in done.stderr
        assert "Decided before: merge; one text" in done.stdout
    assert "Decided" not in overlap_command("explain", name, "--decisions", "none").stdout


def test_a_subject_is_said_to_be_one_only_if_it_is(overlap_command: Run) -> None:
    whole = json.loads(overlap_command("compare", "-f", "json", *_LENGTHS[0]).stdout)
    names = {each["id"]: each for each in whole["subjects"]}
    heads = [name for name, each in names.items() if len(each["pairs"]) > 1][:2]
    others = [f"S-{pair['id'][2:]}" for pair in whole["pairs"] if f"S-{pair['id'][2:]}" not in names][:2]
    for name in heads:
        done = overlap_command("explain", name)
        count = len(names[name]["pairs"])
        assert done.stderr == f"overlap: {name} is a subject of {count} pairs to look at; this is the closest.\n"
    for name in others:
        done = overlap_command("explain", name)
        assert f"no subject of all pairs is called {name}; this is the pair P-{name[2:]}." in done.stderr
        assert f"P-{name[2:]}" in done.stdout
        for command in (("decide", "--outcome", "merge"), ("liaison",)):
            done = overlap_command(*command, name)
            assert (done.returncode, f"Did you mean P-{name[2:]}?" in done.stderr) == (2, True), done.stderr
    for name in ("S-00000000", "S-ZZZZZZZZ"):
        done = overlap_command("explain", name)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"overlap: No subject of ITU-T SG20 and ISO/IEC JTC 4 is called {name}.\n" in done.stderr
