"""Records within records: whatever wraps a list of them, and wherever a record keeps its fields, they are the same."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from overlap.read.content import Record
from overlap.read.formats import READERS
from overlap.read.kinds import nesting, recognise
from overlap.read.reading import Reading


def read(value: Any) -> Reading:  # noqa: ANN401 -- whatever JSON can hold
    return recognise(READERS[".json"].read(json.dumps(value).encode(), "x.json"))


def told(value: Any) -> list[dict[str, str]]:  # noqa: ANN401 -- the same
    return [dict(row.fields) for row in read(value).rows]


RECORDS = st.lists(
    st.builds(
        lambda number, title, more: {"id": f"Y.{number}", "title": title} | more,
        st.integers(1, 99),
        st.sampled_from(("Street lamps", "Ramps of ferries")),
        st.sampled_from(
            ({}, {"status": "under study"}, {"scope": "Light of streets."}, {"stage": "20.20", "type": "TR"})
        ),
    ),
    min_size=1,
    max_size=3,
)
WRAPPERS = st.lists(
    st.sampled_from(("data", "results", "Items", "records", "work_items", "response", "list")), max_size=3
)
HOLDERS = ("fields", "attributes", "properties", "_source", "node", "record", "item", "data")


@given(RECORDS, WRAPPERS, st.booleans())
def test_a_list_of_records_is_the_same_in_any_wrapper(
    records: list[dict[str, str]], wrappers: list[str], has_more: bool
) -> None:
    wrapped: Any = records
    for name in wrappers:
        wrapped = {name: wrapped, **({"total": 3, "next": "page 2"} if has_more else {})}
    assert told(wrapped) == told(records)
    assert [row.fields["id"] for row in read(wrapped).rows] == [each["id"] for each in records]
    places = [row.place for row in read(wrapped).rows]
    assert places == [f"item {n}" for n in range(1, len(records) + 1)]


@given(RECORDS, st.lists(st.sampled_from(HOLDERS), max_size=2, unique=True), st.booleans())
def test_a_record_may_keep_its_fields_one_or_two_levels_down(
    records: list[dict[str, str]], holders: list[str], keeps_id: bool
) -> None:
    def held(record: dict[str, str]) -> Any:  # noqa: ANN401 -- the same
        inner: Any = {name: value for name, value in record.items() if name != "id" or not keeps_id}
        for holder in holders:
            inner = {holder: inner}
        return ({"id": record["id"]} if keeps_id else {}) | inner

    found = told([held(each) for each in records])
    assert [(each["id"], each["title"], each.get("stage")) for each in found] == [
        (each["id"], each["title"], each.get("stage")) for each in records
    ]


@given(RECORDS.filter(lambda records: len({each["id"] for each in records}) == len(records)))
def test_the_keys_of_a_table_of_records_name_its_rows(records: list[dict[str, str]]) -> None:
    table = {each["id"]: {name: value for name, value in each.items() if name != "id"} for each in records}
    found = read(table).rows
    assert [(row.fields["id"], row.fields["title"]) for row in found] == [
        (each["id"], each["title"]) for each in records
    ]
    assert [row.place for row in found] == [f"'{each['id']}'" for each in records]


LANGUAGES = st.dictionaries(
    st.sampled_from(("en", "fr", "de", "en-GB", "zh")), st.sampled_from(("Lamps", "Ramps")), min_size=1
)
NAMES = ("title", "name", "displayName", "value", "content", "text", "label", "key", "id")


@given(LANGUAGES)
def test_of_a_text_in_several_languages_the_english_one_is_taken_else_the_first(texts: dict[str, str]) -> None:
    english = next((text for name, text in texts.items() if name.startswith("en")), None)
    assert nesting.text(texts) == (english or next(iter(texts.values())))


@given(st.lists(st.sampled_from(NAMES), min_size=1, unique=True), st.data())
def test_an_object_stands_for_its_name_the_one_wanted_first(keys: list[str], data: st.DataObject) -> None:
    value: dict[str, Any] = {key: data.draw(st.sampled_from(("Lamps ", 7, None, ["x"]))) for key in keys}
    value["colour"] = "red"
    named = next((value[key].strip() for key in NAMES if isinstance(value.get(key), str)), None)
    assert nesting.text(value) == named
    assert nesting.text([value, {"name": "Ramps"}]) == (f"{named}; Ramps" if named is not None else None)
    assert nesting.text(["a", None, [], {"name": "b"}]) == "a; b"


@given(st.lists(st.sampled_from(("Lamps", " of streets ", "")), min_size=1, max_size=4), st.integers(0, 3))
def test_a_formatted_text_is_that_of_its_leaves(texts: list[str], depth: int) -> None:
    leaves: Any = [{"type": "text", "text": text} for text in texts]
    for _ in range(depth):
        leaves = [{"type": "paragraph", "content": leaves}]
    assert nesting.text({"type": "doc", "content": leaves}) == " ".join(filter(None, map(str.strip, texts)))


@given(st.integers(1, 7))
def test_lists_in_lists_are_gone_through_four_deep(depth: int) -> None:
    value: Any = {"id": "Y.1", "title": "Street lamps"}
    for _ in range(depth):
        value = {"items": [value]}
    known = nesting.Known(lambda one: isinstance(one, dict) and "title" in one, lambda _: False)
    (found,) = nesting.unfold(Record("", value), known)
    assert found.place == ", ".join(["item 1"] * min(depth, 4))
    assert (isinstance(found.value, dict) and "title" in found.value) == (depth <= 4)


@given(
    st.sampled_from(("standards", "documents", "deliverables", "projects")),
    st.sampled_from(("committee", "TC", "owner", "group")),
    st.sampled_from(
        ({"id": "ISO 9001"}, {"id": "KF-12", "status": "under study"}, {"id": "KF-12"}, {"name": "ISO 9001"})
    ),
)
def test_a_work_item_with_a_committee_and_any_list_stays_one(key: str, group: str, more: dict[str, str]) -> None:
    item = {**more, "title": "Quality management of ramps", group: "ISO/TC 176", key: ["ISO 9000", "ISO 19011"]}
    assert not nesting.works_of(item)
    assert [row["title"] for row in told([item, item | {"title": "Bells of ferries"}])] == [
        "Quality management of ramps",
        "Bells of ferries",
    ]
