"""Identifiers of IEEE, and of ANSI where it gives the number of IEEE: `IEEE P802.11-REVmb/D3.0`."""

import re

from overlap.text.identifiers import rules
from overlap.text.identifiers.identity import Identifier
from overlap.text.identifiers.iso import work_of

_MONTH = r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
_HEAD = (
    r"IEEE|ANSI|AIEE|USAS|ASA|IRE|IEC|ISO|NACE|CSA|ASHRAE|ACTIVE|UNAPPROVED|APPROVED|DRAFT|REVISED|STANDARD|STDS?\.?|"
    r"NO\.?|NUMBER|TS|TR|CD\d?|DIS|FDIS|INTERNATIONAL|PREPRINT"
)
_LETTERS = rf"(?:(?!{_MONTH}|REV|V\d)[A-Z]){{0,4}}"
_FULL_YEAR = r"(?:19|20)\d\d(?![\d.])"
_FORM = re.compile(
    rf"(?P<head>(?:(?:{_HEAD})[\s/,-]*)*)(?P<draft>P(?=[A-Z]?\d))?"
    rf"(?P<number>[A-Z]{{0,2}}\d+{_LETTERS}(?:\.(?!{_FULL_YEAR})\d+{_LETTERS})*"
    r"(?:-(?!(?:19|20)\d\d(?!\d)|REV|FDIS|DIS|CD|D\d)[A-Z]*\d+[A-Z]*)*)"
    rf"(?P<rest>(?=$|[\s\-_/,:;(\[+]|\.(?!\d)|\.(?={_FULL_YEAR})|[DV]\d|REV|{_MONTH}).*)"
)
_YEAR = re.compile(r"(?<!\d)((?:18|19|20)\d\d)(?!\d)")
_CHANGE = re.compile(r"/\s?(COR|AMD|AMENDMENT|CORRIGENDUM)[\s.-]*(\d*)|[\s-]+(AMENDMENT|COR\.?|CORRIGENDUM)\s?(\d+)")
_DRAFT = re.compile(r"[/_\s-]?D\d|REV|DIS|CD\b")
_OWN_PART = re.compile(r"/(CONFORMANCE|INT)[\s-]?(\d*)")
_ASIDE = re.compile(
    r"\s?[(\[](?!ISO|IEC|ANSI|IEEE)[^()\[\]]*[)\]]?"
    r"|\s+(?:REVISION|AMENDMENT|DRAFT AMENDMENT) (?:OF|TO) .*|,? BASED ON .*"
)


def read(name: str) -> Identifier | None:
    """Take an identifier apart, written in capitals; None when it is none of IEEE's."""
    plain = _ASIDE.sub("", name).strip()
    found = _FORM.fullmatch(plain)
    if not found:
        return None
    words = [each for each in re.split(r"[\s/,-]+", found["head"]) if each]
    publishers = tuple(dict.fromkeys(each for each in words if each in rules.PUBLISHERS or each in ("AIEE", "IRE")))
    number, rest = found["number"], found["rest"]
    is_of_committee = number[0].isalpha()
    is_ansi = is_of_committee and bool({*words} & {"ANSI", "USAS", "ASA"})
    if not (found["draft"] or is_ansi or {"IEEE", "AIEE"} & {*publishers} or number.startswith("802.")):
        return None
    owners = publishers if {"ISO", "IEC"} & {*publishers} and not is_of_committee else ("IEEE",)
    work = work_of(owners, "", number)
    own = _OWN_PART.search(rest)
    number += f"/{own[1]}{own[2]}" if own else ""
    work += f"/{own[1]}{own[2]}" if own else ""
    change = _CHANGE.search(rest)
    is_draft = bool(found["draft"] or _DRAFT.search(rest))
    years = _YEAR.findall(rest)
    written = f"{'/'.join(publishers or ('IEEE',))} {'P' if is_draft else 'Std '}{number}"
    return Identifier(
        numbers=(work,),
        owner="/".join(publishers or ("IEEE",)),
        number=number,
        changes=(f"{(change[1] or change[3])[:3].capitalize()} {change[2] or change[4] or ''}".strip(),)
        if change
        else (),
        year=years[0] if years else "",
        stage="P" if is_draft else "",
        written=f"{written}-{years[0]}" if years and not is_draft else written,
    )
