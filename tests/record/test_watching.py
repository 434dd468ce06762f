"""What is new is told once: a replay of dated snapshots, and the command in cron and in CI."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from overlap.comparison import comparison
from overlap.comparison.watch import look
from overlap.corpus import corpora
from overlap.errors import InputError
from overlap.model import Corpus, Fault, Report, WorkItem
from overlap.record import liaisons, register, watching
from overlap.record.liaisons import Liaison
from overlap.record.register import OUTCOMES, Decision
from overlap.record.watching import Event, EventKind, State
from overlap.report import digests
from overlap.report.digests import Digest
from overlap.settings import Level, Settings
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


Decisions = Mapping[str, Decision]


def snapshots() -> Iterator[tuple[str, tuple[WorkItem, ...], Decisions, Mapping[str, str]]]:
    """Yield dated states of the right list, of the register, and of what is overdue."""
    for month, stage in enumerate(("40.00", "40.20", "40.60", "60.60", "90.20"), start=1):
        yield f"2026-0{month}-01", works("ISO", MANY, stage), {}, {}
    every = (*works("ISO", MANY, "90.20"), *works("ISO", 2 * MANY, "60.60")[MANY:])
    yield "2026-06-01", every, {}, {}
    gone = (*works("ISO", MANY, "95.99"), *every[MANY:])
    yield "2026-07-01", gone, {}, {}
    pairs = compared(gone, {}, "2026-07-01").pairs[: MANY + 10]
    decided = {
        pair.id: register.stamp(Decision(pair=pair.id, left="", right="", outcome=OUTCOMES[2]), pair.left, pair.right)
        for pair in pairs
    }
    yield "2026-08-01", gone, decided, {}
    changed = tuple(replace(each, scope="Another scope.") for each in gone)
    yield "2026-09-01", changed, decided, {}
    sent = {
        f"L-{n}": Liaison(id=f"L-{n}", title="T", to="B", sent="2026-01-01", deadline="2026-09-15") for n in range(MANY)
    }
    late = {f"{each.id} {each.deadline}": liaisons.said(each, "2026-10-01") for each in sent.values()}
    yield "2026-10-01", changed, decided, late


def compared(right: tuple[WorkItem, ...], decisions: Decisions, today: str) -> Report:
    left = Corpus("left", "Left", work_items=works("X", 2 * MANY, "In force"))
    settings = Settings(limit=None, level=Level.RELATED, today=today)
    return comparison.compare(left, Corpus("right", "Right", work_items=right), settings, decisions=decisions)


@pytest.fixture(scope="module")
def told() -> list[tuple[Event, ...]]:
    """Replay the snapshots, each of them twice, and give the events of each look."""
    state, events = State(), []
    for today, right, decisions, overdue in snapshots():
        seen = look(compared(right, decisions, today), overdue)
        for _ in range(2):
            found = () if not state.signature else watching.changes(state, seen, today)
            state = watching.after(state, seen, found, today)
            events.append(found)
    return events


def test_each_event_of_a_replay_is_told_once_and_in_its_time(told: list[tuple[Event, ...]]) -> None:
    assert all(not again for again in told[1::2])  # nothing twice
    kinds = [Counter(each.kind for each in some) for some in told[::2]]
    wanted = [{}, *({kind: MANY} for kind in (EventKind.OPENED, EventKind.ENDED, EventKind.PUBLISHED, EventKind.MOVED))]
    wanted += [{EventKind.NEW: MANY}, {EventKind.CLOSED: MANY}, {}]
    wanted += [{EventKind.REOPENED: MANY + 10}, {EventKind.OVERDUE: MANY}]
    assert kinds == wanted
    every = [each for some in told for each in some]
    assert len({each.id for each in every}) == len(every)
    assert {each.kind for each in every} == {*EventKind}


def test_a_replay_of_public_data_tells_what_was_published_between_two_dates() -> None:
    """ITU-T SG20 before and after 29 June 2026, when ten of its texts were published."""
    day, settings = "2026-06-29", Settings(limit=None, level=Level.RELATED)
    sg20, jc4 = corpora.load("sg20"), corpora.load("jc4")
    earlier = replace(sg20, work_items=tuple(each for each in sg20.work_items if each.date < day))
    assert len(sg20.work_items) - len(earlier.work_items) >= 10
    first, second = (look(comparison.compare(each, jc4, settings), {}) for each in (earlier, sg20))
    state = watching.after(State(), first, (), "a")
    events = watching.changes(state, second, day)
    assert {each.about for each in events if each.kind is EventKind.NEW} == {*second.findings} - {*first.findings}
    assert not watching.changes(watching.after(state, second, events, "b"), second, day)
    assert watching.unconcerned(state, second) > 0


def test_what_is_in_no_pair_is_counted_and_not_listed() -> None:
    lone = WorkItem("ISO 9", "Cutlery", stage="40.00")
    one, other = (compared((replace(lone, stage=stage),), {}, "2026-01-01") for stage in ("40.00", "40.20"))
    state = watching.after(State(), look(one, {}), (), "a")
    assert watching.changes(state, look(other, {}), "2026-02-01") == ()
    assert watching.unconcerned(state, look(other, {})) == 1


def test_a_work_that_left_the_list_is_closed_once() -> None:
    both, one = (compared(works("ISO", count, "60.60"), {}, "2026-01-01") for count in (2, 1))
    state = watching.after(State(), look(both, {}), (), "a")
    gone = watching.changes(state, look(one, {}), "2026-02-01")
    assert [(each.kind, each.about) for each in gone] == [(EventKind.CLOSED, "right ISO 1")]
    assert not watching.changes(watching.after(state, look(one, {}), gone, "b"), look(one, {}), "2026-03-01")


def test_a_state_is_read_as_it_was_written(tmp_path: Path, told: list[tuple[Event, ...]]) -> None:
    path = tmp_path / "watch.json"
    assert watching.read(path) is None
    here = look(compared(works("ISO", 3, "60.60"), {}, "2026-01-01"), {"L-1 2026-01-01": "late"})
    state = watching.after(State(sides=("a", "b")), here, told[2], "a")
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
    assert "40.60 enquiry ballot closed, before 40.20 enquiry ballot" in news.stdout
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
