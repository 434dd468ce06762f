"""A template is filled in where it has a head, and nothing of it is lost."""

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from overlap.comparison.dossier import Dossier, Header, compile_dossier
from overlap.model import Corpus, WorkItem
from overlap.report.summary import sentences
from overlap.report.word import unfilled, write_docx
from overlap.report.word.places import text_of
from overlap.settings import Settings
from tests.conftest import SHARED, Run, needs_shared
from tests.wordfile import cell, paragraph, run, table

SAMPLE = SHARED / "samples" / "03-itu-t-TD-status-report-with-A1-A13-forms.docx"
HEADER = Header(
    question="7/20",
    place="Geneva",
    date="24-28 November 2026",
    source="Secretariat",
    contact="Jane Doe; TSB; +41 22 730 00 00; jane@itu.example",
    abstract="Two lists compared.",
)
PROMPT = "<w:showingPlcHdr/>"


def control(tag: str, content: str, more: str = "") -> str:
    inner = content if content.startswith("<w:") else run(content)
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{more}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def marked(name: str, text: str, column: str = "") -> str:
    return f'<w:bookmarkStart w:id="7" w:name="{name}"{column}/>{run(text)}<w:bookmarkEnd w:id="7"/>'


def make(path: Path, *blocks: str) -> Path:
    """Write a template of some blocks, with a style, a header and a footer of its own."""
    made = Document()
    made.styles["Heading 1"].font.name = "Courier New"
    made.sections[0].header.paragraphs[0].text = "TD nnn"
    made.sections[0].footer.paragraphs[0].text = "International Telecommunication Union"
    body = made.element.body
    for block in blocks:
        body[-1].addprevious(parse_xml(re.sub(r"^<(w:\w+)", rf"<\1 {nsdecls('w')}", block)))
    made.save(str(path))
    return path


HEAD = (
    paragraph("TELECOMMUNICATION STANDARDIZATION SECTOR"),
    table(
        [
            [
                cell(paragraph(content=marked("dmeeting", "", ' w:colFirst="2" w:colLast="2"') + run("Question(s):"))),
                "n/nn",
                "Place, dd-dd month yyyy",
            ],
            ["Source :", cell(paragraph(content=control("x", "Click here", PROMPT)), span=2)],
            [cell(paragraph(content=run("Titre") + run(": ") + run("TITLE")), span=3)],
            [cell("Contact:"), "Name", "Tel: +xx"],
            [cell("Contact:"), "Second", "Tel: +yy"],
        ]
    ),
    paragraph(content=run("Purpose: ") + marked("dpurpose", "to be said")),
    control("Keywords", paragraph("Insert keywords"), PROMPT),
    table([[cell(paragraph("Abstract:") + paragraph("<text>") + paragraph("<more text>"))]]),
    table([["Action", "TSAG is invited to note this."]]),
)
BEHIND = (paragraph("Introduction", "Heading1"), table([["Title:", "of the form behind"]]), paragraph("The end."))


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    left, right = (
        Corpus(name, name.upper(), work_items=(WorkItem(f"{name}.1", "Smart parking lots", "Lots that count cars."),))
        for name in ("a", "b")
    )
    return compile_dossier(left, right, Settings(limit=None), HEADER)


def cells(data: bytes) -> list[list[str]]:
    document = Document(io.BytesIO(data))
    return [
        [text_of(each) for each in row._tr.iter(qn("w:tc"))]
        for each_table in document.tables
        for row in each_table.rows
    ]


def test_the_head_of_a_template_is_filled_in_and_kept(dossier: Dossier, tmp_path: Path) -> None:
    data = write_docx(dossier, make(tmp_path / "t.docx", *HEAD, *BEHIND))
    assert data == write_docx(dossier, tmp_path / "t.docx")
    rows = cells(data)
    assert rows[:5] == [
        ["Question(s):", "7/20", "Geneva, 24-28 November 2026"],
        ["Source :", "Secretariat"],
        [f"Titre: {dossier.title}"],
        ["Contact:", "Jane Doe TSB", "+41 22 730 00 00 jane@itu.example"],
        ["Contact:", "Second", "Tel: +yy"],
    ]
    assert rows[5:7] == [["Abstract:Two lists compared."], ["Action", "TSAG is invited to note this."]]
    assert rows[-1] == ["Title:", "of the form behind"]
    document = Document(io.BytesIO(data))
    texts = [each.text for each in document.paragraphs]
    assert texts[:2] == ["TELECOMMUNICATION STANDARDIZATION SECTOR", "Purpose: Information"]
    assert texts.index("Introduction") > texts.index("What was compared") > 2
    assert texts[-1] == "The end."
    assert dossier.title not in texts
    assert "A; B" in text_of(document.element.body.find(qn("w:sdt")))
    assert "showingPlcHdr" not in document.element.xml
    assert unfilled(dossier, tmp_path / "t.docx") == ("action", "further contacts", "the text behind the head")
    marks = [each.get(qn("w:id")) for each in document.element.body.iter(qn("w:bookmarkStart"))]
    assert len(set(marks[2:])) == len(marks[2:])


def test_a_value_that_is_not_known_leaves_what_the_template_has(dossier: Dossier, tmp_path: Path) -> None:
    bare = compile_dossier(dossier.items.left.corpus, dossier.items.right.corpus, Settings(limit=None), Header())
    path = make(tmp_path / "t.docx", *HEAD)
    rows = cells(write_docx(bare, path))
    assert rows[0] == ["Question(s):", "n/nn", "Place, dd-dd month yyyy"]
    assert rows[3] == ["Contact:", "Name", "Tel: +xx"]
    first, second, *_ = sentences(bare)
    assert ["Abstract:" + first] in rows
    texts = [each.text for each in Document(io.BytesIO(write_docx(bare, path))).paragraphs]
    assert first not in texts
    assert second in texts
    assert unfilled(bare, path) == ("action", "contact", "meeting", "question", "source", "further contacts")


def test_a_field_without_a_place_stands_behind_the_head(dossier: Dossier, tmp_path: Path) -> None:
    path = make(tmp_path / "t.docx", table([["Title:", ""], ["Source:", ""]]))
    rows = cells(write_docx(dossier, path))
    assert rows[:2] == [["Title:", dossier.title], ["Source:", "Secretariat"]]
    assert ["Question(s)", "7/20"] in rows[2:]
    assert not [row for row in rows[2:] if row[0] == "Source"]


def test_a_label_and_a_value_in_one_run_keep_their_tab(dossier: Dossier, tmp_path: Path) -> None:
    line = "<w:r><w:t>Source:</w:t><w:tab/><w:t>who submits it</w:t></w:r>"
    path = make(tmp_path / "t.docx", paragraph(content=line), paragraph("Title: what it is called"))
    texts = [each.text for each in Document(io.BytesIO(write_docx(dossier, path))).paragraphs]
    assert texts[:2] == ["Source:\tSecretariat", f"Title: {dossier.title}"]


def test_one_label_is_no_head(dossier: Dossier, tmp_path: Path) -> None:
    path = make(tmp_path / "t.docx", paragraph("Date: of old"))
    texts = [each.text for each in Document(io.BytesIO(write_docx(dossier, path))).paragraphs]
    assert texts[0] == dossier.title
    assert "Date: of old" not in texts


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def held(xml: bytes, pattern: str) -> Counter[str]:
    return Counter(re.findall(pattern, xml.decode()))


KEPT = (
    r'<w:bookmarkStart[^>]* w:name="[^"]*"',
    r"<w:(?:sdt|drawing|tblPr|footnoteReference)[ >]",
    r'<w:(?:header|footer)Reference w:type="\w+" r:id="\w+"',
    r'<w:tag w:val="[^"]*"',
)
"""What of the text of a template is counted before and after."""


def lost(before: bytes, after: bytes) -> dict[str, Counter[str]]:
    old, new = parts(before), parts(after)
    assert set(old) <= set(new)
    for name in old.keys() - {"word/document.xml"}:
        if re.match(r"word/(?:styles|header\d*|footer\d*|numbering|media/.*|theme/.*|footnotes)\b", name):
            pattern = r'w:styleId="[^"]*"|<w:t[ >][^<]*'
            assert not held(old[name], pattern) - held(new[name], pattern) if name.endswith(".xml") else True
    document = "word/document.xml"
    return {each: held(old[document], each) - held(new[document], each) for each in KEPT}


def test_nothing_of_a_template_is_lost(dossier: Dossier, tmp_path: Path) -> None:
    path = make(tmp_path / "t.docx", *HEAD, *BEHIND)
    assert not any(lost(path.read_bytes(), write_docx(dossier, path)).values())


@needs_shared
def test_nothing_of_a_real_template_is_lost(dossier: Dossier) -> None:
    data = write_docx(dossier, SAMPLE)
    assert not any(lost(SAMPLE.read_bytes(), data).values())
    rows = [row for row in cells(data)[:12] if row[0].endswith(":")]
    assert rows == [
        ["Question(s):", "7/20", "Geneva, 24-28 November 2026"],
        ["Source:", "Secretariat"],
        ["Title:", dossier.title],
        ["Contact:", "Jane Doe TSB", "+41 22 730 00 00 jane@itu.example"],
        ["Contact:", "Name Organization Country", "Tel: +xx E-mail: a@b.com"],
        ["Abstract:", "Two lists compared."],
    ]
    assert unfilled(dossier, SAMPLE) == ("number", "further contacts", "the text behind the head")
    before, after = (Document(each) for each in (str(SAMPLE), io.BytesIO(data)))
    assert [each.text for each in after.paragraphs][-50:] == [each.text for each in before.paragraphs][-50:]
    assert {each.text for each in before.paragraphs} <= {each.text for each in after.paragraphs}
    sections = [(str(each.orientation), each.header.paragraphs[0].text) for each in before.sections]
    assert [(str(each.orientation), each.header.paragraphs[0].text) for each in after.sections][-4:] == sections


def test_the_template_itself_is_written_over_only_when_asked(overlap_command: Run, tmp_path: Path) -> None:
    before = make(tmp_path / "TD.docx", *HEAD).read_bytes()
    arguments = ("report", "-o", "TD.docx", "--template", "TD.docx", "--question", "7/20")
    refused = overlap_command(*arguments)
    assert refused.returncode == 2
    assert "TD.docx: is also the template" in refused.stderr
    assert "--in-place" in refused.stderr
    assert (tmp_path / "TD.docx").read_bytes() == before
    done = overlap_command(*arguments, "--in-place")
    assert done.returncode == 0, done.stderr
    assert "left as the template has it: action, contact, meeting, source, further contacts" in " ".join(
        done.stderr.split()
    )
    assert cells((tmp_path / "TD.docx").read_bytes())[0][1] == "7/20"


BOMB = b'<!DOCTYPE x [<!ENTITY a "' + b"x" * 999 + b'"><!ENTITY b "' + b"&a;" * 9 + b'">]><w:document>&b;</w:document>'


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("word/document.xml", BOMB, "entities"),
        ("word/media/image.bin", b"\0" * (60 << 20), "as a trap would"),
        ("word/styles.xml", b"<styles/>", "damaged inside, so it cannot be filled in"),
    ],
)
@pytest.mark.parametrize("command", ["report", "liaison"])
def test_a_template_that_is_a_trap_or_damaged_inside_is_named(
    overlap_command: Run, tmp_path: Path, command: str, part: str, content: bytes, said: str
) -> None:
    with (
        zipfile.ZipFile(make(tmp_path / "good.docx", *HEAD)) as good,
        zipfile.ZipFile(tmp_path / "form.docx", "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            if name != part:
                bad.writestr(name, good.read(name))
        bad.writestr(part, content)
    arguments = ["P-WF4MESTE"] if command == "liaison" else []
    done = overlap_command(command, *arguments, "-o", "out.docx", "--template", "form.docx")
    assert (done.returncode, (tmp_path / "out.docx").exists()) == (2, False), done.stderr
    assert "form.docx" in done.stderr
    assert said in done.stderr
