"""Identifiers of ITU: `ITU-T Y.4400/Y.2063 (07/2012) Amd. 1`, `ITU-R BT.1088-2`, `T-REC-Y.4000-201206-I`."""

import re
from dataclasses import replace

from overlap.text.identifiers import rules
from overlap.text.identifiers.identity import Identifier

_NUMBER = r"[A-Z]\.?\d[\w.&-]*|[A-Z]\.[A-Za-z][\w.&-]*"
_HEAD = (
    r"(?:(?:DRAFT|NEW|REVISED)\s+)*(?:REC\w*\.?\s+)?"
    r"(?:(?:THE\s+)?(ITU-T|CCITT|ITU)\s+(?:REC(?:OMMENDATION)?S?\.?[\s-]+)?)?"
)
_T = re.compile(rf"{_HEAD}((?:{_NUMBER})(?:\s?/\s?(?:{_NUMBER}))*)\b(.*)", re.IGNORECASE)
_SUPPLEMENT = re.compile(
    r"(?:ITU-T\s+)?([A-Z])(?:(\.\d+)?[\s-]?SERIES(?:\s+RECOMMENDATIONS?)?)?"
    r"[ .,–—-]*SUP(?:PL?)?(?:EMENT)?\.?\s*(\d+(?:\.\d+)?)\b(.*)",
    re.IGNORECASE,
)
_SUPPLEMENT_TO = re.compile(
    r"SUP(?:PL?)?(?:EMENT)?\.?\s*(\d+)\s+TO\s+(?:THE\s+)?(?:ITU-T\s+)?(?:REC(?:OMMENDATION)?S?\.?\s+)?(?:OF\s+THE\s+)?"
    r"(?:ITU-T\s+)?(?:([A-Z])(\.\d+)?[\s-]*SERIES.*|([A-Z]\.\d[\d.]*)(.*))",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"(ANNEX|APPENDIX|APP\.?)\s+([A-Z]{0,3}\d*\+?)\s+(?:TO|OF)\s+"
    r"(?:REC(?:OMMENDATION)?\.?\s+)?(?:ITU-T\s+)?(?:REC(?:OMMENDATION)?\.?\s+)?(.*)",
    re.IGNORECASE,
)
_CODED = re.compile(
    r"(?:ITU(?:-T)?\s+|HTTPS?://\S*/)?T-REC-([A-Z]\.[\w.]+?|[A-Z]\.SUP\w*?\d+)(?:-(\d{4})(\d\d)?)?(?:-([A-Z]))?((?:!+[\w.-]+)*)(?:/\w*)?",
    re.IGNORECASE,
)
_BULLETIN = re.compile(r"ITU-T\s+(?:OPERATIONAL\s+BULLETIN|OB)[\s.]*(?:NO\.?\s*)?(\d+).*", re.IGNORECASE)
_R = re.compile(
    r"(?:(?:DRAFT|NEW|REVISED)\s+)*(REC(?:OMMENDATION)?S?\.?|REPORTS?|REP\.?|QUESTION|RESOLUTION|OPINION|HANDBOOK)?\s*"
    r"(?:ITU|CCIR)(?:-R)?\s+(REC(?:OMMENDATION)?S?\.?[\s-]*|REPORTS?\s*|REP\.?\s*|QUESTION\s*|RESOLUTION\s*|OPINION\s*|HANDBOOK\s*)?"
    r"((?:[A-Z]{1,3}(?:\d\d)?\.)?\d+)(?:-(\d+))?(/\d+)?(\.HDB)?:?\s*(?:\(.*\))?",
    re.IGNORECASE,
)
_OF_SECTOR = re.compile(r"(?:REC(?:OMMENDATION)?\.?\s+)?ITU-([RD])\s+(.+)", re.IGNORECASE)
_EDITION = re.compile(r"\((?:\d{1,2}/)?\d{4}\)|\(V\d+\)|\bv\.?\d+(?:\.\d+)*\b|\(REV\.?(?:\s?\d{4})?\)", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:Technical\s+)?(Amd|Amendment|Amend|Cor|Corr|Corrigendum|Err|Erratum|Add|Addendum)\b\.?(?:\s*(\d+))?.*",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:ISO|IEC)\b", re.IGNORECASE)
_SUPPLEMENT_OF = re.compile(r"^SUP(?:P|PL|PLEMENT)?\.?(?=\d)")
_REVISION = re.compile(r"-?rev(?:ision)?\.?\d*$", re.IGNORECASE)
_LANGUAGE = re.compile(r"-[EFSRAC]$")
_LAST_YEAR = re.compile(r"\b((?:18|19|20)\d\d)\)")
_YEAR_AFTER = re.compile(r":((?:19|20)\d\d)$")


def read(name: str) -> Identifier | None:
    """Take an identifier of ITU apart; None when it is none."""
    found = _read(name)
    return _of_its_time(found) if found and found.year else found


def _of_its_time(found: Identifier) -> Identifier:
    """Give the work that a number named in the year of the edition, where it names another one now."""
    until = {number: rules.GIVEN_AGAIN_BY_ITU.get(number, 0) for number in found.numbers}
    if int(found.year) > max(until.values()):
        return found
    numbers = (f"{number} UNTIL {last}" if int(found.year) <= last else number for number, last in until.items())
    return replace(found, numbers=tuple(numbers))


def _read(name: str) -> Identifier | None:
    start = name[:24].upper()
    if "ITU-R" in start or "CCIR" in start or "ITU-D" in start:
        return _of_sector(name)
    if "T-REC-" in name.upper() and (coded := _CODED.fullmatch(name)):
        return _coded(coded)
    if "SUP" in name.upper() and (supplement := _supplement(name)):
        return supplement
    if start.startswith(("ANNEX", "APP")) and (part := _PART_OF.fullmatch(name)):
        return _read(f"{part[3]} {part[1]} {part[2]}")
    if start.startswith("ITU-T O") and (bulletin := _BULLETIN.fullmatch(name)):
        return Identifier(
            (f"ITU-T OB {bulletin[1]}",), "ITU-T", number=bulletin[1], written=f"ITU-T OB No. {bulletin[1]}"
        )
    found = _T.fullmatch(name)
    if not found or not (found[1] or found[2][1] == ".") or _OTHERS.search(found[3]):
        return None
    return _recommendation(found[2], found[3])


def _recommendation(written: str, rest: str) -> Identifier:
    year = last_year(rest)
    found = changes(rest)
    if not year and (after := _YEAR_AFTER.search(rest)):
        year, rest = after[1], rest[: after.start()]
    own = "".join(_CHANGE.sub("", _EDITION.sub("", rest)).split()).strip(",;:/").upper()
    own = _SUPPLEMENT_OF.sub("SUPPL.", own)
    numbers = [_LANGUAGE.sub("", number.strip().rstrip(".-")) for number in written.split("/")]
    is_revision = any(map(_REVISION.search, numbers)) or own == "-REV"
    plain = [_REVISION.sub("", number) for number in numbers]
    shown = "/".join(plain) + (f" {rest_of(own)}" if own else "")
    return Identifier(
        numbers=tuple(dict.fromkeys(number.upper() + own for number in plain)),
        owner="ITU-T",
        number="/".join(plain),
        changes=found,
        year=year,
        stage="Rev" if is_revision else "",
        written=f"ITU-T {shown}{f' ({year})' if year else ''}{f' {found[0]}' if found else ''}",
    )


def rest_of(own: str) -> str:
    """Part again what belongs to the number: `ANNEXF1` is `Annex F1`."""
    parts = re.fullmatch(r"(ANNEX|APPENDIX|APP\.?|SUPPL\.?|SUP\.?)(.*)", own)
    return f"{parts[1].capitalize()} {parts[2]}" if parts else own


def _supplement(name: str) -> Identifier | None:
    if found := _SUPPLEMENT_TO.fullmatch(name):
        if not found[2]:
            return _read(f"ITU-T {found[4]} Suppl. {found[1]}{found[5]}")
        series, hundred, number, rest = found[2].upper(), found[3], found[1], ""
    elif found := _SUPPLEMENT.fullmatch(name):
        series, hundred, number, rest = found[1].upper(), found[2], found[3], found[4]
    else:
        return None
    if hundred and series in rules.SUPPLEMENTS_BY_HUNDRED:
        series += f"{hundred} series"
    year = last_year(rest)
    return Identifier(
        (f"{series} SUPPL. {number}".upper(),),
        "ITU-T",
        kind="Suppl.",
        number=f"{series} {number}",
        year=year,
        written=f"ITU-T {series} Suppl. {number}{f' ({year})' if year else ''}",
    )


def _coded(found: re.Match[str]) -> Identifier | None:
    """Read the name of a file of ITU: `T-REC-Y.4000-201206-I!Amd1`."""
    number = re.sub(r"\.SUP(?:PL)?(?=\d)", " Suppl. ", found[1], flags=re.IGNORECASE)
    date = f" ({f'{found[3]}/' if found[3] else ''}{found[2]})" if found[2] else ""
    change = re.search(r"!(AMD|COR|ERR|ADD)(\d*)", found[5], re.IGNORECASE)
    return _read(f"ITU-T {number}{date}{f' {change[1]} {change[2]}' if change else ''}")


def _of_sector(name: str) -> Identifier | None:
    """Read an identifier of ITU-R or ITU-D, which are never ITU-T's."""
    if found := _R.fullmatch(name):
        said = (found[1] or found[2] or "").strip(" .-").upper()
        kind = "" if not said or said.startswith("REC") else "REPORT" if said.startswith("REP") else said
        kind = "QUESTION" if found[5] else "HANDBOOK" if found[6] else kind
        number = f"{found[3].upper()}{found[5] or ''}"
        edition = f"-{found[4]}" if found[4] else ""
        year = last_year(name)
        shown = f"{kind.capitalize()} " if kind else ""
        written = f"{shown}ITU-R {found[3].upper()}{edition}{found[5] or ''}{f' ({year})' if year else ''}"
        work = " ".join(filter(None, ["ITU-R", kind, number]))
        return Identifier((work,), "ITU-R", kind.capitalize(), number, (), year, edition, written=written)
    found = _OF_SECTOR.fullmatch(name)
    if not found:
        return None
    sector, number = f"ITU-{found[1].upper()}", " ".join(found[2].upper().rstrip(":").split())
    year = last_year(number)
    number = _EDITION.sub("", number).strip()
    return Identifier((f"{sector} {number}",), sector, number=number, year=year, written=f"{sector} {number}")


def last_year(text: str) -> str:
    """Give the last year in brackets, as of `(1999) Cor. 1 (10/2001)`."""
    years = _LAST_YEAR.findall(text)
    return years[-1] if years else ""


def without_edition(name: str) -> str:
    """Take off what names an edition or a change where a text that is in no form above begins with `ITU-T`."""
    return _CHANGE.sub("", _EDITION.sub("", name)) if name.startswith("ITU-T ") else name


def changes(text: str) -> tuple[str, ...]:
    """List the amendment, corrigendum, erratum or addendum that a text names, as `Amd 1`."""
    found = _CHANGE.search(text)
    kind = found[1].capitalize()[:3].replace("Ame", "Amd") if found else ""
    return (f"{kind} {found[2] or ''}".strip(),) if found else ()
