"""The title of a document: all that may be it, what speaks for each and against it, and one choice.

Independent sources are heard: a label, the headings, the lines of the first page, the file's properties, the running
headers. What several of them say weighs more than what one says alone. Nothing is made up: where nothing can be the
title, there is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from overlap.read.content import Document, Paragraph
from overlap.read.kinds import fronts, headlines, labels, numbers, outline, wording
from overlap.read.kinds.headlines import Block, can_be_title, tidy

_BARS = re.compile(r"\s+[|»·•]\s+|\s+::\s+")
"""What stands between a page's title and the name of its site."""
_RELEASE = re.compile(r"\s*\((?:Release|Rel\.?)\s*[\w.-]+\)\s*$", re.IGNORECASE)

_LABEL, _STYLE, _ELEMENTS = 9.0, 6.5, 6.0
_ONLY_HEADING, _FIRST_HEADING, _LOWER_HEADING, _OTHER_HEADING = 5.5, 3.5, 2.5, 0.5
_LARGE, _BELOW_NUMBER, _PROPERTY, _FIRST_LINE, _HEADER, _OTHER_LINE = 5.0, 4.0, 3.0, 2.5, 2.0, 0.5
"""What each source weighs by itself."""
_AGREED = 2.5
"""For each other source that says the same."""
_SMALLER = 1.0
"""Against the lines that are not the largest, for each size above theirs."""
_SHORT_PROPERTY = 1.0
"""A page is called something, in however few words; a property of few words is mostly of the program."""
_BELOW = 0.5
"""For the lines right below the number, where sizes tell."""
_ONE_WORD = 3.0
"""Against a single word: it names a site, a body or a series more often than a document."""
_ENOUGH = 0.6
"""What is said by less is no title: a heading or a line somewhere that nothing confirms."""
_LARGER = 1.2
"""So many times the size of the text a title is beyond doubt."""
_FEW_WORDS = 3
_NEAR, _FAR = 8, 40
"""Paragraphs within which the heading of the document stands, and within which others are heard."""
_NEAR_NUMBER = 3
"""So many lines below its number a title begins."""
_MOST_ELEMENTS = 8
_ALIKE = 0.75
"""Two texts say the same if so many of the words of the shorter one are in the other."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be the title of a document."""

    text: str
    place: str
    source: str
    """`label`, `heading`, `page`, `property` or `header`: what is of one source does not confirm itself."""
    weight: float


def title(document: Document) -> tuple[str, str]:
    """Find the title of a document, and where it stands; empty when nowhere."""
    found = [_weighed(each) for each in candidates(document)]
    best = max(found, key=lambda each: _support(each, found), default=None)
    if best is None or _support(best, found) < _ENOUGH:
        return "", ""
    return _whole(best, found, document), best.place


def candidates(document: Document) -> Iterator[Candidate]:
    """Yield all that may be the title; of equals the first is taken."""
    lines = list(fronts.first_page(document))
    yield from _labelled(lines)
    yield from _headings(document)
    yield from _elements(lines)
    yield from _properties(document)
    yield from _blocks(document, lines)
    for text in fronts.running(document):
        if can_be_title(text) and len(text.split()) > _FEW_WORDS:
            yield Candidate(tidy(text), "the running header", "header", _HEADER)


def _weighed(one: Candidate) -> Candidate:
    is_word = len(one.text.split()) == 1 and one.text.isascii() and one.source != "label"
    return replace(one, weight=one.weight - _ONE_WORD) if is_word else one


def _support(one: Candidate, found: Sequence[Candidate]) -> float:
    """Add to the weight of a candidate what other sources say in its favour."""
    others = {each.source for each in found if each.source != one.source and is_alike(each.text, one.text)}
    return one.weight + _AGREED * len(others)


def _whole(best: Candidate, found: Sequence[Candidate], document: Document) -> str:
    """Give the longest text that says what the best candidate says, and whose other words stand on the first page too.

    A property is cut where a page's title ends, and a line where it breaks.
    """
    said = " ".join(part.text for part in fronts.first_page(document)).casefold()
    longer = [
        each.text
        for each in found
        if best.source != "label"
        and len(each.text) > len(best.text)
        and _plain(best.text) in _plain(each.text)
        and all(word in said for word in _words(each.text))
        and (each.source == "property" or each.place == best.place)
        and document.format != "web page"
    ]
    return max(longer, key=len, default=best.text)


def is_alike(one: str, other: str) -> bool:
    """Say whether two texts say the same, one of them perhaps in more words.

    >>> is_alike("Ramps of ferries", "Ramps of ferries | Ferry Office"), is_alike("Ramps", "Bells of ferries")
    (True, False)
    """
    plain = sorted(map(_plain, (one, other)), key=len)
    if len(plain[0]) >= _FEW_WORDS and plain[0] in plain[1]:
        return True
    first, second = sorted(({*_words(text)} for text in (one, other)), key=len)
    return len(first) > 1 and len(first & second) >= _ALIKE * len(first)


def _words(text: str) -> list[str]:
    return re.findall(r"\w{3,}", text.casefold())


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _labelled(lines: Sequence[Paragraph]) -> Iterator[Candidate]:
    labelled = wording.pattern("documents", "labels.title", r"\W*", r"\W{0,4}[:：]\W{0,3}(\S.{5,250})")
    for each in lines:
        if found := labelled.fullmatch(each.text.strip()):
            yield Candidate(labels.only_value(" ".join(found[1].split())), each.place, "label", _LABEL)
            return


def _headings(document: Document) -> Iterator[Candidate]:
    """Yield the first headings: one that is alone at the highest level heads the document, one of many a part of it."""
    worded = [each for each in document.paragraphs if re.search(r"[^\W\d_]{2}", each.text)]
    marked = [each for each in worded if each.level and not numbers.as_number(each.text)]
    highest = min((each.level for each in marked), default=0)
    is_only = sum(each.level == highest for each in marked) == 1
    begun = False
    for number, each in enumerate(worded[:_FAR]):
        begun = begun or number >= _NEAR or _is_clause(each.text)  # below its clauses stands no title
        if not each.level or not can_be_title(each.text.rstrip(". ") if each.level == 1 else each.text):
            continue
        if numbers.of_its_kind().search(each.text):
            continue
        weight = _OTHER_HEADING
        if not begun and each.level == highest:
            weight = _ONLY_HEADING if is_only else _FIRST_HEADING
        elif not begun and each is marked[0]:
            weight = _LOWER_HEADING
        begun = begun or each.level == highest
        yield Candidate(tidy(each.text), each.place, "heading", weight)


def _is_clause(text: str) -> bool:
    return outline.is_numbered(text) or outline.heading_name(text) in outline.NAMES


def _elements(lines: Sequence[Paragraph]) -> Iterator[Candidate]:
    """Yield the title of a cover that parts its elements by semicolons, without the bodies that it names first."""
    above = takewhile(lambda each: not headlines.is_text(each), lines)
    parts = [(text, each.place) for each in above for text in each.text.split("\n")]
    not_title, _ = numbers.rules()
    at = next((n for n, (text, _) in enumerate(parts) if ";" in text and not_title.search(text.partition(";")[0])), -1)
    if at < 0:
        return
    run = [parts[at][0]]
    for text, _ in parts[at + 1 : at + _MOST_ELEMENTS]:
        if not run[-1].rstrip().endswith(";"):
            break
        run.append(text)
    elements = [
        each for each in (one.strip() for one in " ".join(run).split(";")) if each and not not_title.search(each)
    ]
    text = _RELEASE.sub("", "; ".join(elements)).strip("; ")
    if can_be_title(text):
        yield Candidate(text, parts[at][1], "page", _ELEMENTS)


def _properties(document: Document) -> Iterator[Candidate]:
    """Yield the title in the file's properties: no name of a file; of a web page without the name of its site."""
    text = " ".join(document.title.split())
    if re.search(r"\.\w{2,5}$|_|\\", text):
        return
    text = re.sub(r"\s*\([^()]*\d[^()]*\)$", "", text)
    if document.format == "web page":
        text = _without_site(text, [each.text for each in document.paragraphs])
    if can_be_title(text):
        is_short = len(text.split()) < _FEW_WORDS and text.isascii()
        short = _SHORT_PROPERTY if document.format == "web page" else 0.0
        yield Candidate(text, "the file's properties", "property", short if is_short else _PROPERTY)


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


def _blocks(document: Document, lines: Sequence[Paragraph]) -> Iterator[Candidate]:
    """Yield the lines of the first page: the larger the likelier; without sizes the first, or that below the number."""
    usual = headlines.usual_size(document)
    found = list(headlines.blocks(document))
    below = _below_number(found, lines)
    sizes = sorted({round(each.first.size) for each in found}, reverse=True)
    for number, block in enumerate(found):
        size, is_first = block.first.size, number == 0
        if block.is_below_text if not size else size <= usual and (block.is_one_of_many or block.is_below_text):
            continue
        if size > usual * _LARGER:
            weight = _LARGE - _SMALLER * sizes.index(round(size)) + _BELOW * (block is below)
        elif size:
            weight = _FIRST_LINE - _SMALLER * sizes.index(round(size)) + _BELOW * (block is below)
        elif block is below:
            weight = _BELOW_NUMBER
        else:
            is_loud = number == 1 and block.text.isupper() and not found[0].text.isupper()
            weight = _FIRST_LINE + is_loud if is_first or is_loud else _OTHER_LINE
        if headlines.is_in_title_style(block.first):
            weight = max(weight, _STYLE)
        yield Candidate(block.text, block.first.place, "heading" if block.first.level else "page", weight)


def _below_number(found: Sequence[Block], lines: Sequence[Paragraph]) -> Block | None:
    """Give the block that stands right below a line that is nothing but the number of the document."""
    for at, line in enumerate(lines):
        if any(map(numbers.as_number, line.text.split("\n"))):
            near = lines[at + 1 : at + 1 + _NEAR_NUMBER]
            return next((each for each in found if any(each.first is one for one in near)), None)
    return None
