"""Mandates: WTSA Resolution 2, Question texts, charters, terms of reference and scopes of committees → statements.

A statement is one point that reads alone; what a mandate excludes is kept apart from what it claims. Of a file with the
mandates of several groups only the paragraphs of the group asked for are its mandate.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Document, Paragraph
from overlap.read.kinds import labels, outline, resolution, statements
from overlap.read.kinds.passages import Passage, group_key
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text.suggestions import did_you_mean

_QUESTION = re.compile(
    r"(?:ITU[-‑]T\s+)?(?:Question|Q)\.?\s?(?P<number>(?:\d{1,2}|[A-Z]{1,2})\s*/\s*\d{1,2})\b"
    r"[\s:–—-]*(?P<title>.*)",
    re.DOTALL,
)
_COMMITTEE = re.compile(
    r"((?:ISO|IEC)(?:/(?:IEC|ISO|CIE))?[ /](?:TC|JTC|PC|SyC|JSyC)\s?[\w ]{1,20}?(?:/(?:SC|WG|AG)\s?\d+)*)"
    r"(?=$|[\s,:–—-])"
)
_CHARTER = re.compile(r"\bcharter\b|terms of reference|\bmandate\b|scope of work", re.IGNORECASE)
_FORMAL = re.compile(
    r"^draft\s+|\s*charter$|^(?:charter|terms of reference(?: \(tor\))?) (?:of|for) (?:the )?", re.IGNORECASE
)
_SCOPES = ("scope", "responsibility", "terms of reference", "mandate", "tasks")
"""Headings under which groups say what they are there for, the best first."""
_PURPOSE = re.compile(r"\b(?:following scope|is responsible for|(?:role|task|purpose|mandate) of)\b", re.IGNORECASE)
_LONGEST_SCOPE = 60
"""Paragraphs; a longer text without headings is no charter."""
_QUESTION_PARTS = {"motivation", "question", "tasks", "relationships", "study items", "question(s)"}
_CLAIMED_PARTS = {"question": "question", "tasks": "question", "study items": "question"}


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read a mandate into statements; None when the document is none.

    Raises InputError when the group asked for has no paragraph in it.
    """
    for kind, read in (
        ("WTSA Resolution 2", resolution.read),
        ("Question text", _questions),
        ("charter or committee scope", _charter),
    ):
        passages, ignored = read(document)
        if passages:
            return _reading(document, settings, kind, passages, ignored)
    return None


def _reading(
    document: Document, settings: ReadSettings, kind: str, passages: Sequence[Passage], ignored: Sequence[Ignored]
) -> Reading:
    """Cut the passages of the group asked for into statements, each with an identifier of its own."""
    groups = list(dict.fromkeys(passage.group for passage in passages))
    wanted = _wanted(document, settings, groups)
    others = [group for group in groups if group not in wanted]
    faults: list[Fault] = []
    if len(wanted) > 1 and kind == "WTSA Resolution 2":
        cause = f"holds the mandates of {len(wanted)} groups, and all were read: {', '.join(wanted)}"
        faults.append(Fault(document.source, "", cause, f'name one with --mandate-of "{wanted[0]}"'))
    rows = tuple(_rows([passage for passage in passages if passage.group in wanted]))
    skipped = [Ignored(f"the mandates of other groups: {', '.join(others)}", "")] if others else []
    return Reading(
        document.source,
        document.format,
        kind,
        rows,
        ignored=(*document.ignored, *ignored, *skipped),
        faults=(*document.faults, *faults),
    )


def _wanted(document: Document, settings: ReadSettings, groups: Sequence[str]) -> list[str]:
    """Choose the groups whose mandate is read."""
    if not settings.mandate_of:
        return list(groups)
    asked = group_key(settings.mandate_of)
    wanted = [group for group in groups if group_key(group) == asked]
    if not wanted:
        near = did_you_mean(settings.mandate_of, groups)
        there = f"It holds: {', '.join(filter(None, groups))}." if any(groups) else "It names no group."
        raise InputError(f"{document.source}: no mandate of {settings.mandate_of} in it.", f"{near}{there}")
    return wanted


def _rows(passages: Iterable[Passage]) -> Iterator[Row]:
    """Yield a row for each statement; identifiers count up within a group and kind."""
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    for passage in passages:
        pieces = [(passage.kind, passage.text)] if passage.is_whole else statements.split(passage.text)
        for kind, text in pieces:
            kept = kind if kind in ("exclusion", "note") else passage.kind
            if kept == "note" or text in seen:
                continue
            seen.add(text)
            identifier = "/".join(filter(None, [_short(passage.group), passage.name or kept]))
            if not passage.is_whole or kept == "lead":  # a group leads in several areas, but has one title
                counts[identifier] += 1
                identifier = f"{identifier}-{counts[identifier]}"
            yield Row(passage.place, {"id": identifier, "kind": kept, "text": text, "body": passage.group})


def _short(group: str) -> str:
    """Shorten the name of a group for identifiers: `ITU-T Study Group 20` is `SG20`."""
    return re.sub(r"(?:ITU[-‑]T\s+)?Study Group\s*", "SG", group, flags=re.IGNORECASE).replace("SG ", "SG") or "mandate"


def _questions(document: Document) -> tuple[list[Passage], list[Ignored]]:
    """Take title, study items and tasks of each Question out of a Question text or a saved page of one."""
    found = outline.sections(document)
    names = {section.name for section in found}
    page = labels.read(
        labels.document_lines(document), {"work group": "group", "title": "title", "description": "text"}
    )
    if len(names & _QUESTION_PARTS) < 2:
        if {"group", "title", "text"} <= set(page):
            return _page_passages(page)
        return [], []
    passages: list[Passage] = []
    ignored: list[Ignored] = []
    group, number = "", ""
    for section in found:
        named = _QUESTION.match(section.heading) or next(
            (
                m
                for part in section.parts
                if isinstance(part, Paragraph) and not section.heading and (m := _QUESTION.match(part.text))
            ),
            None,
        )
        if named:
            number = re.sub(r"\s", "", named["number"])
            group = f"ITU-T Study Group {number.partition('/')[2]}"
            title = " ".join(named["title"].split())
            if title:
                place = section.place or "first paragraph"
                passages.append(Passage(group, "question", title, place, _question(number), is_whole=True))
        elif section.name in _CLAIMED_PARTS and section.text:
            passages.append(Passage(group, "question", _listed(section), section.place, _question(number)))
        elif section.name in _QUESTION_PARTS:
            ignored.append(Ignored(f"{section.heading} (no claim)", section.place))
    return passages, ignored


def _question(number: str) -> str:
    """Name a Question within its group: `7/20` is Q7."""
    return f"Q{number.partition('/')[0].strip()}" if number else ""


def _listed(section: outline.Section) -> str:
    """Write a section one line an item, below its lead-in."""
    return "\n".join(part.text for part in section.parts if isinstance(part, Paragraph)) + "\n"


def _page_passages(page: dict[str, labels.Value]) -> tuple[list[Passage], list[Ignored]]:
    """Read the page of a Question or group in the work programme, whose text is run together in one paragraph."""
    group = " ".join(page["group"].text.split())
    text = page["text"].text
    parts = re.split(r"\b(?:\d\s*\.?\s*)?(Motivation|Question|Tasks|Relationships)\b(?=\s*[A-Z\n:])", text)
    claims = [part for name, part in zip(parts[1::2], parts[2::2], strict=False) if name in ("Question", "Tasks")] or [
        text
    ]
    named = _QUESTION.match(group)
    name = _question(named["number"]) if named else ""
    body = f"ITU-T Study Group {named['number'].partition('/')[2].strip()}" if named else group
    passages = [
        Passage(body, "question" if named else "title", page["title"].text, page["title"].place, name, is_whole=True)
    ]
    passages += [
        Passage(body, "question" if named else "scope", _itemized(claim), page["text"].place, name) for claim in claims
    ]
    return passages, [Ignored("motivation and relationships", page["text"].place)] if len(parts) > 1 else []


def _itemized(text: str) -> str:
    """Put each item of a list that was run together on a line of its own."""
    return re.sub(r"\s[-–•]\s+(?=[A-Z])", "\n- ", text.strip()) + "\n"


def _charter(document: Document) -> tuple[list[Passage], list[Ignored]]:
    """Take the scope, and apart from it the exclusions, out of a charter, terms of reference or a committee's page."""
    found = outline.sections(document)
    head = next((each for each in document.paragraphs if re.search(r"[^\W\d_]{2}", each.text)), None)
    if head is None:
        return [], []
    top = [each for each in document.paragraphs[:40] if each.level or each.place == head.place]
    committee = next((m[1].strip() for each in top if (m := _COMMITTEE.match(each.text))), "")
    titled = next((each for each in top if _CHARTER.search(each.text)), None)
    scope = next(filter(None, (outline.first(found, name) for name in _SCOPES)), None)
    if scope is None and (committee or titled):
        scope = _whole(document, titled or head)
    if scope is None or not (committee or titled or outline.first(found, "exclusions")):
        return [], []
    title = _title(document, committee, titled or head)
    name = _FORMAL.sub("", title).strip() or title
    group = committee or name
    passages = [Passage(group, "title", name, (titled or head).place, is_whole=True)]
    passages.append(Passage(group, "scope", _without_exclusions(scope), f"{scope.place}, under '{scope.heading}'"))
    passages += [
        Passage(group, "exclusion", section.text, f"{section.place}, under '{section.heading}'")
        for section in found
        if section.name == "exclusions"
    ]
    rest = [
        s for s in found if s.heading and s.name not in ("scope", "exclusions") and s.level <= scope.level and s.parts
    ]
    ignored = [Ignored(section.heading[:60], section.place) for section in rest]
    return [passage for passage in passages if passage.text], ignored


def _whole(document: Document, head: Paragraph) -> outline.Section | None:
    """Take a short text that says what a group is there for, though under no heading, as its scope."""
    after = tuple(each for each in document.paragraphs if each.place != head.place)
    text = " ".join(each.text for each in after)
    if len(after) > _LONGEST_SCOPE or not _PURPOSE.search(text):
        return None
    return outline.Section("scope", "the whole text", 9, head.place, after)


def _title(document: Document, committee: str, head: Paragraph) -> str:
    """Take the title out of the line that names the committee, or the line below it."""
    if not committee:
        after = document.paragraphs[document.paragraphs.index(head) + 1 :]
        goes_on = after and re.search(r"\b(?:for|of|on)$", head.text)
        return " ".join(f"{head.text} {after[0].text if goes_on else ''}".split())
    texts = [part.text for part in document.paragraphs]
    at = next(n for n, text in enumerate(texts) if text.startswith(committee))
    rest = texts[at][len(committee) :].strip(" ,:–—-\n")
    return " ".join((rest or (texts[at + 1] if at + 1 < len(texts) else committee)).split())


def _without_exclusions(scope: outline.Section) -> str:
    """Write the scope up to a heading inside it that begins what is out of scope."""
    kept: list[str] = []
    for part in scope.parts:
        if isinstance(part, Paragraph):
            if part.level and outline.NAMES.get(outline.heading_name(part.text)) == "exclusions":
                break
            if not re.fullmatch(r"(?i)scope(?: summary)?|terms of reference", part.text):
                kept.append(part.text)
        else:
            kept.append(outline.table_text(part))
    return "\n".join(kept)
