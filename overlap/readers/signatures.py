"""How the bytes of each format begin."""

import re

from overlap.readers.archive import OLE

_YAML = re.compile(rb"^(?:schema[-_]version|docid):", re.MULTILINE)
_HEADING = re.compile(rb"#{1,3}[ \t]+\S")
_LOOKED_AT = 4096


def sniff(data: bytes) -> str:
    """Tell the suffix of the format that the bytes begin like.

    What begins like no other format and is no list with a column `title` or `text` is taken for plain text.
    """
    head = data.replace(b"\0", b"") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return _office(data) or _marked(head) or _list(head) or ".txt"


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


def _list(head: bytes) -> str:
    first_line = head.partition(b"\n")[0].lower()
    for suffix, delimiters in ((".tsv", b"\t"), (".csv", b"[,;]")):
        cells = {cell.strip(b' "\r') for cell in re.split(delimiters, first_line)}
        if len(cells) > 1 and cells & {b"title", b"text"}:
            return suffix
    return ""
