"""XML of the field: ISO and NISO STS, Metanorma, Relaton, RFC XML, the IEEE catalogue; and pages in XML."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from overlap.errors import InputError
from overlap.read.content import Content, Document, Record, Records
from overlap.read.formats import xmlbody, xmlmeta, xmltree

_Fields = Callable[[Element], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A kind of XML: how it is called, the names of its root, and how its metadata are read."""

    name: str
    roots: frozenset[str]
    fields: _Fields


VOCABULARIES = (
    Vocabulary("STS XML", frozenset(("standard", "adoption")), xmlmeta.sts),
    Vocabulary("RFC XML", frozenset(("rfc",)), xmlmeta.rfc),
    Vocabulary("Metanorma XML", frozenset(("metanorma", "standard-document")), xmlmeta.metanorma),
)
"""Texts of standards; the older roots of Metanorma are `iso-standard`, `itu-standard` and so on."""
_ITEMS: Mapping[str, _Fields] = {
    "bibdata": xmlmeta.relaton,
    "bibitem": xmlmeta.relaton,
    "publication": xmlmeta.ieee,
}
"""Entries of catalogues."""
_REMEDY = "STS, Metanorma, Relaton, RFC and IEEE XML are read; save it as HTML or Word, or its list as CSV."
_WAYS_OUT = {
    "Workbook": ("an XML spreadsheet of 2003", "Open it in Excel, and save it as .xlsx."),
    "wordDocument": ("a Word XML document of 2003", "Open it in Word, and save it as .docx."),
    "package": ("a flat Word XML document", "Open it in Word, and save it as .docx."),
    "document": ("a flat OpenDocument file", "Open it in LibreOffice, and save it as .docx."),
}


def read_xml(data: bytes, source: str) -> Content:
    """Read the XML of a standard, or entries of a catalogue. Raises InputError for XML of another kind."""
    text = xmltree.as_utf8(data, source)
    root = xmltree.parse(text, source)
    name = xmltree.local(root.tag)
    if name == "html":
        from overlap.read.formats.html import read_html

        return read_html(data, source)
    known = next((each for each in VOCABULARIES if name in each.roots or _is_metanorma(name, each)), None)
    if known is not None:
        return _document(root, known, source)
    items = list(_outermost(root))
    if items:
        return Records(source, "XML catalogue", _records(items))
    what, remedy = _WAYS_OUT.get(name, (f"XML of a kind that is not known, <{name}>", _REMEDY))
    raise InputError(f"{source}: {what}.", remedy)


def _is_metanorma(name: str, vocabulary: Vocabulary) -> bool:
    return name.endswith("-standard") and "metanorma" in vocabulary.roots


def _outermost(element: Element) -> Iterator[Element]:
    """Yield the entries that stand for themselves: those within another are what it is related to."""
    if xmltree.local(element.tag) in _ITEMS:
        yield element
        return
    for child in element:
        yield from _outermost(child)


def _document(root: Element, vocabulary: Vocabulary, source: str) -> Document:
    stated = xmlmeta.filled(vocabulary.fields(root))
    kind = f"{stated['body']} standard or draft" if "body" in stated else "standard or draft"
    parts = tuple(xmlbody.parts(root))
    return Document(source, vocabulary.name, parts, stated.get("title", ""), kind=kind, stated=stated)


def _records(items: list[Element]) -> Iterator[Record]:
    for number, item in enumerate(items, start=1):
        fields = xmlmeta.filled(_ITEMS[xmltree.local(item.tag)](item))
        yield Record(f"item {number}" if len(items) > 1 else "", fields)
