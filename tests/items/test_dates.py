"""What a day is to the dates that texts name, and as of when a list says what it says."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.items import dates
from overlap.model import Corpus, WorkItem

DAYS = st.dates(date(2020, 1, 1), date(2029, 12, 31))
FORMS = ("year", "quarter", "quarter first", "month", "month in words", "day", "day in words", "day after the month")


def span(day: date, form: str) -> tuple[str, date, date]:
    """Write a day, or the month, quarter or year it is in; with the first and the last day of it."""
    quarter = (day.month - 1) // 3
    last_month = quarter * 3 + 3
    month = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    match form:
        case "year":
            return f"{day.year}", date(day.year, 1, 1), date(day.year, 12, 31)
        case "quarter" | "quarter first":
            said = f"{day.year}-Q{quarter + 1}" if form == "quarter" else f"Q{quarter + 1} {day.year}"
            last = date(day.year, last_month, monthrange(day.year, last_month)[1])
            return said, date(day.year, last_month - 2, 1), last
        case "month":
            return f"{day:%Y-%m}", *month
        case "month in words":
            return f"{day:%B %Y}", *month
        case "day in words":
            return f"{day.day} {day:%b. %Y}", day, day
        case "day after the month":
            return f"{day:%B} {day.day}, {day.year}", day, day
    return f"{day:%Y-%m-%d}", day, day


SPANS = st.builds(span, DAYS, st.sampled_from(FORMS))


@given(st.lists(SPANS, max_size=3), DAYS)
def test_a_day_is_before_or_after_the_dates_that_a_text_names(some: list[tuple[str, date, date]], day: date) -> None:
    said = " and ".join(each for each, _, _ in some)
    assert dates.last_day(said) == max((last for *_, last in some), default=None)
    assert dates.is_past(said, str(day)) == (bool(some) and all(last < day for *_, last in some))
    assert dates.is_before(str(day), said) == any(day < first for _, first, _ in some)
    assert not dates.is_past(said, "")
    assert not dates.is_before("", said)


@given(st.just(("", None, None)) | SPANS, st.just(("", None, None)) | SPANS, DAYS)
def test_work_is_in_doubt_half_a_year_after_it_was_told_and_in_the_last_quarter_that_it_is_due_in(
    told: tuple[str, date | None, date | None], due: tuple[str, date | None, date | None], day: date
) -> None:
    is_old = told[2] is not None and told[2] + timedelta(days=182) < day
    has_come = due[1] is not None and due[2] is not None and max(due[1], due[2] - timedelta(days=92)) <= day
    assert dates.is_doubtful(told[0], due[0], str(day)) == (is_old or has_come)
    assert not dates.is_doubtful(told[0], due[0], "")


@given(
    st.lists(st.sampled_from(("", "soon")) | SPANS.map(lambda each: each[0]), max_size=3),
    st.sampled_from(("", "2026-02-03")),
)
def test_lists_are_read_today_or_on_the_last_day_that_one_of_them_is_of(said: list[str], today: str) -> None:
    last = max((each for each in map(dates.last_day, said) if each), default="")
    assert dates.day(today, [Corpus("a", "A", as_of=each) for each in said]) == (today or str(last))


@pytest.mark.parametrize(
    ("as_of", "bodies", "found"),
    [
        ("ISO June 2025, IEC March 2026", ("ISO", "IEC"), [("ISO", "June 2025"), ("IEC", "March 2026")]),
        ("ISO June 2025", ("ISO", "IEC"), [("ISO", "June 2025")]),
        ("ISO June 2025, March 2026", ("ISO", "IEC"), [("ISO", "June 2025, March 2026")]),
        ("June 2025, IEC March 2026", ("ISO", "IEC"), []),
        ("June 2025", ("ISO",), []),
        ("ISO June 2025", (), []),
        ("", ("ISO",), []),
        ("ISO/IEC 2025, ISO 2026", ("ISO/IEC", "ISO"), [("ISO/IEC", "2025"), ("ISO", "2026")]),
    ],
)
def test_a_list_has_a_date_for_each_organization_only_if_every_part_names_one(
    as_of: str, bodies: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    assert dates.by_body(Corpus("a", "A", as_of, bodies=bodies)) == found


@given(st.lists(st.sampled_from(("ISO", "IEC", "ITU")), unique=True, max_size=3), st.booleans(), st.booleans())
def test_an_item_has_the_date_of_its_own_organizations(of: list[str], is_same: bool, is_elsewhere: bool) -> None:
    when = {"ISO": "May 2025", "IEC": "May 2025" if is_same else "June 2025", "ITU": "July 2026"}
    corpus = Corpus("a", "A", ", ".join(f"{who} {day}" for who, day in when.items()), bodies=tuple(when))
    source = "https://a.example/x of May" if is_elsewhere else "row 7 of https://a.example/x"
    item = WorkItem("X", "Bells", body="/".join(of), source=source, date="2024-01-02")
    theirs = {who: day for who, day in when.items() if who in of}
    if is_elsewhere:
        wanted = ""
    elif not theirs:
        wanted = corpus.as_of
    elif len({*theirs.values()}) == 1:
        wanted = next(iter(theirs.values()))
    else:
        *others, last = [f"{day} ({who})" for who, day in theirs.items()]
        wanted = f"{', '.join(others)} and {last}"
    assert dates.as_of(corpus, item) == wanted
    assert dates.said_on(corpus, item) == (wanted or "2024-01-02")
