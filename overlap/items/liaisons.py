"""Which groups a proposal says it is in liaison with, and whether an item is of one of them."""

import re
from collections.abc import Iterable

_UNITS = {
    "TC": r"TC|Technical Committee|comité technique",
    "JTC": r"JTC|Joint Technical Committee|comité technique mixte",
    "PC": r"PC|Project Committee",
    "SG": r"SG|CE|Study Group|commission d['’]études|comisión de estudio",
    "SYC": r"SyC|Systems Committee",
    "SC": r"SC|Sub-?committee|sous-comité",
    "WP": r"WP|Working Party",
    "WG": r"WG|GT|Working Group|groupe de travail",
    "Q": r"Q|Question",
}
_LARGEST = ("TC", "JTC", "PC", "SG", "SYC")
"""Units that stand right below a body."""
_BODY = r"ISO/IEC|IEC/ISO|ITU-[TRD]|UIT-[TRD]|CEN[/-]CENELEC|[A-Z]{2,8}"
_NUMBER = r"\d+|[A-Z][a-z][\w-]*(?:\s[A-Z][a-z][\w-]*)*"
"""A few committees have a name in place of a number: `SyC Smart Cities`."""
_UNIT = "|".join(rf"(?P<{name}>{words})" for name, words in _UNITS.items())
_STEP = re.compile(rf"(?:(?i:{_UNIT}))\s?(?:[Nn][o°]\.?\s?)?(?P<number>{_NUMBER})(?!\w)")
_START = re.compile(
    rf"(?<![\w-])(?:(?P<body>{_BODY})(?:\s?/\s?|\s))?(?=(?i:{'|'.join(_UNITS.values())})\s?(?:[Nn][o°]\.?\s?)?(?:{_NUMBER}))"
)
_OF_BODY = re.compile(rf"\s(?:of|de l['’])\s?(?P<body>{_BODY})(?!\w)")
_DOWN = re.compile(r"\s?/\s?|,?\s")
_OF_A_STUDY_GROUP = re.compile(r"(?<![\w/])(?P<unit>Q|WP)(?:uestion)?\.?\s?(?P<number>\d+)/(?P<group>\d+)(?!\d)")
_DENIED = re.compile(r"\b(?:no(?![.°]|\s?\d)|not|nor|without|neither|sans|pas)\b[^;.\n]*", re.IGNORECASE)
"""What a text says that it has no liaison with."""
_SAME_BODY = {"ITU": "ITU-T", "CEI": "IEC", "IEC/ISO": "ISO/IEC", "CLC": "CENELEC", "CEN-CENELEC": "CEN/CENELEC"}

Group = tuple[str, ...]
"""The body, or empty where a text does not say it, and the units from the largest to the smallest."""


def groups(text: str) -> tuple[Group, ...]:
    """List the committees and their groups that a text names, each as the body and the way down to it.

    >>> groups("ISO/TC 268/SC 1; ITU-T SG20 and Q7/20")
    (('ISO', 'TC268', 'SC1'), ('ITU-T', 'SG20'), ('ITU-T', 'SG20', 'Q7'))
    >>> groups("Study Group 20 of ITU")
    (('ITU-T', 'SG20'),)
    """
    found: dict[Group, None] = {}
    text = _DENIED.sub("", text)
    place = 0
    while start := _START.search(text, place):
        way, place = _way(text, start.end())
        if way and way[0].rstrip("0123456789").startswith(_LARGEST):
            after = _OF_BODY.match(text, place)
            found[_body(start["body"] or (after["body"] if after else "")), *way] = None
        place = max(place, start.end() + 1)
    found |= dict.fromkeys(
        ("ITU-T", f"SG{each['group']}", f"{each['unit']}{each['number']}") for each in _OF_A_STUDY_GROUP.finditer(text)
    )
    return tuple(found)


def _way(text: str, place: int) -> tuple[list[str], int]:
    """Read units from a place on, each right below the one before, and say where the last one ends."""
    way: list[str] = []
    end = place
    while step := _STEP.match(text, place):
        unit = next(name for name in _UNITS if step[name])
        if way and unit in _LARGEST:
            break
        way.append(unit + step["number"].replace(" ", "").upper())
        end = step.end()
        between = _DOWN.match(text, end)
        if not between:
            break
        place = between.end()
    return way, end


def is_listed(liaisons: str, body: str, committee: str, group: str = "") -> bool:
    """Say whether a text of liaisons names the group of an item, its parent, or its child.

    >>> [is_listed(each, "ITU-T", "SG20") for each in ("ITU-T SG20", "Q7/20", "ITU-T SG16", "ITU-T")]
    [True, True, False, False]
    >>> [is_listed(each, "ISO", "ISO/TC 268") for each in ("ISO/TC 268/SC 1", "ISO/TC 26", "ISO/IEC JTC 1")]
    [True, False, False]
    """
    named = groups(liaisons)
    own = {each for text in (committee, f"{committee}/{group}", group) for each in groups(text)}
    own = {(each[0] or _body(body), *each[1:]) for each in own}
    return any(_is_near(one, other) for one in own for other in named)


def long_for(name: str, committees: Iterable[str]) -> str:
    """Give the one of some committees that a name of its last units is short for; empty where it may be several.

    >>> known = ["ISO/IEC JTC 1/SC 29", "ISO/TC 268/SC 1", "ISO/TC 20/SC 1"]
    >>> [long_for(each, known) for each in ("SC29", "SC 1", "Cities")]
    ['ISO/IEC JTC 1/SC 29', '', '']
    """
    units, end = _way(name, 0)
    found = {
        group: each
        for each in committees
        for group in groups(each)
        if units and end == len(name) and [*group[-len(units) :]] == units
    }
    return next(iter(found.values())) if len(found) == 1 else ""


def _is_near(one: Group, other: Group) -> bool:
    """Say whether one of two groups is the other, or the group right above it."""
    bodies_agree = any(not each[0] for each in (one, other)) or one[0] == other[0]
    shorter, longer = sorted((one[1:], other[1:]), key=len)
    return bodies_agree and len(longer) - len(shorter) <= 1 and longer[: len(shorter)] == shorter


def _body(name: str) -> str:
    english = name.replace("UIT", "ITU")
    return _SAME_BODY.get(english, english)
