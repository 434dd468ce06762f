"""What a made document holds, and its file in each format."""

import hashlib
import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from overlap.errors import InputError
from overlap.read import parsing
from overlap.read.reading import Reading
from overlap.settings import AS_WRITTEN
from tests import excelfile, wordfile


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an item of a list, a pair of a list of definitions, or a table."""

    kind: str
    """`h`, `p`, `bold`, `italic`, `li`, `dl` or `table`."""
    text: str = ""
    label: str = ""
    """A run in bold before the text, with what ends it; the term of a definition."""
    level: int = 1
    rows: tuple[tuple[str, ...], ...] = ()


def half(name: str) -> str:
    """Draw the half of a wording or a layout."""
    return "built" if hashlib.sha256(name.encode()).digest()[0] % 2 else "kept"


def read(suffix: str, data: bytes) -> Reading | InputError:
    """Read a file in this process."""
    return parsing.parse(parsing.Request(suffix, data, f"made{suffix}", AS_WRITTEN))


def markdown(blocks: Sequence[Block]) -> bytes:
    """Write Markdown."""
    return "\n".join(_markdown(blocks)).encode()


def _markdown(blocks: Sequence[Block]) -> Iterator[str]:
    for each in blocks:
        label = f"**{each.label}** " if each.label and each.kind != "dl" else ""
        text = each.text.replace("\n", "  \n")
        match each.kind:
            case "h":
                yield f"\n{'#' * each.level} {each.text}\n"
            case "li":
                yield f"{'  ' * (each.level - 1)}- {label}{text}"
            case "bold":
                yield f"\n**{text}**\n"
            case "italic":
                yield f"\n*{text}*\n"
            case "table":
                width = max(map(len, each.rows))
                for number, row in enumerate(each.rows):
                    cells = (
                        cell.replace("\n", "<br>").replace("|", r"\|") for cell in (*row, *[""] * (width - len(row)))
                    )
                    yield f"{'' if number else chr(10)}| {' | '.join(cells)} |"
                    if not number:
                        yield "|" + " --- |" * width
                yield ""
            case _:
                yield f"\n{label or each.label}{text}\n"


def plain(blocks: Sequence[Block]) -> bytes:
    """Write plain text, headings underlined or not marked at all."""
    lines: list[str] = []
    for each in blocks:
        match each.kind:
            case "h":
                lines += ["", each.text, *(["=" * len(each.text)] if each.level == 1 else []), ""]
            case "li":
                lines.append(f"{'  ' * (each.level - 1)}- {' '.join(filter(None, (each.label, each.text)))}")
            case _:
                lines += [" ".join(filter(None, (each.label, each.text))), ""]
    return "\n".join(lines).encode()


def restructured(blocks: Sequence[Block]) -> bytes:
    """Write reStructuredText."""
    lines: list[str] = []
    before = ""
    for each in blocks:
        label = f"**{each.label}** " if each.label and each.kind != "dl" else ""
        if before in ("li", "field") and each.kind != before:
            lines.append("")
        before = each.kind
        match each.kind:
            case "h":
                lines += ["", each.text, "=-~"[each.level - 1] * (2 * len(each.text)), ""]
            case "li":
                lines.append(f"- {label}{each.text}")
            case "dl":
                lines += [each.label, f"   {each.text}", ""]
            case "bold":
                lines += [f"**{each.text}**", ""]
            case "italic":
                lines += [f"*{each.text}*", ""]
            case "field":
                lines.append(f":{each.label}: {each.text}")
            case _:
                lines += [f"{label}{each.text}", ""]
    return "\n".join(lines).encode()


def page(blocks: Sequence[Block]) -> bytes:
    """Write a web page."""
    out: list[str] = []
    inside = ""
    for each in blocks:
        wanted = {"li": "ul", "dl": "dl"}.get(each.kind, "")
        if inside != wanted:
            out += [f"</{inside}>"] if inside else []
            out += [f"<{wanted}>"] if wanted else []
            inside = wanted
        text = html.escape(each.text).replace("\n", "<br>")
        label = f"<b>{html.escape(each.label)}</b> " if each.label else ""
        match each.kind:
            case "h":
                out.append(f"<h{each.level}>{text}</h{each.level}>")
            case "li":
                out.append(f"<li>{label}{text}</li>")
            case "dl":
                out.append(f"<dt>{html.escape(each.label)}</dt><dd>{text}</dd>")
            case "bold":
                out.append(f"<p><strong>{text}</strong></p>")
            case "italic":
                out.append(f"<p><em>{text}</em></p>")
            case "table":
                rows = (
                    "".join(f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in row)
                    for row in each.rows
                )
                out.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
            case _:
                out.append(f"<p>{label}{text}</p>")
    out += [f"</{inside}>"] if inside else []
    return f"<!doctype html><html><body>{''.join(out)}</body></html>".encode()


def word(blocks: Sequence[Block]) -> bytes:
    """Write a Word file."""
    return wordfile.docx(*map(_word, blocks))


def _word(each: Block) -> str:
    if each.kind == "table":
        return wordfile.table([[wordfile.cell(_broken(cell)) for cell in row] for row in each.rows])
    mark = {"bold": "<w:rPr><w:b/></w:rPr>", "italic": "<w:rPr><w:i/></w:rPr>"}.get(each.kind, "")
    label = _run(f"{each.label} ", "<w:rPr><w:b/></w:rPr>") if each.label else ""
    style = {"h": f"Heading{each.level}", "li": "ListParagraph"}.get(each.kind, "")
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += f'<w:outlineLvl w:val="{each.level - 1}"/>' if each.kind == "h" else ""
    properties += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if each.kind == "li" else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{label}{_run(each.text, mark)}</w:p>"


def _broken(text: str) -> str:
    return "".join(map(wordfile.paragraph, text.split("\n")))


def _run(text: str, mark: str = "") -> str:
    parts = (
        "<w:tab/>".join(
            f'<w:t xml:space="preserve">{html.escape(piece, quote=False)}</w:t>' for piece in line.split("\t")
        )
        for line in text.split("\n")
    )
    return f"<w:r>{mark}{'<w:br/>'.join(parts)}</w:r>"


def sheet(blocks: Sequence[Block]) -> bytes:
    """Write a workbook: a sheet on which the form stands."""
    rows: list[Sequence[str]] = []
    for each in blocks:
        rows += each.rows if each.kind == "table" else [[each.label, each.text] if each.label else [each.text]]
        rows.append([])
    return excelfile.workbook(Form=rows)


WRITERS: Mapping[str, Callable[[Sequence[Block]], bytes]] = {
    ".docx": word,
    ".html": page,
    ".md": markdown,
    ".txt": plain,
    ".rst": restructured,
    ".xlsx": sheet,
}


def folded(text: str) -> str:
    """Write a text without what does not count."""
    return re.sub(r"\s+", " ", text.replace("**", "")).strip(" .;,:").casefold()
