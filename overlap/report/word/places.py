"""Places of a Word document that hold a value: cells, content controls, bookmarks; text is replaced, all else stays."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from overlap.text.printing import printable

_TEXTS = frozenset(map(qn, ("w:r", "w:hyperlink", "w:ins", "w:smartTag", "w:fldSimple")))
"""What holds text in a paragraph; bookmarks, controls and properties hold none of their own."""
_KEPT = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
"""What is no text though it stands in a run."""
_PROMPT = frozenset(map(qn, ("w:highlight", "w:rStyle")))
"""What marks a text as one to be filled in, and goes with it."""


def text_of(element: Any) -> str:  # noqa: ANN401 -- python-docx has no types
    """Give the text of a part of a document, tabs and line breaks as one space each."""
    names = {qn("w:t"): None, qn("w:tab"): " ", qn("w:br"): " ", qn("w:noBreakHyphen"): "-"}
    within = (each for each in element.iter(*names) if each.getparent().tag != qn("w:tabs"))
    return "".join(names[each.tag] or each.text or "" for each in within)


def cells_of(row: Any) -> list[Any]:  # noqa: ANN401 -- the same
    """Give the cells of a row, those in a content control too."""
    found: list[Any] = row.xpath("./w:tc | ./w:sdt/w:sdtContent/w:tc")
    return found


def properties_of(control: Any, *names: str) -> list[Any]:  # noqa: ANN401 -- the same
    """Give the properties of a content control that have one of some names."""
    properties = control.find(qn("w:sdtPr"))
    return [] if properties is None else [each for name in names for each in properties.findall(qn(name))]


def fill_cell(cell: Any, lines: Sequence[str]) -> None:  # noqa: ANN401 -- the same
    """Write lines into a cell, or into the content control it holds."""
    controls = [*cell.iter(qn("w:sdt"))]
    for around in cell.iterancestors(qn("w:sdt")):
        _settle(around)
    if not controls:
        fill_paragraphs([*cell.iter(qn("w:p"))], lines)
        return
    for number, control in enumerate(controls):
        fill_control(control, () if number else lines)
    for paragraph in cell.iter(qn("w:p")):
        if paragraph.find(qn("w:sdt")) is not None or not any(each in controls for each in paragraph.iterancestors()):
            _remove(_runs(paragraph))


def fill_control(control: Any, lines: Sequence[str]) -> None:  # noqa: ANN401 -- the same
    """Write lines into a content control, which then is no prompt and shows no stored value."""
    _settle(control)
    content = control.find(qn("w:sdtContent"))
    if content is None:
        return
    paragraphs = [*content.iter(qn("w:p"))]
    if paragraphs:
        fill_paragraphs(paragraphs, lines)
    else:
        _replace(content, _runs(content), lines)


def fill_paragraphs(paragraphs: Sequence[Any], lines: Sequence[str]) -> None:
    """Write lines into the first of some paragraphs that holds text; the others lose their text, and go when empty."""
    target = next((each for each in paragraphs if _runs(each)), paragraphs[0])
    _replace(target, _runs(target), lines)
    for other in paragraphs:
        if other is not target:
            _remove(_runs(other))
            if not any(each.tag in _KEPT or each.tag == qn("w:sectPr") for each in other.iter()):
                _dissolve(other, target)


def fill_after(paragraph: Any, size: int, others: Sequence[Any], lines: Sequence[str]) -> None:  # noqa: ANN401 -- the same
    """Write lines after the label of a paragraph, `size` characters long; or into the paragraphs that follow it."""
    gap = "w:tab" if any(True for run in _runs(paragraph) for _ in run.iter(qn("w:tab"))) else " "
    after = _cut(paragraph, size)
    control = paragraph.find(qn("w:sdt"))
    if control is not None:
        fill_control(control, lines)
    elif others and not any(text_of(each).strip() for each in after):
        fill_paragraphs(others, lines)
    else:
        is_gap = bool(after) and bool(text_of(after[0])) and not text_of(after[0]).strip()
        _replace(paragraph, after[1:] if is_gap else after, lines, "" if is_gap else gap)


def fill_between(start: Any, lines: Sequence[str]) -> bool:  # noqa: ANN401 -- the same
    """Write lines into a bookmark that begins and ends in one paragraph; say whether it does."""
    between: list[Any] = []
    for each in start.itersiblings():
        if each.tag == qn("w:bookmarkEnd") and each.get(qn("w:id")) == start.get(qn("w:id")):
            start.addnext(_run(between, lines))
            _remove(between)
            return True
        if each.tag in _TEXTS and not _is_kept(each):
            between.append(each)
    return False


def _settle(control: Any) -> None:  # noqa: ANN401 -- the same
    """Have a content control show what is written into it, and no prompt or stored value."""
    _remove(properties_of(control, "w:showingPlcHdr", "w:dataBinding"))


def _runs(holder: Any) -> list[Any]:  # noqa: ANN401 -- the same
    return [each for each in holder if each.tag in _TEXTS and not _is_kept(each)]


def _is_kept(run: Any) -> bool:  # noqa: ANN401 -- the same
    return any(True for _ in run.iter(*_KEPT))


def _replace(holder: Any, old: Sequence[Any], lines: Sequence[str], before: str = "") -> None:  # noqa: ANN401 -- the same
    """Put lines in the place of some runs, in the format of the first that has text; `before` is a space or `w:tab`."""
    run = _run(old, lines, before)
    if old:
        old[0].addprevious(run)
    else:
        holder.append(run)
    _remove(old)


def _run(old: Iterable[Any], lines: Sequence[str], before: str = "") -> Any:  # noqa: ANN401 -- the same
    run = OxmlElement("w:r")
    model = next((each for run in old for each in run.iter(qn("w:r")) if text_of(each).strip()), None)
    look = None if model is None else model.find(qn("w:rPr"))
    if look is not None:
        look = deepcopy(look)
        for mark in [each for each in look if each.tag in _PROMPT]:
            look.remove(mark)
        run.append(look)
    if before == "w:tab":
        run.append(OxmlElement(before))
    for number, line in enumerate(lines):
        if number:
            run.append(OxmlElement("w:br"))
        text = OxmlElement("w:t")
        text.set(qn("xml:space"), "preserve")
        shown = printable(line).translate({9: " ", 10: " "})
        text.text = shown if number or before == "w:tab" else f"{before}{shown}"
        run.append(text)
    return run


def _cut(paragraph: Any, size: int) -> list[Any]:  # noqa: ANN401 -- the same
    """Give the runs after so many characters of a paragraph; a run that lies across is cut in two."""
    after = []
    for run in _runs(paragraph):
        long = len(text_of(run))
        if size <= 0:
            after.append(run)
        elif long > size:
            rest = deepcopy(run)
            whole = text_of(run)
            _set(run, whole[:size])
            _set(rest, whole[size:])
            run.addnext(rest)
            after.append(rest)
        size -= long
    return after


def _set(run: Any, text: str) -> None:  # noqa: ANN401 -- the same
    """Give a run, or the first in a link, another text."""
    texts = [*run.iter(qn("w:t"))]
    _remove([*texts[1:], *run.iter(qn("w:tab"), qn("w:br"))])
    texts[0].text = text
    texts[0].set(qn("xml:space"), "preserve")


def _remove(elements: Iterable[Any]) -> None:
    for each in elements:
        each.getparent().remove(each)


def _dissolve(paragraph: Any, target: Any) -> None:  # noqa: ANN401 -- the same
    """Take away an empty paragraph; the bookmarks and controls in it go on in another one."""
    for each in [*paragraph]:
        if each.tag != qn("w:pPr"):
            target.append(each)
    paragraph.getparent().remove(paragraph)
