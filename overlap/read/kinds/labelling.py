"""What a label of a form asks for, by the stems of its words: `labels.toml`."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from overlap.read.kinds import headings, outline, wording

_HINT = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")
_LONGEST = 160
"""Characters, hints in brackets left out; with them twice as many."""
_MOST_WORDS = 14
_QUOTES = ('"', "'", "“", "{", "<")
_FEW = 2
"""Words of a label that are of no field, and tell nothing against it."""
_WHOLE = 3
"""Letters of a stem that is a word as a whole."""


def bare(label: str) -> str:
    """Take number, hints and marks off a label; its first line counts.

    >>> bare("1.2 Title (max. 2 lines)?"), bare("*Scope*:")
    ('title', 'scope')
    """
    first = _HINT.sub(" ", label.strip().split("\n")[0])
    return outline.heading_name(re.sub(r"^\W*\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.)]\s+", "", first)).strip(
        "*_?:：.… -–—☐☒"
    )


@lru_cache(maxsize=2**14)
def field(label: str) -> str:
    """Give the field that a label opens; empty where its words are of none, or it is too long for a label.

    >>> [field(each) for each in ("Title of the proposed deliverable", "Name of the proposer", "Stand der Technik")]
    ['title', 'people', '']
    """
    is_quoted = label.lstrip().startswith(_QUOTES)  # as in a listing of a program
    plain = headings.words(bare(label)) if len(label) <= 2 * _LONGEST and not is_quoted else ""
    if not plain or len(plain) > _LONGEST or len(plain.split()) > _MOST_WORDS:
        return ""
    if plain in _letters():
        return "letter"
    found = [name for name, stems in _fields().items() if stems.search(plain)]
    if not found or not (len(_rest(plain, found)) <= _FEW or any(_fields()[each].match(plain) for each in found)):
        return ""
    return "reference" if {"title", "number"} == {*found} else found[0]


def is_whole(label: str, most: int = 0) -> bool:
    """Say whether a label has no words, or at most so many, but those of a field and of what is proposed."""
    return bool(field(label)) and len(_rest(headings.words(bare(label)), [*_fields()])) <= most


def _rest(plain: str, fields: Iterable[str]) -> list[str]:
    """List the words of a label that tell nothing of the field."""
    known = [*(_fields()[each] for each in fields), _beside()]
    rest = plain
    for each in known:
        rest = each.sub(" ", rest)
    return rest.split()


@cache
def _fields() -> Mapping[str, re.Pattern[str]]:
    return {name: _any(stems) for name, stems in wording.page("labels")["fields"].items()}


@cache
def _letters() -> frozenset[str]:
    """Give the labels of letters, which are whole words: `To`, `From`."""
    return frozenset(map(headings.words, wording.words("templates", "letters"))) - {"date", "datum", "fecha"}


@cache
def _beside() -> re.Pattern[str]:
    return _any(wording.words("labels", "beside.words"))


def _any(stems: Iterable[str]) -> re.Pattern[str]:
    """Compile what finds any of some stems, with the words that they begin or stand in."""
    return re.compile("|".join(map(_stem, stems)))


def _stem(stem: str) -> str:
    if stem.startswith("="):
        return rf"\A{headings.words(stem)}\Z"
    plain = " ".join(map(headings.words, stem.split())) if "?" not in stem and "[" not in stem else stem
    if stem.startswith("*"):
        return rf"\w*{plain}\w*" if re.search("[a-z]", plain) else plain
    ends = r"\b" if stem.endswith(".") or (len(plain) <= _WHOLE and plain.isascii()) else r"\w*"
    return rf"\b(?:ال)?{plain}{ends}"
