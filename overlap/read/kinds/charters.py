"""Charters, terms of reference, programmes of work, business plans, pages of committees → passages of their mandate.

The claims stand under headings, else in sentences that give the group its tasks. Milestones, meetings, persons and
references are none; the scope of a group within the group belongs to that group.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import claims, groups, headlines, outline, proceedings, references
from overlap.read.kinds.outline import Section
from overlap.read.kinds.passages import Passage
from overlap.read.reading import Ignored

_WITHIN = re.compile(r"^\W*(?:\d+\W*)?((?:J?WG|AG|AHG|JAG|SC)\s?\d+)\s*(?:[-–—:.(]|$)")
_SCOPE_LABEL = re.compile(r"\bscope(?: statement)?\s*[:：]\s*$", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]{1,4}\.\s+[A-Z][^.;:]{2,70}$")
_OF_GROUP = re.compile(
    r"\s+(?:of the|of this|du|de la|del|der|des)\s+(?:(?:working |study |task )?group|committee|wg|gt|"
    r"groupe(?: de travail)?|grupo(?: de trabajo)?|comit[ée]|arbeitsgruppe|gruppe)\b.*$",
    re.IGNORECASE,
)
"""`Objectif du GT` is the heading `Objectif`."""
_LARGER = 1.15
"""So many times the size of the text a heading has, where nothing else marks it."""
_HEADING = re.compile(r"[^\W\d_a-z].{2,78}[^.;,:]")
_NUMBERED_LABEL = re.compile(r"(\d{1,2})[.)]\s+[^\W\d_a-z][^:：.]{2,80}[:：]")
_PAIR = 2
_ROW_LEVEL = 3
_INSTEAD = ("mission", "description", "summary")
_CELL = " | "
_FEWEST_ITEMS = 3
"""Of a list of work."""
_BEFORE = 3
"""So many paragraphs above the scope of a group within the group its name stands."""


def read(document: Document) -> tuple[list[Passage], list[Ignored]]:
    """Take the claims, and apart from them the exclusions; nothing when the document is no mandate."""
    document = _with_lists(document)
    found = outline.sections(document, claims.names(document))
    head = groups.find(document, found)
    if head is None or proceedings.says_so(document):
        return [], []
    passages = list(_claimed(head, found, document))
    if all(passage.kind != "scope" or _is_of_items(passage.text) for passage in passages):
        return [], []
    titled = [Passage(head.group, "title", head.title, head.place, is_whole=True)] if head.title else []
    used = {passage.place for passage in passages}
    ignored = [
        Ignored(section.heading[:60], section.place)
        for section in found
        if section.heading
        and section.parts
        and f"{section.place}, under '{section.heading}'" not in used
        and section.name not in groups.CLAIMING
        and section.name != "exclusions"
        and section.heading != head.title
    ]
    return [*titled, *passages], ignored


def _is_of_items(text: str) -> bool:
    """Say whether what is claimed are documents, each with number and title: a list of work, and no mandate."""
    lines = [line for line in text.split("\n") if line.startswith("- ") or _CELL in line]
    named = [line for line in lines if any(map(_names_document, line.removeprefix("- ").split(_CELL)))]
    return len(named) >= _FEWEST_ITEMS and len(named) * 3 >= len(lines)


def _names_document(text: str) -> bool:
    """Say whether a bullet, or the cell of a table, is the number of a document, alone or with a title."""
    return "id" in references.part(text)


def _with_lists(document: Document) -> Document:
    """Take numbered lines below a lead-in for the items of its list, though they look like headings.

    A short line in larger letters is a heading. Where a table names its rows as a mandate names its sections, it is
    read as these.
    """
    parts: list[Paragraph | Table] = []
    is_led = False
    usual = headlines.usual_size(document)
    for part in chain.from_iterable(map(_as_sections, document.parts)):
        if isinstance(part, Paragraph):
            if usual and part.size > _LARGER * usual and _HEADING.fullmatch(part.text):
                part = replace(part, level=part.level or 1)
            is_item = bool(part.level and is_led and re.match(r"\(?\d{1,2}[.)]\s", part.text))
            if is_item:
                part = replace(part, level=0, style="li")
            is_led = is_item or (not part.level and part.text.rstrip().endswith((":", "：")))
        parts.append(part)
    return replace(document, parts=tuple(parts))


def _as_sections(part: Paragraph | Table) -> Sequence[Paragraph | Table]:
    """Give a table of names and texts as headings and what stands below them; anything else as it is."""
    if isinstance(part, Paragraph):
        return [part]
    rows = [[cell for cell in row if cell] for row in part.rows if any(row)]
    heads = [_OF_GROUP.sub("", row[0]) for row in rows if len(row) == _PAIR]
    roles = {claims.role(outline.heading_name(head)) for head in heads}
    if len(heads) * 2 < len(rows) or roles.isdisjoint((*groups.CLAIMING, "exclusions")):
        return [part]
    sections: list[Paragraph | Table] = []
    for number, row in enumerate(rows, start=1):
        place = f"{part.place}, row {number}".strip(", ")
        head, text = row if len(row) == _PAIR else ("", row[-1])
        sections += [Paragraph(_OF_GROUP.sub("", head), place, level=_ROW_LEVEL)] if head else []
        sections += [Paragraph(line, place) for line in text.split("\n")]
    return sections


def _claimed(head: groups.Head, found: Sequence[Section], document: Document) -> Iterator[Passage]:
    """Yield what is claimed and excluded: under headings, else in sentences; of groups within the group apart."""
    seen: set[int] = set()
    roles: set[str] = set()
    own: list[Passage] = []
    inner: list[Passage] = []
    for role in (*groups.CLAIMING, *_INSTEAD):
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
                roles |= set() if within else {role}
                (inner if within else own).append(
                    Passage(f"{head.group}/{within}" if within else head.group, "scope", f"{text}\n", where)
                )
    tasks, goals, excluded = claims.found(claims.listed(list(_running(found, seen))))
    place = head.place
    said = _lists(tasks) if roles == {"goals"} else [] if own else (tasks or goals)
    yield from own
    if said:
        yield Passage(head.group, "scope", "\n".join(said) + "\n", place)
    for section in found:
        kept = list(_kept(section, document)) if section.name == "exclusions" else []
        if kept:
            where = f"{section.place}, under '{section.heading}'"
            yield Passage(head.group, "exclusion", "\n".join(claims.listed(kept)), where)
    if excluded:
        yield Passage(head.group, "scope", "\n".join(excluded), place)
    yield from inner


def _lists(said: Sequence[str]) -> list[str]:
    """Keep lead-ins with the lists below them: what a group has to do beside what it is for."""
    return [
        line
        for line, after in zip_longest(said, said[1:], fillvalue="")
        if line.startswith("- ") or (line.endswith(":") and after.startswith("- "))
    ]


def _only(lines: Iterator[str]) -> list[str]:
    """Keep of what stands below a heading of goals, beside tasks of the group, the list, and sentences that claim."""
    said = list(lines)
    if len(said) == 1 or any(line.startswith("- ") for line in said):
        return said
    tasks, goals, _ = claims.found(said)
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
        if _ROMAN.match(part.text) or _WITHIN.match(part.text) or _labels_a_scope(part.text):
            return
        if _is_next(section.heading, part.text):
            return
        if part.level and not is_marked:
            return
        if part.level:
            is_apart = name in ("apart", "exclusions") or _is_apart(part.text)
            apart = (apart if apart and part.level > apart else 0) or (part.level if is_apart else 0)
        elif not apart and re.search(r"[^\W\d_]{2}", part.text) and not name:
            yield part


def _is_apart(heading: str) -> bool:
    """Say whether a heading has a word of those below which nothing is claimed."""
    return claims.speech().stems["apart"].search(heading) is not None


def _is_next(heading: str, text: str) -> bool:
    """Say whether a line is the label after that of a section in a form that numbers them: `4. Duration of the WG:`."""
    own, other = map(_NUMBERED_LABEL.match, (heading, text))
    return bool(own and other and int(other[1]) > int(own[1]))


def _labels_a_scope(text: str) -> bool:
    """Say whether a line is the label of another scope, and does not say what is out of this one."""
    return bool(_SCOPE_LABEL.search(text)) and not claims.speech().excludes.search(text)


def _running(found: Sequence[Section], seen: set[int]) -> Iterator[Paragraph]:
    """Yield the paragraphs that stand under no heading that says what they are."""
    apart: set[int] = set()
    for section in found:
        if section.heading and (section.name in ("apart", "exclusions") or _is_apart(section.heading)):
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
