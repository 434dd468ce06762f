"""What ITU's web services answer: lists of Recommendations, the record of one, and the results of a search."""

import re
from collections.abc import Iterator, Mapping

from overlap.read.formats.markup import to_text
from overlap.read.kinds import values
from overlap.read.reading import Ignored, Row

_COUNTERPART = re.compile(r"(?:Identical|Equivalent)\s+(?:standard|text)s?\s*:\s*([^()]+)", re.IGNORECASE)
_DATE = re.compile(r"(\d{1,2})\s+([A-Z][a-z]{2})[a-z]*\s+(\d{4})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STATUS = {"in force": "published", "superseded": "withdrawn", "withdrawn": "withdrawn", "deleted": "withdrawn"}
_GROUP = re.compile(r"(?:ITU-T\s+)?Study\s+Group\s+(\d+)", re.IGNORECASE)

LISTED_AT: Mapping[str, str] = {
    "id": "rec_name",
    "title": "title",
    "stage": "status",
    "status": "status",
    "date": "approval_date",
    "url": "dms_link",
}
HEADER_AT: Mapping[str, str] = {
    "id": "rec_name",
    "title": "rec_title",
    "summary": "summary",
    "joint_with": "iso_number",
    "aliases": "rec_prov_name",
    "stage": "status",
    "status": "status",
    "committee": "sg",
    "date": "approval_date",
    "url": "handle_id",
}
FOUND_AT: Mapping[str, str] = {"id": "Title", "title": "Title", "joint_with": "Title", "url": "Locations"}


def listed(value: Mapping[str, object], place: str) -> Iterator[Row]:
    """Read a row of `searchRecs`: one edition of a Recommendation, without a summary."""
    name, title, state = values.text(value, "rec_name"), _plain(value, "title"), values.text(value, "status")
    fields = values.filled(
        id=name,
        title=title,
        body="ITU-T",
        stage=state,
        status=_STATUS.get(state.lower(), ""),
        date=values.text(value, "approval_date"),
        url=values.text(value, "dms_link"),
    )
    yield Row(place, fields, where=LISTED_AT, missing=() if title else ("title",))


def header(value: Mapping[str, object], place: str) -> Iterator[Row]:
    """Read an answer of `getRecHdrDetail`: one Recommendation with its summary and its ISO or IEC twin."""
    title, summary = _plain(value, "rec_title"), _plain(value, "summary")
    state = values.text(value, "status")
    fields = values.filled(
        id=values.text(value, "rec_name"),
        title=title,
        summary=summary,
        joint_with=_counterparts(values.text(value, "iso_number")),
        aliases=re.sub(r"^Provisional name\s*:\s*", "", values.text(value, "rec_prov_name"), flags=re.IGNORECASE),
        body="ITU-T",
        committee=committee(values.text(value, "sg")),
        stage=state,
        status=_STATUS.get(state.lower(), ""),
        date=_date(values.text(value, "approval_date")),
        url=values.text(value, "handle_id"),
    )
    missing = tuple(name for name in ("title", "summary") if name not in fields)
    yield Row(place, fields, where=HEADER_AT, missing=missing)


def found(value: Mapping[str, object], place: str) -> Iterator[Row | Ignored]:
    """Read a result of the global search, whose heading packs number, date, ISO number and title."""
    names, _, title = values.text(value, "Title").partition(": ")
    own, _, other = (part.strip() for part in names.partition("|"))
    fields = values.filled(
        id=own,
        title=title,
        joint_with=other,
        body=values.publisher(own),
        url=_address(values.text(value, "Identifier")) or values.text(value, "Locations", 0, "RawHref"),
        language=values.text(value, "Language"),
    )
    yield Row(place, fields, where=FOUND_AT, missing=() if title else ("title",))
    if values.text(value, "ExtractFileContent"):
        yield Ignored("snippets of text found by the search", "")


def committee(name: str) -> str:
    """Write a Study Group as it is written everywhere else.

    >>> committee("ITU-T Study Group 20")
    'SG20'
    """
    group = _GROUP.search(name)
    if group:
        return f"SG{group[1]}"
    return "TSAG" if name.startswith("Telecommunication Standardization Advisory") else name


def _plain(value: Mapping[str, object], key: str) -> str:
    html = value.get(key)
    return " ".join(to_text(html).split()) if isinstance(html, str) else ""


def _counterparts(declared: str) -> str:
    named = [part.strip(" ;,") for part in _COUNTERPART.findall(declared)]
    if not named and re.search(r"\((?:Common|Twinned)\)", declared, re.IGNORECASE):
        named = [declared.partition("(")[0].rpartition(":")[2].strip()]
    return values.join(named)


def _date(approved: str) -> str:
    """Turn `Approved on 22 Aug 2021` into a date; give anything else as it is written."""
    day = _DATE.search(approved)
    if not day or day[2] not in _MONTHS:
        return approved
    return f"{day[3]}-{_MONTHS.index(day[2]) + 1:02}-{int(day[1]):02}"


def _address(handle: str) -> str:
    number = re.fullmatch(r"(11\.1002/1000/\d+)(?:-\w+)?", handle)
    return f"https://handle.itu.int/{number[1]}" if number else ""
