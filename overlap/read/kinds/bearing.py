"""The number that a document bears: in its first lines, its running header, else the name of its file."""

import re
from collections.abc import Iterable
from pathlib import PurePath

from overlap.read.content import Document
from overlap.read.kinds import labels, letters
from overlap.read.kinds.labels import Line

_NUMBER = re.compile(
    r"\b((?:SG\d+|TSAG)-(?:TD|C|LS|R)\s?\d[\w.-]*|T\d\d-SG\d+-[\w-]+|TP-\d{4}-\d{4}\w*|[A-Z]\d-\s?\d{6,7}\w*)"
)
_N_NUMBER = re.compile(
    r"(?:document(?: number| no\.?)?\s*:?\s*)?((?:(?:ISO|IEC|ITU|JTC|TC|SC|WG|SyC)[\w/ -]*\s)?N\s?\d{1,5})",
    re.IGNORECASE,
)
"""A number of ISO or IEC, alone on its line or behind its label."""
_LONGEST_LINE = 160
"""Characters of a line in which a document bears its own number; a longer one is running text that names others."""


def number(document: Document, first: Iterable[Line]) -> tuple[str, str]:
    """Find the number of a document in its first lines or its running header, else take the file's name; and where."""
    for line in first:
        text = line.text.strip()
        is_prose = len(line.text) > _LONGEST_LINE or text.endswith(".")
        if labels.match(line.text, letters.page().labels) or is_prose:
            continue
        if found := _NUMBER.search(text):
            return re.sub(r"\s", "", found[1]), line.place
        if found := _N_NUMBER.fullmatch(text):
            return found[1], line.place
    for ignored in document.ignored:
        if found := _NUMBER.search(ignored.what):
            return re.sub(r"\s", "", found[1]), ignored.place
    return PurePath(document.source).stem, "the name of the file"
