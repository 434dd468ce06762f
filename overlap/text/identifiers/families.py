"""Identifiers that follow the rules of no publisher, by what they look like."""

import re
from collections.abc import Iterable, Mapping

from overlap.text.identifiers.parsing import parse

_HEAD = re.compile(r"[^\d.:_]*")


def unknown(identifiers: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """List those that are not understood, by what stands before their first figure or dot; the largest family first.

    >>> unknown(["ISO 9001", "WI-1", "WI-2", "12 a"])
    {'WI': ('WI-1', 'WI-2'), '': ('12 a',)}
    """
    found: dict[str, list[str]] = {}
    for identifier in identifiers:
        if not parse(identifier).is_standard:
            head = _HEAD.match(identifier.strip())
            found.setdefault(head[0].strip(" -/([").upper() if head else "", []).append(identifier)
    ordered = sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    return {family: tuple(members) for family, members in ordered}
