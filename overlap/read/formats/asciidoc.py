"""AsciiDoc, as Metanorma and its authors write it: the attributes of its head, and its text."""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping

from overlap.model import Fault
from overlap.read.content import Document, Paragraph, Table
from overlap.read.formats.encoding import decode
from overlap.read.formats.frontmatter import take_off, titled
from overlap.read.formats.visible import fold_lines, struck_out

_ATTRIBUTE = re.compile(r":(!?[\w-]+!?):(?:[ \t]+(.*))?$")
_BEFORE_TITLE = re.compile(r":!?[\w-]+!?:(?:\s|$)|//(?!/)|\[.*\]$|(?:ifdef|ifndef|endif|ifeval|include)::")
_HEADING = re.compile(r"(={1,6}|#{1,6})[ \t]+(\S.*)$")
_ITEM = re.compile(r"[ \t]*(?:\*{1,5}|\.{1,5}|-|\d+\.|[a-z]\.|<\d+>)[ \t]+(?=\S)")
_LINK = re.compile(r"(?:https?://|link:|xref:)\S")
_TERM = re.compile(r"(\S.*?):{2,4}(?:[ \t]+(.*))?$")
_FENCE = re.compile(r"(-{4,}|\.{4,}|`{3,}|\+{4,}|/{4,}|\*{4,}|_{4,}|={4,}|--)[ \t]*\w*$")
_NOT_READ = ("-", ".", "`", "+")
"""Blocks between lines of these are code; those between slashes are remarks, and any other holds text."""
_SKIPPED = re.compile(r"//(?!/)|\[.*\]$|<<<$|'''$|\.[^\s.].*$|(?:toc|image|video|ifdef|ifndef|endif|ifeval)::")
_INCLUDED = re.compile(r"include::(.+?)\[")
_TABLE = re.compile(r"[|,:!]={3,}$")
_CELL = re.compile(r"(?:(?:(?<=\s)|^)(?:\d*(?:\.\d+)?[+*])?[<^>]?(?:\.[<^>])?[aehlmdsv]?)?(?<!\\)\|")
_PASSED = re.compile(r"pass:[\w,]*\[(.*)\]")
"""What a value is written in that is passed on as it is."""
_STRUCK = re.compile(r"\[\.?line-through\](#{1,2})(?=\S)(.+?)(?<=\S)\1")
_REFERENCE = re.compile(r"\{([\w-]+)\}")
_INLINE = (
    (re.compile(r"\{(?:set|counter2?):[^{}]*\}"), ""),
    (re.compile(r"\[\[\[[^\[\],]*,\s*(?:\([^()]*\))?([^\[\]]*)\]\]\]"), r"\1"),
    (re.compile(r"<<(?:[^<>,]*,)?([^<>]*)>>"), r"\1"),
    (re.compile(r"(?:link|mailto|xref):[^\s\[\]]{0,500}\[([^\[\]]*)\]"), r"\1"),
    (re.compile(r"https?://[^\s\[\]]{1,500}\[([^\[\]]+)\]"), r"\1"),
    (re.compile(r"\b(?:footnote|stem|latexmath|indexterm|concept|eref|image|icon):\w*\[[^\[\]]*\]"), ""),
    (re.compile(r"\(\(\([^()]*\)\)\)"), ""),
    (re.compile(r"\[[^\[\]\s]*\](?=[#*_])|\[\[[^\[\]]*\]\]"), ""),
    (re.compile(r"(?<!\w)([*_#`]{1,2})(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
)
_REMEDY = "give the document that is made of all of them"
_COMMITTEES = (("TC", "technical-committee-number"), ("SC", "subcommittee-number"), ("WG", "workgroup-number"))
_LANGUAGES = ("-en", "", "-fr")
_RELATIONS = (
    "obsoletes updates supersedes amends merges replaces revises corrects related relates-to cites derived-from "
    "merged-from adopted-from adopted-as identical-to equivalent-to successor-of"
)
_RELATED = tuple(_RELATIONS.split())
"""Attributes that name documents."""


def read_asciidoc(data: bytes, source: str) -> Document:
    """Read the head of a document, its headings, paragraphs, list items and tables. Raises InputError for no text."""
    decoded = decode(data, source)
    front = take_off(decoded.text.replace("\r\n", "\n"), source)
    text, struck = _STRUCK.subn("", front.rest)
    lines = text.split("\n")
    attributes = dict(_attributes(lines))
    walk = _Walk(attributes)
    parts = tuple(titled(list(walk.parts(lines)), front.stated))
    faults = [Fault(source, place, f"{name} is part of it, and is not read", _REMEDY) for name, place in walk.missing]
    stated = {**_headed(lines), **front.stated, **_stated(attributes)}
    is_standard = "id" in stated and not {"docnumber", "docidentifier", "agenda-id"}.isdisjoint(attributes)
    return Document(
        source,
        "AsciiDoc text",
        parts,
        ignored=struck_out(struck),
        faults=(*decoded.faults, *front.faults, *faults),
        kind=f"{stated.get('body', '')} standard or draft".strip() if is_standard else "",
        stated=stated if is_standard else {key: stated[key] for key in stated if key in ("title", *front.stated)},
    )


def _headed(lines: list[str]) -> dict[str, str]:
    """Give the title of the head: only blank lines, remarks and attributes stand before it."""
    before = itertools.dropwhile(lambda line: not line.strip() or _BEFORE_TITLE.match(line), lines)
    first = next(before, "")
    said = first[2:].strip() if first.startswith("= ") else ""
    known = dict(_attributes(lines)) if "{" in said else {}
    title = _REFERENCE.sub(lambda found: _passed(known.get(found[1].lower(), found[0])), said)
    return {"title": title} if title else {}


def _passed(value: str) -> str:
    return re.sub(r"[\^~]", "", _PASSED.sub(r"\1", value))


def _attributes(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if (found := _ATTRIBUTE.match(line)) and "!" not in found[1]:
            yield found[1].lower(), (found[2] or "").strip()


def _stated(attributes: Mapping[str, str]) -> dict[str, str]:
    """Give the fields that the attributes of Metanorma stand for."""

    def said(*names: str) -> str:
        return next((attributes[name] for name in names if attributes.get(name)), "")

    titles = (f"title-main{each}" for each in _LANGUAGES), (f"title{each}" for each in _LANGUAGES)
    language = next(
        (name.removeprefix("title").removeprefix("-main") for each in titles for name in each if name in attributes), ""
    )
    parts = [said(f"title-{part}{language}") for part in ("intro", "main", "part", "amendment", "corrigendum")]
    body = said("publisher", "sdo", "mn-document-class").upper().replace(";", "/")
    prefix = said("prefix") or body
    number = "-".join(filter(None, (said("docnumber"), said("partnumber"))))
    named = [f"{kind} {attributes[key]}" for kind, key in _COMMITTEES if attributes.get(key)]
    stage = ".".join(filter(None, (said("docstage"), said("docsubstage"))))
    fields = {
        "id": said("docidentifier", "agenda-id") or _numbered(f"{prefix} {number}".strip() if number else "", said),
        "title": " — ".join(filter(None, parts)) or said(f"title{language}"),
        "body": body,
        "committee": "/".join([body, *named]) if named else said("committee", "technical-committee", "workgroup"),
        "stage": stage,
        "status": "" if stage else said("status"),
        "type": said("doctype") if said("doctype") not in ("book", "article") else "",
        "language": said("language"),
        "date": said("published-date", "revdate"),
        "joint_with": said("iso-standard") if said("equivalence") == "identical" else "",
        "relations": "; ".join(filter(None, map(attributes.get, _RELATED))),
    }
    return {name: text for name, text in fields.items() if text}


def _numbered(number: str, said: Callable[..., str]) -> str:
    """Write the number of an amendment or corrigendum after that of the document it changes."""
    for short, name in (("Amd", "amendment-number"), ("Cor", "corrigendum-number")):
        if number and any(map(str.isdigit, said(name))):
            return f"{said('updates') or number}/{short} {said(name)}"
    return number


class _Walk:
    """One way through the lines."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self._attributes = attributes
        self.missing: list[tuple[str, str]] = []
        self._held: list[str] = []
        self._first = 0
        self._style = ""
        self._depth = 0

    def parts(self, lines: list[str]) -> Iterator[Paragraph | Table]:
        """Yield the parts of a text; the blocks of code in it, and remarks, are none."""
        numbered = iter(enumerate(lines, start=1))
        for number, line in numbered:
            fence = _FENCE.match(line)
            if _TABLE.match(line):
                yield from self._flush()
                rows = [each for _, each in itertools.takewhile(lambda one: not _TABLE.match(one[1]), numbered)]
                yield from self._table(rows, number)
            elif fence and (fence[1][0] == "/" or (len(fence[1]) > 2 and fence[1][0] in _NOT_READ)):
                yield from self._flush()
                for _, each in numbered:
                    if each.rstrip() == fence[1]:
                        break
            else:
                yield from self._line(line, number, bool(fence))
        yield from self._flush()

    def _line(self, line: str, number: int, is_fence: bool) -> Iterator[Paragraph]:
        if found := _INCLUDED.match(line):
            self.missing.append((found[1], f"line {number}"))
        if line.strip().lower() == "[abstract]":
            yield from self._flush()
            yield Paragraph("Abstract", f"line {number}", 1)
        elif is_fence or not line.strip() or _SKIPPED.match(line) or found or _ATTRIBUTE.match(line):
            yield from self._flush()
        elif heading := _HEADING.match(line):
            yield from self._flush()
            yield Paragraph(self._plain(heading[2]), f"line {number}", max(len(heading[1]) - 1, 1))
        else:
            item, term = _ITEM.match(line), _TERM.match(line)
            if item or term:
                yield from self._flush()
                self._style = ("li link" if _LINK.search(line) else "li") if item else ""
                self._depth = len(item[0].strip()) if item and item[0].strip()[-1] in "*." else int(bool(item))
            self._first = self._first or number
            self._held.append(line[item.end() :] if item else f"{term[1]}: {term[2] or ''}" if term else line)

    def _flush(self) -> Iterator[Paragraph]:
        text = fold_lines("\n".join(self._joined()))
        if text:
            yield Paragraph(self._plain(text), f"line {self._first}", style=self._style, depth=self._depth)
        self._held, self._first, self._style, self._depth = [], 0, "", 0

    def _joined(self) -> Iterator[str]:
        """Yield the lines of a paragraph; only a plus at its end breaks one."""
        whole = ""
        for line in self._held:
            whole = f"{whole} {line.strip()}".strip()
            if whole.endswith(" +"):
                yield whole[:-2]
                whole = ""
        yield whole

    def _table(self, rows: list[str], number: int) -> Iterator[Table]:
        rows = list(_whole(rows))
        found = [list(self._cells(row)) for row in rows if "|" in row]
        width = max(map(len, found), default=0)
        if found and width == 1 and len(found) > 1:  # a cell a line: as many as the blank lines part make a row
            groups = [[cell for row in block for cell in self._cells(row)] for block in _blocks(rows)]
            wide = len(groups[0]) or max(map(len, groups))
            found = [group[at : at + wide] for group in groups for at in range(0, len(group), wide)]
        if any(map(any, found)):
            yield Table(tuple(map(tuple, found)), f"table at line {number}")

    def _cells(self, row: str) -> Iterator[str]:
        return (self._plain(fold_lines(cell)) for cell in _CELL.split(row)[1:])

    def _plain(self, text: str) -> str:
        """Put in what attributes stand for, and take the marks off."""
        text = _REFERENCE.sub(lambda found: self._attributes.get(found[1].lower(), ""), text)
        for mark, kept in _INLINE:
            text = mark.sub(kept, text)
        return fold_lines(text)


def _whole(rows: list[str]) -> Iterator[str]:
    """Yield the lines of a table, each with those that go on with its last cell; a plus at its end breaks a line."""
    held = ""
    for row in rows:
        if "|" in row or not row.strip():
            if held:
                yield held
            held = row.rstrip()
            if not held:
                yield held
        else:
            held = f"{held[:-2]}\n{row.strip()}" if held.endswith(" +") else f"{held} {row.strip()}".strip()
    if held:
        yield held.removesuffix(" +")


def _blocks(rows: list[str]) -> Iterator[list[str]]:
    """Part the lines of a table at the blank ones."""
    for is_blank, block in itertools.groupby(rows, key=lambda row: not row.strip()):
        if not is_blank:
            yield list(block)
