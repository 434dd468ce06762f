"""Documents to hand out, by the suffix of their file; each writer is imported when it is needed, for its library."""

from pathlib import Path

from overlap.comparison.dossier import Dossier


def unfilled(dossier: Dossier, suffix: str, template: Path | None) -> tuple[str, ...]:
    """Name what of a template the document of a dossier leaves as it is: fields of its head, and text behind it."""
    if suffix != ".docx" or template is None:
        return ()
    from overlap.report import word

    return word.unfilled(dossier, template)


def write(dossier: Dossier, suffix: str, template: Path | None = None, with_annex: bool = False) -> str | bytes:
    """Write a dossier as .docx, .xlsx, .html or .md; a template is for .docx alone, the choice of an annex for .md."""
    if suffix == ".docx":
        from overlap.report.word import write_docx

        return write_docx(dossier, template)
    if suffix == ".xlsx":
        from overlap.report.excel import write_xlsx

        return write_xlsx(dossier)
    if suffix == ".html":
        from overlap.report.html import write_html

        return write_html(dossier)
    from overlap.report.wiki import write_markdown

    return write_markdown(dossier, with_annex)
