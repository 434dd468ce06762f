"""Identifiers of ISO, IEC and those who publish with them: `ISO/IEC FDIS 27001:2022/Amd 1`."""

import re
from functools import lru_cache
from typing import NamedTuple

from overlap.text.identifiers import rules
from overlap.text.identifiers.identity import Identifier

_YEAR = r"(?:19[4-9]|20[0-3])\d"
_NUMBER = rf"\d+[A-Z]*(?:-(?!{_YEAR}(?!\s?:|[\w-])|FDIS|DIS|CD|ED)[A-Z]*(?:\d+[A-Z]*)?)*"
_MAIN = re.compile(
    rf"(?P<words>[A-Z][A-Z0-9/ +.]*?)[\s/.,-]*?(?P<number>(?<![A-Z0-9])(?:P(?=\d))?{_NUMBER})"
    r"(?:\.(?P<iteration>\d{1,2})(?![\d.]))?(?:\s?:\s?(?P<year>\d{4})?(?:-\d\d)*(?![\w-]))?(?P<rest>.*)"
)
_FIGURES = re.compile(r"\d+")
_BETWEEN = re.compile(r"[/ .]+")
_LATE_YEAR = re.compile(rf"[-\s]?\(?({_YEAR})\)?(?:-(?:0[1-9]|1[0-2]))?(?:-\d\d)?(?![\w-])")
_SHEET = re.compile(rf"/(\d+|[IVX]+)(?=$|[-:(\s/])(?::({_YEAR}))?")
_STAGE_OF_CHANGE = "|".join(sorted(rules.STAGES | {"FD", "PD", "FPD", "P", "D", "F", "PRE"}, key=len, reverse=True))
_CHANGE = re.compile(
    rf"[\s/+,—–-]*(?P<stage>(?:(?:{_STAGE_OF_CHANGE})\d?[\s/]*)*)"
    r"(?:TECH(?:NICAL|\.)?\s)?(?P<kind>AMENDMENT|AMEND|AMDT|AMD|AM|CORRIGENDUM|CORR|COR|ADDENDUM|ADD|AD(?=\s?\d)|ISH|FRAG[A-Z]?|SUPPLEMENT|SUPPL|SUP|EXT|AC|A|C)"
    r"[\s.]*(?P<number>\d+(?:\.\d+)?)?(?:\s?[:-]\s?(?P<year>\d{4}|\d\d(?!\d))?(?:-\d\d)*)?(?=$|[\s/+(,;\])—-])"
)
_KIND_OF_CHANGE = {"A": "Amd", "AM": "Amd", "C": "Cor", "AC": "Cor", "S": "Suppl", "I": "ISH", "F": "FRAG", "E": "Ext"}
_EDITION = re.compile(
    r"[\s,-]*(?:\(?ED(?:ITION|\.|N\.)?\s?(?P<number>\d*)(?:\.\d+)?(?:\s\d{4}-\d\d(?:-\d\d)?)?\)?(?![A-Z])"
    r"|(?P<word>FIRST|SECOND|THIRD|FOURTH|FIFTH|SIXTH)\sEDITION(?:[\s,]+\w*\s?\d{4}(?:-\d\d)*)?)"
)
_LANGUAGE = re.compile(r"\s?\(([A-Z]{1,5}(?:\s?[,/+-]\s?[A-Z]{1,5})*)\)|/([EFR](?:/[EFR])*)(?=$|[\s/])")
_REMARK = re.compile(
    r"\s?\((?:ALL PARTS|SERIES|REV\.?|REVISED|(?:18|19|20)\d\d(?:-\d\d)?)\)|[\s,]*ALL PARTS$|[\s:.]+$|\sV\d+$"
    r"|,?\s(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\.?,?(?:\s\d{1,2},)?\s\d{4}$"
)
_PACKAGING = re.compile(rf"\s?[\s-]\s?(?:{'|'.join(sorted(rules.PACKAGING, key=len, reverse=True))})(?=$|[\s/(])")


class Words(NamedTuple):
    """What the words before a number say."""

    publishers: tuple[str, ...]
    kind: str
    stage: str
    owner: str
    """The publishers as written."""
    is_adopter: bool
    """A kind stands before the publishers: `IS/ISO 37156` is a standard of India, `TS ISO 9001` one of Türkiye."""


class Rest(NamedTuple):
    """What stands after a number."""

    sheet: str = ""
    year: str = ""
    edition: str = ""
    changes: tuple[str, ...] = ()
    stage: str = ""


_NOTHING = Rest()


def read(name: str) -> Identifier | None:
    """Take an identifier apart, written in capitals; None when it is of none of these publishers."""
    found = _MAIN.fullmatch(name)
    if not found:
        return None
    words = classify(found["words"])
    rest = _rest(found["rest"]) if found["rest"] else _NOTHING
    if words is None or rest is None or words.is_adopter:
        return None
    year = found["year"] or rest.year
    number = found["number"].lstrip("P")
    if rest.sheet:
        is_part = "ISO" in words.publishers and "-" not in number
        number += f"-{rest.sheet}" if is_part else f"/{rest.sheet}"
    stage = words.stage or rest.stage or ("P" if found["number"].startswith("P") else "")
    if stage and found["iteration"]:
        stage += f".{found['iteration']}"
    works = (work_of(words.publishers, words.kind, number, year),)
    return Identifier(works, words.owner, words.kind, number, rest.changes, year, rest.edition, stage)


@lru_cache(maxsize=4096)
def classify(text: str) -> Words | None:
    """Say what the words before a number mean; None when one of them is in no table."""
    publishers: list[str] = []
    kinds: list[str] = []
    stages: list[str] = []
    for word in filter(None, _BETWEEN.split(text)):
        bare = word.rstrip("0123456789") if word not in rules.PUBLISHERS else word
        if word in rules.PUBLISHERS:
            publishers.append(word)
        elif word in rules.COMPOUNDS or bare in rules.COMPOUNDS:
            stage, kind = rules.COMPOUNDS.get(word) or rules.COMPOUNDS[bare]
            stages.append(stage)
            kinds += [kind] if kind else []
        elif bare in rules.STAGES:
            stages.append(word)
        elif word in rules.KINDS or word in rules.OWN_NUMBERING:
            kinds.append(word)
        elif word != "STD" and not (word == "P" and publishers):
            return None
    own = [kind for kind in kinds if kind in rules.OWN_NUMBERING]
    is_adopter = bool(publishers) and not own and _BETWEEN.split(text)[0] in rules.KINDS
    is_of_ieee = "IEEE" in publishers and not {"ISO", "IEC"} & {*publishers}
    if (not publishers and "IWA" not in own) or is_of_ieee or rules.PUBLISHING_ADOPTERS & {*publishers[:1]}:
        return None
    publishers = list(dict.fromkeys(publishers))
    return Words(
        tuple(publishers), (own or kinds or [""])[0], " ".join(stages), "/".join(publishers) or "ISO", is_adopter
    )


def work_of(publishers: tuple[str, ...], kind: str, number: str, year: str = "") -> str:
    """Name the work: the owner of the number, the kind where it numbers on its own, and the number."""
    if kind in rules.OWN_NUMBERING:
        owner = "/".join(sorted(publishers, key=_precedence))
        return f"{owner} {kind} {number}" if kind != "IWA" else f"IWA {number}"
    owner = _owner(publishers)
    figures = _FIGURES.match(number)
    figure = int(figures[0]) if figures else 0
    before = rules.BEFORE_1997
    if figure < before["below"] and owner == before["of"] and (not year or int(year) <= before["last_year"]):
        number = f"{figure + before['add']}{number[len(str(figure)) :]}" if number[0] in "123456789" else number
    for names, first, last, kept_by in rules.SHARED:
        if first <= figure <= last and owner in names:
            owner = kept_by
            break
    work = f"{owner} {number}"
    return f"{owner}/{kind} {number}" if kind and (work, kind) in rules.GIVEN_TWICE else work


@lru_cache(maxsize=1024)
def _owner(publishers: tuple[str, ...]) -> str:
    return next((each for each in rules.OWNERS if each in publishers), "/".join(publishers))


def _precedence(publisher: str) -> tuple[int, str]:
    """Order publishers as `ISO/IEC/IEEE`, however they are written."""
    order = ("ISO", "IEC", "IEEE")
    return (order.index(publisher) if publisher in order else len(order)), publisher


@lru_cache(maxsize=2**14)
def _rest(text: str) -> Rest | None:
    """Read what stands after the number; None when some of it is not understood."""
    sheet = year = edition = stage = ""
    changes: list[str] = []
    place = 0
    if text and (found := _SHEET.match(text)):
        sheet, year, place = _arabic(found[1]), found[2] or "", found.end()
    while place < len(text):
        if found := _CHANGE.match(text, place):
            changes.append(_change(found))
        elif not year and not changes and (found := _LATE_YEAR.match(text, place)):
            year = found[1]
        elif found := _EDITION.match(text, place):
            ordinal = _ORDINALS.index(found["word"]) + 1 if found["word"] else ""
            edition = f"ED{found['number'] or ordinal}"
        elif found := _LANGUAGE.match(text, place):
            spoken = (found[1] or found[2]).replace(" ", "")
            if not {*re.split(r"[,/+-]", spoken)} <= rules.LANGUAGES:
                return None
        elif not (found := _PACKAGING.match(text, place) or _REMARK.match(text, place)):
            if not (found := _AFTER_STAGE.match(text, place)):
                return None
            stage = found[1]
        place = found.end()
    return Rest(sheet, year, edition, tuple(changes), stage)


_AFTER_STAGE = re.compile(
    r"[/_\s-]+((?:" + "|".join(sorted(rules.STAGES, key=len, reverse=True)) + r")\d?)(?=$|[\s/(:.,_-])"
)
_ORDINALS = ("FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH")


def _change(found: re.Match[str]) -> str:
    """Write an amendment as `DAM 1:2020` or `Amd 1:2019`."""
    kind = _KIND_OF_CHANGE.get(found["kind"]) or next(
        name for letter, name in _KIND_OF_CHANGE.items() if found["kind"].startswith(letter)
    )
    if found["kind"].startswith("AD"):
        kind = "Add"
    elif found["kind"].startswith("COR"):
        kind = "Cor"
    stage = " ".join(found["stage"].replace("/", " ").split())
    if stage and stage not in rules.STAGES:  # `DAmd`, `FDAM`: written in one with the kind
        kind, stage = f"{stage}{kind}", ""
    number = f" {found['number']}" if found["number"] else ""
    year = found["year"] or ""
    year = f"20{year}" if len(year) == 2 else year
    return f"{stage} {kind}".strip() + number + (f":{year}" if year else "")


def _arabic(text: str) -> str:
    """Write a Roman number with figures."""
    romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
    return str(romans.index(text) + 1) if text in romans else text
