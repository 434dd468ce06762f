"""Whose mandate a document holds: the name of a committee or a group at its top, and the document's own number."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import answers, claims, fronts, headlines, outline, scopes
from overlap.read.kinds.outline import Section

_COMMITTEE = re.compile(
    r"((?:ISO|IEC)(?:/(?:IEC|ISO|CIE))?[ /](?:TC|JTC|PC|SyC|JSyC)\s?[\w ]{1,20}?(?:/(?:SC|WG|AG)\s?\d+)*)"
    r"(?=$|[\s,:–—-])"
)
_IN_BRACKETS = re.compile(r"\(((?:ISO|IEC)(?:/IEC)?)[ /](J?TC|PC)\s?(\d+)((?:[ /]+(?:SC|WG)\s?\d+)*)\)$")
_N_NUMBER = re.compile(r"((?:ISO|IEC)(?:/IEC)?/(?:JTC|TC|PC)\s?\d+(?:/SC\s?\d+)?(?:/WG\s?\d+)?)\s+N\s?(\d{2,6})\b")
_TRAILING_LABEL = re.compile(r"\s[A-Z][a-z]+(?: [a-z]+){0,3}\s?[:：]$")
_OPEN = re.compile(r"(?:[,&–—-]|\b(?:for|of|on|and|the|in))$")
_OTHER = re.compile(
    r"^(?:report|minutes|agenda|list|draft recommendation|call|resolution|liaison|proposal|comments?)\b", re.I
)
_TOP = 40
_COVER = 14
_FIRST = 4
"""In so many paragraphs a group says what it is charged with, where no heading does."""

_SEVERAL = 2
"""Paragraphs in which a group speaks of itself."""
_BRACKETED = re.compile(r"\([^()]*\)")
_AROUND = 24
"""Characters before or after what a charter calls itself."""
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
    cover = [part.text for part in document.paragraphs[:_COVER]]
    if found := _N_NUMBER.search(" ".join(cover[:4])):
        return f"{found[1]} N {found[2]}"
    cells = [cell for table in document.tables[:2] for row in table.rows for cell in row]
    if labelled := next(filter(None, map(fronts.labelled, (*cover, *cells))), ""):
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
        or (number < _COVER and not _cleaned(part.text))
        or (number < _COVER and not part.style.startswith("li") and headlines.can_be_title(part.text))
    ]
    plan = next(
        (each for each in document.paragraphs[:24] if len(each.text) < 160 and said.plans.search(each.text)), None
    )
    committees = ((each, m) for each in [*top, *worded[:6]] if (m := _COMMITTEE.match(each.text)))
    committee, named = next(committees, (None, None))
    if plan and (owner := named or _COMMITTEE.search(plan.text)):
        return Head(owner[1].strip(), _joined(document, plan), plan.place, is_formal=True, is_plan=True)
    if committee and named:
        group = named[1].strip()
        return Head(group, _field(document, committee, group), committee.place, is_formal=True, is_plan=False)
    return _group(document, top, found)


def _titled(document: Document) -> Document:
    """Let the subject at the head of a letter stand for a line above it that only says that it is one."""
    subject = answers.fields(document, ()).get("title")
    if subject is None:
        return document
    not_title, _ = fronts.rules()
    parts = dropwhile(lambda part: isinstance(part, Paragraph) and bool(not_title.search(part.text)), document.parts)
    return replace(document, parts=(Paragraph(subject.text, subject.place, level=1), *parts))


def _group(document: Document, top: Sequence[Paragraph], found: Sequence[Section]) -> Head | None:
    """Find the name of a group that is no committee of ISO or IEC, without the words of a charter around it."""
    said = claims.speech()
    titled = [part for part in top if _is_called(part.text, part is top[0]) and not _OTHER.match(part.text)]
    if not titled and (any(_sums_up(section) for section in found) or _is_standard(document, found)):
        return None  # it is summed up as a document
    roles = {section.name for section in found if section.parts}
    grouped = [
        part
        for part in top
        if part.level and said.groups.search(_unnumbered(part.text)) and not _OTHER.match(part.text)
    ]
    is_charged = any(said.chartered.search(part.text) for part in document.paragraphs[:_FIRST])
    is_parted = bool(grouped and (is_charged or roles & {*CLAIMING, "exclusions"})) or (
        {"scope", "exclusions"} <= roles and not roles & _OF_A_STANDARD
    )
    if not titled and not is_parted and not said.formal.search(document.title):
        chartered = next((each for each in top if said.chartered.search(each.text)), _speaks(document, roles))
        return Head("", "", chartered.place, is_formal=False, is_plan=False) if chartered else None
    stated = " ".join(document.title.split())
    if not titled and said.formal.search(stated) and (name := _cleaned(stated)) and headlines.can_be_title(name):
        return Head(_short(name, name), name, "the file's properties", is_formal=True, is_plan=False)
    names = [(part, name) for part in (titled or grouped) if (name := _cleaned(_joined(document, part)))]
    part, name = names[0] if names else (None, "")
    is_plain = bool(name) and (said.groups.fullmatch(name) or not re.search(r"[^\W\d_]", _BRACKETED.sub("", name)))
    if part is None or is_plain or (part.level > 1 and name.casefold() in said.names):
        if titled and not names and (above := _above(document, titled[0])):
            return Head(above, above, titled[0].place, is_formal=True, is_plan=False)
        other = _other(top)
        if other is None:
            own = next(iter(titled), None)
            return Head("", " ".join(own.text.split()), own.place, is_formal=True, is_plan=False) if own else None
        part, name = other, _cleaned(other.text)
    called = name
    if " " not in name and (full := next((each for each in top if f"({name})" in each.text), None)):
        part, name = (
            full,
            " ".join(full.text.split()),
        )  # the charter is named by an acronym, and says below what it means
    return Head(_short(called, name), name, part.place, is_formal=bool(titled), is_plan=False)


def _sums_up(section: Section) -> bool:
    """Say whether a section is the summary of a document: it tells what that does."""
    return outline.NAMES.get(section.name, section.name) == "summary" and scopes.says(section.text)


def _is_standard(document: Document, found: Sequence[Section]) -> bool:
    """Say whether a document is a standard, which may say what a group must do: by its scope, clauses or number."""
    names = {_name(section) for section in found}
    is_parted = "references" in names or sum(outline.is_numbered(section.heading) for section in found) >= _SEVERAL
    if any(_says_so(section) for section in found) or (is_parted and not names.isdisjoint(_CLAUSES)):
        return True
    return any(fronts.labelled_number(part.text) for part in document.paragraphs[:_FIRST])


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


def _above(document: Document, own: Paragraph) -> str:
    """Give the name that stands right above a line that only says that this is a charter."""
    at = document.paragraphs.index(own)
    before = document.paragraphs[at - 1].text if at else ""
    return " ".join(before.split()) if headlines.can_be_title(before) else ""


def _other(top: Sequence[Paragraph]) -> Paragraph | None:
    """Find the first heading that names something, where that of the group only says that it is one."""
    said = claims.speech()
    return next(
        (
            each
            for each in top
            if each.level
            and _cleaned(each.text)
            and outline.heading_name(each.text) not in said.names
            and not said.groups.fullmatch(_cleaned(each.text))
        ),
        None,
    )


def _short(called: str, name: str) -> str:
    """Give what a group is called, without what it will do; a committee in brackets after its name stands for it."""
    if not (inner := _IN_BRACKETS.search(name)):
        return claims.speech().programmes.sub("", called).strip()
    return f"{inner[1]}/{inner[2]} {inner[3]}" + re.sub(r"[ /]+(SC|WG)\s?(\d+)", r"/\1 \2", inner[4])


def _is_called(text: str, is_first: bool) -> bool:
    """Say whether a title calls its document a charter: at its beginning or its end, and not among other things."""
    found = claims.speech().formal.search(text)
    return found is not None and (is_first or found.start() <= _AROUND or len(text.rstrip()) - found.end() <= _AROUND)


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
