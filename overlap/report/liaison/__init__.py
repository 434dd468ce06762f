"""A draft liaison statement, made from some pairs of a comparison: Word, Markdown or plain text, by its suffix."""

from pathlib import Path

from overlap.report.liaison.draft import Draft, make

__all__ = ["SUFFIXES", "Draft", "make", "missing", "unfilled", "write"]

SUFFIXES = (".docx", ".md", ".txt")


def write(draft: Draft, suffix: str, template: Path | None = None) -> str | bytes:
    """Write a draft as .docx, .md or .txt; a template is for .docx alone."""
    if suffix == ".docx":
        from overlap.report.word.liaison import write_docx

        return write_docx(draft, template)
    from overlap.report.liaison import text

    return text.write_markdown(draft) if suffix == ".md" else text.write_text(draft)


def missing(draft: Draft, suffix: str, template: Path | None) -> tuple[str, ...]:
    """Name what nobody has filled in: lines of the form, by their labels, and other fields that a template has."""
    if suffix != ".docx" or template is None:
        return draft.missing
    from overlap.report.word import liaison

    return (*draft.missing, *sorted(liaison.missing(draft, template)))


def unfilled(draft: Draft, suffix: str, template: Path | None) -> tuple[str, ...]:
    """Name what of a template a draft leaves as it is: fields of its head, and text behind it."""
    if suffix != ".docx" or template is None:
        return ()
    from overlap.report.word import liaison

    return liaison.unfilled(draft, template)
