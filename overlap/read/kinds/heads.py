"""What a standard says it is on its first pages: number, title, type of deliverable, date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from overlap.read.content import Document, Paragraph
from overlap.read.kinds import amendments, fronts, headlines, outline, titles
from overlap.read.kinds.labels import clean
from overlap.text import languages

_DELIVERABLES = (
    r"Recommendation|Supplement|Technical Report|Technical Paper|Technical Specification|Implementers?['’]? Guide"
)
_ITU_NUMBER = r"[A-Z]\.\d[\w.]*(?:/[A-Z]\.\d[\w.]*)*|[A-Z]\.[A-Za-z][\w.-]+"
_ITU_HEAD = re.compile(
    rf"(?:Draft\s+(?:new\s+|revised\s+)?)?(?:ITU[-‑]T\s+(?=\w+\s+[A-Z]\.))?"
    rf"(?P<type>{_DELIVERABLES})s?\s+(?:(?:ITU[-‑]T|CCITT)\s+)?"
    rf"(?P<id>{_ITU_NUMBER})(?P<date>\s*\(\d\d/\d\d(?:\d\d)?\))?(?:\s+[ivx\d]+)?",
    re.IGNORECASE,
)
_SUPPLEMENT_HEAD = re.compile(
    r"Supplement\s+(?P<number>\d+(?:\.\d+)?)\s+to\s+(?:the\s+)?ITU[-‑]T\s+(?P<series>[A-Z])-series\s+Recommendations?|"
    r"ITU[-‑]T\s+(?P<series2>[A-Z])-series\s+Recommendations?\s*[–—-]\s*Supplement\s+(?P<number2>\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_ERRATUM_HEAD = re.compile(
    r"(?:Subject:\s*)?(?P<type>Erratum|Corrigendum\s*\d*|Amendment\s*\d*)\s*(?P<date>\(\d\d/\d{4}\))?\s+to\s+"
    r"(?:Recommendation\s+)?(?:ITU[-‑]T\s+)?(?P<id>[A-Z]\.\d[\w./]*)\s*(?P<edition>\(\d\d/\d{4}\))?,?\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ITU_PROPERTIES = re.compile(
    r"ITU[-‑]T Rec\.?\s+(?:Series\s+(?P<series>[A-Z])\s+Supplement\s+(?P<number>\d+)|(?P<id>[A-Z]\.\d[\w./]*))\s*"
    r"(?P<date>\(\d\d/\d{2,4}\))?\s*(?P<title>.*)"
)
_ISO_HEAD = re.compile(
    r"(?P<id>(?:ISO|IEC)(?:/(?:IEC|IEEE|CIE|ASTM|TS|TR|PAS|DIS|FDIS|CD|WD|AWI|NP|PWI|DTS|DTR|Guide))*\s+"
    r"(?:(?:TS|TR|PAS|DIS|FDIS|CD|WD|Guide)\s+)?\d{2,6}(?:-\d+)*(?::\d{4})?)(?::\d{0,3}[xX]{1,4})?(?:\((?:[EF]|F?DIS|CD|WD|AWI|NP|PWI|DTS|DTR)\))*"
)
ISO_COMMITTEE = re.compile(r"(?:ISO|IEC)(?:/IEC)?[ /](?:TC|JTC|PC|SyC)\s?\d+(?:/SC\s?\d+)?")
STAGE_LINE = re.compile(r"(?:Document stage|Stade du document)\s*:\s*\((\d\d)\)")
_BRACKETED = re.compile(r"\([^()]*\)")
"""`(Previously CCITT Recommendation)`, between number and title."""
_DASH = re.compile(r"\s[—–]\s")
_NEAR = 9
"""So far below the number the title stands; further down only what has several elements is one."""
_HEAD_PARTS = 120
"""How far into a document its own number and title are looked for."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says it is."""

    kind: str
    body: str
    id: str
    title: str
    type: str
    place: str
    date: str = ""
    other_title: str = ""
    parent: str = ""
    """The document that it amends, corrects or explains."""


def find(document: Document) -> Head | None:
    """Find the number and title of a standard; None when the document has no number of its own on its first pages."""
    if head := _erratum(document) or _guide(document):
        return head
    head = _itu(document) or _iso(document)
    return _changed(document, head) if head else None


def is_number(line: str) -> bool:
    """Say whether a line is the number of a text of ITU-T, and nothing else."""
    return bool(_ITU_HEAD.fullmatch(line) or _SUPPLEMENT_HEAD.fullmatch(line))


def _changed(document: Document, head: Head) -> Head:
    """Complete a head from the cover: the title that stands above the number, and which change of a text this is."""
    change = amendments.find(fronts.lines(document), head.id)
    title = "" if change and head.title.casefold().startswith(change.word.casefold()) else head.title
    if not title:
        title, _ = titles.title(replace(document, title=""))
    if change is None:
        return replace(head, title=title)
    kind = f"{change.word.partition(' ')[0]} of a standard"
    name = change.name(head.id)
    return replace(head, kind=kind, id=name, type=change.word, title=change.titled(title), parent=head.id)


def _guide(document: Document) -> Head | None:
    """Find the number of an implementers' guide of ITU-T: that of the Recommendation it goes with, and the word."""
    found = [each for line in fronts.lines(document) if (each := amendments.GUIDE.fullmatch(" ".join(line.split())))]
    parent = next((each["before"] or each["after"] for each in found if each["before"] or each["after"]), "")
    if not parent:
        return None
    place = "the cover"
    titled = next(
        (each[0] for each in found if each["after"]), f"Implementers' Guide for Recommendation ITU-T {parent}"
    )
    kind = "Implementers' Guide"
    return Head(f"ITU-T {kind}", "ITU-T", f"{parent} {kind}", titled, kind, place, parent=parent)


def _itu(document: Document) -> Head | None:
    """Find number and title of an ITU-T text: on its first pages, else in the file's properties."""
    properties = _ITU_PROPERTIES.match(document.title)
    heads = list(_itu_heads(document))
    head = next((each for each in heads if each.title), heads[0] if heads else None)
    if properties is None or not properties["title"]:
        return head
    stated = properties["title"].strip()
    if head is None:
        identifier = properties["id"] or f"{properties['series']} Suppl. {properties['number']}"
        kind = "Recommendation" if properties["id"] else "Supplement"
        head = Head(f"ITU-T {kind}", "ITU-T", identifier, stated, kind, "the file's properties")
    return replace(head, title=head.title or stated, date=_date(properties["date"]) or head.date)


def _itu_heads(document: Document) -> Iterator[Head]:
    """Yield each place on the first pages where a number stands alone on a line, and the title below it."""
    paragraphs = _above_references(document)
    for index, part in enumerate(paragraphs):
        found = _ITU_HEAD.fullmatch(part.text) or _SUPPLEMENT_HEAD.fullmatch(part.text)
        if found:
            is_supplement = "number" in found.groupdict()
            kind = "Supplement" if is_supplement else found["type"].title()
            identifier = _supplement_id(found) if is_supplement else found["id"]
            date = found.groupdict().get("date") or cover(document)
            title = clean(_title_after(paragraphs, index))
            yield Head(f"ITU-T {kind}", "ITU-T", identifier, title, kind, part.place, _date(date))


def _above_references(document: Document) -> Sequence[Paragraph]:
    """Give the paragraphs of the first pages above the references: a number that stands alone there is another's."""
    paragraphs = document.paragraphs[:_HEAD_PARTS]
    names = (outline.NAMES.get(outline.heading_name(each.text)) for each in paragraphs)
    return paragraphs[: next((at for at, name in enumerate(names) if name == "references"), len(paragraphs))]


def _supplement_id(found: re.Match[str]) -> str:
    return f"{found['series'] or found['series2']} Suppl. {found['number'] or found['number2']}"


def _title_after(paragraphs: Sequence[Paragraph], index: int) -> str:
    """Take the paragraph after the number as the title, or the one below that is marked as a title."""
    following = [each for each in paragraphs[index + 1 : index + 4] if not _BRACKETED.fullmatch(each.text.strip())]
    marked = [each for each in following if each.style.lower().replace("_", " ") in ("rec title", "title")]
    for each in [*marked, *following[:1]]:
        title = " ".join(each.text.split())
        is_name = outline.heading_name(title) in outline.NAMES or _ITU_HEAD.fullmatch(title)
        if not is_name and not each.level and not _looks_wrong(title):
            return title if marked else " ".join([title, *_in_capitals(title, paragraphs[index + 2 : index + 5])])
    return ""


def _in_capitals(title: str, following: Sequence[Paragraph]) -> Iterator[str]:
    """Yield the lines below a title in capitals that go on in capitals: old texts break theirs over several."""
    for each in following if title.isupper() else ():
        if not each.text.isupper() or outline.heading_name(each.text) in outline.NAMES or each.level:
            return
        yield " ".join(each.text.split())


def _looks_wrong(title: str) -> bool:
    """Say whether what follows the number is no title: a contents line, a page number, a sentence."""
    if re.match(r"(?:ITU-T )?(?:[A-Z]-SERIES|SERIES [A-Z]\b)", title):
        return True
    return title.endswith(".") or len(title) > 300 or not re.search(r"[^\W\d_]{3}", title) or "...." in title


def _date(text: str | None) -> str:
    """Write `(07/2016)` as `2016-07`; the years of two digits are those of the last century.

    >>> _date("(03/93)"), _date(None)
    ('1993-03', '')
    """
    found = re.search(r"\((\d\d)/(\d{2,4})\)", text or "")
    if not found:
        return ""
    return f"{found[2] if len(found[2]) == 4 else '19' + found[2]}-{found[1]}"


def _erratum(document: Document) -> Head | None:
    """Find what an erratum, corrigendum or amendment of one page corrects."""
    for part in document.paragraphs[:12]:
        if found := _ERRATUM_HEAD.fullmatch(part.text):
            name = found["type"].capitalize()
            parent = f"ITU-T {found['id']} {found['edition'] or ''}".strip()
            title = " ".join(found["title"].split()).strip('"“” ')
            short = {"E": "Err.", "C": "Cor.", "A": "Amd."}[name[0]]
            number = re.search(r"\d+", name)
            identifier = f"{parent} {short} {number[0] if number else 1}"
            return Head("erratum", "ITU-T", identifier, title, name, part.place, _date(found["date"]))
    return None


def _iso(document: Document) -> Head | None:
    """Find number and title of an ISO or IEC text on its first pages."""
    paragraphs = document.paragraphs[:_HEAD_PARTS]
    signs = (
        "©",
        "international standard",
        "norme internationale",
        "copyright protected",
        "voting begins",
        "secretariat",
    )
    if not any(sign in part.text.casefold() for part in paragraphs for sign in signs):
        return None
    for index, part in enumerate(_above_references(document)):
        first = re.sub("[‐-–]", "-", part.text.partition("\n")[0].strip())
        found = _ISO_HEAD.fullmatch(part.text) or _ISO_HEAD.fullmatch(first)
        if found:
            below = paragraphs[index + 1 :]
            lines = [(each.text, number) for number, each in enumerate(below) if _is_title(each.text)]
            near = [number for _, number in lines if number < _NEAR]
            near = near or [number for text, number in lines if len(_DASH.findall(text)) > 1]
            titles = [headlines.joined(below, number)[0] for number in near]
            stated = search(document, re.compile(r"(?:Document language|Langue du document)\s*:\s*([EF])\b"))[0]
            own, other = _by_language(titles, "fr" if stated == "F" else "en")
            kind = "IEC standard" if found["id"].startswith("IEC") else "ISO standard"
            kind = f"draft {kind}" if re.search(r"\b(?:DIS|FDIS|CD|WD|AWI|NP|PWI|DTS|DTR)\b", found["id"]) else kind
            body = "IEC" if found["id"].startswith("IEC") else "ISO/IEC" if found["id"].startswith("ISO/IEC") else "ISO"
            return Head(kind, body, found["id"], own, _iso_type(found["id"]), part.place, "", other)
    return None


def _is_title(text: str) -> bool:
    """Say whether a line of a cover has the form of an ISO title: elements parted by dashes, no label."""
    return bool(_DASH.search(text)) and ":" not in _DASH.split(text)[0] and "©" not in text


def _by_language(titles: Sequence[str], own: str) -> tuple[str, str]:
    """Part the English title of a cover from the other one; without an English one the first stands."""
    plain = [" ".join(title.split()) for title in titles[:2]]
    spoken = [languages.detect(title) or own for title in plain]
    english = [title for title, language in zip(plain, spoken, strict=True) if language == "en"]
    if not english:
        return (plain[0] if plain else ""), ""
    return english[0], next((title for title in plain if title != english[0]), "")


def _iso_type(identifier: str) -> str:
    """Name the type of deliverable that stands in an identifier."""
    found = re.search(r"\b(TS|TR|PAS|IWA|Guide)\b", identifier)
    return found[1] if found else "IS"


def search(document: Document, pattern: re.Pattern[str]) -> tuple[str, str]:
    """Find the first match on the first pages, and where it is."""
    for part in document.paragraphs[:_HEAD_PARTS]:
        if found := pattern.search(part.text):
            return found[1] if found.re.groups else found[0], part.place
    return "", ""


def cover(document: Document) -> str:
    """Join what stands before the first heading, tables as well."""
    texts = [part.text if isinstance(part, Paragraph) else outline.table_text(part) for part in document.parts[:12]]
    return "\n".join(texts)
