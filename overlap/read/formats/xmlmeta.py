"""What the XML of a standard states of itself: the metadata of STS, Metanorma, Relaton, RFC and IEEE XML → fields."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from overlap.read.formats.visible import fold
from overlap.read.formats.xmlbody import heading, is_shown, text_of
from overlap.read.formats.xmltree import local

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_STS_META = ("iso-meta", "std-meta", "reg-meta", "nat-meta")
_COMMITTEES = ("technical-committee", "subcommittee", "workgroup")
_RELATED = frozenset(
    (
        "updates",
        "obsoletes",
        "replaces",
        "supersedes",
        "related",
        "references",
        "based-on",
        "derived-from",
        "adopted-from",
    )
)
_SAME = frozenset(("identical", "identicalTo", "idt", "equivalent"))
_NORMATIVE = re.compile(r"(?:[\d.]+\s+)?normative\b", re.IGNORECASE)
_SCOPE = re.compile(r"(?:\d+\.?\s+)?scope", re.IGNORECASE)


def all_named(element: Element, *names: str) -> Iterator[Element]:
    """Yield the descendants of these names, in their order."""
    return (each for each in element.iter() if local(each.tag) in names)


def first(element: Element | None, *path: str) -> Element | None:
    """Follow names of children, whatever their namespaces; None where there is none."""
    for step in path:
        element = next((each for each in element if local(each.tag) == step), None) if element is not None else None
    return element


def said(element: Element | None, *path: str) -> str:
    """Give the text at the end of a path; empty when there is none."""
    found = first(element, *path)
    return text_of(found) if found is not None else ""


def sts(root: Element) -> dict[str, str]:
    """Read the metadata of ISO STS or NISO STS: the outermost, where one body adopts the standard of another."""
    meta = next(all_named(root, *_STS_META), None)
    if meta is None:
        return {}
    language = said(meta, "content-language")
    body = said(meta, "doc-ident", "sdo") or said(meta, "std-ident", "originator")
    references = {each.get("type", ""): text_of(each) for each in reversed(meta) if local(each.tag) == "std-ref"}
    number = "-".join(filter(None, (said(meta, "std-ident", name) for name in ("doc-number", "part-number"))))
    identifier = next((references[kind] for kind in ("dated", "undated", "") if references.get(kind)), "")
    committee = next((text_of(each) for each in all_named(meta, "comm-ref")), "")
    links = {each.get("type", ""): said(each, "std-ref") for each in all_named(meta, "std-xref")}
    return {
        "id": identifier or said(meta, "doc-ref") or f"{body} {number}".strip(),
        "title": _sts_title(meta, language),
        "body": body,
        "committee": _name(committee, body),
        "stage": said(meta, "doc-ident", "release-version") or said(meta, "release-version-id"),
        "date": said(meta, "pub-date") or said(meta, "release-date"),
        "type": said(meta, "std-ident", "doc-type"),
        "language": language,
        "scope": _section(root, "scope"),
        "relations": _join([*(links[kind] for kind in links if kind in _RELATED), *_sts_references(root)]),
        "joint_with": _join(links[kind] for kind in links if kind in _SAME),
    }


def _sts_title(meta: Element, language: str) -> str:
    wraps = {each.get(_LANGUAGE, ""): each for each in reversed([*all_named(meta, "title-wrap")])}
    wrap = wraps.get("en") if "en" in wraps else wraps.get(language) if language in wraps else None
    wrap = next(iter(reversed(wraps.values())), None) if wrap is None else wrap
    parts = [said(wrap, name) for name in ("intro", "main", "compl")]
    return said(wrap, "full") or " — ".join(filter(None, parts)) or said(meta, "std-title-group", "main")


def _sts_references(root: Element) -> list[str]:
    """List the standards that are referred to normatively; where none is marked so, those of all lists."""
    marked = [each for each in all_named(root, "sec") if each.get("sec-type") == "norm-refs"]
    lists = marked or [*all_named(root, "ref-list")]
    return [text_of(each) for holder in lists for each in all_named(holder, "std-ref")]


def metanorma(root: Element) -> dict[str, str]:
    """Read the metadata and the scope of a Metanorma document."""
    bibdata = next(all_named(root, "bibdata"), None)
    fields = relaton(bibdata) if bibdata is not None else {}
    marked = [each for each in all_named(root, "references") if each.get("normative") == "true"]
    named = [_identifier(each) for holder in marked for each in all_named(holder, "bibitem")]
    joined = _join([*fields.get("relations", "").split("; "), *named])
    return {**fields, "scope": _section(root, "scope"), "relations": joined}


def relaton(item: Element) -> dict[str, str]:
    """Read a bibliographic item of Relaton."""
    own = _identifier(item)
    others = (text_of(each) for each in item if local(each.tag) == "docidentifier")
    owner = next((said(each, "organization") for each in item if _is_publisher(each)), "")
    body = next((said(each, "organization", "abbreviation") for each in item if _is_publisher(each)), "")
    relations = [each for each in item if local(each.tag) == "relation"]
    stage = ".".join(filter(None, (said(item, "status", name) for name in ("stage", "substage"))))
    return {
        "id": own,
        "aliases": _join(each for each in others if each != own and each.startswith(("ITU-T", "ISO", "IEC"))),
        "title": _relaton_title(item),
        "summary": said(item, "abstract"),
        "body": body or (owner if len(owner) < 12 else ""),
        "committee": _committee(item, body),
        "stage": stage,
        "type": said(item, "ext", "doctype"),
        "date": next((said(each, "on") for each in item if each.get("type") == "published"), ""),
        "language": said(item, "language"),
        "relations": _related(relations, _RELATED),
        "joint_with": _related(relations, _SAME),
    }


def _related(relations: Iterable[Element], kinds: Collection[str]) -> str:
    """Name what an item is related to in ways of these kinds, in the order of the file."""
    return _join(_identifier(first(each, "bibitem")) for each in relations if each.get("type") in kinds)


def _is_publisher(element: Element) -> bool:
    role = first(element, "role")
    return local(element.tag) == "contributor" and role is not None and role.get("type") == "publisher"


def _identifier(item: Element | None) -> str:
    """Give the primary identifier of an item, without web addresses and names for machines."""
    found = [each for each in item if local(each.tag) == "docidentifier"] if item is not None else []
    plain = [each for each in found if each.get("type") not in ("URN", "metanorma", "metanorma-ordinal", "DOI", "ISBN")]
    primary = [each for each in plain if each.get("primary") == "true"]
    return next((text_of(each).strip("[]") for each in [*primary, *plain]), "")


def _relaton_title(item: Element) -> str:
    titles = [each for each in item if local(each.tag) == "title"]
    english = [each for each in titles if each.get("language", "en") == "en"] or titles
    by_type = {each.get("type", ""): text_of(each) for each in reversed(english)}
    parts = [by_type.get(f"title-{name}", "") for name in ("intro", "main", "part")]
    return by_type.get("main") or " — ".join(filter(None, parts)) or next(iter(by_type.values()), "")


def _committee(item: Element, body: str) -> str:
    """Put together the numbers of committee, subcommittee and group, else take the name of the group."""
    group = next(all_named(item, "editorialgroup"), None)
    if group is None:
        return said(item, "ext", "workgroup")
    named = [each for name in _COMMITTEES for each in group if local(each.tag) == name]
    if whole := next((each.get("identifier", "") for each in named if "/" in each.get("identifier", "")), ""):
        return whole
    kinds = {"technical-committee": "TC", "subcommittee": "SC", "workgroup": "WG"}
    numbered = [each for each in named if each.get("number")]
    levels = [f"{each.get('type') or kinds[local(each.tag)]} {each.get('number')}" for each in numbered]
    name = "/".join([body, *levels]) if levels and body else "/".join(levels)
    return name or next((text_of(each) for each in [*named, *all_named(group, "name")]), "")


def rfc(root: Element) -> dict[str, str]:
    """Read the front of an RFC or Internet-Draft (RFC 7991, and the older RFC 7749)."""
    front = first(root, "front")
    series = [each for each in (front if front is not None else ()) if local(each.tag) == "seriesInfo"]
    own = {each.get("name", ""): each.get("value", "") for each in series}
    number = root.get("number") or own.get("RFC", "")
    obsolete = [root.get(name, "") for name in ("obsoletes", "updates")]
    older = [f"RFC {each.strip()}" for text in obsolete for each in text.split(",") if each.strip().isdigit()]
    marked = [each for each in all_named(root, "references") if _NORMATIVE.match(heading(each))]
    named = [_rfc_reference(each) for holder in marked for each in all_named(holder, "reference", "include")]
    date = first(front, "date")
    return {
        "id": f"RFC {number}" if number else root.get("docName", "") or own.get("Internet-Draft", ""),
        "title": said(front, "title"),
        "summary": said(front, "abstract"),
        "body": "IETF",
        "committee": said(front, "workgroup"),
        "date": date.get("year", "") if date is not None else "",
        "relations": _join([*older, *named]),
        "scope": _section(root, "scope"),
        "language": root.get(_LANGUAGE, ""),
    }


def _rfc_reference(reference: Element) -> str:
    known = {each.get("name", ""): each.get("value", "") for each in all_named(reference, "seriesInfo")}
    anchor = reference.get("anchor", "")
    if found := re.fullmatch(r"RFC\s?0*(\d+)", anchor) or re.search(r"\bRFC\.0*(\d+)\.xml", reference.get("href", "")):
        return f"RFC {found[1]}"
    return f"RFC {known['RFC']}" if "RFC" in known else known.get("Internet-Draft", "") or anchor.replace(".", " ")


def ieee(item: Element) -> dict[str, str]:
    """Read a publication of the IEEE catalogue."""
    info = first(item, "publicationinfo")
    number = said(info, "stdnumber")
    return {
        "id": f"IEEE {number}" if number and not number.startswith("IEEE") else number,
        "title": said(item, "title") or said(item, "normtitle"),
        "summary": next((text_of(each) for each in all_named(item, "abstract") if text_of(each)), ""),
        "status": said(info, "standard_status"),
        "body": "IEEE",
        "committee": next((text_of(each) for each in all_named(item, "pubsponsoringcommittee")), ""),
    }


def _section(root: Element, kind: str) -> str:
    """Give the text of the section that is marked as of that kind, or is called so."""
    for each in all_named(root, "sec", "clause", "section"):
        if kind in (each.get("sec-type"), each.get("type")) or _SCOPE.fullmatch(heading(each)):
            blocks = [child for child in each if is_shown(child) and local(child.tag) not in ("title", "name", "label")]
            return "\n".join(filter(None, map(text_of, blocks)))
    return ""


def _name(committee: str, body: str) -> str:
    """Write a committee with the body it belongs to."""
    return f"{body}/{committee}" if body and re.match(r"(?:TC|JTC|PC)\b", committee) else committee


def _join(names: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, map(fold, names))))


def filled(fields: Mapping[str, str]) -> dict[str, str]:
    """Keep the fields that have a text."""
    return {name: text for name, text in fields.items() if text}
