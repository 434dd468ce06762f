"""Charters, terms of reference, programmes of work, business plans, pages of committees → passages of their mandate.

The claims stand under headings, else in sentences that give the group its tasks. Milestones, meetings, persons and
references are none; the scope of a group within the group belongs to that group.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import claims, covers, outline
from overlap.read.kinds.outline import Section
from overlap.read.kinds.passages import Passage
from overlap.read.reading import Ignored

_COMMITTEE = re.compile(
    r"((?:ISO|IEC)(?:/(?:IEC|ISO|CIE))?[ /](?:TC|JTC|PC|SyC|JSyC)\s?[\w ]{1,20}?(?:/(?:SC|WG|AG)\s?\d+)*)"
    r"(?=$|[\s,:–—-])"
)
_IN_BRACKETS = re.compile(r"\(((?:ISO|IEC)(?:/IEC)?)[ /](J?TC|PC)\s?(\d+)((?:[ /]+(?:SC|WG)\s?\d+)*)\)$")
_WITHIN = re.compile(r"^\W*(?:\d+\W*)?((?:J?WG|AG|AHG|JAG|SC)\s?\d+)\s*(?:[-–—:.(]|$)")
_SCOPE_LABEL = re.compile(r"\bscope(?: statement)?\s*[:：]\s*$", re.IGNORECASE)
_N_NUMBER = re.compile(r"((?:ISO|IEC)(?:/IEC)?/(?:JTC|TC|PC)\s?\d+(?:/SC\s?\d+)?(?:/WG\s?\d+)?)\s+N\s?(\d{2,6})\b")
_REFERENCE = re.compile(
    r"^(?:internal )?reference(?: number)?(?: of this (?P<body>[A-Z]+)\W{0,2}\s*(?:document|charter))?"
    r"\s*[:：]\s*(?P<number>\S.{2,40})$",
    re.IGNORECASE,
)
_APART = re.compile(
    r"existing work|starting point|persistent|completion|inactivated|rechartered|relationship of|similar|supporters|"
    r"participa|meeting|milestone|success criteria|reference|contact|member|schedule|ipr\b|patent|join",
    re.IGNORECASE,
)
"""Words of headings below which nothing is claimed."""
_ROMAN = re.compile(r"[IVX]{1,4}\.\s+[A-Z][^.;:]{2,70}$")
_TRAILING_LABEL = re.compile(r"\s[A-Z][a-z]+(?: [a-z]+){0,3}\s?[:：]$")
_OPEN = re.compile(r"(?:[,&–—-]|\b(?:for|of|on|and|the|in))$")
_OTHER = re.compile(
    r"^(?:report|minutes|agenda|list|draft recommendation|call|resolution|liaison|proposal|comments?)\b", re.I
)
_SAYS_ITS_SCOPE = re.compile(r"\bfollowing scope\b", re.IGNORECASE)
_CLAIMING = ("scope", "tasks", "goals")
_INSTEAD = ("mission", "description", "summary")
_TOP = 40
_COVER = 14
_BEFORE = 3
"""So many paragraphs above the scope of a group within the group its name stands."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What the top of such a document says."""

    group: str
    title: str
    place: str
    is_formal: bool
    """A committee's, or said to be a charter."""
    is_plan: bool


def read(document: Document) -> tuple[list[Passage], list[Ignored]]:
    """Take the claims, and apart from them the exclusions; nothing when the document is no mandate."""
    document = _with_lists(document)
    found = outline.sections(document, claims.speech().names)
    head = _head(document, found)
    if head is None:
        return [], []
    passages = list(_claimed(head, found, document))
    if not any(passage.kind == "scope" for passage in passages):
        return [], []
    title = Passage(head.group, "title", head.title, head.place, is_whole=True)
    used = {passage.place for passage in passages}
    ignored = [
        Ignored(section.heading[:60], section.place)
        for section in found
        if section.heading
        and section.parts
        and f"{section.place}, under '{section.heading}'" not in used
        and section.name not in _CLAIMING
        and section.name != "exclusions"
        and section.heading != head.title
    ]
    return [title, *passages], ignored


def number(document: Document) -> str:
    """Find the number of the document itself: a committee's N number, the label of a reference, the cover's."""
    cover = [part.text for part in document.paragraphs[:_COVER]]
    if found := _N_NUMBER.search(" ".join(cover[:4])):
        return f"{found[1]} N {found[2]}"
    cells = [cell for table in document.tables[:2] for row in table.rows for cell in row]
    for line in (*cover, *cells):
        if labelled := _REFERENCE.match(line.strip()):
            return " ".join(filter(None, [labelled["body"], labelled["number"].strip()]))
    stated, _ = covers.number(document)
    return "" if _COMMITTEE.fullmatch(stated) else stated


def _with_lists(document: Document) -> Document:
    """Take numbered lines below a lead-in for the items of its list, though they look like headings."""
    parts: list[Paragraph | Table] = []
    is_led = False
    for part in document.parts:
        if isinstance(part, Paragraph):
            is_item = bool(part.level and is_led and re.match(r"\(?\d{1,2}[.)]\s", part.text))
            if is_item:
                part = replace(part, level=0, style="li")
            is_led = is_item or (not part.level and part.text.rstrip().endswith((":", "：")))
        parts.append(part)
    return replace(document, parts=tuple(parts))


def _head(document: Document, found: Sequence[Section]) -> _Head | None:
    """Tell whose mandate it is; None when nothing at the top says that it is one."""
    said = claims.speech()
    worded = [each for each in document.paragraphs if re.search(r"[^\W\d_]{2}", each.text)]
    if not worded:
        return None
    top = [
        part
        for number, part in enumerate(document.paragraphs[:_TOP])
        if part.level
        or part is worded[0]
        or (number < _COVER and not part.style.startswith("li") and covers.can_be_title(part.text))
    ]
    plan = next(
        (each for each in document.paragraphs[:24] if len(each.text) < 160 and said.plans.search(each.text)), None
    )
    committees = ((each, m) for each in [*top, *worded[:6]] if (m := _COMMITTEE.match(each.text)))
    committee, named = next(committees, (None, None))
    if plan and (owner := named or _COMMITTEE.search(plan.text)):
        return _Head(owner[1].strip(), _joined(document, plan), plan.place, is_formal=True, is_plan=True)
    if committee and named:
        group = named[1].strip()
        return _Head(group, _field(document, committee, group), committee.place, is_formal=True, is_plan=False)
    return _group(document, top, found)


def _group(document: Document, top: Sequence[Paragraph], found: Sequence[Section]) -> _Head | None:
    """Find the name of a group that is no committee of ISO or IEC, without the words of a charter around it."""
    said = claims.speech()
    titled = [part for part in top if said.formal.search(part.text) and not _OTHER.match(part.text)]
    roles = {section.name for section in found if section.parts}
    grouped = [
        part
        for part in top
        if part.level and said.groups.search(_unnumbered(part.text)) and not _OTHER.match(part.text)
    ]
    is_parted = bool(grouped and roles & {*_CLAIMING, "exclusions"}) or {"scope", "exclusions"} <= roles
    if not titled and not is_parted and not said.formal.search(document.title):
        return None
    names = [(part, name) for part in (titled or grouped) if (name := _cleaned(_joined(document, part)))]
    part, name = names[0] if names else (None, "")
    if part is None or (part.level > 1 and name.casefold() in said.names):
        other = next(
            (
                each
                for each in top
                if each.level and _cleaned(each.text) and outline.heading_name(each.text) not in said.names
            ),
            None,
        )
        if other is None:
            return None
        part, name = other, _cleaned(other.text)
    group = said.programmes.sub("", name).strip()
    if " " not in name and (full := next((each for each in top if f"({name})" in each.text), None)):
        part, name = (
            full,
            " ".join(full.text.split()),
        )  # the charter is named by an acronym, and says below what it means
    if inner := _IN_BRACKETS.search(name):
        group = f"{inner[1]}/{inner[2]} {inner[3]}" + re.sub(r"[ /]+(SC|WG)\s?(\d+)", r"/\1 \2", inner[4])
    return _Head(group, name, part.place, is_formal=bool(titled), is_plan=False)


def _joined(document: Document, head: Paragraph) -> str:
    """Write a title that may go on in the next line on one line."""
    after = document.paragraphs[document.paragraphs.index(head) + 1 :]
    goes_on = after and _OPEN.search(head.text) and len(after[0].text) < 160
    return _TRAILING_LABEL.sub("", " ".join(f"{head.text} {after[0].text if goes_on else ''}".split()))


def _field(document: Document, head: Paragraph, committee: str) -> str:
    """Take the name of a committee's field out of the line that names the committee, or the line below it."""
    rest = _TRAILING_LABEL.sub("", head.text[len(committee) :]).strip(" ,:–—-\n")
    after = document.paragraphs[document.paragraphs.index(head) + 1 :]
    return " ".join((rest or (after[0].text if after else committee)).split())


def _unnumbered(text: str) -> str:
    return re.sub(r"^\d{1,2}[.)]?\s+", "", " ".join(text.split()))


def _cleaned(text: str) -> str:
    """Take the words of a charter away from around a group's name."""
    said = claims.speech()
    name, before = _unnumbered(text).strip(" :*#"), ""
    while name != before:
        before = name
        name = said.after.sub("", said.around.sub("", name)).strip(" :,–—-")
    return name


def _claimed(head: _Head, found: Sequence[Section], document: Document) -> Iterator[Passage]:
    """Yield what is claimed and excluded: under headings, else in sentences; of groups within the group apart."""
    seen: set[int] = set()
    own: list[Passage] = []
    inner: list[Passage] = []
    for role in (*_CLAIMING, *_INSTEAD):
        if (role in _INSTEAD and own) or (role == "summary" and not head.is_plan):
            continue
        for section in found:
            if section.name != role or not section.parts or any(id(part) in seen for part in section.parts):
                continue
            kept = list(_kept(section, document))
            seen |= {id(part) for part in section.parts}
            within = _within(document, section) if head.is_formal else ""
            lines = claims.listed(kept)
            text = "\n".join(_only(lines) if role == "goals" and own else lines)
            where = f"{section.place}, under '{section.heading}'"
            if text.strip():
                (inner if within else own).append(
                    Passage(f"{head.group}/{within}" if within else head.group, "scope", f"{text}\n", where)
                )
    tasks, goals, excluded = claims.found(claims.listed(list(_running(found, seen))))
    place = head.place
    if not own and (tasks or goals):
        own.append(Passage(head.group, "scope", "\n".join(tasks or goals) + "\n", place))
    yield from own
    yield from (
        Passage(
            head.group,
            "exclusion",
            "\n".join(claims.listed(list(_kept(section, document)))),
            f"{section.place}, under '{section.heading}'",
        )
        for section in found
        if section.name == "exclusions" and any(True for _ in _kept(section, document))
    )
    if excluded:
        yield Passage(head.group, "scope", "\n".join(excluded), place)
    yield from inner


def _only(lines: Iterator[str]) -> list[str]:
    tasks, goals, _ = claims.found(lines)
    return [*goals, *tasks]


def _kept(section: Section, document: Document) -> Iterator[Paragraph]:
    """Yield the paragraphs of a section that say something of its subject: no headings, nothing below another's."""
    names = claims.speech().names
    is_marked = any(each.level and each.text == section.heading for each in document.paragraphs)
    apart = 0
    for number, part in enumerate(section.parts):
        if isinstance(part, Table):
            if not apart and number == 0:
                yield Paragraph(outline.table_text(part), part.place)
            continue
        name = names.get(outline.heading_name(part.text), "")
        if _ROMAN.match(part.text) or _WITHIN.match(part.text) or _SCOPE_LABEL.search(part.text):
            return
        if part.level and not is_marked:
            return
        if part.level:
            is_apart = name in ("apart", "exclusions") or _APART.search(part.text)
            apart = (apart if apart and part.level > apart else 0) or (part.level if is_apart else 0)
        elif not apart and re.search(r"[^\W\d_]{2}", part.text) and not name:
            yield part


def _running(found: Sequence[Section], seen: set[int]) -> Iterator[Paragraph]:
    """Yield the paragraphs that stand under no heading that says what they are."""
    apart: set[int] = set()
    for section in found:
        if section.heading and (section.name in ("apart", "exclusions") or _APART.search(section.heading)):
            apart |= {id(part) for part in section.parts}
    told: set[int] = set()
    headings = {section.heading for section in found}
    for section in found:
        for part in section.parts:
            if not isinstance(part, Paragraph) or part.level or part.text in headings:
                continue
            if id(part) not in seen | apart | told:
                told.add(id(part))
                yield part


def _within(document: Document, section: Section) -> str:
    """Name the group within the group whose scope a section is; empty when it is the group's own."""
    places = [number for number, part in enumerate(document.parts) if part is section.parts[0]]
    before = document.parts[max(0, places[0] - 1 - _BEFORE) : places[0]] if places else ()
    named = [m for part in before if isinstance(part, Paragraph) and (m := _WITHIN.match(part.text))]
    return re.sub(r"(?<=[A-Z])\s?(?=\d)", " ", named[-1][1]) if named else ""
