"""A catalogue gives back what was written, loads by columns, and stands under a name in the user's data folder."""

import gzip
import hashlib
import json
import os
import tarfile
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.cli.completion import complete_names
from overlap.corpus import archives, catalogue, corpora, imports, library
from overlap.corpus.catalogue import Catalogue, Origin
from overlap.corpus.columns import Columns, pack
from overlap.corpus.seals import seal
from overlap.errors import InputError, NotFoundError, SettingsError
from overlap.model import Corpus, Statement, WorkItem
from tests.conftest import SHARED, Run, needs_shared

TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20)
TEXTS = st.lists(TEXT.filter(bool), max_size=2).map(tuple)
ITEMS = st.lists(st.builds(WorkItem, id=TEXT, title=TEXT, scope=TEXT, notes=TEXT, aliases=TEXTS, relations=TEXTS))

OPEN_DATA = [
    {"id": 1, "reference": "ISO 1:2024", "deliverableType": "IS", "ownerCommittee": "ISO/TC 268"},
    {"id": 2, "reference": "ISO 2:2024", "deliverableType": "IS", "ownerCommittee": "ISO/TC 268/SC 1"},
    {"id": 3, "reference": "ISO 3:2024", "deliverableType": "IS", "ownerCommittee": "ISO/TC 26"},
    {"id": 3, "reference": "ISO 3:2024", "deliverableType": "IS", "ownerCommittee": "ISO/TC 26"},
]
JSONL = "".join(json.dumps({**each, "title": {"en": f"Parking lots {each['id']}"}}) + "\n" for each in OPEN_DATA)
RELATON = """---
schema-version: v1.2.9
title:
- type: main
  content: Smart parking {number}
  language: [en]
docid:
- id: ISO {number}
  type: ISO
  primary: true
ext:
  editorialgroup:
    technical_committee:
    - name: Cities
      identifier: ISO/TC 268
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a data folder for this process and those it runs."""
    folder = tmp_path / "data"
    monkeypatch.setenv("OVERLAP_DATA", str(folder))
    return folder


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    path = tmp_path / "programme.csv"
    title = "Framework of smart parking lots"
    path.write_text(f"id,title\nP.1,{title}\nP.2,Terms for open data in cities\n,\nP.1,{title}\n")
    return path


@given(ITEMS)
def test_what_was_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, items: list[WorkItem]) -> None:
    path = tmp_path_factory.mktemp("catalogue") / "one.columns"
    corpus = Corpus("one", "One", "May 2026", work_items=tuple(items), mandate=(Statement("1", "Parking"),))
    digest = catalogue.write(corpus, path, Origin(kind="relaton", committees=("A",)))
    read = catalogue.read(path)
    assert tuple(read.work_items) == tuple(items)
    assert [read.work_items[place] for place in range(len(items))] == items
    assert (read.title, read.as_of, read.mandate) == (corpus.title, corpus.as_of, corpus.mandate)
    assert catalogue.origin_of(path) == Origin(kind="relaton", committees=("A",))
    assert isinstance(read.work_items, Catalogue)
    assert read.work_items.digest == digest
    assert read.work_items.column("title") == [item.title for item in items]
    assert list(map(tuple, read.work_items.column("aliases"))) == [item.aliases for item in items]
    before = path.read_bytes()
    catalogue.write(corpus, path, Origin(kind="relaton", committees=("A",)))
    assert path.read_bytes() == before


@given(ITEMS, ITEMS)
def test_the_digest_is_that_of_the_work_items(
    tmp_path_factory: pytest.TempPathFactory, one: list[WorkItem], other: list[WorkItem]
) -> None:
    path = tmp_path_factory.mktemp("catalogue") / "one.columns"
    digests = [catalogue.write(Corpus("x", "X", work_items=tuple(items)), path) for items in (one, other)]
    assert (digests[0] == digests[1]) == (one == other)


def test_the_digest_of_many_work_items_is_that_of_all_their_texts(tmp_path: Path) -> None:
    items = tuple(WorkItem(f"A-{n}", f"Bells {n}", aliases=("B", f"C-{n}")) for n in range(9_999))
    columns = {
        "id": [each.id for each in items],
        "title": [each.title for each in items],
        "aliases": ["\x1f".join(each.aliases) for each in items],
    }
    said = "".join(f"{name}\x1d" + "\x1e".join(values) for name, values in columns.items())
    written = catalogue.write(Corpus("bells", "Bells", work_items=items), tmp_path / "bells")
    assert written == hashlib.sha256(f"9999{said}".encode()).hexdigest()


def test_it_is_a_sequence_like_a_tuple(tmp_path: Path, right: Corpus) -> None:
    catalogue.write(right, tmp_path / "right.columns")
    read = catalogue.read(tmp_path / "right.columns").work_items
    items = tuple(right.work_items)
    assert (len(read), read[-1], read[1:], read[::-1]) == (3, items[-1], items[1:], items[::-1])
    assert items[1] in read
    assert read.index(items[2]) == 2
    with pytest.raises(IndexError):
        read[3]
    assert isinstance(read, Catalogue)
    with pytest.raises(KeyError):
        read.column("titel")
    assert read.column("summary") == ["", "", ""]
    assert read.column("relations") == [[], [], []]


def test_what_is_no_catalogue_is_named(tmp_path: Path, right: Corpus) -> None:
    path = tmp_path / "x.columns"
    for content in (b"", b"ARROW1", b"PAR1" * 100, b"overlap catalogue\n" * 9):
        path.write_bytes(content)
        with pytest.raises(InputError, match="not a catalogue"):
            catalogue.read(path)
    catalogue.write(right, path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match="not a catalogue"):
        catalogue.read(path)


def in_form(path: Path, form: int) -> None:
    """Rewrite a catalogue as if it were of another form."""
    there = Columns.open(path)
    path.write_bytes(pack({name: [*there.read(name)] for name in there.names}, {**there.about, "form": form}))


def test_a_catalogue_of_another_form_says_what_to_do_and_that_works(
    overlap_command: Run, data: Path, list_file: Path
) -> None:
    overlap_command("corpus", "import", str(list_file))
    (path,) = data.rglob("*.columns")
    in_form(path, 99)
    done = overlap_command("compare", "programme", "jc4")
    assert done.returncode == 2
    assert "of form 99" in done.stderr
    assert "overlap corpus update" in done.stderr
    listed = overlap_command("corpus", "list")
    assert (listed.returncode, "of form 99" in listed.stderr, "jc4" in listed.stdout) == (0, True, True)
    assert overlap_command("corpus", "update").returncode == 0
    assert overlap_command("compare", "programme", "jc4").returncode == 0


@pytest.mark.usefixtures("data")
def test_any_damage_of_a_catalogue_is_noticed_and_repaired(overlap_command: Run, list_file: Path, data: Path) -> None:
    overlap_command("corpus", "import", str(list_file), "--as-of", "2026-05-01")
    (path,) = data.rglob("*.columns")
    whole, version = path.read_bytes(), path.parent.name
    for at in range(0, len(whole), 11):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]):
            path.write_bytes(damaged)
            assert not library.is_whole("programme", version)
            assert library.origin("programme").as_of == "2026-05-01"
    said = overlap_command("compare", "programme", "jc4")
    assert (said.returncode, "overlap corpus repair" in said.stderr, "fault of overlap" in said.stderr) == (
        2,
        True,
        False,
    )
    repaired = overlap_command("corpus", "repair")
    assert (repaired.returncode, "damaged" in repaired.stderr) == (0, True), repaired.stderr
    assert len(library.versions("programme")) == 1
    assert library.is_whole("programme", library.current("programme"))
    assert overlap_command("compare", "programme", "jc4").returncode == 0
    (data / "corpora" / "programme" / "current").write_text("")
    assert "whole" in overlap_command("corpus", "repair").stderr
    assert overlap_command("compare", "programme", "jc4").returncode == 0


@pytest.mark.parametrize("command", ["import", "update"])
def test_importing_again_mends_what_is_damaged(overlap_command: Run, list_file: Path, data: Path, command: str) -> None:
    overlap_command("corpus", "import", str(list_file))
    (path,) = data.rglob("*.columns")
    path.write_bytes(path.read_bytes().replace(b"x", b"y", 1)[:-30])
    given = (str(list_file),) if command == "import" else ()
    done = overlap_command("corpus", command, *given)
    assert (done.returncode, "nothing new" in done.stderr) == (0, False)
    assert overlap_command("compare", "programme", "jc4").returncode == 0


def test_what_killed_imports_left_is_taken_away(overlap_command: Run, list_file: Path, data: Path) -> None:
    overlap_command("corpus", "import", str(list_file))
    home = data / "corpora"
    for left in (home / ".old-removed-123", home / "programme" / ".x-removed-7", home / "programme" / ".overlap-abc"):
        left.mkdir(parents=True)
    (home / "programme" / ".overlap-abc.lock").touch()
    overlap_command("cache", "clear")
    assert [each.name for each in home.rglob(".*")] == []


def test_an_imported_corpus_stands_where_a_bundled_one_does(overlap_command: Run, data: Path, list_file: Path) -> None:
    done = overlap_command("corpus", "import", str(list_file), "--as-of", "May 2026", "--licence", "ours")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "programme: 2 work items, 0 statements, as programme@may-2026.\n"
    assert "the id P.1 again" in done.stderr
    beside = data / "corpora" / "programme" / "may-2026"
    assert sorted(path.name for path in beside.iterdir()) == [
        "catalogue.columns",
        "faults.csv",
        "licence.txt",
        "origin.json",
    ]
    assert len((beside / "faults.csv").read_text().splitlines()) == 2
    list_file.unlink()
    assert "P.1" in overlap_command("compare", "programme", "jc4").stdout
    assert overlap_command("compare", "Programme", "sg20").returncode == 0
    assert overlap_command("compare", "programme@may-2026", "programme").returncode == 0
    assert "programme" in overlap_command("corpus", "list").stdout
    shown = overlap_command("corpus", "show", "programme", "--items").stdout
    assert all(each in shown for each in ("P.1", "May 2026", "sha256", "ours", "faults.csv"))
    assert "programme" in complete_names("pro")
    near = overlap_command("compare", "programe", "jc4")
    assert (near.returncode, "Did you mean programme?" in near.stderr) == (2, True)
    old = overlap_command("compare", "programme@2020", "jc4")
    assert (old.returncode, "Kept are: programme@may-2026." in old.stderr) == (2, True)


@pytest.mark.usefixtures("data")
def test_an_imported_corpus_can_be_configured_and_a_run_with_it_kept(
    overlap_command: Run, tmp_path: Path, list_file: Path
) -> None:
    overlap_command("corpus", "import", str(list_file), "--as-of", "2026-05-01")
    (tmp_path / ".git").mkdir()
    (tmp_path / "deeper").mkdir()
    (tmp_path / "overlap.toml").write_text('left = "programme"\nright = "programme@2026-05-01"\n')
    assert overlap_command("compare", "--save", "run.json", folder="deeper").returncode == 0
    run = json.loads((tmp_path / "deeper" / "run.json").read_text())["run"]
    assert (run["left"], run["right"]) == ("programme", "programme@2026-05-01")
    assert len(run["inputs"][0]["sha256"]) == 64
    assert run["inputs"][0]["sha256"] == run["inputs"][1]["sha256"]
    assert str(tmp_path) not in (tmp_path / "deeper" / "run.json").read_text()
    assert "the same bytes" in overlap_command("reproduce", "run.json", folder="deeper").stdout
    list_file.write_text(list_file.read_text().replace("smart", "paid"))
    overlap_command("corpus", "update")
    changed = overlap_command("reproduce", "run.json", folder="deeper")
    assert (changed.returncode, "Other content: programme (left)." in changed.stdout) == (1, True)


@pytest.mark.parametrize("name", ["jc4", "sg20", "JTC4", "..", "a/b", "a b", "-x", "a@b", ""])
def test_a_name_that_cannot_be_is_refused(data: Path, list_file: Path, overlap_command: Run, name: str) -> None:
    done = overlap_command("corpus", "import", str(list_file), f"--name={name}")
    if name:
        assert done.returncode == 2
        assert "bundled" in done.stderr or "cannot be called" in done.stderr
        assert not data.exists()
    else:
        assert done.returncode == 0


@pytest.mark.usefixtures("data")
def test_versions_are_kept_until_they_are_removed(overlap_command: Run, list_file: Path) -> None:
    overlap_command("corpus", "import", str(list_file), "--as-of", "2026-05-01")
    again = overlap_command("corpus", "update", "programme")
    assert (again.stdout, "nothing new since programme@2026-05-01" in again.stderr) == ("", True)
    list_file.write_text(list_file.read_text() + "P.3,Electric buses\n")
    updated = overlap_command("corpus", "update", "programme")
    assert updated.stdout.startswith("programme: 3 work items")
    assert library.versions("programme")[0] == "2026-05-01"
    assert len(corpora.load("programme@2026-05-01").work_items) == 2
    assert len(corpora.load("programme").work_items) == 3
    assert "programme@2026" in overlap_command("corpus", "list").stdout
    current = library.current("programme")
    assert overlap_command("corpus", "remove", f"programme@{current}").returncode == 2
    assert overlap_command("corpus", "remove", "programme@2026-05-01").returncode == 0
    assert library.versions("programme") == [current]
    assert overlap_command("corpus", "remove", "programme").returncode == 0
    assert library.names() == []
    assert overlap_command("corpus", "remove", "programme").returncode == 2
    bundled = overlap_command("corpus", "remove", "jc4")
    assert (bundled.returncode, "bundled" in bundled.stderr) == (2, True)


@pytest.mark.usefixtures("data")
def test_a_version_of_the_same_name_replaces_none(left: Corpus, right: Corpus) -> None:
    one, other = (Corpus("x", "X", work_items=each.work_items) for each in (left, right))
    assert [library.put(each, "may", Origin(), {}) for each in (one, other, other, one)] == [
        "may",
        "may.2",
        "",
        "may.3",
    ]
    assert tuple(corpora.load("x@may.2").work_items) == right.work_items
    assert tuple(corpora.load("x").work_items) == left.work_items
    for version in ("june", "../x/may", "."):
        with pytest.raises(NotFoundError):
            library.remove("x", version)
    with pytest.raises(SettingsError):
        library.remove("x", "may.3")


def packed(folder: Path, target: Path) -> Path:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [(path, f"relaton-data-iso-main/{path.relative_to(folder).as_posix()}") for path in files]
    if target.suffix == ".zip":
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, name in names:
                archive.write(path, name)
    else:
        with tarfile.open(target, "w:gz") as tar:
            for path, name in names:
                tar.add(path, name)
    return target


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a data repository: records in `data`, and files about them beside it."""
    folder = tmp_path / "relaton-data-iso"
    (folder / "data").mkdir(parents=True)
    for number in range(1, 6):
        (folder / "data" / f"iso-{number}.yaml").write_text(RELATON.format(number=number))
    (folder / "data" / "broken.yaml").write_text("a: [")
    (folder / "index.yaml").write_text("- id: ISO 1\n  file: data/iso-1.yaml\n")
    (folder / "README.md").write_text("# Records\n")
    return folder


@pytest.mark.parametrize("suffix", ["", ".zip", ".tar.gz", ".tgz"])
def test_a_repository_is_taken_as_it_comes(tmp_path: Path, repository: Path, suffix: str) -> None:
    path = packed(repository, tmp_path / f"packed{suffix}") if suffix else repository
    taken = imports.take([path], "x", "X", imports.KINDS["relaton"])
    assert [item.id for item in taken.corpus.work_items] == [f"ISO {number}" for number in range(1, 6)]
    (fault,) = taken.corpus.faults
    assert fault.source.startswith(path.name)
    assert fault.source.endswith("data/broken.yaml")


@pytest.mark.usefixtures("data")
def test_the_name_comes_from_the_source(overlap_command: Run, tmp_path: Path, repository: Path) -> None:
    path = packed(repository, tmp_path / "relaton-data-iso-main.zip")
    done = overlap_command("corpus", "import", "relaton", str(path), "--committee", "ISO/TC 268")
    assert done.stdout.startswith("relaton-iso-iso-tc-268: 5 work items"), done.stderr


def write_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../outside.yaml", RELATON.format(number=1))
        archive.writestr("/tmp/absolute.yaml", RELATON.format(number=2))
        archive.writestr("a:b.yaml", RELATON.format(number=3))


def write_tar(path: Path) -> None:
    record = path.with_name("record")
    record.write_text(RELATON.format(number=1))
    with tarfile.open(path, "w:gz") as tar:
        tar.add(record, "../../outside.yaml")
        link = tarfile.TarInfo("link.yaml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)


@pytest.mark.parametrize(("name", "write", "count"), [("x.zip", write_zip, 3), ("x.tar.gz", write_tar, 1)])
def test_nothing_is_unpacked_outside_its_folder(
    tmp_path: Path, name: str, write: Callable[[Path], None], count: int
) -> None:
    packed_file = tmp_path / name
    write(packed_file)
    folder = tmp_path / "deep" / "inside"
    folder.mkdir(parents=True)
    archives.unpack(packed_file, folder, (".yaml",))
    assert len([path for path in folder.rglob("*") if path.is_file()]) == count
    assert not any(tmp_path.glob("outside.yaml"))
    assert not any(path.is_symlink() for path in folder.rglob("*"))


@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz", "x.jsonl.gz"])
def test_a_damaged_archive_is_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(JSONL.encode() * 50)[:200])
    with pytest.raises(InputError, match="damaged or cut off"):
        imports.take([path], "x", "X")


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz"])
def test_an_archive_cut_or_changed_anywhere_is_read_or_named(tmp_path: Path, repository: Path, suffix: str) -> None:
    whole = packed(repository, tmp_path / f"whole{suffix}").read_bytes()
    path = tmp_path / f"some{suffix}"
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        for content in (whole[:at], whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]):
            path.write_bytes(content)
            with tempfile.TemporaryDirectory() as folder, suppress(InputError):
                archives.unpack(path, Path(folder), (".yaml",))


def test_two_members_of_one_name_are_both_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, warnings.catch_warnings(action="ignore"):
        for content in ("one", "two"):
            archive.writestr("list.csv", content)
    archives.unpack(tmp_path / "a.zip", tmp_path / "into", (".csv",))
    assert sorted(each.read_text() for each in (tmp_path / "into").iterdir()) == ["one", "two"]


def test_a_packed_list_is_read_by_the_name_inside(tmp_path: Path) -> None:
    path = tmp_path / "deliverables.jsonl.gz"
    path.write_bytes(gzip.compress(JSONL.encode()))
    taken = imports.take([path], "iso", "ISO", imports.KINDS["iso-open-data"])
    assert [item.id for item in taken.corpus.work_items] == ["ISO 1:2024", "ISO 2:2024", "ISO 3:2024"]
    (again,) = taken.corpus.faults
    assert (again.source, again.place) == (f"{path.name}: deliverables.jsonl", "line 4")
    assert again == next(iter(imports.take([path], "iso", "ISO").corpus.faults))


@pytest.mark.parametrize(
    ("committees", "ids"),
    [
        (["ISO/TC 268"], ["ISO 1:2024", "ISO 2:2024"]),
        (["iso/tc 268/sc 1"], ["ISO 2:2024"]),
        (["ISO/TC 26", "ISO/TC 268/SC 1"], ["ISO 2:2024", "ISO 3:2024"]),
    ],
)
def test_a_committee_stands_for_those_below_it(tmp_path: Path, committees: list[str], ids: list[str]) -> None:
    path = tmp_path / "deliverables.jsonl"
    path.write_text(JSONL)
    taken = imports.take([path], "iso", "ISO", imports.KINDS["iso-open-data"], committees)
    assert [item.id for item in taken.corpus.work_items] == ids
    assert taken.left_out == 3 - len(ids)


def test_a_committee_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    path = tmp_path / "deliverables.jsonl"
    path.write_text(JSONL)
    with pytest.raises(InputError, match=r"No work item belongs to ISO/TC 1\.") as caught:
        imports.take([path], "iso", "ISO", imports.KINDS["iso-open-data"], ["ISO/TC 1"])
    assert "ISO/TC 268/SC 1" in caught.value.remedy


def test_a_file_of_another_kind_is_named(tmp_path: Path, repository: Path) -> None:
    path = tmp_path / "deliverables.jsonl"
    path.write_text(JSONL)
    with pytest.raises(InputError, match="no Relaton records in it") as caught:
        imports.take([path], "iso", "ISO", imports.KINDS["relaton"])
    assert "ISO Open Data" in caught.value.remedy
    taken = imports.take([path, repository], "iso", "ISO", imports.KINDS["relaton"])
    assert len(taken.corpus.work_items) == 5
    assert any("taken for ISO Open Data" in fault.cause for fault in taken.corpus.faults)


@needs_shared
def test_a_whole_catalogue_is_kept_entire(tmp_path: Path) -> None:
    path = tmp_path / "whole.columns"
    source = SHARED / "catalogues" / "itu.jsonl.gz"
    taken = imports.take([source], "itu", "ITU")
    catalogue.write(taken.corpus, path)
    read = catalogue.read(path).work_items
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        ids = sorted(json.loads(line)["id"] for line in lines)
    assert isinstance(read, Catalogue)
    assert read.column("id") == ids
    assert tuple(read) == taken.corpus.work_items


def _placed(name: str, *names: str) -> Path:
    """Make versions that were placed, the first named first, and not named yet."""
    for number, version in enumerate(names):
        library.put(Corpus(name, name, work_items=(WorkItem("P.1", f"Parking {version}"),)), version, Origin(), {})
        folder = library.path_of(name, version).parent
        (folder / ".placed").touch()
        os.utime(library.path_of(name, version), (number + 1, number + 1))
    return folder.parent


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("names", list(permutations("abc")))
def test_of_versions_that_were_placed_the_last_is_current(names: tuple[str, ...]) -> None:
    home = _placed("ours", *names)
    (home / "current").unlink()
    for name in names:
        (home / name / ".placed").touch()
    library.sweep()
    assert library.current("ours") == names[-1]
    assert not [*home.rglob(".placed")]


@pytest.mark.usefixtures("data")
def test_another_corpus_that_cannot_be_ended_ends_no_import() -> None:
    home = _placed("theirs", "a")
    (home / "current").unlink()
    (home / "current").mkdir()
    made = library.put(Corpus("ours", "Ours", work_items=(WorkItem("P.1", "Parking"),)), "b", Origin(), {})
    assert (made, library.current("ours")) == ("b", "b")


def test_a_source_has_one_number_wherever_it_stands(tmp_path: Path) -> None:
    numbers = set()
    for place in ("one", "other/deeper"):
        folder = tmp_path / place
        (folder / "below").mkdir(parents=True)
        (folder / "below" / "list.csv").write_text("id,title\nP.1,Parking\n")
        (folder / "list.csv").write_text("id,title\nP.2,Parking\n")
        numbers.add((seal(str(folder)), seal(str(folder / "list.csv"))))
    assert len(numbers) == 1
    (folder / "list.csv").rename(folder / "renamed.csv")
    assert (seal(str(folder)), seal(str(folder / "renamed.csv"))) not in numbers
