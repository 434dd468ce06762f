"""A draft liaison statement, made from some pairs of a comparison: Word, Markdown or plain text, by its suffix."""

from pathlib import Path

from overlap.report.liaison.draft import Draft, make

__all__ = ["SUFFIXES", "Draft", "make", "write"]

SUFFIXES = (".docx", ".md", ".txt")


def write(draft: Draft, suffix: str, template: Path | None = None) -> str | bytes:
    """Write a draft as .docx, .md or .txt; a template is for .docx alone."""
    if suffix == ".docx":
        from overlap.report.word.liaison import write_docx

        return write_docx(draft, template)
    from overlap.report.liaison import text

    return text.write_markdown(draft) if suffix == ".md" else text.write_text(draft)
