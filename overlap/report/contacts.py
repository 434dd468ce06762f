"""Contacts: who can be asked, and how they are reached."""

import re

_REACH = re.compile(r"(?:(?:tel|tél|phone|fax|e-?mail)\b.*|\S+@\S+|\+?[\d ()./-]{6,})", re.IGNORECASE)
"""A telephone number or an address for mail, alone or behind its name."""


def parts(contact: str) -> tuple[list[str], list[str]]:
    """Part a contact, `Jane Doe, TSB; jane@itu.example`, at its semicolons into who it is and how to reach them."""
    every = [each.strip() for each in contact.split(";") if each.strip()]
    return [each for each in every if not _REACH.fullmatch(each)], [each for each in every if _REACH.fullmatch(each)]
