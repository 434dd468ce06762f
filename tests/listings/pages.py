"""A page as its author thinks of it, and how each format writes it."""

import html as web
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests import wordfile
from tests.listings.texts import Text

_ADDRESS = "https://example.org/page"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, of a level from 1 on."""

    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    text: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with or without numbers; each entry may have others below it."""

    entries: tuple[tuple[Text, tuple[Text, ...]], ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """A list of terms, each with what it means."""

    entries: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the first row is its header where it has one."""

    rows: tuple[tuple[Text, ...], ...]
    is_headed: bool = True


Block = Heading | Line | Bullets | Terms | Grid
Page = Sequence[Block]


def words(text: Text) -> str:
    """Give the words of a text on one line."""
    return " ".join("".join(" " if each.style == "break" else each.text for each in text).split())


def _inline(text: Text, marks: Mapping[str, str]) -> str:
    return "".join(marks.get(each.style, "{}").format(each.text) for each in text)


_MARKDOWN = {"bold": "**{}**", "code": "`{}`", "link": f"[{{}}]({_ADDRESS})", "break": "<br>"}
_WEB = {
    "bold": "<strong>{}</strong>",
    "code": "<code>{}</code>",
    "link": f'<a href="{_ADDRESS}">{{}}</a>',
    "break": "<br/>",
}
_RST = {"bold": "**{}**", "code": "``{}``", "link": f"`{{}} <{_ADDRESS}>`__", "break": " "}
_ASCIIDOC = {"bold": "*{}*", "code": "`{}`", "link": f"{_ADDRESS}[{{}}]", "break": " +\n"}
_WIKI = {"bold": "'''{}'''", "code": "<code>{}</code>", "link": f"[{_ADDRESS} {{}}]", "break": "<br />"}


def markdown(page: Page) -> bytes:
    """Write a page as Markdown; a link in brackets and a bar in a cell are escaped as people do."""
    made = []

    def say(text: Text, in_cell: bool = False) -> str:
        said = _inline(text, _MARKDOWN)
        return said.replace("|", "\\|") if in_cell else said

    for block in page:
        match block:
            case Heading(level, text):
                made.append(f"{'#' * level} {say(text)}")
            case Line(text):
                made.append(say(text))
            case Bullets(entries, is_numbered):
                lines = []
                for number, (text, below) in enumerate(entries, start=1):
                    sign = f"{number}." if is_numbered else "-"
                    lines.append(f"{sign} {say(text)}")
                    lines += [f"{' ' * (len(sign) + 1)}- {say(each)}" for each in below]
                made.append("\n".join(lines))
            case Terms(entries):
                made += [f"{say(term)}\n\n: {say(meaning)}" for term, meaning in entries]
            case Grid(rows, is_headed):
                head = rows[0] if is_headed else tuple(() for _ in rows[0])
                body = rows[1:] if is_headed else rows
                table = [head, *body]
                lines = ["| " + " | ".join(say(cell, in_cell=True) for cell in row) + " |" for row in table]
                lines.insert(1, "|" + "---|" * len(head))
                made.append("\n".join(lines))
    return ("\n\n".join(made) + "\n").encode()


def page_of_the_web(page: Page) -> bytes:
    """Write a page as HTML."""

    def say(text: Text) -> str:
        return "".join(_WEB.get(each.style, "{}").format(web.escape(each.text)) for each in text)

    def inside(below: Sequence[Text]) -> str:
        return f"<ul>{''.join(f'<li>{say(each)}</li>' for each in below)}</ul>" if below else ""

    made = []
    for block in page:
        match block:
            case Heading(level, text):
                made.append(f"<h{level}>{say(text)}</h{level}>")
            case Line(text):
                made.append(f"<p>{say(text)}</p>")
            case Bullets(entries, is_numbered):
                name = "ol" if is_numbered else "ul"
                inner = "".join(f"<li>{say(text)}" + inside(below) + "</li>" for text, below in entries)
                made.append(f"<{name}>{inner}</{name}>")
            case Terms(entries):
                made.append("<dl>" + "".join(f"<dt>{say(a)}</dt><dd>{say(b)}</dd>" for a, b in entries) + "</dl>")
            case Grid(rows, is_headed):
                lines = []
                for number, row in enumerate(rows):
                    name = "th" if is_headed and not number else "td"
                    lines.append("<tr>" + "".join(f"<{name}>{say(cell)}</{name}>" for cell in row) + "</tr>")
                made.append("<table>" + "".join(lines) + "</table>")
    head = "<head><meta charset='utf-8'><title>Page</title></head>"
    return f"<!DOCTYPE html><html>{head}<body>{''.join(made)}</body></html>".encode()


def restructured(page: Page) -> bytes:
    """Write a page as reStructuredText, its tables as list-tables."""

    def say(text: Text) -> str:
        return _inline(text, _RST)

    made = []
    for block in page:
        match block:
            case Heading(level, text):
                said = say(text)
                made.append(f"{said}\n{'=-~^'[level - 1] * (len(said.encode()) + 1)}")
            case Line(text):
                made.append(say(text))
            case Bullets(entries, is_numbered):
                lines = []
                for text, below in entries:
                    sign = "#." if is_numbered else "*"
                    lines.append(f"{sign} {say(text)}")
                    if below:
                        lines += ["", *(f"{' ' * (len(sign) + 1)}* {say(each)}" for each in below), ""]
                made.append("\n".join(lines))
            case Terms(entries):
                made += [f"{say(term)}\n    {say(meaning)}" for term, meaning in entries]
            case Grid(rows, is_headed):
                lines = [".. list-table::", f"   :header-rows: {int(is_headed)}", ""]
                for row in rows:
                    lines += [f"   {'* -' if not number else '  -'} {say(cell)}" for number, cell in enumerate(row)]
                made.append("\n".join(lines))
    return ("\n\n".join(made) + "\n").encode()


def asciidoc(page: Page) -> bytes:
    """Write a page as AsciiDoc."""

    def say(text: Text) -> str:
        return _inline(text, _ASCIIDOC)

    made = []
    for block in page:
        match block:
            case Heading(level, text):
                made.append(f"{'=' * level} {say(text)}")
            case Line(text):
                made.append(say(text))
            case Bullets(entries, is_numbered):
                sign = "." if is_numbered else "*"
                made.append(
                    "\n".join(
                        "\n".join([f"{sign} {say(text)}", *(f"** {say(each)}" for each in below)])
                        for text, below in entries
                    )
                )
            case Terms(entries):
                made.append("\n".join(f"{say(a)}:: {say(b)}" for a, b in entries))
            case Grid(rows, is_headed):
                lines = ['[options="header"]'] if is_headed else []
                lines.append("|===")
                for number, row in enumerate(rows):
                    lines += [" ".join(f"|{say(cell)}" for cell in row)] + ([""] if is_headed and not number else [])
                made.append("\n".join([*lines, "|==="]))
    return ("\n\n".join(made) + "\n").encode()


def word(page: Page) -> bytes:
    """Write a page as a Word document; its bullets have the style of a list."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in ("heading 2", "heading 3", "heading 4", "List Bullet", "List Number")
    )

    def runs(text: Text) -> str:
        made = ""
        for each in text:
            made += "<w:r><w:br/></w:r>" if each.style == "break" else wordfile.run(each.text)
        return made

    def line(text: Text, style: str = "") -> str:
        return wordfile.paragraph(style=style, content=runs(text))

    made = []
    for block in page:
        match block:
            case Heading(level, text):
                made.append(line(text, "Heading1" if level == 1 else f"heading{level}"))
            case Line(text):
                made.append(line(text))
            case Bullets(entries, is_numbered):
                for text, below in entries:
                    made.append(line(text, "ListNumber" if is_numbered else "ListBullet"))
                    made += [line(each, "ListBullet") for each in below]
            case Terms(entries):
                made += [each for term, meaning in entries for each in (line(term), line(meaning))]
            case Grid(rows, _):
                made.append(wordfile.table([[wordfile.cell(line(cell)) for cell in row] for row in rows]))
    return wordfile.docx(*made, styles=styles)


def text(page: Page) -> bytes:
    """Write a page as plain text; a table has columns of spaces."""
    made = []
    for block in page:
        match block:
            case Heading(level, said):
                made.append(f"{words(said)}\n{'=-~^'[level - 1] * len(words(said))}")
            case Line(said):
                made.append(words(said))
            case Bullets(entries, is_numbered):
                lines = []
                for number, (said, below) in enumerate(entries, start=1):
                    lines.append(f"{f'{number}.' if is_numbered else '-'} {words(said)}")
                    lines += [f"  - {words(each)}" for each in below]
                made.append("\n".join(lines))
            case Terms(entries):
                made += [f"{words(term)}\n    {words(meaning)}" for term, meaning in entries]
            case Grid(rows, _):
                widths = [max(len(words(cell)) for cell in column) + 4 for column in zip(*rows, strict=True)]
                made.append(
                    "\n".join(
                        "".join(words(cell).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
                        for row in rows
                    )
                )
    return ("\n\n".join(made) + "\n").encode()


def wiki(page: Page) -> bytes:
    """Write a page as MediaWiki's text."""

    def say(said: Text) -> str:
        return _inline(said, _WIKI)

    made = []
    for block in page:
        match block:
            case Heading(level, said):
                made.append(f"{'=' * level} {say(said)} {'=' * level}")
            case Line(said):
                made.append(say(said))
            case Bullets(entries, is_numbered):
                sign = "#" if is_numbered else "*"
                made.append(
                    "\n".join(
                        "\n".join([f"{sign} {say(a)}", *(f"** {say(each)}" for each in below)]) for a, below in entries
                    )
                )
            case Terms(entries):
                made.append("\n".join(f"; {say(a)}\n: {say(b)}" for a, b in entries))
            case Grid(rows, is_headed):
                lines = ['{| class="wikitable"']
                for number, row in enumerate(rows):
                    sign = "!" if is_headed and not number else "|"
                    lines += ["|-", *(f"{sign} {say(cell)}" for cell in row)]
                made.append("\n".join([*lines, "|}"]))
    return ("\n\n".join(made) + "\n").encode()


FORMATS: Mapping[str, Callable[[Page], bytes]] = {
    ".md": markdown,
    ".html": page_of_the_web,
    ".rst": restructured,
    ".adoc": asciidoc,
    ".docx": word,
    ".txt": text,
    ".mediawiki": wiki,
}
