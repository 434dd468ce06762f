"""Amendments, corrigenda, errata and implementers' guides: documents of their own, related to the one they go with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
_WORDS = {
    "Amd": r"amendment|amendement|amd|amend|enmienda|modificación|änderung|поправка|изменение|修改单|追補",
    "Cor": r"(?:technical\s+)?corrigendum|rectificatif(?:\s+technique)?|cor|corrigendo|berichtigung|исправление|勘误",
    "Err": r"erratum|errata|fe de erratas",
    "Add": r"addendum|additif|adenda",
}
"""Short form, as it follows a number → the words for it."""
_NAMES = {"Amd": "Amendment", "Cor": "Corrigendum", "Err": "Erratum", "Add": "Addendum"}
_MOST_FIGURES = 3
"""Of a number that is no year."""
_LINE = re.compile(
    "|".join(rf"(?P<{short}>(?:{words}))\b\.?" for short, words in _WORDS.items()),
    re.IGNORECASE,
)
_AFTER = r"\s*(?P<number>\d{1,2}|[IVX]{1,3}\b)?:?(?:(?:[\s:.,()/–—-]|\d|[EF]\b|[^\W\d_]{3,9}\.?\s(?=\d{4}))*)"
_ALONE = re.compile(rf"(?:draft\s+)?(?:{_LINE.pattern}){_AFTER}(?:(?<=\d:)(?P<title>\s*\S.{{3,150}}))?", re.IGNORECASE)
_TO = re.compile(r"(?<=\w|\))\s+(?:to|of|for|à|au|de|del|zu|zur|к)\s+\S.{2,60}$")
"""What the line says it goes with."""
_BESIDE = re.compile(rf"[\s:–—/,()\d-]*(?:{_LINE.pattern}){_AFTER}(?P<title>.*)", re.IGNORECASE | re.DOTALL)
GUIDE = re.compile(
    r"(?:(?P<before>[A-Z]\.\d[\w.]*(?:/[A-Z]\.\d[\w.]*)*)\s+)?implement[eo]rs?['’]?\s+guide"
    r"(?:\s+(?:for|to|of)\s+(?:the\s+)?(?:(?:ITU[-‑]T\s+)?Rec(?:ommendation|\.)\s+)?(?:ITU[-‑]T\s+)?"
    r"(?P<after>[A-Z]\.\d[\w.]*(?:/[A-Z]\.\d[\w.]*)*))?(?:\s*\([^()]*\))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """What a document is to the one it goes with."""

    short: str
    """`Amd`, `Cor`, `Err`, `Add`."""
    number: str
    title: str = ""

    @property
    def word(self) -> str:
        """Name it in words: `Amendment 1`."""
        return f"{_NAMES[self.short]} {self._written}"

    @property
    def _written(self) -> str:
        """Write the number; a year that stands for one is in brackets."""
        return f"({self.number})" if len(self.number) > _MOST_FIGURES else self.number

    def name(self, parent: str) -> str:
        """Write its number after that of its parent, as the publisher does.

        >>> [Change("Amd", each).name("X.227") for each in ("1", "2009")], Change("Cor", "2").name("ISO 9001:2015")
        (['X.227 Amd. 1', 'X.227 Amendment (2009)'], 'ISO 9001:2015/Cor 2')
        """
        if self.number != self._written:
            return f"{parent} {self.word}"
        return f"{parent}/{self.short} {self.number}" if _is_dated(parent) else f"{parent} {self.short}. {self.number}"

    def titled(self, parent: str) -> str:
        """Write its title after that of its parent.

        >>> Change("Amd", "1", "Use in towns").titled("Lots")
        'Lots – Amendment 1: Use in towns'
        """
        own = f"{self.word}: {self.title}" if self.title else self.word
        parent = re.sub(rf"[\s(–—-]+(?:{_WORDS[self.short]})[\s(]*\d*[\s)]*$", "", parent, flags=re.IGNORECASE)
        return f"{parent} – {own}" if parent else own


def _is_dated(parent: str) -> bool:
    return re.match(r"(?:ISO|IEC)\b", parent) is not None


def find(lines: Iterable[str], parent: str) -> Change | None:
    """Find the line of a cover that says which change of the parent this is: it alone, or right after the number."""
    if re.search(rf"\b(?:{'|'.join(_WORDS)})\b", parent):
        return None
    bare = re.sub(r"^ITU-T\s+|\s*\([^()]*\)|:\d{4}$", "", parent)
    found = [change for line in lines if (change := _on_line(" ".join(line.split()), bare))]
    if len({(each.short, each.number) for each in found}) > 1:
        return None  # a history of what was changed
    return next((each for each in found if each.title), found[0] if found else None)


def _on_line(text: str, number: str) -> Change | None:
    bare = _TO.sub("", text) if number and _TO.search(text) and number.split()[-1] in text else text
    if alone := _ALONE.fullmatch(bare):
        return _change(alone, alone["title"] or "")
    _, named, rest = text.partition(number)
    beside = _BESIDE.fullmatch(rest) if named else None
    return _change(beside, beside["title"] if re.search(r"[^\W\d_]{4}", beside["title"]) else "") if beside else None


def _change(found: re.Match[str], title: str) -> Change:
    short = next(name for name in _WORDS if found[name])
    year = re.search(r"\((?:\d\d/)?((?:19|20)\d\d)\)", found[0])
    number = (found["number"] or (year[1] if year else "1")).upper()
    return Change(short, _ROMAN.get(number, number), title.strip(" .–—-:"))
