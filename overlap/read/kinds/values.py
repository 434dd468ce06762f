"""What stands in a nested record: text, if there is any."""

import re
from collections.abc import Mapping

from overlap.read.formats.visible import fold

_PUBLISHERS = "ISO|IEC|CISPR|IEEE|ITU-[TRD]|ITU|CEN|CENELEC|ETSI|ASTM|ASME|CIE|HL7|SAE|OIML|IDF|IUPAC|OECD|IULTCS|ICC"
_PUBLISHER = re.compile(rf"(?:{_PUBLISHERS})(?![\w-])(?:/(?:{_PUBLISHERS})(?![\w-]))*")
_CODE = re.compile(r"(\d\d)\.?(\d\d)")


def at(value: object, *path: str | int) -> object:
    """Follow keys and places into a nested value; None where there is nothing.

    >>> at({"title": [{"content": "Parking"}]}, "title", 0, "content")
    'Parking'
    """
    for step in path:
        if isinstance(value, Mapping) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def text(value: object, *path: str | int) -> str:
    """Give the text at the end of a path, folded; empty when there is none."""
    found = at(value, *path)
    return fold(found) if isinstance(found, str) else ""


def items(value: object, *path: str | int) -> list[Mapping[str, object]]:
    """Give the objects of the list at the end of a path; an object that stands alone is a list of one."""
    found = at(value, *path)
    if isinstance(found, dict):
        return [found]
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def filled(**fields: str) -> dict[str, str]:
    """Keep the fields that have a text."""
    return {name: value for name, value in fields.items() if value}


def join(values: list[str]) -> str:
    """Put several values into one field, each once."""
    return "; ".join(dict.fromkeys(filter(None, values)))


def publisher(identifier: str) -> str:
    """Tell by its identifier whose document it is.

    >>> publisher("ISO/IEC TR 30172:2023"), publisher("ISO/DIS 37100"), publisher("Y.4000")
    ('ISO/IEC', 'ISO', '')
    """
    found = _PUBLISHER.match(identifier)
    return found[0] if found else ""


def stage(code: str) -> str:
    """Write a harmonized stage code as people do; empty for anything else.

    >>> stage("6060")
    '60.60'
    """
    found = _CODE.fullmatch(code)
    return f"{found[1]}.{found[2]}" if found else ""


def status(code: str) -> str:
    """Tell the status from a stage as ISO writes it.

    >>> [status(code) for code in ("10.98", "40.20", "60.00", "60.60", "90.92", "95.99", "")]
    ['deleted', 'under_study', 'under_study', 'published', 'published', 'withdrawn', '']
    """
    if not code:
        return ""
    if code.endswith(".98") and code < "60":
        return "deleted"
    if code < "60.60":
        return "under_study"
    return "withdrawn" if code == "95.99" else "published"
