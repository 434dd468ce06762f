"""Bytes → text."""

import codecs

from overlap.errors import InputError


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8, UTF-16 with its mark, or else Windows-1252, as Excel writes it on many machines.

    Raises InputError for anything else.
    """
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError(f"{name}: not a text file in a known encoding.", "Save it as UTF-8 text.")
