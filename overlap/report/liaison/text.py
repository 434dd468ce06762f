"""A draft liaison statement as Markdown, and as plain text for a mail."""

from collections.abc import Sequence
from textwrap import fill, indent

from overlap.report.liaison.draft import Draft
from overlap.report.liaison.head import rows
from overlap.report.liaison.parts import Section, Table
from overlap.report.markdown import escape
from overlap.report.wording import is_address

_WIDTH = 76
"""Characters of a line of plain text, as mail programs keep it."""


def write_markdown(draft: Draft) -> str:
    """Write a draft as a page."""
    lines = [f"# {draft.form.heading}", "", "| | |", "|---|---|"]
    lines += [f"| **{escape(label)}** | {_cell(text.splitlines())} |" for label, text in rows(draft.head, draft.form)]
    for number, section in enumerate(draft.sections, start=1):
        lines += ["", f"## {number} {escape(section.heading)}"]
        lines += [line for each in section.paragraphs for line in ("", escape(each))]
        lines += ["", *(f"- {escape(each)}" for each in section.points)] if section.points else []
        lines += ["", *_table(section.table)] if section.table else []
        lines += [line for each in section.after for line in ("", escape(each))]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> list[str]:
    head = [f"| {' | '.join(map(escape, table.head))} |", f"|{'---|' * len(table.head)}"]
    body = [f"| {' | '.join(_cell([text for text, _ in cell]) for cell in row)} |" for row in table.rows]
    return [*head, *body]


def _cell(lines: Sequence[str]) -> str:
    return "<br>".join(f"<{line}>" if is_address(line) else escape(line) for line in lines)


def write_text(draft: Draft) -> str:
    """Write a draft as plain text."""
    told = rows(draft.head, draft.form)
    width = max(len(label) for label, _ in told) + 2
    lines = [draft.form.heading, ""]
    for label, text in told:
        first, *others = text.splitlines()
        lines += [_wrap(f"{label}:".ljust(width) + first, " " * width)]
        lines += [_wrap(" " * width + other, " " * width) for other in others]
    for number, section in enumerate(draft.sections, start=1):
        lines += ["", f"{number}. {section.heading}", *_section(section)]
    return "\n".join(lines) + "\n"


def _section(section: Section) -> list[str]:
    lines = [line for each in section.paragraphs for line in ("", _wrap(each))]
    lines += [line for each in section.points for line in ("", _wrap(f"- {each}", "  "))]
    for row in section.table.rows if section.table else ():
        assert section.table
        lines.append("")
        for name, cell in zip(section.table.head, row, strict=True):
            lines.append(_wrap(f"{name}: {cell[0][0]}", "    "))
            lines += [indent(_wrap(text, "  "), "    ") for text, _ in cell[1:]]
    return [*lines, *(line for each in section.after for line in ("", _wrap(each)))]


def _wrap(text: str, after: str = "") -> str:
    return fill(
        text, _WIDTH, subsequent_indent=after, break_long_words=False, break_on_hyphens=False, replace_whitespace=False
    )
