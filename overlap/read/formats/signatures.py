"""How the bytes of each format begin."""

import re
from collections.abc import Callable

from overlap.read.formats.archive import OLE

_YAML = re.compile(rb"^(?:schema[-_]version|docid):|\A(?:---\s+)?(?:- (?:id|title)|id): ", re.MULTILINE)
_HEADING = re.compile(rb"#{1,3}[ \t]+\S")
_PARTS = (
    (".docx", b"word/document"),
    (".xlsx", b"xl/workbook.xml"),
    (".xlsb", b"xl/workbook.bin"),
    (".pptx", b"ppt/presentation"),
    (".ods", b"application/vnd.oasis.opendocument.spreadsheet"),
    (".odt", b"application/vnd.oasis.opendocument.text"),
    (".odp", b"application/vnd.oasis.opendocument.presentation"),
    (".docx", b"word/"),
    (".xlsx", b"xl/"),
)
_STREAMS = ((".xls", "Workbook"), (".ppt", "PowerPoint Document"), (".msg", "__properties_version1.0"))
_HTML = re.compile(rb"<!doctype html|<html\b|<head\b|<body\b|<h[1-6]\b|<p\b|<div\b|<table\b|<meta\b", re.IGNORECASE)
_XML = re.compile(rb"<\?xml|<(?:standard|adoption|rfc|bibdata|bibitem|metanorma|[a-z]+-standard)\b")
_MAIL = re.compile(
    rb"(?:(?:received|from|to|subject|date|mime-version|message-id|return-path): .*\n(?:[ \t].*\n)*){3}", re.I
)
_ADOC = re.compile(rb"=[ \t]+\S.*\n:[\w-]+:|(?::[\w-]+!?:.*\n){3}")
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
        return next((suffix for suffix, name in _PARTS if name in data), ".zip" if b"PK\x01\x02" in data else "")
    if data.startswith(OLE):
        return next((suffix for suffix, name in _STREAMS if name.encode("utf-16-le") in data), ".doc")
    return ".rtf" if data.startswith(b"{\\rtf") else ""


def _marked(head: bytes) -> str:
    if head.startswith(b"%PDF"):
        return ".pdf"
    if head.startswith(b"<"):
        return ".xml" if _XML.match(head) and not _HTML.search(head[:_LOOKED_AT]) else ".html"
    if _MAIL.match(head[:_LOOKED_AT].replace(b"\r\n", b"\n")):
        return ".eml"
    if _ADOC.match(head[:_LOOKED_AT].replace(b"\r\n", b"\n")):
        return ".adoc"
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
