"""How the bytes of each format begin."""

import re
from collections.abc import Callable

from overlap.read.formats.archive import OLE

_YAML = re.compile(rb"^(?:schema[-_]version|docid):|\A(?:---\s+)?(?:- (?:id|title)|id): ", re.MULTILINE)
_HEADING = re.compile(rb"#{1,3}[ \t]+\S")
_LOOKED_AT = 4096
"""Bytes at the beginning, enough for a header row or the first keys of a record."""


def sniff(data: bytes, is_title: Callable[[str], bool]) -> str:
    """Tell the suffix of the format that the bytes begin like.

    `is_title` tells the headings of a list's title or text; without one, and like no other format, it is plain text.
    """
    head = data.replace(b"\0", b"") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return _office(data) or _marked(head) or _list(head, is_title) or ".txt"


def _office(data: bytes) -> str:
    """Tell Word from Excel by the names of the files inside, which stand in an archive as they are."""
    if data.startswith(b"PK"):
        return next((suffix for suffix, name in ((".docx", b"word/"), (".xlsx", b"xl/")) if name in data), "")
    if data.startswith(OLE):
        return ".xlsx" if "Workbook".encode("utf-16-le") in data else ".doc"
    return ".doc" if data.startswith(b"{\\rtf") else ""


def _marked(head: bytes) -> str:
    if head.startswith(b"%PDF"):
        return ".pdf"
    if head.startswith(b"<"):
        return ".html"
    if head.startswith(b"["):
        return ".json"
    if head.startswith(b"{"):
        return ".jsonl" if head.partition(b"\n")[0].rstrip().endswith(b"}") else ".json"
    if _YAML.search(head[:_LOOKED_AT]):
        return ".yaml"
    return ".md" if _HEADING.match(head) else ""


def _list(head: bytes, is_title: Callable[[str], bool]) -> str:
    first_line = head[:_LOOKED_AT].partition(b"\n")[0].decode("utf-8", "replace")
    for suffix, delimiters in ((".tsv", "\t"), (".csv", ","), (".csv", ";"), (".csv", r"\|")):
        cells = [cell.strip(' "\r') for cell in re.split(delimiters, first_line)]
        if len(cells) > 1 and any(map(is_title, cells)):
            return suffix
    return ""
