"""Markdown; the only module that knows markdown-it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from overlap.read.content import Document, Paragraph, Table
from overlap.read.formats.encoding import decode
from overlap.read.formats.markup import to_text

if TYPE_CHECKING:
    from markdown_it.token import Token


def read_markdown(data: bytes, source: str) -> Document:
    """Read headings, paragraphs, list items and tables of CommonMark text. Raises InputError when it is no text."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(decode(data, source))
    return Document(source, "Markdown text", tuple(_parts(tokens)))


def _parts(tokens: list["Token"]) -> Iterator[Paragraph | Table]:
    """Yield a part for each block; `inline` tokens carry the text, the token before each says what it is."""
    rows: list[list[str]] = []
    table_line = 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "table_open":
            rows, table_line = [], _line(token)
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            yield Table(tuple(map(tuple, rows)), f"table at line {table_line}")
        elif token.type == "inline" and before is not None and before.type in ("td_open", "th_open"):
            rows[-1].append(_text(token))
        elif token.type == "inline" and before is not None:
            level = int(before.tag[1]) if before.type == "heading_open" else 0
            yield from _lines(_text(token), _line(token), level)
        elif token.type == "html_block" and (text := to_text(token.content)):
            yield from _lines(text, _line(token), 0)
        elif token.type in ("fence", "code_block"):
            yield Paragraph(" ".join(token.content.split()) or "-", f"line {_line(token)}", style="code")


def _lines(text: str, line: int, level: int) -> Iterator[Paragraph]:
    """Yield a paragraph; one whose lines the author broke on purpose stays so."""
    folded = "\n".join(" ".join(each.split()) for each in text.split("\n") if each.strip())
    if folded:
        yield Paragraph(folded, f"line {line}", level)


def _line(token: "Token") -> int:
    return token.map[0] + 1 if token.map else 0


def _text(token: "Token") -> str:
    """Join the words of an inline token without their marks; only a hard break is a line end."""
    pieces = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(
        pieces.get(child.type, child.content if child.type in ("text", "code_inline", "image") else "")
        for child in token.children or ()
    )
