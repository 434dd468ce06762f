"""Archives and mails: each document in them is read as what it is, and named by where it stands."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from overlap.errors import InputError
from overlap.read import ingestion
from tests.excelfile import workbook
from tests.wordfile import docx, paragraph

LIST = b"id,title\nA-1,Smart parking\nA-2,Tolls\n"


def archive(**files: bytes) -> bytes:
    """Pack files; two underscores in a name are a slash, one is a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def test_an_archive_is_read_file_by_file_and_what_is_left_out_is_named(tmp_path: Path) -> None:
    inner = archive(a_csv=LIST)
    data = archive(
        a_csv=LIST, folder__b_docx=docx(paragraph("Guide to lots")), c_png=b"x", d_zip=inner, e_csv=b"", f_json=b"{"
    )
    (tmp_path / "all.zip").write_bytes(data)
    reading = ingestion.read(tmp_path / "all.zip")
    assert [(row.place, row.fields["title"], row.kind) for row in reading.rows] == [
        ("a.csv, row 2", "Smart parking", "list of work items"),
        ("a.csv, row 3", "Tolls", "list of work items"),
        ("folder/b.docx, document", "Guide to lots", "document of no known kind"),
    ]
    assert [(fault.place, fault.cause.partition(",")[0]) for fault in reading.faults[:4]] == [
        ("c.png", "no reader for .png"),
        ("d.zip", "an archive within another"),
        ("e.csv", "empty"),
        ("f.json", "line 1"),
    ]
    assert {fault.source for fault in reading.faults} == {str(tmp_path / "all.zip")}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (archive(x_png=b"x"), "x.png: no reader for .png"),
        (archive(**{".hidden/a_csv": LIST}), "no file in it"),
        (workbook(Items=[["id", "title"]]), "one Office document"),
        (archive(**{f"a{number}_csv": LIST for number in range(1001)}), "1,001 files; up to 1,000"),
        (b"PK\x03\x04 cut", "damaged"),
    ],
)
def test_an_archive_that_holds_nothing_to_read_says_why(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "all.zip").write_bytes(data)
    with pytest.raises(InputError) as caught:
        ingestion.read(tmp_path / "all.zip")
    assert said in caught.value.problem


def mail(body: str, subtype: str = "plain", **attached: bytes) -> bytes:
    """Write a mail with attachments."""
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = "Guide to parking lots", "a@x.example", "b@x.example"
    made.set_content(body, subtype=subtype)
    for name, data in attached.items():
        made.add_attachment(data, "application", "octet-stream", filename=name.replace("_", "."))
    return made.as_bytes()


@pytest.mark.parametrize(
    ("body", "subtype"),
    [("1 Scope\n\nTerms for lots – größer.\n", "plain"), ("<h1>Scope</h1><p>Terms for lots – größer.", "html")],
)
def test_a_mail_is_its_subject_its_text_and_its_attachments(tmp_path: Path, body: str, subtype: str) -> None:
    (tmp_path / "note.eml").write_bytes(mail(body, subtype, list_csv=LIST, picture_png=b"x"))
    reading = ingestion.read(tmp_path / "note.eml")
    assert [row.fields["title"] for row in reading.rows[1:]] == ["Smart parking", "Tolls"]
    assert "Terms for lots – größer." in reading.rows[0].fields["scope"]
    assert "x.example" not in str(reading.rows)
    assert [fault.place for fault in reading.faults if "no reader" in fault.cause] == ["picture.png"]


def test_what_is_no_mail_says_so(tmp_path: Path) -> None:
    (tmp_path / "note.eml").write_bytes(b"\x00\x01")
    with pytest.raises(InputError, match="not a mail"):
        ingestion.read(tmp_path / "note.eml")


SOFFICE = """#!/bin/sh
for last; do :; done
folder=$(/usr/bin/dirname "$last")
/bin/cp {made} "$folder/document.docx"
"""


def test_foreign_text_is_converted_where_there_is_a_converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made").write_bytes(docx(paragraph("Guide to lots")))
    (tmp_path / "note.odt").write_bytes(archive(mimetype=b"application/vnd.oasis.opendocument.text"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="an OpenDocument text") as caught:
        ingestion.read(tmp_path / "note.odt")
    assert caught.value.remedy.endswith("save it as .docx, or install LibreOffice.")
    (tmp_path / "soffice").write_text(SOFFICE.format(made=tmp_path / "made"))
    (tmp_path / "soffice").chmod(0o755)
    reading = ingestion.read(tmp_path / "note.odt")
    assert reading.format == "OpenDocument text (converted by LibreOffice)"
    assert reading.rows[0].fields["title"] == "Guide to lots"


@pytest.mark.parametrize("name", ["a.pptx", "a.ppt", "a.odp", "a.rtf"])
def test_other_foreign_files_are_refused_with_the_conversion_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    data = {"a.ppt": bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "a.rtf": b"{\\rtf1 a}"}.get(
        name, archive(a_xml=b"x")
    )
    (tmp_path / name).write_bytes(data)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="no converter for it is installed") as caught:
        ingestion.read(tmp_path / name)
    assert ("save it as .docx" if name == "a.rtf" else "save it as .pdf") in caught.value.remedy


def test_a_file_without_a_name_is_damage(tmp_path: Path) -> None:
    """A name ends before a NUL, as `zipfile` reads it."""
    (tmp_path / "all.zip").write_bytes(archive(XY_csv=LIST).replace(b"XY.csv", b"\0Y.csv"))
    with pytest.raises(InputError, match=r"all\.zip: damaged \(a file in it has no name\)"):
        ingestion.read(tmp_path / "all.zip")
