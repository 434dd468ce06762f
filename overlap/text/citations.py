"""Which documents a text names, and which of them it declares to be the same text as itself."""

import re
from collections.abc import Iterator
from functools import cache

from overlap.text.identifiers import parse

_ITU_NUMBER = r"[A-Z]\.\d{1,5}(?:\.\d+)*(?:bis|ter)?"
_ITU_NAME = r"[A-Z]\.[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*"
_ISO_PUBLISHER = r"(?:ISO|IEC|IEEE|CISPR)(?:/(?:ISO|IEC|IEEE|CIE|ASTM|SAE|HL7)){0,3}"
_ISO_STAGE = r"(?:/|\s)(?:PWI|NP|AWI|WD|CD|CDV|DIS|FDIS|PRF|DTS|DTR|TS|TR|PAS|R|Guide|IWA|SRD)"
_PATTERNS = (
    r"(?:ITU-T\s+)?\b[A-Z](?:[ -]|\.\s?)?Sup(?:pl)?\.?\s?\d+(?:\s\((?:\d\d/)?(?:19|20)\d\d\))?",
    r"Supplement\s\d+\sto\s(?:the\s)?ITU-T\s[A-Z](?=-series)",
    rf"ITU-T\s+(?:{_ITU_NUMBER}|{_ITU_NAME})(?:/{_ITU_NUMBER})*(?:-Rev\d*)?(?:\s\((?:\d\d/)?(?:19|20)\d\d\))?",
    rf"{_ISO_PUBLISHER}(?:{_ISO_STAGE})*\s+\d{{2,6}}(?:-\d+)*(?:\s?:\s?(?:19|20)\d\d)?"
    r"(?:/(?:Amd|Cor)\.?\s?\d+(?::\d{4})?)?(?!\s?\.?\d)",
    r"(?:pr)?EN(?:\s(?:ISO|IEC|ISO/IEC))?\s\d{3,6}(?:-\d+)*(?::\d{4})?(?!\w)",
    r"(?:CWA|CEN/TS|CEN/TR|CLC/TS|IWA)\s\d{2,6}(?:-\d+)*(?::\d{4})?",
    r"ETSI\s(?:TS|TR|EN|ES|GS|GR|EG)\s(?:[A-Z]{2,5}\s)?\d{3}(?:\s\d{3})?(?:-\d+)*",
    r"(?:3GPP\s)?T[SR]\s\d{2}\.\d{3}(?:-\d+)*",
    r"(?:oneM2M\s)?T[SR]-\d{4}\b",
    r"(?:IETF\s)?RFC\s?\d{3,5}",
    r"IDTA\s\d{5}(?:-\d+)*",
    rf"(?<![\w./–-])(?<!\bAnnex\s)(?<!\bclause\s)(?<!\bTable\s)(?<!\bFigure\s)[D-Z]\.\d{{1,5}}(?:\.\d+)*(?:/{_ITU_NUMBER})*"
    r"(?:\s\((?:\d\d/)?(?:19|20)\d\d\))?(?![\w-]*\s*[–-]\s*[A-Z]\.\d)",
    r"(?<![\w./-])[D-Z]\.(?:[A-Za-z0-9]+-)+[A-Za-z0-9]+",
)
_ISO_NAMED = re.compile(rf"({_ISO_PUBLISHER}(?:{_ISO_STAGE})*)\s+\d")
_AND_MORE = re.compile(r"(?:,\s*|,?\s+and\s+)(\d{4,6}(?:-\d+)*(?::(?:19|20)\d\d)?)(?![\w.%])")
_SERIES = re.compile(r"\d-?\s?series", re.IGNORECASE)
_JOINT = re.compile(
    r"twin(?:ned)?\s+text|common\s+text|twinned|\(common\)|identical\s+(?:text|standard|to)|is\s+identical|"
    r"equivalent\s+(?:text|standard|to)|technically\s+(?:aligned|equivalent|identical)|corresponding\s+to|"
    r"(?:same|identical)\s+text\s+is\s+(?:also\s+)?published",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z(])|\n")
_DUAL_NUMBER = re.compile(rf"({_ITU_NUMBER})(?:\s\([^()]*\))?\s*\|\s*((?:ISO|IEC)[/\w]*\s\d+(?:-\d+)*(?::\d{{4}})?)")


def find(text: str) -> tuple[str, ...]:
    """List the identifiers of documents in a text, each once, as fully as it is named, in that order.

    >>> find("builds on ITU-T Y.4400/Y.2063 and ISO/IEC 30182:2017; see ISO/TC 268 and clause 5.1")
    ('ITU-T Y.4400/Y.2063', 'ISO/IEC 30182:2017')
    """
    found: dict[tuple[str, ...], str] = {}
    for identifier, _, _ in places(text):
        numbers = parse(identifier).numbers
        found[numbers] = max(found.get(numbers, ""), identifier, key=len)
    return tuple(found.values())


def places(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each mention of a document with its half-open character offsets."""
    for found in _cited().finditer(text):
        if _SERIES.match(text[found.end() - 1 : found.end() + 9]):
            continue
        yield _written(found[0]), found.start(), found.end()
        publisher = _ISO_NAMED.match(found[0])
        place = found.end()
        while publisher and (more := _AND_MORE.match(text, place)):  # `ISO/IEC 30141 and 30142`
            yield f"{publisher[1]} {more[1]}", more.start(1), more.end(1)
            place = more.end()


@cache
def _cited() -> re.Pattern[str]:
    """Match any mention; compiled when the first text is searched, which a list of plain columns never is."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))


def _written(mention: str) -> str:
    """Write a mention as an identifier: `Supplement 5 to the ITU-T A` is `A Suppl. 5`."""
    plain = " ".join(mention.replace(" :", ":").split())
    if found := re.fullmatch(r"T[SR](-\d{4}| \d\d\.\d.*)", plain):
        return f"{'oneM2M' if found[1][0] == '-' else '3GPP'} {plain}"
    turned = re.fullmatch(r"Supplement (\d+) to (?:the )?ITU-T ([A-Z])", plain)
    return f"{turned[2]} Suppl. {turned[1]}" if turned else plain


def declared_joint(text: str, own: str) -> tuple[str, ...]:
    """List the documents that a text declares to be common, twin, identical or equivalent to itself.

    >>> declared_joint("It was developed as a twin text corresponding to ISO/IEC 29199-2. See ISO 9001.", "T.832")
    ('ISO/IEC 29199-2',)
    """
    numbers = set(parse(own).numbers)
    named = [
        identifier for sentence in _SENTENCE.split(text) if _JOINT.search(sentence) for identifier in find(sentence)
    ]
    dual = [found[2] for found in _DUAL_NUMBER.finditer(text) if {*parse(found[1]).numbers} & numbers]
    others = dict.fromkeys([*dual, *named])
    return tuple(identifier for identifier in others if not {*parse(identifier).numbers} & numbers)
