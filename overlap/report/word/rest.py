"""What a template holds behind its head: taken out while the paper is written, and put back behind it."""

from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from overlap.report.word.places import text_of


class Rest:
    """The blocks of a body after the first so many, with the sections they stand in."""

    def __init__(self, body: Any, after: int) -> None:  # noqa: ANN401 -- python-docx has no types
        self._body = body
        self._blocks = [each for each in list(body)[after:] if each.tag != qn("w:sectPr")]
        for block in self._blocks:
            body.remove(block)
        last = body.find(qn("w:sectPr"))
        sections = [each for block in self._blocks for each in block.iter(qn("w:sectPr"))]
        self._last = None
        if after and last is not None and (sections or any(map(_says, self._blocks))):
            self._last = last
            first = deepcopy(sections[0] if sections else last)  # the page the head stands on is that of the paper
            body.replace(last, first)

    def append(self) -> None:
        """Put the blocks behind what was written; on a new page, in their own sections, when they hold anything."""
        paper = self._body.find(qn("w:sectPr"))
        if self._last is not None:
            paragraph = OxmlElement("w:p")
            properties = OxmlElement("w:pPr")
            paragraph.append(properties)
            self._body.replace(paper, paragraph)
            properties.append(paper)
            self._body.append(self._last)
            paper = self._last
        for block in self._blocks:
            if paper is None:
                self._body.append(block)
            else:
                paper.addprevious(block)


def _says(block: Any) -> bool:  # noqa: ANN401 -- the same
    """Say whether a block holds more than empty paragraphs."""
    return bool(text_of(block).strip()) or any(True for _ in block.iter(qn("w:drawing"), qn("w:pict"), qn("w:object")))
