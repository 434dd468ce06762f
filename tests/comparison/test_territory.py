"""Whose ground: claims, exclusions, coordination, coverage; and the map as people and programs get it."""

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from overlap.comparison.comparison import chart, compare
from overlap.comparison.ground import SURE
from overlap.comparison.roles import Role, role
from overlap.comparison.territory import Holding, Status, Territory
from overlap.corpus import corpora
from overlap.model import Corpus, Report, Statement, Subject, WorkItem
from overlap.report import Format, territories
from overlap.report.excel import write_rows
from overlap.settings import Level, Settings
from tests.conftest import ROOT, SHARED, Run

SG20, JC4 = corpora.load("sg20"), corpora.load("jc4")
GOLD = SHARED / "gold"


@pytest.fixture(scope="module")
def bundled() -> Territory:
    found = chart(SG20, JC4, Settings())
    assert found is not None
    return found


@pytest.fixture(scope="module")
def report() -> Report:
    return compare(SG20, JC4, Settings(), Subject.MANDATES)


def claimed(territory: Territory) -> dict[str, set[str]]:
    return {
        document.id: {claim.statement.id for claim in each.claims}
        for each in territory.holdings
        for document in each.item.documents
    }


def by_id(territory: Territory, name: str) -> Holding:
    return next(each for each in territory.holdings if each.item.id == name)


def test_the_mobility_statement_claims_the_work_of_the_mobility_committee(bundled: Territory) -> None:
    items = [each for each in bundled.holdings if each.item.committee == "ISO/TC 268/SC 2"]
    found = [any(claim.statement.id == "JC4/scope-3" for claim in each.claims) for each in items]
    assert len(items) > 15
    assert sum(found) / len(found) >= 0.9


def test_transport_and_parking_of_the_other_side_are_contested(bundled: Territory) -> None:
    for name in ("Y.4456", "Y.4211"):
        assert by_id(bundled, name).status is Status.CONTESTED
    parking = by_id(bundled, "Y.4456").claims
    assert "ISO 37163:2020" in {claim.through.id for claim in parking if claim.through}


def test_the_subjects_of_both_mandates_are_contested_at_the_top(bundled: Territory) -> None:
    first = {(each.left.id, each.right.id) for each in bundled.contests[:8]}
    assert {("SG20/Qx-energy", "TC268SC1/scope-4"), ("SG20/Q7-2", "WG11/scope-4")} <= first  # energy, indicators


def test_what_is_about_the_whole_field_holds_its_own_items_and_is_no_side_of_a_contest(bundled: Territory) -> None:
    wide = {name for name, each in bundled.roles.items() if each is Role.FIELD}
    assert {"SG20/guidance-1", "SG20/guidance-4", "JC4/scope-1", "TC268SC2/scope-3"} <= wide
    assert not {"SG20/Q7-1", "JC4/scope-4", "TC268SC1/scope-5"} & wide
    assert not {each for contest in bundled.contests for each in (contest.left.id, contest.right.id)} & wide
    assert all(
        claim.side == each.side for each in bundled.holdings for claim in each.claims if claim.statement.id in wide
    )


def test_what_overlaps_a_claimed_item_is_claimed_through_it_and_nothing_else_is(bundled: Territory) -> None:
    pairs = compare(SG20, JC4, Settings(limit=None, level=Level.SUBSTANTIAL, show_decided=True)).pairs
    close = {frozenset((pair.left.id, pair.right.id)) for pair in pairs if pair.score >= SURE}
    through = {
        frozenset((each.item.id, claim.through.id))
        for each in bundled.holdings
        for claim in each.claims
        if claim.through is not None
    }
    assert through
    assert through <= close


def test_coordination_and_exclusions_claim_nothing(bundled: Territory) -> None:
    holders = {claim.statement.id for each in bundled.holdings for claim in each.claims}
    apart = {name for name, each in bundled.roles.items() if each in (Role.COORDINATION, Role.EXCLUSION)}
    assert {"SG20/guidance-7", "JC4/scope-10", "JC4/scope-11", "SyC/scope-2", "WG11/scope-6", "WG11/scope-7"} <= apart
    assert "WG11/scope-4" not in apart  # made in collaboration, and still a claim
    assert not holders & apart
    assert not {each for contest in bundled.contests for each in (contest.left.id, contest.right.id)} & apart


def test_sums_in_the_map_equal_the_lists(bundled: Territory, report: Report) -> None:
    assert len(bundled.holdings) == 287 + 98
    for side, count in (("left", 287), ("right", 98)):
        assert sum(bundled.count(side, status) for status in Status) == count
    assert sum(each.weight for each in bundled.contests) <= bundled.count("left", Status.CONTESTED) + bundled.count(
        "right", Status.CONTESTED
    )
    for each in bundled.holdings:
        sides = {claim.side for claim in each.claims}
        expected = {frozenset(): Status.UNTOLD, frozenset((each.side,)): Status.OWN}
        alone = expected.get(frozenset(sides), Status.CONTESTED if len(sides) == 2 else Status.UNTOLD)
        assert each.status is alone  # the bundled mandates are stand-ins: outside and unclaimed cannot be told
    pairs = compare(SG20, JC4, Settings(limit=None)).pairs
    substantial = [pair for pair in pairs if pair.level <= "substantial overlap" and pair.score >= 0.5]
    assert sum(cell.pairs for cell in bundled.cells) == len(substantial)
    rows = territories.matrix(bundled, report)
    cells = Counter(cell.partition(" ")[0] for row in rows[2:] for cell in row[5:])
    claims = [claim for each in bundled.holdings for claim in each.claims]
    assert cells["direct"] == sum(claim.through is None for claim in claims)
    assert cells["through"] == sum(claim.through is not None for claim in claims)


def test_a_cover_adds_up_and_cites_what_it_says(bundled: Territory) -> None:
    for each in bundled.covers:
        assert abs(sum(part.share for part in each.parts) - each.share) < 1e-9
        assert 0 <= each.share <= 1 + 1e-9
        assert not {part.word for part in each.parts} & {*each.open}
        assert len({part.item.id for part in each.parts}) <= 5


def judged(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((ROOT / "tests/data" / name).read_text(encoding="utf-8"))))


def hits(territory: Territory, rows: list[dict[str, str]]) -> tuple[int, int, int]:
    """Count what is claimed and rightly so, what is claimed, and what rightly would be, of judged claims."""
    found = claimed(territory)
    rows = [row for row in rows if not row["statement_id"].endswith("/title")]
    said = [row["statement_id"] in found[row["item_id"]] for row in rows]
    right = [row.get("claimed") == "1" or row.get("first") == row.get("second") == "1" for row in rows]
    return sum(one and other for one, other in zip(said, right, strict=True)), sum(said), sum(right)


def test_claims_agree_with_the_judgements(bundled: Territory) -> None:
    """Of pairs of items and statements, and of claims made before the rule of today and by it, drawn at random."""
    pairs, drawn, further = map(judged, ("judged_claims.csv", "drawn_claims.csv", "further_claims.csv"))
    assert (len(pairs), len(drawn), len(further)) == (150, 150, 90)
    here = [row for row in drawn if row["lists"] == "sg20_jc4"]
    right, said, wanted = map(sum, zip(*(hits(bundled, rows) for rows in (pairs, here, further)), strict=True))
    assert right / said >= 0.9
    assert right / wanted >= 0.85


@pytest.mark.skipif(not GOLD.is_dir(), reason="the lists of other committees are not there")
def test_claims_on_lists_of_other_committees_are_few_and_right() -> None:
    drawn = [row for row in judged("drawn_claims.csv") if row["lists"] != "sg20_jc4"]
    found = []
    for name in sorted({row["lists"] for row in drawn}):
        sides = [
            replace(home, work_items=_gold(part)) if part != home.name else home
            for home, part in zip((SG20, JC4), name.split("_", 1), strict=True)
        ]
        territory = chart(sides[0], sides[1], Settings())
        assert territory is not None
        found.append(hits(territory, [row for row in drawn if row["lists"] == name]))
    right, said, _ = map(sum, zip(*found, strict=True))
    assert len(drawn) == 60
    assert said - right <= 1


def _gold(name: str) -> tuple[WorkItem, ...]:
    rows = map(json.loads, (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return tuple(
        WorkItem(row["id"], row["title"], row.get("scope") or "", committee=row.get("committee") or "") for row in rows
    )


def test_a_common_word_and_a_foreign_field_claim_nothing(bundled: Territory) -> None:
    found = claimed(bundled)
    assert not {name for name in found["Y.4500.22"] if name.startswith("TC268SC2/")}  # maintain, operate, service
    assert "SG20/Q7-1" not in found["Y.4233"]


def test_no_share_is_told_of_a_statement_of_few_words(bundled: Territory) -> None:
    assert "JC4/scope-4" not in {each.statement.id for each in bundled.covers}
    assert all(len({part.word for part in each.parts} | {*each.open}) >= 3 for each in bundled.covers)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Exchange information with other groups on parking", "guidance", Role.COORDINATION),
        ("Coordination of the programme on parking", "scope", Role.COORDINATION),
        ("Coordinate parking guidance systems", "scope", Role.COORDINATION),
        ("Study parking and keep liaisons with ISO", "scope", Role.COORDINATION),
        ("Indicators of parking, in collaboration with ISO/TC 9", "scope", Role.CLAIM),
        ("Parking", "title", Role.TITLE),
        ("Tunnels covered by ISO/TC 9", "exclusion", Role.EXCLUSION),
    ],
)
def test_the_role_of_a_statement(text: str, kind: str, expected: Role) -> None:
    assert role(Statement("A", text, kind)) is expected


def corpus(name: str, items: list[WorkItem], *statements: Statement) -> Corpus:
    return Corpus(name, name.upper(), work_items=tuple(items), mandate=statements)


def test_an_exclusion_takes_ground_away_from_its_own_body_only() -> None:
    items = [WorkItem("A 1", "Toll tunnels for road vehicles"), WorkItem("A 2", "Parking of bicycles")]
    mobility = Statement("A/1", "Tunnels, parking and bicycles", "scope", body="A")
    excluded = Statement("A/2", "Toll tunnels for road vehicles covered by B", "exclusion", body="A")
    other = Statement("B/1", "Road vehicles and toll tunnels", "scope", body="B")
    left, right = corpus("a", items, mobility, excluded), corpus("b", [WorkItem("B 1", "Road vehicles")], other)
    found = chart(left, right, Settings())
    assert found is not None
    tunnels, parking = by_id(found, "A 1"), by_id(found, "A 2")
    assert [each.id for each in tunnels.excluded] == ["A/2"]
    assert {claim.statement.id for claim in tunnels.claims} == {"B/1"}
    assert tunnels.status is Status.OUTSIDE
    assert {claim.statement.id for claim in parking.claims} == {"A/1"}


def test_what_an_exclusion_takes_is_claimed_through_nothing_either() -> None:
    title = "Toll tunnels for road vehicles"
    mobility = Statement("A/1", "Tunnels, parking and bicycles", "scope", body="A")
    excluded = Statement("A/2", f"{title} covered by B", "exclusion", body="A")
    for statements, through in (((mobility,), {"A 1"}), ((mobility, excluded), set())):
        left = corpus("a", [WorkItem("A 1", title), WorkItem("A 2", "Parking of bicycles")], *statements)
        other = Statement("B/1", "Barges", "scope", body="B")
        found = chart(left, corpus("b", [WorkItem("B 1", title)], other), Settings())
        assert found is not None
        claims = by_id(found, "B 1").claims
        assert {each.through.id for each in claims if each.through} <= through
        assert {each.statement.id for each in claims} == ({"A/1"} if through else set())


def test_a_claim_passes_through_an_item_only_from_the_statements_of_its_side_that_it_belongs_to_most(
    bundled: Territory,
) -> None:
    by_item = {each.item.id: each for each in bundled.holdings}
    passed: dict[str, dict[str, float]] = {}
    for each in bundled.holdings:
        for claim in each.claims:
            if claim.through is not None:
                source = by_item[claim.through.id]
                direct = {one.statement.id: one.closeness for one in source.claims if one.through is None}
                assert claim.side == source.side
                assert claim.statement.id in direct
                passed.setdefault(claim.through.id, {})[claim.statement.id] = direct[claim.statement.id]
    assert passed
    assert all(min(each.values()) >= 0.9 * max(each.values()) for each in passed.values())


@pytest.mark.parametrize(("text", "is_told"), [("Ferries, kerbs", False), ("Ferries, kerbs, lamps", True)])
def test_a_share_is_told_of_three_subject_words_and_not_of_two(text: str, is_told: bool) -> None:
    statement = Statement("A/1", text, "scope", body="A")
    left = corpus("a", [WorkItem("A 1", "Barges")], statement)
    items = [WorkItem("B 1", "Ferries"), WorkItem("B 2", "Kerbs and lamps")]
    found = chart(left, corpus("b", items, Statement("B/1", "Barges", "scope", body="B")), Settings())
    assert found is not None
    assert [each.statement.id for each in found.covers] == ["A/1"] * is_told


@pytest.mark.parametrize(
    ("committee", "is_lit", "other", "is_theirs"),
    [
        ("ISO/TC 9/WG 1", False, "ISO/TC 9/WG 2", True),
        ("TC 9/WG 1", False, "ISO/TC 9/WG 2", True),
        ("ISO/TC 9", True, "ISO/TC 9/WG 2", True),
        ("ISO/TC 9", True, "ISO/TC 9", False),
        ("ISO/TC 9", False, "ISO/TC 9/WG 2", False),
        ("ISO/TC 9/WG 3", True, "ISO/TC 9/WG 2", False),
        ("ISO/TC 9/WG 2", True, "ISO/TC 9/WG 2", False),
        ("IEC/TC 5", True, "ISO/TC 9/WG 2", False),
        ("", True, "ISO/TC 9/WG 2", False),
    ],
)
def test_what_is_about_the_whole_field_holds_what_its_body_makes(
    committee: str, is_lit: bool, other: str, is_theirs: bool
) -> None:
    """That of a body above it, too, where the title is near and no other body of the mandate is named for it."""
    titles = (
        Statement("A1/0", "Paving of smart towns", "title", body="ISO/TC 9/WG 2"),
        Statement("A2/0", "Paving of smart towns", "title", body=other),
        Statement("W1/0", "Lighting and lamps", "title", body="ISO/TC 9/WG 1"),
    )
    field = Statement("W1/1", "Smart towns", "scope", body="ISO/TC 9/WG 1")
    title = "Lighting plans of smart towns" if is_lit else "Ferry plans of smart towns"
    others = (Statement("B/0", "Smart towns", "title", body="B"), Statement("B/1", "Barges", "scope", body="B"))
    left = corpus("a", [WorkItem("A 1", title, committee=committee)], *titles, field)
    found = chart(left, corpus("b", [WorkItem("B 1", "Barges of smart towns")], *others), Settings())
    assert found is not None
    assert ("W1/1" in {claim.statement.id for claim in by_id(found, "A 1").claims}) == is_theirs
    assert found.roles["W1/1"] is Role.FIELD
    assert "W1/1" not in {claim.statement.id for claim in by_id(found, "B 1").claims if claim.through is None}


def test_without_work_items_there_is_no_map_and_the_ranking_stands() -> None:
    bare = replace(SG20, work_items=())
    assert chart(bare, JC4, Settings()) is None
    report = compare(bare, JC4, Settings(limit=2), Subject.MANDATES)
    assert "Whose ground" not in territories.render(None, report, Format.TABLE)


@pytest.mark.parametrize("form", Format)
def test_each_format_holds_the_ranking_and_the_map(bundled: Territory, report: Report, form: Format) -> None:
    text = territories.render(bundled, report, form)
    assert ("Question 7/20, point 2" if form in (Format.TABLE, Format.MARKDOWN) else "SG20/Q7") in text
    if form in (Format.TABLE, Format.MARKDOWN):
        assert "WTSA-24 Resolution 2 was not obtained" in " ".join(text.split()).partition("Statements that claim")[0]
        assert "claimed by the other mandate only" not in text
    if form is Format.JSON:
        whole = json.loads(text)["territory"]
        assert len(whole["items"]) == 287 + 98
        assert sum(whole["counts"]["left"].values()) == 287


def test_the_map_is_one_screen_unless_all_is_asked_for(overlap_command: Run) -> None:
    short, whole = (overlap_command("mandates", *more).stdout for more in ((), ("--all",)))
    assert short.count("\n") <= 60
    assert "--all adds" in short
    assert "ranked" in whole
    assert short.startswith("The mandates at hand are not whole")


def test_whole_mandates_tell_what_is_outside_and_unclaimed() -> None:
    found = chart(replace(SG20, mandate_missing=()), replace(JC4, mandate_missing=()), Settings())
    assert found is not None
    assert found.count("left", Status.OUTSIDE) + found.count("left", Status.UNCLAIMED) > 0
    assert found.count("left", Status.UNTOLD) == 0


def test_the_matrix_is_the_same_in_csv_and_excel_and_each_time(bundled: Territory, report: Report) -> None:
    rows = territories.matrix(bundled, report)
    read = list(csv.reader(io.StringIO(territories.matrix_csv(rows))))
    assert read == rows
    data = write_rows(rows, "territory", (2, 3))
    assert data == write_rows(rows, "territory", (2, 3))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] == rows


def test_no_cell_of_the_matrix_is_a_formula() -> None:
    title = "<script>alert(1)</script>=cmd|' /C calc'!A0"
    data = write_rows([["item"], [""], [title], ["=1+1"], ["http://a.b"]], "map", (2, 1))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert [row[0].value for row in sheet.iter_rows(min_row=3)] == [title, "=1+1", "http://a.b"]
    assert all(row[0].data_type == "s" for row in sheet.iter_rows(min_row=3))


def test_mandates_writes_the_matrix(overlap_command: Run, tmp_path: Path) -> None:
    done = overlap_command("mandates", "--matrix", "map.xlsx", "-o", "map.md")
    assert done.returncode == 0
    assert openpyxl.load_workbook(tmp_path / "map.xlsx").active
    assert "## Whose ground" in (tmp_path / "map.md").read_text(encoding="utf-8")
    (tmp_path / "mandate.csv").write_text("id,kind,text\nX/1,scope,Smart parking in cities\n")
    done = overlap_command("mandates", "mandate.csv", "jc4", "--matrix", "m.csv")
    assert "needs work items on both sides" in done.stderr
    assert done.returncode == 0
