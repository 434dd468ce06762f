"""Relaton records, both schemas: the bibliographic data of ITU, ISO, IEC and others, one document each."""

from collections.abc import Iterator, Mapping

from overlap.read.formats.markup import to_text
from overlap.read.kinds import values
from overlap.read.kinds.itu_records import committee as itu_committee
from overlap.read.reading import Row

_AT: Mapping[str, str] = {
    "id": "docid",
    "title": "title (en)",
    "summary": "abstract (en)",
    "joint_with": "relation, docid",
    "relations": "relation",
    "committee": "editorialgroup, contributor",
    "stage": "docstatus",
    "status": "docstatus",
    "date": "date (published)",
    "type": "doctype",
    "url": "link",
}
WHERE: Mapping[str, Mapping[str, str]] = {
    "en": _AT,
    "fr": {**_AT, "title": "title (fr)", "summary": "abstract (fr)"},
}
"""Where each field is found, by the language of the title."""

_JOINT = frozenset(["identical", "equivalent", "adoptedAs", "adoptedFrom", "sameAs"])
_RELATED = frozenset(
    [
        "updates",
        "updatedBy",
        "obsoletes",
        "obsoletedBy",
        "revises",
        "revisedBy",
        "replaces",
        "replacedBy",
        "supersedes",
        "supersededBy",
        "amends",
        "amendedBy",
        "corrects",
        "correctedBy",
        "derives",
        "derivedFrom",
        "successorOf",
        "related",
        "similarTo",
        "normativelyCites",
        "cites",
    ]
)
"""Not `complementOf`, `hasEdition`, `partOf` and their like, which list a whole series."""

_OTHER_NUMBERING = frozenset(["URN", "iso-reference", "ISBN", "ISSN", "DOI"])
_IN_WORDS = {
    "published": "published",
    "withdrawal": "withdrawn",
    "withdrawn": "withdrawn",
    "revised": "withdrawn",
    "replaced": "withdrawn",
}


def record(value: Mapping[str, object], place: str) -> Iterator[Row]:
    """Read one record; its abstract is the summary, in the language of the title."""
    names = _names(value)
    title, language = _title(value)
    stage = _stage(value)
    fields = values.filled(
        id=names[0] if names else "",
        title=title,
        summary=_abstract(value, language),
        language=language if title else "",
        joint_with=values.join(names[1:] + _related(value, _JOINT)),
        relations=values.join(_related(value, _RELATED)),
        body=_body(value, names[0] if names else ""),
        committee=_committee(value),
        stage=stage,
        status=values.status(stage) if stage[:1].isdigit() else _IN_WORDS.get(stage.lower(), ""),
        date=_date(value),
        type=_type(value),
        url=_link(value),
    )
    missing = tuple(name for name in ("id", "title", "summary") if name not in fields)
    yield Row(place, fields, where=WHERE.get(language, WHERE["en"]), missing=missing)


def _names(value: Mapping[str, object]) -> list[str]:
    """List the identifiers, the primary one first; a second numbering such as URN is no identifier."""
    written = values.items(value, "docidentifier") or values.items(value, "docid")
    own = [one for one in written if values.text(one, "type") not in _OTHER_NUMBERING and not one.get("scope")]
    own.sort(key=lambda one: one.get("primary") != "true" and one.get("primary") is not True)
    return list(dict.fromkeys(filter(None, (values.text(one, "content") or values.text(one, "id") for one in own))))


def _in(language: str, entries: list[Mapping[str, object]]) -> list[Mapping[str, object]]:
    return [one for one in entries if language in (one.get("language"), values.at(one, "language", 0))]


def _title(value: Mapping[str, object]) -> tuple[str, str]:
    """Find the title and its language: English, else French, else whatever there is."""
    titles = values.items(value, "title")
    if not titles:
        return values.text(value, "title") or values.text(value, "title", "content"), "en"
    for language in ("en", "fr"):
        if title := _whole(_in(language, titles)):
            return title, language
    other = values.text(titles[0], "language") or values.text(titles[0], "language", 0)
    return _whole(_in(other, titles) if other else titles), other


def _whole(titles: list[Mapping[str, object]]) -> str:
    """Take the title that is marked as the whole one, else put its parts together."""
    by_type = {values.text(one, "type"): values.text(one, "content") for one in reversed(titles)}
    parts = [by_type.get(part, "") for part in ("title-intro", "title-main", "title-part")]
    return by_type.get("main", "") or " - ".join(filter(None, parts)) or values.text(titles, 0, "content")


def _abstract(value: Mapping[str, object], language: str) -> str:
    for one in _in(language, values.items(value, "abstract")):
        content = one.get("content")
        if isinstance(content, str) and content.strip():
            plain = content if one.get("format") == "text/plain" else to_text(content)
            return " ".join(plain.split())
    return ""


def _related(value: Mapping[str, object], types: frozenset[str]) -> list[str]:
    found = []
    for relation in values.items(value, "relation"):
        if values.text(relation, "type") in types:
            other = relation.get("bibitem")
            names = _names(other) if isinstance(other, dict) else []
            found.append(names[0] if names else values.text(other, "formattedref", "content"))
    return found


def _body(value: Mapping[str, object], name: str) -> str:
    if known := values.publisher(name):
        return known
    publishers = []
    for one in values.items(value, "contributor"):
        if "publisher" in (values.text(role, "type") for role in values.items(one, "role")):
            abbreviation = values.text(one, "organization", "abbreviation", "content")
            publishers.append(abbreviation or values.text(one, "organization", "name", 0, "content"))
    return "/".join(dict.fromkeys(filter(None, publishers)))


def _committee(value: Mapping[str, object]) -> str:
    for holder in (values.at(value, "ext"), value):
        first = values.at(holder, "editorialgroup", "technical_committee", 0)
        if name := values.text(first, "identifier") or values.text(first, "name"):
            return f"IEC {name}" if name.startswith(("TC ", "SC ", "PC ", "SyC ")) else name
    for contributor in values.items(value, "contributor"):
        if name := values.text(contributor, "organization", "subdivision", 0, "name", 0, "content"):
            return itu_committee(name)
    return ""


def _stage(value: Mapping[str, object]) -> str:
    state = values.at(value, "status") or values.at(value, "docstatus")
    stage = values.text(state, "stage", "content") or values.text(state, "stage", "value")
    substage = values.text(state, "substage", "content") or values.text(state, "substage", "value")
    return f"{stage}.{substage}" if substage else stage


def _date(value: Mapping[str, object]) -> str:
    dates = [one for one in values.items(value, "date") if one.get("type") == "published"]
    return values.text(dates, 0, "at") or values.text(dates, 0, "value")


def _type(value: Mapping[str, object]) -> str:
    written = values.at(value, "ext", "doctype") or value.get("doctype")
    name = written if isinstance(written, str) else values.text(written, "content") or values.text(written, "type")
    return " ".join(name.replace("-", " ").split()).capitalize()


def _link(value: Mapping[str, object]) -> str:
    links = values.items(value, "source") or values.items(value, "link")
    by_type = {values.text(one, "type"): values.text(one, "content") for one in reversed(links)}
    return by_type.get("src") or by_type.get("pdf") or next(iter(by_type.values()), "")
