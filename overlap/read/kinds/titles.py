"""The title of a document: the largest lines of its first page, its properties, a running header.

Nothing is made up: where no line of the first page can be the title, there is none.
"""

import re
from collections import Counter
from collections.abc import Sequence

from overlap.read.content import Document, Paragraph
from overlap.read.kinds import contacts, fronts, outline
from overlap.text import languages

_LONGEST_TITLE = 300
_FEWEST_LETTERS = 6
_MOST_LINES = 4
"""A title on a cover is broken over no more lines."""
_FEW_WORDS = 3
_SENTENCE = 60
"""Characters; so long a line on a cover that is no title is text."""
_KIND = re.compile(r"^(?:[A-Z][a-z]+\s)?(?:Standard|Norm|Specification)\s+(?=[A-ZÀ-Þ]{3})")
"""What kind of document it is, before a title in capitals: `Indian Standard MANILA ROPES`."""
_LARGER = 1.2
"""So many times the size of the text a title is beyond doubt."""
_OPEN_END = re.compile(
    r"(?:[-–—:,(]|\b(?:of|for|and|the|in|on|to|with|de|du|des|la|le|et|y|del|der|und|für|по|и|от))$", re.IGNORECASE
)
"""After what a title cannot end."""
_CLAUSE = re.compile(r"(?:[IVX]{1,4}\.|\d{1,2}\.?)\s+[^\W\d_a-z]")
_LABELLED = re.compile(
    r"\W*(?:title|subject|titre|objet|título|asunto|titel|betreff|titolo|oggetto|тема|название|标题|主题|題名|제목)"
    r"\W{0,4}[:：]\W{0,3}(\S.{5,250})",
    re.IGNORECASE,
)
"""A title at its label, on one line."""
_NEXT_LABEL = re.compile(r"\s+(?:Date|From|To|Cc|References?|Source|Purpose|Status)\s*[:：].*")
_PUBLISHED = re.compile(
    r"(?:published|issued|publié|publicado|herausgegeben|издан)\w*(?:\s(?:by|par|por|von))?\b.{0,60}", re.I
)
_REACHED = re.compile(
    r"(?:tel|fax|phone|telefax|téléphone|e-?mail|web|www|internet|http)\b.*|\S+@\S+|\+?[\d() ./-]{8,}", re.I
)
_LONGEST_ADDRESS = 10
"""Lines."""
_MIXED = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]+[a-zà-ÿ]|[^\W\d_]\d[^\W\d_]")
"""A capital or a digit within a word, as a font without a Unicode map gives them."""


def title(document: Document) -> tuple[str, str]:
    """Find the title of a document, and where it stands; empty when nowhere.

    It is the largest lines of the cover that can be one, the first ones where the file does not say how large they are;
    the file's properties where they say something else; a running header where the first page has none but text.
    """
    stated = _from_properties(document)
    lines = _without_address(list(fronts.first_page(document)))
    if named := next(((m[1], each.place) for each in lines if (m := _LABELLED.fullmatch(each.text.strip()))), None):
        return _NEXT_LABEL.sub("", " ".join(named[0].split())), named[1]
    usual = usual_size(document)
    text, place, stands_out = _largest(lines, usual)
    if not stands_out and usual and not stated and (header := _header(document)):
        return header, "the running header"
    if text and (not stated or stands_out or _shared(stated, text)):
        return text, place
    if stated:
        return stated, "the file's properties"
    return "", ""


def _without_address(lines: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Leave out who publishes the document and where: from the line that says so to the last telephone or site."""
    for start, line in enumerate(lines):
        if _PUBLISHED.fullmatch(line.text.strip()):
            near = enumerate(lines[start : start + _LONGEST_ADDRESS])
            ends = [start + number for number, each in near if _REACHED.fullmatch(each.text.strip())]
            return [*lines[:start], *lines[ends[-1] + 1 :]] if ends else lines
    return lines


def _header(document: Document) -> str:
    """Give what the running headers say when it can be the title: of several words, and no number."""
    return next(
        (text for text in fronts.running(document) if can_be_title(text) and len(text.split()) > _FEW_WORDS), ""
    )


def _is_text(line: Paragraph) -> bool:
    return len(line.text) >= _SENTENCE and not fronts.rules()[0].search(line.text)


def usual_size(document: Document) -> float:
    """Give the size of most letters of a document; 0 where it does not say."""
    sizes: Counter[float] = Counter()
    for part in document.paragraphs:
        sizes[part.size] += len(part.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _largest(lines: Sequence[Paragraph], usual: float) -> tuple[str, str, bool]:
    """Join the largest lines that can be a title, up to where another language, another size or no title begins.

    Also tell whether they stand out from the text. Where the file does not say how large its lines are, the first ones
    are taken, or the capitals right below the first; where all are of one size, the title stands at the very top.
    """
    able = [each for each in lines if can_be_title(each.text) or _is_heading(each)]
    if not able or any(map(_is_garbled, able)):
        return "", "", False
    size = max(each.size for each in able)
    first = next(each for each in able if each.size == size)
    at = lines.index(first)
    is_one_of_many = lines[at + 1 : at + 2] in [[each] for each in able] and not _OPEN_END.search(first.text)
    if size and size <= usual and (is_one_of_many or any(map(_is_text, lines[:at]))):
        return "", "", False
    after = lines[at + 1 :]
    if not size and not first.text.isupper() and after and after[0].text.isupper() and can_be_title(after[0].text):
        first, after = after[0], after[1:]
    text = " ".join(first.text.split())
    for line in after[:_MOST_LINES]:
        if not _goes_on(text, first, line):
            break
        text = f"{text} {' '.join(line.text.split())}"
    return _KIND.sub("", text).rstrip(" –—-:."), first.place, size > usual * _LARGER


def _is_heading(line: Paragraph) -> bool:
    """Say whether a line is a heading of the highest level with a full stop, and can be a title without it."""
    bare = line.text.rstrip(". ")
    return line.level == 1 and not re.search(r"\.\s+\S", bare) and can_be_title(bare)


def _is_garbled(line: Paragraph) -> bool:
    """Say whether most words of a line have capitals or digits within: what else its font gives is no title either."""
    words = re.findall(r"[^\W_]{5,}", line.text)
    return len(words) > 1 and sum(bool(_MIXED.search(word)) for word in words) > 0.6 * len(words)


def _from_properties(document: Document) -> str:
    """Give the title in the file's properties, if it is one: no name of a file, and of more than a word."""
    text = " ".join(document.title.split())
    if re.search(r"\.\w{2,5}$|_|\\", text) or not can_be_title(text) or len(text.split()) < 3:
        return ""
    return re.sub(r"\s*\([^()]*\d[^()]*\)$", "", text)


def _shared(one: str, other: str) -> bool:
    """Say whether two titles are about the same: half of the words of the shorter one are in the other."""
    words = [set(re.findall(r"\w{4,}", text.casefold())) for text in (one, other)]
    return 2 * len(words[0] & words[1]) >= min(map(len, words)) > 0


def can_be_title(text: str) -> bool:
    """Say whether a line of a cover can be the title: words, no sentence, nothing that covers say besides."""
    plain = " ".join(text.split())
    not_title, _ = fronts.rules()
    letters = sum(map(str.isalpha, plain))
    return (
        letters >= _FEWEST_LETTERS
        and plain.isprintable()
        and letters * 2 > len(plain)
        and len(plain) <= _LONGEST_TITLE
        and not plain.endswith((";", ":"))
        and (not plain.endswith(".") or plain.isupper())
        and not fronts.as_number(plain)
        and outline.heading_name(plain) not in outline.NAMES
        and not not_title.search(plain)
        and not re.fullmatch(r"(?:\w )+\w", plain)
        and plain[0] not in ");,.]"
        and not contacts.is_person(plain)
    )


def _goes_on(text: str, part: Paragraph, after: Paragraph) -> bool:
    """Say whether a title goes on in the next line: of its size, in capitals like it, or after what cannot end one."""
    is_open = bool(_OPEN_END.search(text))
    if _CLAUSE.match(after.text) and not is_open:
        return False
    if abs(after.size - part.size) >= 0.5 or (after.level and after.level != part.level):
        return False
    is_none = fronts.rules()[0].search(after.text) is not None
    if (not can_be_title(after.text) and not (is_open or (part.size and not is_none))) or fronts.as_number(after.text):
        return False
    spoken = [languages.detect(each) for each in (text, after.text)]
    if all(spoken) and spoken[0] != spoken[1]:
        return False
    return is_open or part.size > 0 or (text.isupper() and after.text.isupper()) or (part.level > 0 < after.level)
