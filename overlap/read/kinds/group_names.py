"""What a group is called: its name on a charter, without the words around it, wherever it stands."""

import re
from collections.abc import Sequence
from itertools import pairwise

from overlap.read.content import Document, Paragraph
from overlap.read.kinds import claims, headlines, outline, wording

_IN_BRACKETS = re.compile(r"\(((?:ISO|IEC)(?:/IEC)?)[ /](J?TC|PC)\s?(\d+)((?:[ /]+(?:SC|WG)\s?\d+)*)\)$")
_TRAILING_LABEL = re.compile(r"\s[A-Z][a-z]+(?: [a-z]+){0,3}\s?[:：]$")
_BRACKETED = re.compile(r"\([^()]*\)")
_AROUND = 24
"""Characters before or after what a charter calls itself."""
COVER = 14
"""Paragraphs."""


def cleaned(text: str) -> str:
    """Take the words of a charter away from around a group's name."""
    said = claims.speech()
    name, before = unnumbered(text).strip(" :*#"), ""
    while name != before:
        before = name
        name = said.after.sub("", said.around.sub("", name)).strip(" :,–—-")
    return name


def unnumbered(text: str) -> str:
    """Take the number of a clause off a heading."""
    return re.sub(r"^\d{1,2}[.)]?\s+", "", " ".join(text.split()))


def joined(document: Document, head: Paragraph) -> str:
    """Write a title that may go on in the next line on one line."""
    after = document.paragraphs[document.paragraphs.index(head) + 1 :]
    goes_on = (
        after
        and wording.pattern("documents", "titles.open_ends", r"(?:[-–—,&]|\b", ")$").search(head.text)
        and len(after[0].text) < 160
    )
    return _TRAILING_LABEL.sub("", " ".join(f"{head.text} {after[0].text if goes_on else ''}".split()))


def short(called: str, name: str) -> str:
    """Give what a group is called, without what it will do; a committee in brackets after its name stands for it."""
    if not (inner := _IN_BRACKETS.search(name)):
        return claims.speech().programmes.sub("", called).strip()
    return f"{inner[1]}/{inner[2]} {inner[3]}" + re.sub(r"[ /]+(SC|WG)\s?(\d+)", r"/\1 \2", inner[4])


def field(document: Document, head: Paragraph, committee: str) -> str:
    """Take the name of a committee's field out of the line that names the committee, or the line below it."""
    rest = _TRAILING_LABEL.sub("", head.text[len(committee) :]).strip(" ,:–—-\n")
    after = document.paragraphs[document.paragraphs.index(head) + 1 :]
    return " ".join((rest or (after[0].text if after else committee)).split())


def is_called(text: str, is_first: bool) -> bool:
    """Say whether a title calls its document a charter: at its beginning or its end, and not among other things."""
    found = claims.speech().formal.search(text)
    return found is not None and (is_first or found.start() <= _AROUND or len(text.rstrip()) - found.end() <= _AROUND)


def stated(document: Document, top: Sequence[Paragraph]) -> str:
    """Give the name of a group that stands on a line of its own, or at a label, where the title only says `Charter`."""
    said = claims.speech()
    after = {id(part): below.text for part, below in pairwise(document.paragraphs)}
    for part in top[:COVER]:
        if label := said.name_labels.match(unnumbered(part.text)):
            name = unnumbered(part.text)[label.end() :].strip() or after.get(id(part), "")
        else:
            name = cleaned(part.text)
        is_name = (
            said.groups.search(name) and not said.groups.fullmatch(name) and not claims.speech().papers.match(name)
        )
        if is_name and headlines.can_be_title(name):
            return " ".join(name.split())
    return ""


def above(document: Document, own: Paragraph) -> str:
    """Give the name that stands right above a line that only says that this is a charter."""
    at = document.parts.index(own)
    before = document.parts[at - 1] if at and own.level < 2 else None  # a lower heading heads a part of a page
    is_name = isinstance(before, Paragraph) and headlines.can_be_title(before.text)
    return " ".join(before.text.split()) if isinstance(before, Paragraph) and is_name else ""


def other(top: Sequence[Paragraph]) -> Paragraph | None:
    """Find the first heading that names something, where that of the group only says that it is one."""
    said = claims.speech()
    return next(
        (
            each
            for each in top
            if each.level
            and cleaned(each.text)
            and outline.heading_name(each.text) not in said.names
            and not said.groups.fullmatch(cleaned(each.text))
        ),
        None,
    )


def loose(document: Document, top: Sequence[Paragraph]) -> list[Paragraph]:
    """Give the first heading where it, or what the file says of itself, is the name of a group of any kind."""
    said = claims.speech().loose
    heads = [part for part in top if part.level][:1]
    stated = (document.stated.get(name, "") for name in ("description", "type", "subtitle"))
    is_told = any(said.match(text) for text in stated)
    return [
        part for part in heads if (is_told or said.search(part.text)) and not claims.speech().papers.match(part.text)
    ]


def is_bare(name: str) -> bool:
    """Say whether a name only says what kind of group it is, or has no letters beside what stands in brackets."""
    return bool(name) and bool(
        claims.speech().groups.fullmatch(name) or not re.search(r"[^\W\d_]", _BRACKETED.sub("", name))
    )
