"""Forms: every page of `form_pages/` is read, however its labels end and wherever its values stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.read.content import Document, Paragraph, Table
from overlap.read.formats.markdown import read_markdown
from overlap.read.kinds import labels, recognise
from overlap.read.kinds.form_fields import every_label, forms, pattern
from overlap.read.reading import Reading

TITLE, SCOPE = "Vocabulary for smart parking", "This document defines terms for parking lots in cities."


def form(*parts: str | tuple[tuple[str, ...], ...]) -> Reading:
    made = tuple(
        Paragraph(part, f"paragraph {number}") if isinstance(part, str) else Table(part, f"table {number}")
        for number, part in enumerate(parts, start=1)
    )
    return recognise(Document("form.docx", "Word document", made))


@pytest.mark.parametrize(
    "end", ["", ":", ".", "?", " :", ".:", "：", " (hint)", " (hint):", ". (hint)", " (a (nested) hint):"]
)
@pytest.mark.parametrize("number", ["", "1 ", "3.1 ", "2. ", "b) ", "• "])
def test_a_label_may_end_and_begin_as_people_write_it(end: str, number: str) -> None:
    reading = form(
        "Form 4: New Work Item Proposal",
        f"{number}Title of the proposed deliverable{end}",
        TITLE,
        f"{number}Scope of the proposed deliverable{end}",
        SCOPE,
    )
    fields = reading.rows[0].fields
    assert (fields["title"], fields["scope"]) == (TITLE, SCOPE)


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("Title / Titre", "Scope / Domaine d'application"),
        ("Titre du livrable proposé", "Domaine d’application du livrable proposé"),
        ("Título", "Campo de aplicación"),
        ("Titel", "Anwendungsbereich"),
        ("标准名称", "范围"),
        ("Наименование", "Область применения"),
        ("العنوان", "المجال"),
        ("Proposed title", "Proposed scope"),
        ("Title of proposed deliverable", "Scope and field of application"),
    ],
)
def test_labels_may_be_in_several_languages_and_wordings(title: str, scope: str) -> None:
    for parts in (
        (f"{title}: {TITLE}", f"{scope}: {SCOPE}"),
        (title, TITLE, scope, SCOPE),
        (((title, TITLE), (scope, SCOPE)),),
        (((f"{title}\n{TITLE}",), (f"{scope}\n{SCOPE}",)),),
        (((title,), (TITLE,), (scope,), (SCOPE,)),),
        (((title, scope), (TITLE, SCOPE)),),
    ):
        fields = form("New Work Item Proposal (NWIP)", *parts).rows[0].fields
        assert (fields.get("title"), fields.get("scope")) == (TITLE, SCOPE), parts


def test_a_hint_on_the_line_below_a_label_is_no_value() -> None:
    fields = (
        form(
            "Form 4: New Work Item Proposal",
            "Title of the proposed deliverable.",
            "(in the case of an amendment, give the reference and the current title)",
            TITLE,
            "Scope of the proposed deliverable.",
            "(Give clearly what is covered)",
            SCOPE,
        )
        .rows[0]
        .fields
    )
    assert (fields["title"], fields["scope"]) == (TITLE, SCOPE)


@pytest.mark.parametrize("hint", ["Required", "Optional", "(required)"])
def test_what_a_form_says_of_a_label_is_no_value(hint: str) -> None:
    said = ("UN/CEFACT Project Proposal", f"Project name: {TITLE}", f"2. Project scope\n{hint}", SCOPE)
    fields = form(*said).rows[0].fields
    assert (fields["title"], fields["scope"]) == (TITLE, SCOPE)


@pytest.mark.parametrize("name", sorted(forms()))
def test_each_page_reads_a_form_that_is_filled_in(name: str) -> None:
    page = forms()[name]
    labels = {field: label for label, field in reversed([*page.labels.items()])}
    assert {field for each in page.needed for field in each} <= {*labels}
    computed = {"id", "title", "group", "body", *({"relations"} & {*page.expected} if "parents" in labels else ())}
    assert {*page.expected} - computed <= {*labels}


def test_a_project_authorization_request_is_read() -> None:
    fields = (
        form(
            "PAR Request",
            "1.1 Project Number: P9999",
            "1.2 Type of Document: Standard",
            f"2.1 Project Title: {TITLE}",
            f"5.2 Scope of proposed project: {SCOPE}",
            "5.4 Purpose: Terms differ from lot to lot.",
            "7.1 Are there other standards or projects with a similar scope? Yes: ISO 37163:2020",
        )
        .rows[0]
        .fields
    )
    assert (fields["title"], fields["scope"], fields["relations"]) == (TITLE, SCOPE, "ISO 37163:2020")
    assert (fields["id"], fields["body"]) == ("P9999", "IEEE")


def test_a_label_of_a_page_says_which_words_may_follow() -> None:
    assert pattern("liaison(s)") == r"liaison(?:\(s\)|s)?"


def test_each_of_several_forms_in_a_file_is_an_item() -> None:
    form = (
        "# Form 4: New Work Item Proposal\n\n**Committee:** ISO/TC 999\n\n**Title:** {0} of kerbs\n\n"
        "**Scope:** This document is on {0}.\n\n**Purpose and justification:** Asked for.\n\n"
    )
    reading = recognise(read_markdown("".join(map(form.format, ("Height", "Colour"))).encode(), "x.md"))
    assert [row.fields["title"] for row in reading.rows] == ["Height of kerbs", "Colour of kerbs"]
    assert len({row.place for row in reading.rows}) == 2


HEADING = "A.1 justification for proposed draft new Recommendation Y.lot"
ROWS = {
    "question": ("Question:", "7/20"),
    "type": ("Proposed new ITU-T Recommendation:", "Y.lot"),
    "title": ("Title:", TITLE),
    "base": ("Base text:", "C-123"),
    "scope": ("Scope:", SCOPE),
    "relations": ("Relations to ITU-T Recommendations or to other standards:", "ISO 3103"),
    "liaisons": ("Liaisons with other study groups or with other standards bodies:", "ISO/TC 34"),
}
FOUND = (TITLE, SCOPE)


def said(reading: Reading) -> tuple[str | None, str | None]:
    (row,) = reading.rows
    assert row.fields.get("id") in (None, "Y.lot")
    return row.fields.get("title"), row.fields.get("scope")


@given(
    st.permutations(sorted(ROWS)), st.sampled_from(["ISO 3103", "ITU-T Y.4000", "ISO 3103; IEC 60050; Y.4000", "None"])
)
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_rows_and_what_is_related_change_nothing(order: list[str], related: str) -> None:
    rows = {**ROWS, "relations": (ROWS["relations"][0], related)}
    assert said(form(HEADING, tuple(rows[name] for name in order))) == FOUND


@pytest.mark.parametrize(
    "labels",
    [
        ("Title", "Scope", "Relations"),
        ("Proposed title", "Purpose and scope", "References"),
        ("Titre", "Domaine d'application", "Relations avec d'autres normes"),
        ("Título", "Alcance", "Relación con otras normas"),
    ],
)
@pytest.mark.parametrize("heading", [HEADING, "Annex A: A.13 justification", "Form 4", "NP", "IEEE PAR"])
def test_a_form_is_known_by_its_name_under_any_known_labels(labels: tuple[str, ...], heading: str) -> None:
    rows = tuple(zip(labels, (TITLE, SCOPE, "ISO 3103"), strict=True))
    for parts in (
        (rows,),
        (rows[::-1],),
        (tuple((cell,) for row in rows for cell in row),),
        (tuple(("\n".join(row),) for row in rows),),
        tuple(f"{label}: {value}" for label, value in rows),
        tuple(text for row in rows for text in row),
    ):
        assert said(form(heading, *parts)) == FOUND, parts


@pytest.mark.parametrize("label", ["Relations", "Related documents", "Liaisons", "Relations avec d'autres normes"])
def test_a_number_beside_a_label_of_relations_is_not_the_number_of_the_document(label: str) -> None:
    for parts in ((((label, "ISO 3103"), ("Place", "Geneva")),), (label, "ISO 3103")):
        reading = form("Ramps of ferries in use", *parts)
        assert [row.fields["id"] for row in reading.rows] != ["ISO 3103"]


def test_of_two_forms_in_tables_none_is_lost() -> None:
    short = tuple(ROWS[name] for name in ("relations", "scope", "title"))
    reading = form(HEADING, tuple(ROWS.values()), HEADING.replace("lot", "ramp"), short)
    assert [row.fields["title"] for row in reading.rows] == [TITLE, TITLE]


@given(st.sampled_from(sorted(forms())), st.data())
def test_a_label_is_found_as_by_trying_each_pattern(name: str, data: st.DataObject) -> None:
    """Those of which the first word does not stand in the line are passed over."""
    patterns = every_label(name)
    label = data.draw(st.sampled_from([each.replace(r"\s+", " ").replace("\\", "") for each in patterns]))
    case = data.draw(st.sampled_from((str.lower, str.upper, str.title)))
    before, after = data.draw(st.sampled_from(("", "1. ", "** ", "a) "))), data.draw(st.text(max_size=3))
    text = f"{before}{case(label)}{after}: kerbs"
    tried = [labels.match(text, {f"(?:{pattern})": field}) for pattern, field in patterns.items()]
    assert labels.match(text, patterns) == next(filter(None, tried), None)
