"""The form of a comparison that was written as JSON: what is read of it, and of which kind each part is."""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

import msgspec

from overlap.record import seal
from overlap.settings import Level


class _Side(TypedDict):
    name: str
    title: str
    as_of: str
    read: int


class _Entry(TypedDict):
    id: str
    title: NotRequired[str]
    scope: NotRequired[str]
    stage: NotRequired[str]
    status: NotRequired[str]


class _Pair(TypedDict):
    id: str
    left: _Entry
    right: _Entry
    score: float
    level: Level
    declared: NotRequired[str]
    decision: NotRequired[str]
    reopened: NotRequired[str]


class _Input(TypedDict):
    what: str
    name: str
    sha256: str


class _Both(TypedDict):
    left: dict[str, str]
    right: dict[str, str]


class _Run(TypedDict):
    left: str
    right: str
    decisions: str
    columns: NotRequired[dict[str, str]]
    """Field → heading, in runs kept before lists could be named."""
    headings: NotRequired[dict[str, dict[str, str]]]
    mandate_of: str
    inputs: list[_Input]
    versions: dict[str, str]
    items: _Both
    folded: _Both
    sealed: NotRequired[bool]


class _Report(TypedDict):
    overlap_version: str
    settings: dict[str, Any]
    left: _Side
    right: _Side
    matching: int
    shown: int
    pairs: list[_Pair]
    coordinated: NotRequired[list[_Pair]]
    decided: NotRequired[list[_Pair]]
    run: NotRequired[_Run]


def deviation(whole: Mapping[str, Any]) -> str:
    """Say what of a comparison is not of that form, and where, or that it is not what was sealed; empty when all is.

    >>> deviation({"overlap_version": "0.1"})
    'Object missing required field `settings`'
    """
    try:
        msgspec.convert(whole, _Report)
    except (msgspec.ValidationError, UnicodeEncodeError) as error:
        return str(error)
    is_sealed = seal.FIELD in whole or whole.get("run", {}).get("sealed")
    return "its checksum is another" if is_sealed and not seal.is_whole(whole) else ""
