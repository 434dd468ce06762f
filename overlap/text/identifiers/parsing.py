"""Take any identifier apart."""

import html
import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from overlap.text.identifiers import adoptions, ieee, iso, itu, rules
from overlap.text.identifiers.identity import Identifier

_EX = re.compile(r"\(ex\.?\s+([^()]+)\)", re.IGNORECASE)
DASHES = str.maketrans(
    {"–": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-", "­": "", "﹣": "-", "⁄": "/", "∕": "/", "™": "", "®": ""}
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_](?![^\W\d_]))?")
_LATIN_NAME = re.compile("CEI|UIT|cei|uit|Cei|Uit")
"""Names in other languages that are written without a letter of their own."""
_OF_ITU = r"(?:(?:REC\S*\s)?ITU-T\s)?[A-Z]\.\d[\w.]*(?:\s?/\s?[A-Z]\.\d[\w.]*)*(?:\s\([^()]*\))?"
_OF_ISO = r"(?:ISO|IEC)\b[^()]*"
_TWO = re.compile(
    rf"(?:REC\S*\s)?(?:(?P<one>{_OF_ITU})\s*[/(|]\s*(?P<other>{_OF_ISO})|(?P<first>{_OF_ISO}?)\s*[/(|]\s*(?P<second>{_OF_ITU}))\)?",
    re.IGNORECASE,
)
_TWO_OF_IEEE = re.compile(
    r"(?P<one>(?:ISO|IEC|IEEE|ANSI|NACE|NSF)\b.*?\d.*?)[\s,/(\[]+(?P<other>(?:ANSI/\s?)?IEEE\s(?:STD\.?\s|P(?=\d)|(?=\d)).*|ISO/IEC\s?\d.*|IEC\s?6\d{4}.*|P(?=6\d{4}).*)",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\b(?:revis|amend|incorp|includ|supersed|based|and|as|conform|reaff|supplement|corrig|edition of|to|of)\w*[\s:]*$",
    re.I,
)
_DEGREE = re.compile(rf"[\s,;(\[]+(?:{'|'.join((*rules.IDENTICAL, *rules.MODIFIED))})[)\]\s]*$", re.IGNORECASE)
_JOINED = re.compile(
    r"\b(?:FPR|PR)(?=ISO|IEC)|(?:\b(?:IEC|ISO|TR|TS|PAS|STD|GUIDE|GB/T|GB|EN|BS))(?=\d)|\d- (?=\d)", re.IGNORECASE
)
_YEAR = re.compile(r":\s*(\d{4})?(?:-\d\d)?$")


@lru_cache(maxsize=2**18)
def parse(identifier: str) -> Identifier:
    """Take an identifier apart by the rules above; any text is accepted.

    >>> parse("ITU-T Y.4400/Y.2063 (2012) Amd. 1").numbers
    ('Y.4400', 'Y.2063')
    >>> parse("ISO/DIS 37100") == parse("ISO 37100:2016")
    True
    >>> parse("ISO 37155-1:2020") == parse("ISO 37155-2:2021")
    False
    >>> str(parse("DIN EN ISO 37101:2022-12").origin)
    'ISO 37101'
    """
    text = spell(identifier)
    text = identifier if text == identifier else text  # one text and not two, of each of 200,000
    if "|" not in text and ("(" not in text or "(ex" not in text.lower()):
        return _one(text) if text else Identifier(("",))
    names = [text, *_EX.findall(text)] if "(ex" in text.lower() else text.split("|")
    parsed = [_one(_EX.sub("", name).strip()) for name in names if name.strip()]
    if not parsed:
        return Identifier((text.upper(),), written=text)
    first = parsed[0]
    numbers = tuple(dict.fromkeys(number for one in parsed for number in one.numbers))
    owner = next((one.owner for one in parsed if one.owner), "")
    return replace(first, numbers=numbers, owner=owner, written=" | ".join(map(str, parsed)))


def spell(text: str) -> str:
    """Write an identifier as all are compared: one form of characters, dashes and spaces, names in English."""
    text = html.unescape(html.unescape(text)) if "&" in text else text
    is_foreign = not text.isascii()
    plain = unicodedata.normalize("NFKC", text.translate(DASHES)).translate(DASHES) if is_foreign else text
    plain = " ".join(plain.split())
    if is_foreign or _LATIN_NAME.search(plain):
        plain = _WORD.sub(lambda found: rules.WORDS.get(found[0].casefold(), found[0]), plain)
    return plain


def _one(name: str) -> Identifier:
    capitals = name.upper()
    found = iso.read(capitals) if capitals.startswith(("ISO", "IEC", "CISPR", "IWA")) else None
    if not (found := found or itu.read(name)):
        apart = _JOINED.sub(_apart, capitals)
        found = (
            iso.read(apart) or _of_two(name) or _of_a_family(apart) or ieee.read(apart) or adoptions.read(apart, parse)
        )
    found = found or _directives(capitals)
    if not found and (bare := _DEGREE.sub("", name)) != name:
        return _one(bare)
    return _again(found, capitals) if found else _other(name)


def _again(found: Identifier, capitals: str) -> Identifier:
    """Give the work of a number that was given again."""
    work = rules.GIVEN_AGAIN.get(capitals)
    return replace(found, numbers=(work,)) if work else found


def _apart(found: re.Match[str]) -> str:
    """Part what is written in one, and the other way: `FprISO 9693`, `IEC61691-7`, `ISO 10303- 1751`."""
    return found[0].rstrip() if found[0].endswith(" ") else f"{found[0]} "


def _of_two(name: str) -> Identifier | None:
    """Read two numbers of one text: `X.509 (ISO/IEC 9594-8)`, `IEC 61671:2012(E) (IEEE Std 1671-2010)`."""
    if found := _TWO.fullmatch(name):
        one, other = found["one"] or found["first"], found["other"] or found["second"]
    elif (found := _TWO_OF_IEEE.fullmatch(name)) and not _RELATION.search(found["one"]):
        one, other = found["one"], found["other"]
    else:
        return None
    return _joined(parse(one.strip(" ,/([")), parse(other.strip(" ,/()[]")))


def _joined(one: Identifier, other: Identifier) -> Identifier | None:
    """Put two numbers of one text together."""
    if not other.is_standard:
        return None
    numbers = tuple(dict.fromkeys((*one.numbers, *other.numbers)))
    return replace(one, numbers=numbers, owner=one.owner or other.owner, written=f"{one} | {other}")


def _of_a_family(capitals: str) -> Identifier | None:
    for family in rules.FAMILIES:
        if family.needs.match(capitals) and (found := family.form.fullmatch(capitals)):
            kind = found["kind"] or ""
            number = " ".join(
                found["number"].replace(".", "" if family.name == "ETSI" and kind not in ("GTS",) else ".").split()
            )
            number = re.sub(r"(?<=\b\d{3})(?=\d{3}\b)", " ", number) if family.name == "ETSI" else number
            between = "-" if family.name == "ONEM2M" else " "
            owner = "" if kind.startswith(family.name) or family.name in _UNNAMED else family.name
            work = between.join(filter(None, [" ".join(filter(None, [owner, kind])), number]))
            if family.name == "IEC" and kind in ("PWI", "PNW", "NP"):
                work = f"{kind} {number}"
            changes = (found["changes"].strip("/"),) if found["changes"] else ()
            edition = found["edition"].strip()
            years = re.findall(r"(?:19|20)\d\d", edition)
            return Identifier(
                (work,),
                family.name,
                kind,
                number,
                changes,
                years[-1] if years else "",
                edition,
                stage=kind if kind in rules.STAGES else "",
                origin=_transposed(family.name, kind, number),
                written=f"{work}{''.join(f'/{each}' for each in changes)}{_beside(edition)}",
            )
    return None


def _beside(edition: str) -> str:
    """Set an edition beside a number: `SAE J3016_202104`, `ETSI TS 103 264 V3.1.1`."""
    return edition if not edition or edition[0] in "-_:,+" else f" {edition}"


def _transposed(owner: str, kind: str, number: str) -> Identifier | None:
    """Give the specification of 3GPP that a deliverable of ETSI publishes."""
    rule = rules.TRANSPOSED
    found = (
        re.fullmatch(r"(1\d\d) (\d{3})((?:-\d+)*)", number) if owner == rule["owner"] and kind in ("TS", "TR") else None
    )
    if not found or not rule["from"] <= int(found[1]) <= rule["to"]:
        return None
    name = f"{rule['of']} {kind} {found[1][1:]}.{found[2]}{found[3]}"
    return Identifier((name,), rule["of"], kind, f"{found[1][1:]}.{found[2]}{found[3]}", written=name)


_UNNAMED = frozenset(("CEN", "NATIONAL", "IEC DOCUMENT", "ISO DOCUMENT"))
"""Families whose identifiers do not begin with their name."""
_DIRECTIVES = re.compile(r"(ISO|IEC|ISO/IEC|IEC/ISO)[\s/]+DIR(?:ECTIVES)?\b(.*)")


def _directives(capitals: str) -> Identifier | None:
    """Read `ISO/IEC Directives, Part 1:2022` and its supplements."""
    found = _DIRECTIVES.fullmatch(capitals)
    if not found:
        return None
    years = re.findall(r":(\d{4})", found[2])
    rest = re.sub(r":\d{4}|\sED(?:ITION)?\s?\d+|[,:–—-]+|\bPART\b|\bCONSOLIDATED\b", " ", found[2])
    name = f"{found[1]} DIR {' '.join(rest.replace('SUPPLEMENT', 'SUP').split())}".strip()
    return Identifier((name,), found[1], "DIR", year=years[0] if years else "", written=name)


def _other(name: str) -> Identifier:
    """Take the text itself as the name."""
    year = _YEAR.search(name)
    number = " ".join(_YEAR.sub("", itu.without_edition(name)).split()).upper() or name.upper()
    number = name if number == name else number
    own = name.startswith("ITU-T ")
    return Identifier(
        (number,),
        "ITU-T" if own else "",
        number=number,
        changes=itu.changes(name) if own else (),
        year=(year[1] or "") if year else itu.last_year(name),
        written=name,
    )
