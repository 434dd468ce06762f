"""The options for what stands at the head of a report, and for what its sides are called."""

import re
from dataclasses import dataclass, replace
from datetime import date as clock
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.signature import Words
from overlap.cli.values import meeting_date
from overlap.errors import SettingsError

if TYPE_CHECKING:
    from overlap.model import Corpus

PURPOSES = ("Information", "Discussion", "Proposal", "Decision", "Action", "Admin", "Other")
"""What the templates of ITU-T, ISO and IEC offer."""


@dataclass(frozen=True, kw_only=True)
class Heading(Words):
    """What stands at the head of a meeting document."""

    title: Annotated[str, typer.Option("--title", help="The title of the document.")] = ""
    number: Annotated[str, typer.Option("--number", help="The number of the document.")] = ""
    question: Annotated[str, typer.Option("--question", help="Question(s), as 7/20.")] = ""
    place: Annotated[str, typer.Option("--place", help="Place of the meeting.")] = ""
    date: Annotated[str, typer.Option("--date", help="Date, as written; nothing is dated by the clock.")] = ""
    source: Annotated[str, typer.Option("--source", help="Who submits it.")] = ""
    purpose: Annotated[
        str, typer.Option("--purpose", help="Information, Discussion, Proposal, Decision, Action, Admin or Other.")
    ] = "Information"
    contact: Annotated[str, typer.Option("--contact", help="Whom to ask.")] = ""
    abstract: Annotated[str, typer.Option("--abstract", help="The abstract.")] = ""
    keywords: Annotated[
        str, typer.Option("--keywords", help="Keywords; in a template those of the closest subjects if none are given.")
    ] = ""
    action: Annotated[str, typer.Option("--action", help="What the meeting is asked to do.")] = ""

    def day(self, *, by_clock: bool) -> str:
        """Give the day of the run: that of the document, else today where that matters, else none."""
        if re.fullmatch(r"\d{4}-\d\d-\d\d", self.date):
            return self.date
        return clock.today().isoformat() if by_clock else ""

    def check(self) -> None:
        """Refuse a date that is none, and a purpose that no body has."""
        if self.date:
            meeting_date(self.date, "The date of the document")
        if self.purpose.casefold() not in map(str.casefold, PURPOSES):
            raise SettingsError(f"'{self.purpose}' is no purpose of a document.", f"Use one of {', '.join(PURPOSES)}.")


@dataclass(frozen=True, kw_only=True)
class Names(Words):
    """What the sides are called in the documents."""

    left_name: Annotated[
        str,
        typer.Option("--left-name", help="What the left side is called; else by the title of its list or its file."),
    ] = ""
    right_name: Annotated[str, typer.Option("--right-name", help="What the right side is called.")] = ""

    def give(self, both: "tuple[Corpus, Corpus]") -> "tuple[Corpus, Corpus]":
        """Call the sides so."""
        left, right = both
        return replace(left, title=self.left_name or left.title), replace(right, title=self.right_name or right.title)
