"""The map of small mandates: who contests what, and which groups meet, counted by hand from what each item is told."""

from collections import defaultdict

from hypothesis import example, given, settings
from hypothesis import strategies as st

from overlap.comparison.comparison import chart, compare
from overlap.comparison.roles import Role
from overlap.comparison.territory import Holding, Status, group
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
