"""Which documents a document says it is related to: those of its references, and those that it replaces or revises.

What it names elsewhere is no relation.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from overlap.read.content import Document, Table
from overlap.read.kinds import naming, outline, wording
from overlap.read.kinds.outline import Section
from overlap.text import citations

_KEY = re.compile(r"\[([A-Z](?=[^\]]*\d)[\w./ -]{3,40})\]")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[^\W\d_a-zà-ÿа-я])|\n")
_BEFORE = ("foreword", "history")
_FEWEST = 3
"""Rows of a table of documents."""
_CLAUSES = ("scope", "introduction", "references")


def named(document: Document, found: Sequence[Section], own: str, *, is_itu: bool = False) -> tuple[list[str], str]:
    """List what the document says to replace, and what its references name, the normative ones first; and where."""
    listed = [(each.text, f"{each.place}, under '{each.heading}'") for each in found if each.name == "references"]
    listed += [(outline.table_text(each), each.place) for each in document.tables if _lists_documents(each)]
    related_to = ((related(text, own, is_itu=is_itu), place) for text, place in listed)
    names, where = next((each for each in related_to if each[0]), ([], ""))
    before = related(_revised(document, found), own, is_itu=is_itu)
    return list(dict.fromkeys([*before, *names])), where or ("what it says to replace" if before else "")


def _lists_documents(table: Table) -> bool:
    """Say whether the first column of a table is of documents, each another: it refers to them."""
    return naming.names_documents(0, table.rows[1:]) and len(table.rows) > _FEWEST


def _revised(document: Document, found: Sequence[Section]) -> str:
    """Give the sentences before the clauses, in a foreword or a history that say what the document replaces."""
    first = takewhile(
        lambda each: outline.NAMES.get(outline.heading_name(each.text)) not in _CLAUSES, document.paragraphs
    )
    revises = wording.spoken("documents", "relations.replaces")
    texts = [each.text for each in first] + [each.text for each in found if each.name in _BEFORE]
    return "\n".join(line for text in texts for line in _SENTENCE.split(text) if revises.search(line))


def related(text: str, own: str, *, is_itu: bool = False) -> list[str]:
    """List the documents that a clause of references names; `E.1.3` is one of ITU-T only where ITU is spoken of."""
    is_itu = is_itu or naming.names_itu(f"{own} {text}")
    found = [*citations.find(text), *keyed(text)]
    clauses = naming.clauses(found, is_itu)
    return [each for each in found if each != own and each not in clauses]


def keyed(text: str) -> list[str]:
    r"""List what a clause of references names by a key alone, line by line: `[MQTT-v5.0] MQTT Version 5.0`.

    >>> keyed("[MQTT-v5.0]\nMQTT Version 5.0\n[RFC2119] Key words\n[1] Lots")
    ['MQTT-v5.0']
    """
    found = (_KEY.match(line) for line in text.split("\n"))
    return list(dict.fromkeys(each[1] for each in found if each and not citations.find(each.string)))
