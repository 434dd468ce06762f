"""Which pairs are listed, how often, and what has no neighbour: beside the slow way over all pairs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.comparison.choice import within_limits
from overlap.comparison.comparison import compare, score
from overlap.comparison.pairs import ScoredPair, pairs
from overlap.items.stages import openness
from overlap.model import Corpus, Pair, WorkItem
from overlap.settings import Explained, Level, Order, Settings

WORDS = ["parking", "tunnel", "ferry", "lamp", "bridge", "kerb", "harbour", "tram", "requirements"]
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
stages = st.sampled_from([("published", ""), ("under_study", "20.00"), ("under_study", ""), ("withdrawn", "95.99")])


def corpora(least: int = 1) -> st.SearchStrategy[Corpus]:
    """Make lists of a few work items, some of them joint with one of the other list."""
    item = st.tuples(titles, stages, st.sampled_from(["", "", "ISO 1", "X.2"]))
    rows = st.lists(item, min_size=least, max_size=4)
    return rows.map(
        lambda some: Corpus(
            "x",
            "X",
            work_items=tuple(
                WorkItem(f"X.{n}", title, status=said[0], stage=said[1], joint_with=(joint,) if joint else ())
                for n, (title, said, joint) in enumerate(some)
            ),
        )
    )


def other(corpus: Corpus) -> Corpus:
    """Give its items the numbers of another organization."""
    items = (replace(each, id=f"ISO {n}") for n, each in enumerate(corpus.work_items))
    return replace(corpus, name="y", title="Y", work_items=tuple(items))


EVERY = Settings(limit=None, level=None)
few = settings(max_examples=10)
limits = st.one_of(st.none(), st.integers(1, 5))


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), unique=True, max_size=12), limits, limits, st.booleans()
)
def test_a_pair_is_shown_while_there_is_room_for_it_and_for_both_of_its_entries(
    places: list[tuple[int, int]], limit: int | None, per_item: int | None, within: bool
) -> None:
    places = [place for place in places if not within or place[0] < place[1]]
    asked = Settings(limit=limit, per_item=per_item, within=within)
    shown = [*within_limits([(n, ScoredPair(*place, 5, 5)) for n, place in enumerate(places)], asked)]
    expected: list[tuple[int, tuple[int, int]]] = []
    for n, (row, column) in enumerate(places):
        times = Counter(key for _, (one, two) in expected for key in (f"a{one}", f"{'a' if within else 'b'}{two}"))
        keys = f"a{row}", f"{'a' if within else 'b'}{column}"
        has_room = per_item is None or all(times[key] < per_item for key in keys)
        if has_room and (limit is None or len(expected) < limit):
            expected.append((n, (row, column)))
    assert [(n, place[:2]) for n, place in shown] == expected


@few
@given(corpora(2), corpora(), st.booleans())
def test_what_has_no_related_neighbour_stands_alone_with_the_score_of_its_nearest(
    left: Corpus, right: Corpus, within: bool
) -> None:
    asked = replace(EVERY, within=within, fold=False)
    report = compare(left, left if within else other(right), asked)
    every = [*report.pairs, *report.coordinated]
    expected = []
    for name, side in (("left", report.left), ("right", report.right))[: 1 if within else 2]:
        for entry in side.entries:
            near = [
                each.score
                for each in every
                if entry.id in ((each.left.id, each.right.id) if within else (getattr(each, name).id,))
            ]
            if not any(each.level is not Level.DISTANT for each in _of(every, entry.id)):
                expected.append((name, entry.id, max(near, default=0.0)))
    assert [(each.side, each.entry.id, each.best_score) for each in report.lone] == expected
    assert report.lone_on == Counter(side for side, _, _ in expected)


def _of(every: Sequence[Pair], name: str) -> list[Pair]:
    return [each for each in every if name in (each.left.id, each.right.id)]


@few
@given(corpora(), corpora(), st.sampled_from([*Explained]), st.sampled_from([*Order]), st.data())
def test_a_list_made_as_it_is_read_is_that_made_at_once(
    left: Corpus, right: Corpus, explained: Explained, order: Order, data: st.DataObject
) -> None:
    right = other(right)
    lazy = compare(left, right, replace(EVERY, order=order, explain=explained))
    at_once = compare(left, right, replace(EVERY, order=order, limit=1000))
    some = [each for each in lazy.pairs if each.score]  # those of score 0 are listed where no limit is
    assert [(each.id, each.rank) for each in some] == [(each.id, each.rank) for each in at_once.pairs]
    for one, each in zip(some, at_once.pairs, strict=True):
        is_explained = explained == Explained.ALL or each.level is not Level.DISTANT
        assert one == each if is_explained else not one.channels
    for every in filter(None, (lazy.pairs, lazy.coordinated)):
        place = data.draw(st.integers(0, len(every) - 1))
        assert every[place] == [*every][place]
    assert [each.rank for each in lazy.coordinated] == sorted(each.rank or 0 for each in lazy.coordinated)


@few
@given(corpora(), corpora(), st.data())
def test_pairs_asked_for_by_place_are_those_of_the_whole_list(left: Corpus, right: Corpus, data: st.DataObject) -> None:
    asked = replace(EVERY, fold=False, explain=Explained.ALL)
    scores = score(left, other(right), asked)
    every = {(each.left.id, each.right.id): each for each in compare(left, other(right), asked).pairs}
    places = [(row, column) for row in range(len(scores.left)) for column in range(len(scores.right))]
    wanted = data.draw(st.lists(st.sampled_from(places), unique=True))
    found = pairs(scores, wanted)
    assert [(each.left.id, each.right.id) for each in found] == [
        (scores.left[row].id, scores.right[column].id) for row, column in wanted
    ]
    for each in found:
        assert each == every.get((each.left.id, each.right.id), each)


@few
@given(corpora(2), corpora(2))
def test_the_urgent_come_first_by_closeness_times_what_can_be_changed_of_the_more_open(
    left: Corpus, right: Corpus
) -> None:
    asked = replace(EVERY, fold=False, order=Order.URGENCY)
    every = compare(left, other(right), asked).pairs

    def urgency(pair: Pair) -> float:
        both = [each for each in (pair.left, pair.right) if isinstance(each, WorkItem)]
        return -pair.score * max(map(openness, both))

    assert [each.rank for each in every] == [
        each.rank for each in sorted(every, key=lambda each: (not each.score, urgency(each), each.rank))
    ]
