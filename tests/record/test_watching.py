"""What is new is told once: a replay of dated snapshots, and the command in cron and in CI."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison import comparison
from overlap.comparison.sides import sides
from overlap.comparison.watch import look
from overlap.corpus import corpora
from overlap.errors import InputError
from overlap.model import Corpus, Fault, WorkItem
from overlap.record import liaisons, register, watching
from overlap.record.liaisons import Liaison
from overlap.record.register import OUTCOMES, Decision
from overlap.record.watching import Event, EventKind, Look, Reopened, State, Watched
from overlap.report import digests
from overlap.report.digests import Digest
from overlap.report.markdown import escape
from overlap.score import scoring
from overlap.settings import Level, Settings
from overlap.text.cells import write_csv
from tests.conftest import Run
from tests.report.test_report import check

MANY = 205
SYLLABLES = ("ba", "ke", "li", "mo", "nu", "pra", "ste", "tri", "vo", "zu", "fla", "gre", "shi", "dro", "cu")
WORDS = [f"{one}{two}{three}n" for one in SYLLABLES for two in SYLLABLES for three in SYLLABLES[:8]]
KINDS = list(EventKind)


def works(side: str, count: int, stage: str, title: str = "Framework of") -> tuple[WorkItem, ...]:
    """Make works whose titles share rare words with those of the same number on the other side."""
    return tuple(
        WorkItem(f"{side} {n}", f"{title} {WORDS[n]} {WORDS[n + 500]} {WORDS[n + 1000]}", stage=stage, committee="SG1")
        for n in range(count)
    )


ROWS = ("id", "title", "stage", "scope", "committee", "url")
Register = tuple[Mapping[str, Decision], Mapping[str, Liaison]]


def snapshots() -> Iterator[tuple[tuple[WorkItem, ...], Register, dict[EventKind, int]]]:
    """Yield states of the right list and of the register, and how many events of each kind each brings."""
    for stage, kind in zip(("40.00", "40.20", "40.60", "60.60"), (None, *KINDS[1:4]), strict=True):
        year = ":2019" if stage == "60.60" else ""  # which a text has from its publication on
        told = tuple(replace(each, id=f"{each.id}{year}") for each in works("ISO", MANY, stage))
        yield told, ({}, {}), {kind: MANY} if kind else {}
    for stage, kind in (("60.60", EventKind.EDITION), ("90.20", EventKind.MOVED)):
        revised = tuple(replace(each, id=f"{each.id}:2026") for each in works("ISO", MANY, stage))
        yield revised, ({}, {}), {kind: MANY}
    every = (*revised, *works("ISO", 2 * MANY, "60.60")[MANY:])
    yield every, ({}, {}), {EventKind.NEW: MANY}
    withdrawn = (*(replace(each, stage="95.99") for each in revised), *every[MANY:])
    yield withdrawn, ({}, {}), {EventKind.CLOSED: MANY}
    yield every[MANY:], ({}, {}), {}  # what was withdrawn before is in the list no more
    few = every[MANY : 2 * MANY - 3]
    yield few, ({}, {}), {EventKind.CLOSED: 3}
    pairs = comparison.compare(LEFT_LIST, Corpus("b", "b", work_items=every[MANY:]), WHOLE).pairs
    decided = {
        pair.id: register.stamp(Decision(pair=pair.id, left="", right="", outcome=OUTCOMES[2]), pair.left, pair.right)
        for pair in pairs
    }
    yield every[MANY:], (decided, {}), {}
    changed = tuple(replace(each, scope="Cutlery of another kind.") for each in every[MANY:])
    yield changed, (decided, {}), {EventKind.REOPENED: MANY}
    sent = {
        f"L-{n}": Liaison(id=f"L-{n}", title="T", to="B", sent="2026-01-01", deadline="2026-01-15") for n in range(MANY)
    }
    yield changed, (decided, sent), {EventKind.OVERDUE: MANY}


WHOLE = Settings(limit=None, level=Level.SUBSTANTIAL)
LEFT_LIST = Corpus("a", "a", work_items=works("X", 2 * MANY, "In force"))


def write_list(path: Path, items: Iterable[WorkItem]) -> None:
    """Write a list as an officer keeps it."""
    path.write_text(write_csv([ROWS, *([getattr(item, name) for name in ROWS] for item in items)]), encoding="utf-8")


def shown(path: Path) -> list[str]:
    """Take the events out of a digest, each in the line that tells it."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return [said(each["said"], each["about"]) for each in json.loads(text)["events"]]
    if path.suffix == ".html":
        return [unescape(re.sub("<[^>]+>", "", line)) for line in text.splitlines() if line.startswith("<li>")]
    lines = text.replace("\n    ", " ").splitlines()  # what goes on below an event stands further in
    return [line.lstrip("- ") for line in lines if line.startswith(("  ", "- "))]


def said(line: str, about: str) -> str:
    return f"{line} [{about}]" if about.startswith("P-") else line


def test_a_replay_shows_each_event_once_and_in_its_time_in_every_form(overlap_command: Run, tmp_path: Path) -> None:
    """Each snapshot is looked at twice; the second look has nothing to tell."""
    write_list(tmp_path / "a.csv", LEFT_LIST.work_items)
    names = [f"news{suffix}" for suffix in digests.SUFFIXES]
    files = [tmp_path / name for name in names]
    outputs = [part for name in names for part in ("-o", name)]
    told: list[dict[str, str]] = []
    fed: dict[str, str] = {}
    for number, (items, (decided, sent), wanted) in enumerate(snapshots()):
        write_list(tmp_path / "b.csv", items)
        (tmp_path / "decisions.toml").write_text(liaisons.write(sent, register.write(decided)), encoding="utf-8")
        done = overlap_command("watch", "a.csv", "b.csv", "--exit-code", *outputs)
        assert (done.returncode, done.stdout) == (1 if wanted else 0, ""), done.stderr
        assert all(file.exists() for file in files) == bool(wanted)
        if wanted:
            events = json.loads((tmp_path / "news.json").read_text(encoding="utf-8"))["events"]
            assert Counter(each["kind"] for each in events) == wanted
            told += events
            text = shown(tmp_path / "news.txt")
            assert text == shown(tmp_path / "news.json") == shown(tmp_path / "news.html")
            assert [escape(line) for line in text] == shown(tmp_path / "news.md")
            entries = ElementTree.parse(tmp_path / "news.atom").getroot().iter(f"{ATOM}entry")
            feed = {each.findtext(f"{ATOM}id", ""): each.findtext(f"{ATOM}content", "") for each in entries}
            new = {name: line for name, line in feed.items() if name not in fed}
            assert sorted(new.values()) == sorted(text)
            fed |= new
        for file in files:
            file.unlink(missing_ok=True)
        again = overlap_command("watch", "a.csv", "b.csv", "--exit-code", *outputs)
        assert (again.returncode, again.stdout, again.stderr) == (0, "", ""), number
        assert not any(file.exists() for file in files)
    assert min(Counter(each["kind"] for each in told).values()) >= 200
    assert {each["kind"] for each in told} == {*EventKind}
    assert len({(each["kind"], each["about"], each["said"]) for each in told}) == len(told) == len(fed)


ATOM = "{http://www.w3.org/2005/Atom}"


def seen(right: Iterable[WorkItem], left: Corpus = LEFT_LIST, overdue: Mapping[str, str] | None = None) -> Look:
    return look((left, Corpus("b", "b", work_items=tuple(right))), Settings(), {}, overdue or {})


words = st.sampled_from(("smart", "parking", "lots", "open", "data", "city", "vocabulary", "framework"))
texts = st.lists(words, min_size=1, max_size=5).map(" ".join)
edits = st.dictionaries(st.integers(0, 30), texts | st.none(), max_size=8)


@pytest.mark.parametrize("is_long", [False, True])
@given(st.lists(texts, min_size=20, max_size=24), edits, edits)
def test_a_look_after_edits_is_that_of_the_whole_comparison(
    is_long: bool, titles: list[str], left: dict[int, str | None], right: dict[int, str | None]
) -> None:
    """Pairs, scores and ranks, whatever texts changed, came or went; of long lists, too, where few pairs are listed."""
    lists = []
    for name, changed in (("X", left), ("ISO", right)):
        there = {**dict(enumerate(titles)), **changed}
        items = tuple(WorkItem(f"{name} {n}", title) for n, title in sorted(there.items()) if title)
        lists.append(Corpus(name, name, work_items=items or (WorkItem(f"{name} 99", "Cutlery"),)))
    before = [Corpus(each.name, each.name, work_items=works(each.name, 5, "40.00")) for each in lists]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "ALL_UP_TO", 0 if is_long else scoring.ALL_UP_TO)
        state = watching.after(State(), look((before[0], before[1]), Settings(), {}, {}), (), "a")
        after = look((lists[0], lists[1]), Settings(), {}, {})
        both = sides(lists[0], lists[1], Settings())
        closest = comparison.closest(both, Settings(), Level.SUBSTANTIAL)
    every = comparison.score(lists[0], lists[1], Settings())
    wanted = comparison.compare(lists[0], lists[1], WHOLE).pairs
    assert {*after.findings} == {pair.id for pair in wanted}
    assert {each.about for each in watching.changes(state, after, "2026-01-01") if each.kind is EventKind.NEW} == {
        pair.id for pair in wanted
    } - state.told
    count = len(closest.rows)
    assert count >= len(wanted)
    for name in ("rows", "columns", "log_odds"):
        assert getattr(closest, name).tolist() == getattr(every, name)[:count].tolist()


ids = st.integers(0, 5)
watched = st.builds(
    watching.Watched,
    id=ids.map(str),
    title=texts,
    opening=st.sampled_from(("early", "comments", "resolving", "published", "withdrawn")),
    stage=texts,
    is_open=st.booleans(),
    is_gone=st.booleans(),
)
keys = st.builds("{} {}".format, st.sampled_from(("left", "right")), ids)
pair_ids = ids.map("P-{}".format)
looks = st.builds(
    Look,
    items=st.dictionaries(keys, watched, max_size=6),
    findings=st.dictionaries(pair_ids, texts, max_size=4),
    concerned=st.frozensets(keys, max_size=6),
    reopened=st.dictionaries(pair_ids, st.builds(watching.Reopened, texts, texts), max_size=3),
    overdue=st.dictionaries(ids.map("L-{} 2026-01-01".format), texts, max_size=3),
)


@given(st.lists(looks, min_size=2, max_size=6))
def test_whatever_happens_the_same_look_again_tells_nothing_and_a_finding_comes_once(some: list[Look]) -> None:
    state, found = watching.after(State(), some[0], (), "a"), [*some[0].findings]
    for number, here in enumerate(some[1:]):
        events = watching.changes(state, here, f"2026-01-0{number + 1}")
        found += [each.about for each in events if each.kind is EventKind.NEW]
        assert len({(each.kind, each.about) for each in events}) == len(events)
        state = watching.after(state, here, events, "a")
        assert watching.changes(state, here, "2026-02-01") == ()
        assert watching.changes(state, watching.same(state, here.overdue), "2026-02-01") == ()
    assert len({*found}) == len(found)


@given(looks, looks, st.sampled_from(("left", "right")))
def test_what_is_missing_of_a_side_not_read_whole_is_closed_when_it_was(one: Look, other: Look, side: str) -> None:
    state = watching.after(State(), one, (), "a")
    whole = watching.missing(state, other, side)
    missing = {name for name in one.items if name.startswith(side) and name not in other.items}
    now, later = (
        {each.about for each in watching.changes(before, here, "b") if each.said.endswith("no longer in the list")}
        for before, here in ((state, whole), (watching.after(state, whole, (), "b"), other))
    )
    assert not now & missing
    about = one.concerned | other.concerned
    assert later & missing == {name for name in missing & about if not one.items[name].is_gone}


def test_a_replay_of_public_data_tells_what_was_published_between_two_dates() -> None:
    """ITU-T SG20 before and after 29 June 2026, when ten of its texts were published."""
    day = "2026-06-29"
    sg20, jc4 = corpora.load("sg20"), corpora.load("jc4")
    earlier = replace(sg20, work_items=tuple(each for each in sg20.work_items if each.date < day))
    assert len(sg20.work_items) - len(earlier.work_items) >= 10
    first, second = (look((each, jc4), Settings(), {}, {}) for each in (earlier, sg20))
    state = watching.after(State(), first, (), "a")
    events = watching.changes(state, second, day)
    assert {each.about for each in events if each.kind is EventKind.NEW} == {*second.findings} - {*first.findings}
    assert not watching.changes(watching.after(state, second, events, "b"), second, day)
    assert watching.unconcerned(state, second) > 0


def test_what_is_in_no_pair_is_counted_and_not_listed() -> None:
    lone = WorkItem("ISO 9", "Cutlery", stage="40.00")
    one, other = (seen([replace(lone, stage=stage)]) for stage in ("40.00", "40.20"))
    state = watching.after(State(), one, (), "a")
    assert watching.changes(state, other, "2026-02-01") == ()
    assert watching.unconcerned(state, other) == 1


OPENINGS = ("", "drafting", "comments", "resolving", "published")
WORKS_SEEN = [
    Watched(id="ISO 1", title="Parking", opening=opening, stage=stage, is_open=is_open, is_gone=is_gone)
    for opening, stage, is_open, is_gone in product(OPENINGS, ("30", "60"), (True, False), (True, False))
]


@pytest.mark.parametrize(
    "before", WORKS_SEEN, ids=lambda each: f"{each.opening}-{each.stage}-{each.is_open}-{each.is_gone}"
)
def test_what_happened_to_a_work_is_told_by_what_can_be_done_about_it(before: Watched) -> None:
    for now in WORKS_SEEN:
        _told_by_what_can_be_done(before, now)


def _told_by_what_can_be_done(before: Watched, now: Watched) -> None:
    concerned = frozenset(("right ISO 1",))
    one, other = (
        Look(items={"right ISO 1": each}, findings={}, concerned=concerned, reopened={}, overdue={})
        for each in (before, now)
    )
    told = watching.changes(watching.after(State(), one, (), "a"), other, "2026-02-01")
    if (before.opening, before.stage) == (now.opening, now.stage):
        assert not told
        return
    (event,) = told
    closes = now.is_gone and not before.is_gone
    opens = now.opening == "comments" != before.opening
    ends = (before.opening, now.opening) == ("comments", "resolving")
    is_done = before.is_open and not now.is_open and not now.is_gone
    assert (event.kind is EventKind.CLOSED) == closes
    assert (event.kind is EventKind.OPENED) == (opens and not closes)
    assert (event.kind is EventKind.ENDED) == (ends and not closes)
    assert (event.kind is EventKind.PUBLISHED) == (is_done and not closes and not opens and not ends)


def test_a_statement_overdue_is_told_by_its_id_once_for_each_deadline() -> None:
    def at(*deadlines: str) -> Look:
        late = {f"L-7 {day}": f"late since {day}" for day in deadlines}
        return Look(items={}, findings={}, concerned=frozenset(), reopened={}, overdue=late)

    state = watching.after(State(), at("2026-01-01"), (), "a")
    assert not watching.changes(state, at("2026-01-01"), "2026-03-01")
    (event,) = watching.changes(state, at("2026-01-01", "2026-02-01"), "2026-03-01")
    assert (event.kind, event.about, event.said) == (EventKind.OVERDUE, "L-7", "late since 2026-02-01")


def test_a_decision_open_again_is_told_again_only_for_another_reason(tmp_path: Path) -> None:
    def at(why: str) -> Look:
        return Look(
            items={},
            findings={"P-1": "both"},
            concerned=frozenset(),
            reopened={"P-1": Reopened("both", why)},
            overdue={},
        )

    (tmp_path / "watch.json").write_text(watching.write(watching.after(State(), at("title changed"), (), "a")))
    state = watching.read(tmp_path / "watch.json")
    assert state
    assert not watching.changes(state, at("title changed"), "2026-02-01")
    (event,) = watching.changes(state, at("scope changed"), "2026-02-01")
    assert (event.kind, event.said) == (EventKind.REOPENED, "both: scope changed")


def test_a_work_that_left_the_list_is_closed_once() -> None:
    both, one = (seen(works("ISO", count, "60.60")) for count in (2, 1))
    state = watching.after(State(), both, (), "a")
    gone = watching.changes(state, one, "2026-02-01")
    assert [(each.kind, each.about) for each in gone] == [(EventKind.CLOSED, "right ISO 1")]
    assert not watching.changes(watching.after(state, one, gone, "b"), one, "2026-03-01")


def test_a_decision_that_no_longer_holds_is_told_however_far_apart_the_two_are_now() -> None:
    one, other = (Corpus(name, name, work_items=works(name, 1, "60.60")) for name in ("X", "ISO"))
    (pair,) = comparison.compare(one, other, WHOLE).pairs
    decided = {
        pair.id: register.stamp(Decision(pair=pair.id, left="", right="", outcome=OUTCOMES[2]), pair.left, pair.right)
    }
    apart = replace(other, work_items=(replace(other.work_items[0], title="Cutlery"),))
    first, second = (look((one, each), Settings(), decided, {}) for each in (other, apart))
    assert (first.reopened, first.findings, second.findings) == ({}, {}, {})
    state = watching.after(State(), first, (), "a")
    (told,) = watching.changes(state, second, "2026-02-01")
    assert told.kind is EventKind.REOPENED
    assert told.said.endswith("distant: title of ISO 0 changed")
    again = watching.changes(watching.after(state, second, (told,), "b"), look((one, other), Settings(), {}, {}), "c")
    assert [each.kind for each in again] == [EventKind.NEW]  # no run has told that they are close


def test_a_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "watch.json"
    assert watching.read(path) is None
    here = seen(works("ISO", 3, "60.60"), overdue={"L-1 2026-01-01": "late"})
    state = watching.after(State(sides=("a", "b")), here, tuple(map(event, KINDS)), "a")
    path.write_text(watching.write(state), encoding="utf-8")
    assert watching.read(path) == state
    for text in ("{}", "[]", "no json", '{"form": 0}'):
        path.write_text(text)
        with pytest.raises(InputError, match=r"watch\.json"):
            watching.read(path)


def event(kind: EventKind = EventKind.NEW) -> Event:
    return Event(kind=kind, about="P-1", said="A <b> & “C”", date="2026-11-29", address="https://example.org/?a=1&b=2")


@pytest.mark.parametrize("suffix", digests.SUFFIXES)
def test_every_form_holds_every_kind_of_event_and_what_failed(suffix: str) -> None:
    digest = Digest(
        "News of L and R", "2026-11-29", tuple(map(event, KINDS)), 3, (Fault("iso", "", "no network", "try"),)
    )
    text = digests.write(digest, suffix, digest.events)
    if suffix == ".atom":
        root = ElementTree.fromstring(text)
        entries = [each for each in root if each.tag.endswith("entry")]
        assert len(entries) == len(KINDS)
        assert "“C”" in text
    elif suffix == ".json":
        assert [each["kind"] for each in json.loads(text)["events"]] == KINDS
        assert json.loads(text)["failed"][0]["source"] == "iso"
    else:
        assert "no network" in text
        assert "3 work items more changed" in text
        assert text.count("“C”") == len(KINDS)
    assert "<b>" not in text or suffix in (".txt", ".json")


def test_a_digest_is_as_expected() -> None:
    digest = Digest("News of L and R", "2026-11-29", tuple(map(event, KINDS)), 1, ())
    check(digests.write(digest, ".txt"), "digest.txt")


def test_a_feed_keeps_the_ids_of_its_entries() -> None:
    digest = Digest("News", "2026-11-29", (event(),), 0, ())
    one, two = (digests.write(digest, ".atom", (event(), *more)) for more in ((), (event(EventKind.CLOSED),)))
    ids = [{each[1].text for each in ElementTree.fromstring(text) if each.tag.endswith("entry")} for text in (one, two)]
    assert ids[0] < ids[1]


LEFT = "id,title,stage\nX.1,Framework of smart parking lots,Under study\n"
RIGHT = "id,title,stage\nISO/DIS 5,Smart parking lots - Framework,40.20\n"


def test_the_command_tells_news_once_and_is_silent_where_there_are_none(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(LEFT)
    (tmp_path / "b.csv").write_text(f"{RIGHT},a row without an identifier,\n")
    first = overlap_command("watch", "a.csv", "b.csv", "--exit-code")
    assert (first.returncode, first.stdout) == (0, "")
    assert "the next run tells what is new" in first.stderr
    assert "row 3" in first.stderr
    quiet = overlap_command("watch", "a.csv", "b.csv", "--exit-code")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    (tmp_path / "b.csv").write_text(RIGHT.replace("40.20", "40.60"))
    news = overlap_command("watch", "a.csv", "b.csv", "--exit-code")
    assert news.returncode == 1
    assert "40.60 enquiry ballot closed, before 40.20 enquiry ballot" in " ".join(news.stdout.split())
    assert max(map(len, news.stdout.splitlines())) <= 80
    assert overlap_command("watch", "a.csv", "b.csv", "--exit-code").stdout == ""
    other = overlap_command("watch", "b.csv", "a.csv")
    assert other.returncode == 2
    assert "watch.json: is of a.csv and b.csv" in other.stderr


def test_a_source_that_failed_is_told_every_time(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(LEFT)
    (tmp_path / "list.csv").write_text(RIGHT)
    assert overlap_command("corpus", "import", "list.csv", "--name", "theirs").returncode == 0
    assert overlap_command("watch", "a.csv", "theirs").returncode == 0
    quiet = overlap_command("watch", "a.csv", "theirs")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    (tmp_path / "list.csv").write_text(RIGHT.replace("40.20", "40.60"))
    assert "40.60 enquiry ballot closed" in overlap_command("watch", "a.csv", "theirs").stdout
    (tmp_path / "list.csv").unlink()
    for _ in range(2):
        done = overlap_command("watch", "a.csv", "theirs")
        assert done.returncode == 2
        assert "Sources that failed: 1" in done.stdout
        assert "list.csv" in done.stderr
    assert overlap_command("watch", "a.csv", "theirs", "--no-update").stdout == ""


def test_a_list_that_cannot_be_read_has_failed_and_closes_no_work(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(LEFT)
    (tmp_path / "b.csv").write_text(RIGHT)
    assert overlap_command("watch", "a.csv", "b.csv").returncode == 0
    (tmp_path / "b.csv").rename(tmp_path / "c.csv")
    for _ in range(2):
        done = overlap_command("watch", "a.csv", "b.csv", "-o", "news.md")
        assert done.returncode == 2
        assert "b.csv: No such file or directory" in done.stderr
        assert "b.csv: No such file or directory" in (tmp_path / "news.md").read_text()
    (tmp_path / "c.csv").rename(tmp_path / "b.csv")
    back = overlap_command("watch", "a.csv", "b.csv")
    assert (back.returncode, back.stdout, back.stderr) == (0, "", "")


def test_a_file_of_a_folder_that_cannot_be_read_closes_no_work(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(LEFT)
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "one.csv").write_text(RIGHT)
    (lists / "two.csv").write_text("id,title\nISO 9,Cutlery\n")
    assert overlap_command("watch", "a.csv", "lists").returncode == 0
    (lists / "one.csv").write_text("")
    for _ in range(2):
        done = overlap_command("watch", "a.csv", "lists")
        assert done.returncode == 2
        assert "Sources that failed: 1" in done.stdout
        assert "Closed work" not in done.stdout
        assert "one.csv: empty" in done.stderr
    (lists / "one.csv").write_text(RIGHT.replace("40.20", "40.60"))
    assert "40.60 enquiry ballot closed" in overlap_command("watch", "a.csv", "lists").stdout
    (lists / "one.csv").unlink()
    assert "no longer in the list" in overlap_command("watch", "a.csv", "lists").stdout
    assert overlap_command("watch", "a.csv", "lists", "--exit-code").returncode == 0


@pytest.mark.parametrize(
    ("written", "broken", "lost", "lacks"),
    [
        ("id,title\nISO 9,Cutlery\n", "one.csv", "1 of its works", "no longer in the list"),
        ("id,text,kind\nM1,Parking of bicycles in stations,scope\n", "two.csv", "1 of its statements", ""),
    ],
)
def test_an_imported_folder_of_which_a_file_cannot_be_read_keeps_its_version(
    written: str, broken: str, lost: str, lacks: str, overlap_command: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(LEFT)
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "one.csv").write_text(RIGHT)
    (lists / "two.csv").write_text(written)
    assert overlap_command("corpus", "import", "lists", "--name", "theirs").returncode == 0
    assert overlap_command("watch", "a.csv", "theirs").returncode == 0
    (lists / broken).write_text("")
    for _ in range(2):
        done = overlap_command("watch", "a.csv", "theirs")
        assert (done.returncode, "Closed work" in done.stdout) == (2, False)
        assert f"{lost} is in none of the files that could be read" in done.stderr
    assert overlap_command("corpus", "update", "theirs").returncode == 0
    assert lacks in " ".join(overlap_command("watch", "a.csv", "theirs").stdout.split())


def test_two_runs_at_once_tell_an_event_once(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(LEFT)
    (tmp_path / "b.csv").write_text(RIGHT)
    assert overlap_command("watch", "a.csv", "b.csv").returncode == 0
    (tmp_path / "b.csv").write_text(RIGHT.replace("40.20", "40.60"))
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: overlap_command("watch", "a.csv", "b.csv", "--exit-code"), range(4)))
    assert sorted(each.returncode for each in done) == [0, 0, 0, 1]


def test_a_catalogue_is_updated_however_its_name_is_spelled(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(LEFT)
    (tmp_path / "b.csv").write_text(RIGHT)
    assert overlap_command("corpus", "import", "b.csv", "--name", "their-list").returncode == 0
    assert overlap_command("watch", "a.csv", "Their List").returncode == 0
    (tmp_path / "b.csv").write_text(RIGHT.replace("40.20", "40.60"))
    other = overlap_command("watch", "b.csv", "Their List")
    assert (other.returncode, "as their-list@" in other.stderr) == (2, False)  # of other lists: nothing is updated
    assert "40.60 enquiry ballot closed" in overlap_command("watch", "a.csv", "Their List").stdout


def test_a_file_that_was_touched_is_not_read_again_and_words_that_changed_are(
    overlap_command: Run, tmp_path: Path
) -> None:
    """That a list is read shows by its faults, which are told then."""
    (tmp_path / "a.csv").write_text(LEFT)
    (tmp_path / "b.csv").write_text(f"{RIGHT},a row without an identifier,\n")
    (tmp_path / "words.toml").write_text('[expansions]\nABC = "alpha beta"\n')
    watch = ("watch", "a.csv", "b.csv", "--glossary", "words.toml")
    assert "row 3" in overlap_command(*watch).stderr
    os.utime(tmp_path / "b.csv", (1, 1))
    assert overlap_command(*watch).stderr == ""
    (tmp_path / "words.toml").write_text('[expansions]\nABC = "alpha gamma"\n')
    assert "row 3" in overlap_command(*watch).stderr
    assert overlap_command(*watch).stderr == ""
    assert "row 3" in overlap_command(*watch, "--column", "title=title").stderr


def test_a_state_among_the_lists_is_refused_before_it_is_made(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(LEFT)
    done = overlap_command("watch", ".", "jc4")
    assert (done.returncode, [each.name for each in tmp_path.glob("*.json")]) == (2, [])
    assert "watch.json: lies in ., which is read as a list." in done.stderr


def test_faults_that_are_errors_end_every_run(overlap_command: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(LEFT)
    (tmp_path / "b.csv").write_text(f"{RIGHT},a row without an identifier,\n")
    assert overlap_command("watch", "a.csv", "b.csv").returncode == 0
    for _ in range(2):
        done = overlap_command("watch", "a.csv", "b.csv", "--strict")
        assert (done.returncode, "row 3" in done.stderr) == (2, True)
    (tmp_path / "b.csv").write_text(RIGHT)
    assert overlap_command("watch", "a.csv", "b.csv", "--strict").returncode == 0


def test_every_source_that_failed_is_named_and_no_other(overlap_command: Run, tmp_path: Path) -> None:
    names = ("b.csv", "b.csv.csv")
    for name, text in zip(names, (LEFT, RIGHT), strict=True):
        (tmp_path / name).write_text(text)
    assert overlap_command("watch", *names).returncode == 0
    for gone in (names[1:], names):
        for name in gone:
            (tmp_path / name).unlink(missing_ok=True)
        done = overlap_command("watch", *names, "-o", "news.json")
        failed = json.loads((tmp_path / "news.json").read_text())["failed"]
        assert (done.returncode, [each["source"] for each in failed]) == (2, [*gone])


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (("K.54 (07/2025)", "In force", "2025-07"), ("K.54 (10/2026)", "In force", "2026-10"), "new edition"),
        (("K.54 (07/2026)", "In force", ""), ("K.54 (10/2026)", "In force", ""), "new edition"),
        (("ISO 5:2016", "60.60", "2016"), ("ISO 5:2026", "60.60", "2026-02"), "new edition"),
        (("ISO 5:2016", "90.92", "2016"), ("ISO 5:2026", "60.60", "2026-02"), "new edition"),
        (("Y.5", "In force", "2019-12"), ("Y.5", "In force", "2026-10-14"), "new edition"),
        (("Y.5", "In force", "2026-10"), ("Y.5", "In force", "2026-10-14"), ""),
        (("Y.5", "In force", ""), ("Y.5", "In force", "2026-10-14"), ""),
        (("Y.5", "In force", "2026-10"), ("ITU-T Y.5", "In force", "2026-10"), ""),
        (("Y.5", "Under study", "2025"), ("Y.5", "Under study", "2026"), ""),
        (("Y.5", "Under study", "2025"), ("Y.5 (10/2026)", "In force", "2026-10"), "published"),
        (("ISO 5:2016", "60.60", "2016"), ("ISO 5:2016", "95.99", "2026"), "closed"),
        (("K.54 (10/2026)", "In force", ""), ("K.54 (2026)", "In force", ""), ""),
        (("K.54 (2026)", "In force", ""), ("K.54", "In force", ""), ""),
        (("K.54", "In force", ""), ("K.54 (07/2025)", "In force", ""), ""),
        (("ISO 5:2016", "60.60", ""), ("ISO 5", "60.60", ""), ""),
        (("ISO 5:2016", "60.60", ""), ("ISO 5:2008", "60.60", ""), ""),
        (("ISO 5:2016", "60.60", ""), ("ISO 5:2016/Amd 1:2026", "60.60", ""), ""),
        (("ETSI TS 103 264 V3.1.1", "Published", ""), ("ETSI TS 103 264 V3.10.1", "Published", ""), "new edition"),
        (("ETSI TS 103 264 V3.1.1", "Published", ""), ("ETSI TS 103 264 V2.9.1", "Published", ""), ""),
    ],
)
def test_a_final_text_of_another_edition_is_told(
    before: tuple[str, str, str], now: tuple[str, str, str], told: str
) -> None:
    def seen(name: str, stage: str, date: str) -> Look:
        item = WorkItem(name, "Lids of bells", stage=stage, date=date)
        (other,) = works("X", 1, "In force")
        found = look((Corpus("a", "a", work_items=(other,)), Corpus("b", "b", work_items=(item,))), WHOLE, {}, {})
        return replace(found, concerned=frozenset(found.items))

    first = seen(*before)
    events = watching.changes(watching.after(State(sides=("a", "b")), first, (), "s"), seen(*now), "2026-11-30")
    assert [str(each.kind) for each in events] == [told] * bool(told)
