"""Text that any output can hold, what in it may be a link, and how several are written in a row."""

import re
from collections.abc import Iterable

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


def is_address(text: str) -> bool:
    """Say whether a text is an address of the web, which may be a link; nothing else may.

    >>> is_address("https://www.itu.int/rec/T-REC-Y.4904"), is_address("javascript:alert(1)")
    (True, False)
    """
    return text.startswith(("https://", "http://")) and not any(each.isspace() or each in '<>"' for each in text)


def listed(said: Iterable[str], last: str = "and") -> str:
    """Write several in a row, with a word before the last one.

    >>> listed(["one", "another", "a third"]), listed(["one", "another"], "or")
    ('one, another and a third', 'one or another')
    """
    every = list(said)
    return f"{', '.join(every[:-1])} {last} {every[-1]}" if len(every) > 1 else "".join(every)
