"""PDF → paragraphs and tables."""

import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.errors import InputError
from overlap.read.content import Document, Table
from overlap.read.formats import pdf as reader
from overlap.read.formats.margins import drop_line_numbers
from overlap.read.formats.pages import Line, Page, build_parts
from overlap.read.formats.pdf import read_pdf
from overlap.read.reading import Ignored
from tests import papers
from tests.conftest import SHARED, needs_shared

BODY = [
    "The guide tells a town how to plan its parking lots, and what the drivers of the",
    "town may expect of them, whether they come by day or by night.",
]


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def read(*pages: list[str]) -> Document:
    return read_pdf(papers.pdf(pages), "guide.pdf")


def test_lines_become_paragraphs_and_clauses_have_levels() -> None:
    document = read(["1 Scope", *BODY, "It is not about bicycles.", "1.1 Lots", "Short line.", "Annex A", "More."])
    assert [(part.text, part.level) for part in document.paragraphs] == [
        ("1 Scope", 1),
        (" ".join(BODY) + " It is not about bicycles.", 0),
        ("1.1 Lots", 2),
        ("Short line.", 0),
        ("Annex A", 1),
        ("More.", 0),
    ]
    assert {part.place for part in document.paragraphs} == {"page 1"}


def test_a_short_line_ends_its_paragraph() -> None:
    assert texts(read([BODY[0], "town may expect.", *BODY])) == [f"{BODY[0]} town may expect.", " ".join(BODY)]


@pytest.mark.parametrize(
    ("heading", "level"),
    [("FOREWORD", 1), ("Abstract", 1), ("Domaine d'application", 1), ("2 Terms ........... 4", 0), ("WIDE ROADS", 0)],
)
def test_a_heading_stands_alone(heading: str, level: int) -> None:
    document = read([*BODY, heading, *BODY])
    assert [(part.text, part.level) for part in document.paragraphs][1] == (heading, level)


def test_the_lines_of_a_table_of_contents_stay_apart() -> None:
    lines = ["1 Scope ............................ 1", "2 Terms and definitions ............ 2"]
    assert [(part.text, part.level) for part in read(lines).paragraphs] == [(line, 0) for line in lines]


def test_list_items_lose_their_signs_and_keep_their_second_lines() -> None:
    items = ["• plan the lots of a town so that each of them can be reached by everyone who", "lives in it"]
    document = read([*BODY, *items, "• count them", "a) by day;", "b) by night.", "1) Or never."])
    found = ["count them", "by day;", "by night.", "Or never."]
    assert texts(document) == [" ".join(BODY), " ".join(items)[2:], *found]


def test_labels_begin_a_paragraph_each() -> None:
    assert texts(read(["Title:* Parking", "Source:* Group of towns", "Date:* 2024-05-06"])) == [
        "Title:* Parking",
        "Source:* Group of towns",
        "Date:* 2024-05-06",
    ]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("many towns have tried out all kinds of plat-", "forms for them", "kinds of platforms for"),
        ("many towns have a network of the Face-to-", "face kind by now", "Face-to-face kind"),
        ("many towns take part in this as non-", "European members", "non-European members"),
        ("many towns have a network that is sensor-", "driven by now", "sensor-driven by"),
        ("many towns have tried out all kinds of plat\u00ad", "forms for them", "kinds of platforms for"),
    ],
)
def test_a_word_broken_at_a_line_end_becomes_whole(before: str, after: str, joined: str) -> None:
    document = read([before, after], ["A sensor-driven lot is driven by a sensor."])
    assert joined in texts(document)[0]


@pytest.mark.parametrize("hyphened", range(4))
@pytest.mark.parametrize("whole", range(4))
def test_a_broken_word_is_written_as_the_document_writes_it_more_often(hyphened: int, whole: int) -> None:
    """Where it writes both as often, whole; where it writes neither, by its parts: if both are words, of two."""
    known = ["They know", *["re-entry of cars"] * hyphened, *["reentry of cars"] * whole]
    document = read(["many towns have come to know the re-", "entry of the drivers"], [" ; ".join(known)])
    assert f"the {'re-entry' if hyphened > whole else 'reentry'} of the drivers" in texts(document)[0]


@pytest.mark.parametrize(
    ("known", "joined"),
    [
        ("A car pool and a lane.", "carpoollane"),
        ("A carpool and its lane.", "carpool-lane"),
        ("A carpool of towns.", "carpoollane"),
        ("A carpool, a lane, the carpoollane.", "carpoollane"),
    ],
)
def test_a_word_of_two_that_the_document_knows_keeps_its_hyphen(known: str, joined: str) -> None:
    document = read(["many towns have come to know the carpool-", "lane of the drivers"], [known])
    assert f"the {joined} of the drivers" in texts(document)[0]


def test_a_part_of_three_letters_may_be_a_word_and_one_of_two_is_none() -> None:
    document = read(["many towns have come to know the low-", "cost lots of the drivers"], ["A low cost in a town."])
    assert "the low-cost lots of the drivers" in texts(document)[0]
    document = read(["many towns have come to know the in-", "flow of the drivers"], ["The flow in a town."])
    assert "the inflow of the drivers" in texts(document)[0]


def test_a_sentence_goes_on_with_the_next_page() -> None:
    assert texts(read([BODY[0]], [BODY[1]])) == [" ".join(BODY)]


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = ["The lots of this town are wide and", "long."], ["The roads of it are narrow and lead", "away."]
    content = papers.column(left, 72, 720) + papers.column(right, 330, 720)
    assert texts(read_pdf(papers.drawn([content]), "x")) == [" ".join(left), " ".join(right)]


def test_words_that_are_each_placed_by_themselves_stand_on_their_lines() -> None:
    lines = ["The lots of this town are wide and so long", "that no road of it goes by them."]
    shown = [
        f"BT /F1 12 Tf 1 0 0 -1 {72 + 40 * place} {72 + 16 * down} Tm ({word}) Tj ET\n"
        f"BT /F1 12 Tf 1 0 0 -1 {72 + 40 * place + 35} {72 + 16 * down} Tm ( ) Tj ET\n"
        for down, line in enumerate(lines)
        for place, word in enumerate(line.split())
    ]
    content = "1 0 0 -1 0 792 cm\n" + "".join(shown)
    assert texts(read_pdf(papers.drawn([content]), "x")) == [" ".join(lines)]


def test_letters_of_another_size_begin_a_paragraph() -> None:
    note = "this is a note about the town and all of the lots that it has"
    content = papers.column([BODY[0]], 72, 720) + papers.column([note], 72, 90, 8)
    assert texts(read_pdf(papers.drawn([content]), "x")) == [BODY[0], note]


def test_running_headers_and_page_numbers_are_left_out() -> None:
    pages = [["Guide 17 to parking", f"Lots of kind {'ABCD'[n]} are wide.", f"© Towns 2024 {n + 1}"] for n in range(4)]
    document = read(*pages)
    assert texts(document) == [f"Lots of kind {kind} are wide." for kind in "ABCD"]
    assert document.ignored == (
        Ignored("running header: Guide 17 to parking", "page 1 to 4"),
        Ignored("running header: © Towns 2024 1", "page 1 to 4"),
    )


def test_a_short_document_has_headers_only_where_all_its_pages_repeat_them() -> None:
    assert texts(read(["Guide", "One."], ["Guide", "Two."])) == ["One.", "Two."]
    assert texts(read(["Guide 1", "One."], ["Plan 2", "Two."])) == ["Guide 1", "One.", "Plan 2", "Two."]
    assert texts(read(["Guide", "One."])) == ["Guide", "One."]


@pytest.mark.parametrize("rotate", [0, 180])
def test_a_ruled_table_stands_once_and_in_its_place(rotate: int) -> None:
    rows = [["Items", "", "Stage"], ["Lots", "Guide to\nparking lots", "30"], ["Roads", "Plan of roads", "60"]]
    content = papers.column(["Before it."], 72, 720) + papers.grid(rows, 72, 690) + papers.column(["After."], 72, 500)
    before, table, after = read_pdf(papers.drawn([content], rotate=rotate), "x").parts
    assert (before.place, after.place) == ("page 1", "page 1")
    if rotate:  # upside down, the cells cannot be read, but nothing stands twice
        assert isinstance(table, Table)
        return
    assert table == Table(
        (("Items", "", "Stage"), ("Lots", "Guide to parking lots", "30"), ("Roads", "Plan of roads", "60")),
        "page 1, table 1",
    )


def test_a_frame_around_text_is_no_table() -> None:
    content = papers.grid([["Lots are wide."]], 72, 700) + papers.grid([["Roads are not."]], 72, 600)
    document = read_pdf(papers.drawn([content]), "x")
    assert (texts(document), document.tables) == (["Lots are wide.", "Roads are not."], ())


def test_a_page_that_is_a_picture_is_told_and_a_blank_one_is_not() -> None:
    document = read_pdf(papers.drawn([papers.column(["Lots."], 72, 720), "", "/X1 Do"]), "x")
    assert [str(fault) for fault in document.faults] == [
        "x, page 3: no text on it, only a picture; run text recognition (OCR) on the file"
    ]


def test_text_without_a_unicode_map_is_left_out_and_told() -> None:
    garbled = papers.column(["0,!. /& 4(% 4/7.", "/G0/G037 /G0/G02", "'%.%2!,"], 72, 720)
    document = read_pdf(papers.drawn([garbled + papers.column(BODY, 72, 600)]), "x")
    assert texts(document) == [" ".join(BODY)]
    assert [fault.place for fault in document.faults] == ["page 1"]
    assert "no Unicode map" in document.faults[0].cause


def test_a_file_that_is_garbled_for_the_most_part_is_refused() -> None:
    data = papers.drawn([papers.column(["ABCDEFG HIJKLM", "MLKJIHG FEDCBA"], 72, 720)], papers.GARBLING)
    with pytest.raises(InputError, match="most of its text cannot be read"):
        read_pdf(data, "x")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a PDF"),
        (b"%PDF-1.4 and no more", "not a PDF"),
        (papers.pdf([["Lots"]])[:200], "not a PDF"),
        (papers.drawn(["/X1 Do"]), "only pictures"),
        (papers.drawn([""]), "only blank pages"),
        (
            papers.drawn(
                ["BT ET"],
                trailer=b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
                % (b"11" * 32, b"22" * 32),
            ),
            "encrypted",
        ),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_pdf(data, "guide.pdf")
    assert caught.value.problem.startswith("guide.pdf: ")
    assert caught.value.remedy.endswith(".")


def test_one_page_that_inflates_without_end_leaves_the_others() -> None:
    data = zlib.compress(b" " * 120_000_000, 9)
    bomb = b"<< /Filter /FlateDecode /Length %d >> stream\n%s\nendstream" % (len(data), data)
    page = b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R /MediaBox [0 0 9 9] /Resources <</Font <</F1 3 0 R>>>> >>"
    fine = papers.column(["Lots."], 72, 720).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R 5 0 R] /Count 2 >>",
        papers.PLAIN,
        page % 6,
        page % 7,
        bomb,
        b"<< /Length %d >> stream\n%s\nendstream" % (len(fine), fine),
    ]
    document = read_pdf(papers.assembled(objects), "x")
    assert texts(document) == ["Lots."]
    assert [(fault.place, fault.cause) for fault in document.faults] == [("page 1", "it cannot be read")]


def test_pages_beyond_the_most_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 2)
    document = read(["Lots."], ["Roads."], ["Paths."], ["Ways."])
    assert texts(document) == ["Lots.", "Roads."]
    assert [fault.place for fault in document.faults] == ["page 3 to 4"]


SMALL = papers.drawn([papers.column(BODY, 72, 720) + papers.grid([["a", "b"], ["c", "d"]], 72, 600), "/X1 Do"])


def read_or_refuse(data: bytes) -> None:
    with suppress(InputError):
        assert read_pdf(data, "noise").parts


@given(data=st.binary(max_size=400))
def test_no_bytes_make_it_fail_in_another_way(data: bytes) -> None:
    read_or_refuse(data)
    read_or_refuse(b"%PDF-1.7\n" + data)


@given(
    changes=st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.binary(max_size=6)), min_size=1, max_size=5),
    end=st.integers(len(SMALL) // 2, 2 * len(SMALL)),
)
def test_no_damage_makes_it_fail_in_another_way(changes: list[tuple[int, bytes]], end: int) -> None:
    data = SMALL
    for place, new in changes:
        data = data[:place] + new + data[place + max(1, len(new)) :]
    read_or_refuse(data[:end])


def sample(name: str) -> Document:
    (path,) = (SHARED / "samples").glob(f"{name}-*.pdf")
    return read_pdf(path.read_bytes(), path.name)


@needs_shared
def test_the_clauses_of_a_draft_standard_are_found_in_both_languages() -> None:
    for name, scope in (("22", "1 Scope"), ("23", "1 Domaine d'application")):
        document = sample(name)
        assert [part.place for part in document.paragraphs if (part.text, part.level) == (scope, 1)] == ["page 13"]
        assert [table.place for table in document.tables] == ["page 21, table 1", "page 39, table 1"]
        assert not any("rights reserved" in text for text in texts(document) if len(text) < 60)


@needs_shared
def test_a_cover_without_a_unicode_map_is_left_out() -> None:
    document = sample("08")
    assert [fault.place for fault in document.faults] == ["page 1"]
    assert not any("/G0" in text for text in texts(document))
    assert "SIGNALLING CONDITIONS TO BE APPLIED IN THE INTERNATIONAL TELEX SERVICE" in texts(document)


@needs_shared
def test_slides_give_items_and_a_table() -> None:
    document = sample("12")
    assert "Y.4414 (11/2015) Web of things service architecture" in texts(document)
    assert document.tables[0].rows[0] == ("Deliverable", "Title", "Output document")
    assert [fault.place for fault in document.faults] == ["page 7"]


@needs_shared
def test_a_liaison_statement_has_its_form_and_no_headers() -> None:
    document = sample("13")
    assert ("Date:*", "2016-10-21") in {tuple(cell for cell in row if cell) for row in document.tables[0].rows}
    assert not any(text.startswith("Doc#") for text in texts(document))


@needs_shared
def test_a_paper_in_two_columns_has_whole_words() -> None:
    whole = " ".join(texts(sample("30")))
    assert "These devices and platforms define their own way" in whole
    assert "new members of the community" in whole


def test_a_table_that_goes_on_over_the_page_is_one() -> None:
    first = [["Work item", "Title"], ["Y.lots", "Framework"]]
    second = [["Y.cars", "Counting"], ["Y.towns", "Towns"]]
    document = read_pdf(papers.drawn([papers.grid(first, 72, 720), papers.grid(second, 72, 720)]), "x")
    (table,) = document.tables
    assert table.rows == (("Work item", "Title"), ("Y.lots", "Framework"), ("Y.cars", "Counting"), ("Y.towns", "Towns"))
    again = read_pdf(papers.drawn([papers.grid(first, 72, 720)] * 2), "x")
    assert len(again.tables) == 2


@given(st.integers(1, 4), st.booleans(), st.booleans())
def test_a_table_over_two_pages_is_one_whether_or_not_its_header_and_a_row_are_parted(
    cut: int, says_again: bool, is_cut: bool
) -> None:
    """What a page's end does to a list, its rows do not tell."""
    header = ("Work item", "Title", "Status")
    rows = [(f"Y.lots-{number}", f"Framework\nof lots {number}", "draft") for number in range(5)]
    above, below = [header, *rows[:cut]], [*[header] * says_again, *rows[cut:]]
    if is_cut:
        name, title, status = above.pop()
        above.append((name, title.partition("\n")[0], status))
        below.insert(int(says_again), ("", title.partition("\n")[2], ""))
    parted = [
        Page(number, (Table(tuple(each), f"page {number}, table 1"),)) for number, each in enumerate([above, below], 1)
    ]
    (table,) = build_parts(parted)
    assert isinstance(table, Table)
    assert table.rows == (header, *rows)


def test_the_numbers_of_lines_in_a_margin_are_no_text() -> None:
    numbers = [f"{number:02}" for number in range(1, 20)]
    document = read([*numbers, "Kerbs of towns", *BODY])
    assert texts(document)[0].startswith("Kerbs of towns")
    assert "line numbers" in [each.what for each in document.ignored]
    assert texts(read(["7", "9", "12", "Kerbs of towns", *BODY]))[0].startswith("7")


NUMBERED = ["The ramps of this town", "are wide enough for two", "bicycles; what is wider", "is for cars and vans."]


@given(st.integers(1, 4000), st.sampled_from(["right", "left"]), st.integers(0, 3))
def test_a_number_that_counts_up_line_by_line_is_no_part_of_any(first: int, side: str, blank: int) -> None:
    """It does not matter at which end of the lines it stands, where it begins, nor how many lines are empty."""
    plain = [*NUMBERED, *[""] * blank, *NUMBERED, *NUMBERED]
    numbered = [(f"{text} {number}" if side == "right" else f"{number} {text}").strip() for number, text in
                enumerate(plain, first)]  # fmt: skip
    (page,), told = drop_line_numbers([Page(1, tuple(map(Line, numbered)))])
    assert [line.text for line in page.lines] == [text for text in plain if text]
    assert [each.what for each in told] == ["line numbers"]


@pytest.mark.parametrize(
    "lines",
    [
        [f"{number} Ramps of town {number}" for number in range(1, 14)],  # a list that counts its items
        [f"Ramps of a town {number}" for number in range(3, 17)],  # a contents list of short clauses
        [f"the ramps of {1990 + 2 * number}" for number in range(14)],  # years
        [*(f"and {number}" for number in range(4)), *NUMBERED],  # too few
    ],
)
def test_other_numbers_at_the_end_of_lines_stay(lines: list[str]) -> None:
    (page,), told = drop_line_numbers([Page(1, tuple(map(Line, lines)))])
    assert [line.text for line in page.lines] == lines
    assert not told


@given(st.integers(0, 3))
def test_lines_that_stand_further_apart_are_as_much_a_paragraph(blank: int) -> None:
    """Text with an empty line between any two reads as the same text without them."""
    said = [*BODY, "It is not about bicycles.", "", "Short line.", "", *BODY, *BODY]
    spaced = [each for text in said for each in [Line(text, 12.0), *[Line("")] * blank]]
    assert [part.text for part in build_parts([Page(1, tuple(spaced))]) if not isinstance(part, Table)] == [
        " ".join(BODY) + " It is not about bicycles.",
        "Short line.",
        " ".join([*BODY, *BODY]),
    ]


@pytest.mark.parametrize("sign", "•○●▪■◦‣➢✓")
def test_the_sign_of_an_item_may_touch_its_text(sign: str) -> None:
    page = Page(1, (Line("The group will:"), Line(f"{sign}Look after ramps"), Line(f"{sign}Test bells")))
    assert [part.text for part in build_parts([page]) if not isinstance(part, Table)][1:] == [
        "Look after ramps",
        "Test bells",
    ]
