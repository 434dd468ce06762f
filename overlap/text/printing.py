"""Text that any output can hold: a terminal, XML, a file in UTF-8."""

import re

_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udc7f\udd00-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
"""What steers a terminal, what XML 1.0 cannot hold (clause 2.2, Char), and halves of characters."""
_BYTE = re.compile("[\udc80-\udcff]")
"""A byte of a name that is no UTF-8, as Python keeps it (PEP 383)."""


def printable(text: str) -> str:
    r"""Put a space for what is no text, and an escape for each byte of a name that is no UTF-8.

    >>> printable("caf\udce9\x1b[31m\uffff.csv")
    'caf\\xe9 [31m .csv'
    """
    if text.isprintable():
        return text
    return _NO_TEXT.sub(" ", _BYTE.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", text))
