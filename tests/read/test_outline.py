"""Sections, labels and statements beside slow and simple ways to find them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import labels, letters, outline, statements
from overlap.read.kinds.labels import Line

NAMES = {
    "scope": "scope",
    "domaine": "scope",
    "summary": "summary",
    "goals": "goals",
    "objectives": "goals",
    "tasks": "tasks",
}
TITLES = (
    "Scope",
    "1 Scope",
    "DOMAINE:",
    "2.1 Goals",
    "Objectives and tasks",
    "Scope and ramps",
    "Ramps",
    "Annex A",
    "Ramps and goals",
)
WORDS = "Cars that are parked in towns"
PARTS = st.lists(
    st.one_of(
        st.builds(lambda text, level: Paragraph(text, "", level), st.sampled_from(TITLES), st.integers(0, 3)),
        st.just(Paragraph(WORDS, "")),
        st.just(Paragraph("Scope", "", style="toc 1")),
        st.just(Paragraph(f"Scope {'of cars ' * 10}", "")),
        st.just(Table((("a", ""), ("b", "c"), ("", "")), "")),
    ),
    max_size=9,
)
CALLED = {
    "Objectives and tasks": "goals",
    "Scope and ramps": "scope",
    "Ramps": "",
    "Annex A": "",
    "Ramps and goals": "",
}


def known(text: str) -> str:
    return CALLED.get(
        text, {"scope": "scope", "domaine": "scope", "goals": "goals"}.get(text.lower().strip("12. :"), "")
    )


@given(PARTS)
def test_a_section_goes_on_to_the_next_heading_that_is_no_deeper(parts: list[Paragraph | Table]) -> None:
    placed = [
        part if isinstance(part, Table) else Paragraph(part.text, f"{n}", part.level, part.style)
        for n, part in enumerate(parts)
    ]
    marked = {known(part.text) for part in placed if isinstance(part, Paragraph) and part.level}
    heads = []
    for number, part in enumerate(placed):
        if isinstance(part, Paragraph) and part.style != "toc 1":
            name = known(part.text)
            if part.level or (name and name not in marked):
                heads.append((number, name, part.text, part.level or 1))
    wanted = []
    if not heads or heads[0][0]:
        end = heads[0][0] if heads else len(placed)
        wanted.append(("", "", "", 0, tuple(placed[:end])))
    for which, (number, name, text, level) in enumerate(heads):
        end = next((other for other, _, _, its in heads[which + 1 :] if its <= level), len(placed))
        wanted.append((name, text, f"{number}", level, tuple(placed[number + 1 : end])))
    found = outline.sections(Document("x", "text", tuple(placed)), NAMES)
    assert [(each.heading, each.place, each.level, each.parts) for each in found] == [each[1:] for each in wanted]
    for each, (name, heading, *_) in zip(found, wanted, strict=True):
        assert each.name == (name or heading.lower())
        lines = ["a\nb | c" if isinstance(part, Table) else part.text for part in each.parts]
        assert each.text == "\n".join(lines)


@pytest.mark.parametrize(
    "number",
    [
        "1",
        "1.",
        "1)",
        "2.3",
        "12.10.1",
        "IV.",
        "Clause 3",
        "Article IX",
        "A.1",
        "B.",
        "第三章",
        "三、",
        "（二）",
        "제2장 ",
        "",
    ],
)
@pytest.mark.parametrize("after", ["", ":", " :", ".", " *"])
def test_a_heading_is_called_by_its_words(number: str, after: str) -> None:
    between = " " if number.isascii() else ""
    assert outline.heading_name(f"{number}{between}Scope  of cars{after}") == "scope of cars"
    assert outline.is_numbered(f"{number}{between}Scope") == bool(number)


@given(
    st.lists(
        st.tuples(st.sampled_from(("1 Lots", "2.1 Cars", "Annex", "Cars")), st.sampled_from(("", "7", "iv", "more"))),
        max_size=6,
    )
)
def test_a_contents_list_is_a_table_of_numbered_clauses_and_pages(rows: list[tuple[str, str]]) -> None:
    numbered = sum(row[0][0].isdigit() for row in rows)
    is_list = len(rows) >= 3 and 2 * numbered > len(rows) and not any(row[1] in ("more", "iv") for row in rows)
    assert outline.is_contents(Table(tuple(rows), "")) == is_list
    assert outline.is_contents(Table((*rows, ("", "")), "")) == is_list


FIELDS = {"title|titre": "title", r"scopes?": "scope", "note": ""}
SAID = st.sampled_from(("Title", "Titre (as short as can be)", "Scope", "1. Scopes", "Note", "Title / Titel"))
TOLD = st.sampled_from(("", "Lots", "Ramps of ferries"))
FORM = st.lists(
    st.one_of(st.tuples(SAID, TOLD, st.booleans()), st.tuples(st.just(""), TOLD.filter(bool), st.just(False))),
    max_size=8,
)


@given(FORM)
def test_a_label_has_what_stands_beside_and_below_it_up_to_the_next(form: list[tuple[str, str, bool]]) -> None:
    """Of several labels of one field the first with a value counts; a heading ends what stands above it."""
    lines, wanted, places = [], dict[str, list[str]](), dict[str, str]()
    field = ""
    for number, (label, text, ends) in enumerate(form):
        if label:
            lines.append(Line(f"{label}: {text}".strip(), f"{number}"))
            field = {"T": "title", "S": "scope", "1": "scope", "N": ""}[label[0]]
            if wanted.get(field):
                field = ""
            else:
                wanted[field], places[field] = [text] if text else [], f"{number}"
        else:
            lines.append(Line(text, f"{number}"))
            if field:
                wanted[field].append(text)
        if ends:
            lines.append(Line("Ramps", "", is_heading=True))
            field = ""
    found = labels.read(lines, FIELDS)
    assert {name: (each.text, each.place) for name, each in found.items()} == {
        name: ("\n".join(texts), places[name]) for name, texts in wanted.items() if texts and name
    }


ROW = st.lists(st.sampled_from(("Title", "Scope", "Note")), min_size=2, max_size=3, unique=True)


@given(ROW, st.lists(st.sampled_from(("", "Lots", "Cars")), min_size=3, max_size=3), st.booleans())
def test_values_may_stand_below_a_row_of_labels(row: list[str], values: list[str], is_asked: bool) -> None:
    table = Table((tuple(row), tuple(values[: len(row)])), "table 1")
    found = labels.read(labels.lines([table, Paragraph("Ramps", "")]), FIELDS, below=is_asked)
    below = {name.lower(): value for name, value in zip(row, values, strict=False) if value and name != "Note"}
    if is_asked:
        assert {name: each.text for name, each in found.items()} == below
    else:
        last = row[-1].lower()
        rest = [value for value in values[: len(row)] if value]
        assert {name: each.text for name, each in found.items()} == (
            {last: "\n".join(rest)} if rest and last != "note" else {}
        )


SUBJECTS = st.sampled_from(("ramps", "bells (of ferries; of trains)", "tests, e.g. of ropes", "kerbs of No. 5", "cars"))
ITEMS = st.lists(SUBJECTS, min_size=1, max_size=4)
BULLETS = st.sampled_from(("- ", "• ", "a) ", "1. ", "(b) "))


def begun(text: str) -> str:
    return text[:1].upper() + text[1:]


@given(
    ITEMS,
    BULLETS,
    st.sampled_from((";", ",", ".", "")),
    st.sampled_from(("Lots of towns:", "This committee:", "Excluded:", "The following are excluded:", "")),
)
def test_an_item_of_a_list_reads_alone_below_its_lead(items: list[str], bullet: str, end: str, lead: str) -> None:
    text = "\n".join([*filter(None, [lead]), *(f"{bullet}{each}{end}" for each in items)])
    excludes = "xclude" in lead
    before = f"{lead} " if lead and not excludes else ""
    wanted = [("exclusion" if excludes else "scope", f"{before}{each}" if before else begun(each)) for each in items]
    assert statements.split(text) == wanted


@given(
    ITEMS,
    ITEMS,
    st.sampled_from((", excluding ", " except for ", "; with the exception of ")),
    st.sampled_from(("", "Excluded: ", "Out of scope: ")),
)
def test_what_is_excluded_stands_apart_from_what_is_claimed(
    claims: list[str], excluded: list[str], tail: str, said: str
) -> None:
    head = f"Work on lots: {'; '.join(claims)}"
    text = f"{head}. {said}{'; '.join(excluded)}." if said else f"{head}{tail}{excluded[0]}."
    claimed = [f"Work on lots: {each}" for each in claims] if len(claims) > 1 else [f"Work on lots: {claims[0]}"]
    found = statements.split(text)
    assert [said for kind, said in found if kind == "scope"] == claimed
    assert [said for kind, said in found if kind == "exclusion"] == [
        begun(each) for each in (excluded if said else excluded[:1])
    ]


@given(
    st.lists(
        st.sampled_from(
            ("Lots (e.g. Ramps. Bells) are wide.", "Cars, i.e. Vans.", "See Rec. No. 5.", "Why?", "exclusive of cars.")
        ),
        min_size=1,
        max_size=5,
    )
)
def test_sentences_lose_nothing_and_end_at_no_abbreviation(some: list[str]) -> None:
    text = " ".join(some)
    found = statements.sentences(text)
    assert " ".join(found) == text
    assert found == some


@given(
    st.lists(
        st.sampled_from(
            ("SG20 would like to ring.", "We kindly ask for comments.", "Bells ring.", "Please reply by May.")
        ),
        max_size=5,
    ),
    st.booleans(),
)
def test_a_letter_asks_in_its_own_sentences_in_their_order(some: list[str], in_lines: bool) -> None:
    texts = some if in_lines else [" ".join(some)]
    lines = [Line(each, "") for each in texts]
    asks = [each for each in dict.fromkeys(some) if re.match("We kindly|Please", each)]
    assert letters.asked(lines) == " ".join(asks)
    assert letters.asked([Line(each, "", is_heading=True) for each in texts]) == ""


@given(ITEMS, BULLETS, st.sampled_from(("Lots of towns:", "Excluded:")), st.booleans())
def test_what_follows_a_list_is_no_item_of_it_unless_nothing_marks_them(
    items: list[str], bullet: str, lead: str, is_marked: bool
) -> None:
    listed = [f"{bullet}{each};" if is_marked else begun(each) for each in items]
    found = statements.split("\n".join([lead, *listed, "Tariffs of ferries"]))
    kind, before = ("exclusion", "") if lead == "Excluded:" else ("scope", f"{lead} ")
    inside = [(kind, f"{before}{each}" if before and is_marked else f"{before}{begun(each)}") for each in items]
    after = ("scope", "Tariffs of ferries") if is_marked else (kind, f"{before}Tariffs of ferries")
    assert found == [*inside, after]


@given(ITEMS, st.booleans(), st.booleans())
def test_a_note_claims_nothing_and_what_it_excludes_is_excluded(items: list[str], is_own: bool, excludes: bool) -> None:
    said = f"{begun(items[0])} are {'excluded' if excludes else 'wide'}"
    between = "\n" if is_own else " "
    found = statements.split(f"Work on lots.{between}NOTE 1: {said}.")
    assert found == [("scope", "Work on lots"), ("exclusion" if excludes else "note", said)]


LONG = "Lots that stand beside the houses of towns and that hold the cars of all who live there"


def test_a_long_line_below_a_lead_is_a_paragraph_of_its_own() -> None:
    assert statements.split(f"Work on:\n{LONG}") == [("scope", LONG)]
    assert statements.split(f"Excluded:\n{LONG}\nCars") == [("exclusion", LONG), ("scope", "Cars")]
    assert statements.split("Lots:\nramps of ferries\nBells") == [
        ("scope", "Lots: ramps of ferries"),
        ("scope", "Lots: Bells"),
    ]
    wide = f"{'Lots of towns and ' * 12}cars:"
    assert statements.split(f"{wide}\n- ramps") == [("scope", "Ramps")]
    assert statements.split("The following topics are covered:\n- ramps") == [("scope", "Ramps")]
