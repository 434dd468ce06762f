"""Markdown; the only module that knows markdown-it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from overlap.read.content import Document, Paragraph, Table
from overlap.read.formats.encoding import Decoded, decode
from overlap.read.formats.frontmatter import take_off, titled
from overlap.read.formats.markup import to_text, without_struck
from overlap.read.formats.visible import fold, fold_lines, struck_out
from overlap.read.reading import Ignored

if TYPE_CHECKING:
    from markdown_it.token import Token

_FOLDED = re.compile(r'^(?:[?!]{3}\+?|:::+)\s*(?:[\w-]+\s*)*(?:"(?P<title>.*)")?\s*$')
"""How MkDocs and Pandoc begin a box, which goes on below it."""
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[#.][^{}\n]*\}[ \t]*$|^\{:[^{}\n]*\}[ \t]*$", re.MULTILINE)
_TEMPLATE = re.compile(r"^[ \t]*\{%.*%\}[ \t]*$|^[ \t]*\[TOC\][ \t]*$", re.MULTILINE)
_VARIABLE = re.compile(r"\{\{-?\s*page\.([\w-]+)\s*-?\}\}")
_SECTION = re.compile(r"^--- (abstract|middle|back)[ \t]*$", re.MULTILINE)
"""The parts of an IETF draft."""
_NOTE = re.compile(r"^ {0,3}\[\^([^\[\]\s]+)\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*))*)$", re.MULTILINE)
_MARK = re.compile(r"[ \t]?\[\^([^\[\]\s]+)\](?![(:])")
"""A footnote below the text, and its mark in it."""
_FAR, _LONGEST_LABEL = 6, 80
"""Tokens, and characters, within which a label ends."""
_STRUCK = re.compile(r"<(/?)(s|del|strike)(?=[\s/>])", re.IGNORECASE)


def read_markdown(data: bytes, source: str) -> Document:
    """Read headings, paragraphs, list items and tables of CommonMark text. Raises InputError when it is no text."""
    return read_marked(decode(data, source), source, "Markdown text", _plain)


def read_marked(decoded: Decoded, source: str, name: str, to_markdown: Callable[[str], str]) -> Document:
    """Read a text of the format `name` below its front matter, once it is rewritten as CommonMark."""
    from markdown_it import MarkdownIt

    front = take_off(decoded.text.replace("\r\n", "\n"), source)
    text = to_markdown(_filled(front.rest, front.stated))
    named = {name: fold(said) for name, said in _NOTE.findall(text)}
    text = _NOTE.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = _MARK.sub(lambda found: "" if found[1] in named else found[0], text)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    struck = sum(map(_drop_struck, tokens))
    told = (Ignored("footnotes", f"{len(named)} of them"),) if named else ()
    parts = tuple(titled(list(_parts(tokens)), front.stated))
    return Document(
        source,
        name,
        parts,
        stated=front.stated,
        notes=tuple(named.values()),
        ignored=(*struck_out(struck), *told),
        faults=(*decoded.faults, *front.faults),
    )


def _filled(text: str, stated: Mapping[str, str]) -> str:
    """Put in what the front matter gives for the variables of a page: `{{ page.title }}`."""
    return _VARIABLE.sub(lambda found: stated.get(found[1], found[0]), text)


def _plain(text: str) -> str:
    """Rewrite, line by line, what other dialects add to CommonMark: boxes, attributes, parts of IETF drafts."""
    text = _SECTION.sub(lambda found: "" if found[1] != "abstract" else "# Abstract", text)
    text = _TEMPLATE.sub("", _ATTRIBUTES.sub("", text))
    return "\n".join(_unboxed(text.split("\n")))


def _unboxed(lines: list[str]) -> Iterator[str]:
    """Yield lines with the title of a box as a heading, and what is indented below it as text."""
    inside, level = False, 1
    for line in lines:
        found = _FOLDED.match(line)
        if found:
            inside = line.startswith(("?", "!"))
            yield f"{'#' * min(level + 1, 6)} {found['title']}" if found["title"] else ""
        elif inside and (line.startswith("    ") or not line.strip()):
            yield line[4:]
        else:
            inside = False
            if heading := re.match(r"(#{1,6})\s", line):
                level = len(heading[1])
            yield line


def _parts(tokens: list["Token"]) -> Iterator[Paragraph | Table]:
    """Yield a part for each block; `inline` tokens carry the text, the token before each says what it is."""
    rows: list[list[str]] = []
    table_line = 0
    items = 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        items += token.nesting if token.type in ("list_item_open", "list_item_close") else 0
        if token.type == "table_open":
            rows, table_line = [], _line(token)
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            yield Table(tuple(map(tuple, rows)), f"table at line {table_line}")
        elif token.type == "inline" and before is not None and before.type in ("td_open", "th_open"):
            rows[-1].append(fold_lines(_text(token)))
        elif token.type == "inline" and before is not None:
            level = int(before.tag[1]) if before.type == "heading_open" else 0
            style = _style(token, items > 0) if not level else ""
            yield from _lines(_text(token), _line(token), level, style, items if not level else 0)
        elif token.type == "html_block" and (text := to_text(token.content)):
            yield from _lines(text, _line(token), 0)
        elif token.type in ("fence", "code_block"):
            yield Paragraph(fold_lines(token.content) or "-", f"line {_line(token)}", style="code")


def _drop_struck(token: "Token") -> int:
    """Take out of a block what is struck out in it; tell how many places held a word."""
    if token.type == "html_block":
        token.content, count = without_struck(token.content)
        return count
    kept: list[Token] = []
    count = depth = 0
    is_said = False
    children = token.children or []
    turns = _strikes(children)
    for place, child in enumerate(children):
        turn = turns.get(place, 0)
        is_said &= depth > 0
        if depth and not is_said and child.type != "html_inline" and re.search(r"\w", child.content):
            count, is_said = count + 1, True
        depth += turn
        if not depth and not turn:
            kept.append(child)
    if kept or count:
        token.children = kept
    return count


def _strikes(children: Sequence["Token"]) -> Mapping[int, int]:
    """Give the places where a strike begins (1) and ends (-1); a tag that is not closed strikes nothing."""
    turns: dict[int, int] = {}
    open_tags: dict[str, list[int]] = {}
    for place, child in enumerate(children):
        tag = _STRUCK.match(child.content) if child.type == "html_inline" else None
        if child.type in ("s_open", "s_close"):
            turns[place] = child.nesting
        elif tag and not tag[1]:
            open_tags.setdefault(tag[2].lower(), []).append(place)
        elif tag and open_tags.get(tag[2].lower()):
            turns |= {open_tags[tag[2].lower()].pop(): 1, place: -1}
    return turns


def _lines(text: str, line: int, level: int, style: str = "", depth: int = 0) -> Iterator[Paragraph]:
    """Yield a paragraph; one whose lines the author broke on purpose stays so."""
    if folded := fold_lines(text):
        yield Paragraph(folded, f"line {line}", level, style, depth=depth)


def _style(token: "Token", is_item: bool) -> str:
    """Name the kind of a paragraph: a list item with a link is told from one without, and a link that is alone."""
    kinds = [child.type for child in token.children or () if child.type != "text" or child.content.strip()]
    if is_item:
        return "li link" if "link_open" in kinds else "li"
    is_link = kinds.count("link_open") == 1 and kinds[0] == "link_open" and kinds[-1] == "link_close"
    return "link" if is_link else ""


def _line(token: "Token") -> int:
    return token.map[0] + 1 if token.map else 0


def _is_label(after: Sequence["Token"]) -> bool:
    """Say whether a line begins with words in bold and a colon."""
    said = [each for each in after if each.type != "text" or each.content]
    label, colon, _ = "".join(each.content for each in said).partition(":")
    return bool(said) and said[0].type == "strong_open" and bool(colon) and len(label) < _LONGEST_LABEL


def _text(token: "Token") -> str:
    """Join the words of an inline token without their marks; a line ends at a hard break, or before a label."""
    pieces: list[str] = []
    children = token.children or []
    for place, child in enumerate(children):
        if child.type == "softbreak":
            pieces.append("\n" if _is_label(children[place + 1 : place + _FAR]) else " ")
        elif child.type == "hardbreak":
            pieces.append("\n")
        elif child.type == "html_inline":
            pieces.append("\n" if re.match(r"<br\b", child.content, re.IGNORECASE) else "")
        elif child.type in ("text", "code_inline", "image"):
            pieces.append(child.content)
    return "".join(pieces)
