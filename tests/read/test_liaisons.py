"""Liaison statements as pages, letters and header lines; and that no person is named in what is read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.read.formats.html import read_html
from overlap.read.formats.text import read_text
from overlap.read.kinds import contacts, recognise
from overlap.read.reading import Reading

PAGE = (
    "<html><head><title>Liaison statement: LS on bells</title></head><body><h1>Liaison statement<br>LS on bells</h1>"
    "<table><tr><th>State</th><td>Posted</td></tr><tr><th>From Group</th><td>ITU-T-SG-99</td></tr>"
    "<tr><th>From Contact</th><td>Jane Doe</td></tr><tr><th>To Group</th><td>ferry</td></tr>"
    "<tr><th>To Contacts</th><td>jane@example.org</td></tr><tr><th>Purpose</th><td>For action</td></tr>"
    "<tr><th>Deadline</th><td>2027-01-31<span>Action</span></td></tr>"
    "<tr><th>Body</th><td>SG99 rings bells as in RFC 8520. SG99 kindly asks for comments.</td></tr></table>"
)


def text(*lines: str) -> Reading:
    return recognise(read_text("\n".join(lines).encode(), "x.txt"))


def test_a_page_gives_its_own_title_the_parties_and_what_is_asked() -> None:
    reading = recognise(read_html(PAGE.encode(), "x.html"))
    (row,) = reading.rows
    assert (reading.kind, row.fields["title"], row.where["id"]) == (
        "liaison statement",
        "LS on bells",
        "the name of the file",
    )
    assert row.fields["relations"] == "RFC 8520"
    assert reading.about == {
        "Source": "ITU-T-SG-99",
        "To": "ferry",
        "Purpose": "For action",
        "Deadline": "2027-01-31",
        "Action": "SG99 kindly asks for comments.",
    }
    assert "jane" not in str(reading).casefold()


@pytest.mark.parametrize(
    ("opening", "to"),
    [
        (
            "The Advisory Group on Bells (AGB) presents its compliments to ISO and IEC and takes note of TSAG-TD999.",
            "ISO and IEC",
        ),
        ("AGB presents its compliments to ISO/TC 999. It read TSAG-TD999.", "ISO/TC 999"),
        ("AGB conveys its greetings to IEC. It read TSAG-TD999.", "IEC"),
    ],
)
def test_a_letter_without_header_is_known_by_how_it_speaks(opening: str, to: str) -> None:
    reading = text(opening, "AGB would like to kindly request that bells be rung.", "Sincerely,", "Jane Doe")
    (row,) = reading.rows
    assert (reading.kind, reading.about["Source"], reading.about["To"]) == ("liaison statement", "AGB", to)
    assert reading.about["Action"] == "AGB would like to kindly request that bells be rung."
    assert (row.fields["id"], row.fields["relations"]) == ("x", "TSAG-TD999")
    assert "Jane" not in str(reading)


LABELS = pytest.mark.parametrize(
    "labels",
    [
        ("Liaison Statement", "To", "Source", "Subject"),
        ("LIAISON STATEMENT", "For action to", "From", "Title"),
        ("Note de liaison", "À", "Origine", "Titre"),
        ("Declaración de coordinación", "Para", "Origen", "Asunto"),
        ("Liaison-Erklärung", "An", "Von", "Betreff"),
        ("Заявление о взаимодействии", "Кому", "От", "Тема"),
        ("联络声明", "致", "来源", "标题"),
        ("بيان اتصال", "إلى", "من", "الموضوع"),
        ("Note de liaison", "À", "De", "Objet"),
    ],
)


@LABELS
def test_a_header_is_read_in_each_language(labels: tuple[str, str, str, str]) -> None:
    name, to, source, title = labels
    reading = text(name, f"{to}: ISO/TC 999", f"{source}: AGB", f"{title}: Bells of ferries", "", "AGB rings bells.")
    assert reading.kind == "liaison statement"
    assert reading.rows[0].fields["title"] == "Bells of ferries"
    assert "ISO/TC 999" in str(reading.about)
    assert reading.about["Source"] == "AGB"


@LABELS
def test_a_header_in_a_table_needs_no_colons(labels: tuple[str, str, str, str]) -> None:
    name, to, source, title = labels
    rows = ((to, "ISO/TC 999"), (source, "AGB"), (title, "Bells of ferries"))
    cells = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
    reading = recognise(read_html(f"<p>{name}</p><table>{cells}</table><p>AGB rings bells.</p>".encode(), "x.html"))
    assert (reading.kind, reading.about["Source"]) == ("liaison statement", "AGB")
    assert reading.rows[0].fields["title"] == "Bells of ferries"


@pytest.mark.parametrize(
    "other",
    [
        ("Bells of ferries", "This guide says how a liaison statement is written.", "Each has a header."),
        ("1 Scope", "Liaison statements are out of scope."),
    ],
)
def test_what_speaks_of_statements_is_none(other: tuple[str, ...]) -> None:
    assert text(*other).kind != "liaison statement"


@settings(max_examples=60, deadline=None)
@given(
    name=st.from_regex(r"[a-z]{2,9}(?:\.[a-z]{2,9})?", fullmatch=True),
    host=st.from_regex(r"[a-z]{2,9}\.(?:org|int|ch)", fullmatch=True),
    at=st.sampled_from(["@", " (at) ", " [at] ", "(at)", " @ "]),
    phone=st.from_regex(r"\+[1-9]\d \d{2} \d{3} \d{2} \d{2}", fullmatch=True),
    before=st.sampled_from(["", "Bells ring. ", "Contact: Jane Doe, tel. "]),
)
def test_no_address_and_no_number_is_left(name: str, host: str, at: str, phone: str, before: str) -> None:
    kept = contacts.without(f"{before}{phone}, {name}{at}{host}\nBells.")
    assert kept.endswith("Bells.")
    assert host not in kept
    assert phone[1:] not in kept
    assert "Jane" not in kept


@pytest.mark.parametrize(
    "plain", ["ISO/IEC 8824-1:2008 | ITU-T X.680", "Rings at noon: 12 bells.", "With kind words, C++ 17."]
)
def test_what_is_no_person_stays(plain: str) -> None:
    assert contacts.without(plain) == plain


def test_the_body_of_a_statement_is_no_scope_where_it_has_an_abstract() -> None:
    lines = ("Liaison Statement", "To: ISO/TC 999", "Source: AGB", "Title: LS on bells")
    body = ("1 Bells", "AGB rings bells. AGB kindly asks for comments.")
    (row,) = text(*lines, "Abstract: AGB tells how it rings bells.", *body).rows
    assert (row.fields["summary"], "scope" in row.fields) == ("AGB tells how it rings bells.", False)
    (row,) = text(*lines, *body).rows
    assert row.fields["scope"].endswith("AGB rings bells. AGB kindly asks for comments.")


def test_labels_in_a_text_are_read_below_a_line_that_names_both_parties() -> None:
    for named in ("Liaison statement from ISO/TC 1 to Group Left", "Liaison statement to Group Left"):
        lines = ("Source: ISO/TC 1", "To: Group Left", "For: Action", "Deadline: 2027-01-31", "Title: Bells")
        reading = text(named, *lines, "Please tell us early.")
        assert reading.kind == "liaison statement"
        said = [reading.about.get(each) for each in ("Source", "To", "Purpose", "Deadline")]
        assert said == ["ISO/TC 1", "Group Left", "Action", "2027-01-31"]


def test_headings_and_the_dates_of_meetings_are_no_text_of_a_statement() -> None:
    written = (
        "Title: LS on ramps of ferries\nSource: Ferry Office WG 4\nTo: Lot Office\n\n1. Overall\n\n"
        "The office works on ramps of ferries in ice, see Tdoc SP-140483.\n\n2. Actions:\n\n"
        "The office asks for comments on the ramps.\n\n3. Date of Upcoming WG4 Meetings:\n\n"
        "WG4 Meeting #83 13 - 17 Apr 2015\n"
    )
    (row,) = recognise(read_text(written.encode(), "x.txt")).rows
    assert row.fields["scope"].split("\n") == [
        "The office works on ramps of ferries in ice, see Tdoc SP-140483.",
        "The office asks for comments on the ramps.",
    ]
    assert row.fields["relations"] == "SP-140483"


TOLD = {
    "Source": ("Ferry Office", "ITU-T SG99"),
    "To": ("ISO/TC 999", "Lot Office"),
    "Purpose": ("For action", "Information"),
    "Deadline": ("2027-01-31", "2027-01-31 23:59 UTC"),
    "Date": ("2026-12-01",),
    "Contact": ("Jane Doe",),
    "Cc": ("ETSI", "IEC"),
}


@settings(max_examples=60)
@given(
    st.fixed_dictionaries(
        {name: st.sampled_from(TOLD[name]) for name in ("Source", "To")},
        optional={name: st.sampled_from(values) for name, values in TOLD.items() if name not in ("Source", "To")},
    ).flatmap(lambda told: st.permutations([*told.items(), ("Title", "Bells of ferries")])),
    st.booleans(),
    st.booleans(),
)
def test_the_fields_of_a_header_are_told_in_any_order_in_lines_or_a_table(
    told: list[tuple[str, str]], in_table: bool, has_body: bool
) -> None:
    body = "The office rings bells, see Tdoc S2-1234567 and ISO 37163:2020." if has_body else ""
    if in_table:
        rows = "".join(f"<tr><td>{name}:</td><td>{value}</td></tr>" for name, value in told)
        page = f"<p>LIAISON STATEMENT</p><table>{rows}</table><p>{body}</p>"
        reading = recognise(read_html(page.encode(), "x.html"))
    else:
        reading = text("LIAISON STATEMENT", *(f"{name}: {value}" for name, value in told), "", body)
    wanted = {name: value.removesuffix(" 23:59 UTC") for name, value in told if name not in ("Title", "Contact")}
    assert reading.kind == "liaison statement"
    assert {name: reading.about.get(name) for name in wanted} == wanted
    assert "Jane" not in str(reading)
    (row,) = reading.rows
    assert row.fields["title"] == "Bells of ferries"
    assert row.fields.get("liaisons", "") == wanted.get("To", "")
    assert row.fields.get("scope", "") == body
    assert row.fields.get("relations", "") == ("ISO 37163:2020; S2-1234567" if has_body else "")


def test_a_meeting_document_of_the_header_is_none_that_the_text_names() -> None:
    head = (
        "LIAISON STATEMENT",
        "Source: Ferry Office (Tdoc S2-1234567)",
        "To: SG20-TD77",
        "Title: LS on bells, see ISO 9",
    )
    (row,) = text(*head, "", "The office rings bells as SG20-TD88 and ISO 37163:2020 say.").rows
    assert row.fields["relations"] == "ISO 9; ISO 37163:2020; SG20-TD88"
    assert "relations" not in text(*head[:3], "Title: LS on bells", "", "The office rings bells.").rows[0].fields


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("LS on bells of", "ferries in ice"), "LS on bells of ferries in ice"),
        (("LS on bells", "of ferries"), "LS on bells of ferries"),
        (("LS on bells", "Ferries are wide."), "LS on bells"),
        (("LS on bells,", "Kerbs and", "Ramps", "The office rings."), "LS on bells, Kerbs and Ramps"),
    ],
)
def test_a_title_goes_on_in_the_next_line_where_it_is_open(lines: tuple[str, ...], title: str) -> None:
    reading = text("LIAISON STATEMENT", "Source: Ferry Office", "To: ISO/TC 999", f"Title: {lines[0]}", *lines[1:])
    assert reading.rows[0].fields["title"] == title


@pytest.mark.parametrize(
    "courtesy",
    [
        "Please do not hesitate to contact us should you have any questions.",
        "Please feel free to contact the Secretariat.",
        "Please contact us for any further information.",
        "Should you have questions, please contact the undersigned.",
        "Please accept the assurances of our highest consideration.",
        "Please accept, Sir, the expression of our thanks.",
        "Please convey our thanks to your experts.",
        "We look forward to continuing our fruitful cooperation.",
        "Nous vous prions d'agréer l'expression de nos sentiments distingués.",
        "Si necesitan más datos, no duden en ponerse en contacto; agradecería su atención.",
    ],
)
def test_what_letters_end_with_asks_for_nothing(courtesy: str) -> None:
    asks = (
        "SG99 kindly requests comments on BELL.4 by 31 March.",
        "Please contact the experts of Question 4 about bell ropes and send us their comments.",
        "We would appreciate being kept informed of your work, and look forward to continuing our cooperation.",
    )
    about = text("Liaison statement", "From: SG99", "To: SG98", "Title: Bells", *asks, courtesy).about
    assert about["Action"] == " ".join(asks)
