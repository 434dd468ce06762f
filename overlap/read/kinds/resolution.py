"""WTSA Resolution 2: the general areas, lead roles and points of guidance of each ITU-T study group.

Annex A gives in part 1 the general areas of study and in part 2 the lead roles, Annex B the points of guidance, Annex C
the Recommendations under each group's responsibility, which claim nothing by their text and are left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds.labels import Line
from overlap.read.kinds.passages import Passage
from overlap.read.reading import Ignored

_GROUP = re.compile(r"(?:ITU[-‑]T\s+)?(?P<name>Study Group\s*\d+|SG\s?\d+|TSAG|SCV)\b\s*(?P<rest>.*)", re.I | re.DOTALL)
_VERB = re.compile(r"(?:is|are|will|shall|should|works|deals|has|may)\b", re.IGNORECASE)
_LEAD = re.compile(r"lead study group (?:on|for|in)\b", re.IGNORECASE)
_ANNEX = re.compile(r"(?P<word>annex|appendix|part|attachment)\s+(?P<name>[A-Z0-9]{1,3})\b", re.IGNORECASE)
_LONGEST_HEADING = 200
"""Characters; the title of an annex runs over two lines, and a longer one is prose that names the annex."""


def read(document: Document) -> tuple[list[Passage], list[Ignored]]:
    """Take the paragraphs of each group out of the annexes; nothing when the document is no such resolution."""
    lines = list(_lines(document.parts))
    groups = {found["name"] for line in lines if (found := _GROUP.match(line.text))}
    if len(groups) < 2 or not any(_LEAD.search(line.text) or "responsible for" in line.text for line in lines):
        return [], []
    passages: list[Passage] = []
    ignored: list[Ignored] = []
    annex, group = "", ""
    begun: set[str] = set()
    for line in lines:
        if (named := _ANNEX.match(line.text)) and len(line.text) < _LONGEST_HEADING:
            annex, group = _annex(annex, named), ""
            if annex == "C":
                ignored.append(Ignored("list of the Recommendations of each group", line.place))
        elif annex != "C":
            named_group, text = _group_and_text(line.text)
            group = named_group or group
            if group and text:
                passages.append(_passage(annex, group, text, line.place, group in begun))
                begun.add(group)
    return _joined(passages), ignored


def _lines(parts: Iterable[Paragraph | Table]) -> Iterator[Line]:
    """Yield paragraphs, and table rows as one line each: `SG20 Lead study group on …`."""
    for part in parts:
        if isinstance(part, Paragraph):
            yield from (Line(text, part.place, part.level > 0) for text in part.text.split("\n"))
        else:
            for number, row in enumerate(part.rows, start=1):
                if text := " ".join(" ".join(filter(None, row)).split()):
                    yield Line(text, f"{part.place}, row {number}")


def _annex(before: str, named: re.Match[str]) -> str:
    """Name the annex that a heading begins; a part stays in the annex around it."""
    return before if named["word"].casefold() == "part" else named["name"].upper()


def _group_and_text(text: str) -> tuple[str, str]:
    """Part a line into the group it begins with, if any, and what it says."""
    found = _GROUP.match(text)
    if not found:
        return "", text
    number = re.search(r"\d+", found["name"])
    group = f"ITU-T Study Group {number[0]}" if number else found["name"].upper()
    rest = found["rest"].strip(" :–—-|")
    return group, text if _VERB.match(rest) else rest


def _passage(annex: str, group: str, text: str, place: str, is_begun: bool) -> Passage:
    """Tell the kind of a paragraph from the annex it stands in, from its form, and whether its group came before."""
    if _LEAD.search(text):
        return Passage(group, "lead", text, place, is_whole=True)
    if annex == "B":
        return Passage(group, "guidance", text, place)
    if not is_begun and len(text) < _LONGEST_HEADING and not text.endswith("."):
        return Passage(group, "title", text, place, is_whole=True)
    return Passage(group, "scope", text, place)


def _joined(passages: Sequence[Passage]) -> list[Passage]:
    """Join the lines of a group that belong to one list, so that its lead-in goes with each item."""
    joined: list[Passage] = []
    for passage in passages:
        last = joined[-1] if joined else None
        alike = last and (last.group, last.kind) == (passage.group, passage.kind) and not passage.is_whole
        if last and alike and last.text.rstrip().endswith((":", ";", ",")):
            joined[-1] = replace(last, text=f"{last.text}\n{passage.text}")
        else:
            joined.append(passage)
    return joined
