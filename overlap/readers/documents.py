"""Plain text and Markdown: one document, its title and its scope."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from overlap.errors import InputError
from overlap.model import Fault, Row
from overlap.readers.encoding import decode

_HEADING = re.compile(r"(?:#{1,6}\s*)?(?:(?:clause\s+)?\d+(?:\.\d+)*\.?\s+)?(?P<name>[^\W\d][^.:]{0,60}?)\s*:?\s*#*")
_NUMBERED = re.compile(r"(?:#{1,6}\s+\S|\d+(?:\.\d+)*\.?\s+[^\W\d_])")
_INLINE = re.compile(
    r"\W*(?P<name>title|scope|purpose and scope|summary|abstract|reference)\W*:\W*(?P<text>.+)", re.IGNORECASE
)
_SCOPES = ("scope", "purpose and scope", "scope and purpose", "summary", "abstract")


def read_text(data: bytes, name: str) -> Iterator[Row | Fault]:
    """Read a document as one row: id from the file name, title from its first line, scope from its scope clause."""
    yield document(decode(data, name), name)


def document(text: str, name: str) -> Row:
    """Find the title and the scope of a document.

    The scope is what stands under a heading Scope, else Summary or Abstract, up to the next heading; without such
    a heading it is all that follows the title. Raises InputError when there is no text.
    """
    lines = [" ".join(line.split()) for line in text.replace("\r\n", "\n").split("\n")]
    if not any(re.search(r"\w", line) for line in lines):
        raise InputError(f"{name}: no text in it.", "Check that it is the right file.")
    stated: dict[str, str] = {}
    for line in lines:
        if found := _INLINE.fullmatch(line):
            stated.setdefault(found["name"].lower(), found["text"].strip(" *_"))
    first = next(number for number, line in enumerate(lines) if re.search(r"\w", line))
    title = stated.get("title") or lines[first].strip("#*_ ")
    scopes = (stated.get(name) or _section(lines, name) for name in _SCOPES)
    scope = next(filter(None, scopes), "") or " ".join(filter(None, lines[first + 1 :]))
    fields = {"id": stated.get("reference") or PurePath(name).stem, "title": title, "scope": scope.strip()}
    return Row("document", fields)


def _section(lines: list[str], name: str) -> str:
    """Join the lines under the heading of that name, up to the next heading."""
    for number, line in enumerate(lines):
        heading = _HEADING.fullmatch(line.strip("*_ "))
        if heading and heading["name"].strip().lower() == name:
            body = []
            for following in lines[number + 1 :]:
                if _NUMBERED.match(following):
                    break
                body.append(following)
            return " ".join(filter(None, body))
    return ""
