"""Papers of meetings: minutes, contributions with drafts in them, memos, letters without a greeting."""

import pytest

from overlap.errors import InputError
from overlap.read.formats.markdown import read_markdown
from overlap.read.formats.text import read_text
from overlap.read.kinds import recognise
from overlap.read.reading import Reading


def markdown(*lines: str) -> Reading:
    return recognise(read_markdown("\n\n".join(lines).encode(), "x.md"))


def text(*lines: str) -> Reading:
    return recognise(read_text("\n".join(lines).encode(), "x.txt"))


@pytest.mark.parametrize(
    "lines",
    [
        ("# Minutes of the 9th meeting on kerbs", "Ramps were looked at."),
        ("# Kerbs, 3 May", "## Attendees", "Three members", "## Action items", "Ask for ramps."),
        ("# Protokoll der Sitzung", "Rampen wurden besprochen."),
        ("# Kerbs", "These minutes follow the items.", "Ramps."),
        ("# Kerbs, 3 May", "| No. | Item |\n|---|---|\n| 1 | Opening of the meeting |\n| 2 | Any other business |"),
    ],
)
def test_what_was_said_at_a_meeting_is_no_work_item(lines: tuple[str, ...]) -> None:
    reading = markdown(*lines)
    assert (reading.kind, reading.rows) == ("minutes or agenda of a meeting", ())


MANDATE = ("## Scope", "The working group will define ramps of ferries.", "## Tasks", "- Define ramps\n- Define bells")
"""What a charter says, and the paper that calls a meeting of its group says again."""


@pytest.mark.parametrize("group", ["Working Group on Ramps", "ISO/TC 909/WG 3 Ramps", "坡道工作组"])
@pytest.mark.parametrize(
    "notice",
    [
        "Convening notice",
        "Notice of meeting, 5 May 2026, Geneva",
        "Notice of the fifth plenary meeting",
        "Meeting announcement",
        "Invitation to the fifth meeting",
        "Call for a meeting in May",
        "Draft agenda of the fifth meeting",
        "Convocation à la réunion de mai",
        "Einladung zur Sitzung im Mai",
        "Convocatoria de la reunión de mayo",
        "Convocação para a reunião de maio",
        "Convocazione della riunione di maggio",
        "Uitnodiging voor de vergadering van mei",
        "Kallelse till möte i maj",
        "Приглашение на заседание в мае",
        "会议通知",
        "会議開催案内",
        "회의 소집",
    ],
)
def test_a_paper_that_calls_a_meeting_is_no_charter_of_the_group(notice: str, group: str) -> None:
    """Whichever of the two stands first; without the notice the same text is a charter."""
    heads = ((f"# {notice}", f"# {group}"), (f"# {group}", f"## {notice}"))
    readings = [markdown(*head, *MANDATE) for head in heads]
    readings += [] if "agenda" in notice else [markdown(f"# {group}", notice, *MANDATE)]
    assert [each.kind for each in readings] == ["minutes or agenda of a meeting"] * len(readings)
    assert markdown(f"# {group}", *MANDATE).kind == "charter or committee scope"


def test_a_title_that_speaks_of_a_meeting_is_one() -> None:
    reading = markdown("# Change requests for the spring meeting", "## Scope", "Requests on kerbs.")
    assert [row.fields["title"] for row in reading.rows] == ["Change requests for the spring meeting"]


def test_each_draft_in_a_contribution_is_an_item_of_its_own() -> None:
    head = ("INTERNATIONAL TELECOMMUNICATION UNION", "SG20-C999", "Question(s): 4/20", "Contribution", "Source: Roads")
    drafts = [
        (f"# Draft new Recommendation ITU-T Y.kerb-{name}", f"Kerbs {name}", "## 1 Scope", f"On {name} of kerbs.")
        for name in ("arch", "req")
    ]
    reading = markdown(*head, "Title: Two texts on kerbs", *drafts[0], *drafts[1])
    found = [(row.fields["id"], row.fields["title"], row.fields["scope"]) for row in reading.rows]
    assert found == [(f"Y.kerb-{name}", f"Kerbs {name}", f"On {name} of kerbs.") for name in ("arch", "req")]


def test_the_head_of_a_memo_gives_number_and_title_and_no_persons() -> None:
    reading = text(
        "To: Z9                        Z9/26-912",
        "From: Jane Doe",
        "Subject: Edits on kerbs",
        "Date: 2026-January-14",
        "References: 26-903r1, ISO 95725:1986",
        "",
        "This paper gives edits on the kerbs of streets.",
    )
    fields = reading.rows[0].fields
    assert (fields["id"], fields["title"]) == ("Z9/26-912", "Edits on kerbs")
    assert fields["relations"].split("; ") == ["26-903r1", "ISO 95725:1986"]
    assert "Jane Doe" not in " ".join(fields.values())


def test_a_form_whose_labels_are_headings_is_read_by_them() -> None:
    reading = markdown("# Project Name", "Kerb tools", "# Project Description", "Tools that look at kerbs.")
    fields = reading.rows[0].fields
    assert (fields["title"], fields["scope"]) == ("Kerb tools", "Tools that look at kerbs.")


@pytest.mark.parametrize(
    "lines",
    [
        ("# Project Name", "Include the name of the project.", "# Project Description", "Include what it does."),
        ("Subject: In response to {title}", "{Insert sender} thanks you."),
    ],
)
def test_a_template_that_nobody_filled_in_is_told(lines: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="a template that nobody has filled in"):
        markdown(*lines)


def test_a_letter_without_a_greeting_is_one_and_gets_no_title() -> None:
    reading = markdown(
        "The KERB WG would like to inform the Road Forum about the progress of its work on ramps.",
        "We would welcome comments.",
        "OPS Area Director: Jane Doe",
    )
    assert reading.kind == "liaison statement"
    assert "title" not in reading.rows[0].fields
    assert "Jane Doe" not in " ".join(reading.rows[0].fields.values())


@pytest.mark.parametrize(
    "title", ["Ramps of ferries … and bells", "Ramps ..... and bells", "Ramps < 3 m and bells > 4 kg"]
)
def test_dots_and_signs_make_no_template(title: str) -> None:
    assert recognise(read_text(f"{title}\n\nThis text is on ramps.\n".encode(), "x.txt")).rows[0].fields["scope"]


def test_a_meeting_is_called_by_its_own_heading_and_by_no_person() -> None:
    assert markdown("## Agenda for the 9th meeting on kerbs", "- Host: Roads, Town").about == {
        "Title": "Agenda for the 9th meeting on kerbs"
    }
    said = text("1. Opening", "1.1 Roll call", "Jane Doe (Kerbs, Inc.) - member", "2. Agenda", "3. Adjournment")
    assert (said.kind, said.about) == ("minutes or agenda of a meeting", {})


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("# Title of Project - “Low kerbs”", "## Date", "Kerbs are built."), "Low kerbs"),
        (("# Kerb Template: Instructions", "Delete what is not needed.", "# Low kerbs of towns"), "Low kerbs of towns"),
        (
            ("### API family name", "Low kerbs (for ramps)", "### API summary", "Kerbs are low."),
            "Low kerbs (for ramps)",
        ),
    ],
)
def test_what_is_filled_in_is_the_title_and_no_label_or_instruction(lines: tuple[str, ...], title: str) -> None:
    assert markdown(*lines).rows[0].fields["title"] == title
