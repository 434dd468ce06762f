"""A draft liaison statement, made from some pairs of a comparison: Word, Markdown or plain text, by its suffix."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from overlap.comparison.matter import Matter
from overlap.report.liaison import head as heads
from overlap.report.liaison.body import sections
from overlap.report.liaison.head import Form, Head
from overlap.report.liaison.parts import Section

SUFFIXES = (".docx", ".md", ".txt")


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement to be approved: its head in a form, and its parts."""

    head: Head
    form: Form
    sections: tuple[Section, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What of the head nobody has filled in, by the labels of the form."""
        return heads.missing(self.head, self.form)


def make(head: Head, matter: Matter, form: str = "") -> Draft:
    """Make the draft of a statement; `form` is a name of `forms.toml`, else that of the organization that writes."""
    whole = heads.complete(head, matter)
    return Draft(whole, heads.form_of(form, matter.organizations), sections(whole, matter))


def write(draft: Draft, suffix: str, template: Path | None = None) -> str | bytes:
    """Write a draft as .docx, .md or .txt; a template is for .docx alone."""
    if suffix == ".docx":
        from overlap.report.word.liaison import write_docx

        return write_docx(draft, template)
    from overlap.report.liaison import text

    return text.write_markdown(draft) if suffix == ".md" else text.write_text(draft)


def known_forms() -> Sequence[str]:
    """Name the forms that there are."""
    return [*heads.forms()]
