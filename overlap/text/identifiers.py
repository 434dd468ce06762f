"""Identifiers of standards: which of them name the same work item.

The rules, in the order they are applied:

1. Common texts and renamed drafts carry several identifiers: `Rec. ITU-T X.509 | ISO/IEC 9594-8`,
   `Y.4817 (ex Y.IoT-IADS)`. Each stands for the work item.
2. ITU-T: dual numbers (`Y.4400/Y.2063`) are numbers of one Recommendation. Editions `(2008)`, `(12/2022)`, `(V2)`,
   `v.1`, revisions `-Rev`, amendments, corrigenda, errata and addenda belong to it. Supplements, annexes and
   appendices published under their own identifier, `bis`, `ter` and regional letters are documents of their own.
3. ISO and IEC: publisher (`ISO`, `ISO/IEC`, `ISO/IEC/IEEE`), stage (`DIS`, `CD TS`), type (`TS`, `TR`, `PAS`), year,
   iteration (`.2`), amendments, corrigenda and packaging (`CSV`, `RLV`) do not change the number, for it is given
   once. Parts and sections (`-1`, `-2-60`) stay apart. Guides, IWAs and IEC's own documents number on their own.
4. ITU-R: the last number is the revision (`BT.1088-2`).
5. Anything else is its own name, without the year.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SPACE = re.compile(r"\s+")
_EX = re.compile(r"\(ex\.?\s+([^()]+)\)", re.IGNORECASE)

_ITU_NUMBER = r"[A-Z]\.?\d[\w.&-]*|[A-Z]\.[A-Za-z][\w.&-]*"
_ITU = re.compile(
    rf"(?:REC(?:OMMENDATION)?\.?\s+)?(?:(ITU-T|CCITT)\s+)?((?:{_ITU_NUMBER})(?:/(?:{_ITU_NUMBER}))*)\b(.*)",
    re.I,
)
_ITU_SUPPLEMENT = re.compile(
    r"(?:ITU-T\s+)?([A-Z])(?:-SERIES)?[ .]?SUPPL?(?:EMENT)?\.?\s*(\d+(?:\.\d+)?)\b.*", re.IGNORECASE
)
_ITU_R = re.compile(r"ITU-R\s+([A-Z]{1,3}\.\d+)(?:-\d+)?\s*(?:\(.*\))?", re.IGNORECASE)
_ITU_EDITION = re.compile(r"\((?:\d{1,2}/)?\d{4}\)|\(V\d+\)|\bv\.?\d+\b", re.IGNORECASE)
_ITU_CHANGE = re.compile(r"\b(?:Technical\s+)?(?:Amd|Amendment|Cor|Corrigendum|Err|Erratum|Add|Addendum)\b.*", re.I)
_REVISION = re.compile(r"-?rev(?:ision)?\.?\d*$", re.IGNORECASE)

_PUBLISHERS = frozenset(
    ["ISO", "IEC", "IEEE", "CISPR", "ASTM", "CIE", "HL7", "ASME", "SAE", "OIML", "IDF", "IUPAC", "OECD"]
)
_STAGES = frozenset(
    [
        "PWI",
        "NP",
        "NWIP",
        "PNW",
        "AWI",
        "ANW",
        "WD",
        "CD",
        "CDV",
        "DIS",
        "DAMD",
        "FDIS",
        "PRF",
        "DTS",
        "DTR",
        "DPAS",
        "DISP",
        "FDTS",
        "FDTR",
        "PRVC",
    ]
)
_TYPES = frozenset(["TS", "TR", "PAS", "ISP", "R", "SRD", "TTA"])
_OWN_NUMBERING = frozenset(("GUIDE", "IWA", "DATA"))
_KNOWN = _PUBLISHERS | _STAGES | _TYPES | _OWN_NUMBERING
_DRAFT_OF = {"DTS": "TS", "DTR": "TR", "DPAS": "PAS"}
_CHANGE = re.compile(
    r"[/+]\s*(?:(?:CD|AWI|WD|NP|PWI|DIS|FDIS|PRF)\s*)?(?:[FP]?D?AMD?|[FP]?D?COR|ADD|ISH|FRAG|SUPPL)(?:\s*\d|:|$).*"
)
_PACKAGING = re.compile(r"\s+(?:CSV|RLV|CMV|EXV|SER|PRV)(?:-(?:RLV|CMV))?$")
_EDITED = re.compile(r"\([EF]\)$")
_BETWEEN = re.compile(r"[/ ]+")
_YEAR = re.compile(r":\s*(\d{4})?(?:-\d\d)?$")
_NUMBERED = re.compile(r"([A-Z0-9/ ]*[A-Z])[\s/]*(\d+[A-Z]*(?:-[A-Z]*(?:\d+[A-Z]*)?)*)(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Identifier:
    """What an identifier says, as far as folding needs it."""

    numbers: tuple[str, ...]
    """The names of the work item without edition, stage and amendment; any shared one makes two the same."""
    is_change: bool = False
    """An amendment, a corrigendum, an erratum or an addendum: not the whole text."""
    is_draft: bool = False
    """The identifier itself names a stage before publication, or a revision under way."""
    year: str = ""
    is_standard: bool = True
    """It follows the rules of a publisher; anything else may name one thing in one list and another elsewhere."""


@lru_cache(maxsize=2**18)
def parse(identifier: str) -> Identifier:
    """Take an identifier apart by the rules above; any text is accepted.

    >>> parse("ITU-T Y.4400/Y.2063 (2012) Amd. 1").numbers
    ('Y.4400', 'Y.2063')
    >>> parse("ISO/DIS 37100").numbers == parse("ISO 37100:2016").numbers
    True
    >>> parse("ISO 37155-1:2020").numbers == parse("ISO 37155-2:2021").numbers
    False
    """
    text = _SPACE.sub(" ", unicodedata.normalize("NFKC", identifier)).strip()
    names = [text, *_EX.findall(text)] if "(ex" in text.lower() else text.split("|")
    parsed = [_parse_one(_EX.sub("", name).strip()) for name in names if name.strip()]
    if not parsed:
        return Identifier((text.upper(),), is_standard=False)
    first = parsed[0]
    numbers = tuple(dict.fromkeys(number for one in parsed for number in one.numbers))
    return Identifier(numbers, first.is_change, first.is_draft, first.year, any(one.is_standard for one in parsed))


def _parse_one(name: str) -> Identifier:
    return _itu(name) or _iso(name.upper()) or _other(name)


def _itu(name: str) -> Identifier | None:
    if revision := _ITU_R.fullmatch(name):
        return Identifier((f"ITU-R {revision[1].upper()}",))
    if supplement := _ITU_SUPPLEMENT.fullmatch(name):
        return Identifier((f"{supplement[1].upper()} SUPPL. {supplement[2]}",), year=_last_year(name))
    found = _ITU.fullmatch(name)
    if not found or not (found[1] or "." in found[2]):
        return None
    year = _last_year(found[3])
    rest = _ITU_CHANGE.sub("", _ITU_EDITION.sub("", found[3]))
    is_change = _ITU_CHANGE.search(found[3]) is not None
    own = _SPACE.sub("", rest).upper()
    numbers = [number.rstrip(".-") for number in found[2].split("/")]
    is_revision = any(_REVISION.search(number) for number in numbers)
    plain = [_REVISION.sub("", number).upper() for number in numbers]
    return Identifier(tuple(number + own for number in plain), is_change, is_revision, year)


def _iso(name: str) -> Identifier | None:
    whole = _CHANGE.sub("", name)
    bare = _PACKAGING.sub("", _EDITED.sub("", whole).strip())
    year = _YEAR.search(bare)
    found = _NUMBERED.fullmatch(_YEAR.sub("", bare).strip())
    if not found:
        return None
    words = _BETWEEN.split(found[1])
    if not _KNOWN.issuperset(words):
        return None
    publishers = [word for word in words if word in _PUBLISHERS]
    family = next((p for p in ("ISO", "IEC", "CISPR") if p in publishers), "/".join(publishers))
    series = [word for word in words if word in _OWN_NUMBERING]
    if not publishers and not series:
        return None
    owner = ["/".join(publishers)] if "GUIDE" in series else [] if "IWA" in series else [family]
    number = " ".join([*owner, *series, found[2]])
    is_draft = any(word in _STAGES for word in words)
    return Identifier((number,), whole != name, is_draft, (year[1] or "") if year else "")


def _other(name: str) -> Identifier:
    year = _YEAR.search(name)
    text = _ITU_CHANGE.sub("", _ITU_EDITION.sub("", name)) if name.startswith("ITU-T ") else name
    number = _SPACE.sub(" ", _YEAR.sub("", text)).strip().upper() or name.upper()
    return Identifier(
        (number,),
        _ITU_CHANGE.search(name) is not None,
        year=(year[1] or "") if year else _last_year(name),
        is_standard=name.startswith("ITU-T "),
    )


def _last_year(text: str) -> str:
    years = re.findall(r"\b((?:18|19|20)\d\d)\)", text)
    return years[-1] if years else ""
