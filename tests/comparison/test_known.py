"""What two texts know of each other, by what either says; and what two close ones hold of a title together."""

from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from overlap.comparison.knowledge import Knowledge
from overlap.comparison.links import position
from overlap.comparison.proposals import Check, check
from overlap.model import Committee, Corpus, WorkItem

few = settings(max_examples=15)
TITLE = "Parking of ferries in harbours"
OTHERS = ["Y.4905", "Y.4907", "ISO 37105", "ISO/IEC 30145-1"]
PROPOSALS = ["A-1", "Y.4906", "ZZ-9"]
"""They come before, between and after the others in the order of ids."""


def checked(item: WorkItem, *others: WorkItem) -> Check:
    rest = (WorkItem(f"ISO {n}", f"Bells of carts {n}") for n in range(3))
    (found,) = check(Corpus("p", "P", work_items=(item,)), [Corpus("x", "X", work_items=(*others, *rest))])
    return found


@few
@given(st.sampled_from(PROPOSALS), st.sampled_from(OTHERS), st.sampled_from(["title", "scope", "relations", "theirs"]))
@pytest.mark.parametrize("says", ["the proposal", "the other", "nobody"])
def test_a_text_is_known_if_the_proposal_names_it_or_it_lists_the_proposal_as_related(
    says: str, proposal: str, other: str, where: str
) -> None:
    def item(name: str, named: str) -> WorkItem:
        text = f"{TITLE}, as in {named}" if named else TITLE
        title = text if where == "title" else TITLE
        scope = f"See {named}." if where == "scope" and named else ""
        return WorkItem(name, title, scope, relations=(named,) if named and where not in ("title", "scope") else ())

    ours, theirs = (other if says == "the proposal" else ""), (proposal if says == "the other" else "")
    found = next(
        each for each in checked(item(proposal, ours), item(other, theirs)).findings if each.pair.right.id == other
    )
    is_listed = says == "the other" and where not in ("title", "scope")
    assert (found.knowledge is Knowledge.NAMED) == (says == "the proposal" or is_listed)


WORDS = ["parking", "tunnel", "ferry", "lamp", "bridge", "kerb"]
holding = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True)


@few
@given(st.lists(holding, min_size=2, max_size=4), st.lists(st.sampled_from(WORDS), min_size=3, max_size=6, unique=True))
@example([["parking", "tunnel"], ["ferry", "lamp"]], WORDS[:4])
@example([["parking", "tunnel"], ["ferry"]], WORDS[:4])
@example([["parking"], ["ferry"]], WORDS[:4])
def test_two_items_are_told_together_that_hold_most_of_a_title_and_more_than_one_does(
    some: list[list[str]], title: list[str]
) -> None:
    found = checked(
        WorkItem("X-1", " ".join(title)), *(WorkItem(f"Y.{n}", " ".join(words)) for n, words in enumerate(some))
    )
    names = {each.pair.right.id: each.pair.right.title for each in found.findings}
    held = {name: {*said.split()} & {*title} for name, said in names.items()}
    most = max((len(held[one] | held[two]) for one, two in combinations(held, 2)), default=0)
    alone = max(map(len, held.values()), default=0)
    if most <= alone or most < 0.75 * len(title):
        assert found.together is None
        return
    assert found.together is not None
    both = held[found.together.ids[0]] | held[found.together.ids[1]]
    assert (len(both), found.together.alone) == (most, alone)
    assert found.together.held == tuple(word for word in title if word in both)
    assert found.together.open == tuple(word for word in title if word not in both)


LIAISONS = {
    "ISO": True,
    "ISO/TC 204": True,
    "ISO/TC 204/WG 1": True,
    "TC 204": True,
    "ISO/TC 22": False,
    "IEC": False,
    "ETSI": False,
}


@given(st.lists(st.lists(st.sampled_from([*LIAISONS]), max_size=3, unique=True), min_size=1, max_size=4))
def test_a_committee_is_in_liaison_with_an_organization_or_a_group_of_it(lists: list[list[str]]) -> None:
    ours = tuple(Committee(f"SG{n}", liaisons=tuple(names)) for n, names in enumerate(lists))
    theirs = Corpus("y", "Y", bodies=("ISO",), committees=(Committee("ISO/TC 204"),))
    told = position(Corpus("x", "X", committees=ours), theirs)
    assert told.partner == "ISO"
    assert told.unknown == tuple(each for each in ours if not each.liaisons)
    assert told.listed == tuple(each for each in ours if any(LIAISONS[name] for name in each.liaisons))
    assert {*told.listed, *told.not_listed, *told.unknown} == {*ours}
    if told.not_listed and told.listed:
        assert told.said().count("list") == 1 + told.said().count("no list")


@given(st.integers(1, 5))
def test_every_committee_of_one_kind_is_named_once_the_last_behind_and(count: int) -> None:
    ours = tuple(Committee(f"TC {n}", liaisons=("ISO",)) for n in range(count))
    said = position(Corpus("x", "X", committees=ours), Corpus("y", "Y", bodies=("ISO",))).said()
    names = [each.name for each in ours]
    listed = said.split(" list")[0].replace(" and ", ", ").split(", ")
    assert listed == names
    assert (f" and {names[-1]}" in said) == (count > 1)
