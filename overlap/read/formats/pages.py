"""Lines of pages → paragraphs, without running headers and unreadable text; knows no file format."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from overlap.read.content import Paragraph, Table
from overlap.read.formats.parted import continued
from overlap.read.reading import Ignored

_SHOWN = 80
"""Characters of a running header that are told, about a line."""
EDGE = 4
"""How many lines at each end of a page may be running headers: some programs write the footer first as well."""
_NUMBER = r"(?:\d{1,4}|[ivxlc]{1,7})"
_PAGE_NUMBER = re.compile(rf"^{_NUMBER}\s+(?=\S)|\s+{_NUMBER}$|^[-–—\s]*{_NUMBER}[-–—\s]*$")
_COPYRIGHT = re.compile(rf"(?:{_NUMBER}\s+)?©.*(?:all rights reserved|tous droits réservés).*", re.IGNORECASE)
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}|_{8,}")
_BULLET = re.compile(r"[•◦▪●○■‣⁃➢✓](?=[^\W\d_])|[•◦▪●○■□‣⁃∙·⎯➢✓\uf000-\uf0ff](?:\s+|$)")
_ITEM = re.compile(r"(?:[-–—*]|\(?(?:[a-z]|\d{1,2}|[ivx]{1,4})\))(?:\s+|$)")
_LABEL = re.compile(r"[A-ZÀ-Þ][\w'’ /()-]{1,40}:(?=\*|\s|$)")
_BROKEN = re.compile(r"(?<!\S)(\S*\w)[-‐]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE_END = (".", "!", "?", ":", ";", "…", ".”", '."', ".)")
_CLAUSE = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4}|[A-Z](?:\.\d{1,2}){1,4})\.?\s+[^\W\d_a-zà-ÿ].{0,98}")
_ANNEX = re.compile(r"(?:Annexe?|Appendix|Appendice) (?:[A-Z]|[IVX]{1,5}|\d{1,2})(?:\s*[(–—:-].*)?", re.IGNORECASE)
_KNOWN = re.compile(
    r"(?:\d{1,2}\.?\s+)?(?:foreword|introduction|(?:table of )?contents(?: page)?|abstract|summary|scope|keywords"
    r"|references|bibliography|normative references?|(?:terms(?:,| and) )?definitions|avant-propos"
    r"|domaine d['’]application|sommaire(?: page)?|résumé|mots[- ]clés|bibliographie|références(?: normatives)?"
    r"|termes et définitions)[:*]{0,2}",
    re.IGNORECASE,
)
"""Headings that stand alone on their line, with a number or without."""
_FEWEST_GAPS = 3
"""Line ends in the middle of a sentence, which show how far apart its lines stand."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page as it is shown."""

    text: str
    """White space folded; empty for a blank line."""
    size: float = 0.0
    """Of most of its letters, in points; 0 when it is not known."""


@dataclass(frozen=True, slots=True)
class Page:
    """Lines and tables in reading order."""

    number: int
    content: tuple[Line | Table, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are not blank."""
        return tuple(part for part in self.content if isinstance(part, Line) and part.text)


def drop_running_lines(pages: Sequence[Page]) -> tuple[tuple[Page, ...], tuple[Ignored, ...]]:
    """Leave out headers, footers and page numbers; also tell what they said, and on which pages."""
    filled = [page for page in pages if page.lines]
    seen = Counter(key for page in filled for key in {_running_key(line.text) for line in _edges(page)})
    running = {key for key, count in seen.items() if _is_running(key, count, len(filled))}
    kept = tuple(_without_running(page, running) for page in pages)
    gone: dict[str, list[tuple[str, int]]] = {}
    for page, after in zip(pages, kept, strict=True):
        left = {id(part) for part in after.content}
        for line in page.lines:
            if id(line) not in left:
                gone.setdefault(_running_key(line.text), []).append((line.text, page.number))
    return kept, tuple(_running(key, lines) for key, lines in gone.items())


def _running(key: str, lines: Sequence[tuple[str, int]]) -> Ignored:
    """Say what a running line says, if it is more than a number, and where it runs."""
    first, last = lines[0][1], lines[-1][1]
    what = f"running header: {lines[0][0][:_SHOWN]}" if re.search(r"[^\W\d_]{2}", key) else "page numbers"
    return Ignored(what, f"page {first}" if first == last else f"page {first} to {last}")


def _edges(page: Page) -> tuple[Line, ...]:
    lines = page.lines
    return lines if len(lines) <= 2 * EDGE else lines[:EDGE] + lines[-EDGE:]


def _running_key(text: str) -> str:
    """Take what stays the same of a running line: all but its page number, and digits such as in `page 2 of 9`."""
    return re.sub(r"\d+", "#", _PAGE_NUMBER.sub("", text)).strip()


def _is_running(key: str, count: int, pages: int) -> bool:
    if count < 2 or (not key and count < 3):
        return False
    if pages < 3:
        return count == pages and "#" not in key
    if count == 2:  # left and right pages have headers of their own, so a short paper shows each one twice
        return pages <= 6 and len(key) >= 40
    return count >= min(pages * 0.2, 10)


def _without_running(page: Page, running: set[str]) -> Page:
    """Leave out each running line once: the title of a document may stand below itself as a header."""
    lines, found = page.lines, set[str]()
    gone: set[int] = set()
    for line in (*_edges(page), *lines[:1], *lines[-1:]):
        key = _running_key(line.text)
        lone_number = line in (lines[0], lines[-1]) and line.text == str(page.number)
        if key not in found and (key in running or lone_number or _COPYRIGHT.fullmatch(line.text)):
            found.add(key)
            gone.add(id(line))
    return replace(page, content=tuple(part for part in page.content if id(part) not in gone)) if gone else page


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line with what decides whether it goes on with the one before it.

    `width` is the length of the usual line of its page, and `sign` what the list item begins with that it is part of;
    a blank line or a table stands before one that is `apart`; nothing goes on with one that is `alone`.
    """

    text: str
    page: int
    size: float
    width: float
    apart: bool
    sign: str = ""
    level: int = 0
    starts: bool = False
    alone: bool = False

    @property
    def is_full(self) -> bool:
        return len(self.text) >= 0.75 * self.width

    @property
    def is_ended(self) -> bool:
        return self.text.endswith(_SENTENCE_END)

    @property
    def is_capital(self) -> bool:
        return self.text.isupper() and re.search(r"[^\W\d_]{4}", self.text) is not None


def build_parts(pages: Sequence[Page], narrowest: int = 36) -> tuple[Paragraph | Table, ...]:
    """Join lines into paragraphs, in place between the tables; no column has fewer letters than the narrowest."""
    known = _count_words([line.text for page in pages for line in page.lines])
    parts: list[Paragraph | Table] = []
    last: _Piece | None = None
    spacing = _spacing(pages)
    for page in pages:
        for piece in _pieces(page, last, narrowest, spacing):
            if isinstance(piece, Table):
                whole = continued(parts[-1], piece) if parts else None
                parts[-1 if whole else len(parts) :] = [whole or piece]
                continue
            if last and isinstance(before := parts[-1], Paragraph) and _continues(last, piece):
                parts[-1] = replace(before, text=_join(before.text, piece.text, known))
            else:
                parts.append(Paragraph(piece.text, f"page {piece.page}", piece.level, size=piece.size))
            last = piece
    return tuple(part for part in parts if isinstance(part, Table) or part.text)


def join_cell(text: str) -> str:
    """Join the lines of a table cell that only the width of the cell has parted."""
    lines = tuple(Line(" ".join(line.split())) for line in text.split("\n"))
    paragraphs = build_parts([Page(1, lines)], narrowest=0)
    return "\n".join(part.text for part in paragraphs if isinstance(part, Paragraph))


def _pieces(page: Page, last: _Piece | None, narrowest: int, spacing: int) -> Iterator[_Piece | Table]:
    lengths = sorted(len(line.text) for line in page.lines)
    long = [length for length in lengths if length >= 25] or lengths[-1:] or [0]
    width, blank = max(narrowest, long[round(0.75 * (len(long) - 1))]), 0
    for part in page.content:
        if isinstance(part, Table):
            yield part
            blank = spacing + 1
        elif not part.text:
            blank += 1
        else:
            last = _piece(_Piece(part.text, page.number, part.size, width, blank > spacing), last)
            yield last
            blank = 0


def _spacing(pages: Sequence[Page]) -> int:
    """Count the blank lines that stand between any two lines: those over which sentences go on."""
    between = list[int]()
    for page in pages:
        blank, last = 0, ""
        for part in page.content:
            if isinstance(part, Table):
                last = ""
            elif not part.text:
                blank += 1
            else:
                if last and part.text[:1].islower() and not last.endswith((*_SENTENCE_END, ",")):
                    between.append(blank)
                blank, last = 0, part.text
    return sorted(between)[len(between) // 2] if len(between) >= _FEWEST_GAPS else 0


def _piece(plain: _Piece, last: _Piece | None) -> _Piece:
    """Tell whether a line is a heading, an item or a label; in the middle of a sentence most of them are not."""
    text = plain.text
    if _LEADERS.search(text):
        return replace(plain, starts=True, alone=True)
    if bullet := _BULLET.match(text):
        return replace(plain, text=text[bullet.end() :], starts=True)
    inside = last is not None and _runs_into(last, plain)
    level = _level(text, free=not inside and len(text) < max(0.85 * plain.width, 40))
    if level or re.fullmatch(r"(?:\d+|[A-Z])(?:\.\d+)+", text):
        return replace(plain, level=level, starts=True, alone=True)
    item = _ITEM.match(text)
    label = _LABEL.match(text) or re.match(r"\[\d+\](?=\s)", text)
    sign = re.sub(r"\w+", "a", item[0]) if item else label[0][-1] if label else ""
    listed = sign and last and (sign == last.sign or last.text.endswith((",", " and", " or", " et", " ou")))
    if inside and last and not listed:
        return replace(plain, sign=last.sign)
    starts = bool(sign or re.match(r"(?:\d{1,2}|[A-Z])(?:\.\d{1,2})+\s|NOTE\b|EXAMPLE\b", text))
    return replace(plain, text=text[item.end() :] if item else text, starts=starts, sign=sign)


def _runs_into(last: _Piece, piece: _Piece) -> bool:
    """Tell whether a line seems to end in the middle of a sentence, whatever follows."""
    near = not piece.apart and last.page == piece.page and abs(last.size - piece.size) < 0.5
    return near and not last.alone and last.is_full and not last.is_ended


def _level(text: str, free: bool) -> int:
    """Tell the level of a heading, 0 for none; only a line that is free to be one may be a numbered heading."""
    clause = _CLAUSE.fullmatch(text) if free and not text.endswith((*_SENTENCE_END, ",")) else None
    if clause:
        return clause[1].count(".") + 1
    return int(bool(_KNOWN.fullmatch(text)) or (free and len(text) <= 100 and bool(_ANNEX.fullmatch(text))))


def _continues(last: _Piece, piece: _Piece) -> bool:
    """Whether a line goes on with the paragraph that the last one belongs to."""
    if last.alone or piece.starts:
        return False
    if not last.text:
        return True
    lower = piece.text[:1].islower()
    if last.page != piece.page:
        return lower and last.is_full and not last.is_ended
    if piece.apart or abs(last.size - piece.size) >= 0.5:
        return False
    if last.is_capital or piece.is_capital:
        return (last.is_capital and piece.is_capital) or (last.is_full and not last.is_ended)
    if last.is_full or last.text.endswith((",", "—", "–")):
        return True
    return lower and not last.is_ended and (len(last.text) >= 0.5 * last.width or bool(_BROKEN.search(last.text)))


def _count_words(lines: Sequence[str]) -> Counter[str]:
    """Count the words that no line end breaks, whole and by their parts; and `-` when few line ends break one."""
    rare = sum(1 for line in lines if _BROKEN.search(line)) < max(2, 0.04 * len(lines))
    known, broken = Counter({"-": int(rare)}), False
    for line in lines:
        whole = _WORD.findall(line.lower())[broken:]
        broken = _BROKEN.search(line) is not None
        for word in whole[:-1] if broken else whole:
            known.update({word, *word.split("-")})
    return known


def _join(text: str, line: str, known: Counter[str]) -> str:
    """Put a line after a text; a word that was broken between them becomes whole."""
    if text.endswith("\u00ad"):
        return text[:-1] + line
    broken = _BROKEN.search(text)
    if broken is None:
        return f"{text} {line}" if text else line
    head, tail = broken[1].lower(), _WORD.match(line.lower())
    if tail is None or not line[0].islower() or re.search(r"[-/:@\d]", head):
        return text + line
    head = head.lstrip("(“\"'‘[")
    with_hyphen, without = known[f"{head}-{tail[0]}"], known[f"{head}{tail[0]}"]
    compound = known["-"] and len(head) > 2 and known[head] and known[tail[0]]  # as objects-based
    if with_hyphen > without or (compound and not without):
        return text + line
    return text[:-1] + line
