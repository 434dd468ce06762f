"""A draft liaison statement as Markdown, and as plain text for a mail."""

from collections.abc import Sequence
from textwrap import fill, indent

from overlap.report.liaison.draft import Draft
from overlap.report.liaison.head import rows
from overlap.report.liaison.parts import Line, Section, Table, headings
from overlap.report.markdown import escape
from overlap.text.printing import is_address, printable

_WIDTH = 76
"""Characters of a line of plain text, as mail programs keep it."""


def write_markdown(draft: Draft) -> str:
    """Write a draft as a page."""
    lines = [f"{each}  " for each in draft.form.cover] + [""] * bool(draft.form.cover)
    lines += [f"# {draft.form.heading}", "", "| | |", "|---|---|"]
    for label, text in rows(draft.head, draft.form):
        lines.append(f"| **{escape(label)}** | {'<br>'.join(map(escape, text.splitlines()))} |")
    for heading, section in zip(headings(draft.sections), draft.sections, strict=True):
        lines += ["", f"## {escape(heading)}"]
        lines += [line for each in section.paragraphs for line in ("", escape(each))]
        lines += ["", *(f"- {escape(each)}" for each in section.points)] if section.points else []
        lines += ["", *_table(section.table)] if section.table else []
        lines += [line for each in section.after for line in ("", escape(each))]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> list[str]:
    names = table.head or ("", "")
    head = [f"| {' | '.join(map(escape, names))} |", f"|{'---|' * len(names)}"]
    body = [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in table.rows]
    return [*head, *body]


def _cell(lines: Sequence[Line]) -> str:
    return "<br>".join(
        f"[{escape(text)}]({address})" if is_address(address) else escape(text) for text, address in lines
    )


def _shown(line: Line) -> str:
    """Write a line with the address that it leads to."""
    text, address = line
    return f"{text} <{address}>" if is_address(address) else text


def write_text(draft: Draft) -> str:
    """Write a draft as plain text."""
    told = rows(draft.head, draft.form)
    width = max(len(label) for label, _ in told) + 2
    lines = [*draft.form.cover, *([""] if draft.form.cover else ()), draft.form.heading, ""]
    for label, text in told:
        first, *others = text.splitlines()
        lines += [_wrap(f"{label}:".ljust(width) + first, " " * width)]
        lines += [_wrap(" " * width + other, " " * width) for other in others]
    for heading, section in zip(headings(draft.sections), draft.sections, strict=True):
        lines += ["", heading, *_section(section)]
    return "\n".join(lines) + "\n"


def _section(section: Section) -> list[str]:
    lines = [line for each in section.paragraphs for line in ("", _wrap(each))]
    lines += [line for each in section.points for line in ("", _wrap(f"- {each}", "  "))]
    lines += _rows(section.table) if section.table else []
    return [*lines, *(line for each in section.after for line in ("", _wrap(each)))]


def _rows(table: Table) -> list[str]:
    """Write names and values line by line, and of other tables each row as a block."""
    if not table.head:
        return ["", *(_wrap(f"{_shown(name[0])}: {_shown(value[0])}", "    ") for name, value in table.rows)]
    lines = []
    for row in table.rows:
        lines.append("")
        for name, cell in zip(table.head, row, strict=True):
            lines.append(_wrap(f"{name}: {_shown(cell[0])}", "    "))
            lines += [indent(_wrap(_shown(line), "  "), "    ") for line in cell[1:]]
    return lines


def _wrap(text: str, after: str = "") -> str:
    return fill(
        printable(text),
        _WIDTH,
        subsequent_indent=after,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
    )
