"""Texts of ISO, IEC and ITU under the number of those who adopt them: `DIN EN ISO 9001:2015-11`, `GB/T 1 idt ISO 2`."""

import re
from collections.abc import Callable
from dataclasses import replace

from overlap.text.identifiers import rules
from overlap.text.identifiers.identity import Identifier

_MOST_WORDS = 6
"""Of a prefix, as `KS X` or `UNI CEI EN`."""
Parse = Callable[[str], Identifier]

_CORE = r"(?:(?:PR|FPR)?(?:ISO|IEC|CISPR|IWA)\b|ITU-[TRD]\b|(?:PR|FPR)?EN\s(?=\d)|CEN/|CWA\s)"
_STARTS = re.compile(rf"(?<=[\s/-])(?=(?:GUIDE\s)?{_CORE})|(?<=\bPR)(?={_CORE})|(?<=\bFPR)(?={_CORE})")
_DEGREES = "|".join((*rules.IDENTICAL, *rules.MODIFIED))
_SAID = re.compile(
    rf"(?P<own>.+?)[\s,;(\[]+(?P<degree>{_DEGREES})(?:\s+(?:TO|WITH))?[\s:,.]+(?P<core>{_CORE}[^()]*?)[)\]\s]*"
    rf"|(?P<own2>.+?)\s*[(\[](?P<core2>{_CORE}[^()]*?)(?:[\s,]+(?P<degree2>{_DEGREES}))?[)\]]\s*"
)
_OWN_NUMBER = re.compile(r"[A-Z]+(?:/[A-Z])?(?: [A-Z])? \d[\d.]*(?:-\d{1,3})?(?:[-:](?:19|20)\d\d)?")
_PREFIXES_OF_SAME = "|".join(rule[0] for rule in rules.SAME_NUMBER)
_SAME_NUMBER = re.compile(
    rf"(?P<prefix>(?:[A-Z][A-Z./]*[\s-]+)*?(?:PR|FPR)?(?:{_PREFIXES_OF_SAME}))[\s-]+(?P<number>(\d{{4,6}}).*)"
)
_DRAFT = re.compile(r"\b(?:PR|FPR)(?=EN\b|HD\b|ISO|IEC|\s|$)|\bE\s(?=DIN\b)")
_BEFORE_CORE = re.compile(r"^(?:FPR|PR)(?=ISO|IEC|EN)")
_TAIL = re.compile(
    r"(?<=\d)(?::\d\d|(?P<year>:(?:19|20)\d\d)?[ +-]+(?:[A-Z]{2}|TC|PDF|EXCOMM|[A-Z]+ TRANSLATION|REDLINE))$"
)
_CHANGES = re.compile(r"[+/]A(?:C|MD)?\s?\d*(?::(?:19|20)?\d\d)?")
_NO_ADOPTERS = frozenset(("IEEE", "DRAFT", "UNAPPROVED", "INTERNATIONAL", "TO", "OF", "AND"))


def read(name: str, parse: Parse) -> Identifier | None:
    """Take an adoption apart, written in capitals; None when it carries no number of ISO, IEC or ITU."""
    if found := _SAID.fullmatch(name):
        degree = found["degree"] or found["degree2"] or ""
        return _declared(found["own"] or found["own2"], found["core"] or found["core2"], degree, parse)
    for start in _STARTS.finditer(name):
        if start.start() and (made := _prefixed(name[: start.start()], name[start.start() :], parse)):
            return made
    if found := _SAME_NUMBER.fullmatch(name):
        return _same_number(found, parse)
    return None


def _declared(own: str, core: str, degree: str, parse: Parse) -> Identifier | None:
    """Read `JIS Q 37122:2021 (ISO 37122:2019)`: the number of the one who adopts, and what it adopts."""
    origin, mine = parse(core), parse(own.strip(" ,;/"))
    if not origin.is_standard or origin.origin or not (degree or any(map(str.isdigit, own))):
        return None
    if origin.is_work_of(mine):
        return mine
    owner = mine.owner or own.split()[0]
    written = f"{mine} ({origin}{', MOD' if degree in rules.MODIFIED else ''})"
    return replace(mine, owner=owner, origin=origin, is_modified=degree in rules.MODIFIED, written=written)


def _prefixed(before: str, core: str, parse: Parse) -> Identifier | None:
    """Read `DIN EN ISO 9001`: who adopts, and the identifier of what is adopted."""
    prefix, plain = before.strip(" -/"), _BEFORE_CORE.sub("", core)
    if _OWN_NUMBER.fullmatch(prefix):  # `GB/T 19001-2016/ISO 9001:2015`
        return _declared(prefix, plain, "", parse)
    words = re.split(r"[\s/-]+", prefix)
    if not all(word[:1].isalpha() for word in words) or not _is_adopter(words):
        return None
    origin = _origin(plain, parse)
    if not origin:
        return None
    named = " ".join(words)
    settled = " ".join(_DRAFT.sub("", named).split()) or "EN"
    is_draft = settled != named or plain != core or origin.is_draft
    base = replace(origin, changes=(), year="", edition="", stage="", written="")
    return Identifier(
        numbers=tuple(f"{settled} {number}" for number in origin.numbers),
        owner=settled,
        kind=origin.kind,
        number=origin.number,
        changes=origin.changes or tuple(each.strip("+/") for each in _CHANGES.findall(plain)),
        year=origin.year,
        stage="pr" if is_draft else "",
        origin=base if not origin.written else origin,
        written=f"{settled} {origin}",
    )


def _origin(core: str, parse: Parse) -> Identifier | None:
    """Read what is adopted, with what those who adopt write behind it taken off."""
    bare = _TAIL.sub(lambda found: found["year"] or "", core)
    for text in dict.fromkeys((core, bare, _CHANGES.sub("", bare))):
        origin = parse(text)
        if origin.is_standard and not origin.origin:
            return origin
    return None


def _is_adopter(words: list[str]) -> bool:
    """Say whether words before an identifier name one who adopts it, and no stage, kind or publisher of its own."""
    if " ".join(words) in rules.ADOPTERS or {*words} <= rules.KINDS:
        return True
    known = rules.STAGES | rules.KINDS | rules.COMPOUNDS.keys() | rules.PUBLISHERS | rules.OWN_NUMBERING | {"P", "STD"}
    return (
        len(words) <= _MOST_WORDS and not {*words} <= known - rules.PUBLISHING_ADOPTERS and not {*words} & _NO_ADOPTERS
    )


def _same_number(found: re.Match[str], parse: Parse) -> Identifier | None:
    """Read `EN 60601-1`, which is IEC 60601-1."""
    named = " ".join(found["prefix"].replace("-", " ").split())
    prefix = " ".join(_DRAFT.sub("", named).split())
    rule = next((rule for rule in rules.SAME_NUMBER if prefix.endswith(rule[0])), None)
    if not rule or int(found[3]) < rule[1]:
        return None
    origin = parse(f"{rule[2]} {_CHANGES.sub('', found['number'])}")
    if not origin.is_standard:
        return None
    return Identifier(
        numbers=(f"{prefix} {origin.number}",),
        owner=prefix,
        number=origin.number,
        changes=tuple(each.strip("+/") for each in _CHANGES.findall(found["number"])),
        year=origin.year,
        stage="pr" if prefix != named else "",
        origin=replace(origin, changes=(), year=""),
        written=f"{prefix} {found['number']}",
    )
