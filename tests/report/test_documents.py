"""The documents to hand out: one set of numbers, the same bytes, harmless titles; the page is driven in a browser."""

import html
import io
import json
import re
import shutil
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl.utils import get_column_letter

from overlap.cli import office
from overlap.comparison import comparison, proposals
from overlap.comparison.comparison import compare
from overlap.comparison.dossier import Dossier, Header, compile_dossier
from overlap.comparison.links import links
from overlap.comparison.matter import Matter
from overlap.corpus import corpora
from overlap.errors import SettingsError
from overlap.model import Corpus, WorkItem
from overlap.record import changes, runs
from overlap.record.register import OUTCOMES
from overlap.report import data, documents, liaison, terminal
from overlap.report.liaison.head import Head
from overlap.report.summary import sentences
from overlap.report.word import write_docx
from overlap.report.word.places import text_of
from overlap.settings import Level, Settings
from tests.conftest import Run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SETTINGS = Settings(limit=None, level=Level.RELATED)
HEADER = Header(question="7/20", place="Geneva", date="2026-11-24", source="Secretariat", contact="desk@example.org")
HOSTILE = "<script>alert(1)</script>=cmd|' /C calc'!A0"
RUN = runs.Run(left="sg20", right="jc4", settings=SETTINGS)
SUFFIXES = (".docx", ".xlsx", ".html", ".md")


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return compile_dossier(corpora.load("sg20"), corpora.load("jc4"), SETTINGS, HEADER)


def word_text(data: bytes) -> str:
    """Give the text of all paragraphs; python-docx walks the cells of a table too slowly."""
    body = Document(io.BytesIO(data)).element.body
    return "\n".join(text_of(each) for each in body.iter(qn("w:p")))


def island(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    whole: dict[str, object] = json.loads(found[1])
    return whole


@pytest.fixture(scope="module")
def since(dossier: Dossier) -> Dossier:
    """Give the dossier with what changed since a run without one of its items, and with another one's title."""
    right = corpora.load("jc4")
    first, second = (pair.right for pair in dossier.agenda[:2])
    items = tuple(
        replace(each, title=f"{HOSTILE} Knitting") if each.id == second.id else each
        for each in right.work_items
        if each.id != first.id
    )
    left = corpora.load("sg20")
    before = compare(left, replace(right, work_items=items), SETTINGS)
    old, new = (
        changes.parse(data.write_json(each, run=runs.describe(RUN, each)), "x") for each in (before, dossier.items)
    )
    return replace(dossier, since=changes.difference(old, new))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_changed_since_the_last_meeting_stands_in_every_document(since: Dossier, suffix: str) -> None:
    assert since.since is not None
    near = [each for each in since.since.changes if each.level is not Level.RELATED]
    assert any("is new in the list" in each.why for each in near)
    assert any(each.why.startswith("title of ") for each in near)
    content = documents.write(since, suffix)
    assert content == documents.write(since, suffix)
    if suffix == ".xlsx":
        assert isinstance(content, bytes)
        rows = [*openpyxl.load_workbook(io.BytesIO(content))["Since the last meeting"].iter_rows(values_only=True)]
        assert [(row[0], row[1], row[9]) for row in rows[1 : len(since.since.changes) + 1]] == [
            (each.kind, each.pair, each.why) for each in since.since.changes
        ]
        assert rows[len(since.since.changes) + 2][0] == since.since.result()
        return
    text = word_text(content) if isinstance(content, bytes) else html.unescape(content).replace("\\", "")
    assert "Since the last meeting" in text
    assert since.since.result() in text
    for each in near if suffix == ".docx" else since.since.changes:
        assert each.pair in text
        assert each.why in text
    plain = documents.write(replace(since, since=None), suffix)
    assert "Since the last meeting" not in (word_text(plain) if isinstance(plain, bytes) else plain)


def test_the_command_says_what_changed_since(overlap_command: Run, tmp_path: Path) -> None:
    assert overlap_command("compare", "-n", "1", "--save", "may.json").returncode == 0
    assert overlap_command("report", "--since", "may.json", "-o", "r.md").returncode == 0
    section = (tmp_path / "r.md").read_text(encoding="utf-8").partition("## Since the last meeting")[2]
    assert section.lstrip().startswith("Nothing changed.\n\n## Act now")
    (tmp_path / "may.json").write_text("{}")
    assert overlap_command("report", "--since", "may.json", "-o", "x.md").returncode == 2
    assert not (tmp_path / "x.md").exists()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_input_gives_the_same_bytes(dossier: Dossier, suffix: str) -> None:
    assert documents.write(dossier, suffix) == documents.write(dossier, suffix)


@pytest.mark.parametrize(
    ("as_of", "today", "said"),
    [
        ("June 2025", "", "past its ballot or comment period"),  # by the day of the other list
        ("August 2026", "", "if its ballot or comment period still runs"),
        ("August 2026", "2026-12-24", "past its ballot or comment period"),
        ("", "", "if its ballot or comment period still runs"),
    ],
)
def test_every_output_says_the_same_of_a_ballot_that_may_be_over(as_of: str, today: str, said: str) -> None:
    draft = WorkItem("ISO/DIS 10", "Parking of bell carts", stage="40.20", body="ISO", committee="ISO/TC 1")
    own = WorkItem("Y.1", "Parking of bell carts", stage="In force", body="ITU-T", committee="SG1")
    left = Corpus("a", "A", as_of="August 2026" if as_of else "", work_items=(own,))
    right = Corpus("b", "B", as_of=as_of, work_items=(draft,))
    settings = replace(SETTINGS, today=today)
    whole = compile_dossier(left, right, settings, Header())
    (pair,) = whole.agenda
    found = {suffix: documents.write(whole, suffix) for suffix in SUFFIXES}
    (item,) = island(str(found[".html"]))["items"][1]  # type: ignore[index]
    sheet = openpyxl.load_workbook(io.BytesIO(found[".xlsx"]))["Pairs"]  # type: ignore[arg-type]
    (row,) = [*sheet.iter_rows(min_row=2, values_only=True)]
    (checked,) = proposals.check(replace(left, work_items=(own,)), (right,), settings)
    (finding,) = checked.findings
    (explained,) = [comparison.explain(left, right, "Y.1", "ISO/DIS 10", settings)]
    others = (
        word_text(found[".docx"]),  # type: ignore[arg-type]
        str(found[".md"]),
        " ".join(map(str, row)),
        item["possible"],
        " ".join(terminal.write_explanation(explained).split()),
    )
    assert all(said in text for text in others)
    day = today or ("2026-08-31" if as_of else "")
    letter = liaison.make(Head(today=day), Matter(whole, (pair,)))
    points = " ".join(point for each in letter.sections for point in each.points)
    assert ("that ballot should have closed" in points.casefold()) == ("past its" in said)
    if today or as_of != "June 2025":  # a check knows the list that it is against alone
        assert said in finding.possible


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_clock_that_is_wrong_changes_no_document(
    dossier: Dossier, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = documents.write(dossier, suffix)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(0))
    assert documents.write(dossier, suffix) == right


def test_every_document_has_the_same_numbers(dossier: Dossier) -> None:
    pairs = {pair.id: pair.score for pair in dossier.items.pairs}
    assert len(pairs) == len(dossier.items.pairs) == dossier.items.matching > 300
    rows = openpyxl.load_workbook(io.BytesIO(as_bytes(dossier, ".xlsx")))["Pairs"].iter_rows(
        min_row=2, values_only=True
    )
    assert {row[0]: row[7] for row in rows} == pairs
    page = island(str(documents.write(dossier, ".html")))
    rows_of_page = page["pairs"]
    assert isinstance(rows_of_page, list)
    assert {row[3]: row[2] / 1e6 for row in rows_of_page} == pairs
    histogram = page["histogram"]
    assert isinstance(histogram, list)
    assert sum(histogram) == dossier.items.compared
    text = word_text(as_bytes(dossier, ".docx"))
    markdown = str(documents.write(dossier, ".md"))
    assert all(pair.id in text for pair in dossier.agenda)
    assert all(pair.id in markdown for pair in dossier.agenda)
    for said in (text, markdown, str(documents.write(dossier, ".html"))):
        assert all(line in html.unescape(said).replace("\\", "") for line in sentences(dossier))
        assert "Similarity is a prompt for experts, not a finding of duplication." in said


def as_bytes(dossier: Dossier, suffix: str) -> bytes:
    data = documents.write(dossier, suffix)
    assert isinstance(data, bytes)
    return data


def test_markdown_is_an_agenda_and_the_rest_an_annex(dossier: Dossier) -> None:
    short, whole = (str(documents.write(dossier, ".md", with_annex=annex)) for annex in (False, True))
    assert len(short.encode()) < 285 * len(dossier.agenda)
    assert whole.startswith(short.removesuffix(short.splitlines()[-1] + "\n"))
    assert "--annex" in short.splitlines()[-1]
    for heading in ("## What was compared", "## Whose ground", "### Coverage"):
        assert heading in whole
        assert heading not in short


def test_a_pair_has_one_name_whichever_side_its_items_are_on(dossier: Dossier) -> None:
    first = dossier.items.pairs[0]
    assert replace(first, left=first.right, right=first.left).id == first.id
    assert re.fullmatch(r"P-[0-9A-HJKMNP-TV-Z]{8}", first.id)


def test_word_has_a_header_headings_captions_and_an_empty_column(dossier: Dossier) -> None:
    document = Document(io.BytesIO(as_bytes(dossier, ".docx")))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") >= 5
    captions = [each.text for each in document.paragraphs if each.style and each.style.name == "Caption"]
    assert captions[0] == "Figure 1 – Pairs of each subject, by Question or committee"
    assert captions[1].startswith("Table 1 – Pairs with a text that is not yet final")
    shapes = [each._inline.docPr for each in document.inline_shapes]
    assert all(len(shape.get("descr")) > 40 for shape in shapes)  # read where they are not seen
    assert "maturity model: SG20 5" in shapes[0].get("descr")
    assert "Y.4904-Rev: open, text in the making, 2026-Q4" in shapes[1].get("descr")
    assert captions[2].startswith(f"Table 2 – The {len(dossier.subjects)} subjects")
    head = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert (head["Question(s)"], head["Place"], head["Source"]) == ("7/20", "Geneva", "Secretariat")
    pairs = document.tables[1]
    assert pairs.rows[0].cells[-1].text == "Proposed action"
    assert {row.cells[-1].text for row in pairs.rows[1:]} == {""}
    assert len(pairs.rows) == 1 + len(dossier.open_pairs)
    links = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert {pair.left.url for pair in dossier.agenda} <= links
    assert "tblHeader" in pairs.rows[0]._tr.xml
    assert "w:updateFields" in document.settings.element.xml
    assert {str(section.orientation) for section in document.sections} == {"PORTRAIT (0)", "LANDSCAPE (1)"}


def test_a_template_keeps_its_styles_and_its_header(dossier: Dossier, tmp_path: Path) -> None:
    made = Document()
    made.styles["Heading 1"].font.name = "Courier New"
    made.sections[0].header.paragraphs[0].text = "TD 123"
    made.add_paragraph("to be replaced")
    made.save(str(tmp_path / "TD.docx"))
    document = Document(io.BytesIO(write_docx(dossier, tmp_path / "TD.docx")))
    assert document.styles["Heading 1"].font.name == "Courier New"
    assert document.sections[0].header.paragraphs[0].text == "TD 123"
    assert "to be replaced" not in word_text(write_docx(dossier, tmp_path / "TD.docx"))
    (tmp_path / "TD.docx").write_text("no Word document")
    with pytest.raises(SettingsError, match="not a Word document"):
        write_docx(dossier, tmp_path / "TD.docx")


def test_a_template_that_is_damaged_inside_is_named(dossier: Dossier, tmp_path: Path) -> None:
    """Cut and change the parts of a template: it is filled in, or one line says that it cannot be."""
    Document().save(str(tmp_path / "whole.docx"))
    path = tmp_path / "TD.docx"
    few = replace(dossier, statements=None, territory=None, items=replace(dossier.items, pairs=dossier.items.pairs[:2]))
    refused = 0
    with zipfile.ZipFile(tmp_path / "whole.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        for damaged in (part[: len(part) // 2], None):
            with zipfile.ZipFile(path, "w") as made:
                for each, content in parts.items():
                    if each != name or damaged is not None:
                        made.writestr(each, content if each != name else damaged or b"")
            try:
                documents.write(few, ".docx", path)
            except SettingsError as error:
                refused += "TD.docx: " in error.problem
    assert refused > 5


@pytest.mark.skipif(not office.find(), reason="needs LibreOffice")
def test_word_becomes_a_pdf_with_the_same_text(dossier: Dossier) -> None:
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(office.pdf(as_bytes(dossier, ".docx")))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Possible overlap between ITU-T SG20 and ISO/IEC JTC 4" in text
    assert all(pair.id in text for pair in dossier.agenda)
    annexes = [number for number, page in enumerate(pages) if "Annex A: all pairs" in page.extract_text()]
    assert annexes[0] == 0  # in the contents, which the first page holds whole
    assert "Annex C: where the lists come from" in pages[0].extract_text()
    assert annexes[1] <= 6
    across = [page.mediabox.width > page.mediabox.height for page in pages]
    assert across == [False, *[True] * (len(pages) - 1)]  # each turn of the page would leave one half empty


def test_excel_filters_and_offers_outcomes(dossier: Dossier) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_bytes(dossier, ".xlsx")))
    sheet = book["Pairs"]
    names = [cell.value for cell in sheet[1]]
    assert names[-5:] == ["Outcome", "Reason", "By", "Document", "Expires"]
    assert sheet.freeze_panes == "E2"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(len(names))}{len(dossier.items.pairs) + 1}"
    assert book.sheetnames == ["Pairs", "Outcomes", "Subjects", "Mandates", "Work items", "Sources"]
    first = dossier.items.pairs[0]
    row = dict(zip(names, (cell.value for cell in sheet[2]), strict=True))
    assert row["ITU-T SG20 scope"] == first.left.scope
    assert sheet["C2"].hyperlink is not None
    assert sheet["C2"].hyperlink.target == first.left.url
    assert sheet.page_setup.paperSize == 9
    (validation,) = sheet.data_validations.dataValidation
    assert validation.formula1 == "Outcomes!$A$1:$A$14"
    assert [row[0] for row in book["Outcomes"].iter_rows(values_only=True)] == list(OUTCOMES)
    assert book["Work items"].max_row == 287 + 98 + 1
    assert any("relaton" in str(row[1]) for row in book["Sources"].iter_rows(values_only=True))


def test_excel_is_opened_and_printed_as_the_agenda(dossier: Dossier) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_bytes(dossier, ".xlsx")))
    pairs = book["Pairs"]
    rows = enumerate(pairs.iter_rows(min_row=2, values_only=True), start=2)
    shown = {row[0] for number, row in rows if not pairs.row_dimensions[number].hidden}
    assert shown == {pair.id for pair in dossier.agenda}
    related = sum(count for level, count in dossier.items.levels.items() if level is not Level.DISTANT)
    assert any(f"of {related}" in str(row[1]) for row in book["Sources"].iter_rows(values_only=True))
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", None)
            assert sheet.page_setup.fitToHeight == 0  # one page wide, as many long as it takes
    for name in ("Pairs", "Subjects", "Mandates", "Work items"):
        sheet = book[name]
        assert sheet.print_title_rows == "$1:$1"
        widths = {
            place: each.width
            for each in sheet.column_dimensions.values()
            for place in range(each.min or 0, (each.max or 0) + 1)
        }
        for number, row in enumerate(sheet[sheet.print_area.replace("$", "").split("!")[-1]], start=1):
            for cell in row:
                room = 1.1 * widths[cell.column] * (sheet.row_dimensions[number].height or 15) / 15
                assert len(str(cell.value or "")) <= room, f"{name}, {cell.coordinate} is cut: {cell.value}"


@pytest.mark.skipif(not office.find(), reason="needs LibreOffice")
def test_excel_is_printed_on_few_pages(dossier: Dossier) -> None:
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(office.pdf(as_bytes(dossier, ".xlsx")))).pages
    of_pairs = [each for each in pages if "Pairs, page" in each.extract_text()]
    assert len(of_pairs) <= 4
    assert len(pages) <= 30


def hostile() -> Dossier:
    left = Corpus(
        "a", HOSTILE, work_items=(WorkItem("=1+1", HOSTILE, f"{HOSTILE} parking", url="javascript:alert(1)"),)
    )
    right = Corpus("b", "B", work_items=(WorkItem("@SUM(A1)", f"{HOSTILE} calc", "Parking </script><img src=x>"),))
    return compile_dossier(left, right, Settings(limit=None), Header(title=HOSTILE, abstract="{{ 7 * 7 }}"))


def test_a_hostile_title_is_text_everywhere() -> None:
    dossier = hostile()
    page = str(documents.write(dossier, ".html"))
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "{{ 7 * 7 }}" in page
    for row in openpyxl.load_workbook(io.BytesIO(as_bytes(dossier, ".xlsx")))["Pairs"].iter_rows():
        assert all(cell.data_type in ("s", "n") for cell in row)
    assert HOSTILE in word_text(as_bytes(dossier, ".docx"))
    assert "<script>" not in str(documents.write(dossier, ".md"))


def test_known_links_are_named() -> None:
    left = Corpus(
        "a", "A", work_items=(WorkItem("Y.1", "Smart parking", relations=("ISO 5:2020",), liaisons="ISO/TC 9"),)
    )
    right = Corpus("b", "B", work_items=(WorkItem("ISO 5", "Smart parking", committee="ISO/TC 9"),))
    (pair,) = compile_dossier(left, right, Settings(limit=None), Header()).items.pairs
    assert links(pair) == ("Y.1 names ISO 5 as related", "Y.1 lists a liaison with ISO/TC 9")


def test_the_command_writes_all_or_says_why_not(overlap_command: Run, tmp_path: Path) -> None:
    done = overlap_command(
        "report", "-o", "r.docx", "-o", "r.xlsx", "-o", "r.html", "-o", "r.md", "--date", "2026-11-24"
    )
    assert done.returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"r.docx", "r.xlsx", "r.html", "r.md"}
    for arguments, said in (
        ((), "Nothing to write"),
        (("-o", "r.odt"), "no report has the suffix .odt"),
        (("-o", "r.docx", "--open"), "--open opens the web page"),
        (("-o", "r.docx", "--date", "soon"), "The date of the document is 'soon'"),
        (("-o", "x.docx", "--template", "none.docx"), "not a Word document"),
    ):
        refused = overlap_command("report", *arguments)
        assert refused.returncode == 2
        assert said in refused.stderr
    assert not (tmp_path / "x.docx").exists()


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    if not BROWSER:
        pytest.skip("needs chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def written(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(str(documents.write(dossier, ".html")), encoding="utf-8")
    return path


@pytest.fixture
def page(browser: "Browser", written: Path) -> Iterator["Page"]:
    """Open the page from a file without a network; anything it logs, or asks for, is an error."""
    context = browser.new_context(offline=True)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on(
        "request", lambda request: said.append(request.url) if not request.url.startswith(("file:", "blob:")) else None
    )
    opened.goto(written.as_uri())
    opened.click("#more-filters summary")
    yield opened
    context.close()
    assert said == []


def count(page: "Page") -> int:
    return int(page.inner_text("#count").split()[0].replace(",", ""))


def test_the_list_is_cut_searched_filtered_and_sorted(page: "Page", dossier: Dossier) -> None:
    assert count(page) == len(dossier.agenda)
    page.fill("#search", '"open data" level:substantial -energy')
    wanted = [
        pair
        for pair in dossier.agenda
        if pair.level is Level.SUBSTANTIAL
        and any("open data" in f"{each.title} {each.scope}".lower() for each in (pair.left, pair.right))
    ]
    assert 0 < count(page) <= len(wanted)
    page.fill("#search", 'stage:draft committee:"SC 1"')
    assert 0 < count(page) < len(dossier.agenda)
    page.click("text=Show all")
    page.locator("#count", has_text=re.compile(rf"^{len(dossier.items.pairs)} ")).wait_for()
    page.select_option("#committee", "ISO/TC 268/SC 2")
    some = [pair for pair in dossier.items.pairs if getattr(pair.right, "committee", "") == "ISO/TC 268/SC 2"]
    assert count(page) == len(some)
    page.select_option("#sort", "left")
    shown = page.eval_on_selector_all("#list b", "all => all.map(b => b.textContent)")[::2]
    assert shown == sorted(shown, key=lambda each: [int(n) if n.isdigit() else n for n in re.split(r"(\d+)", each)])


def test_the_cut_moves_without_a_new_computation(page: "Page", dossier: Dossier) -> None:
    page.eval_on_selector("#cut", "cut => { cut.value = 90; cut.dispatchEvent(new Event('input', {bubbles: true})); }")
    assert count(page) == sum(pair.score >= 0.9 for pair in dossier.items.pairs)
    assert page.inner_text("#cut-said") == "0.90"
    assert page.locator("#histogram rect.above").count() == 5


def test_more_pairs_are_shown_when_asked_for(page: "Page") -> None:
    page.click("text=Show all")
    page.wait_for_selector("#more:not([hidden])")
    page.click("#more")
    assert page.locator("#list li").count() == 200


def test_a_pair_opens_side_by_side_with_marks_and_a_sum(page: "Page", dossier: Dossier) -> None:
    first, second = dossier.items.pairs[:2]
    page.click("#list a >> nth=0")
    page.wait_for_selector("#pair .sides")
    assert page.url.endswith(f"#{first.id}")
    assert first.left.title in page.inner_text("#pair").replace("\n", " ") or page.locator("#pair mark").count() > 2
    numbers = page.eval_on_selector_all(
        "#pair .sides > div", "both => both.map(b => [...b.querySelectorAll('mark')].map(m => m.dataset.term))"
    )
    assert set(numbers[0]) == set(numbers[1])
    page.hover("#pair mark >> nth=0")
    assert page.locator("#pair mark.on").count() >= 2
    shares = [float(text) for text in page.locator("#pair tbody td.number").all_inner_texts()]
    assert first.log_odds is not None
    assert abs(sum(shares[:-1]) - first.log_odds) < 0.05
    assert abs(shares[-1] - first.log_odds) < 0.006
    page.focus("#list a >> nth=0")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#list li:nth-child(2) a[aria-current=true]")
    assert page.url.endswith(f"#{second.id}")


def test_a_permanent_link_opens_its_pair(page: "Page", dossier: Dossier) -> None:
    pair = dossier.items.pairs[200]
    page.goto(f"{page.url.split('#')[0]}#{pair.id}")
    page.wait_for_selector("#pair .sides")
    assert pair.left.id in page.inner_text("#pair")
    page.goto(f"{page.url.split('#')[0]}#P-00000000")
    page.wait_for_selector("#pair :text('not in the page')")


def test_a_cell_of_the_heat_map_opens_its_pairs(page: "Page") -> None:
    page.click("#tab-map")
    cell = page.locator("#heat button").first
    pairs = int(cell.inner_text())
    cell.click()
    assert page.is_visible("#list")
    assert count(page) == pairs


def test_a_word_opens_its_titles(page: "Page") -> None:
    page.click("#tab-words")
    page.click("#words button >> text='parking'")
    assert "ISO 37163" in page.inner_text("#titles")
    assert "Y.4456" in page.inner_text("#titles")
    box = page.locator("#titles li").first.bounding_box()
    assert box
    assert 0 <= box["y"] < page.evaluate("window.innerHeight")
    first = page.locator("#words th button").all_inner_texts()[:5]
    assert {"indicators", "maturity"} <= set(first)  # and not smart, cities


def test_a_decision_is_marked_downloaded_and_read_back(page: "Page", dossier: Dossier) -> None:
    first = dossier.items.pairs[0]
    page.click("#list a >> nth=0")
    page.select_option("#outcome", "liaison statement for action")
    page.fill("#reason", "both revise")
    page.fill("#by", "Q7/20")
    page.keyboard.press("Tab")
    with page.expect_download() as waiting:
        page.click("#download")
    whole = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert whole["type"] == "decisions"
    assert whole["decisions"] == [
        {
            "pair": first.id,
            "left": first.left.id,
            "right": first.right.id,
            "outcome": "liaison statement for action",
            "reason": "both revise",
            "by": "Q7/20",
            "ref": "",
        }
    ]


def test_the_tabs_work_by_keyboard(page: "Page") -> None:
    page.focus("#tab-pairs")
    page.keyboard.press("ArrowRight")
    assert page.is_visible("#heat")
    assert page.get_attribute("#tab-map", "aria-selected") == "true"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(browser: "Browser", since: Dossier, tmp_path: Path, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    (tmp_path / "report.html").write_text(str(documents.write(since, ".html")), encoding="utf-8")
    opened = browser.new_context(bypass_csp=True, color_scheme="dark" if scheme == "dark" else "light").new_page()
    opened.goto(f"{(tmp_path / 'report.html').as_uri()}#{since.items.pairs[0].id}")
    opened.click("#since summary")
    for view in ("pairs", "map", "words", "ground"):
        opened.click(f"#tab-{view}")
        assert [each["id"] for each in Axe().run(opened).response["violations"]] == []
    opened.context.close()


def test_a_hostile_title_runs_nothing_in_the_page(browser: "Browser", tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(str(documents.write(hostile(), ".html")), encoding="utf-8")
    opened = browser.new_page()
    opened.on("dialog", lambda dialog: pytest.fail(dialog.message))
    opened.goto((tmp_path / "report.html").as_uri())
    opened.click("text=Show all")
    opened.click("#list a >> nth=0")
    assert HOSTILE in opened.inner_text("h1")
    assert opened.locator("img").count() == 0
    opened.close()


@pytest.mark.parametrize(("width", "height", "least"), [(1280, 900, 8), (390, 844, 3)])
def test_the_first_view_shows_pairs(page: "Page", width: int, height: int, least: int) -> None:
    page.click("#more-filters summary")  # closed, as it comes
    page.set_viewport_size({"width": width, "height": height})
    boxes = [each.bounding_box() for each in page.query_selector_all("#list li")[:least]]
    assert all(box and box["y"] + box["height"] <= height for box in boxes)


def test_a_search_tells_what_is_below_the_cut_and_which_fields_there_are(page: "Page") -> None:
    page.fill("#search", '"digital twin"')
    above, below = (int(each) for each in re.findall(r"(\d+) (?:above|below)", page.inner_text("#below-said")))
    assert above == count(page) < below
    page.click("#show-below")
    assert count(page) == above + below
    page.fill("#search", "foo:bar")
    assert page.inner_text("#unknown").startswith("There is no field foo; there are level, stage,")


def test_narrow_screens_have_no_sideways_scroll(page: "Page") -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.click("#list a >> nth=0")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
