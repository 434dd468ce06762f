"""Bytes → what a file holds. A new format is one module here and one line in READERS."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from overlap.read.content import Content


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one suffix are read."""

    reader: str
    """Module and function in this package; imported when the first such file is read, since parsers are heavy."""
    isolated: bool = True
    """Read in a process of its own, since a hostile file could lead the parser astray."""

    def read(self, data: bytes, source: str) -> Content:
        """Read the bytes of a source, named for messages. Raises InputError when they are not of the format."""
        module, _, function = self.reader.partition(".")
        reader: Callable[[bytes, str], Content] = getattr(import_module(f"overlap.read.formats.{module}"), function)
        from overlap.read.formats.visible import cleaned

        return cleaned(reader(data, source))


READERS: Mapping[str, Format] = {
    ".docx": Format("word.read_docx"),
    ".docm": Format("word.read_docx"),
    ".doc": Format("legacy.read_doc"),
    ".pdf": Format("pdf.read_pdf"),
    ".html": Format("html.read_html"),
    ".htm": Format("html.read_html"),
    ".md": Format("markdown.read_markdown"),
    ".rst": Format("restructured.read_rst"),
    ".adoc": Format("asciidoc.read_asciidoc"),
    ".asciidoc": Format("asciidoc.read_asciidoc"),
    ".txt": Format("text.read_text"),
    ".xlsx": Format("excel.read_xlsx"),
    ".xlsm": Format("excel.read_xlsx"),
    ".xlsb": Format("excel.read_xlsx"),
    ".xls": Format("excel.read_xls"),
    ".ods": Format("excel.read_ods"),
    ".xml": Format("standards.read_xml"),
    ".odt": Format("legacy.read_text_document"),
    ".rtf": Format("legacy.read_doc"),
    ".pptx": Format("legacy.read_slides"),
    ".ppt": Format("legacy.read_slides"),
    ".odp": Format("legacy.read_slides"),
    ".zip": Format("bundles.read_zip"),
    ".eml": Format("bundles.read_mail"),
    ".mht": Format("bundles.read_mail"),
    ".mhtml": Format("bundles.read_mail"),
    ".csv": Format("tables.read_csv", isolated=False),
    ".tsv": Format("tables.read_tsv", isolated=False),
    ".json": Format("records.read_json"),
    ".jsonl": Format("records.read_jsonl"),
    ".yaml": Format("yaml.read_yaml"),
    ".yml": Format("yaml.read_yaml"),
}
