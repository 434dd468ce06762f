"""A draft liaison statement says what the lists say, with the pair behind each sentence, in the form asked for."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.comparison import comparison, matter
from overlap.comparison.dossier import Dossier, Header, compile_dossier
from overlap.comparison.matter import Matter
from overlap.corpus import received
from overlap.errors import NotFoundError
from overlap.model import Committee, Corpus, Pair, WorkItem
from overlap.read import ingestion
from overlap.record.liaisons import Purpose
from overlap.record.register import OUTCOMES, Decision
from overlap.report import liaison
from overlap.report.liaison import Draft, ground
from overlap.report.liaison.forms import Form, form_of, forms
from overlap.report.liaison.head import Head, marked, rows
from overlap.report.liaison.requests import requests
from overlap.report.word import places
from overlap.settings import Level, Settings
from tests.report.test_report import check
from tests.report.test_word_template import PROMPT, control, make
from tests.wordfile import cell, paragraph, table

SETTINGS = Settings(limit=None, level=Level.RELATED)
FULL = Head(
    question="4/1",
    source="Group Left",
    to=("Committee Right",),
    cc=("Advisory Group",),
    purpose=Purpose.ACTION,
    approval="Meeting of Group Left, May 2026",
    deadline="2027-02-15",
    place="Geneva",
    date="2026-11-29",
    number="SG4-LS7",
    contact="Jane Doe, TSB; jane@itu.example",
    title="Liaison statement on parking",
    abstract="One pair is close.",
)
FORM_ITU = (
    table(
        [
            ["Question(s):", "<Q>", ""],
            [cell("LIAISON STATEMENT", span=3)],
            ["Source:", "<source>", ""],
            ["Title:", "<title>", ""],
            ["Purpose:", "<purpose>", ""],
            ["For action to:", "<to>", ""],
            ["For comment to:", "<to>", ""],
            ["For information to:", "<to>", ""],
            ["Approval:", "<meeting>", ""],
            ["Deadline:", "<date>", ""],
            ["Contact:", "<name>", "E-mail: <address>"],
            ["Abstract:", "<abstract>", ""],
        ]
    ),
    paragraph(),
)
FORM_IN_PARTS = (
    table([["Question(s):", "<Q>", ""], ["Source:", "<source>", ""], ["Title:", "<title>", ""]]),
    paragraph("LIAISON STATEMENT"),
    table(
        [
            *([f"{label}:", "<x>", ""] for label in ("Purpose", "For action to", "For comment to")),
            *([f"{label}:", "<x>", ""] for label in ("For information to", "Approval", "Deadline")),
            ["Contact:", "<name>", "E-mail: <address>"],
        ]
    ),
    paragraph(),
    table([["Abstract:", "<abstract>", ""]]),
    paragraph(),
)
FORM_ISO = (
    paragraph("ISO/TC 999"),
    table(
        [
            ["Title:", "<title>"],
            ["From:", "<committee>"],
            ["To:", "<committee>"],
            ["Cc:", "<committee>"],
            ["Date:", "<date>"],
            ["Expected action:", "<ACT>"],
            ["Due date:", "<date>"],
            ["Approval:", "<approval>"],
            ["Contact:", "<name>"],
            ["Abstract:", "<abstract>"],
        ]
    ),
    paragraph(),
)


FIELDS = {
    "Title": "Titre",
    "Source": "Origine",
    "To": "Destinataire",
    "Cc": "Copie",
    "Deadline": "Date limite",
    "Approval": "Approbation",
    "Contact": "Coordonnées",
    "Abstract": "Résumé",
}
"""Labels of a form in two languages."""
PLACED = {
    "beside": table([[f"{label}:", "<text>"] for label in FIELDS]),
    "above": table([[each] for label in FIELDS for each in (label, "")]),
    "above in columns": table([row for n in range(0, 8, 2) for row in ([*FIELDS][n : n + 2], ["", "[text]"])]),
    "above and alone": table(
        [["Date", "Due date"], ["", ""], *([each, ""] for label in FIELDS for each in (label, ""))]
    ),
    "in French": table([[f"{label} :", "..."] for label in FIELDS.values()]),
    "bilingual": table([[f"{one} / {other}:", "<text>"] for one, other in FIELDS.items()]),
    "bilingual in two lines": table(
        [[cell(paragraph(f"{one}:") + paragraph(f"{other} :")), ""] for one, other in FIELDS.items()]
    ),
    "in content controls": table(
        [["?", cell(paragraph(content=control(label, "Click here", PROMPT)))] for label in FIELDS]
    ),
}
"""Where forms have their labels."""


def about(left: Corpus, right: Corpus, many: int = 1) -> Matter:
    scores = comparison.score(left, right, SETTINGS)
    dossier = compile_dossier(left, right, SETTINGS, Header(), {}, scores)
    return Matter(dossier, tuple(dossier.items.pairs[:many]))


def whole(draft: Draft) -> str:
    return str(liaison.write(draft, ".txt"))


def told(draft: Draft) -> str:
    """Give the text of a draft without its line breaks."""
    return " ".join(whole(draft).split())


def decided(pair: Pair, outcome: str) -> Decision:
    return Decision(pair=pair.id, left=pair.left.id, right=pair.right.id, outcome=outcome)


def test_a_draft_is_as_expected(left: Corpus, right: Corpus) -> None:
    check(whole(liaison.make(FULL, about(left, right, 2), "itu-t")), "liaison.txt")


titles = st.lists(
    st.sampled_from(["smart", "parking", "vocabulary", "framework", "street", "lighting", "open data of", "cities"]),
    min_size=1,
    max_size=6,
).map(" ".join)
items = st.builds(
    WorkItem,
    id=st.integers(1, 999).map("X.{}".format),
    title=titles,
    scope=st.one_of(st.just(""), titles),
    stage=st.sampled_from(["In force", "Under study", "40.20", "90.93", "", "any"]),
    committee=st.sampled_from(["SG1", "SG2"]),
    joint_with=st.sampled_from([(), ("X.7",)]),
)
lists = st.lists(items, min_size=1, max_size=8, unique_by=lambda item: item.id).map(tuple)


@settings(max_examples=25)
@given(lists, lists, st.integers(1, 9), st.booleans(), st.sampled_from(Purpose), st.sampled_from(["", *OUTCOMES]))
def test_no_sentence_stands_without_a_pair_and_none_says_duplicates(
    one: tuple[WorkItem, ...], other: tuple[WorkItem, ...], many: int, is_turned: bool, purpose: Purpose, outcome: str
) -> None:
    left, right = Corpus("l", "Left", work_items=one), Corpus("r", "Right", work_items=other)
    there = about(left, right, many)
    some = there.pairs or there.dossier.items.coordinated[:many]
    there = replace(
        there, pairs=tuple(some), is_turned=is_turned, decisions={pair.id: decided(pair, outcome) for pair in some}
    )
    if not some:
        return
    draft = liaison.make(replace(FULL, purpose=purpose), there)
    known = {pair.id for pair in some}
    for section in draft.sections:
        for point in section.points:
            named = {*re.findall(r"P-[0-9A-Z]{8}", point)}
            assert named or len(some) == 1 or re.match(r"\(\d+\) Please", point)
            assert named <= known
    assert "duplicat" not in whole(draft).casefold()
    assert known <= {*re.findall(r"P-[0-9A-Z]{8}", whole(draft))}


@pytest.mark.parametrize(("form", "template"), [("itu-t", FORM_ITU), ("itu-t", FORM_IN_PARTS), ("iso", FORM_ISO)])
def test_every_field_is_in_both_forms_and_in_the_users_own(
    left: Corpus, right: Corpus, tmp_path: Path, form: str, template: tuple[str, ...]
) -> None:
    draft = liaison.make(FULL, about(left, right), form)
    assert draft.missing == ()
    for path in (None, make(tmp_path / "form.docx", *template)):
        made = liaison.write(draft, ".docx", path)
        assert isinstance(made, bytes)
        assert made == liaison.write(draft, ".docx", path)
        said = {
            row.cells[0].text.rstrip(":"): "\n".join(dict.fromkeys(each.text for each in row.cells[1:])).strip()
            for part in Document(io.BytesIO(made)).tables
            for row in part.rows
            if len(row.cells) > 1
        }
        assert "<" not in said["Title"]
        for label, text in rows(draft.head, draft.form):
            if label not in ("Related documents", "Date", "Number", "Document number", "Place, date"):
                assert said[label].replace("E-mail: <address>", "jane@itu.example") == text, label


@pytest.mark.parametrize("form", ["itu-t", "iso"])
@pytest.mark.parametrize("suffix", [".docx", ".md"])
def test_what_is_written_is_read_back_as_a_liaison_statement(
    left: Corpus, right: Corpus, tmp_path: Path, form: str, suffix: str
) -> None:
    made = liaison.write(liaison.make(FULL, about(left, right), form), suffix)
    path = tmp_path / f"draft{suffix}"
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    reading = ingestion.read(path)
    assert reading.kind == "liaison statement"
    assert reading.rows[0].fields["title"] == FULL.title
    assert (reading.about["Source"], reading.about["Deadline"]) == (FULL.source, FULL.deadline)
    assert reading.about.get("For action to", reading.about.get("To")) == "Committee Right ISO/TC 1/SC 2"
    back = received.read(path)
    assert (back.sender, back.deadline, back.number) == (FULL.source, FULL.deadline, FULL.number)
    assert (back.to, back.purpose) == (("Committee Right ISO/TC 1/SC 2",), "For action")
    assert [each for each in back.asked if each.startswith("Please")]
    assert not any("What we ask" in each for each in back.asked)


@pytest.mark.parametrize("where", PLACED)
def test_a_form_is_filled_wherever_it_has_its_labels_and_keeps_them(
    left: Corpus, right: Corpus, tmp_path: Path, where: str
) -> None:
    draft = liaison.make(FULL, about(left, right), "iso")
    made = liaison.write(draft, ".docx", make(tmp_path / "form.docx", PLACED[where], paragraph()))
    assert isinstance(made, bytes)
    before, after = (Document(each).tables[0] for each in (str(tmp_path / "form.docx"), io.BytesIO(made)))
    said = [places.text_of(each) for each in after._tbl.iter(qn("w:tc"))]
    asked = next((each for each in said if each.startswith("Committee Right")), "")
    assert asked.endswith("ISO/TC 1/SC 2")
    for values in (FULL.title, FULL.source, asked, "Advisory Group", FULL.approval, FULL.abstract):
        assert said.count(values) == 1, values
    labels = [places.text_of(each) for each in before._tbl.iter(qn("w:tc"))]
    kept = [each for each in labels if each.strip("<>[]. ") not in ("", "text", "Click here")]
    assert [each for each in said if each in kept] == kept
    assert not any(each in ("<text>", "[text]", "...", "Click here") for each in said)


@pytest.mark.parametrize("number", ["N 812", "ISO/TC 268 N 812", "SG20-LS45"])
@pytest.mark.parametrize("form", ["itu-t", "iso"])
def test_the_number_of_a_statement_is_read_back(
    left: Corpus, right: Corpus, tmp_path: Path, number: str, form: str
) -> None:
    for suffix in (".docx", ".md"):
        made = liaison.write(liaison.make(replace(FULL, number=number), about(left, right), form), suffix)
        path = tmp_path / f"draft{suffix}"
        path.write_bytes(made if isinstance(made, bytes) else made.encode())
        assert received.read(path).number == number


def test_what_is_missing_is_marked_and_named(left: Corpus, right: Corpus) -> None:
    draft = liaison.make(Head(), about(left, right), "itu-t")
    assert draft.missing == ("Number", "Question(s)", "Place, date", "Approval", "Deadline", "Contact")
    for label in draft.missing:
        assert f"[to be completed: {label.lower()}]" in str(liaison.write(draft, ".md")).replace("\\", "")
    assert [*marked(draft.head, draft.form)["comment_to"]] == ["-"]
    informed = liaison.make(Head(purpose=Purpose.INFORMATION), about(left, right), "itu-t")
    assert "Deadline" not in informed.missing


def test_what_a_form_has_no_line_for_is_told(left: Corpus, right: Corpus) -> None:
    there = about(left, right)
    assert liaison.make(replace(FULL, keywords="parking"), there, "itu-t").unplaced == ("keywords",)
    assert liaison.make(replace(FULL, keywords="parking"), there, "iso").unplaced == ("place", "keywords")
    assert liaison.make(Head(), there, "iso").unplaced == ()


def test_the_form_is_that_of_who_writes() -> None:
    assert form_of("", ["ITU-T"]).name == "itu-t"
    assert form_of("", ["ISO", "IEC"]).name == form_of("", []).name == "iso"
    assert form_of("iso", ["ITU-T"]).name == "iso"


def test_every_outcome_has_a_request_of_its_own(left: Corpus, right: Corpus) -> None:
    there = about(left, right)
    pair = there.pairs[0]
    asked = [next(iter(requests(replace(there, decisions={pair.id: decided(pair, each)})))) for each in OUTCOMES]
    assert len({each.ask for each in asked}) == len({each.brief for each in asked}) == len(OUTCOMES)
    assert not any("above" in ground.worded(each.ask, [pair], there) for each in asked)
    assert not any("{" in ground.worded(text, [pair], there) for each in asked for text in (each.ask, each.brief))


def test_what_is_asked_follows_what_can_still_be_changed(left: Corpus, right: Corpus) -> None:
    asked = {}
    for one in ("In force", "Under study", "Determined"):
        for other in ("60.60", "20.20", "40.20", "50.20", "90.20", "95.99"):
            here = replace(left, work_items=(replace(left.work_items[0], stage=one),))
            there = replace(right, work_items=(replace(right.work_items[0], stage=other),))
            asked[one, other] = next(iter(requests(about(here, there)))).ask
    assert len({asked["In force", other] for _, other in asked}) == 6
    assert len({asked["Under study", other] for _, other in asked}) >= 5
    assert "aligned" in asked["Under study", "20.20"]
    assert not any("align" in asked[one, "50.20"] for one in ("In force", "Determined"))
    assert "in the review" in asked["In force", "90.20"]


def test_who_writes_is_told_by_the_addressee_in_any_language_and_by_the_source(left: Corpus, right: Corpus) -> None:
    there = about(replace(left, bodies=("ITU-T",), committees=(Committee("SG1"),)), right)
    for to in ("Group Left", "SG1", "ITU-T SG1", "Commission d’études 1 de l'UIT-T"):
        assert matter.is_written_by_right(there.dossier, (to,))
    assert matter.is_written_by_right(there.dossier, (), "ISO/TC 1/SC 2")
    assert not matter.is_written_by_right(there.dossier, ("Committee Right", "ISO/TC 1"))


def test_a_pair_far_apart_is_found_and_what_is_none_is_said(left: Corpus, right: Corpus) -> None:
    scores = comparison.score(left, right, SETTINGS)
    dossier: Dossier = compile_dossier(left, right, SETTINGS, Header(), {}, scores)
    far = comparison.explain(left, right, "Y.3", "ISO 30:2021").pairs[0]
    assert far.id not in {pair.id for pair in dossier.items.pairs}
    assert [pair.id for pair in matter.by_ids(dossier, scores, [far.id])] == [far.id]
    with pytest.raises(NotFoundError, match="P-00000000"):
        matter.by_ids(dossier, scores, ["P-00000000"])
    with pytest.raises(NotFoundError, match="no subject"):
        matter.of_subject(dossier, "no subject at all")
    some = dossier.subjects[0]
    assert matter.of_subject(dossier, some.id) == matter.of_subject(dossier, some.name)


def test_a_channel_is_told_by_the_lists_and_left_out_where_none_is_known(left: Corpus, right: Corpus) -> None:
    bare = whole(liaison.make(FULL, about(left, right)))
    assert "The liaison channel" not in bare
    listed = Committee("ISO/TC 1/SC 2", liaisons=("ITU",), as_of="May 2026")
    one, other = replace(left, bodies=("ITU-T",)), replace(right, bodies=("ISO",), committees=(listed,))
    said = whole(liaison.make(FULL, about(one, other)))
    assert "According to the lists of liaisons of May 2026, ISO/TC 1/SC 2 has a liaison with ITU." in " ".join(
        said.split()
    )
    assert "glad to establish one" not in said


def test_the_stage_of_a_revision_is_that_of_the_text_under_way(left: Corpus, right: Corpus) -> None:
    new = WorkItem("ISO/DIS 10", "Smart parking - Vocabulary", stage="40.20", timing="2027-05")
    said = told(liaison.make(FULL, about(left, replace(right, work_items=(*right.work_items, new)))))
    assert "ISO/DIS 10 (revision of ISO 10:2016): 40.20 enquiry ballot. Comments can be made" in said
    assert "; due 2027-05." in said
    assert "Related documents: Y.1; ISO/DIS 10 (revision of ISO 10:2016) 1." in said
    assert "Please share ISO/DIS 10 with us" in said.split("What we ask")[1]


def test_what_a_template_has_and_a_draft_has_not_is_told(left: Corpus, right: Corpus, tmp_path: Path) -> None:
    draft = liaison.make(FULL, about(left, right), "itu-t")
    path = make(tmp_path / "form.docx", table([["Title:", "x"], ["Deadline:", "x"], ["Action:", "x"]]), paragraph())
    assert liaison.unfilled(draft, ".docx", path) == ("action",)
    assert liaison.unfilled(draft, ".md", path) == liaison.unfilled(draft, ".docx", None) == ()


@pytest.mark.parametrize("form", ["itu-t", "iso"])
def test_a_field_that_only_the_template_has_is_filled_marked_or_dashed(
    left: Corpus, right: Corpus, tmp_path: Path, form: str
) -> None:
    labels = ("Title", "Question(s)", "Place", "Date limite", "Response to", "Documents liés", "Copie à")
    path = make(tmp_path / "form.docx", table([[f"{label}:", "<fill in>"] for label in labels]), paragraph())
    draft = liaison.make(Head(), about(left, right), form)
    made = liaison.write(draft, ".docx", path)
    assert isinstance(made, bytes)
    said = {row.cells[0].text.rstrip(":"): row.cells[1].text for row in Document(io.BytesIO(made)).tables[0].rows}
    assert "<fill in>" not in said.values()
    assert all(said[label].startswith("[to be completed: ") for label in ("Place", "Date limite"))
    assert said["Question(s)"] == ("-" if form == "iso" else "[to be completed: question(s)]")
    assert (said["Response to"], said["Copie à"]) == ("-", "-")
    assert said["Documents liés"] == "Y.1; ISO 10:2016"
    missing = liaison.missing(draft, ".docx", path)
    assert missing == (*draft.missing, *(("place",) if form == "iso" else ()))
    assert liaison.missing(draft, ".md", path) == draft.missing


def test_a_template_that_is_none_of_a_statement_is_followed_by_the_head(
    left: Corpus, right: Corpus, tmp_path: Path
) -> None:
    path = make(tmp_path / "plain.docx", paragraph("House paper"))
    made = liaison.write(liaison.make(FULL, about(left, right), "itu-t"), ".docx", path)
    assert isinstance(made, bytes)
    assert Document(io.BytesIO(made)).tables[0].rows[0].cells[0].text == "Number"


def test_every_form_names_fields_that_there_are() -> None:
    known = {
        *marked(replace(FULL, number="1", reply="2", related=("3",), attachments=("4",)), form_of("itu-t", ())),
        "cc",
        "to",
        "comment_to",
    }
    for form in forms().values():
        assert {name for _, name in form.rows} <= known


def test_what_a_draft_marks_is_highlighted_in_word_and_nothing_else(left: Corpus, right: Corpus) -> None:
    draft = liaison.make(replace(FULL, approval="", contact=""), about(left, right), "itu-t")
    made = liaison.write(draft, ".docx")
    assert isinstance(made, bytes)
    body = Document(io.BytesIO(made)).element.body
    runs = [run for run in body.iter(qn("w:r")) if run.find(f".//{qn('w:highlight')}") is not None]
    colored = [places.text_of(run) for run in runs]
    assert "[to be completed: approval]" in colored
    assert "[to be completed: contact]" in colored
    assert all(re.fullmatch(r"\[to be [^\[\]]*\]", each) for each in colored)
    assert len(colored) == places.text_of(body).count("[to be ")


@pytest.mark.parametrize(("form", "title"), [("itu-t", "LS on smart parking"), ("iso", "Liaison statement on smart")])
def test_a_title_has_the_words_of_its_form(left: Corpus, right: Corpus, form: str, title: str) -> None:
    there = about(replace(left, work_items=(WorkItem("Y.1", "Smart parking of bells"),)), right)
    draft = liaison.make(Head(), there, form)
    assert draft.head.title.startswith(title)
    came = received.Received(
        source="", number="N 1", title="Liaison statement on lids", sender="ISO/TC 1", deadline="", documents=()
    )
    answer = liaison.make(Head(), replace(there, received=came), form).head.title
    assert (
        answer
        == {
            "itu-t": "LS/r on lids (reply to N 1 of ISO/TC 1)",
            "iso": "Reply to liaison statement N 1 of ISO/TC 1: Liaison statement on lids",
        }[form]
    )


def test_our_draft_is_attached_where_theirs_may_cover_it(left: Corpus, right: Corpus) -> None:
    ours, theirs = replace(left.work_items[0], stage="Under study"), replace(right.work_items[0], stage="60.60")
    there = about(replace(left, work_items=(ours,)), replace(right, work_items=(theirs,)))
    said = told(liaison.make(FULL, there, "itu-t"))
    assert "Attachments: [to be attached: Y.1]" in said
    assert "The present draft is attached [to be attached: Y.1]." in said
    assert "[to be attached" not in told(liaison.make(replace(FULL, purpose=Purpose.INFORMATION), there, "itu-t"))
    assert "due [to be completed: target date]" in said


@pytest.mark.parametrize("form", forms().values(), ids=lambda each: each.name)
def test_a_template_marks_what_its_form_wants_and_nothing_else(form: Form) -> None:
    marks = marked(Head(), form)
    may_be_empty = {*form.optional, *form.if_any}
    for label, name in form.rows:
        wanted = "-" if name in may_be_empty else f"[to be completed: {label.lower()}]"
        assert name == "purpose" or marks.get(name) == [wanted], name
    elsewhere = {name for each in forms().values() for _, name in each.rows} - {name for _, name in form.rows}
    assert elsewhere <= {*marks}
