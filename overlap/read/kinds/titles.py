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
from overlap.read.kinds import contacts, fronts, headlines, labels, looks, naming, numbers, outline, wording
from overlap.read.kinds.headlines import Headline, tidy

_BARS = re.compile(r"\s+[|»·•]\s+|\s+::\s+")
"""What stands between a page's title and the name of its site."""
_RELEASE = re.compile(r"\s*\([^()]*\d[^()]*\)$")
_EDGES = re.compile(r"^[\s,:|)–—-]+|[\s,:|(–—-]+$")
"""What stands between a number and a title."""
_FILE = re.compile(r"\.\w{2,5}$|_|\\")
_QUOTED = re.compile(r"\W*[\"“«](.+)[\"”»]\W*")
_LABELLED = re.compile(r"([^:：]{2,40})[:：]\s*(.+)")
_WORD = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2}")
_MOST_LINES = 5
"""A title on a cover is broken over no more lines."""
_LONGEST = 300
_SHORT, _LONG = 20, 60
"""Characters that a title seldom has fewer, or more, of."""
_SENTENCE = 50
"""Characters; what is shorter may be a title with a full stop."""
_FEW_WORDS = 3
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
    seen = looks.Looks(document, lines, page.number)
    found = [*_runs(lines, seen, page), *_properties(document, page)]
    for text, place, marks in found:
        if headlines.may_be_title(text):
            said = {**marks, **_words_of(text, page), **_confirmed(text, page, is_property="property" in marks)}
            yield Candidate(text, place, {name: float(value) for name, value in said.items() if value})


class _Page:
    """What is known of a document before its title."""

    def __init__(self, document: Document) -> None:
        self.number, _ = fronts.number(document)
        stated = " ".join(document.title[:_LONGEST].split())
        self.stated = "" if _FILE.search(stated) or numbers.as_number(stated) else stated
        self.is_web = document.format == "web page"
        self.spoken = Counter(word for part in document.paragraphs for word in _words(part.text))
        self.lines = Counter(_plain(part.text) for part in document.paragraphs)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _runs(lines: Sequence[Headline], seen: looks.Looks, page: _Page) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Yield the runs of lines, each with and without what is no part of a title."""
    for start, first in enumerate(lines):
        text, joins = first.text, Counter[str]()
        for end in range(start, min(start + _MOST_LINES, len(lines))):
            if end > start:
                before, after = lines[end - 1], lines[end]
                if not headlines.may_be_one(before, after):
                    break
                joins.update(looks.join(text, before, after, seen))
                text = f"{text} {after.text}"
            if len(text) > _LONGEST or first.is_number or (looks.is_small(first, seen) and first.text[:1].islower()):
                break
            if (is_sentence(text) and not first.part.level) or (seen.is_in_clauses and outline.is_numbered(text)):
                continue
            marks = joins | looks.stands(lines, start, seen) | looks.ends(lines, start, end, seen)
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


@cache
def _words_of_kinds() -> frozenset[str]:
    """Give the words that only say what kind of text it is, and how far it has come."""
    names = ("kinds", "of_kinds", "approved", "before_numbers")
    return frozenset(word for name in names for text in wording.words("covers", name) for word in _words(text))


def _words(text: str) -> list[str]:
    """List the words of a text, in lower case; of scripts that part them by no space two characters are one."""
    return _WORD.findall(text.casefold())


def _words_of(text: str, page: _Page) -> dict[str, float]:
    """Say what the words of a text are."""
    words, width = _words(text), max(1, naming.width(text))
    many = max(1, len(words))
    of_kinds = sum(word in _words_of_kinds() for word in words) / many
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
