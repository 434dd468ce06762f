"""Bytes → what a file holds. A new format is one module here and one line in READERS."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from overlap.content import Content
from overlap.readers import excel, html, legacy, markdown, pdf, records, tables, text, word, yaml


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one suffix are read."""

    read: Callable[[bytes, str], Content]
    """Takes the bytes and the name of a source, for messages; raises InputError when it is not of the format."""
    apart: bool = True
    """Read in a process of its own, since a hostile file could lead the parser astray."""


READERS: Mapping[str, Format] = {
    ".docx": Format(word.read_docx),
    ".docm": Format(word.read_docx),
    ".doc": Format(legacy.read_doc),
    ".pdf": Format(pdf.read_pdf),
    ".html": Format(html.read_html),
    ".htm": Format(html.read_html),
    ".md": Format(markdown.read_markdown),
    ".txt": Format(text.read_text, apart=False),
    ".xlsx": Format(excel.read_xlsx),
    ".xlsm": Format(excel.read_xlsx),
    ".csv": Format(tables.read_csv, apart=False),
    ".tsv": Format(tables.read_tsv, apart=False),
    ".json": Format(records.read_json),
    ".jsonl": Format(records.read_jsonl),
    ".yaml": Format(yaml.read_yaml),
    ".yml": Format(yaml.read_yaml),
}
