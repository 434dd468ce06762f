"""Lines that may be a title: words, no sentence, nothing that covers say besides; and how far a title goes on."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from overlap.read.content import Document, Paragraph
from overlap.read.kinds import contacts, fronts, naming, numbers, outline, wording
from overlap.text import languages

_LONGEST_TITLE = 300
_OPEN = (":", ";", ",", "：", "；", "，", "、")
"""What no title ends with."""
_FEWEST_LETTERS = 6
_MOST_LINES, _FAR = 60, 40
"""Lines of a first page, and paragraphs within which the headings are heard."""
_BROKEN = 5
"""A title on a cover is broken over no more lines."""
_SAME_SIZE = 0.5
"""Points by which letters of one size differ."""
_ABOUT = 0.05
"""Of their size, in large letters."""
_SENTENCE = 60
"""Characters; so long a line on a cover that is no title is text."""
_KIND = re.compile(r"^(?:[A-Z][a-z]+\s)?(?:Standard|Norm|Specification)\s+(?=[A-ZÀ-Þ]{3})")
"""What kind of document it is, before a title in capitals: `Indian Standard MANILA ROPES`."""
_CLAUSE = re.compile(r"(?:[IVX]{1,4}\.|\d{1,2}\.?)\s+[^\W\d_a-z]")
_LONGEST_ADDRESS = 10
"""Lines."""
_NOTICE = re.compile(r"\b(?:INTERNAL|DRAFT ONLY|CONFIDENTIAL|DO NOT (?:CITE|CIRCULATE))\b")
_MOSTLY = 0.6
"""Of the words of a page."""
_FOREIGN = re.compile(r"[À-ÿ]")
"""Letters that are most of a text only where those of another alphabet were taken for them."""
_MIXED = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]+[a-zà-ÿ]|[^\W\d_]\d[^\W\d_]")
"""A capital or a digit within a word, as a font without a Unicode map gives them."""

_UNMAPPED = re.compile(r"\w[(!]$|\w[(!]\w+[(!,]")
"""Brackets where spaces should be, as a font without a Unicode map gives them."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A line that may begin or continue a title, and what is known of it."""

    text: str
    part: Paragraph
    is_split: bool
    """It goes on the paragraph of the line above."""
    is_cell: bool
    is_beyond: bool
    """A heading that stands below the first page."""
    is_number: bool
    is_set_aside: bool
    """Covers say it besides the title."""
    is_section: bool
    is_label: bool
    is_at_label: bool
    """The line above is nothing but the label of a title."""
    is_open: bool
    """No title ends so."""
    is_below_text: bool
    is_below_clauses: bool

    @property
    def is_none(self) -> bool:
        """Say whether it is a number, or what stands on covers besides, or text."""
        return self.is_number or self.is_set_aside or is_text(self.part)


def lines(document: Document) -> Iterator[Headline]:
    """Yield the lines of the first page, and the headings that follow; none where its font gives no letters."""
    page = _without_address(list(fronts.first_page(document)))[:_MOST_LINES]
    if _is_garbled(page):
        return
    there = {(part.place, part.text) for part in page}
    beyond = [part for part in document.paragraphs[:_FAR] if part.level and (part.place, part.text) not in there]
    labelled = wording.pattern("documents", "labels.title")
    is_below_text = is_below_clauses = is_at_label = False
    for number, part in enumerate((*page, *beyond)):
        for at, text in enumerate(filter(None, (" ".join(line.split()) for line in part.text.split("\n")))):
            is_section = outline.heading_name(text) in outline.NAMES
            is_label = labelled.fullmatch(text.strip("*:：. ")) is not None
            yield Headline(
                text,
                part,
                is_split=at > 0,
                is_cell=part.place.startswith("table"),
                is_beyond=number >= len(page),
                is_number=bool(numbers.as_number(text)),
                is_set_aside=is_set_aside(text),
                is_section=is_section,
                is_label=is_label or (text.endswith((":", "：")) and not has_part(text)),
                is_at_label=is_at_label,
                is_open=_open_end().search(text) is not None,
                is_below_text=is_below_text,
                is_below_clauses=is_below_clauses,
            )
            is_at_label = is_label
            is_below_text = is_below_text or (is_text(part) and not part.level)
            is_clause = part.level > 0 or outline.is_numbered(text)
            is_below_clauses = is_below_clauses or (is_clause and (is_section or outline.is_numbered(text)))


def may_be_one(before: Headline, after: Headline) -> bool:
    """Say whether two lines can belong to one title: neither is a number, and they look alike, or go on."""
    if before.is_number or after.is_number or before.is_beyond != after.is_beyond:
        return False
    if before.part.place.partition(",")[0] != after.part.place.partition(",")[0] and (before.is_cell or after.is_cell):
        return False
    is_alike = are_of_a_size(before.part, after.part) and before.part.level == after.part.level
    return goes_on(before, after) or (is_alike and not outline.is_numbered(after.text))


def goes_on(before: Headline, after: Headline) -> bool:
    """Say whether a line goes on in the next one, by how they end and begin."""
    is_last = is_part(after.text) and not after.part.level
    return before.is_open or after.text[:1].islower() or after.text[:1] == "(" or is_last


def are_of_a_size(one: Paragraph, other: Paragraph) -> bool:
    """Say whether the letters of two lines are of one size."""
    return abs(one.size - other.size) < max(_SAME_SIZE, _ABOUT * one.size)


def is_set_aside(text: str) -> bool:
    """Say whether covers say it besides the title: who publishes, when, what kind of text it is."""
    return bool(numbers.rules()[0].search(text) or numbers.of_its_kind().search(text))


def is_notice(text: str) -> bool:
    """Say whether a line says for whom it is, or by whom and when it was approved: no title is of it."""
    return _NOTICE.search(text) is not None or numbers.approved().search(text) is not None


def is_odd(text: str) -> bool:
    """Say whether a text has signs that no title has: letters apart, brackets for spaces, an end at its beginning."""
    apart = re.fullmatch(r"(?:\w )+\w", text)
    return not text.isprintable() or text[0] in ");,.]" or bool(apart) or bool(_UNMAPPED.search(text))


def is_part(text: str) -> bool:
    """Say whether a line is the last element of a title: `Part 2: Messages`."""
    return _part().match(text) is not None


def has_part(text: str) -> bool:
    """Say whether a title has its last element."""
    return _part().search(text) is not None


def joined(lines: Sequence[Paragraph], at: int) -> tuple[str, int]:
    """Join a line and those below it that it goes on in; also give where the next one is."""
    first = lines[at]
    text, end = " ".join(first.text.split()), at + 1
    while end < min(len(lines), at + _BROKEN) and _goes_on(text, first, lines[end]):
        text = f"{text} {' '.join(lines[end].text.split())}"
        end += 1
    return text, end


def tidy(text: str) -> str:
    """Take off a title what kind of document it names before it, and the marks at its end.

    >>> tidy("Indian Standard MANILA ROPES"), tidy("Data Specification XML for ropes")
    ('MANILA ROPES', 'Data Specification XML for ropes')
    """
    plain = " ".join(text.split())
    rest = _KIND.sub("", plain)
    return (rest if rest.isupper() else plain).strip("= ").rstrip(" –—-:.")


def _without_address(lines: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Leave out who publishes the document and where: from the line that says so to the last telephone or site."""
    published, reached = _publishers()
    for start, line in enumerate(lines):
        if published.fullmatch(line.text.strip()):
            near = enumerate(lines[start : start + _LONGEST_ADDRESS])
            ends = [start + number for number, each in near if reached.fullmatch(each.text.strip())]
            return [*lines[:start], *lines[ends[-1] + 1 :]] if ends else lines
    return lines


def usual_size(document: Document) -> float:
    """Give the size of most letters of a document; 0 where it does not say."""
    sizes: Counter[float] = Counter()
    for part in document.paragraphs:
        sizes[part.size] += len(part.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def is_in_title_style(line: Paragraph) -> bool:
    """Say whether a line is in one of the paragraph styles in which titles are written."""
    return line.style.casefold().replace("_", " ") in wording.words("documents", "titles.styles")


def is_text(line: Paragraph) -> bool:
    """Say whether a line is so long that it is text, and not one of those that stand on covers."""
    return len(line.text) >= _SENTENCE and not numbers.rules()[0].search(line.text)


def _is_garbled(lines: Sequence[Paragraph]) -> bool:
    """Say whether most words of a page have capitals or digits within: what its font gives are no letters."""
    words = [word for each in lines for word in re.findall(r"[^\W_]{5,}", each.text)]
    return len(words) > 1 and sum(bool(_MIXED.search(word)) for word in words) > _MOSTLY * len(words)


def can_be_title(text: str) -> bool:
    """Say whether a line of a cover can be the title: words, no sentence, nothing that covers say besides."""
    plain = " ".join(text.split())
    not_title, _ = numbers.rules()
    letters = sum(map(str.isalpha, plain))
    return (
        naming.width("".join(filter(str.isalpha, plain))) >= _FEWEST_LETTERS
        and plain.isprintable()
        and letters * 2 > len(plain)
        and 2 * len(_FOREIGN.findall(plain)) < letters
        and len(plain) <= _LONGEST_TITLE
        and not plain.endswith((";", ":"))
        and (not plain.endswith((".", "。")) or plain.isupper())
        and not numbers.as_number(plain)
        and outline.heading_name(plain) not in outline.NAMES
        and not not_title.search(plain)
        and not re.fullmatch(r"(?:\w )+\w", plain)
        and plain[0] not in ");,.]"
        and not _UNMAPPED.search(plain)
        and not contacts.is_person(plain)
    )


def may_be_title(text: str) -> bool:
    """Say whether a text has words, is no number and no name of a section, and does not end as no title does."""
    is_section = outline.heading_name(text) in outline.NAMES
    is_none = len(text) > _LONGEST_TITLE or text.endswith(_OPEN) or is_section or is_notice(text)
    return not is_none and not numbers.as_number(text) and re.search(r"[^\W\d_]{2}", text) is not None


def may_head(text: str) -> bool:
    """Say whether a heading may be that of the document: it may be a title, and is not set aside."""
    return may_be_title(text) and not is_set_aside(text)


def _goes_on(text: str, part: Paragraph, after: Paragraph) -> bool:
    """Say whether a title goes on in the next line: of its size, in capitals like it, or after what cannot end one."""
    is_open = bool(_open_end().search(text)) or after.text[:1].islower()
    if _part().match(after.text) and not after.level and can_be_title(after.text):
        return not _part().search(text)
    if _part().search(text) and not is_open:
        return False
    if _CLAUSE.match(after.text) and not is_open:
        return False
    if abs(after.size - part.size) >= max(_SAME_SIZE, _ABOUT * part.size) or (
        after.level and after.level != part.level
    ):
        return False
    if numbers.of_its_kind().search(after.text):
        return False
    if part.size and is_in_title_style(part) and not is_in_title_style(after) and after.style:
        return False
    is_none = numbers.rules()[0].search(after.text) is not None
    if (is_none or _UNMAPPED.search(after.text)) and not _open_end().search(text):
        return False
    if (not can_be_title(after.text) and not (is_open or (part.size and not is_none))) or numbers.as_number(after.text):
        return False
    spoken = [languages.detect(each) for each in (text, after.text)]
    if all(spoken) and spoken[0] != spoken[1]:
        return False
    return is_open or part.size > 0 or (text.isupper() and after.text.isupper()) or (part.level > 0 < after.level)


@cache
def _open_end() -> re.Pattern[str]:
    """Compile after what a title cannot end."""
    return wording.pattern("documents", "titles.open_ends", r"(?:[-–—:;,(/&]|\b", ")$")


@cache
def _part() -> re.Pattern[str]:
    """Compile an element of a title that stands below the others, in whatever size, and is its last."""
    named, counted = ("|".join(wording.words("documents", f"titles.{each}")) for each in ("parts", "parts_counted"))
    return re.compile(rf"\b(?:{named})\s+(?:\d{{1,2}}|[IVX]{{1,4}})(?:-\d+)?\b|{counted}", re.IGNORECASE)


@cache
def _publishers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile a line that says who publishes a document, and one that says how to reach them."""
    by = "|".join(wording.words("documents", "publishers.published_by"))
    return (
        wording.pattern("documents", "publishers.published", "", rf"\w*(?:\s(?:{by}))?\b.{{0,60}}"),
        wording.pattern("documents", "publishers.reached", "", r"\b.*|\S+@\S+|\+?[\d() ./-]{8,}"),
    )
