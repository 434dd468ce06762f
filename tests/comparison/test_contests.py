"""The map of small mandates: who contests what, and which groups meet, counted by hand from what each item is told."""

from collections import defaultdict
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from overlap.comparison.comparison import chart, compare
from overlap.comparison.dossier import Header, compile_dossier, urgency
from overlap.comparison.roles import Role
from overlap.comparison.territory import Holding, Status, group
from overlap.items import stages
from overlap.model import Corpus, Statement, WorkItem
from overlap.settings import Level, Settings

WORDS = ["parking", "tunnels", "ferries", "lamps", "bridges", "kerbs"]
EVERY = Settings(limit=None, level=None, fold=False)
CLOSE = (Level.LIKELY, Level.SUBSTANTIAL)
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True).map(" ".join)
groups = st.sampled_from(["Q1/20", "Q2/20", ""])
lists = st.lists(st.tuples(words, groups), min_size=1, max_size=3)
mandates = st.lists(words, min_size=1, max_size=3)


def corpus(name: str, items: list[tuple[str, str]], statements: list[str]) -> Corpus:
    return Corpus(
        name,
        name.upper(),
        work_items=tuple(
            WorkItem(f"{name} {n}", title, group=of, committee="SG20") for n, (title, of) in enumerate(items)
        ),
        mandate=tuple(Statement(f"{name}/{n}", text, "scope", body=name) for n, text in enumerate(statements)),
    )


def shares(holding: Holding, side: str, roles: dict[str, Role]) -> dict[str, float]:
    said = {each.statement.id: each.closeness**2 for each in holding.claims if each.side == side}
    said = {name: value for name, value in said.items() if roles[name] is Role.CLAIM}
    return {name: value / sum(said.values()) if sum(said.values()) else 1 / len(said) for name, value in said.items()}


@settings(max_examples=10)
@example(
    [("parking tunnels", "Q1/20"), ("ferries", "")],
    [("parking tunnels", "Q1/20"), ("tunnels parking", "Q2/20")],
    ["parking", "tunnels"],
    ["tunnels", "parking tunnels"],
)
@given(lists, lists, mandates, mandates)
def test_what_is_told_of_all_items_is_the_sum_of_what_is_told_of_each(
    left: list[tuple[str, str]], right: list[tuple[str, str]], ours: list[str], theirs: list[str]
) -> None:
    both = corpus("a", left, ours), corpus("b", right, theirs)
    found = chart(*both, EVERY)
    assert found is not None
    weights: dict[tuple[str, str], float] = defaultdict(float)
    items: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in found.holdings:
        sides = {claim.side for claim in each.claims}
        status = {2: Status.CONTESTED, 0: Status.UNCLAIMED}.get(
            len(sides), Status.OWN if each.side in sides else Status.OUTSIDE
        )
        assert each.status is status
        assert [claim.side != each.side for claim in each.claims] == sorted(c.side != each.side for c in each.claims)
        for one, part in shares(each, "left", dict(found.roles)).items():
            for other, rest in shares(each, "right", dict(found.roles)).items():
                weights[one, other] += part * rest
                items[one, other].append(each.item.id)
    told = {(each.left.id, each.right.id): each for each in found.contests}
    assert told.keys() == weights.keys()
    assert all(abs(each.weight - weights[names]) < 1e-9 for names, each in told.items())
    assert {names: [item.id for item in each.items] for names, each in told.items()} == items
    assert [*told] == sorted(told, key=lambda names: (-round(weights[names], 6), names))

    meets: dict[tuple[str, str], list[float]] = defaultdict(list)
    for pair in compare(*both, EVERY).pairs:
        assert isinstance(pair.left, WorkItem)
        assert isinstance(pair.right, WorkItem)
        if pair.level in CLOSE:
            meets[group(pair.left), group(pair.right)].append(pair.score)
    assert [((each.left, each.right), each.pairs, each.strongest[2]) for each in found.cells] == [
        (names, len(scores), max(scores)) for names, scores in sorted(meets.items())
    ]


@settings(max_examples=8)
@example(
    [("parking tunnels", "Q1/20"), ("ferries", "")],
    [("parking tunnels", "Q1/20"), ("tunnels parking", "Q2/20")],
    ["parking lamps", "parking tunnels"],
    ["tunnels kerbs", "parking tunnels"],
)
@given(lists, lists, mandates, mandates)
def test_a_dossier_names_the_nearest_claim_of_each_side_and_what_is_open_by_urgency(
    left: list[tuple[str, str]], right: list[tuple[str, str]], ours: list[str], theirs: list[str]
) -> None:
    """The last statement of each side is its title: that claims its items too, and yet is named for none of them."""
    both = []
    for name, items, statements in (("a", left, ours), ("b", right, theirs)):
        made = corpus(name, items, statements)
        last = replace(made.mandate[-1], kind="title")
        drafts = (replace(each, status="under_study" if n else "published") for n, each in enumerate(made.work_items))
        mandate = (*made.mandate[:-1], last, replace(last, id=f"{name}/x", kind="scope"))
        both.append(replace(made, mandate=mandate, work_items=tuple(drafts)))
    dossier = compile_dossier(both[0], both[1], replace(EVERY, level=None), Header())
    assert dossier.territory is not None
    assert sum(dossier.histogram) == dossier.items.compared
    assert dossier.agenda == tuple(each for each in dossier.items.pairs if each.level in CLOSE)
    held = {(each.side, each.item.id): each.claims for each in dossier.territory.holdings}
    for pair in dossier.items.pairs:
        for but in ((), ("a/0", "b/0")):
            expected = []
            for side, entry in (("left", pair.left), ("right", pair.right)):
                claims = [
                    (claim.closeness, claim.statement.id)
                    for claim in held[side, entry.id]
                    if claim.side == side
                    and claim.through is None
                    and dossier.territory.roles[claim.statement.id] is Role.CLAIM
                    and claim.statement.id not in but
                ]
                expected += [(side, max(claims)[1])] if claims else []
            assert [(side, claim.statement.id) for side, claim in dossier.nearest(pair, but)] == expected
    by_id = {each.id: each for side in both for each in side.work_items}
    found = [pair for pair in dossier.agenda if any(stages.is_open(by_id[each.id]) for each in (pair.left, pair.right))]
    assert sorted(found, key=lambda pair: (-urgency(pair), pair.rank or 0)) == [*dossier.open_pairs]
