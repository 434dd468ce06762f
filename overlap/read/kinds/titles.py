"""The title of a document: all that may be it, what is seen of each, and one choice by weights that were learnt.

Every run of lines of the first page may be the title, every heading near the beginning, what the file's properties say,
and each of these without the document's number before or behind it. What is seen of each stands in `titles.toml`, with
the weights. Nothing is made up: where nothing weighs more than to have no title, there is none.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from overlap.read.content import Document
from overlap.read.kinds import contacts, fronts, headlines, labels, naming, numbers, outline, wording
from overlap.read.kinds.headlines import Headline, tidy

_BARS = re.compile(r"\s+[|»·•]\s+|\s+::\s+")
"""What stands between a page's title and the name of its site."""
_RELEASE = re.compile(r"\s*\([^()]*\d[^()]*\)$")
_EDGES = re.compile(r"^[\s,:|)–—-]+|[\s,:|(–—-]+$")
"""What stands between a number and a title."""
_FILE = re.compile(r"\.\w{2,5}$|_|\\")
_QUOTED = re.compile(r"\W*[\"“«](.+)[\"”»]\W*")
_LABELLED = re.compile(r"([^:：]{2,40})[:：]\s*(.+)")
_MOST_LINES = 5
"""A title on a cover is broken over no more lines."""
_LONGEST = 300
_SHORT, _LONG = 20, 60
"""Characters that a title seldom has fewer, or more, of."""
_SENTENCE = 50
"""Characters; what is shorter may be a title with a full stop."""
_OPEN = (":", ";", ",", "：", "；", "，", "、")
_FEW_WORDS = 3
_LARGER = 1.1
"""So many times the size of the text letters are large."""
_NEAR = 3
_FEWEST = 60
"""Words of a document of which none need be said again."""
_SOME, _OFTEN = 1, 4
"""So often words of the subject are said in the text."""

_NONE = "no title"

Marks = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be the title of a document."""

    text: str
    place: str
    marks: Marks
    """What is seen of it, by the names of `titles.toml`; mostly 1, and 0 where it is left out."""

    @property
    def weight(self) -> float:
        """What speaks for it, less what speaks against it."""
        return sum(_weights()[name] * value for name, value in self.marks.items())


def title(document: Document) -> tuple[str, str]:
    """Find the title of a document, and where it stands; empty when nowhere."""
    best = max(candidates(document), key=lambda each: each.weight, default=None)  # of equals the first
    return (best.text, best.place) if best and best.weight > _weights()[_NONE] else ("", "")


@cache
def _weights() -> Mapping[str, float]:
    page = wording.page("titles")
    weights: dict[str, float] = (
        page["for"] | {name: -weight for name, weight in page["against"].items()} | {_NONE: page[_NONE]}
    )
    return weights


def candidates(document: Document) -> Iterator[Candidate]:
    """Yield all that may be the title, with what is seen of each."""
    page = _Page(document)
    lines = list(headlines.lines(document))
    looks = _Looks(document, lines, page.number)
    found = [*_runs(lines, looks, page), *_properties(document, page)]
    for text, place, marks in found:
        if _can_be_title(text):
            seen = {**marks, **_words_of(text, page), **_confirmed(text, page, is_property="property" in marks)}
            yield Candidate(text, place, {name: float(value) for name, value in seen.items() if value})


def _can_be_title(text: str) -> bool:
    """Say whether a text has words, is no number and no name of a section, and does not end as no title does."""
    is_none = len(text) > _LONGEST or text.endswith(_OPEN) or _is_section(text) or headlines.is_notice(text)
    return not is_none and not numbers.as_number(text) and re.search(r"[^\W\d_]{2}", text) is not None


def _is_section(text: str) -> bool:
    return outline.heading_name(text) in outline.NAMES


class _Page:
    """What is known of a document before its title."""

    def __init__(self, document: Document) -> None:
        self.number, _ = fronts.number(document)
        stated = " ".join(document.title.split())
        self.stated = "" if _FILE.search(stated) or numbers.as_number(stated) else stated
        self.is_web = document.format == "web page"
        self.spoken = Counter(word for part in document.paragraphs for word in headlines.words(part.text))
        self.lines = Counter(_plain(part.text) for part in document.paragraphs)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


class _Looks:
    """How the lines of a first page look, beside each other and beside the text."""

    def __init__(self, document: Document, lines: Sequence[Headline], number: str) -> None:
        self.usual = headlines.usual_size(document)
        self.largest = max((round(each.part.size) for each in lines if not each.is_number), default=0)
        marked = [each for each in document.paragraphs if each.level and _may_head(each.text)]
        self.highest = min((each.level for each in marked), default=0)
        self.is_only = sum(each.level == self.highest for each in marked) == 1
        numbered = (each for each in lines if outline.is_numbered(each.text))
        self.is_in_clauses = len(list(numbered)) > 1
        holds = (at for at, each in enumerate(lines) if each.is_number or (number and number in each.text))
        self.number_at = next(holds, -1)

    def is_large(self, line: Headline) -> bool:
        """Say whether a line stands out of the text: a heading, or in larger letters."""
        return line.part.level > 0 or line.part.size > self.usual * _LARGER > 0

    def are_alike(self, line: Headline, other: Headline) -> bool:
        """Say whether two lines stand out of the text in the same way."""
        return (
            self.is_large(line)
            and headlines.are_of_a_size(line.part, other.part)
            and (line.part.level, line.part.style) == (other.part.level, other.part.style)
        )


def _may_head(text: str) -> bool:
    """Say whether a heading may be that of the document: no number, no clause, nothing that covers say besides."""
    return _can_be_title(text) and not headlines.is_set_aside(text)


def _runs(lines: Sequence[Headline], looks: _Looks, page: _Page) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Yield the runs of lines, each with and without what is no part of a title."""
    for start, first in enumerate(lines):
        text, joins = first.text, Counter[str]()
        for end in range(start, min(start + _MOST_LINES, len(lines))):
            if end > start:
                before, after = lines[end - 1], lines[end]
                if not headlines.may_be_one(before, after):
                    break
                joins.update(_join(text, before, after, looks))
                text = f"{text} {after.text}"
            if len(text) > _LONGEST or first.is_number or (_is_small(first, looks) and first.text[:1].islower()):
                break
            if (is_sentence(text) and not first.part.level) or (looks.is_in_clauses and outline.is_numbered(text)):
                continue
            marks = joins | _stands(lines, start, looks) | _ends(lines, start, end, looks)
            marks["whole run"] = end > start and not any(
                marks.get(each) for each in ("loose", "headings", "goes on", "goes on alike", "begun", "begun alike")
            )
            for variant, more in _variants(text, page.number):
                yield variant, first.part.place, {**marks, **more}


def is_sentence(text: str) -> bool:
    """Say whether a text ends as sentences do, and is as long as one.

    >>> is_sentence("Ramps of ferries."), is_sentence("The ramps of ferries carry all the cars that there are.")
    (False, True)
    """
    return text.endswith((".", "。")) and not text.isupper() and naming.width(text) >= _SENTENCE


def _variants(text: str, number: str) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield a text, and what is left of it without the document's number, the label Title, or quotation marks."""
    yield tidy(text), {}
    if number and number in text:
        before, _, after = text.partition(number)
        for rest in filter(None, (_EDGES.sub("", each) for each in (after, before))):
            yield tidy(rest), {"without number": 1}
    labelled = _LABELLED.match(text)
    if labelled and wording.pattern("documents", "labels.title").fullmatch(labelled[1].strip("* ")):
        yield labels.only_value(labelled[2].strip("* ")), {"after label": 1}
    if quoted := _QUOTED.fullmatch(text):
        yield quoted[1].strip(), {"quoted": 1}


def _join(text: str, before: Headline, after: Headline, looks: _Looks) -> Iterator[str]:
    """Yield what speaks for or against it that two lines are of one title."""
    is_open = headlines.goes_on(before, after)
    if after.is_split:
        yield from [] if is_open else ["same paragraph"]
    elif not is_open and looks.is_large(before):
        yield "headings" if before.part.level else "alike"
    elif not is_open:
        yield "both in capitals" if before.text.isupper() and after.text.isupper() else "loose"
    if before.text.isupper() != after.text.isupper():
        yield "other case"
    if any(each.is_set_aside or each.is_section or each.is_label for each in (before, after)):
        yield "set aside within"
    if before.is_cell:
        yield "cells"
    if headlines.is_part(after.text) and not headlines.has_part(text):
        yield "part of a title"


def _stands(lines: Sequence[Headline], start: int, looks: _Looks) -> Counter[str]:
    """Say how a line stands on its page."""
    line = lines[start]
    below = start - looks.number_at if looks.number_at >= 0 else 0
    marks = Counter[str]()
    marks["position"] = math.log1p(start)  # type: ignore[assignment]
    if line.part.level:
        marks["heading"] = 1
        is_highest = line.part.level == looks.highest and _may_head(line.text)
        marks["highest heading"] = is_highest
        marks["only highest heading"] = is_highest and looks.is_only
        marks["heading further on"] = line.is_beyond
    marks["style of titles"] = headlines.is_in_title_style(line.part)
    if line.part.size and looks.usual:
        marks["size"] = max(-1.0, min(1.5, math.log(line.part.size / looks.usual)))  # type: ignore[assignment]
        marks["largest"] = round(line.part.size) == looks.largest and looks.is_large(line)
        marks["size of the text"] = not looks.is_large(line) and not line.part.level
    marks["right below number"] = below == 1
    marks["near below number"] = 1 < below <= _NEAR
    marks["above number"] = start < looks.number_at
    marks["below text"] = line.is_below_text
    marks["below clauses"] = line.is_below_clauses
    marks["at label"] = line.is_at_label and not line.part.level
    return marks


def _ends(lines: Sequence[Headline], start: int, end: int, looks: _Looks) -> Counter[str]:
    """Say whether what stands before and after a run of lines seems to be of it."""
    marks = Counter[str]()
    first, last = lines[start], lines[end]
    before = lines[start - 1] if start else None
    after = lines[end + 1] if end + 1 < len(lines) and not lines[end + 1].is_beyond else None
    if after:
        marks["goes on"] = headlines.goes_on(last, after) and not after.is_none
        marks["goes on in paragraph"] = after.is_split
        marks["goes on alike"] = looks.are_alike(last, after) and not after.is_none
        marks["before number"] = after.is_number
        marks["one of many"] = (
            _is_small(last, looks) and _is_small(after, looks) and not (after.is_none or last.is_none)
        )
    if before:
        marks["begun"] = headlines.goes_on(before, first)
        marks["begun alike"] = looks.are_alike(first, before) and not before.is_none
    marks["label"] = last.is_label
    return marks


def _is_small(line: Headline, looks: _Looks) -> bool:
    """Say whether a line is one of a text, by the size of its letters."""
    return line.part.size > 0 and not looks.is_large(line)


def _words_of(text: str, page: _Page) -> dict[str, float]:
    """Say what the words of a text are."""
    words, width = headlines.words(text), max(1, naming.width(text))
    many = max(1, len(words))
    of_kinds = sum(word in headlines.words_of_kinds() for word in words) / many
    return {
        "short": max(0.0, math.log(_SHORT / width)),
        "long": max(0.0, math.log(width / _LONG)),
        "one word": len(text.split()) == 1 and text.isascii(),
        "few letters": 2 * sum(map(str.isalpha, text)) <= len(text),
        "figures": sum(map(str.isdigit, text)) / len(text),
        "words of kinds": of_kinds,
        "word of a body": wording.pattern("covers", "bodies").search(text) is not None,
        "nothing but a kind": bool(words) and of_kinds == 1,
        "full stop": text.endswith((".", "。")),
        "sentences": re.search(r"[a-zà-ÿ)]\.\s+[A-Z]", text) is not None,
        "set aside": numbers.rules()[0].search(text) is not None,
        "of its kind": numbers.of_its_kind().search(text) is not None,
        "person": contacts.is_person(text),
        "odd signs": headlines.is_odd(text),
        "said again": sum(page.spoken[word] > _SOME for word in words) / many,
        "said often": sum(page.spoken[word] > _OFTEN for word in words) / many,
        "no text": sum(page.spoken.values()) < _FEWEST,
        "line again and again": page.lines[_plain(text)] > _NEAR,
    }


def _confirmed(text: str, page: _Page, *, is_property: bool) -> dict[str, float]:
    """Say whether the file's properties say the same."""
    one, other = _plain(text), _plain(page.stated)
    if not other or is_property:
        return {}
    return {"as in properties": one == other, "holds properties": one != other and other in one}


def _properties(document: Document, page: _Page) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Yield the title in the file's properties, without its number, and of a web page without the name of its site."""
    if not page.stated:
        return
    cut = _RELEASE.sub("", page.stated)
    if page.is_web:
        cut = _without_site(cut, [each.text for each in document.paragraphs])
    for text in dict.fromkeys((cut,) if page.is_web else (page.stated, cut)):
        for variant, more in _variants(text, page.number):
            yield variant, "the file's properties", {"property": 1, "page's title": page.is_web, **more}


def _without_site(text: str, page: Sequence[str] = ()) -> str:
    """Take the name of a site off the title of its page: what stands apart by a bar, or one word after a dash.

    A word after a dash is the site's name only where its page says it elsewhere, and not as a heading of its own.

    >>> _without_site("Ramps of ferries | Ferry Office"), _without_site("Ramps - Ferrynet", ["Welcome to Ferrynet"])
    ('Ramps of ferries', 'Ramps')
    >>> _without_site("Ramps of ferries - Part 2"), _without_site("Ramps - Safety", ["Safety", "A safe ramp"])
    ('Ramps of ferries - Part 2', 'Ramps - Safety')
    """
    pieces = _BARS.split(text)
    kept = next((each for each in pieces if len(each.split()) >= _FEW_WORDS), max(pieces, key=len))
    last = re.search(r"\s+[-–—]\s+([^\W\d_][^\s\d]*)$", kept)
    said = re.compile(rf"(?<!\w){re.escape(last[1])}(?!\w)") if last else None
    is_site = last and said and any(said.search(line) for line in page if line.strip() != last[1] and kept not in line)
    return kept[: last.start()] if last and is_site else kept
