"""What a draft marks, as `[to be completed: deadline]`, is highlighted; no line breaks within an identifier."""

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from typing import Any, cast

from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

_MARK = re.compile(r"(\[to be [^\[\]]*\])")
_WORD = re.compile(r"\S+")
_NAME = re.compile(r"\d|\b[A-Z]{1,3}\.\w|\b[PSL]-[0-9A-Z]{8}\b")
_ADDRESS = re.compile(r"://|@|\bwww\.")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


def highlight(body: Any) -> None:  # noqa: ANN401 -- python-docx has no types
    """Part the runs of a document at their marks, and highlight these; the text stays the same."""
    for run in [*body.iter(qn("w:r"))]:
        if not any(_MARK.search(each.text or "") for each in run.iter(qn("w:t"))):
            continue
        for part, is_marked in _parts(run):
            made = OxmlElement("w:r")
            if (look := run.find(qn("w:rPr"))) is not None:
                made.append(deepcopy(look))
            made.append(part)
            if is_marked:
                _color(made)
            run.addprevious(made)
        run.getparent().remove(run)


def hold(body: Any) -> None:  # noqa: ANN401 -- the same
    """Let no line end within an identifier or a date: their hyphens are those of Word that do not break.

    The text stays the same for who reads it: a hyphen of that kind is read as any other.
    """
    for text in [*body.iter(qn("w:t"))]:
        first, *others = _held(text.text or "")
        if not others:
            continue
        text.text = first
        text.set(qn("xml:space"), "preserve")
        for piece in reversed(others):
            rest = OxmlElement("w:t")
            rest.text = piece
            rest.set(qn("xml:space"), "preserve")
            text.addnext(rest)
            text.addnext(OxmlElement("w:noBreakHyphen"))


def _held(text: str) -> list[str]:
    """Part a text at the hyphens that hold: those of names with a figure in them, or written as `Y.aidt-reqts`."""
    names = [each for each in _WORD.finditer(text) if _NAME.search(each[0]) and not _ADDRESS.search(each[0])]
    cuts = [name.start() + found.start() for name in names for found in _HYPHEN.finditer(name[0])]
    return [text[start + 1 : end] for start, end in pairwise([-1, *cuts, len(text)])]


def _parts(run: Any) -> Iterator[tuple[Any, bool]]:  # noqa: ANN401 -- the same
    """Yield what a run holds, its text in pieces, each with whether it is a mark."""
    for child in [each for each in run if each.tag != qn("w:rPr")]:
        if child.tag != qn("w:t"):
            yield child, False
            continue
        for piece in filter(None, _MARK.split(child.text or "")):
            text = OxmlElement("w:t")
            text.text = piece
            text.set(qn("xml:space"), "preserve")
            yield text, _MARK.fullmatch(piece) is not None


def _color(run: Any) -> None:  # noqa: ANN401 -- the same
    Run(run, cast("Any", None)).font.highlight_color = WD_COLOR_INDEX.YELLOW
