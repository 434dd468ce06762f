"""Files → rows, and what is wrong with them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap import readers
from overlap.errors import InputError
from overlap.model import Fault, Row

RECORD = {"id": "A-1", "title": "Smart parking, revised"}


def pdf(*lines: str) -> bytes:
    """Make the smallest PDF that shows these lines."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    content = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 612 792] /Resources "
        b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(out),
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", b'id,title\nA-1,"Smart parking, revised"\n'),
        ("excel.csv", b"\xef\xbb\xbfID;Title\r\nA-1;Smart parking, revised\r\n"),
        ("utf16.csv", 'id,title\nA-1,"Smart parking, revised"\n'.encode("utf-16")),
        ("list.tsv", b"id\ttitle\nA-1\tSmart parking, revised\n\n"),
        ("list.json", b'[{"id": "A-1", "title": "Smart parking, revised", "scope": null}]'),
        ("one.json", b'{"id": "A-1", "title": "Smart parking, revised"}'),
        ("list.jsonl", b'\n{"id": "A-1", "title": "Smart parking, revised"}\n'),
    ],
)
def test_each_list_format_gives_the_same_record(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (row,) = readers.read(tmp_path / name)
    assert isinstance(row, Row)
    assert dict(row.fields) == RECORD


def test_a_windows_file_keeps_its_accents(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes("id,title\nA-1,Réseau\n".encode("cp1252"))
    (row,) = readers.read(tmp_path / "list.csv")
    assert isinstance(row, Row)
    assert row.fields["title"] == "Réseau"


TEXT = [
    "Guide to smart parking",
    "",
    "Contents",
    "1 Scope",
    "This document gives terms",
    "for parking lots.",
    "2 Terms",
    "lot",
]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("guide.txt", "\n".join(TEXT).encode()),
        (
            "guide.md",
            b"# Guide to smart parking\n\n## Scope\n\nThis document gives terms\nfor parking lots.\n\n## Terms\nlot\n",
        ),
        ("guide.pdf", pdf(*TEXT)),
        (
            "form.txt",
            b"Annex A\nTitle: Guide to smart parking\nScope: This document gives terms for parking lots.\nOther\n",
        ),
    ],
)
def test_a_document_gives_its_title_and_its_scope(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (row,) = readers.read(tmp_path / name)
    assert isinstance(row, Row)
    assert row.fields["title"] == "Guide to smart parking"
    assert row.fields["scope"] == "This document gives terms for parking lots."
    assert row.fields["id"] == Path(name).stem


def test_without_a_scope_heading_the_whole_text_is_the_scope(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Smart parking\n\nTerms for lots.\nMore.\n")
    (row,) = readers.read(tmp_path / "note.txt")
    assert isinstance(row, Row)
    assert row.fields["scope"] == "Terms for lots. More."


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b" \n", "empty"),
        ("broken.json", b'[{"id": 1,', "line 1, column 1"),
        ("deep.json", b"[" * 100_000, "nested too deeply"),
        ("number.json", b"12", "neither an array nor an object"),
        ("noise.csv", bytes(range(128, 256)), "not a text file"),
        ("zeros.csv", b"\0" * 100, "not a text file"),
        ("noise.pdf", b"%PDF-1.4 and no more", "not a PDF"),
        ("blank.pdf", pdf(""), "no text in it"),
        ("signs.txt", b"-- --\n...\n", "no text in it"),
        ("list.xyz", b"x", "no reader for .xyz"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        readers.read(tmp_path / name)
    assert name in caught.value.problem
    assert said in caught.value.problem
    assert caught.value.remedy.endswith(".")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        readers.read(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("wide.csv", b"id,title\n1,a,b\n2,c\n", "row 2: 3 cells"),
        ("twice.csv", b"id,title,title\n1,a,b\n", "column 'title': there twice"),
        ("open.csv", b'id,title\n1,"a\n2,b\n', "a quotation mark is not closed"),
        ("lines.jsonl", b'{"id": "1", "title": "a"}\nnonsense\n', "line 2: not a JSON object"),
        ("list.json", b'[{"id": "2", "title": "c"}, 7]', "item 2: not an object"),
        ("nested.json", b'[{"id": "2", "title": "c", "scope": {"en": "x"}}]', "'scope' holds an object"),
    ],
)
def test_one_bad_record_is_a_fault_and_the_rest_is_read(tmp_path: Path, name: str, content: bytes, fault: str) -> None:
    (tmp_path / name).write_bytes(content)
    found = readers.read(tmp_path / name)
    assert sum(isinstance(each, Row) for each in found) == 1
    assert [fault in str(each) for each in found if isinstance(each, Fault)] == [True]


def test_what_steers_a_terminal_or_cannot_be_written_becomes_a_space(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_bytes(b'[{"id": 1.10, "title": "smart\\u001b[31m \\ud800city"}]')
    (row,) = readers.read(tmp_path / "list.json")
    assert isinstance(row, Row)
    assert dict(row.fields) == {"id": "1.10", "title": "smart [31m  city"}


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b'[{"id": 1}]', ".json"),
        (b'{"id": 1}\n{"id": 2}', ".jsonl"),
        (b'{\n "id": 1}', ".json"),
        (b"%PDF-1.4", ".pdf"),
        (b"id,title\n", ".csv"),
        (b"Title;Id\n", ".csv"),
        (b"id\ttitle\n", ".tsv"),
        ("id,title\n".encode("utf-16"), ".csv"),
        (b"This text, a title for cities\n", ".txt"),
        (b"A guide\n", ".txt"),
    ],
)
def test_standard_input_is_known_by_how_it_begins(content: bytes, suffix: str) -> None:
    assert readers.sniff(content) == suffix


@pytest.mark.parametrize("suffix", sorted(readers.READERS))
@given(data=st.binary(min_size=1, max_size=400) | st.text(min_size=1, max_size=200).map(str.encode))
def test_no_bytes_make_a_reader_fail_in_another_way(suffix: str, data: bytes) -> None:
    try:
        found = list(readers.READERS[suffix](data, "noise"))
    except InputError as error:
        found = [Fault(error.problem, "", "", error.remedy)]
    assert all(isinstance(each, Row | Fault) for each in found)
