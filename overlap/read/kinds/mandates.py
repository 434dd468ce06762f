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
from overlap.read.kinds import charters, claims, groups, labels, outline, resolution, statements
from overlap.read.kinds.passages import Passage, group_key
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text.suggestions import did_you_mean

_QUESTION = re.compile(
    r"(?:ITU[-‑]T\s+)?(?:Question|Q)\.?\s?(?P<number>(?:\d{1,2}|[A-Z]{1,2})\s*/\s*\d{1,2})\b"
    r"[\s:–—-]*(?P<title>.*)",
    re.DOTALL,
)
_QUESTION_PARTS = {"motivation", "question", "tasks", "relationships", "study items", "question(s)"}
_CLAIMED_PARTS = {"question": "question", "tasks": "question", "study items": "question"}


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read a mandate into statements; None when the document is none.

    Raises InputError when the group asked for has no paragraph in it.
    """
    for kind, read in (
        ("WTSA Resolution 2", resolution.read),
        ("Question text", _questions),
        ("charter or committee scope", charters.read),
    ):
        passages, ignored = read(document)
        if passages:
            return _reading(document, settings, kind, passages, ignored)
    return None


def _reading(
    document: Document, settings: ReadSettings, kind: str, passages: Sequence[Passage], ignored: Sequence[Ignored]
) -> Reading:
    """Cut the passages of the group asked for into statements, each with an identifier of its own."""
    there = list(dict.fromkeys(passage.group for passage in passages))
    wanted = _wanted(document, settings, there)
    others = [group for group in there if group not in wanted]
    faults: list[Fault] = []
    if len(wanted) > 1 and kind == "WTSA Resolution 2":
        cause = f"holds the mandates of {len(wanted)} groups, and all were read: {', '.join(wanted)}"
        faults.append(Fault(document.source, "", cause, f'name one with --mandate-of "{wanted[0]}"'))
    is_charter = kind == "charter or committee scope"
    rows = tuple(statements_of([passage for passage in passages if passage.group in wanted], is_charter))
    own_number = groups.number(document) if is_charter else ""
    skipped = [Ignored(f"the mandates of other groups: {', '.join(others)}", "")] if others else []
    return Reading(
        document.source,
        document.format,
        kind,
        rows,
        about={"number": own_number} if own_number else {},
        ignored=(*document.ignored, *ignored, *skipped),
        faults=(*document.faults, *faults),
    )


def _wanted(document: Document, settings: ReadSettings, groups: Sequence[str]) -> list[str]:
    """Choose the groups whose mandate is read; a group within another one only when it is asked for."""
    if not settings.mandate_of:
        return [group for group in groups if not any(group.startswith(f"{other}/") for other in groups)]
    asked = group_key(settings.mandate_of)
    wanted = [group for group in groups if group_key(group) == asked]
    if not wanted:
        near = did_you_mean(settings.mandate_of, groups)
        there = f"It holds: {', '.join(filter(None, groups))}." if any(groups) else "It names no group."
        raise InputError(f"{document.source}: no mandate of {settings.mandate_of} in it.", f"{near}{there}")
    return wanted


def statements_of(passages: Iterable[Passage], is_charter: bool) -> Iterator[Row]:
    """Yield a row for each statement; identifiers count up within a group and kind.

    A charter says besides what it claims when and where the group meets, which is left out.
    """
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    for passage in passages:
        pieces = [(passage.kind, passage.text)] if passage.is_whole else statements.split(passage.text)
        if is_charter and passage.kind == "scope":
            pieces = [each for kind, text in pieces for each in claims.judge(kind, text)]
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
