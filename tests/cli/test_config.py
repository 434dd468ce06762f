"""What stands in for options left out: which source wins, what is refused, and that every command heeds it."""

import json
import re
import tempfile
from dataclasses import fields
from pathlib import Path

import pytest
import typer.main
from hypothesis import given
from hypothesis import strategies as st
from typer.core import TyperGroup

from overlap.cli.app import app
from overlap.cli.config import commands, defaults, keys
from overlap.cli.config.defaults import read_environment, read_file, settle
from overlap.cli.config.keys import KEYS, Key, Value, keys_of
from overlap.cli.draft import HeadOptions
from overlap.errors import SettingsError
from tests.conftest import Run
from tests.report.test_documents import word_text
from tests.wordfile import PROPOSAL

SOURCES = ("environment", "project", "user")
ITEMS = "id,title\nA,Smart parking lots in cities\n"


def values(key: Key) -> list[Value]:
    """Three values that a key can have, one for each source."""
    if key.name == "accept":
        return ["named", "liaison", "Named"]
    if key.name in ("level", "fail-on"):
        return ["likely", "substantial", "related"]
    if key.name in ("limit", "per-item"):
        return [3, 4, 5]
    if key.name == "min-score":
        return [0.25, 0.5, 0.75]
    if key.name == "for":
        return ["action", "comment", "information"]
    if key.name in ("against", "to", "cc", "related"):
        return [["one.csv"], ["jc4", "two.csv"], ["three.csv"]]
    if key.name in ("date", "deadline"):
        return ["2027-01-01", "2027-01-02", "2027-01-03"]
    return ["one.csv", "two.csv", "three.csv"]


def as_variable(value: Value) -> str:
    return ",".join(value) if isinstance(value, list) else str(value)


def as_file(keys: list[tuple[Key, Value]], above: str = "") -> str:
    """Write keys as a file has them, each under its table."""
    lines = [f"[{above}]" if above else ""]
    for table in ("", *dict.fromkeys(key.table for key in KEYS if key.table)):
        lines += [f"[{'.'.join(filter(None, (above, table)))}]"] if table else []
        lines += [f"{key.name} = {json.dumps(value)}" for key, value in keys if key.table == table]
    return "\n".join(lines) + "\n"


@given(
    st.lists(st.sets(st.sampled_from(SOURCES)), min_size=len(KEYS), max_size=len(KEYS)),
    st.sampled_from([defaults.FILE, defaults.PYPROJECT]),
)
def test_the_highest_source_that_has_a_key_wins(chosen: list[set[str]], name: str) -> None:
    def of(source: str) -> list[tuple[Key, Value]]:
        number = SOURCES.index(source)
        return [(key, values(key)[number]) for key, has in zip(KEYS, chosen, strict=True) if source in has]

    with tempfile.TemporaryDirectory() as place:
        project, user = Path(place, "project", name), Path(place, "user", defaults.FILE)
        for path in (project, user):
            path.parent.mkdir()
        project.write_text(as_file(of("project"), "tool.overlap" if name == defaults.PYPROJECT else ""))
        user.write_text(as_file(of("user")))
        environment = {key.variable: as_variable(value) for key, value in of("environment")}
        found = settle([read_environment(environment), read_file(project), read_file(user)])
    origins = {"environment": "OVERLAP_", "project": f"{project}, line ", "user": f"{user}, line "}
    folders = {"environment": Path(), "project": project.parent, "user": user.parent}
    assert list(found) == [key.full for key in KEYS]
    for key, has in zip(KEYS, chosen, strict=True):
        setting = found[key.full]
        highest = next((source for source in SOURCES if source in has), None)
        if highest:
            assert setting.value == key.read(values(key)[SOURCES.index(highest)], folders[highest])
            assert setting.origin.startswith(origins[highest])
        elif key.name == "against" and setting.value != key.default:
            assert setting.value == [found["left"].value, found["right"].value]
        else:
            assert (setting.value, setting.origin) == (key.default, "default")


def parameters(group: TyperGroup, above: str = "") -> list[tuple[str, str, object]]:
    """List every parameter of every command: command, name on the command line, default."""
    found: list[tuple[str, str, object]] = []
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            found += parameters(command, name)
        else:
            found += [
                (f"{above} {name}".strip(), max(each.opts, key=len).removeprefix("--"), each.default)
                for each in command.params
            ]
    return found


def test_a_key_is_an_option_with_the_same_default() -> None:
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    for key in KEYS:
        left_out = [
            default
            for command, name, default in parameters(root)
            if name == key.name and key in keys_of(command.split()[0])
        ]
        assert left_out
        for default in left_out:
            assert (str(default) if isinstance(default, Path) else default or None) == (key.default or None)


def test_a_line_is_told_and_the_path_is_seen_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "overlap.toml"
    path.write_text('\ufeff# comment\nleft = "jc4"\n"right" = "lists/mine.csv"\n\n[ report ]\nsource = "TSB"\n')
    found = read_file(path)
    assert [(each.value, each.origin) for each in found.values()] == [
        ("jc4", f"{path}, line 2"),
        (str(tmp_path / "lists" / "mine.csv"), f"{path}, line 3"),
        ("TSB", f"{path}, line 6"),
    ]
    assert read_environment({"OVERLAP_LEFT": "./jc4"})["left"].value == "./jc4"
    path.write_text('report.source = "TSB"\n')
    assert read_file(path)["report.source"].origin == str(path)
    path.write_text("[report]\ndate = 2027-06-01\n")
    assert read_file(path)["report.date"].value == "2027-06-01"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("levle = 'related'", "line 1: there is no levle. Did you mean level?"),
        ("min_score = 0.5", "there is no min_score. Did you mean min-score?"),
        ("[report]\nsorce = 'TSB'", "line 2: there is no sorce in [report]. Did you mean source?"),
        ("[repot]", "there is no table [repot]. Did you mean report?"),
        ("report = 1", "report is no table."),
        (
            "[report]\ndecisions = 'd.toml'",
            "line 2: there is no decisions in [report]. It stands before the first table.",
        ),
        ("source = 'TSB'", "there is no source. It stands in the table [report]."),
        ("[report]\nsource = 1", "line 2: report.source is no text."),
        ("[report]\ndate = '32.13.2026'", "report.date is '32.13.2026'. Write a date as"),
        ("[report]\ndate = 3", "report.date is no date."),
        ("level = 'relatd'", "line 1: level is 'relatd'. Did you mean related?"),
        ("fail-on = true", "fail-on is no text."),
        ("limit = '25'", 'limit is "25". Give a whole number from 0 up'),
        ("limit = true", "limit is true."),
        ("per-item = 0", "per-item is 0. Give a whole number from 1 up"),
        ("min-score = 2", "min-score is 2. Give a number from 0 to 1"),
        ("against = 'jc4'", "against is no list of names."),
        ("against = ['jc4', 3]", "against is no text."),
        ("left = ''", "left is empty."),
        ("left = 1979-05-27", "left is no text."),
        ("limit = 1979-05-27", "limit is 1979-05-27."),
        ("level", "cannot be read"),
    ],
)
@pytest.mark.parametrize("name", [defaults.FILE, defaults.PYPROJECT])
def test_what_a_file_cannot_hold_is_named_with_its_place(tmp_path: Path, wrong: str, said: str, name: str) -> None:
    path = tmp_path / name
    shared = name == defaults.PYPROJECT
    path.write_text("[tool.overlap]\n" + wrong.replace("[rep", "[tool.overlap.rep") if shared else wrong)
    with pytest.raises(SettingsError) as caught:
        read_file(path)
    message = " ".join(str(caught.value).split())
    assert message.startswith(str(path))
    assert re.sub(r"line \d+", "line", said) in re.sub(r"line \d+", "line", message)
    for number in re.findall(r"line (\d+):", said):
        assert f"line {int(number) + shared}:" in message


def test_a_variable_is_checked_too() -> None:
    ignored = {"OVERLAP_LEVEL": "", "PATH": "x", "_OVERLAP_COMPLETE": "x", "OVERLAP_DATA": "x", "OVERLAP_CACHE": "x"}
    assert read_environment(ignored) == {}
    for name, value, said in (
        ("OVERLAP_LEVLE", "related", "there is no such variable.\nDid you mean OVERLAP_LEVEL"),
        ("OVERLAP_LIMIT", "many", 'OVERLAP_LIMIT is "many"'),
        ("OVERLAP_MIN_SCORE", "1.5", "OVERLAP_MIN_SCORE is 1.5"),
        ("OVERLAP_REPORT_DATE", "soon", "OVERLAP_REPORT_DATE is 'soon'"),
        ("OVERLAP_AGAINST", "jc4,", "OVERLAP_AGAINST is empty"),
    ):
        with pytest.raises(SettingsError, match=re.escape(said)):
            read_environment({name: value})


def test_the_start_file_sets_nothing_and_each_line_of_it_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / defaults.FILE
    text = keys.start_file()
    path.write_text(text)
    assert read_file(path) == {}
    lines = text.splitlines()
    behind = [number for number, line in enumerate(lines) if re.match(r"#[a-z]", line)]
    assert len(behind) == len(KEYS)
    for key, number in zip(KEYS, behind, strict=True):
        path.write_text("\n".join([*lines[:number], lines[number].removeprefix("#"), *lines[number + 1 :]]))
        found = read_file(path)
        assert list(found) == [key.full]
        assert found[key.full].origin == f"{path}, line {number + 1}"
        if key.default is not None:
            assert found[key.full].value in (key.default, str(tmp_path / str(key.default)))
    path.write_text(re.sub("^#(?=[a-z])", "", text, flags=re.MULTILINE))
    assert list(read_file(path)) == [key.full for key in KEYS]


def shown(run: Run, **environment: str) -> dict[str, tuple[object, str]]:
    done = run("config", "show", "--format", "json", **environment)
    assert done.returncode == 0, done.stderr
    return {each["key"]: (each["value"], each["origin"]) for each in json.loads(done.stdout)["keys"]}


def test_init_writes_a_file_once(overlap_command: Run, tmp_path: Path) -> None:
    before = shown(overlap_command)
    assert {origin for _, origin in before.values()} == {"default"}
    assert overlap_command("init").returncode == 0
    assert shown(overlap_command) == before
    text = (tmp_path / "overlap.toml").read_text()
    again = overlap_command("init")
    assert (again.returncode, "overlap.toml: is there already" in again.stderr) == (2, True)
    assert (tmp_path / "overlap.toml").read_text() == text
    (tmp_path / "overlap.toml").unlink()
    (tmp_path / "pyproject.toml").write_text("[tool.overlap]\n")
    assert "pyproject.toml: is there already" in overlap_command("init").stderr
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n")
    assert overlap_command("init").returncode == 0
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    below = overlap_command("init", folder="sub")
    assert (below.returncode, "../overlap.toml no longer counts" in below.stderr) == (0, True)


def test_show_tells_each_value_and_where_it_comes_from(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "home" / "overlap").mkdir(parents=True)
    user = tmp_path / "home" / "overlap" / "overlap.toml"
    user.write_text('glossary = "words.toml"\nlimit = 7\n[report]\nsource = "Mine"\n')
    (tmp_path / "overlap.toml").write_text('limit = 5\nlevel = "related"\n')
    home = {"XDG_CONFIG_HOME": str(tmp_path / "home"), "OVERLAP_LEVEL": "likely"}
    found = shown(overlap_command, **home)
    assert found["level"] == ("likely", "OVERLAP_LEVEL")
    assert found["limit"] == (5, "overlap.toml, line 1")
    assert found["report.source"] == ("Mine", f"{user}, line 4")
    assert found["glossary"] == (str(user.parent / "words.toml"), f"{user}, line 1")
    assert found["per-item"] == (None, "default")
    text = overlap_command("config", "show", **home).stdout
    assert "File of the project: overlap.toml\n" in text
    assert re.search(r"^level +likely +OVERLAP_LEVEL", text, re.MULTILINE)
    assert re.search(r"^limit +5 +overlap.toml, line 1", text, re.MULTILINE)
    table = text.partition("\n\n")[2].splitlines()
    assert max(map(len, table)) <= 80
    assert overlap_command("config", "show", "-f", "xml").returncode == 2


def test_the_nearest_file_up_to_the_repository_counts(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "overlap.toml").write_text("limit = 1\n")
    (tmp_path / "sub" / "deep").mkdir(parents=True)

    def limit(folder: str) -> object:
        return shown(lambda *arguments: overlap_command(*arguments, folder=folder))["limit"]

    assert limit("sub/deep") == (25, "default")
    (tmp_path / ".git").mkdir()
    assert limit("sub/deep") == (1, "../../overlap.toml, line 1")
    (tmp_path / "sub" / "pyproject.toml").write_text("[tool.other]\n")
    assert limit("sub/deep") == (1, "../../overlap.toml, line 1")
    (tmp_path / "sub" / "pyproject.toml").write_text("[tool.overlap]\nlimit = 2\n")
    assert limit("sub/deep") == (2, "../pyproject.toml, line 2")
    (tmp_path / "sub" / ".git").write_text("gitdir: elsewhere\n")
    (tmp_path / "sub" / "pyproject.toml").unlink()
    assert limit("sub/deep") == (25, "default")
    (tmp_path / "pyproject.toml").write_text("[tool.overlap]\n")
    both = overlap_command("config", "show")
    assert (both.returncode, "are both there" in both.stderr) == (2, True)


def test_a_home_folder_is_as_far_as_a_repository(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "overlap.toml").write_text("limit = 1\n")
    (tmp_path / "sub").mkdir()
    done = overlap_command("config", "show", folder="sub", HOME=str(tmp_path), USERPROFILE=str(tmp_path))
    assert "../overlap.toml, line 1" in done.stdout.replace("\\", "/")


def test_a_broken_file_stops_what_takes_something_from_it_and_nothing_else(
    overlap_command: Run, tmp_path: Path
) -> None:
    (tmp_path / "overlap.toml").write_text("levle = 1\n")
    for arguments in (["compare"], ["config", "show"], ["report", "-o", "x.md"], ["decisions", "list"], ["mandates"]):
        done = overlap_command(*arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert "overlap.toml, line 1: there is no levle.\nDid you mean level?" in done.stderr
        assert "Traceback" not in done.stderr
    for arguments in (["--help"], ["compare", "--help"], ["check", "--help"], ["--version"], ["corpus", "list"]):
        assert overlap_command(*arguments).returncode == 0, arguments
    words = {"COMP_WORDS": "overlap compare jc", "COMP_CWORD": "2", "_TYPER_COMPLETE_ARGS": "overlap compare jc"}
    assert overlap_command(_OVERLAP_COMPLETE="complete_bash", **words).stdout.strip() == "jc4"


def test_a_variable_that_is_no_key_stops_too(overlap_command: Run) -> None:
    done = overlap_command("compare", OVERLAP_RIHGT="jc4")
    assert (done.returncode, "Did you mean OVERLAP_RIGHT" in done.stderr) == (2, True)


@pytest.fixture
def configured(tmp_path: Path) -> Path:
    """Make a folder with two lists, and a file that names them and a register to be made."""
    (tmp_path / "mine.csv").write_text(ITEMS + "B,Open data in smart cities\n")
    (tmp_path / "theirs.csv").write_text(ITEMS.replace("A,", "X,"))
    (tmp_path / "overlap.toml").write_text(
        'left = "mine.csv"\nright = "theirs.csv"\ndecisions = "kept.toml"\nlimit = 1\n'
        '[report]\nsource = "TSB"\nplace = "Geneva"\ndate = "2026-11-24"\n'
    )
    return tmp_path


def pair_ids(run: Run, *arguments: str, **environment: str) -> list[str]:
    done = run("compare", *arguments, "-f", "jsonl", **environment)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [f"{each['left']['id']} {each['right']['id']}" for each in lines if each["type"] == "pair"]


@pytest.mark.usefixtures("configured")
def test_compare_takes_sides_and_thresholds_and_a_flag_overrides(overlap_command: Run) -> None:
    assert pair_ids(overlap_command) == ["A X"]
    told = overlap_command("compare").stderr
    assert (
        told == "overlap: kept.toml: the register that is configured is not there yet; the first decision makes it.\n"
    )
    assert pair_ids(overlap_command, "jc4") == ["ISO 37163:2020 X"]
    assert len(pair_ids(overlap_command, "jc4", OVERLAP_LIMIT="2")) == 2
    assert len(pair_ids(overlap_command, "jc4", "-n", "4", OVERLAP_LIMIT="2")) == 4
    assert pair_ids(overlap_command, OVERLAP_RIGHT="jc4") == ["A ISO 37163:2020"]
    assert pair_ids(overlap_command, "--within") == ["A B"]
    assert pair_ids(overlap_command, "jc4", "--level", "likely", OVERLAP_LEVEL="distant") == []
    assert overlap_command("compare", "sg20", "jc4", "--within").returncode == 2
    assert overlap_command("explain", "Y.1", "X", "--right", "jc4", "--within").returncode == 2
    text = " ".join(overlap_command("compare", "--help").stdout.split())
    assert "[default: mine.csv]" in text
    assert "[default: theirs.csv]" in text


@pytest.mark.usefixtures("configured")
def test_decide_and_decisions_keep_to_the_register_that_is_configured(overlap_command: Run, tmp_path: Path) -> None:
    pair = json.loads(overlap_command("compare", "-f", "jsonl").stdout.splitlines()[1])["id"]
    assert overlap_command("decide", pair, "--outcome", "merge").returncode == 0
    assert (tmp_path / "kept.toml").exists()
    assert pair in overlap_command("decisions", "list").stdout
    assert "merge" in overlap_command("decisions", "show", pair).stdout
    assert "merge" in overlap_command("compare").stdout
    assert "merge" not in overlap_command("compare", OVERLAP_DECISIONS="another.toml").stdout
    assert "0 of 1 decisions taken out of kept.toml" in overlap_command("decisions", "prune").stderr
    refused = overlap_command("compare", "--decisions", "absent.toml")
    assert (refused.returncode, "absent.toml: no such register" in refused.stderr) == (2, True)


@pytest.mark.usefixtures("configured")
def test_the_other_commands_take_the_sides(overlap_command: Run, tmp_path: Path) -> None:
    assert "Smart parking lots in cities" in overlap_command("explain", "A", "X").stdout
    swapped = overlap_command("mandates", OVERLAP_LEFT="jc4", OVERLAP_RIGHT="sg20").stdout
    assert swapped.index("ISO/IEC JTC 4") < swapped.index("ITU-T SG20")
    (tmp_path / "judged.csv").write_text("left_id,right_id,grade,reason\nA,X,3,same\nB,X,0,other\n")
    assert overlap_command("evaluate", "--judgements", "judged.csv").returncode == 0
    assert overlap_command("label", "--judgements", "new.csv", stdin="3\nq\n").returncode == 0
    assert "B,X,3" in (tmp_path / "new.csv").read_text()


@pytest.mark.usefixtures("configured")
def test_check_compares_with_both_sides_or_what_is_named(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "proposal.docx").write_bytes(PROPOSAL)

    def found(*arguments: str, **environment: str) -> set[str]:
        text = overlap_command("check", "proposal.docx", *arguments, "-f", "json", "--exit-zero", **environment).stdout
        return {name for name in ("mine.csv", "Y.4456", "ISO 37163:2020", '"X"', '"A"') if name in text}

    assert {'"X"', '"A"'} <= found()
    assert '"X"' in found(OVERLAP_AGAINST="theirs.csv,jc4")
    assert '"A"' not in found(OVERLAP_AGAINST="theirs.csv,jc4")
    assert '"X"' not in found("--against", "mine.csv", OVERLAP_AGAINST="theirs.csv,jc4")
    silent = ("check", "proposal.docx", "--against", "theirs.csv")
    assert overlap_command(*silent, OVERLAP_FAIL_ON="likely").returncode == 0
    assert overlap_command(*silent, OVERLAP_FAIL_ON="related").returncode == 1


def test_the_baseline_is_noted_in_the_register_that_is_configured(
    overlap_command: Run, tmp_path: Path, configured: Path
) -> None:
    (tmp_path / "proposal.docx").write_bytes(PROPOSAL)
    against = {"OVERLAP_AGAINST": "theirs.csv", "OVERLAP_FAIL_ON": "related"}
    assert overlap_command("check", "proposal.docx", **against).returncode == 1
    none = overlap_command("baseline", "write", "proposal.docx", **{**against, "OVERLAP_FAIL_ON": "likely"})
    assert "noted 0 as known in kept.toml" in none.stderr
    assert overlap_command("baseline", "write", "proposal.docx", **against).returncode == 0
    assert '"X"' in (configured / "kept.toml").read_text()
    assert overlap_command("check", "proposal.docx", **against).returncode == 0


def test_a_run_that_is_kept_names_what_was_configured(overlap_command: Run, configured: Path) -> None:
    (configured / ".git").mkdir()
    (configured / "glossary.toml").write_text("")
    (configured / "deeper").mkdir()
    pair = json.loads(overlap_command("compare", "-f", "jsonl").stdout.splitlines()[1])["id"]
    assert overlap_command("decide", pair, "--outcome", "merge").returncode == 0
    glossary = {"OVERLAP_GLOSSARY": "../glossary.toml"}
    assert overlap_command("compare", "--save", "run.json", folder="deeper", **glossary).returncode == 0
    kept = json.loads((configured / "deeper" / "run.json").read_text())
    assert [kept["run"][name] for name in ("left", "right", "decisions")] == [
        "../mine.csv",
        "../theirs.csv",
        "../kept.toml",
    ]
    assert kept["settings"]["glossary"] == "../glossary.toml"
    assert overlap_command("compare", "jc4", "--save", "jc4.json").returncode == 0
    assert json.loads((configured / "jc4.json").read_text())["run"]["left"] == "jc4"
    (configured / "overlap.toml").unlink()
    assert overlap_command("reproduce", "run.json", folder="deeper").returncode == 0


@pytest.mark.usefixtures("configured")
def test_report_takes_its_header(overlap_command: Run, tmp_path: Path) -> None:
    assert overlap_command("report", "-o", "r.docx", "--place", "Rome", OVERLAP_REPORT_CONTACT="Ann").returncode == 0
    text = word_text((tmp_path / "r.docx").read_bytes())
    assert all(word in text for word in ("TSB", "Rome", "Ann", "2026-11-24", "Smart parking lots"))
    assert "Geneva" not in text


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("glossary", ["compare"]),
        ("weights", ["explain", "A", "X"]),
        ("glossary", ["mandates", "sg20", "jc4"]),
        ("weights", ["check", "mine.csv"]),
        ("glossary", ["report", "-o", "r.md"]),
        ("weights", ["label"]),
    ],
)
def test_glossary_and_weights_are_those_configured(
    overlap_command: Run, configured: Path, key: str, command: list[str]
) -> None:
    path = configured / "overlap.toml"
    path.write_text(f'{key} = "absent.toml"\n' + path.read_text())
    done = overlap_command(*command)
    assert (done.returncode, "absent.toml" in done.stderr) == (2, True), done.stderr


def test_every_field_of_the_head_of_a_statement_can_be_configured() -> None:
    options = {re.sub("_", "-", each.name) for each in fields(HeadOptions)} - {"purpose"} | {"for"}
    assert options <= {key.name for key in KEYS if key.table == "liaison"}


def test_every_key_of_a_command_stands_for_one_of_its_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    for table in keys.TABLES:
        own = [key for key in KEYS if key.table == table]
        (tmp_path / defaults.FILE).write_text(as_file([(key, values(key)[0]) for key in own]))
        given = commands.configured(group)[table]
        assert isinstance(given, dict)
        assert len(given.get("draft", given)) >= len(own), table
        others = [each for name, each in given.items() if name != "draft" and isinstance(each, dict)]
        assert not any({"number", "day", "deadline"} & {*each} for each in others)


def test_a_project_can_be_configured_in_pyproject(overlap_command: Run, configured: Path) -> None:
    text = (configured / "overlap.toml").read_text().replace("[report]", "[tool.overlap.report]")
    (configured / "overlap.toml").unlink()
    (configured / "pyproject.toml").write_text("[project]\nname = 'x'\n\n[tool.overlap]\n" + text)
    assert pair_ids(overlap_command) == ["A X"]
    assert shown(overlap_command)["report.source"] == ("TSB", "pyproject.toml, line 10")
