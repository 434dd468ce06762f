"""Whose mandate a document holds: the name of a committee or a group at its top, and the document's own number."""

import re
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile

from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import answers, claims, fronts, group_names, headlines, numbers, outline, scopes
from overlap.read.kinds.outline import Section

_COMMITTEE = re.compile(
    r"((?:ISO|IEC)(?:/(?:IEC|ISO|CIE))?[ /](?:TC|JTC|PC|SyC|JSyC)\s?[\w ]{1,20}?(?:/(?:SC|WG|AG)\s?\d+)*)"
    r"(?=$|[\s,:–—-])"
)
_N_NUMBER = re.compile(r"((?:ISO|IEC)(?:/IEC)?/(?:JTC|TC|PC)\s?\d+(?:/SC\s?\d+)?(?:/WG\s?\d+)?)\s+N\s?(\d{2,6})\b")
_TOP = 40
_FIRST = 4
"""In so many paragraphs a group says what it is charged with, where no heading does."""

_TEXT = 40
"""Characters of a paragraph that is no mere line."""
_SEVERAL = 2
"""Paragraphs in which a group speaks of itself."""
_OF_A_BOOK = frozenset(("contents", "foreword", "copyright", "history"))
_OF_A_STANDARD = frozenset(("definitions", "foreword", "keywords"))
"""Clauses that a standard has and a mandate has not."""
_CLAUSES = frozenset(("definitions", "foreword"))
"""Those of them that it has beside references, or as numbered clauses; a mandate may explain its terms."""
CLAIMING = ("scope", "tasks", "goals")
"""The sections of a mandate in which the group claims its work."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the top of such a document says."""

    group: str
    title: str
    place: str
    is_formal: bool
    """A committee's, or said to be a charter."""
    is_plan: bool


def number(document: Document) -> str:
    """Find the number of the document itself: a committee's N number, the label of a reference, the cover's."""
    cover = [part.text for part in document.paragraphs[: group_names.COVER]]
    if found := _N_NUMBER.search(" ".join(cover[:4])):
        return f"{found[1]} N {found[2]}"
    cells = [cell for table in document.tables[:2] for row in table.rows for cell in row]
    if labelled := next(filter(None, map(numbers.labelled, (*cover, *cells))), ""):
        return labelled
    stated, _ = fronts.number(document)
    return "" if _COMMITTEE.fullmatch(stated) else stated


def find(document: Document, found: Sequence[Section]) -> Head | None:
    """Tell whose mandate it is; None when nothing at the top says that it is one."""
    said = claims.speech()
    if not document.paragraphs or isinstance(document.parts[0], Table):  # the head stands in a table
        document = replace(document, parts=(*fronts.first_page(document), *document.parts))
    document = _titled(document)
    worded = [each for each in document.paragraphs if re.search(r"[^\W\d_]{2}", each.text)]
    if not worded:
        return None
    top = [
        part
        for number, part in enumerate(document.paragraphs[:_TOP])
        if (part.level and outline.NAMES.get(outline.heading_name(part.text)) not in _OF_A_BOOK)
        or (part is worded[0] and outline.NAMES.get(outline.heading_name(part.text)) not in _OF_A_BOOK)
        or (number < group_names.COVER and not group_names.cleaned(part.text))
        or (number < group_names.COVER and not part.style.startswith("li") and headlines.can_be_title(part.text))
    ]
    plan = next(
        (each for each in document.paragraphs[:24] if len(each.text) < 160 and said.plans.search(each.text)), None
    )
    committees = ((each, m) for each in [*top, *worded[:6]] if (m := _COMMITTEE.match(each.text)))
    committee, named = next(committees, (None, None))
    if plan and (owner := named or _COMMITTEE.search(plan.text)):
        return Head(owner[1].strip(), group_names.joined(document, plan), plan.place, is_formal=True, is_plan=True)
    if committee and named:
        group = named[1].strip()
        return Head(
            group, group_names.field(document, committee, group), committee.place, is_formal=True, is_plan=False
        )
    return _group(document, top, found)


def _titled(document: Document) -> Document:
    """Let the subject at the head of a letter stand for a line above it that only says that it is one."""
    subject = answers.subject(document)
    if subject is None:
        return document
    not_title, _ = numbers.rules()
    parts = dropwhile(lambda part: isinstance(part, Paragraph) and bool(not_title.search(part.text)), document.parts)
    return replace(document, parts=(Paragraph(subject.text, subject.place, level=1), *parts))


def _group(document: Document, top: Sequence[Paragraph], found: Sequence[Section]) -> Head | None:
    """Find the name of a group that is no committee of ISO or IEC, without the words of a charter around it."""
    said = claims.speech()
    near = [*takewhile(lambda part: not _opens_section(part), top)]
    titled = _titled_by(near, top)
    if not titled and (any(_sums_up(section) for section in found) or _is_standard(document, found)):
        return None  # it is summed up as a document
    roles = {section.name for section in found if section.parts}
    grouped = _grouped(document, top, near, roles)
    if not titled and not grouped:
        titled = _titled_by(top, top)
    is_parted = bool(grouped) or ({"scope", "exclusions"} <= roles and not roles & _OF_A_STANDARD)
    if not titled and not is_parted and not said.formal.search(document.title):
        chartered = next((each for each in top if said.chartered.search(each.text)), _speaks(document, roles))
        return Head("", "", chartered.place, is_formal=False, is_plan=False) if chartered else None
    stated = " ".join(document.title.split())
    name = group_names.cleaned(stated) if not titled and said.formal.search(stated) else ""
    if name and headlines.can_be_title(name):
        return Head(group_names.short(name, name), name, "the file's properties", is_formal=True, is_plan=False)
    return _called(document, top, near, titled, grouped)


def _titled_by(lines: Sequence[Paragraph], top: Sequence[Paragraph]) -> list[Paragraph]:
    """List the lines that call their document a charter."""
    return [
        part
        for part in lines
        if group_names.is_called(part.text, part is top[0]) and not claims.speech().papers.match(part.text)
    ]


def _grouped(
    document: Document, top: Sequence[Paragraph], near: Sequence[Paragraph], roles: Set[str]
) -> list[Paragraph]:
    """List the headings that name a group which claims its work below them, or says at once what that is."""
    said = claims.speech()
    named = [
        part
        for part in top
        if part.level
        and said.groups.search(group_names.unnumbered(part.text))
        and not claims.speech().papers.match(part.text)
    ]
    if named and roles & {*CLAIMING, "exclusions"}:
        return named
    if any(said.chartered.search(part.text) for part in document.paragraphs[:_FIRST]) or _is_charged(document):
        return named or (group_names.loose(document, near) if _is_charged(document) else [])
    return []


def _called(
    document: Document,
    top: Sequence[Paragraph],
    near: Sequence[Paragraph],
    titled: Sequence[Paragraph],
    grouped: Sequence[Paragraph],
) -> Head | None:
    """Give the name of the group: what the title calls it, else what stands beside a title that only says `Charter`."""
    names = [
        (part, name)
        for part in (titled or grouped)
        if (name := group_names.cleaned(group_names.joined(document, part)))
    ]
    part, name = names[0] if names else (None, "")
    if part is None or group_names.is_bare(name) or (part.level > 1 and name.casefold() in claims.speech().names):
        beside = group_names.stated(document, near) or (
            "" if names or not titled else group_names.above(document, titled[0])
        )
        if titled and beside:
            return Head(beside, beside, titled[0].place, is_formal=True, is_plan=False)
        other = group_names.other(top)
        if other is None:
            own = next(iter(titled), None)
            return Head("", " ".join(own.text.split()), own.place, is_formal=True, is_plan=False) if own else None
        part, name = other, group_names.cleaned(other.text)
    called = name
    if " " not in name and (full := next((each for each in top if f"({name})" in each.text), None)):
        # the charter is named by an acronym, and says below what it means
        part, name = full, " ".join(full.text.split())
    return Head(group_names.short(called, name), name, part.place, is_formal=bool(titled), is_plan=False)


def _opens_section(part: Paragraph) -> bool:
    """Say whether a line is the heading of a section of a charter, below which nothing names the group."""
    name = outline.heading_name(part.text)
    return bool(part.level) and name in claims.speech().names and not claims.speech().formal.search(name)


def _is_charged(document: Document) -> bool:
    """Say whether the first paragraphs of a page, which is no paper of a meeting, say what a group is there for."""
    if any(claims.speech().papers.match(part.text) for part in document.paragraphs[:_FIRST]):
        return False
    texts = [part for part in document.paragraphs if (not part.level and len(part.text) >= _TEXT) or _leads(part)]
    tasks, goals, _ = claims.found(part.text for part in texts[:_FIRST])
    return bool(tasks or goals)


def _leads(part: Paragraph) -> bool:
    return part.text.rstrip().endswith((":", "："))


def _sums_up(section: Section) -> bool:
    """Say whether a section is the summary of a document: it tells what that does."""
    return outline.NAMES.get(section.name, section.name) == "summary" and scopes.says(section.text)


def _is_standard(document: Document, found: Sequence[Section]) -> bool:
    """Say whether a document is a standard, which may say what a group must do: by its scope, clauses or number."""
    names = {_name(section) for section in found}
    is_parted = "references" in names or sum(outline.is_numbered(section.heading) for section in found) >= _SEVERAL
    if any(_says_so(section) for section in found) or (is_parted and not names.isdisjoint(_CLAUSES)):
        return True
    return any(numbers.labelled_number(part.text) for part in document.paragraphs[:_FIRST])


def _says_so(section: Section) -> bool:
    """Say whether a section begins with what the document does, and does not call it a charter there."""
    text = section.text.split("\n")[0] if _name(section) in ("scope", "introduction") else ""
    return scopes.says(text) and not claims.speech().formal.search(text)


def _name(section: Section) -> str:
    return outline.NAMES.get(outline.heading_name(section.heading), "")


def _speaks(document: Document, roles: Collection[str]) -> Paragraph | None:
    """Give the first of several paragraphs that say what the group will do, where it claims and excludes."""
    if "exclusions" not in roles or not {*CLAIMING} & {*roles} or not _OF_A_STANDARD.isdisjoint(roles):
        return None
    speaking = [each for each in document.paragraphs if claims.speech().speaks.search(each.text)]
    return speaking[0] if len(speaking) >= _SEVERAL else None
