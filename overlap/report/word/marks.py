"""What a draft marks, as `[to be completed: deadline]`, is highlighted, so that nobody sends it unseen."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, cast

from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

_MARK = re.compile(r"(\[to be [^\[\]]*\])")


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
