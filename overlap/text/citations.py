"""Which documents a text names, and which of them it declares to be the same text as itself."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from overlap.text.identifiers import parse, rules

_DATE = r"(?:\s\((?:\d\d/)?(?:19|20)\d\d\))?"
_ITU_NUMBER = r"[A-Z]\.\d{1,5}(?:\.\d+)*(?:bis|ter)?"
_LETTER = r"-[a-z](?![\w-])"
"""Ends the name of a work item whose number is not complete yet: `Y.4560-x`."""
_ITU_NAME = r"[A-Z]\.[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*"
_ITU_T = r"(?:ITU|UIT)-T[\s-]+(?:Rec(?:ommendations?|ommandations?|s)?\.?\s+)?(?:[Nn][o°]\.?\s?)?"
_ANNEX = r"(?:\s(?:Annex|Appendix)\s[A-Z]\d+)?"
_PUBLISHER = "|".join(sorted({*rules.PUBLISHERS, "CEI"} - {"ITU", "ANSI", "CSA", "PI", "ASA"}))
_ISO_PUBLISHER = rf"(?:ISO|IEC|CEI|CISPR|ИСО|МЭК)(?:\s?/\s?(?:{_PUBLISHER}|МЭК)){{0,3}}"
_BEFORE_NUMBER = r"(?:\s+(?:(?:[Ii]nternational\s)?[Ss]tandards?\s|[Nn][o°]\.?\s?)?|-(?=\d{4})|(?=\d{4}))"
"""Between the publisher and the number, as people write it: a blank, a hyphen, nothing, `standard`, `n°`."""
_IN_RUSSIAN = ("ТС", "ТО", "ПТС", "ПТО")
_STAGE = "|".join(
    sorted(
        {*rules.STAGES, *rules.KINDS, *rules.COMPOUNDS, *_IN_RUSSIAN, "GUIDE", "Guide", "DGuide", "IWA", "TTA", "DATA"},
        key=len,
    )[::-1]
)
_ISO_STAGE = rf"(?:(?:\s?/\s?|[\s-])(?:{_STAGE})\d?(?=[\s/]|\d{{4}}))"
_ADOPTER = "|".join(sorted(map(re.escape, rules.MENTIONED_ADOPTERS), key=len, reverse=True))
_ISO_NUMBER = r"\d{1,6}[A-Z]?(?:–\d{1,2}(?!\d)|-(?!(?:19|20)\d\d(?!\d))[A-Z]{0,2}\d+[A-Z]{0,2})*"
_YEAR = r"(?:\s?:\s?(?:19|20)\d\d|-(?:19|20)\d\d(?!\d))?"
_OF_SECTOR = r"Rec(?:ommendation|s)?\.?|Reports?|Rep\.|Questions?|Resolutions?|Opinions?"
_PATTERNS = (
    r"(?:ITU\s)?T-REC-[A-Z]\.\w[\w.]*(?:-\d{6})?(?:-[A-Z](?![\w]))?",
    rf"(?:(?:{_OF_SECTOR})\s+)?(?:ITU|UIT)-[RD]\s+(?:(?:{_OF_SECTOR})\s+)?(?:[A-Z]{{1,3}}\.|Q)?\d+(?:-\d+)?(?:/\d+)?",
    r"(?:ITU-T\s+)?\b[A-Z](?:-series\s+|[ -]|\.\s?)?Sup(?:pl)?(?:ement)?\.?\s?\d+" + _DATE,
    r"Sup(?:plement|pl\.?|\.)\s\d+\sto\s(?:the\s)?ITU-T\s[A-Z](?:\.\d+)?(?=-series)",
    rf"{_ITU_T}[A-Z](?:\.\s|\s\.|[\s-]|(?=\d))\d{{3,5}}(?:\.\d+)*(?!\w)",
    r"(?<![\w.-])(?:iso/iec|iso|iec)(?:/(?:ts|tr|pas|cd|dis|fdis))?[\s_-]?\d{4,6}(?:-\d+)?(?![\w])",
    r"urn:iso:std:[a-z-]+(?::[a-z]+)?:\d+(?::-\d+)?",
    r"(?<![\w.-])(?:itu-t\s)?[d-z]\.\d{3,5}(?:\.\d+)*(?![\w])",
    rf"{_ITU_T}(?:{_ITU_NUMBER}|{_ITU_NAME})(?:/{_ITU_NUMBER})*(?:-Rev\d*|{_LETTER})?{_ANNEX}{_DATE}",
    r"IEEE\s(?:Std\.?\s|P(?=\d))?(?:[A-Z]{1,2}(?=\d))?(?!\d+(?:st|nd|rd|th)\b)\d{1,5}[A-Za-z]{0,3}(?:\.\d+[A-Za-z]{0,3})*"
    r"(?:-\d{2,5}(?!\d))*(?!\s?\.?\d)",
    rf"(?:Guide\s)?(?:\b(?:{_ADOPTER})(?:\s[A-Z](?=\s))?[\s/-]){{0,3}}{_ISO_PUBLISHER}{_ISO_STAGE}*{_BEFORE_NUMBER}{_ISO_NUMBER}"
    rf"(?:\.\d(?![\d.]))?{_YEAR}(?:[/+](?:Amd|Cor|AMD|COR|A)\.?\s?\d+(?::\d{{4}})?)?(?!\s?\.?\d(?!\d?\)))",
    r"(?:pr|Fpr)?EN\s3\d\d\s\d{3}(?:-\d+)*(?:\sV\d+\.\d+\.\d+)?(?!\w)",
    r"(?:(?:BS|DIN|NF|UNE|NEN)[\s-])?(?:pr|Fpr)?EN\s\d{3,6}(?:-\d+)*(?::\d{4})?(?!\w)",
    r"(?:CWA|CEN/TS|CEN/TR|CLC/TS|IWA)\s\d{1,6}(?:-\d+)*(?::\d{4})?",
    r"ETSI\s(?:TS|TR|EN|ES|GS|GR|EG)\s(?:[A-Z]{2,5}(?:-[A-Z]+)?\s)?\d{3}(?:\s\d{3})?(?:-\d+)*(?:\sV\d+\.\d+\.\d+)?",
    r"(?:3GPP\s)?T[SR]\s\d{2}\.\d{3}(?:-\d+)*",
    r"(?:oneM2M\s)?T[SR]-\d{4}\b",
    r"(?:JIS\s[A-Z]|KS\s[A-Z])\s\d+(?:\.\d+)*(?:-\d{1,3}(?!\d))?(?:[-:](?:19|20)\d\d)?",
    r"(?:IETF\s)?RFC[\s-]?\d{3,5}",
    r"(?<![\w./-])rfc-?\d{3,5}(?![\w-]|\.\w)",
    r"IDTA\s\d{5}(?:-\d+)*",
    rf"(?<![^\W_])(?<![./–-])(?<!\bAnnex\s)(?<!\bclause\s)(?<!\bTable\s)(?<!\bFigure\s)[D-Z]\.\d{{1,5}}(?:\.\d+)*(?:/{_ITU_NUMBER})*"
    rf"(?:{_LETTER})?{_ANNEX}{_DATE}(?![\w-]*\s*[–-]\s*[A-Z]\.\d)",
    r"(?<![\w./-])[D-Z]\.(?:[A-Za-z0-9]+-)+[A-Za-z0-9]+",
    rf"(?:{'|'.join(rules.MENTIONS)})(?![A-Za-z0-9%])",
)
_SAME_LENGTH = {ord(sign): "-" for sign in "‐‑‒−﹣"} | {ord(sign): "/" for sign in "⁄∕"}
_SAME_LENGTH |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
"""Signs that stand for others, full-width ones among them, each for one, so that places stay."""
_ISO_NAMED = re.compile(rf"({_ISO_PUBLISHER}{_ISO_STAGE}*)\s+\d")
_ISO_HEAD = re.compile(rf"({_ISO_PUBLISHER}(?:\s?/\s?|-)(?:{_STAGE}))(?=[\s\d])")
"""With a blank or a hyphen where there is a slash: `ISO / TS`, `ISO-TS`."""
_GOES_ON = (
    "and|or|et|ou|y|und|oder|are|is|was|were|have|has|apply|applies|for|in|on|as|which|that|with|to|by|from|define|"
    "defines|specify|specifies|cover|covers|provide|give|will|shall|should|may|can|but|while|series|sont|pour|dans|qui"
)
"""Words after a number that is a reference; another word makes it a quantity: `ISO 37101, 2500 users`."""
_AND_MORE = re.compile(
    r"(?:,\s*(?:(?:and|or|et|ou|y|und)\s+)?|\s+(?:and|or|et|ou|y|und|&|to|through|à|bis|–)\s+|/)(\d{4,6}(?:-\d+)*(?::(?:19|20)\d\d)?)"
    rf"(?![\w%])(?!\.\d)(?=[\s.,;:!?)\]}}'\"”»*_]*(?:$|\n)|\s*[,;.)\]|\[(¹²³⁴⁵⁶⁷⁸⁹]|\s+(?:{_GOES_ON}|&)(?!\w))"
)
_OTHER_OWNER = re.compile(
    rf"(?<![\w-])(?:(?:ITU|UIT)-[RD]|{'|'.join(map(re.escape, sorted({*rules.PUBLISHERS} - {'ITU', 'PI'})))}|"
    r"ETSI|3GPP|IETF|W3C|OASIS|ANSI|JIS|GB(?:/T)?|(?:T/)?CCSA|ATIS|ARIB|TTC|TTA|OMA|GSMA|OGC|ECMA|NIST)\s(?:Rec\w*\.?\s)?$"
)
"""Before a number that has the form of ITU-T's: it is somebody else's."""
_SERIES = re.compile(r"\d-?\s?series", re.IGNORECASE)
_DEGREE_BEFORE = re.compile(
    r"\b(?P<mod>MOD|modified\s+adoption\s+of)?(?:(?<=MOD)|(?:IDT|EQV|identical(?:ly)?(?:\s+(?:to|with|adoption\s+of))|"
    r"adoption\s+of|(?<=adoption\sof)))[\s:,(]*$",
    re.IGNORECASE,
)
_DEGREE_AFTER = re.compile(
    r"(?:\([a-z]{1,2}\))?[\s,;(\[]*\b(?:(?P<mod>MOD|modified)|IDT|EQV|identical)\b(?![\s:]+(?:ISO|IEC|ITU|to|with)\b)",
    re.IGNORECASE,
)
_HINT = re.compile(r"\b(?:idt|mod|eqv|identical|modified|adoption)", re.IGNORECASE)
_WINDOW = 40
"""Characters before a mention in which its degree of correspondence stands."""
_JOINT = re.compile(
    r"twin(?:ned)?\s+text|common\s+text|twinned|\(common\)|identical\s+(?:text|standard|to)|is\s+identical|"
    r"equivalent\s+(?:text|standard|to)|technically\s+(?:aligned|equivalent|identical)|corresponding\s+to|"
    r"(?:same|identical)\s+text\s+is\s+(?:also\s+)?published",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z(])|\n")
_DUAL_NUMBER = re.compile(
    rf"({_ITU_NUMBER})(?:\s\([^()]*\))?\s*\|\s*(?:International\s+Standard\s+)?((?:ISO|IEC)[/\w]*\s\d+(?:-\d+)*(?::\d{{4}})?)"
)
_TWIN = re.compile(r"\btwin(?:ned)?\b(?=\s+texts?\b|\))", re.IGNORECASE)


@lru_cache(maxsize=64)
def find(text: str) -> tuple[str, ...]:
    """List the identifiers of documents in a text, each once, as fully as it is named, in that order.

    A text is asked for again with each pair that it is in, one pair after the other.

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
    for found in _cited().finditer(text if text.isascii() else text.translate(_SAME_LENGTH)):
        if _SERIES.match(text[found.end() - 1 : found.end() + 9]):
            continue
        if found[0][1:2] == "." and _OTHER_OWNER.search(text[max(0, found.start() - _WINDOW) : found.start()]):
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
    return re.compile(
        r"(?<![^\W_\u3040-\u9fff\uac00-\ud7a3])(?=[^\Wa-z\d_]|pr|one|draft-|rfc-?\d|urn:iso|i(?:so|ec|tu)|[d-z]\.\d)"
        rf"(?:{'|'.join(f'(?:{pattern})' for pattern in _PATTERNS)})"
    )


def _written(mention: str) -> str:
    """Write a mention as an identifier: `Supplement 5 to the ITU-T A` is `A Suppl. 5`."""
    plain = re.sub(r"(?<=-T)(?: [Nn][o°]\.?\s?|-)", " ", " ".join(mention.replace(" :", ":").split()))
    if found := re.fullmatch(r"T[SR](-\d{4}| \d\d\.\d.*)", plain):
        return f"{'oneM2M' if found[1][0] == '-' else '3GPP'} {plain}"
    if found := re.fullmatch(rf"{_ITU_T}([A-Z])(?:\. | \.|[ -]|)(\d[\d.]*)", plain):
        return f"ITU-T {found[1]}.{found[2]}"
    if plain.startswith("urn:"):
        return _of_urn(plain)
    if found := _ISO_HEAD.match(plain):
        plain = f"{re.sub(r'[/ -]+', '/', found[1])}{plain[found.end() :]}"
    if found := re.fullmatch(rf"(.*?[A-Z]){_BEFORE_NUMBER}(\d.*)", plain) if "ISO" in plain or "IEC" in plain else None:
        plain = f"{found[1]} {found[2].replace('–', '-')}"
    if plain.startswith("rfc"):
        return f"RFC {plain.removeprefix('rfc').lstrip('-')}"
    is_small = plain.startswith(("iso", "iec", "itu-t", *"defghijklmnopqrstuvwxyz"))
    if is_small and not plain.startswith(("pr", "one", "draft-")):
        return re.sub(r"^([A-Z/]+)[_-]?(?=\d)", r"\1 ", plain.upper())
    turned = re.fullmatch(r"Supplement (\d+) to (?:the )?ITU-T ([A-Z])", plain)
    return f"{turned[2]} Suppl. {turned[1]}" if turned else plain


def _of_urn(urn: str) -> str:
    """Write the identifier that a name of RFC 5141 holds: `urn:iso:std:iso-iec:ts:30182:-2` is `ISO/IEC TS 30182-2`."""
    _, _, _, publisher, *rest = urn.upper().split(":")
    kind = f" {rest.pop(0)}" if not rest[0].isdigit() else ""
    return f"{publisher.replace('-', '/')}{kind} {''.join(rest)}"


def named(cell: str) -> tuple[str, ...]:
    """List the identifiers that the cell of a list names: each of its parts as it stands, or those that it mentions.

    >>> named("Y.4904; ISO 37122:2019, IDT; see also ISO 9 and ISO 10; WI-7")
    ('Y.4904', 'ISO 37122:2019, IDT', 'ISO 9', 'ISO 10', 'WI-7')
    """
    found: list[str] = []
    for part in filter(str.strip, cell.split("; ")):
        mentions = find(part)
        is_one = not mentions or (len(mentions) == 1 and parse(part).is_standard and _is_same(part, mentions[0]))
        found += [part] if is_one else mentions
    return tuple(found)


def _is_same(part: str, mention: str) -> bool:
    return parse(part).is_work_of(parse(mention))


def adopted(text: str) -> tuple[tuple[str, bool], ...]:
    """List the documents that a text says to be adopted, each with whether it is with modifications.

    >>> adopted("Identical to ISO 37120:2018; EN 62115 is IEC 62115, MOD; see ISO 9001")
    (('ISO 37120:2018', False), ('IEC 62115', True))
    """
    if not _HINT.search(text):
        return ()
    found: dict[str, bool] = {}
    for identifier, start, end in places(text):
        degree = _DEGREE_AFTER.match(text, end) or _DEGREE_BEFORE.search(text[max(0, start - _WINDOW) : start])
        if degree:
            found.setdefault(identifier, bool(degree["mod"]))
    return tuple(found.items())


def declared_joint(text: str, own: str) -> tuple[str, ...]:
    """List the documents that a text declares to be common, twin, identical or equivalent to itself.

    >>> declared_joint("It was developed as a twin text corresponding to ISO/IEC 29199-2. See ISO 9001.", "T.832")
    ('ISO/IEC 29199-2',)
    """
    numbers = set(parse(own).numbers)
    named = [
        identifier for sentence in _SENTENCE.split(text) if _JOINT.search(sentence) for identifier in find(sentence)
    ]
    dual = [other for one, other in joined(text) if {*parse(one).numbers} & numbers]
    others = dict.fromkeys([*dual, *named])
    return tuple(identifier for identifier in others if not {*parse(identifier).numbers} & numbers)


def joined(text: str) -> tuple[tuple[str, str], ...]:
    """List the pairs of numbers that a text gives to one document, as the cover of a common text has them.

    >>> joined("Recommendation ITU-T X.1054 | International Standard ISO/IEC 27014 guides")
    (('X.1054', 'ISO/IEC 27014'),)
    """
    return tuple((found[1], found[2]) for found in _DUAL_NUMBER.finditer(text))


def is_twin(text: str) -> bool:
    """Say whether a text speaks of twin text.

    >>> is_twin("ISO/IEC 29199-2 (Twinned)"), is_twin("A digital twin of texts")
    (True, False)
    """
    return _TWIN.search(text) is not None
