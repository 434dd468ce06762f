"""Values that are asked for, as a status or a committee: which ones of those in a list are meant."""

from collections.abc import Iterable


def is_meant(value: str, wanted: Iterable[str]) -> bool:
    """Say whether a value is one of those wanted, in any case.

    >>> is_meant("under_study", ["Under study"])
    True
    """
    return _plain(value) in map(_plain, wanted)


def belongs(committee: str, wanted: Iterable[str]) -> bool:
    """Say whether a committee is one of those wanted or below one.

    >>> [belongs(each, ["iso/tc 268"]) for each in ("ISO/TC 268", "ISO/TC 268/SC 1", "ISO/TC 26")]
    [True, True, False]
    """
    plain = _plain(committee)
    return any(plain == each or plain.startswith(f"{each}/") for each in map(_plain, wanted))


def _plain(value: str) -> str:
    return value.casefold().replace("_", " ").strip()
