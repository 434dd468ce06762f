"""Relaton records, both schemas: the bibliographic data of ITU, ISO, IEC and others, one document each."""

import re
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
    **dict.fromkeys(("published", "in force", "valid", "confirmed", "current", "active", "approved"), "published"),
    **dict.fromkeys(("withdrawal", "withdrawn", "revised", "replaced", "superseded", "obsolete"), "withdrawn"),
    **dict.fromkeys(("retired", "abolished", "historical", "not in force"), "withdrawn"),
    **dict.fromkeys(("draft", "proposal", "under development", "working draft", "committee draft"), "under_study"),
    **dict.fromkeys(("enquiry", "approval", "public review", "in development"), "under_study"),
    **dict.fromkeys(("cancelled", "deleted"), "deleted"),
}
"""What a stage in words says of the status."""
_DATES = ("published", "issued", "adapted", "implemented", "updated")
"""Types of dates, the one wanted first."""
_LONG = re.compile(r"(Technical|Sub|Project|System)[ -]?committee\s+(\d+)", re.IGNORECASE)
_SHORT = {"technical": "TC", "sub": "SC", "project": "PC", "system": "SyC"}
_GROUPS = ("workgroup", "working-group", "subgroup", "task-group")


def record(value: Mapping[str, object], place: str) -> Iterator[Row]:
    """Read one record; its abstract is the summary, in the language of the title."""
    names = _names(value)
    title, language = _title(value)
    stage = _stage(value)
    abstract, other = _abstract(value, language)
    fields = values.filled(
        id=names[0] if names else "",
        title=title,
        summary="" if other else abstract,
        language=language if title else "",
        joint_with=values.join(names[1:] + _related(value, _JOINT)),
        relations=values.join(_related(value, _RELATED)),
        body=_body(value, names[0] if names else ""),
        committee=_committee(value),
        stage=stage,
        status=values.status(stage) if stage[:1].isdigit() else _IN_WORDS.get(_spaced(stage), ""),
        date=_date(value),
        type=_type(value),
        url=_link(value),
        notes=f"Abstract ({other}): {abstract}" if other else "",
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


def _abstract(value: Mapping[str, object], language: str) -> tuple[str, str]:
    """Give the abstract; where there is none in the language of the title, the first there is and its language."""
    written = values.items(value, "abstract")
    own = _in(language, written)
    for one in [*own, *(each for each in written if each not in own)]:
        content = one.get("content")
        if isinstance(content, str) and content.strip():
            plain = content if one.get("format") == "text/plain" else to_text(content)
            other = "" if one in own else values.text(one, "language") or values.text(one, "language", 0)
            return " ".join(plain.split()), other
    return values.text(value, "abstract"), ""


def _related(value: Mapping[str, object], types: frozenset[str]) -> list[str]:
    found = []
    for relation in values.items(value, "relation"):
        if values.text(relation, "type") in types:
            other = relation.get("bibitem")
            names = _names(other) if isinstance(other, dict) else []
            found.append(names[0] if names else values.text(other, "formattedref", "content"))
    return found


def _body(value: Mapping[str, object], name: str) -> str:
    """Tell whose document it is: by its number, else by its publishers."""
    if known := values.publisher(name):
        return known
    publishers = []
    for one in values.items(value, "contributor"):
        if "publisher" in _roles(one):
            organization = values.at(one, "organization")
            publishers.append(_named(organization, "abbreviation") or _named(organization, "name"))
    return "/".join(dict.fromkeys(filter(None, publishers)))


def _roles(contributor: Mapping[str, object]) -> list[str]:
    """List the roles of a contributor: objects with a type, a list of them, or words."""
    role = contributor.get("role")
    each = role if isinstance(role, list) else [role]
    return [one if isinstance(one, str) else values.text(one, "type") for one in each]


def _named(value: object, key: str) -> str:
    """Give a text that is written as such, as an object with a content, or as the first of a list of either."""
    found = values.at(value, key)
    first = found[0] if isinstance(found, list) and found else found
    return values.text(first) or values.text(first, "content")


def _committee(value: Mapping[str, object]) -> str:
    for holder in (values.at(value, "ext"), value):
        if name := _of_editors(values.at(holder, "editorialgroup")):
            return name
    for contributor in values.items(value, "contributor"):
        parts = values.items(contributor, "organization", "subdivision")
        names = [_short(part) for part in parts if values.text(part, "type") not in _GROUPS]
        if any(names):
            return "/".join(filter(None, names))
    return ""


def _of_editors(group: object) -> str:
    """Give the committee of an editorial group: by technical committees, or a list, of lists, of groups."""
    while isinstance(group, list):
        group = group[0] if group else None
    first = values.at(group, "technical_committee", 0) or values.at(group, "technical_committee")
    if name := values.text(first, "identifier") or values.text(first, "name"):
        name = " ".join(name.split())
        return f"IEC {name}" if name.startswith(("TC ", "SC ", "PC ", "SyC ")) else name
    committee = values.at(group, "committee")
    return _named(committee, "abbreviation") or _named(committee, "name") or values.text(committee)


def _short(subdivision: Mapping[str, object]) -> str:
    """Write the name of a committee as it is used: `Technical Committee 3` as TC 3."""
    name = _named(subdivision, "name") or _named(subdivision, "identifier")
    found = _LONG.fullmatch(name)
    return f"{_SHORT[found[1].lower()]} {found[2]}" if found else itu_committee(name)


def _stage(value: Mapping[str, object]) -> str:
    state = values.at(value, "status") or values.at(value, "docstatus")
    stage = (
        values.text(state, "stage", "content") or values.text(state, "stage", "value") or values.text(state, "stage")
    )
    substage = values.text(state, "substage", "content") or values.text(state, "substage", "value")
    return f"{stage}.{substage}" if substage else stage


def _spaced(stage: str) -> str:
    return " ".join(stage.replace("-", " ").replace("_", " ").casefold().split())


def _date(value: Mapping[str, object]) -> str:
    """Give the date of publication: a day, or the first one of a span."""
    dates = {values.text(one, "type"): one for one in reversed(values.items(value, "date"))}
    written = next((dates[each] for each in _DATES if each in dates), {})
    return next(filter(None, (values.text(written, key) for key in ("at", "on", "value", "from"))), "")


def _type(value: Mapping[str, object]) -> str:
    written = values.at(value, "ext", "doctype") or value.get("doctype")
    name = written if isinstance(written, str) else values.text(written, "content") or values.text(written, "type")
    return " ".join(name.replace("-", " ").split()).capitalize()


def _link(value: Mapping[str, object]) -> str:
    links = values.items(value, "source") or values.items(value, "link")
    by_type = {values.text(one, "type"): values.text(one, "content") for one in reversed(links)}
    return by_type.get("src") or by_type.get("pdf") or next(iter(by_type.values()), "")
