"""reStructuredText, read as the Markdown that says the same."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from overlap.read.content import Document
from overlap.read.formats.encoding import decode
from overlap.read.formats.markdown import read_marked

_RULE = re.compile(r"([=\-`:.'\"~^_*+#<>])\1{2,}[ \t]*$")
"""What underlines a heading, or stands above it as well."""
_DIRECTIVE = re.compile(r"([ \t]*)\.\.(?:[ \t]|$)")
"""A directive, a target or a remark: what is indented below it belongs to it."""
_BOX = re.compile(r"[ \t]*\.\.[ \t]+(?:note|admonition|abstract|important|tip|hint|topic|epigraph)::[ \t]*(.*)$")
"""Directives whose content is text."""
_FIELD = re.compile(r":(?=\S)([^:\n]{1,80}):(?:[ \t]+|$)")
_INLINE = (
    (
        re.compile(r":(pep|rfc|bip|cve):`(\d[\w.-]*)(?:#[^`]*)?`", re.IGNORECASE),
        lambda found: f"{found[1].upper()} {found[2]}",
    ),
    (re.compile(r":[\w:+.-]+:`~?([^`<>]+?)(?:\s*<[^`<>]*>)?`"), r"\1"),
    (re.compile(r"(?<![`\w])`([^`\n]+)`__?"), r"\1"),
    (re.compile(r"\|([^|\n]+)\|_{0,2}(?=\W|$)"), r"\1"),
    (re.compile(r"\[(?:#[\w-]*|\d+|\*)\]_"), ""),
    (re.compile(r"\b([A-Za-z][\w-]*[A-Za-z0-9])__?(?=[\s.,;:)]|$)"), r"\1"),
)
_LINK = re.compile(r"`([^`<>]+?)\s*<([^`<>]*)>`__?")
"""May go on in the next line."""
_LIST_TABLE = re.compile(r"[ \t]*\.\.[ \t]+list-table::")
_LIST_CELL = re.compile(r"\s+(\*\s+)?-(?:\s+(.*)|$)")
_GRID = re.compile(r"[ \t]*\+(?:[-=]{2,}\+)+[ \t]*$")
_COLUMNS = re.compile(r"[ \t]*={2,}(?: +={2,})+[ \t]*$")


def read_rst(data: bytes, source: str) -> Document:
    """Read headings, fields, paragraphs, list items and tables. Raises InputError when it is no text."""
    decoded = decode(data, source)
    return read_marked(decoded, source, "reStructuredText", _as_markdown)


def _as_markdown(text: str) -> str:
    """Rewrite a text line by line, so that places stay."""
    plain = _LINK.sub(lambda found: found[1] + "\n" * found[0].removeprefix(found[1]).count("\n"), text.expandtabs(4))
    return "\n".join(_rewritten(plain.split("\n")))


def _rewritten(lines: Sequence[str]) -> Iterator[str]:
    levels: list[str] = []
    inside: int | None = None
    number = 0
    while number < len(lines):
        line = lines[number]
        below = lines[number + 1] if number + 1 < len(lines) else ""
        last = lines[number + 2] if number + 2 < len(lines) else ""
        indent = len(line) - len(line.lstrip())
        table = _table(lines[number:]) if _GRID.match(line) or _COLUMNS.match(line) else []
        listed = _listed(lines[number:]) if _LIST_TABLE.match(line) and inside is None else []
        if inside is not None and (not line.strip() or indent > inside):
            yield ""
        elif listed:
            yield from listed
            number += len(listed) - 1
        elif table:
            yield from table
            number += len(table) - 1
        elif _RULE.match(line) and below.strip() and line[0] == last[:1] and _RULE.match(last):
            yield from ("", _heading(below, line[0] * 2, levels), "")
            number += 2
        elif line.strip() and not indent and _RULE.match(below) and len(below.rstrip()) >= len(line.rstrip()) - 2:
            yield from (_heading(line, below[0], levels), "")
            number += 1
        else:
            box, directive = _BOX.match(line), _DIRECTIVE.match(line)
            inside = len(directive[1]) if directive and not box else None
            yield "" if inside is not None else _plain(box[1] if box else line)
        number += 1


def _heading(text: str, rule: str, levels: list[str]) -> str:
    """Write a heading; its level is told by the order in which the rules come."""
    if rule not in levels:
        levels.append(rule)
    return f"{'#' * min(levels.index(rule) + 1, 6)} {_plain(text.strip())}"


def _table(lines: Sequence[str]) -> list[str]:
    """Write a grid, or a table whose columns stand below rules, as rows between bars, and as many lines as it had."""
    is_grid = bool(_GRID.match(lines[0]))
    block = list(takewhile(lambda line: line.strip()[:1] in ("+", "|"), lines)) if is_grid else _ruled(lines)
    spans = [each.span() for each in re.finditer(r"[-=]+", lines[0])]
    bounds = [
        (start, spans[number + 1][0] - 1 if number + 1 < len(spans) else None)
        for number, (start, _) in enumerate(spans)
    ]
    rows: list[list[str]] = [[]]
    for line in block[1:]:
        if _GRID.match(line) or _COLUMNS.match(line):
            rows.append([])
            continue
        cells = [line[start:end].strip(" |") for start, end in bounds]
        if rows[-1] and (is_grid or not cells[0]):
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], cells, strict=True)]
        elif any(cells):
            rows.append(cells)
    kept = [row for row in rows if row]
    written = ["| " + " | ".join(_plain(cell).replace("|", "/") for cell in row) + " |" for row in kept]
    written[1:1] = ["|" + "---|" * len(spans)]
    return ["", *written, *[""] * (len(block) - len(written) - 1)]


def _listed(lines: Sequence[str]) -> list[str]:
    """Write a table whose rows are items of a list, and its cells items of these, as rows between bars."""
    indent = len(lines[0]) - len(lines[0].lstrip())
    block = list(takewhile(lambda line: not line.strip() or len(line) - len(line.lstrip()) > indent, lines[1:]))
    rows: list[list[str]] = []
    for line in block:
        if cell := _LIST_CELL.match(line):
            if cell[1]:
                rows.append([])
            if rows:
                rows[-1].append((cell[2] or "").strip())
        elif rows and rows[-1] and line.strip():
            rows[-1][-1] = f"{rows[-1][-1]} {line.strip()}".strip()
    headed = any(re.match(r"\s*:header-rows:\s*[1-9]", line) for line in block)
    width = max(map(len, rows), default=0)
    if not width or len(rows) + 3 > len(block) + 1:
        return []
    written = ["| " + " | ".join(_plain(cell).replace("|", "/") for cell in row) + " |" for row in rows]
    written = written if headed else ["|" + "  |" * width, *written]
    written[1:1] = ["|" + "---|" * width]
    return ["", *written, *[""] * (len(block) - len(written))]


def _ruled(lines: Sequence[str]) -> list[str]:
    """Give the lines from one rule to the last before a blank line."""
    rules = [number for number, line in enumerate(lines) if _COLUMNS.match(line)][:3]
    ends = [number for number in rules[1:] if number + 1 == len(lines) or not lines[number + 1].strip()]
    return list(lines[: ends[0] + 1]) if ends else list(lines[:1])


def _plain(line: str) -> str:
    """Take the marks off a line that Markdown has not."""
    for mark, kept in _INLINE:
        line = mark.sub(kept, line)
    return _FIELD.sub(r"\1: ", line, count=1) + "  " if _FIELD.match(line) else line
