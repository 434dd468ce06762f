"""What cannot be seen does not count, in every format; what was garbled before is told."""

import json
from pathlib import Path

import pytest

from overlap.model import Fault
from overlap.read import ingestion
from overlap.read.content import Content, Document, Paragraph, Records
from overlap.read.formats import READERS
from overlap.read.formats.visible import cleaned, visible
from tests.excelfile import workbook
from tests.wordfile import docx, paragraph

HIDDEN = "par\u200bking\u200e \u202alots\u202c in\ufeff ci\u2060ties\u00ad"
SEEN = "parking lots in cities"


def texts(content: Content) -> list[str]:
    """List every text that a file holds."""
    if isinstance(content, Records):
        return [str(each.value) for each in content.records if not isinstance(each, Fault)]
    assert isinstance(content, Document)
    return [*(part.text for part in content.paragraphs), *(c for t in content.tables for row in t.rows for c in row)]


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".txt", HIDDEN.encode()),
        (".md", f"# {HIDDEN}\n".encode()),
        (".md", HIDDEN.encode("ascii", "xmlcharrefreplace")),
        (".html", f"<p>{HIDDEN}".encode()),
        (".html", f"<p>{HIDDEN}".encode("ascii", "xmlcharrefreplace")),
        (".csv", f"title\n{HIDDEN}\n".encode()),
        (".tsv", f"id\ttitle\n1\t{HIDDEN}\n".encode()),
        (".json", json.dumps({"title": HIDDEN}).encode()),
        (".json", json.dumps([{"title": {"en": [HIDDEN]}}], ensure_ascii=False).encode()),
        (".jsonl", json.dumps({"title": HIDDEN}).encode()),
        (".yaml", f"title: {HIDDEN}\n".encode()),
        (".docx", docx(paragraph(HIDDEN))),
        (".xlsx", workbook(Items=[["title"], [HIDDEN]])),
    ],
)
def test_no_format_gives_a_character_that_cannot_be_seen(suffix: str, data: bytes) -> None:
    found = texts(READERS[suffix].read(data, f"x{suffix}"))
    assert any(SEEN in text for text in found)
    assert all(text == visible(text) for text in found)


def test_a_paragraph_of_nothing_visible_is_none() -> None:
    assert cleaned(Document("x", "text file", (Paragraph("\u200b\u200e", "line 1"),))) == Document("x", "text file", ())


def test_two_items_that_differ_in_what_cannot_be_seen_are_the_same(tmp_path: Path) -> None:
    for name, title in (("a.csv", HIDDEN), ("b.csv", SEEN)):
        (tmp_path / name).write_text(f"id,title\nY.1,{title}\n", encoding="utf-8")
    one, other = (ingestion.read(tmp_path / name).rows[0].fields for name in ("a.csv", "b.csv"))
    assert one == other


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title\nGrÃ¶ÃŸe", "'Ã¶ÃŸ' where 'öß' is meant"),
        ("title\nCities â€“ Lots", "'â€“' where '–' is meant"),
        ("title\nПарковка РіРѕСЂРѕРґ", "where 'город' is meant"),
        ("title\nlost \ufffd here", "a character is lost"),
        ("title\nNESCAFÉ® à « la carte » – 5 µm ± 2 °C, Größe, café", ""),
        ("title\nНастоящий документ – «термины»; スマートシティ", ""),
    ],
)
def test_garbled_characters_are_told_and_others_are_not(text: str, told: str) -> None:
    content = READERS[".csv"].read(text.encode(), "x.csv")
    assert isinstance(content, Document)
    assert [told in fault.cause for fault in content.faults] == ([True] if told else [])


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".yaml"])
def test_a_key_that_is_there_twice_is_told(suffix: str) -> None:
    text = "id: A\ntitle: one\ntitle: two\n" if suffix == ".yaml" else '{"id": "A", "title": "one", "title": "two"}'
    content = READERS[suffix].read(text.encode(), f"x{suffix}")
    assert isinstance(content, Records)
    fault, record = content.records
    assert isinstance(fault, Fault)
    assert "the key 'title' is there twice" in fault.cause
    assert not isinstance(record, Fault)
    assert record.value == {"id": "A", "title": "two"}
