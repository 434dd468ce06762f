"""A liaison statement to be approved: its head in a form, and its parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from overlap.comparison.matter import Matter
from overlap.items.dates import last_day, said_on
from overlap.model import WorkItem
from overlap.report.liaison import head as heads
from overlap.report.liaison.body import sections
from overlap.report.liaison.forms import Form, form_of
from overlap.report.liaison.head import Head
from overlap.report.liaison.parts import Section, counted

_MANY = 12
"""Of more pairs a statement for each subject is advised."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement to be approved."""

    head: Head
    form: Form
    sections: tuple[Section, ...]
    unplaced: tuple[str, ...] = ()
    """What was given for the head and has no line in its form."""
    doubts: tuple[str, ...] = ()
    """What is to be looked at before it is sent: of the head, and of the pairs."""
    advice: str = ""
    """How the statement would be easier to answer."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What of the head nobody has filled in, by the labels of the form."""
        return heads.missing(self.head, self.form)


def make(head: Head, matter: Matter, form: str = "") -> Draft:
    """Make the draft of a statement; `form` is a name of `forms.toml`, else that of the organization that writes."""
    used = form_of(form, matter.organizations(matter.us))
    whole = heads.complete(head, matter, used)
    doubts = (*heads.doubts(whole, matter), *_old(matter, head.today))
    return Draft(whole, used, sections(whole, matter), heads.unplaced(head, used), doubts, _advice(matter))


def _old(matter: Matter, today: str) -> Iterator[str]:
    """Say of which texts the list gives a stage of more than a year ago."""
    last = {
        entry.id: last_day(said_on(side.corpus, entry))
        for pair in matter.pairs
        for entry, side in matter.placed(pair)
        if isinstance(entry, WorkItem)
    }
    year = timedelta(days=365)
    found = [name for name, day in last.items() if today and day and date.fromisoformat(today) - day > year]
    if found:
        yield f"{counted(len(found), 'stage')} older than a year: {', '.join(found)}"


def _advice(matter: Matter) -> str:
    """Advise against one statement about very many pairs of several subjects."""
    pairs, subjects = len(matter.pairs), len(matter.subjects)
    if pairs <= _MANY or subjects < 2:
        return ""
    return f"{pairs} pairs of {subjects} subjects: a statement for each subject is easier to answer, see --subject."
