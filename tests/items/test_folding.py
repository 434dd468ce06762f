"""Documents of one work item become one."""

from hypothesis import example, given
from hypothesis import strategies as st

from overlap.items.folding import fold
from overlap.model import WorkItem


def test_the_published_edition_stands_for_its_drafts_and_amendments() -> None:
    items = [
        WorkItem("ISO/DIS 37100", "Vocabulary", status="under_study"),
        WorkItem("ISO 37100:2016", "Vocabulary", status="published"),
        WorkItem("ISO 37100:2016/Amd 1:2020", "Amendment", status="published"),
        WorkItem("ISO 37100:2008", "Vocabulary", status="published"),
    ]
    (only,) = fold(items)
    assert only.id == "ISO 37100:2016"
    assert [member.id for member in only.members] == ["ISO 37100:2008", "ISO 37100:2016/Amd 1:2020", "ISO/DIS 37100"]


def test_a_withdrawn_edition_does_not_stand_for_a_draft() -> None:
    items = [WorkItem("ISO 1:2016", "Old", stage="95.99"), WorkItem("ISO/CD 1", "New", status="under_study")]
    assert fold(items)[0].id == "ISO/CD 1"


def test_dual_numbers_join_what_each_number_names() -> None:
    (only,) = fold([WorkItem("F.748.2", "Old"), WorkItem("Y.4001/F.748.2", "New"), WorkItem("Y.4001", "Newer")])
    assert len(only.documents) == 3


def test_parts_stay_apart() -> None:
    assert len(fold([WorkItem("ISO 5-1:2020", "One"), WorkItem("ISO 5-2:2020", "Two")])) == 2


def test_a_scope_is_taken_from_a_member_when_the_first_has_none() -> None:
    (only,) = fold([WorkItem("Y.1 (2020)", "A"), WorkItem("Y.1 (2010)", "A", "Its scope.", "note")])
    assert (only.id, only.scope, only.scope_origin) == ("Y.1 (2020)", "Its scope.", "note")


identifiers = st.sampled_from(
    ["Y.1", "Y.1/Z.2", "Z.2 (2001)", "Y.1-Rev", "ISO 1:2001", "ISO/DIS 1", "ISO 1-1:2001", "x"]
)


@given(st.lists(identifiers, unique=True).flatmap(lambda ids: st.tuples(st.just(ids), st.permutations(ids))))
def test_folding_ignores_order_loses_nothing_and_is_done_once(both: tuple[list[str], list[str]]) -> None:
    one, other = (fold([WorkItem(each, "Title") for each in ids]) for ids in both)
    assert one == other
    assert sorted(document.id for item in one for document in item.documents) == sorted(both[0])
    assert [item.id for item in fold(one)] == [item.id for item in one]


DATED = st.builds(
    WorkItem,
    id=st.sampled_from(["ISO 1", "ISO 1:2001", "ISO 1:2016", "ISO/DIS 1", "ISO 1:2016/Amd 1:2020", "ISO 1:2020"]),
    title=st.just("Title"),
    scope=st.sampled_from(["", "Its scope."]),
    status=st.sampled_from(["published", "under_study", "withdrawn"]),
    date=st.sampled_from(["", "1999-12-31", "2016-01-05", "2018"]),
)


@example([WorkItem("ISO 1", "Title", date="2016-01-05"), WorkItem("ISO 1:2016", "Title")])
@given(st.lists(DATED, min_size=1, unique_by=lambda item: item.id))
def test_what_stands_for_a_work_is_the_newest_text_in_force(items: list[WorkItem]) -> None:
    """A whole text before an amendment, one that holds before one that is gone, what is published before a draft."""
    (only,) = fold(items)

    def rank(item: WorkItem) -> tuple[bool, bool, bool, int, str]:
        year = item.id.partition(":")[2][:4] or item.date[:4]  # that of the number before that of the date
        is_draft = "DIS" in item.id or item.status == "under_study"
        return "Amd" in item.id, item.status == "withdrawn", is_draft, -int(year or 0), item.id

    first = next(item for item in items if item.id == only.id)
    assert rank(first) == min(map(rank, items))
    assert [member.id for member in only.members] == sorted(item.id for item in items if item.id != only.id)
    assert bool(only.scope) == any(item.scope for item in items)
