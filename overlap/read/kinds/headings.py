"""What the heading of a column says: the words that its spellings share, which `columns.toml` knows by field."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from overlap.read.kinds import wording

_LONGEST = 200
"""Characters; a longer cell is no heading."""
_LETTERS = str.maketrans("ıłøđ", "ilod")
"""Letters whose marks are no accents that can be taken off."""
_FOOTNOTE = re.compile(r"[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+[)⁾]?$")
_PARTED = re.compile(r"\s*[/|\n]\s*|\s+[-–—]\s+")
_CUT = re.compile(r"[\s,;:]+(?:e\.? ?g|i\.? ?e|such as|like|z\. ?B|p\. ?ex)\b.*")
_IN = frozenset(("in", "en", "auf", "em", "på", "по", "на"))
"""What may stand before the language: `Title in English`."""
_WHOLE = frozenset(("what", "regarding", "concerning"))
"""Headings that are so only as a whole: `What happens` heads no titles."""
_MOST_LETTERS = 4
"""Of the name of a language that stands before a heading without a space, as in `英文名称`."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says: its words, and whether it says that they head another language than English."""

    plain: str
    is_english: bool = False
    is_other: bool = False


def page() -> Mapping[str, Any]:
    """Give the page of data: headings, languages, words of totals."""
    return wording.page("columns")


@cache
def known() -> Mapping[str, tuple[str, int]]:
    """Give for each known heading its field, and its place among the headings of that field.

    Its own name is the first, unless the page has it further down.
    """
    named = {
        words(name): (field, place)
        for field, names in page()["fields"].items()
        for place, name in enumerate(names, start=1)
    }
    return {words(field): (field, 0) for field in page()["fields"]} | named


@cache
def otherwise() -> Mapping[str, int]:
    """Give for each heading that may be the title where none is its place among them."""
    return {words(name): place for place, name in enumerate(page()["otherwise"]["title"])}


@cache
def names() -> frozenset[str]:
    """Give the headings that stand over the names of persons and bodies as often as over those of documents."""
    return frozenset(map(words, page()["otherwise"]["names"]))


@cache
def works() -> frozenset[str]:
    """Give the headings that stand for the documents themselves: `Standard`, `Specification`."""
    return frozenset(map(words, page()["otherwise"]["works"]))


@lru_cache(maxsize=2**14)
def loosely(plain: str, name: str) -> bool:
    """Say whether a heading has the word of a field at either end: `Title of the proposal`, `标准中文名称`."""
    parted, names = plain.split(), _short_names(name)
    if len(parted) > 1 and (parted[0] in names or parted[-1] in names):
        return True
    return not plain.isascii() and any(plain.endswith(word) for word in names if not word.isascii())


@cache
def _short_names(name: str) -> frozenset[str]:
    """Give the headings of a field that are one word, of several letters or of signs."""
    others = (each for each in page()["otherwise"].get(name, ()) if each not in _WHOLE)
    found = (words(each) for each in [name, *page()["fields"][name], *others])
    return frozenset(each for each in found if " " not in each and (len(each) > 3 or not each.isascii()))


def field(plain: str) -> str:
    """Give the field that a heading stands for; empty when it is not known."""
    return known().get(plain, ("", 0))[0]


@lru_cache(maxsize=2**14)
def is_nothing(cell: str) -> bool:
    """Say whether a cell says that there is nothing in it: `N/A`, `keine`, `无`."""
    return len(cell) <= _longest_nothing() and words(cell) in _nothing()


@cache
def no_documents() -> frozenset[str]:
    """Give the letters before a figure that are those of no document: `EUR 100`, `COVID-19`."""
    return frozenset(map(words, page()["no_documents"]["words"]))


@cache
def seldom_documents() -> frozenset[str]:
    """Give the letters before a figure that are those of a document only in a list of them: `STEP 203`."""
    return frozenset(map(words, page()["no_documents"]["seldom"]))


@cache
def of_groups() -> frozenset[str]:
    """Give the headings of what a committee has and a document has not: `Secretariat`, `Members`."""
    return frozenset(map(words, page()["of_groups"]["words"]))


@cache
def of_clauses() -> frozenset[str]:
    """Give the headings over the numbers of clauses and pages."""
    return frozenset(map(words, page()["of_clauses"]["words"]))


def words(text: str) -> str:
    """Reduce a text to its words: case, accents, punctuation and underscores do not count.

    >>> words("Doc_No. (Título)")
    'doc no titulo'
    """
    plain = text.replace("_", " ").casefold()
    if not plain.isascii():
        marked = unicodedata.normalize("NFKD", plain)
        bare = "".join(each for each in marked if not unicodedata.combining(each))
        plain = unicodedata.normalize("NFC", bare.translate(_LETTERS))
    return " ".join(re.sub(r"[^\w#%]+", " ", plain).split())


@cache
def read(cell: str) -> Heading:
    """Reduce a heading to what its spellings share: `Work item(s):`, `WORK_ITEM` and `workItem` are one.

    A language that it names, in brackets or at either end, is taken off and told; so is where a program keeps it. Of
    several parts the one that is known counts.
    """
    text = _CUT.sub("", _FOOTNOTE.sub("", cell[:_LONGEST].strip()))
    text = unicodedata.normalize("NFKC", text).strip()
    languages = {_language(words(each)) for each in re.findall(r"[(\[]([^()\[\]]*)[)\]]", text)}
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)
    plain = next(filter(_is_known, _spellings(text, bare)), "")
    if not plain:
        rest, named = _without_language(words(bare))
        languages |= named
        plain = next(filter(_is_known, _spellings("", rest)), "") or _known_part(text) or rest
    return Heading(plain, "en" in languages, "other" in languages and "en" not in languages)


def _spellings(text: str, bare: str) -> Iterator[str]:
    """Yield what a heading may be: its words, those of `camelCase`, those below a prefix, and those in its brackets."""
    written = words(bare)
    yield written
    apart = words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare))
    yield apart
    yield from _below(apart.split())
    if written in _prefixes() and (inner := re.search(r"[(\[]([^()\[\]]*)[)\]]", text)):
        yield words(inner[1])


def _below(each: Sequence[str]) -> Iterator[str]:
    """Yield what stands below the prefixes of a heading: `fields.System.Title` has two. The longest counts: `ITU-T`."""
    for number in range(min(len(each) - 1, _LONGEST_PREFIX), 0, -1):
        if " ".join(each[:number]) in _prefixes():
            yield " ".join(each[number:])
            yield from _below(each[number:])
            return


def _without_language(plain: str) -> tuple[str, set[str]]:
    """Take the language off either end of a heading, and tell it."""
    named: set[str] = set()
    each = plain.split()
    for end in (-1, 0):
        if len(each) > 1 and (language := _language(each[end])):
            named.add(language)
            each = each[:-1] if end else each[1:]
            each = each[:-1] if end and len(each) > 1 and each[-1] in _IN else each
    first = each[0] if each and not each[0].isascii() else ""
    for length in range(1, min(len(first), _MOST_LETTERS + 1)):
        if not first[:length].isascii() and (language := _language(first[:length])) and _is_known(first[length:]):
            return first[length:], {language}
    return " ".join(each), named


def _known_part(text: str) -> str:
    """Give the part of a heading such as `Titre / Title` that is known: that of a title where there is one."""
    if len(parts := _PARTED.split(text)) < 2:
        return ""
    found = [plain for each in parts if each and (plain := read(each).plain) in known()]
    return next((each for each in found if field(each) == "title"), found[0] if found else "")


def _is_known(plain: str) -> bool:
    return plain in known() or plain in otherwise()


_LONGEST_PREFIX = 3
"""Words."""


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(map(words, page()["prefixes"]["words"]))


@cache
def _languages() -> Mapping[str, str]:
    return {words(word): name for name, listed in page()["languages"].items() for word in listed}


def _language(word: str) -> str:
    """Say which language a word of a heading names: `en`, `other` or none."""
    return _languages().get(word, "")


def is_language(cell: str) -> bool:
    """Say whether a cell is the name of a language and nothing else."""
    return bool(_language(words(cell)))


@cache
def _nothing() -> frozenset[str]:
    return frozenset(map(words, page()["nothing"]["words"])) - {""}


@cache
def _longest_nothing() -> int:
    return max(map(len, page()["nothing"]["words"]))
